"""The four gates on the real server, against hostile statements."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator

import pytest

from graph.answer import EdgeValue, NodeValue, PathValue
from graph.errors import GraphError
from graph.gates import Gate, Limits
from graph.load import load, load_records, loaded, remove
from graph.store import Store

from .gold import gold_statute
from .small import small

pytestmark = pytest.mark.neo4j

QUICK = Limits(seconds=2.0, rows=50, bytes=200_000)


@pytest.fixture(scope="module")
def gate(store: Store) -> Iterator[Gate]:
    # what other modules left in the session's one graph is no part of these answers
    for statute in loaded(store):
        remove(store, statute)
    load(store, [gold_statute()])
    with Gate(store, QUICK) as opened:
        yield opened


def refused(gate: Gate, text: str, **parameters: object) -> str:
    """The code a statement is refused with."""
    before = fingerprint(gate)
    with pytest.raises(GraphError) as failure:
        gate.run(text, parameters)
    assert fingerprint(gate) == before
    for language in ("zh", "en"):
        assert failure.value.message(language)
    return failure.value.code


def fingerprint(gate: Gate) -> tuple[object, ...]:
    rows = gate.run("MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n), count(r), sum(size(keys(n)))").rows
    return rows[0]


WRITES = """
CREATE (n:Actor {id: 'x'})
create (n)
CrEaTe (:Norm)-[:BEARS]->(:Norm)
/* MATCH */ CREATE (n)
MATCH (n) DETACH DELETE n
MATCH (n:Actor) SET n.name = 'x'
MATCH (n:Actor) SET n:Owned
MATCH (n:Actor) SET n += {x: 1}
MATCH (n:Actor) REMOVE n.name
MATCH (n:Actor) REMOVE n:Actor
MERGE (n:Actor {id: 'x'}) RETURN n
MERGE (n:Actor {id: 'x'}) ON CREATE SET n.y = 1
FOREACH (x IN range(1, 3) | CREATE (:X))
MATCH (n:Actor) FOREACH (x IN [1] | SET n.x = 1)
MATCH (n) CALL { WITH n SET n.x = 1 } RETURN count(*)
MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 10 ROWS
UNWIND [1] AS x CALL { CREATE (:X) } IN TRANSACTIONS
MATCH (a:Actor), (b:Norm) CREATE (a)-[:BEARS]->(b)
MATCH ()-[r]->() DELETE r
MATCH (n) WITH n LIMIT 1 CALL (n) { SET n.x = 2 } RETURN n
RETURN 1 UNION CREATE (n) RETURN 1
MATCH (n) RETURN n;CREATE (m)
EXPLAIN CREATE (n)
PROFILE CREATE (n)
profile MATCH (n) DETACH DELETE n
CYPHER 5 CREATE (n)
CYPHER runtime=slotted CREATE (n)
CALL db.createLabel('X')
CALL db.createProperty('x')
CALL db.createRelationshipType('X')
CALL { CREATE (n) RETURN n } RETURN n
USING PERIODIC COMMIT 500 LOAD CSV FROM 'file:///x' AS l CREATE (n)
LOAD CSV FROM 'file:///etc/passwd' AS line CREATE (:X {l: line})
""".strip().splitlines()

ADMINISTRATION = """
SHOW USERS
SHOW CURRENT USER
SHOW DATABASES
SHOW DEFAULT DATABASE
SHOW HOME DATABASE
SHOW DATABASE system
SHOW SETTINGS
SHOW SETTINGS YIELD name, value RETURN name, value
SHOW TRANSACTIONS
SHOW TRANSACTIONS YIELD * RETURN currentQuery
SHOW PROCEDURES
SHOW FUNCTIONS
SHOW INDEXES
SHOW CONSTRAINTS
SHOW ALIASES FOR DATABASE
SHOW ROLES
SHOW PRIVILEGES
SHOW SERVERS
TERMINATE TRANSACTIONS 'neo4j-transaction-1'
TERMINATE TRANSACTION 'neo4j-transaction-1' YIELD message
SHOW TRANSACTIONS YIELD transactionId AS t TERMINATE TRANSACTIONS t YIELD message RETURN message
CREATE USER eve SET PASSWORD 'secret123' CHANGE NOT REQUIRED
ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'secret123'
ALTER USER neo4j SET PASSWORD 'secret123'
DROP USER neo4j
RENAME USER neo4j TO eve
CREATE DATABASE other
DROP DATABASE neo4j
STOP DATABASE neo4j
START DATABASE neo4j
CREATE ALIAS a FOR DATABASE neo4j
GRANT ROLE admin TO neo4j
CREATE INDEX stolen FOR (n:Actor) ON (n.kind)
CREATE FULLTEXT INDEX stolen FOR (n:Actor) ON EACH [n.kind]
CREATE CONSTRAINT stolen FOR (n:Actor) REQUIRE n.name IS UNIQUE
DROP INDEX provision_text
DROP CONSTRAINT actor_id
USE system SHOW USERS
USE system MATCH (n) RETURN n
USE graph.byName('system') MATCH (n) RETURN n
DEALLOCATE DATABASES FROM SERVER 'x'
DRYRUN REALLOCATE DATABASES
ENABLE SERVER 'x'
""".strip().splitlines()

PROCEDURES = """
CALL dbms.listConfig()
CALL dbms.listConfig('password') YIELD value RETURN value
CALL dbms.components()
CALL dbms.info()
CALL dbms.killConnection('bolt-1')
CALL dbms.killConnections(['bolt-1'])
CALL dbms.listConnections()
CALL dbms.listActiveLocks('x')
CALL dbms.queryJmx('*:*')
CALL dbms.routing.getRoutingTable({}, 'neo4j')
CALL dbms.showCurrentUser()
CALL dbms.security.listUsers()
CALL dbms.upgrade()
CALL dbms.setConfigValue('a', 'b')
CALL db.info()
CALL db.clearQueryCaches()
CALL db.ping()
CALL db.checkpoint()
CALL db.resampleIndex('provision_text')
CALL db.prepareForReplanning(10)
CALL db.stats.collect('QUERIES')
CALL db.stats.retrieve('GRAPH COUNTS')
CALL db.awaitIndexes(1000)
CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()
CALL db.index.fulltext.listAvailableAnalyzers()
CALL tx.setMetaData({a: 1})
CALL tx.getMetaData()
CALL genai.vector.encodeBatch(['x'], 'OpenAI', {token: 'x'})
CALL apoc.load.json('http://127.0.0.1/')
CALL `dbms`.`listConfig`()
CALL dbms . listConfig ()
CALL /* x */ dbms.listConfig()
CALL dbms.\\u006cistConfig()
CALL \\u0064bms.listConfig()
call DBMS.LISTCONFIG()
CALL dbms.components
MATCH (n) CALL dbms.components() YIELD name RETURN name, n LIMIT 1
CALL { CALL dbms.listConfig() YIELD name, value RETURN name, value } RETURN *
OPTIONAL CALL dbms.components() YIELD name RETURN name
RETURN apoc.version()
RETURN apoc.cypher.runFirstColumnSingle('MATCH (n) RETURN n', {})
RETURN graph.names()
RETURN genai.vector.encode('x', 'OpenAI', {})
""".strip().splitlines()

CSV = """
LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line
load csv from 'file:///etc/passwd' as line return line
LOAD CSV WITH HEADERS FROM 'file:///etc/passwd' AS line RETURN line
LOAD CSV FROM 'http://127.0.0.1:1/x.csv' AS line RETURN line
LOAD CSV FROM 'https://127.0.0.1:1/x.csv' AS line RETURN line
LOAD CSV FROM 'ftp://127.0.0.1/x.csv' AS line RETURN line
LOAD CSV FROM 'jar:file:///x.jar!/x' AS line RETURN line
LOAD/* */CSV FROM 'file:///etc/hostname' AS line RETURN line
LOAD CSV FROM $url AS line RETURN line
MATCH (n) WITH n LIMIT 1 LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line
CALL { LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line } RETURN line
MATCH (n) WHERE EXISTS { LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line } RETURN n
RETURN COUNT { LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line }
RETURN COLLECT { LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line }
EXPLAIN LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line
PROFILE LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line
""".strip().splitlines()

CONTROL = """
BEGIN
COMMIT
ROLLBACK
:use system
:param x => 1
:auto MATCH (n) RETURN n
MATCH (n) RETURN n; MATCH (m) RETURN m
RETURN 1;RETURN 2;RETURN 3
UNWIND [1,2] AS x CALL { RETURN 1 AS y } IN TRANSACTIONS RETURN y
UNWIND [1,2] AS x CALL (x) { RETURN x AS y } IN 2 CONCURRENT TRANSACTIONS RETURN y
EXPLAIN EXPLAIN CREATE (n)
EXPLAIN PROFILE MATCH (n) RETURN n
PROFILE EXPLAIN CREATE (n)
\\u0045XPLAIN CREATE (n)
RETURN 1 */ CREATE (n)
'; CREATE (n) //
FINISH; CREATE (n)
DROP
$statement
""".strip().splitlines()


@pytest.mark.parametrize("text", WRITES)
def test_nothing_can_be_written(gate: Gate, text: str) -> None:
    assert refused(gate, text) in ("not_read", "several", "syntax", "operator", "procedure")


@pytest.mark.parametrize("text", ADMINISTRATION)
def test_nothing_is_administered_or_shown(gate: Gate, text: str) -> None:
    assert refused(gate, text) in ("operator", "syntax", "query", "not_read", "function")


@pytest.mark.parametrize("text", PROCEDURES)
def test_no_procedure_or_function_outside_the_list(gate: Gate, text: str) -> None:
    assert refused(gate, text) in ("procedure", "function", "syntax")


@pytest.mark.parametrize("text", CSV)
def test_no_file_and_no_address_is_opened(gate: Gate, text: str) -> None:
    assert refused(gate, text, url="file:///etc/passwd") in ("operator", "syntax")


@pytest.mark.parametrize("text", CONTROL)
def test_one_plain_statement_only(gate: Gate, text: str) -> None:
    assert refused(gate, text, statement="MATCH (n) RETURN n") in ("syntax", "several", "operator", "query", "not_read")


@pytest.mark.parametrize(
    "text",
    [
        "UNWIND range(1, 1000000000) AS x RETURN sum(x)",
        "MATCH p = (a)-[*]-(b) RETURN count(p)",
        "MATCH (a), (b), (c), (d) RETURN sum(size(a.id + b.id + c.id + d.id))",
        "MATCH (a), (b), (c), (d) WHERE a.id < b.id AND b.id < c.id AND c.id < d.id RETURN count(*)",
        "MATCH p = (a)-[:HAS_PART|STATED_IN|BEARS]-+(b) RETURN count(p)",
        "RETURN COUNT { UNWIND range(1, 1000000000) AS x RETURN x }",
    ],
)
def test_nothing_outlives_its_timeout(gate: Gate, text: str) -> None:
    started = time.monotonic()
    assert refused(gate, text) in ("timeout", "memory")
    assert time.monotonic() - started < 60  # generous: the machine may be busy; without a timeout these take hours
    assert running_queries(gate) == 0


def running_queries(gate: Gate) -> int:
    """Transactions on the server other than this one, soon after a query ended."""
    for _ in range(50):
        rows = gate._inner.rows(
            "SHOW TRANSACTIONS YIELD currentQuery WHERE NOT currentQuery STARTS WITH 'SHOW' RETURN currentQuery"
        )
        if not rows:
            return 0
        time.sleep(0.2)
    return len(rows)


@pytest.mark.parametrize(
    "text",
    [
        "RETURN range(1, 100000000)",
        "RETURN reduce(s = 'a', x IN range(1, 40) | s + s)",
        "UNWIND range(1, 100) AS i RETURN collect(range(1, 1000000))",
        "MATCH (a), (b), (c) RETURN collect(a.text + b.text + c.text)",
    ],
)
def test_one_huge_value_is_refused(gate: Gate, text: str) -> None:
    assert refused(gate, text) in ("memory", "too_big", "timeout")


def deep(n: int) -> str:
    return "RETURN " + "[" * n + "1" + "]" * n


@pytest.mark.parametrize(
    "text",
    [
        "RETURN " + "1+" * 4000 + "1",
        "RETURN [" + ",".join(["1"] * 4000) + "]",
        "MATCH " + ", ".join(f"(n{i})" for i in range(60)) + " RETURN count(*)",
        "MATCH " + "--".join(f"(n{i})" for i in range(60)) + " RETURN count(*)",
        " UNION ".join(f"RETURN {i} AS x" for i in range(200)),
        "MATCH (n) WHERE " + " OR ".join(f"(n.a = {i} AND n.b = {i})" for i in range(60)) + " RETURN n",
        "RETURN " + "NOT " * 2000 + "true",
        "MATCH (n) " + "".join(f"WITH n AS n{i} MATCH (n) " for i in range(80)) + "RETURN count(*)",
        "RETURN '" + "x" * 19_000 + "'",
        "RETURN 1 AS `" + "x" * 19_000 + "`",
        deep(140),
        deep(5000),
        "MATCH (n) WHERE " + "(" * 140 + "n.x = 1" + ")" * 140 + " RETURN n",
        "CALL {" * 40 + "RETURN 1 AS x" + "} RETURN x AS x" * 40,
        "RETURN " + "-" * 3000 + "1",
        "x" * 30_000,
        "\x00\x01\x02",
        "\ud800",
        "RETURN '\ud800'",
        "\\u000aRETURN 1",
        "RETURN 1 // \\u000a CREATE (n)",
    ],
)
def test_monstrous_texts_leave_the_server_well(gate: Gate, text: str) -> None:
    try:
        answer = gate.run(text)
    except GraphError as failure:
        assert failure.message("zh")
    else:
        assert len(answer.rows) <= QUICK.rows
    assert gate.run("RETURN 1 AS x").rows == ((1,),)


def test_rows_are_cut_and_said_so(gate: Gate) -> None:
    answer = gate.run("UNWIND range(1, 100000000) AS x RETURN x")
    assert (len(answer.rows), answer.cut) == (QUICK.rows, "rows")
    assert gate.run("UNWIND range(1, 50) AS x RETURN x").cut is None


def test_bytes_are_cut_and_said_so(gate: Gate) -> None:
    answer = gate.run("UNWIND range(1, 40) AS x RETURN [y IN range(1, 2000) | 'xx']")
    assert answer.cut == "bytes"
    assert 0 < len(answer.rows) < 40


def test_explain_gives_the_plan_and_no_rows(gate: Gate) -> None:
    answer = gate.run("EXPLAIN MATCH (n:Article) RETURN n")
    assert answer.rows == ()
    assert answer.plan is not None


def test_profile_gives_both(gate: Gate) -> None:
    answer = gate.run("// 数一数\nPROFILE MATCH (n:Article) RETURN count(n) AS n")
    assert answer.rows == ((54,),)
    assert answer.plan is not None
    assert answer.plan.real == 1


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n:Article) RETURN n.label ORDER BY n.start LIMIT 3",
        "match (a:Actor)-[:BEARS]->(n:Duty) return a.name, count(n) as n order by n desc limit 3;",
        "CALL db.labels()",
        "CALL `db`.`labels`() YIELD label RETURN label",
        "CALL db.relationshipTypes() YIELD relationshipType AS t RETURN t",
        "CALL db.index.fulltext.queryNodes('provision_text', '公共数据') YIELD node, score RETURN node.label, score LIMIT 2",
        "MATCH p = shortestPath((a:Actor)-[*..6]-(b:Conduct)) RETURN p LIMIT 2",
        "MATCH (a:Actor) WHERE EXISTS { (a)-[:BEARS]->(:Prohibition) } RETURN a.name LIMIT 2",
        "MATCH (a:Actor) RETURN a.name, COUNT { (a)--() } AS n ORDER BY n DESC LIMIT 2",
        "MATCH (n:Norm) RETURN n.modality AS m, count(*) AS n UNION ALL RETURN 'x' AS m, 0 AS n",
        "RETURN date('2022-08-01') + duration({days: 30}) AS d, duration.between(date('2022-01-01'), date('2022-08-01')) AS e",
        "MATCH (a:Actor)-[:BEARS]->{1,2}(n) RETURN count(*)",
        "MATCH (n:Provision) WHERE n.text CONTAINS 'CREATE' OR n.text =~ '.*罚款.*' RETURN n.label LIMIT 2",
        "MATCH (n) WHERE n.id = $id RETURN n",
        "MATCH (n:Provision&!Article) RETURN count(n)",
        "CYPHER runtime=slotted MATCH (n:Actor) RETURN count(n)",
        "UNWIND $list AS x WITH x WHERE x > 1 RETURN collect(x)",
    ],
)
def test_honest_queries_pass(gate: Gate, text: str) -> None:
    answer = gate.run(text, {"id": gold_statute().id, "list": [1, 2, 3]})
    assert answer.rows


def test_values_carry_our_ids_only(gate: Gate) -> None:
    answer = gate.run("MATCH p = (a:Actor)-[r:BEARS]->(n) RETURN p, a, r, collect(n) AS l, {k: a} AS m LIMIT 1")
    path, actor, edge, listed, mapped = answer.rows[0]
    assert isinstance(path, PathValue)
    assert isinstance(actor, NodeValue)
    assert isinstance(edge, EdgeValue)
    assert actor.id == path.nodes[0].id == edge.source == mapped["k"].id
    assert edge.target == listed[0].id == path.nodes[1].id
    assert {node.id for node in answer.nodes} == {actor.id, listed[0].id}


def test_the_ends_of_relationships_come_along(gate: Gate) -> None:
    answer = gate.run("MATCH ()-[r:VIOLATES]->() RETURN r LIMIT 3")
    ends = {end for edge in answer.edges for end in (edge.source, edge.target)}
    assert ends == {node.id for node in answer.nodes}
    assert all(end.startswith(gold_statute().id) for end in ends)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("MATCH (n) RETRUN n", 1, 11), ("\n\n  MATCH (a", 3, 11), ("// 注\nEXPLAIN MATCH (n) RETRUN n", 2, 19)],
)
def test_syntax_errors_say_where(gate: Gate, text: str, line: int, column: int) -> None:
    with pytest.raises(GraphError) as failure:
        gate.run(text)
    assert failure.value.code == "syntax"
    assert (failure.value.values["line"], failure.value.values["column"]) == (line, column)


def test_missing_parameters_are_named(gate: Gate) -> None:
    with pytest.raises(GraphError) as failure:
        gate.run("MATCH (n {id: $编号}) RETURN n, $b", {})
    assert failure.value.code == "parameter"
    assert failure.value.values["names"] == "$编号、$b"


def test_a_parameter_is_a_value_never_code(gate: Gate) -> None:
    answer = gate.run("RETURN $x AS x", {"x": "'}) DETACH DELETE n //"})
    assert answer.rows == (("'}) DETACH DELETE n //",),)


@pytest.mark.parametrize("value", ["\ud800", 2**70, object(), {1: 2}, [{"a": "\udfff"}]])
def test_a_parameter_that_cannot_be_sent_is_refused(gate: Gate, value: object) -> None:
    with pytest.raises(GraphError) as failure:
        gate.run("RETURN $x AS x", {"x": value})
    assert failure.value.code == "bad_parameter"
    assert gate.run("RETURN $x AS x", {"x": 1}).rows == ((1,),)


def test_csv_has_bom_and_no_formulas(gate: Gate) -> None:
    data = gate.run("RETURN '=1+1' AS a, -5 AS b, '+SUM(A1)' AS c, '数据' AS d, ['x','y'] AS e, null AS f").csv()
    assert data == b"\xef\xbb\xbfa,b,c,d,e,f\r\n" + "'=1+1,-5,'+SUM(A1),数据,x、y,\r\n".encode()


def test_many_at_once_all_get_an_answer(gate: Gate) -> None:
    results: list[object] = []

    def ask() -> None:
        try:
            results.append(gate.run("MATCH (n:Article) RETURN count(n)").rows)
        except GraphError as failure:
            results.append(failure.code)

    threads = [threading.Thread(target=ask) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(map(str, results)) <= {"((54,),)", "busy"}
    assert str(results[0]) == "((54,),)"


def test_a_crowd_of_slow_queries_gets_a_message_and_leaves_room(store: Store) -> None:
    with Gate(store, Limits(seconds=3.0)) as gate:
        codes: list[str] = []

        def ask() -> None:
            try:
                gate.run("UNWIND range(1, 1000000000) AS x RETURN sum(x)")
            except GraphError as failure:
                codes.append(failure.code)

        threads = [threading.Thread(target=ask) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(codes) == 20
        assert set(codes) <= {"timeout", "busy", "lost"}
        assert gate.run("RETURN 1").rows == ((1,),)


def test_a_thousand_random_valid_queries(gate: Gate, store: Store) -> None:
    chance = random.Random(20221101)
    labels = ["Actor", "Norm", "Duty", "Article", "Provision", "Conduct", "Measure", "Sanction", "Term", "Source"]
    types = ["BEARS", "STATED_IN", "VIOLATES", "PUNISHES", "HAS_STEP", "THEN", "IMPOSED_BY", "REFERS_TO", "HAS_PART", "USES"]
    properties = ["name", "text", "kind", "order", "id", "modality", "missing"]

    def query() -> str:
        label, type_, key = chance.choice(labels), chance.choice(types), chance.choice(properties)
        where = chance.choice(["", f" WHERE a.{key} IS NOT NULL", f" WHERE a.{key} CONTAINS '数'", f" WHERE a.{key} > 3"])
        give = chance.choice([f"a.{key} AS x", "a AS x", "r AS x", "b AS x", "type(r) AS x", "[a.id, b.id] AS x"])
        arrow = chance.choice(["-[r:{}]->", "<-[r:{}]-", "-[r:{}]-"]).format(type_)
        return f"MATCH (a:{label}){arrow}(b){where} RETURN DISTINCT {give} LIMIT {chance.randint(1, 60)}"

    for _ in range(1000):
        answer = gate.run(query())
        assert len(answer.rows) <= QUICK.rows
        answer.json()
    assert store.rows("RETURN 1 AS x") == [{"x": 1}]


def test_a_thousand_malformed_queries(gate: Gate, store: Store) -> None:
    chance = random.Random(20221102)
    pieces = [
        "MATCH",
        "(",
        "n",
        ":",
        ")",
        "-",
        "[",
        "]",
        ">",
        "<",
        "{",
        "}",
        "RETURN",
        "WHERE",
        "'x'",
        '"',
        "`",
        ";",
        ",",
        ".",
        "*",
        "/",
        "//",
        "数据",
        "$p",
        "|",
        "=",
        "1",
        "AND",
        "CREATE",
        "UNION",
        "WITH",
        "CALL",
        "\\u0041",
    ]
    for _ in range(1000):
        text = " ".join(chance.choice(pieces) for _ in range(chance.randint(1, 14)))
        try:
            answer = gate.run(text, {"p": 1})
        except GraphError as failure:
            assert failure.message("zh")
        else:
            assert len(answer.rows) <= QUICK.rows
    assert store.rows("RETURN 1 AS x") == [{"x": 1}]


def test_readers_through_the_gate_see_whole_statutes(store: Store) -> None:
    versions = [small("戊条例", articles=n, words=words) for n, words in ((40, "旧"), (70, "新"))]
    load_records(store, versions[:1])
    over = threading.Event()
    seen: set[tuple[object, ...]] = set()
    with Gate(store) as gate:

        def read() -> None:
            while not over.is_set():
                seen.add(
                    gate.run(
                        "MATCH (s:Statute {id: '戊条例@2020-01-01'})-[:HAS_PART]->(a)<-[:STATED_IN]-(n:Norm {text: s.sourceHash}) "
                        "RETURN s.sourceHash, count(a), count(DISTINCT a.text)"
                    ).rows[0]
                )

        reader = threading.Thread(target=read)
        reader.start()
        for turn in range(6):
            load_records(store, [versions[(turn + 1) % 2]])
        over.set()
        reader.join()
    assert seen == {("旧", 40, 40), ("新", 70, 70)}
