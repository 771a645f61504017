"""What a query gave, as plain data: no driver objects and no database-internal ids."""

from __future__ import annotations

import csv
import io
from typing import Any

import msgspec
from neo4j.graph import Node, Path, Relationship

from .plans import Plan


class NodeValue(msgspec.Struct, frozen=True, tag="node", tag_field="is"):
    """A node of the graph."""

    id: str
    labels: tuple[str, ...]
    properties: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.properties.get("name") or self.id)


class EdgeValue(msgspec.Struct, frozen=True, tag="edge", tag_field="is"):
    """A relationship; ``source`` and ``target`` are node ids."""

    id: str
    type: str
    source: str
    target: str
    properties: dict[str, Any]


class PathValue(msgspec.Struct, frozen=True, tag="path", tag_field="is"):
    """A path: its nodes in order and the relationships between them."""

    nodes: tuple[NodeValue, ...]
    edges: tuple[EdgeValue, ...]


class Answer(msgspec.Struct, frozen=True):
    """The rows of a query. ``cut`` says which limit ended it (rows, bytes), None when these are all.

    ``nodes`` and ``edges``: everything of the graph that stands in the rows, and the ends of the relationships, for the drawing.
    ``plan`` with EXPLAIN and PROFILE only. ``seconds``: time from sending to the last row.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    cut: str | None = None
    seconds: float = 0.0
    nodes: tuple[NodeValue, ...] = ()
    edges: tuple[EdgeValue, ...] = ()
    plan: Plan | None = None

    def dictionaries(self) -> list[dict[str, Any]]:
        """The rows by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def json(self) -> bytes:
        """Columns and rows as JSON, nodes and relationships as objects."""
        rows = [dict(zip(self.columns, (plain(value) for value in row), strict=True)) for row in self.rows]
        return msgspec.json.format(msgspec.json.encode({"columns": self.columns, "rows": rows, "cut": self.cut}), indent=1)

    def csv(self) -> bytes:
        """The rows as CSV for spreadsheets: UTF-8 with a byte order mark, CRLF, and no cell that a spreadsheet takes for a formula."""
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow([_unformula(column) for column in self.columns])
        writer.writerows([_unformula(cell_text(value)) for value in row] for row in self.rows)
        return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _unformula(text: str) -> str:
    """Text that begins like a formula gets a quotation mark before it; numbers are left as they are."""
    if text[:1] in "=@\t\r" or (text[:1] in "+-" and not _is_number(text)):
        return "'" + text if text else text
    return text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def cell_text(value: Any) -> str:
    """A value as the text of a table cell: a node by its name, a relationship by its type, a list by its parts."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, NodeValue):
        return value.name
    if isinstance(value, EdgeValue):
        return value.type
    if isinstance(value, PathValue):
        parts = [value.nodes[0].name] if value.nodes else []
        for node, edge in zip(value.nodes[1:], value.edges, strict=False):
            parts.append(f"—{edge.type}→" if edge.target == node.id else f"←{edge.type}—")
            parts.append(node.name)
        return " ".join(parts)
    if isinstance(value, (list, tuple)):
        return "、".join(cell_text(one) for one in value)
    if isinstance(value, dict):
        return "；".join(f"{key}: {cell_text(one)}" for key, one in value.items())
    return str(value)


def plain(value: Any) -> Any:
    """A value as JSON data."""
    if isinstance(value, (NodeValue, EdgeValue, PathValue)):
        return msgspec.to_builtins(value)
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else str(value)
    return str(value)


class Reader:
    """Turns the driver's values into ours, and remembers which nodes and relationships it met."""

    def __init__(self) -> None:
        self.nodes: dict[str, NodeValue] = {}
        self._found: dict[str, NodeValue] = {}  # by the database's own id
        self._loose: dict[str, Relationship] = {}

    def open_ends(self) -> list[str]:
        """The database's ids of relationship ends not met as nodes."""
        ends = {end.element_id for edge in self._loose.values() for end in edge.nodes if end is not None}
        return sorted(ends - self._found.keys())

    def note(self, value: Any) -> int:
        """Remembers what stands in a driver value; its size in bytes, roughly."""
        if isinstance(value, Node):
            if value.element_id not in self._found:
                properties = dict(value.items())
                found = NodeValue(str(properties.get("id", value.element_id)), tuple(sorted(value.labels)), properties)
                self._found[value.element_id] = found
                self.nodes[found.id] = found
            return 60 + sum(_size(one) for one in value.values())
        if isinstance(value, Relationship):
            self._loose[value.element_id] = value
            return 60 + sum(_size(one) for one in value.values())
        if isinstance(value, Path):
            return sum(self.note(one) for one in (*value.nodes, *value.relationships))
        if isinstance(value, (list, tuple)):
            return 8 + sum(self.note(one) for one in value)
        if isinstance(value, dict):
            return 8 + sum(_size(key) + self.note(one) for key, one in value.items())
        return _size(value)

    def read(self, value: Any) -> Any:
        """A driver value as ours; call after everything has been noted."""
        if isinstance(value, Node):
            return self._found[value.element_id]
        if isinstance(value, Relationship):
            return self._edge(value)
        if isinstance(value, Path):
            return PathValue(tuple(self.read(node) for node in value.nodes), tuple(self._edge(e) for e in value.relationships))
        if isinstance(value, (list, tuple)):
            return [self.read(one) for one in value]
        if isinstance(value, dict):
            return {key: self.read(one) for key, one in value.items()}
        if value is None or isinstance(value, (bool, int, float, str)):
            return value
        if isinstance(value, (bytes, bytearray)):
            return value.hex()
        return value.iso_format() if hasattr(value, "iso_format") else str(value)

    @property
    def edges(self) -> tuple[EdgeValue, ...]:
        return tuple(self._edge(edge) for edge in self._loose.values())

    def _edge(self, edge: Relationship) -> EdgeValue:
        properties = dict(edge.items())
        source, target = (self._end(end) for end in edge.nodes)
        return EdgeValue(str(properties.get("id") or f"{source}|{edge.type}>{target}"), edge.type, source, target, properties)

    def _end(self, end: Node | None) -> str:
        if end is None:
            return ""
        found = self._found.get(end.element_id)
        return found.id if found else end.element_id


def _size(value: Any) -> int:
    if isinstance(value, str):
        return 8 + len(value.encode("utf-8", "replace"))
    if isinstance(value, (list, tuple)):
        return 8 + sum(_size(one) for one in value)
    return 8
