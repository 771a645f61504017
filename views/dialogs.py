"""Dialogs with forms: while one is open, nothing in the background may run the page anew and so throw away what is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

_OPEN = "dialogs.open"


def show(title: str, body: Callable[..., None], *args: Any) -> None:
    """Opens a wide dialog over the page."""
    st.session_state[_OPEN] = True
    st.dialog(title, width="large", on_dismiss=closed)(body)(*args)


def closed() -> None:
    """The dialog is closed, by the person or by a save."""
    st.session_state[_OPEN] = False


def is_open() -> bool:
    """Whether a form may be open in this session."""
    return bool(st.session_state.get(_OPEN))
