"""资料库: the statutes one has, and how to bring in another."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from graph import library
from graph.library import Entry, LibraryError
from graph.parsed import parsed
from ingest.read import ReadError, read_bytes
from ingest.units import Diagnostic

from . import database, shelf, uploader
from .evidence import plain
from .language import language, t
from .pages import go

T = TypeVar("T")
_TYPES = ["txt", "md", "docx", "pdf", "html", "htm"]
_SHOWN_DIAGNOSTICS = 200


def page() -> None:
    """The page."""
    opened = st.session_state.pop("home.open", None)
    if opened:
        go("chains", statute=opened)
    _undo()
    entries = library.entries(shelf.folder())
    for error in library.damaged(shelf.folder()):
        st.warning(error.message(language()))
    with st.container(key="home-split"):
        left, right = st.columns([0.62, 0.38], gap="large")
    with right:
        _add()  # before the list, so that what is taken in stands in it at once
        with st.expander(t("home.what"), expanded=len(entries) <= 1, icon=":material/help:"):
            st.markdown(t("home.what_text"))
    with left:
        st.subheader(t("home.statutes"))
        entries = library.entries(shelf.folder())
        if not entries:
            _empty()
        for entry in entries:
            _entry(entry)


def _empty() -> None:
    st.info(t("home.empty"))
    if st.button(t("home.bundled"), type="primary", icon=":material/auto_stories:"):
        library.add_bundled(shelf.folder())
        database.refill()
        st.rerun()


def _entry(entry: Entry) -> None:
    """One file of the library: its statutes, and what one can do with them."""
    with st.container(border=True, key=f"entry-{entry.key}"):
        for listed in entry.statutes:
            name = entry.name if entry.name and len(entry.statutes) == 1 else listed.title
            with st.container(key=f"open-{listed.id}"):
                head, chains, reader = st.columns([0.6, 0.2, 0.2], vertical_alignment="center")
            head.markdown(f"**《{plain(name)}》**  \n:small[{plain(_about(entry, listed.id, listed.articles))}]")
            if chains.button(
                t("page.chains"), key=f"chains-{listed.id}", type="primary", width="stretch", icon=":material/account_tree:"
            ):
                go("chains", statute=listed.id)
            if reader.button(t("page.reader"), key=f"reader-{listed.id}", width="stretch", icon=":material/article:"):
                go("reader", statute=listed.id)
            if listed.diagnostics:
                with st.expander(t("home.diagnostics", n=listed.diagnostics)):
                    statute = shelf.statute(listed.id)
                    diagnostics(statute.diagnostics if statute else ())
        _care(entry)


def _about(entry: Entry, statute_id: str, articles: int) -> str:
    return t("home.about", articles=articles, file=entry.file, added=entry.added[:10])


def _care(entry: Entry) -> None:
    """Rename, reload, remove."""
    more, reload, remove = st.columns([0.5, 0.25, 0.25], vertical_alignment="center")
    with more.popover(t("home.rename"), icon=":material/edit:", type="tertiary"):
        name = st.text_input(t("home.new_name"), value=entry.label, key=f"name-{entry.key}")
        if st.button(t("home.save"), key=f"rename-{entry.key}"):
            _attempt(lambda: library.rename(shelf.folder(), entry.key, name))
    if library.is_stale(shelf.folder(), entry):
        more.caption(t("home.stale"))
        if reload.button(t("home.reload"), key=f"reload-{entry.key}", icon=":material/refresh:", width="stretch"):
            _attempt(lambda: library.reload(shelf.folder(), entry.key))
    if remove.button(t("home.remove"), key=f"remove-{entry.key}", icon=":material/delete:", type="tertiary", width="stretch"):

        def take_out() -> None:
            gone = library.remove(shelf.folder(), entry.key)
            st.session_state["home.removed"] = (gone.token, gone.entry.label)

        _attempt(take_out)


def _undo() -> None:
    """What was just removed can come back."""
    removed = st.session_state.get("home.removed")
    if not removed:
        return
    said, button = st.columns([0.8, 0.2], vertical_alignment="center")
    said.warning(t("home.removed", name=removed[1]))
    if button.button(t("home.undo"), icon=":material/undo:", width="stretch"):
        st.session_state.pop("home.removed")
        _attempt(lambda: library.restore(shelf.folder(), removed[0]))


def _attempt(act: Callable[[], object]) -> None:
    """Does it and shows the library anew, or says why not; then nothing has changed."""
    try:
        act()
    except (LibraryError, ReadError) as error:
        st.error(error.message(language()))
        return
    database.refill()
    st.rerun()


def _add() -> None:
    st.subheader(t("home.add"))
    uploader.speaks(t("home.browse"), t("home.kinds", mb=st.get_option("server.maxUploadSize")))
    file_tab, paste_tab = st.tabs([t("home.file"), t("home.paste")])
    with file_tab:
        number = st.session_state.setdefault("home.upload_number", 0)
        files = st.file_uploader(t("home.drop"), type=_TYPES, accept_multiple_files=True, key=f"home.upload.{number}")
        replace = st.checkbox(t("home.replace"), key="home.replace")
        if files and st.button(t("home.load"), type="primary", key="home.load"):
            done = [take_in(file.getvalue(), file.name, replace=replace) for file in files]
            if all(done):
                st.session_state["home.upload_number"] = number + 1
    with paste_tab, st.form("home.paste_form", border=False):
        name = st.text_input(t("home.paste_name"))
        text = st.text_area(t("home.paste_text"), height=180)
        sent = st.form_submit_button(t("home.load"), type="primary") and bool(text.strip())
    if sent:
        take_in(text.encode("utf-8"), f"{name.strip() or t('home.pasted')}.txt", replace=False)


def take_in(data: bytes, name: str, *, replace: bool) -> bool:
    """Reads a file into the library, with its steps shown; it can be cancelled, and a failing step keeps what was there."""
    with st.status(t("home.reading", name=name), expanded=True) as status:
        cancel = st.empty()
        cancel.button(t("home.cancel"), key=f"cancel-{name}")  # a click ends this run; nothing has been added yet
        try:
            st.write(t("home.step_read"))
            raw = read_bytes(data, name)
            st.write(t("home.step_parse", n=len(raw.text)))
            _aside(lambda: parsed(data, name, shelf.folder().home / "parsed"))
            entry = library.add(shelf.folder(), data, name, replace=replace)
        except (ReadError, LibraryError) as error:
            cancel.empty()
            status.update(label=t("home.failed", name=name), state="error", expanded=True)
            st.error(error.message(language()))
            return False
        st.write(t("home.step_graph"))
        database.refill()
        cancel.empty()
        status.update(label=t("home.done", name=entry.label), state="complete", expanded=True)
        for listed in entry.statutes:
            st.write(t("home.result", title=listed.title, articles=listed.articles, doubts=listed.diagnostics))
            statute = shelf.statute(listed.id)
            if statute and statute.diagnostics:
                diagnostics(statute.diagnostics)
    if entry.statutes:
        # the next run takes nothing in and draws no such button: the click is kept
        st.button(t("home.open"), type="primary", key=f"open-{entry.key}", on_click=_will_open, args=(entry.statutes[0].id,))
    return True


def _will_open(statute: str) -> None:
    st.session_state["home.open"] = statute


def _aside(work: Callable[[], T]) -> T:
    """Does ``work`` beside the page, so that a click on cancel is heard; its error is raised here."""
    result: list[T] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            result.append(work())
        except BaseException as error:
            failure.append(error)

    thread = threading.Thread(target=run, name="take-in", daemon=True)
    thread.start()
    place = st.empty()
    started = time.monotonic()
    while thread.is_alive():
        thread.join(0.2)
        place.caption(t("home.seconds", n=round(time.monotonic() - started)))
    place.empty()
    if failure:
        raise failure[0]
    return result[0]


def said(one: Diagnostic) -> str:
    """What a diagnostic says, in the language of this session; as it was recorded where the catalogue has no words for it."""
    words = t(f"diagnostic.{one.code}")
    if words == f"diagnostic.{one.code}":
        return one.message
    with contextlib.suppress(KeyError, IndexError, ValueError):
        return words.format(**one.values)
    return one.message


def diagnostics(found: tuple[Diagnostic, ...]) -> None:
    """The doubts of a reading in plain words, with their places."""
    rows = [
        {
            t("home.place"): t("home.line", line=one.line, column=one.column),
            t("home.severity"): t(f"severity.{one.severity}"),
            t("home.message"): said(one),
        }
        for one in found[:_SHOWN_DIAGNOSTICS]
    ]
    st.dataframe(rows, hide_index=True, width="stretch")
    if len(found) > _SHOWN_DIAGNOSTICS:
        st.caption(t("home.more_diagnostics", shown=_SHOWN_DIAGNOSTICS, total=len(found)))
