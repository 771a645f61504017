"""Lines with a list mark: 项 and 目, their nesting by the style of the mark, and the 一、 of texts without articles."""

from __future__ import annotations

import re

from ..units import UnitKind
from .labels import mark_of
from .prose import plain
from .sections import is_section, section
from .state import State, skip_space

_DEEPEST = 6
_CITED = re.compile(r" ?(?:项(?!目)|[、和至及或][（(])")
"""After （一）: the line cites an item and is none."""


def marked(state: State, index: int, at: int, until: int) -> None:
    """A line that may begin with a list mark."""
    mark = mark_of(state.match, at)
    if mark is None or _CITED.match(state.match, mark[2]):
        plain(state, index, at, until)
        return
    style, number, label_end = mark
    if (
        state.has_articles
        and state.spans[index][0] == at
        and is_section(state, index)
        and not _next_in_list(state, style, number)
    ):
        section(state, at, until, style, number, label_end)
        return
    if style == "一、" and not state.has_articles and state.spans[index][0] == at:
        _top_item(state, at, until, number, label_end)
        return
    level = next((level for level in range(len(state.lists) - 1, -1, -1) if state.lists[level][0] == style), None)
    if level is None and number != 1 and style not in ("（一）", "一、"):
        plain(state, index, at, until)
        return
    if (
        level is not None
        and number == 1
        and len(state.lists) < _DEEPEST
        and state.match[_line_before(state, index, at) - 1] in "：:"
    ):
        level = None  # a list of the same style below its own item
    if level is None:
        if number != 1 and not (state.top_item >= 0 and state.counted.get(style) == number - 1):
            state.gaps.append(
                (len(state.tree.ids) + (not state.lists and state.paragraph < 0 and state.top_item < 0), 1, number)
            )
        parent = state.lists[-1][1] if state.lists else _list_parent(state, at)
    else:
        previous = state.lists[level]
        parent = state.tree.parents[previous[1]]
        if number != previous[2] + 1:
            state.gaps.append((len(state.tree.ids), previous[2] + 1, number))
        del state.lists[level:]
    kind: UnitKind = "subitem" if state.lists or state.tree.kinds[parent] in ("item", "subitem") else "item"
    _item(state, kind, parent, style, number, at, label_end, until)


def _next_in_list(state: State, style: str, number: int) -> bool:
    return any(style == open_style and number == last + 1 for open_style, _, last in state.lists)


def _line_before(state: State, index: int, at: int) -> int:
    start, _ = state.spans[index]
    if start < at or not index:
        return max(at, 1)
    return state.spans[index - 1][1]


def _list_parent(state: State, at: int) -> int:
    """The 款 that a list hangs below; one without words where the list follows the label directly."""
    if state.paragraph >= 0:
        return state.paragraph
    if state.top_item >= 0:
        return state.top_item
    parent = state.article if state.article >= 0 else state.parent()
    state.paragraph = state.tree.add("paragraph", parent, at, (at, at))
    return state.paragraph


def _item(state: State, kind: UnitKind, parent: int, style: str, number: int, at: int, label_end: int, until: int) -> None:
    own_at = skip_space(state.match, label_end, until)
    unit = state.tree.add(
        kind,
        parent,
        at,
        (own_at, until),
        number=str(number),
        label=state.text[at:label_end],
        key=str(number),
    )
    state.tree.number_count(parent, "i" if kind == "item" else "m", number)
    state.tree.tile(at, label_end, unit, "label")
    state.tree.tile(own_at, until, unit, "text")
    state.lists.append((style, unit, number))
    state.counted[style] = number
    state.unnumbered = False


def _top_item(state: State, at: int, until: int, number: int, label_end: int) -> None:
    """一、 of a text without articles: its topmost level."""
    state.lists.clear()
    state.paragraph = -1
    _item(state, "item", state.parent(), "一、", number, at, label_end, until)
    state.lists.clear()
    state.top_item = len(state.tree.ids) - 1


def content(state: State, index: int, at: int, until: int) -> None:
    """Any line that is neither head nor frame."""
    if mark_of(state.match, at) is not None:
        marked(state, index, at, until)
    else:
        plain(state, index, at, until)
