"""The state of the database, in a word."""

from __future__ import annotations

import streamlit as st

from .language import t


def badge() -> None:
    """Shows the state of the database."""
    st.badge(t("database.off"), color="gray")
