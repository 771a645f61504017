"""Raw text → tree. Never refuses, never loops: any text gives a lossless tree; doubts are diagnostics."""

from __future__ import annotations

import msgspec

from ..diagnostics import Places, diagnostic
from ..lines import Boundary, Lines, logical_lines
from ..read.raw import RawText
from ..reading import Reading
from ..units import Diagnostic, Segment, Unit
from .body import Body
from .doubts import doubts_of
from .heads import Cut, find_heads
from .parts import Parts, parts_of
from .quoted import quoted_lines
from .tiling import segments_of


class Tree(msgspec.Struct, frozen=True):
    """One statute's text and units."""

    reading: Reading
    units: tuple[Unit, ...]
    segments: tuple[Segment, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def parse_structure(raw: RawText) -> list[Tree]:
    """The trees of the statutes in ``raw`` (mostly one), in text order.

    Where a file holds several statutes, each tree's source is its own stretch of the file; together they are the whole.
    """
    lines = logical_lines(raw)
    whole = lines.reading
    quoted, unclosed = quoted_lines(whole.match, lines.spans)
    cut = find_heads(whole.match, lines.spans, quoted)
    parts = parts_of(whole.match, cut.spans, cut.heads, cut.quoted)
    if len(parts.statutes) == 1:
        return [_tree(lines, cut, parts, unclosed, raw.doubts)]
    trees = []
    for number, (first, last) in enumerate(parts.statutes, 1):
        stretch = _stretch(raw, lines, cut, parts, unclosed, first, last)
        several = ("several_statutes", {"count": len(parts.statutes), "number": number})
        trees.append(_tree(*stretch, several=several))
    return trees


def _tree(
    lines: Lines,
    cut: Cut,
    parts: Parts,
    unclosed: list[int],
    doubts: tuple[Diagnostic, ...],
    several: tuple[str, dict[str, int]] | None = None,
) -> Tree:
    reading = lines.reading
    body = Body(reading.match, reading.text, cut, parts)
    builder = body.read()
    units = builder.units(reading)
    segments = segments_of(reading, builder.tiles, builder.ids, lines.dropped)
    places = Places(reading.source)
    found = doubts_of(
        reading.source,
        reading.match,
        units,
        lines,
        body.gaps,
        [reading.source_span(mark, mark + 1) for mark in unclosed],
        [(*reading.source_span(at, until), reading.text[at:until]) for at, until in cut.cited],
        places,
    )
    if several is not None:
        found.insert(
            0, diagnostic(several[0], places, units[0].start if units else 0, units[0].start + 1 if units else 0, **several[1])
        )
    return Tree(reading, units, segments, (*doubts, *found))


def _stretch(
    raw: RawText, lines: Lines, cut: Cut, parts: Parts, unclosed: list[int], first: int, last: int
) -> tuple[Lines, Cut, Parts, list[int], tuple[Diagnostic, ...]]:
    """The lines ``[first, last)`` as if their stretch of the file were a file of its own."""
    whole = lines.reading
    begin = cut.spans[first][0] if first else 0
    end = cut.spans[last][0] if last < len(cut.spans) else len(whole.text)
    left = whole.source_at(begin) if first else 0
    right = whole.source_at(end) if last < len(cut.spans) else len(whole.source)
    runs = [
        (max(start, begin) - begin, whole.source_at(max(start, begin)) - left)
        for start, following in zip(whole.text_starts, (*whole.text_starts[1:], len(whole.text) + 1), strict=True)
        if following > begin and start < end
    ]
    reading = Reading(
        whole.source[left:right],
        whole.text[begin:end],
        whole.match[begin:end],
        tuple(at for at, _ in runs) or (0,),
        tuple(origin for _, origin in runs) or (0,),
    )
    own = Lines(
        reading,
        [],
        [
            (max(start, left) - left, min(stop, right) - left, why)
            for start, stop, why in lines.dropped
            if stop > left and start < right
        ],
        [
            Boundary(boundary.at - left, boundary.joined, boundary.reason, boundary.confidence)
            for boundary in lines.boundaries
            if left <= boundary.at < right
        ],
        lines.traditional,
    )
    cut_own = Cut(
        [(at - begin, until - begin) for at, until in cut.spans[first:last]],
        [head.moved(-begin) if head else None for head in cut.heads[first:last]],
        {index - first for index in cut.quoted if first <= index < last},
        [(at - begin, until - begin) for at, until in cut.cited if begin <= at < end],
    )
    parts_own = Parts(
        [(0, last - first)],
        {start - first: stop - first for start, stop in parts.tocs.items() if first <= start < last},
        {index - first for index in parts.annexes if first <= index < last},
    )
    moved = tuple(
        Diagnostic(
            each.code, each.message, each.line, each.column, each.start - left, each.end - left, each.severity, each.values
        )
        for each in raw.doubts
        if left <= each.start < right
    )
    return own, cut_own, parts_own, [mark - begin for mark in unclosed if begin <= mark < end], moved
