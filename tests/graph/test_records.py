"""Rows: ids from the text, evidence on every fact, labels and types of the schema only."""

from __future__ import annotations

from graph.records import records_of, shorten
from graph.schema import NODE_BY_LABEL, RELATION_BY_TYPE, ROOT_LABELS, constraints

from .gold import gold_statute


def test_the_same_statute_gives_the_same_rows():
    assert records_of(gold_statute()) == records_of(gold_statute())


def test_ids_are_unique_and_begin_with_the_statute():
    rows = records_of(gold_statute())
    nodes, edges = [node.id for node in rows.nodes], [edge.properties["id"] for edge in rows.edges]
    assert len(set(nodes)) == len(nodes)
    assert len(set(edges)) == len(edges)
    assert all(one.startswith(gold_statute().id) for one in (*nodes, *edges))


def test_every_label_type_and_property_is_in_the_schema():
    rows = records_of(gold_statute())
    common = {"id", "name", "statute"}
    for node in rows.nodes:
        assert node.labels[0] in ROOT_LABELS
        known = common | {p.key for label in node.labels for p in NODE_BY_LABEL[label].properties}
        assert set(node.properties) <= known, node.id
    for edge in rows.edges:
        relation = RELATION_BY_TYPE[edge.type]
        assert set(edge.properties) <= {"statute"} | {p.key for p in relation.properties}, edge


def test_relationships_join_the_labels_the_schema_says():
    rows = records_of(gold_statute())
    labels = {node.id: node.labels for node in rows.nodes}
    for edge in rows.edges:
        relation = RELATION_BY_TYPE[edge.type]
        assert set(labels[edge.source]) & set(relation.sources), edge
        assert set(labels[edge.target]) & set(relation.targets), edge


def test_every_fact_carries_its_quote():
    statute = gold_statute()
    for edge in records_of(statute).edges:
        if edge.type == "HAS_PART":
            continue
        words = "".join(str(edge.properties["quote"]).split())
        span = statute.reading.source[int(edge.properties["start"]) : int(edge.properties["end"])]  # type: ignore[call-overload]
        assert "".join(span.split()) == words, edge.properties["id"]


def test_a_long_text_is_shortened_with_an_ellipsis():
    assert shorten("一二三四五", 4) == "一二三…"
    assert shorten("一 二\n三", 9) == "一 二 三"


def test_constraints_cover_every_root_label_once():
    unique = [line for line in constraints() if "IS UNIQUE" in line]
    assert len(unique) == len(ROOT_LABELS)
    assert any("'cjk'" in line for line in constraints())
