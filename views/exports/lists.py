"""The pages of the office as an export shows them: the whole table for the hand-out, and a board of few rows for a room.

The names of address values are those of the page's module; a table narrowed there is narrowed here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import msgspec

from graph import codes
from graph.citation import Citations
from graph.duty_list import DutyRow, deadlines_of, duty_list
from graph.gaps import GAP_KINDS, Gap, gaps_of
from graph.ladders import Rung, ladders_of
from graph.network import Network, nodes_with
from graph.profile import SECTIONS, Line, matrix_of, profile_of
from ingest.facts import Reference
from ingest.statute import Statute

from ..catalogue import Language, words
from ..reference_side import SIDES, side_of
from .page import Board

Query = Mapping[str, Sequence[str]]

MOST = 12
"""Rows on a board: what fits a slide in type a room can read."""
LONGEST = 44
"""Characters of a cell on a board; the whole stands in the hand-out."""


class Row(msgspec.Struct, frozen=True):
    """One row: its cells, the id the page knows it by, the unit and words it rests on."""

    cells: tuple[str, ...]
    key: str = ""
    unit: str = ""
    quote: str = ""


class Listing(msgspec.Struct, frozen=True):
    """A table with the board that stands for it in a room (None: its first rows)."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    board: Board | None = None


def first(query: Query, name: str) -> str:
    """The first value of ``name`` in the address, or nothing."""
    return (query.get(name) or ("",))[0]


