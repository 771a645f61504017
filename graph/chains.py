"""Responsibility chains 责任链: 主体 → 义务 → 条款 → 罚则 → 执法机关, read from the graph of a statute.

A chain is Actor –BEARS→ Norm –STATED_IN→ Provision, Norm ←VIOLATES– Conduct ←PUNISHES– Sanction –HAS_STEP→ Measure
–IMPOSED_BY→ Actor. What the text does not say is a gap card, never silence.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from .network import Network, in_edges, nodes_with, out_edges
from .picture import Card, Chain, Column, GapCode, Picture, Wire

FocusKind = Literal["statute", "actor", "norm", "unit", "topic", "sanction"]
GroupBy = Literal["", "chapter", "actor_kind"]

LABELLED_LIMIT = 60
"""No picture shows more labelled cards than this at first sight (interface requirement 12)."""


class Focus(msgspec.Struct, frozen=True):
    """What the picture starts from. ``value``: a node id (actor, norm, unit, sanction) or a topic word; empty for the statute."""

    kind: FocusKind = "statute"
    value: str = ""


class Filters(msgspec.Struct, frozen=True):
    """What is shown; an empty tuple lets everything through. ``chapters`` are unit ids of chapters.

    ``probable``: candidate links that are only possible are drawn too; else a card says that there are some.
    """

    actors: tuple[str, ...] = ()
    actor_kinds: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    candidates: bool = True
    probable: bool = False
    inferred: bool = True
    gaps_only: bool = False


def chapter_of(graph: Network, norm: str) -> str:
    """The node id of the 章 (else 编) a norm stands in; empty where the statute has none."""
    return _above(graph, provision_of(graph, norm), ("Chapter", "Part"))


def provision_of(graph: Network, fact: str) -> str:
    """The node id of the unit a norm, conduct, term or sanction is stated in; empty if the graph has none."""
    return next((target for target, _ in out_edges(graph, fact, "STATED_IN")), "")


def _above(graph: Network, provision: str, labels: tuple[str, ...]) -> str:
    while provision:
        if any(label in graph.nodes[provision]["labels"] for label in labels):
            return provision
        provision = next((source for source, _ in in_edges(graph, provision, "HAS_PART")), "")
    return ""


def article_of(graph: Network, provision: str) -> str:
    """The node id of the 条 a unit stands in; empty outside articles."""
    return _above(graph, provision, ("Article",))


def norms_of(graph: Network, focus: Focus, *, probable: bool = True) -> list[str]:
    """The norms a focus is about, in text order. ``probable`` False: links that are only possible lead nowhere."""
    everything = nodes_with(graph, "Norm")
    if focus.kind == "statute" or not focus.value:
        return everything
    if focus.kind == "topic":
        return [norm for norm in everything if focus.value in graph.nodes[norm]["text"]]
    if focus.value not in graph:
        return []
    if focus.kind == "norm":
        return [focus.value]
    if focus.kind == "actor":
        found = _norms_of_actor(graph, focus.value, probable)
    elif focus.kind == "sanction":
        found = _norms_of_sanction(graph, focus.value, probable)
    else:
        found = _norms_in(graph, focus.value, probable)
    return [norm for norm in everything if norm in found]


def _norms_of_actor(graph: Network, actor: str, probable: bool) -> set[str]:
    """Norms the actor bears, itself or through a collective it is a member of; norms whose breach it punishes."""
    actors = {actor} | {group for group, _ in out_edges(graph, actor, "MEMBER_OF")}
    found = {norm for one in actors for norm, _ in out_edges(graph, one, "BEARS")}
    found |= {norm for norm, _ in out_edges(graph, actor, "CO_ACTS")}
    for measure, _ in in_edges(graph, actor, "IMPOSED_BY"):
        for sanction, _ in in_edges(graph, measure, "HAS_STEP"):
            found |= _norms_of_sanction(graph, sanction, probable)
    return found


def _norms_of_sanction(graph: Network, node: str, probable: bool) -> set[str]:
    labels = graph.nodes[node]["labels"]
    if "Measure" in labels:
        sanctions = [source for source, _ in in_edges(graph, node, "HAS_STEP")]
    elif "Conduct" in labels:
        return {norm for norm, link in out_edges(graph, node, "VIOLATES") if is_drawn(link, True, probable)}
    else:
        sanctions = [node]
    return {
        norm
        for sanction in sanctions
        for conduct, _ in out_edges(graph, sanction, "PUNISHES")
        for norm, link in out_edges(graph, conduct, "VIOLATES")
        if is_drawn(link, True, probable)
    }


def _norms_in(graph: Network, provision: str, probable: bool) -> set[str]:
    """Norms stated in a unit or below it, and norms whose breach a sanction stated there punishes."""
    found: set[str] = set()
    waiting = [provision]
    while waiting:
        unit = waiting.pop()
        for fact, _ in in_edges(graph, unit, "STATED_IN"):
            labels = graph.nodes[fact]["labels"]
            if "Norm" in labels:
                found.add(fact)
            elif "Sanction" in labels or "Conduct" in labels:
                found |= _norms_of_sanction(graph, fact, probable)
        waiting.extend(child for child, _ in out_edges(graph, unit, "HAS_PART"))
    return found


def widened(graph: Network, norms: list[str], depth: int, *, probable: bool = True) -> list[str]:
    """The norms within ``depth`` steps: each step adds the norms that share a bearer or a sanction with those there (1 = as given)."""
    found = set(norms)
    for _ in range(depth - 1):
        for norm in tuple(found):
            for actor, _ in in_edges(graph, norm, "BEARS"):
                found |= {other for other, _ in out_edges(graph, actor, "BEARS")}
            for conduct, _ in in_edges(graph, norm, "VIOLATES"):
                for sanction, _ in in_edges(graph, conduct, "PUNISHES"):
                    found |= _norms_of_sanction(graph, sanction, probable)
    return [norm for norm in nodes_with(graph, "Norm") if norm in found]


def _passes(graph: Network, norm: str, filters: Filters) -> bool:
    node = graph.nodes[norm]
    if filters.modalities and node["modality"] not in filters.modalities:
        return False
    if filters.chapters and chapter_of(graph, norm) not in filters.chapters:
        return False
    bearers = [(actor, data) for actor, data in in_edges(graph, norm, "BEARS") if filters.inferred or data["basis"] in STATED]
    if filters.actors and not any(actor in filters.actors for actor, _ in bearers):
        return False
    if filters.levels and not any(graph.nodes[actor].get("level") in filters.levels for actor, _ in bearers):
        return False
    if filters.actor_kinds and not any(graph.nodes[actor].get("kind") in filters.actor_kinds for actor, _ in bearers):
        return False
    steps = [step for _, step, _ in steps_of(graph, norm, filters.candidates)]
    if filters.measures and not any(graph.nodes[step]["kind"] in filters.measures for step in steps):
        return False
    return not (filters.gaps_only and steps)


STATED = ("explicit", "same_sentence", "list_intro", "curated")
"""Bases the text itself carries; every other basis is an inference and drawn differently."""


def is_drawn(link: dict[str, Any], candidates: bool, probable: bool) -> bool:
    """Whether a VIOLATES link counts: accepted ones always, candidates if asked for, and of these the merely possible if asked for."""
    if link["status"] == "accepted":
        return True
    return link["status"] == "candidate" and candidates and (probable or link.get("strength") != "probable")


def steps_of(
    graph: Network, norm: str, candidates: bool = True, probable: bool = True
) -> list[tuple[str, str, dict[str, Any]]]:
    """(conduct, measure, properties of the VIOLATES link) of every ladder step that answers a breach of ``norm``."""
    found: list[tuple[str, str, dict[str, Any]]] = []
    for conduct, link in in_edges(graph, norm, "VIOLATES"):
        if not is_drawn(link, candidates, probable):
            continue
        for sanction, _ in in_edges(graph, conduct, "PUNISHES"):
            ladder = sorted(out_edges(graph, sanction, "HAS_STEP"), key=lambda pair: pair[1]["order"])
            found.extend((conduct, measure, link) for measure, _ in ladder)
    return found


class _Drawing:
    """Collects cards, wires and chains; a card or wire met again is the same one."""

    def __init__(self, graph: Network) -> None:
        self.graph = graph
        self.cards: dict[str, Card] = {}
        self.wires: dict[str, Wire] = {}
        self.chains: list[Chain] = []

    def card(
        self, node: str, column: Column, kind: Literal["actor", "norm", "provision", "measure"], code: str | None = None
    ) -> str:
        key = f"{column}|{node}"
        data = self.graph.nodes[node]
        if key not in self.cards:
            self.cards[key] = Card(
                id=key,
                column=column,
                kind=kind,
                label=self.label_of(node, kind),
                node=node,
                code=code,
                detail=data.get("text", ""),
                unit=self.unit_of(node),
                start=data.get("start"),
                end=data.get("end"),
                review=data.get("review", "extracted"),
            )
        return key

    def label_of(self, node: str, kind: str) -> str:
        """What stands on a card: a citation, a name; a ladder's first step says which article it is of."""
        data = self.graph.nodes[node]
        if kind == "provision":
            return str(data["label"])
        if kind == "measure" and data.get("order") == 1:
            sanction = next((source for source, _ in in_edges(self.graph, node, "HAS_STEP")), "")
            article = article_of(self.graph, provision_of(self.graph, sanction)) if sanction else ""
            return f"{self.graph.nodes[article]['label']} {data['name']}" if article else str(data["name"])
        return str(data["name"])

    def unit_of(self, node: str) -> str | None:
        data = self.graph.nodes[node]
        if "unit" in data:
            return str(data["unit"])
        key = node[len(data["statute"]) + 1 :]
        return key.split("#")[0] if "#" in key else None

    def gap(self, column: Column, gap: GapCode, owner: str) -> str:
        key = f"{column}|gap|{owner}"
        self.cards.setdefault(key, Card(id=key, column=column, kind="gap", label="", gap=gap))
        return key

    def wire(self, source: str, target: str, type_: str, data: dict[str, Any] | None = None, **extra: Any) -> str:
        key = f"{source}→{target}"
        held = data or {}
        if key not in self.wires or (self.wires[key].status == "candidate" and extra.get("status") == "accepted"):
            fields = {
                "basis": held.get("basis", "explicit"),
                "quote": held.get("quote", ""),
                "start": held.get("start"),
                "end": held.get("end"),
                **extra,
            }
            self.wires[key] = Wire(id=key, source=source, target=target, type=type_, **fields)
        return key

    def draw(self, norm: str, filters: Filters) -> None:
        graph = self.graph
        cards: list[str] = []
        wires: list[str] = []
        card = self.card(norm, "norm", "norm", graph.nodes[norm]["modality"])
        bearers = [(a, d) for a, d in in_edges(graph, norm, "BEARS") if filters.inferred or d["basis"] in STATED]
        for actor, data in bearers:
            who = self.card(actor, "actor", "actor", graph.nodes[actor].get("kind"))
            cards.append(who)
            wires.append(self.wire(who, card, "BEARS", data, unit=self.unit_of(norm)))
        if not bearers:
            who = self.gap("actor", "bearer", "all")
            cards.append(who)
            wires.append(self.wire(who, card, "BEARS", None, basis="implied"))
        cards.append(card)
        provision = provision_of(graph, norm)
        if provision:
            where = self.card(provision, "provision", "provision", graph.nodes[provision]["kind"])
            cards.append(where)
            wires.append(self.wire(card, where, "STATED_IN", {"quote": graph.nodes[norm]["text"]}, unit=self.unit_of(norm)))
            self.draw_sanctions(norm, where, filters, cards, wires)
        self.chains.append(Chain(norm, tuple(dict.fromkeys(cards)), tuple(dict.fromkeys(wires))))

    def draw_sanctions(self, norm: str, where: str, filters: Filters, cards: list[str], wires: list[str]) -> None:
        graph = self.graph
        steps = steps_of(graph, norm, filters.candidates, filters.probable)
        if not steps:
            if "Duty" in graph.nodes[norm]["labels"]:
                hidden = bool(steps_of(graph, norm, filters.candidates))
                gap = self.gap("sanction", "possible" if hidden else "sanction", norm)
                cards.append(gap)
                wires.append(self.wire(where, gap, "VIOLATES", None, basis="implied"))
            return
        previous: tuple[str, str] | None = None
        for conduct, step, link in steps:
            measure = self.card(step, "sanction", "measure", graph.nodes[step]["kind"])
            cards.append(measure)
            if previous and previous[0] == conduct:
                wires.append(self.wire(previous[1], measure, "THEN"))
            else:
                wires.append(
                    self.wire(
                        where,
                        measure,
                        "VIOLATES",
                        link,
                        status=link["status"],
                        other=link.get("conductQuote", ""),
                        link=link["id"].split("|")[0],
                        score=link.get("score"),
                        shared=tuple(link.get("shared", ())),
                        unit=self.unit_of(conduct),
                    )
                )
            previous = (conduct, measure)
            enforcers = list(out_edges(graph, step, "IMPOSED_BY"))
            for actor, data in enforcers:
                who = self.card(actor, "enforcer", "actor", graph.nodes[actor].get("kind"))
                cards.append(who)
                wires.append(self.wire(measure, who, "IMPOSED_BY", data, unit=self.unit_of(step)))
            if not enforcers:
                gap = self.gap("enforcer", "enforcer", "all")
                cards.append(gap)
                wires.append(self.wire(measure, gap, "IMPOSED_BY", None, basis="implied"))


