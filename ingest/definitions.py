"""Definitions: 以下统称/以下简称/下同, 本法所称X是指, 下列用语的含义."""

from __future__ import annotations

from .facts import Definition
from .reading import Reading
from .units import Passage


def find_definitions(reading: Reading, passages: tuple[Passage, ...]) -> tuple[Definition, ...]:
    """The definitions of a statute, in text order."""
    return ()
