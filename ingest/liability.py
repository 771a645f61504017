"""Liability links: which conduct of the 罚则 breaches which duty, by citation or by paraphrase."""

from __future__ import annotations

from .facts import Definition, Link, Norm, Reference, Sanction
from .reading import Reading
from .units import Passage


def find_links(
    reading: Reading,
    passages: tuple[Passage, ...],
    norms: tuple[Norm, ...],
    sanctions: tuple[Sanction, ...],
    references: tuple[Reference, ...],
    definitions: tuple[Definition, ...],
) -> tuple[Link, ...]:
    """Conduct → duty links: cited ones accepted, paraphrases as candidates with score, margin and shared terms."""
    return ()
