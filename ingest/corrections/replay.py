"""Replay: facts + log → corrected facts, with what a person touched and what could not be applied."""

from __future__ import annotations

from typing import Any

import msgspec

from ..facts import Action, Amount, Condition, Link, MeasureKind, Modality, Norm
from ..reading import Quote
from ..statute import Stated, Statute
from .actors import known_actors, merge_actor, rename_actor, set_actor, set_mention_actors, split_actor
from .anchors import facts_of, matches, squeeze, words_of
from .events import Conflict, Curated, Event, effective

replace = msgspec.structs.replace
_COLLECTION = {"mention": "mentions", "norm": "norms", "reference": "references", "definition": "definitions", "link": "links"}


class Misfit(Exception):
    """A value that cannot be laid on this text: words that do not stand in the unit, a code outside the list."""


def replay(statute: Statute, events: tuple[Event, ...]) -> Statute:
    """``statute`` with the effective events applied in order. Structural ones (units) are applied before extraction and pass through."""
    curated: list[Curated] = list(statute.curated)
    conflicts: list[Conflict] = list(statute.conflicts)
    for event in effective(events):
        if event.kind == "unit":
            continue
        try:
            statute, touched = _apply(statute, event)
        except _NoMatch as none:
            conflicts.append(Conflict(event, "several_match" if none.found else "nothing_matches", none.found))
        except (Misfit, msgspec.ValidationError, TypeError, KeyError, ValueError):
            conflicts.append(Conflict(event, "value_does_not_fit"))
        else:
            curated.extend(Curated(event.kind, fact, event.id, event.who, event.when, event.op) for fact in touched)
    return replace(statute, curated=tuple(curated), conflicts=tuple(conflicts))


class _NoMatch(Exception):
    def __init__(self, found: tuple[str, ...]) -> None:
        super().__init__(found)
        self.found = found


def _apply(statute: Statute, event: Event) -> tuple[Statute, tuple[str, ...]]:
    """The corrected statute and the ids of the facts touched."""
    anchor = event.anchor
    assert anchor is not None
    if event.kind == "metadata":
        return _set_metadata(statute, event)
    if event.kind == "actor":
        return _actor(statute, event)
    if event.op == "add":
        return _add_norm(statute, event) if event.kind == "norm" else _add_link(statute, event)
    found = matches(facts_of(statute, event.kind), anchor)
    if len(found) != 1:
        raise _NoMatch(tuple(f"{words_of(one)}" for one in found))
    fact = found[0]
    if event.kind in ("step", "conduct"):
        return _put_in_sanctions(statute, fact, _changed(statute, fact, event)), (fact.id,)
    if event.kind == "mention" and event.op == "set" and event.field == "actors":
        return set_mention_actors(statute, fact, tuple(event.value)), (fact.id,)
    collection = _COLLECTION[event.kind]
    facts = getattr(statute, collection)
    new = None if event.op == "remove" else _changed(statute, fact, event)
    kept = tuple(new if one.id == fact.id else one for one in facts if not (new is None and one.id == fact.id))
    if event.kind == "norm" and event.op == "set" and event.field == "bearers" and event.value:
        statute = known_actors(statute, tuple(event.value), fact.quote, fact.unit)
    return replace(statute, **{collection: kept}), (fact.id,)


def _changed(statute: Statute, fact: Any, event: Event) -> Any:
    """``fact`` as the event wants it."""
    if event.op == "confirm":
        return replace(fact, review="confirmed")
    if event.op in ("accept", "reject"):
        return replace(fact, status="accepted" if event.op == "accept" else "rejected", review="curated")
    field, value = str(event.field), event.value
    fields: dict[str, Any]
    if field == "bearers":
        fields = {
            "bearers": tuple(value) if value is not None else None,
            "bearer_basis": "curated" if value is not None else None,
            "bearer_mentions": (),
            "inferred": (),
            "inferred_basis": None,
        }
    elif field == "modality":
        fields = {"modality": msgspec.convert(value, Modality)}
    elif field == "actions":
        parts = tuple(Action(quote_in(statute, fact.unit, words)) for words in value)
        fields = {"actions": parts, "action": _whole(statute, parts)}
    elif field in ("conditions", "exceptions"):
        kind = "condition" if field == "conditions" else "exception"
        fields = {field: tuple(Condition(quote_in(statute, fact.unit, words), kind) for words in value)}  # type: ignore[arg-type]
    elif field == "targets" and event.kind == "reference":
        known = {unit.id for unit in statute.units}
        if not set(value) <= known:
            raise Misfit(value)
        fields = {"targets": tuple(value), "law": None, "status": "resolved"}
    elif field == "law":
        fields = {"law": str(value), "targets": (), "status": "external"}
    elif field == "span":
        fields = {"quote": quote_in(statute, fact.unit, str(value))}
    elif field in ("term", "definiens"):
        fields = {field: quote_in(statute, fact.unit, str(value))}
    elif field == "amount":
        fields = {
            "amount": None if value is None else msgspec.convert({**value, "quote": msgspec.to_builtins(fact.quote)}, Amount)
        }
    elif field in ("enforcers", "targets", "offenders"):
        fields = {field: tuple(value)}
        if field == "enforcers":
            fields |= {"enforcer_basis": "curated", "enforcer_mentions": ()}
    elif field == "measure":
        fields = {"measure": msgspec.convert(value, MeasureKind)}
    else:
        raise Misfit(field)
    return replace(fact, review="curated", **fields)


