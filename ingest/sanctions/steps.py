"""Steps of a ladder by place → :class:`ingest.facts.Step`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import msgspec

from ..facts import Amount, Reference, Step, Threshold
from ..reading import Quote
from .conditions import thresholds_in
from .enforcers import Carrier, Target
from .ladders import Span, StepFound
from .measures import additional, discretionary
from .parties import Anchor, Chain, Parties

_OR = re.compile("[，；]?(?:或者|或|单处或者并|并处或者单)(?:可以|由[^，；。]{2,30}|依法)?")
_HANDED_DOWN = re.compile("(?:下列|以下)(?:规定|标准|办法)(?:予以|分别|依法|给予)?$")
_CLOSED = re.compile("的(?=[，：])")
_ACCORDING = re.compile("依照|按照|依据|根据|依")
_DELEGATING = frozenset({"referral_penalty", "public_security", "criminal", "disciplinary"})
_DELEGATED_TO = frozenset({"external_law", "internal_explicit", "generic_law", "generic_rule", "named_instrument"})


class Place(NamedTuple):
    """A step and the passage (by index) it stands in."""

    passage: int
    found: StepFound


class Surroundings(NamedTuple):
    """What the steps are read against: parties and references of a passage, quotes and ids."""

    party: Callable[[int], Parties]
    references: Callable[[int, Span], list[Reference]]
    quote: Callable[[int, Span], Quote]
    new_id: Callable[[str, str], str]
    unit: Callable[[int], str]


def steps_of(
    around: Surroundings,
    places: list[Place],
    home: int,
    conducts: dict[tuple[int, int], str],
    offender: Chain | None,
    offenders: dict[tuple[int, int], Chain],
    finder: Chain | None = None,
) -> list[Step]:
    """The steps of one ladder in text order. ``home``: the passage of its chapeau; ``conducts``: (passage, number) → conduct id,
    ``offenders``: whose act it is, where it names him;
    ``finder``: the organ that finds the breach and, where nobody else is written, acts on it."""
    steps: list[Step] = []
    carrier, target = Carrier(finder, home), Target()
    groups = _Groups()
    before: Place | None = None
    for place in places:
        index, found = place
        hit, party = found.hit, around.party(index)
        text, unit = party.text, around.unit(index)
        enforcer, basis = carrier.enforcer(_anchors(party, found), index, found, text)
        if index == home and places[-1].passage != home and _HANDED_DOWN.search(text, 0, hit.start):
            continue  # 由某机关按照下列规定处罚：the items say how
        own = index != home or found.conduct is not None
        whose = offenders.get((index, found.conduct or 0), offender) if own else offender
        on = target.of(party, index, found, whose)
        amount = None
        if hit.found and hit.found.numbers.stated:
            amount = Amount(quote=around.quote(index, (hit.start, hit.end)), **hit.found.numbers._asdict())
        joined = before is not None and before.passage == index and _OR.fullmatch(text, before.found.hit.end, hit.start)
        between = text[before.found.hit.end : hit.start] if before is not None and before.passage == index else ""
        listed = between in ("、", "、可以", "、依法")
        conduct = conducts.get((index, found.conduct)) if found.conduct is not None else None
        if conduct is None and index != home:
            conduct = conducts.get((index, 0))
        steps.append(
            Step(
                id=around.new_id(unit, "t"),
                unit=unit,
                order=len(steps) + 1,
                measure=hit.kind,
                quote=around.quote(index, (hit.start, hit.end)),
                condition=found.condition,
                condition_quote=around.quote(index, found.condition_span) if found.condition_span else None,
                enforcers=enforcer.actors if enforcer else (),
                enforcer_mentions=enforcer.ids if enforcer else (),
                enforcer_basis=basis,
                targets=on.actors if on else (),
                target_mentions=on.ids if on else (),
                amount=amount,
                discretionary=discretionary(text, hit),
                additional=additional(text, hit, found.low),
                alternative_group=groups.of(steps, found, bool(joined), listed),
                conducts=(conduct,) if conduct else (),
                delegated_to=_delegated(around, index, found, text),
                rule="measure",
                thresholds=_thresholds(found, text),
            )
        )
        before = place
    return steps


def _thresholds(found: StepFound, text: str) -> tuple[Threshold, ...]:
    """The amount band a step stands under, as numbers."""
    if found.condition != "amount_band" or not found.condition_span:
        return ()
    return thresholds_in(text[found.condition_span[0] : found.condition_span[1]])


class _Groups:
    """Numbers the choices of a ladder: 吊销许可证或者吊销营业执照; one fine for each amount band."""

    def __init__(self) -> None:
        self.count = 0
        self.band: int | None = None  # the last fine under an amount band
        self.listed: list[bool] = []  # of every step: is it joined to the one before by 、

    def of(self, steps: list[Step], found: StepFound, joined: bool, listed: bool) -> int | None:
        """The group of the step that is to follow ``steps``; the step it is a choice with gets the same: in A、B或者C all three."""
        self.listed.append(listed)
        partner = len(steps) - 1 if joined else None
        if found.condition == "amount_band" and found.hit.kind == "fine":
            partner = self.band if partner is None else partner
            self.band = len(steps)
        if partner is None:
            return None
        group = steps[partner].alternative_group
        if group is None:
            self.count += 1
            group = self.count
            steps[partner] = msgspec.structs.replace(steps[partner], alternative_group=group)
            while joined and self.listed[partner] and steps[partner - 1].alternative_group is None:
                partner -= 1
                steps[partner] = msgspec.structs.replace(steps[partner], alternative_group=group)
        return group


def _anchors(party: Parties, found: StepFound) -> list[Anchor]:
    """The words that name who imposes the step, between the last measure (or …的) and this one."""
    low = found.low
    for match in _CLOSED.finditer(party.text, low, found.hit.start):
        low = match.end()
    if found.condition_span and low <= found.condition_span[1] <= found.hit.start:
        low = found.condition_span[1]
    return party.imposers(low, found.hit.start)


def _delegated(around: Surroundings, index: int, found: StepFound, text: str) -> tuple[str, ...]:
    """The provisions a penalty is left to: 依照《…》第X条的规定处罚."""
    if found.hit.kind not in _DELEGATING:
        return ()
    by = _ACCORDING.search(text, found.low, found.hit.start)
    if not by:
        return ()
    return tuple(r.id for r in around.references(index, (by.start(), found.hit.start)) if r.kind in _DELEGATED_TO)