GROUPS_AT_FIRST_SIGHT = 24
"""More chapters than this stand grouped by 编, where the statute has them; an open 编 shows its chapters."""


def _group_keys(graph: Network, norms: list[str], group_by: GroupBy, expanded: frozenset[str]) -> dict[str, tuple[str, str]]:
    """Norm → (key, label) of the group it belongs to."""
    if group_by == "chapter":
        return _chapter_keys(graph, norms, expanded)
    keys = {}
    for norm in norms:
        kinds = sorted({str(graph.nodes[actor].get("kind", "other")) for actor, _ in in_edges(graph, norm, "BEARS")})
        keys[norm] = (kinds[0], kinds[0]) if kinds else ("none", "")
    return keys


def _chapter_keys(graph: Network, norms: list[str], expanded: frozenset[str]) -> dict[str, tuple[str, str]]:
    held = {norm: chapter_of(graph, norm) for norm in norms}
    if len(set(held.values())) > GROUPS_AT_FIRST_SIGHT:
        for norm in norms:
            part = _above(graph, provision_of(graph, norm), ("Part",))
            if part and part not in expanded:
                held[norm] = part
    return {norm: (unit or "none", graph.nodes[unit]["name"] if unit else "") for norm, unit in held.items()}


def chain_picture(
    graph: Network,
    focus: Focus | None = None,
    filters: Filters | None = None,
    *,
    group_by: GroupBy = "",
    expanded: Iterable[str] = (),
    depth: int = 1,
    limit: int = LABELLED_LIMIT,
) -> Picture:
    """The chains of a focus as a picture.

    Without ``group_by`` a picture of more than ``limit`` cards is grouped by chapter. A group in ``expanded`` (its key) is drawn
    in full; the others stand as one card with their count. Nothing is cut silently: ``shown`` and ``total`` count norms.
    """
    focus, filters = focus or Focus(), filters or Filters()
    norms = [
        norm
        for norm in widened(graph, norms_of(graph, focus, probable=filters.probable), depth, probable=filters.probable)
        if _passes(graph, norm, filters)
    ]
    open_groups = frozenset(expanded)
    if not group_by:
        if len(norms) <= limit or focus.kind == "norm":  # each norm is a card: more cannot fit
            full = _Drawing(graph)
            for norm in norms:
                full.draw(norm, filters)
            if len(full.cards) <= limit or focus.kind == "norm":
                return _picture(graph, full, len(norms), len(norms), "")
        group_by = "chapter"
    if not open_groups and focus.kind != "statute":
        open_groups = _opened(graph, norms, filters, group_by, limit)
    grouped, shown = _grouped(graph, norms, filters, group_by, open_groups)
    return _picture(graph, grouped, shown, len(norms), group_by)


