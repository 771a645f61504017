"""Statutes into Neo4j: atomic per statute, idempotent, and nothing of an older parse stays behind.

Only the difference between what the graph holds and what the statute says is written, in one transaction under a lock on the
statute. Facts that join statutes are derived from the whole library in the same transaction (``graph.between``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec
from neo4j import ManagedTransaction

from ingest.statute import Statute

from .between import between
from .difference import Difference, difference
from .records import NodeRow, Records, records_of
from .rows import held_edges, held_nodes, root_label, write
from .schema import VERSION, constraints
from .seal import announce, committing
from .store import Store


class Change(msgspec.Struct, frozen=True):
    """What loading one statute changed, in nodes and relationships."""

    statute: str
    created: int = 0
    updated: int = 0
    deleted: int = 0

    @property
    def total(self) -> int:
        return self.created + self.updated + self.deleted


Done = Callable[[Change], None]


def _quiet(change: Change) -> None:
    return


def prepare(store: Store) -> None:
    """Constraints and indexes of the schema; does nothing where they stand."""
    for statement in (*constraints(), "CREATE CONSTRAINT library_id IF NOT EXISTS FOR (n:Library) REQUIRE n.id IS UNIQUE"):
        store.schema(statement)
    store.schema("CALL db.awaitIndexes(120)")


def load(store: Store, statutes: Iterable[Statute], done: Done = _quiet) -> list[Change]:
    """Loads each statute in its own transaction: the graph holds the old statute or the new one, never half."""
    return load_records(store, (records_of(statute) for statute in statutes), done)


def load_records(store: Store, records: Iterable[Records], done: Done = _quiet) -> list[Change]:
    """Like ``load``, from rows. ``done`` is called after each statute."""
    prepare(store)
    changes = []
    for rows in records:
        changes.append(_replace(store, rows))
        done(changes[-1])
    return changes


def remove(store: Store, statute: str) -> Change:
    """Takes a statute and everything of it out of the graph."""
    return _replace(store, Records(statute, (), ()))


def rebuild(store: Store, statutes: Iterable[Statute], done: Done = _quiet) -> list[Change]:
    """Makes the graph hold exactly ``statutes``: loads each, then takes out what is not among them."""
    changes = load(store, statutes, done)
    kept = {change.statute for change in changes}
    for statute in loaded(store):
        if statute not in kept:
            changes.append(remove(store, statute))
            done(changes[-1])
    return changes


def loaded(store: Store) -> dict[str, str]:
    """Statute id → SHA-256 of its source, for every statute in the graph."""
    rows = store.rows("MATCH (s:Statute) RETURN s.id AS id, coalesce(s.sourceHash, '') AS hash ORDER BY id")
    return {row["id"]: row["hash"] for row in rows}


def is_current(store: Store) -> bool:
    """Whether the graph is empty or was written under this version of the schema; if not, rebuild it."""
    rows = store.rows("OPTIONAL MATCH (l:Library {id: 'library'}) RETURN l.schema AS version")
    return rows[0]["version"] in (None, VERSION)


def _replace(store: Store, rows: Records) -> Change:
    with committing(store) as seal:

        def work(transaction: ManagedTransaction) -> Change:
            parts = _replace_in(transaction, rows)
            change = Change(
                rows.statute,
                sum(part.created for part in parts),
                sum(part.updated for part in parts),
                sum(part.deleted for part in parts),
            )
            if change.total:
                announce(store, seal)
            return change

        return store.write(work)


def _replace_in(transaction: ManagedTransaction, rows: Records) -> tuple[Difference, Difference]:
    """Writes a statute's own rows and the relationships that join it to others; what was written, in these two parts."""
    statute = rows.statute
    # The lock: who loads the same statute at the same time waits here.
    made = transaction.run("MERGE (s:Statute {id: $id}) SET s.statute = $id", id=statute).consume().counters.nodes_created
    if made:
        nodes, edges = [NodeRow(statute, ("Statute",), {"id": statute, "statute": statute})], []
    else:
        nodes, edges = held_nodes(transaction, statute), held_edges(transaction, statute)
    own = difference(nodes, edges, rows.nodes, rows.edges)
    write(transaction, own, {node.id: root_label(node.labels) for node in rows.nodes})
    title = next((str(node.properties.get("title", "")) for node in rows.nodes if "Statute" in node.labels), None)
    gone = [str(node.properties["name"]) for node in own.old_nodes if "Actor" in node.labels]
    joined = between(transaction, statute, title, gone)
    links = difference((), joined.held, (), joined.wanted)
    write(transaction, links, joined.labels)
    return own, links
