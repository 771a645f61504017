"""Conducts that name a duty and not an act: 未履行…职责, 玩忽职守, 违反本条例规定的其他情形."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..facts import Conduct, Norm, Sanction
from .conducts import Breach
from .paraphrase import Scorer
from .parties import is_anybody, is_private, is_staff, on_one_side

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
    found: list[General] = []
    for k, norm in enumerate(scorer.norms):
        if norm.unit == conduct.unit:
            continue
        relation = scorer.parties.stand(offenders, scorer.bearers[k], sanction)
        if relation == "other":
            continue
        held = scorer.own[k]
        shared = tuple(term for term in terms if term in held)
        weight = _weight(scorer, terms, held)
        named = scorer.parties.is_named(offenders, scorer.bearers[k])
        whole = bool(strong) and len(shared) == len(terms)
        chapter = bool(strong) and scorer.headings[k].issuperset(terms if titled else strong)
        bearers = scorer.bearers[k]
        direct = _named_after(norm, strong) or (whole and relation != "another" and _is_that_duty(norm, terms, scorer))
        # the chapter of that matter asks it of everybody; whom it asks nothing by name only where it names the matter again
        about = whole or (chapter and (named or is_anybody(bearers) or (not bearers and held.issuperset(strong))))
        if direct or (everything and named) or (whole and on_one_side(offenders, bearers) if relation == "another" else about):
            found.append(General(norm, direct, weight + named / 2 + chapter / 4, shared))
    found.sort(key=lambda general: (not general.direct, -general.weight))
    return found


def _named_after(norm: Norm, terms: list[str]) -> bool:
    """Whether who bears the duty is named after the matter: 数据安全责任单位."""
    return any(len(term) > 2 and term in bearer for term in terms for bearer in norm.bearers or () if _DUTY.search(bearer))


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
    found: list[General] = []
    for k, norm in enumerate(scorer.norms):
        bearers = scorer.bearers[k]
        if norm.unit == conduct.unit or not bearers or is_private(bearers):
            continue
        if scorer.parties.relation(offenders, bearers) == "other":
            continue
        held = scorer.own[k]
        own = is_staff(bearers) and is_staff(offenders)
        named = scorer.parties.is_named(offenders, bearers)
        shared = tuple(term for term in terms if term in held)
        # its own words, not the name of who bears it (负有大气环境保护监督管理职责的部门)
        whole = bool(breach.matter) and named and set(terms) <= set(scorer.read.terms(_action(norm)))
        if not (own or whole or _is_office(norm)):
            continue
        weight = _weight(scorer, terms, held)
        if named or (strong and weight >= MATTER):
            found.append(General(norm, False, weight + named + own, shared))
    found.sort(key=lambda general: -general.weight)
    # where some duty has the whole matter, one that has less of it must be the offender's own
    if any(len(general.shared) == len(terms) for general in found):
        return [general for general in found if len(general.shared) == len(terms) or general.weight >= 1]
    return found


def _is_office(norm: Norm) -> bool:
    """Whether a duty says what an office is for: 负责…监督管理, 按照各自职责做好…工作."""
    if norm.modality == "responsibility":
        return bool(_GENERAL.search(_action(norm)))
    return norm.modality == "obligation" and bool(_OFFICE_DUTY.search(norm.quote.text))


def _action(norm: Norm) -> str:
    return norm.action.text if norm.action else norm.quote.text


def _rest(conduct: Conduct, scorer: Scorer, covered: frozenset[str]) -> list[General]:
    offenders = frozenset(conduct.offenders)
    return [
        General(norm, False, 0.0, ())
        for k, norm in enumerate(scorer.norms)
        if norm.modality in ("obligation", "prohibition")
        and norm.unit not in covered
        and norm.unit != conduct.unit
        and scorer.parties.is_named(offenders, frozenset(norm.bearers or ()))
    ]
