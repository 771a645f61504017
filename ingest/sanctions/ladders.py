"""Ladders 罚则 of one passage: conducts, then steps in text order, each under its condition.

违反…规定，甲…的，由乙责令改正；拒不改正的，处…罚款；情节严重的，…: the words up to the first measure describe the conduct, the words
up to a later …的 the condition of what follows. A condition holds until the next; an enforcer as docs/sanctions.md says.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from ..clauses import Sentence, split
from ..facts import StepCondition
from .conditions import condition_kind
from .measures import Hit, imposed, measures_in

Span = tuple[int, int]

_TITLE = re.compile("《[^《》。]{1,80}》")
#: …的 before a verb without a comma: 对拒不整改的可以终止共享
_INNER = re.compile("的(?=(?:由|可以?|并?处[以一二三四五六七八九十0-9]|责令|给予|依法|应当|没收|吊销|依照))")
#: a description that ends in those it describes: 受到治安管理处罚的人员，五年内不得…
_PERSONS = re.compile(
    "(?:违反|未|擅自|拒不|受到|被|构成)[^，；。]{2,60}的(?:人员|单位|个人|企业|机构|经营者|公民|当事人|单位和个人)$"
)
#: acts named by 对…行为 at the start of a sentence: 对不具备资质的单位的违法行为，依法追究…
ACTS = re.compile(
    "对于?(?=[^，；。]{0,60}(?:违反|违法|违规|违纪|犯罪|侵权|未|不|擅自|非法|失信))[^，；。]{2,80}(?:行为|活动)(?=，)"
)
#: 对主管人员和其他责任人员，依法给予处分: a measure follows, no description
_ON_PERSONS = re.compile("对[^，；。]{2,160}(?:人员|负责人|单位|个人|企业|机构|者)，")
#: how the description of another act begins, not of a circumstance of the same act
_ACT = re.compile(
    "违反|未(?!构成|造成)|不按|不依|不履行|擅自|非法|拒绝|伪造|[^，；。]{2,20}(?:违反|未按|未经|擅自|非法|不按|不履行)"
)
_LEAD = re.compile("(?:其中|但是|此外|同时|另外)，")
_LIST = re.compile("(?:下列|以下|如下)[^，；。：]{0,24}(?:之一|行为|情形|情况|规定|标准|事项|违法行为)")
#: what says a rule and describes no breach
_RULE = re.compile("应当|必须|不得|可以|无效")
_BREACH = re.compile(
    "违反|未|不|擅自|非法|违法|拒|伪造|变造|虚假|隐瞒|骗|滥用|玩忽|徇私|超|泄露|妨碍|阻|破坏|侵|冒用|挪用|侵占|截留|抗|违规|逃避|失职|渎职|转让|出租|出借|涂改|倒卖|买卖|损毁|损坏|私自|故意|过失|弄虚作假|干扰|干预|无证|逾"
)
#: words that are a condition by themselves, not conduct
_PURE = re.compile(
    "^(?:尚?(?:不|未)?构成|情节|后果|逾期|拒不(?=改|整改|停|执行|拆|履行|消除|恢复|缴|纠正|补|服从|撤|搬|退|的)|造成|致使|导致|给|涉嫌|有违法所得|没有违法所得|违法所得|货值|经责令|触犯|应当给予|再次|屡次|屡教|一年内)"
)
_GENERAL = re.compile("^(?:有)?违反[^，；。]{1,40}(?:规定|义务)?$")
_SAVING = re.compile(
    "(?:法律|法规|行政法规|规章|国家|其他|有关|本法|本条例)[^，；。]{0,40}(?:另有|有其他|已有|有|作出)[^，；。]{0,16}规定的?，(?:依照|从|按照|适用)(?:其|该|有关|相关|其他)?[^，；。]{0,12}规定(?:执行|处罚|办理)?"
)


class StepFound(NamedTuple):
    """A step by place: its measure, the condition over it, the stretch its parties are sought in, the conduct it answers."""

    hit: Hit
    condition: StepCondition
    condition_span: Span | None
    low: int  # from here on its parties are named
    segment: int  # counts the stretches between ；。
    conduct: int | None


class LadderFound(NamedTuple):
    """A ladder by place (local offsets)."""

    start: int
    end: int
    conducts: tuple[Span, ...]
    basis: Span | None  # the words before 有下列行为之一: who, and against which provisions
    steps: tuple[StepFound, ...]
    savings: Span | None


def masked(text: str) -> str:
    """``text`` with the names of laws blanked, so that 《行政处罚法》 holds no 处罚. Same length."""
    return _TITLE.sub(lambda match: "治安管理".join("□" * len(part) for part in match[0].split("治安管理")), text)


def clause_ends(text: str, sentence: Sentence, hits: list[Hit]) -> list[int]:
    """The places where …的 closes a description, in order (local offset after 的)."""
    ends = [
        clause.end
        for clause in sentence.clauses
        if clause.end > clause.start
        and clause.stop in "，；："
        and (text[clause.end - 1] == "的" or _PERSONS.search(text, clause.start, clause.end))
    ]
    acts = ACTS.match(text, sentence.start, sentence.end)
    if acts and hits:
        ends.append(acts.end())
    elif hits and not any(end <= hits[0].start for end in ends) and not text.startswith("对", sentence.start):
        # 违反本条例规定，未履行职责，由…责令改正: the description ends where the organ is named
        by = text.rfind("，由", sentence.start, hits[0].start)
        # 本法规定的违法行为，由…处罚: whose office it is
        if by > sentence.start and _BREACH.search(text, sentence.start, by) and not text.endswith("行为", sentence.start, by):
            ends.append(by)
    starts = [clause.start for clause in sentence.clauses]
    for k, hit in enumerate(hits):
        before = hits[k - 1] if k else None
        begin = starts[max(bisect_right(starts, hit.start) - 1, 0)]
        for match in _INNER.finditer(text, begin, hit.start + 2):
            if (
                match.end() <= hit.start
                and condition_kind(text[max(begin, match.end() - 60) : match.end()])
                and not (before and before.start < match.end() < before.end)
            ):
                ends.append(match.end())
                break
    return sorted(set(ends))


class _Builder:
    """Collects one ladder while its passage is walked."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.conducts: list[Span] = []
        self.basis: Span | None = None
        self.steps: list[StepFound] = []
        self.savings: Span | None = None
        self.condition: StepCondition = "base"
        self.condition_span: Span | None = None
        self.conduct: int | None = None
        self.end = start

    def done(self) -> LadderFound:
        several = len({step.conduct for step in self.steps}) > 1
        steps = tuple(step if several else step._replace(conduct=None) for step in self.steps)
        return LadderFound(self.start, self.end, tuple(self.conducts), self.basis, steps, self.savings)


