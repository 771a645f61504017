"""Time limits 期限 and frequencies 频次 as values.

工作日 and 日 are kept apart (行政许可法第八十二条); 年、月 are not converted. Vague words (及时, 定期) carry no number.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from ..facts import Deadline
from ..lexicon import alternation, lexicon
from ..reading import Quote

Unit = Literal["hour", "workday", "day", "week", "month", "quarter", "year"]
Kind = Literal["deadline", "frequency", "duration", "date", "vague"]

_words = lexicon("deadlines")
_UNIT_OF: dict[str, Unit] = {word: unit for unit, words in _words["units"].items() for word in words}
_UNITS = alternation(list(_UNIT_OF))
_NUMBER = "(?:[0-9]{1,4}|[一二两三四五六七八九十百千零〇]{1,8}|半)"
_VAGUE = alternation(_words["vague"]["words"])
#: a vague word, 每, or a unit: what a time expression is found by (plain words only, so that the search is quick)
_CANDIDATE = re.compile(f"{_VAGUE}|每|{_UNITS}")
_VAGUES = frozenset(_words["vague"]["words"])
_NUMBER_END = re.compile(f"{_NUMBER}$")
_PERIOD = re.compile("每(半?年度?|季度|月|周|日|天)")
_SINCE = re.compile("(?:自|从)([^，；。：]{1,80}?)(?:之日|之时|之次日|次日|当日|日)?起(?:算)?(?:的|，)?$")
_LATER = re.compile("(?:在|于|自)?([^，；。：]{2,40}?)(?:之)?后的?$")
_BOUND = re.compile("(?:最长)?(?:不得?(?:超过|少于|低于|多于|早于|晚于)|最长|最多|至少|为|满|达)$")
_NUMERALS = frozenset("0123456789〇零一二两三四五六七八九十百千半")
_TAIL = re.compile("之内|以内|内|之前|以前|前|以上|以下|届满前|期满前|的?期限内?")
_DATE = re.compile("(?:自)?[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日(?:起|前|之前|以前)?|(?:自)?(?:公布|发布|颁布)之日起")
_TIMES = re.compile("(?:至少|不得?少于)?(?:[0-9一二两三四五六七八九十]{1,3}次)?")
_EVERY = re.compile(f"每(?:隔)?{_NUMBER}?(?:{_UNITS}|半年)(?:至少|不得?少于)?(?:[0-9一二两三四五六七八九十]{{1,3}}次)?")
_EVERY_UNIT: dict[str, tuple[float, Unit]] = {
    "年": (1, "year"), "年度": (1, "year"), "半年": (6, "month"), "半年度": (6, "month"), "季度": (1, "quarter"),
    "月": (1, "month"), "周": (1, "week"), "日": (1, "day"), "天": (1, "day"),
}  # fmt: skip
_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


class Span(NamedTuple):
    """A time expression in a passage (local offsets)."""

    start: int
    end: int
    kind: Kind
    n: float | None
    unit: Unit | None
    since: str | None


def number(text: str) -> float | None:
    """The value of digits or Chinese numerals up to thousands (十五 = 15, 半 = 0.5); None for anything else."""
    if text.isascii() and text.isdigit():
        return float(text)
    if text == "半":
        return 0.5
    total = current = 0
    for char in text:
        if char in _DIGITS:
            current = _DIGITS[char]
        elif char in "十百千":
            total += (current or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            current = 0
        else:
            return None
    return float(total + current)


def times_of(text: str) -> list[Span]:
    """The time expressions of a passage, in order, not overlapping."""
    found: list[Span] = []
    last = 0
    for hit in _CANDIDATE.finditer(text):
        start, end = hit.span()
        if start < last:
            continue
        word = hit.group()
        span: Span | None = None
        if word in _VAGUES:
            if word == "即时" and text.startswith(("通信", "通讯"), end):
                continue
            span = Span(start, end, "vague", None, None, None)
        elif word == "每":
            period = _PERIOD.match(text, start)
            span = _every(text, start, period.end()) if period else None
        elif text[start - 1 : start] in _NUMERALS:
            digits = _NUMBER_END.search(text, max(last, start - 8), start)
            span = _limit(text, last, digits.start(), end) if digits else None
        if span is not None:
            found.append(span)
            last = span.end
    return found


def _every(text: str, start: int, end: int) -> Span:
    n, unit = _EVERY_UNIT.get(text[start + 1 : end], (None, None))
    times = _TIMES.match(text, end)
    return Span(start, times.end() if times else end, "frequency", n, unit, None)


def _limit(text: str, floor: int, start: int, end: int) -> Span | None:
    """A number with a unit: since when, how long, until when."""
    whole = text[start:end]
    unit_word = next(word for word in sorted(_UNIT_OF, key=len, reverse=True) if whole.endswith(word))
    digits = whole[: -len(unit_word)]
    if text[start - 1 : start] in ("第", "之", "每") and start:
        if text[start - 1] != "每":
            return None
        every = _EVERY.match(text, start - 1)
        return Span(start - 1, every.end() if every else end, "frequency", number(digits), _UNIT_OF[unit_word], None)
    date = _DATE.search(text, max(floor, start - 1), start + 14)
    if date and date.start() <= start < date.end():
        return Span(date.start(), date.end(), "date", None, None, None)
    n = number(digits)
    if text.startswith(("岁", "边", "期"), end):
        return None
    if n is None or (unit_word in ("日", "月", "年") and unit_word != "年" and text[start - 1 : start] in ("年", "月")):
        return None
    tail = _TAIL.match(text, end)
    finish = tail.end() if tail else end
    begin = max(floor, start - 90)
    since = _SINCE.search(text, begin, start)
    if since:
        return Span(since.start(), finish, "deadline", n, _UNIT_OF[unit_word], since.group(1))
    bound = _BOUND.search(text, begin, start)
    if tail and tail.group() in ("以上", "以下"):
        return Span(start, finish, "duration", n, _UNIT_OF[unit_word], None)
    if bound:
        return Span(bound.start(), finish, "duration", n, _UNIT_OF[unit_word], None)
    if tail:
        comma = max(text.rfind(mark, begin, start) for mark in "，；。：")
        later = _LATER.search(text, max(comma + 1, begin), start)
        if later and "应当" not in later.group(1) and "的" not in later.group(1)[-1:]:
            return Span(start, finish, "deadline", n, _UNIT_OF[unit_word], later.group(1))
        return Span(start, finish, "deadline", n, _UNIT_OF[unit_word], None)
    return Span(start, finish, "duration", n, _UNIT_OF[unit_word], None)


def deadline(quote: Callable[[int, int], Quote], at: int, span: Span) -> Deadline:
    """The fact of a time expression in the passage that starts at ``at``."""
    return Deadline(quote(at + span.start, at + span.end), span.kind, span.n, span.unit, span.since)
