"""Modal words 规范词 at sentence level: what the actor and norm stages both anchor on."""

from __future__ import annotations

import msgspec

from .facts import Modality
from .units import Passage


class Trigger(msgspec.Struct, frozen=True):
    """A sentence-level modal word. ``passage`` indexes the list of passages; all offsets are local to that passage's text.

    ``sentence``: the sentence it stands in (to 。); ``clause``: start of the stretch its subject is sought in.
    """

    passage: int
    start: int
    end: int
    word: str
    modality: Modality
    sentence: tuple[int, int]
    clause: int
    rule: str


def find_triggers(passages: tuple[Passage, ...]) -> tuple[Trigger, ...]:
    """The sentence-level modals of every passage, in text order (not those inside conditions or relative clauses)."""
    return ()
