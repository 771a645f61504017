"""Colours and shapes of cards: one place for canvas, legend, exports.

Okabe and Ito's colour-blind-safe hues (2008), darkened until white text on them has a contrast of at least 4.5:1 (WCAG 2.2, 1.4.3);
shape differs by type, so that nothing rests on colour alone.
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


_DARK_INK = "#ffffff"

MODALITY_LOOKS: dict[str, Look] = {
    "obligation": Look("#0b5fa5", _DARK_INK, "#083f6e", "round-rectangle"),
    "prohibition": Look("#a8321a", _DARK_INK, "#6e1f0e", "octagon"),
    "responsibility": Look("#3d6fb6", _DARK_INK, "#274a7d", "rectangle"),
    "power": Look("#00695c", _DARK_INK, "#00443b", "cut-rectangle"),
    "permission": Look("#4d7c0f", _DARK_INK, "#32520a", "round-tag"),
    "right": Look("#2f7d4f", _DARK_INK, "#1e5234", "tag"),
    "encouragement": Look("#8a5a00", _DARK_INK, "#5c3c00", "ellipse"),
    "declaration": Look("#5f6670", _DARK_INK, "#3f454d", "rhomboid"),
}
ACTOR_LOOK = Look("#1f2f46", _DARK_INK, "#0f1826", "round-rectangle")
PROVISION_LOOK = Look("#f4f1e8", "#22262b", "#8b8470", "rectangle")
MEASURE_LOOK = Look("#7a2f73", _DARK_INK, "#4f1d4b", "hexagon")
ENFORCER_LOOK = Look("#3b2a56", _DARK_INK, "#251a38", "round-rectangle")
GAP_LOOK = Look("#ffffff", "#8a1c1c", "#8a1c1c", "rectangle")
GROUP_LOOK = Look("#dfe7f2", "#1b2a3d", "#51698a", "barrel")


def look_of(card: Card) -> Look:
    """How a card looks: by modality for norms, by kind for the rest."""
    if card.kind == "norm":
        return MODALITY_LOOKS.get(card.code or "", MODALITY_LOOKS["declaration"])
    if card.kind == "actor":
        return ENFORCER_LOOK if card.column == "enforcer" else ACTOR_LOOK
    return {"provision": PROVISION_LOOK, "measure": MEASURE_LOOK, "gap": GAP_LOOK, "group": GROUP_LOOK}[card.kind]
