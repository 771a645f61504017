"""What a correction makes of one fact. A value that cannot be laid on this text is refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from ..facts import Action, Amount, Condition, MeasureKind, Modality
from ..reading import Quote, Reading
from ..units import Unit
from .anchors import squeeze, units_with
from .draft import Draft
from .events import Anchor, Event

replace = msgspec.structs.replace


class Misfit(Exception):
    """A value that cannot be laid on this text: words that do not stand in the unit, a code outside the list."""


def corrected(draft: Draft, fact: Any, event: Event) -> Any:
    """``fact`` as the event wants it. Raises :class:`Misfit`, msgspec.ValidationError, TypeError, ValueError."""
    if event.op == "confirm":
        return replace(fact, review="confirmed")
    if event.op in ("accept", "reject"):
        return replace(fact, status="accepted" if event.op == "accept" else "rejected", review="curated")
    return replace(fact, review="curated", **_fields(draft, fact, str(event.field), event.value, event.kind == "reference"))


def _fields(draft: Draft, fact: Any, field: str, value: Any, reference: bool) -> dict[str, Any]:
    def quote(words: str) -> Quote:
        return quote_in(draft.reading, draft.units.get(fact.unit), words, fact.quote)

    if field == "bearers":
        return {
            "bearers": names_of(value) if value is not None else None,
            "bearer_basis": "curated" if value is not None else None,
            "bearer_mentions": (),
            "inferred": (),
            "inferred_basis": None,
        }
    if field == "modality":
        return {"modality": msgspec.convert(value, Modality)}
    if field == "actions":
        parts = tuple(Action(quote(words)) for words in names_of(value))
        return {"actions": parts, "action": _whole(draft.reading, parts)}
    if field in ("conditions", "exceptions"):
        kind: Any = "condition" if field == "conditions" else "exception"
        return {field: tuple(Condition(quote(words), kind) for words in names_of(value))}
    if field == "targets" and reference:
        return {"targets": _targets(draft, value), "law": None, "status": "resolved"}
    if field == "law":
        return {"law": str(value), "targets": (), "status": "external"}
    if field == "span":
        return {"quote": quote(str(value))}
    if field in ("term", "definiens"):
        return {field: quote(str(value))}
    if field == "amount":
        held = {} if value is None else {**value, "quote": msgspec.to_builtins(fact.quote)}
        return {"amount": msgspec.convert(held, Amount) if held else None}
    if field in ("enforcers", "targets", "offenders"):
        basis = {"enforcer_basis": "curated", "enforcer_mentions": ()} if field == "enforcers" else {}
        return {field: names_of(value), **basis}
    if field == "measure":
        return {"measure": msgspec.convert(value, MeasureKind)}
    raise Misfit(field)


def names_of(value: Any) -> tuple[str, ...]:
    """A list of words; a single word is not a list of letters. Raises :class:`Misfit`."""
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise Misfit(value)
    return tuple(value)


def _targets(draft: Draft, value: Iterable[Any]) -> tuple[str, ...]:
    """The units a reference leads to, each found by its words (an id alone, written by hand, must be one of the statute)."""
    found = []
    for one in value:
        if isinstance(one, str):
            if one not in draft.units:
                raise Misfit(one)
            found.append(one)
            continue
        units = units_with(draft.reading, draft.units.values(), msgspec.convert(one, Anchor))
        if len(units) != 1:
            raise Misfit(one)
        found.append(units[0].id)
    return tuple(found)


def quote_in(reading: Reading, unit: Unit | None, words: str, near: Quote | None = None) -> Quote:
    """The words where they stand in the unit (whitespace aside), in ``near`` or touching it if they stand there too.

    Raises :class:`Misfit` where they do not stand, or stand several times and none of them near.
    """
    wanted = squeeze(words)
    if unit is None or not wanted:
        raise Misfit(words)
    text = reading.text[unit.at : unit.until]
    places = [place for place, char in enumerate(text) if not char.isspace()]
    flat = "".join(text[place] for place in places)
    found, start = [], flat.find(wanted)
    while start >= 0:
        found.append((unit.at + places[start], unit.at + places[start + len(wanted) - 1] + 1))
        start = flat.find(wanted, start + 1)
    if near is not None:
        touching = [(at, until) for at, until in found if at < near.until and near.at < until]
        # the one that shares most with what was read; inside a sentence the first
        found = sorted(touching, key=lambda span: -min(span[1], near.until) + max(span[0], near.at))[:1] or found
        if len(found) > 1:
            raise Misfit(words)
    if not found:
        raise Misfit(words)
    return reading.quote(*found[0])


def _whole(reading: Reading, parts: tuple[Action, ...]) -> Quote | None:
    if not parts:
        return None
    return reading.quote(min(part.quote.at for part in parts), max(part.quote.until for part in parts))
