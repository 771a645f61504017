"""Where the action of a norm stands: from its trigger to the next one, without manner, scene and exceptions.

The action runs from the first action verb to the last action (annotation guide 3.5): leading basis phrases (按照…, 依法),
comma-separated adjuncts (围绕…，) and 会同X are manner; other phrases before the verb (向…, 对…, 通过…方式) stay in.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..clauses import Clause, Sentence
from ..lexicon import alternation, lexicon
from ..mainverbs import SUBJECT, opens_with_verb, verb_after_subject
from ..phrases import BASIS, NOMINAL, VERBS, basis_end, manner_end, predicate_at, verb_at
from ..triggers import Trigger

_words = lexicon("adverbials")
_modality = lexicon("modality")
_ADJUNCT = re.compile(alternation(_words["adjunct"]))
_ADJUNCT_END = re.compile(f"(?:{alternation(_words['adjunct_ends'])})$")
_SCENE_END = re.compile("(?:时|后|前|之际|情况下|前提下|条件下|情形下|过程中|期间|活动中|工作中|的)$")
_LINK = re.compile("(?:[，；、]|并且|并|且|还|同时，?|而且|但是?，?)*+$")
_OPENING = re.compile("[，；、]?(?:并且|并|且|还|也|同时|而|应当|应)?，?")
_EXCEPTION = re.compile(
    "[，；。]?(?:但是?，?)?[^，；。：]*(?:另有(?:规定|约定|要求)[^，；。]{0,3}(?:，?(?:从其规定|从其约定|依照其规定|适用其规定|按照其规定|除外))?|除外|不受此限|从其规定|从其约定|依照其规定|适用其规定|按照其规定)$"
)
_SAVING = re.compile("另有|除外$|不受此限|从其|(?:依照|适用|按照)其规定|^不需|^无需|^不必|^可以不")
_BUT = re.compile("但是?，?")
_COLON = re.compile("：")
#: what manner and adjuncts begin with: anything else is an action at once
_OPENERS = frozenset(word[0] for key in ("adjunct", "basis", "co", "lawful") for word in _words[key]) | frozenset(
    [*_words["basis_guarded"], *"，、；并且还也同而应"]
)
_MORE = re.compile(f"(?:[、和与及]?(?:{alternation(_modality['encouraging']['verbs'])}))*+")


class Region(NamedTuple):
    """The stretch of a norm in its passage: ``stretch`` start (where its subject may stand), action span, manner spans,
    scene spans (conditions found inside the stretch behind the trigger) and exception spans."""

    stretch: int
    start: int
    end: int
    until: int
    manner: tuple[tuple[int, int], ...]
    scenes: tuple[tuple[int, int], ...]
    exceptions: tuple[tuple[int, int], ...]


def region_of(text: str, sentence: Sentence, trigger: Trigger, following: Trigger | None, bearer_end: int | None) -> Region:
    """The region of ``trigger``; ``following`` is the next trigger of the passage, ``bearer_end`` where a bearer behind it ends."""
    until, exceptions = _until(text, sentence, trigger, following)
    start = _begin(text, trigger, until, bearer_end)
    manner: list[tuple[int, int]] = []
    scenes: list[tuple[int, int]] = []
    begin = start
    if trigger.rule != "thing":
        begin = _lead_out(text, sentence, start, until, manner, scenes)
    return Region(trigger.clause, begin, until, until, tuple(manner), tuple(scenes), tuple(exceptions))


def _begin(text: str, trigger: Trigger, until: int, bearer_end: int | None) -> int:
    """Where the search for the first action verb starts."""
    if trigger.rule == "thing":
        if trigger.word.startswith("为"):
            by = text.rfind("以", trigger.clause, trigger.start)
            return by if by >= 0 else trigger.start
        if trigger.word == "实行":
            return trigger.end
        if trigger.word in _modality["thing"]["verbs"]:
            return trigger.start
        clause = max(text.rfind(mark, trigger.clause, trigger.start) for mark in "，；")
        rule = re.compile("按照|依照|参照|根据|比照|按").search(text, max(clause, trigger.clause - 1) + 1, trigger.start)
        return rule.start() if rule else trigger.start
    if trigger.rule == "bare":
        clause = max(text.rfind(mark, trigger.sentence[0], trigger.start) for mark in "，；：") + 1
        hit = verb_after_subject(text, max(clause, trigger.sentence[0]), until)
        return hit.begin if hit is not None and hit.start == trigger.start else trigger.start
    if trigger.rule == "holds" or trigger.word in _modality["included"]["words"]:
        return trigger.start
    at = trigger.end
    if trigger.rule == "by":
        return agent_end(text, at, until, bearer_end)
    if text[at : at + 1] == "由":
        return agent_end(text, at + 1, until, bearer_end)
    if trigger.modality == "encouragement":
        at = _MORE.match(text, at).end()  # type: ignore[union-attr]
        if bearer_end is not None and bearer_end > at:
            return bearer_end
        return _addressee_end(text, at, until)
    return at


def agent_end(text: str, at: int, end: int, bearer_end: int | None) -> int:
    """Behind the agent of 由X."""
    if bearer_end is not None and bearer_end > at:
        return bearer_end
    for tail in SUBJECT.finditer(text, at, end):
        after = tail.end()
        if text[after : after + 1] == "等":
            after += 1
        if after < end and text[after] not in "、和与及或的" and predicate_at(text, after, end):
            return after
    return at


def _addressee_end(text: str, at: int, end: int) -> int:
    """Behind the party that is encouraged, when one is named before a verb."""
    stop = re.compile("[，；。：]").search(text, at, end)
    limit = stop.start() if stop else end
    if opens_with_verb(text, at, limit):
        return at
    for tail in SUBJECT.finditer(text, at, limit):
        after = tail.end()
        if text[after : after + 1] == "等":
            after += 1
        if after < limit and text[after] not in "、和与及或的" and predicate_at(text, after, limit):
            return after
    return at


def _until(text: str, sentence: Sentence, trigger: Trigger, following: Trigger | None) -> tuple[int, list[tuple[int, int]]]:
    """Where the norm's stretch ends, and the exceptions that stand behind it."""
    exceptions: list[tuple[int, int]] = []
    end = sentence.end
    if following is not None and following.start < sentence.end:
        end = following.clause if following.clause > trigger.end else following.start
        link = _LINK.search(text, trigger.end, end)
        end = link.start() if link else end
    colon = _COLON.search(text, trigger.end, end)
    if colon:
        end = colon.start()
    clauses = [clause for clause in sentence.clauses if trigger.end <= clause.end and clause.start < end]
    last = len(clauses)
    for k, (start, stop, _) in enumerate(clauses):
        if k == 0:
            continue
        before = clauses[k - 1].stop
        if text.startswith("但", start) and _exempt(text, clauses, k):
            exceptions.append((start, min(clauses[-1].end, end)))
            last = k
            break
        if before == "；" and (not opens_with_verb(text, start, stop) or _SAVING.search(text, start, stop)):
            if _exempt(text, clauses, k):
                exceptions.append((start, min(clauses[-1].end, end)))
            last = k
            break
        if _SAVING.search(text, start, stop) and _exempt(text, clauses, k) and before == "，":
            exceptions.append((start, min(clauses[-1].end, end)))
            last = k
            break
    if last < len(clauses):
        end = min(end, clauses[last - 1].end)
    while end > trigger.end and text[end - 1] in "，；。：！？、 ":
        end -= 1
    return end, exceptions


