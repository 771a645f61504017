"""Raw text → tree. Never refuses, never loops: any text gives a lossless tree; doubts are diagnostics."""

from __future__ import annotations

import msgspec

from ..lines import logical_lines
from ..read.raw import RawText
from ..reading import Reading
from ..units import Diagnostic, Segment, Unit
from .body import Body
from .heads import find_heads
from .quoted import quoted_lines
from .tiling import segments_of


class Tree(msgspec.Struct, frozen=True):
    """One statute's text and units."""

    reading: Reading
    units: tuple[Unit, ...]
    segments: tuple[Segment, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def parse_structure(raw: RawText) -> list[Tree]:
    """The trees of the statutes in ``raw`` (mostly one), in text order."""
    lines = logical_lines(raw)
    reading = lines.reading
    quoted, _ = quoted_lines(reading.match, lines.spans)
    spans, heads, quoted = find_heads(reading.match, lines.spans, quoted)
    body = Body(reading.match, reading.text, spans, heads, quoted)
    builder = body.read()
    segments = segments_of(reading, builder.tiles, builder.ids, lines.dropped, 0, len(reading.source))
    return [Tree(reading, builder.units(reading), segments)]
