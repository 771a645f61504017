"""Choices that narrow a list and are kept in the address: one of a few kinds, or one of many targets."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from . import address
from .language import t


def kind(name: str, options: Sequence[str], told: Callable[[str], str], label: str, *, clears: Sequence[str] = ("row",)) -> str:
    """The chosen kind, shown side by side; the first unless the address (``name``) says another. A change clears ``clears``."""
    asked = address.read(name)
    chosen = asked if asked in options else options[0]
    key = f"kind.{name}"

    def changed() -> None:
        address.write(**{name: st.session_state[key], **dict.fromkeys(clears)})

    st.session_state[key] = chosen
    st.segmented_control(label, list(options), format_func=told, key=key, on_change=changed, label_visibility="collapsed")
    return chosen


def one_of(
    name: str, options: Sequence[str], told: Callable[[str], str], every: str, *, clears: Sequence[str] = ("row",)
) -> str:
    """The chosen option of a long list; empty for all (the words of ``every``), and where there is nothing to choose from."""
    if len(options) < 2:
        return ""
    asked = address.read(name)
    key = f"one.{name}"

    def changed() -> None:
        address.write(**{name: st.session_state[key], **dict.fromkeys(clears)})

    st.session_state[key] = asked if asked in options else None
    chosen = st.selectbox(
        t(every), list(options), index=None, format_func=told, key=key, on_change=changed,
        placeholder=t(every), label_visibility="collapsed",
    )  # fmt: skip
    return chosen or ""
