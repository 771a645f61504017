"""该X: a name that points back to the one before it in the paragraph.

该单位 is no actor of its own but the 单位 named before it (有关单位 …，该单位应当说明). Only where the paragraph has named a single actor with
this head so far: with two of them the text alone does not say which is meant, and the bare name stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Pointing(Protocol):
    """A mention before it has its id: its place, and the names it may still change."""

    start: int
    end: int
    names: tuple[str, ...]


def point_back(text: str, drafts: Sequence[Pointing]) -> None:
    """Gives every 该X of the paragraph the name of the only X before it. ``drafts`` are in text order."""
    if "该" not in text:
        return
    for place, draft in enumerate(drafts):
        if text.startswith("该", draft.start) and text.find("的", draft.start, draft.end) < 0:
            before = drafts[:place]
            draft.names = tuple(dict.fromkeys(found for name in draft.names for found in _meant(name, before)))


def _meant(name: str, before: Sequence[Pointing]) -> tuple[str, ...]:
    """The one actor before whose name ends with this head, else the head itself."""
    meant = {other for draft in before for other in draft.names if other.endswith(name)}
    return tuple(meant) if len(meant) == 1 else (name,)
