"""Chains collapsed into groups by 章 (编) or by kind of actor: one card a group, with the actors and ladders its norms lead to."""

from __future__ import annotations

from typing import Literal

import msgspec

from .breaches import sanctions_of
from .chain_drawing import Drawing
from .chain_filters import STATED, Filters, bearers_of
from .network import Network, out_edges
from .picture import Card, Chain
from .places import chapter_of, part_of

GroupBy = Literal["", "chapter", "actor_kind"]

GROUPS_AT_FIRST_SIGHT = 24
"""More chapters than this stand grouped by 编, where the statute has them; an open 编 shows its chapters."""
ACTORS_AT_FIRST_SIGHT = 16
"""Actors drawn beside collapsed groups: those with the most norms."""
LADDERS_AT_FIRST_SIGHT = 12
"""With more ladders than this behind collapsed groups, each group has one card for its ladders, with their count."""


class Group(msgspec.Struct, frozen=True):
    """Norms that stand together: ``key`` a unit id or a kind of actor, ``label`` its name (empty for what has none)."""

    key: str
    label: str
    norms: tuple[str, ...]


def groups_of(graph: Network, norms: list[str], group_by: GroupBy, expanded: frozenset[str]) -> list[Group]:
    """The groups of ``norms``, in text order; an expanded 编 gives its chapters."""
    keys = _chapters(graph, norms, expanded) if group_by == "chapter" else _kinds(graph, norms)
    members: dict[tuple[str, str], list[str]] = {}
    for norm in norms:
        members.setdefault(keys[norm], []).append(norm)
    return [Group(key, label, tuple(held)) for (key, label), held in members.items()]


def _kinds(graph: Network, norms: list[str]) -> dict[str, tuple[str, str]]:
    keys = {}
    for norm in norms:
        kinds = sorted({str(graph.nodes[actor].get("kind", "other")) for actor, _ in bearers_of(graph, norm, Filters())})
        keys[norm] = (kinds[0], kinds[0]) if kinds else ("none", "")
    return keys


def _chapters(graph: Network, norms: list[str], expanded: frozenset[str]) -> dict[str, tuple[str, str]]:
    held = {norm: chapter_of(graph, norm) for norm in norms}
    if len(set(held.values())) > GROUPS_AT_FIRST_SIGHT:
        for norm in norms:
            part = part_of(graph, norm)
            if part and part not in expanded:
                held[norm] = part
    return {norm: (unit or "none", graph.nodes[unit]["name"] if unit else "") for norm, unit in held.items()}


class Grouped(msgspec.Struct, frozen=True):
    """A drawing of groups: ``shown`` norms stand in full; ``undrawn`` actors and enforcers of collapsed groups have no card."""

    drawing: Drawing
    shown: int
    undrawn: int


def draw_groups(graph: Network, groups: list[Group], filters: Filters, expanded: frozenset[str], group_by: GroupBy) -> Grouped:
    """Draws the expanded groups in full and every other one as a card."""
    drawing = Drawing(graph)
    closed = [group for group in groups if group.key not in expanded]
    for group in groups:
        if group.key in expanded:
            for norm in group.norms:
                drawing.draw(norm, filters)
        else:
            card = f"norm|group|{group.key}"
            drawing.cards[card] = Card(
                id=card, column="norm", kind="group", label=group.label, node=group.key, code=group_by, count=len(group.norms)
            )
    bearers = {group.key: _bearers(graph, group, filters) for group in closed}
    weights: dict[str, int] = {}
    for found in bearers.values():
        for actor, (count, _) in found.items():
            weights[actor] = weights.get(actor, 0) + count
    busiest = sorted(weights, key=lambda actor: (-weights[actor], actor))[:ACTORS_AT_FIRST_SIGHT]
    answers = {group.key: _answers(graph, group, filters) for group in closed}
    whole = len({sanction for found in answers.values() for sanction in found}) <= LADDERS_AT_FIRST_SIGHT
    undrawn = {f"actor|{actor}" for actor in weights} - {f"actor|{actor}" for actor in busiest}
    for group in closed:
        drawn = {actor: bearers[group.key][actor][1] for actor in busiest if actor in bearers[group.key]}
        undrawn |= _draw_group(drawing, group, drawn, answers[group.key], whole)
    shown = sum(len(group.norms) for group in groups if group.key in expanded)
    return Grouped(drawing, shown, len(undrawn - set(drawing.cards)))


def _bearers(graph: Network, group: Group, filters: Filters) -> dict[str, tuple[int, str]]:
    """Actor → how many norms of the group it bears, and the basis: a stated one if any is."""
    found: dict[str, tuple[int, str]] = {}
    for norm in group.norms:
        for actor, data in bearers_of(graph, norm, filters):
            count, basis = found.get(actor, (0, data["basis"]))
            found[actor] = (count + 1, basis if basis in STATED else data["basis"])
    return found


def _answers(graph: Network, group: Group, filters: Filters) -> dict[str, str]:
    """Sanction → status of its link with the group's norms: accepted if one is."""
    found: dict[str, str] = {}
    for norm in group.norms:
        for sanction, status in sanctions_of(graph, norm, filters.candidates, filters.probable).items():
            if found.get(sanction) != "accepted":
                found[sanction] = status
    return found


def _draw_group(drawing: Drawing, group: Group, bearers: dict[str, str], answers: dict[str, str], whole: bool) -> set[str]:
    """Draws what a collapsed group leads from and to; gives the enforcers there was no room for."""
    graph = drawing.graph
    card = f"norm|group|{group.key}"
    cards, wires = [card], []
    left: set[str] = set()
    for actor, basis in bearers.items():
        who = drawing.card(actor, "actor", "actor", graph.nodes[actor].get("kind"))
        cards.append(who)
        wires.append(drawing.wire(who, card, "BEARS", {"basis": basis}))
    answer = f"sanction|group|{group.key}"
    if answers and not whole:
        drawing.cards[answer] = Card(id=answer, column="sanction", kind="group", label="", node=group.key, count=len(answers))
        cards.append(answer)
        wires.append(drawing.wire(card, answer, "VIOLATES", None, status=min(answers.values())))
    for sanction, status in answers.items():
        if whole:
            answer = drawing.card(sanction, "sanction", "measure", "ladder")
            cards.append(answer)
            wires.append(drawing.wire(card, answer, "VIOLATES", None, status=status))
        for measure, _ in out_edges(graph, sanction, "HAS_STEP"):
            for actor, data in out_edges(graph, measure, "IMPOSED_BY"):
                who = f"enforcer|{actor}"
                if not whole and who not in drawing.cards and _enforcers(drawing) >= LADDERS_AT_FIRST_SIGHT:
                    left.add(who)
                    continue
                drawing.card(actor, "enforcer", "actor", graph.nodes[actor].get("kind"))
                cards.append(who)
                wires.append(drawing.wire(answer, who, "IMPOSED_BY", data))
    drawing.chains.append(Chain(card, tuple(dict.fromkeys(cards)), tuple(dict.fromkeys(wires))))
    return left


def _enforcers(drawing: Drawing) -> int:
    return sum(card.column == "enforcer" for card in drawing.cards.values())
