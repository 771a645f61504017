"""Logical text → matching text of the same length: what rules read instead of the many spellings of a page.

Half-width punctuation beside Chinese is widened, full-width digits and Latin letters are narrowed, odd spaces are made
plain, Traditional Chinese is simplified (OpenCC t2s, one character at a time, so that no offset moves).
"""

from __future__ import annotations

import re
from functools import cache

HAN = "\u3400-\u4dbf\u4e00-\u9fff〇"
_WIDE = {ord(narrow): wide for narrow, wide in zip("(),:;?!", "（），：；？！", strict=True)}
_NARROW = {code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_NARROW_CLASS = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
_SPACES = re.compile("[\\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_NEIGHBOUR = HAN + "（），：；？！。、《》“”〔〕"
_PUNCTUATION = re.compile(f"(?<=[{_NEIGHBOUR}])[(),:;?!]+|[(),:;?!]{{1,8}}(?=[{_NEIGHBOUR}])")
_HAS_PUNCTUATION = re.compile("[(),:;?!]")
# frequent characters of statutes that exist only in Traditional writing
_TRADITIONAL = re.compile("[條項應當時對於與為國務員會據罰責權專業開關單該設備處經費實際審決過動區縣鄉鎮學體機構規證執]")
_ENOUGH = 5  # a quoted name may hold a few; a Traditional text has them in every line


def matching_text(text: str) -> str:
    """``text`` normalised for matching, character for character (always the same length)."""
    match = text
    if not match.isascii():
        match = _NARROW_CLASS.sub(lambda found: found.group().translate(_NARROW), match)
    match = _SPACES.sub(lambda found: " " * len(found.group()), match)
    if _HAS_PUNCTUATION.search(match):
        match = _PUNCTUATION.sub(lambda found: found.group().translate(_WIDE), match)
    if is_traditional(match):
        match = match.translate(_simplified())
    return match


def is_traditional(text: str) -> bool:
    """Whether ``text`` is written in Traditional Chinese (enough characters that Simplified writing does not have)."""
    return any(number >= _ENOUGH for number, _ in enumerate(_TRADITIONAL.finditer(text), 1))


@cache
def _simplified() -> dict[int, str]:
    """Traditional → Simplified for every Han character that changes. Characters are apart, so no phrase rule applies."""
    from opencc import OpenCC  # slow to load, and needed by Traditional texts only

    characters = [chr(code) for first, last in ((0x3400, 0x4DBF), (0x4E00, 0x9FFF)) for code in range(first, last + 1)]
    converted = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {ord(old): new for old, new in zip(characters, converted, strict=True) if old != new and len(new) == 1}
