"""What must be written to turn the rows the graph holds of a statute into the rows it should hold. Pure."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from .records import EdgeRow, NodeRow


class HeldEdge(msgspec.Struct, frozen=True):
    """A relationship the graph holds, with the database's own id (which never leaves the transaction)."""

    element: str
    row: EdgeRow


class Difference(msgspec.Struct, frozen=True):
    """Rows to create, to change and to delete."""

    new_nodes: tuple[NodeRow, ...] = ()
    changed_nodes: tuple[tuple[NodeRow, NodeRow], ...] = ()  # (held, wanted)
    old_nodes: tuple[NodeRow, ...] = ()
    new_edges: tuple[EdgeRow, ...] = ()
    changed_edges: tuple[tuple[HeldEdge, EdgeRow], ...] = ()
    old_edges: tuple[HeldEdge, ...] = ()

    @property
    def created(self) -> int:
        return len(self.new_nodes) + len(self.new_edges)

    @property
    def updated(self) -> int:
        return len(self.changed_nodes) + len(self.changed_edges)

    @property
    def deleted(self) -> int:
        return len(self.old_nodes) + len(self.old_edges)


def difference(
    held_nodes: Iterable[NodeRow], held_edges: Iterable[HeldEdge], nodes: Iterable[NodeRow], edges: Iterable[EdgeRow]
) -> Difference:
    """From what is held to what is wanted. A relationship between other nodes, or of another type, is another relationship."""
    held = {node.id: node for node in held_nodes}
    new_nodes, changed_nodes = [], []
    for node in nodes:
        former = held.pop(node.id, None)
        if former is None:
            new_nodes.append(node)
        elif former.properties != node.properties or set(former.labels) != set(node.labels):
            changed_nodes.append((former, node))
    links = {_key(edge.row): edge for edge in held_edges}
    new_edges, changed_edges = [], []
    for edge in edges:
        link = links.pop(_key(edge), None)
        if link is None:
            new_edges.append(edge)
        elif link.row.properties != edge.properties:
            changed_edges.append((link, edge))
    return Difference(
        tuple(new_nodes),
        tuple(changed_nodes),
        tuple(held.values()),
        tuple(new_edges),
        tuple(changed_edges),
        tuple(links.values()),
    )


def together(parts: Iterable[Difference]) -> Difference:
    """The differences of several statutes as one."""
    every = tuple(parts)
    return Difference(
        *(tuple(row for part in every for row in getattr(part, field)) for field in Difference.__struct_fields__),
    )


def _key(edge: EdgeRow) -> tuple[str, str, str, object]:
    return edge.source, edge.type, edge.target, edge.properties.get("id")
