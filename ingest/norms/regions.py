"""Where the action of a norm stands: from its trigger to the next one, without manner, scene and exceptions.

The action runs from the first action verb to the last action (annotation guide 3.5): leading basis phrases (按照…, 依法),
comma-separated adjuncts (围绕…，) and 会同X are manner; other phrases before the verb (向…, 对…, 通过…方式) stay in.
"""

from __future__ import annotations

import re

import msgspec

from ..adverbials import skip
from ..clauses import Clause, closes
from ..lexicon import alternation, lexicon
from ..mainverbs import SUBJECT, leading_verb, opens_with_verb, verb_after_subject
from ..modals import subject_before
from ..phrases import (
    BASIS,
    BASIS_OPENERS,
    NOMINAL,
    STATIVE,
    VERBS,
    acts,
    basis_end,
    manner_end,
    predicate_at,
    prepositions,
    verb_at,
)
from ..triggers import Trigger

_words = lexicon("adverbials")
_modality = lexicon("modality")
_ADJUNCT = re.compile(prepositions(_words["adjunct"]))
_ADJUNCT_END = re.compile(
    f"(?:{alternation(_words['adjunct_ends'])}|前[0-9一二三四五六七八九十]{{1,4}}(?:个工作)?(?:日|天|个月)(?:内)?)$"
)
_SCENE_END = re.compile("(?:时|后|前|之际|情况下|前提下|条件下|情形下|过程中|期间|活动中|工作中|的)$")
_RULE = re.compile("按照|依照|参照|根据|比照|按")
#: a rule that says as much as the verb (按撤回申请处理, 按照下列方法计算; of a thing also 按照谁使用谁承担的原则确定)
_MEASURE = re.compile("按(?!照)|[^，；。]*(?:下列|以下|如下)")
_PRINCIPLE = re.compile("[^，；。]*原则")
_STOP = re.compile("[，；。：]")
_LINKED = frozenset("，；、并且还时而但是")
_LINK = re.compile("(?:[，；、]|并且|并|且|还|同时|而且|但是?)+$")
#: verbs that say nothing without the manner before them (依照法定程序进行)
_LIGHT = frozenset(("执行", "办理", "实施"))
#: behind 由X: what it does by a measure (按百分之一拟订，报请核定; 按程序报批)
_DONE_BY = re.compile("按(?!照)[^，；。]*(?:拟订|拟定|编列|编制|提出|报[^，；。]{2,20}|审核|核定|计算|缴纳|提取)$")
#: characters a clause may open with before its action
_LINKS = frozenset("，、；并且还也而")
_OPENING = re.compile("[，；、]?(?:并且|并|且|还|也|而)?，?")
_SAVING = re.compile("另有|除外(?=[，；。：]|$)|不受此限|从其|依照其规定|适用其规定|按照其规定")
_NEED_NOT = re.compile("不需|无需|无须|不必|可以不")
#: what manner and adjuncts begin with: anything else is an action at once
_OPENERS = frozenset(word[0] for key in ("adjunct", "basis", "co", "lawful") for word in _words[key]) | frozenset(
    _words["basis_guarded"]
)
_MEMBERS = re.compile("等?(?:共同|联合)?(?:组成|构成)(?![部单的])")
#: what is forbidden, not who (严禁违反程序…)
_UNLAWFUL = ("违反", "违规", "违法", "未经", "非法", "擅自")
_MORE = re.compile(f"(?:支持|引导)?(?:[、和与及](?:{alternation(_modality['encouraging']['verbs'])}))*+")


class Region(msgspec.Struct, frozen=True, gc=False):
    """The stretch of a norm behind its modal: the action's span, and the manner, scenes and exceptions left out of it."""

    start: int
    end: int
    manner: list[tuple[int, int]]
    scenes: list[tuple[int, int]]
    exceptions: list[tuple[int, int]]


def region_of(
    text: str, clauses: tuple[Clause, ...], here: int, trigger: Trigger, following: Trigger | None, bearer_end: int | None
) -> Region:
    """The region of ``trigger``, which stands in the clause ``here`` of its sentence.

    ``following`` is the next trigger of the sentence, ``bearer_end`` the end of a bearer named behind the trigger.
    """
    end, exceptions = _until(text, clauses, here, trigger, following)
    start = _begin(text, trigger, end, bearer_end)
    manner: list[tuple[int, int]] = []
    agent = agent_after_basis(text, trigger)
    if 0 <= agent < end:
        manner.append((trigger.end, agent - 1))
        start = agent_end(text, agent + 1, end, bearer_end)
    if (
        trigger.rule == "thing"
        and start == trigger.start
        and text[start:end]
        and (rule := _rule_before(text, trigger)) is not None
    ):
        manner.append((rule, trigger.start))
    scenes: list[tuple[int, int]] = []
    if start >= end and trigger.rule == "weak":  # 对真实性负责: the phrase before the word is the act
        clause = clauses[here]
        hit = verb_after_subject(text, clause[0], clause[1])
        if hit is not None and hit.start == trigger.start:
            return Region(hit.begin, trigger.end, manner, scenes, exceptions)
    grounds = trigger.modality == "prohibition" and text.startswith(
        "基于", start
    )  # 不得基于画像推荐: the ground is what is forbidden
    if trigger.rule != "thing" and start < end and not grounds:
        fixed = trigger.start if trigger.rule in ("bare", "holds") else -1
        start = _lead_out(text, clauses, here, start, end, fixed, manner, scenes, trigger.rule == "by")
    return Region(start, end, manner, scenes, exceptions)


