"""Column widths from what stands in the cells, for tables whose program does not work them out (PDF, Word, slides)."""

from __future__ import annotations

from collections.abc import Sequence

NARROW = 14.0
"""Full-width characters a column may have to be set on one line."""


def breadth(text: str) -> float:
    """The width of ``text`` in full-width characters: a half-width one counts .55."""
    return sum(1.0 if ord(char) > 0x2E7F else 0.55 for char in text)


def shares(columns: Sequence[str], rows: Sequence[Sequence[str]], line: float) -> list[float]:
    """The share of each column of a line of ``line`` characters, summing up to 1.

    A column of short cells gets what its longest needs; the others share the rest by the square root of how much stands in them.
    """
    held = [[columns[place], *(row[place] for row in rows if place < len(row))] for place in range(len(columns))]
    longest = [max(breadth(cell) for cell in cells) + 1.5 for cells in held]
    wide = [place for place, size in enumerate(longest) if size > NARROW]
    sizes = list(longest)
    narrow = sum(size for place, size in enumerate(longest) if place not in wide)
    if wide:
        rest = max(line - narrow, NARROW * len(wide))
        weights = {place: sum(breadth(cell) for cell in held[place]) ** 0.5 for place in wide}
        total = sum(weights.values()) or 1.0
        for place in wide:
            sizes[place] = max(9.0, rest * weights[place] / total)
    whole = sum(sizes) or 1.0
    return [size / whole for size in sizes]
