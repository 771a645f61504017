"""The main verb of a clause that has no strong modal: weak modals (负责, 鼓励, 实行, 由X …) and bare indicatives.

The test is where the subject ends. An actor's name (its tail: 部门, 机关, 单位 …) followed only by adverbs, basis phrases and
co-actors ends before its verb; a thing is a subject only of the few verbs that declare (数据实行分类管理).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .adverbials import DISPOSAL, PREPOSITION, SINCE, inner_end, skip
from .facts import Modality
from .lexicon import alternation, lexicon
from .phrases import (
    ADVERBS,
    BASIS,
    BASIS_OPENERS,
    NOMINAL,
    PIVOT,
    SKIPPED,
    STATIVE,
    TAILS,
    VERBS,
    basis_end,
    predicate_at,
    verb_at,
)
from .verbnouns import is_verb, makes_noun

_words = lexicon("modality")
_WEAK: dict[str, Modality] = {word: kind for kind, words in _words["weak"].items() for word in words}
WEAK = re.compile(alternation(list(_WEAK)))
_NOT_WEAK = re.compile(
    "负责(?:人(?![工力才民员口事])|制(?![定作订])|任)|实行(?:者|人)|适用(?:于?范围|性|条件|的)|(?:享有|享受|负责|鼓励|视为|实行|允许)的|鼓励(?:政策|措施|性)"
)
SUBJECT = re.compile(f"(?:{TAILS})(?:（[^（）]*）)?")
_BY = re.compile(
    "由(?<![自缘来以]由)(?<![^经管护代总助监]理由)(?<!^理由)(?<![^董监理干]事由)(?<!^事由)(?<!无论由|不论由|需再由|应当由|可以由|必须由|不得由)(?!于|此|来|衷|低|高|上至|点|[、，；的])"
)
#: verbs no list of verbs holds whole
_WEIGHS = ("综合考虑", "统筹考虑", "综合平衡", "派人", "派员")
#: what does not stand in the name of an agent
_NO_NAME = frozenset("，；。：、的由向对将把从为与被")
HOLDS = re.compile("(?:负有|具有|有|承担)(?=[^，；。：]{0,60}?(?:权利|义务|自由|权力)(?:[，；。]|$))")
#: X主管本行政区域的节水工作
_IN_CHARGE = re.compile("主管(?![部机单人局厅委])[^，；。]{2,60}(?:工作|事务|事项|业务|活动|监督|管理)(?:$|[，；。])")
_AFTER = re.compile("后|时(?<![及按同定适实即限随有]时)|前(?<!提前)")
_ADJUNCT = re.compile(
    "围绕|结合|针对|依托|立足|聚焦|在[^，]*[中内下上间]$|根据[^，]*$|按照[^，]*$|依照[^，]*$|通过|以[^，]*为|坚持|受(?![理让到益])[^，]*(?:委托|指派|邀请)$"
)
#: right before a name: it is the other side (依法与用户承担责任, 对损失与用户承担责任, 对部门负责)
_PARTNER = re.compile(
    "(?:与(?<![赠参给授]与)(?!会)|同(?<![共协会合相不]同)(?![时级意一业等])|向(?!导)|给(?!予)|对(?<![应针面相]对)(?![外方象策照内应]))[^，；。的]{0,24}$"
)
#: what a body does before its verb: 保护工作部门|结合实际，
_NAMED = re.compile("(?:结合|围绕|针对|依托|立足|聚焦)[^，；。的]*$")
#: 经X审议: X acts before the norm, it is not its subject
_VIA = re.compile("经(?<![未非]经)(?![营济费理办纪验销过历典手])(?!常(?!务))[^，；。的]{0,30}$")
#: 不V that tells a case, not what holds
_CASES = frozenset(("履行", "符合", "具备", "具有", "存在", "愿意", "同意", "接受", "配合", "知道", "服从", "需要"))
#: verbs that name an office behind 国家 (国家审计机关)
_OFFICES = frozenset(("审计", "监察", "检察", "统计", "监督", "领导"))
_STATE = frozenset(("国家", "国务院", "本省", "本市", "本自治区", "本州", "本县", "本区"))
_PREDICATE = re.compile("自|由|应当|必须|不得|可以|适用|不适用|为(?!了)|按照|依照|纳入|列入|不予|只能|均|不|经|归|属于|视为")
#: a thing and the rule it follows, before the verb of the next clause (污染防治按照属地管理的原则，建立…)
_RULED = re.compile("(?:按照|依照|根据|依据)[^，；。]*(?:规定|要求|原则|规划|标准|程序|职责|需要|计划|授权)$")
_LISTED = re.compile(
    "[^，；。的]{0,12}、[^，；。的]{2,80}(?:(?:部门|机构|机关|单位)$|等(?:有关|相关)?(?:行政|主管|行政主管|监督管理)?(?:部门|机构|机关|单位))"
)


class MainVerb(NamedTuple):
    """A weak modal or bare verb: local span, modality, rule (weak/bare/by/thing/holds), whether a subject stands before it and
    where its predicate begins (统一向X|通告)."""

    start: int
    end: int
    modality: Modality
    rule: str
    subject: bool
    begin: int


#: what is drawn up (形成目录草案), though 形成 otherwise tells a state
_DRAWN_UP = ("草案", "目录", "清单", "名录", "报告", "方案", "决定", "意见", "记录", "档案", "文本")
_ENJOYED = frozenset(("享有", "享受"))
#: a verb whose object is a clause (保障用户享有…)
_CAUSES = re.compile("(?:保障|确保|保证|维护|使(?!用|得)|使得|帮助)[^，；。的]{0,24}$")


def leading_verb(text: str, start: int, end: int) -> MainVerb | None:
    """The verb a clause opens with (adverbs and basis phrases aside): 鼓励…, 依法保护…, 负责…."""
    at = skip(text, start, end)
    if at >= end:
        return None
    begin = start
    phrase = inner_end(text, at, end)
    at = skip(text, phrase, end) if phrase > at else at
    weak = WEAK.match(text, at, end)
    if weak and not _NOT_WEAK.match(text, at):
        return _weak(text, at, weak, False, begin)
    size = verb_at(text, at)
    if size and text[at - 1] == "不" and at > begin:
        return MainVerb(at - 1, at + size, "declaration", "thing", False, begin)
    if size and _acts(text, at, size, end):
        return MainVerb(at, at + size, _bare(text[at : at + size]), "bare", False, begin)
    return None


def _weak(text: str, at: int, weak: re.Match[str], subject: bool, begin: int) -> MainVerb:
    """A weak modal; denied (不享受待遇, 不实行备案) it only declares."""
    if at > 0 and text[at - 1] == "不":
        return MainVerb(at - 1, weak.end(), "declaration", "thing", subject, begin)
    return MainVerb(at, weak.end(), _WEAK[weak.group()], "weak", subject, begin)


def _acts(text: str, at: int, size: int, end: int) -> bool:
    """Is the verb a predicate here?"""
    return is_verb(text, at, size, end) or (text.startswith("形成", at) and text.endswith(_DRAWN_UP, at + size, end))


def verb_after_subject(text: str, start: int, end: int, topic: bool = False) -> MainVerb | None:
    """The main verb behind an actor's name: X负责…, X会同Y制定…, X向Z报告….

    ``topic``: the clause ends at a comma, so it may be no more than a noun phrase (X开展工作涉及的经费，).
    """
    first: MainVerb | None = None
    before = False  # has an actor been named in the clause
    covered = start  # the end of a basis phrase behind one
    since = SINCE.search(text, start, end) if text.find("自", start, end) >= 0 else None
    opening = skip(text, start, end) if start < end else end
    if opening < end and text[opening] in "将把" and DISPOSAL.search(text, opening + 2, end):
        return None  # 将X纳入国家Y体系: whoever is named in the object is no subject
    for tail in SUBJECT.finditer(text, start, end):
        at = tail.end()
        if tail.start() == start and tail.group() == "组织":
            continue
        if tail.start() < covered:
            continue  # 本市按照国家部署，…
        named, before = before, True
        if since is not None and since.start() < at <= since.end():
            continue  # 自债权人知道之日起: when, not who
        if text[at : at + 1] == "等":
            at += 1
        if at >= end or (text[at] in "、和与及或的" and not text.startswith(("与", "和"), at)):
            continue
        verb = skip(text, at, end)
        if verb > at and text[at] in BASIS_OPENERS:
            covered = verb
        if verb >= end:
            continue
        partner = _PARTNER.search(text, max(start, tail.start() - 26), tail.start()) if tail.start() > start else None
        if partner:
            at = partner.start() if named else start
        weak = WEAK.match(text, verb, end)
        if weak and weak.group() in _ENJOYED and _CAUSES.search(text, start, tail.start()):
            continue  # 保障用户享有知情权: what is secured, no right read off its own clause
        if weak and not _NOT_WEAK.match(text, verb) and not _names_actor(text, weak.end(), end):
            return _weak(text, verb, weak, True, at)
        if first is not None:
            continue
        holds = HOLDS.match(text, verb, end)
        if holds:
            owed = "义务" in text[holds.end() : end]
            first = MainVerb(verb, holds.end(), "obligation" if owed else "right", "holds", True, at)
            continue
        if text.startswith("主管", at) and _IN_CHARGE.match(text, at, end):
            first = MainVerb(at, at + 2, "responsibility", "bare", True, at)
            continue
        if partner and not named:
            continue  # 与用户承担责任, 向部门报告: who acts was named before
        inner = inner_end(text, verb, end) if verb < end else verb
        inner = 0 if inner == verb else inner
        if inner:
            verb = skip(text, inner, end)
            weak = WEAK.match(text, verb, end)
            if weak and not _NOT_WEAK.match(text, verb):
                first = _weak(text, verb, weak, True, at)
                continue
        holds = HOLDS.match(text, verb, end) if inner else None
        if holds:
            owed = "义务" in text[holds.end() : end]
            first = MainVerb(verb, holds.end(), "obligation" if owed else "right", "holds", True, at)
            continue
        if inner and text[verb : verb + 1] == "负" and not text.startswith("负责", verb):
            first = MainVerb(verb, verb + 1, "responsibility", "bare", True, at)
            continue
        size = verb_at(text, verb)
        if not size or text[verb - 1] == "的" or not _acts(text, verb, size, end):
            continue
        pivot = text[verb : verb + 2] in PIVOT
        if (
            not inner
            and verb == at
            and text[verb : verb + 2] in NOMINAL
            and not (tail.group() in _STATE and text[verb : verb + 2] not in _OFFICES)
            and size == 2
            and not _directs(text, verb + size)
            and _goes_on(text, verb + size, end)
        ):
            continue
        if (
            text[verb : verb + 2] in NOMINAL
            and (listed := _LISTED.match(text, verb + size, end))
            and not (pivot and listed.end() < end)
        ):
            continue  # 人民政府发展改革、教育等部门: the offices of the subject
        if (not pivot and _names_actor(text, verb + size, end)) or (topic and names_thing(text, verb + size, end)):
            continue
        if (
            "是" in text[start : tail.start()]
            or text.find("即为", start, tail.start()) >= 0
            or ("经" in text[start : tail.end()] and _VIA.search(text[start : tail.end()]))
        ):
            continue
        begin = at
        later = _AFTER.search(text, verb + size, min(end, verb + size + 24))
        if later and later.end() < end and predicate_at(text, later.end(), end):
            begin = later.end()
            then = skip(text, begin, end)
            then = inner_end(text, then, end)
            longer = verb_at(text, then)
            if longer:
                verb, size = then, longer
            else:
                begin = at
        elif later and later.end() < end and text[later.end()] in "其该":
            continue  # X迁移后其许可证…: a scene
        if text[verb - 1] == "不" and text[verb : verb + 2] in _CASES:
            continue
        if text[verb - 1] == "不":
            first = MainVerb(verb - 1, verb + size, "declaration", "thing", True, begin)
            continue
        first = MainVerb(verb, verb + size, _bare(text[verb : verb + size]), "bare", True, begin)
    return first


def by_actor(text: str, start: int, end: int) -> MainVerb | None:
    """由X＋verb: X is who acts."""
    for by in _BY.finditer(text, start, end):
        if text.find("包括", start, by.start()) >= 0 or _describes(text, start, by.start(), end):
            continue
        relative = False
        for tail in SUBJECT.finditer(text, by.end(), end):
            at = tail.end()
            if text[at : at + 1] == "等":
                at += 1
            at = skip(text, at, end)
            if at >= end or text[at] in "、和与及或的":
                continue
            size = verb_at(text, at)
            if size and text[at : at + 2] in NOMINAL and text.startswith(("组成", "构成"), at + size):
                continue  # 由村民代表组成: the verb belongs to the name
            if text[at + size : at + size + 1] == "的" or text.startswith(("组成的", "构成的"), at):
                relative = True
                continue  # 由X组成的Y: a relative clause
            if 2 <= end - at <= 4 and at > tail.end() and text.find("的", at, end) < 0:
                return MainVerb(by.start(), by.end(), "responsibility", "by", True, at)  # 由X统一印制
            acts_here = size or WEAK.match(text, at) or PREPOSITION.match(text, at, end) or text.startswith(_WEIGHS, at)
            if acts_here or text[at] in "负处报征收定设任规":
                return MainVerb(by.start(), by.end(), "responsibility", "by", True, at)
        begin = 0 if relative else _anybody(text, by.end(), end)
        if begin:
            return MainVerb(by.start(), by.end(), "responsibility", "by", True, begin)
    return None


def _describes(text: str, start: int, by: int, end: int) -> bool:
    """Does 由X only describe a thing named behind it (由市民政局批准的项目，…; 村民以及由村民聘用的人员，应当…)?"""
    if text[end : end + 1] != "，":
        return False
    joined = by > start and text[by - 1] in "及和与、者"
    if not joined and (by > start or (start > 0 and text[start - 1] not in "。；")):
        return False
    of = text.rfind("的", by, end)
    return of > 0 and 1 < end - of <= 12


def _anybody(text: str, start: int, end: int) -> int:
    """Where the predicate begins behind an agent whose name shows nothing (由养犬人|先行垫付); 0 when none is seen."""
    if start >= end or text.endswith(("组成", "构成"), start, end):
        return 0
    for at in range(start + 1 + (text[start] != "其"), min(end - 1, start + 18)):
        if text[at] in _NO_NAME or text[at - 1] in _NO_NAME:
            return 0
        after = ADVERBS.match(text, at, end).end()  # type: ignore[union-attr]
        word = text[after : after + 2]
        if (text[at] in BASIS_OPENERS and BASIS.match(text, at, end)) or (text[at] in "在以" and inner_end(text, at, end) > at):
            return at
        plain = (word in VERBS and word not in NOMINAL and word not in STATIVE) or WEAK.match(text, after, end)
        if (
            plain
            and after - at != 1
            and text[after + 2 : after + 3] not in ("的", "者", "人")
            and not text.startswith("成", after + 1)
        ):
            return at
    return 0


def ends_in_subject(text: str, start: int, end: int) -> bool:
    """Is the clause an actor's name that still waits for its verb (国务院X部门依照本法，…)?"""
    for tail in SUBJECT.finditer(text, start, end):
        after = tail.end()
        if text[after : after + 1] == "等":
            after += 1
        if (
            after == end
            or _ADJUNCT.match(text, after, end)
            or (BASIS.match(text, after, end) and basis_end(text, after, end) == end)
            or (text[after] == "对" and PREPOSITION.match(text, after, end) and leading_verb(text, after, end) is None)
        ):
            return True
    rule = _RULED.search(text, start, end)
    return rule is not None and basis_end(text, rule.start(), end) in (rule.start(), end)


