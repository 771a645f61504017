"""What is open while the lines of one statute are read: headings above, the 条, its 款, its lists; and the tree so far."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from ..units import Role, UnitKind
from .builder import Builder
from .heads import Cut
from .parts import Parts

ANNEX_RANK, PREAMBLE_RANK = 0, 9


class State:
    """Read and changed by the functions of this package. Offsets are those of the logical text; units are indices of ``tree``."""

    def __init__(self, match: str, text: str, cut: Cut, parts: Parts) -> None:
        self.match, self.text = match, text
        self.spans, self.heads, self.quoted = cut.spans, cut.heads, cut.quoted
        self.tocs, self.annexes = parts.tocs, parts.annexes
        self._annex_lines = sorted(parts.annexes)
        self.tree = Builder()
        self.above: list[tuple[int, int]] = []  # (rank, unit): annex and headings that are open
        self.article = -1
        self.paragraph = -1
        self.lists: list[tuple[str, int, int]] = []  # (style, unit, number): lists that are open
        self.top_item = -1  # the 一、 of a text without articles
        self.table = -1  # the unit of the last table
        self.begun = False  # an article or heading of the body was seen
        self.counted: dict[str, int] = {}  # style → last number of the lists of a text without articles
        self.gaps: list[tuple[int, int, int]] = []  # (unit of a list, number expected, number found)
        self.unnumbered = False  # a colon was the last word: a list without marks may follow
        self._article_lines = [index for index, head in enumerate(self.heads) if head is not None and head.level == "article"]
        self.has_articles = self.articles_from(0)

    def articles_from(self, first: int) -> bool:
        """Whether articles stand between line ``first`` and the next annex."""
        after = bisect_right(self._annex_lines, first)
        last = self._annex_lines[after] if after < len(self._annex_lines) else len(self.spans)
        found = bisect_left(self._article_lines, first)
        return found < len(self._article_lines) and self._article_lines[found] < last

    def parent(self) -> int:
        """The unit that a new unit above the 款 hangs below; -1 is the statute itself."""
        return self.above[-1][1] if self.above else -1

    def end_article(self) -> None:
        """Close the 条 and everything in it."""
        self.article = self.paragraph = self.top_item = -1
        self.lists.clear()
        self.unnumbered = False

    def close_to(self, rank: int) -> None:
        """Close the headings of this rank and below it."""
        while self.above and self.above[-1][0] >= rank:
            self.above.pop()

    def lines_of(self, kind: UnitKind, first: int, last: int, role: Role = "text") -> None:
        """One unit of the statute over whole lines."""
        at, until = self.spans[first][0], self.spans[last - 1][1]
        unit = self.tree.add(kind, -1, at, (at, until))
        for start, end in self.spans[first:last]:
            self.tree.tile(start, end, unit, role)


def skip_space(match: str, at: int, until: int) -> int:
    """The first offset from ``at`` on that is no space."""
    while at < until and match[at] in " \xa0\u3000":
        at += 1
    return at
