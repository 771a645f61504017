"""Sentences read as one-passage statutes: the actor stage's answer in a form that tests can compare."""

from __future__ import annotations

from ingest.actors import ActorReading, find_actors
from ingest.definitions import find_definitions
from ingest.reading import Reading
from ingest.triggers import find_triggers
from ingest.units import Passage

ASSERTED = ("explicit", "same_sentence", "list_intro")


def read(*texts: str) -> tuple[ActorReading, list[str]]:
    """The reading of the texts (the first introduces the others) and the words of the triggers, in order."""
    whole = "\n".join(texts)
    at, passages = 0, []
    for number, text in enumerate(texts):
        kind = "item" if number else "paragraph"
        unit = f"a1.p1.i{number}" if number else "a1.p1"
        passages.append(Passage(unit, kind, text, at, 0 if number else None, "a1"))  # type: ignore[arg-type]
        at += len(text) + 1
    reading = Reading(whole, whole, whole)
    definitions = find_definitions(reading, tuple(passages))
    triggers = find_triggers(tuple(passages))
    found = find_actors(reading, tuple(passages), triggers, definitions)
    for mention in found.mentions:
        assert whole[mention.quote.at : mention.quote.until] == mention.quote.text
        assert mention.actors
    return found, [trigger.word for trigger in triggers]


def bearers(*texts: str) -> list[tuple[str, tuple[str, ...]]]:
    """(trigger, asserted bearers) for every trigger."""
    found, triggers = read(*texts)
    by_id = {mention.id: mention for mention in found.mentions}
    return [
        (
            triggers[subject.trigger],
            tuple(name for one in subject.mentions for name in by_id[one].actors) if subject.basis in ASSERTED else (),
        )
        for subject in found.subjects
    ]


def mentions(*texts: str) -> list[tuple[str, tuple[str, ...], str]]:
    """(words, names, role) of every mention."""
    return [(one.quote.text, one.actors, one.role) for one in read(*texts)[0].mentions]
