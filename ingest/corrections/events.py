"""The events of a corrections log and what they may say."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

FactKind = Literal["unit", "actor", "mention", "norm", "reference", "definition", "conduct", "step", "link", "metadata"]
Operation = Literal["set", "add", "remove", "merge", "split", "join", "accept", "reject", "confirm", "undo", "redo"]

ALLOWED: dict[str, tuple[str, ...]] = {
    "unit": ("set", "join", "split"),
    "actor": ("set", "merge", "split"),
    "mention": ("set", "remove"),
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

    ``name``: the canonical name of an actor. ``other_unit``/``other_quote``: the duty side of a link.
    ``index``: which of several equal quotes in the unit, from 0 (the words alone decide where there is one).
    """

    unit: str
    quote: str
    name: str | None = None
    other_unit: str | None = None
    other_quote: str | None = None
    index: int | None = None


class Event(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of the log: who said what of which fact, when and why.

    ``id`` is unique for ever; ``when`` is ISO 8601 with seconds and zone; ``field``/``value`` for ``set``; ``before`` is what the reading
    said when the person corrected it (shown in a conflict); ``event`` is the event that ``undo``/``redo`` name.
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


class Curated(msgspec.Struct, frozen=True):
    """A fact a person has spoken on: shown as 人工校核 with name and date everywhere. ``fact`` is the fact's id (an actor's name)."""

    kind: FactKind
    fact: str
    event: str
    who: str
    when: str
    op: Operation


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
    """The events that stand: those not undone (or redone after that), and of several ``set`` on one field only the last."""
    taken_back = undone(events)
    standing = [event for event in events if event.op not in ("undo", "redo") and event.id not in taken_back]
    last: dict[tuple[object, ...], Event] = {}
    for number, event in enumerate(standing):
        subject = (event.kind, event.anchor)
        if event.op == "set":
            key: tuple[object, ...] = (*subject, "set", event.field)
        elif event.op in ("accept", "reject", "confirm"):
            key = (*subject, "verdict")
        else:
            key = (number,)
        last.pop(key, None)
        last[key] = event
    return tuple(last.values())
