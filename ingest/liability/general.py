"""Conducts that name a duty and not an act: 未履行…职责, 玩忽职守, 违反本条例规定的其他情形."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..facts import Conduct, Norm, Sanction
from .conducts import Breach
from .paraphrase import Scorer
from .parties import bodies, is_anybody, is_open, is_private, is_staff

#: so many duties are proposed for one general conduct, the nearest to its matter first
MOST = 20
#: of those who neglected their office only the general responsibilities are proposed
OFFICE = 5
#: of an office asked more than this, 其他玩忽职守行为 could mean anything
ANY = 10
#: of a matter so much has to be named in a responsibility for it
MATTER = 0.5
#: what every office does; says nothing about which matter it is
_WEAK = frozenset({"经办", "保护", "管理", "监督", "监督管理", "监管", "工作", "义务", "保护义务", "履行", "实施"})
_DUTY = re.compile("义务|责任|职责")
#: 履行…义务, not 向履行…职责的部门报告
_THAT_DUTY = re.compile("(?:履行|承担|落实|尽到?)[^，；。]{0,40}?(?:义务|责任|职责)(?!的|产生|需要|过程|所|时|中|情况)")
_GENERAL = re.compile("负责|承担|履行|落实|实施|主管|领导|统筹|监督管理|监管")
_UNDER = re.compile("^违反本?[^，；。的]{0,6}的?规定，?")
_DOER = re.compile("(?:者|人|商|户|单位|企业|机构)$")
_DOING = re.compile("(?:应当|必须|并|[，、]|及时|立即|如实|主动|依法|[向与][^，；。]{2,24})$")
_OFFICE_DUTY = re.compile("各自的?职责|职责(?:分工|范围)|加强[^，；。]{0,24}(?:领导|监督管理|监管)")


#: the terms of a matter → the duties named by it and by number (第二十三条、第二十七条规定的网络安全保护义务)
Numbered = dict[frozenset[str], list[Norm]]


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
    numbered: Numbered | None = None,
) -> list[General]:
    """The duties a general conduct is about, best first. ``covered``: units the other items of its list are linked to; ``numbered``: the
    duties another conduct names both by number and by the name of their matter."""
    if breach.kind == "duty":
        found = _by_name(breach, conduct, sanction, scorer, title)
        terms = frozenset(scorer.read.terms(breach.matter))
        if breach.at_large and numbered and terms in numbered:
            return _with_numbers(found, numbered[terms], conduct, sanction, scorer)
        return found
    if breach.kind == "dereliction":
        return _of_the_office(breach, conduct, scorer, title)
    return _rest(conduct, scorer, covered, office=breach.neglect)


def _weight(scorer: Scorer, terms: list[str], held: frozenset[str] | set[str]) -> float:
    """The share of the matter, by rarity in the statute, that ``held`` has."""
    every = sum(scorer.words.idf.get(term, scorer.words.unseen) for term in terms)
    return sum(scorer.words.idf.get(term, 0.0) for term in terms if term in held) / every if every else 0.0


def _by_name(breach: Breach, conduct: Conduct, sanction: Sanction, scorer: Scorer, title: str) -> list[General]:
    terms = list(dict.fromkeys(scorer.read.terms(breach.matter)))
    strong = [term for term in terms if term not in _WEAK]
    offenders = frozenset(conduct.offenders) or doers(conduct, scorer)
    # 监督职责: no matter but the kind of work
    weak = [] if strong or breach.at_large else [term for term in terms if len(term) > 1]
    titled = all(term in title for term in strong)
    everything = breach.at_large or titled
    parties = scorer.parties
    # duties that name the matter, themselves or by their chapter
    on_matter = frozenset.intersection(*(scorer.words.held(term) for term in strong)) if strong else frozenset()
    bearers_on_matter = {scorer.bearers[k] for k in on_matter}
    found: list[General] = []
    for bearers, duties in scorer.of_bearers.items():
        relation = parties.stand(offenders, bearers, sanction)
        if relation == "other":
            continue
        # 生活垃圾投放管理责任人 are no office
        whose = _named_after(bearers, strong) and (
            relation == "same" or parties.is_public(bearers) or not offenders or not parties.is_public(offenders)
        )
        if not (whose or everything or bearers in bearers_on_matter):
            continue
        named = parties.is_named(offenders, bearers)
        anybody, beside = is_anybody(bearers), parties.on_one_side(offenders, bearers)
        for k in duties if whose or (everything and named) else on_matter.intersection(duties):
            norm, held = scorer.norms[k], scorer.own[k]
            if norm.unit == conduct.unit or (weak and not any(word in _action(norm) for word in weak)):
                continue
            if norm.modality == "responsibility" and not breach.office and relation != "same":
                continue  # 义务 is what a party owes, 职责 what an office is for
            whole = bool(strong) and held.issuperset(terms)
            chapter = bool(strong) and scorer.headings[k].issuperset(terms if titled else strong)
            direct = whose or (whole and relation != "another" and _is_that_duty(norm, terms, scorer))
            direct = direct or (relation == "same" and not breach.office and _asks_to(breach.matter, scorer.told[k]))
            # the chapter of that matter asks it of everybody; whom it asks nothing by name only where it names the matter again
            # an item in its own words, not in those of its list
            in_own_words = norm.level != "item" or not set(strong).isdisjoint(scorer.read.terms(norm.quote.text))
            about = (whole and in_own_words) or (chapter and (named or anybody or (not bearers and held.issuperset(strong))))
            if direct or (everything and named) or (whole and in_own_words and beside if relation == "another" else about):
                shared = tuple(term for term in terms if term in held)
                weight = _weight(scorer, terms, held) + named / 2 + chapter / 4
                found.append(General(norm, direct, weight, shared))
    found.sort(key=lambda general: (not general.direct, -general.weight, general.norm.quote.at))
    return found


def _with_numbers(
    found: list[General], numbered: list[Norm], conduct: Conduct, sanction: Sanction, scorer: Scorer
) -> list[General]:
    """Where the statute says elsewhere by number which duties have that name, those it means, and the others only where they name the
    matter or the offender himself."""
    offenders = frozenset(conduct.offenders)
    known = {norm.id for norm in numbered}
    own = [
        general
        for general in found
        if general.norm.id not in known and (general.shared or offenders & set(general.norm.bearers or ()))
    ]
    meant = [
        General(norm, False, 1.0, ())
        for norm in numbered
        if norm.unit != conduct.unit
        and scorer.parties.stand(offenders, frozenset(norm.bearers or norm.inferred), sanction) != "other"
    ]
    return [*(one for one in own if one.direct), *meant, *(one for one in own if not one.direct)]


def doers(conduct: Conduct, scorer: Scorer) -> frozenset[str]:
    """Who does what a conduct without an offender opens with: 处理个人信息未履行…义务 is told of 个人信息处理者."""
    words = _UNDER.sub("", conduct.quote.text)
    found = [name for bearers in scorer.of_bearers for name in bearers if _does(name, words)]
    return frozenset(found[:1])


def _does(name: str, words: str) -> bool:
    """Whether a name is made of the verb and the object a text opens with, in the order of nouns: 个人信息 + 处理 + 者."""
    doing = _DOER.sub("", name)
    return len(doing) > 3 and doing != name and (words.startswith((doing[-2:] + doing[:-2], "从事" + doing)))


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


def _asks_to(matter: str, told: str) -> bool:
    """Whether a duty is to do what the matter names (报告义务: 应当及时向…报告)."""
    at = told.find(matter) if 1 < len(matter) < 5 else -1
    while at > 0:
        # 向履行X职责的部门报告: X is what the other one is for
        office = _DUTY.match(told, at + len(matter))
        if not office and _DOING.search(told, max(at - 30, 0), at):
            return True
        at = told.find(matter, at + 1)
    return False


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


def _rest(conduct: Conduct, scorer: Scorer, covered: frozenset[str], *, office: bool) -> list[General]:
    """What the statute asks of the offender by his own name, where no other item is about it. Of an office asked so much that any misconduct
    could be meant, nothing."""
    offenders = frozenset(name for name in bodies(conduct.offenders) if not is_open(name))
    # beside the items of a list also by the name of a wider or narrower actor of his
    listed = not office and ("情形" in conduct.quote.text or "行为" in conduct.quote.text)
    found = [
        General(norm, False, 0.0, ())
        for bearers, duties in scorer.of_bearers.items()
        if not bearers.isdisjoint(offenders) or (listed and scorer.parties.is_named(frozenset(conduct.offenders), bearers))
        for norm in map(scorer.norms.__getitem__, duties)
        if norm.bearers
        and (office or norm.modality != "responsibility")
        and norm.unit not in covered
        and norm.unit != conduct.unit
    ]
    if office and len({general.norm.unit for general in found}) > ANY:
        return []
    return sorted(found, key=lambda general: general.norm.quote.at)
