"""What stands before the body: announcement, title, notes, preamble."""

from __future__ import annotations

from .around import PREAMBLE, UNNUMBERED
from .front import is_note, title_lines
from .labels import mark_of
from .lists import content
from .prose import quoted_line
from .sections import is_section
from .state import PREAMBLE_RANK, State


def opening(state: State) -> int:
    """Title, notes, announcements, preamble; the index of the first line of the body."""
    match, spans, tree = state.match, state.spans, state.tree
    first = _first_body_line(state)
    lines = [match[start:end] for start, end in spans[:first]]
    found = title_lines(lines, body=state.has_articles)
    if found is None:
        begin = 0
        while begin < first and is_note(lines[begin]):
            begin += 1
        _note(state, 0, begin)
    else:
        for at, until in spans[: found[0]]:
            unit = tree.add("other", -1, at, (at, until))
            tree.tile(at, until, unit, "text")
        state.lines_of("title", found[0], found[1], "heading")
        begin = found[1]
        end = begin
        while end < first and (is_note(lines[end]) or _note_goes_on(state, lines, begin, end)):
            end += 1
        _note(state, begin, end)
        begin = end
    if not state.has_articles or begin >= first:
        return begin
    if any(lines[index].replace(" ", "") in ("序言", "前言", "引言") for index in range(begin, first)):
        return begin
    _preamble(state, begin, first)
    return first


def _first_body_line(state: State) -> int:
    """The line at which the body begins: a head, a table of contents, 序言, an annex; without articles the first list mark."""
    for index, head in enumerate(state.heads):
        if index in state.tocs or index in state.annexes:
            return index
        if head is not None:
            return _above_headings(state, index)
        at, until = state.spans[index]
        if until - at <= 24 and state.match[at] in "序前引导总" and index not in state.quoted:
            line = state.match[at:until]
            if PREAMBLE.match(line) or UNNUMBERED.match(line):
                return index
        if not state.has_articles:
            mark = mark_of(state.match, at)
            if mark and mark[1] == 1:
                return index
    return len(state.heads)


def _above_headings(state: State, index: int) -> int:
    """The first of the 一、 headings that stand right above the first article."""
    while index and is_section(state, index - 1, ahead=False):
        index -= 1
    return index


def _note_goes_on(state: State, lines: list[str], begin: int, index: int) -> bool:
    """Whether the line continues a note whose bracket is still open above it."""
    if index == begin:
        return False
    opened = 0
    for line in lines[max(begin, index - 30) : index]:
        opened += line.count("（") + line.count("(") - line.count("）") - line.count(")")
    return opened > 0


def _note(state: State, first: int, last: int) -> None:
    if first < last:
        state.lines_of("note", first, last)


def _preamble(state: State, first: int, last: int) -> None:
    if first >= last:
        return
    at = state.spans[first][0]
    preamble = state.tree.add("preamble", -1, at, (at, at))
    state.above.append((PREAMBLE_RANK, preamble))
    for index in range(first, last):
        if index in state.quoted:
            quoted_line(state, *state.spans[index])
        else:
            content(state, index, *state.spans[index])
    state.above.pop()
    state.end_article()
