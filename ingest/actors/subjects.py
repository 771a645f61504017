"""Subjects 规范主体: whom a modal word binds.

Asserted only when the text says so in the same sentence: the phrase before the modal (explicit), the phrase behind 由 or 鼓励, or an
agent named earlier in the sentence (same_sentence), or in the chapeau of a list (list_intro). A thing in subject position binds
nobody. Everything else is a reading and carries a basis that says so.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..facts import Basis
from ..triggers import Trigger
from .candidates import ClauseReading
from .canonical import kind_of
from .nouns import Noun
from .words import Word

_ENCOURAGING = re.compile("(?:鼓励|支持|引导|倡导|提倡|扶持|促进|推动|帮助|动员|并|和|与|、|以及)*")
_BY = re.compile("(?:依法|分别|统一|另行|共同|也)*(?:由|交由)")
_SYSTEM = re.compile("(?:系统|平台|网站|设施|行为|活动|工作|业务|服务|做法|措施)$")
_CONDITION = re.compile("(?:的|时|后|前|中|情况下|过程中|之日起)$")
_RESPONSIVE = re.compile(
    "(?:受理|审查|审核|审批|核实|核查|办理|答复|处理|立案|颁发|核发|批准|准予|予以|作出|出具|组织|告知|书面告知|通知|及时|依法|登记|制止|调查|查处|责令|协调|受理)"
)
_THINGLIKE = frozenset("NRtTvQF")
_PRIVATE = frozenset(("enterprise", "market_entity", "association", "organisation", "person", "other"))
_PUBLIC = frozenset(("state", "government", "department"))


class Agent(NamedTuple):
    """Somebody who acts in a sentence. ``main``: bound by a modal or named by 由; else only the subject of a condition."""

    nouns: tuple[Noun, ...]
    main: bool


class Binding(NamedTuple):
    """What a trigger binds: phrases with a basis, or nobody; ``topic`` is the thing that is the subject instead."""

    trigger: int
    agent: Agent | None
    basis: Basis | None
    topic: tuple[int, int] | None = None


def bind(
    text: str, clauses: list[ClauseReading], triggers: list[tuple[int, Trigger]], above: Agent | None, before: Agent | None
) -> tuple[list[Binding], Agent | None]:
    """The subjects of one sentence's triggers, and the agent it ends with.

    ``above``: the agent of the chapeau when the passage is an item; ``before``: the agent of the sentence before.
    """
    found: list[Binding] = []
    main: Agent | None = None
    condition: Agent | None = None
    place = 0
    for number, clause in enumerate(clauses):
        own: list[tuple[int, Trigger]] = []
        while place < len(triggers) and triggers[place][1].start < clause.end:
            own.append(triggers[place])
            place += 1
        if not own:
            main, condition = _unbound(text, clause, main, condition)
            continue
        for index, trigger in own:
            binding = _one(text, clause, index, trigger, main, condition, above, before, number == 0)
            found.append(binding)
            if binding.agent is not None and binding.basis in ("explicit", "same_sentence", "list_intro"):
                main = Agent(binding.agent.nouns, True)
                if binding.basis == "explicit":
                    condition = None
            elif binding.topic is None and clause.subject is not None and binding.agent is None:
                condition = Agent((clause.subject,), False)
    return found, main


def _unbound(
    text: str, clause: ClauseReading, main: Agent | None, condition: Agent | None
) -> tuple[Agent | None, Agent | None]:
    """A clause without a modal: its subject may be the agent of what follows; 由X责令… makes X one."""
    for party in clause.parties:
        if party.anchor in ("由", "交由"):
            return Agent((party.noun,), True), None
    if clause.subject is not None and clause.subject.follow != "of":
        return main, Agent((clause.subject,), False)
    if clause.subject is not None and main is None and condition is None:
        return main, None
    return main, condition


def _one(
    text: str,
    clause: ClauseReading,
    index: int,
    trigger: Trigger,
    main: Agent | None,
    condition: Agent | None,
    above: Agent | None,
    before: Agent | None,
    first: bool,
) -> Binding:
    if trigger.modality == "encouragement" or trigger.word in ("禁止", "严禁", "不准", "不许", "允许"):
        after = _behind(text, clause, trigger)
        if after is not None:
            return Binding(index, Agent((after,), True), "explicit")
        if trigger.modality == "encouragement" or clause.subject is None:
            return Binding(index, None, None, None)
    by = _agent_by(text, clause, trigger)
    if by is not None:
        return Binding(index, Agent((by,), True), "explicit")
    subject = clause.subject
    if subject is not None and subject.end <= trigger.start:
        rest = text[subject.end : trigger.start].removesuffix("负责")
        if subject.follow == "of" or _modifies(clause, subject, trigger):
            if _SYSTEM.search(rest):
                return Binding(index, Agent((subject,), True), "same_sentence")
            if main is not None and not first:
                return Binding(index, main, "same_sentence")
            topic = (clause.begin, trigger.start)
            return Binding(index, Agent((subject,), False), "possessor", topic)
        return Binding(index, Agent((subject,), True), "explicit")
    return _inherited(text, clause, index, trigger, main, condition, above, before, first)


def _behind(text: str, clause: ClauseReading, trigger: Trigger) -> Noun | None:
    """The encouraged (or forbidden) party directly behind the word."""
    match = _ENCOURAGING.match(text, trigger.end, clause.end)
    at = match.end() if match else trigger.end
    for party in clause.parties:
        if trigger.end <= party.noun.start <= at and party.noun.follow in ("", "loose"):
            return party.noun
    return None


def _agent_by(text: str, clause: ClauseReading, trigger: Trigger) -> Noun | None:
    """由X: directly behind the modal, at it, or before it with nothing but adverbs between."""
    match = _BY.match(text, trigger.end, clause.end)
    at = match.end() if match else -1
    for party in clause.parties:
        if party.anchor not in ("由", "交由", "应由"):
            continue
        if party.noun.start == at or trigger.start <= party.anchor_at < trigger.end or party.anchor_at == trigger.start:
            return party.noun
        if party.noun.end <= trigger.start and not any(
            w[0] in "VD" and w[1] >= party.noun.end and w[2] <= trigger.start for w in clause.words
        ):
            return party.noun
    return None


def _modifies(clause: ClauseReading, subject: Noun, trigger: Trigger) -> bool:
    """政府部门已建设的平台|应当: is the actor only the subject of a relative clause before the modal?"""
    between = [w for w in clause.words if subject.end <= w[1] and w[2] <= trigger.start]
    return _relative(between) is not None and between[-1][0] != "D"


def is_modifier(clause: ClauseReading, subject: Noun) -> bool:
    """X提交的材料…, X的材料…: is the phrase only part of a thing's name?"""
    behind = [w for w in clause.words if w[1] >= subject.end]
    closing = _relative(behind)
    return closing is not None and behind[closing][2] < clause.end


