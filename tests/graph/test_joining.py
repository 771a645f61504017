"""The relationships between nodes an answer returned, on the real server."""

from __future__ import annotations

import pytest

from graph.joining import LIMIT, joining
from graph.load import load_records
from graph.store import Store

from .small import small

pytestmark = pytest.mark.neo4j


def test_only_relationships_with_both_ends_among_the_nodes(empty_store: Store) -> None:
    statute = small("甲条例", articles=2, actors=("市人民政府", "公安机关"))
    load_records(empty_store, [statute])
    sid = statute.statute
    found = joining(empty_store, [f"{sid}:actor:公安机关", f"{sid}:c1.a1#n2", f"{sid}:c1.a1", f"{sid}:c1.a2"])
    assert {(edge.source, edge.type, edge.target) for edge in found} == {
        (f"{sid}:actor:公安机关", "BEARS", f"{sid}:c1.a1#n2"),
        (f"{sid}:c1.a1#n2", "STATED_IN", f"{sid}:c1.a1"),
    }
    assert {edge.properties["quote"] for edge in found} == {"公安机关", "旧"}


def test_unknown_and_hostile_ids_join_nothing(empty_store: Store) -> None:
    load_records(empty_store, [small("甲条例")])
    assert joining(empty_store, ["' OR 1=1 //", "没有", ""]) == ()
    assert joining(empty_store, []) == ()


def test_no_more_than_the_limit(empty_store: Store) -> None:
    statute = small("甲条例", articles=LIMIT)
    load_records(empty_store, [statute])
    assert len(joining(empty_store, [node.id for node in statute.nodes])) == LIMIT