def short(text: str, longest: int = LONGEST) -> str:
    """``text`` cut at a comma or at ``longest`` characters, with … where it goes on."""
    if len(text) <= longest:
        return text
    at = max(text.rfind(mark, longest // 2, longest) for mark in "，、；。")
    return (text[:at] if at > 0 else text[: longest - 1]) + "…"


def shown(listing: Listing) -> Board:
    """The board of a listing; where it has none of its own, its first rows."""
    if listing.board is not None:
        return listing.board
    rows = tuple(tuple(short(cell) for cell in row.cells) for row in listing.rows[:MOST])
    return Board(listing.columns, rows, left_out=len(listing.rows) - len(rows))


def _named(language: Language, table: str, *names: str) -> tuple[str, ...]:
    return tuple(words(language, f"exports.{table}.{name}") for name in names)


def places(cite: Citations, statute: Statute, units: Sequence[str]) -> str:
    """The articles of ``units`` in text order, runs of three or more as 第六条至第十一条."""
    articles = [unit.id for unit in statute.units if unit.kind == "article"]
    number = {unit: place for place, unit in enumerate(articles)}
    held = sorted({number[one.id] for unit in units if (one := cite.article(unit)) is not None})
    runs: list[list[int]] = []
    for place in held:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    said: list[str] = []
    for run in runs:
        if len(run) > 2:
            said.append(f"{cite.of(articles[run[0]])}至{cite.of(articles[run[-1]])}")
        else:
            said += [cite.of(articles[place]) for place in run]
    return "、".join(said)


def _chapter(statute: Statute, cite: Citations, unit: str, language: Language) -> str:
    chapter = cite.chapter(unit) if unit else None
    if chapter is None:
        return words(language, "exports.board.no_chapter")
    return f"{(chapter.label or '').strip()} {(chapter.heading or '').strip()}".strip()


_RELATIONS = ("directs", "supervises", "reports_to", "acts_with", "counterpart", "enforces", "threatened_by")
_FAMILIES = {"enforces": "measure", "threatened_by": "measure", "counterpart": "role", "acts_with": "role"}


def actors(statute: Statute, graph: Network, query: Query, language: Language) -> Listing:
    """An actor's norms, or the part of its profile in the address; without an actor, all of them by how much they bear."""
    asked = first(query, "actor")
    if asked not in graph:
        return _all_actors(statute, language)
    cite = Citations(statute)
    profile = profile_of(graph, asked)
    part = first(query, "part")
    norms = tuple(line for code in SECTIONS for line in profile.norms[code])
    lines: tuple[Line, ...] = getattr(profile, part) if part in _RELATIONS and getattr(profile, part) else norms
    family = _FAMILIES.get(part, "modality") if lines is not norms else "modality"
    rows = tuple(
        Row((codes.name(family, line.note, language), line.quote, cite.of(line.unit)), line.node, line.unit, line.quote)
        for line in lines
    )
    columns = (words(language, "fact.modality"), profile.name, words(language, "column.provision"))
    action = {f"{statute.id}:{norm.id}": norm.action.text for norm in statute.norms if norm.action}
    counts = Counter(row.cells[0] for row in rows)
    board = Board(
        (columns[2], columns[0], profile.name),
        tuple(
            (cite.of(line.unit), row.cells[0], short(action.get(line.node, line.quote)))
            for line, row in zip(lines, rows, strict=True)
        )[: MOST + 2],
        lead=f"{profile.name}：" + "，".join(f"{name} {count}" for name, count in counts.items()),
        left_out=max(0, len(rows) - MOST - 2),
    )
    return Listing(columns, rows, board)


def _all_actors(statute: Statute, language: Language) -> Listing:
    counts = Counter(name for norm in statute.norms for name in norm.bearers or ())
    kinds = {actor.name: actor.kind for actor in statute.actors}
    busiest = sorted(counts, key=lambda name: (-counts[name], name))
    rows = tuple(Row((name, codes.name("actor", kinds.get(name), language), str(counts[name]))) for name in busiest)
    columns = (words(language, "column.actor"), words(language, "exports.kind"), words(language, "exports.norms"))
    board = Board(columns, tuple(row.cells for row in rows[:MOST]), numbers=(2,), left_out=max(0, len(rows) - MOST))
    return Listing(columns, rows, board)


def gaps(statute: Statute, graph: Network, query: Query, language: Language) -> Listing:
    """What was not found, of the kind (the first there is, as on the page) and chapter in the address.

    A board counts it by chapter, or vague words by wording.
    """
    cite = Citations(statute)
    if first(query, "gap") == "doubt":
        return _doubts(statute, language)
    every = gaps_of(graph)
    asked = [kind for kind in query.get("gap") or () if kind in GAP_KINDS]
    asked = asked or [kind for kind in GAP_KINDS if any(gap.kind == kind for gap in every)][:1]
    chapter = first(query, "chapter")
    found = [gap for gap in every if gap.kind in asked]
    if chapter:
        found = [gap for gap in found if gap.unit and (one := cite.chapter(gap.unit)) is not None and one.id == chapter]
    rows = tuple(
        Row(
            (words(language, f"exports.gap.{gap.kind}"), cite.of(gap.unit) if gap.unit else "", gap.quote),
            f"{gap.node}/{gap.start}",
            gap.unit,
            gap.quote,
        )
        for gap in found
    )
    columns = (words(language, "exports.gap.head"), words(language, "column.provision"), words(language, "exports.words"))
    if len(rows) <= MOST // 2:
        return Listing(columns, rows)
    if asked == ["vague_reference"]:
        return Listing(columns, rows, _by_words(statute, cite, found, language))
    return Listing(columns, rows, _by_chapter(statute, graph, cite, found, asked, language))


def _doubts(statute: Statute, language: Language) -> Listing:
    """Where the reading was unsure: the line, what was unsure, and the words."""
    rows = tuple(
        Row((str(one.line), one.message, "".join(statute.reading.source[one.start : one.end].split())[:200]))
        for one in statute.diagnostics
    )
    return Listing(_named(language, "board", "line", "message", "words"), rows)


def _by_words(statute: Statute, cite: Citations, found: Sequence[Gap], language: Language) -> Board:
    units: dict[str, list[str]] = {}
    for gap in found:
        units.setdefault(gap.quote, []).append(gap.unit)
    ordered = sorted(units.items(), key=lambda pair: -len(pair[1]))
    rows = tuple((quote, str(len(held)), short(places(cite, statute, held), 60)) for quote, held in ordered[:MOST])
    lead = words(language, "exports.board.vague", n=len(found), wordings=len(units))
    left_out = max(0, len(units) - MOST)
    return Board(_named(language, "board", "wording", "times", "places"), rows, lead, (1,), left_out)


def _by_chapter(
    statute: Statute, graph: Network, cite: Citations, found: Sequence[Gap], asked: Sequence[str], language: Language
) -> Board:
    units: dict[str, list[str]] = {}
    for gap in found:
        units.setdefault(_chapter(statute, cite, gap.unit, language), []).append(gap.unit)
    rows = tuple((name, str(len(held)), short(places(cite, statute, held), 60)) for name, held in list(units.items())[:MOST])
    if asked == ["duty_without_sanction"] and len(found) > 1:
        total = sum(1 for _ in nodes_with(graph, "Duty"))
        lead = words(language, "exports.board.duty_without_sanction", total=total, n=len(found))
    else:
        kinds = Counter(words(language, f"exports.gap.{gap.kind}") for gap in found)
        lead = "，".join(f"{name} {count}" for name, count in kinds.items())
    return Board(_named(language, "board", "chapter", "times", "places"), rows, lead, (1,), max(0, len(units) - MOST))


def ladders(statute: Statute, graph: Network, query: Query, language: Language) -> Listing:
    """The ladders in the address, or all of them."""
    cite = Citations(statute)
    wanted = set(query.get("ladder") or ())
    rows = tuple(
        Row(
            (
                cite.of(ladder.unit),
                str(rung.order),
                rung.label,
                "、".join(rung.enforcers) or words(language, "gap.enforcer"),
                _said(statute, graph, before, rung),
            ),
            rung.node,
            ladder.unit,
            rung.quote,
        )
        for ladder in ladders_of(graph)
        if not wanted or ladder.sanction in wanted
        for before, rung in zip((None, *ladder.rungs), ladder.rungs, strict=False)
    )
    columns = _named(language, "ladder", "article", "order", "measure", "enforcer", "words")
    return Listing(columns, rows, _rungs(columns, rows, words(language, "exports.board.same")))


CONDITION = 60
"""Characters a condition before a measure may have to be quoted with it."""


def _said(statute: Statute, graph: Network, before: Rung | None, rung: Rung) -> str:
    """The words of a step with the condition that stands between the step before and it (交易金额不足一万元的，处…)."""
    start, end = graph.nodes[rung.node].get("start"), graph.nodes[rung.node].get("end")
    after = graph.nodes[before.node].get("end") if before is not None else None
    if start is None or end is None or after is None or not 0 <= start - after <= CONDITION:
        return rung.quote
    return "".join(statute.reading.source[after:end].split()).lstrip("，；。、")


def _rungs(columns: tuple[str, ...], rows: Sequence[Row], same: str) -> Board:
    """The steps in order; the article is said once, the words only where the measure does not repeat them."""
    told: list[tuple[str, ...]] = []
    before, by = "", ""
    for row in rows[:MOST]:
        article, order, measure, enforcer, quote = row.cells
        again = article == before
        said = "" if quote == measure else short(quote, 60)
        told.append(("" if again else article, order, measure, same if again and enforcer == by else enforcer, said))
        before, by = article, enforcer
    return Board(columns, tuple(told), left_out=max(0, len(rows) - MOST))


def references(statute: Statute, graph: Network, query: Query, language: Language) -> Listing:
    """What the statute refers to, narrowed to the side and target in the address; a board counts by target."""
    cite = Citations(statute)
    to = first(query, "to")
    asked = first(query, "side")
    sides = {side_of(one) for one in statute.references}
    side = asked if asked in sides else next((one for one in SIDES if one in sides), "")
    held = [one for one in statute.references if side_of(one) == side]
    if to:
        held = [one for one in held if to in _targets(one, statute, cite)]
    rows = tuple(
        Row(
            (
                codes.name("reference", one.kind, language),
                one.quote.text,
                cite.of(one.unit),
                "、".join(_targets(one, statute, cite)),
            ),
            one.id,
            one.unit,
            one.quote.text,
        )
        for one in held
    )
    columns = _named(language, "reference", "kind", "words", "place", "target")
    if len(rows) <= MOST:
        return Listing(columns, rows)
    units: dict[str, list[str]] = {}
    for one in held:
        for target in _targets(one, statute, cite):
            units.setdefault(target, []).append(one.unit)
    ordered = sorted(units.items(), key=lambda pair: -len(pair[1]))
    told = tuple((name, str(len(at)), short(places(cite, statute, at), 60)) for name, at in ordered[:MOST])
    head = (columns[3], *_named(language, "board", "times", "places"))
    return Listing(columns, rows, Board(head, told, numbers=(1,), left_out=max(0, len(units) - MOST)))


def _targets(reference: Reference, statute: Statute, cite: Citations) -> list[str]:
    if reference.kind == "self":
        return [statute.title]
    if reference.targets:
        return [cite.of(unit) for unit in reference.targets]
    return [f"《{reference.law.strip('《》')}》" if reference.law else reference.quote.text]


def duties(statute: Statute, graph: Network, query: Query, language: Language) -> Listing:
    """The list of duties, the time limits, or who bears how much in which chapter: as the tab in the address."""
    return {"deadlines": _deadlines, "matrix": _matrix}.get(first(query, "tab"), _duty_list)(statute, graph, query, language)


def _duty_list(statute: Statute, graph: Network, query: Query, language: Language) -> Listing:
    nobody = words(language, "gap.bearer")
    actor = first(query, "actor")
    held = [row for row in duty_list(statute) if not actor or row.actor == actor]
    rows = tuple(
        Row(
            (row.actor or nobody, row.duty, row.citation, "、".join(row.partners), "、".join(row.liability)),
            f"{row.norm}/{row.actor}",
            row.unit,
            row.quote,
        )
        for row in held
    )
    columns = _named(language, "duty", "actor", "duty", "place", "partners", "liability")
    if actor:
        told = tuple((row.citation, short(row.duty), "、".join(row.liability)) for row in held[:MOST])
        board = Board((columns[2], actor, columns[4]), told, left_out=max(0, len(held) - MOST))
    else:
        board = _by_actor(held, nobody, language)
    return Listing(columns, rows, board)


def _by_actor(held: Sequence[DutyRow], nobody: str, language: Language) -> Board:
    counts = Counter(row.actor or nobody for row in held)
    answered = Counter(row.actor or nobody for row in held if row.liability)
    busiest = sorted(counts, key=lambda name: (name == nobody, -counts[name]))
    told = tuple((name, str(counts[name]), str(answered[name] or "—")) for name in busiest[:MOST])
    lead = words(
        language,
        "exports.board.lead_duties",
        n=len({row.norm for row in held}),
        actors=len(counts) - (nobody in counts),
        answered=len({row.norm for row in held if row.liability}),
    )
    columns = _named(language, "board", "actor", "duties", "answered")
    return Board(columns, told, lead, (1,), max(0, len(counts) - MOST))


def _deadlines(statute: Statute, graph: Network, query: Query, language: Language) -> Listing:
    rows = tuple(
        Row(
            (row.deadline.quote.text, "、".join(row.actors), row.duty, row.citation),
            f"{row.norm}/{row.deadline.quote.at}",
            row.unit,
            row.quote,
        )
        for row in deadlines_of(statute)
    )
    return Listing(_named(language, "deadline", "limit", "actor", "duty", "place"), rows)


def _matrix(statute: Statute, graph: Network, query: Query, language: Language) -> Listing:
    matrix = matrix_of(graph)
    heads = tuple(
        str(graph.nodes[column]["name"]) if column else words(language, "exports.board.no_chapter") for column in matrix.columns
    )
    rows = []
    for actor in matrix.rows:
        counts = [len(cell.norms) if (cell := matrix.cells.get((actor, column))) else 0 for column in matrix.columns]
        rows.append(Row((str(graph.nodes[actor]["name"]), *(str(count or "") for count in counts))))
    columns = (words(language, "column.actor"), *heads)
    board = Board(
        columns,
        tuple(row.cells for row in rows[:MOST]),
        words(language, "exports.board.matrix", actors=len(rows)),
        tuple(range(1, len(columns))),
        max(0, len(rows) - MOST),
    )
    return Listing(columns, tuple(rows), board)


LISTS: dict[str, Callable[[Statute, Network, Query, Language], Listing]] = {
    "actors": actors,
    "gaps": gaps,
    "ladders": ladders,
    "references": references,
    "duties": duties,
}
"""Page id → its table."""