def _begin(text: str, trigger: Trigger, until: int, bearer_end: int | None) -> int:
    """Where the search for the first action verb starts."""
    if trigger.rule == "thing":
        if trigger.word.startswith("为"):
            by = text.rfind("以", trigger.clause, trigger.start)
            return by if by >= 0 else trigger.start
        if trigger.word == "实行":
            return _towards(text, trigger, trigger.end)
        if trigger.word == "组成":
            return trigger.begin
        if trigger.word == "废止" and text.startswith("同时", max(trigger.start - 2, 0)):
            return trigger.start - 2
        if trigger.word in ("不予", "不再"):
            towards = text.rfind("对", trigger.clause, trigger.start)
            return towards if towards > 0 and subject_before(text, trigger.clause, towards) else trigger.start
        if trigger.word in _modality["thing"]["verbs"]:
            return trigger.start
        rule = _rule_before(text, trigger)
        if rule is None:
            return trigger.start
        kept = _MEASURE.match(text, rule, trigger.start) or _PRINCIPLE.match(text, rule, trigger.start)
        return rule if trigger.word in _LIGHT or kept else trigger.start
    if trigger.rule == "bare":
        return trigger.begin
    if trigger.rule == "holds":
        return _towards(text, trigger, trigger.start)
    if trigger.word == "实行":
        return _towards(text, trigger, trigger.end)
    if trigger.word in ("不予", "不再") and (toward := _towards(text, trigger, trigger.end)) < trigger.start:
        return toward
    if trigger.word in _modality["included"]["words"]:
        return trigger.start
    at = trigger.end
    if trigger.rule == "by":
        agent = agent_end(text, at, until, bearer_end)
        shown = agent > at and (bearer_end is not None or SUBJECT.search(text, agent, max(agent, trigger.begin)) is None)
        return agent if shown else max(at, trigger.begin)
    if text[at : at + 1] == "由" and trigger.modality != "prohibition":
        return agent_end(text, at + 1, until, bearer_end)
    if trigger.word in ("禁止", "严禁"):
        return (
            bearer_end if bearer_end is not None and _named(text, bearer_end, until) else _addressee_end(text, at, until, False)
        )
    if trigger.modality == "encouragement" or trigger.word == "允许":
        at = _MORE.match(text, at).end()  # type: ignore[union-attr]
        if bearer_end is None or bearer_end <= at:
            return _addressee_end(text, at, until)
        return bearer_end if _named(text, bearer_end, until) else _addressee_end(text, bearer_end, until)
    return at


def _rule_before(text: str, trigger: Trigger) -> int | None:
    """Where 按照… before the verb of a thing begins (费用|按照规定|结算)."""
    clause = max(text.rfind(mark, trigger.clause, trigger.start) for mark in "，；")
    rule = _RULE.search(text, max(clause, trigger.clause - 1) + 1, trigger.start)
    return rule.start() if rule else None


def _towards(text: str, trigger: Trigger, otherwise: int) -> int:
    """Where 对X begins between the subject and the verb (对X实行许可制度, 对X负有保密义务), else ``otherwise``."""
    at = skip(text, trigger.begin, trigger.start) if trigger.begin < trigger.start else trigger.start
    return at if at < trigger.start and text[at] == "对" else otherwise


def agent_after_basis(text: str, trigger: Trigger) -> int:
    """Where 由X stands in 应当按照规定，由X检验; -1 when something other than a basis phrase stands between, or nothing."""
    if trigger.rule != "modal" or trigger.modality != "obligation" or text[trigger.end : trigger.end + 1] not in BASIS_OPENERS:
        return -1
    comma = text.find("，", trigger.end)
    return comma + 1 if text.startswith("由", comma + 1) and basis_end(text, trigger.end, comma) == comma else -1


