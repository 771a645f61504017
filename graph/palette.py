"""Colours and shapes of cards: one place for canvas, legend, exports.

Hues after Okabe and Ito (2008); dark and light ones alternate, so that any two modalities stay apart under the three dichromacies too
(Machado, Oliveira and Fernandes 2009; tested). Text on every fill has a contrast of at least 4.5:1 (WCAG 2.2, 1.4.3); shape differs by
type, so that nothing rests on colour alone.
"""

from __future__ import annotations

import msgspec

from .picture import Card


class Look(msgspec.Struct, frozen=True):
    """Fill, text and border colours (hex) and a shape name as Cytoscape.js knows it."""

    fill: str
    ink: str
    border: str
    shape: str


_WHITE = "#ffffff"

MODALITY_LOOKS: dict[str, Look] = {
    "obligation": Look("#0b5fa5", _WHITE, "#083f6e", "round-rectangle"),
    "prohibition": Look("#a8321a", _WHITE, "#6e1f0e", "octagon"),
    "responsibility": Look("#9cc4f2", "#0b2440", "#2f5f96", "rectangle"),
    "power": Look("#00796b", _WHITE, "#00443b", "cut-rectangle"),
    "permission": Look("#c9dc7a", "#222b05", "#66761c", "round-tag"),
    "right": Look("#7cc79a", "#0d2b17", "#2f7d4f", "tag"),
    "encouragement": Look("#f3c04b", "#3a2a00", "#8a5a00", "ellipse"),
    "declaration": Look("#4a4f57", _WHITE, "#2c3036", "rhomboid"),
}
ACTOR_LOOK = Look("#1f2f46", _WHITE, "#0f1826", "round-rectangle")
PROVISION_LOOK = Look("#f4f1e8", "#22262b", "#8b8470", "rectangle")
MEASURE_LOOK = Look("#7a2f73", _WHITE, "#4f1d4b", "hexagon")
ENFORCER_LOOK = Look("#5a3fa0", _WHITE, "#3a2870", "round-rectangle")
GAP_LOOK = Look("#ffffff", "#8a1c1c", "#8a1c1c", "rectangle")
GROUP_LOOK = Look("#dfe7f2", "#1b2a3d", "#51698a", "barrel")


def look_of(card: Card) -> Look:
    """How a card looks: by modality for norms, by kind for the rest."""
    if card.kind == "norm":
        return MODALITY_LOOKS.get(card.code or "", MODALITY_LOOKS["declaration"])
    if card.kind == "actor":
        return ENFORCER_LOOK if card.column == "enforcer" else ACTOR_LOOK
    return {"provision": PROVISION_LOOK, "measure": MEASURE_LOOK, "gap": GAP_LOOK, "group": GROUP_LOOK}[card.kind]
