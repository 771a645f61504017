"""Cypher 查询: a question, its answer as table, picture or raw data; every row leads back to the words."""

from __future__ import annotations

import time
from typing import Any

import msgspec
import streamlit as st

from graph.answer import Answer, EdgeValue, NodeValue, PathValue, cell_text
from graph.errors import GraphError
from graph.gates import Gate
from graph.plans import in_words

from . import address, article_panel, components, database, shelf, status
from .canvas import canvas
from .evidence import plain
from .language import key, language, t
from .result_scene import DRAWN, result_scene
from .schema_words import completion

_EDITOR = "cypher.editor"
_TEXT, _LOAD, _RAN = "cypher.text", "cypher.load", "cypher.ran"
_HISTORY = "cypher.history"
_VIEWS = ("table", "graph", "raw")
_SHOWN_HISTORY = 30
EXAMPLE = """MATCH (a:Actor)-[:BEARS]->(n:Duty)-[:STATED_IN]->(p:Provision)
RETURN a AS 主体, n AS 义务, p AS 条款
LIMIT 40"""


class Ran(msgspec.Struct, frozen=True):
    """A query that was run: its text and what came of it."""

    text: str
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
    ran: Ran | None = st.session_state.get(_RAN)
    asked = _editor(ran)
    if asked is not None:
        ran = _run(gate, asked)
        st.rerun(scope="fragment")
    if ran is None:
        st.caption(t("cypher.hint"))
    elif ran.failure is not None:
        st.error(ran.failure.message(language()))
    elif ran.answer is not None:
        _answer(gate, ran.text, ran.answer)
    _history()


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
    return str(result.run) if result.run is not None else None


def parameters() -> dict[str, Any]:
    """What every query may use: the statute one is reading, as ``$statute``."""
    return {"statute": address.read("statute")}


def _run(gate: Gate, text: str, values: dict[str, Any] | None = None) -> Ran:
    st.session_state[_TEXT] = text
    with st.spinner(t("cypher.running")):
        try:
            ran = Ran(text, answer=gate.run(text, {**parameters(), **(values or {})}))
        except GraphError as failure:
            ran = Ran(text, failure=failure)
    st.session_state[_RAN] = ran
    history: list[tuple[float, str, int | None]] = st.session_state.setdefault(_HISTORY, [])
    if text.strip():
        history.insert(0, (time.time(), text, len(ran.answer.rows) if ran.answer else None))
        del history[_SHOWN_HISTORY:]
    return ran


def _answer(gate: Gate, text: str, answer: Answer) -> None:
    """The answer in the chosen form, with what was cut."""
    if answer.plan is not None:
        _plan(answer)
        if not answer.columns:
            return
    view = address.read("view", "table")
    widget = key("cypher.view")
    st.session_state[widget] = view if view in _VIEWS else "table"
    left, right = st.columns([0.4, 0.6], vertical_alignment="center")
    left.segmented_control(
        t("cypher.view"),
        list(_VIEWS),
        format_func=lambda one: t(f"cypher.view_{one}"),
        key=widget,
        label_visibility="collapsed",
        on_change=lambda: address.write(view=st.session_state[widget]),
    )
    said = t("cypher.rows", n=len(answer.rows), seconds=f"{answer.seconds:.2f}")
    if answer.cut:
        said += " " + t(f"cypher.cut_{answer.cut}", n=len(answer.rows))
    right.caption(said)
    if not answer.rows:
        st.info(t("cypher.nothing"))
        return
    view = st.session_state[widget]
    if view == "graph":
        _graph(answer)
    elif view == "raw":
        st.code(answer.json().decode("utf-8")[:200_000], language="json", height=430)
    else:
        _table(answer)
    csv, json, plan = st.columns([0.2, 0.2, 0.6])
    csv.download_button(t("cypher.csv"), answer.csv, "famai.csv", "text/csv", icon=":material/download:", width="stretch")
    json.download_button(
        t("cypher.json"), answer.json, "famai.json", "application/json", icon=":material/download:", width="stretch"
    )
    with plan.popover(t("cypher.plan")):
        try:
            for remark in in_words(gate.approve(text, parameters()).plan):
                st.markdown(("⚠ " if remark.slow else "· ") + plain(remark.words.text(language())))
        except GraphError as failure:
            st.caption(failure.message(language()))


def _plan(answer: Answer) -> None:
    if answer.plan is None:
        return
    st.subheader(t("cypher.plan"))
    for remark in in_words(answer.plan):
        st.markdown(("⚠ " if remark.slow else "· ") + plain(remark.words.text(language())))


