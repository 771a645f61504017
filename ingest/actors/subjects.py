"""Subjects 规范主体: whom a modal word binds.

Asserted only when the text says so in the same sentence: the phrase before the modal (explicit), the phrase behind 由 or 鼓励, or an
agent named earlier in the sentence (same_sentence), or in the chapeau of a list (list_intro). A thing in subject position binds
nobody. Everything else is a reading and carries a basis that says so.
"""

from __future__ import annotations

import re

import msgspec

from ..facts import Basis
from ..lexicon import alternation, lexicon
from ..triggers import Trigger
from .acting import BARRED, PUBLIC, Agent, acts_itself, name_of
from .candidates import ClauseReading
from .canonical import kind_of
from .nouns import Noun
from .words import ENDING, Word

_ENCOURAGING = re.compile("(?:鼓励|支持|引导|倡导|提倡|扶持|促进|推动|帮助|动员|并|和|与|、|以及)*")
_BY = re.compile("(?:依法|分别|统一|另行|共同|也)*(?:由|交由)")
_SYSTEM = re.compile("(?:系统|平台|网站|设施|行为|活动|工作|业务|服务|做法|措施)$")
_WORKS = re.compile("的[^，的]{0,14}(?:设施|系统|平台|网站)$")
_TIME = re.compile("(?:时|后|前|中|情况下|过程中|之日起|期间)$")


class Binding(msgspec.Struct, frozen=True, gc=False):
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
    state = _State(text, above, before)
    place = 0
    for number, clause in enumerate(clauses):
        if number and clauses[number - 1].stop == "；":
            state.crossed = True
            if state.barred or (state.pivoted and state.head is not None):
                state.main, state.pivoted, state.barred = state.head, False, False
        own: list[tuple[int, Trigger]] = []
        while place < len(triggers) and triggers[place][1].start < clause.end:
            own.append(triggers[place])
            place += 1
        if not own:
            state.unbound(clause, clauses[number - 1].stop if number else "")
            continue
        for index, trigger in own:
            binding = _one(text, clause, index, trigger, state, not found)
            found.append(binding)
            state.bound(clause, binding, trigger)
    return found, state.main


