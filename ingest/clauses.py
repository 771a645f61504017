"""Sentences 句 and clauses 分句 of a passage, cut at ，；：。 outside brackets, title marks and quotation marks.

县（含县级市、区，下同）人民政府 is one clause: the comma stands in brackets. A bracket that is never closed, or that would swallow
the end of a sentence, is an ordinary character, so a damaged text still falls into sentences.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

#: a closed （…）, 《…》 or “…” without a sentence end inside; one level of nesting
CLOSED = "（[^（）。]*+(?:（[^（）。]*+）[^（）。]*+)*+）|《[^《》。]*+(?:《[^《》。]*+》[^《》。]*+)*+》|“[^“”。]*+”"
#: every alternative begins with a character of its own, so that the search leaps from one candidate to the next
STOPS = "，|；|：|。|！|？"
_STOPS = re.compile(f"{CLOSED}|{STOPS}")
_OPENING = frozenset("（《“")
_ENDS = frozenset("。！？")
_tuple = tuple.__new__  # what a NamedTuple does, without its call


#: nouns in 目 and 标 (项目, 指标), after which 的 is the particle; behind anything else 目的 and 标的 are words
_MU = frozenset("项条科栏数题账节名书")
_BIAO = frozenset("指目商招投中坐达超竞围串")


def closes(text: str, end: int) -> bool:
    """Does a stretch that ends at ``end`` close with the particle 的 (用水指标的), not with the noun 目的 or 标的?"""
    if end <= 0 or text[end - 1] != "的":
        return False
    word = text[end - 2 : end]
    if word == "目的":
        return text[end - 3 : end - 2] in _MU
    return word != "标的" or text[end - 3 : end - 2] in _BIAO


class Clause(NamedTuple):
    """A stretch between two stops. ``end`` is where ``stop`` stands (the passage's end when it has none: "")."""

    start: int
    end: int
    stop: str


class Sentence(NamedTuple):
    """A sentence with its clauses. ``end`` is exclusive and past the final stop."""

    start: int
    end: int
    clauses: tuple[Clause, ...]


@lru_cache(maxsize=4096)
def split(text: str) -> tuple[Sentence, ...]:
    """The sentences of ``text`` in order; together with their stops they tile it. Linear in its length.

    Kept for a while, since several stages read the same passage.
    """
    found: list[Sentence] = []
    clauses: list[Clause] = []
    begin = start = 0
    for stop in _STOPS.finditer(text):
        at = stop.start()
        mark = text[at]
        if mark in _OPENING:
            continue
        clauses.append(_tuple(Clause, (start, at, mark)))
        start = at + 1
        if mark in _ENDS:
            found.append(_tuple(Sentence, (begin, start, tuple(clauses))))
            clauses = []
            begin = start
    if start < len(text):
        clauses.append(Clause(start, len(text), ""))
    if clauses:
        found.append(Sentence(begin, len(text), tuple(clauses)))
    return tuple(found)
