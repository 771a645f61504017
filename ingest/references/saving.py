"""Saving clauses: 法律、行政法规另有规定的，从其规定; 除国家另有规定外; …另有规定的除外.

A saving clause is one reference from its source to its end; nothing inside it is a reference of its own (annotation guide, §5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .found import Effect, Found

_ANCHOR = re.compile(r"另有(?:特别|其他|不同)?规定|从其规定|(?:依照|适用|按照|遵照|执行|遵从)(?:其|该)规定")
_SOURCE = re.compile(
    r"(?:有关|相关|其他|国家|国务院|中华人民共和国|本|全国人民代表大会|上级|省|市|我国){0,6}"
    r"(?:法律|行政法规|地方性法规|(?<!本)法规(?!定)|规章|国家|国务院|宪法|本法|本条例|本办法|本规定|本细则|本章|本节|本编|本条|法令|国际条约|司法解释|省|自治区|《)"
    r"|(?:中华人民共和国|我国)?(?:缔结|参加)[^，。；：\n]{0,8}的(?:国际|双边|多边)?(?:条约|公约|协定)"
)
_EXCEPT_AFTER = re.compile(
    r"(?:(?:、|或者|以及)[^，。；：、\n]{0,20}){0,3}?的?者?(?:情形|事项|情况)?(?:，)?(?:除外|以外|之外|外)(?![部国])"
)
_PREVAILS_AFTER = re.compile(
    r"(?:或者[^，。；：\n]{0,20})?的?(?:，|、)?(?:应当)?(?:也)?(?:可以)?(?:从其|(?:依照|适用|按照|遵照|执行|遵从)(?:其|该)?(?:有关)?|依)(?:其|该)?规定(?:执行|办理|处理)?"
)
_STOPS = "。；：\n"


def _clause_start(text: str, at: int, stops: str) -> int:
    return max(text.rfind(stop, max(0, at - 200), at) for stop in stops) + 1


def _source(text: str, start: int, end: int) -> int | None:
    """The first source named between two offsets."""
    match = _SOURCE.search(text, start, end)
    return match.start() if match else None


def _from(text: str, anchor: int) -> int | None:
    """Where the clause that names the source begins: in the anchor's own clause, else in the one before the comma."""
    floor = max(_clause_start(text, anchor, "。；：\n"), anchor - 200)
    comma = text.rfind("，", floor, anchor)
    while True:
        start = max(floor, comma + 1)
        found = _source(text, start, anchor)
        if found is not None:
            return found
        if comma < floor or anchor - comma > 60:
            return None
        comma = text.rfind("，", floor, comma)


def _anchors(text: str) -> Iterator[re.Match[str]]:
    """The words that make a saving clause, in order. Plain search first: they are rare."""
    other, its, at = text.find("另有"), text.find("其规定"), 0
    while other >= 0 or its >= 0:
        place = other if its < 0 or 0 <= other < its else its
        match = _ANCHOR.match(text, place) or _ANCHOR.match(text, max(at, place - 1)) or _ANCHOR.match(text, max(at, place - 2))
        if match and match.end() > place:
            yield match
            at = match.end()
        if place == other:
            other = text.find("另有", place + 1)
        if place == its:
            its = text.find("其规定", place + 1)


def savings(text: str) -> list[Found]:
    """Every saving clause of ``text``, in order; clauses with one anchor inside another are one."""
    found: list[Found] = []
    for anchor in _anchors(text):
        if found and anchor.start() < found[-1].end:
            continue
        if "另有" not in anchor[0]:
            start = _prevailing(text, anchor.start())
            if start is not None and not (found and start < found[-1].end):
                found.append(Found(start, anchor.end(), "saving_clause", "saving_clause", effect="prevails"))
            continue
        begin = _from(text, anchor.start())
        if begin is None or (found and begin < found[-1].end):
            continue
        except_before = text.rfind("除", max(_clause_start(text, anchor.start(), "。；：，\n"), begin - 12), begin)
        end = anchor.end()
        effect: Effect = "except"
        prevails = _PREVAILS_AFTER.match(text, end)
        outside = _EXCEPT_AFTER.match(text, end)
        if except_before >= 0 and outside:
            begin, end = except_before, outside.end()
        elif prevails:
            end, effect = prevails.end(), "prevails"
        elif outside:
            end = outside.end()
        elif except_before >= 0:
            begin = except_before
        found.append(Found(begin, end, "saving_clause", "saving_clause", effect=effect))
    return found


_PREVAILING = re.compile(
    r"(?:有关|其他)?(?:法律|行政法规|地方性法规|(?<!本)法规(?!定)|国家|国务院|《)[^。；：\n]{0,60}?(?:规定|约定)"
)


def _prevailing(text: str, anchor: int) -> int | None:
    """从其规定 without 另有: the source of 法律、行政法规规定…的，从其规定 in the clause before it."""
    floor = max(_clause_start(text, anchor, "。；：\n"), anchor - 80)
    match = _PREVAILING.search(text, floor, anchor)
    return match.start() if match else None
