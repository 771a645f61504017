"""Replay: facts + log → corrected facts, with what a person touched and what could not be applied."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from ..facts import Action, Conduct, Link, Modality, Norm
from ..reading import Quote
from ..statute import Stated, Statute
from .actors import merge_actor, rename_actor, set_actor, split_actor
from .anchors import squeeze, words_of
from .draft import Draft
from .events import Anchor, Conflict, Curated, Event, FactKind, disputed, effective
from .values import Misfit, corrected, names_of, quote_in

replace = msgspec.structs.replace
Touched = tuple[tuple[FactKind, str], ...]


class _NoMatch(Exception):
    def __init__(self, found: tuple[str, ...], *, several: bool = False) -> None:
        super().__init__(found)
        self.found, self.several = found, several


def replay(statute: Statute, events: tuple[Event, ...]) -> Statute:
    """``statute`` with the effective events applied in order. Structural ones (units) are applied before extraction and pass through.

    An event is applied as a whole or is a conflict.
    """
    standing = effective(events)
    curated: list[Curated] = list(statute.curated)
    conflicts: list[Conflict] = list(statute.conflicts)
    draft = Draft(statute)
    doubts = {("norm", norm.id) for norm in statute.norms if norm.inferred}
    doubts |= {("reference", one.id) for one in statute.references if one.status == "unresolved"}
    for event in standing:
        if event.kind == "unit":
            continue
        try:
            draft, touched = _apply(draft, event)
        except _NoMatch as none:
            conflicts.append(Conflict(event, "several_match" if none.several else "nothing_matches", none.found))
        except (Misfit, msgspec.ValidationError, TypeError, KeyError, ValueError, AttributeError):
            conflicts.append(Conflict(event, "value_does_not_fit"))
        else:
            curated.extend(
                Curated(kind, fact, event.id, event.who, event.when, event.op, (kind, fact) in doubts) for kind, fact in touched
            )
    said = {event.id: event for event in standing}
    for event in disputed(events):
        ours = said.get(event.against or "")
        conflicts.append(Conflict(event, "disputed", (f"{ours.who}：{_value(ours)}",) if ours else ()))
    return replace(draft.statute(), curated=tuple(curated), conflicts=tuple(conflicts))


def _value(event: Event) -> str:
    if event.op != "set":
        return event.op
    return "、".join(map(str, event.value)) if isinstance(event.value, list) else str(event.value)


def _apply(draft: Draft, event: Event) -> tuple[Draft, Touched]:
    """The corrected draft and the facts touched. The draft is changed only where the whole event fits."""
    anchor = event.anchor
    assert anchor is not None
    if event.kind == "metadata":
        return _set_metadata(draft, event, anchor)
    if event.kind == "actor":
        return _actor(draft, event, anchor)
    if event.op == "add":
        return draft, _add_norm(draft, event, anchor) if event.kind == "norm" else _add_link(draft, event, anchor)
    if event.kind == "link" and not draft.alike("link", anchor):
        return draft, _decide_unproposed(draft, event, anchor)
    fact = _one(draft, event.kind, anchor)
    touched: Touched = ((event.kind, fact.id),)
    if event.op == "remove":
        draft.drop(event.kind, fact.id)
        return draft, touched
    if event.kind == "mention" and event.field == "actors" and event.op == "set":
        return draft, (*touched, *_name_mention(draft, fact, names_of(event.value)))
    new = corrected(draft, fact, event)
    draft.put(event.kind, fact.id, new)
    if event.op == "set" and event.field in ("bearers", "enforcers", "targets", "offenders") and event.kind != "reference":
        draft.know(event.value or (), fact.quote, fact.unit)
    return draft, touched


def _one(draft: Draft, kind: FactKind, anchor: Anchor) -> Any:
    found = draft.find(kind, anchor)
    if len(found) != 1:
        raise _NoMatch(tuple(words_of(one) for one in found), several=bool(found))
    return found[0]


def _name_mention(draft: Draft, mention: Any, names: tuple[str, ...]) -> Touched:
    """The mention names ``names``; norms and steps that rest on it follow. What followed is returned."""
    mentions = draft.facts("mention")
    draft.put("mention", mention.id, replace(mention, actors=names, review="curated"))

    def read(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for one in ids if one in mentions for name in mentions[one].actors))

    followed: list[tuple[FactKind, str]] = []
    for kind, key in draft.resting.get(mention.id, ()):
        fact = draft.facts(kind).get(key)
        if fact is None:
            continue
        if kind == "norm" and mention.id in fact.bearer_mentions and fact.bearers is not None:
            draft.put(kind, key, replace(fact, bearers=read(fact.bearer_mentions), bearer_basis="curated", review="curated"))
        elif kind == "step" and mention.id in fact.enforcer_mentions:
            draft.put(
                kind, key, replace(fact, enforcers=read(fact.enforcer_mentions), enforcer_basis="curated", review="curated")
            )
        else:
            continue
        followed.append((kind, key))
    draft.know(names, mention.quote, mention.unit)
    return tuple(followed)


_DAYS = ("adopted", "promulgated", "effective")


def _set_metadata(draft: Draft, event: Event, anchor: Anchor) -> tuple[Draft, Touched]:
    """The field as a person says, as long as the text still says what it said (or is still silent) about it."""
    statute, field = draft.statute(), str(event.field)
    held: Stated | None = getattr(statute.meta, field)
    value = None if event.value is None else str(event.value)
    if value and field in _DAYS:
        date.fromisoformat(value)
    if anchor.quote:
        places = draft.places(anchor.quote)
        if not places:
            raise _NoMatch((squeeze(held.quote.text),) if held else ())
        quote = held.quote if held and squeeze(held.quote.text) == squeeze(anchor.quote) else places[0][1]
    elif held is not None and held.quote.text and held.value not in (value, event.before):
        raise _NoMatch((squeeze(held.quote.text),))
    else:
        quote = Quote("", 0, 0, 0)
    new = replace(statute, meta=replace(statute.meta, **{field: None if value is None else Stated(value, quote)}))
    return draft.over(new), (("metadata", f"meta.{field}"),)


def _actor(draft: Draft, event: Event, anchor: Anchor) -> tuple[Draft, Touched]:
    name = anchor.name or ""
    if name not in draft.facts("actor"):
        raise _NoMatch(())
    if event.op == "confirm":
        draft.put("actor", name, corrected(draft, draft.facts("actor")[name], event))
        return draft, (("actor", name),)
    statute = draft.statute()
    if event.op == "merge":
        return draft.over(merge_actor(statute, name, str(event.value))), (("actor", str(event.value)),)
    if event.op == "split":
        new = str(event.value["name"])
        units = _places_of(draft, event.value)
        return draft.over(split_actor(statute, name, new, units)), (("actor", name), ("actor", new))
    if event.field == "name":
        return draft.over(rename_actor(statute, name, str(event.value))), (("actor", str(event.value)),)
    return draft.over(set_actor(statute, name, str(event.field), event.value)), (("actor", name),)


def _places_of(draft: Draft, value: Any) -> tuple[str, ...]:
    """The units in which an actor is another one: those of the mentions named, each found by its words; all or none."""
    if "places" not in value:
        return names_of(value["units"])
    return tuple(_one(draft, "mention", msgspec.convert(one, Anchor)).unit for one in value["places"])


def _stands(draft: Draft, anchor: Anchor) -> tuple[str, Quote]:
    """The unit and quote of words a person took from the text: where they stand now, if that is sure."""
    places = draft.places(anchor.quote)
    if anchor.count is None:
        here = [place for place in places if place[0] == anchor.unit or place[0].startswith(f"{anchor.unit}.")]
        places = here[:1] or places
    elif len(places) == anchor.count:
        places = places[anchor.index or 0 : (anchor.index or 0) + 1]
    elif len(places) == 1:
        places = places * 2
    if len(places) != 1:
        raise _NoMatch(tuple(squeeze(quote.text) for _, quote in places), several=bool(places))
    return places[0]


def _add_norm(draft: Draft, event: Event, anchor: Anchor) -> Touched:
    """A norm a person read: ``value`` holds modality, bearers (names or None) and the words of the action."""
    value = dict(event.value)
    unit, quote = _stands(draft, anchor)
    action = quote_in(draft.reading, draft.units.get(unit), value["action"], quote) if value.get("action") else quote
    bearers = None if value.get("bearers") is None else names_of(value["bearers"])
    new = Norm(
        id=f"{unit}#n+{event.id[:8]}",
        unit=unit,
        quote=quote,
        modality=msgspec.convert(value["modality"], Modality),
        bearers=bearers,
        bearer_basis="curated" if bearers is not None else None,
        action=action,
        actions=(Action(action),),
        rule="curated",
        review="curated",
    )
    draft.put("norm", new.id, new)
    draft.know(bearers or (), quote, unit)
    return (("norm", new.id),)


def _add_link(draft: Draft, event: Event, anchor: Anchor) -> Touched:
    """A link a person drew: the anchor's words are the conduct, its other words the norm's sentence.

    ``value`` holds the anchors of both (``conduct``, ``norm``).
    """
    value = event.value if isinstance(event.value, dict) else {}
    own, other = _sides(anchor)
    conduct = _one(draft, "conduct", msgspec.convert(value["conduct"], Anchor) if "conduct" in value else own)
    norm = _one(draft, "norm", msgspec.convert(value["norm"], Anchor) if "norm" in value else other)
    return _link(draft, conduct, norm)


def _decide_unproposed(draft: Draft, event: Event, anchor: Anchor) -> Touched:
    """A verdict on a link the reading does not propose any more: as long as both sides stand, the verdict does too."""
    own, other = _sides(anchor)
    conduct, norm = _one(draft, "conduct", own), _one(draft, "norm", other)
    if event.op == "reject":
        return (("link", f"{conduct.id}>{norm.id}"),)
    return _link(draft, conduct, norm)


def _sides(anchor: Anchor) -> tuple[Anchor, Anchor]:
    return Anchor(anchor.unit, anchor.quote), Anchor(anchor.other_unit or "", anchor.other_quote or "", anchor.name)


def _link(draft: Draft, conduct: Conduct, norm: Norm) -> Touched:
    link = Link.between(conduct, norm, basis="curated", status="accepted", rule="curated", review="curated")
    for key, one in list(draft.facts("link").items()):
        if (one.conduct, one.norm) == (conduct.id, norm.id):
            draft.drop("link", key)
    draft.put("link", link.id, link)
    return (("link", link.id),)
