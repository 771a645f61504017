"""Chinese and Arabic numerals → numbers. What is not surely a number is None, never a guess."""

from __future__ import annotations

import re
from functools import lru_cache

#: One numeral, as a piece of a larger pattern: 二十、1260、1.5万、三千五百、1,000、二〇二二.
NUMERAL = r"(?:[0-9]{1,3}(?:[,，][0-9]{3}){1,4}+(?![0-9])|[0-9]{1,15}+)(?:\.[0-9]{1,6}+)?[百千万亿]{0,2}+|[〇○零一二两三四五六七八九十百千万亿]{1,24}+"

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億兩○", "一二三四五六七八九十百千万亿两〇")
_ARABIC = re.compile(r"([0-9]{1,3}(?:[,，][0-9]{3})+|[0-9]+)(\.[0-9]+)?([百千万亿]{0,2})")
_UNITS = {"": 1, "百": 100, "千": 1_000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000, "万亿": 10**12}
_BELOW_WAN = re.compile(
    r"(?:(?P<q>[一二两三四五六七八九])千)?(?P<z1>[零〇]?)(?:(?P<b>[一二两三四五六七八九])百)?(?P<z2>[零〇]?)"
    r"(?:(?P<s>[一二三四五六七八九]?)(?P<ten>十))?(?P<z3>[零〇]?)(?P<g>[一二两三四五六七八九])?"
)


@lru_cache(maxsize=4096)
def number_of(text: str) -> int | float | None:
    """The number that ``text`` writes, or None when it is none, malformed, or colloquially short (三千二, 二百五, 三四).

    Accepts Chinese numerals with units (两万五千, 一百零八), digit by digit (二〇二二), banker's forms (贰拾), Arabic digits
    with thousands separators and decimals, and digits followed by a unit (1.5万).
    """
    text = text.strip().translate(_FORMAL)
    if found := _ARABIC.fullmatch(text):
        scale = _UNITS.get(found[3])
        if scale is None:
            return None
        digits = re.sub("[,，]", "", found[1])
        if not found[2]:
            return int(digits) * scale if len(digits) <= 18 else None
        value = round(float(digits + found[2]) * scale, 6)
        return int(value) if value.is_integer() else value
    return _chinese(text)


def _chinese(text: str) -> int | None:
    if not text or len(text) > 24 or any(c not in _DIGITS and c not in "十百千万亿" for c in text):
        return None
    if all(c in _DIGITS for c in text) and len(text) > 1:
        if "两" in text or (len(text) < 3 and "零" not in text and "〇" not in text):
            return None
        return int("".join(str(_DIGITS[c]) for c in text))
    if text in ("零", "〇"):
        return 0
    head, yi, tail = text.rpartition("亿")
    if yi:
        above = _chinese(head) if head else None
        rest = _rest(tail)
        return None if above is None or rest is None else above * 100_000_000 + rest
    return _rest(text)


def _rest(text: str) -> int | None:
    """A numeral below 亿; the empty one is 0."""
    if not text:
        return 0
    head, wan, tail = text.partition("万")
    if not wan:
        return _below_wan(text, follows=False)
    above = _below_wan(head, follows=False) if head else None
    below = _below_wan(tail, follows=True) if tail else 0
    return None if not above or below is None else above * 10_000 + below


def _below_wan(text: str, *, follows: bool) -> int | None:
    """A numeral below 万. ``follows``: it stands after 万, so a bare last digit (二万五) is colloquial."""
    found = _BELOW_WAN.fullmatch(text)
    if not found or not text.strip("零〇"):
        return None
    bare = found["g"] and not found["ten"] and not found["z3"] and not found["z2"] and not found["z1"]
    if bare and (found["q"] or found["b"] or follows):
        return None
    value = 0
    for group, unit in (("q", 1000), ("b", 100), ("g", 1)):
        if found[group]:
            value += _DIGITS[found[group]] * unit
    if found["ten"]:
        value += (_DIGITS[found["s"]] if found["s"] else 1) * 10
    return value
