"""Rows in and out of a transaction: reading what the graph holds of a statute, writing a difference, in batches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from neo4j import ManagedTransaction

from .difference import Difference, HeldEdge
from .records import EdgeRow, NodeRow
from .schema import ROOT_LABELS

BATCH = 2_000
T = TypeVar("T")
K = TypeVar("K")
_ROOTS = frozenset(ROOT_LABELS)

# Relationships made from the whole library (see ``graph.between``), not from one statute's rows.
DERIVED_TYPES = ("SAME_NAME", "RESOLVES_TO")
DERIVED_RULE = "law.resolved"


def root_label(labels: Iterable[str]) -> str:
    """The label that carries the uniqueness constraint."""
    return next(label for label in labels if label in _ROOTS)


def _of_statute(label: str) -> str:
    return f"(n:{label} {{id: $statute}})" if label == "Statute" else f"(n:{label} {{statute: $statute}})"


def held_nodes(transaction: ManagedTransaction, statute: str) -> list[NodeRow]:
    """The nodes the graph holds of ``statute``."""
    return [
        NodeRow(properties["id"], tuple(labels), properties)
        for label in ROOT_LABELS
        for labels, properties in transaction.run(
            f"MATCH {_of_statute(label)} RETURN labels(n), properties(n)", statute=statute
        ).values()
    ]


def held_edges(transaction: ManagedTransaction, statute: str) -> list[HeldEdge]:
    """The relationships the graph holds of ``statute``, but those derived from the whole library."""
    found = []
    for label in ROOT_LABELS:
        statement = (
            f"MATCH {_of_statute(label)}-[r]->(m) "
            "WHERE r.statute = $statute AND NOT type(r) IN $types AND coalesce(r.rule, '') <> $rule "
            "RETURN elementId(r), n.id, type(r), m.id, properties(r)"
        )
        rows = transaction.run(statement, statute=statute, types=list(DERIVED_TYPES), rule=DERIVED_RULE)
        found += [HeldEdge(element, EdgeRow(*row)) for element, *row in rows.values()]
    return found


def write(transaction: ManagedTransaction, what: Difference, labels: Mapping[str, str]) -> None:
    """Writes ``what``. ``labels`` gives the root label of every node id that a new relationship joins."""
    for edges in _chunks(what.old_edges):
        _run(transaction, "UNWIND $rows AS row MATCH ()-[r]->() WHERE elementId(r) = row DELETE r", [e.element for e in edges])
    for label, nodes in _grouped(what.old_nodes, lambda node: root_label(node.labels)):
        _run(transaction, f"UNWIND $rows AS row MATCH (n:{label} {{id: row}}) DETACH DELETE n", [node.id for node in nodes])
    for names, nodes in _grouped(what.new_nodes, lambda node: node.labels):
        _run(transaction, f"UNWIND $rows AS row CREATE (n:{':'.join(names)}) SET n = row", [n.properties for n in nodes])
    for (former, names), pairs in _grouped(what.changed_nodes, lambda pair: (pair[0].labels, pair[1].labels)):
        root = root_label(names)
        drop = "".join(f" REMOVE n:{label}" for label in former if label not in names)
        add = "".join(f" SET n:{label}" for label in names if label != root)
        _run(
            transaction,
            f"UNWIND $rows AS row MATCH (n:{root} {{id: row.id}}) SET n = row{drop}{add}",
            [wanted.properties for _, wanted in pairs],
        )
    for links in _chunks(what.changed_edges):
        _run(
            transaction,
            "UNWIND $rows AS row MATCH ()-[r]->() WHERE elementId(r) = row[0] SET r = row[1]",
            [[held.element, wanted.properties] for held, wanted in links],
        )
    for (source, type_, target), edges_ in _grouped(
        what.new_edges, lambda edge: (labels[edge.source], edge.type, labels[edge.target])
    ):
        _run(
            transaction,
            f"UNWIND $rows AS row MATCH (a:{source} {{id: row[0]}}) MATCH (b:{target} {{id: row[1]}}) "
            f"CREATE (a)-[r:{type_}]->(b) SET r = row[2]",
            [[edge.source, edge.target, edge.properties] for edge in edges_],
        )


def _run(transaction: ManagedTransaction, statement: str, rows: list[Any]) -> None:
    transaction.run(statement, rows=rows).consume()


def _chunks(rows: tuple[T, ...]) -> Iterator[tuple[T, ...]]:
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def _grouped(rows: Iterable[T], key: Callable[[T], K]) -> Iterator[tuple[K, tuple[T, ...]]]:
    """The rows by ``key``, each group in chunks. Labels and types cannot be parameters, so each group is its own statement."""
    groups: dict[K, list[T]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return ((name, chunk) for name, group in groups.items() for chunk in _chunks(tuple(group)))
