"""Search everywhere: a box in the head of every page (Ctrl+K), Enter goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ingest.statute import Statute

from . import address, components, shelf
from .language import t

if TYPE_CHECKING:  # its pinyin table takes a second to import: imported when something is typed
    from .search_index import Hit, SearchIndex

_KEY = "search.box"


@st.cache_resource(show_spinner=False, max_entries=32)
def _index(statute_id: str, content: str, _statute: Statute) -> SearchIndex:
    from .search_index import SearchIndex

    return SearchIndex(_statute)


def _find(query: str) -> list[Hit]:
    if not query.strip():
        return []
    from .search_index import Hit

    titles = shelf.titles()
    statute = shelf.statute(address.read("statute"))
    found = _index(statute.id, shelf.content_key(statute), statute).find(query) if statute else []
    others = [
        Hit("statute", key, title)
        for key, title in titles.items()
        if query and query in title and (not statute or key != statute.id)
    ]
    return (found + others)[:14]


@st.fragment
def box(page_id: str) -> None:
    """The box. ``page_id`` says where one is: on the chain page a hit is shown in the picture."""
    query = str(getattr(st.session_state.get(_KEY), "query", None) or "")
    hits = _find(query)
    rows = [{"id": str(k), "kind": t(f"search.{hit.kind}"), "name": hit.name, "more": hit.more} for k, hit in enumerate(hits)]
    result = components.mount(
        "searchbox",
        _KEY,
        {"query": query, "hits": rows, "words": {name: t(f"search.{name}") for name in ("hint", "name", "none")}},
        on_query_change=lambda: None,
        on_go_change=lambda: None,
    )
    wanted = getattr(result, "go", None)
    if not wanted:
        return
    asked = str(wanted.get("query") or "")
    if asked != query or wanted.get("id") is None:
        hits = _find(asked)
        chosen = hits[0] if hits else None
    else:
        chosen = hits[int(wanted["id"])] if int(wanted["id"]) < len(hits) else None
    if chosen:
        _follow(chosen, page_id)


def _follow(hit: Hit, page_id: str) -> None:
    """Goes to a hit: into the picture on the chain page and for actors, into the text else."""
    from .pages import go

    span = f"{hit.span[0]}-{hit.span[1]}" if hit.span else None
    if hit.kind == "statute":
        go("chains" if page_id == "chains" else "reader", statute=hit.id)
    if hit.kind == "actor" or (page_id == "chains" and hit.kind in ("norm", "article")):
        statute = address.read("statute")
        node = hit.id if hit.kind != "article" else f"{statute}:{hit.unit}"
        keep = {name: address.read_all(name) for name in ("focus", "group", "depth", "open")} if page_id == "chains" else {}
        go("chains", want=node, **keep)
    go("reader", at=hit.unit, span=span)
