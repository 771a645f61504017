"""The one database of this app: started in the background, filled from the library, asked through the gates."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
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
    from graph.server.background import Database, Report
    from graph.store import Store
    from ingest.statute import Statute

_filling = threading.Lock()
_RECORDS = sha256(Path(records.__file__).read_bytes()).hexdigest()[:16]


def _fill(store: Store, report: Report = lambda done, total: None) -> None:
    """Brings the graph to what the library holds: loads what is new or changed and, in our own server, takes out what is gone."""
    from graph.load import Change, load, loaded, remove
    from graph.store import uri_address

    with _filling:
        held = shelf.folder()
        version = f"{uri_address() and store.address.uri} {extractor_version()} {_RECORDS}"
        marker = held.home / "graph.loaded"
        # facts of an older extractor are loaded anew, whatever the hashes say
        known = _known(marker, version)
        there = loaded(store)
        contents: dict[str, str] = {}
        stale: list[library.Entry] = []
        for entry in library.entries(held):
            content = library.content_of(held, entry)
            contents.update({listed.id: content for listed in entry.statutes})
            if any(listed.id not in there or known.get(listed.id) != content for listed in entry.statutes):
                stale.append(entry)

        def statutes() -> Iterator[Statute]:
            for number, entry in enumerate(stale):
                report(number, len(stale))
                try:
                    yield from library.load(held, entry)
                except (LibraryError, ReadError):
                    continue

        def note(change: Change) -> None:
            if change.statute in contents:
                known[change.statute] = contents[change.statute]

        try:
            if stale:
                load(store, statutes(), note)
            if uri_address() is None:
                for statute_id in there:
                    if statute_id not in contents:
                        remove(store, statute_id)
        finally:  # what was loaded before a failure need not be loaded again
            held_now = {statute_id: content for statute_id, content in known.items() if statute_id in contents}
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


def gate() -> Gate | None:
    """The way of typed queries; None unless the database is ready."""
    return database().gate


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
