"""The relationships between given nodes: what a picture of an answer draws besides what the answer itself returned."""

from __future__ import annotations

from collections.abc import Iterable

from .answer import EdgeValue
from .schema import ROOT_LABELS
from .store import Store

LIMIT = 2_000
"""Relationships fetched at most."""

# one branch a root label, so that each is found by its index
_STATEMENT = (
    "CALL () { "
    + " UNION ".join(f"MATCH (a:{label}) WHERE a.id IN $ids RETURN a" for label in ROOT_LABELS)
    + " } MATCH (a)-[r]->(b) WHERE b.id IN $ids "
    "RETURN r.id AS id, type(r) AS type, a.id AS source, b.id AS target, properties(r) AS properties ORDER BY id LIMIT $limit"
)


def joining(store: Store, ids: Iterable[str]) -> tuple[EdgeValue, ...]:
    """The relationships whose ends are both among the nodes of these ids, at most ``LIMIT``. Raises GraphError."""
    rows = store.rows(_STATEMENT, {"ids": list(ids), "limit": LIMIT}, seconds=10)
    return tuple(
        EdgeValue(
            str(row["id"] or f"{row['source']}|{row['type']}>{row['target']}"),
            row["type"],
            row["source"],
            row["target"],
            row["properties"],
        )
        for row in rows
    )