def ladders_in(text: str, *, listed: bool = False, within: bool = False) -> list[LadderFound]:
    """The ladders of one passage. ``listed``: items follow it; ``within``: it is an item of a ladder that has its conduct."""
    walk = _Walk(masked(text), listed, within)
    for sentence in split(walk.text):
        walk.sentence(sentence)
    return [ladder.done() for ladder in walk.ladders if ladder.steps or ladder.basis]


class _Walk:
    """One passage walked in text order: descriptions …的 and the measures that answer them."""

    def __init__(self, text: str, listed: bool, within: bool) -> None:
        self.text, self.listed, self.within = text, listed, within
        self.ladders: list[_Builder] = []
        self.current: _Builder | None = None
        self.segment = 0

    def sentence(self, sentence: Sentence) -> None:
        """Takes the next sentence."""
        text, current = self.text, self.current
        saving = _SAVING.search(text, sentence.start, sentence.end)
        hits: list[Hit] = []
        low = sentence.start
        for clause in sentence.clauses:
            if clause.stop not in ("，", ""):
                hits.extend(h for h in measures_in(text, low, clause.end) if imposed(text, h, low))
                low = clause.end + 1
            elif clause.stop == "":
                hits.extend(h for h in measures_in(text, low, clause.end) if imposed(text, h, low))
        if saving:
            hits = [h for h in hits if h.end <= saving.start() or h.start >= saving.end()]
        ends = clause_ends(text, sentence, hits)
        hits = _outside_descriptions(text, sentence, hits, ends, begun=current is not None and bool(current.steps))
        if hits:
            if saving:
                ends = [end for end in ends if not saving.start() <= end <= saving.end()]
            self._events(sentence, hits, ends, saving.end() if saving else -1)
        elif current is None and self.listed and _LIST.search(text, sentence.start, sentence.end):
            current = self._begin(sentence.start)
            current.basis, current.end = (sentence.start, sentence.end), sentence.end
        if saving and self.current:
            self.current.savings = (saving.start(), saving.end())
            self.current.end = max(self.current.end, saving.end())

    def _begin(self, start: int) -> _Builder:
        self.current = _Builder(_skip(self.text, start))
        self.ladders.append(self.current)
        return self.current

    def _events(self, sentence: Sentence, hits: list[Hit], ends: list[int], saved: int) -> None:
        """The descriptions and measures of one sentence, in text order. ``saved``: where its saving clause ends."""
        text = self.text
        self.segment += 1
        cursor = seg_start = sentence.start
        first = True
        taken = 0
        if self.current is not None:  # a condition holds in its own sentence
            self.current.condition, self.current.condition_span = "base", None
        for hit in hits:
            run = ends[taken : bisect_right(ends, hit.start, taken)]
            taken += len(run)
            if run:
                begin = _skip(text, cursor)
                if cursor < saved <= run[-1]:
                    begin = max(begin, _skip(text, saved))
                for answered in _answered(text, run):
                    self._described(begin, answered, first)
                    begin, first = _skip(text, answered[-1]), False
                cursor = run[-1]
            new_seg = text.rfind("；", seg_start, hit.start) + 1
            if new_seg > seg_start:
                seg_start, self.segment = new_seg, self.segment + 1
            current = self.current
            if current is None:
                current = self._begin(sentence.start)
                if self.listed and _LIST.search(text, sentence.start, hit.start):
                    # 有下列情形之一，由…: the 的 is missing
                    comma = text.rfind("，", sentence.start, max(hit.start - 1, sentence.start))
                    current.basis = (sentence.start, comma if comma > 0 else hit.start)
            low = max(cursor, seg_start)
            if current.condition == "amount_band" and low == seg_start and text.startswith("对", _skip(text, low)):
                # ；对直接负责的主管人员…: the band was about the sum before, not about them
                current.condition, current.condition_span = "base", None
            current.steps.append(StepFound(hit, current.condition, current.condition_span, low, self.segment, current.conduct))
            current.end = sentence.end
            cursor, first = hit.end, False

    def _described(self, begin: int, run: list[int], first: bool) -> None:
        """Takes a run of …的 without a measure between: one description, and conditions that close it (…的，情节严重的)."""
        last = len(run) - 1
        while last > 0 and _is_condition(self.text[run[last - 1] + 1 : run[last]]):
            last -= 1
        started = self.current is not None and bool(self.current.steps)
        if started and not first:
            begin = max(begin, self.text.rfind("；", begin, run[last]) + 1)
        elif not started:
            begin = _behind_rule(self.text, begin, run[last])
        if begin < run[last]:
            self.current = _describe(self.text, begin, run[last], self.current, self.ladders, first, self.within)
        if last < len(run) - 1 and self.current is not None:
            span = (run[last] + 1, run[-1])
            self.current.condition = condition_kind(self.text[span[0] : span[1]]) or "further_act"
            self.current.condition_span = span


