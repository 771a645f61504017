"""Exports of the graph on the real server: what is written rebuilds the same graph."""

from __future__ import annotations

import csv
import json
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from graph.export import ARRAY, literal, read_graph, write_bulk, write_cypher, write_graphml, write_json
from graph.load import load_records, loaded, remove
from graph.server.configuration import ADMIN_CLASS, environment, java_command, write_settings
from graph.server.folders import runtime_folder
from graph.server.lockfile import read_lock
from graph.server.process import start
from graph.server.provision import class_path
from graph.store import Store, open_store

from .small import small
from .test_load import rows_in

pytestmark = pytest.mark.neo4j

NASTY = "a\"b\\u0041\\\\\n\t'`;,=1+1\r\n终"


def two_statutes(store: Store) -> None:
    load_records(store, [small("甲条例", words=NASTY), small("乙条例", cites=(("甲条例", ("a2", "a3")),))])


def test_the_cypher_script_rebuilds_the_graph(empty_store: Store, tmp_path: Path) -> None:
    two_statutes(empty_store)
    before = rows_in(empty_store)
    script = write_cypher(read_graph(empty_store), tmp_path).read_text("utf-8")
    for statute in loaded(empty_store):
        remove(empty_store, statute)
    for _ in range(2):  # the second time changes nothing
        for statement in script.split(";\n"):
            if statement.strip():
                empty_store.schema(statement)
        assert rows_in(empty_store) == before


@pytest.mark.parametrize("value", [NASTY, ["\\u", NASTY], 3, -1.5, True, "\\\\u0041", "\x00\x1f\u2028"])
def test_a_literal_is_read_as_it_was(store: Store, value: object) -> None:
    assert store.rows(f"RETURN {literal(value)} AS x") == [{"x": value}]


@pytest.mark.timeout(600)
def test_the_bulk_importer_takes_the_folder(empty_store: Store, tmp_path: Path) -> None:
    two_statutes(empty_store)
    before = rows_in(empty_store)
    bulk = write_bulk(read_graph(empty_store), tmp_path)
    home = tmp_path / "home" / "neo4j"
    write_settings(home, 1)
    command = java_command(runtime_folder(), home, class_path(runtime_folder(), read_lock()), ADMIN_CLASS)
    done = subprocess.run(
        [*command, "database", "import", "full", "neo4j", f"@{bulk / 'import.args'}"],
        cwd=bulk,
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    (home / "password").write_text("imported-in-a-test\n")
    from graph.server.configuration import _credential

    (home / "data" / "dbms").mkdir(parents=True, exist_ok=True)
    (home / "data" / "dbms" / "auth.ini").write_text(f"neo4j:{_credential('imported-in-a-test')}:\n")
    server = start(tmp_path / "home")
    try:
        with open_store(server.address) as imported:
            assert rows_in(imported) == before
    finally:
        server.stop()


def test_csv_cells_are_typed_and_quoted(empty_store: Store, tmp_path: Path) -> None:
    two_statutes(empty_store)
    bulk = write_bulk(read_graph(empty_store), tmp_path)
    with (bulk / "Provision-Article.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["id:ID"] == "乙条例@2020-01-01:c1.a1"
    assert any(row["text:string"].startswith(NASTY) for row in rows)
    with (bulk / "REFERS_TO.csv").open(encoding="utf-8", newline="") as file:
        cites = list(csv.DictReader(file))
    assert ARRAY.join(("a2", "a3")) in {row["lawUnits:string[]"] for row in cites}


def test_graphml_and_json_hold_every_element(empty_store: Store, tmp_path: Path) -> None:
    two_statutes(empty_store)
    graph = read_graph(empty_store)
    root = ET.parse(write_graphml(graph, tmp_path)).getroot()
    name = "{http://graphml.graphdrawing.org/xmlns}"
    assert len(root.findall(f".//{name}node")) == len(graph.nodes)
    assert len(root.findall(f".//{name}edge")) == len(graph.edges)
    data = json.loads(write_json(graph, tmp_path).read_bytes())
    assert {node["id"] for node in data["nodes"]} == {node.id for node in graph.nodes}
    assert len(data["edges"]) == len(graph.edges)


def test_the_same_graph_gives_the_same_bytes(empty_store: Store, tmp_path: Path) -> None:
    two_statutes(empty_store)
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        for write in (write_bulk, write_cypher, write_graphml, write_json):
            write(read_graph(empty_store), tmp_path / folder)
    for path in sorted((tmp_path / "one").rglob("*.*")):
        assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()
