"""Logical lines → tree: one pass over the lines, a stack of headings above the 条 and a stack of lists below the 款."""

from __future__ import annotations

from .around import PREAMBLE, UNNUMBERED, signature_lines
from .headings import annex, article, heading, unnumbered_heading
from .labels import MARK_FIRST
from .lists import marked
from .opening import opening
from .prose import plain, quoted_line
from .state import PREAMBLE_RANK, State
from .words import squeezed

_LONGEST_FRAME = 60


def read_body(state: State) -> None:
    """Read every line once; the tree is in ``state.tree`` then."""
    begin = opening(state)
    signed = signature_lines(state.match, state.spans, state.heads, state.quoted, begin) if begin < len(state.spans) else set()
    index, count = begin, len(state.spans)
    spans, heads, quoted, match = state.spans, state.heads, state.quoted, state.match
    while index < count:
        at, until = spans[index]
        head = heads[index]
        if index in state.tocs:
            state.lines_of("toc", index, state.tocs[index])
            index = state.tocs[index] - 1
        elif index in state.annexes:
            index = annex(state, index, at, until)
        elif head is not None:
            if head.level == "article":
                article(state, index, at, until, head)
            else:
                index = heading(state, index, at, until, head)
        elif index in quoted:
            quoted_line(state, at, until)
        elif index in signed and not state.articles_from(index):
            index = _signature(state, index, signed)
        elif match[at] in MARK_FIRST or not match[at].isalnum():
            marked(state, index, at, until)
        elif until - at < _LONGEST_FRAME and (after := _frame(state, index, at, until)) > index:
            index = after - 1
        else:
            plain(state, index, at, until)
        index += 1


def _frame(state: State, index: int, at: int, until: int) -> int:
    """序言, 总则: returns the index of the line after it, or ``index`` when the line is none of these."""
    first = state.match[at]
    if first not in "序前引导附总分罚":
        return index
    line = state.match[at:until]
    if first in "总分附罚" and UNNUMBERED.match(line):
        unnumbered_heading(state, at, until)
        return index + 1
    if first in "序前引导" and PREAMBLE.match(line) and not state.begun:
        unit = state.tree.add("preamble", -1, at, (at, until), heading=squeezed(line))
        state.tree.tile(at, until, unit, "heading")
        state.close_to(0)
        state.above.append((PREAMBLE_RANK, unit))
        return index + 1
    return index


def _signature(state: State, index: int, signed: set[int]) -> int:
    """A block of organ and date; what stands below it belongs to no article. Returns the index of its last line."""
    last = index
    while last + 1 in signed:
        last += 1
    state.end_article()
    state.close_to(0)
    state.lines_of("signature", index, last + 1)
    return last