def _opened(graph: Network, norms: list[str], filters: Filters, group_by: GroupBy, limit: int) -> frozenset[str]:
    """The groups that can stand open from the start: in text order, while the picture stays within ``limit``."""
    opened: list[str] = []
    for key in dict.fromkeys(key for key, _ in _group_keys(graph, norms, group_by, frozenset()).values()):
        drawing, _ = _grouped(graph, norms, filters, group_by, frozenset([*opened, key]))
        if len(drawing.cards) <= limit:
            opened.append(key)
    return frozenset(opened)


def _grouped(
    graph: Network, norms: list[str], filters: Filters, group_by: GroupBy, expanded: frozenset[str]
) -> tuple[_Drawing, int]:
    drawing = _Drawing(graph)
    keys = _group_keys(graph, norms, group_by, expanded)
    groups: dict[tuple[str, str], list[str]] = {}
    for norm in norms:
        groups.setdefault(keys[norm], []).append(norm)
    closed = [norm for (key, _), members in groups.items() if key not in expanded for norm in members]
    ladders = {sanction for norm in closed for sanction in _sanctions_of(graph, norm, filters)}
    whole = len(ladders) <= LADDERS_AT_FIRST_SIGHT
    shown = 0
    bearers: dict[str, int] = {}
    for (key, label), members in groups.items():
        if key in expanded:
            shown += len(members)
            for norm in members:
                drawing.draw(norm, filters)
            continue
        card = f"norm|group|{key}"
        drawing.cards[card] = Card(
            id=card, column="norm", kind="group", label=label, node=key, code=group_by, count=len(members)
        )
        for norm in members:
            for actor, data in in_edges(graph, norm, "BEARS"):
                if filters.inferred or data["basis"] in STATED:
                    bearers[actor] = bearers.get(actor, 0) + 1
    busiest = sorted(bearers, key=lambda actor: (-bearers[actor], actor))[:ACTORS_AT_FIRST_SIGHT]
    for (key, _), members in groups.items():
        if key in expanded:
            continue
        _group_wires(drawing, key, members, busiest, filters, whole)
    return drawing, shown