class _State(msgspec.Struct, gc=False):
    """Who acts so far in the sentence: ``main`` bound by a modal or named by 由, ``condition`` subject of a condition since then."""

    text: str
    above: Agent | None
    before: Agent | None
    main: Agent | None = None
    condition: Agent | None = None
    modified: Agent | None = None  # X in the topic X提供的证据，
    head: Agent | None = None  # who acted last of its own accord
    pivoted: bool = False  # ``main`` is somebody who was encouraged
    barred: bool = False  # ``main`` is somebody who was forbidden something
    crossed: bool = False  # a ； stands between ``main`` and here
    listed: Agent | None = None  # a clause that is nothing but names (A、B等部门，C应当…)

    def unbound(self, clause: ClauseReading, stop: str) -> None:
        """A clause without a modal: its subject may be the agent of what follows; 由X责令… makes X one."""
        self.modified = None
        listed, self.listed = self.listed, None
        if self._aside(clause):
            return
        for party in clause.parties:
            if party.anchor == "允许" and not party.noun.follow and self.text[clause.end - 1] != "的":
                self.main, self.condition, self.pivoted = Agent((party.noun,)), None, True
                return
            if party.anchor in ("由", "交由", "应由") and self.text[clause.end - 1 : clause.end] != "的":
                self.main, self.condition = Agent((party.noun,)), None
                return
        subject = clause.subject
        if subject is not None:
            whole = (subject,) if listed is None or subject.follow else (*listed.nouns, subject)
            agent = Agent(whole, self.text[subject.end : clause.end])
            if clause.stop == "，" and subject.end == clause.end and "的" not in self.text[subject.start : subject.end]:
                self.listed = agent
            lodged = _LODGED.search(self.text, subject.end, clause.end) if clause.stop == "，" else None
            if lodged is not None and ENDING.search(self.text, subject.end, lodged.start()) is None:
                return
            if subject.follow == "of" or is_modifier(self.text, clause, subject):
                self.modified = agent
                if clause.stop == "，" and _WORKS.search(self.text, subject.end, clause.end):
                    self.main, self.modified = Agent(agent.nouns), None  # X建设的设施，应当…: X is bound
                if self.condition is None and subject.follow != "of" and not _OTHERS.search(self.text, subject.end, clause.end):
                    self.condition = agent
            else:
                self.condition = agent
        elif (
            stop == "；"
            and not self.text.startswith(_SCOPES, clause.begin)
            and _TOPIC.search(self.text, clause.begin, clause.end)
        ):
            self.main = self.condition = None

    def _aside(self, clause: ClauseReading) -> bool:
        """而Y拒绝的，; 以及Y无法核实的，; Y批准的城市以外，: does the clause name somebody whom the sentence is not about?"""
        start, end = clause.start, clause.end
        if self.text.startswith("而", start):
            return self.condition is not None or self.main is not None
        if self.text.startswith("以及", start) and self.text[end - 1] == "的":
            return self.condition is None and self.main is None
        return self.text.endswith(("以外", "之外"), start, end) and "除" not in self.text[start:end]

    def bound(self, clause: ClauseReading, binding: Binding, trigger: Trigger) -> None:
        """What a binding says of who acts from here on; who is encouraged or forbidden acts up to the next ；."""
        self.modified = self.listed = None
        if binding.agent is not None and binding.basis in ("explicit", "same_sentence", "list_intro"):
            self.main, self.crossed = Agent(binding.agent.nouns), False
            encouraged = trigger.modality == "encouragement"
            forbidden = trigger.word in _FORBIDDING and self.main.nouns[0].start >= trigger.end
            if forbidden:
                self.barred = True
                if clause.subject is not None and kind_of(name_of(self.text, Agent((clause.subject,)))) != "state":
                    self.head = Agent((clause.subject,))
            self.pivoted = encouraged
            if not (encouraged or forbidden):
                self.head, self.barred = self.main, False
            if binding.basis == "explicit":
                self.condition = None


_FORBIDDING = ("禁止", "严禁", "不准", "不许")
#: whoever is named behind 的 acts, not the one before it (企业引进的人才，)
_OTHERS = re.compile("的[^，的]{0,6}(?:人才|团队)$")
#: what somebody lodges, an office deals with (案外人提出的异议，经审查…)
_LODGED = re.compile("(?:提出|提交|递交|提起)的[^，的有无提]{0,6}(?:异议|申请|请求|投诉|举报|申诉)$")
_SCOPES = ("对", "就", "针对", "涉及")
#: a clause that is a noun phrase with a modifier (未获得通过的法规案，): a new topic
_TOPIC = re.compile("的[^，的在对向将为]{2,14}$(?<![时后前中内下外间起])")


