"""Raw text → tree. Never refuses, never loops: any text gives a lossless tree; doubts are diagnostics."""

from __future__ import annotations

import msgspec

from ..diagnostics import Places, diagnostic
from ..lines import logical_lines
from ..read.raw import RawText
from ..reading import Reading
from ..units import Diagnostic, Segment, Unit
from .body import read_body
from .doubts import doubts_of
from .heads import find_heads
from .parts import parts_of
from .quoted import quoted_lines
from .state import State
from .stretches import Stretch, stretches_of
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
    match = lines.reading.match
    quoted, unclosed = quoted_lines(match, lines.spans)
    cut = find_heads(match, lines.spans, quoted)
    parts = parts_of(match, cut.spans, cut.heads, cut.quoted)
    whole = Stretch(lines, cut, parts, unclosed, raw.doubts)
    count = len(parts.statutes)
    return [_tree(stretch, number, count) for number, stretch in enumerate(stretches_of(whole), 1)]


def _tree(stretch: Stretch, number: int, count: int) -> Tree:
    """The tree of one stretch, statute ``number`` of ``count`` in its file."""
    reading = stretch.lines.reading
    state = State(reading.match, reading.text, stretch.cut, stretch.parts)
    read_body(state)
    builder = state.tree
    units = builder.units(reading)
    segments = segments_of(reading, builder.tiles, builder.ids, stretch.lines.dropped)
    found = doubts_of(stretch, units, state.gaps)
    if count > 1 and units:
        start = units[0].start
        found.insert(0, diagnostic("several_statutes", Places(reading.source), start, start + 1, count=count, number=number))
    return Tree(reading, units, segments, (*stretch.doubts, *found))