ACTORS_AT_FIRST_SIGHT = 16
"""Actors drawn beside collapsed groups: those with the most norms."""


LADDERS_AT_FIRST_SIGHT = 12
"""With more ladders than this behind collapsed groups, each group has one card for its ladders, with their count."""


def _sanctions_of(graph: Network, norm: str, filters: Filters) -> dict[str, str]:
    """The sanctions that answer a breach of ``norm`` → status of the link."""
    found: dict[str, str] = {}
    for conduct, link in in_edges(graph, norm, "VIOLATES"):
        if is_drawn(link, filters.candidates, filters.probable):
            for sanction, _ in in_edges(graph, conduct, "PUNISHES"):
                if found.get(sanction) != "accepted":
                    found[sanction] = link["status"]
    return found


def _group_wires(drawing: _Drawing, key: str, members: list[str], busiest: list[str], filters: Filters, whole: bool) -> None:
    graph = drawing.graph
    card = f"norm|group|{key}"
    cards, wires = [card], []
    for actor in busiest:
        if any(True for norm in members for one, _ in in_edges(graph, norm, "BEARS") if one == actor):
            who = drawing.card(actor, "actor", "actor", graph.nodes[actor].get("kind"))
            cards.append(who)
            wires.append(drawing.wire(who, card, "BEARS"))
    sanctions: dict[str, str] = {}
    for norm in members:
        for sanction, status in _sanctions_of(graph, norm, filters).items():
            if sanctions.get(sanction) != "accepted":
                sanctions[sanction] = status
    if sanctions and not whole:
        answer = f"sanction|group|{key}"
        drawing.cards[answer] = Card(id=answer, column="sanction", kind="group", label="", node=key, count=len(sanctions))
        cards.append(answer)
        wires.append(drawing.wire(card, answer, "VIOLATES", None, status=min(sanctions.values())))
    for sanction, status in sanctions.items():
        if whole:
            answer = drawing.card(sanction, "sanction", "measure", "ladder")
            cards.append(answer)
            wires.append(drawing.wire(card, answer, "VIOLATES", None, status=status))
        for measure, _ in out_edges(graph, sanction, "HAS_STEP"):
            for actor, data in out_edges(graph, measure, "IMPOSED_BY"):
                who = f"enforcer|{actor}"
                if not whole and who not in drawing.cards and _enforcers(drawing) >= LADDERS_AT_FIRST_SIGHT:
                    continue
                drawing.card(actor, "enforcer", "actor", graph.nodes[actor].get("kind"))
                cards.append(who)
                wires.append(drawing.wire(answer, who, "IMPOSED_BY", data))
    drawing.chains.append(Chain(card, tuple(dict.fromkeys(cards)), tuple(dict.fromkeys(wires))))


def _enforcers(drawing: _Drawing) -> int:
    return sum(card.column == "enforcer" for card in drawing.cards.values())


def _picture(graph: Network, drawing: _Drawing, shown: int, total: int, grouped: str) -> Picture:
    statute = next(iter(nodes_with(graph, "Statute")), "")
    return Picture(
        statute, tuple(drawing.cards.values()), tuple(drawing.wires.values()), tuple(drawing.chains), shown, total, grouped
    )
