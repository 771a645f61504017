"""Actors 主体: who is named, where, and as what."""

from __future__ import annotations

import msgspec

from ..facts import Actor, Basis, Definition, Mention
from ..reading import Reading
from ..triggers import Trigger
from ..units import Passage
from .finder import Finder


class Subject(msgspec.Struct, frozen=True, gc=False):
    """Who a trigger binds. ``trigger`` indexes the triggers; ``mentions`` are mention ids; empty = the text names none.

    ``basis`` explicit/same_sentence/list_intro are asserted; same_paragraph/condition_subject/possessor/implied are inferred.
    ``topic``: local span of the thing that is the grammatical subject instead (信息基础设施建设应当…).
    """

    trigger: int
    mentions: tuple[str, ...]
    basis: Basis | None
    topic: tuple[int, int] | None = None


class ActorReading(msgspec.Struct, frozen=True):
    """The actor stage's result."""

    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    subjects: tuple[Subject, ...] = ()


def find_actors(
    reading: Reading, passages: tuple[Passage, ...], triggers: tuple[Trigger, ...], definitions: tuple[Definition, ...]
) -> ActorReading:
    """The actors a statute names, every mention of them, and the subject of every trigger."""
    finder = Finder(reading, passages, triggers, definitions)
    finder.read()
    subjects = []
    for binding, where in finder.bindings:
        ids = finder.ids(where, binding.agent) if binding.agent is not None else ()
        subjects.append(Subject(binding.trigger, ids, binding.basis if ids else None, binding.topic))
    return ActorReading(finder.register.actors(), tuple(finder.mentions), tuple(subjects))
