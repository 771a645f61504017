"""Lines without a label: a 款, the continuation of an item, an item of an unnumbered list, quoted words, rows of a table."""

from __future__ import annotations

import re

from .labels import mark_of
from .state import PREAMBLE_RANK, State

_LISTED = re.compile(r"[；;](?:或者?|和|以及|并且?)?$")
_CLOSING_WORDS = re.compile(r"(?:本|以上|此前|特此|现予|附则|自本|自[0-9]{4}年|自发布|自公布|与本)(?!项|目)")
_LOOKAHEAD = 12


def paragraph(state: State, at: int, until: int) -> None:
    """A new 款; before the body's first head a paragraph of the preamble."""
    parent = state.article if state.article >= 0 else state.parent()
    if parent < 0 and state.has_articles and not state.begun:
        parent = state.tree.add("preamble", -1, at, (at, at))
        state.above.append((PREAMBLE_RANK, parent))
    unit = state.tree.add("paragraph", parent, at, (at, until))
    state.tree.tile(at, until, unit, "text")
    state.paragraph = unit
    state.lists.clear()
    state.unnumbered = state.match[until - 1] in "：:"


def plain(state: State, index: int, at: int, until: int) -> None:
    """A line without a label: a 款, or the continuation of an item, or an item of an unnumbered list."""
    if state.match[at] in "|+" or state.match.find(" | ", at, until) >= 0:
        return _table(state, at, until)
    if state.lists:
        unit = state.lists[-1][1]
        own = state.tree.own[unit]
        if own[0] >= own[1]:  # （一） alone on its line
            state.tree.own[unit] = (at, until)
            state.tree.extend(unit, until)
            state.tree.tile(at, until, unit, "text")
            return None
        level = _continued_level(state, index)
        if level is not None:
            del state.lists[level + 1 :]
            inner = state.tree.add("paragraph", state.lists[level][1], at, (at, until))
            state.tree.tile(at, until, inner, "text")
            return None
        if state.top_item >= 0:
            state.lists.clear()
    if state.unnumbered and state.paragraph >= 0 and _listed(state, index, until):
        unit = state.tree.add("item", state.paragraph, at, (at, until))
        state.tree.tile(at, until, unit, "text")
        return None
    if state.top_item >= 0 and not state.lists and not _CLOSING_WORDS.match(state.match, at, until):
        inner = state.tree.add("paragraph", state.top_item, at, (at, until))
        state.tree.tile(at, until, inner, "text")
        state.paragraph = inner
        state.unnumbered = state.match[until - 1] in "：:"
        return None
    if state.top_item >= 0:
        state.end_article()
    paragraph(state, at, until)
    return None


def _listed(state: State, index: int, until: int) -> bool:
    """Whether an unlabelled line after a colon is an item of a list: it ends in ；, or closes such a list."""
    if _LISTED.search(state.match, max(0, until - 4), until):
        return True
    state.unnumbered = False
    before = state.spans[index - 1][1] if index else 0
    return (
        bool(_LISTED.search(state.match, max(0, before - 4), before))
        and state.tree.kinds[-1] == "item"
        and state.tree.numbers[-1] is None
    )


def _continued_level(state: State, index: int) -> int | None:
    """The open list whose next item is still to come below this line: then the line belongs to its last item."""
    match, spans = state.match, state.spans
    if match.startswith(("本项", "该项"), spans[index][0]):
        return len(state.lists) - 1
    for later in range(index + 1, min(index + 1 + _LOOKAHEAD, len(spans))):
        if state.heads[later] is not None:
            return None
        mark = mark_of(match, spans[later][0])
        if mark is None or later in state.quoted:
            continue
        for level in range(len(state.lists) - 1, -1, -1):
            style, _, number = state.lists[level]
            if style == mark[0]:
                return level if mark[1] == number + 1 else None
        return None
    return None


def quoted_line(state: State, at: int, until: int) -> None:
    """A line inside a quotation: words of another text."""
    parent = state.lists[-1][1] if state.lists else state.paragraph
    if parent < 0:
        parent = state.top_item if state.top_item >= 0 else state.article if state.article >= 0 else state.parent()
    unit = state.tree.add("other", parent, at, (at, until))
    state.tree.tile(at, until, unit, "text")


def _table(state: State, at: int, until: int) -> None:
    parent = state.lists[-1][1] if state.lists else state.paragraph
    if parent < 0:
        parent = state.article if state.article >= 0 else state.parent()
    tree = state.tree
    if state.table == len(tree.ids) - 1 >= 0 and tree.parents[-1] == parent:
        tree.extend(len(tree.ids) - 1, until)
        tree.tile(at, until, len(tree.ids) - 1, "text")
        return
    unit = tree.add("other", parent, at, (at, until))
    tree.tile(at, until, unit, "text")
    state.table = unit
