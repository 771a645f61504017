"""Ladders by place → :class:`ingest.facts.Sanction`: ids, quotes, parties, references."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import lru_cache

import msgspec

from ..facts import Amount, Basis, Conduct, Mention, Reference, Sanction, Step
from ..reading import Quote, Reading
from ..units import Passage
from .ladders import LadderFound, Span, StepFound, ladders_in
from .measures import BREACH, MAY_HOLD, MAY_PUNISH, additional, discretionary
from .parties import Anchor, Chain, Parties

#: headings of the part of a statute that holds its 罚则
_LIABILITY_HEADING = re.compile(
    "法律责任|罚则|责任追究|惩处|惩戒|^处罚$|^(?:奖励|表彰|奖惩)?(?:与|和)?(?:处罚|惩罚|处分)$|奖惩|奖罚|违法责任|处罚规则"
)
#: 处分, 刑事责任 and what another organ decides by another law never take an enforcer from an earlier clause
_NOT_CARRIED = frozenset({"disciplinary", "criminal", "civil_liability", "public_security"})
#: only these may detain (治安管理处罚法第九十一条, 反间谍法)
_DETAINS = re.compile("公安|国家安全|人民法院|海警|移民")
#: who is regulated, not who fines: 由建设单位限期拆除 names who has to do it
_REGULATED = re.compile(
    "(?<!发证)(?<!主管)(?<!上级)(?<!审批)(?<!管理)(?:单位|企业|公司|业主|当事人|经营者|个人|责任人|所有人|负责人|用户|行为人|使用人|管理人)$"
)
_SAME_CONDITION_ONLY = frozenset({"referral_penalty"})
#: an enforcer named for one measure only: the ladder's own enforcer goes on after it
_FOR_ONE_MEASURE = re.compile(
    "发证|颁证|登记机关|公安|发放|许可机关|审批机关|原批准|批准机关|司法|监察|人民法院|工商|人民政府$"
)
_CATCH_ALL = re.compile(
    "^(?:有)?其他(?:违反|不履行|不依法|未|妨碍|违法|失职|应当|依法|法律|有|严重|侵|危害|损害|扰乱|破坏|影响|滥用|行为|情形|玩忽)"
    "|(?:法律|法规|规章|规定|本法|本条例)[^，；。]{0,12}规定的其他|(?:规定|要求)的其他(?:行为|情形|违法行为|职责|义务)"
    "|^(?:有)?违反(?:本法|本条例|本办法|本规定|本细则|本决定|法律|法律、法规|法律、行政法规|有关法律、法规)?(?:的)?(?:其他)?(?:有关|相关)?(?:规定)?(?:的)?(?:其他)?(?:违法)?(?:行为|情形)?的?$"
    "|(?:本法|本条例|本办法|本规定)(?:对此)?未(?:作)?规定(?:法律责任|处罚|处理)"
    "|^其他"
)
_CITED = ("internal_explicit",)
_ON_CONDUCT = re.compile(
    "对(?P<c>(?:违反|未|不|擅自|拒不)[^，；。]{2,60}?的(?:行为|情形|单位和个人|单位|个人|企业|部门|机构))(?=[^，；。]{0,12}$)"
)
_PENALTIES = frozenset(
    {
        "fine", "disciplinary", "criminal", "confiscation", "warning", "detention", "licence_revocation", "licence_suspension", "public_security",
        "suspension", "closure", "downgrade", "disqualification",
    }
)  # fmt: skip
_CORRECTS = re.compile("改正|整改|纠正|停止|停|消除|恢复|拆除|撤销|补|退|履行|治理|限期|关闭|采取措施")
_OUTSIDE_KINDS = frozenset(
    {
        "notice_rectify", "order_rectify", "warning", "public_notice", "fine", "confiscation", "suspension", "licence_suspension",
        "licence_revocation", "downgrade", "closure", "blacklist", "interview", "access_suspension", "access_termination", "disciplinary",
        "disqualification", "restriction", "demolition",
    }
)  # fmt: skip


_PENAL = re.compile("处|责令|没收|吊销|给予|予以")


class Assembly:
    """The sanctions of one statute."""

    def __init__(
        self, reading: Reading, passages: tuple[Passage, ...], mentions: tuple[Mention, ...], references: tuple[Reference, ...]
    ) -> None:
        self.reading = reading
        self.passages = passages
        self.mentions: dict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            self.mentions[mention.unit].append(mention)
        self.references = sorted(references, key=lambda reference: reference.quote.at)
        self.reference_at = [reference.quote.at for reference in self.references]
        self.parties: dict[int, Parties] = {}
        self.children: dict[int, list[int]] = defaultdict(list)
        for index, passage in enumerate(passages):
            if passage.intro is not None:
                self.children[passage.intro].append(index)
        self.has_part = any(is_liability(passage) for passage in passages)
        self.numbers: dict[str, int] = defaultdict(int)

    def sanctions(self) -> tuple[Sanction, ...]:
        """All ladders, in text order."""
        found: list[Sanction] = []
        for index, passage in enumerate(self.passages):
            if passage.intro is None and passage.kind in ("paragraph", "preamble"):
                found.extend(self._of(index))
        return tuple(found)

    def _of(self, index: int) -> list[Sanction]:
        passage = self.passages[index]
        below = self._below(index)
        inside = is_liability(passage)
        words = [passage.text, *(self.passages[i].text for i in below)]
        if not any((MAY_HOLD if inside else MAY_PUNISH).search(text) for text in words):
            return []
        if not inside and self.has_part and not any(BREACH.search(text) for text in words):
            return []
        ladders = ladders_in(passage.text, listed=bool(below))
        items = self._items(index, bool(ladders and ladders[-1].conducts), bool(ladders and ladders[-1].basis)) if below else []
        if not ladders and not any(ladder.steps for _, ladder in items):
            return []
        found: list[Sanction] = []
        for number, ladder in enumerate(ladders or [LadderFound(0, len(passage.text), (), None, (), None)]):
            last = number == max(len(ladders) - 1, 0)
            sanction = self._sanction(index, ladder, items if last else [], below if last else [], inside)
            if sanction:
                found.append(sanction)
        return found

    def _below(self, index: int) -> list[int]:
        """The items and subitems under a passage, in text order."""
        found: list[int] = []
        for child in self.children.get(index, ()):
            found.append(child)
            found.extend(self._below(child))
        return found

    def _items(self, index: int, has_conduct: bool, listing: bool) -> list[tuple[int, LadderFound]]:
        found = []
        for child in self._below(index):
            text = self.passages[child].text
            for ladder in ladders_in(text, listed=child in self.children, within=has_conduct):
                # an item of a list of acts names measures as acts (擅自终止共享服务): only …的，处… imposes one there
                described = bool(ladder.conducts) or any(step.condition_span for step in ladder.steps)
                if described or not listing or _PENAL.match(text, ladder.steps[0].hit.start if ladder.steps else 0):
                    found.append((child, ladder))
        return found

    def party(self, index: int) -> Parties:
        """The mentions of a passage, by place."""
        if index not in self.parties:
            passage = self.passages[index]
            self.parties[index] = Parties(passage, self.mentions.get(passage.unit, []))
        return self.parties[index]

    def quote(self, index: int, span: Span) -> Quote:
        """The words at a local span of a passage."""
        at = self.passages[index].at
        return self.reading.quote(at + span[0], at + span[1])

    def _id(self, unit: str, letter: str) -> str:
        self.numbers[unit + letter] += 1
        return f"{unit}#{letter}{self.numbers[unit + letter]}"

    # --- conducts -------------------------------------------------------------------------------------------------

    def _offender(self, index: int, span: Span) -> tuple[Chain | None, int]:
        """Who is described at the start of a conduct, and where the words after it begin."""
        text, party = self.passages[index].text, self.party(index)
        chain = party.chain_at(span[0])
        if chain and chain.end < span[1] and text[chain.end] not in "的之":
            place = chain.end
            while place < span[1] and text[place] in "，有":
                if text.startswith("有关", place):
                    break
                place += 1
            if text.startswith("存在", place):
                place += 2
            return chain, place
        breach = re.match("违反[^，；。]{1,60}，", text[span[0] : span[1]])
        if breach:
            after = party.chain_at(span[0] + breach.end())
            if after and after.end < span[1] and text[after.end] not in "的之":
                return after, span[0]
        if not chain:
            breach_at = text.find("违反", span[0], span[1])
            before = text[span[0] : max(breach_at, span[0])].rstrip("，")
            if 0 < len(before) <= 30 and not re.search("^(?:其他|有|对)|[，；。因内后时中在于]", before):
                return None, breach_at
        return None, span[0]

    def _cited(self, index: int, span: Span) -> tuple[str, ...]:
        """The ids of the references a stretch names by number."""
        return tuple(r.id for r in self._references(index, span) if r.kind in _CITED and r.targets)

    def _references(self, index: int, span: Span) -> list[Reference]:
        at = self.passages[index].at
        low = bisect_left(self.reference_at, at + span[0])
        high = bisect_left(self.reference_at, at + span[1])
        return self.references[low:high]

    def _conduct(self, index: int, span: Span, offender: Chain | None, cited: tuple[str, ...]) -> Conduct:
        passage = self.passages[index]
        own, start = self._offender(index, span)
        chain = own or offender
        words = passage.text[start : span[1]]
        return Conduct(
            id=self._id(passage.unit, "k"),
            unit=passage.unit,
            quote=self.quote(index, (start, span[1])),
            offenders=chain.actors if chain else (),
            offender_mentions=chain.ids if chain else (),
            cited=tuple(dict.fromkeys((*cited, *self._cited(index, span)))),
            catch_all=bool(_CATCH_ALL.search(words)),
            rule="conduct",
        )

    # --- one sanction -----------------------------------------------------------------------------------------------

    def _sanction(
        self, index: int, ladder: LadderFound, items: list[tuple[int, LadderFound]], below: list[int], inside: bool
    ) -> Sanction | None:
        passage = self.passages[index]
        numbers = dict(self.numbers)
        conducts: list[Conduct] = []
        by_ladder: dict[tuple[int, int], str] = {}
        offender: Chain | None = None
        cited: tuple[str, ...] = ()
        if ladder.basis:
            offender, _ = self._offender(index, ladder.basis)
            cited = self._cited(index, ladder.basis)
        for number, span in enumerate(ladder.conducts):
            # …，或者…的: the second act breaches what the first names
            again = number > 0 and re.fullmatch("[，；](?:或者|以及)", passage.text[ladder.conducts[number - 1][1] : span[0]])
            conduct = self._conduct(index, span, offender, conducts[-1].cited if again else cited)
            if number == 0 and conduct.offender_mentions:
                offender = Chain(conduct.offender_mentions, conduct.offenders, span[0], span[0])
            conducts.append(conduct)
            by_ladder[(index, number)] = conduct.id
        item_ladders = dict(items)
        listing = ladder.basis is not None and bool(below)
        for child in below:
            text = self.passages[child].text
            mini = item_ladders.get(child)
            if mini and mini.conducts:
                for number, span in enumerate(mini.conducts):
                    conducts.append(self._conduct(child, span, offender, cited))
                    by_ladder[(child, number)] = conducts[-1].id
            elif listing and not (mini and mini.steps) and child not in self.children:
                end = len(text.rstrip("；。;，、 "))
                if text[:end].endswith(("；以及", "；或者")):
                    end -= 3
                if end > 0:
                    conducts.append(self._conduct(child, (0, end), offender, cited))
        pairs = [(index, step) for step in ladder.steps] + [(child, step) for child, mini in items for step in mini.steps]
        if not pairs:
            self.numbers.clear()
            self.numbers.update(numbers)
            return None
        if not conducts:
            made = self._fallback_conduct(index, ladder)
            if made:
                conducts.append(made)
        steps = self._steps(index, pairs, by_ladder, offender)
        if not self._is_sanction(index, inside, conducts, steps):
            self.numbers.clear()
            self.numbers.update(numbers)
            return None
        until = max([ladder.end] if not below else [len(passage.text)])
        end = max([passage.at + until, *(self.passages[child].at + len(self.passages[child].text) for child in below)])
        return Sanction(
            id=self._id(passage.unit, "s"),
            unit=passage.unit,
            quote=self.reading.quote(passage.at + ladder.start, end),
            conducts=tuple(conducts),
            steps=tuple(steps),
            savings=self.quote(index, ladder.savings) if ladder.savings else None,
            liability_part=inside or not self.has_part,
            rule="ladder",
        )

    def _fallback_conduct(self, index: int, ladder: LadderFound) -> Conduct | None:
        """The conduct of a sentence without …的: 对违反本条例规定的行为予以通报; 违反本条例规定，由X责令改正."""
        text = self.passages[index].text
        first = ladder.steps[0] if ladder.steps else None
        if not first:
            return None
        match = _ON_CONDUCT.search(text, first.low, first.hit.start)
        if match:
            return self._conduct(index, (match.start("c"), match.end("c")), None, ())
        start = text.rfind("。", 0, ladder.start) + 1
        by = text.find("，由", start, first.hit.start)
        if first.condition_span:
            by = text.find("，", start, first.condition_span[0])
        elif by < 0:
            by = text.rfind("，", start, first.hit.start)
        return self._conduct(index, (start, by), None, ()) if by > start and BREACH.search(text, start, by) else None

    def _is_sanction(self, index: int, inside: bool, conducts: list[Conduct], steps: list[Step]) -> bool:
        """Whether the ladder is one: in the liability part always; elsewhere only a measure that answers a breach and has its author."""
        if inside:
            return True
        if not conducts:
            return False
        if not self.has_part and any(step.measure in _PENALTIES for step in steps):
            # a statute without such a part: a described act and a penalty
            return True
        return any(BREACH.search(conduct.quote.text) for conduct in conducts) and any(_adverse(step) for step in steps)

    # --- steps ------------------------------------------------------------------------------------------------------

    def _steps(
        self, index: int, pairs: list[tuple[int, StepFound]], by_ladder: dict[tuple[int, int], str], offender: Chain | None
    ) -> list[Step]:
        steps: list[Step] = []
        carrier = _Carrier()
        target = _Target()
        group = 0
        before: tuple[int, StepFound] | None = None
        for order, (place, found) in enumerate(pairs, 1):
            passage, party, hit = self.passages[place], self.party(place), found.hit
            text = passage.text
            low = found.low
            if found.condition_span and found.condition_span[1] <= hit.start and found.condition_span[0] >= low:
                low = found.condition_span[1]
            enforcer, basis = carrier.enforcer(self._anchors(place, party, found), place, found, text)
            on = target.of(party, place, found, offender)
            amount = None
            if hit.found and hit.found.numbers.stated:
                amount = Amount(quote=self.quote(place, (hit.start, hit.end)), **hit.found.numbers._asdict())
            alternative = (
                before is not None
                and before[0] == place
                and bool(
                    re.fullmatch(
                        "[，；]?(?:或者|或|单处或者并|并处或者单)(?:可以|由[^，；。]{2,30}|依法)?",
                        text[before[1].hit.end : hit.start],
                    )
                )
            )
            if alternative:
                if steps[-1].alternative_group is None:
                    group += 1
                    steps[-1] = msgspec.structs.replace(steps[-1], alternative_group=group)
            elif found.condition == "amount_band" and hit.kind == "fine":
                bands = [k for k, step in enumerate(steps) if step.condition == "amount_band" and step.measure == "fine"]
                if bands:
                    if steps[bands[-1]].alternative_group is None:
                        group += 1
                        steps[bands[-1]] = msgspec.structs.replace(steps[bands[-1]], alternative_group=group)
                    alternative = True
            conduct = by_ladder.get((place, found.conduct)) if found.conduct is not None else None
            if conduct is None and place != index:
                conduct = by_ladder.get((place, 0))
            steps.append(
                Step(
                    id=self._id(passage.unit, "t"),
                    unit=passage.unit,
                    order=order,
                    measure=hit.kind,
                    quote=self.quote(place, (hit.start, hit.end)),
                    condition=found.condition,
                    condition_quote=self.quote(place, found.condition_span) if found.condition_span else None,
                    enforcers=enforcer.actors if enforcer else (),
                    enforcer_mentions=enforcer.ids if enforcer else (),
                    enforcer_basis=basis,
                    targets=on.actors if on else (),
                    target_mentions=on.ids if on else (),
                    amount=amount,
                    discretionary=discretionary(text, hit, found.low),
                    additional=additional(text, hit, found.low),
                    alternative_group=group if alternative else None,
                    conducts=(conduct,) if conduct else (),
                    delegated_to=self._delegated(place, found),
                    rule="measure",
                )
            )
            before = (place, found)
        return steps

    def _anchors(self, place: int, party: Parties, found: StepFound) -> list[Anchor]:
        """The words that name who imposes the step, between the last measure (or …的) and this one."""
        text = self.passages[place].text
        low = found.low
        closing = max((m.end() for m in re.finditer("的(?=[，：])", text[low : found.hit.start])), default=0)
        if found.condition_span and low <= found.condition_span[1] <= found.hit.start:
            closing = max(closing, found.condition_span[1] - low)
        return party.imposers(low + closing, found.hit.start)

    def _delegated(self, place: int, found: StepFound) -> tuple[str, ...]:
        """The provisions a penalty is left to: 依照《…》第X条的规定处罚."""
        if found.hit.kind not in ("referral_penalty", "public_security", "criminal", "disciplinary"):
            return ()
        text = self.passages[place].text
        by = [m.start() for m in re.finditer("依照|按照|依据|根据|依", text[found.low : found.hit.start])]
        if not by:
            return ()
        span = (found.low + by[0], found.hit.start)
        return tuple(
            r.id
            for r in self._references(place, span)
            if r.kind in ("external_law", "internal_explicit", "generic_law", "generic_rule", "named_instrument")
        )


class _Carrier:
    """Which enforcer holds for a step: the one written with it, else the ladder's, else nobody."""

    def __init__(self) -> None:
        self.main: Chain | None = None  # who imposes the ladder's first measures
        self.main_at = -1
        self.latest: Chain | None = None  # who was written last
        self.stretch = (-1, -1)  # where, up to ；
        self.clause = (-1, -1)  # where, up to ，
        self.condition: Span | None = None
        self.unknown = False  # somebody was written whom no mention covers
        self.once = False  # 报X责令…: X gives this one order only

    def _same(self) -> bool:
        """Whether the organ written last is the one of the first measures."""
        if self.latest is None or self.main is None:
            return self.latest is self.main
        return self.latest.actors == self.main.actors

    def enforcer(self, anchors: list[Anchor], place: int, found: StepFound, text: str) -> tuple[Chain | None, Basis | None]:
        """The enforcer of a step and how the text gives it; ``anchors`` are those written with the step itself."""
        hit = found.hit
        clause = (place, max(text.rfind(mark, 0, hit.start) for mark in "，；。：") + 1)
        stretch = (place, found.segment)
        if hit.kind == "civil_liability" or (
            # 审计机关可以申请…，并建议…给予处分: a subject of another clause gives no 处分
            hit.kind in _NOT_CARRIED and anchors and not anchors[-1].word and anchors[-1].at < clause[1]
        ):
            return None, None
        if anchors:
            chain = anchors[-1].chain
            if chain and hit.kind not in _NOT_CARRIED and any(_REGULATED.search(actor) for actor in chain.actors):
                chain = None
            self.stretch, self.clause, self.condition = stretch, clause, found.condition_span
            self.latest, self.unknown = chain, chain is None
            self.once = anchors[-1].word not in ("由", "")
            first = anchors[0].chain if anchors[0].word in ("由", "") else None
            if self.main is None and hit.kind not in _NOT_CARRIED:
                self.main, self.main_at = first, place
            return (chain, "explicit") if chain else (None, None)
        if hit.kind in _NOT_CARRIED:
            # only beside the words that name it: 由X责令改正并给予处分
            beside = clause == self.clause and self.latest is not None
            return (self.latest, "explicit") if beside else (None, None)
        if stretch != self.stretch and place != self.stretch[0] and place != self.main_at:
            # another item: the chapeau's enforcer again
            self.latest, self.unknown, self.once = self.main, False, False
            self.stretch = stretch
        elif self.once and stretch == self.stretch:
            return None, None
        elif stretch != self.stretch and not self._same():
            one_measure = self.once or (self.latest and all(_FOR_ONE_MEASURE.search(a) for a in self.latest.actors))
            if self.unknown or (self.main and not one_measure):
                return None, None
            self.latest, self.once = self.main, False
        if self.unknown or self.latest is None:
            return None, None
        if hit.kind in _SAME_CONDITION_ONLY and found.condition_span != self.condition:
            return None, None
        if hit.kind == "detention" and not all(_DETAINS.search(actor) for actor in self.latest.actors):
            return None, None
        return self.latest, "list_intro" if self.main_at not in (place, -1) else "same_sentence"


