"""责任链: 主体 → 义务 → 条款 → 罚则 → 执法机关, with the article beside it."""

from __future__ import annotations

import difflib
from collections.abc import Callable

import streamlit as st

from graph import codes
from graph.focus import Focus, norms_of
from graph.network import Network, nodes_with
from graph.picture import Card, Picture
from ingest.statute import Statute

from . import address, article_panel, evidence, shelf, statute_choice
from .canvas import canvas, show_again
from .chain_request import FILTER_NAMES, KINDS, request_of
from .chain_table import table
from .language import key, language, t
from .pages import go
from .scene import chain_scene

_LABELS = {"actor": "Actor", "norm": "Norm", "unit": "Article", "sanction": "Sanction"}


def page() -> None:
    """The page."""
    statute = statute_choice.chosen()
    if statute is None:
        return
    graph = shelf.network(statute)
    _view(statute, graph)


@st.fragment
def _view(statute: Statute, graph: Network) -> None:
    _controls(graph)
    request = request_of(address.query())
    focus, picture = request.focus, request.picture(graph)
    said, opened = st.columns([0.55, 0.45], vertical_alignment="center")
    said.caption(_summary(picture))
    if picture.grouped:
        with opened:
            _open_groups(graph, picture)
    if not picture.cards:
        _nothing(statute, graph, focus)
        return
    show = _wanted(graph, picture)
    cards = {card.id: card for card in picture.cards}
    wires = {wire.id: wire for wire in picture.wires}
    selected = address.read("sel")
    known = selected in cards or selected in wires
    if selected and not known:
        near = _nearest(selected, picture)
        st.info(t("chains.unknown_selection"))
        address.write(sel=near)
        selected, known = near or "", bool(near)
    with st.container(key="chains-split"):
        drawing, beside = st.columns([0.72, 0.28], gap="small")
    with drawing:
        canvas(
            chain_scene(picture, f"chains/{statute.id}/{focus.kind}:{focus.value}", language()),
            key="chains.canvas",
            name=t("page.chains"),
            depths=True,
            height="max(430px, calc(100vh - 262px))",
            show=show,
            stamp=f"《{statute.title}》 {statute.id}",
            on_expand=_expand,
            on_depth=lambda depth: address.write(depth=str(depth) if depth > 1 else None),
        )
    with beside, st.container(key="chains-panel"):
        if not known:
            evidence.nothing_chosen(picture)
        elif selected in cards:
            evidence.chosen_card(statute, graph, picture, cards[selected], _centre)
        else:
            evidence.chosen_wire(statute, picture, wires[selected])
    with st.expander(t("chains.table")):
        table(picture, statute)
    if st.button(t("accuracy.card"), key="chains.accuracy", type="tertiary", icon=":material/fact_check:"):
        go("accuracy")


def _nothing(statute: Statute, graph: Network, focus: Focus) -> None:
    """No chain: for a sanction that is an answer (the text ties it to no duty), so its words are shown."""
    if focus.kind != "sanction" or focus.value not in graph:
        st.info(t("chains.none"))
        return
    if norms_of(graph, focus):
        st.info(t("chains.only_possible"))
        st.button(
            t("chains.with_probable"), on_click=lambda: address.write(possible="1"), type="primary", key="chains.show_possible"
        )
    else:
        st.info(t("chains.no_duty"))
    data = graph.nodes[focus.value]
    span = (int(data.get("start", 0)), int(data.get("end", 0)))
    article_panel.article(statute, article_panel.unit_at(statute, span), [span])


def _wanted(graph: Network, picture: Picture) -> str:
    """The card search asked for (``want``, a node id): chosen if the picture has it, else the picture starts from it anew."""
    node = address.read("want")
    if not node:
        return st.session_state.get("chains.shown", "")
    address.write(want=None)
    show_again()
    found = next((card.id for card in picture.cards if card.node == node), None)
    if found is None and node in graph:
        labels = graph.nodes[node]["labels"]
        kind = next((kind for kind, label in _LABELS.items() if label in labels), "unit" if "Provision" in labels else "")
        if kind:
            address.write(focus=f"{kind}:{node}", open=None)
            column = {"actor": "actor", "norm": "norm", "unit": "provision", "sanction": "sanction"}[kind]
            address.write(sel=f"{column}|{node}")
            st.session_state["chains.shown"] = f"{column}|{node}"
            st.rerun()
    address.write(sel=found)
    st.session_state["chains.shown"] = found or ""
    return found or ""


def _expand(card: str) -> None:
    group = card.split("|group|")[-1]
    opened = address.read_all("open")
    address.write(open=[one for one in opened if one != group] if group in opened else [*opened, group])


