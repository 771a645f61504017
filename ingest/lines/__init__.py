"""Raw text → logical lines: wrapped lines joined, page furniture and zero-width characters dropped, each drop on record.

One logical line is one title, heading, 款 or 项. Text that is not wrapped passes through untouched.
"""

from __future__ import annotations

import re

import msgspec

from ..read.raw import RawText
from ..reading import Reading
from ..units import DropReason
from .furniture import furniture_lines
from .matching import HAN, is_traditional, matching_text
from .pieces import Mapped, assembled, kept
from .wrapping import Boundary, begins_unit, cites, is_row, joins_of, margin_of, width_of

ZERO_WIDTH = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u180e"
_ZERO_WIDTH = re.compile(f"[{ZERO_WIDTH}]+")
_LINE = re.compile(r"[^\s][^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*")
_FOREIGN_SPACE = re.compile(
    f"(?<=[A-Za-z0-9%％])[ \xa0]+(?=[{HAN}，。、；：（）《》“”])|(?<=[{HAN}，。、；：（）《》“”])[ \xa0]+(?=[A-Za-z0-9])"
)
_LABEL = re.compile(
    r"\s*(?:第[^\s第]{1,12}?[编章节条](?:之[一二三四五六七八九十]+)?|[一二三四五六七八九十]{1,3}、|[（(][^（()）\s]{1,4}[）)])[ \xa0]"
)
_INDENT = re.compile(r"[^\n\r\f\x0b\x85\u2028\u2029]*\Z")
_SURE = 0.85
_ENDS = frozenset("。；：！？;:”）)")
_LONG = 40  # characters: shorter lines that end without a mark are mostly headings and signatures


class Lines(msgspec.Struct, frozen=True):
    """Logical lines. ``spans``: where each stands in ``reading.text`` (without surrounding space).

    ``dropped``: what of the source is not statute, with the reason (source offsets, sorted); ``boundaries``: the decision between every
    two physical lines of a wrapped text, with the source offset of the second; ``traditional``: written in Traditional Chinese.
    """

    reading: Reading
    spans: list[tuple[int, int]]
    dropped: list[tuple[int, int, DropReason]]
    boundaries: list[Boundary]
    traditional: bool = False

    @property
    def doubts(self) -> list[Boundary]:
        """The boundaries that the page cannot decide."""
        return [boundary for boundary in self.boundaries if boundary.confidence < _SURE or boundary.reason == "broken"]


def logical_lines(raw: RawText) -> Lines:
    """The logical lines of ``raw``."""
    source = raw.text
    clean, dropped = _without_markup(source, raw.markup)
    physical = _physical(clean.text)
    if pages := furniture_lines(clean.text, physical):
        skip = set(pages)
        for index in pages:
            start, end = physical[index]
            dropped.append((clean.origin_at(start), clean.origin_at(end - 1) + 1, "page_furniture"))
        physical = [span for index, span in enumerate(physical) if index not in skip]
        dropped = _disjoint(dropped)
    boundaries: list[Boundary] = []
    joined = (_unwrapped(clean, physical) or _mended(clean, physical)) if physical else None
    if joined is None:
        mapped, spans = clean, physical
    else:
        mapped, spans, boundaries = joined
    match = matching_text(mapped.text)
    reading = Reading(source, mapped.text, match, mapped.starts, mapped.origins)
    return Lines(reading, spans, dropped, boundaries, match is not mapped.text and is_traditional(mapped.text))


def _without_markup(source: str, markup: tuple[tuple[int, int], ...]) -> tuple[Mapped, list[tuple[int, int, DropReason]]]:
    """The source without markup and zero-width characters."""
    dropped: list[tuple[int, int, DropReason]] = [(start, end, "markup") for start, end in markup if start < end]
    if found := _ZERO_WIDTH.search(source):
        covered = _Cover(markup)
        position = found.start()
        for found in _ZERO_WIDTH.finditer(source, position):
            if not covered.holds(found.start()):
                dropped.append((found.start(), found.end(), "zero_width"))
        dropped = _disjoint(dropped)
    if not dropped:
        return Mapped(source), dropped
    spans, position = [], 0
    for start, end, _ in dropped:
        if start > position:
            spans.append((position, start))
        position = max(position, end)
    spans.append((position, len(source)))
    return kept(source, spans), dropped


def _disjoint(dropped: list[tuple[int, int, DropReason]]) -> list[tuple[int, int, DropReason]]:
    """The spans in order, each beginning where the one before it ends at the earliest."""
    found: list[tuple[int, int, DropReason]] = []
    position = 0
    for start, end, reason in sorted(dropped):
        if max(start, position) < end:
            found.append((max(start, position), end, reason))
            position = end
    return found


class _Cover:
    """Asks in rising order whether an offset lies in one of the spans."""

    def __init__(self, spans: tuple[tuple[int, int], ...]) -> None:
        self._spans, self._next = spans, 0

    def holds(self, offset: int) -> bool:
        while self._next < len(self._spans) and self._spans[self._next][1] <= offset:
            self._next += 1
        return self._next < len(self._spans) and self._spans[self._next][0] <= offset


def _physical(text: str) -> list[tuple[int, int]]:
    spans = []
    for found in _LINE.finditer(text):
        start = found.start()
        spans.append((start, start + len(found.group().rstrip())))
    return spans


