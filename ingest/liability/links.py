"""Links made of what was found: cited ones accepted, the others candidates with score, margin and shared words."""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import Any

import msgspec

from ..facts import Conduct, Link, Norm, Sanction
from .asked import SAME
from .cited import Duty
from .general import General
from .paraphrase import BESIDE, NEAR, SHOWN, Candidate, Scorer, merged

#: from which share of the best score on a duty unit is proposed; where the best has the conduct's words, only from the second share on
KEEP, KEEP_BESIDE_DIRECT = 0.5, 0.7
#: below this likeness two texts have only the words of the statute's own subject in common; a duty with the conduct's verb has less to show
LEAST, LEAST_SAME_ACT = 0.2, 0.1
#: a candidate near the best and this alike is proposed as direct
ALIKE = 0.25


def accepted(conduct: Conduct, duties: list[Duty]) -> list[Link]:
    """The duties a conduct cites."""
    return [
        Link(
            id=f"{conduct.id}>{norm.id if norm else unit}",
            conduct=conduct.id,
            conduct_unit=conduct.unit,
            conduct_quote=conduct.quote,
            norm=norm.id if norm else None,
            duty_unit=unit,
            duty_quote=quote,
            basis="cited",
            status="accepted",
            strength="direct",
            rank=rank,
            rule="cited",
        )
        for rank, (norm, unit, quote) in enumerate(duties, 1)
    ]


def _candidate(conduct: Conduct, norm: Norm, *, direct: bool, **rest: Any) -> Link:
    return Link.between(
        conduct, norm, basis="paraphrase", status="candidate", strength="direct" if direct else "probable", **rest
    )


def named(conduct: Conduct, duties: list[General], most: int) -> list[Link]:
    """The duties a conduct names without telling an act (未履行…职责), those of the first ``most`` units."""
    ranks: dict[str, int] = {}
    for duty in duties:
        ranks.setdefault(duty.norm.unit, len(ranks) + 1)
    return [
        _candidate(
            conduct,
            duty.norm,
            direct=duty.direct,
            score=round(duty.weight, 4),
            rank=ranks[duty.norm.unit],
            shared=duty.shared,
            rule="general",
        )
        for duty in duties
        if ranks[duty.norm.unit] <= most
    ]


def candidates(conduct: Conduct, limbs: tuple[str, ...], scorer: Scorer, sanction: Sanction) -> list[Link]:
    """The duties alike the acts of a conduct, each act by itself."""
    # damages answer any act that did harm; a measure outside the liability articles may answer a breach or not
    sure = sanction.liability_part and any(step.measure != "civil_liability" for step in sanction.steps)
    direct: set[str] = set()
    kept: list[list[Candidate]] = []
    for limb in _whole(limbs, scorer):
        chosen, meant = _chosen(scorer.ranked(limb, conduct, sanction))
        kept.append(chosen)
        direct |= {candidate.norm.id for candidate in meant if sure or candidate.likeness >= SAME}
    units: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in merged(kept):
        units[candidate.norm.unit].append(candidate)
    order = list(units)
    links: list[Link] = []
    for rank, unit in enumerate(order[:SHOWN], 1):
        top = units[unit][0].score
        following = units[order[rank]][0].score if rank < len(order) else 0.0
        links += [
            _candidate(
                conduct,
                candidate.norm,
                direct=candidate.norm.id in direct,
                score=round(candidate.score, 4),
                margin=round(top / following, 3) if following else None,
                rank=rank,
                shared=candidate.shared,
                rule="bm25",
            )
            for candidate in units[unit]
        ]
    return links


def _whole(limbs: tuple[str, ...], scorer: Scorer) -> list[str]:
    """The limbs that tell an act; one too short for that (或者未报告; 不公开或者…), or a thing (或者其链接), goes with the one beside it."""
    found: list[str] = []
    for limb in itertools.chain.from_iterable(map(scorer.read.halves, limbs)):
        if found and not (scorer.read.tells_an_act(limb) and scorer.read.tells_an_act(found[-1])):
            found[-1] += "，" + limb
        else:
            found.append(limb)
    return found


def _chosen(found: list[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """What is proposed for one act of those alike it, and which of them as direct."""
    if not found:
        return [], []
    units: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in found:
        units[candidate.norm.unit].append(candidate)
    order = sorted(units, key=lambda unit: -units[unit][0].score)
    best = units[order[0]][0].score

    def direct(candidate: Candidate) -> bool:
        return (
            candidate.likeness >= ALIKE
            and candidate.can_be_meant
            and candidate.score >= NEAR * best
            # one word in common is enough where both say the same
            and (len(candidate.shared) > 1 or candidate.likeness >= SAME)
        )

    def enough(candidate: Candidate) -> bool:
        least = LEAST_SAME_ACT if candidate.same_act else LEAST
        return (
            min(candidate.score, candidate.likeness) >= least
            and candidate.score >= BESIDE * units[candidate.norm.unit][0].score
        )

    shown = [candidate for unit in order[:SHOWN] for candidate in units[unit]]
    keep = best * (KEEP_BESIDE_DIRECT if any(map(direct, shown)) else KEEP)
    chosen = [candidate for candidate in shown if units[candidate.norm.unit][0].score >= keep and enough(candidate)]
    # one word in common proposes no more than the best
    chosen = [candidate for candidate in chosen if len(candidate.shared) > 1 or candidate.norm.unit == chosen[0].norm.unit]
    return chosen, [candidate for candidate in chosen if direct(candidate)]


def both(acts: list[Link], general: list[Link]) -> list[Link]:
    """What an official did besides neglecting his office, then the office; general misconduct is never a direct breach."""
    known = {link.norm for link in acts}
    last = max((link.rank for link in acts), default=0)
    return [
        *(msgspec.structs.replace(link, strength="probable") for link in acts),
        *(msgspec.structs.replace(link, rank=last + link.rank) for link in general if link.norm not in known),
    ]


def taken_over(conduct: Conduct, own: list[Link], others: list[Link]) -> list[Link]:
    """A conduct's links with those of other conducts as its own, each duty once, accepted and direct ones first."""
    best: dict[str, Link] = {link.norm or link.duty_unit: link for link in own}
    for link in sorted(others, key=lambda link: (link.status != "accepted", link.strength != "direct", link.rank)):
        best.setdefault(link.norm or link.duty_unit, link)
    ranks: dict[str, int] = {}
    return [
        msgspec.structs.replace(
            link,
            id=f"{conduct.id}>{duty}",
            conduct=conduct.id,
            conduct_unit=conduct.unit,
            conduct_quote=conduct.quote,
            rank=ranks.setdefault(link.duty_unit, len(ranks) + 1),
        )
        for duty, link in best.items()
    ]
