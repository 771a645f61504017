"""The article beside a picture: where the chosen thing stands, its exact words marked, and how to cite it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from graph.citation import Citations
from ingest.statute import Statute
from ingest.units import Unit

from .language import language, t
from .marked_text import Span, unit_html


def citations(statute: Statute) -> Citations:
    """The citations of ``statute``."""
    return Citations(statute)


def citation(statute: Statute, unit_id: str) -> str:
    """《…》第十五条第一款第（二）项."""
    return f"《{statute.title}》{citations(statute).of(unit_id)}"


def unit_of(statute: Statute, unit_id: str | None) -> Unit | None:
    """The unit of that id, None if the statute has none."""
    return next((unit for unit in statute.units if unit.id == unit_id), None) if unit_id else None


def unit_at(statute: Statute, span: Span) -> str:
    """The id of the smallest unit that holds a source span (an actor's first mention, say); empty if none does."""
    holding = [unit for unit in statute.units if unit.start <= span[0] and span[1] <= unit.end]
    return min(holding, key=lambda unit: unit.end - unit.start).id if holding else ""


def enclosing(statute: Statute, unit_id: str) -> Unit | None:
    """The 条 a unit stands in, else the unit itself."""
    return citations(statute).article(unit_id) or unit_of(statute, unit_id)


def article(statute: Statute, unit_id: str, spans: Iterable[Span] = (), *, whole: bool = True) -> None:
    """Shows the article of ``unit_id`` (not ``whole``: the unit alone) with the source spans marked, under citation and offsets."""
    unit = enclosing(statute, unit_id) if whole else unit_of(statute, unit_id)
    if unit is None:
        st.info(t("panel.unknown_unit"))
        return
    spans = [span for span in spans if span[1] > span[0]]
    where = citations(statute).of(unit_id)
    chapter = citations(statute).chapter(unit_id)
    heading = (
        " ".join(part for part in ((chapter.label or "").strip(), (chapter.heading or "").strip()) if part) if chapter else ""
    )
    offsets = "、".join(f"{start}–{end}" for start, end in spans)
    place = t("panel.offsets", spans=offsets) if offsets else t("panel.no_span")
    st.html(
        f'<div class="fm-where" lang="zh-CN"><strong>{escape(where)}</strong> <span>{escape(heading)}</span>'
        f'<br><small lang="{language()}">{escape(place)}</small></div>'
    )
    st.html(unit_html(statute, unit, spans))


def copy_citation(statute: Statute, unit_id: str) -> None:
    """The citation with a copy button."""
    st.code(citation(statute, unit_id), language=None, wrap_lines=True)


def quotes_side_by_side(statute: Statute, sides: list[tuple[str, str, Span | None]]) -> None:
    """Two quotes in columns: heading, unit id, source span of each."""
    for column, (heading, unit_id, span) in zip(st.columns(len(sides)), sides, strict=True):
        with column:
            st.markdown(f"**{heading}**")
            article(statute, unit_id, [span] if span else [], whole=False)
