"""Writing corrections: who speaks, the log of the statute in view, undo and redo that outlive a restart."""

from __future__ import annotations

from typing import Any

import streamlit as st

from graph import library
from graph.durable import write_whole
from ingest.corrections.events import Anchor, Event, EventError, FactKind, Operation, undone
from ingest.corrections.log import append_all, new_event, read_log
from ingest.statute import Statute

from . import shelf
from .language import t

_WHO = "curation.who"


def who() -> str:
    """The name corrections are signed with; empty until one is given. Kept in the library folder."""
    if _WHO not in st.session_state:
        path = shelf.folder().home / "person"
        st.session_state[_WHO] = path.read_text(encoding="utf-8").strip()[:60] if path.exists() else ""
    return str(st.session_state[_WHO])


def ask_who() -> str:
    """The name, with a field to give or change it."""
    held = who()

    def changed() -> None:
        name = " ".join(str(st.session_state["curation.name"]).split())[:60]
        st.session_state[_WHO] = name
        write_whole(shelf.folder().home / "person", name.encode())

    st.session_state.setdefault("curation.name", held)
    st.text_input(t("curation.who"), key="curation.name", on_change=changed, placeholder=t("curation.who_hint"), max_chars=60)
    return who()


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
    """Appends corrections in one go: all of them or, with a message, none."""
    path = library.corrections_of(shelf.folder(), statute.id)
    if path is None:
        st.error(t("curation.no_statute"))
        return False
    try:
        append_all(path, events)
    except (OSError, EventError) as error:
        st.error(t("curation.not_saved", why=str(error)))
        return False
    from . import database

    database.refill()
    return True


def _events(statute: Statute) -> tuple[Event, ...]:
    path = library.corrections_of(shelf.folder(), statute.id)
    return read_log(path).events if path else ()


def undoable(statute: Statute) -> Event | None:
    """The last correction that stands."""
    events = _events(statute)
    taken_back = undone(events)
    return next((event for event in reversed(events) if event.op not in ("undo", "redo") and event.id not in taken_back), None)


def redoable(statute: Statute) -> Event | None:
    """The correction undone last, if nothing was said since."""
    events = _events(statute)
    taken_back = undone(events)
    if not events or events[-1].op not in ("undo", "redo"):
        return None
    last = next((event.event for event in reversed(events) if event.op == "undo" and event.event in taken_back), None)
    return next((event for event in events if event.id == last), None)


def undo_bar(statute: Statute) -> None:
    """Undo and redo, saying what each would do."""
    back, forth = undoable(statute), redoable(statute)
    left, right = st.columns(2)
    if (
        left.button(
            t("curation.undo"),
            icon=":material/undo:",
            disabled=back is None,
            help=told(back),
            key="curation.undo",
            width="stretch",
        )
        and back
    ):
        say_all(statute, [new_event(who() or t("curation.nameless"), "undo", event=back.id)])
        st.rerun()
    if (
        right.button(
            t("curation.redo"),
            icon=":material/redo:",
            disabled=forth is None,
            help=told(forth),
            key="curation.redo",
            width="stretch",
        )
        and forth
    ):
        say_all(statute, [new_event(who() or t("curation.nameless"), "redo", event=forth.id)])
        st.rerun()


def told(event: Event | None) -> str | None:
    """A correction in words: who, when, what, why."""
    if event is None:
        return None
    what = t(f"curation.op.{event.op}", kind=t(f"curation.kind.{event.kind}"))
    field = t(f"curation.field.{event.field}") if event.field else ""
    value = "" if event.value is None or isinstance(event.value, dict) else str(event.value)
    quote = event.anchor.quote[:40] if event.anchor else ""
    return "　".join(
        part for part in (event.who, event.when[:16].replace("T", " "), what, field, value, quote, event.why) if part
    )
