"""References: found by grammar, resolved within the statute, named or typed otherwise."""

from __future__ import annotations

from ..facts import Definition, Reference
from ..reading import Reading
from ..units import Passage, Unit


def find_references(
    reading: Reading, passages: tuple[Passage, ...], units: tuple[Unit, ...], definitions: tuple[Definition, ...]
) -> tuple[Reference, ...]:
    """The references of a statute, in text order."""
    return ()
