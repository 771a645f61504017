"""The corrections log on disk: one JSON event a line, appended and flushed to the disk, never rewritten.

A line cut by a crash is the last one and is set aside; any other line that is not an event is reported with its number, and the
rest still stands.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from .events import Anchor, Event, EventError, FactKind, Operation, check

_LINE = msgspec.json.Encoder()
_READ = msgspec.json.Decoder(Event)


class BadLine(msgspec.Struct, frozen=True):
    """A line of a log that is no event: its number (from 1), why, and its words (cut to 200 characters)."""

    line: int
    code: str
    text: str


class Log(msgspec.Struct, frozen=True):
    """A log as read: its events in order, and the lines that are none."""

    events: tuple[Event, ...] = ()
    bad: tuple[BadLine, ...] = ()


def read_log(path: Path) -> Log:
    """The log at ``path``; a missing file is an empty log. Never raises on content."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Log()
    return parse_log(data)


def parse_log(data: bytes) -> Log:
    """The events in ``data``; the same event twice counts once."""
    events: dict[str, Event] = {}
    bad: list[BadLine] = []
    lines = data.split(b"\n")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            event = _READ.decode(line)
            check(event)
            events.setdefault(event.id, event)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            cut = number == len(lines)
            bad.append(
                BadLine(number, "log.cut" if cut else "log.not_an_event", f"{error}: {line[:200].decode('utf-8', 'replace')}")
            )
        except EventError as error:
            bad.append(BadLine(number, error.code, line[:200].decode("utf-8", "replace")))
    return Log(tuple(events.values()), tuple(bad))


def append(path: Path, event: Event) -> None:
    """Writes ``event`` as the last line, whole or not at all as far as a reader can see. Raises :class:`EventError`, OSError."""
    append_all(path, (event,))


def append_all(path: Path, events: Sequence[Event]) -> None:
    """Writes ``events`` in one go at the end; none of them if one is no event. Raises :class:`EventError`, OSError.

    One write to the end of the file, so that two windows never write into each other's lines. A line that a crash left unfinished
    is closed first, so that it cannot swallow the next.
    """
    for event in events:
        check(event)
    if not events:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
    try:
        end = os.lseek(file, 0, os.SEEK_END)
        closing = b""
        if end:
            os.lseek(file, end - 1, os.SEEK_SET)
            closing = b"" if os.read(file, 1) == b"\n" else b"\n"
        rest = closing + b"".join(_LINE.encode(event) + b"\n" for event in events)
        while rest:
            rest = rest[os.write(file, rest) :]
        os.fsync(file)
    finally:
        os.close(file)


def new_event(
    who: str,
    op: Operation,
    kind: FactKind = "norm",
    anchor: Anchor | None = None,
    *,
    field: str | None = None,
    value: Any = None,
    before: Any = None,
    why: str = "",
    event: str | None = None,
) -> Event:
    """An event of now, with an id of its own."""
    when = datetime.now(UTC).isoformat(timespec="seconds")
    return Event(uuid.uuid4().hex, who, when, op, kind, anchor, field, value, before, why, event)


class Merged(msgspec.Struct, frozen=True):
    """Two logs as one: all events in order of time, and the pairs (ours, theirs) that say different things of one field."""

    events: tuple[Event, ...]
    disputed: tuple[tuple[Event, Event], ...]


def merge(ours: tuple[Event, ...], theirs: tuple[Event, ...]) -> Merged:
    """Their events joined to ours. Where both set one field differently, ours stands and theirs is disputed until a person decides."""
    known = {event.id for event in ours}
    said = {_subject(event): event for event in ours if event.op in ("set", "accept", "reject")}
    added: list[Event] = []
    disputed: list[tuple[Event, Event]] = []
    for event in theirs:
        if event.id in known:
            continue
        mine = said.get(_subject(event)) if event.op in ("set", "accept", "reject") else None
        if mine is not None and (mine.op, mine.value) != (event.op, event.value):
            disputed.append((mine, event))
        else:
            added.append(event)
    return Merged((*ours, *sorted(added, key=lambda event: (event.when, event.id))), tuple(disputed))


def _subject(event: Event) -> tuple[object, ...]:
    return (event.kind, event.anchor, event.field if event.op == "set" else "verdict")
