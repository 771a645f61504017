"""The parts of a file: where tables of contents, annexes and further statutes begin."""

from __future__ import annotations

import re

import msgspec

from .around import ANNEX, TOC, UNNUMBERED, toc_end
from .front import is_note, is_order, title_lines
from .heads import Head
from .labels import mark_of

Span = tuple[int, int]
_HEADINGS = ("part", "subpart", "chapter", "section", "subsection")
_REACH = 40  # lines between a title and its first article


class Parts(msgspec.Struct, frozen=True):
    """``statutes``: line ranges; ``tocs``: first line → line after; ``annexes``: first lines of annexes."""

    statutes: list[Span]
    tocs: dict[int, int]
    annexes: set[int]


def parts_of(match: str, spans: list[Span], heads: list[Head | None], quoted: set[int]) -> Parts:
    """The parts of the file."""
    tocs: dict[int, int] = {}
    annexes: set[int] = set()
    starts = [0]
    index, count = 0, len(spans)
    article = -1  # the line of the last article of this statute or annex
    last_annex = -1
    while index < count:
        head = heads[index]
        if head is not None:
            if head.level == "article":
                if head.order == (1,) and article >= 0:
                    begin = _new_statute(match, spans, heads, tocs, article, index)
                    if begin is not None and last_annex < starts[-1]:
                        starts.append(begin)
                    elif begin is not None:
                        annexes.add(begin)
                        last_annex = begin
                article = index
            elif head.order == (1,) and (end := _untitled_toc(match, spans, heads, index)) > index:
                tocs[index] = end
                index = end
                continue
            index += 1
            continue
        at, until = spans[index]
        first = match[at]
        if first == "目" and until - at < 16 and index not in quoted and TOC.match(match[at:until]):
            end = toc_end(match, spans, heads, index)
            tocs[index] = end
            index = end
            continue
        if first == "附" and until - at <= 80 and index not in quoted and is_annex(match, at, until):
            annexes.add(index)
            last_annex = index
            article = -1
        elif first in "一二" and article < 0 and (end := _listed_toc(match, spans, index)) > index:
            tocs[index] = end
            index = end
            continue
        index += 1
    bounds = [*starts, count]
    return Parts([(bounds[k], bounds[k + 1]) for k in range(len(starts))], tocs, annexes)


def is_annex(match: str, at: int, until: int) -> bool:
    """Whether the line opens an annex (附件2：…, 附表, 附：): a label, not a sentence that speaks of one."""
    found = ANNEX.match(match, at, until)
    if not found or match[until - 1] in "。；，、":
        return False
    return not re.match(
        r"第 ?[0-9一二三四五六七八九十]+ ?[条款项]|[和与或的及]|\d{1,2}[.、]", match[found.end() : found.end() + 8]
    )


def _new_statute(
    match: str, spans: list[Span], heads: list[Head | None], tocs: dict[int, int], article: int, index: int
) -> int | None:
    """The first line of the statute whose 第一条 stands at ``index``, None when no title stands above it."""
    last = index
    for start in reversed(tocs):  # the last ones found
        if start <= article:
            break
        last = start
    first = max(article + 1, last - _REACH)
    while last > first and (head := heads[last - 1]) is not None and head.level in _HEADINGS:
        if head.level in ("part", "chapter") and head.order != (1,):
            return None  # articles that are counted anew in every chapter
        last -= 1
    lines = [match[start:end] for start, end in spans[first:last]]
    if any(UNNUMBERED.match(line) for line in lines[-1:]):
        lines = lines[:-1]
    found = title_lines(lines, sure=True)
    if found is None:
        return None
    begin = first + found[0]
    while (
        begin > first
        and (is_order(lines[begin - first - 1]) or is_note(lines[begin - first - 1]))
        and lines[begin - first - 1][-1] not in "。）)"
    ):
        begin -= 1
    return begin


def _untitled_toc(match: str, spans: list[Span], heads: list[Head | None], index: int) -> int:
    """The end of a table of contents that lost its title: headings without text between, whose first comes again."""
    opening = heads[index]
    end, chapters = index, 0
    while end < len(spans):
        head = heads[end]
        if head is None:
            if not UNNUMBERED.match(match, *spans[end]) and not is_annex(match, *spans[end]):
                break
        elif head.level == "article":
            break
        elif opening is not None and head.level == opening.level:
            if end > index and head.order == opening.order:
                return end if chapters > 1 else index
            chapters += 1
        end += 1
    if chapters < 2 or opening is None:
        return index
    title = _plain(match, *spans[index])
    for later in range(end, min(end + _REACH, len(spans))):
        head = heads[later]
        if head is not None and head.level == opening.level:
            return end if head.order == opening.order and _plain(match, *spans[later]) == title else index
    return index


def _listed_toc(match: str, spans: list[Span], index: int) -> int:
    """The end of a list 一、管辖 二、回避 … whose first line comes again as a heading."""
    opening = mark_of(match, spans[index][0])
    if opening is None:
        return index
    end = index
    while end < len(spans):
        at, until = spans[end]
        mark = mark_of(match, at)
        if mark is None or mark[:2] != ("一、", end - index + opening[1]) or until - at > 40 or match[until - 1] in "。；：":
            break
        end += 1
    if end - index < 3:
        return index
    entries = {_plain(match, *span) for span in spans[index:end]}
    again = any(_plain(match, *span) in entries for span in spans[end : end + 10 * _REACH])
    return end if again else index


def _plain(match: str, at: int, until: int) -> str:
    return match[at:until].replace(" ", "")
