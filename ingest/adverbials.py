"""Adverbials 状语 before a verb: what is skipped (adverbs, basis phrases, co-actors) and what stays in the action (向X, 对Y, 自…之日起, 将Z)."""

from __future__ import annotations

import re

from .lexicon import alternation, lexicon
from .phrases import ADVERBS, NOMINAL, SKIPPED, STATIVE, VERBS, basis_end, co_end, predicate_at, prepositions, verb_at

_words = lexicon("modality")
PREPOSITION = re.compile(
    "向|将|把|对于|为|与|通过|每|依托|面向|围绕|针对|(?:利用|运用|采取|采用)(?=[^，；。]*(?:方式|手段|形式|技术))"
    f"|{prepositions(['对', '在', '自', '于', '从', '就', '以', '给'])}"
)
#: its first characters
_PREPOSITIONS = frozenset("向对将把在自于为与从给就通以每依面围针利运采")
_OBJECT_VERB = re.compile(alternation(_words["inner"]["verbs"]))
_LIGHT = re.compile("进行|实施|给予|予以|开展|采取|作出|负责|承担|实行|享有|加强|负(?=[^担有])")
_PLACE = re.compile("(?:中|内|下|上|时|前|后|间|方面|领域|基础上)")
#: 自收到申请之日起十日内, 自受理之日起: when, not what
SINCE = re.compile(
    "[自从][^，；。]{1,60}?起(?:算)?(?:的)?(?:[0-9一二两三四五六七八九十百]{1,6}个?(?:工作日|小时|日|天|周|月|年)(?:之内|以内|内)?)?(?!来|诉|草|算)"
)
#: what ends 通过加强宣传等措施
_MEANS = re.compile("(?:方式|形式|措施|途径|手段|渠道|办法|方法)等?")
#: what is done with the thing behind 将/把
DISPOSAL = re.compile(
    "(?:纳入|列入|列为|归集|接入|上传|推送|运输至|运至|运往|送至|交给|作为|计入|记入|录入|存入|转入|汇入|归入|载入|报送|上报|移送|移交|转交|交由|转送|提交|送达|抄送|抄告|告知|通报|公布|公示|公开|公告|用于|提供给|返还|退还|划拨)(?![的者])"
)


_WAY = re.compile("[^，；。：的地在对向将把由为]{1,11}(?<![本当各土用基场产异就实农耕林草属领内外住境陆工園园营驻胜圣])地")


def skip(text: str, at: int, end: int) -> int:
    """Past adverbs (also 有计划、分步骤地), basis phrases and co-actors, but never past a weak modal."""
    while at < end:
        after = at
        if text[at] in SKIPPED:
            after = basis_end(text, at, end)
            if after == at:
                after = co_end(text, at, end)
            if after == at:
                after = ADVERBS.match(text, at, end).end()  # type: ignore[union-attr]
        if after == at and text.find("地", at + 2, min(end, at + 14)) >= 0:
            way = _WAY.match(text, at, end)
            after = way.end() if way and verb_at(text, way.end()) else at
        if after == at:
            return at
        at = after
    return at


def inner_end(text: str, at: int, end: int) -> int:
    """Behind the prepositional phrase at ``at`` that stays in the action (向X, 对Y, 在Z中); ``at`` when there is none."""
    end = min(end, at + 160)
    if text[at] == "在":
        for place in reversed(list(_PLACE.finditer(text, at + 2, end - 1))):
            after = place.end()
            if text[after] not in "的、和与" and predicate_at(text, after, end):
                at = after
                break
    if at >= end or text[at] not in _PREPOSITIONS or PREPOSITION.match(text, at, end) is None:
        return at
    if text.startswith("通过", at):
        for means in reversed(list(_MEANS.finditer(text, at + 2, end))):
            if means.end() == end or predicate_at(text, means.end(), end):
                return means.end()
    if text[at] in "自从":
        since = SINCE.match(text, at, end)
        if since and since.end() < end and text[since.end()] not in "的、和由":
            at = skip(text, since.end(), end)
            if at >= end:
                return at
    if text[at] in "将把":
        disposal = DISPOSAL.search(text, at + 2, end)
        if disposal:
            return disposal.start()
    if text[at] in "对将把":
        light = list(_LIGHT.finditer(text, at + 2, end))
        if light:
            return light[-1].start()
    for verb in _OBJECT_VERB.finditer(text, at + 2, end):
        if verb.end() >= end and verb.group() in NOMINAL and text[at] in "向为给与":
            break  # 向X发送通知: the word is the object
        if text[verb.end() : verb.end() + 1] not in ("的", "者", "、", "和", "与") or verb.group() == "报告":
            return verb.start()
    if text[at] in "向为给与":
        for k in range(at + 2, min(end - 2, at + 24)):
            word = text[k : k + 2]
            if word in VERBS and word not in NOMINAL and word not in STATIVE and text[k + 2] not in "的者、和与人":
                return k
        for verb in _OBJECT_VERB.finditer(text, at + 2, end):
            return verb.start()
    if text[at] == "在":
        for k in range(at + 2, min(end - 2, at + 24)):
            word = text[k : k + 2]
            if word in VERBS and word not in NOMINAL:
                plain = word not in STATIVE and text[k + 2] not in "者、和与人" and text.find("的", k, min(end, k + 16)) < 0
                return k if plain else at
    return at


def disposes(text: str, start: int, verb: int) -> bool:
    """将X纳入Y: does the clause that opens at ``start`` say what is done with a thing, by the verb at ``verb``?"""
    return text[start] in "将把" and DISPOSAL.match(text, verb) is not None and text.find("《", start, verb) < 0
