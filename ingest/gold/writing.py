"""A corrected statute as new gold: the files of a gold folder, so that what people put right measures the extraction.

Offsets are into the statute's logical text, which is the text of the gold. Rejected links are left out; a link a person left open is
``probable``. What a person has not looked at is as it was extracted: ``note`` says of each row whether anyone has.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..facts import Amount, Link, Norm, Party, Reference, Sanction, Step
from ..reading import Quote
from ..statute import Statute
from ..units import Unit
from .folder import Row, squeeze

_NOTES = {"extracted": "", "curated": "人工校核：更正", "confirmed": "人工校核：确认"}
_PARTY_ROLES = {
    "co_actor": "会同",
    "organised": "组织",
    "encouraged": "鼓励",
    "protected": "受保护",
    "reported_to": "报告",
    "supervised": "监督",
    "directed": "推动",
    "approver": "同意",
}
_DEFINITION_KINDS = {
    "collective": "inline_collective",
    "abbreviation": "inline_designation",
    "inclusion": "inline_include",
    "definition": "article_definition",
    "scope": "article_definition",
}


def write_gold(statute: Statute, folder: Path) -> None:
    """Writes the gold folder of ``statute``. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in gold_files(statute).items():
        (folder / name).write_bytes(data)


def gold_files(statute: Statute) -> dict[str, bytes]:
    """File name → content of the gold folder of ``statute``."""
    writer = _Writer(statute)
    # the tables first: they tell which actors are named
    layers: dict[str, Any] = {
        "norms": writer.norms(),
        "sanctions": writer.sanctions(),
        "references": {"references": [writer.reference(one) for one in statute.references]},
        "definitions": writer.definitions(),
        "structure": writer.structure(),
    }
    layers["actors"] = writer.actors()
    made = {f"{name}.json": json.dumps(layer, ensure_ascii=False, indent=1).encode() for name, layer in layers.items()}
    return {**made, "statute.txt": statute.reading.text.encode()}


def _span(quote: Quote | None) -> Row:
    if quote is None:
        return {"text": None, "start": None, "end": None}
    return {"text": quote.text, "start": quote.at, "end": quote.until}


