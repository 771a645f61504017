"""Statute → node and relationship rows. Ids come from the text: the same text gives the same rows for ever."""

from __future__ import annotations

from typing import Any

import msgspec

from ingest.facts import Norm, Sanction, Step
from ingest.reading import Quote
from ingest.statute import Statute

from . import codes
from .amounts import amount_text
from .citation import Citations
from .schema import DUTY_MODALITIES, NORM_LABEL, PROVISION_LABEL
from .signatures import signatures_of

Value = str | int | float | bool | list[str]

_NAME_LENGTH = 28
_NAMED_CONDITIONS = frozenset(
    {"overdue", "refusal", "refusal_or_serious", "minor", "serious", "very_serious", "consequence", "repeat"}
)
"""Conditions a step's name begins with; the others follow from the measure (刑事责任) or its amount."""


class NodeRow(msgspec.Struct, frozen=True):
    """One node. ``labels`` starts with its root label (the one that carries the uniqueness constraint)."""

    id: str
    labels: tuple[str, ...]
    properties: dict[str, Value]


class EdgeRow(msgspec.Struct, frozen=True):
    """One relationship between node ids; ``properties['id']`` is unique in the graph."""

    source: str
    type: str
    target: str
    properties: dict[str, Value]


class Records(msgspec.Struct, frozen=True):
    """The rows of one statute."""

    statute: str
    nodes: tuple[NodeRow, ...]
    edges: tuple[EdgeRow, ...]


