"""Rows in and out of a transaction: reading what the graph holds of a statute, writing a difference, in batches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from neo4j import ManagedTransaction

from .difference import Difference, HeldEdge
from .records import EdgeRow, NodeRow
from .schema import ROOT_LABELS

BATCH = 5_000
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


_HELD_NODES = " UNION ALL ".join(
    f"MATCH {_of_statute(label)} RETURN labels(n) AS labels, properties(n) AS properties" for label in ROOT_LABELS
)
_HELD_EDGES = " UNION ALL ".join(
    f"MATCH {_of_statute(label)}-[r]->(m) "
    "WHERE r.statute = $statute AND NOT type(r) IN $types AND coalesce(r.rule, '') <> $rule "
    "RETURN elementId(r) AS element, n.id AS source, type(r) AS type, m.id AS target, properties(r) AS properties"
    for label in ROOT_LABELS
)


def held_nodes(transaction: ManagedTransaction, statute: str) -> list[NodeRow]:
    """The nodes the graph holds of ``statute``."""
    return [
        NodeRow(properties["id"], tuple(labels), properties)
        for labels, properties in transaction.run(_HELD_NODES, statute=statute).values()
    ]


def held_edges(transaction: ManagedTransaction, statute: str) -> list[HeldEdge]:
    """The relationships the graph holds of ``statute``, but those derived from the whole library."""
    rows = transaction.run(_HELD_EDGES, statute=statute, types=list(DERIVED_TYPES), rule=DERIVED_RULE)
    return [HeldEdge(element, EdgeRow(*row)) for element, *row in rows.values()]


def write(
    transaction: ManagedTransaction, what: Difference, labels: Mapping[str, str], made: Mapping[str, str] | None = None
) -> None:
    """Writes ``what``. ``labels`` gives the root label of every node id that a new relationship joins.

    ``made``: nodes just made, with the database's own ids; None where the server does not take labels and types as values
    (before Neo4j 5.26). Where it does, all new nodes are one statement and all relationships between them another: a server that
    has just started plans two statements and not sixty.
    """
    for edges in _chunks(what.old_edges):
        _run(transaction, "UNWIND $rows AS row MATCH ()-[r]->() WHERE elementId(r) = row DELETE r", [e.element for e in edges])
    for label, nodes in _grouped(what.old_nodes, lambda node: root_label(node.labels)):
        _run(transaction, f"UNWIND $rows AS row MATCH (n:{label} {{id: row}}) DETACH DELETE n", [node.id for node in nodes])
    made = _create_nodes(transaction, what.new_nodes, made)
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
    _create_edges(transaction, what.new_edges, labels, made)


def _create_nodes(
    transaction: ManagedTransaction, nodes: tuple[NodeRow, ...], before: Mapping[str, str] | None
) -> dict[str, str]:
    """Makes the nodes; the database's own id of each by ours, and of those made before, where one statement makes them all."""
    if before is None:
        for names, group in _grouped(nodes, lambda node: node.labels):
            _run(transaction, f"UNWIND $rows AS row CREATE (n:{':'.join(names)}) SET n = row", [n.properties for n in group])
        return {}
    made = dict(before)
    for chunk in _chunks(nodes):
        elements = transaction.run(
            "UNWIND $rows AS row CREATE (n:$(row[0])) SET n = row[1] RETURN elementId(n)",
            rows=[[list(node.labels), node.properties] for node in chunk],
        ).value()
        made |= zip((node.id for node in chunk), elements, strict=True)
    return made


def _create_edges(
    transaction: ManagedTransaction, edges: tuple[EdgeRow, ...], labels: Mapping[str, str], made: Mapping[str, str]
) -> None:
    between_new = tuple(edge for edge in edges if edge.source in made and edge.target in made)
    for chunk in _chunks(between_new):
        _run(
            transaction,
            "UNWIND $rows AS row MATCH (a) WHERE elementId(a) = row[0] MATCH (b) WHERE elementId(b) = row[1] "
            "CREATE (a)-[r:$(row[2])]->(b) SET r = row[3]",
            [[made[edge.source], made[edge.target], edge.type, edge.properties] for edge in chunk],
        )
    rest = edges if not between_new else tuple(edge for edge in edges if not (edge.source in made and edge.target in made))
    for (source, type_, target), group in _grouped(rest, lambda edge: (labels[edge.source], edge.type, labels[edge.target])):
        _run(
            transaction,
            f"UNWIND $rows AS row MATCH (a:{source} {{id: row[0]}}) MATCH (b:{target} {{id: row[1]}}) "
            f"CREATE (a)-[r:{type_}]->(b) SET r = row[2]",
            [[edge.source, edge.target, edge.properties] for edge in group],
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
