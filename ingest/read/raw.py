"""What a reader gives."""

from __future__ import annotations

import msgspec

from ..reading import Origin
from ..units import Diagnostic


class RawText(msgspec.Struct, frozen=True):
    """What a reader gives. ``text`` is ``source.txt``; ``markup``: spans of it that are markup, not statute (sorted, disjoint).

    ``doubts``: what the reader could not be sure of (bytes that are no characters, pages without text).
    """

    text: str
    origin: Origin
    markup: tuple[tuple[int, int], ...] = ()
    doubts: tuple[Diagnostic, ...] = ()
