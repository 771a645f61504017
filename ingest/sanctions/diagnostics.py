"""Doubts about the ladders, with their place: what a reader should check, and what was left unknown rather than guessed."""

from __future__ import annotations

import re

from ..facts import Sanction, Step
from ..reading import Reading
from ..units import Diagnostic, Passage
from .amounts import fines_in
from .assemble import is_liability

_BY = re.compile("(?<![自理事缘经])由(?![于此衷])")
_LIST = re.compile("有(?:下列|以下|如下)[^，；。：]{0,24}(?:行为|情形|情况)")
_DOUBTS = {
    "no_unit": "an amount without 元",
    "inverted": "a lower bound above the upper",
    "not_a_number": "a numeral that is none",
    "several": "two amounts in one fine",
    "currency": "not in yuan",
}


def diagnostics_of(reading: Reading, passages: tuple[Passage, ...], sanctions: tuple[Sanction, ...]) -> tuple[Diagnostic, ...]:
    """``amount_unclear``, ``enforcer_unmatched``, ``ladder_without_conduct``, ``list_without_measure``, in text order."""
    found: list[Diagnostic] = []
    words = {passage.unit: passage for passage in passages}
    punished = {unit for sanction in sanctions for unit in (sanction.unit, *(step.unit for step in sanction.steps))}

    def put(code: str, message: str, at: int, until: int, **values: str) -> None:
        start, end = reading.source_span(at, until)
        line = reading.source.count("\n", 0, start) + 1
        column = start - (reading.source.rfind("\n", 0, start) + 1) + 1
        found.append(Diagnostic(code, message, line, column, start, end, "warning", values))

    for sanction in sanctions:
        if not sanction.conducts and sanction.liability_part:
            put("ladder_without_conduct", "measures without a described conduct", sanction.quote.at, sanction.quote.until)
        for step in sanction.steps:
            passage = words.get(step.unit)
            if step.amount is None and step.measure in ("fine", "late_fee", "detention"):
                doubt = next((fine.found.doubt for fine in fines_in(step.quote.text) if fine.found.doubt), None)
                if doubt:
                    put("amount_unclear", f"no number taken: {_DOUBTS[doubt]}", step.quote.at, step.quote.until, doubt=doubt)
            if passage and not step.enforcers and step.measure != "civil_liability":
                named = _named(passage, step)
                if named:
                    put(
                        "enforcer_unmatched",
                        "who imposes this is written, but was not recognised",
                        passage.at + named[0],
                        passage.at + named[1],
                    )
    children = {passages[p.intro].unit for p in passages if p.intro is not None}
    for passage in passages:
        if passage.unit in children and passage.unit not in punished and is_liability(passage) and _LIST.search(passage.text):
            put("list_without_measure", "a list of violations without a measure", passage.at, passage.at + len(passage.text))
    return tuple(sorted(found, key=lambda diagnostic: diagnostic.start))


def _named(passage: Passage, step: Step) -> tuple[int, int] | None:
    """The words after 由 in the step's own clause, when there are any."""
    place = step.quote.at - passage.at
    clause = max(passage.text.rfind(mark, 0, place) for mark in "，；。：") + 1
    by = None
    for by in _BY.finditer(passage.text, clause, place):  # noqa: B007 - the last one
        pass
    return (by.end(), place) if by and place - by.end() > 1 else None
