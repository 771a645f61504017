"""Heads: 编/分编/章/节, the 条 with its heading and first 款, unnumbered 总则/附则, annexes."""

from __future__ import annotations

import re

from ..units import UnitKind
from .around import ANNEX
from .front import could_be_title
from .heads import Head, HeadLevel
from .labels import mark_of
from .lists import marked
from .prose import paragraph
from .state import ANNEX_RANK, PREAMBLE_RANK, State, skip_space
from .words import ENDS, squeezed

_RANK: dict[HeadLevel, int] = {"part": 1, "subpart": 2, "chapter": 3, "section": 4, "subsection": 5}
_KIND: dict[HeadLevel, UnitKind] = {
    "part": "part",
    "subpart": "subpart",
    "chapter": "chapter",
    "section": "section",
    "subsection": "section",
}
_LONGEST_HEADING = 16
_BRACKETED = re.compile(r"【([^【】]{1,40})】|〔([^〔〕]{1,40})〕|\[([^\[\]]{1,40})\]|[（(]([^（）()]{1,40})[）)]")


def heading(state: State, index: int, at: int, until: int, head: Head) -> int:
    """A heading of the levels above the 条; returns the index of its last line."""
    state.end_article()
    rank = _RANK[head.level]
    state.close_to(rank)
    last = index
    own_at, own_until = head.rest, until
    if head.rest >= until:  # the words stand on the next line
        after = index + 1
        if after < len(state.spans) and state.heads[after] is None and _is_short_heading(state, after):
            last = after
            own_at, own_until = state.spans[after]
        else:
            own_at = own_until = head.label_end
    parent = state.parent()
    unit = state.tree.add(
        _KIND[head.level],
        parent,
        at,
        (own_at, own_until),
        number=head.number,
        label=state.text[at : head.label_end],
        heading=squeezed(state.text[own_at:own_until]) or None,
        key=head.number,
    )
    state.tree.number_count(parent, _KIND[head.level][0], head.order[0])
    state.tree.tile(at, head.label_end, unit, "label")
    state.tree.tile(own_at, own_until, unit, "heading")
    state.above.append((rank, unit))
    state.begun = True
    return last


def _is_short_heading(state: State, index: int) -> bool:
    at, until = state.spans[index]
    return until - at <= 30 and state.match[until - 1] not in ENDS and mark_of(state.match, at) is None


def unnumbered_heading(state: State, at: int, until: int) -> None:
    """总则, 分则, 附则 without 第X章."""
    state.end_article()
    has_parts = any(rank == 1 for rank, _ in state.above)
    kind: UnitKind = "part" if state.match[at] == "分" and has_parts else "chapter"
    state.close_to(3)
    parent = state.parent()
    heading = squeezed(state.text[at:until])
    unit = state.tree.add(kind, parent, at, (at, until), heading=heading)
    state.tree.tile(at, until, unit, "heading")
    state.above.append((3, unit))
    state.begun = True


def article(state: State, index: int, at: int, until: int, head: Head) -> None:
    """A 条 with what stands on its line: a heading in brackets, the first 款 or the first 项."""
    state.end_article()
    state.close_to(PREAMBLE_RANK)
    own_at = own_until = head.label_end
    heading = None
    rest = head.rest
    if rest < until and state.match[rest] in "【〔[（(":
        found = _BRACKETED.match(state.match, rest, until)
        if found and mark_of(state.match, rest) is None and _names(state, found, until):
            own_at, own_until = rest, found.end()
            inner = found.span(found.lastindex or 0)
            heading = squeezed(state.text[inner[0] : inner[1]])
    elif rest < until and _is_bare_heading(state, index, rest, until):
        own_at, own_until = rest, until
        heading = squeezed(state.text[rest:until])
    tree = state.tree
    unit = tree.add(
        "article",
        state.parent(),
        at,
        (own_at, own_until),
        number=head.number,
        label=state.text[at : head.label_end],
        heading=heading,
        key=head.number,
    )
    label_end = rest
    while label_end > head.label_end and state.match[label_end - 1] == " ":
        label_end -= 1
    tree.tile(at, label_end if not heading else head.label_end, unit, "label")
    tree.tile(own_at, own_until, unit, "heading")
    state.article = unit
    state.begun = True
    rest = skip_space(state.match, own_until if heading else rest, until)
    if rest < until:
        if mark_of(state.match, rest) is not None:
            marked(state, index, rest, until)
        else:
            paragraph(state, rest, until)
    elif not _text_follows(state, index):
        state.paragraph = tree.add("paragraph", unit, until, (until, until))


def _names(state: State, found: re.Match[str], until: int) -> bool:
    """Whether a bracket after 第X条 is the article's heading, not the beginning of its text."""
    if found.group()[0] not in "（(":
        return True
    after = skip_space(state.match, found.end(), until)
    words = found.group(found.lastindex or 0)
    return len(words) <= 30 and not re.search(r"[。；]", words) and (after >= until or state.match[after] not in "，。；、")


def _is_bare_heading(state: State, index: int, rest: int, until: int) -> bool:
    """Whether the few words after 第X条 are its heading (第三条 适用范围), the text standing on the next line."""
    if until - rest > _LONGEST_HEADING or not ENDS.isdisjoint(state.match[rest:until]) or mark_of(state.match, rest):
        return False
    if not _text_follows(state, index):
        return False
    at, end = state.spans[index + 1]
    return end - at > until - rest and state.match[end - 1] in "。：:；" and state.match[at] != "|"


def _text_follows(state: State, index: int) -> bool:
    after = index + 1
    return (
        after < len(state.spans)
        and state.heads[after] is None
        and after not in state.quoted
        and mark_of(state.match, state.spans[after][0]) is None
    )


def annex(state: State, index: int, at: int, until: int) -> int:
    """附件, with its heading on the same line or the next. Returns the index of its last line."""
    found = ANNEX.match(state.match, at, until)
    label_end = found.end() if found else at
    label = state.text[at:label_end].rstrip() or None
    state.end_article()
    state.close_to(0)
    state.has_articles = state.articles_from(index)
    own_at = skip_space(state.match, label_end, until)
    last = index
    after = index + 1
    if own_at >= until and after < len(state.spans) and state.heads[after] is None and _names_annex(state, after):
        last = after
        own_at, until = state.spans[after]
    heading = squeezed(state.text[own_at:until]) or None
    unit = state.tree.add("annex", -1, at, (own_at, until), label=label, heading=heading)
    state.tree.tile(at, at + len(label or ""), unit, "label")
    state.tree.tile(own_at, until, unit, "heading")
    state.above.append((ANNEX_RANK, unit))
    return last


def _names_annex(state: State, index: int) -> bool:
    """Whether the line below 附件 is its title."""
    if index in state.annexes or index in state.tocs or index in state.quoted:
        return False
    at, until = state.spans[index]
    return mark_of(state.match, at) is None and could_be_title(state.match[at:until]) and until - at <= 60
