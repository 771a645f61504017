"""批量载入: a folder of files at once, with progress and a table of results, doubts first."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import msgspec
import streamlit as st

from graph import library
from graph.library import LibraryError
from ingest.read import ReadError

from . import database, shelf
from .language import language, t

TYPES = ("txt", "md", "docx", "pdf", "html", "htm")
_RESULTS = "folder.results"


class Outcome(msgspec.Struct, frozen=True):
    """What became of one file. ``state``: failed, doubts, held (already there) or read; ``seconds`` of work."""

    file: str
    state: str
    title: str = ""
    articles: int = 0
    doubts: int = 0
    message: str = ""
    seconds: float = 0.0


_WORST_FIRST = ("failed", "doubts", "held", "read")


def page() -> None:
    """The page."""
    st.markdown(t("folder.about"))
    given = st.file_uploader(t("folder.drop"), type=list(TYPES), accept_multiple_files="directory", key="folder.files")
    path = st.text_input(t("folder.path"), key="folder.path", placeholder=t("folder.path_hint"))
    if st.button(t("folder.start"), type="primary", disabled=not (given or path.strip())):
        files = [(one.name, one) for one in given or []] or _files_in(path.strip())
        if files:
            st.session_state[_RESULTS] = _take_all(files)
    results: list[Outcome] = st.session_state.get(_RESULTS, [])
    if results:
        _table(results)


def _files_in(path: str) -> list[tuple[str, Any]]:
    """The files of a folder of this machine, in order; a message where there is none."""
    folder = Path(path).expanduser()
    if not folder.is_dir():
        st.error(t("folder.no_folder", path=path[:200]))
        return []
    found = sorted(one for one in folder.iterdir() if one.is_file() and one.suffix.lower().lstrip(".") in TYPES)
    if not found:
        st.info(t("folder.no_files", types="、".join(TYPES)))
    return [(one.name, one) for one in found]


def _take_all(files: list[tuple[str, Any]]) -> list[Outcome]:
    """Every file into the library, one by one; a file that fails leaves the others alone. Cancelling keeps what is in."""
    done: list[Outcome] = []
    with st.status(t("folder.working", done=0, total=len(files)), expanded=True) as state:
        st.button(t("home.cancel"), key="folder.cancel")
        bar = st.progress(0.0)
        for number, (name, held) in enumerate(files, 1):
            state.update(label=t("folder.working", done=number, total=len(files)) + f" · {name[:60]}")
            done.append(_take(name, held))
            # each result is kept at once: a click on cancel loses none of them
            st.session_state[_RESULTS] = list(done)
            bar.progress(number / len(files))
        state.update(label=t("folder.done", n=len(done)), state="complete", expanded=False)
    database.refill()
    return done


def _take(name: str, held: Any) -> Outcome:
    started = time.monotonic()
    try:
        data = held.read_bytes() if isinstance(held, Path) else held.getvalue()
        entry = library.add(shelf.folder(), data, Path(name).name)
    except LibraryError as error:
        state = "held" if error.code == "library_has_statute" else "failed"
        return Outcome(name, state, message=error.message(language()), seconds=time.monotonic() - started)
    except ReadError as error:
        return Outcome(name, "failed", message=error.message(language()), seconds=time.monotonic() - started)
    except OSError as error:
        return Outcome(name, "failed", message=str(error.strerror), seconds=time.monotonic() - started)
    doubts = sum(one.diagnostics for one in entry.statutes)
    return Outcome(
        name,
        "doubts" if doubts else "read",
        entry.label,
        sum(one.articles for one in entry.statutes),
        doubts,
        seconds=time.monotonic() - started,
    )


def _table(results: list[Outcome]) -> None:
    counts = {state: sum(one.state == state for one in results) for state in _WORST_FIRST}
    st.caption("　".join(f"{t(f'folder.state.{state}')} {n}" for state, n in counts.items() if n))
    rows = [
        {
            t("folder.col_state"): t(f"folder.state.{one.state}"),
            t("folder.col_file"): one.file,
            t("folder.col_title"): one.title,
            t("folder.col_articles"): str(one.articles or ""),
            t("folder.col_doubts"): str(one.doubts or ""),
            t("folder.col_seconds"): round(one.seconds, 2),
            t("folder.col_message"): one.message,
        }
        for one in sorted(results, key=lambda one: (_WORST_FIRST.index(one.state), -one.doubts, one.file))
    ]
    st.dataframe(rows, hide_index=True, width="stretch")
