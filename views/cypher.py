"""Cypher 查询: a question, its answer as table, picture or raw data; every row leads back to the words."""

from __future__ import annotations

import time
from typing import Any

import msgspec
import streamlit as st

from graph.answer import Answer
from graph.errors import GraphError
from graph.gates import Gate
from graph.query import read_parameters
from graph.questions import save_question
from graph.statement import read_statement

from . import address, answers, ask, components, database, shelf, status
from .language import key, language, t
from .schema_words import completion

_EDITOR = "cypher.editor"
_TEXT, _LOAD, _RAN = "cypher.text", "cypher.load", "cypher.ran"
_HISTORY = "cypher.history"
_SHOWN_HISTORY = 30
EXAMPLE = """MATCH (a:Actor)-[:BEARS]->(n:Duty)-[:STATED_IN]->(p:Provision)
RETURN a AS 主体, n AS 义务, p AS 条款
LIMIT 40"""


class Ran(msgspec.Struct, frozen=True):
    """A query that was run: its text, its parameters and what came of it. ``sentence``: what was asked, where it is one of ours."""

    text: str
    values: dict[str, Any]
    sentence: str = ""
    answer: Answer | None = None
    failure: GraphError | None = None


def page() -> None:
    """The page."""
    gate = database.gate()
    if gate is None:
        state = database.database().state
        st.subheader(t("cypher.waiting"))
        status.explained(state, "page")
        return
    _workbench(gate)


def put(text: str) -> None:
    """Puts a statement into the editor."""
    st.session_state[_TEXT] = text
    st.session_state[_LOAD] = st.session_state.get(_LOAD, 0) + 1


@st.fragment
def _workbench(_gate: Gate) -> None:
    gate = database.gate()
    if gate is None:
        st.rerun()
    writing = _mode()
    if writing:
        ran: Ran | None = st.session_state.get(_RAN)
        asked = _editor(ran)
        if asked is not None:
            _run(gate, asked, {**parameters(), **_typed(asked)})
            st.rerun(scope="fragment")
        _save()
    else:
        chosen = ask.picker()
        if chosen is not None:
            question, values, run, edit = chosen
            if edit:
                put(question.cypher)
                address.write(mode="write")
                st.rerun(scope="fragment")
            if run:
                _run(gate, question.cypher, values, question.sentence(ask.shown(question, values), language()))
    ran = st.session_state.get(_RAN)
    if ran is None:
        st.caption(t("cypher.hint" if writing else "cypher.hint_ask"))
    else:
        _shown(gate, ran)
    _history()


def _mode() -> bool:
    """Whether one writes Cypher (else one picks a question)."""
    widget = key("cypher.mode")
    st.session_state[widget] = "write" if address.read("mode") == "write" else "ask"
    st.segmented_control(
        t("cypher.mode"),
        ["ask", "write"],
        format_func=lambda one: t(f"cypher.mode_{one}"),
        key=widget,
        label_visibility="collapsed",
        on_change=lambda: address.write(mode="write" if st.session_state[widget] == "write" else None),
    )
    return st.session_state[widget] == "write"


def _shown(gate: Gate, ran: Ran) -> None:
    if ran.sentence:
        st.markdown(f"**{answers.plain(ran.sentence)}**")
    if ran.failure is not None:
        st.error(ran.failure.message(language()))
    elif ran.answer is not None:
        answers.show(gate, ran.text, ran.values, ran.answer, named=bool(ran.sentence))


def _typed(text: str) -> dict[str, Any]:
    """The values typed for the parameters of a statement; numbers and lists are read as such."""
    given = [f"{name}={st.session_state.get(f'cypher.value.{name}', '')}" for name in _missing(text)]
    return {name: value for name, value in read_parameters(given).items() if value != ""}


def _missing(text: str) -> list[str]:
    """The parameters a statement uses beyond those every query has."""
    try:
        return [name for name in read_statement(text).parameters if name not in parameters()]
    except GraphError:
        return []