def _exempt(text: str, clauses: list[Clause], k: int) -> bool:
    """Do the clauses from ``k`` on exempt (…的除外; 另有规定的，从其规定)?"""
    return any(_SAVING.search(text[start:end]) for start, end, _ in clauses[k:])


def _lead_out(
    text: str, sentence: Sentence, start: int, until: int, manner: list[tuple[int, int]], scenes: list[tuple[int, int]]
) -> int:
    """Leave out the manner and scene before the first action verb."""
    if start >= until:
        return start
    if text[start] not in _OPENERS:
        comma = text.find("，", start, until)
        if comma < 0 or text[comma - 1] not in "的时后前下中内":
            return start
    at = start
    while at < until:
        at = _OPENING.match(text, at, until).end() if text[at] in "，、；并且还" else at  # type: ignore[union-attr]
        clause_end = next((c.end for c in sentence.clauses if c.start <= at < c.end), until)
        clause_end = min(clause_end, until)
        after, skipped = manner_end(text, at, clause_end)
        if skipped and after < until:
            manner.extend(skipped)
            at = after
            if at >= clause_end:
                at = clause_end + 1
            continue
        if clause_end < until:
            basis = basis_end(text, at, clause_end)
            whole = basis == clause_end or (basis == at and BASIS.match(text, at, clause_end) is not None)
            if whole or adjunct(text, at, clause_end):
                (scenes if not whole and _SCENE_END.search(text, at, clause_end) else manner).append((at, clause_end))
                at = clause_end + 1
                continue
            if text[clause_end - 1] == "的" and not text.startswith(("目", "标"), clause_end - 2):
                scenes.append((at, clause_end))
                at = clause_end + 1
                continue
        break
    return at if at < until else start


def adjunct(text: str, start: int, end: int) -> bool:
    """Is a clause a comma-separated adjunct (围绕重点领域，; 在X方面，; 会同有关部门，) rather than an action?"""
    if manner_end(text, start, end)[0] >= end:
        return True
    opening = _ADJUNCT.match(text, start, end)
    if text.startswith(("会同", "商", "联合"), start):
        return SUBJECT.search(text, start, end) is not None and not _acts(text, start + 2, end)
    if opening is None:
        return (
            text.endswith(("时", "之后", "后"), start, end) and end - start > 2 and text[end - 2 : end] not in ("先后", "善后")
        )
    if _ADJUNCT_END.search(text, start, end):
        return True
    return text.startswith(
        ("围绕", "针对", "立足", "结合", "对照", "面向", "着眼", "除", "随着", "因", "由于"), start
    ) and not _acts(text, opening.end(), end)


def says_something(text: str, start: int, end: int) -> bool:
    """Does the clause hold a verb of its own (开展X，应当…), or is it no more than a thing (公共数据的目录，由…)?"""
    return verb_at(text, start) > 0 or _acts(text, start, end)


def _acts(text: str, start: int, end: int) -> bool:
    """Does a plain verb stand in the stretch (not first, not nominal)?"""
    return any(
        text[k : k + 2] in VERBS and text[k : k + 2] not in NOMINAL and text[k + 2] != "的" for k in range(start + 1, end - 2)
    )
