"""Passages and norms from plain sentences, for the tests of triggers and norms."""

from __future__ import annotations

from ingest.actors import find_actors
from ingest.facts import Norm
from ingest.norms import find_norms
from ingest.reading import Reading
from ingest.triggers import Trigger, find_triggers
from ingest.units import Passage


def passages_from(*texts: str) -> tuple[Reading, tuple[Passage, ...]]:
    """One article whose first text introduces the others (its items)."""
    whole = "\n".join(texts)
    passages, at = [], 0
    for number, text in enumerate(texts):
        unit = f"a1.p1.i{number}" if number else "a1.p1"
        kind = "item" if number else "paragraph"
        passages.append(Passage(unit, kind, text, at, 0 if number else None, "a1"))  # type: ignore[arg-type]
        at += len(text) + 1
    return Reading(whole, whole, whole), tuple(passages)


def triggers_of(*texts: str) -> tuple[Trigger, ...]:
    return find_triggers(passages_from(*texts)[1])


def words_of(*texts: str) -> list[tuple[str, str]]:
    """(word, modality) of every modal."""
    return [(trigger.word, trigger.modality) for trigger in triggers_of(*texts)]


def norms_of(*texts: str) -> tuple[Norm, ...]:
    """The norms with the bearers that the actor stage reads."""
    reading, passages = passages_from(*texts)
    triggers = find_triggers(passages)
    who = find_actors(reading, passages, triggers, ())
    return find_norms(reading, passages, triggers, who.subjects, who.mentions, (), ())
