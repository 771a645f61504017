"""Conducts that name a duty and not an act: 未履行…职责, 玩忽职守, 违反本条例规定的其他情形."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..facts import Conduct, Norm, Sanction
from .conducts import Breach
from .paraphrase import Scorer
from .parties import is_anybody, is_private, is_staff

#: so many duties are proposed for one general conduct, the nearest to its matter first
MOST = 20
#: of those who neglected their office only the general responsibilities are proposed
OFFICE = 5
#: of a matter so much has to be named in a responsibility for it
MATTER = 0.5
#: what every office does; says nothing about which matter it is
_WEAK = frozenset({"保护", "管理", "监督", "监督管理", "监管", "工作", "义务", "保护义务", "履行", "实施"})
_DUTY = re.compile("义务|责任|职责")
#: 履行…义务, not 向履行…职责的部门报告
_THAT_DUTY = re.compile("(?:履行|承担|落实|尽到?)[^，；。]{0,40}?(?:义务|责任|职责)(?!的|产生|需要|过程|所|时|中|情况)")
_GENERAL = re.compile("负责|承担|履行|落实|实施|主管|领导|统筹|监督管理|监管")
_OFFICE_DUTY = re.compile("各自的?职责|职责(?:分工|范围)|加强[^，；。]{0,24}(?:领导|监督管理|监管)")


class General(NamedTuple):
    """A duty meant by a general conduct."""

    norm: Norm
    direct: bool
    weight: float
    shared: tuple[str, ...]


def meant(
    breach: Breach,
    conduct: Conduct,
    sanction: Sanction,
    scorer: Scorer,
    title: str,
    covered: frozenset[str] = frozenset(),
) -> list[General]:
    """The duties a general conduct is about, best first. ``covered``: units the other items of its list are linked to."""
    if breach.kind == "duty":
        return _by_name(breach, conduct, sanction, scorer, title)
    if breach.kind == "dereliction":
        return _of_the_office(breach, conduct, scorer, title)
    return _rest(conduct, scorer, covered)


def _weight(scorer: Scorer, terms: list[str], held: frozenset[str] | set[str]) -> float:
    """The share of the matter, by rarity in the statute, that ``held`` has."""
    every = sum(scorer.words.idf.get(term, scorer.words.unseen) for term in terms)
    return sum(scorer.words.idf.get(term, 0.0) for term in terms if term in held) / every if every else 0.0


def _by_name(breach: Breach, conduct: Conduct, sanction: Sanction, scorer: Scorer, title: str) -> list[General]:
    terms = list(dict.fromkeys(scorer.read.terms(breach.matter)))
    strong = [term for term in terms if term not in _WEAK]
    offenders = frozenset(conduct.offenders)
    titled = all(term in title for term in strong)
    everything = breach.at_large or titled
    parties = scorer.parties
    # duties that name the matter, themselves or by their chapter
    on_matter = frozenset.intersection(*(scorer.words.held(term) for term in strong)) if strong else frozenset()
    bearers_on_matter = {scorer.bearers[k] for k in on_matter}
    found: list[General] = []
    for bearers, duties in scorer.of_bearers.items():
        whose = _named_after(bearers, strong)
        if not (whose or everything or bearers in bearers_on_matter):
            continue
        relation = parties.stand(offenders, bearers, sanction)
        if relation == "other":
            continue
        named = parties.is_named(offenders, bearers)
        anybody, beside = is_anybody(bearers), parties.on_one_side(offenders, bearers)
        for k in duties if whose or (everything and named) else on_matter.intersection(duties):
            norm, held = scorer.norms[k], scorer.own[k]
            if norm.unit == conduct.unit:
                continue
            whole = bool(strong) and held.issuperset(terms)
            chapter = bool(strong) and scorer.headings[k].issuperset(terms if titled else strong)
            direct = whose or (whole and relation != "another" and _is_that_duty(norm, terms, scorer))
            # the chapter of that matter asks it of everybody; whom it asks nothing by name only where it names the matter again
            about = whole or (chapter and (named or anybody or (not bearers and held.issuperset(strong))))
            if direct or (everything and named) or (whole and beside if relation == "another" else about):
                shared = tuple(term for term in terms if term in held)
                weight = _weight(scorer, terms, held) + named / 2 + chapter / 4
                found.append(General(norm, direct, weight, shared))
    found.sort(key=lambda general: (not general.direct, -general.weight, general.norm.quote.at))
    return found


def _named_after(bearers: frozenset[str], terms: list[str]) -> bool:
    """Whether who bears a duty is named after the matter: 数据安全责任单位."""
    return any(len(term) > 2 and term in bearer for term in terms for bearer in bearers if _DUTY.search(bearer))


def _is_that_duty(norm: Norm, terms: list[str], scorer: Scorer) -> bool:
    """Whether one action of the duty is the duty named itself: 履行数据安全保护义务, 负责…监督管理工作."""
    acts = [action.quote.text for action in norm.actions] or [_action(norm)]
    return any(
        (_THAT_DUTY.search(act) or (norm.modality == "responsibility" and _GENERAL.search(act)))
        and set(terms) <= set(scorer.read.terms(act))
        for act in acts
    )


def _of_the_office(breach: Breach, conduct: Conduct, scorer: Scorer, title: str) -> list[General]:
    terms = list(dict.fromkeys(scorer.read.terms(breach.matter or title)))
    strong = [term for term in terms if term not in _WEAK]
    offenders = frozenset(conduct.offenders)
    staff = is_staff(offenders)
    found: list[General] = []
    for bearers, duties in scorer.of_bearers.items():
        if not bearers or is_private(bearers) or scorer.parties.relation(offenders, bearers) == "other":
            continue
        own = staff and is_staff(bearers)
        named = scorer.parties.is_named(offenders, bearers)
        for k in duties:
            norm, held = scorer.norms[k], scorer.own[k]
            if norm.unit == conduct.unit or not (own or _is_office(norm) or (named and _about(norm, breach, terms, scorer))):
                continue
            weight = _weight(scorer, terms, held)
            if named or (strong and weight >= MATTER):
                found.append(General(norm, False, weight + named + own, tuple(term for term in terms if term in held)))
    found.sort(key=lambda general: (-general.weight, general.norm.quote.at))
    # where some duty has the whole matter, one that has less of it must be the offender's own
    if any(len(general.shared) == len(terms) for general in found):
        return [general for general in found if len(general.shared) == len(terms) or general.weight >= 1]
    return found


def _about(norm: Norm, breach: Breach, terms: list[str], scorer: Scorer) -> bool:
    """Whether the duty itself is on the matter, not only the name of who bears it (负有大气环境保护监督管理职责的部门)."""
    return bool(breach.matter) and set(terms) <= set(scorer.read.terms(_action(norm)))


def _is_office(norm: Norm) -> bool:
    """Whether a duty says what an office is for: 负责…监督管理, 按照各自职责做好…工作."""
    if norm.modality == "responsibility":
        return bool(_GENERAL.search(_action(norm)))
    return norm.modality == "obligation" and bool(_OFFICE_DUTY.search(norm.quote.text))


def _action(norm: Norm) -> str:
    return norm.action.text if norm.action else norm.quote.text


def _rest(conduct: Conduct, scorer: Scorer, covered: frozenset[str]) -> list[General]:
    offenders = frozenset(conduct.offenders)
    found = [
        General(norm, False, 0.0, ())
        for bearers, duties in scorer.of_bearers.items()
        if scorer.parties.is_named(offenders, bearers)
        for norm in map(scorer.norms.__getitem__, duties)
        if norm.bearers and norm.modality != "responsibility" and norm.unit not in covered and norm.unit != conduct.unit
    ]
    return sorted(found, key=lambda general: general.norm.quote.at)
