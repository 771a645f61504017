"""校核: the readings a person should look at, most worth first; accept, reject, next, by keyboard too."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from graph.review import KINDS, Item, review_queue
from ingest.corrections.events import Operation
from ingest.statute import Statute

from . import (
    additions,
    address,
    article_panel,
    components,
    correct,
    correction_table,
    curation,
    exchange,
    readings,
    record,
    shelf,
    statute_choice,
)
from .evidence import plain
from .language import t


def page() -> None:
    """The page."""
    statute = statute_choice.chosen()
    if statute is None:
        return
    items = _queue(statute.id, shelf.content_key(statute), statute)
    main, side = st.columns([0.72, 0.28], gap="medium")
    with side:
        curation.ask_who()
        curation.undo_bar(statute)
        additions.metadata_button(statute)
        exchange.share(statute)
    with main:
        record.conflicts(statute, expanded=address.read("tab") not in _TABS[1:])
        tab = _tab()
        if tab != "queue":
            {"norms": correction_table.norms, "actors": correction_table.actors}[tab](statute)
            record.history(statute)
            return
        kind, which = _filters(items)
        shown = [item for item in items if (not kind or item.kind == kind) and _WHICH[which](len(item.reviewed))]
        done = sum(bool(item.reviewed) for item in items)
        st.progress(done / len(items) if items else 1.0, text=t("review.progress", done=done, total=len(items)))
        if not shown:
            st.success(t("review.nothing"))
        else:
            _item(statute, shown)
        record.history(statute)


@st.cache_resource(show_spinner=False, max_entries=4)
def _queue(statute_id: str, content: str, _statute: Statute) -> tuple[Item, ...]:
    return review_queue(_statute)


_TABS = ("queue", "norms", "actors")


def _tab() -> str:
    """The queue, or a table in which many readings are corrected at once."""
    asked = address.read("tab")

    def changed() -> None:
        chosen = st.session_state["review.tab"]
        address.write(tab=chosen if chosen != "queue" else None, find=None)

    st.session_state["review.tab"] = asked if asked in _TABS else "queue"
    st.segmented_control(
        t("review.tabs"),
        list(_TABS),
        format_func=lambda one: t(f"review.tab.{one}"),
        key="review.tab",
        on_change=changed,
        label_visibility="collapsed",
    )
    return asked if asked in _TABS else "queue"


_WHICH: dict[str, Callable[[int], bool]] = {"open": lambda n: n == 0, "once": lambda n: n == 1, "all": lambda n: True}
"""Which items are shown, by how many people have spoken on them."""


def _filters(items: tuple[Item, ...]) -> tuple[str, str]:
    counts = {kind: sum(item.kind == kind for item in items) for kind in KINDS}
    asked = address.read("kind")

    def changed() -> None:
        address.write(kind=st.session_state["review.kind"], item=None)

    st.session_state["review.kind"] = asked if asked in counts else None
    left, right = st.columns([0.72, 0.28], vertical_alignment="center")
    left.segmented_control(
        t("review.kinds"),
        [kind for kind in KINDS if counts[kind]],
        format_func=lambda kind: f"{t(f'review.kind.{kind}')} {counts[kind]}",
        key="review.kind",
        on_change=changed,
        label_visibility="collapsed",
    )
    which = right.selectbox(
        t("review.which"), list(_WHICH), format_func=lambda one: t(f"review.which_{one}"), key="review.open",
        label_visibility="collapsed",
    )  # fmt: skip
    return asked if asked in counts else "", which


def _item(statute: Statute, items: list[Item]) -> None:
    """One item: its words on both sides, and what a person can say of it."""
    asked = address.read("item")
    at = next((number for number, item in enumerate(items) if item.key == asked), 0)
    item = items[at]
    cite = article_panel.citations(statute)
    st.markdown(
        f"**{t(f'review.kind.{item.kind}')}**　{plain(cite.of(item.unit))}　"
        + t("review.worth", n=item.worth, at=at + 1, total=len(items))
    )
    st.caption(t(f"review.about.{item.kind}"))
    if item.reviewed:
        st.caption(t("review.spoken", names="、".join(item.reviewed)))
    following = items[at + 1].key if at + 1 < len(items) else items[0].key
    _verdicts(statute, item, following)
    if item.other_unit is not None and item.other_start is not None and item.other_end is not None:
        article_panel.quotes_side_by_side(
            statute,
            [
                (t("line.duty"), item.other_unit, (item.other_start, item.other_end)),
                (t("line.conduct"), item.unit, (item.start, item.end)),
            ],
        )
    else:
        article_panel.article(statute, item.unit, [(item.start, item.end)])


_SHOWN = "review.shown"
"""Session key: the item in view when the page was last drawn."""


def _verdicts(statute: Statute, item: Item, following: str) -> None:
    """Buttons for what can be said of the item; A, R and → do the same."""
    pressed = getattr(
        components.mount("keys", "review.keys", {"keys": ["A", "R", "ArrowRight"]}, on_pressed_change=_nothing), "pressed", None
    )
    first, second, third, fourth = st.columns(4)
    yes, no = _choices(item)
    # another window may have decided the item that was in view: a word said of it is not said of the next one
    meant = st.session_state.get(_SHOWN, item.key) == item.key
    st.session_state[_SHOWN] = item.key
    said = True
    if yes and (
        first.button(t(yes[0]), icon=":material/check:", type="primary", key="review.accept", width="stretch") or pressed == "A"
    ):
        said = meant and curation.say(statute, yes[1], item.fact_kind, item.anchor)
    elif no and (second.button(t(no[0]), icon=":material/close:", key="review.reject", width="stretch") or pressed == "R"):
        field = "bearers" if no[1] == "set" else None
        said = meant and curation.say(statute, no[1], item.fact_kind, item.anchor, field=field)
    elif not (
        third.button(t("review.next"), icon=":material/arrow_forward:", key="review.next", width="stretch")
        or pressed == "ArrowRight"
    ):
        with fourth:
            _way_in(statute, item)
        return
    if not meant:
        st.warning(t("review.overtaken"))
    elif said:
        address.write(item=following)
        st.rerun()


def _choices(item: Item) -> tuple[tuple[str, Operation] | None, tuple[str, Operation] | None]:
    """What yes and no say of the item. Where somebody else has decided, yes agrees as the second person and no decides otherwise."""
    second: tuple[str, Operation] = ("review.second", "confirm")
    by_other = bool(item.reviewed) and curation.who() not in item.reviewed
    if item.verdict == "rejected":
        return second if by_other else None, ("review.accept_after_all", "accept")
    return second if by_other else _YES[item.kind], _NO[item.kind]


_YES: dict[str, tuple[str, Operation] | None] = {
    "candidate_link": ("review.accept", "accept"),
    "inferred_bearer": ("review.confirm", "confirm"),
    "unresolved_reference": ("review.confirm", "confirm"),
    "doubtful_break": ("review.break_right", "confirm"),
}
_NO: dict[str, tuple[str, Operation] | None] = {
    "candidate_link": ("review.reject", "reject"),
    "inferred_bearer": ("review.no_bearer", "set"),
    "unresolved_reference": None,
    "doubtful_break": ("correct.join", "join"),
}
"""What yes and no say of each kind: the button's words and the operation (None: a person corrects it instead)."""


def _nothing() -> None:
    """The key is read from what the component returns."""


def _way_in(statute: Statute, item: Item) -> None:
    """To the form in which the reading is corrected."""
    if item.kind in ("inferred_bearer", "unresolved_reference"):
        correct.button(statute, f"{statute.id}:{item.fact}", "review.correct")
    elif item.kind == "doubtful_break" and (unit := article_panel.unit_of(statute, item.unit)) is not None:
        readings.button(statute, unit, "review.unit")
