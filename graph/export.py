"""The whole graph as files: a folder for the bulk importer, a Cypher script, GraphML, JSON. Same graph, same bytes."""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import msgspec

from .records import EdgeRow, NodeRow
from .rows import BATCH, root_label
from .schema import ROOT_LABELS, VERSION, constraints
from .store import Store

ARRAY = "\x1f"


class Graph(msgspec.Struct, frozen=True):
    """Every node and relationship of the database, sorted by id."""

    nodes: tuple[NodeRow, ...]
    edges: tuple[EdgeRow, ...]


def read_graph(store: Store) -> Graph:
    """The whole graph, read at one time."""
    nodes: list[NodeRow] = []
    edges: list[EdgeRow] = []
    for label in ROOT_LABELS:
        for row in store.rows(f"MATCH (n:{label}) RETURN labels(n) AS l, properties(n) AS p", seconds=600):
            properties = {key: row["p"][key] for key in sorted(row["p"])}
            nodes.append(NodeRow(properties["id"], tuple(sorted(row["l"], key=lambda one: (one != label, one))), properties))
        for row in store.rows(
            f"MATCH (n:{label})-[r]->(m) RETURN n.id AS s, type(r) AS t, m.id AS o, properties(r) AS p", seconds=600
        ):
            edges.append(EdgeRow(row["s"], row["t"], row["o"], {key: row["p"][key] for key in sorted(row["p"])}))
    nodes.sort(key=lambda node: node.id)
    edges.sort(key=lambda edge: (edge.source, edge.type, edge.target, str(edge.properties.get("id", ""))))
    return Graph(tuple(nodes), tuple(edges))


def write_json(graph: Graph, folder: Path) -> Path:
    """``graph.json``: ``{"schema", "nodes": [{id, labels, properties}], "edges": [{source, type, target, properties}]}``."""
    path = folder / "graph.json"
    data = {"schema": VERSION, "nodes": graph.nodes, "edges": graph.edges}
    path.write_bytes(msgspec.json.format(msgspec.json.encode(data), indent=1))
    return path


def write_cypher(graph: Graph, folder: Path) -> Path:
    """``graph.cypher``: run it on an empty server with ``cypher-shell -f graph.cypher``; running it again changes nothing."""
    lines = [f"{statement};" for statement in constraints()]
    labels = {node.id: root_label(node.labels) for node in graph.nodes}
    for names, nodes in _grouped(graph.nodes, lambda node: node.labels):
        more = "".join(f" SET n:{name}" for name in names[1:])
        for rows in _chunks(nodes):
            body = ",\n".join(literal(node.properties) for node in rows)
            lines.append(f"UNWIND [\n{body}\n] AS row MERGE (n:{names[0]} {{id: row.id}}) SET n = row{more};")
    key: Callable[[EdgeRow], tuple[str, str, str]] = lambda edge: (labels[edge.source], edge.type, labels[edge.target])  # noqa: E731
    for (source, type_, target), edges in _grouped(graph.edges, key):
        for rows in _chunks(edges):
            body = ",\n".join(f"[{literal(e.source)}, {literal(e.target)}, {literal(e.properties)}]" for e in rows)
            lines.append(
                f"UNWIND [\n{body}\n] AS row MATCH (a:{source} {{id: row[0]}}) MATCH (b:{target} {{id: row[1]}}) "
                f"MERGE (a)-[r:{type_} {{id: row[2].id}}]->(b) SET r = row[2];"
            )
    path = folder / "graph.cypher"
    path.write_bytes(("\n".join(lines) + "\n").encode())
    return path


