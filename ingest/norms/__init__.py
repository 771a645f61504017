"""Norms 规范: who must, may or must not do what."""

from __future__ import annotations

from ..actors import Subject
from ..facts import Mention, Norm, Reference, Sanction
from ..reading import Reading
from ..triggers import Trigger
from ..units import Passage


def find_norms(
    reading: Reading,
    passages: tuple[Passage, ...],
    triggers: tuple[Trigger, ...],
    subjects: tuple[Subject, ...],
    mentions: tuple[Mention, ...],
    references: tuple[Reference, ...],
    sanctions: tuple[Sanction, ...],
) -> tuple[Norm, ...]:
    """The norms of a statute, in text order. Ladder steps are not among them."""
    return ()
