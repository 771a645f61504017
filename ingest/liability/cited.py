"""Cited liability: 违反本法第二十七条、第二十九条规定 names the duty itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container

from ..facts import Conduct, Norm, Reference, Sanction
from ..reading import Quote, Reading
from ..sanctions.scope import is_liability
from ..units import Passage
from .items import is_item, told, with_own_offender
from .parties import Parties, Relation, is_open
from .words import Words

#: what can be breached; powers, rights, encouragements and declarations only where the cited provision has nothing else
DUTIES = frozenset({"obligation", "prohibition", "responsibility"})
_ARTICLE = re.compile(r"(?:^|\.)a[0-9]")
#: 依法承担赔偿责任 answers a breach, it is none to be breached
_ANSWERS = re.compile(
    "^[^，。；]{0,24}?(?:承担|追究)[^，。；]{0,14}(?:民事|赔偿|连带|侵权|法律|违约|刑事|补充|补偿|相应的?|行政)(?:的)?责任"
)
#: 法律、行政法规规定的其他义务: what is asked stands in other law
_ELSEWHERE = re.compile("^[^，；。：]{0,40}(?:规定|要求|约定|明确|确定)的其他[^，；。：]{0,20}[；。]?$")
#: 造成第X条规定的后果, 前款事项, 犯第X条规定之罪, 第X条规定以外的: what a provision says of something, not that it was broken
_NOT_BROKEN = re.compile(
    "[、和或至及第零一二三四五六七八九十百千条款项之]{0,80}(?:(?:所?规定|所列)的)?(?:(?:[^，。；的定]{0,6}(?:后果|损害))|事项|规定(?:之罪|以外))"
)
_BROKEN = re.compile("(?:违反|未|不)[^，；。]{0,20}$")

Duty = tuple[Norm | None, str, Quote]


def only_answers(norm: Norm) -> bool:
    """Whether a norm is liability itself: 依法承担赔偿责任, 依法追究法律责任."""
    return bool(_ANSWERS.match(norm.action.text if norm.action else norm.quote.text))


def asks_elsewhere(norm: Norm) -> bool:
    """Whether an item only points to the duties of other law: 法律、行政法规规定的其他义务."""
    return norm.modality != "prohibition" and norm.level == "item" and bool(_ELSEWHERE.match(norm.quote.text))


def cited_duties(
    reading: Reading,
    passages: tuple[Passage, ...],
    norms: tuple[Norm, ...],
    sanctions: tuple[Sanction, ...],
    references: tuple[Reference, ...],
    parties: Parties,
    words: Words,
) -> dict[str, list[Duty]]:
    """Conduct id → the duties of the provisions it cites: every duty of a cited 条 or 款 that can be the offender's, the 项 itself of a
    cited 项.

    有前款行为的 behind another ladder takes over what that ladder cites.
    """
    by_id = {reference.id: reference for reference in references}
    by_unit: dict[str, list[Norm]] = defaultdict(list)
    for norm in norms:
        if norm.modality != "sanction":
            by_unit[norm.unit].append(norm)
    here = {passage.unit: passage for passage in passages}
    children: dict[str, list[str]] = defaultdict(list)
    for passage in passages:
        for above in _above(passage.unit):
            children[above].append(passage.unit)
    of_ladder = conducts_by_unit(sanctions)
    liable = {unit for passage in passages if is_liability(passage) for unit in (passage.unit, *_above(passage.unit))}
    found: dict[str, list[Duty]] = {}
    for sanction in sanctions:
        for conduct in sanction.conducts:
            targets: list[str] = []
            duties: list[Duty] = []
            cited = [by_id[r] for r in conduct.cited if r in by_id]
            for reference in cited:
                if _only_named(reading, reference):
                    continue
                for target in filter(_ARTICLE.search, reference.targets):
                    for ladder in (
                        unit for unit in (target, *children.get(target, ())) if unit in of_ladder and unit != sanction.unit
                    ):
                        for other in of_ladder[ladder]:
                            duties.extend(found.get(other, ()))
                    if target not in liable and (target not in of_ladder or target == sanction.unit):
                        targets.append(target)
            told_apart = is_item(conduct, sanction) and all(r.quote.until <= conduct.quote.at for r in cited)
            breaker = _Breaker(with_own_offender(conduct) if told_apart else conduct, sanction, parties)
            if told_apart:
                units = list(
                    dict.fromkeys(unit for target in targets for unit in (target, *children.get(target, ())) if unit in here)
                )
                whose = breaker.own(units, by_unit)
                kept = told(conduct, [here[unit] for unit in whose], words)
                targets = [unit for unit in whose if unit in kept]
            for target in targets:
                units = [target] if told_apart else [target, *children.get(target, ())]
                duties.extend(_duties(reading, target, units, by_unit, here, of_ladder, breaker))
            if duties:
                unique: dict[str, Duty] = {}
                for duty in duties:
                    unique.setdefault(duty[0].id if duty[0] else duty[1], duty)
                found[conduct.id] = list(unique.values())
    return found


def _only_named(reading: Reading, reference: Reference) -> bool:
    """Whether a conduct names a provision without saying that it was broken."""
    begin, end = reference.quote.at, reference.quote.until
    return bool(_NOT_BROKEN.match(reading.match, end)) and not _BROKEN.search(reading.match, max(begin - 24, 0), begin)


def _above(unit: str) -> list[str]:
    """The units a unit stands in."""
    parts = unit.split(".")
    return [".".join(parts[:k]) for k in range(1, len(parts))]


def conducts_by_unit(sanctions: tuple[Sanction, ...]) -> dict[str, list[str]]:
    """Unit → ids of the conducts that stand in it or in a list it opens."""
    found: dict[str, list[str]] = defaultdict(list)
    for sanction in sanctions:
        for conduct in sanction.conducts:
            for unit in {sanction.unit, conduct.unit}:
                found[unit].append(conduct.id)
    return found


class _Breaker:
    """Who broke the rule, as far as the ladder says it."""

    def __init__(self, conduct: Conduct, sanction: Sanction, parties: Parties) -> None:
        self.offenders = frozenset(conduct.offenders)
        self.sanction = sanction
        self.parties = parties

    def of(self, duties: list[Norm], by_unit: dict[str, list[Norm]]) -> list[Norm]:
        """The duties that can be the one broken: not those of who punishes or of the other side, and where the offender is named among
        the bearers not those of others either. All of them where none is left."""
        known = [(norm, self._relation(norm, by_unit)) for norm in duties]
        wanted = ("same", "open") if any(relation == "same" for _, relation in known) else ("same", "open", "another")
        return [norm for norm, relation in known if relation in wanted] or duties

    def own(self, units: list[str], by_unit: dict[str, list[Norm]]) -> list[str]:
        """The units that ask something of the offender, where some of them name him; all of them where none does."""
        relations = {unit: {self._relation(norm, by_unit) for norm in by_unit.get(unit, ())} for unit in units}
        if not any("same" in relation for relation in relations.values()):
            return units
        return [unit for unit, relation in relations.items() if not relation or relation & {"same", "open"}]

    def _relation(self, norm: Norm, by_unit: dict[str, list[Norm]]) -> Relation:
        bearers = _bearers(norm, by_unit)
        relation = self.parties.stand(self.offenders, bearers, self.sanction)
        if relation == "other" and any(map(is_open, self.offenders)) and self.parties.is_public(bearers | self.offenders):
            return "open"  # 行政机关未履行第X条规定的职责: who punishes others may be one of them
        return relation


def _duties(
    reading: Reading,
    target: str,
    units: list[str],
    by_unit: dict[str, list[Norm]],
    words: dict[str, Passage],
    ladders: Container[str],
    breaker: _Breaker,
) -> list[Duty]:
    here = [norm for unit in units for norm in by_unit.get(unit, ())]
    duties = [norm for norm in here if norm.modality in DUTIES] or here
    if not duties and "." in target:
        # an item that is a noun phrase: the norm stands in its chapeau
        duties = [norm for norm in by_unit.get(target.rpartition(".")[0], ()) if norm.modality in DUTIES]
    asked = [norm for norm in duties if not asks_elsewhere(norm)]
    if duties and not asked:
        return []
    duties = [norm for norm in asked if not only_answers(norm)] or asked
    duties = breaker.of(duties, by_unit)
    if duties:
        return [(norm, norm.unit, norm.quote) for norm in duties]
    passage = next((words[unit] for unit in units if unit in words and unit not in ladders), None)
    return [(None, target, reading.quote(passage.at, passage.at + len(passage.text)))] if passage else []


def _bearers(norm: Norm, by_unit: dict[str, list[Norm]]) -> frozenset[str]:
    """Who bears a duty; where it names nobody, those its paragraph names, if it names any."""
    if norm.bearers or norm.inferred:
        return frozenset(norm.bearers or norm.inferred)
    return frozenset(name for other in by_unit[norm.unit] for name in other.bearers or ())
