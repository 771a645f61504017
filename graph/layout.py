"""Positions for a picture: five columns known by kind, duties and provisions in text order,
the other columns ordered by barycentre so that lines cross little.

Deterministic: the same picture gives the same positions in every process. Sugiyama, Tagawa and Toda (1981) for the barycentre
heuristic; five sweeps are enough at these sizes.
"""

from __future__ import annotations

import msgspec

from .picture import COLUMNS, Column, Picture

CARD_WIDTH: dict[Column, int] = {"actor": 174, "norm": 219, "provision": 159, "sanction": 189, "enforcer": 174}
"""In canvas units (pixels at zoom 1): 10, 13, 9, 11 and 10 characters a line; five columns fit a window of 1,440 beside the panel."""
COLUMN_SPACE = 58
"""Between two columns: room for the lines."""
COLUMN_CENTRE: dict[Column, float] = {
    column: sum(CARD_WIDTH[before] + COLUMN_SPACE for before in COLUMNS[:number]) + CARD_WIDTH[column] / 2
    for number, column in enumerate(COLUMNS)
}
LINE_HEIGHT = 22
CARD_PADDING = 18
ROW_GAP = 16
_SWEEPS = 5


class Place(msgspec.Struct, frozen=True):
    """Where a card stands: centre ``x``, ``y`` and its ``width``, ``height``, in canvas units."""

    x: float
    y: float
    width: float
    height: float


def characters_per_line(column: Column) -> int:
    """How many Chinese characters of 15 units fit on a line of a card in ``column``."""
    return (CARD_WIDTH[column] - 24) // 15


def card_height(label: str, column: Column) -> float:
    """The height a label needs: full-width characters count one, half-width a half."""
    width = sum(1.0 if ord(char) > 0x2E7F else 0.55 for char in label)
    lines = max(1, -(-int(width + 0.99) // characters_per_line(column)))
    return float(lines * LINE_HEIGHT + CARD_PADDING)


def layout(picture: Picture, labels: dict[str, str] | None = None) -> dict[str, Place]:
    """The place of every card. ``labels``: what is really shown on a card where that differs from ``card.label``."""
    shown = labels or {}
    columns: dict[Column, list[str]] = {column: [] for column in COLUMNS}
    for card in picture.cards:
        columns[card.column].append(card.id)
    column_of = {card.id: card.column for card in picture.cards}
    neighbours: dict[str, list[str]] = {card.id: [] for card in picture.cards}
    for wire in picture.wires:
        if column_of[wire.source] != column_of[wire.target]:
            neighbours[wire.source].append(wire.target)
            neighbours[wire.target].append(wire.source)
    _order(columns, neighbours, _ladders(picture))
    heights = {card.id: card_height(shown.get(card.id, card.label) or "—", card.column) for card in picture.cards}
    return _stack(columns, neighbours, heights)


_IN_TEXT_ORDER = ("norm", "provision")
"""Columns that keep the order of the statute: people read 第三十二条 before 第三十四条, and no line between the two columns crosses."""


def _order(columns: dict[Column, list[str]], neighbours: dict[str, list[str]], ladders: dict[str, str]) -> None:
    """Sorts actors, ladders and enforcers by the mean relative height of each one's neighbours; a ladder's steps stay together, in order."""
    height = {card: row / len(cards) for cards in columns.values() for row, card in enumerate(cards)}
    for _ in range(_SWEEPS):
        for column in COLUMNS:
            if column in _IN_TEXT_ORDER:
                continue
            blocks: dict[str, list[str]] = {}
            for card in columns[column]:
                blocks.setdefault(ladders.get(card, card), []).append(card)
            weight: dict[str, float] = {}
            for block, cards in blocks.items():
                near = [height[one] for card in cards for one in neighbours[card]]
                weight[block] = sum(near) / len(near) if near else height[cards[0]]
            ordered = sorted(blocks, key=lambda block: (weight[block], height[blocks[block][0]]))
            columns[column] = [card for block in ordered for card in blocks[block]]
            for row, card in enumerate(columns[column]):
                height[card] = row / len(columns[column])


def _ladders(picture: Picture) -> dict[str, str]:
    """Card of a ladder's step → the ladder's first step."""
    first: dict[str, str] = {}
    for wire in picture.wires:
        if wire.type == "THEN":
            first[wire.target] = first.get(wire.source, wire.source)
            first.setdefault(wire.source, first[wire.target])
    return first


def _stack(columns: dict[Column, list[str]], neighbours: dict[str, list[str]], heights: dict[str, float]) -> dict[str, Place]:
    """Columns start at the top, under their heads, so that the first sight shows every column."""
    places: dict[str, Place] = {}
    for column in COLUMNS:
        top = 0.0
        for card in columns[column]:
            places[card] = Place(
                COLUMN_CENTRE[column], round(top + heights[card] / 2, 2), float(CARD_WIDTH[column]), heights[card]
            )
            top += heights[card] + ROW_GAP
    return places
