"""The main verb of a clause that has no strong modal: weak modals (负责, 鼓励, 实行, 由X …) and bare indicatives.

The test is where the subject ends. An actor's name (its tail: 部门, 机关, 单位 …) followed only by adverbs, basis phrases and
co-actors ends before its verb; a thing is a subject only of the few verbs that declare (数据实行分类管理).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .facts import Modality
from .lexicon import alternation, lexicon
from .phrases import ADVERBS, BASIS, NOMINAL, PIVOT, TAILS, VERBS, basis_end, co_end, predicate_at, verb_at

_words = lexicon("modality")
_WEAK: dict[str, Modality] = {word: kind for kind, words in _words["weak"].items() for word in words}
WEAK = re.compile(alternation(list(_WEAK)))
_NOT_WEAK = re.compile(
    "负责(?:人|制(?![定作订])|任)|实行(?:者|人)|适用(?:于?范围|性|条件|的)|(?:享有|享受|负责|鼓励|视为|实行)的|鼓励(?:政策|措施|性)"
)
SUBJECT = re.compile(f"(?:{TAILS})(?:（[^（）]*）)?")
_BY = re.compile("(?<![自理事缘案来])由(?!于|此|来|衷|低|高|上至|点)")
_HOLDS = re.compile("(?:负有|具有|有|承担)(?=[^，；。：]{0,60}?(?:权利|义务|自由|权力)(?:[，；。]|$))")
_INNER = re.compile(
    "(?:向|对|将|把|在|自|于|为|与|从|给|就|通过|以|每)[^，；。：]*?(?=" + alternation(_words["inner"]["verbs"]) + ")"
)
_AFTER = re.compile("(?:之)?[后时前]")
_PRINCIPLE = re.compile("为(?:原则|主体|目标|导向|基础|核心|中心|主线|重点|依据|限|准|主)(?=[，；。]|$)")
_BY_RULE = re.compile(
    "(?:按照|依照|参照|根据|按|比照)[^，；。：]*?(?P<verb>确定|执行|办理|处理|计算|实施|缴纳|支付|计征|征收|承担|管理|追究|处罚|处置)$"
)
_THING = re.compile(alternation(_words["thing"]["verbs"]))
_UNTIL = re.compile("[、和与及或的等]")


class MainVerb(NamedTuple):
    """A weak modal or bare verb: local span, modality, rule (weak/bare/by/thing/holds), whether a subject stands before it and
    where its predicate begins (统一向X|通告)."""

    start: int
    end: int
    modality: Modality
    rule: str
    subject: bool
    begin: int


def leading_verb(text: str, start: int, end: int) -> MainVerb | None:
    """The verb a clause opens with (adverbs and basis phrases aside): 鼓励…, 依法保护…, 负责…."""
    at = skip(text, start, end)
    if at >= end:
        return None
    weak = WEAK.match(text, at, end)
    if weak and not _NOT_WEAK.match(text, at):
        return MainVerb(at, weak.end(), _WEAK[weak.group()], "weak", False, at)
    size = verb_at(text, at)
    if size and is_verb(text, at, size, end):
        return MainVerb(at, at + size, _bare(text[at : at + size]), "bare", False, at)
    return None


def verb_after_subject(text: str, start: int, end: int) -> MainVerb | None:
    """The main verb behind an actor's name: X负责…, X会同Y制定…, X向Z报告…."""
    first: MainVerb | None = None
    for tail in SUBJECT.finditer(text, start, end):
        at = tail.end()
        if text[at : at + 1] == "等":
            at += 1
        if at >= end or (text[at] in "、和与及或的" and not text.startswith(("与", "和"), at)):
            continue
        verb = skip(text, at, end)
        if verb >= end:
            continue
        weak = WEAK.match(text, verb, end)
        if weak and not _NOT_WEAK.match(text, verb) and not _names_actor(text, weak.end(), end):
            return MainVerb(verb, weak.end(), _WEAK[weak.group()], "weak", True, at)
        if first is not None:
            continue
        holds = _HOLDS.match(text, verb, end)
        if holds:
            owed = "义务" in text[holds.end() : end]
            first = MainVerb(verb, holds.end(), "obligation" if owed else "right", "holds", True, verb)
            continue
        inner = _INNER.match(text, verb, end)
        if inner:
            verb = skip(text, inner.end(), end)
            weak = WEAK.match(text, verb, end)
            if weak and not _NOT_WEAK.match(text, verb):
                first = MainVerb(verb, weak.end(), _WEAK[weak.group()], "weak", True, at)
                continue
        size = verb_at(text, verb)
        if not size or not is_verb(text, verb, size, end):
            continue
        if not inner and verb == at and text[verb : verb + 2] in NOMINAL and _goes_on(text, verb + size, end):
            continue
        if _names_actor(text, verb + size, end) or _names_thing(text, verb + size, end) or "是" in text[start : tail.start()]:
            continue
        begin = at
        later = _AFTER.search(text, verb + size, min(end, verb + size + 24))
        if later and later.end() < end and predicate_at(text, later.end(), end):
            begin = later.end()
            then = skip(text, begin, end)
            inner = _INNER.match(text, then, end)
            if inner:
                then = inner.end()
            longer = verb_at(text, then)
            if longer:
                verb, size = then, longer
            else:
                begin = at
        first = MainVerb(verb, verb + size, _bare(text[verb : verb + size]), "bare", True, begin)
    return first