def shorten(text: str, length: int = _NAME_LENGTH) -> str:
    """``text`` on one line, cut to ``length`` characters with an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def records_of(statute: Statute) -> Records:
    """The rows of ``statute``: every node carries id, name and statute; every fact its quote."""
    writer = _Writer(statute)
    writer.write()
    return Records(statute.id, tuple(writer.nodes.values()), tuple(writer.edges.values()))


def actor_id(statute_id: str, name: str) -> str:
    """The node id of the canonical actor ``name``."""
    return f"{statute_id}:actor:{name}"


def _span(quote: Quote) -> dict[str, Value]:
    return {"text": quote.text, "start": quote.start, "end": quote.end}


def _kept(properties: dict[str, Any]) -> dict[str, Value]:
    return {
        key: (list(value) if isinstance(value, tuple) else value)
        for key, value in properties.items()
        if value not in (None, (), "")
    }


class _Writer:
    """Collects the rows of one statute in text order."""

    def __init__(self, statute: Statute) -> None:
        self.statute = statute
        self.sid = statute.id
        self.nodes: dict[str, NodeRow] = {}
        self.edges: dict[str, EdgeRow] = {}
        self.cite = Citations(statute)
        self.mentions = {mention.id: mention for mention in statute.mentions}
        # ids of facts differ between kinds; only an actor's key is its name
        self.signed = {
            f"actor:{fact}" if kind == "actor" else "" if kind == "metadata" else fact: signature
            for (kind, fact), signature in signatures_of(statute).items()
        }
        self.conducts = {conduct.id: conduct for sanction in statute.sanctions for conduct in sanction.conducts}

    def node(self, key: str, labels: tuple[str, ...], name: str, **properties: Any) -> str:
        node_id = f"{self.sid}:{key}" if key else self.sid
        signed = self._signed(key)
        row = {"id": node_id, "name": name, "statute": self.sid, **_kept(properties), **signed}
        self.nodes[node_id] = NodeRow(node_id, labels, row)
        return node_id

    def edge(self, source: str, type_: str, target: str, fact: str, quote: Quote | None = None, **properties: Any) -> None:
        if source not in self.nodes or target not in self.nodes:
            return
        edge_id = f"{self.sid}:{fact}|{type_}|{source[len(self.sid) :]}>{target[len(self.sid) :]}"
        evidence: dict[str, Value] = {"quote": quote.text, "start": quote.start, "end": quote.end} if quote else {}
        if type_ != "HAS_PART":
            properties = {"basis": "explicit", "review": "extracted", **properties, **self._signed(fact)}
        row = EdgeRow(source, type_, target, {"id": edge_id, "statute": self.sid, **evidence, **_kept(properties)})
        self.edges[edge_id] = row

    def _signed(self, key: str) -> dict[str, Value]:
        signature = self.signed.get(key)
        return {"reviewedBy": "、".join(signature.names), "reviewedOn": signature.day} if signature else {}

    def at(self, key: str) -> str:
        return f"{self.sid}:{key}"

    def actor(self, name: str) -> str:
        return actor_id(self.sid, name)

    def write(self) -> None:
        self.write_statute()
        self.write_provisions()
        self.write_actors()
        self.write_terms()
        for norm in self.statute.norms:
            self.write_norm(norm)
        for sanction in self.statute.sanctions:
            self.write_sanction(sanction)
        self.write_links()
        self.write_references()

    def write_statute(self) -> None:
        meta = self.statute.meta
        stated = {
            field: value.value
            for field in ("kind", "region", "issuer", "adopted", "promulgated", "effective", "status")
            if (value := getattr(meta, field)) is not None
        }
        title = self.statute.title
        self.node("", ("Statute",), title, title=title, sourceHash=self.statute.origin.sha256, **stated)

    def write_provisions(self) -> None:
        source = self.statute.reading.text
        order: dict[str | None, int] = {}
        for unit in self.statute.units:
            label = PROVISION_LABEL.get(unit.kind)
            labels = ("Provision", label) if label else ("Provision",)
            citation = self.cite.of(unit.id)
            self.node(
                unit.id,
                labels,
                shorten(f"{citation} {unit.heading}" if unit.heading and unit.kind != "article" else citation),
                unit=unit.id,
                kind=unit.kind,
                number=unit.number,
                label=citation,
                heading=unit.heading,
                text=source[unit.at : unit.until],
                start=unit.start,
                end=unit.end,
            )
            order[unit.parent] = order.get(unit.parent, 0) + 1
            parent = self.at(unit.parent) if unit.parent and self.at(unit.parent) in self.nodes else self.sid
            self.edge(parent, "HAS_PART", self.at(unit.id), unit.id, order=order[unit.parent])

    def write_actors(self) -> None:
        for actor in self.statute.actors:
            self.node(
                f"actor:{actor.name}",
                ("Actor",),
                actor.name,
                kind=actor.kind,
                level=actor.level,
                aliases=actor.aliases,
                scope=actor.scope,
                symbolic=actor.symbolic,
                rule=actor.rule,
                review=actor.review,
                **_span(actor.first),
            )
        for actor in self.statute.actors:
            for member in actor.members:
                self.edge(
                    self.actor(member), "MEMBER_OF", self.actor(actor.name), f"actor:{actor.name}", actor.first, rule=actor.rule
                )
            if actor.broader:
                self.edge(
                    self.actor(actor.name),
                    "BROADER",
                    self.actor(actor.broader),
                    f"actor:{actor.name}",
                    actor.first,
                    rule=actor.rule,
                )

    def write_terms(self) -> None:
        text = self.statute.reading.text
        leaves = [unit for unit in self.statute.units if unit.kind in ("paragraph", "item", "subitem")]
        for definition in self.statute.definitions:
            term = self.node(
                definition.id,
                ("Term",),
                definition.term.text,
                definition=definition.definiens.text,
                scope=definition.scope,
                rule=definition.rule,
                review=definition.review,
                **_span(definition.quote),
            )
            at = self.at(definition.unit)
            self.edge(term, "DEFINED_IN", at, definition.id, definition.quote, rule=definition.rule)
            self.edge(term, "STATED_IN", at, definition.id, definition.quote, rule=definition.rule)
            if len(definition.term.text) < 2:
                continue
            for unit in leaves:
                place = text.find(definition.term.text, unit.own_at, unit.own_until)
                if place >= 0 and unit.id != definition.unit:
                    quote = self.statute.reading.quote(place, place + len(definition.term.text))
                    self.edge(self.at(unit.id), "USES", term, definition.id, quote, rule="term.occurrence")

    def write_norm(self, norm: Norm) -> None:
        action = norm.action.text if norm.action else norm.quote.text
        labels = ("Norm", NORM_LABEL[norm.modality], *(("Duty",) if norm.modality in DUTY_MODALITIES else ()))
        node = self.node(
            norm.id,
            labels,
            shorten(action),
            modality=norm.modality,
            trigger=norm.trigger.text if norm.trigger else None,
            action=action,
            deadline="；".join(deadline.quote.text for deadline in norm.deadlines),
            bearerBasis=norm.bearer_basis or norm.inferred_basis,
            rule=norm.rule,
            review=norm.review,
            **_span(norm.quote),
        )
        self.edge(node, "STATED_IN", self.at(norm.unit), norm.id, norm.quote, rule=norm.rule, review=norm.review)
        quotes = {
            name: self.mentions[m].quote for m in norm.bearer_mentions if m in self.mentions for name in self.mentions[m].actors
        }
        for name in norm.bearers or ():
            basis = norm.bearer_basis or "explicit"
            self.edge(
                self.actor(name),
                "BEARS",
                node,
                norm.id,
                quotes.get(name, norm.quote),
                basis=basis,
                rule=norm.rule,
                review=norm.review,
            )
        for name in norm.inferred:
            basis = norm.inferred_basis or "implied"
            self.edge(
                self.actor(name),
                "BEARS",
                node,
                norm.id,
                quotes.get(name, norm.quote),
                basis=basis,
                rule=norm.rule,
                review=norm.review,
            )
        self.write_parties(norm, node)
        for number, part in enumerate(norm.actions, 1):
            key = f"{norm.id}.x{number}"
            self.node(
                key,
                ("Action",),
                shorten(part.quote.text),
                verb=part.verb,
                object=part.object,
                kind=part.kind,
                **_span(part.quote),
            )
            self.edge(node, "REQUIRES", self.at(key), norm.id, part.quote, order=number, rule=norm.rule)
        for number, condition in enumerate((*norm.conditions, *norm.exceptions), 1):
            key = f"{norm.id}.c{number}"
            self.node(key, ("Condition",), shorten(condition.quote.text), kind=condition.kind, **_span(condition.quote))
            type_ = "IF" if condition.kind == "condition" else "UNLESS"
            self.edge(node, type_, self.at(key), norm.id, condition.quote, rule=norm.rule)

    def write_parties(self, norm: Norm, node: str) -> None:
        between = {"reported_to": "REPORTS_TO", "supervised": "SUPERVISES", "directed": "DIRECTS", "organised": "DIRECTS"}
        for party in norm.parties:
            mention = self.mentions.get(party.mention)
            quote = mention.quote if mention else norm.quote
            for name in party.actors:
                if party.role == "co_actor":
                    self.edge(self.actor(name), "CO_ACTS", node, norm.id, quote, rule=norm.rule)
                else:
                    self.edge(node, "TOWARD", self.actor(name), norm.id, quote, role=party.role, rule=norm.rule)
                if party.role not in between:
                    continue
                for bearer in norm.bearers or ():
                    if bearer != name:
                        type_ = between[party.role]
                        self.edge(self.actor(bearer), type_, self.actor(name), norm.id, norm.quote, norm=node, rule=norm.rule)

    def write_sanction(self, sanction: Sanction) -> None:
        citation = self.cite.of(sanction.unit)
        node = self.node(
            sanction.id,
            ("Sanction",),
            f"{citation}罚则",
            liabilityPart=sanction.liability_part,
            rule=sanction.rule,
            review=sanction.review,
            **_span(sanction.quote),
        )
        self.edge(node, "STATED_IN", self.at(sanction.unit), sanction.id, sanction.quote, rule=sanction.rule)
        for conduct in sanction.conducts:
            target = self.node(
                conduct.id,
                ("Conduct",),
                shorten(conduct.quote.text),
                catchAll=conduct.catch_all,
                rule=conduct.rule,
                review=conduct.review,
                **_span(conduct.quote),
            )
            self.edge(target, "STATED_IN", self.at(conduct.unit), conduct.id, conduct.quote, rule=conduct.rule)
            self.edge(node, "PUNISHES", target, conduct.id, conduct.quote, rule=conduct.rule, review=conduct.review)
        previous = None
        for step in sanction.steps:
            previous = self.write_step(step, node, previous)

    def write_step(self, step: Step, sanction_node: str, previous: str | None) -> str:
        amount = step.amount
        numbers = (
            {
                "minYuan": amount.min,
                "maxYuan": amount.max,
                "percentMin": amount.percent_min,
                "percentMax": amount.percent_max,
                "multipleMin": amount.multiple_min,
                "multipleMax": amount.multiple_max,
                "base": amount.base,
                "capYuan": amount.cap,
            }
            if amount
            else {}
        )
        case = f"{codes.name('condition', step.condition)}：" if step.condition in _NAMED_CONDITIONS else ""
        words = f"{case}{codes.name('measure', step.measure)} {amount_text(amount) if amount else ''}".strip()
        node = self.node(
            step.id,
            ("Measure",),
            shorten(words),
            order=step.order,
            kind=step.measure,
            condition=step.condition,
            discretionary=step.discretionary,
            rule=step.rule,
            review=step.review,
            **numbers,
            **_span(step.quote),
        )
        self.edge(sanction_node, "HAS_STEP", node, step.id, step.quote, order=step.order, rule=step.rule, review=step.review)
        if previous:
            self.edge(previous, "THEN", node, step.id, step.quote, rule=step.rule)
        if step.condition_quote:
            key = f"{step.id}.c1"
            self.node(key, ("Condition",), shorten(step.condition_quote.text), kind="condition", **_span(step.condition_quote))
            self.edge(node, "IF", self.at(key), step.id, step.condition_quote, rule=step.rule)
        for names, mentions, type_ in (
            (step.enforcers, step.enforcer_mentions, "IMPOSED_BY"),
            (step.targets, step.target_mentions, "IMPOSED_ON"),
        ):
            quotes = {name: self.mentions[m].quote for m in mentions if m in self.mentions for name in self.mentions[m].actors}
            basis = (step.enforcer_basis or "explicit") if type_ == "IMPOSED_BY" else "explicit"
            for name in names:
                quote = quotes.get(name, step.quote)
                self.edge(node, type_, self.actor(name), step.id, quote, basis=basis, rule=step.rule, review=step.review)
        return node

    def write_links(self) -> None:
        for link in self.statute.links:
            if link.norm is None:
                continue
            self.edge(
                self.at(link.conduct),
                "VIOLATES",
                self.at(link.norm),
                link.id,
                link.duty_quote,
                conductQuote=link.conduct_quote.text,
                basis=link.basis,
                status=link.status,
                strength=link.strength,
                score=link.score,
                margin=link.margin,
                rank=link.rank,
                shared=link.shared,
                rule=link.rule,
                review=link.review,
            )

    def write_references(self) -> None:
        for reference in self.statute.references:
            source = self.at(reference.unit)
            common = {"kind": reference.kind, "effect": reference.effect, "rule": reference.rule, "review": reference.review}
            if reference.kind == "self":
                self.edge(source, "REFERS_TO", self.sid, reference.id, reference.quote, **common)
                continue
            for target in reference.targets:
                self.edge(source, "REFERS_TO", self.at(target), reference.id, reference.quote, **common)
            if not reference.targets:
                self.edge(
                    source,
                    "REFERS_TO",
                    self.source_of(reference.kind, reference.law or reference.quote.text, reference.law),
                    reference.id,
                    reference.quote,
                    lawUnits=reference.law_units,
                    **common,
                )

    def source_of(self, kind: str, name: str, law: str | None) -> str:
        family = "law" if law else "instrument" if kind in ("named_instrument", "internal_instrument") else "generic"
        if kind.startswith("internal_explicit") or kind == "internal_unit":
            family = "unresolved"
        key = f"source:{family}:{shorten(name, 60)}"
        return self.node(key, ("Source",), shorten(name, 60), kind=family, law=law)
