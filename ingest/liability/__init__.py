"""Liability links: which conduct of the 罚则 breaches which duty, by citation or by paraphrase. See ``docs/sanctions.md``."""

from __future__ import annotations

import re
from collections import defaultdict

from ..facts import Conduct, Definition, Link, Norm, Reference, Sanction
from ..reading import Reading
from ..units import Passage
from .cited import Duty, cited_duties
from .paraphrase import BESIDE, SHOWN, Scorer

#: from which share of the best score on a duty unit is proposed
KEEP = 0.3
#: a candidate this near the best, and this alike at all, is proposed as direct; the others as probable
NEAR = 0.85
ALIKE = 0.2
CLEAR = 1.6
AT_LEAST = 0.13
#: 未履行…职责 breaches every duty of that matter
NEAR_GENERAL = 0.3


def find_links(
    reading: Reading,
    passages: tuple[Passage, ...],
    norms: tuple[Norm, ...],
    sanctions: tuple[Sanction, ...],
    references: tuple[Reference, ...],
    definitions: tuple[Definition, ...],
) -> tuple[Link, ...]:
    """Conduct → duty links: cited ones accepted, paraphrases as candidates with score, margin and shared terms.

    A catch-all (其他违反本条例规定的行为) gets none; a paraphrase is never accepted by itself.
    """
    if not sanctions:
        return ()
    cited = cited_duties(reading, passages, norms, sanctions, references)
    scorer = Scorer(reading.match, passages, norms, sanctions, definitions)
    links: list[Link] = []
    for sanction in sanctions:
        for conduct in sanction.conducts:
            if conduct.id in cited:
                links.extend(_accepted(conduct, cited[conduct.id]))
            elif not conduct.catch_all and not _nothing_to_compare(conduct, sanction):
                links.extend(_candidates(conduct, scorer, sanction))
    return tuple(links)


#: 有前款行为的: no words of its own
_ONLY_CITES = re.compile("^[^，；。]{0,10}(?:有|犯)?(?:前|本|上述)[^，；。]{0,12}(?:行为|情形|规定|罪)(?:之一)?的?$")
#: 玩忽职守… breaches any duty of an official, none in particular
_MALFEASANCE = re.compile("玩忽职守|滥用职权|徇私(?:舞弊|枉法)")
#: a consequence of having been punished breaches nothing
_STATUS = re.compile("受到[^，；。]{0,24}(?:处罚|处分|刑罚|追究)|被(?:判处|吊销|撤销|处罚|追究)")


def _nothing_to_compare(conduct: Conduct, sanction: Sanction) -> bool:
    """Whether a conduct is no breach of a duty stated elsewhere: 有前款行为的, 受到刑事处罚的, an offence with its own punishment 处…徒刑."""
    words = conduct.quote.text
    own_offence = all(step.measure == "criminal" and step.quote.text.startswith("处") for step in sanction.steps)
    return own_offence or bool(_STATUS.search(words)) or (bool(conduct.cited) and bool(_ONLY_CITES.match(words)))


def _accepted(conduct: Conduct, duties: list[Duty]) -> list[Link]:
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


def _candidates(conduct: Conduct, scorer: Scorer, sanction: Sanction) -> list[Link]:
    found = scorer.ranked(conduct, sanction)
    if not found:
        return []
    units: dict[str, list[int]] = defaultdict(list)
    for k, candidate in enumerate(found):
        units[candidate.norm.unit].append(k)
    order = sorted(units, key=lambda unit: (-found[units[unit][0]].score, units[unit][0]))
    best = found[units[order[0]][0]].score
    general = bool(_MALFEASANCE.search(conduct.quote.text))
    links: list[Link] = []
    for rank, unit in enumerate(order[:SHOWN], 1):
        top = found[units[unit][0]].score
        if top < KEEP * best:
            break
        following = found[units[order[rank]][0]].score if rank < len(order) else 0.0
        for k in units[unit]:
            candidate = found[k]
            if candidate.score < BESIDE * top:
                continue
            near = NEAR_GENERAL if candidate.general else NEAR
            clear = (
                rank == 1
                and len(candidate.shared) > 1
                and (not following or top >= CLEAR * following)
                and candidate.likeness >= AT_LEAST
            )
            direct = (
                not general
                and candidate.can_be_meant
                and candidate.score >= near * best
                and (candidate.likeness >= ALIKE or clear)
            )
            links.append(
                Link(
                    id=f"{conduct.id}>{candidate.norm.id}",
                    conduct=conduct.id,
                    conduct_unit=conduct.unit,
                    conduct_quote=conduct.quote,
                    norm=candidate.norm.id,
                    duty_unit=unit,
                    duty_quote=candidate.norm.quote,
                    basis="paraphrase",
                    status="candidate",
                    strength="direct" if direct else "probable",
                    score=round(candidate.score, 4),
                    margin=round(top / following, 3) if following else None,
                    rank=rank,
                    shared=candidate.shared,
                    rule="bm25",
                )
            )
    return links
