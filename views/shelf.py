"""The statutes people can open: the library's, kept in memory once read. No page waits for the database to show one."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

import streamlit as st

from graph import library
from graph.network import Network, network_of_statute
from ingest.statute import Statute

KEPT = 24
"""Parsed statutes and graphs held in memory at a time."""


@st.cache_resource(show_spinner=False)
def folder() -> library.Library:
    """The library this app works on, ready for use. Raises :class:`graph.library.LibraryError`."""
    return library.open_library()


def titles() -> dict[str, str]:
    """Statute id → what it is called, in the library's order; no two are called the same."""
    found: dict[str, str] = {}
    for entry in library.entries(folder()):
        for listed in entry.statutes:
            found[listed.id] = entry.name if entry.name and len(entry.statutes) == 1 else listed.title
    return told_apart(found)


def told_apart(names: dict[str, str]) -> dict[str, str]:
    """Same-named statutes with the date of their version behind the name: a choice from a list is known by its words."""
    count = Counter(names.values())
    dated = {key: f"{name}（{key.rpartition('@')[2]}）" if count[name] > 1 else name for key, name in names.items()}
    count = Counter(dated.values())
    return {key: f"{name} {key}" if count[name] > 1 else name for key, name in dated.items()}


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _statute(statute_id: str, content: str) -> Statute | None:
    return library.statute(folder(), statute_id)


def statute(statute_id: str) -> Statute | None:
    """The statute of that id; None if the library has none."""
    entry = library.entry_of(folder(), statute_id)
    return _statute(statute_id, library.content_of(folder(), entry)) if entry else None


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _network(statute_id: str, content: str, _statute: Statute) -> Network:
    return network_of_statute(_statute)


def network(statute: Statute) -> Network:
    """The in-memory graph of a statute."""
    return _network(statute.id, content_key(statute), statute)


def content_key(statute: Statute) -> str:
    """Changes whenever the statute's content does: what caches are keyed by."""
    spoken = (*(one.event for one in statute.curated), "", *(one.event.id for one in statute.conflicts))
    return f"{statute.origin.sha256}/{len(statute.norms)}/{sha256(' '.join(spoken).encode()).hexdigest()}"
