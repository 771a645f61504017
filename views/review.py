"""校核: the readings a person should look at, most worth first; accept, reject, next, by keyboard too."""

from __future__ import annotations

from datetime import date

import streamlit as st

from graph import parcel
from graph.library import LibraryError
from graph.review import KINDS, Item, review_queue
from ingest.corrections.events import Conflict, Operation
from ingest.corrections.log import read_log
from ingest.read import ReadError
from ingest.statute import Statute

from . import additions, address, article_panel, components, correct, correction_table, curation, shelf, statute_choice
from .evidence import plain
from .exports.bundle import safe_name
from .language import t


def page() -> None:
    """The page."""
    statute = statute_choice.chosen()
    if statute is None:
        return
    items = review_queue(statute)
    main, side = st.columns([0.72, 0.28], gap="medium")
    with side:
        curation.ask_who()
        curation.undo_bar(statute)
        additions.metadata_button(statute)
        _share(statute)
    with main:
        _conflicts(statute)
        tab = _tab()
        if tab != "queue":
            {"norms": correction_table.norms, "actors": correction_table.actors}[tab](statute)
            _history(statute)
            return
        kind, hide = _filters(items)
        shown = [item for item in items if (not kind or item.kind == kind) and not (hide and item.reviewed)]
        done = sum(bool(item.reviewed) for item in items)
        st.progress(done / len(items) if items else 1.0, text=t("review.progress", done=done, total=len(items)))
        if not shown:
            st.success(t("review.nothing"))
        else:
            _item(statute, shown)
        _history(statute)


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


def _filters(items: tuple[Item, ...]) -> tuple[str, bool]:
    counts = {kind: sum(item.kind == kind for item in items) for kind in KINDS}
    asked = address.read("kind")

    def changed() -> None:
        address.write(kind=st.session_state["review.kind"], item=None)

    st.session_state["review.kind"] = asked if asked in counts else None
    left, right = st.columns([0.78, 0.22], vertical_alignment="center")
    left.segmented_control(
        t("review.kinds"),
        [kind for kind in KINDS if counts[kind]],
        format_func=lambda kind: f"{t(f'review.kind.{kind}')} {counts[kind]}",
        key="review.kind",
        on_change=changed,
        label_visibility="collapsed",
    )
    return asked if asked in counts else "", right.toggle(t("review.open_only"), value=True, key="review.open")


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


def _verdicts(statute: Statute, item: Item, following: str) -> None:
    """Buttons for what can be said of the item; A, R and → do the same."""
    pressed = getattr(
        components.mount("keys", "review.keys", {"keys": ["A", "R", "ArrowRight"]}, on_pressed_change=_nothing), "pressed", None
    )
    first, second, third, fourth = st.columns(4)
    yes, no = _YES[item.kind], _NO[item.kind]
    said = True
    if yes and (
        first.button(t(yes[0]), icon=":material/check:", type="primary", key="review.accept", width="stretch") or pressed == "A"
    ):
        said = curation.say(statute, yes[1], item.fact_kind, item.anchor)
    elif no and (second.button(t(no[0]), icon=":material/close:", key="review.reject", width="stretch") or pressed == "R"):
        field = "bearers" if no[1] == "set" else None
        said = curation.say(statute, no[1], item.fact_kind, item.anchor, field=field)
    elif not (
        third.button(t("review.next"), icon=":material/arrow_forward:", key="review.next", width="stretch")
        or pressed == "ArrowRight"
    ):
        with fourth:
            _way_in(statute, item)
        return
    if said:
        address.write(item=following)
        st.rerun()


_YES: dict[str, tuple[str, Operation] | None] = {
    "candidate_link": ("review.accept", "accept"),
    "inferred_bearer": ("review.confirm", "confirm"),
    "unresolved_reference": ("review.confirm", "confirm"),
    "doubtful_break": None,
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
        correct.unit_button(statute, unit, "review.unit")


def _conflicts(statute: Statute) -> None:
    """Corrections that no longer fit the text, each with what was meant and what was found."""
    if not statute.conflicts:
        return
    with st.expander(t("review.conflicts", n=len(statute.conflicts)), expanded=True, icon=":material/warning:"):
        for conflict in statute.conflicts:
            _conflict(conflict)


def _conflict(conflict: Conflict) -> None:
    event = conflict.event
    st.markdown(f"**{t(f'review.reason.{conflict.reason}')}**　{plain(curation.told(event) or '')}")
    left, right = st.columns(2)
    left.caption(
        t(
            "review.meant",
            words=plain(event.anchor.quote if event.anchor else ""),
            before=plain(str(event.before or "")),
            value=plain(str(event.value or "")),
        )
    )
    right.caption(t("review.found", words=plain("；".join(conflict.found) or t("review.found_none"))))


def _history(statute: Statute) -> None:
    if not statute.curated:
        return
    with st.expander(t("review.history", n=len(statute.curated))):
        rows = [
            {
                t("review.col_who"): one.who,
                t("review.col_when"): one.when[:16].replace("T", " "),
                t("review.col_what"): t(f"curation.op.{one.op}", kind=t(f"curation.kind.{one.kind}")),
                t("review.col_fact"): one.fact,
            }
            for one in reversed(statute.curated)
        ]
        st.dataframe(rows, hide_index=True, width="stretch")


def _share(statute: Statute) -> None:
    """The statute with its corrections as one file, and such a file taken in."""
    from graph import library

    st.markdown(f"**{t('review.share')}**")
    st.download_button(
        t("review.pack"),
        lambda: parcel.pack(shelf.folder(), statute.id, statute.title),
        f"{safe_name(statute.title)}-{date.today().isoformat()}.famai",
        "application/zip",
        on_click="ignore",
        width="stretch",
        icon=":material/download:",
    )
    st.download_button(
        t("review.gold"),
        lambda: parcel.pack_gold(statute),
        f"{safe_name(statute.title)}-gold.zip",
        "application/zip",
        help=t("review.gold_help"),
        on_click="ignore",
        width="stretch",
        icon=":material/verified:",
    )
    path = library.corrections_of(shelf.folder(), statute.id)
    bad = read_log(path).bad if path else ()
    if bad:
        st.warning(t("review.bad_lines", n=len(bad), lines="、".join(str(one.line) for one in bad[:8])))
    given = st.file_uploader(t("review.unpack"), type=["famai", "zip"], key="review.parcel")
    if given is not None and st.button(t("review.take_in"), width="stretch"):
        try:
            taken = parcel.take_in(shelf.folder(), parcel.unpack(given.getvalue()))
        except (parcel.ParcelError, LibraryError) as error:
            st.error(error.message())
        except ReadError as error:
            st.error(str(error))
        else:
            st.success(t("review.taken", n=taken.added))
            for ours, theirs in taken.disputed:
                st.warning(
                    t("review.disputed", ours=plain(curation.told(ours) or ""), theirs=plain(curation.told(theirs) or ""))
                )
