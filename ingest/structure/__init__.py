"""Raw text → tree. Never refuses, never loops: any text gives a lossless tree; doubts are diagnostics."""

from __future__ import annotations

import msgspec

from ..read import RawText
from ..reading import Reading
from ..units import Diagnostic, Segment, Unit


class Tree(msgspec.Struct, frozen=True):
    """One statute's text and units."""

    reading: Reading
    units: tuple[Unit, ...]
    segments: tuple[Segment, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def parse_structure(raw: RawText) -> list[Tree]:
    """The trees of the statutes in ``raw`` (mostly one), in text order."""
    reading = Reading(raw.text, raw.text, raw.text)
    return [Tree(reading, (), ())]
