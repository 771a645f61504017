"""Dates as statutes write them → ISO 8601 days. A date that is no day of the calendar is no date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import msgspec

_DIGITS = {
    char: value
    for value, chars in enumerate(("〇○零Ｏ", "一", "二", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
_YEAR = "[〇○零Ｏ一二三四五六七八九]{4}"
_SMALL = "[一二三四五六七八九]?十?[一二三四五六七八九]?"

DATE = (
    r"(?:(?P<roc>中华民国|民国)\s{0,2}(?:(?P<ry>\d{1,3})|(?P<rcy>一?百?零?"
    + _SMALL
    + r"))|(?P<y>\d{4})|(?P<cy>"
    + _YEAR
    + r"))\s{0,2}年"
    r"\s{0,2}(?:(?P<m>\d{1,2})|(?P<cm>" + _SMALL + r"))\s{0,2}月"
    r"\s{0,2}(?:(?P<d>\d{1,2})|(?P<cd>" + _SMALL + r"))\s{0,2}日"
    r"|(?P<iy>\d{4})[-./](?P<im>\d{1,2})[-./](?P<id>\d{1,2})(?![\d.])"
)
_DATE = re.compile(r"(?<!\d)(?:" + DATE + ")")


class Day(msgspec.Struct, frozen=True):
    """A day named in a text: its ISO form and where its words stand (end exclusive)."""

    iso: str
    start: int
    end: int


def days_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Day]:
    """The days named in ``text`` between two offsets, in order. 民国 years are counted from 1912 = 1."""
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        iso = _iso(match)
        if iso:
            yield Day(iso, match.start(), match.end())


def _iso(match: re.Match[str]) -> str | None:
    part = match.groupdict()
    if part["iy"]:
        year, month, day = int(part["iy"]), int(part["im"]), int(part["id"])
    else:
        if part["roc"]:
            year = 1911 + (int(part["ry"]) if part["ry"] else _small(part["rcy"]))
        else:
            year = int(part["y"]) if part["y"] else int("".join(str(_DIGITS[char]) for char in part["cy"]))
        month = int(part["m"]) if part["m"] else _small(part["cm"])
        day = int(part["d"]) if part["d"] else _small(part["cd"])
    try:
        return date(year, month, day).isoformat() if year >= 1900 else None
    except ValueError:
        return None


def _small(words: str) -> int:
    """A Chinese numeral below two hundred (a 民国 year); 0 for none."""
    if "百" in words:
        rest = words.partition("百")[2].lstrip("零")
        return 100 + _small(rest) if rest else 100
    tens, ten, ones = words.partition("十")
    if not ten:
        return _DIGITS.get(words, 0) if len(words) == 1 else 0
    return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)