def _table(answer: Answer) -> None:
    """Rows; choosing one opens the article behind it."""
    rows = [{column: _cell(value) for column, value in zip(_unique(answer.columns), row, strict=True)} for row in answer.rows]
    table, beside = st.columns([0.62, 0.38])
    with table:
        event = st.dataframe(
            rows,
            hide_index=True,
            width="stretch",
            height=430,
            on_select="rerun",
            selection_mode="single-row",
            key=f"rows-{id(answer)}",
        )
    with beside:
        chosen = event.selection.rows
        if not chosen:
            st.caption(t("cypher.choose_row"))
            return
        behind = places_behind(answer.rows[chosen[0]])
        if not behind:
            st.info(t("cypher.no_words"))
        for statute_id, unit, span in behind[:3]:
            _words(statute_id, unit, span)


def _unique(columns: tuple[str, ...]) -> list[str]:
    seen: dict[str, int] = {}
    found = []
    for column in columns:
        seen[column] = seen.get(column, 0) + 1
        found.append(column if seen[column] == 1 else f"{column} ({seen[column]})")
    return found


def _cell(value: Any) -> Any:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else cell_text(value)


def _words(statute_id: str, unit: str, span: tuple[int, int] | None) -> None:
    statute = shelf.statute(statute_id)
    if statute is None:
        st.caption(t("cypher.not_held", statute=statute_id))
        return
    article_panel.article(statute, unit, [span] if span else [])
    article_panel.copy_citation(statute, unit)


Behind = tuple[str, str, tuple[int, int] | None]


def places_behind(row: tuple[Any, ...]) -> list[Behind]:
    """(statute, unit, span) of everything in a row that rests on words: nodes, relationships, ids and names of provisions."""
    found: dict[Behind, None] = {}
    for value in row:
        for place in _behind(value):
            found[place] = None
    return sorted(found, key=lambda place: place[2] is None)


def _behind(value: Any) -> list[Behind]:
    if isinstance(value, NodeValue):
        return _of(value.id, value.properties, str(value.properties.get("unit") or ""))
    if isinstance(value, EdgeValue):
        return _of(value.id, value.properties, "")
    if isinstance(value, PathValue):
        return [place for one in (*value.nodes, *value.edges) for place in _behind(one)]
    if isinstance(value, list | tuple):
        return [place for one in value for place in _behind(one)]
    if isinstance(value, dict):
        return [place for one in value.values() for place in _behind(one)]
    if isinstance(value, str):
        for statute_id in shelf.titles():
            if value.startswith(f"{statute_id}:"):
                return _of(value, {"statute": statute_id}, "")
        statute = shelf.statute(address.read("statute"))
        if statute is not None and value.startswith("第"):
            cite = article_panel.citations(statute)
            unit = next((unit.id for unit in statute.units if unit.kind in _CITED and cite.of(unit.id) == value), None)
            if unit:
                return [(statute.id, unit, None)]
    return []


_CITED = ("article", "paragraph", "item", "subitem")


def _of(node_id: str, properties: dict[str, Any], unit: str) -> list[Behind]:
    statute_id = str(properties.get("statute") or "")
    if not statute_id:
        return []
    if not unit:
        rest = node_id.removeprefix(f"{statute_id}:")
        unit = rest.split("|")[0].split("#")[0]
    statute = shelf.statute(statute_id)
    start, end = properties.get("start"), properties.get("end")
    span = (int(start), int(end)) if isinstance(start, int) and isinstance(end, int) else None
    if statute is None or article_panel.unit_of(statute, unit) is None:
        unit = article_panel.unit_at(statute, span) if statute and span else ""
    return [(statute_id, unit, None if properties.get("unit") else span)] if unit else []


def _graph(answer: Answer) -> None:
    if not answer.nodes:
        st.info(t("cypher.no_nodes"))
        return
    if len(answer.nodes) > DRAWN:
        st.warning(t("cypher.drawn", shown=DRAWN, total=len(answer.nodes)))
    drawing, beside = st.columns([0.68, 0.32])
    with drawing:
        chosen = canvas(
            result_scene(answer.nodes, answer.edges, language()), key="cypher.canvas", name=t("page.cypher"), height="520px"
        )
    with beside:
        things: list[NodeValue | EdgeValue] = [*answer.nodes, *answer.edges]
        thing = next((one for one in things if one.id == chosen), None)
        if thing is None:
            st.caption(t("cypher.choose_node"))
            return
        name = thing.name if isinstance(thing, NodeValue) else thing.type
        st.markdown(f"**{plain(name)}**")
        for statute_id, unit, span in _behind(thing)[:1]:
            _words(statute_id, unit, span)


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
                st.rerun(scope="fragment")
