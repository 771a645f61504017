"""Labels of units: 第十五条, 第一百二十条之一, 第12-1条, （二）, 一、, 1., ①: what they number and how far they reach."""

from __future__ import annotations

import re
from functools import lru_cache

from ..numerals import number_of

NUMERAL = "〇○零一二三四五六七八九十百千两0-9"
HEAD = re.compile(
    rf"第 {{0,2}}(?P<number>[{NUMERAL}](?:[{NUMERAL} ]{{0,12}}[{NUMERAL}])?(?: ?[-－—之] ?[{NUMERAL}]{{1,3}})?) {{0,2}}"
    rf"(?P<level>分 {{0,2}}编|编|章|节|条|目)(?P<suffix>(?: ?之 ?[{NUMERAL}]{{1,3}}(?![{NUMERAL}年日月个种项款])){{0,3}})"
)
"""A head in matching text. ``目`` here is the heading level below 节 (海商法 第1目), not the 目 of a 项."""

_MARKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("（一）", re.compile(r"[（(] ?([〇零一二三四五六七八九十百]{1,5}) ?[）)]")),
    ("（1）", re.compile(r"[（(] ?([0-9]{1,3}) ?[）)]")),
    ("一、", re.compile(r"([一二三四五六七八九十百]{1,5}) ?[、．.](?![〇零一二三四五六七八九十百]{1,3}(?:[、审级类等]|$))")),
    ("1.", re.compile(r"([0-9]{1,3})(?:[.．](?![0-9])|、|\))")),
    ("①", re.compile("([①-⑳])")),
    ("⒈", re.compile("([⒈-⒛])")),
    ("⑴", re.compile("([⑴-⒇])")),
    ("㈠", re.compile("([㈠-㈩])")),
)
_FIRST = {
    **dict.fromkeys("（(", (0, 1)),
    **dict.fromkeys("一二三四五六七八九十百", (2,)),
    **dict.fromkeys("0123456789", (3,)),
    **{chr(code): (4,) for code in range(0x2460, 0x2474)},
    **{chr(code): (5,) for code in range(0x2488, 0x249C)},
    **{chr(code): (6,) for code in range(0x2474, 0x2488)},
    **{chr(code): (7,) for code in range(0x3220, 0x322A)},
}
MARK_FIRST = frozenset(_FIRST)
"""The characters that a list mark begins with."""
_ENCLOSED = (("①", 0x2460), ("⒈", 0x2488), ("⑴", 0x2474), ("㈠", 0x3220))
_SPLIT = re.compile("[-－—之]")


@lru_cache(8192)
def head_number(number: str, suffix: str) -> tuple[str, tuple[int, ...]] | None:
    """The number of a head as in ids (``120-1``) and for ordering; None when it is no number."""
    parts: list[int] = []
    for part in _SPLIT.split((number + suffix).replace(" ", "")):
        if not part:
            continue
        value = number_of(part)
        if not isinstance(value, int):
            value = _digits(part)
        if value is None or value > 99_999:
            return None
        parts.append(value)
    if not parts:
        return None
    return "-".join(map(str, parts)), tuple(parts)


def _digits(part: str) -> int | None:
    """Numerals that counting would not write but heads hold: 一百二, 一百十二, 二一."""
    if re.fullmatch("[一二三四五六七八九]百[一二三四五六七八九]", part):
        return None
    value = number_of(part.replace("百十", "百一十").replace("两", "二"))
    return value if isinstance(value, int) else None


def mark_of(text: str, at: int) -> tuple[str, int, int] | None:
    """The list mark at ``at`` of matching text: (style, number, end of the mark), None when there is none."""
    styles = _FIRST.get(text[at : at + 1])
    if styles is None:
        return None
    for style in styles:
        name, pattern = _MARKS[style]
        found = pattern.match(text, at)
        if found:
            number = _mark_number(name, found[1])
            if number is not None:
                return name, number, found.end()
    return None


@lru_cache(1024)
def _mark_number(style: str, words: str) -> int | None:
    for name, first in _ENCLOSED:
        if style == name:
            return ord(words) - first + 1
    value = number_of(words)
    return value if isinstance(value, int) and 0 < value < 1000 else None
