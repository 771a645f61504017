"""What the panel beside a chain says about the chosen card or line: what it is, how it is known, and the words it rests on."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from graph import codes
from graph.network import Network, in_edges, out_edges
from graph.picture import Card, Picture, Wire
from graph.signatures import signatures_of
from ingest.corrections.anchors import anchor_of
from ingest.facts import Link
from ingest.statute import Statute

from . import article_panel, correct, curation, readings
from .language import language, t
from .scene import card_kind, card_label, kind_name, wire_kind


def _chip(colour: str, text: str) -> str:
    return f":{colour}-badge[{plain(text)}]"


def plain(text: str) -> str:
    """``text`` as Streamlit's Markdown shows it literally."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]()#+-.!|<>~$:" else char for char in text.replace("\n", " "))


def nothing_chosen(picture: Picture) -> None:
    """The panel before anything is chosen: how to read the picture, and what it holds."""
    gaps = sum(1 for card in picture.cards if card.kind == "gap" and card.gap == "sanction")
    candidates = sum(1 for wire in picture.wires if wire.status == "candidate")
    st.markdown(t("panel.how"))
    if picture.shown:
        st.markdown(t("panel.counts", norms=picture.shown, gaps=gaps, candidates=candidates))


def chosen_card(statute: Statute, graph: Network, picture: Picture, card: Card, focus: Callable[[Card], None]) -> None:
    """The panel for a card."""
    code = language()
    chips = [_chip("blue", kind_name(card_kind(card), code))]
    if card.review in ("curated", "confirmed"):
        chips.append(_chip("green", f"{t('mark.curated')} {_signed(graph, card.node)}".strip()))
    st.markdown(f"{' '.join(chips)}  \n**{plain(card_label(card, picture, code)[:120])}**")
    if card.kind == "gap":
        st.info(t(f"gap.{card.gap}_about"))
        return
    if card.node and card.kind != "provision":
        _facts(graph, card)
    held = (card.start, card.end) if card.start is not None and card.end is not None else None
    unit = card.unit or (article_panel.unit_at(statute, held) if held else "")
    if unit:
        span = [held] if held and card.kind != "provision" else []
        article_panel.article(statute, unit, span)
        article_panel.copy_citation(statute, unit)
    left, right = st.columns(2)
    if card.node and left.button(t("panel.centre"), key="panel-centre", width="stretch"):
        focus(card)
    if unit and right.button(t("panel.read"), key="panel-read", width="stretch"):
        from .pages import go

        go("reader", at=unit, span=f"{held[0]}-{held[1]}" if held else "")
    if card.kind == "provision" and (stated := article_panel.unit_of(statute, card.unit)) is not None:
        readings.button(statute, stated, "panel-correct")
    elif card.node:
        correct.button(statute, card.node, "panel-correct")


def _signed(graph: Network, node: str | None) -> str:
    """Who has spoken on the fact behind a card, and when."""
    held = graph.nodes[node] if node and node in graph else {}
    return f"{held.get('reviewedBy', '')} {held.get('reviewedOn', '')}".strip()


