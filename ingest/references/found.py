"""What a scanner hands over: a span of the scanned text with its kind, before it becomes a fact."""

from __future__ import annotations

from typing import Literal

import msgspec

from ..facts import ReferenceKind
from .grammar import Item

Effect = Literal["cites", "except", "prevails", "procedure"]


class Found(msgspec.Struct, frozen=True, gc=False):
    """A reference at ``start``–``end`` of the scanned text.

    ``item``: the provision it names; ``law``: the other law's name as written; ``anchored``: it leans on the reference before
    (该法第六条, 该条第二款).
    """

    start: int
    end: int
    kind: ReferenceKind
    rule: str
    item: Item | None = None
    law: str | None = None
    any_of: bool = False
    effect: Effect = "cites"
    anchored: bool = False
