"""A story as files of every format asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from graph.akn import akoma_ntoso
from graph.handout import Beside, Stamp, handout_html
from graph.network import Network, network_of_statute
from graph.picture import COLUMNS, Chain, Picture
from ingest.statute import Statute

from ..catalogue import Language, words
from ..chain_request import request_of
from ..scene import Scene, card_label
from ..story import Story
from .document import handout
from .page import Page
from .pdf import pdf
from .png import png_of
from .render import Find, page_of
from .slides import slides
from .svg import scene_svg, swatch
from .tables import csv_bytes, graphml_bytes, json_bytes
from .web import story_html

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


def export(
    story: Story, statute: Statute, formats: Sequence[str], made: str, language: Language = "zh", find: Find | None = None
) -> list[Made]:
    """The story's files. ``formats`` are among :data:`FORMATS`; another raises KeyError. ``find``: the library's other statutes."""
    graph = network_of_statute(statute)
    pages = [page_of(step, statute, graph, language, find) for step in story.steps]
    stamp = stamp_of(statute, story.title, made, language)
    stem = safe_name(story.title)
    table = _summary(pages, language)
    makers: dict[str, Callable[[], list[Made]]] = {
        "pptx": lambda: [Made(f"{stem}.pptx", slides(pages, stamp, language))],
        "docx": lambda: [Made(f"{stem}.docx", handout(pages, stamp, words(language, "exports.articles")))],
        "pdf": lambda: [Made(f"{stem}.pdf", pdf(pages, stamp, words(language, "exports.articles")))],
        "svg": lambda: [
            Made(f"{stem}-{n:02d}.svg", _svg(page, stamp).encode()) for n, page in enumerate(pages, 1) if page.scene
        ],
        "png": lambda: [
            Made(f"{stem}-{n:02d}.png", png_of(_svg(page, stamp))) for n, page in enumerate(pages, 1) if page.scene
        ],
        "html": lambda: _html(story, statute, graph, pages, stamp, stem, language),
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


def _html(
    story: Story, statute: Statute, graph: Network, pages: Sequence[Page], stamp: Stamp, stem: str, language: Language
) -> list[Made]:
    """The whole story as one page, and each chain picture as a page to look into; the first links to the others beside it."""
    headings = {str(column): words(language, f"column.{column}") for column in COLUMNS}
    open_it = words(language, "exports.open_picture")
    links, found = {}, []
    for number, (step, page) in enumerate(zip(story.steps, pages, strict=True), 1):
        if step.page != "chains" or page.scene is None:
            continue
        picture = _drawn(request_of(step.query).picture(graph), page.scene)
        labels = {card.id: card_label(card, picture, language) for card in picture.cards}
        one = msgspec.structs.replace(stamp, view=page.title)
        beside = Beside(
            drawing=scene_svg(page.scene, one, marked=page.marked, framed=False, explained=True).partition("\n")[2],
            legend=tuple((swatch(entry), entry.name) for entry in page.scene.legend),
            notes=page.notes,
            heading=words(language, "exports.articles"),
            articles=tuple(article.text for article in page.articles),
        )
        name = f"{stem}-{number:02d}.html"
        links[number] = (name, open_it)
        found.append(Made(name, handout_html(picture, labels, headings, one, language, beside).encode()))
    whole = story_html(pages, stamp, words(language, "exports.articles"), links, language)
    return [Made(f"{stem}.html", whole.encode()), *found]


def _drawn(picture: Picture, scene: Scene) -> Picture:
    """The picture with only what its scene shows."""
    held = {spot.id for spot in scene.spots} | {line.id for line in scene.lines}
    cards = tuple(card for card in picture.cards if card.id in held)
    wires = tuple(wire for wire in picture.wires if wire.id in held)
    chains = tuple(
        Chain(chain.norm, tuple(one for one in chain.cards if one in held), tuple(one for one in chain.wires if one in held))
        for chain in picture.chains
        if chain.norm in held or any(one in held for one in chain.cards)
    )
    return msgspec.structs.replace(picture, cards=cards, wires=wires, chains=chains)


def _chains(scene: Scene) -> list[str]:
    """Each chain of a picture in one line, its columns from left to right; a picture without chains, card by card."""
    spots = {spot.id: spot for spot in scene.spots}
    found = []
    for chain in scene.chains or tuple((one,) for one in spots):
        columns: dict[float, list[str]] = {}
        for spot in sorted((spots[one] for one in chain if one in spots), key=lambda spot: (spot.x, spot.y)):
            columns.setdefault(spot.x, []).append(spot.label.replace("\n", ""))
        found.append(" | ".join("；".join(labels) for labels in columns.values()))
    return [line for line in found if line]


def _summary(pages: Sequence[Page], language: Language) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Every step's content as rows: step, title, and what stands in it."""
    columns = tuple(words(language, f"exports.summary.{name}") for name in ("step", "title", "content", "citation"))
    rows: list[tuple[str, ...]] = []
    for number, page in enumerate(pages, 1):
        content = [" | ".join(row) for row in page.rows]
        if page.scene is not None:
            content = _chains(page.scene)
        for line in content or [page.words]:
            rows.append((str(number), page.title, line, page.citation))
    return columns, rows
