"""Headings 一、 and （一） above articles, as judicial interpretations have them."""

from __future__ import annotations

from .labels import mark_of
from .state import State, skip_space
from .words import ENDS, squeezed

_LONGEST = 44


def is_section(state: State, index: int, ahead: bool = True) -> bool:
    """Whether the line is a heading 一、… above articles: short, no sentence, an article (or such a heading) below it."""
    at, until = state.spans[index]
    if until - at > _LONGEST or state.match[until - 1] in ENDS or index in state.quoted:
        return False
    mark = mark_of(state.match, at)
    if mark is None or mark[0] not in ("一、", "（一）", "1."):
        return False
    if not ahead:
        return True
    after = index + 1
    if after >= len(state.spans):
        return False
    head = state.heads[after]
    if head is not None and head.level == "article":
        return True
    below = state.heads[after + 1] if after + 1 < len(state.spans) else None
    return below is not None and below.level == "article" and mark[0] == "一、" and is_section(state, after, ahead=False)


def section(state: State, at: int, until: int, style: str, number: int, label_end: int) -> None:
    """Open the heading; its id is that of a 节."""
    state.end_article()
    rank = {"一、": 6, "（一）": 7}.get(style, 8)
    state.close_to(rank)
    parent = state.parent()
    own_at = skip_space(state.match, label_end, until)
    unit = state.tree.add(
        "section",
        parent,
        at,
        (own_at, until),
        number=str(number),
        label=state.text[at:label_end],
        heading=squeezed(state.text[own_at:until]),
        key=str(number),
    )
    state.tree.tile(at, label_end, unit, "label")
    state.tree.tile(own_at, until, unit, "heading")
    state.above.append((rank, unit))
