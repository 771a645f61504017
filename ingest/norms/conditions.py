"""Conditions 条件 and exceptions 例外 of a norm, from the clauses that stand before its modal.

A condition ends in …的，, in a time word (…时，…后，) or opens a scene (开展X，应当…); a condition of several clauses is one quote
(擅自使用数据，或者擅自转让的). Basis phrases before the subject are manner.
"""

from __future__ import annotations

import re

import msgspec

from ..clauses import Clause
from ..lexicon import lexicon
from ..mainverbs import ends_in_subject
from ..phrases import NOMINAL, VERBS, basis_end
from .regions import adjunct, says_something

#: what _CONSENT and _WITHOUT begin with
_OPENERS = frozenset("未经无必确")
_EXCEPT = re.compile("除[^，；。]*外$")
_NATURE = re.compile("(?:具备|符合)[^，；。的]{0,12}的(?=[^，；。])")
_CONSENT = re.compile("(?:未)?经[^，；。]*?(?:同意|批准|审核|审批|许可|核准|授权|备案|登记|认定|审查|协商)[^，；。]{0,6}$")
_WITHOUT = re.compile("无[^，；。]{0,8}(?:理由|事由|原因)|未经|必要时|确有必要")


class Before(msgspec.Struct, frozen=True, gc=False):
    """What stands before a modal: condition, exception and manner spans (local offsets)."""

    conditions: list[tuple[int, int]]
    exceptions: list[tuple[int, int]]
    manner: list[tuple[int, int]]


#: verbs that open a scene whatever their object (开展影响水质的活动，应当…)
_SCENES = frozenset(lexicon("verbs")["scene"].split())
#: nouns that make a noun of the verb before them (处理设施)
_HEADS = (
    "设施",
    "设备",
    "单位",
    "机构",
    "场所",
    "系统",
    "平台",
    "人员",
    "企业",
    "项目",
    "服务",
    "方案",
    "制度",
    "费用",
    "标准",
    "办法",
)
_NOTHING = Before([], [], [])


def before(
    text: str,
    clauses: tuple[Clause, ...],
    here: int,
    begin: int,
    trigger: int,
    subject_end: int | None,
    subject_start: int | None,
) -> Before:
    """The conditions, exceptions and manner between ``begin`` and the modal at ``trigger``, in the clause ``here``.

    ``subject_start``/``subject_end``: the bearer's words, which are not part of a condition.
    """
    if clauses[here][0] <= begin:
        if text[begin] not in "具符":
            return _NOTHING
        found = Before([], [], [])
        _own_clause(text, begin, trigger, subject_start, found)
        return found
    found = Before([], [], [])
    first = here
    while first > 0 and clauses[first - 1][1] > begin:
        first -= 1
    open_from: int | None = None
    for k in range(first, here + 1):
        start, end, _ = clauses[k]
        if start < begin:
            start = begin
        if end > trigger:
            end = trigger
        if k == here:
            _own_clause(text, start, end, subject_start, found)
            break
        if start >= end:
            continue
        if subject_start is not None and subject_end is not None and start <= subject_start < end:
            if subject_end >= end or (text.startswith("等", subject_end) and subject_end + 1 >= end):
                open_from = None
                continue
            if subject_start == start and open_from is None:
                start = subject_end
        char = text[start]
        if char == "除" and _EXCEPT.match(text, start, end):
            found.exceptions.append((start, end))
        elif text[end - 1] == "的":
            found.conditions.append((start if open_from is None else open_from, end))
            open_from = None
        elif basis_end(text, start, end) == end and end > start:
            found.manner.append((start, end))
        elif char in _OPENERS and (_CONSENT.match(text, start, end) or _WITHOUT.match(text, start, end)):
            found.conditions.append((start, end))
        elif ends_in_subject(text, start, end):
            open_from = None
        elif adjunct(text, start, end):
            time = text.endswith(("时", "后", "前", "中", "下", "内", "间"), start, end)
            (found.conditions if time or char == "对" else found.manner).append((start, end))
        elif open_from is None and says_something(text, start, end) and not (k == here - 1 and _topic(text, start, end)):
            open_from = start
    if open_from is not None and clauses[here][0] - 1 > open_from:
        found.conditions.append((open_from, clauses[here][0] - 1))
    return found


def _topic(text: str, start: int, end: int) -> bool:
    """Is the clause right before the modal a thing (收费的具体办法，由…; 数据的安全保护，应当…)?"""
    of = text.rfind("的", start, end)
    if of < 0 or not 2 < end - of <= 24 or text[start] in "如若倘" or text[start : start + 2] in _SCENES:
        return False
    words = text[of + 1 : end]
    return not any(
        words[k : k + 2] in VERBS and words[k : k + 2] not in NOMINAL and not words.startswith(_HEADS, k + 2)
        for k in range(len(words) - 1)
    )


def _own_clause(text: str, start: int, end: int, subject_start: int | None, found: Before) -> None:
    """What the modal's own clause holds before the modal: a qualified bearer, a time."""
    if start >= end or text[start] not in "具符":
        return
    nature = _NATURE.match(text, start, end)
    if nature and (subject_start is None or nature.end() <= subject_start or subject_start == start):
        found.conditions.append((nature.start(), nature.end()))
