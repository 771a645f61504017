"""Doubts about the ladders, with their place: what a reader should check, and what was left unknown rather than guessed."""

from __future__ import annotations

import re

from ..diagnostics import Places
from ..facts import Sanction, Step
from ..reading import Reading
from ..units import Diagnostic, Passage
from .amounts import fines_in
from .scope import is_liability

_BY = re.compile("(?<![自理事缘经])由(?![于此衷])")
_LIST = re.compile("有(?:下列|以下|如下)[^，；。：]{0,24}(?:行为|情形|情况)")
_DOUBTS = {
    "no_unit": "没有写“元”",
    "inverted": "下限高于上限",
    "not_a_number": "数字不成立",
    "several": "一项罚款有两个数额",
    "currency": "不是人民币",
}
#: code → message; the values are named in braces. Explained in ``docs/sanctions.md``.
MESSAGES = {
    "amount_unclear": "这里的数额没有取数：{reason}。",
    "enforcer_unmatched": "“由{words}”写明了由谁实施，但没有认出这一主体，实施者记为未知。",
    "ladder_without_conduct": "这里有处理措施，没有找到所针对的行为。",
    "list_without_measure": "这里列举了违法行为，没有找到对应的处理措施。",
}


def diagnostics_of(reading: Reading, passages: tuple[Passage, ...], sanctions: tuple[Sanction, ...]) -> tuple[Diagnostic, ...]:
    """The doubts of :data:`MESSAGES`, in text order."""
    found: list[Diagnostic] = []
    places = Places(reading.source)
    words = {passage.unit: passage for passage in passages}
    punished = {unit for sanction in sanctions for unit in (sanction.unit, *(step.unit for step in sanction.steps))}

    def put(code: str, at: int, until: int, **values: str) -> None:
        start, end = reading.source_span(at, until)
        line, column = places.at(start)
        found.append(Diagnostic(code, MESSAGES[code].format(**values), line, column, start, end, "warning", values))

    for sanction in sanctions:
        if not sanction.conducts and sanction.liability_part:
            put("ladder_without_conduct", sanction.quote.at, sanction.quote.until)
        for step in sanction.steps:
            if step.amount is None and step.measure in ("fine", "late_fee", "detention"):
                doubt = next((fine.found.doubt for fine in fines_in(step.quote.text) if fine.found.doubt), None)
                if doubt:
                    put("amount_unclear", step.quote.at, step.quote.until, doubt=doubt, reason=_DOUBTS[doubt])
            passage = words.get(step.unit)
            named = _named(passage, step) if passage and not step.enforcers and step.measure != "civil_liability" else None
            if passage and named:
                start, end = named
                put(
                    "enforcer_unmatched", passage.at + start, passage.at + end, words=passage.text[start : min(end, start + 40)]
                )
    intros = {passages[passage.intro].unit for passage in passages if passage.intro is not None}
    for passage in passages:
        if passage.unit in intros and passage.unit not in punished and is_liability(passage) and _LIST.search(passage.text):
            put("list_without_measure", passage.at, passage.at + len(passage.text))
    return tuple(sorted(found, key=lambda diagnostic: diagnostic.start))


def _named(passage: Passage, step: Step) -> tuple[int, int] | None:
    """The words after 由 in the step's own clause, when there are any."""
    place = step.quote.at - passage.at
    clause = max(passage.text.rfind(mark, 0, place) for mark in "，；。：") + 1
    by = None
    for by in _BY.finditer(passage.text, clause, place):  # noqa: B007 - the last one
        pass
    return (by.end(), place) if by and place - by.end() > 1 else None
