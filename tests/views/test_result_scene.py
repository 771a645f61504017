"""The picture of an answer: deterministic, nothing on top of another, the most telling label."""

from __future__ import annotations

from itertools import combinations

import pytest

from graph.answer import EdgeValue, NodeValue
from views.answers import places_behind
from views.result_scene import DRAWN, main_label, result_scene
from views.schema_words import completion


def _star(count: int) -> tuple[tuple[NodeValue, ...], tuple[EdgeValue, ...]]:
    nodes = tuple(
        NodeValue(f"s:{k}", ("Norm", "Duty", "Obligation"), {"name": f"义务{k}", "statute": "s"}) for k in range(count)
    )
    edges = tuple(EdgeValue(f"e{k}", "BEARS", "s:0", f"s:{k}", {"quote": "应当"}) for k in range(1, count // 2))
    return nodes, edges


def test_the_same_answer_gives_the_same_places_and_none_coincide():
    nodes, edges = _star(40)
    one, two = result_scene(nodes, edges, "zh"), result_scene(nodes, edges, "en")
    assert [(spot.x, spot.y) for spot in one.spots] == [(spot.x, spot.y) for spot in two.spots]
    assert all(abs(a.x - b.x) > 20 or abs(a.y - b.y) > 20 for a, b in combinations(one.spots, 2))


def test_lines_are_named_in_the_language():
    nodes, edges = _star(6)
    assert {line.label for line in result_scene(nodes, edges, "zh").lines} == {"承担"}
    assert {line.label for line in result_scene(nodes, edges, "en").lines} == {"bears"}


def test_no_more_than_the_limit_is_drawn():
    nodes, edges = _star(DRAWN + 20)
    assert len(result_scene(nodes, edges, "zh").spots) == DRAWN


@pytest.mark.parametrize(
    ("labels", "main"),
    [
        (("Duty", "Norm", "Obligation"), "Obligation"),
        (("Article", "Provision"), "Article"),
        (("Actor",), "Actor"),
        ((), "?"),
        (("X",), "X"),
    ],
)
def test_the_label_that_says_most(labels, main):
    assert main_label(labels) == main


def test_completion_gives_names_in_both_languages():
    zh, en = completion("zh"), completion("en")
    assert {one["label"] for one in zh["labels"]} == {one["label"] for one in en["labels"]} >= {"Actor", "Article", "Duty"}
    assert next(one for one in zh["labels"] if one["label"] == "Actor")["detail"] == "主体"
    assert next(one for one in en["types"] if one["label"] == "BEARS")["detail"] == "bears"


def test_a_row_without_words_leads_nowhere(monkeypatch):
    monkeypatch.setattr("views.shelf.titles", dict)
    monkeypatch.setattr("views.shelf.statute", lambda key: None)
    monkeypatch.setattr("views.address.read", lambda name, default="": default)
    assert places_behind((1, None, True, "第一条", ["x", {"a": 2}])) == []
