"""Dealings 往来: 接受X委托, 取得X同意, 应X请求. A word in front, whoever is dealt with, and the noun of what passes between the two.

The noun of the dealing looks like a verb (委托, 同意), so the name would run on through it; here the frame is read first.
"""

from __future__ import annotations

import re

from ..lexicon import alternation, lexicon
from .nouns import Noun, noun_at
from .words import Word

_KINDS = lexicon("roles")["dealings"]
#: 的 and what may qualify the noun of the dealing (业主的|书面|同意, 机构|现场|调查)
_QUALIFIED = "(?:依法|书面|口头|单独|明确|一致|事先|事前|共同|自愿|全体|现场|日常|联合|统一|监督|调查|检查|行政|业务|专项|技术|安全){0,3}"
#: word in front → what the other side does
_DONE = {
    word: re.compile(f"{'' if kind.get('bare') else '的?'}{_QUALIFIED}(?:{alternation(kind['done'].split())})")
    for kind in _KINDS
    for word in kind["words"].split()
}
#: the words in front
DEALING = frozenset(_DONE)
_LONGEST = 40


def dealt_with(text: str, ws: list[Word], i: int, at: int, end: int, anchor: str) -> Noun | None:
    """Whoever stands between ``anchor`` (one of :data:`DEALING`), which ends at ``at``, and the noun of the dealing; ``ws[i]`` is the first word behind it."""
    done = _DONE[anchor]
    for x in range(i, min(len(ws), i + 8)):
        kind, _, e = ws[x]
        if kind in "Tt" and e < end and e - at < _LONGEST:
            if done.match(text, e, end) is None or "规定" in text[at:e]:
                continue
            noun = noun_at(text, ws[: x + 1], i, at, e, False)
            if noun is not None and noun.end == e and noun.start == at and not noun.follow and (not noun.weak or e - at > 2):
                return Noun(at, e, x + 1, "", noun.cuts, noun.open_list)
            return None
        if kind in "M":
            return None
    return None
