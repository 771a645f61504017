"""Records → networkx: the in-memory graph of one or a few statutes that the pictures are drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

import networkx as nx

from ingest.statute import Statute

from .records import Records, records_of

Network: TypeAlias = nx.MultiDiGraph


def network_of(records: Iterable[Records]) -> Network:
    """One directed multigraph of the rows: node attributes ``labels`` and the row's properties; edge key = edge id, attribute ``type``."""
    graph = nx.MultiDiGraph()
    for rows in records:
        for node in rows.nodes:
            graph.add_node(node.id, labels=node.labels, **node.properties)
        for edge in rows.edges:
            graph.add_edge(edge.source, edge.target, key=edge.properties["id"], type=edge.type, **edge.properties)
    return graph


def network_of_statute(statute: Statute) -> Network:
    """The graph of one statute."""
    return network_of([records_of(statute)])


def nodes_with(graph: Network, label: str) -> list[str]:
    """The ids of the nodes that carry ``label``, in the order they were written (text order)."""
    return [node for node, labels in graph.nodes(data="labels") if labels and label in labels]


def out_edges(graph: Network, node: str, type_: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """(target id, properties) of the relationships of ``type_`` that leave ``node``."""
    return ((target, data) for _, target, data in graph.out_edges(node, data=True) if data["type"] == type_)


def in_edges(graph: Network, node: str, type_: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """(source id, properties) of the relationships of ``type_`` that enter ``node``."""
    return ((source, data) for source, _, data in graph.in_edges(node, data=True) if data["type"] == type_)