class _Target:
    """On whom a step falls: 对X of its clause, carried over 并; otherwise the offender."""

    def __init__(self) -> None:
        self.last: Anchor | None = None
        self.segment = (-1, -1)
        self.disciplined: Chain | None = None  # 对主管人员给予处分；造成严重后果的，给予撤职处分: the same

    def of(self, party: Parties, place: int, found: StepFound, offender: Chain | None) -> Chain | None:
        low = found.low
        if found.condition_span and low <= found.condition_span[1] <= found.hit.start:
            low = found.condition_span[1]
        anchor = party.target(low, found.hit.start)
        if anchor:
            self.last, self.segment = anchor, (place, found.segment)
            if found.hit.kind == "disciplinary":
                self.disciplined = anchor.chain
            return anchor.chain
        between = party.text[found.low : found.hit.start]
        if (
            self.last
            and self.segment == (place, found.segment)
            and re.fullmatch("[，、]?(?:并|可以|同时|依法|给予|并可以?|或者|和)*", between)
        ):
            return self.last.chain
        self.last = None
        return self.disciplined or offender if found.hit.kind == "disciplinary" else offender


def _adverse(step: Step) -> bool:
    """Whether a step outside the liability part is a measure against a breach: imposed by an organ, no order of procedure."""
    if not step.enforcers or step.measure not in _OUTSIDE_KINDS:
        return False
    if any(actor.endswith("法院") for actor in step.enforcers):
        return step.measure in ("fine", "detention")
    if step.measure == "public_notice":
        return "通报" in step.quote.text or "曝光" in step.quote.text
    return step.measure != "order_rectify" or bool(_CORRECTS.search(step.quote.text))


def is_liability(passage: Passage) -> bool:
    """Whether the passage stands in the part of the statute that holds its 罚则, by the heading above it."""
    return passage.chapter_heading is not None and _is_liability_heading(passage.chapter_heading)


@lru_cache(maxsize=1024)
def _is_liability_heading(heading: str) -> bool:
    return bool(_LIABILITY_HEADING.search("".join(heading.split())))