def _unwrapped(clean: Mapped, physical: list[tuple[int, int]]) -> tuple[Mapped, list[tuple[int, int]], list[Boundary]] | None:
    """The text with wrapped lines joined; None when it is not wrapped."""
    text = clean.text
    if len(physical) < 6 or sum(end - start for start, end in physical) > 120 * len(physical):
        return None
    lines = [text[start:end] for start, end in physical]
    widths = [width_of(line) for line in lines]
    margin = margin_of(lines, widths)
    if margin is None:
        return None
    indents = []
    before = 0
    for start, end in physical:
        if start == before or text[start - 1] in "\n\r":
            indents.append(0)
        else:
            indents.append(width_of(_INDENT.search(text[max(before, start - 40) : start])[0]))  # type: ignore[index]
        before = end
    decided = joins_of(lines, widths, indents, [start for start, _ in physical], margin)
    if not any(boundary.joined for boundary in decided):
        return None
    pieces: list[tuple[int, int, str]] = []
    spans: list[tuple[int, int]] = []
    length = begun = 0
    for index, (start, end) in enumerate(physical):
        for piece_start, piece_end in _without_foreign_spaces(lines[index], start, end):
            pieces.append((piece_start, piece_end, ""))
            length += piece_end - piece_start
        if index + 1 < len(physical) and decided[index].joined:
            after = lines[index + 1][0]
            if lines[index][-1].isascii() and after.isascii() and lines[index][-1].isalnum() and after.isalpha():
                pieces.append((end, end + 1, " "))
                length += 1
            continue
        spans.append((begun, length))
        if index + 1 < len(physical):
            pieces.append((end, end + 1, "\n"))
            length += 1
            begun = length
    mapped = assembled(clean, pieces)
    located = decided
    if len(clean.starts) > 1 or clean.origins[0]:
        located = [Boundary(clean.origin_at(each.at), each.joined, each.reason, each.confidence) for each in decided]
    return mapped, spans, located


def _mended(clean: Mapped, physical: list[tuple[int, int]]) -> tuple[Mapped, list[tuple[int, int]], list[Boundary]] | None:
    """Lines of a text that is not wrapped, broken in mid-sentence all the same: joined, or told where that is not certain.

    None when there are none.
    """
    text = clean.text
    joints: set[int] = set()
    pieces: list[tuple[int, int, str]] = []
    boundaries: list[Boundary] = []
    position = 0
    for index in range(len(physical) - 1):
        start = physical[index + 1][0]
        if _broken(text, physical, index):
            joints.add(index)
            pieces.append((position, physical[index][1], ""))
            boundaries.append(Boundary(clean.origin_at(start), True, "broken", 0.9))
            position = start
        elif _breaks_off(text, physical, index):
            boundaries.append(Boundary(clean.origin_at(start), False, "broken", 0.5))
    if not boundaries:
        return None
    pieces.append((position, len(text), ""))
    return assembled(clean, pieces) if joints else clean, _closed(physical, joints), boundaries


def _closed(physical: list[tuple[int, int]], joints: set[int]) -> list[tuple[int, int]]:
    """The spans of the lines after the joints are closed."""
    spans: list[tuple[int, int]] = []
    shift, open_at = 0, -1
    for index, (start, end) in enumerate(physical):
        begin = open_at if open_at >= 0 else start - shift
        if index in joints:
            open_at = begin
            shift += physical[index + 1][0] - end
        else:
            spans.append((begin, end - shift))
            open_at = -1
    return spans


def _broken(text: str, physical: list[tuple[int, int]], index: int) -> bool:
    """Whether a sentence goes on over the line break."""
    (start, end), (following, until) = physical[index], physical[index + 1]
    last, first = text[end - 1], text[following]
    if last in "，、,":
        return end - start > 1 and not begins_unit(text, following, until)
    if first in "，。；、！？,":
        return True
    if last in "：:":
        return text[until - 1] in "，、," and not begins_unit(text, following, until)
    if last not in _ENDS and _inside_title(text[start:end], text[following:until]):
        return not begins_unit(text, following, until)
    if first == "第":
        return end - start >= 20 and last not in "。；！？”）》;" and text[start] != "第" and cites(text, following, until)
    return False


def _breaks_off(text: str, physical: list[tuple[int, int]], index: int) -> bool:
    """Whether a long line ends without a mark behind a sentence that had begun, and the next begins no unit."""
    start, end = physical[index]
    if end - start < _LONG or text[end - 1] in _ENDS or not text[end - 1].isalnum():
        return False
    following, until = physical[index + 1]
    line = text[start:end]
    return (
        not line[-1].isascii()
        and ("，" in line or "。" in line)
        and "\t" not in line
        and " " not in line[-8:]
        and not is_row(line)
        and text[until - 1] in "。；;：:，、"
        and not begins_unit(text, following, until)
    )


def _inside_title(line: str, following: str) -> bool:
    """Whether a title in 《》 begins in one line and ends in the next: no title goes from one paragraph into another."""
    closed = following.find("》")
    return line.rfind("《") > line.rfind("》") and closed >= 0 and "《" not in following[:closed]


def _without_foreign_spaces(line: str, start: int, end: int) -> list[tuple[int, int]]:
    """The pieces of a line without the spaces that typesetting puts beside digits and Latin letters (2022 年)."""
    if " " not in line and "\xa0" not in line:
        return [(start, end)]
    label = _LABEL.match(line)
    least = label.end() if label else 0
    pieces, position = [], 0
    for found in _FOREIGN_SPACE.finditer(line):
        if found.start() < least:
            continue
        pieces.append((start + position, start + found.start()))
        position = found.end()
    pieces.append((start + position, end))
    return pieces
