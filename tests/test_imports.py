"""Imports point one way: app → views → graph → ingest."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FORBIDDEN = {
    "ingest": {"graph", "views", "app", "streamlit", "neo4j", "networkx", "pyvis"},
    "graph": {"views", "app", "streamlit"},
    "views": {"app"},
}


def _imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("room", sorted(FORBIDDEN))
def test_a_room_imports_only_what_lies_below_it(room):
    modules = sorted((ROOT / room).rglob("*.py"))
    assert modules
    wrong = {str(path.relative_to(ROOT)): names for path in modules if (names := _imported(path) & FORBIDDEN[room])}
    assert not wrong


def test_nothing_is_called_utils_or_helpers():
    names = {path.stem for room in FORBIDDEN for path in (ROOT / room).rglob("*.py")}
    assert not names & {"utils", "helpers", "util", "helper", "common", "misc"}
