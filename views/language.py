"""The language of the interface: from the address (``lang=en``), else as last chosen, else Chinese."""

from __future__ import annotations

import streamlit as st

from .catalogue import LANGUAGES, Language, words

_KEY = "language"


def language() -> Language:
    """The language this session reads in."""
    asked = st.query_params.get("lang") or st.session_state.get(_KEY)
    return "en" if asked == "en" else "zh"


def choose(code: str) -> None:
    """Reads in ``code`` from now on; the address says so unless it is Chinese, which needs no saying."""
    if code not in LANGUAGES:
        return
    st.session_state[_KEY] = code
    if code == "zh":
        st.query_params.pop("lang", None)
    else:
        st.query_params["lang"] = code


def t(key: str, **values: object) -> str:
    """The words of ``key`` in the language of this session."""
    return words(language(), key, **values)


def key(name: str) -> str:
    """A widget key for choices whose words are translated.

    The browser keeps a choice by its words: after a switch of language it would report another choice if the key stayed.
    """
    return f"{name}.{language()}"
