"""What is doubtful or defective about a tree: gaps, repetitions and restarts of numbers, damage, text that breaks off."""

from __future__ import annotations

import re

from ..diagnostics import Places, diagnostic
from ..units import Diagnostic, Unit
from .labels import HEAD, head_number
from .stretches import Stretch

_LEVEL = {"part": "编", "subpart": "分编", "chapter": "章", "section": "节"}
_LOST = re.compile("[\ufffd\ue000-\uf8ff]")
_FINISHED = re.compile(r"[。！？!?：:；;…”』」）)》】〉|.\]]$")
_CLOSING = re.compile("施行|实施|生效|执行|废止|公布|发布之日|试行")
_NUMBER = re.compile("[^-]+")
_MOST = 50
"""No kind of doubt is told more often than this for one statute."""


def doubts_of(stretch: Stretch, units: tuple[Unit, ...], gaps: list[tuple[int, int, int]]) -> list[Diagnostic]:
    """The diagnostics of one statute, by place. ``gaps``: (index of a unit, number expected, number found) in lists."""
    reading = stretch.lines.reading
    source, match = reading.source, reading.match
    places = Places(source)
    found: list[Diagnostic] = []

    def tell(code: str, start: int, end: int, **values: object) -> None:
        found.append(diagnostic(code, places, start, end, **values))

    def at(unit: Unit) -> tuple[int, int]:
        return unit.start, unit.start + len(unit.label or unit.heading or "-")

    _articles(units, tell, at)
    _headings(units, tell, at)
    _contents(match, units, tell, at)
    quoted = [unit for unit in units if unit.kind == "other" and HEAD.match(match[unit.at : unit.at + 24].lstrip("“ "))]
    if quoted:
        tell("quoted_articles", *at(quoted[0]), count=len(quoted))
    for index, expected, number in gaps:
        tell("list_gap", *at(units[index]), expected=expected, found=number)
    for mark in stretch.unclosed:
        tell("unbalanced_quotes", *reading.source_span(mark, mark + 1))
    for start, end in stretch.cut.cited:
        tell("cited_head", *reading.source_span(start, end), label=reading.text[start:end])
    if lost := _LOST.search(source):
        tell("replaced_characters", lost.start(), lost.end(), count=len(_LOST.findall(source)))
    for boundary in stretch.lines.doubts:
        start = boundary.at
        if boundary.reason == "broken" and boundary.joined:
            tell("broken_line", start, start + 1)
        else:
            before = source[max(0, start - 400) : start].rstrip()[-1:]
            tell("doubtful_join" if boundary.joined else "doubtful_break", start, start + 1, mark=before)
    return _limited(sorted(found, key=lambda doubt: (doubt.start, doubt.code)))


def _limited(found: list[Diagnostic]) -> list[Diagnostic]:
    counts: dict[str, int] = {}
    kept = []
    for doubt in found:
        counts[doubt.code] = counts.get(doubt.code, 0) + 1
        if doubt.severity != "info" or counts[doubt.code] <= _MOST:
            kept.append(doubt)
    return kept


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in _NUMBER.findall(number))


def _follows(before: tuple[int, ...], here: tuple[int, ...]) -> bool:
    if len(here) == 1:
        return here[0] == before[0] + 1
    if here[:-1] == before:
        return here[-1] in (1, 2)
    return here[:-1] == before[:-1] and here[-1] == before[-1] + 1