def by_actor(text: str, start: int, end: int) -> MainVerb | None:
    """由X＋verb: X is who acts."""
    for by in _BY.finditer(text, start, end):
        for tail in SUBJECT.finditer(text, by.end(), end):
            at = tail.end()
            if text[at : at + 1] == "等":
                at += 1
            at = skip(text, at, end)
            if at >= end or text[at] in "、和与及或的":
                continue
            if verb_at(text, at) or WEAK.match(text, at) or _INNER.match(text, at, end) or text[at] in "负处报征收定设任":
                return MainVerb(by.start(), by.end(), "responsibility", "by", True, at)
    return None


def declaring_verb(text: str, start: int, end: int) -> MainVerb | None:
    """A thing as subject of a verb that declares: 实行, 适用, 以…为原则, 按照…执行, 施行 …."""
    principle = _PRINCIPLE.search(text, start, end)
    if principle and ("以" in text[start : principle.start()]):
        return MainVerb(principle.start(), principle.end(), "declaration", "thing", False, principle.start())
    for hit in _THING.finditer(text, start, end):
        if text[hit.end() : hit.end() + 1] == "的" or text.startswith(("适用范围", "适用条件"), hit.start()):
            continue
        return MainVerb(hit.start(), hit.end(), "declaration", "thing", False, hit.start())
    rule = _BY_RULE.search(text, start, end)
    if rule:
        return MainVerb(rule.start("verb"), rule.end("verb"), "declaration", "thing", False, rule.start())
    return None


def ends_in_subject(text: str, start: int, end: int) -> bool:
    """Is the clause an actor's name that still waits for its verb (国务院X部门依照本法，…)?"""
    for tail in SUBJECT.finditer(text, start, end):
        after = tail.end()
        if after == end or (BASIS.match(text, after, end) and basis_end(text, after, end) == end):
            return True
    return False


def opens_with_verb(text: str, start: int, end: int) -> bool:
    """Does the clause open with a verb that is not also the head of a noun phrase (支持企业…, but not 监督管理部门…)?"""
    at = ADVERBS.match(text, start, end).end()  # type: ignore[union-attr]
    if WEAK.match(text, at, end) and not _NOT_WEAK.match(text, at):
        return True
    size = verb_at(text, at)
    if not size:
        return False
    if text[at : at + 2] in PIVOT and (at > start or text[at : at + 2] not in NOMINAL):
        return True
    if at == start and text[at : at + 2] in NOMINAL:
        tail = SUBJECT.search(text, at, min(end, at + 12))
        return tail is None or _UNTIL.search(text, at, tail.start()) is not None
    return not _names_actor(text, at + size, end)


def skip(text: str, at: int, end: int) -> int:
    """Past adverbs, basis phrases and co-actors, but never past a weak modal."""
    while at < end:
        after = basis_end(text, at, end)
        if after == at:
            after = co_end(text, at, end)
        if after == at:
            after = ADVERBS.match(text, at, end).end()  # type: ignore[union-attr]
        if after == at:
            return at
        at = after
    return at


def is_verb(text: str, at: int, size: int, end: int) -> bool:
    """Is the verb a predicate here, not part of a noun (管理办法) nor of a relative clause (提供的)?"""
    after = at + size
    if after >= end:
        return size >= 4 or text[at : at + 2] not in NOMINAL
    return text[after] not in "的者人率度费权法" or text.startswith(
        ("人民", "人才", "法律", "法规", "人员", "权利", "法定", "费用", "人工", "权益"), after
    )


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


def _names_thing(text: str, at: int, end: int) -> bool:
    """Does the clause end in a thing that the verb modifies (开展工作涉及的经费): verb, 的, a short noun?"""
    of = text.rfind("的", at, end)
    if of < 0 or end - of > 8 or of + 1 == end:
        return False
    verb = text[of - 2 : of]
    return ((verb in VERBS and verb not in NOMINAL) or verb in ("所需", "涉及", "产生")) and text[of + 1 : of + 3] not in VERBS


def _goes_on(text: str, at: int, end: int) -> bool:
    """After a nominal verb: does the noun phrase run on to another subject (监督|管理部门)?"""
    tail = SUBJECT.search(text, at, min(end, at + 8))
    return tail is not None


def _bare(verb: str) -> Modality:
    return "prohibition" if verb.startswith("禁止") else "responsibility"
