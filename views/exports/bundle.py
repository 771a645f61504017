"""A story as files of every format asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from graph.akn import akoma_ntoso
from graph.handout import Stamp, handout_html
from graph.network import network_of_statute
from graph.picture import COLUMNS
from ingest.statute import Statute

from ..catalogue import Language, words
from ..chain_request import request_of
from ..scene import card_label
from ..story import Story
from .document import handout
from .page import Page
from .pdf import pdf
from .png import png_of
from .render import page_of
from .slides import slides
from .svg import scene_svg
from .tables import csv_bytes, graphml_bytes, json_bytes

FORMATS = ("pptx", "docx", "pdf", "svg", "html", "png", "akn", "csv", "json", "graphml")


class Made(msgspec.Struct, frozen=True):
    """A file: its name (no folder) and its bytes."""

    name: str
    data: bytes


def stamp_of(statute: Statute, view: str, made: str, language: Language = "zh") -> Stamp:
    """The stamp every export carries; ``made`` is the day, ISO 8601."""
    meta = statute.meta
    dates = [
        words(language, f"exports.{field}", day=value.value)
        for field in ("adopted", "effective")
        if (value := getattr(meta, field)) is not None
    ]
    curated = [words(language, "exports.curated", count=len(statute.curated))] if statute.curated else []
    version = "，".join([*dates, *curated]) or words(language, "exports.no_date")
    return Stamp(statute.title, version, statute.origin.sha256, view, words(language, "exports.made", day=made))


def export(story: Story, statute: Statute, formats: Sequence[str], made: str, language: Language = "zh") -> list[Made]:
    """The story's files. ``formats`` are among :data:`FORMATS`; another raises KeyError."""
    graph = network_of_statute(statute)
    pages = [page_of(step, statute, graph, language) for step in story.steps]
    stamp = stamp_of(statute, story.title, made, language)
    stem = safe_name(story.title)
    table = _summary(pages, language)
    makers: dict[str, Callable[[], list[Made]]] = {
        "pptx": lambda: [Made(f"{stem}.pptx", slides(pages, stamp))],
        "docx": lambda: [Made(f"{stem}.docx", handout(pages, stamp, words(language, "exports.articles")))],
        "pdf": lambda: [Made(f"{stem}.pdf", pdf(pages, stamp, words(language, "exports.articles")))],
        "svg": lambda: [
            Made(f"{stem}-{n:02d}.svg", _svg(page, stamp).encode()) for n, page in enumerate(pages, 1) if page.scene
        ],
        "png": lambda: [
            Made(f"{stem}-{n:02d}.png", png_of(_svg(page, stamp))) for n, page in enumerate(pages, 1) if page.scene
        ],
        "html": lambda: _html(story, statute, stamp, stem, language),
        "akn": lambda: [Made(f"{safe_name(statute.title)}.akn.xml", akoma_ntoso(statute, made))],
        "csv": lambda: [Made(f"{stem}.csv", csv_bytes(*table, stamp))],
        "json": lambda: [Made(f"{stem}.json", json_bytes(*table, stamp))],
        "graphml": lambda: [Made(f"{safe_name(statute.title)}.graphml", graphml_bytes(graph, stamp))],
    }
    return [made_file for name in formats for made_file in makers[name]()]


def safe_name(title: str) -> str:
    """``title`` as a file name on every system: letters, digits, Chinese characters, at most 60."""
    kept = "".join(char if char.isalnum() else "-" for char in title)[:60].strip("-")
    return kept or "famai"


def _svg(page: Page, stamp: Stamp) -> str:
    assert page.scene is not None
    return scene_svg(page.scene, msgspec.structs.replace(stamp, view=page.title), marked=page.marked)


def _html(story: Story, statute: Statute, stamp: Stamp, stem: str, language: Language) -> list[Made]:
    graph = network_of_statute(statute)
    headings = {str(column): words(language, f"column.{column}") for column in COLUMNS}
    found = []
    for number, step in enumerate(story.steps, 1):
        if step.page != "chains":
            continue
        picture = request_of(step.query).picture(graph)
        labels = {card.id: card_label(card, picture, language) for card in picture.cards}
        page = handout_html(picture, labels, headings, msgspec.structs.replace(stamp, view=step.title), language)
        found.append(Made(f"{stem}-{number:02d}.html", page.encode()))
    return found


def _summary(pages: Sequence[Page], language: Language) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Every step's content as rows: step, title, and what stands in it."""
    columns = tuple(words(language, f"exports.summary.{name}") for name in ("step", "title", "content", "citation"))
    rows: list[tuple[str, ...]] = []
    for number, page in enumerate(pages, 1):
        content = [" | ".join(row) for row in page.rows]
        if page.scene is not None:
            content = [spot.label.replace("\n", "") for spot in page.scene.spots]
        for line in content or [page.words or page.notes]:
            rows.append((str(number), page.title, line, page.citation))
    return columns, rows
