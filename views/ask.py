"""The question library on the page: pick a question, pick its values, ask."""

from __future__ import annotations

from typing import Any

import streamlit as st

from graph.codes import MEASURES
from graph.network import nodes_with
from graph.questions import Parameter, Question, delete_question, own_questions, questions

from . import address, shelf
from .evidence import plain
from .language import key, language, t

Picked = tuple[Question, dict[str, Any], bool, bool]


def picker() -> Picked | None:
    """The chosen question with its values, whether to run it, and whether to copy it into the editor; None before a choice."""
    known = {one.name: one for one in (*own_questions(shelf.folder().home), *questions())}
    code = language()
    widget = key("cypher.question")

    def changed() -> None:
        address.write(q=st.session_state[widget])

    asked = address.read("q")
    st.session_state[widget] = asked if asked in known else None
    tags = list(dict.fromkeys(tag for one in known.values() for tag in one.tags))
    choice, tag = st.columns([0.72, 0.28])
    only = tag.selectbox(t("ask.tag"), tags, index=None, key=key("cypher.tag"), placeholder=t("ask.every_tag"))
    names = [name for name, one in known.items() if not only or only in one.tags or name == asked]
    choice.selectbox(
        t("ask.question"),
        names,
        index=None,
        format_func=lambda name: known[name].title.text(code) + (t("ask.own") if known[name].own else ""),
        key=widget,
        on_change=changed,
        placeholder=t("ask.choose", n=len(known)),
    )
    question = known.get(st.session_state[widget] or "")
    if question is None:
        return None
    st.caption(plain(question.about.text(code)))
    values = _values(question)
    run, edit, drop = st.columns([0.2, 0.25, 0.55])
    missing = [one for one in question.parameters if not one.optional and values.get(one.name) in (None, "")]
    runs = run.button(t("ask.run"), type="primary", icon=":material/play_arrow:", width="stretch", disabled=bool(missing))
    edits = edit.button(t("ask.edit"), icon=":material/edit:", width="stretch")
    if question.own and drop.button(t("ask.delete"), icon=":material/delete:", type="tertiary"):
        delete_question(shelf.folder().home, question.name)
        address.write(q=None)
        st.rerun(scope="fragment")
    return question, values, runs, edits


def _values(question: Question) -> dict[str, Any]:
    """What the parameters are, each picked from its list; the statute is the one being read unless another is chosen."""
    values: dict[str, Any] = {}
    places = st.columns(max(1, min(3, len(question.parameters))))
    for number, parameter in enumerate(question.parameters):
        with places[number % len(places)]:
            values[parameter.name] = _value(question, parameter)
    return values


def _value(question: Question, parameter: Parameter) -> Any:
    name = f"p_{parameter.name}"
    head = parameter.title.text(language())
    widget = key(f"cypher.{question.name}.{parameter.name}")
    given = address.read(name) or parameter.default or ("" if parameter.kind != "statute" else address.read("statute"))

    def changed() -> None:
        address.write(**{name: st.session_state[widget] or None})

    options = _options(parameter)
    if parameter.kind == "text":
        st.session_state[widget] = given
        typed = st.text_input(head, key=widget, on_change=changed)
        return typed.strip() or None
    st.session_state[widget] = given if given in options else None
    return st.selectbox(
        head,
        list(options),
        index=None,
        format_func=options.__getitem__,
        key=widget,
        on_change=changed,
        placeholder=t("ask.any") if parameter.optional else t("ask.value"),
    )


def _options(parameter: Parameter) -> dict[str, str]:
    """Value → what people read, from the statute being read (no query needed)."""
    if parameter.kind == "statute":
        return shelf.titles()
    if parameter.kind == "text":
        return {}
    statute = shelf.statute(address.read("statute"))
    if statute is None:
        return {}
    graph = shelf.network(statute)
    if parameter.kind == "actor":
        ranked = sorted(nodes_with(graph, "Actor"), key=lambda node: -graph.degree(node))
        return {graph.nodes[node]["name"]: graph.nodes[node]["name"] for node in ranked}
    if parameter.kind == "article":
        return {node: graph.nodes[node]["name"] for node in nodes_with(graph, "Article")}
    used = {graph.nodes[node]["kind"] for node in nodes_with(graph, "Measure")}
    return {code: name.text(language()) for code, name in MEASURES.items() if code in used}


def shown(question: Question, values: dict[str, Any]) -> dict[str, Any]:
    """The values as people read them."""
    return {one.name: _options(one).get(values.get(one.name) or "", values.get(one.name)) for one in question.parameters}
