"""A gold folder as a statute: the annotation in the same types as the extraction, so that both answer the same questions."""

from __future__ import annotations

from typing import Any, cast

from ..facts import (
    Action,
    Actor,
    Amount,
    Condition,
    Conduct,
    Deadline,
    Definition,
    Link,
    Mention,
    Norm,
    Party,
    PartyRole,
    Reference,
    Sanction,
    Step,
)
from ..reading import Origin, Quote, Reading
from ..statute import Metadata, Stated, Statute
from ..units import Segment, Unit
from .folder import Gold, Row

_ROLES: dict[str, PartyRole] = {
    "会同": "co_actor",
    "组织": "organised",
    "鼓励": "encouraged",
    "受保护": "protected",
    "报告": "reported_to",
    "报送审核": "reported_to",
    "监督": "supervised",
    "被监督": "supervised",
    "推动": "directed",
    "带动": "directed",
    "培育": "directed",
    "审核同意": "approver",
    "同意": "approver",
    "授权人": "approver",
}
_SEGMENT_ROLES = {"sep": "dropped", "label": "label", "heading": "heading", "title": "text", "note": "text"}
_DEFINITIONS = {
    "inline_collective": "collective",
    "inline_designation": "abbreviation",
    "inline_include": "inclusion",
    "article_definition": "definition",
    "classification": "definition",
}


