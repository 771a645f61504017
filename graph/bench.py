"""``python -m graph bench``: rates of loading against plain UNWIND in the same run, and chain queries at 1, 100 and 1,000 statutes.

The graph is the bundled statute's, copied under other ids; ratios say more than rates, as they hold on any machine.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from ingest.pipeline import parse
from ingest.read import read_file

from .load import load_records, prepare
from .questions import question
from .records import EdgeRow, NodeRow, Records, records_of
from .server.process import start
from .store import Store

BUNDLED = Path(__file__).parents[1] / "data" / "statutes"
_REPEATS = 60
_AT_ONCE = 50
_CHAIN = (
    "MATCH (a:Actor {id: $id})-[:BEARS]->(d:Norm)-[:STATED_IN]->(p:Provision) "
    "OPTIONAL MATCH (d)<-[v:VIOLATES]-(c:Conduct)<-[:PUNISHES]-(s:Sanction)-[:HAS_STEP]->(m:Measure) "
    "OPTIONAL MATCH (m)-[:IMPOSED_BY]->(e:Actor) "
    "WITH d, p, c, m, collect(e.id) AS by RETURN d.id, p.id, c.id, m.id, by ORDER BY p.start LIMIT 40"
)
_SAME_NAME = (
    "MATCH (b:Actor {name: $name})-[:BEARS]->(d:Norm)-[:STATED_IN]->(p:Provision) RETURN b.statute, d.id, p.id LIMIT 40"
)


class Rate(msgspec.Struct, frozen=True):
    """Rows per second."""

    what: str
    nodes: float
    edges: float


class Latency(msgspec.Struct, frozen=True):
    """A query's time in milliseconds over many runs, in a graph of so many statutes and nodes."""

    what: str
    statutes: int
    nodes: int
    median: float
    p95: float


def copies(records: Records, count: int, begin: int = 0) -> Iterator[Records]:
    """``records`` under other ids, numbered from ``begin`` up to ``count``, as if they were other statutes with the same actors."""
    for number in range(begin, count):
        old, new = records.statute, f"{records.statute}·{number:04d}"

        def renamed(text: str, old: str = old, new: str = new) -> str:
            return new + text[len(old) :] if text.startswith(old) else text

        yield Records(
            new,
            tuple(
                NodeRow(renamed(n.id), n.labels, {**n.properties, "id": renamed(n.id), "statute": new}) for n in records.nodes
            ),
            tuple(
                EdgeRow(
                    renamed(e.source),
                    e.type,
                    renamed(e.target),
                    {**e.properties, "id": renamed(str(e.properties["id"])), "statute": new},
                )
                for e in records.edges
            ),
        )


def plain_rate(store: Store, nodes: int = 20_000) -> Rate:
    """The yardstick: plain UNWIND MERGE of synthetic rows under a uniqueness constraint, 2,000 a batch."""
    store.schema("CREATE CONSTRAINT bench_id IF NOT EXISTS FOR (n:Bench) REQUIRE n.id IS UNIQUE")
    rows = [{"id": f"条例:c1.a{n}", "name": f"第{n}条", "text": "市人民政府应当建立工作机制" * 4} for n in range(nodes)]
    links = [[rows[n]["id"], rows[(n * 7 + 1) % nodes]["id"], {"quote": "市人民政府应当"}] for n in range(nodes)]

    def batches(statement: str, data: list[object]) -> float:
        begun = time.perf_counter()
        for at in range(0, len(data), 2_000):
            part = data[at : at + 2_000]
            store.write(lambda transaction, part=part: transaction.run(statement, rows=part).consume())  # type: ignore[misc]
        return len(data) / (time.perf_counter() - begun)

    node_rate = batches("UNWIND $rows AS row MERGE (n:Bench {id: row.id}) SET n += row", list(rows))
    edge_rate = batches(
        "UNWIND $rows AS row MATCH (a:Bench {id: row[0]}) MATCH (b:Bench {id: row[1]}) MERGE (a)-[r:NEXT]->(b) SET r += row[2]",
        list(links),
    )
    store.schema("MATCH (n:Bench) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")
    store.schema("DROP CONSTRAINT bench_id")
    return Rate("plain UNWIND MERGE", node_rate, edge_rate)