def _relative(between: list[Word]) -> int | None:
    """Index of the 的 that closes a bare verb group directly behind the subject."""
    for number, word in enumerate(between):
        if word[0] == "D":
            return number if number else None
        if word[0] not in "VvAPC" or (number and between[number - 1][2] != word[1]):
            return None
    return None


def _inherited(
    text: str,
    clause: ClauseReading,
    index: int,
    trigger: Trigger,
    main: Agent | None,
    condition: Agent | None,
    above: Agent | None,
    before: Agent | None,
    first: bool,
) -> Binding:
    """No subject of its own: somebody earlier in the sentence, in the chapeau, or (a guess) in the sentence before."""
    shape = _shape(text, clause, trigger)
    if shape == "thing":
        topic = (clause.begin, trigger.start)
        if main is not None:
            return Binding(index, main, "same_sentence", topic)
        return Binding(index, None, None, topic)
    if condition is not None and main is not None and _names(text, condition) != _names(text, main):
        private = kind_of(_names(text, condition)) in _PRIVATE
        public = kind_of(_names(text, main)) in _PUBLIC
        answers = _RESPONSIVE.match(text, trigger.end)
        if private and public and answers:
            return Binding(index, condition, "condition_subject")
        return Binding(index, Agent(condition.nouns, True), "same_sentence")
    if condition is not None:
        private = kind_of(_names(text, condition)) in _PRIVATE
        if private and _ANSWERED.match(text, trigger.end):
            return Binding(index, condition, "condition_subject")
        return Binding(index, Agent(condition.nouns, True), "same_sentence")
    if main is not None:
        return Binding(index, main, "same_sentence")
    if shape == "verb":
        return Binding(index, None, None)
    if above is not None:
        return Binding(index, above, "list_intro")
    if before is not None and first:
        return Binding(index, before, "same_paragraph")
    return Binding(index, None, None)


_ANSWERED = re.compile(
    "(?:依法|及时|在[^，]{1,20}(?:内|前)|当场|立即)*(?:受理|予以受理|审查|核实|答复|立案|颁发|核发|批准|准予|予以批准|予以登记|予以办理|作出(?:是否|准予|不予|批准|行政|决定))"
)


def _names(text: str, agent: Agent) -> str:
    return text[agent.nouns[0].start : agent.nouns[0].end]


def _shape(text: str, clause: ClauseReading, trigger: Trigger) -> str:
    """What stands before the modal in its clause: "empty" (nothing, adverbs, a prepositional phrase), "verb", or "thing"."""
    at = clause.begin
    if at >= trigger.start:
        return "empty"
    ws = [w for w in clause.words if w[2] <= trigger.start]
    while ws and ws[0][1] == at and ws[0][0] in "AC":
        at = ws[0][2]
        ws = ws[1:]
    if at >= trigger.start:
        return "empty"
    if not ws or ws[0][1] > at:
        return "thing" if _nominal(text, ws, at, trigger.start) else "verb"
    if ws[0][0] == "P":
        return "empty"
    if ws[0][0] == "V":
        return "verb"
    return "thing" if _nominal(text, ws, at, trigger.start) else "verb"


def _nominal(text: str, ws: list[Word], at: int, end: int) -> bool:
    """Does a noun phrase fill the stretch (信息基础设施建设)? An unknown stretch counts as a thing: it binds nobody."""
    return not (ws and ws[-1][0] == "D" and ws[-1][2] == end)
