"""Designation 指定: 由县人民政府确定的监督管理部门处罚. The body behind 的 acts, not the one that designates it."""

from __future__ import annotations

from msgspec.structs import replace

from ..lexicon import lexicon
from .nouns import Noun, noun_at
from .words import Word

_words = lexicon("roles")["words"]
#: verbs that make another body of the one behind 的 (县人民政府确定的部门), and those that do so with an object (负责管理工作的部门)
_DESIGNATING = frozenset(_words["designating"].split())
_POSSESSING = frozenset(_words["possessing"].split())


def designated(text: str, ws: list[Word], noun: Noun, end: int) -> Noun | None:
    """由县人民政府|确定的监督管理部门|处罚: the head behind 的, when the name before it only says whose or whence the body is."""
    k, n = noun.next, len(ws)
    if noun.follow or noun.open_list or k >= n or ws[k][0] not in "Vv" or ws[k][1] != noun.end:
        return None
    verb = text[ws[k][1] : ws[k][2]]
    if verb in _POSSESSING:
        while k < n and ws[k][0] in "VvNFTLRC":
            k += 1
    elif verb in _DESIGNATING:
        k += 1 + (k + 1 < n and ws[k + 1][0] in "Vv" and ws[k + 1][1] == ws[k][2])
        if k < n and ws[k][1] != ws[k - 1][2]:
            return None
    if k >= n or ws[k][0] != "D" or ws[k][2] >= end:
        return None
    head = noun_at(text, ws, k + 1, ws[k][2], end, False)
    if head is None or head.weak or head.follow or head.start != ws[k][2] or text[head.start : head.end] in ("他人", "对方"):
        return None
    if head.end < end and not (head.next < n and ws[head.next][1] == head.end and ws[head.next][0] in "VvAPM"):
        return None
    return replace(head, start=noun.start, cuts=(*noun.cuts, *head.cuts))
