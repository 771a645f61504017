"""Which statute a page is about: the choice at its head, kept in the address."""

from __future__ import annotations

import difflib

import streamlit as st

from ingest.statute import Statute

from . import address, shelf
from .language import t


def _known(titles: dict[str, str]) -> str:
    """The id in the address; else the nearest to it, or the first, which the address then says."""
    asked = address.read("statute")
    if asked in titles:
        return asked
    near = difflib.get_close_matches(asked, titles, n=1, cutoff=0.0) if asked else []
    found = near[0] if near else next(iter(titles))
    if asked:
        st.session_state["statute.notice"] = (asked[:80], titles[found])
    address.write(statute=found)
    return found


def switch() -> None:
    """The choice at the head of every page; nothing where the library is empty."""
    titles = shelf.titles()
    if not titles:
        return

    def changed() -> None:
        address.clear(statute=st.session_state["statute.choice"])

    st.session_state["statute.choice"] = _known(titles)
    st.selectbox(
        t("statute.choice"),
        list(titles),
        format_func=lambda key: f"《{titles.get(key, key)}》",
        key="statute.choice",
        on_change=changed,
        label_visibility="collapsed",
    )


def chosen() -> Statute | None:
    """The statute in the address; else the first of the library. An unknown id gives the nearest and says so.

    None, with a friendly word, where the library is empty or the statute cannot be read.
    """
    titles = shelf.titles()
    if not titles:
        from .pages import go

        st.info(t("library.empty"))
        if st.button(t("library.go"), type="primary", icon=":material/library_books:", key="library.go"):
            go("home")
        return None
    key = _known(titles)
    notice = st.session_state.pop("statute.notice", None)
    if notice:
        st.info(t("statute.unknown", asked=notice[0], found=notice[1]))
    statute = shelf.statute(key)
    if statute is None:
        st.error(t("statute.unreadable", title=titles[key]))
    return statute