def _behind_rule(text: str, begin: int, end: int) -> int:
    """Where the description begins when a rule stands before it in the sentence: X应当作为Y的依据；｜拒不执行的，…."""
    part = text.rfind("；", begin, end)
    if part < 0 or text[part - 1] == "的":
        return begin
    rule, told = _RULE.subn("", text[begin:part])
    if not told or _BREACH.search(rule):
        return begin
    return begin if _is_condition(text[part + 1 : end]) else part + 1


def _answered(text: str, run: list[int]) -> list[list[int]]:
    """A run of …的 cut where a duty answers one of them: …的，应当退还押金；｜造成损失的，…."""
    cuts = [k + 1 for k, end in enumerate(run[:-1]) if text[end] == "，" and "；" in text[end : run[k + 1]]]
    return [run[a:b] for a, b in zip([0, *cuts], [*cuts, len(run)], strict=True)]


def _is_condition(words: str) -> bool:
    """Whether the words after a closed description only add a condition to it: …的，｜情节严重的; …的，｜对有失职行为的."""
    return bool(_PURE.match(words.removeprefix("对"))) and condition_kind(words) not in (None, "amount_band", "consequence")


def _skip(text: str, place: int) -> int:
    """The next place that is not a mark, a space or a connector (其中，)."""
    while place < len(text) and (text[place] in "，；。：、并" or text[place].isspace()):
        place += 1
    lead = _LEAD.match(text, place)
    return lead.end() if lead else place