def _one(text: str, clause: ClauseReading, index: int, trigger: Trigger, state: _State, first: bool) -> Binding:
    if trigger.modality == "encouragement" or trigger.word in (*_FORBIDDING, "允许"):
        after = _behind(text, clause, trigger)
        if after is not None:
            return Binding(index, Agent((after,)), "explicit")
        if trigger.modality != "encouragement" and state.above is not None and trigger.start == clause.begin:
            return Binding(index, state.above, "list_intro")
        if trigger.modality == "encouragement" or clause.subject is None:
            return Binding(index, None, None, None)
    if (trigger.modality == "declaration" or trigger.word.endswith("终止")) and (
        trigger.word in _IMPERSONAL or (trigger.word.endswith("适用") and _RULES.match(text, trigger.end))
    ):
        return Binding(index, None, None, None)
    if "由" in text[clause.begin : clause.end] and not (trigger.word[-1] in _MADE and text.startswith("由", trigger.end)):
        by = _agent_by(text, clause, trigger)
        if by is not None:
            return Binding(index, Agent((by,)), "explicit")
        if _BY.match(text, trigger.end, clause.end) or text.startswith("由", trigger.start):
            return Binding(index, None, None, None)
    if clause.parties:
        pivot = _pivot(clause, trigger)
        if pivot is not None:
            return Binding(index, Agent((pivot,)), "explicit")
    subject = clause.subject
    inside = subject is not None and subject.start <= trigger.start < subject.end and not subject.follow
    if subject is not None and inside and len(trigger.word) > 1 and "的" not in text[subject.start : subject.end]:
        return Binding(index, Agent((subject,)), "explicit")  # the verb is part of its name
    if subject is not None and subject.end <= trigger.start:
        rest = text[subject.end : trigger.start].removesuffix("负责")
        before = state.condition or state.main
        modifies = subject.follow == "of" or _modifies(text, clause, subject, trigger)
        if modifies and before is not None and clause.begin > clause.start and text.startswith(_AND, clause.start):
            # 运营者对A开展的检查，以及B开展的检查应当配合: what is joined is the things, not who acts
            return Binding(index, Agent(before.nouns), "same_sentence", (clause.begin, trigger.start))
        if modifies:
            if _SYSTEM.search(rest) or _made(text, subject, trigger, rest):
                return Binding(index, Agent((subject,)), "same_sentence")
            topic = (clause.begin, trigger.start)
            if state.main is not None and not first:
                return Binding(index, state.main, "same_sentence", topic)
            return Binding(index, Agent((subject,)), "possessor", topic)
        if state.listed is not None:
            return Binding(index, Agent((*state.listed.nouns, subject)), "explicit")
        return Binding(index, Agent((subject,)), "explicit")
    return _inherited(text, clause, index, trigger, state, first)


_making = alternation(lexicon("roles")["words"]["making"].split())
#: 处理的|个人信息, 依法设置或者使用的|标志: what somebody makes or holds
_MAKES = re.compile(f"(?:依法|已|所|自行|共同|按照规定)*(?:{_making})(?:(?:、|和|或者)(?:{_making}))*的[^，的]{{1,16}}$")


def _made(text: str, subject: Noun, trigger: Trigger, rest: str) -> bool:
    """国家机关|处理的个人信息|应当…: is a duty about what an undertaking or an organ makes or holds, and so its own?"""
    if trigger.modality not in ("obligation", "prohibition") or _MAKES.match(rest) is None:
        return False
    name = text[subject.start : subject.end]
    return kind_of(name) in _UNDERTAKING or name.endswith("者")


_UNDERTAKING = frozenset(("government", "department", "public_institution", "enterprise", "organisation"))
_AND = ("以及", "和", "及", "与")
_RULES = re.compile("于|本|前|该|《|有关|国家|第|中华|法律|其|下列|以下|上述")
_IMPERSONAL = frozenset(("施行", "废止", "同时废止", "包括", "分为", "视为", "属于", "不免除", "审查终止", "为准", "为限"))


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
    last: int | None = None  # where the last verb or 的 before the trigger starts
    for party in clause.parties:
        if party.anchor not in ("由", "交由", "应由"):
            continue
        if party.noun.start == at or trigger.start <= party.anchor_at < trigger.end or party.anchor_at == trigger.start:
            return party.noun
        if party.noun.end <= trigger.start:
            if last is None:
                last = max((w[1] for w in clause.words if w[0] in "VD" and w[2] <= trigger.start), default=-1)
            if last < party.noun.end:
                return party.noun
    return None


def _pivot(clause: ClauseReading, trigger: Trigger) -> Noun | None:
    """授权国务院|可以…: the object of one verb is the subject of the next."""
    for party in clause.parties:
        if party.noun.end == trigger.start and not party.noun.follow and party.anchor in _PIVOTS:
            return party.noun
    return None


#: 设立|由高校、企业组成的委员会: 由 belongs to what is made
_MADE = "立建置"
_PIVOTS = frozenset(("授权", "委托", "允许", "批准", "责令", "使", "令", "让", "要求", "指定"))


