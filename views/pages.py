"""The pages, in one list: what the navigation shows and where links lead.

A page is a module of ``views`` with a function ``page()``. To add one: write ``views/<id>.py``, put a line in ``PAGES``, and its
title under ``[page]`` in the catalogue.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import msgspec
import streamlit as st

from . import address
from .language import language, t


class PageEntry(msgspec.Struct, frozen=True):
    """A page: ``id`` is its module, its path in the address and its catalogue key; ``section`` its place in the menu;
    ``libraries`` the vendored ones its components need."""

    id: str
    section: str
    icon: str
    default: bool = False
    libraries: tuple[str, ...] = ()


PAGES: tuple[PageEntry, ...] = (
    PageEntry("home", "", ":material/library_books:", default=True),
    PageEntry("chains", "explore", ":material/account_tree:", libraries=("cytoscape",)),
    PageEntry("reader", "explore", ":material/article:"),
    PageEntry("actors", "office", ":material/groups:"),
    PageEntry("duties", "office", ":material/checklist:"),
    PageEntry("ladders", "office", ":material/gavel:"),
    PageEntry("gaps", "office", ":material/rule:"),
    PageEntry("references", "office", ":material/link:"),
    PageEntry("compare", "office", ":material/compare:"),
    PageEntry("folder", "office", ":material/drive_folder_upload:"),
    PageEntry("storyboard", "workshop", ":material/slideshow:"),
    PageEntry("present", "workshop", ":material/present_to_all:"),
    PageEntry("cypher", "query", ":material/terminal:", libraries=("codemirror", "cytoscape")),
    PageEntry("schema", "query", ":material/schema:"),
    PageEntry("review", "query", ":material/task_alt:"),
    PageEntry("accuracy", "query", ":material/fact_check:"),
)


def _runner(entry: PageEntry) -> Any:
    def run() -> None:
        import_module(f"views.{entry.id}").page()

    run.__name__ = f"page_{entry.id}"
    return run


def _page(entry: PageEntry) -> Any:
    return st.Page(
        _runner(entry),
        title=t(f"page.{entry.id}"),
        icon=entry.icon,
        url_path=None if entry.default else entry.id,
        default=entry.default,
    )


def menu() -> dict[str, list[Any]]:
    """The navigation: section title → its pages, in the language of the session."""
    sections: dict[str, list[Any]] = {}
    for entry in PAGES:
        title = t(f"section.{entry.section}") if entry.section else ""
        sections.setdefault(title, []).append(_page(entry))
    return sections


def entry_of(page_id: str) -> PageEntry:
    """The entry of a page."""
    return next(entry for entry in PAGES if entry.id == page_id)


def current_id(page: Any) -> str:
    """The id of the page ``st.navigation`` returned."""
    path = page.url_path or ""
    return path if any(entry.id == path for entry in PAGES) else "home"


def go(page_id: str, **values: str | Sequence[str] | None) -> NoReturn:
    """Leaves for another page, which will show ``values`` (names of the address)."""
    query: dict[str, Any] = {name: value for name, value in values.items() if value}
    query.setdefault("statute", address.read("statute"))
    if not query["statute"]:
        query.pop("statute")
    if language() != "zh":
        query["lang"] = language()
    st.switch_page(_page(entry_of(page_id)), query_params=query)


def link(page_id: str, **values: str) -> str:
    """The address of a page showing ``values``, relative to the app."""
    from urllib.parse import urlencode

    query = {name: value for name, value in values.items() if value}
    if language() != "zh":
        query["lang"] = language()
    entry = entry_of(page_id)
    return ("" if entry.default else entry.id) + (f"?{urlencode(query)}" if query else "")
