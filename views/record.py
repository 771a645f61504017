"""The record of review: every correction with who and when, what does not fit the text any more, and what two people dispute."""

from __future__ import annotations

from difflib import SequenceMatcher

import streamlit as st

from ingest.corrections.anchors import squeeze
from ingest.corrections.conflicts import again, nearest
from ingest.corrections.events import Conflict, Event, undone
from ingest.statute import Statute

from . import address, article_panel, curation
from .evidence import plain
from .language import t
from .paging import paged

CONFLICTS = 5
ROWS = 100


def conflicts(statute: Statute, *, expanded: bool) -> None:
    """Corrections that no longer fit the text, each with what was meant and what stands there now, and what can be done."""
    if not statute.conflicts:
        return
    with st.expander(t("review.conflicts", n=len(statute.conflicts)), expanded=expanded, icon=":material/warning:"):
        for conflict in paged(statute.conflicts, "c", CONFLICTS):
            with st.container(border=True):
                _conflict(statute, conflict)


def _conflict(statute: Statute, conflict: Conflict) -> None:
    event = conflict.event
    st.markdown(f"**{t(f'review.reason.{conflict.reason}')}**　{plain(curation.told(event) or '')}")
    candidates = nearest(statute, event) if conflict.reason in ("nothing_matches", "several_match") else ()
    now = "；".join(dict.fromkeys(conflict.found)) or "；".join(one.words for one in candidates[:1])
    left, right = st.columns(2)
    left.caption(
        t(
            "review.meant",
            words=_marked(event.anchor.quote if event.anchor else "", now),
            before=plain(curation.value_words(event.before, event)),
            value=plain(curation.value_words(event.value, event)),
        )
    )
    right.caption(t("review.found", words=_marked(now, event.anchor.quote if event.anchor else "") or t("review.found_none")))
    if conflict.reason == "disputed":
        _dispute(statute, event)
        return
    cite = article_panel.citations(statute)
    columns = st.columns(len(candidates) + 1)
    for number, (column, one) in enumerate(zip(columns, candidates, strict=False)):
        column.button(
            t("review.apply_here", place=cite.of(one.anchor.unit)),
            help=one.words,
            key=f"conflict.{event.id}.{number}",
            width="stretch",
            on_click=_say_again,
            args=(statute, event, again(event, one)),
        )
    columns[-1].button(
        t("review.withdraw"),
        key=f"conflict.{event.id}.away",
        width="stretch",
        on_click=curation.take_back,
        args=(statute, "undo", (event,)),
    )


def _marked(words: str, other: str) -> str:
    """``words`` with what ``other`` does not have in bold."""
    words, other = squeeze(words), squeeze(other)
    if not words or not other:
        return plain(words)
    found = SequenceMatcher(None, words, other, autojunk=False).get_opcodes()
    return "".join(plain(words[a:b]) if op == "equal" else f"**{plain(words[a:b])}**" for op, a, b, _, _ in found if words[a:b])


def _say_again(statute: Statute, old: Event, new: Event) -> None:
    """The correction once more, of the words as they are now, in place of the one that does not fit."""
    if new.anchor is None:
        return
    said = curation.new(new.op, new.kind, new.anchor, field=new.field, value=new.value, before=new.before, why=new.why)
    curation.say_all(statute, [said, curation.undoing(old)])


def _dispute(statute: Statute, theirs: Event) -> None:
    """Two people differ: one of them stands from here on."""
    left, right = st.columns(2)
    left.button(
        t("review.take_ours"),
        key=f"dispute.{theirs.id}.ours",
        width="stretch",
        on_click=curation.take_back,
        args=(statute, "undo", (theirs,)),
    )
    right.button(
        t("review.take_theirs", who=theirs.who),
        key=f"dispute.{theirs.id}.theirs",
        width="stretch",
        on_click=_say_again,
        args=(statute, theirs, theirs),
    )


def history(statute: Statute) -> None:
    """Every correction of the log, the newest first, a page at a time; those chosen can be taken back."""
    held = curation.log(statute)
    events = [event for event in reversed(held.events) if event.op not in ("undo", "redo")]
    if not events:
        return
    with st.expander(t("review.history", n=len(events)), expanded=bool(address.read("h"))):
        shown = paged(events, "h", ROWS)
        state = _states(statute, held.events)
        rows = [
            {
                t("review.col_state"): t(f"review.state.{state.get(event.id, 'superseded')}"),
                t("review.col_who"): event.who,
                t("review.col_when"): event.when[:16].replace("T", " "),
                t("review.col_what"): t(f"curation.op.{event.op}", kind=t(f"curation.kind.{event.kind}")),
                t("review.col_field"): t(f"curation.field.{event.field}") if event.field else "",
                t("review.col_value"): curation.value_words(event.value, event),
                t("review.col_words"): event.anchor.quote if event.anchor else "",
            }
            for event in shown
        ]
        picked = st.dataframe(
            rows,
            hide_index=True,
            width="stretch",
            height=min(420, 38 + 35 * len(rows)),
            column_config={t("review.col_words"): st.column_config.TextColumn(width="large")},
            on_select="rerun",
            selection_mode="multi-row",
            key=f"history.{len(held.saves)}.{address.read('h')}",
        ).selection.rows
        standing = tuple(
            shown[row] for row in picked if row < len(shown) and state.get(shown[row].id) in ("stands", "conflict")
        )
        st.button(
            t("review.undo_chosen", n=len(standing)),
            icon=":material/undo:",
            disabled=not standing,
            key="history.undo",
            on_click=curation.take_back,
            args=(statute, "undo", standing),
        )


def _states(statute: Statute, events: tuple[Event, ...]) -> dict[str, str]:
    """Event id → stands, conflict, disputed or undone; what a later one replaced is not in it."""
    state = {one.event: "stands" for one in statute.curated}
    state |= {one.event.id: "disputed" if one.reason == "disputed" else "conflict" for one in statute.conflicts}
    return state | dict.fromkeys(undone(events), "undone")
