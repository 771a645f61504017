"""Who has spoken on a fact and when: what 人工校核 is signed with in every view, table, export and in the database."""

from __future__ import annotations

import msgspec

from ingest.corrections.events import FactKind
from ingest.statute import Statute


class Signature(msgspec.Struct, frozen=True):
    """The people who have spoken on a fact, in order, and the day of the last word (ISO 8601)."""

    names: tuple[str, ...]
    day: str

    @property
    def line(self) -> str:
        """王某、李某 2026-01-31."""
        return f"{'、'.join(self.names)} {self.day}"


def signatures_of(statute: Statute) -> dict[tuple[FactKind, str], Signature]:
    """(kind of fact, its id; an actor's name) → signature, for every fact a person has spoken on."""
    found: dict[tuple[FactKind, str], Signature] = {}
    for one in statute.curated:
        held = found.get((one.kind, one.fact), Signature((), ""))
        names = tuple(dict.fromkeys((*held.names, one.who)))
        found[one.kind, one.fact] = Signature(names, max(held.day, one.when[:10]))
    return found