def agent_end(text: str, at: int, end: int, bearer_end: int | None) -> int:
    """Behind the agent of 由X."""
    if bearer_end is not None and bearer_end > at and _named(text, bearer_end, end):
        return bearer_end
    known = bearer_end if bearer_end is not None and at < bearer_end < end else at
    stop = _STOP.search(text, known, end)
    while stop and text.startswith(("或者", "以及"), stop.end()):
        stop = _STOP.search(text, stop.end(), end)  # 由户主，或者户的代表参加
    limit = stop.start() if stop else end
    if text.startswith("等", known) and _MEMBERS.match(text, known):
        return known + 1
    for tail in SUBJECT.finditer(text, known, limit):
        after = tail.end()
        if text[after : after + 1] == "等":
            after += 1
        if after < limit and text[after] not in "、和与及或的" and predicate_at(text, after, limit):
            return after
    return at if known < limit and text[known] in "等、和与及或的" else known


def _named(text: str, at: int, end: int) -> bool:
    """Is an actor's name complete at ``at`` (not followed by 等, 和 or the rest of the name)?"""
    return at < end and (text[at] not in "等、和与及或" or text.startswith("及时", at)) and predicate_at(text, at, end)


def _addressee_end(text: str, at: int, end: int, anything: bool = True) -> int:
    """Behind the party that is encouraged, when one is named before a verb; ``anything``: or what else acts."""
    stop = _STOP.search(text, at, end)
    limit = stop.start() if stop else end
    if text.startswith("等", at):
        at += 1
        if predicate_at(text, at, limit) and text[at : at + 2] not in NOMINAL:
            return at
    elif text[at] in "在对向为以用通将把从" or text.startswith(_UNLAWFUL, at) or opens_with_verb(text, at, limit):
        return at
    for tail in SUBJECT.finditer(text, at, limit):
        after = tail.end()
        if text[after : after + 1] == "等":
            after += 1
        if after < limit and text[after] not in "、和与及或的" and predicate_at(text, after, limit):
            return after
    return _after_topic(text, at, limit) if anything else at


def _after_topic(text: str, at: int, end: int) -> int:
    """Behind what is encouraged when its name shows nothing (鼓励零售药店|参加采购; 鼓励新建建筑|按照绿色标准|建设); ``at`` when unclear."""
    if text[at] in "对在向为与以将把从由通按" or any(text[k : k + 2] in VERBS for k in range(at, at + 4)):
        return at
    for k in range(at + 4, min(end - 3, at + 40)):
        word = text[k : k + 2]
        if text[k - 1] in "的、和与及或":
            continue
        settled = text.find("的", k, end) < 0
        if (
            settled
            and (text[k] in "按依在以" or word in ("通过", "采用", "采取", "参照", "根据", "利用"))
            and predicate_at(text, k, end)
        ):
            return k
        if word in VERBS:
            plain = word not in NOMINAL and word not in STATIVE and text[k + 2] not in "的者人和、与及"
            return k if plain and end - k >= 5 else at
    return at


def _until(
    text: str, clauses: tuple[Clause, ...], here: int, trigger: Trigger, following: Trigger | None
) -> tuple[int, list[tuple[int, int]]]:
    """Where the norm's stretch ends, and the exceptions that stand behind it."""
    after = trigger.end
    end = clauses[-1][1]
    if following is not None:
        end = following.clause if following.clause > after else following.start
    exceptions: list[tuple[int, int]] = []
    _, last, mark = clauses[here]
    if last >= end:
        pass
    elif mark == "：":
        end = last
    else:
        saved = _SAVING.search(text, last, end) is not None
        for k in range(here + 1, len(clauses)):
            start, stop, following_mark = clauses[k]
            if start >= end:
                break
            cut = mark == "；" and (
                trigger.modality == "prohibition" or not _continues(text, clauses, k, end, trigger.rule == "thing")
            )
            but = text[start] == "但" if start < stop else False
            if but or cut or (saved and _SAVING.search(text, start, stop)):
                if _exempts(text, clauses, k, end, but or mark == "；"):
                    stop = min(clauses[-1][1], end)
                    exceptions.append((start, stop - 1 if text[stop - 1] in "；，" else stop))
                    cut = True
                if cut:
                    end = last
                    break
            last, mark = stop, following_mark
            if mark == "：":
                end = min(end, last)
                break
    while end > after and text[end - 1] in "，；。：！？、 ":
        end -= 1
    if following is not None and end > after and text[end - 1] in _LINKED:
        end = after + len(_LINK.sub("", text[max(after, end - 4) : end])) + max(0, end - 4 - after)
    return end, exceptions


