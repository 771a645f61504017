"""Writing corrections: who speaks, the log of the statute in view, undo and redo that outlive a restart."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import streamlit as st

from graph import codes, library
from graph.durable import write_whole
from ingest.corrections.events import Anchor, Event, EventError, FactKind, Operation, undone
from ingest.corrections.log import Log, Overtaken, append_all, new_event, read_log
from ingest.statute import Statute

from . import dialogs, shelf
from .language import language, t

_WHO = "curation.who"


def who() -> str:
    """The name corrections are signed with; empty until one is given. Kept in the library folder."""
    if _WHO not in st.session_state:
        path = shelf.folder().home / "person"
        st.session_state[_WHO] = path.read_text(encoding="utf-8").strip()[:60] if path.exists() else ""
    return str(st.session_state[_WHO])


def ask_who(key: str = "curation.name") -> str:
    """The name, with a field to give or change it. ``key``: a dialog over a page that asks too needs its own."""

    def changed() -> None:
        name = " ".join(str(st.session_state[key]).split())[:60]
        st.session_state[_WHO] = name
        write_whole(shelf.folder().home / "person", name.encode())

    st.session_state[key] = who()
    st.text_input(t("curation.who"), key=key, on_change=changed, placeholder=t("curation.who_hint"), max_chars=60)
    return who()


def ask_why() -> str:
    """The name and, beside it, why."""
    left, right = st.columns([0.4, 0.6])
    with left:
        ask_who("curation.name.dialog")
    return right.text_input(t("correct.why"), key="correct.why")


def choose_actors(
    label: str, statute: Statute, held: Iterable[str], *, without: str = "", key: str | None = None, disabled: bool = False
) -> list[str]:
    """Actors of the statute, and names it does not have yet; ``held`` are chosen at first, ``without`` is not offered."""
    chosen = list(held)
    names = sorted({actor.name for actor in statute.actors if actor.name != without} | set(chosen))
    return st.multiselect(
        label,
        names,
        chosen,
        accept_new_options=True,
        key=key,
        disabled=disabled,
        placeholder=t("correct.choose_or_add"),
    )


def say(
    statute: Statute,
    op: Operation,
    kind: FactKind,
    anchor: Anchor,
    *,
    field: str | None = None,
    value: Any = None,
    before: Any = None,
    why: str = "",
) -> bool:
    """Appends a correction to the statute's log. False, with a message, where it could not be written; nothing is half applied."""
    return say_all(statute, [new(op, kind, anchor, field=field, value=value, before=before, why=why)])


def new(
    op: Operation,
    kind: FactKind,
    anchor: Anchor,
    *,
    field: str | None = None,
    value: Any = None,
    before: Any = None,
    why: str = "",
) -> Event:
    """A correction of now, signed."""
    return new_event(who() or t("curation.nameless"), op, kind, anchor, field=field, value=value, before=before, why=why)


def say_all(statute: Statute, events: list[Event]) -> bool:
    """Saves corrections in one go: all of them or, with a message, none.

    Where another window has spoken on the same thing since this one read the statute, nothing is saved; saying it again saves it.
    """
    path = library.corrections_of(shelf.folder(), statute.id)
    if path is None:
        st.error(t("curation.no_statute"))
        return False
    seen = {one.event for one in statute.curated} | {one.event.id for one in statute.conflicts}
    try:
        append_all(path, events, frozenset(seen | set(st.session_state.get(_TOLD, ()))))
    except Overtaken as overtaken:
        st.session_state[_TOLD] = [event.id for event in overtaken.others]
        st.warning(t("curation.overtaken", what="；".join(told(event) or "" for event in overtaken.others[:3])))
        return False
    except (OSError, EventError) as error:
        st.error(t("curation.not_saved", why=str(error)))
        return False
    st.session_state.pop(_TOLD, None)
    dialogs.closed()
    from . import database

    database.refill()
    return True


_TOLD = "curation.told"
"""Session key: the corrections of another window that this one was told of."""


