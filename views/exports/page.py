"""One page of an export: what a storyboard step shows, as data every format can write."""

from __future__ import annotations

import msgspec

from ..scene import Scene


class Article(msgspec.Struct, frozen=True):
    """An article quoted in full: its citation, its words, and where it stands in the statute (for the order)."""

    citation: str
    text: str
    place: int = 0


class Board(msgspec.Struct, frozen=True):
    """What a room is shown of a table: few rows in large type under a line that says what they add up to (``lead``).

    ``numbers``: the columns whose cells are counts; one is drawn with bars, several are shaded by size. ``left_out``: rows of the
    table that are not here (they stand in the hand-out), or 0 where the rows already sum up the whole table.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lead: str = ""
    numbers: tuple[int, ...] = ()
    left_out: int = 0

    def weight(self, row: int, column: int) -> float:
        """How large the count in a cell is, 0 to 1 of the largest on the board; 0 where it is no count."""
        if column not in self.numbers:
            return 0.0
        counts = [_count(cells[place]) for cells in self.rows for place in self.numbers]
        return _count(self.rows[row][column]) / max(1, *counts)


def _count(cell: str) -> int:
    return int(cell) if cell.isdecimal() else 0


class Page(msgspec.Struct, frozen=True):
    """A step drawn: a picture (``scene``, with ``marked`` ids strong), or a table, or words; with notes and the articles it cites.

    ``key`` names the file of a picture; ``board`` is what a room sees of a table; ``strong`` the stretch of ``words`` that is meant;
    ``beside`` the citation of ``words`` that stand beside a table; ``citation`` is what the footer says (《…》第十五条).
    """

    key: str
    title: str
    notes: str = ""
    scene: Scene | None = None
    marked: frozenset[str] = frozenset()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    board: Board | None = None
    words: str = ""
    strong: str = ""
    beside: str = ""
    citation: str = ""
    articles: tuple[Article, ...] = ()
