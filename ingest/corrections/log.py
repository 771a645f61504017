"""The corrections log on disk: one save a line, appended and flushed to the disk, never rewritten.

A line is one JSON event, or a list of those that were saved together: a save that a crash cut short is a line that cannot be read,
so that no change is ever half applied. The cut line is the last one and is set aside; any other line that is no save is reported
with its number, and the rest still stands.
"""

from __future__ import annotations

import errno
import os
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from filelock import FileLock

from .events import Anchor, Event, EventError, FactKind, Operation, check, effective, subject, undone

LOCK_SECONDS = 15
_LINE = msgspec.json.Encoder()
_READ = msgspec.json.Decoder(Event | list[Event])


class BadLine(msgspec.Struct, frozen=True):
    """A line of a log that is no save: its number (from 1), why, and its words (cut to 200 characters)."""

    line: int
    code: str
    text: str


class Log(msgspec.Struct, frozen=True):
    """A log as read: its events in order, the same as they were saved together, and the lines that are none."""

    events: tuple[Event, ...] = ()
    bad: tuple[BadLine, ...] = ()
    saves: tuple[tuple[Event, ...], ...] = ()


class Overtaken(EventError):
    """Another window has spoken on the same thing since this one read the statute. ``others`` are its events."""

    def __init__(self, others: tuple[Event, ...]) -> None:
        super().__init__("event.overtaken")
        self.others = others


def read_log(path: Path) -> Log:
    """The log at ``path``; a missing file is an empty log. Never raises on content."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Log()
    return parse_log(data)


def parse_log(data: bytes) -> Log:
    """The events in ``data``; the same event twice counts once."""
    known: set[str] = set()
    saves: list[tuple[Event, ...]] = []
    bad: list[BadLine] = []
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            read = _READ.decode(line)
            together = read if isinstance(read, list) else [read]
            for event in together:
                check(event)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            code = "log.cut" if number == len(lines) else "log.not_an_event"
            bad.append(BadLine(number, code, f"{error}: {line[:200].decode('utf-8', 'replace')}"))
        except EventError as error:
            bad.append(BadLine(number, error.code, line[:200].decode("utf-8", "replace")))
        else:
            fresh = tuple({event.id: event for event in together if event.id not in known}.values())
            known.update(event.id for event in fresh)
            if fresh:
                saves.append(fresh)
    return Log(tuple(event for save in saves for event in save), tuple(bad), tuple(saves))


def append(path: Path, event: Event) -> None:
    """Writes ``event`` as the last line, whole or not at all as far as a reader can see. Raises :class:`EventError`, OSError."""
    append_all(path, (event,))


def append_all(path: Path, events: Sequence[Event], seen: frozenset[str] | None = None) -> None:
    """Writes ``events`` as one save at the end: all of them or none. Raises :class:`EventError`, OSError; then nothing is written.

    One window writes at a time. ``seen``: the events the writer knew when it made these; if another that stands since speaks of the
    same thing, :class:`Overtaken` is raised. A line that a crash left unfinished is closed first, so that it cannot swallow the next.
    """
    for event in events:
        check(event)
    if not events:
        return
    if not path.parent.is_dir():  # the statute was removed meanwhile: its folder is not made again
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path.parent))
    with FileLock(path.with_name(f"{path.name}.lock"), timeout=LOCK_SECONDS):
        if seen is not None and (others := _overtaking(read_log(path).events, events, seen)):
            raise Overtaken(others)
        file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
        try:
            end = os.lseek(file, 0, os.SEEK_END)
            try:
                _write(file, _closing(file, end) + _LINE.encode(events[0] if len(events) == 1 else list(events)) + b"\n")
                os.fsync(file)
            except OSError:
                # a full disk: what was begun is taken back
                os.ftruncate(file, end)
                raise
        finally:
            os.close(file)


def _overtaking(held: tuple[Event, ...], events: Sequence[Event], seen: frozenset[str]) -> tuple[Event, ...]:
    own = {subject(event) for event in events}
    facts = {(event.kind, event.anchor) for event in events if event.anchor is not None}
    gone = ("remove", "merge")
    return tuple(
        event
        for event in effective(held)
        if event.id not in seen
        and event.op != "confirm"
        and (subject(event) in own or (event.op in gone and (event.kind, event.anchor) in facts))
    )


def _closing(file: int, end: int) -> bytes:
    if not end:
        return b""
    os.lseek(file, end - 1, os.SEEK_SET)
    return b"" if os.read(file, 1) == b"\n" else b"\n"


def _write(file: int, data: bytes) -> None:
    while data:
        data = data[os.write(file, data) :]


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
    """What another log adds to ours, in its order, and among it the pairs (ours, theirs) that say different things of one field."""

    added: tuple[Event, ...]
    disputed: tuple[tuple[Event, Event], ...]


def merge(ours: tuple[Event, ...], theirs: tuple[Event, ...]) -> Merged:
    """Their events for our log. Where both say different things of one field, ours stands and theirs waits (``against``) for a person."""
    known = {event.id for event in ours}
    said = {subject(event): event for event in effective(ours) if event.op in ("set", "accept", "reject")}
    taken_back = undone(theirs)
    added: list[Event] = []
    pairs: list[tuple[Event, Event]] = []
    for event in theirs:
        if event.id in known:
            continue
        mine = said.get(subject(event))
        if mine is not None and event.id not in taken_back and (mine.op, mine.value) != (event.op, event.value):
            event = msgspec.structs.replace(event, against=mine.id)
            pairs.append((mine, event))
        added.append(event)
    return Merged(tuple(added), tuple(pairs))
