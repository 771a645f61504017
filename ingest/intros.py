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
_STRICT = re.compile(f"(?:{alternation(_words['strict'])})$")
_ACTS = re.compile(alternation(_words["acts"]))
_CONTENTS = re.compile(alternation(_words["contents"]))
#: before 下列: a verb that makes or states things (制定下列规范, 提交下列计划); what it lists are its objects
_STATES = re.compile(f"(?:{alternation(_words['stating'])})(?:并(?:公布|公开|实施))?(?:以|了)?$")
#: nouns of doings that a sentence can be about (开展下列活动，应当…)
_TOPIC = re.compile(f"(?:{alternation(_words['topical'])})$")
#: where something is done (在下列工作中查询信用信息): the entries are places and times of it
_WHEREIN = re.compile("(?:工作|活动|事项|环节|过程|领域|方面|情形|情况|范围)(?:中|内|下|方面|时|过程中)")
#: what is dealt with (对利用下列业务从事诈骗的活动进行监测)
_UPON = re.compile("对(?![外内应])[^，；。]*$")
_DEALT = re.compile("(?:进行|予以|给予|实施)(?!修改|修正|废止|部分修改)")
_BY_RULE = re.compile("按照|依照|按|遵守|遵循|根据|依据|符合|通过|采取|采用")
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
    if before and trigger_end is not None and _topic_of(chapeau, listed.start(), clause):
        return "conditions"
    if not before and _made(chapeau, listed.start(), clause):
        return "contents"
    if listed.start() > 0 and chapeau[listed.start() - 1] in "在对就从" and _WHEREIN.search(clause):
        return "contents"
    if _UPON.search(chapeau, max(begin, listed.start() - 30), listed.start()) and _DEALT.search(clause):
        return "contents"
    acts = list(_ACTS.finditer(clause))
    contents = list(_CONTENTS.finditer(clause))
    if acts and (not contents or acts[-1].end() >= contents[-1].end()):
        return "acts"
    if contents:
        return "contents"
    return "conditions" if before and trigger_end is not None else "open"


def _topic_of(chapeau: str, listed: int, clause: str) -> bool:
    """Is 下列X what the sentence is about, closed by a comma before the modal (开展下列活动，应当…; 对下列工作，由…)?"""
    if not chapeau.startswith("，", listed + len(clause)) or not _TOPIC.search(clause):
        return False
    start = max(chapeau.rfind(mark, 0, listed) for mark in "，；。：") + 1
    return _BY_RULE.search(chapeau, start, listed) is None


def _made(chapeau: str, listed: int, clause: str) -> bool:
    """Is 下列X the object of a verb that makes or states it (制定下列规范)? Items are then things."""
    strict = _STRICT.search(clause)
    return strict is None and _STATES.search(chapeau, max(0, listed - 12), listed) is not None