def _modifies(text: str, clause: ClauseReading, subject: Noun, trigger: Trigger) -> bool:
    """政府部门已建设的平台|应当: is the actor only the subject of a relative clause before the modal?"""
    between = [w for w in clause.words if subject.end <= w[1] and w[2] <= trigger.start]
    return _relative(between, text.startswith(("通过", "经"), subject.end)) is not None and (
        between[-1][0] != "D" or between[-1][2] < trigger.start
    )


def is_modifier(text: str, clause: ClauseReading, subject: Noun) -> bool:
    """X提交的材料…, X的材料…: is the phrase only part of a thing's name?"""
    behind = [w for w in clause.words if w[1] >= subject.end]
    closing = _relative(behind, text.startswith(("通过", "经"), subject.end))
    if closing is None or behind[closing][2] >= clause.end:
        return False
    return closing == 1 or not _TIME.search(text, behind[closing][2], clause.end)


def _relative(between: list[Word], through: bool = False) -> int | None:
    """Index of the 的 that closes a bare verb group directly behind the subject."""
    for number, word in enumerate(between):
        if word[0] == "D":
            return number if number and between[number - 1][0] != "A" else None
        if word[0] == "P" and number == 0 and not through:
            return None
        if word[0] not in "VvAPC" or (number and between[number - 1][2] != word[1]):
            return None
    return None


def _inherited(text: str, clause: ClauseReading, index: int, trigger: Trigger, state: _State, first: bool) -> Binding:
    """No subject of its own: somebody earlier in the sentence, in the chapeau, or (a guess) in the sentence before."""
    main, condition = state.main, state.condition
    shape = _shape(text, clause, trigger)
    if shape == "thing":
        topic = (clause.begin, trigger.start)
        if text.startswith(_OWED, clause.begin):
            return Binding(index, None, None, topic)
        if trigger.modality == "prohibition" and text.startswith("该", clause.begin) and BARRED.match(text, trigger.end):
            return Binding(index, None, None, topic)  # 该实验室二年内不得从事…: another than who acts before
        if main is None and state.above is not None and trigger.modality in ("obligation", "prohibition"):
            return Binding(index, state.above, "list_intro", topic)
        return Binding(index, main, "same_sentence" if main else None, topic)
    if _PENAL.match(text, trigger.start) or _PENAL.match(text, trigger.end):
        public = main is not None and kind_of(name_of(text, main)) in PUBLIC
        if state.crossed and _DISCIPLINED.match(text, trigger.start):
            public = False  # who disciplines is another than who fines
        return Binding(index, main if public else None, "same_sentence" if public else None)
    if state.modified is not None:
        return Binding(index, main or state.modified, "same_sentence" if main else "possessor")
    if state.barred and trigger.modality != "prohibition":
        return Binding(index, state.head, "same_sentence" if state.head else None)  # 禁止儿童进入，应当设置标志
    if condition is not None:
        basis: Basis = "same_sentence" if acts_itself(text, condition, main, trigger) else "condition_subject"
        return Binding(index, condition, basis)
    if main is not None:
        return Binding(index, main, "same_sentence")
    if shape == "verb":
        return Binding(index, None, None)
    if state.above is not None:
        return Binding(index, state.above, "list_intro")
    if state.before is not None and first:
        return Binding(index, state.before, "same_paragraph")
    return Binding(index, None, None)


#: 所需经费应当列入预算: whoever sees to that is another
_OWED = ("所需", "所作", "所得", "所收", "所获")
_PENAL = re.compile(
    "(?:依法|依纪|依规|由[^，]{1,20}){0,4}(?:给予[^，]{0,12}(?:处分|处罚|警告)|追究[^，]{0,8}责任|责令|(?:予以)?没收|处以|处[一二三四五六七八九十百千0-9]|并处|可以并处|吊销|暂扣|处罚|罚款|予以处罚|予以警告|给予处理|予以处分)"
)
_DISCIPLINED = re.compile("(?:应当|可以|依法|依纪)*(?:给予|予以)[^，；。]{0,8}处分")


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
