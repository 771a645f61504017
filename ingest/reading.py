"""The text of a statute as it was read, as it is meant, and the map between the two.

Three strings travel together:

``source``  what the reader gave: every offset that leaves this package points into it;
``text``    the logical text: wrapped lines joined, one ``\\n`` between logical lines;
``match``   ``text`` normalised character for character for matching (half-width punctuation widened, full-width
            digits and Latin narrowed, Traditional Chinese simplified, odd spaces made plain): the same length as ``text``.

Rules read ``match``; quotes are cut from ``text``; offsets are given in ``source``.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Annotated

import msgspec


class Origin(msgspec.Struct, frozen=True):
    """Where a text came from. ``sha256`` is of the bytes of the file."""

    name: str
    format: str = "txt"
    encoding: str | None = None
    sha256: str = ""


class Quote(msgspec.Struct, frozen=True, gc=False):
    """Words of the statute and where they stand.

    ``text`` are the words (line wraps removed); ``at`` is their offset in the logical text (characters);
    ``start``/``end`` are their offsets in the source (end exclusive).
    Whitespace aside, ``source[start:end]`` equals ``text``.
    """

    text: str
    at: int
    start: int
    end: int

    @property
    def until(self) -> int:
        """The offset in the logical text at which the words end (exclusive)."""
        return self.at + len(self.text)


class Reading(msgspec.Struct, frozen=True):
    """A statute's text with the piecewise-linear map from logical text to source.

    Run ``k`` says that logical offsets from ``text_starts[k]`` on stand at source offsets from ``source_starts[k]`` on.
    An unwrapped text is one run.
    """

    source: str
    text: str
    match: str
    text_starts: tuple[int, ...] = (0,)
    source_starts: tuple[int, ...] = (0,)

    def source_at(self, offset: Annotated[int, "logical text"]) -> int:
        """The source offset of the character at ``offset`` of the logical text."""
        if len(self.text_starts) == 1:
            return offset + self.source_starts[0]
        run = bisect_right(self.text_starts, offset) - 1
        return self.source_starts[run] + offset - self.text_starts[run]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of the logical span (end exclusive); an empty span stays empty."""
        first = self.source_at(start)
        return (first, first) if end <= start else (first, self.source_at(end - 1) + 1)

    def quote(self, start: int, end: int) -> Quote:
        """The words between two offsets of the logical text."""
        if len(self.text_starts) == 1 and end > start:
            shift = self.source_starts[0]
            return Quote(self.text[start:end], start, start + shift, end + shift)
        first, last = self.source_span(start, end)
        return Quote(self.text[start:end], start, first, last)
