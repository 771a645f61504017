"""Ladders by place → :class:`ingest.facts.Sanction`: ids, quotes, parties, references."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict

from ..facts import Amount, Basis, Conduct, Mention, Reference, Sanction, Step
from ..reading import Quote, Reading
from ..units import Diagnostic, Passage
from .ladders import LadderFound, Span, StepFound, ladders_in
from .measures import MAY_HOLD, additional, discretionary
from .parties import Anchor, Chain, Parties

#: headings of the part of a statute that holds its 罚则
_LIABILITY_HEADING = re.compile(
    "法律责任|罚则|责任追究|惩处|惩戒|^处罚$|^(?:奖励|表彰|奖惩)?(?:与|和)?(?:处罚|惩罚|处分)$|奖惩|奖罚|违法责任|处罚规则"
)
#: 处分, 刑事责任 and what another organ decides by another law never take an enforcer from an earlier clause
_NOT_CARRIED = frozenset({"disciplinary", "criminal", "civil_liability", "public_security", "detention"})
_SAME_CONDITION_ONLY = frozenset({"referral_penalty"})
#: an enforcer named for one measure only: the ladder's own enforcer goes on after it
_FOR_ONE_MEASURE = re.compile(
    "发证|颁证|登记机关|公安|发放|许可机关|审批机关|原批准|批准机关|司法|监察|人民法院|工商|人民政府$"
)
_CATCH_ALL = re.compile(
    "^(?:有)?其他(?:违反|不履行|不依法|未|妨碍|违法|失职|应当|依法|法律|有|严重|侵|危害|损害|扰乱|破坏|影响|滥用|行为|情形|玩忽)"
    "|(?:法律|法规|规章|规定|本法|本条例)[^，；。]{0,12}规定的其他|(?:规定|要求)的其他(?:行为|情形|违法行为|职责|义务)"
    "|^(?:有)?违反(?:本法|本条例|本办法|本规定|本细则|本决定|法律|法律、法规|法律、行政法规|有关法律、法规)?(?:的)?(?:规定)?(?:的)?(?:其他)?(?:违法)?(?:行为|情形)?的?$"
    "|^其他"
)
_CITED = ("internal_explicit",)
#: what makes an adverse measure outside the liability articles one: it answers a breach
_BREACH = re.compile(
    "违反|未按|未依|不按|不依|不符合|擅自|非法|违法|拒不|拒绝|逾期|不履行|未履行|弄虚作假|隐瞒|虚假|伪造|存在(?:问题|风险|隐患)"
)
_ON_CONDUCT = re.compile(
    "对(?P<c>(?:违反|未|不|擅自|拒不)[^，；。]{2,60}?的(?:行为|情形|单位和个人|单位|个人|企业|部门|机构))(?=[^，；。]{0,12}$)"
)
_OUTSIDE_KINDS = frozenset(
    {
        "notice_rectify", "order_rectify", "warning", "public_notice", "fine", "confiscation", "suspension", "licence_suspension",
        "licence_revocation", "downgrade", "closure", "blacklist", "interview", "access_suspension", "access_termination", "disciplinary",
        "disqualification", "referral_penalty", "restriction", "demolition",
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
        if not MAY_HOLD.search(passage.text) and not any(MAY_HOLD.search(self.passages[i].text) for i in below):
            return []
        inside = is_liability(passage)
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
            if 0 < len(before) <= 30 and not re.match("其他|有|对|因|[^，；。]*[，；。]", before):
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
            conduct = self._conduct(index, span, offender, cited)
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
        match = re.compile("违反[^，；。]{2,60}规定[^；。]{0,80}?(?=，由|由)").match(text, ladder.start, first.hit.start)
        return self._conduct(index, match.span(), None, ()) if match else None

    def _is_sanction(self, index: int, inside: bool, conducts: list[Conduct], steps: list[Step]) -> bool:
        """Whether the ladder is one: in the liability part always; elsewhere only a measure that answers a breach and has its author."""
        if inside:
            return True
        if not conducts or not any(_BREACH.search(conduct.quote.text) for conduct in conducts):
            return False
        if any(step.measure not in _OUTSIDE_KINDS and step.measure != "criminal" for step in steps):
            pass
        return any(step.enforcers and step.measure in _OUTSIDE_KINDS for step in steps) or (
            not self.has_part
            and any(
                step.measure in ("fine", "disciplinary", "criminal", "confiscation", "warning", "detention") for step in steps
            )
        )

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
            anchor = self._anchor(place, party, found)
            enforcer, basis = carrier.enforcer(anchor, place, found, text, index)
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
                    steps[-1] = _with(steps[-1], alternative_group=group)
            elif found.condition == "amount_band" and hit.kind == "fine":
                bands = [k for k, step in enumerate(steps) if step.condition == "amount_band" and step.measure == "fine"]
                if bands:
                    if steps[bands[-1]].alternative_group is None:
                        group += 1
                        steps[bands[-1]] = _with(steps[bands[-1]], alternative_group=group)
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

    def _anchor(self, place: int, party: Parties, found: StepFound) -> Anchor | None:
        """The words that name who imposes the step, between the last measure (or …的) and this one."""
        text = self.passages[place].text
        low = found.low
        closing = max((m.end() for m in re.finditer("的(?=[，：])", text[low : found.hit.start])), default=0)
        if found.condition_span and low <= found.condition_span[1] <= found.hit.start:
            closing = max(closing, found.condition_span[1] - low)
        return party.imposer(low + closing, found.hit.start)

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


def _with(step: Step, **changes: object) -> Step:
    import msgspec

    return msgspec.structs.replace(step, **changes)


class _Carrier:
    """Which enforcer holds for a step: the one written with it, else the ladder's, else nobody."""

    def __init__(self) -> None:
        self.main: Chain | None = None
        self.latest: Chain | None = None
        self.latest_word = ""
        self.place = (-1, -1)
        self.condition: Span | None = None
        self.clause_of: tuple[int, int] = (-1, -1)
        self.clause_chain: Chain | None = None
        self.unknown = False

    def enforcer(
        self, anchor: Anchor | None, place: int, found: StepFound, text: str, index: int
    ) -> tuple[Chain | None, Basis | None]:
        hit = found.hit
        clause = (place, max(text.rfind(mark, 0, hit.start) for mark in "，；。：") + 1)
        segment = (place, found.segment)
        if anchor:
            self.place, self.condition = segment, found.condition_span
            self.clause_of, self.clause_chain = clause, anchor.chain
            if anchor.chain is None:
                self.latest, self.unknown = None, True
                return None, None
            self.unknown = False
            if self.main is None and hit.kind not in _NOT_CARRIED:
                self.main = anchor.chain
            self.latest = anchor.chain
            return anchor.chain, "explicit"
        if hit.kind in _NOT_CARRIED:
            # only beside the words that name it: 由X责令改正并给予处分
            if clause == self.clause_of and hit.kind != "civil_liability":
                return self.clause_chain, "explicit" if self.clause_chain else None
            return None, None
        same_stretch = segment == self.place
        if not same_stretch and self.latest is not self.main:
            if self.unknown:
                return None, None
            latest = self.latest
            if latest and self.main and not all(_FOR_ONE_MEASURE.search(a) for a in latest.actors):
                return None, None
            self.latest = self.main
        if self.unknown:
            return None, None
        if hit.kind in _SAME_CONDITION_ONLY and found.condition_span != self.condition:
            return None, None
        if self.latest is None:
            return None, None
        basis: Basis = "list_intro" if place != index and self.place[0] == index else "same_sentence"
        return self.latest, basis