def literal(value: Any) -> str:
    """A value as a Cypher literal. Cypher decodes ``\\uXXXX`` before all else, so a backslash never stands before a u."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"`{key}`: {literal(one)}" for key, one in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(literal(one) for one in value) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\\\\u", '\\\\" + "u')
    return json.dumps(value)


_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GRAPHML_TYPE = {bool: "boolean", int: "long", float: "double", str: "string"}


def write_graphml(graph: Graph, folder: Path) -> Path:
    """``graph.graphml`` for Gephi, yEd, Cytoscape: labels and lists as text joined by a semicolon."""
    keys: dict[tuple[str, str, str], str] = {}

    def data(kind: str, properties: dict[str, Any]) -> str:
        parts = []
        for name, value in properties.items():
            if isinstance(value, (list, tuple)):
                value = ";".join(map(str, value))
            slot = (kind, name, _GRAPHML_TYPE[type(value)])
            key = keys.setdefault(slot, f"k{len(keys)}")
            text = str(value).lower() if isinstance(value, bool) else str(value)
            parts.append(f'<data key="{key}">{escape(_XML.sub("", text))}</data>')
        return "".join(parts)

    body = [
        f"<node id={_attribute(node.id)}>{data('node', {'labels': list(node.labels), **node.properties})}</node>"
        for node in graph.nodes
    ]
    body += [
        f"<edge source={_attribute(edge.source)} target={_attribute(edge.target)}>"
        f"{data('edge', {'type': edge.type, **edge.properties})}</edge>"
        for edge in graph.edges
    ]
    head = [
        f'<key id="{key}" for="{kind}" attr.name={_attribute(name)} attr.type="{type_}"/>'
        for (kind, name, type_), key in keys.items()
    ]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *head,
        '<graph edgedefault="directed">',
        *body,
        "</graph>",
        "</graphml>",
    ]
    path = folder / "graph.graphml"
    path.write_bytes("\n".join(lines).encode())
    return path


def _attribute(text: str) -> str:
    return quoteattr(_XML.sub("", text))


_BULK_TYPE = {bool: "boolean", int: "long", float: "double", str: "string"}


def write_bulk(graph: Graph, folder: Path) -> Path:
    """``bulk/``: CSV files and ``import.args`` for ``neo4j-admin database import full neo4j @import.args`` (server stopped)."""
    bulk = folder / "bulk"
    bulk.mkdir(parents=True, exist_ok=True)
    for old in bulk.glob("*.csv"):
        old.unlink()
    arguments = ["--overwrite-destination", "--id-type=string", "--multiline-fields=true", "--array-delimiter=U+001F"]
    for names, nodes in _grouped(graph.nodes, lambda node: node.labels):
        file = f"{'-'.join(names)}.csv"
        columns = _columns([node.properties for node in nodes], without="id")
        rows = [[node.id, *_cells(node.properties, columns)] for node in nodes]
        _write_csv(bulk / file, ["id:ID", *(f"{name}:{type_}" for name, type_ in columns)], rows)
        arguments.append(f"--nodes={':'.join(names)}={file}")
    for type_, edges in _grouped(graph.edges, lambda edge: edge.type):
        columns = _columns([edge.properties for edge in edges])
        rows = [[edge.source, edge.target, *_cells(edge.properties, columns)] for edge in edges]
        _write_csv(bulk / f"{type_}.csv", [":START_ID", ":END_ID", *(f"{name}:{kind}" for name, kind in columns)], rows)
        arguments.append(f"--relationships={type_}={type_}.csv")
    (bulk / "schema.cypher").write_bytes("".join(f"{statement};\n" for statement in constraints()).encode())
    (bulk / "import.args").write_bytes(("\n".join(arguments) + "\n").encode())
    return bulk


def _columns(rows: list[dict[str, Any]], without: str = "") -> list[tuple[str, str]]:
    """Name and importer type of every property met; an integer column that also holds fractions is one of fractions."""
    types: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name, value in row.items():
            many = isinstance(value, (list, tuple))
            one = value[0] if many and value else value
            types[name].add(_BULK_TYPE.get(type(one), "string") + ("[]" if many else ""))
    types.pop(without, None)
    return [(name, "double" if found == {"long", "double"} else min(found)) for name, found in sorted(types.items())]


def _cells(properties: dict[str, Any], columns: list[tuple[str, str]]) -> list[str]:
    return [_cell(properties.get(name)) for name, _ in columns]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return ARRAY.join(map(_cell, value))
    return str(value)


def _write_csv(path: Path, header: list[str], rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


def _grouped(rows: tuple[Any, ...], key: Callable[[Any], Any]) -> list[tuple[Any, list[Any]]]:
    groups: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return sorted(groups.items())


def _chunks(rows: list[Any]) -> list[list[Any]]:
    return [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]


WRITERS: dict[str, Callable[[Graph, Path], Path]] = {
    "bulk": write_bulk,
    "cypher": write_cypher,
    "graphml": write_graphml,
    "json": write_json,
}
