"""A picture: cards in columns, wires between them, and the chains they form. What every view and export draws."""

from __future__ import annotations

from typing import Literal

import msgspec

Column = Literal["actor", "norm", "provision", "sanction", "enforcer"]
GapCode = Literal["bearer", "sanction", "enforcer", "possible"]
"""What the text does not say; ``possible``: no sanction is linked, but some are possible and not drawn."""
COLUMNS: tuple[Column, ...] = ("actor", "norm", "provision", "sanction", "enforcer")


class Card(msgspec.Struct, frozen=True, omit_defaults=True):
    """One card of a picture.

    ``id`` is unique in the picture; ``node`` the graph node it stands for (None for a gap or a group). ``code`` is the modality,
    measure kind or actor kind. ``unit`` is the unit whose words it rests on, ``start``/``end`` their source span.
    ``gap`` names what the text does not say (``bearer``, ``sanction``, ``enforcer``). ``count``: norms in a collapsed group.
    """

    id: str
    column: Column
    kind: Literal["actor", "norm", "provision", "measure", "gap", "group"]
    label: str
    node: str | None = None
    code: str | None = None
    detail: str = ""
    unit: str | None = None
    start: int | None = None
    end: int | None = None
    gap: GapCode | None = None
    count: int = 0
    review: str = "extracted"


class Wire(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of a picture. ``basis`` explicit is drawn solid, anything inferred dashed; ``status`` candidate dotted.

    ``quote`` are the words behind it; ``other`` the words of the other side (conduct against duty); ``link`` the link's id.
    """

    id: str
    source: str
    target: str
    type: str
    basis: str = "explicit"
    status: str = "accepted"
    quote: str = ""
    other: str = ""
    unit: str | None = None
    start: int | None = None
    end: int | None = None
    link: str | None = None
    score: float | None = None
    shared: tuple[str, ...] = ()


class Chain(msgspec.Struct, frozen=True):
    """One responsibility chain: the cards and wires of one norm, from its bearers to the enforcers of its sanctions."""

    norm: str
    cards: tuple[str, ...]
    wires: tuple[str, ...]


class Picture(msgspec.Struct, frozen=True):
    """Cards, wires and chains, with what was left out: ``shown`` of ``total`` norms, ``grouped`` by chapter or actor kind (or ""),
    ``undrawn`` actors and enforcers of collapsed groups."""

    statute: str
    cards: tuple[Card, ...]
    wires: tuple[Wire, ...]
    chains: tuple[Chain, ...]
    shown: int
    total: int
    grouped: str = ""
    undrawn: int = 0

    def chain_of(self, card: str) -> tuple[frozenset[str], frozenset[str]]:
        """The cards and wires of every chain that runs through ``card``: its whole up- and downstream."""
        through = [chain for chain in self.chains if card in chain.cards]
        return (
            frozenset(one for chain in through for one in chain.cards),
            frozenset(one for chain in through for one in chain.wires),
        )
