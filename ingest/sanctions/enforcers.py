"""Which enforcer and target hold for a step: those written with it, those carried over, or nobody. Never a guess."""

from __future__ import annotations

import re

from ..facts import Basis
from .ladders import Span, StepFound
from .parties import Anchor, Chain, Parties

#: 处分, 刑事责任 and what another organ decides by another law never take an enforcer from an earlier clause
_NOT_CARRIED = frozenset({"disciplinary", "criminal", "civil_liability", "public_security"})
#: only these may detain (治安管理处罚法第九十一条, 反间谍法)
_DETAINS = re.compile("公安|国家安全|人民法院|海警|移民")
#: who is regulated, not who fines: 由建设单位限期拆除 names who has to do it
_REGULATED = re.compile(
    "(?<!发证)(?<!主管)(?<!上级)(?<!审批)(?<!管理)(?:单位|企业|公司|业主|当事人|经营者|个人|责任人|所有人|负责人|用户|行为人|使用人|管理人)$"
)
#: nobody but who has authority may do this: 由其所在单位责令改正, 由主办单位给予批评
_COMMANDS = re.compile("责令|给予|予以(?:通报|警告|批评)|通报批评|警告")
#: 有关信息依法计入信用档案: a thing is entered, by whoever keeps the record; 将有关信息计入… is the act of who punishes
_ENTERED = frozenset({"blacklist", "public_notice"})
_THING = re.compile("[^，；。将把由对]{0,24}(?:信息|记录|情况|行为|结果|决定|名单)(?:应当|依法|依规|按照规定)*")
_SAME_CONDITION_ONLY = frozenset({"referral_penalty"})
#: an enforcer named for one measure only: the ladder's own enforcer goes on after it
_FOR_ONE_MEASURE = re.compile(
    "发证|颁证|登记机关|公安|发放|许可机关|审批机关|原批准|批准机关|司法|监察|人民法院|工商|人民政府$"
)


class Carrier:
    """Which enforcer holds for a step: the one written with it, else the ladder's, else nobody."""

    def __init__(self, finder: Chain | None = None, home: int = -1) -> None:
        self.home = home  # the passage of the chapeau
        self.main = finder  # who imposes the ladder's first measures
        self.main_at = home if finder else -1
        self.latest = finder  # who was written last
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
        if hit.kind in _ENTERED and _THING.fullmatch(text, clause[1], hit.start):
            return None, None
        if anchors:
            chain = anchors[-1].chain
            doer = hit.kind not in _NOT_CARRIED and not _COMMANDS.match(text, hit.start)
            if chain and doer and any(_REGULATED.search(actor) for actor in chain.actors):
                chain = None
            self.stretch, self.clause, self.condition = stretch, clause, found.condition_span
            self.latest, self.unknown = chain, chain is None
            self.once = anchors[-1].word not in ("由", "")
            first = anchors[0].chain if anchors[0].word in ("由", "") else None
            own = self.main_at != self.home and place != self.main_at  # an item of a list whose chapeau names nobody
            if (self.main is None or own) and hit.kind not in _NOT_CARRIED:
                self.main, self.main_at = first, place
            return (chain, "explicit") if chain else (None, None)
        if hit.kind in _NOT_CARRIED:
            # only beside the words that name it: 由X责令改正并给予处分
            beside = clause == self.clause and self.latest is not None
            return (self.latest, "explicit") if beside else (None, None)
        if stretch != self.stretch and place != self.stretch[0] and place != self.main_at:
            # another item: the chapeau's enforcer again, never that of an item beside it
            self.latest, self.unknown, self.once = self.main if self.main_at == self.home else None, False, False
            self.stretch = stretch
        elif self.once and stretch == self.stretch:
            return None, None
        elif stretch != self.stretch and not self._same():
            one_measure = self.once or (self.latest and all(_FOR_ONE_MEASURE.search(a) for a in self.latest.actors))
            if (self.unknown and not self.once) or (self.main and not one_measure):
                return None, None
            self.latest, self.unknown, self.once = self.main, False, False
        if self.unknown or self.latest is None:
            return None, None
        if hit.kind in _SAME_CONDITION_ONLY and found.condition_span != self.condition:
            return None, None
        if hit.kind == "detention" and not all(_DETAINS.search(actor) for actor in self.latest.actors):
            return None, None
        return self.latest, "list_intro" if self.main_at not in (place, -1) else "same_sentence"


class Target:
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
