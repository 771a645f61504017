"""Loading on the real server: atomic, idempotent, without leftovers, and statutes joined to each other."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from graph.load import Change, load, load_records, loaded, prepare, rebuild, remove
from graph.records import Records, records_of
from graph.seal import read_whole
from graph.store import Store

from .gold import gold_statute
from .small import small

pytestmark = pytest.mark.neo4j


def rows_in(store: Store) -> tuple[set[tuple[Any, ...]], set[tuple[Any, ...]]]:
    """Everything in the graph, comparable."""
    nodes = store.rows("MATCH (n) WHERE NOT n:Library RETURN labels(n) AS l, properties(n) AS p")
    edges = store.rows("MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS t, b.id AS b, properties(r) AS p")
    return (
        {(frozenset(row["l"]), _frozen(row["p"])) for row in nodes},
        {(row["a"], row["t"], row["b"], _frozen(row["p"])) for row in edges},
    )


def _frozen(properties: dict[str, Any]) -> frozenset[tuple[str, Any]]:
    return frozenset((key, tuple(value) if isinstance(value, list) else value) for key, value in properties.items())


def rows_wanted(*records: Records) -> tuple[set[tuple[Any, ...]], set[tuple[Any, ...]]]:
    return (
        {(frozenset(node.labels), _frozen(node.properties)) for one in records for node in one.nodes},
        {(edge.source, edge.type, edge.target, _frozen(edge.properties)) for one in records for edge in one.edges},
    )


def count(store: Store, pattern: str) -> int:
    return int(store.rows(f"MATCH {pattern} RETURN count(*) AS n")[0]["n"])


def test_the_graph_holds_exactly_the_rows(gold: Store) -> None:
    assert rows_in(gold) == rows_wanted(records_of(gold_statute()))


def test_loading_again_changes_nothing(gold: Store) -> None:
    before = rows_in(gold)
    (change,) = load(gold, [gold_statute()])
    assert change.total == 0
    assert rows_in(gold) == before


def test_a_reload_removes_what_the_new_parse_does_not_say(empty_store: Store) -> None:
    load_records(empty_store, [small("甲条例", articles=5, actors=("市人民政府", "公安机关"))])
    newer = small("甲条例", articles=2, words="新")
    (change,) = load_records(empty_store, [newer])
    assert rows_in(empty_store) == rows_wanted(newer)
    assert change.deleted > 0
    assert change.updated > 0


def test_a_changed_label_replaces_the_old_one(empty_store: Store) -> None:
    old = small("甲条例", articles=1)
    load_records(empty_store, [old])
    nodes = tuple(
        type(node)(node.id, ("Norm", "Prohibition", "Duty"), {**node.properties, "modality": "prohibition"})
        if "Norm" in node.labels
        else node
        for node in old.nodes
    )
    newer = Records(old.statute, nodes, old.edges)
    load_records(empty_store, [newer])
    assert rows_in(empty_store) == rows_wanted(newer)


def test_removing_leaves_nothing(empty_store: Store) -> None:
    load_records(empty_store, [small("甲条例"), small("乙条例", cites=(("甲条例", ("a2",)),))])
    remove(empty_store, "甲条例@2020-01-01")
    assert rows_in(empty_store) == rows_wanted(small("乙条例", cites=(("甲条例", ("a2",)),)))
    remove(empty_store, "乙条例@2020-01-01")
    assert rows_in(empty_store) == (set(), set())


def test_removing_what_is_not_there_changes_nothing(empty_store: Store) -> None:
    remove(empty_store, "没有的条例@2020-01-01")
    assert rows_in(empty_store) == (set(), set())


def test_a_reference_resolves_when_the_law_arrives_later(empty_store: Store) -> None:
    citing = small("乙条例", cites=(("中华人民共和国数据安全法", ("a2", "a99")),))
    load_records(empty_store, [citing])
    assert count(empty_store, "()-[:RESOLVES_TO]->()") == 0
    load_records(empty_store, [small("数据安全法")])
    found = empty_store.rows(
        "MATCH (p:Article {statute: '乙条例@2020-01-01'})-[r:REFERS_TO]->(t:Article) RETURN p.unit AS p, t.id AS t, r.rule AS rule"
    )
    assert found == [{"p": "c1.a1", "t": "数据安全法@2020-01-01:c1.a2", "rule": "law.resolved"}]
    assert count(empty_store, "(:Source)-[:RESOLVES_TO]->(:Statute {title: '数据安全法'})") == 1


def test_the_order_of_loading_does_not_matter(empty_store: Store) -> None:
    statutes = [
        small("甲条例", actors=("市人民政府", "公安机关"), cites=(("丙法", ("a1",)),)),
        small("乙条例", actors=("市人民政府",)),
        small("丙法", actors=("公安机关", "市人民政府"), cites=(("甲条例", ()),)),
    ]
    load_records(empty_store, statutes)
    first = rows_in(empty_store)
    for statute in statutes:
        remove(empty_store, statute.statute)
    load_records(empty_store, reversed(statutes))
    assert rows_in(empty_store) == first
    assert all(change.total == 0 for change in load_records(empty_store, statutes))


def _crowd() -> list[Records]:
    """Statutes that share actors and cite each other, in no order of their names."""
    return [
        small("丁条例", actors=("市人民政府", "公安机关"), cites=(("甲法", ("a1", "a2")), ("丙法", ()))),
        small("乙条例", actors=("公安机关",), cites=(("中华人民共和国甲法", ("a3",)),)),
        small("丙法", actors=("市人民政府", "税务机关"), cites=(("丁条例", ("a1",)),)),
        small("甲法", actors=("税务机关", "公安机关", "市人民政府"), cites=(("乙条例", ()),)),
        small("戊办法", actors=("市人民政府",), cites=(("没有的法", ("a1",)),)),
    ]


@pytest.mark.parametrize("before", [0, 1, 3])
def test_statutes_that_share_a_transaction_become_what_they_become_alone(empty_store: Store, before: int) -> None:
    statutes = _crowd()
    for statute in statutes:
        load_records(empty_store, [statute])
    alone = rows_in(empty_store)
    for statute in statutes:
        remove(empty_store, statute.statute)
    for statute in statutes[:before]:
        load_records(empty_store, [statute])
    changes = load_records(empty_store, statutes)
    assert rows_in(empty_store) == alone
    assert [change.statute for change in changes] == [statute.statute for statute in statutes]
    assert all(change.total == 0 for change in load_records(empty_store, statutes))
    newer = [small("甲法", articles=1, actors=("税务机关",)), small("丁条例", words="新", actors=("市人民政府",))]
    load_records(empty_store, newer)
    for one in newer:
        remove(empty_store, one.statute)
    load_records(empty_store, [statutes[3], statutes[0]])
    assert rows_in(empty_store) == alone


def test_a_statute_given_twice_ends_as_the_later_one(empty_store: Store) -> None:
    load_records(empty_store, [small("甲条例", articles=4), small("乙条例"), small("甲条例", articles=2, words="新")])
    titles = {row["t"]: row["h"] for row in empty_store.rows("MATCH (s:Statute) RETURN s.title AS t, s.sourceHash AS h")}
    assert titles == {"甲条例": "新", "乙条例": "旧"}
    assert count(empty_store, "(:Article {statute: '甲条例@2020-01-01'})") == 2


def test_a_server_without_dynamic_labels_gets_the_same_rows(empty_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    statutes = [records_of(gold_statute()), *_crowd()]
    load_records(empty_store, statutes)
    with_them = rows_in(empty_store)
    for statute in statutes:
        remove(empty_store, statute.statute)
    monkeypatch.setattr(Store, "has_dynamic_labels", False)
    load_records(empty_store, statutes)
    assert rows_in(empty_store) == with_them


@pytest.mark.parametrize(
    ("version", "has"), [("5.26.0", True), ("5.26.30", True), ("5.9.0", False), ("2025.01.0", True), ("", False)]
)
def test_which_servers_take_labels_as_values(empty_store: Store, version: str, has: bool) -> None:
    assert Store(empty_store.driver, empty_store.address, version).has_dynamic_labels is has


def test_same_named_actors_are_linked_and_not_merged(empty_store: Store) -> None:
    load_records(empty_store, [small(f"{letter}条例") for letter in "丁甲丙乙"])
    assert count(empty_store, "(:Actor {name: '市人民政府'})") == 4
    assert count(empty_store, "(:Actor)-[:SAME_NAME]->(:Actor)") == 3
    reached = empty_store.rows(
        "MATCH (a:Actor {statute: '丁条例@2020-01-01'})-[:SAME_NAME*1..2]-(b) RETURN count(DISTINCT b) AS n"
    )
    assert reached == [{"n": 3}]
    hub = empty_store.rows("MATCH (:Actor)-[:SAME_NAME]->(b) RETURN DISTINCT b.statute AS s")[0]["s"]
    remove(empty_store, hub)
    assert count(empty_store, "(:Actor)-[:SAME_NAME]->(:Actor)") == 2


def test_rebuild_keeps_only_what_it_is_given(empty_store: Store) -> None:
    load_records(empty_store, [small("甲条例")])
    rebuild(empty_store, [gold_statute()])
    assert list(loaded(empty_store)) == [gold_statute().id]


def test_full_text_finds_chinese_words(gold: Store) -> None:
    found = gold.rows("CALL db.index.fulltext.queryNodes('provision_text', '公共数据') YIELD node RETURN count(node) AS n")
    wanted = sum(1 for node in records_of(gold_statute()).nodes if "公共数据" in str(node.properties.get("text", "")))
    assert found[0]["n"] >= wanted > 5


def test_ids_are_unique_by_constraint(gold: Store) -> None:
    prepare(gold)
    names = {row["name"] for row in gold.rows("SHOW CONSTRAINTS YIELD name")}
    assert {"statute_id", "provision_id", "actor_id", "norm_id", "measure_id"} <= names


def test_a_failure_in_the_middle_leaves_the_old_graph(empty_store: Store) -> None:
    load_records(empty_store, [small("甲条例")])
    before = rows_in(empty_store)
    newer = small("甲条例", articles=4, words="新")
    double = Records(newer.statute, (*newer.nodes, newer.nodes[-1]), newer.edges)
    with pytest.raises(Exception, match="already exists"):
        load_records(empty_store, [double])
    assert rows_in(empty_store) == before


def test_eight_readers_see_the_old_graph_or_the_new_one(empty_store: Store) -> None:
    versions = [small("甲条例", articles=40, words="旧"), small("甲条例", articles=60, words="新")]
    load_records(empty_store, [versions[0]])
    wholes = {("旧", 40, 40, 40), ("新", 60, 60, 60)}
    seen: list[tuple[Any, ...]] = []
    failures: list[BaseException] = []
    over = threading.Event()
    query = (
        "MATCH (s:Statute)-[:HAS_PART]->(a:Article)<-[:STATED_IN]-(n:Norm)<-[:BEARS]-(:Actor) "
        "RETURN s.sourceHash, collect(DISTINCT substring(a.text, 0, 1)), count(DISTINCT a), count(DISTINCT n), count(*)"
    )

    def read() -> None:
        try:
            while not over.is_set():
                with empty_store.session() as session:
                    rows = session.execute_read(lambda t: read_whole(t, lambda: t.run(query).values()))
                assert len(rows) == 1, rows
                hash_, words, *counts = rows[0]
                assert words == [hash_], rows
                seen.append((hash_, *counts))
        except BaseException as failure:
            failures.append(failure)

    readers = [threading.Thread(target=read) for _ in range(8)]
    for reader in readers:
        reader.start()
    changes: list[Change] = []
    for turn in range(8):
        changes += load_records(empty_store, [versions[(turn + 1) % 2]])
    over.set()
    for reader in readers:
        reader.join()
    assert not failures
    assert set(seen) == wholes
    assert all(change.total > 100 for change in changes)