def opens_with_verb(text: str, start: int, end: int) -> bool:
    """Does the clause open with a verb that is not also the head of a noun phrase (支持企业…, but not 监督管理部门…)?"""
    at = start
    if start < end and text[start] in SKIPPED:
        at = ADVERBS.match(text, start, end).end()  # type: ignore[union-attr]
    if at > start and BASIS.match(text, at, end):
        at = skip(text, at, end)
    if WEAK.match(text, at, end) and not _NOT_WEAK.match(text, at):
        return True
    size = verb_at(text, at)
    if not size or (at == start and makes_noun(text, at, at + size)):
        return False
    if text.startswith("组织", at) and verb_at(text, at + 2):
        return True
    if size == 2 and _directs(text, at + size):
        return True  # 领导和支持村民委员会行使职权
    if text[at : at + 2] in PIVOT and (at > start or text[at : at + 2] not in NOMINAL):
        return True
    if text[at : at + 2] not in PIVOT and SUBJECT.match(text, at + size, end):
        return False  # 供水单位, 排污企业: the verb names the actor
    if at == start and text[at : at + 2] in NOMINAL:
        if verb_after_subject(text, at, end) is not None or by_actor(text, at, end) is not None:
            return False
        # 保护工作部门结合实际，制定…: the verb belongs to the name of the body, whose own verb is to come
        if _LISTED.match(text, at + size, end):
            return False  # 规划资源、城管执法等部门按照各自职责，…
        named = SUBJECT.search(text, at + size, min(end, at + 12))
        return named is None or _NAMED.match(text, named.end(), end) is None
    return not _names_actor(text, at + size, end)


