"""Verbs that declare with a thing as their subject: 实行, 适用, 以…为原则, 按照…执行, 自…起计算, 由法律规定."""

from __future__ import annotations

import re

from .facts import Modality
from .lexicon import alternation, lexicon
from .mainverbs import MainVerb

_words = lexicon("modality")
_PRINCIPLE = re.compile("为(?:原则|主体|目标|导向|基础|核心|中心|主线|重点|依据|限|准|主)(?=[，；。]|$)")
_BY_RULE = re.compile(
    "(?:按照|依照|参照|根据|按|比照)[^，；。：]*?(?P<verb>(?:确定|执行|办理|处理|计算|实施|缴纳|支付|计征|征收|承担|管理|追究|处罚|处置)$|进行(?=[^，；。：的]{2,6}$))"
)
_THING = re.compile("|".join(f"{word}(?<!实{word})" for word in alternation(_words["thing"]["verbs"]).split("|")))
_FROM = re.compile(
    "(?:自|从)[^，；。]*?[起时内日](?P<verb>计算|起算|生效|失效|执行|实施|行使|终止)$|(?P<void>无效|有效|失效|生效)(?<!的..)$"
)
_BY_LAW = re.compile("由(?=(?:法律|行政法规|地方性法规|法规|规章|条例|、|和|或者|以及|国务院决定)+(?:另行)?(?:规定|设定|制定))")
_COMPOSED = re.compile("由[^，；。：]{2,80}(?P<verb>组成)$")
_REPORT = re.compile(
    "报(?<![上通公申汇情举预填呈谎瞒]报)(?![告送刊表社名考警酬废价销关复应])(?=[^，；。]{2,40}?(?:批准|备案|审批|审定|审核|同意|决定|审查)(?:[^，；。]{0,4}$))"
)


def by_law(text: str, start: int, end: int) -> MainVerb | None:
    """由法律规定: what only a law may do."""
    by = _BY_LAW.search(text, start, end)
    return MainVerb(by.start(), by.end(), "declaration", "by", False, by.end()) if by else None


def declaring_verb(text: str, start: int, end: int) -> MainVerb | None:
    """A thing as subject of a verb that declares: 实行, 适用, 以…为原则, 按照…执行, 施行 …."""
    principle = _PRINCIPLE.search(text, start, end) if text.find("以", start, end) >= 0 else None
    if principle and ("以" in text[start : principle.start()]):
        return MainVerb(principle.start(), principle.end(), "declaration", "thing", False, principle.start())
    for hit in _THING.finditer(text, start, end):
        if hit.group() == "施行" and hit.end() < end:
            continue  # 本法施行前
        if hit.group() == "包括" and hit.start() == start:
            continue  # 数据处理，包括收集、存储等: what a term covers
        if text[hit.end() : hit.end() + 1] == "的" or text.startswith(("适用范围", "适用条件"), hit.start()):
            continue
        modality: Modality = "prohibition" if hit.group() in ("不予", "不再", "不停止") else "declaration"
        return MainVerb(hit.start(), hit.end(), modality, "thing", False, hit.start())
    report = _REPORT.search(text, start, end) if text.find("报", start, end) >= 0 else None
    if report:
        return MainVerb(report.start(), report.end(), "responsibility", "bare", False, report.start())
    last = text[end - 1]
    composed = _COMPOSED.search(text, start, end) if last == "成" else None
    if composed:
        return MainVerb(composed.start("verb"), end, "declaration", "thing", False, composed.start())
    since = _FROM.search(text, start, end) if last in "算效行施使止" else None
    if since:
        name = "verb" if since.group("verb") else "void"
        return MainVerb(since.start(name), since.end(name), "declaration", "thing", False, since.start(name))
    ruled = last in "定行理算施纳付征收担究罚置" or text.find("进行", start, end) >= 0
    rule = _BY_RULE.search(text, start, end) if ruled else None
    if rule:
        return MainVerb(rule.start("verb"), rule.end("verb"), "declaration", "thing", False, rule.start())
    return None