@st.cache_resource(show_spinner=False, max_entries=4)
def _parsed(path: Path, changed: int, size: int) -> Log:
    return read_log(path)


def log(statute: Statute) -> Log:
    """The corrections log of a statute as it is on disk now."""
    path = library.corrections_of(shelf.folder(), statute.id)
    try:
        state = path.stat() if path else None
    except OSError:
        state = None
    return _parsed(path, state.st_mtime_ns, state.st_size) if path and state else Log()


def undoable(held: Log) -> tuple[Event, ...]:
    """What was saved together last and still stands."""
    taken_back = undone(held.events)
    for save in reversed(held.saves):
        standing = tuple(event for event in save if event.op not in ("undo", "redo") and event.id not in taken_back)
        if standing:
            return standing
    return ()


def redoable(held: Log) -> tuple[Event, ...]:
    """What was undone last, if nothing was said since."""
    if not held.saves or any(event.op not in ("undo", "redo") for event in held.saves[-1]):
        return ()
    taken_back = undone(held.events)
    known = {event.id: event for event in held.events}
    for save in reversed(held.saves):
        again = tuple(
            known[event.event] for event in save if event.op == "undo" and event.event in taken_back and event.event in known
        )
        if again:
            return again
        if any(event.op not in ("undo", "redo") for event in save):
            return ()
    return ()


def undo_bar(statute: Statute) -> None:
    """Undo and redo of whole saves, saying what each would do."""
    held = log(statute)
    left, right = st.columns(2)
    for column, op, icon, events in (
        (left, "undo", ":material/undo:", undoable(held)),
        (right, "redo", ":material/redo:", redoable(held)),
    ):
        # a callback gets what the button showed, even if another window has saved since
        column.button(
            t(f"curation.{op}"),
            icon=icon,
            disabled=not events,
            help=_told_all(events),
            key=f"curation.{op}",
            width="stretch",
            on_click=take_back,
            args=(statute, op, events),
        )
    if events := undoable(held):
        st.caption(t("curation.last", what=_told_all(events)))


def take_back(statute: Statute, op: Operation, events: tuple[Event, ...]) -> None:
    """Undoes, or redoes, corrections together."""
    say_all(statute, [new_event(who() or t("curation.nameless"), op, event=event.id) for event in events])


def undoing(event: Event) -> Event:
    """The taking back of one correction, to be saved with others."""
    return new_event(who() or t("curation.nameless"), "undo", event=event.id)


def _told_all(events: tuple[Event, ...]) -> str | None:
    if not events:
        return None
    more = t("curation.and_more", n=len(events) - 1) if len(events) > 1 else ""
    return f"{told(events[0])}{more}"


def told(event: Event | None) -> str | None:
    """A correction in words: who, when, what, why."""
    if event is None:
        return None
    what = t(f"curation.op.{event.op}", kind=t(f"curation.kind.{event.kind}"))
    field = t(f"curation.field.{event.field}") if event.field else ""
    value = value_words(event.value, event)
    quote = event.anchor.quote[:40] if event.anchor else ""
    return "　".join(
        part for part in (event.who, event.when[:16].replace("T", " "), what, field, value, quote, event.why) if part
    )


_AMOUNT = ("min", "max", "percent_max", "cap")
_FAMILIES = {"modality": "modality", "measure": "measure", "level": "level"}


def value_words(value: Any, event: Event) -> str:
    """The new or old value of a correction in words, no longer than a line."""
    if isinstance(value, dict):
        value = (
            value.get("quote")
            or value.get("name")
            or [f"{t(f'correct.{key}')} {one:,g}" for key, one in value.items() if key in _AMOUNT and one is not None]
        )
    if isinstance(value, list | tuple):
        value = "、".join(value_words(one, event) for one in value)
    family = event.kind if event.field == "kind" else _FAMILIES.get(event.field or "", "")
    if family in ("actor", "unit", "modality", "measure", "level") and isinstance(value, str):
        return codes.name(family, value, language())
    return "" if value is None else str(value)[:120]
