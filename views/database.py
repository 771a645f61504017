"""The one database of this app: started in the background, filled from the library, asked through the gates."""

from __future__ import annotations

import json
import os
import threading
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from graph import library, records
from graph.durable import write_whole
from graph.library import LibraryError
from ingest.fingerprint import extractor_version
from ingest.read import ReadError

from . import shelf

if TYPE_CHECKING:  # the driver takes seconds to import, and no picture needs it: imported where it is used
    from graph.gates import Gate
    from graph.server.background import Database
    from graph.store import Store

_filling = threading.Lock()
_RECORDS = sha256(Path(records.__file__).read_bytes()).hexdigest()[:16]


def _fill(store: Store) -> None:
    """Brings the graph to what the library holds: loads what is new or changed and, in our own server, takes out what is gone."""
    from graph.load import load, loaded, remove
    from graph.store import uri_address

    with _filling:
        held = shelf.folder()
        version = f"{uri_address() and store.address.uri} {extractor_version()} {_RECORDS}"
        marker = held.home / "graph.loaded"
        # facts of an older extractor are loaded anew, whatever the hashes say
        known = _known(marker, version)
        there = loaded(store)
        kept: set[str] = set()
        for entry in library.entries(held):
            kept.update(listed.id for listed in entry.statutes)
            content = library.content_of(held, entry)
            if all(listed.id in there and known.get(listed.id) == content for listed in entry.statutes):
                continue
            try:
                load(store, library.load(held, entry))
            except (LibraryError, ReadError):
                continue
            known.update({listed.id: content for listed in entry.statutes})
        if uri_address() is None:
            for statute_id in there:
                if statute_id not in kept:
                    remove(store, statute_id)
        held_now = {statute_id: content for statute_id, content in known.items() if statute_id in kept}
        write_whole(marker, json.dumps({"version": version, "content": held_now}, ensure_ascii=False).encode())


def _known(marker: Path, version: str) -> dict[str, str]:
    """Statute id → the content (source and corrections) that was loaded; empty where an older extractor loaded it."""
    try:
        held = json.loads(marker.read_bytes())
        return dict(held["content"]) if held["version"] == version else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


@st.cache_resource(show_spinner=False)
def database() -> Database:
    """The database of this app process; started on first use unless ``FAMAI_DATABASE`` is ``off``."""
    from graph.server.background import Database

    held = Database(shelf.folder().home, on_ready=_fill)
    if os.environ.get("FAMAI_DATABASE", "").lower() != "off":
        held.start()
    return held


@st.cache_resource(show_spinner=False, max_entries=2, on_release=lambda gate: gate.close())
def _gate(_store: Store, number: int) -> Gate:
    from graph.gates import Gate

    return Gate(_store)


def gate() -> Gate | None:
    """The way of typed queries; None unless the database is ready."""
    store = database().store
    return _gate(store, id(store)) if store is not None else None


def refill() -> None:
    """Brings the graph to the library's state in the background, after something was added, removed or reloaded."""
    store = database().store
    if store is None:
        return

    def work() -> None:
        try:
            _fill(store)
        except Exception:  # the store may close meanwhile; the next start fills again
            return

    threading.Thread(target=work, name="refill", daemon=True).start()
