"""A file of several statutes → one stretch for each, as if it were a file of its own: text, map, lines, heads."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from ..lines import Boundary, Lines
from ..reading import Reading
from ..units import Diagnostic
from .heads import Cut
from .parts import Parts

Item = TypeVar("Item")


class Stretch(NamedTuple):
    """All that is known of one statute before its tree is built. ``doubts`` are those of the reader."""

    lines: Lines
    cut: Cut
    parts: Parts
    unclosed: list[int]
    doubts: tuple[Diagnostic, ...]


def stretches_of(whole: Stretch) -> Iterator[Stretch]:
    """The stretches of ``whole`` in order; together they are its source."""
    if len(whole.parts.statutes) == 1:
        yield whole
        return
    quoted = sorted(whole.cut.quoted)
    annexes = sorted(whole.parts.annexes)
    tocs = sorted(whole.parts.tocs.items())
    spans = whole.cut.spans
    reading = whole.lines.reading
    for first, last in whole.parts.statutes:
        begin = spans[first][0] if first else 0
        end = spans[last][0] if last < len(spans) else len(reading.text)
        left = reading.source_at(begin) if first else 0
        right = reading.source_at(end) if last < len(spans) else len(reading.source)
        cut = Cut(
            [(at - begin, until - begin) for at, until in spans[first:last]],
            [head.moved(-begin) if head else None for head in whole.cut.heads[first:last]],
            {index - first for index in _between(quoted, first, last)},
            [(at - begin, until - begin) for at, until in _between(whole.cut.cited, begin, end, _first)],
        )
        parts = Parts(
            [(0, last - first)],
            {start - first: min(stop, last) - first for start, stop in _between(tocs, first, last, _first)},
            {index - first for index in _between(annexes, first, last)},
        )
        yield Stretch(
            _lines(whole.lines, begin, end, left, right),
            cut,
            parts,
            [mark - begin for mark in _between(whole.unclosed, begin, end)],
            tuple(_moved(each, -left) for each in whole.doubts if left <= each.start < right),
        )


def _lines(whole: Lines, begin: int, end: int, left: int, right: int) -> Lines:
    """The logical text ``[begin, end)``, which stands at ``[left, right)`` of the source, as a text of its own."""
    reading = whole.reading
    run = max(bisect_right(reading.text_starts, begin) - 1, 0)
    stop = max(bisect_left(reading.text_starts, end), run + 1)
    starts = [max(start, begin) for start in reading.text_starts[run:stop]]
    own = Reading(
        reading.source[left:right],
        reading.text[begin:end],
        reading.match[begin:end],
        tuple(start - begin for start in starts),
        tuple(reading.source_at(start) - left for start in starts),
    )
    dropped = [
        (max(start, left) - left, min(until, right) - left, reason)
        for start, until, reason in _between(whole.dropped, left, right, _first)
    ]
    boundaries = [
        Boundary(each.at - left, each.joined, each.reason, each.confidence)
        for each in _between(whole.boundaries, left, right, lambda boundary: boundary.at)
    ]
    return Lines(own, [], dropped, boundaries, whole.traditional)


def _first(pair: tuple[Any, ...]) -> Any:
    return pair[0]


def _itself(item: Any) -> Any:
    return item


def _between(items: Sequence[Item], low: int, high: int, key: Callable[[Item], int] = _itself) -> Sequence[Item]:
    """The items (in rising order) from ``low`` up to ``high``."""
    return items[bisect_left(items, low, key=key) : bisect_left(items, high, key=key)]


def _moved(each: Diagnostic, by: int) -> Diagnostic:
    return Diagnostic(
        each.code, each.message, each.line, each.column, each.start + by, each.end + by, each.severity, each.values
    )
