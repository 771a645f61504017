"""The nodes and relationships of an answer as a scene: the same canvas as the chains, places the same in every process."""

from __future__ import annotations

import math

import networkx as nx

from graph.answer import EdgeValue, NodeValue
from graph.schema import NODE_BY_LABEL, RELATION_BY_TYPE, ROOT_LABELS

from .catalogue import Language
from .scene import Line, Scene, Spot, legend_of, look_of, wrapped

DRAWN = 300
"""Nodes drawn at most; more are counted and said, never silently cut."""
_SPACE = 150.0


def main_label(labels: tuple[str, ...]) -> str:
    """The label that says most: the most special one the schema knows."""
    special = [label for label in labels if label in NODE_BY_LABEL and label not in ROOT_LABELS and label != "Duty"]
    roots = [label for label in labels if label in ROOT_LABELS]
    return (special or roots or list(labels) or ["?"])[0]


def result_scene(nodes: tuple[NodeValue, ...], edges: tuple[EdgeValue, ...], language: Language) -> Scene:
    """The first ``DRAWN`` nodes and what joins them."""
    shown = {node.id: node for node in nodes[:DRAWN]}
    joined = [edge for edge in edges if edge.source in shown and edge.target in shown and edge.source != edge.target]
    places = _places(list(shown), [(edge.source, edge.target) for edge in joined])
    spots = []
    for node in shown.values():
        label = main_label(node.labels)
        kind = NODE_BY_LABEL[label].name.text(language) if label in NODE_BY_LABEL else label
        text = str(node.properties.get("text") or node.name)
        x, y = places[node.id]
        spots.append(
            Spot(
                id=node.id,
                label=wrapped(node.name, 9, 3),
                title=f"{kind}\n{text[:300]}",
                kind=label,
                x=x,
                y=y,
                w=46,
                h=30,
                look=look_of(label),
                size=13,
                beside=True,
            )
        )
    lines = [
        Line(
            edge.id,
            edge.source,
            edge.target,
            "stated",
            _edge_title(edge, language),
            label=RELATION_BY_TYPE[edge.type].name.text(language) if edge.type in RELATION_BY_TYPE else edge.type,
        )
        for edge in joined
    ]
    return Scene("result", tuple(spots), tuple(lines), legend=legend_of(spots, lines, language), near=True)


def _edge_title(edge: EdgeValue, language: Language) -> str:
    name = RELATION_BY_TYPE[edge.type].name.text(language) if edge.type in RELATION_BY_TYPE else edge.type
    quote = str(edge.properties.get("quote") or "")
    return f"{name}\n「{quote[:200]}」" if quote else name


def _places(ids: list[str], pairs: list[tuple[str, str]]) -> dict[str, tuple[float, float]]:
    """Each connected part laid out by itself, the parts side by side in rows; lone nodes in a grid."""
    graph = nx.Graph()
    graph.add_nodes_from(ids)
    graph.add_edges_from(pairs)
    order = {node: number for number, node in enumerate(ids)}
    parts = sorted(
        (sorted(part, key=order.__getitem__) for part in nx.connected_components(graph)), key=lambda p: (-len(p), order[p[0]])
    )
    lone = [part[0] for part in parts if len(part) == 1]
    places: dict[str, tuple[float, float]] = {}
    x = y = row = 0.0
    widest = _SPACE * max(7.0, 2.4 * math.sqrt(len(ids)))  # as wide for its height as a canvas is
    for part in parts:
        if len(part) == 1:
            break
        spread = _part(graph.subgraph(part), part)
        width = max(px for px, _ in spread.values()) + _SPACE
        height = max(py for _, py in spread.values()) + _SPACE
        if x and x + width > widest:
            x, y, row = 0.0, y + row, 0.0
        places.update({node: (round(x + px, 1), round(y + py, 1)) for node, (px, py) in spread.items()})
        x, row = x + width, max(row, height)
    y += row
    columns = max(1, int(widest // _SPACE))
    for number, node in enumerate(lone):
        places[node] = (number % columns * _SPACE, y + number // columns * 110.0)
    return places


def _part(graph: nx.Graph, part: list[str]) -> dict[str, tuple[float, float]]:
    """One connected part, from its top left corner, its nodes at least a label apart on average."""
    ordered = nx.Graph()
    ordered.add_nodes_from(part)
    ordered.add_edges_from(sorted(tuple(sorted(pair)) for pair in graph.edges))
    raw = nx.kamada_kawai_layout(ordered) if len(part) <= 90 else nx.spring_layout(ordered, seed=7, iterations=60)
    span = _SPACE * (1 if len(part) == 2 else 0.75 * math.sqrt(len(part)) + 0.5)
    left, top = min(float(p[0]) for p in raw.values()), min(float(p[1]) for p in raw.values())
    return {node: ((float(p[0]) - left) * span, (float(p[1]) - top) * span * 0.8) for node, p in raw.items()}
