"""Two statutes side by side: the same actor, term or duty in both; what one says and the other does not, by their terms."""

from __future__ import annotations

from datetime import date

import streamlit as st

from graph.citation import Citations
from graph.compare import Comparison, Shared, compare, newer_of, repealed_in
from ingest.statute import Statute

from . import address, article_panel, narrowing, shelf, statute_choice
from .evidence import plain
from .language import t

_PARTS = ("alike", "actors", "terms", "only", "cites")


def page() -> None:
    """The page."""
    left = statute_choice.chosen()
    if left is None:
        return
    others = {key: title for key, title in shelf.titles().items() if key != left.id}
    if not others:
        st.info(t("compare.one_only"))
        return
    asked = address.read("with")

    def changed() -> None:
        address.write(**{"with": st.session_state["compare.with"]}, row=None)

    st.session_state["compare.with"] = asked if asked in others else next(iter(others))
    key = st.selectbox(
        t("compare.with"), list(others), format_func=lambda one: f"《{others[one]}》", key="compare.with", on_change=changed
    )
    right = shelf.statute(key)
    if right is None:
        st.error(t("statute.unreadable", title=others[key]))
        return
    for one, other in ((left, right), (right, left)):
        _standing(one, other)
    result = _compared(left.id, right.id, shelf.content_key(left) + shelf.content_key(right), left, right)
    st.caption(t("compare.about"))
    part = _part(result)
    {"alike": _alike, "actors": _actors, "terms": _terms, "only": _only, "cites": _cites}[part](result, left, right)


@st.cache_data(show_spinner=False, max_entries=8)
def _compared(left: str, right: str, content: str, _left: Statute, _right: Statute) -> Comparison:
    return compare(_left, _right)


_IN_FORCE = ("有效", "现行有效")
"""Statuses, as the text or a person states them, that need no warning."""


def _standing(statute: Statute, other: Statute) -> None:
    """A warning where the texts themselves say the statute is repealed, amended, replaced by the other or not yet in force."""
    meta = statute.meta
    title = plain(statute.title)
    if meta.status is not None and meta.status.value not in _IN_FORCE:
        st.warning(t("compare.status", title=title, words=plain(meta.status.value)))
    if meta.amended:
        st.info(t("compare.amended", title=title, days="、".join(one.value for one in meta.amended)))
    if meta.effective is not None and meta.effective.value > date.today().isoformat():
        st.warning(t("compare.future", title=title, day=meta.effective.value))
    if (unit := repealed_in(other, statute)) is not None:
        st.warning(t("compare.repealed", title=title, other=plain(other.title), place=plain(Citations(other).of(unit))))
    if newer_of(statute, other) is other:
        st.warning(t("compare.older", title=title))


def _part(result: Comparison) -> str:
    counts = {
        "alike": len(result.alike),
        "actors": sum(row.side == "both" for row in result.actors),
        "terms": sum(row.side == "both" for row in result.terms),
        "only": len(result.only_left) + len(result.only_right),
        "cites": len(result.left_cites_right) + len(result.right_cites_left),
    }
    return narrowing.kind("part", _PARTS, lambda one: f"{t(f'compare.{one}')} {counts[one]}", t("compare.parts"))


def _chosen_row(rows: list[dict[str, str]], name: str) -> int | None:
    if not rows:
        st.info(t("compare.none"))
        return None
    event = st.dataframe(
        rows,
        hide_index=True,
        width="stretch",
        height=min(420, 38 + 35 * len(rows)),
        on_select="rerun",
        selection_mode=["single-row", "single-cell"],
        key=f"compare.{name}",
    )
    picked = [*event.selection.rows, *(cell[0] for cell in event.selection.cells)]
    if picked:
        address.write(row=str(picked[0]))
    asked = address.read("row")
    return int(asked) if asked.isdigit() and int(asked) < len(rows) else None


