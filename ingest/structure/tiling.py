"""Tiles of the units → the tiling of the whole source: sorted, disjoint, covering."""

from __future__ import annotations

from ..reading import Reading
from ..units import DropReason, Role, Segment


def segments_of(
    reading: Reading,
    tiles: list[tuple[int, int, int, Role]],
    ids: list[str],
    dropped: list[tuple[int, int, DropReason]],
) -> tuple[Segment, ...]:
    """The tiling of the source. ``tiles`` are spans of the logical text in order; what they leave is dropped."""
    found: list[Segment] = []
    append = found.append
    gaps = _Gaps(dropped, append)
    position, last = 0, len(reading.source)
    starts, origins = reading.text_starts, reading.source_starts
    runs, run = len(starts), 0
    for at, until, unit, role in tiles:
        name = ids[unit]
        while at < until:
            while run + 1 < runs and starts[run + 1] <= at:
                run += 1
            stop = min(until, starts[run + 1]) if run + 1 < runs else until
            shift = origins[run] - starts[run]
            start, end = at + shift, stop + shift
            if start > position:
                gaps.fill(position, start)
            append(Segment(start, end, name, role))
            position = end
            at = stop
    if position < last:
        gaps.fill(position, last)
    return tuple(found)


class _Gaps:
    """Fills what no unit claims, in rising order: recorded drops with their reason, the rest is whitespace."""

    def __init__(self, dropped: list[tuple[int, int, DropReason]], append) -> None:  # type: ignore[no-untyped-def]
        self._dropped, self._next, self._append = dropped, 0, append

    def fill(self, start: int, end: int) -> None:
        while self._next < len(self._dropped) and self._dropped[self._next][1] <= start:
            self._next += 1
        while self._next < len(self._dropped) and self._dropped[self._next][0] < end:
            left, right, reason = self._dropped[self._next]
            left, right = max(left, start), min(right, end)
            if left > start:
                self._append(Segment(start, left, None, "dropped", "whitespace"))
            self._append(Segment(left, right, None, "dropped", reason))
            start = right
            if right < self._dropped[self._next][1]:
                break
            self._next += 1
        if start < end:
            self._append(Segment(start, end, None, "dropped", "whitespace"))
