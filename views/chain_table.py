"""The same chains as a table: for screen readers, for copying, for those who would rather read rows."""

from __future__ import annotations

import streamlit as st

from graph import codes
from graph.picture import COLUMNS, Picture
from ingest.statute import Statute

from .language import language, t
from .scene import card_label


def rows(picture: Picture, code: str) -> list[dict[str, str]]:
    """One row a chain: the cards of each column, and the modality of its norm."""
    cards = {card.id: card for card in picture.cards}
    found = []
    for chain in picture.chains:
        row: dict[str, list[str]] = {t(f"column.{column}"): [] for column in COLUMNS}
        modality = ""
        for one in chain.cards:
            card = cards[one]
            row[t(f"column.{card.column}")].append(card_label(card, picture, code))  # type: ignore[arg-type]
            if card.kind == "norm":
                modality = codes.name("modality", card.code, code)
        found.append({t("fact.modality"): modality, **{head: "；".join(words) for head, words in row.items()}})
    return found


def table(picture: Picture, statute: Statute) -> None:
    """Shows the table."""
    st.dataframe(rows(picture, language()), hide_index=True, width="stretch")
