"""Sanctions 罚则: ladders of measures with enforcer, target, condition and amounts as numbers."""

from __future__ import annotations

from ..facts import Mention, Reference, Sanction
from ..reading import Reading
from ..units import Passage


def find_sanctions(
    reading: Reading, passages: tuple[Passage, ...], mentions: tuple[Mention, ...], references: tuple[Reference, ...]
) -> tuple[Sanction, ...]:
    """The ladders of a statute, in text order."""
    return ()
