"""The events of a corrections log and what they may say."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

FactKind = Literal["unit", "actor", "mention", "norm", "reference", "definition", "conduct", "step", "link", "metadata"]
Operation = Literal["set", "add", "remove", "merge", "split", "join", "accept", "reject", "confirm", "undo", "redo"]

ALLOWED: dict[str, tuple[str, ...]] = {
    "unit": ("set", "join", "split", "confirm"),
    "actor": ("set", "merge", "split", "confirm"),
    "mention": ("set", "remove", "confirm"),
    "norm": ("set", "add", "remove", "confirm"),
    "reference": ("set", "remove", "confirm"),
    "definition": ("set", "remove", "confirm"),
    "conduct": ("set", "confirm"),
    "step": ("set", "confirm"),
    "link": ("add", "accept", "reject", "confirm"),
    "metadata": ("set",),
}
"""Which operations each kind of fact knows (``undo`` and ``redo`` name an event instead)."""

FIELDS: dict[str, tuple[str, ...]] = {
    "unit": ("kind", "number"),
    "actor": ("name", "kind", "level", "members"),
    "mention": ("span", "actors"),
    "norm": ("modality", "bearers", "actions", "conditions", "exceptions"),
    "reference": ("targets", "law"),
    "definition": ("term", "definiens"),
    "conduct": ("offenders",),
    "step": ("measure", "enforcers", "targets", "amount"),
    "metadata": ("title", "kind", "issuer", "region", "adopted", "promulgated", "effective", "status", "number"),
}
"""Which fields ``set`` may change."""


class Anchor(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an event is about: the unit's id and the quoted words of the fact in it.

    ``name``: the canonical name of an actor, the modal word of a norm, the kind of a unit. ``other_unit``/``other_quote``: the duty
    side of a link. ``around``: the words before and after a short quote, which alone would be found too easily elsewhere (empty for
    a long one). ``count``/``index``: how many facts of the statute had the same words and surroundings, and which of them this is
    (from 0). An anchor without ``count`` (written by hand, say) counts ``index`` within its unit.
    """

    unit: str
    quote: str
    name: str | None = None
    other_unit: str | None = None
    other_quote: str | None = None
    index: int | None = None
    around: str | None = None
    count: int | None = None


class Event(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of the log: who said what of which fact, when and why.

    ``id`` is unique for ever; ``when`` is ISO 8601 with seconds and zone; ``field``/``value`` for ``set``; ``before`` is what the reading
    said when the person corrected it (shown in a conflict); ``event`` is the event that ``undo``/``redo`` name. ``against`` is an
    event of another person that this one contradicts: it waits, unapplied and shown, until someone decides.
    """

    id: str
    who: str
    when: str
    op: Operation
    kind: FactKind = "norm"
    anchor: Anchor | None = None
    field: str | None = None
    value: Any = None
    before: Any = None
    why: str = ""
    event: str | None = None
    against: str | None = None


class Curated(msgspec.Struct, frozen=True):
    """A fact a person has spoken on: shown as 人工校核 with name and date everywhere. ``fact`` is the fact's id (an actor's name).

    ``doubtful``: the reading itself was unsure of it (an inferred bearer, an unresolved reference).
    """

    kind: FactKind
    fact: str
    event: str
    who: str
    when: str
    op: Operation
    doubtful: bool = False


class Conflict(msgspec.Struct, frozen=True):
    """An event that could not be applied. ``found``: the quotes of what it matched (none, or several); ``event`` says what was meant."""

    event: Event
    reason: Literal["nothing_matches", "several_match", "value_does_not_fit", "disputed"]
    found: tuple[str, ...] = ()


class EventError(ValueError):
    """An event that no reading could apply. ``code`` names the message in the catalogue, ``values`` fill it."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(f"{code}: {values}")
        self.code, self.values = code, values


def check(event: Event) -> None:
    """Raises :class:`EventError` unless the event is one the replay knows."""
    if not event.id or not event.who or not event.when:
        raise EventError("event.incomplete", event=event.id)
    if event.op in ("undo", "redo"):
        if not event.event:
            raise EventError("event.names_none", event=event.id)
        return
    if event.op not in ALLOWED.get(event.kind, ()):
        raise EventError("event.operation", event=event.id, op=event.op, kind=event.kind)
    if event.anchor is None:
        raise EventError("event.anchor", event=event.id)
    if event.op == "set" and event.field not in FIELDS.get(event.kind, ()):
        raise EventError("event.field", event=event.id, field=str(event.field), kind=event.kind)


def undone(events: tuple[Event, ...]) -> frozenset[str]:
    """The ids of the events that are undone and not redone since."""
    found: set[str] = set()
    for event in events:
        if event.op == "undo" and event.event:
            found.add(event.event)
        elif event.op == "redo" and event.event:
            found.discard(event.event)
    return frozenset(found)


def effective(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events that stand: those not undone (or redone after that), and of several that say the same thing of a fact the last.

    One setting of a field and one verdict on a link stand; a confirmation stands beside them, one a person. What is disputed waits.
    """
    taken_back = undone(events)
    last: dict[tuple[object, ...], Event] = {}
    for event in events:
        if event.op in ("undo", "redo") or event.id in taken_back or event.against is not None:
            continue
        key = subject(event)
        last.pop(key, None)
        last[key] = event
    return tuple(last.values())


def disputed(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events that wait because they contradict another person's."""
    taken_back = undone(events)
    return tuple(event for event in events if event.against is not None and event.id not in taken_back)


def subject(event: Event) -> tuple[object, ...]:
    """What an event speaks of: two with the same subject replace one another. The words count, not the number of the unit."""
    anchor = event.anchor
    if anchor is not None and anchor.count is not None:
        anchor = msgspec.structs.replace(anchor, unit="", other_unit=None)
    place = (event.kind, anchor)
    if event.op == "set":
        return (*place, "set", event.field)
    if event.op in ("accept", "reject"):
        return (*place, "verdict")
    if event.op == "confirm":
        return (*place, "confirm", event.who)
    return (event.id,)
