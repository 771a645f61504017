"""The row above the chains: what the picture starts from, which groups stand open, grouping, reach and filters. All of it is kept in the address."""

from __future__ import annotations

import difflib
from collections.abc import Callable

import streamlit as st

from graph import codes
from graph.network import Network, nodes_with
from graph.picture import Picture

from . import address
from .chain_request import FILTER_NAMES, KINDS
from .language import key, language, t

LABELS = {"actor": "Actor", "norm": "Norm", "unit": "Article", "sanction": "Sanction"}
"""What one can start from → the label of its nodes."""
_SWITCHES = ("off", "possible", "gaps")


def controls(graph: Network) -> st.delta_generator.DeltaGenerator:
    """Draws the row; gives the place in it where the open groups are chosen, once the picture is known."""
    kind, _, value = address.read("focus").partition(":")
    if kind not in KINDS:
        kind, value = "statute", ""
    with st.container(key="chains-row"):
        middle = [3.8] if kind == "statute" else [1.9, 1.9]  # the whole statute needs no second choice
        start, *between, by, reach, more = st.columns([1.1, *middle, 1.1, 0.9, 0.9], vertical_alignment="bottom")
    _start(start, kind)
    if kind == "topic":
        _topic(between[0], value)
    elif kind != "statute":
        _which(between[0], graph, kind, value)
    _selector(by, "group", ["", "chapter", "actor_kind"], lambda one: t(f"chains.by_{one or 'none'}"), t("chains.group_by"))
    _selector(reach, "depth", ["", "2", "3"], lambda one: t("chains.depth_n", n=one or "1"), t("chains.depth"))
    with more:
        _filters(graph)
    return between[-1]


def _start(place: st.delta_generator.DeltaGenerator, kind: str) -> None:
    widget = key("chains.kind")

    def changed() -> None:
        if st.session_state[widget] != kind:
            address.write(focus=f"{st.session_state[widget]}:", sel=None, open=None)

    st.session_state[widget] = kind
    place.selectbox(
        t("chains.from"), list(KINDS), format_func=lambda one: t(f"chains.from_{one}"), key=widget, on_change=changed
    )


def _topic(place: st.delta_generator.DeltaGenerator, value: str) -> None:
    widget = key("chains.value")

    def changed() -> None:
        address.write(focus=f"topic:{st.session_state[widget] or ''}", sel=None, open=None)

    st.session_state[widget] = value
    place.text_input(t("chains.topic"), key=widget, on_change=changed, placeholder=t("chains.topic_hint"))


def _which(place: st.delta_generator.DeltaGenerator, graph: Network, kind: str, value: str) -> None:
    widget, options = key("chains.value"), _options(graph, kind)
    if value in graph and value not in options:  # a paragraph, a step: reached from a card
        options[value] = _name(graph, kind, value)

    def changed() -> None:
        address.write(focus=f"{kind}:{st.session_state[widget] or ''}", sel=None, open=None)

    st.session_state[widget] = value if value in options else None
    place.selectbox(
        t("chains.which"),
        list(options),
        index=None,
        format_func=lambda one: options[one],
        key=widget,
        on_change=changed,
        placeholder=t("chains.which_hint"),
    )


def known_start(graph: Network) -> str:
    """Makes sure that the start in the address is in the statute: else the nearest one is taken, or the whole statute.
    What was done, in words; empty where nothing was."""
    kind, _, value = address.read("focus").partition(":")
    if kind not in LABELS or not value or value in graph:
        return ""
    options = _options(graph, kind)
    near = difflib.get_close_matches(value, options, n=1, cutoff=0.6)
    address.write(focus=f"{kind}:{near[0]}" if near else None, sel=None)
    return t("chains.near_focus", name=options[near[0]]) if near else t("chains.unknown_focus")


def _options(graph: Network, kind: str) -> dict[str, str]:
    """Node id → what people read, of the nodes one can start from."""
    return {node: _name(graph, kind, node) for node in nodes_with(graph, LABELS[kind])}


def _name(graph: Network, kind: str, node: str) -> str:
    data = graph.nodes[node]
    return str(data["name"] if kind == "actor" else data.get("label") or data["name"])


