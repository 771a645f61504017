"""What a correction that no longer fits may mean now: shown to a person, never applied by itself."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

import msgspec

from ..statute import Statute
from .anchors import Finder, facts_of, squeeze, unit_anchors, unit_of, unit_words, words_of
from .events import Anchor, Event

LIKE = 0.5
"""How much of the words two quotes share (Ratcliff/Obershelp) before one is offered for the other."""
OFFERED = 3


class Candidate(msgspec.Struct, frozen=True):
    """A reading a correction may be about: its words and its anchor."""

    words: str
    anchor: Anchor


def nearest(statute: Statute, event: Event) -> tuple[Candidate, ...]:
    """The readings of the event's kind with the same words, else those whose words are most like them, the best first."""
    anchor = event.anchor
    if anchor is None or event.kind in ("metadata", "actor") or event.op == "add":
        return ()
    wanted = squeeze(anchor.quote)
    pool: list[tuple[str, str, Any]]
    if event.kind == "unit":
        anchors = unit_anchors(statute.reading, statute.units)
        pool = [
            (unit_words(statute.reading, unit), unit.id, anchors[unit.id])
            for unit in statute.units
            if anchor.name in (None, unit.kind)
        ]
    else:
        pool = [(words_of(fact), unit_of(fact), fact) for fact in facts_of(statute, event.kind)]
    same = [one for one in pool if one[0] == wanted]
    chosen = sorted(same, key=lambda one: one[1] != anchor.unit) if same else _alike(pool, wanted, anchor.unit)
    finder = Finder(statute)
    return tuple(
        Candidate(words, fact if isinstance(fact, Anchor) else finder.anchor(fact)) for words, _, fact in chosen[:OFFERED]
    )


def _alike(pool: list[tuple[str, str, Any]], wanted: str, unit: str) -> list[tuple[str, str, Any]]:
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    scored = []
    for one in pool:
        matcher.set_seq1(one[0])
        if matcher.real_quick_ratio() >= LIKE and matcher.quick_ratio() >= LIKE and (ratio := matcher.ratio()) >= LIKE:
            scored.append((ratio + (0.05 if one[1] == unit else 0.0), one))
    return [one for _, one in sorted(scored, key=lambda pair: -pair[0])]


def again(event: Event, candidate: Candidate) -> Event:
    """The event about ``candidate`` instead."""
    return msgspec.structs.replace(event, anchor=candidate.anchor)
