"""Storyboard step → page: what a view shows, drawn again from its address, without a browser or a session."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from graph.citation import Citations
from graph.network import Network
from ingest.statute import Statute

from ..catalogue import Language, words
from ..chain_request import request_of
from ..scene import Scene, chain_scene
from ..story import Step
from .comparison import compared
from .lists import LISTS, Query, first, shown
from .page import Article, Page

NAMED_IN_FOOTER = 6
"""Articles a footer names; of more, the first and the last."""

_Content = Callable[[Statute, Network, Query, Language], tuple[Page, Sequence[str]]]
"""A page without title and notes, and the ids of the units it rests on."""


Find = Callable[[str], Statute | None]
"""The statute of an id, None where the library has none: for steps that show two."""


def page_of(step: Step, statute: Statute, graph: Network, language: Language = "zh", find: Find | None = None) -> Page:
    """The page a step shows, with every article it rests on in full. A page without a drawing of its own gives its title and notes."""
    units: Sequence[str] = ()
    other = find(first(step.query, "with")) if find is not None and step.page == "compare" else None
    if other is not None:
        listing = compared(statute, other, step.query, language)
        table = Page("", "", columns=listing.columns, rows=tuple(row.cells for row in listing.rows), board=shown(listing))
        page = table
    else:
        page, units = _CONTENTS.get(step.page, _table if step.page in LISTS else _nothing)(
            statute, graph, {**step.query, "page": (step.page,)}, language
        )
    cite = Citations(statute)
    held = {article.id for unit in units if (article := cite.article(unit)) is not None}
    articles = tuple(
        Article(cite.of(unit.id), statute.reading.text[unit.at : unit.until].strip(), unit.at)
        for unit in statute.units
        if unit.id in held
    )
    return msgspec.structs.replace(
        page,
        key=step.id,
        title=step.title or words(language, f"page.{step.page}"),
        notes=step.notes,
        citation=f"《{statute.title}》{_named([one.citation for one in articles], language)}",
        articles=articles,
    )


def _named(citations: Sequence[str], language: Language) -> str:
    if len(citations) <= NAMED_IN_FOOTER:
        return "、".join(citations)
    return words(language, "exports.cited_many", first=citations[0], last=citations[-1], n=len(citations))


def _nothing(statute: Statute, graph: Network, query: Query, language: Language) -> tuple[Page, Sequence[str]]:
    return Page("", ""), ()


def _chains(statute: Statute, graph: Network, query: Query, language: Language) -> tuple[Page, Sequence[str]]:
    request = request_of(query)
    picture = request.picture(graph)
    scene = chain_scene(picture, f"chains/{statute.id}/{request.focus.kind}:{request.focus.value}", language)
    marked: frozenset[str] = frozenset()
    if request.selected:
        cards, wires = picture.chain_of(request.selected)
        marked = cards | wires
    scene = _without(scene, frozenset(query.get("hide") or ()))
    held = {spot.id for spot in scene.spots if not marked or spot.id in marked}
    units = [card.unit for card in picture.cards if card.id in held and card.unit and card.column in ("provision", "sanction")]
    return Page("", "", scene=scene, marked=marked), units


def _without(scene: Scene, hidden: frozenset[str]) -> Scene:
    """The scene without the kinds of cards and lines that are switched off in the legend."""
    if not hidden:
        return scene
    spots = tuple(spot for spot in scene.spots if spot.kind not in hidden)
    held = {spot.id for spot in spots}
    lines = tuple(line for line in scene.lines if line.kind not in hidden and line.source in held and line.target in held)
    legend = tuple(entry for entry in scene.legend if entry.kind not in hidden)
    return msgspec.structs.replace(scene, spots=spots, lines=lines, legend=legend)


def _reader(statute: Statute, graph: Network, query: Query, language: Language) -> tuple[Page, Sequence[str]]:
    cite = Citations(statute)
    asked = first(query, "at")
    article = cite.article(asked) or next((unit for unit in statute.units if unit.kind == "article"), None)
    if article is None:
        return Page("", "", words=statute.reading.text[:1200]), ()
    text = statute.reading.text[article.at : article.until].strip()
    part = next((unit for unit in statute.units if unit.id == asked and unit.id != article.id), None)
    strong = statute.reading.text[part.at : part.until].strip() if part is not None else ""
    if len(strong) > 0.8 * len(text):  # all of it is meant: nothing to set apart
        strong = ""
    return Page("", "", words=text, strong=strong), (article.id,)


def _table(statute: Statute, graph: Network, query: Query, language: Language) -> tuple[Page, Sequence[str]]:
    """A page of the office; with a row chosen, the article behind it stands beside."""
    listing = LISTS[first(query, "page")](statute, graph, query, language)
    page = Page("", "", columns=listing.columns, rows=tuple(row.cells for row in listing.rows), board=shown(listing))
    units = [row.unit for row in listing.rows if row.unit]
    chosen = next((row for row in listing.rows if row.key and row.key == first(query, "row")), None)
    cite = Citations(statute)
    article = cite.article(chosen.unit) if chosen is not None else None
    if chosen is None or article is None:
        return page, units
    text = statute.reading.text[article.at : article.until].strip()
    return msgspec.structs.replace(page, words=text, strong=_stretch(text, chosen.quote), beside=cite.of(article.id)), (
        article.id,
        *units,
    )


def _stretch(text: str, quote: str) -> str:
    """``quote`` as it stands in ``text``, where it is one stretch of it; else nothing."""
    return quote if quote in text else ""


_CONTENTS: dict[str, _Content] = {"chains": _chains, "reader": _reader}
"""Page id → what it shows in an export, where that is no table."""
