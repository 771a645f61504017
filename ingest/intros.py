"""What the chapeau of a list 列举项的引导语 announces: conditions, acts, contents or meanings.

The place of 下列/以下 decides: before the modal it stands in a condition (有下列情形之一的，应当 …), behind it in the
action (应当遵守下列规定; 不得有下列行为), and the noun it counts says whether the items are norms of their own.
"""

from __future__ import annotations

import re
from typing import Literal

from .lexicon import alternation, lexicon

Intro = Literal["conditions", "exceptions", "acts", "contents", "meanings", "open"]

_words = lexicon("intros")
_STOP = re.compile("[，；：。]")
_LISTED = re.compile("(?:下列|以下|如下|下述)")
_MEANINGS = re.compile("用语|术语|名词|含义是|的含义|的定义|所称[^，；。]{0,60}(?:下列|以下|包括)")
_ALTERNATIVE = re.compile("之一的?$")
_ACTS = re.compile(alternation(_words["acts"]))
_CONTENTS = re.compile(alternation(_words["contents"]))
_EXCEPT = re.compile("(?:下列|以下)[^，；。：]{0,60}(?:除外|不受此限|例外)|除(?:下列|以下)[^，；。：]{0,60}外")


def intro_of(chapeau: str, trigger_end: int | None) -> Intro:
    """What ``chapeau`` announces, given where its last sentence-level modal ends (None: it has none).

    ``open``: nothing but a colon (信息基础设施建设应当…：), each item speaks for itself.
    """
    begin = chapeau.rfind("。", 0, len(chapeau) - 1) + 1
    tail = chapeau[begin:]
    if _MEANINGS.search(tail):
        return "meanings"
    if _EXCEPT.search(tail):
        return "exceptions"
    every = list(_LISTED.finditer(chapeau, begin))
    if not every:
        return "open"
    listed = every[-1]
    stop = _STOP.search(chapeau, listed.start())
    clause = chapeau[listed.start() : stop.start() if stop else len(chapeau)]
    before = trigger_end is None or listed.start() < trigger_end
    if before and (_ALTERNATIVE.search(clause) or clause.endswith("的")):
        return "conditions"
    if _ALTERNATIVE.search(clause) and not _ACTS.search(clause):
        return "contents"
    acts = list(_ACTS.finditer(clause))
    contents = list(_CONTENTS.finditer(clause))
    if acts and (not contents or acts[-1].end() >= contents[-1].end()):
        return "acts"
    if contents:
        return "contents"
    return "conditions" if before and trigger_end is not None else "open"
