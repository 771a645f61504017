"""The cards and wires of one norm's chain: 主体 → 义务 → 条款 → 罚则 → 执法机关, and what the text leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from .breaches import steps_of
from .chain_filters import Filters, bearers_of
from .network import Network, in_edges, out_edges
from .picture import Card, Chain, Column, GapCode, Wire
from .places import article_of, provision_of


class Drawing:
    """Collects cards, wires and chains; a card or wire met again is the same one."""

    def __init__(self, graph: Network) -> None:
        self.graph = graph
        self.cards: dict[str, Card] = {}
        self.wires: dict[str, Wire] = {}
        self.chains: list[Chain] = []

    def card(
        self, node: str, column: Column, kind: Literal["actor", "norm", "provision", "measure"], code: str | None = None
    ) -> str:
        """The id of the card of a graph node in ``column``."""
        key = f"{column}|{node}"
        data = self.graph.nodes[node]
        if key not in self.cards:
            self.cards[key] = Card(
                id=key,
                column=column,
                kind=kind,
                label=self._label_of(node, kind),
                node=node,
                code=code,
                detail=data.get("text", ""),
                unit=self._unit_of(node),
                start=data.get("start"),
                end=data.get("end"),
                review=data.get("review", "extracted"),
            )
        return key

    def _label_of(self, node: str, kind: str) -> str:
        """What stands on a card: a citation, a name; a ladder's first step says which article it is of."""
        data = self.graph.nodes[node]
        if kind == "provision":
            return str(data["label"])
        if kind == "measure" and data.get("order") == 1:
            sanction = next((source for source, _ in in_edges(self.graph, node, "HAS_STEP")), "")
            article = article_of(self.graph, provision_of(self.graph, sanction)) if sanction else ""
            return f"{self.graph.nodes[article]['label']} {data['name']}" if article else str(data["name"])
        return str(data["name"])

    def _unit_of(self, node: str) -> str | None:
        data = self.graph.nodes[node]
        if "unit" in data:
            return str(data["unit"])
        key = node[len(data["statute"]) + 1 :]
        return key.split("#")[0] if "#" in key else None

    def gap(self, column: Column, gap: GapCode, owner: str) -> str:
        """The id of the card that says what the text does not; those of one ``owner`` are one card."""
        key = f"{column}|gap|{owner}"
        self.cards.setdefault(key, Card(id=key, column=column, kind="gap", label="", gap=gap))
        return key

    def wire(self, source: str, target: str, type_: str, data: dict[str, Any] | None = None, **extra: Any) -> str:
        """The id of the wire between two cards; a stated one replaces a candidate."""
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
        """Draws the chain of ``norm``."""
        graph = self.graph
        cards: list[str] = []
        wires: list[str] = []
        card = self.card(norm, "norm", "norm", graph.nodes[norm]["modality"])
        for who, data, said in self._named("actor", "bearer", bearers_of(graph, norm, filters), norm):
            cards.append(who)
            wires.append(self.wire(who, card, "BEARS", data, **said))
        cards.append(card)
        provision = provision_of(graph, norm)
        if provision:
            where = self.card(provision, "provision", "provision", graph.nodes[provision]["kind"])
            cards.append(where)
            wires.append(self.wire(card, where, "STATED_IN", {"quote": graph.nodes[norm]["text"]}, unit=self._unit_of(norm)))
            self._draw_sanctions(norm, where, filters, cards, wires)
        self.chains.append(Chain(norm, tuple(dict.fromkeys(cards)), tuple(dict.fromkeys(wires))))

    def _named(
        self, column: Column, missing: GapCode, actors: list[tuple[str, dict[str, Any]]], fact: str
    ) -> Iterator[tuple[str, dict[str, Any] | None, dict[str, Any]]]:
        """The cards of the actors of a fact, each with its relationship and what the wire says; a gap where there are none."""
        for actor, data in actors:
            card = self.card(actor, column, "actor", self.graph.nodes[actor].get("kind"))
            yield card, data, {"unit": self._unit_of(fact)}
        if not actors:
            yield self.gap(column, missing, "all"), None, {"basis": "implied"}

    def _draw_sanctions(self, norm: str, where: str, filters: Filters, cards: list[str], wires: list[str]) -> None:
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
                        unit=self._unit_of(conduct),
                    )
                )
            previous = (conduct, measure)
            for who, data, said in self._named("enforcer", "enforcer", list(out_edges(graph, step, "IMPOSED_BY")), step):
                cards.append(who)
                wires.append(self.wire(measure, who, "IMPOSED_BY", data, **said))