def _centre(card: Card) -> None:
    kind = {"actor": "actor", "norm": "norm", "provision": "unit", "measure": "sanction"}.get(card.kind, "statute")
    address.write(focus=f"{kind}:{card.node}", sel=None, open=None)
    st.rerun(scope="fragment")


def _nearest(wanted: str, picture: Picture) -> str | None:
    """The card most like an id that is not in the picture (an older link): the same node in another column, else the closest id."""
    tail = wanted.split("|")[-1]
    same = next((card.id for card in picture.cards if card.node == tail), None)
    if same:
        return same
    close = difflib.get_close_matches(wanted, [card.id for card in picture.cards], n=1, cutoff=0.75)
    return close[0] if close else None


def _open_groups(graph: Network, picture: Picture) -> None:
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
    st.multiselect(
        t("chains.opened"),
        list(names),
        format_func=names.__getitem__,
        key=widget,
        on_change=changed,
        placeholder=t("chains.opened_hint"),
        label_visibility="collapsed",
    )


def _summary(picture: Picture) -> str:
    shown = t("chains.shown", shown=picture.shown, total=picture.total)
    if picture.grouped:
        shown += " " + t("chains.grouped", by=t(f"chains.by_{picture.grouped}"))
    return shown


def _options(graph: Network, kind: str) -> dict[str, str]:
    """Node id → what people read, of the nodes one can start from."""
    if kind not in _LABELS:
        return {}
    found = {}
    for node in nodes_with(graph, _LABELS[kind]):
        data = graph.nodes[node]
        found[node] = data["name"] if kind == "actor" else f"{data.get('label') or data['name']}"
    return found


def _controls(graph: Network) -> None:
    """What the picture starts from (kept in the address as ``kind:id``), grouping, reach and filters."""
    kind, _, value = address.read("focus").partition(":")
    if kind not in KINDS:
        kind, value = "statute", ""
    first, second, third, fourth, fifth = st.columns([1.1, 2.4, 1.2, 1.1, 1], vertical_alignment="bottom")

    kinds, values = key("chains.kind"), key("chains.value")

    def changed_kind() -> None:
        if st.session_state[kinds] != kind:
            address.write(focus=f"{st.session_state[kinds]}:", sel=None, open=None)

    def changed_value() -> None:
        address.write(focus=f"{kind}:{st.session_state[values] or ''}", sel=None, open=None)

    st.session_state[kinds] = kind
    first.selectbox(
        t("chains.from"),
        list(KINDS),
        format_func=lambda one: t(f"chains.from_{one}"),
        key=kinds,
        on_change=changed_kind,
    )
    if kind == "topic":
        st.session_state[values] = value
        second.text_input(t("chains.topic"), key=values, on_change=changed_value, placeholder=t("chains.topic_hint"))
    elif kind != "statute":
        options = _options(graph, kind)
        if value and value not in options:
            near = difflib.get_close_matches(value, options, n=1, cutoff=0.3)
            st.info(t("chains.unknown_focus"))
            value = near[0] if near else ""
            address.write(focus=f"{kind}:{value}")
        st.session_state[values] = value or None
        second.selectbox(
            t("chains.which"),
            list(options),
            index=None,
            format_func=lambda key: options[key],
            key=values,
            on_change=changed_value,
            placeholder=t("chains.which_hint"),
        )
    _selector(third, "group", ["", "chapter", "actor_kind"], lambda one: t(f"chains.by_{one or 'none'}"), t("chains.group_by"))
    _selector(fourth, "depth", ["", "2", "3"], lambda one: t("chains.depth_n", n=one or "1"), t("chains.depth"))
    with fifth:
        _filter_controls(graph)


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


def _filter_controls(graph: Network) -> None:
    """The filters, behind one button that says how many are on."""
    options = _filter_options(graph)
    active = sum(bool(address.read_all(name)) for name in (*FILTER_NAMES, "off", "possible", "gaps"))
    with st.popover(t("chains.filters") + (f" · {active}" if active else ""), width="stretch"):
        for name, known in options.items():
            if not known:
                continue

            widget = key(f"chains.{name}")

            def changed(name: str = name, widget: str = widget) -> None:
                address.write(**{name: st.session_state[widget]})

            st.session_state[widget] = [one for one in address.read_all(name) if one in known]
            st.multiselect(t(f"chains.{name}"), list(known), format_func=known.__getitem__, key=widget, on_change=changed)

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

        def cleared() -> None:
            address.write(**dict.fromkeys((*FILTER_NAMES, "off", "possible", "gaps")))

        st.button(t("chains.clear_filters"), on_click=cleared, disabled=not active, width="stretch")
