"""Texts put together from pieces of another text, with the map back."""

from __future__ import annotations

from bisect import bisect_right


class Mapped:
    """A text whose characters stand in an original: run ``k`` starts at ``starts[k]`` and stands at ``origins[k]`` there."""

    __slots__ = ("origins", "starts", "text")

    def __init__(self, text: str, starts: tuple[int, ...] = (0,), origins: tuple[int, ...] = (0,)) -> None:
        self.text, self.starts, self.origins = text, starts, origins

    def origin_at(self, offset: int) -> int:
        """Where the character at ``offset`` stands in the original."""
        run = bisect_right(self.starts, offset) - 1
        return self.origins[run] + offset - self.starts[run]


def kept(text: str, spans: list[tuple[int, int]]) -> Mapped:
    """``text`` with only ``spans`` (sorted, disjoint) left."""
    return assembled(Mapped(text), [(start, end, "") for start, end in spans])


def assembled(base: Mapped, pieces: list[tuple[int, int, str]]) -> Mapped:
    """The pieces ``(start, end, instead)`` of ``base`` in order: its characters, or ``instead`` (as long as they are)."""
    parts: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length, text = 0, base.text
    simple = len(base.starts) == 1
    shift = base.origins[0]
    for start, end, instead in pieces:
        if start >= end:
            continue
        parts.append(instead or text[start:end])
        if simple:
            if not starts or length - starts[-1] != start + shift - origins[-1]:
                starts.append(length)
                origins.append(start + shift)
        else:
            run = bisect_right(base.starts, start) - 1
            position = start
            while position < end:
                origin = base.origins[run] + position - base.starts[run]
                at = length + position - start
                if not starts or at - starts[-1] != origin - origins[-1]:
                    starts.append(at)
                    origins.append(origin)
                run += 1
                position = base.starts[run] if run < len(base.starts) else end
        length += end - start
    if not starts:
        starts, origins = [0], [shift]
    return Mapped("".join(parts), tuple(starts), tuple(origins))
