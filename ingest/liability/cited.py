"""Cited liability: 违反本法第二十七条、第二十九条规定 names the duty itself."""

from __future__ import annotations

import re
from collections import defaultdict

from ..facts import Norm, Reference, Sanction
from ..reading import Quote, Reading
from ..units import Passage

#: what can be breached; powers, rights, encouragements and declarations only where the cited provision has nothing else
DUTIES = frozenset({"obligation", "prohibition", "responsibility"})
_ARTICLE = re.compile(r"(?:^|\.)a[0-9]")

Duty = tuple[Norm | None, str, Quote]


def cited_duties(
    reading: Reading,
    passages: tuple[Passage, ...],
    norms: tuple[Norm, ...],
    sanctions: tuple[Sanction, ...],
    references: tuple[Reference, ...],
) -> dict[str, list[Duty]]:
    """Conduct id → the duties of the provisions it cites: every duty of a cited 条 or 款, the 项 itself of a cited 项.

    有前款行为的 behind another ladder takes over what that ladder cites.
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
    of_ladder: dict[str, list[str]] = defaultdict(list)
    for sanction in sanctions:
        for conduct in sanction.conducts:
            for unit in {sanction.unit, conduct.unit}:
                of_ladder[unit].append(conduct.id)
    found: dict[str, list[Duty]] = {}
    for sanction in sanctions:
        for conduct in sanction.conducts:
            duties: list[Duty] = []
            for reference in (by_id[r] for r in conduct.cited if r in by_id):
                for target in reference.targets:
                    if not _ARTICLE.search(target):
                        continue
                    if target in of_ladder and target != sanction.unit:
                        for other in of_ladder[target]:
                            duties.extend(found.get(other, ()))
                        continue
                    duties.extend(_duties(reading, target, by_unit, words, children))
            if duties:
                unique: dict[str, Duty] = {}
                for duty in duties:
                    unique.setdefault(duty[0].id if duty[0] else duty[1], duty)
                found[conduct.id] = list(unique.values())
    return found


def _duties(
    reading: Reading, target: str, by_unit: dict[str, list[Norm]], words: dict[str, Passage], children: dict[str, list[str]]
) -> list[Duty]:
    units = [target, *children.get(target, ())]
    here = [norm for unit in units for norm in by_unit.get(unit, ())]
    duties = [norm for norm in here if norm.modality in DUTIES] or here
    if not duties and "." in target:
        # an item that is a noun phrase: the norm stands in its chapeau
        duties = [norm for norm in by_unit.get(target.rpartition(".")[0], ()) if norm.modality in DUTIES]
    if duties:
        return [(norm, norm.unit, norm.quote) for norm in duties]
    passage = next((words[unit] for unit in units if unit in words), None)
    return [(None, target, reading.quote(passage.at, passage.at + len(passage.text)))] if passage else []
