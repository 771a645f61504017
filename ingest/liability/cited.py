"""Cited liability: 违反本法第二十七条、第二十九条规定 names the duty itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable

from ..facts import Conduct, Norm, Reference, Sanction
from ..reading import Quote, Reading
from ..units import Passage
from .parties import Parties

#: what can be breached; powers, rights, encouragements and declarations only where the cited provision has nothing else
DUTIES = frozenset({"obligation", "prohibition", "responsibility"})
_ARTICLE = re.compile(r"(?:^|\.)a[0-9]")
#: 依法承担赔偿责任 answers a breach, it is none to be breached
_ANSWERS = re.compile(
    "^[^，。；]{0,24}?(?:承担|追究)[^，。；]{0,14}(?:民事|赔偿|连带|侵权|法律|违约|刑事|补充|补偿|相应的?|行政)(?:的)?责任"
)

#: 法律、行政法规规定的其他义务: what they are stands in other law
_ELSEWHERE = re.compile(
    "^(?:法律|法规|行政法规|规章|国家|国务院)[^，；。]{0,24}规定的?(?:应当履行的)?其他[^，；。]{0,16}[；。]?$"
)

Duty = tuple[Norm | None, str, Quote]


def only_answers(norm: Norm) -> bool:
    """Whether a norm is liability itself: 依法承担赔偿责任, 依法追究法律责任."""
    return bool(_ANSWERS.match(norm.action.text if norm.action else norm.quote.text))


def cited_duties(
    reading: Reading,
    passages: tuple[Passage, ...],
    norms: tuple[Norm, ...],
    sanctions: tuple[Sanction, ...],
    references: tuple[Reference, ...],
    parties: Parties,
    alike: Callable[[Conduct, list[list[Duty]]], list[list[Duty]]],
) -> dict[str, list[Duty]]:
    """Conduct id → the duties of the provisions it cites: every duty of a cited 条 or 款 that can be the offender's, the 项 itself of a
    cited 项.

    有前款行为的 behind another ladder takes over what that ladder cites. ``alike`` chooses, of the duties of several provisions, those
    about the act of an item.
    """
    by_id = {reference.id: reference for reference in references}
    by_unit: dict[str, list[Norm]] = defaultdict(list)
    for norm in norms:
        if norm.modality != "sanction":
            by_unit[norm.unit].append(norm)
    words = {passage.unit: passage for passage in passages}
    children: dict[str, list[str]] = defaultdict(list)
    for passage in passages:
        parts = passage.unit.split(".")
        for k in range(1, len(parts)):
            children[".".join(parts[:k])].append(passage.unit)
    of_ladder = conducts_by_unit(sanctions)
    found: dict[str, list[Duty]] = {}
    for sanction in sanctions:
        for conduct in sanction.conducts:
            cited = [by_id[r] for r in conduct.cited if r in by_id]
            breaker = _Breaker(conduct, sanction, parties)
            named: list[list[Duty]] = []
            for target in (target for reference in cited for target in reference.targets if _ARTICLE.search(target)):
                units = [target, *children.get(target, ())]
                ladders = [unit for unit in units if unit in of_ladder and unit != sanction.unit]
                if ladders:
                    named.append([duty for unit in ladders for other in of_ladder[unit] for duty in found.get(other, ())])
                else:
                    named.append(_duties(reading, target, units, by_unit, words, breaker))
            above = all(not _inside(reference.quote, conduct.quote) for reference in cited)
            if above and len(named) > 1 and conduct.unit != sanction.unit:
                # an item of a list under several provisions breaches those that are about its act
                named = alike(conduct, breaker.whose(named, by_unit))
            duties = [duty for duties in named for duty in duties]
            if duties:
                unique: dict[str, Duty] = {}
                for duty in duties:
                    unique.setdefault(duty[0].id if duty[0] else duty[1], duty)
                found[conduct.id] = list(unique.values())
    return found


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
        known = [(norm, self.parties.stand(self.offenders, _bearers(norm, by_unit), self.sanction)) for norm in duties]
        wanted = ("same", "open") if any(relation == "same" for _, relation in known) else ("same", "open", "another")
        return [norm for norm, relation in known if relation in wanted] or duties

    def whose(self, named: list[list[Duty]], by_unit: dict[str, list[Norm]]) -> list[list[Duty]]:
        """Of several provisions those that bind the offender by name, where there are such."""

        def his(duties: list[Duty]) -> bool:
            bearers = (_bearers(norm, by_unit) for norm, _, _ in duties if norm)
            return any(self.parties.stand(self.offenders, names, self.sanction) == "same" for names in bearers)

        return [duties for duties in named if his(duties)] or named


def _inside(part: Quote, whole: Quote) -> bool:
    return whole.at <= part.at and part.until <= whole.until


def _duties(
    reading: Reading,
    target: str,
    units: list[str],
    by_unit: dict[str, list[Norm]],
    words: dict[str, Passage],
    breaker: _Breaker,
) -> list[Duty]:
    here = [norm for unit in units for norm in by_unit.get(unit, ())]
    duties = [norm for norm in here if norm.modality in DUTIES] or here
    if not duties and "." in target:
        # an item that is a noun phrase: the norm stands in its chapeau
        duties = [norm for norm in by_unit.get(target.rpartition(".")[0], ()) if norm.modality in DUTIES]
    duties = [norm for norm in duties if not only_answers(norm)] or duties
    duties = [norm for norm in duties if not _ELSEWHERE.search(norm.quote.text)] or duties
    duties = breaker.of(duties, by_unit)
    if duties:
        return [(norm, norm.unit, norm.quote) for norm in duties]
    passage = next((words[unit] for unit in units if unit in words), None)
    return [(None, target, reading.quote(passage.at, passage.at + len(passage.text)))] if passage else []


def _bearers(norm: Norm, by_unit: dict[str, list[Norm]]) -> frozenset[str]:
    """Who bears a duty; where it names nobody, those its paragraph names, if it names any."""
    if norm.bearers or norm.inferred:
        return frozenset(norm.bearers or norm.inferred)
    return frozenset(name for other in by_unit[norm.unit] for name in other.bearers or ())
