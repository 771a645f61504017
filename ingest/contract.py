"""The files that ``python -m ingest parse`` writes: one folder a statute, JSON lines with offsets into ``source.txt``.

The formats are described in ``docs/contract.md``; other programs read them, so a field is added but never renamed.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from .facts import Action, Amount, Condition, Deadline, Norm, Sanction, Step
from .reading import Quote
from .statute import Statute

SOURCE, WHOLE = "source.txt", "statute.json"
LAYERS = ("units", "segments", "mentions", "norms", "references", "definitions", "steps", "links", "diagnostics")
FILES = frozenset({SOURCE, WHOLE, *(f"{layer}.jsonl" for layer in LAYERS)})

Row = dict[str, Any]


class ContractError(Exception):
    """A folder that cannot be written. ``code`` names the message in the catalogue, ``values`` fill it."""

    def __init__(self, code: str, message: str, **values: str) -> None:
        super().__init__(message)
        self.code, self.values = code, values


def write_contract(statute: Statute, folder: Path) -> None:
    """Write the files of ``statute`` as ``folder``: the whole new folder or the old one, never half of each.

    Raises :class:`ContractError` when ``folder`` holds something that is not a contract, OSError when the disk refuses.
    """
    if folder.exists() and not is_contract(folder):
        raise ContractError(
            "out_occupied",
            f"{folder}：这里已有别的文件，不会覆盖。请换一个输出文件夹（--out）。",
            path=str(folder),
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name[:40]}.", dir=folder.parent))
    try:
        fresh.chmod(0o755)
        (fresh / SOURCE).write_bytes(statute.reading.source.encode("utf-8"))
        for layer in LAYERS:
            (fresh / f"{layer}.jsonl").write_bytes(b"".join(_lines(rows(statute, layer))))
        (fresh / WHOLE).write_bytes(msgspec.json.encode(statute))
        _swap(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def is_contract(folder: Path) -> bool:
    """Whether everything in ``folder`` is a file of the contract (an empty folder is one)."""
    return folder.is_dir() and all(entry.name in FILES for entry in folder.iterdir())


def _swap(fresh: Path, folder: Path) -> None:
    """Put ``fresh`` in the place of ``folder``. A folder cannot be renamed over a full one, hence the step aside."""
    if folder.exists():
        aside = Path(tempfile.mkdtemp(prefix=f".{folder.name[:40]}.", dir=folder.parent))
        os.replace(folder, aside / "old")
        try:
            os.replace(fresh, folder)
        except OSError:
            os.replace(aside / "old", folder)
            raise
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    else:
        os.replace(fresh, folder)


def _lines(layer: Iterable[Row]) -> Iterator[bytes]:
    encode = msgspec.json.Encoder().encode
    for row in layer:
        yield encode(row) + b"\n"


def rows(statute: Statute, layer: str) -> Iterator[Row]:
    """The rows of one layer (a name of :data:`LAYERS`), in text order."""
    return _ROWS[layer](statute)


def _units(statute: Statute) -> Iterator[Row]:
    source = statute.reading.source
    for unit in statute.units:
        yield {
            "id": unit.id,
            "kind": unit.kind,
            "number": unit.number,
            "label": unit.label,
            "heading": unit.heading,
            "parent": unit.parent,
            "start": unit.start,
            "end": unit.end,
            "text": source[unit.start : unit.end],
        }


def _segments(statute: Statute) -> Iterator[Row]:
    for tile in statute.segments:
        row: Row = {"start": tile.start, "end": tile.end, "unit": tile.unit, "role": tile.role}
        if tile.reason is not None:
            row["reason"] = tile.reason
        yield row


def _mentions(statute: Statute) -> Iterator[Row]:
    for mention in statute.mentions:
        yield {
            "id": mention.id,
            "unit": mention.unit,
            "start": mention.quote.start,
            "end": mention.quote.end,
            "surface": mention.quote.text,
            "names": list(mention.actors),
            "role": mention.role,
            "op": mention.op,
            "open_list": mention.open_list,
            "basis": mention.basis,
            "rule": mention.rule,
            "review": mention.review,
        }


def _norms(statute: Statute) -> Iterator[Row]:
    for norm in statute.norms:
        yield _norm(norm)
    for sanction in statute.sanctions:
        # outside the liability part the measure already is a norm of its own modality (可以约谈: a power)
        if sanction.liability_part:
            for step in sanction.steps:
                yield _penal_norm(sanction, step)


def _norm(norm: Norm) -> Row:
    return {
        "id": norm.id,
        "unit": norm.unit,
        "modality": norm.modality,
        "alternatives": list(norm.alternatives),
        **_part("trigger", norm.trigger),
        "inherited": norm.inherited,
        "bearers": None if norm.bearers is None else list(norm.bearers),
        "bearer_mentions": list(norm.bearer_mentions),
        "bearer_basis": norm.bearer_basis,
        "inferred": list(norm.inferred),
        "inferred_basis": norm.inferred_basis,
        **_part("action", norm.action),
        "actions": [_action(action) for action in norm.actions],
        "topic": _span(norm.topic),
        "conditions": [_condition(condition) for condition in norm.conditions],
        "exceptions": [_condition(condition) for condition in norm.exceptions],
        "manner": [_span(quote) for quote in norm.manner],
        "legal_basis": list(norm.legal_basis),
        "deadlines": [_deadline(deadline) for deadline in norm.deadlines],
        "parties": [{"mention": p.mention, "names": list(p.actors), "role": p.role} for p in norm.parties],
        "distributive": norm.distributive,
        "level": norm.level,
        "parent": norm.parent,
        "start": norm.quote.start,
        "end": norm.quote.end,
        "text": norm.quote.text,
        "rule": norm.rule,
        "review": norm.review,
    }


def _penal_norm(sanction: Sanction, step: Step) -> Row:
    """A ladder step as a norm: the enforcer bears it, the measure is trigger and action."""
    return {
        "id": step.id,
        "unit": step.unit,
        "modality": "sanction",
        **_part("trigger", step.quote),
        "bearers": list(step.enforcers) or None,
        "bearer_mentions": list(step.enforcer_mentions),
        "bearer_basis": step.enforcer_basis,
        **_part("action", step.quote),
        "conditions": [{"kind": "condition", **_words(step.condition_quote)}] if step.condition_quote else [],
        "parties": [{"mention": None, "names": list(step.targets), "role": "target"}] if step.targets else [],
        "level": "sentence",
        "parent": None,
        "sanction": sanction.id,
        "start": sanction.quote.start,
        "end": sanction.quote.end,
        "text": sanction.quote.text,
        "rule": step.rule,
        "review": step.review,
    }


def _references(statute: Statute) -> Iterator[Row]:
    for reference in statute.references:
        yield {
            "id": reference.id,
            "unit": reference.unit,
            "start": reference.quote.start,
            "end": reference.quote.end,
            "surface": reference.quote.text,
            "kind": reference.kind,
            "effect": reference.effect,
            "target_units": list(reference.targets),
            "law": reference.law,
            "law_units": list(reference.law_units),
            "any_of": reference.any_of,
            "status": reference.status,
            "rule": reference.rule,
            "review": reference.review,
        }


def _definitions(statute: Statute) -> Iterator[Row]:
    for definition in statute.definitions:
        yield {
            "id": definition.id,
            "unit": definition.unit,
            "kind": definition.kind,
            "term": definition.term.text,
            "term_start": definition.term.start,
            "term_end": definition.term.end,
            "definition": definition.definiens.text,
            "def_start": definition.definiens.start,
            "def_end": definition.definiens.end,
            "scope": definition.scope,
            "names": list(definition.actors),
            "start": definition.quote.start,
            "end": definition.quote.end,
            "text": definition.quote.text,
            "rule": definition.rule,
            "review": definition.review,
        }


def _steps(statute: Statute) -> Iterator[Row]:
    for sanction in statute.sanctions:
        for step in sanction.steps:
            yield {
                "id": step.id,
                "unit": step.unit,
                "sanction": sanction.id,
                "sanction_unit": sanction.unit,
                "liability_part": sanction.liability_part,
                "order": step.order,
                "type": step.measure,
                "start": step.quote.start,
                "end": step.quote.end,
                "text": step.quote.text,
                "condition": step.condition,
                "condition_quote": _span(step.condition_quote),
                "enforcers": list(step.enforcers),
                "enforcer_basis": step.enforcer_basis,
                "targets": list(step.targets),
                **_amount(step.amount),
                "discretionary": step.discretionary,
                "additional": step.additional,
                "alternative_group": step.alternative_group,
                "conducts": list(step.conducts),
                "delegated_to": list(step.delegated_to),
                "rule": step.rule,
                "review": step.review,
            }


def _links(statute: Statute) -> Iterator[Row]:
    for link in statute.links:
        if link.status == "rejected":  # a person said no: kept in statute.json, no link to others
            continue
        yield {
            "id": link.id,
            "conduct": link.conduct,
            "conduct_unit": link.conduct_unit,
            "conduct_start": link.conduct_quote.start,
            "conduct_end": link.conduct_quote.end,
            "conduct_text": link.conduct_quote.text,
            "norm": link.norm,
            "duty_unit": link.duty_unit,
            "duty_start": link.duty_quote.start,
            "duty_end": link.duty_quote.end,
            "duty_text": link.duty_quote.text,
            "strength": link.strength,
            "basis": link.basis,
            "status": link.status,
            "score": link.score,
            "margin": link.margin,
            "rank": link.rank,
            "shared": list(link.shared),
            "rule": link.rule,
            "review": link.review,
        }


def _diagnostics(statute: Statute) -> Iterator[Row]:
    for diagnostic in statute.diagnostics:
        yield msgspec.to_builtins(diagnostic)


_ROWS = {
    "units": _units,
    "segments": _segments,
    "mentions": _mentions,
    "norms": _norms,
    "references": _references,
    "definitions": _definitions,
    "steps": _steps,
    "links": _links,
    "diagnostics": _diagnostics,
}


def _words(quote: Quote) -> Row:
    return {"text": quote.text, "start": quote.start, "end": quote.end}


def _span(quote: Quote | None) -> Row | None:
    return None if quote is None else _words(quote)


def _part(name: str, quote: Quote | None) -> Row:
    """``name``, ``name_start``, ``name_end``: all null where the text has no such words."""
    if quote is None:
        return {name: None, f"{name}_start": None, f"{name}_end": None}
    return {name: quote.text, f"{name}_start": quote.start, f"{name}_end": quote.end}


def _action(action: Action) -> Row:
    return {**_words(action.quote), "verb": action.verb, "object": action.object, "kind": action.kind}


def _condition(condition: Condition) -> Row:
    return {**_words(condition.quote), "kind": condition.kind}


def _deadline(deadline: Deadline) -> Row:
    return {**_words(deadline.quote), "kind": deadline.kind, "n": deadline.n, "unit": deadline.unit, "since": deadline.since}


_NO_AMOUNT: Row = {
    field.name: field.default
    for field in msgspec.structs.fields(Amount)
    if field.name != "quote"  # its words are part of the step's
}


def _amount(amount: Amount | None) -> Row:
    """min/max/cap in yuan, percent_* in per cent (5 = 5 %), multiple_*, days_*; all null where nothing is counted."""
    if amount is None:
        return {**_NO_AMOUNT, "amount_text": None}
    return {**{name: getattr(amount, name) for name in _NO_AMOUNT}, "amount_text": amount.quote.text}
