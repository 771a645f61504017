"""Verbs that declare with a thing as their subject: 实行, 适用, 以…为原则, 按照…执行, 自…起计算, 由法律规定."""

from __future__ import annotations

import re

from .facts import Modality
from .lexicon import alternation, lexicon
from .mainverbs import MainVerb

_words = lexicon("modality")
_PRINCIPLE = re.compile("为(?:原则|主体|目标|导向|基础|核心|中心|主线|重点|依据|限|准|主)(?=[，；。]|$)")
_BY_RULE = re.compile(
    "(?:按照|依照|参照|根据|按|比照)[^，；。：]*?(?P<verb>(?:确定|执行|办理|处理|计算|实施|缴纳|支付|计征|征收|承担|管理|追究|处罚|处置|结算|列支|建设|配置|设置|公开)$|进行(?=[^，；。：的]{2,14}$))"
)
_THING = re.compile(
    "|".join(f"{word}(?<!实{word})" for word in alternation(_words["thing"]["verbs"]).split("|"))
    + "|仅?限于(?<!不限于)(?=[0-9一二三四五六七八九十每])|包含在(?=[^，；。]{2,20}[内中]$)"
)
_FROM = re.compile(
    "(?:自|从)[^，；。]*?[起时内日](?P<verb>计算|起算|生效|失效|执行|实施|行使|终止)$|(?P<void>无效|有效|失效|生效)(?<!的..)$"
)
_BY_LAW = re.compile("由(?=(?:法律|行政法规|地方性法规|法规|规章|条例|、|和|或者|以及|国务院决定)+(?:另行)?(?:规定|设定|制定))")
_COMPOSED = re.compile("由[^，；。：]{2,80}(?P<verb>组成)$")
#: 服务经费纳入政府预算; 下列费用不列入补贴范围
_PLACED = re.compile("(?:一律|统一|分别|逐步|全部|一并|均|应)?(?P<verb>不?(?:纳入|列入|计入|记入|归入))(?=[^，；。的者、]{2})")
_MOVED = re.compile("[将把被未已可向给与]|经过")
_MEANS = re.compile("(?:所需|相关|有关|上述|其)?[^，；。的]{0,6}(?:费用|经费|资金)")
#: 专利权归合作双方共有
_OWNED = re.compile("归(?<![回可同指总]归)[^，；。的]{1,20}(?:所有|共有|共同所有|享有)$")
#: 评审意见作为审批的依据
_TAKEN = re.compile("(?<![将把以])作为(?=[^，；。：]{0,40}(?:依据|参考|凭据|凭证|条件|标准)$)")
#: 补贴从专项资金中支付
_FUNDED = re.compile("从[^，；。：]{2,30}(?:中|内)(?P<verb>支付|列支|支出|解决|安排|承担|提取|扣除)$")
_REPORT = re.compile(
    "报(?<![上通公申汇情举预填呈谎瞒]报)(?![告送刊表社名考警酬废价销关复应])(?=[^，；。]{2,40}?(?:批准|备案|审批|审定|审核|同意|决定|审查)(?:[^，；。]{0,4}$))"
)


def _described(text: str, start: int, end: int) -> bool:
    """Does the clause end in the thing that the verb before ``start`` describes (列入名录的产品，…)?"""
    of = text.rfind("的", start, end)
    return of > 0 and end - of <= 8 and text[end : end + 1] == "，"


def belongs(text: str, start: int, end: int) -> MainVerb | None:
    """归X所有: to whom a thing belongs."""
    owned = _OWNED.search(text, start + 1, end) if text.find("归", start + 1, end) >= 0 else None
    return MainVerb(owned.start(), owned.start() + 1, "declaration", "thing", False, owned.start()) if owned else None


def funded(text: str, start: int, end: int) -> MainVerb | None:
    """所需费用纳入预算: where the means of the act before come from."""
    return declaring_verb(text, start, end) if _MEANS.match(text, start, end) and _PLACED.search(text, start, end) else None


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
        if hit.group() == "适用" and hit.start() > start and text[hit.start() - 1] in "、和与及":
            continue  # 使用场景和适用设备
        if hit.group() == "包括" and hit.start() == start:
            continue  # 数据处理，包括收集、存储等: what a term covers
        if text[hit.end() : hit.end() + 1] == "的" or text.startswith(("适用范围", "适用条件"), hit.start()):
            continue
        modality: Modality = "prohibition" if hit.group() in ("不予", "不再", "不停止") else "declaration"
        return MainVerb(hit.start(), hit.end(), modality, "thing", False, hit.start())
    report = _REPORT.search(text, start, end) if text.find("报", start, end) >= 0 else None
    if report:
        return MainVerb(report.start(), report.end(), "responsibility", "bare", False, report.start())
    owned = belongs(text, start, end)
    if owned:
        return owned
    taken = _TAKEN.search(text, start + 2, end) if text.find("作为", start + 2, end) >= 0 else None
    if taken:
        return MainVerb(taken.start(), taken.start() + 2, "declaration", "thing", False, taken.start())
    placed = _PLACED.search(text, start + 2, end) if text.find("入", start + 2, end) >= 0 else None
    if placed and not _MOVED.search(text, start, placed.start()) and not _described(text, placed.end(), end):
        return MainVerb(placed.start("verb"), placed.end(), "declaration", "thing", False, placed.start("verb"))
    last = text[end - 1]
    funded = _FUNDED.search(text, start, end) if last in "付支出决排担取除" else None
    if funded:
        return MainVerb(funded.start("verb"), end, "declaration", "thing", False, funded.start())
    composed = _COMPOSED.search(text, start, end) if last == "成" else None
    if composed:
        return MainVerb(composed.start("verb"), end, "declaration", "thing", False, composed.start())
    since = _FROM.search(text, start, end) if last in "算效行施使止" else None
    if since:
        name = "verb" if since.group("verb") else "void"
        return MainVerb(since.start(name), since.end(name), "declaration", "thing", False, since.start(name))
    ruled = last in "定行理算施纳付征收担究罚置支设开" or text.find("进行", start, end) >= 0
    rule = _BY_RULE.search(text, start, end) if ruled else None
    if rule:
        return MainVerb(rule.start("verb"), rule.end("verb"), "declaration", "thing", False, rule.start())
    return None