class _Facts:
    """The gold's rows read as facts; ids stay those of the gold."""

    def __init__(self, gold: Gold) -> None:
        self.gold = gold
        self.reading = Reading(gold.text, gold.text, gold.text)
        # ``doc`` is the gold's name for the whole; here the statute itself is the root
        self.starts = sorted((u["start"], u["end"], u["id"]) for u in gold.units if u["id"] != "doc")

    def quote(self, row: Row) -> Quote:
        return self.reading.quote(row["start"], row["end"])

    def find(self, within: tuple[int, int], words: str) -> Quote:
        at = self.gold.text.find(words, *within)
        return self.reading.quote(at, at + len(words)) if at >= 0 else self.reading.quote(within[0], within[0])

    def optional(self, row: Row | None) -> Quote | None:
        return self.quote(row) if row and row.get("start") is not None else None

    def names(self, ids: list[str] | None) -> tuple[str, ...]:
        return tuple(self.gold.names(ids or []))

    def expanded(self, ids: list[str] | None) -> tuple[str, ...]:
        found: list[str] = []
        for actor in ids or []:
            found.extend(self.gold.actors[actor]["members"] or [actor])
        return self.names(list(dict.fromkeys(found)))

    def units(self) -> tuple[Unit, ...]:
        found = []
        for unit in self.gold.units:
            if unit["id"] == "doc":
                continue
            number = unit["number"]
            words = unit["label"] is not None and unit["kind"] in ("article", "item", "subitem")
            found.append(
                Unit(
                    id=unit["id"],
                    kind=unit["kind"],
                    number=None if number is None else str(number),
                    label=unit["label"],
                    heading=unit["heading"],
                    parent=None if unit["parent"] in (None, "doc") else unit["parent"],
                    start=unit["start"],
                    end=unit["end"],
                    at=unit["start"],
                    until=unit["end"],
                    own_at=unit["own_start"] + (len(unit["label"]) if words and unit["kind"] != "article" else 0),
                    own_until=unit["own_end"],
                )
            )
        return tuple(found)

    def segments(self) -> tuple[Segment, ...]:
        return tuple(
            Segment(
                row["start"],
                row["end"],
                None if row["unit"] == "doc" else row["unit"],
                cast(Any, _SEGMENT_ROLES.get(row["role"], "text")),
                "whitespace" if row["role"] == "sep" else None,
            )
            for row in self.gold.raw["structure"]["segments"]
        )

    def mentions(self) -> tuple[Mention, ...]:
        roles = {"defined_term": "definition", "definition_element": "definition"}
        return tuple(
            Mention(
                id=row["id"],
                unit=row["unit"],
                quote=self.quote(row),
                actors=self.names(row["actors"]),
                role=cast(Any, roles.get(row["role"], row["role"])),
                review="curated",
            )
            for row in self.gold.raw["actors"]["mentions"]
        )

    def actors(self, mentions: tuple[Mention, ...]) -> tuple[Actor, ...]:
        first: dict[str, Mention] = {}
        for mention in sorted(mentions, key=lambda m: m.quote.at):
            for name in mention.actors:
                first.setdefault(name, mention)
        nowhere = Mention("", "", self.reading.quote(0, 0), (), "counterparty")
        return tuple(
            Actor(
                name=row["name"],
                kind=row["kind"],
                first=first.get(row["name"], nowhere).quote,
                unit=first.get(row["name"], nowhere).unit,
                level=row["level"] or None,
                aliases=tuple(row["aliases"]),
                members=self.names(row["members"]),
                broader=self.gold.actors[row["broader"]]["name"] if row["broader"] else None,
                defined_in=row["defined_in"],
                review="curated",
            )
            for row in self.gold.actors.values()
        )

    def norm(self, row: Row) -> Norm:
        found = [Condition(self.quote(c)) for c in row["conditions"]]
        parties = tuple(
            Party("", self.names([c["actor"]]), _ROLES.get(c["role"], "counterparty"))
            for c in row["counterparties"]
            if c["actor"] in self.gold.actors
        )
        embedded = tuple(
            Party("", self.names(entry["actors"]), "encouraged")
            for entry in row["embedded_encouragement"]
            if not any(
                party.role == "encouraged" and set(party.actors) == set(self.names(entry["actors"])) for party in parties
            )
        )
        return Norm(
            id=row["id"],
            unit=row["unit"],
            quote=self.reading.quote(
                min(row["trigger"]["start"], row["action"]["start"])
                if not row["trigger"]["inherited"]
                else row["action"]["start"],
                max(row["trigger"]["end"], row["action"]["end"]) if not row["trigger"]["inherited"] else row["action"]["end"],
            ),
            modality=row["modality"],
            level=row["level"],
            parent=row["parent_norm"],
            alternatives=tuple(row["alt_modality"]),
            trigger=self.quote(row["trigger"]),
            inherited=row["trigger"]["inherited"],
            bearers=None if row["bearers"] is None else self.names(row["bearers"]),
            bearer_mentions=tuple(row["bearer_mentions"]),
            bearer_basis=None if row["bearers"] is None else "explicit",
            inferred=self.names(row["implied"]),
            inferred_basis="implied" if row["implied"] else None,
            action=self.quote(row["action"]),
            actions=tuple(Action(self.quote(a), a["verb"], a["object"]) for a in row["actions"]),
            conditions=tuple(found),
            exceptions=tuple(Condition(self.quote(c), "exception") for c in row["exceptions"]),
            manner=tuple(self.quote(m) for m in row["manner"]),
            deadlines=(Deadline(self.quote(row["deadline"]), "deadline"),) if row["deadline"] else (),
            parties=parties + embedded,
            review="curated",
        )

    def reference(self, row: Row) -> Reference:
        target = row["target"]
        units = target.get("units") or ([target["unit"]] if target.get("unit") not in (None, "doc") else [])
        effect = "cites"
        if row["kind"] == "saving_clause":
            effect = "prevails" if "从其" in row["surface"] else "except"
        generic = row["kind"] in ("generic_law", "generic_rule", "by_duty", "yifa", "saving_clause", "named_instrument")
        return Reference(
            id=row["id"],
            unit=row["unit"],
            quote=self.quote(row),
            kind=row["kind"],
            effect=cast(Any, effect),
            targets=tuple(units),
            law=target.get("law"),
            status="external" if target.get("law") else "generic" if generic else "resolved",
            review="curated",
        )

    def definition(self, row: Row) -> Definition:
        return Definition(
            id=row["id"],
            unit=row["unit"],
            kind=cast(Any, _DEFINITIONS.get(row["kind"], "definition")),
            term=self.reading.quote(*row["term_span"]),
            definiens=self.reading.quote(*row["definition_span"]),
            quote=self.quote(row),
            scope=row["scope"],
            actors=self.names(row["actors"]),
            review="curated",
        )

    def sanction(self, row: Row) -> Sanction:
        conducts = tuple(
            Conduct(
                id=c["id"],
                unit=c["unit"],
                quote=self.quote(c),
                offenders=self.names(row["offenders"]),
                review="curated",
            )
            for c in row["conducts"]
        )
        steps = []
        for step in row["steps"]:
            fine = step["fine"]
            quote = self.quote(step)
            amount = None
            if fine:
                amount = Amount(
                    quote=quote,
                    min=fine.get("min"),
                    max=fine.get("max"),
                    percent_max=fine.get("percent_max"),
                    base=fine.get("base"),
                    cap=fine.get("cap"),
                )
            steps.append(
                Step(
                    id=step["id"],
                    unit=row["unit"],
                    order=step["order"],
                    measure=step["type"],
                    quote=quote,
                    condition=step["condition"]["kind"],
                    condition_quote=self.optional(step["condition"]),
                    enforcers=self.names(step["enforcers"]),
                    inferred_enforcers=self.names(step["enforcers_implied"]),
                    targets=self.names(step["targets"]),
                    amount=amount,
                    rule="gold",
                    review="curated",
                )
            )
        points = [(c.quote.at, c.quote.until) for c in conducts] + [(s.quote.at, s.quote.until) for s in steps]
        whole = (min(p[0] for p in points), max(p[1] for p in points)) if points else (0, 0)
        return Sanction(
            id=row["id"],
            unit=row["unit"],
            quote=self.reading.quote(*whole),
            conducts=conducts,
            steps=tuple(steps),
            savings=self.optional(row["saving_clause"]),
            liability_part=row.get("in_liability_part", True),
            review="curated",
        )

    def links(self, norms: tuple[Norm, ...], sanctions: tuple[Sanction, ...]) -> tuple[Link, ...]:
        quotes = {norm.id: norm.quote for norm in norms}
        conducts = {conduct.id: conduct for sanction in sanctions for conduct in sanction.conducts}
        return tuple(
            Link(
                id=f"{row['conduct']}>{row['norm']}",
                conduct=row["conduct"],
                conduct_unit=row["conduct_unit"],
                conduct_quote=conducts[row["conduct"]].quote,
                norm=row["norm"],
                duty_unit=row["duty_unit"],
                duty_quote=quotes[row["norm"]],
                basis="cited" if row.get("explicit") else "curated",
                status="accepted" if row["strength"] == "direct" else "candidate",
                strength=row["strength"],
                review="curated",
            )
            for row in self.gold.raw["sanctions"]["links"]
            if row["norm"] in quotes and row["conduct"] in conducts
        )


def as_statute(gold: Gold) -> Statute:
    """The annotation as a statute. Ladder steps, which the gold also lists as norms, are in the sanctions only."""
    facts = _Facts(gold)
    norms = tuple(facts.norm(row) for row in gold.raw["norms"]["norms"] if row["modality"] != "sanction")
    sanctions = tuple(facts.sanction(row) for row in gold.raw["sanctions"]["sanctions"])
    mentions = facts.mentions()
    title = next((u for u in gold.units if u["kind"] == "title"), None)
    stated = Stated(title["text"], facts.quote(title)) if title else None
    return Statute(
        id=title["text"] if title else gold.name,
        origin=Origin(gold.name),
        reading=facts.reading,
        meta=Metadata(title=stated),
        units=facts.units(),
        segments=facts.segments(),
        definitions=tuple(facts.definition(row) for row in gold.raw["definitions"]["definitions"]),
        actors=facts.actors(mentions),
        mentions=mentions,
        norms=norms,
        references=tuple(facts.reference(row) for row in gold.raw["references"]["references"]),
        sanctions=sanctions,
        links=facts.links(norms, sanctions),
    )