def _continues(text: str, clauses: tuple[Clause, ...], k: int, end: int, thing: bool) -> bool:
    """Behind ；: do the actions go on (…；按照规定检测; …；对举报，给予奖励) rather than something else begin?

    ``thing``: a thing is the subject, so that only another verb of its own kind goes on.
    """
    for start, stop, mark in clauses[k : k + 4]:
        if start >= end or start >= stop:
            return False
        if text[stop - 1] == "的" and text[start] != "对":
            return False
        after, _ = manner_end(text, start, stop)
        if opens_with_verb(text, after, stop) or (not thing and leading_verb(text, after, stop) is not None):
            return True
        if mark != "，" or not (
            (text[start] == "对" and not thing) or text[stop - 1] in "时后前" or adjunct(text, start, stop)
        ):
            return False
    return False


def _exempts(text: str, clauses: tuple[Clause, ...], k: int, end: int, free: bool) -> bool:
    """Do the clauses from ``k`` to ``end`` exempt (…的除外; 另有规定的，从其规定; 但是…的，不需…)?

    ``free``: they are set off by ； or 但, so that 不需 and 可以不 count too.
    """
    for start, stop, _ in clauses[k : k + 8]:
        if start >= end:
            return False
        if _SAVING.search(text, start, stop) or (free and _NEED_NOT.match(text, start, stop)):
            return True
    return False


def _lead_out(
    text: str,
    clauses: tuple[Clause, ...],
    here: int,
    start: int,
    end: int,
    fixed: int,
    manner: list[tuple[int, int]],
    scenes: list[tuple[int, int]],
    agent: bool,
) -> int:
    """Leave out the manner and scene before the first action verb; never past a main verb at ``fixed``.

    ``agent``: behind 由X, whose own first clause is an act even when it ends in 后.
    """
    at = start
    count = len(clauses)
    while at < end and (fixed < 0 or at < fixed):
        while here + 1 < count and clauses[here][1] <= at:
            here += 1
        clause_end = min(clauses[here][1], end)
        char = text[at]
        if char in _LINKS:
            at = _OPENING.match(text, at, end).end()  # type: ignore[union-attr]
            if at >= clause_end:
                continue
            char = text[at]
        if char in _OPENERS:
            after, skipped = manner_end(text, at, clause_end)
            if skipped and (text[after:clause_end] in _LIGHT or (clause_end - after == 2 and _MEASURE.match(text, at, after))):
                manner.extend(skipped)
                break
            if skipped and after < end:
                manner.extend(skipped)
                at = after
                if at >= clause_end:
                    at = clause_end + 1
                continue
            if clause_end < end:
                basis = basis_end(text, at, clause_end)
                coordinated = text[clause_end + 1] == "并"  # 经批准，并采取措施: an act too
                whole = basis == clause_end or (
                    basis == at
                    and not coordinated
                    and BASIS.match(text, at, clause_end) is not None
                    and not (agent and at == start and _DONE_BY.match(text, at, clause_end))
                )
                if whole or (not coordinated and adjunct(text, at, clause_end)):
                    scene = not whole and _SCENE_END.search(text, at, clause_end) is not None
                    (scenes if scene else manner).append((at, clause_end))
                    at = clause_end + 1
                    continue
        closing = clause_end < end and text[clause_end - 1] in "的时后" and not (agent and at == start)
        if closing and (closes(text, clause_end) or adjunct(text, at, clause_end)):
            scenes.append((at, clause_end))
            at = clause_end + 1
            continue
        break
    return at if at < end else start


def adjunct(text: str, start: int, end: int) -> bool:
    """Is a clause a comma-separated adjunct (围绕重点领域，; 在X方面，; 会同有关部门，) rather than an action?"""
    if start >= end:
        return True
    opening = None
    if text[start] in _OPENERS:
        if manner_end(text, start, end)[0] >= end:
            return True
        opening = _ADJUNCT.match(text, start, end)
        if text.startswith(("会同", "商", "联合"), start):
            return SUBJECT.search(text, start, end) is not None and not acts(text, start + 2, end)
    if opening is None:
        return text[end - 1] in "时后" and end - start > 2 and text[end - 2 : end] not in ("先后", "善后")
    if _ADJUNCT_END.search(text, start, end):
        return text[start] != "对" or not text.endswith(("措施", "方式", "形式", "途径", "手段", "同意", "批准"), start, end)
    return text.startswith(
        ("围绕", "针对", "立足", "结合", "对照", "面向", "着眼", "除", "随着", "因", "由于"), start
    ) and not acts(text, opening.end(), end)


def says_something(text: str, start: int, end: int) -> bool:
    """Does the clause hold a verb of its own (开展X，应当…), or is it no more than a thing (公共数据的目录，由…)?"""
    return (
        text.startswith(("有下列", "有以下", "有前", "有第", "有本"), start)
        or verb_at(text, start) > 0
        or acts(text, start, end)
    )