def _save() -> None:
    """The statement as a question of one's own."""
    with st.popover(t("cypher.save"), icon=":material/bookmark_add:", type="tertiary"):
        title = st.text_input(t("cypher.save_title"), key="cypher.save_title")
        if st.button(t("cypher.save_do"), key="cypher.save_do", disabled=not title.strip()):
            try:
                save_question(shelf.folder().home, title, st.session_state[_TEXT])
                st.success(t("cypher.saved"))
            except GraphError as failure:
                st.error(failure.message(language()))
            except OSError as error:
                st.error(t("cypher.not_saved", why=error.strerror or ""))


def _editor(ran: Ran | None) -> str | None:
    """The editor with its button; the text to run, if that was asked for."""
    st.session_state.setdefault(_TEXT, EXAMPLE)
    st.session_state.setdefault(_LOAD, 0)

    def drafted() -> None:
        st.session_state[_TEXT] = str(getattr(st.session_state.get(_EDITOR), "draft", None) or "")

    errors: list[dict[str, Any]] = []
    if ran is not None and ran.failure is not None and "line" in ran.failure.values:
        values = ran.failure.values
        errors = [
            {
                "line": int(str(values["line"])),
                "column": int(str(values.get("column", 1))),
                "message": ran.failure.message(language()),
            }
        ]
    result = components.mount(
        "editor",
        _EDITOR,
        {
            "text": st.session_state[_TEXT],
            "load": st.session_state[_LOAD],
            "asked": ran.text if ran else None,
            "errors": errors,
            "schema": {**completion(language()), "parameters": [{"label": "statute"}]},
            "words": {"name": t("cypher.editor"), "placeholder": t("cypher.placeholder")},
            "send": st.session_state.get("cypher.send", 0),
        },
        on_draft_change=drafted,
        on_run_change=lambda: None,
    )
    run, note = st.columns([0.18, 0.82], vertical_alignment="center")
    if run.button(t("cypher.run"), type="primary", icon=":material/play_arrow:", width="stretch", key="cypher.run"):
        st.session_state["cypher.send"] = st.session_state.get("cypher.send", 0) + 1
        st.rerun(scope="fragment")
    note.caption(t("cypher.limits"))
    missing = _missing(st.session_state[_TEXT])
    for place, name in zip(st.columns(max(1, len(missing))), missing, strict=False):
        place.text_input(f"${name}", key=f"cypher.value.{name}")
    return str(result.run) if result.run is not None else None


def parameters() -> dict[str, Any]:
    """What every query may use: the statute one is reading, as ``$statute``."""
    return {"statute": address.read("statute")}


def _run(gate: Gate, text: str, values: dict[str, Any], sentence: str = "") -> None:
    if not sentence:
        st.session_state[_TEXT] = text
    with st.spinner(t("cypher.running")):
        try:
            ran = Ran(text, values, sentence, answer=gate.run(text, values))
        except GraphError as failure:
            ran = Ran(text, values, sentence, failure=failure)
    st.session_state[_RAN] = ran
    history: list[tuple[float, str, int | None]] = st.session_state.setdefault(_HISTORY, [])
    if text.strip():
        history.insert(0, (time.time(), text, len(ran.answer.rows) if ran.answer else None))
        del history[_SHOWN_HISTORY:]


def _history() -> None:
    history: list[tuple[float, str, int | None]] = st.session_state.get(_HISTORY, [])
    if not history:
        return
    with st.expander(t("cypher.history", n=len(history))):
        for number, (when, text, rows) in enumerate(history):
            words, button = st.columns([0.85, 0.15], vertical_alignment="center")
            said = t("cypher.failed") if rows is None else t("cypher.n_rows", n=rows)
            words.caption(f"{time.strftime('%H:%M:%S', time.localtime(when))} · {said}")
            words.code(text[:400], language="cypher")
            if button.button(t("cypher.again"), key=f"history-{number}", width="stretch"):
                put(text)
                address.write(mode="write")
                st.rerun(scope="fragment")
