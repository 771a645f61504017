"""An answer of the database on the page: as table, picture or raw data; every row leads back to the words."""

from __future__ import annotations

import contextlib
from typing import Any

import streamlit as st

from graph.answer import Answer, EdgeValue, NodeValue, PathValue, cell_text
from graph.codes import FAMILIES
from graph.errors import GraphError
from graph.gates import Gate
from graph.joining import joining
from graph.plans import in_words

from . import address, article_panel, database, shelf
from .canvas import canvas
from .evidence import plain
from .language import key, language, t
from .result_scene import DRAWN, result_scene

_VIEWS = ("table", "graph", "raw")


def show(gate: Gate, text: str, values: dict[str, Any], answer: Answer, *, named: bool = False) -> None:
    """The answer in the chosen form, with what was cut. ``named``: codes are shown by their names."""
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
        _table(answer, named)
    csv, json, plan = st.columns([0.2, 0.2, 0.6])
    csv.download_button(t("cypher.csv"), answer.csv, "famai.csv", "text/csv", icon=":material/download:", width="stretch")
    json.download_button(
        t("cypher.json"), answer.json, "famai.json", "application/json", icon=":material/download:", width="stretch"
    )
    with plan.popover(t("cypher.plan")):
        try:
            for remark in in_words(gate.approve(text, values).plan):
                st.markdown(("⚠ " if remark.slow else "· ") + plain(remark.words.text(language())))
        except GraphError as failure:
            st.caption(failure.message(language()))


def _plan(answer: Answer) -> None:
    if answer.plan is None:
        return
    st.subheader(t("cypher.plan"))
    for remark in in_words(answer.plan):
        st.markdown(("⚠ " if remark.slow else "· ") + plain(remark.words.text(language())))


def _table(answer: Answer, named: bool) -> None:
    """Rows; choosing one opens the article behind it."""
    rows = [
        {column: _cell(value, named) for column, value in zip(_unique(answer.columns), row, strict=True)} for row in answer.rows
    ]
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


def _cell(value: Any, named: bool) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if named and isinstance(value, str) and value in _CODES:
        return _CODES[value].text(language())
    return cell_text(value)


_CODES = {code: name for family in reversed(FAMILIES.values()) for code, name in family.items()}


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


def _edges(answer: Answer) -> tuple[EdgeValue, ...]:
    """The relationships of the answer and those between its nodes, asked for once an answer."""
    held = st.session_state.get("cypher.edges")
    if held and held[0] is answer:
        return tuple(held[1])
    found = {edge.id: edge for edge in answer.edges}
    store = database.database().store
    if store is not None:
        with contextlib.suppress(GraphError):  # then the picture shows what the answer itself holds
            found |= {edge.id: edge for edge in joining(store, [node.id for node in answer.nodes[:DRAWN]])}
    st.session_state["cypher.edges"] = (answer, tuple(found.values()))
    return tuple(found.values())


def _graph(answer: Answer) -> None:
    if not answer.nodes:
        st.info(t("cypher.no_nodes"))
        return
    if len(answer.nodes) > DRAWN:
        st.warning(t("cypher.drawn", shown=DRAWN, total=len(answer.nodes)))
    drawing, beside = st.columns([0.68, 0.32])
    edges = _edges(answer)
    with drawing:
        chosen = canvas(
            result_scene(answer.nodes, edges, language()), key="cypher.canvas", name=t("page.cypher"), height="520px"
        )
    with beside:
        things: list[NodeValue | EdgeValue] = [*answer.nodes, *edges]
        thing = next((one for one in things if one.id == chosen), None)
        if thing is None:
            st.caption(t("cypher.choose_node"))
            return
        name = thing.name if isinstance(thing, NodeValue) else thing.type
        st.markdown(f"**{plain(name)}**")
        for statute_id, unit, span in _behind(thing)[:1]:
            _words(statute_id, unit, span)