def _articles(units, tell, at) -> None:  # type: ignore[no-untyped-def]
    scopes: dict[str, tuple[tuple[int, ...], Unit]] = {}
    seen: set[tuple[str, str]] = set()
    text = False
    words: set[str] = set()
    for unit in units:
        if unit.kind in ("paragraph", "item"):
            text = True
            if unit.own_until > unit.own_at and unit.parent:
                words.add(unit.parent)
        if unit.kind != "article" or unit.number is None:
            continue
        scope = unit.id.split(".", 1)[0] if unit.id.startswith("x") else ""
        here = _order(unit.number)
        last = scopes.get(scope)
        if last is None:
            if here != (1,):
                tell("first_number", *at(unit), here=unit.label)
        else:
            before, above = last
            if not _follows(before, here):
                if here == (1,):
                    tell("number_restart", *at(unit), here=unit.label)
                    seen = {key for key in seen if key[0] != scope}
                elif (scope, unit.number) in seen:
                    tell("number_duplicate", *at(unit), here=unit.label)
                elif here < before:
                    tell("number_disorder", *at(unit), here=unit.label, before=above.label)
                else:
                    tell("number_gap", *at(unit), here=unit.label, before=above.label)
        seen.add((scope, unit.number))
        scopes[scope] = (here, unit)
    kinds = {unit.kind for unit in units}
    if "article" not in kinds and text:
        tell("no_articles", units[0].start, units[0].start + 1)
    if units and "title" not in kinds:
        tell("no_title", units[0].start, units[0].start + 1)
    empty = {
        unit.parent for unit in units if unit.kind == "paragraph" and unit.own_at == unit.own_until and unit.at == unit.until
    }
    for unit in units:
        if unit.kind == "article" and unit.id in empty and unit.id not in words:
            tell("empty_article", *at(unit), here=unit.label)


def _headings(units, tell, at) -> None:  # type: ignore[no-untyped-def]
    last: dict[tuple[str | None, str], tuple[tuple[int, ...], Unit]] = {}
    first_chapter = any(unit.kind == "chapter" for unit in units)
    chapters = 0
    by_id = {unit.id: unit for unit in units if unit.kind in _LEVEL or unit.kind == "annex"}
    for unit in units:
        if unit.kind == "article" and first_chapter and not chapters and unit.parent is None:
            tell("article_before_chapter", *at(unit), here=unit.label)
            first_chapter = False
        if unit.kind not in _LEVEL:
            continue
        if unit.kind == "chapter":
            chapters += 1
        if unit.number is None or (unit.label and not unit.label.startswith("第")):
            continue
        scope = unit.parent
        if unit.kind == "chapter" and scope in by_id and by_id[scope].kind in ("part", "subpart"):
            here_first = (scope, unit.kind) not in last
        else:
            here_first = (scope, unit.kind) not in last
        here = _order(unit.number)
        if unit.kind == "section" and scope is None:
            tell("section_without_chapter", *at(unit), here=unit.label)
        if here_first:
            if here[0] != 1 and not (unit.kind in ("chapter", "subpart") and scope is not None):
                tell("missing_first_chapter", *at(unit), here=unit.label, level=_LEVEL[unit.kind])
        else:
            before, above = last[scope, unit.kind]
            if not _follows(before, here):
                code = "heading_gap" if here > before else "heading_disorder"
                tell(code, *at(unit), here=unit.label, before=above.label)
        last[scope, unit.kind] = (here, unit)


def _contents(match, units, tell, at) -> None:  # type: ignore[no-untyped-def]
    """A table of contents that promises chapters the body does not have; a body that stops in mid-sentence."""
    chapters = {(unit.kind, unit.number) for unit in units if unit.kind in _LEVEL}
    for toc in (unit for unit in units if unit.kind == "toc"):
        for line in match[toc.at : toc.until].split("\n"):
            entry = HEAD.match(line.strip())
            number = head_number(entry["number"], entry["suffix"]) if entry and entry["level"] == "章" else None
            if number and ("chapter", number[0]) not in chapters:
                tell("toc_mismatch", toc.start, toc.start + 1, entry=" ".join(line.split())[:30])
                break
    main = [unit for unit in units if not unit.id.startswith("x")]
    last = next((unit for unit in reversed(main) if unit.kind in ("paragraph", "item", "subitem", "signature")), None)
    if last is not None and last.kind in ("paragraph", "item", "subitem") and last.own_until > last.own_at:
        articles = [unit for unit in main if unit.kind == "article"]
        if len(articles) >= 5 and not any(_CLOSING.search(match, article.at, article.until) for article in articles[-3:]):
            tell("no_commencement", *at(articles[-1]), here=articles[-1].label)
        if articles and not _FINISHED.search(match, max(last.own_at, last.own_until - 2), last.own_until):
            tell("truncated_text", max(last.start, last.end - 1), last.end)
