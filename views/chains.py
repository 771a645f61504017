"""责任链: 主体 → 义务 → 条款 → 罚则 → 执法机关, with the article beside it."""

from __future__ import annotations

import difflib

import msgspec
import streamlit as st

from graph.focus import Focus, norms_of
from graph.network import Network
from graph.picture import Card, Picture
from ingest.statute import Statute

from . import address, article_panel, evidence, shelf, statute_choice
from .canvas import canvas, show_again
from .catalogue import Language
from .chain_controls import LABELS, controls, known_start, open_groups
from .chain_request import ChainRequest, request_of
from .chain_table import table
from .language import language, t
from .pages import go
from .scene import Scene, card_label, chain_scene

HEIGHT = "max(500px, calc(100vh - 246px))"
"""CSS: what the window leaves under the head, one row of controls and one line."""


def page() -> None:
    """The page."""
    statute = statute_choice.chosen()
    if statute is None:
        return
    _view(statute, shelf.network(statute))


@st.cache_resource(show_spinner=False, max_entries=64)
def _drawn(statute: str, content: str, request: bytes, code: Language, _graph: Network) -> tuple[Picture, Scene]:
    """The picture an address asks for and its scene; a click asks for the same again."""
    asked = msgspec.json.decode(request, type=ChainRequest)
    picture = asked.picture(_graph)
    return picture, chain_scene(picture, f"chains/{statute}/{asked.focus.kind}:{asked.focus.value}", code)


@st.fragment
def _view(statute: Statute, graph: Network) -> None:
    """The controls and the picture. The picture is a fragment of its own: a click on it leaves the controls alone."""
    said = known_start(graph)
    groups = controls(graph)
    if said:
        st.info(evidence.plain(said), icon=":material/info:")
    _, picture, _ = _asked(statute, graph)
    if picture.grouped:
        open_groups(groups, graph, picture)
    _picture(statute, graph)


def _asked(statute: Statute, graph: Network) -> tuple[ChainRequest, Picture, Scene]:
    request = request_of(address.query())
    asked = msgspec.json.encode(msgspec.structs.replace(request, selected=""))
    return request, *_drawn(statute.id, shelf.content_key(statute), asked, language(), graph)


_OTHER = "chains.other"
"""Set where a click on the picture asks for another picture: then the controls are drawn anew too."""


@st.fragment
def _picture(statute: Statute, graph: Network) -> None:
    if st.session_state.pop(_OTHER, False):
        st.rerun()
    request, picture, scene = _asked(statute, graph)
    if not picture.cards:
        _nothing(statute, graph, request.focus)
        return
    show = _wanted(graph, picture)
    cards = {card.id: card for card in picture.cards}
    wires = {wire.id: wire for wire in picture.wires}
    selected = address.read("sel")
    if selected and selected not in cards and selected not in wires:
        near = _nearest(selected, picture)
        name = card_label(cards[near], picture, language()) if near else ""
        said = t("chains.near_selection", name=name) if near else t("chains.unknown_selection")
        st.info(evidence.plain(said), icon=":material/info:")
        address.write(sel=near)
        selected = near or ""
    st.caption(_summary(picture))
    with st.container(key="chains-split"):
        drawing, beside = st.columns([0.72, 0.28], gap="small")
    with drawing:
        canvas(
            scene,
            key="chains.canvas",
            name=t("page.chains"),
            depths=True,
            height=HEIGHT,
            show=show,
            stamp=f"《{statute.title}》 {statute.id}",
            on_expand=_expand,
            on_depth=_reach,
        )
    with beside, st.container(key="chains-panel"):
        if selected in cards:
            evidence.chosen_card(statute, graph, picture, cards[selected], _centre)
        elif selected in wires:
            evidence.chosen_wire(statute, picture, wires[selected])
        else:
            evidence.nothing_chosen(picture)
    rows = st.expander(t("chains.table"), on_change="rerun", key="chains.table")
    if rows.open:  # made when it is asked for: a click on a card need not wait for it
        with rows:
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
        st.button(t("chains.with_probable"), on_click=_with_possible, type="primary", key="chains.show_possible")
    else:
        st.info(t("chains.no_duty"))
    data = graph.nodes[focus.value]
    span = (int(data.get("start", 0)), int(data.get("end", 0)))
    article_panel.article(statute, article_panel.unit_at(statute, span), [span])


def _with_possible() -> None:
    address.write(possible="1")
    st.session_state[_OTHER] = True


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
        kind = next((kind for kind, label in LABELS.items() if label in labels), "unit" if "Provision" in labels else "")
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
    st.session_state[_OTHER] = True


def _reach(depth: int) -> None:
    address.write(depth=str(depth) if depth > 1 else None)
    st.session_state[_OTHER] = True


def _centre(card: Card) -> None:
    kind = {"actor": "actor", "norm": "norm", "provision": "unit", "measure": "sanction"}.get(card.kind, "statute")
    address.write(focus=f"{kind}:{card.node}", sel=None, open=None)
    st.rerun()


def _nearest(wanted: str, picture: Picture) -> str | None:
    """The card most like an id that is not in the picture (an older link): the same node in another column, else the closest id."""
    tail = wanted.split("|")[-1]
    same = next((card.id for card in picture.cards if card.node == tail), None)
    if same:
        return same
    close = difflib.get_close_matches(wanted, [card.id for card in picture.cards], n=1, cutoff=0.75)
    return close[0] if close else None


def _summary(picture: Picture) -> str:
    parts = [t("chains.shown", shown=picture.shown, total=picture.total)]
    if picture.grouped:
        parts.append(t("chains.grouped", by=t(f"chains.by_{picture.grouped}")))
    if picture.undrawn:
        parts.append(t("chains.undrawn", n=picture.undrawn))
    return " ".join(parts)