def quote_in(statute: Statute, unit_id: str, words: str) -> Quote:
    """The words where they stand in the unit (whitespace aside). Raises :class:`Misfit` where they do not."""
    unit = next((one for one in statute.units if one.id == unit_id), None)
    if unit is None:
        raise Misfit(unit_id)
    text = statute.reading.text[unit.at : unit.until]
    places = [place for place, char in enumerate(text) if not char.isspace()]
    flat, wanted = "".join(text[place] for place in places), squeeze(words)
    start = flat.find(wanted)
    if start < 0 or not wanted:
        raise Misfit(words)
    return statute.reading.quote(unit.at + places[start], unit.at + places[start + len(wanted) - 1] + 1)


def _whole(statute: Statute, parts: tuple[Action, ...]) -> Quote | None:
    if not parts:
        return None
    start, end = min(part.quote.at for part in parts), max(part.quote.until for part in parts)
    return statute.reading.quote(start, end)


def _put_in_sanctions(statute: Statute, old: Any, new: Any) -> Statute:
    sanctions = tuple(
        replace(
            sanction,
            steps=tuple(new if step.id == old.id else step for step in sanction.steps),
            conducts=tuple(new if conduct.id == old.id else conduct for conduct in sanction.conducts),
        )
        for sanction in statute.sanctions
    )
    names = tuple(getattr(new, "enforcers", ())) + tuple(getattr(new, "targets", ())) + tuple(getattr(new, "offenders", ()))
    return known_actors(replace(statute, sanctions=sanctions), names, new.quote, new.unit)


def _set_metadata(statute: Statute, event: Event) -> tuple[Statute, tuple[str, ...]]:
    assert event.anchor is not None
    field = str(event.field)
    try:
        quote = quote_in(statute, event.anchor.unit, event.anchor.quote)
    except Misfit:
        quote = Quote("", 0, 0, 0)
    value = None if event.value is None else Stated(str(event.value), quote)
    return replace(statute, meta=replace(statute.meta, **{field: value})), (f"meta.{field}",)


def _actor(statute: Statute, event: Event) -> tuple[Statute, tuple[str, ...]]:
    assert event.anchor is not None
    name = event.anchor.name or ""
    if not any(actor.name == name for actor in statute.actors):
        raise _NoMatch(())
    if event.op == "merge":
        return merge_actor(statute, name, str(event.value)), (str(event.value),)
    if event.op == "split":
        return split_actor(statute, name, str(event.value["name"]), tuple(event.value["units"])), (
            name,
            str(event.value["name"]),
        )
    if event.field == "name":
        return rename_actor(statute, name, str(event.value)), (str(event.value),)
    return set_actor(statute, name, str(event.field), event.value), (name,)


def _add_norm(statute: Statute, event: Event) -> tuple[Statute, tuple[str, ...]]:
    """A norm a person read: ``value`` holds modality, bearers (names or None) and the words of the action."""
    assert event.anchor is not None
    unit, value = event.anchor.unit, dict(event.value)
    quote = quote_in(statute, unit, event.anchor.quote)
    action = quote_in(statute, unit, value["action"]) if value.get("action") else quote
    bearers = value.get("bearers")
    new = Norm(
        id=f"{unit}#n+{event.id[:8]}",
        unit=unit,
        quote=quote,
        modality=msgspec.convert(value["modality"], Modality),
        bearers=tuple(bearers) if bearers is not None else None,
        bearer_basis="curated" if bearers is not None else None,
        action=action,
        actions=(Action(action),),
        rule="curated",
        review="curated",
    )
    statute = known_actors(statute, tuple(bearers or ()), quote, unit)
    norms = sorted((*statute.norms, new), key=lambda norm: norm.quote.at)
    return replace(statute, norms=tuple(norms)), (new.id,)


def _add_link(statute: Statute, event: Event) -> tuple[Statute, tuple[str, ...]]:
    """A link a person drew: the anchor's words are the conduct, its other words the norm's sentence."""
    anchor = event.anchor
    assert anchor is not None
    conducts = matches(facts_of(statute, "conduct"), msgspec.structs.replace(anchor, other_unit=None, other_quote=None))
    words = squeeze(anchor.other_quote or "")
    norms = [norm for norm in statute.norms if squeeze(norm.quote.text) == words]
    norms = [norm for norm in norms if norm.unit == anchor.other_unit] or norms
    mark = event.value.get("trigger") if isinstance(event.value, dict) else None
    if mark:
        norms = [norm for norm in norms if norm.trigger and norm.trigger.text == mark] or norms
    if len(conducts) != 1 or len(norms) != 1:
        raise _NoMatch(tuple(words_of(one) for one in (*conducts, *norms)) if conducts and norms else ())
    conduct, norm = conducts[0], norms[0]
    link = Link(
        id=f"{conduct.id}>{norm.id}",
        conduct=conduct.id,
        conduct_unit=conduct.unit,
        conduct_quote=conduct.quote,
        norm=norm.id,
        duty_unit=norm.unit,
        duty_quote=norm.quote,
        basis="curated",
        status="accepted",
        rule="curated",
        review="curated",
    )
    others = tuple(one for one in statute.links if (one.conduct, one.norm) != (conduct.id, norm.id))
    return replace(statute, links=(*others, link)), (link.id,)
