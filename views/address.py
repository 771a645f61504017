"""The address bar is the state: which statute, what is selected, which filters. It holds ids, never labels.

A page reads what it shows from here and writes every choice back, so a copied link opens the same view elsewhere, in either
language. Streamlit forgets the query when the page changes; what a page held comes back when one returns to it.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from . import language

_SHARED = ("statute", "lang")
_PAGE = "address.page"
_HELD = "address.held"


def enter(page: str) -> None:
    """Called once a run, before anything is read: restores what the page ``page`` held if one has just come back to it bare."""
    held = st.session_state.setdefault(_HELD, {})
    asked = st.query_params.get("lang")
    if asked:
        st.session_state["language"] = asked
    if st.session_state.get(_PAGE) != page:
        st.session_state[_PAGE] = page
        own = [name for name in st.query_params if name not in _SHARED]
        if not own:
            for name, values in held.get(page, {}).items():
                st.query_params[name] = values
    statute = st.session_state.get("address.statute")
    if "statute" not in st.query_params and statute:
        st.query_params["statute"] = statute
    if "statute" in st.query_params:
        st.session_state["address.statute"] = st.query_params["statute"]
    if language.language() != "zh" and "lang" not in st.query_params:
        st.query_params["lang"] = language.language()
    _hold()


def _hold() -> None:
    page = st.session_state.get(_PAGE, "")
    st.session_state.setdefault(_HELD, {})[page] = {
        name: st.query_params.get_all(name) for name in st.query_params if name not in _SHARED
    }


def forget(page: str) -> None:
    """What the page ``page`` held does not come back."""
    st.session_state.get(_HELD, {}).pop(page, None)


def query() -> dict[str, list[str]]:
    """The whole address."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def read(name: str, default: str = "") -> str:
    """The value of ``name`` in the address, or ``default``."""
    return st.query_params.get(name) or default


def read_all(name: str) -> list[str]:
    """Every value of ``name`` in the address."""
    return [value for value in st.query_params.get_all(name) if value]


def write(**values: str | Sequence[str] | None) -> None:
    """Puts values into the address; None or nothing takes the name out. What is there already is left alone."""
    for name, value in values.items():
        wanted = [value] if isinstance(value, str) else list(value or ())
        wanted = [one for one in wanted if one]
        if wanted == st.query_params.get_all(name):
            continue
        if wanted:
            st.query_params[name] = wanted
        else:
            st.query_params.pop(name, None)
    if "statute" in values and isinstance(values["statute"], str):
        st.session_state["address.statute"] = values["statute"]
    _hold()


def clear(**values: str) -> None:
    """Takes everything out of the address but the language, and puts ``values`` in."""
    for name in list(st.query_params):
        if name != "lang":
            st.query_params.pop(name, None)
    write(**values)
