"""Sanctions 罚则: ladders of measures with enforcer, target, condition and amounts as numbers. What decides is in ``docs/sanctions.md``."""

from __future__ import annotations

from ..facts import Mention, Reference, Sanction
from ..reading import Reading
from ..units import Diagnostic, Passage
from .assemble import Assembly
from .diagnostics import diagnostics_of

__all__ = ["find_sanctions", "sanction_diagnostics"]


def find_sanctions(
    reading: Reading, passages: tuple[Passage, ...], mentions: tuple[Mention, ...], references: tuple[Reference, ...]
) -> tuple[Sanction, ...]:
    """The ladders of a statute, in text order. Enforcers, targets and offenders are mentions at their anchors, or unknown."""
    return Assembly(reading, passages, mentions, references).sanctions()


def sanction_diagnostics(
    reading: Reading, passages: tuple[Passage, ...], sanctions: tuple[Sanction, ...]
) -> tuple[Diagnostic, ...]:
    """Doubts about the ladders: amounts that give no number, enforcers no mention covers, ladders without conduct or measure."""
    return diagnostics_of(reading, passages, sanctions)
