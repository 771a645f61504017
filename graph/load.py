"""Statutes into Neo4j: atomic per statute, idempotent, and nothing of an older parse stays behind.

Only the difference between what the graph holds and what the statute says is written, in one transaction under a lock on the
statute; many statutes share transactions, none is ever split. Facts that join statutes are derived from the whole library in the
same transaction (``graph.between``).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator

import msgspec
from neo4j import ManagedTransaction

from ingest.statute import Statute

from .between import between
from .difference import difference, together
from .records import NodeRow, Records, records_of
from .rows import held_edges, held_nodes, root_label, write
from .schema import constraints
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
_TOGETHER = 20_000
"""Nodes and relationships of statutes that share a transaction: far below the server's memory for one."""


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
    """Like ``load``, from rows. Small statutes share a transaction: one by one the server would mostly wait for the next message.

    ``done`` is called for each statute once its transaction is committed.
    """
    prepare(store)
    changes = []
    for group in _groups(records):
        for change in _replace(store, group):
            changes.append(change)
            done(change)
    return changes


def _groups(records: Iterable[Records]) -> Iterator[list[Records]]:
    """Runs of statutes of about ``_TOGETHER`` rows, each statute once in a run."""
    group: list[Records] = []
    rows = 0
    for one in records:
        if group and (rows + len(one.nodes) + len(one.edges) > _TOGETHER or any(one.statute == had.statute for had in group)):
            yield group
            group, rows = [], 0
        group.append(one)
        rows += len(one.nodes) + len(one.edges)
    if group:
        yield group


def remove(store: Store, statute: str) -> Change:
    """Takes a statute and everything of it out of the graph."""
    return _replace(store, [Records(statute, (), ())])[0]


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


def _replace(store: Store, group: list[Records]) -> list[Change]:
    with committing(store) as seal:

        def work(transaction: ManagedTransaction) -> list[Change]:
            changes = _replace_in(transaction, group, store.has_dynamic_labels)
            if any(change.total for change in changes):
                announce(store, seal)
            return changes

        return store.write(work)


def _replace_in(transaction: ManagedTransaction, group: list[Records], dynamic: bool) -> list[Change]:
    """Writes the statutes' own rows and the relationships that join them to others."""
    fresh = _locked(transaction, group)
    own = [
        difference((_root(rows),), (), rows.nodes, rows.edges)
        if rows.statute in fresh
        else difference(held_nodes(transaction, rows.statute), held_edges(transaction, rows.statute), rows.nodes, rows.edges)
        for rows in group
    ]
    write(
        transaction,
        together(own),
        {node.id: root_label(node.labels) for rows in group for node in rows.nodes},
        fresh if dynamic else None,
    )
    joined = between(
        transaction,
        {rows.statute: _title(rows) for rows in group},
        fresh,
        [str(node.properties["name"]) for one in own for node in one.old_nodes if "Actor" in node.labels],
    )
    links = difference((), joined.held, (), joined.wanted)
    write(transaction, links, joined.labels)
    changes = [
        Change(rows.statute, one.created + (rows.statute in fresh and bool(rows.nodes)), one.updated, one.deleted)
        for rows, one in zip(group, own, strict=True)
    ]
    last = changes[-1]  # what joins the statutes of a group to others belongs to all of them: it is counted once
    changes[-1] = Change(last.statute, last.created + links.created, last.updated + links.updated, last.deleted + links.deleted)
    return changes


def _locked(transaction: ManagedTransaction, group: list[Records]) -> dict[str, str]:
    """Locks each statute (who loads it at the same time waits here) and makes those the graph did not have; those, with the
    database's own id."""
    found = transaction.run(
        "UNWIND $rows AS row MERGE (s:Statute {id: row.id}) ON CREATE SET s = row, s.madeBy = $us "
        "ON MATCH SET s.statute = row.id "
        "WITH s, s.madeBy AS by REMOVE s.madeBy WITH s, by WHERE by = $us RETURN s.id AS id, elementId(s) AS element",
        # in one order everywhere, or two loaders could wait for each other
        rows=[_root(rows).properties for rows in sorted(group, key=lambda rows: rows.statute)],
        us=secrets.token_hex(8),
    )
    return {row["id"]: row["element"] for row in found}


def _root(rows: Records) -> NodeRow:
    """The statute's own node; of one that is to be removed, just enough to lock it."""
    bare = NodeRow(rows.statute, ("Statute",), {"id": rows.statute, "statute": rows.statute})
    return next((node for node in rows.nodes if node.id == rows.statute), bare)


def _title(rows: Records) -> str | None:
    return next((str(node.properties.get("title", "")) for node in rows.nodes if "Statute" in node.labels), None)