def _selector(
    place: st.delta_generator.DeltaGenerator, name: str, options: list[str], label: Callable[[str], str], head: str
) -> None:
    widget = key(f"chains.{name}")

    def changed() -> None:
        if st.session_state[widget] != address.read(name):
            address.write(**{name: st.session_state[widget], "open": None})

    value = address.read(name)
    st.session_state[widget] = value if value in options else options[0]
    place.selectbox(head, options, format_func=label, key=widget, on_change=changed)


def open_groups(place: st.delta_generator.DeltaGenerator, graph: Network, picture: Picture) -> None:
    """Which groups stand open: the way to close one again."""
    if picture.grouped == "chapter":
        holders = [*nodes_with(graph, "Part"), *nodes_with(graph, "Chapter")]
        names = {node: graph.nodes[node]["name"] for node in holders}
    else:
        names = {code: name.text(language()) for code, name in codes.ACTOR_KINDS.items()}
    widget = key("chains.opened")

    def changed() -> None:
        address.write(open=st.session_state[widget])

    st.session_state[widget] = [one for one in address.read_all("open") if one in names]
    place.multiselect(
        t("chains.opened"),
        list(names),
        format_func=names.__getitem__,
        key=widget,
        on_change=changed,
        placeholder=t("chains.opened_hint"),
    )


def _filter_options(graph: Network) -> dict[str, dict[str, str]]:
    code = language()
    actors = {node: graph.nodes[node]["name"] for node in nodes_with(graph, "Actor")}
    present = {key: {graph.nodes[node].get(key) for node in actors} for key in ("kind", "level")}
    chapters = {node: graph.nodes[node]["name"] for node in (nodes_with(graph, "Chapter") or nodes_with(graph, "Part"))}
    modalities = {graph.nodes[node]["modality"] for node in nodes_with(graph, "Norm")}
    measures = {graph.nodes[node]["kind"] for node in nodes_with(graph, "Measure")}
    return {
        "f_actor": actors,
        "f_kind": {key: name.text(code) for key, name in codes.ACTOR_KINDS.items() if key in present["kind"]},
        "f_level": {key: name.text(code) for key, name in codes.LEVELS.items() if key in present["level"]},
        "f_mod": {key: name.text(code) for key, name in codes.MODALITIES.items() if key in modalities},
        "f_ch": chapters,
        "f_meas": {key: name.text(code) for key, name in codes.MEASURES.items() if key in measures},
    }


def _filters(graph: Network) -> None:
    """The filters, behind one button that says how many are on."""
    active = sum(bool(address.read_all(name)) for name in (*FILTER_NAMES, *_SWITCHES))
    with st.popover(t("chains.filters") + (f" · {active}" if active else ""), width="stretch"):
        for name, known in _filter_options(graph).items():
            if known:
                _filter(name, known)
        _switches()

        def cleared() -> None:
            address.write(**dict.fromkeys((*FILTER_NAMES, *_SWITCHES)))

        st.button(t("chains.clear_filters"), on_click=cleared, disabled=not active, width="stretch")


def _filter(name: str, known: dict[str, str]) -> None:
    widget = key(f"chains.{name}")

    def changed() -> None:
        address.write(**{name: st.session_state[widget]})

    st.session_state[widget] = [one for one in address.read_all(name) if one in known]
    st.multiselect(t(f"chains.{name}"), list(known), format_func=known.__getitem__, key=widget, on_change=changed)


def _switches() -> None:
    """Candidate links, inferred bearers, links that are only possible, and duties without a sanction alone."""

    def toggled() -> None:
        off = [name for name in ("candidates", "inferred") if not st.session_state[f"chains.with_{name}"]]
        possible = "1" if st.session_state["chains.with_probable"] else None
        address.write(off=off, possible=possible, gaps="1" if st.session_state["chains.gaps"] else None)

    off = address.read_all("off")
    for name in ("candidates", "inferred"):
        st.session_state[f"chains.with_{name}"] = name not in off
        st.toggle(t(f"chains.with_{name}"), key=f"chains.with_{name}", on_change=toggled)
    st.session_state["chains.with_probable"] = "1" in address.read_all("possible")
    st.toggle(t("chains.with_probable"), key="chains.with_probable", on_change=toggled)
    st.session_state["chains.gaps"] = "1" in address.read_all("gaps")
    st.toggle(t("chains.gaps_only"), key="chains.gaps", on_change=toggled)