class _Writer:
    """Rows of one statute. Names become ids as they are met; an id is the place of the actor in the list."""

    def __init__(self, statute: Statute) -> None:
        self.statute = statute
        self.ids: dict[str, str] = {}
        for actor in statute.actors:
            self.id_of(actor.name)

    def id_of(self, name: str) -> str:
        return self.ids.setdefault(name, f"A{len(self.ids) + 1:03}")

    def all_ids(self, names: tuple[str, ...]) -> list[str]:
        return [self.id_of(name) for name in names]

    def structure(self) -> Row:
        statute, text = self.statute, self.statute.reading.text
        meta = statute.meta
        whole: Row = {
            "id": "doc", "kind": "document", "number": None, "label": None, "heading": statute.title, "parent": None,
            "start": 0, "end": len(text), "own_start": 0, "own_end": 0, "text": text,
        }  # fmt: skip
        return {
            "source": "statute.txt",
            "offsets": "characters of text, end exclusive",
            "title": statute.title,
            "adopted_on": meta.adopted.value if meta.adopted else None,
            "effective_on": meta.effective.value if meta.effective else None,
            "text": text,
            "segments": [],
            "units": [whole, *(self.unit(unit) for unit in statute.units)],
        }

    def unit(self, unit: Unit) -> Row:
        label = len(unit.label) if unit.label is not None and unit.kind in ("item", "subitem") else 0
        number = int(unit.number) if unit.number and unit.number.isascii() and unit.number.isdigit() else unit.number
        return {
            "id": unit.id,
            "kind": unit.kind,
            "number": number,
            "label": unit.label,
            "heading": unit.heading,
            "parent": unit.parent or "doc",
            "start": unit.at,
            "end": unit.until,
            "own_start": unit.own_at - label,
            "own_end": unit.own_until,
            "text": self.statute.reading.text[unit.at : unit.until],
        }

    def actors(self) -> Row:
        statute = self.statute
        mentions = [
            {
                "id": one.id,
                "unit": one.unit,
                "start": one.quote.at,
                "end": one.quote.until,
                "surface": one.quote.text,
                "actors": self.all_ids(one.actors),
                "role": one.role,
                "open_list": one.open_list,
                "note": _NOTES[one.review],
            }
            for one in statute.mentions
        ]
        known = {actor.name: actor for actor in statute.actors}
        for actor in statute.actors:
            self.all_ids(actor.members)
            if actor.broader:
                self.id_of(actor.broader)
        aliases: dict[str, list[str]] = {}
        rows = []
        for name, key in self.ids.items():
            actor_or_none = known.get(name)
            rows.append(
                {
                    "id": key,
                    "name": name,
                    "kind": actor_or_none.kind if actor_or_none else "other",
                    "level": actor_or_none.level if actor_or_none else None,
                    "aliases": list(actor_or_none.aliases) if actor_or_none else [],
                    "members": self.all_ids(actor_or_none.members) if actor_or_none else [],
                    "broader": self.ids.get(actor_or_none.broader or "") if actor_or_none else None,
                    "defined_in": actor_or_none.defined_in if actor_or_none else None,
                    "note": _NOTES[actor_or_none.review] if actor_or_none else "",
                }
            )
            for alias in (name, *(actor_or_none.aliases if actor_or_none else ())):
                aliases.setdefault(squeeze(alias), [key])
        for row in mentions:
            aliases.setdefault(squeeze(str(row["surface"])), list(row["actors"]))  # type: ignore[call-overload]
        return {"actors": rows, "mentions": mentions, "alias_map": aliases}

    def norms(self) -> Row:
        rows = [self.norm(norm) for norm in self.statute.norms]
        for sanction in self.statute.sanctions:
            if sanction.liability_part:
                rows += [self.penal_norm(sanction, step) for step in sanction.steps]
        return {"norms": rows, "no_norm_units": []}

    def norm(self, norm: Norm) -> Row:
        action = norm.action or norm.quote
        trigger = _span(norm.trigger) if norm.trigger else {"text": "", "start": action.at, "end": action.at}
        return {
            "id": norm.id,
            "unit": norm.unit,
            "level": norm.level,
            "parent_norm": norm.parent,
            "modality": norm.modality,
            "alt_modality": list(norm.alternatives),
            "trigger": {**trigger, "unit": norm.unit, "inherited": norm.inherited},
            "bearers": None if norm.bearers is None else self.all_ids(norm.bearers),
            "bearer_mentions": list(norm.bearer_mentions),
            "implied": self.all_ids(norm.inferred) or None,
            "action": _span(action),
            "actions": [{**_span(one.quote), "verb": one.verb, "object": one.object} for one in norm.actions],
            "counterparties": [row for party in norm.parties for row in self.party(party)],
            "conditions": [_span(one.quote) for one in norm.conditions],
            "exceptions": [_span(one.quote) for one in norm.exceptions],
            "manner": [_span(one) for one in norm.manner],
            "deadline": _span(norm.deadlines[0].quote) if norm.deadlines else None,
            "embedded_encouragement": [],
            "note": _NOTES[norm.review],
        }

    def party(self, party: Party) -> list[Row]:
        role = _PARTY_ROLES.get(party.role, party.role)
        return [{"actor": self.id_of(name), "role": role} for name in party.actors]

    def penal_norm(self, sanction: Sanction, step: Step) -> Row:
        return {
            "id": f"N-{step.id}",
            "unit": step.unit,
            "level": "sentence",
            "parent_norm": None,
            "modality": "sanction",
            "alt_modality": [],
            "trigger": {**_span(step.quote), "unit": step.unit, "inherited": False},
            "bearers": self.all_ids(step.enforcers) or None,
            "bearer_mentions": list(step.enforcer_mentions),
            "implied": self.all_ids(step.inferred_enforcers) or None,
            "action": _span(step.quote),
            "actions": [{**_span(step.quote), "verb": None, "object": None}],
            "counterparties": [{"actor": self.id_of(name), "role": "违法者"} for name in step.targets],
            "conditions": [_span(step.condition_quote)] if step.condition_quote else [],
            "exceptions": [],
            "manner": [],
            "deadline": None,
            "embedded_encouragement": [],
            "note": _NOTES[step.review],
        }

    def sanctions(self) -> Row:
        return {
            "sanctions": [self.sanction(one) for one in self.statute.sanctions],
            "links": [self.link(one) for one in self.statute.links if one.status != "rejected" and one.norm],
            "unlinked_conducts": [],
        }

    def sanction(self, sanction: Sanction) -> Row:
        offenders = tuple(dict.fromkeys(name for one in sanction.conducts for name in one.offenders))
        return {
            "id": sanction.id,
            "unit": sanction.unit,
            "offenders": self.all_ids(offenders),
            "saving_clause": _span(sanction.savings) if sanction.savings else None,
            "in_liability_part": sanction.liability_part,
            "conducts": [{"id": one.id, "unit": one.unit, **_span(one.quote)} for one in sanction.conducts],
            "steps": [self.step(sanction, one) for one in sanction.steps],
        }

    def step(self, sanction: Sanction, step: Step) -> Row:
        return {
            "id": step.id,
            "order": step.order,
            "type": step.measure,
            "norm": f"N-{step.id}" if sanction.liability_part else None,
            **_span(step.quote),
            "enforcers": self.all_ids(step.enforcers),
            "enforcers_implied": self.all_ids(step.inferred_enforcers),
            "targets": self.all_ids(step.targets),
            "condition": {**_span(step.condition_quote), "kind": step.condition},
            "alternative_group": None if step.alternative_group is None else f"{sanction.id}.{step.alternative_group}",
            "fine": _fine(step.amount),
            "note": _NOTES[step.review],
        }

    def link(self, link: Link) -> Row:
        strength = link.strength or ("direct" if link.status == "accepted" else "probable")
        return {
            "conduct": link.conduct,
            "conduct_unit": link.conduct_unit,
            "norm": link.norm,
            "duty_unit": link.duty_unit,
            "strength": "direct" if link.basis == "curated" or link.review == "curated" else strength,
            "explicit": link.basis == "cited",
            "reason": _NOTES[link.review],
        }

    def reference(self, reference: Reference) -> Row:
        target: Row = {"law": reference.law} if reference.law else {"units": list(reference.targets)}
        return {
            "id": reference.id,
            "unit": reference.unit,
            "start": reference.quote.at,
            "end": reference.quote.until,
            "surface": reference.quote.text,
            "kind": reference.kind,
            "target": target,
            "note": _NOTES[reference.review],
        }

    def definitions(self) -> Row:
        rows = [
            {
                "id": one.id,
                "unit": one.unit,
                "kind": _DEFINITION_KINDS[one.kind],
                "term": one.term.text,
                "term_span": [one.term.at, one.term.until],
                "definition": one.definiens.text,
                "definition_span": [one.definiens.at, one.definiens.until],
                "start": one.quote.at,
                "end": one.quote.until,
                "text": one.quote.text,
                "scope": one.scope,
                "actors": self.all_ids(one.actors),
                "note": _NOTES[one.review],
            }
            for one in self.statute.definitions
        ]
        return {"definitions": rows}


def _fine(amount: Amount | None) -> Row | None:
    if amount is None:
        return None
    return {"currency": "CNY", **{name: getattr(amount, name) for name in ("min", "max", "percent_max", "base", "cap")}}