def _outside_descriptions(text: str, sentence: Sentence, hits: list[Hit], ends: list[int], *, begun: bool) -> list[Hit]:
    """The hits that are not words of a description …的."""
    kept: list[Hit] = []
    begun = begun or _ON_PERSONS.match(text, sentence.start, sentence.end) is not None
    starts = [clause.start for clause in sentence.clauses]
    for hit in hits:
        clause = sentence.clauses[max(bisect_right(starts, hit.start) - 1, 0)]
        closing = bisect_left(ends, hit.end)
        if closing < len(ends) and ends[closing] <= clause.end:
            continue
        described = begun or (bool(ends) and ends[0] <= hit.start)
        to_come = bool(ends) and ends[-1] > hit.start
        if not described and to_come and not re.search("由|应当|可以", text[clause.start : hit.start]):
            continue
        kept.append(hit)
        begun = True
    return kept


def _describe(
    text: str, begin: int, end: int, current: _Builder | None, ladders: list[_Builder], first: bool, within: bool
) -> _Builder:
    """Takes the description ``text[begin:end]`` as conduct or as condition."""
    words = text[begin:end]
    started = current is not None and (bool(current.conducts) or current.basis is not None or bool(current.steps))
    pure = (bool(_PURE.match(words.removeprefix("对"))) and not words.startswith(("造成", "致使", "导致", "给"))) or (
        started
        and len(words) <= 40
        and condition_kind(words) is not None
        and not re.match("违反|有(?:前|本|下列)|[^，]{0,20}(?:违反|未按)", words)
    )
    if within and not _ACT.match(words):
        started = pure = True
        if current is None:
            current = _Builder(begin)
            ladders.append(current)
    if started and (pure or re.match("对?(?:造成|致使|导致|给)", words)):
        assert current is not None
        current.condition = condition_kind(words) or "further_act"
        current.condition_span = (begin, end)
        return current
    if started and not first and current is not None and not _BREACH.search(words[:30]):
        current.condition = condition_kind(words) or "further_act"
        current.condition_span = (begin, end)
        return current
    if current is None or (first and current.steps):
        current = _Builder(begin)
        ladders.append(current)
    if condition_kind(words) in ("crime", "public_security") and _PURE.match(words) and len(words) <= 24:
        # nothing but a condition: the act is the general one before it, or none is described
        current.condition, current.condition_span = condition_kind(words) or "base", (begin, end)
        return current
    body, tail = _peel(text, begin, end)
    current.condition = (condition_kind(text[tail[0] : tail[1]]) or "base") if tail else "base"
    current.condition_span = tail
    if _LIST.search(text, body[0], body[1]):
        current.basis = body
        current.conduct = None
    else:
        parts = _alternatives(text, *body)
        if (current.conduct is not None and not current.steps) or (current.conducts and not current.steps):
            current.conducts = []
        current.conduct = len(current.conducts)
        current.conducts.extend(parts)
    return current


def _peel(text: str, begin: int, end: int) -> tuple[Span, Span | None]:
    """The conduct and a condition that closes it: 违反本法规定，｜构成犯罪的."""
    comma = text.rfind("，", begin, end)
    if comma <= begin:
        return (begin, end), None
    last = text[comma + 1 : end]
    before = text[begin:comma]
    kind = condition_kind(last)
    general = bool(_GENERAL.match(re.sub("^.*，", "", before)))
    if kind in ("base", "crime", "public_security", "serious", "very_serious", "minor") and _PURE.match(last):
        return (begin, comma), (comma + 1, end)
    if kind in ("consequence",) and general and _PURE.match(last):
        return (begin, comma), (comma + 1, end)
    return (begin, end), None


def _alternatives(text: str, begin: int, end: int) -> list[Span]:
    """A conduct split where a second act begins: …的，或者…的."""
    found: list[Span] = []
    start = begin
    for match in re.finditer("[，；](?:或者|以及)(?=[^，；]{4})", text[begin:end]):
        place = begin + match.start()
        if place - start >= 6 and _BREACH.search(text, start, place):
            found.append((start, place))
            start = begin + match.end()
    found.append((start, end))
    return found
