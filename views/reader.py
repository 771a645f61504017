"""条文: the statute with its chapter tree; text → graph and graph → text."""

from __future__ import annotations

import contextlib
from typing import Any

import streamlit as st

from ingest.statute import Statute

from . import address, article_panel, components, readings, shelf, statute_choice
from .catalogue import Language
from .language import language, t
from .marked_text import Span, logical_span
from .pages import go
from .reader_text import payload

_KEY = "reader.text"
_WORDS = ("chain", "copy", "copied", "cite", "back", "forth", "tools", "text", "tree", "modality", "actor", "term", "reference")


@st.cache_resource(show_spinner=False, max_entries=16)
def _payload(statute_id: str, content: str, code: Language, _statute: Statute) -> dict[str, Any]:
    return payload(_statute, code)


def page() -> None:
    """The page."""
    statute = statute_choice.chosen()
    if statute is None:
        return
    if not statute.units:
        st.info(t("reader.nothing"))
    key = shelf.content_key(statute)
    unit, span = _where(statute)

    def moved() -> None:
        address.write(at=str(getattr(st.session_state.get(_KEY), "at", "") or ""), span=None)

    def switched() -> None:
        address.write(noteoff=[str(one) for one in getattr(st.session_state.get(_KEY), "off", None) or ()])

    result = components.mount(
        "reader",
        _KEY,
        {
            **_payload(statute.id, key, language(), statute),
            "key": f"{statute.id}/{key}/{language()}"[:120],
            "statute": statute.id,
            "title": statute.title,
            "words": {**{name: t(f"reader.{name}") for name in _WORDS}, "correct": t("correct.button")},
        },
        on_at_change=moved,
        on_off_change=switched,
        on_graph_change=lambda: None,
        on_correct_change=lambda: None,
    )
    components.mount(
        "pointer",
        "reader.pointer",
        {"statute": statute.id, "unit": unit, "span": list(span) if span else None, "off": address.read_all("noteoff")},
    )
    if result.correct and (article := article_panel.unit_of(statute, result.correct)) is not None:
        readings.dialog(statute, article)
    if result.graph:
        go("chains", focus=f"unit:{statute.id}:{result.graph}", sel=f"provision|{statute.id}:{result.graph}")


def _where(statute: Statute) -> tuple[str, Span | None]:
    """The unit the address names (the nearest one for an unknown id, with a word) and the logical span to mark."""
    asked = address.read("at")
    if not asked:
        return "", None
    unit = article_panel.unit_of(statute, asked)
    if unit is None:
        near = _nearest(statute, asked)
        st.info(t("reader.unknown"))
        return near, None
    span = None
    with contextlib.suppress(ValueError):
        start, end = (int(part) for part in address.read("span").split("-"))
        span = logical_span(statute.reading, start, end, (0, len(statute.reading.text)))
    return asked, span if span and span[1] > span[0] else None


def _nearest(statute: Statute, asked: str) -> str:
    """The unit an unknown id most likely meant: the longest known part of its path, else the same article number, else the first."""
    known = {unit.id for unit in statute.units}
    parts = asked.split(".")
    while parts:
        if ".".join(parts) in known:
            return ".".join(parts)
        parts.pop()
    wanted = [part for part in asked.split(".") if part.startswith("a") and part[1:].split("-")[0].isdigit()]
    articles = [unit for unit in statute.units if unit.kind == "article" and (unit.number or "").split("-")[0].isdigit()]
    if wanted and articles:
        number = int(wanted[0][1:].split("-")[0])
        return min(articles, key=lambda unit: abs(int((unit.number or "0").split("-")[0]) - number)).id
    return statute.units[0].id if statute.units else ""
