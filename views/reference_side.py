"""Where a reference leads: inside the statute, to a named law, to rules it does not name, or nowhere that was found."""

from __future__ import annotations

from ingest.facts import Reference

SIDES = ("inside", "outside", "vague", "unresolved")


def side_of(reference: Reference) -> str:
    """inside (a unit here or the statute itself), outside (named), vague (types of rules), unresolved."""
    if reference.targets or reference.kind == "self":
        return "inside"
    if reference.kind in ("external_law", "named_instrument", "internal_instrument"):
        return "outside"
    if reference.kind in ("internal_explicit", "internal_unit"):
        return "unresolved"
    return "vague"
