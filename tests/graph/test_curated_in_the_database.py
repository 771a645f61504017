"""What people said of a reading, in the real database: the same atomic reload, and a query that tells curated from extracted."""

from __future__ import annotations

import pytest

from graph.load import load
from graph.store import Store
from ingest.corrections.anchors import anchor_of
from ingest.corrections.log import new_event
from ingest.corrections.replay import replay
from ingest.pipeline import parse
from ingest.read import read_bytes

pytestmark = pytest.mark.neo4j

TEXT = (
    "甲省湖泊条例\n（2030年1月1日甲省第一届人民代表大会常务委员会第一次会议通过）\n"
    "第一条 甲省人民政府应当保护湖泊。\n第二条 乙机关应当公开湖泊名录。\n"
)


def test_a_query_tells_curated_from_extracted(empty_store: Store) -> None:
    statute = parse(read_bytes(TEXT.encode(), "a.txt"))[0]
    load(empty_store, [statute])
    asked = (
        "MATCH (n:Norm) RETURN n.text AS text, n.review AS review, n.reviewedBy AS who, n.reviewedOn AS day ORDER BY n.start"
    )
    assert {row["review"] for row in empty_store.rows(asked)} == {"extracted"}
    norm = statute.norms[1]
    event = new_event("王某", "set", "norm", anchor_of(statute, norm), field="bearers", value=["丙机关"])
    corrected = replay(statute, (event,))
    load(empty_store, [corrected])
    rows = empty_store.rows(asked)
    assert [(row["review"], row["who"], row["day"]) for row in rows] == [
        ("extracted", None, None),
        ("curated", "王某", event.when[:10]),
    ]
    basis = "MATCH (a:Actor)-[b:BEARS]->(n:Norm {review: 'curated'}) RETURN a.name AS name, b.basis AS basis"
    assert empty_store.rows(basis) == [{"name": "丙机关", "basis": "curated"}]
    undone = replay(statute, (event, new_event("王某", "undo", event=event.id)))
    load(empty_store, [undone])
    assert {row["review"] for row in empty_store.rows(asked)} == {"extracted"}
