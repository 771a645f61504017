"""Storyboard step → page: what a view shows, drawn again from its address, without a browser or a session."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from graph import codes
from graph.citation import Citations
from graph.duty_list import deadlines_of, duty_list
from graph.gaps import GAP_KINDS, gaps_of
from graph.ladders import ladders_of
from graph.network import Network
from graph.profile import SECTIONS, profile_of
from ingest.statute import Statute

from ..catalogue import Language, words
from ..chain_request import request_of
from ..scene import chain_scene
from ..story import Step
from .page import Article, Page

Query = Mapping[str, Sequence[str]]
_Content = Callable[[Statute, Network, Query, Language], Page]


def page_of(step: Step, statute: Statute, graph: Network, language: Language = "zh") -> Page:
    """The page a step shows. A page without a drawing of its own gives its title and notes."""
    content = _CONTENTS.get(step.page)
    page = content(statute, graph, step.query, language) if content else Page("", "")
    cite = Citations(statute)
    return Page(
        key=step.id,
        title=step.title or words(language, f"page.{step.page}"),
        notes=step.notes,
        scene=page.scene,
        marked=page.marked,
        columns=page.columns,
        rows=page.rows,
        words=page.words,
        citation=page.citation or f"《{statute.title}》",
        articles=tuple(_article(statute, cite, unit) for unit in dict.fromkeys(_articles(cite, page.articles))),
    )


def _articles(cite: Citations, cited: tuple[Article, ...]) -> list[str]:
    """Ids of the articles that hold the cited units (their ids come in ``Article.citation`` here)."""
    return [article.id for one in cited if (article := cite.article(one.citation)) is not None]


def _article(statute: Statute, cite: Citations, unit_id: str) -> Article:
    unit = next(one for one in statute.units if one.id == unit_id)
    return Article(cite.of(unit_id), statute.reading.text[unit.at : unit.until].strip())


def _cited(units: Sequence[str]) -> tuple[Article, ...]:
    return tuple(Article(unit, "") for unit in dict.fromkeys(units) if unit)


def _first(query: Query, name: str) -> str:
    return (query.get(name) or ("",))[0]


def _chains(statute: Statute, graph: Network, query: Query, language: Language) -> Page:
    request = request_of(query)
    picture = request.picture(graph)
    scene = chain_scene(picture, f"chains/{statute.id}/{request.focus.kind}:{request.focus.value}", language)
    marked: frozenset[str] = frozenset()
    if request.selected:
        cards, wires = picture.chain_of(request.selected)
        marked = cards | wires
    hidden = frozenset(query.get("hide") or ())
    if hidden:
        import msgspec

        scene = msgspec.structs.replace(scene, spots=tuple(spot for spot in scene.spots if spot.kind not in hidden))
    shown = [card for card in picture.cards if card.column == "provision" and (not marked or card.id in marked)]
    cite = Citations(statute)
    numbers = [article.label.strip() for card in shown if card.unit and (article := cite.article(card.unit)) and article.label]
    labels = "、".join(dict.fromkeys(numbers))
    return Page(
        "",
        "",
        scene=scene,
        marked=marked,
        citation=f"《{statute.title}》{labels}"[:120],
        articles=_cited([card.unit or "" for card in shown][:12]),
    )


def _reader(statute: Statute, graph: Network, query: Query, language: Language) -> Page:
    cite = Citations(statute)
    asked = _first(query, "at")
    article = cite.article(asked) or next((unit for unit in statute.units if unit.kind == "article"), None)
    if article is None:
        return Page("", "", words=statute.reading.text[:1200])
    text = statute.reading.text[article.at : article.until].strip()
    return Page("", "", words=text, citation=f"《{statute.title}》{cite.of(article.id)}", articles=_cited([article.id]))


def _actors(statute: Statute, graph: Network, query: Query, language: Language) -> Page:
    asked = _first(query, "actor")
    cite = Citations(statute)
    if asked in graph:
        profile = profile_of(graph, asked)
        lines = [(code, line) for code in SECTIONS for line in profile.norms[code]]
        rows = tuple((codes.name("modality", code, language), line.quote, cite.of(line.unit)) for code, line in lines)
        columns = (words(language, "fact.modality"), profile.name, words(language, "column.provision"))
        return Page("", "", columns=columns, rows=rows, articles=_cited([line.unit for _, line in lines][:12]))
    counts: dict[str, int] = {}
    for norm in statute.norms:
        for name in norm.bearers or ():
            counts[name] = counts.get(name, 0) + 1
    kinds = {actor.name: actor.kind for actor in statute.actors}
    busiest = sorted(counts, key=lambda name: (-counts[name], name))
    rows = tuple((name, codes.name("actor", kinds.get(name), language), str(counts[name])) for name in busiest)
    return Page(
        "",
        "",
        columns=(words(language, "column.actor"), words(language, "exports.kind"), words(language, "exports.norms")),
        rows=rows,
    )


def _gaps(statute: Statute, graph: Network, query: Query, language: Language) -> Page:
    wanted = set(query.get("gap") or GAP_KINDS)
    cite = Citations(statute)
    found = [gap for gap in gaps_of(graph) if gap.kind in wanted]
    rows = tuple(
        (words(language, f"exports.gap.{gap.kind}"), cite.of(gap.unit) if gap.unit else "", gap.quote) for gap in found
    )
    columns = (words(language, "exports.gap.head"), words(language, "column.provision"), words(language, "exports.words"))
    return Page("", "", columns=columns, rows=rows, articles=_cited([gap.unit for gap in found][:12]))


def _ladders(statute: Statute, graph: Network, query: Query, language: Language) -> Page:
    cite = Citations(statute)
    wanted = set(query.get("ladder") or ())
    rows, units = [], []
    for ladder in ladders_of(graph):
        if wanted and ladder.sanction not in wanted:
            continue
        units.append(ladder.unit)
        for rung in ladder.rungs:
            rows.append(
                (
                    cite.of(ladder.unit),
                    str(rung.order),
                    rung.label,
                    "、".join(rung.enforcers) or words(language, "gap.enforcer"),
                    rung.quote,
                )
            )
    columns = tuple(words(language, f"exports.ladder.{name}") for name in ("article", "order", "measure", "enforcer", "words"))
    return Page("", "", columns=columns, rows=tuple(rows), articles=_cited(units))


def _references(statute: Statute, graph: Network, query: Query, language: Language) -> Page:
    cite = Citations(statute)
    rows = tuple(
        (
            codes.name("reference", one.kind, language),
            one.quote.text,
            cite.of(one.unit),
            one.law or "、".join(map(cite.of, one.targets)),
        )
        for one in statute.references
    )
    columns = tuple(words(language, f"exports.reference.{name}") for name in ("kind", "words", "place", "target"))
    return Page("", "", columns=columns, rows=rows)


def _deadlines(statute: Statute, graph: Network, query: Query, language: Language) -> Page:
    rows = tuple((row.deadline.quote.text, "、".join(row.actors), row.duty, row.citation) for row in deadlines_of(statute))
    columns = tuple(words(language, f"exports.deadline.{name}") for name in ("limit", "actor", "duty", "place"))
    return Page("", "", columns=columns, rows=rows)


def _duties(statute: Statute, graph: Network, query: Query, language: Language) -> Page:
    rows = tuple(
        (row.actor, row.duty, row.citation, "、".join(row.partners), "、".join(row.liability)) for row in duty_list(statute)
    )
    columns = tuple(words(language, f"exports.duty.{name}") for name in ("actor", "duty", "place", "partners", "liability"))
    return Page("", "", columns=columns, rows=rows)


_CONTENTS: dict[str, _Content] = {
    "chains": _chains,
    "reader": _reader,
    "actors": _actors,
    "gaps": _gaps,
    "ladders": _ladders,
    "references": _references,
    "deadlines": _deadlines,
    "duties": _duties,
}
"""Page id → what it shows in an export. The names of address values are those of the page's module."""