def loading_rate(store: Store, records: list[Records]) -> tuple[float, float, float]:
    """Nodes, relationships and seconds of loading ``records`` as statutes, with everything loading does."""
    begun = time.perf_counter()
    load_records(store, records)
    seconds = time.perf_counter() - begun
    return sum(len(one.nodes) for one in records), sum(len(one.edges) for one in records), seconds


def latency(store: Store, what: str, statement: str, parameters: dict[str, object], statutes: int, nodes: int) -> Latency:
    """The query's time once its plan is warm."""
    for _ in range(5):
        store.rows(statement, parameters)
    times = []
    for _ in range(_REPEATS):
        begun = time.perf_counter()
        store.rows(statement, parameters)
        times.append((time.perf_counter() - begun) * 1000)
    times.sort()
    return Latency(what, statutes, nodes, statistics.median(times), times[int(0.95 * len(times))])


def run(sizes: tuple[int, ...], say: Callable[[str], None]) -> None:
    """Prints the figures; the server, its data and the library are temporary."""
    path = next(iter(sorted(BUNDLED.glob("*.txt"))))
    bundled = records_of(parse(read_file(path))[0])
    with tempfile.TemporaryDirectory(prefix="famai-bench-") as folder:
        server = start(Path(folder))
        try:
            from .store import open_store

            with open_store(server.address) as store:
                _run(store, bundled, sizes, say)
        finally:
            server.stop()


def _run(store: Store, bundled: Records, sizes: tuple[int, ...], say: Callable[[str], None]) -> None:
    prepare(store)
    load_records(store, list(copies(bundled, 3)))  # warm
    plain_rate(store, 4_000)
    say(f"一部法规：{len(bundled.nodes)} 个节点，{len(bundled.edges)} 条关系")
    plain = plain_rate(store)
    say(f"普通 UNWIND MERGE（合成行）：{plain.nodes:,.0f} 节点/秒，{plain.edges:,.0f} 关系/秒")
    have = 3
    for size in sizes:
        if size > have:
            nodes = edges = 0
            seconds = ideal = 0.0
            for at in range(have, size, _AT_ONCE):
                part = list(copies(bundled, min(size, at + _AT_ONCE), at))
                counted = loading_rate(store, part)
                nodes, edges, seconds = nodes + int(counted[0]), edges + int(counted[1]), seconds + counted[2]
                # The yardstick again, as the server warms up and the machine has other work: what it would take for as many rows.
                before, plain = plain, plain_rate(store, 4_000)
                ideal += counted[0] * 2 / (before.nodes + plain.nodes) + counted[1] * 2 / (before.edges + plain.edges)
            say(
                f"载入 {size - have} 部：{nodes:,} 节点，{edges:,} 关系，{seconds:.1f} 秒"
                f"（{(nodes + edges) / seconds:,.0f} 行/秒；同样多的行用普通 UNWIND MERGE 要 {ideal:.1f} 秒，速度是它的 {ideal / seconds:.0%}）"
            )
            have = size
        total = int(store.rows("MATCH (n) RETURN count(n) AS n")[0]["n"])
        actor = store.rows(
            "MATCH (a:Actor)-[r:BEARS]->() WITH a, count(r) AS n ORDER BY n DESC LIMIT 1 RETURN a.id AS id, a.name AS name, "
            "a.statute AS statute"
        )[0]
        for what, statement, parameters in (
            ("责任链（承担最多的主体）", _CHAIN, {"id": actor["id"]}),
            ("同名主体的义务（跨法规）", _SAME_NAME, {"name": actor["name"]}),
            (
                "问题：这个主体的责任链",
                question("chains-of-an-actor").cypher,
                {"statute": actor["statute"], "actor": actor["name"]},
            ),
            ("RETURN 1", "RETURN 1", {}),
        ):
            found = latency(store, what, statement, dict(parameters), have, total)
            say(f"{max(size, have)} 部 {total:,} 节点　{what}：中位 {found.median:.1f} ms，p95 {found.p95:.1f} ms")
