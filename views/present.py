"""Presentation: a story full screen, or (``speaker=1``) its notes, next step and clock in a second window."""

from __future__ import annotations

from typing import Any

import msgspec
import streamlit as st

from graph.citation import Citations
from graph.network import Network
from graph.picture import COLUMNS
from ingest.statute import Statute

from . import address, components, shelf, statute_choice, stories
from .chain_request import request_of
from .exports.bundle import stamp_of
from .exports.page import Page
from .exports.render import page_of
from .exports.svg import scene_svg, swatch
from .language import language, t
from .marked_text import logical_span
from .story import Step, Story, Viewport

_HIDE = """<style>header,[data-testid="stSidebar"],[data-testid="stToolbar"],.st-key-head{display:none!important}</style>"""


def page() -> None:
    """The page."""
    statute = statute_choice.chosen()
    if statute is None:
        return
    story = stories.listed().get(address.read("story")) or stories.current(statute)
    if story is None or not story.steps:
        st.info(t("story.empty"))
        return
    speaker = address.read("speaker") == "1"
    left = _leave_button(story, speaker)
    if left:
        return
    st.html(_HIDE)
    held = shelf.statute(story.statute.id) or statute

    def leave() -> None:
        from .pages import entry_of  # the page one came from is the storyboard

        address.write(step=None, away=entry_of("storyboard").id)

    components.mount("stage", f"stage-{story.id}-{speaker}", _data(held, story, speaker), on_leave_change=leave)


def _leave_button(story: Story, speaker: bool) -> bool:
    """After Esc: the way back, and the second window; True while it is shown instead of the stage."""
    if not address.read("away"):
        return False
    st.success(t("present.left", title=story.title))
    first, second, third = st.columns(3)
    if first.button(t("present.again"), type="primary", width="stretch"):
        address.write(away=None)
        st.rerun()
    from .pages import go, link

    second.link_button(
        t("present.speaker"), link("present", statute=story.statute.id, story=story.id, speaker="1"), width="stretch"
    )
    if third.button(t("present.back"), width="stretch"):
        go("storyboard")
    return True


def _data(statute: Statute, story: Story, speaker: bool) -> dict[str, Any]:
    asked = address.read("step", "1")
    return {
        "key": story.id,
        "speaker": speaker,
        "start": max(0, int(asked) - 1) if asked.isdigit() else 0,
        "steps": _steps(statute.id, shelf.content_key(statute), story, language(), statute),
        "words": {
            name: t(f"present.{name}") for name in ("keys", "no_notes", "next", "last", "previous", "forward", "columns")
        },
    }


@st.cache_data(show_spinner=False, max_entries=8)
def _steps(statute_id: str, content: str, story: Story, code: str, _statute: Statute) -> list[dict[str, Any]]:
    graph = shelf.network(_statute)
    return [_step(step, _statute, graph) for step in story.steps]


def _step(step: Step, statute: Statute, graph: Network) -> dict[str, Any]:
    """One step as the stage draws it: a picture with what each card says, or a table, or words."""
    drawn = page_of(step, statute, graph, language(), shelf.statute)
    stamp = stamp_of(statute, step.title, "", language())
    made: dict[str, Any] = {
        "title": drawn.title,
        "notes": drawn.notes,
        "citation": drawn.citation,
        "svg": scene_svg(drawn.scene, stamp, marked=drawn.marked, framed=False) if drawn.scene is not None else "",
        "legend": [{"name": entry.name, "swatch": swatch(entry)} for entry in drawn.scene.legend] if drawn.scene else [],
        "board": _board(drawn),
        "text": drawn.words,
        "strong": drawn.strong,
        "beside": _beside(drawn),
        "build": step.build,
        "columns_built": len(COLUMNS),
        "column_of": {},
        "chains": [],
        "said": {},
        "look": _part(step.viewport) if drawn.scene is not None else None,
    }
    if step.page == "chains":
        picture = request_of(step.query).picture(graph)
        made["column_of"] = {card.id: COLUMNS.index(card.column) for card in picture.cards}
        made["chains"] = [chain.cards for chain in picture.chains]
        cite = Citations(statute)
        made["said"] = {
            card.id: said
            for card in picture.cards
            if card.unit and (said := _said(statute, cite, card.unit, card.start, card.end))
        }
    return made


def _board(drawn: Page) -> dict[str, Any] | None:
    """A table as a room sees it; the weights of counts are worked out here."""
    board = drawn.board
    if board is None:
        return None
    weights = [[round(board.weight(row, place), 3) for place in range(len(cells))] for row, cells in enumerate(board.rows)]
    more = t("exports.board.more", n=board.left_out) if board.left_out else ""
    return {**msgspec.structs.asdict(board), "weights": weights, "more": more}


def _beside(drawn: Page) -> dict[str, str] | None:
    """The article behind the chosen row of a table."""
    if drawn.board is None or not drawn.words:
        return None
    before, marked, after = drawn.words.partition(drawn.strong)
    return {"citation": drawn.beside, "before": before, "marked": marked, "after": after}


def _part(place: Viewport | None) -> dict[str, float] | None:
    """The part of the picture a step was made of, in the picture's own units: its upper left corner and its width."""
    if place is None or not place.width:
        return None
    return {"x": -place.x / place.zoom, "y": -place.y / place.zoom, "width": place.width / place.zoom}


def _said(statute: Statute, cite: Citations, unit_id: str, start: int | None, end: int | None) -> dict[str, str] | None:
    """The words behind a card: its article with the exact stretch between ``before`` and ``after``."""
    unit = cite.article(unit_id) or next((one for one in statute.units if one.id == unit_id), None)
    if unit is None:
        return None
    text = statute.reading.text
    first, last = unit.at, unit.at
    if start is not None and end is not None:
        first, last = logical_span(statute.reading, start, end, (unit.at, unit.until))
    before, marked, after = text[unit.at : first].lstrip(), text[first:last], text[last : unit.until].rstrip()
    return {"citation": f"《{statute.title}》{cite.of(unit_id)}", "before": before, "marked": marked, "after": after}