def _norm_words(statute: Statute, norm_id: str) -> tuple[str, str]:
    norm = next(one for one in statute.norms if one.id == norm_id)
    return Citations(statute).of(norm.unit), norm.quote.text


def _both(
    left: Statute, right: Statute, sides: tuple[tuple[str, tuple[int, int]] | None, tuple[str, tuple[int, int]] | None]
) -> None:
    """The two articles in columns, the words marked."""
    for column, statute, side in zip(st.columns(2), (left, right), sides, strict=True):
        with column, st.container(border=True):
            st.markdown(f"**《{plain(statute.title)}》**")
            if side is None:
                st.caption(t("compare.not_there"))
            else:
                article_panel.article(statute, side[0], [side[1]])


def _side(statute: Statute, norm_id: str) -> tuple[str, tuple[int, int]]:
    norm = next(one for one in statute.norms if one.id == norm_id)
    return norm.unit, (norm.quote.start, norm.quote.end)


def _alike(result: Comparison, left: Statute, right: Statute) -> None:
    rows = []
    for pair in result.alike:
        place, words = _norm_words(left, pair.left)
        other_place, other = _norm_words(right, pair.right)
        rows.append(
            {
                t("compare.score"): f"{pair.score:.2f}",
                left.title: f"{place} {words}",
                right.title: f"{other_place} {other}",
                t("compare.shared"): "、".join(pair.terms),
            }
        )
    row = _chosen_row(rows, "alike")
    if row is not None:
        pair = result.alike[row]
        _both(left, right, (_side(left, pair.left), _side(right, pair.right)))


def _names(found: tuple[Shared, ...], left: Statute, right: Statute, name: str) -> None:
    ours, theirs = Citations(left), Citations(right)
    rows = [
        {
            t("compare.name"): one.name,
            t("compare.where"): t(f"compare.side_{one.side}"),
            left.title: "、".join(ours.of(unit) for unit in one.left),
            right.title: "、".join(theirs.of(unit) for unit in one.right),
        }
        for one in found
    ]
    row = _chosen_row(rows, name)
    if row is not None:
        one = found[row]
        _both(left, right, (_named(left, one.name, one.left), _named(right, one.name, one.right)))


def _named(statute: Statute, name: str, units: tuple[str, ...]) -> tuple[str, tuple[int, int]] | None:
    if not units:
        return None
    mention = next((one for one in statute.mentions if one.unit == units[0] and name in one.actors), None)
    definition = next((one for one in statute.definitions if one.unit == units[0] and one.term.text == name), None)
    quote = mention.quote if mention else definition.quote if definition else None
    return units[0], (quote.start, quote.end) if quote else (0, 0)


def _actors(result: Comparison, left: Statute, right: Statute) -> None:
    _names(result.actors, left, right, "actors")


def _terms(result: Comparison, left: Statute, right: Statute) -> None:
    _names(result.terms, left, right, "terms")


def _only(result: Comparison, left: Statute, right: Statute) -> None:
    held = [(left, one) for one in result.only_left] + [(right, one) for one in result.only_right]
    rows = []
    for statute, norm in held:
        place, words = _norm_words(statute, norm)
        rows.append({t("compare.only_in"): statute.title, t("gaps.col_place"): place, t("gaps.col_words"): words})
    row = _chosen_row(rows, "only")
    if row is not None:
        statute, norm = held[row]
        side = _side(statute, norm)
        _both(left, right, (side, None) if statute is left else (None, side))


def _cites(result: Comparison, left: Statute, right: Statute) -> None:
    held = [(left, right, unit) for unit in result.left_cites_right] + [(right, left, unit) for unit in result.right_cites_left]
    rows = [
        {t("compare.from"): f"《{a.title}》{Citations(a).of(unit)}", t("compare.to"): f"《{b.title}》"} for a, b, unit in held
    ]
    row = _chosen_row(rows, "cites")
    if row is not None:
        article_panel.article(held[row][0], held[row][2], [])