class _Target:
    """On whom a step falls: 对X of its clause, carried over 并; otherwise the offender."""

    def __init__(self) -> None:
        self.last: Anchor | None = None
        self.segment = (-1, -1)

    def of(self, party: Parties, place: int, found: StepFound, offender: Chain | None) -> Chain | None:
        low = found.low
        if found.condition_span and low <= found.condition_span[1] <= found.hit.start:
            low = found.condition_span[1]
        anchor = party.target(low, found.hit.start)
        if anchor:
            self.last, self.segment = anchor, (place, found.segment)
            return anchor.chain
        between = party.text[found.low : found.hit.start]
        if (
            self.last
            and self.segment == (place, found.segment)
            and re.fullmatch("[，、]?(?:并|可以|同时|依法|给予|并可以?|或者|和)*", between)
        ):
            return self.last.chain
        self.last = None
        return offender


def is_liability(passage: Passage) -> bool:
    """Whether the passage stands in the part of the statute that holds its 罚则, by the heading above it."""
    heading = (passage.chapter_heading or "").replace(" ", "").replace("　", "")
    return bool(heading and _LIABILITY_HEADING.search(heading))


def diagnostics_of(
    reading: Reading, passages: tuple[Passage, ...], mentions: tuple[Mention, ...], sanctions: tuple[Sanction, ...]
) -> tuple[Diagnostic, ...]:
    """See :func:`ingest.sanctions.sanction_diagnostics`."""
    return ()
