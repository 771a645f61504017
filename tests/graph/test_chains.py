"""Chains and gaps on the annotated statute, where the answers are known."""

from __future__ import annotations

import json

import pytest

from graph.breaches import steps_of
from graph.chain_filters import Filters
from graph.chains import LABELLED_LIMIT, chain_picture
from graph.focus import Focus, norms_of
from graph.gaps import gaps_of
from graph.network import nodes_with
from graph.picture import COLUMNS

from .gold import FOLDER, actor, gold_network, gold_statute

CHAINS = json.loads((FOLDER / "chains.json").read_text(encoding="utf-8"))


def _answer(question: str):
    return next(q["answer"] for q in CHAINS["questions"] if q["id"] == question)


def test_duties_without_sanction_are_those_the_annotator_listed():
    graph, prefix = gold_network(), gold_statute().id + ":"
    duties = ("obligation", "prohibition")
    without = {
        gap.node.removeprefix(prefix)
        for gap in gaps_of(graph)
        if gap.kind == "duty_without_sanction" and graph.nodes[gap.node]["modality"] in duties
    }
    assert without == set(_answer("Q03"))


def test_a_chain_runs_from_the_bearer_to_the_enforcer():
    graph = gold_network()
    norm = f"{gold_statute().id}:N-a15p2-1"
    picture = chain_picture(graph, Focus("norm", norm))
    names = {card.column: [c.label for c in picture.cards if c.column == card.column] for card in picture.cards}
    assert names["actor"] == ["公共管理和服务机构"]
    assert names["provision"] == ["第十五条第二款"]
    assert "大数据主管部门" in names["enforcer"]
    cards, wires = picture.chain_of(f"norm|{norm}")
    assert cards == {card.id for card in picture.cards}
    assert wires == {wire.id for wire in picture.wires}


def test_a_missing_sanction_is_a_gap_card():
    graph = gold_network()
    norm = f"{gold_statute().id}:{_answer('Q03')[0]}"
    picture = chain_picture(graph, Focus("norm", norm))
    assert [card.gap for card in picture.cards if card.column == "sanction"] == ["sanction"]


def test_the_first_picture_of_a_statute_is_grouped_and_small():
    picture = chain_picture(gold_network())
    assert picture.grouped == "chapter"
    assert 0 < len(picture.cards) <= LABELLED_LIMIT
    assert picture.shown == 0
    assert picture.total == sum(card.count for card in picture.cards if card.kind == "group")


def test_an_expanded_group_is_drawn_in_full():
    graph = gold_network()
    group = next(card for card in chain_picture(graph).cards if card.kind == "group")
    picture = chain_picture(graph, expanded=[group.node or ""])
    assert picture.shown == group.count
    assert group.id not in {card.id for card in picture.cards}


@pytest.mark.parametrize("name", ["大数据主管部门", "省人民政府", "政府有关部门", "工业企业"])
def test_an_actors_picture_stays_readable(name):
    picture = chain_picture(gold_network(), Focus("actor", actor(name)))
    assert 0 < len(picture.cards) <= LABELLED_LIMIT
    assert picture.shown > 0


def test_the_focus_can_be_a_unit_a_topic_or_a_sanction():
    graph, sid = gold_network(), gold_statute().id
    assert {n.removeprefix(sid + ":") for n in norms_of(graph, Focus("unit", f"{sid}:c3.a15.p2"))} == {"N-a15p2-1", "N-a15p2-2"}
    assert all("共享" in graph.nodes[n]["text"] for n in norms_of(graph, Focus("topic", "共享")))
    sanction = nodes_with(graph, "Sanction")[1]
    assert norms_of(graph, Focus("sanction", sanction))
    assert norms_of(graph, Focus("actor", "no such node")) == []


def test_filters_let_through_only_what_they_name():
    graph = gold_network()
    picture = chain_picture(graph, filters=Filters(modalities=("prohibition",)), limit=1000)
    assert {card.code for card in picture.cards if card.column == "norm"} == {"prohibition"}
    assert picture.total == len(_answer("Q11"))
    without = chain_picture(graph, filters=Filters(candidates=False), limit=10_000)
    assert all(wire.status != "candidate" for wire in without.wires)


def test_a_rejected_link_is_no_answer_to_a_duty():
    graph = gold_network().copy()
    norm = f"{gold_statute().id}:N-a15p2-1"
    assert steps_of(graph, norm)
    for _, _, data in graph.in_edges(norm, data=True):
        if data["type"] == "VIOLATES":
            data["status"] = "rejected"
    assert steps_of(graph, norm) == []


def test_every_wire_joins_cards_of_the_picture():
    picture = chain_picture(gold_network(), limit=10_000)
    cards = {card.id for card in picture.cards}
    assert all(wire.source in cards and wire.target in cards for wire in picture.wires)
    assert {card.column for card in picture.cards} == set(COLUMNS)