def _facts(graph: Network, card: Card) -> None:
    """The facts of a norm, an actor or a ladder step, one line each."""
    if not card.node or card.node not in graph:
        return
    code = language()
    node = graph.nodes[card.node]
    rows: list[tuple[str, str]] = []
    if card.kind == "norm":
        bearers = [
            (graph.nodes[actor]["name"], codes.name("basis", data["basis"], code))
            for actor, data in in_edges(graph, card.node, "BEARS")
        ]
        rows.append((t("fact.bearer"), "、".join(f"{name}（{basis}）" for name, basis in bearers) or t("gap.bearer")))
        rows.append((t("fact.trigger"), node.get("trigger", "")))
        rows.append((t("fact.deadline"), node.get("deadline", "")))
        rows.append((t("fact.toward"), "、".join(graph.nodes[to]["name"] for to, _ in out_edges(graph, card.node, "TOWARD"))))
        rows.append((t("fact.if"), "；".join(graph.nodes[to]["text"] for to, _ in out_edges(graph, card.node, "IF"))))
        rows.append((t("fact.unless"), "；".join(graph.nodes[to]["text"] for to, _ in out_edges(graph, card.node, "UNLESS"))))
    elif card.kind == "actor":
        rows.append((t("fact.kind"), codes.name("actor", node.get("kind"), code)))
        rows.append((t("fact.level"), codes.name("level", node.get("level"), code)))
        rows.append((t("fact.aliases"), "、".join(node.get("aliases", ()))))
        rows.append((t("fact.scope"), node.get("scope", "")))
        rows.append((t("fact.bears"), str(sum(1 for _ in out_edges(graph, card.node, "BEARS")))))
    elif card.kind == "measure":
        rows.append((t("fact.condition"), codes.name("condition", node.get("condition"), code)))
        rows.append((t("fact.on"), "、".join(graph.nodes[to]["name"] for to, _ in out_edges(graph, card.node, "IMPOSED_ON"))))
        by = "、".join(graph.nodes[to]["name"] for to, _ in out_edges(graph, card.node, "IMPOSED_BY"))
        rows.append((t("fact.by"), by or t("gap.enforcer")))
    shown = [
        f"{plain(head)}：{plain(str(value)[:240])}" if code == "zh" else f"{plain(head)}: {plain(str(value)[:240])}"
        for head, value in rows
        if value
    ]
    if shown:
        st.caption("  \n".join(shown))


def _verdict(statute: Statute, link: Link) -> None:
    """A person decides on a link where it is seen, and may decide otherwise later."""
    yes, no = st.columns(2)
    said = None
    accept, reject = link.status != "accepted", link.status != "rejected"
    if accept and yes.button(t("review.accept"), icon=":material/check:", key="panel-accept", width="stretch"):
        said = curation.say(statute, "accept", "link", anchor_of(statute, link))
    if reject and no.button(t("review.reject"), icon=":material/close:", key="panel-reject", width="stretch"):
        said = curation.say(statute, "reject", "link", anchor_of(statute, link))
    if said:
        st.rerun()


def chosen_wire(statute: Statute, picture: Picture, wire: Wire) -> None:
    """The panel for a line: its kind, and its words; for a link of conduct and duty both quotes."""
    cards = {card.id: card for card in picture.cards}
    kind = wire_kind(wire, cards)
    code = language()
    colour = {"stated": "blue", "inferred": "orange", "candidate": "violet", "missing": "orange"}[kind]
    ends = f"{card_label(cards[wire.source], picture, code)[:40]} → {card_label(cards[wire.target], picture, code)[:40]}"
    st.markdown(f"{_chip(colour, t(f'line.{kind}'))}  \n**{plain(ends)}**")
    if kind == "missing":
        st.info(t("line.missing_about"))
        return
    if kind == "inferred":
        st.caption(t("line.inferred_about", reason=codes.name("basis", wire.basis, code)))
    if kind == "candidate":
        st.caption(t("line.candidate_about"))
    if wire.score is not None:
        st.caption(t("line.score", score=f"{wire.score:.2f}", terms="、".join(wire.shared) or "—"))
    link = next((one for one in statute.links if one.id == wire.link or f"{statute.id}:{one.id}" == wire.link), None)
    if link is not None:
        article_panel.quotes_side_by_side(
            statute,
            [
                (t("line.duty"), link.duty_unit, (link.duty_quote.start, link.duty_quote.end)),
                (t("line.conduct"), link.conduct_unit, (link.conduct_quote.start, link.conduct_quote.end)),
            ],
        )
        signature = signatures_of(statute).get(("link", link.id))
        if signature is not None:
            st.caption(f"{t('mark.curated')} {plain(signature.line)}")
        _verdict(statute, link)
        return
    if wire.unit:
        span = [(wire.start, wire.end)] if wire.start is not None and wire.end is not None else []
        if not span:
            card = next(
                (
                    c
                    for c in (cards[wire.target], cards[wire.source])
                    if c.unit == wire.unit and c.start is not None and c.end is not None
                ),
                None,
            )
            span = [(card.start or 0, card.end or 0)] if card else []
        if not span:
            st.caption(t("panel.unverified"))
        article_panel.article(statute, wire.unit, span)