def _names_actor(text: str, at: int, end: int) -> bool:
    """Is what stands before ``at`` the relative clause of an actor (承担X工作的管理部门负责…)?"""
    of = text.find("的", at, end)
    if of < 0:
        return False
    for tail in SUBJECT.finditer(text, of + 1, min(end, of + 60)):
        after = tail.end() + (text[tail.end() : tail.end() + 1] == "等")
        if after >= end:
            return False
        then = skip(text, after, end)
        if WEAK.match(text, then, end) or (verb_at(text, then) and text[then : then + 2] not in NOMINAL):
            return True
    return False


def names_thing(text: str, at: int, end: int) -> bool:
    """Does the clause end in a thing that the verb modifies (限制人身自由的处罚，只能…; 开展工作涉及的经费，由…)?

    Only what follows tells: a clause that opens with a predicate takes the thing as its subject. Before 由 the thing must be
    modified by a verb of its own (涉及的经费), since 建立X的制度，由Y负责 is two actions.
    """
    if not _PREDICATE.match(text, end + 1):
        return False
    of = text.rfind("的", at, end)
    if of < 0 or end - of > 8 or of + 1 == end:
        return False
    if text[end + 1] != "由":
        return text[of + 1 : of + 3] not in VERBS or text[of + 1 : of + 3] in NOMINAL
    verb = text[of - 2 : of]
    return ((verb in VERBS and verb not in NOMINAL) or verb in ("所需", "涉及", "产生")) and (
        text[of + 1 : of + 3] not in VERBS or text[of + 1 : of + 3] in NOMINAL
    )


def _directs(text: str, at: int) -> bool:
    """Does a verb go on with one that moves somebody to act (监督|和指导用水单位建立台账)?"""
    second = text[at + 1 : at + 3]
    return text[at : at + 1] in ("和", "、") and second in PIVOT and second not in NOMINAL


def _goes_on(text: str, at: int, end: int) -> bool:
    """After a nominal verb: does the noun phrase run on to another subject (监督|管理部门)?"""
    tail = SUBJECT.search(text, at, min(end, at + 8))
    return tail is not None and tail.group() not in _STATE


def _bare(verb: str) -> Modality:
    return "prohibition" if verb.startswith("禁止") else "responsibility"
