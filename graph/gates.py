"""Four gates for typed queries. Neo4j's read mode is no sandbox: it runs LOAD CSV, SHOW SETTINGS, administrative procedures.

1. The plan (EXPLAIN) must be of a reading query, and hold no operator and call no procedure or function outside an allow-list.
2. It runs in a READ transaction, 3. with a timeout the server enforces, 4. and with limits on rows and bytes; the answer says
   when there is more.
"""

from __future__ import annotations

import re
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import msgspec
from neo4j import READ_ACCESS, Record, Transaction
from neo4j.exceptions import DriverError

from .answer import Answer, Reader
from .errors import GraphError
from .plans import Plan, operators, read_plan
from .relay import Relay
from .seal import read_whole
from .server.process import Address
from .statement import Statement, read_statement
from .store import Store, open_store

PROCEDURES = (
    "db.labels",
    "db.relationshipTypes",
    "db.propertyKeys",
    "db.schema.visualization",
    "db.schema.nodeTypeProperties",
    "db.schema.relTypeProperties",
    "db.index.fulltext.queryNodes",
    "db.index.fulltext.queryRelationships",
)

# Name spaces of the language's own functions. Others come from plug-ins, and nobody knows what those read.
_NAMESPACES = ("date.", "datetime.", "localdatetime.", "localtime.", "time.", "duration.", "point.", "vector.similarity.")

# The reading operators of Neo4j 5 and later; brackets after a name are variants of it. What is not here is refused.
_OPERATORS = frozenset(
    [
        "AllNodesScan",
        "PartitionedAllNodesScan",
        "NodeByLabelScan",
        "PartitionedNodeByLabelScan",
        "UnionNodeByLabelsScan",
        "PartitionedUnionNodeByLabelsScan",
        "IntersectionNodeByLabelsScan",
        "PartitionedIntersectionNodeByLabelsScan",
        "SubtractionNodeByLabelsScan",
        "PartitionedSubtractionNodeByLabelsScan",
        "NodeByIdSeek",
        "NodeByElementIdSeek",
        "NodeIndexSeek",
        "NodeUniqueIndexSeek",
        "NodeIndexSeekByRange",
        "NodeUniqueIndexSeekByRange",
        "MultiNodeIndexSeek",
        "NodeIndexScan",
        "NodeIndexContainsScan",
        "NodeIndexEndsWithScan",
        "PartitionedNodeIndexSeek",
        "PartitionedNodeIndexSeekByRange",
        "PartitionedNodeIndexScan",
        "DirectedAllRelationshipsScan",
        "UndirectedAllRelationshipsScan",
        "PartitionedDirectedAllRelationshipsScan",
        "PartitionedUndirectedAllRelationshipsScan",
        "DirectedRelationshipTypeScan",
        "UndirectedRelationshipTypeScan",
        "PartitionedDirectedRelationshipTypeScan",
        "PartitionedUndirectedRelationshipTypeScan",
        "DirectedUnionRelationshipTypesScan",
        "UndirectedUnionRelationshipTypesScan",
        "PartitionedDirectedUnionRelationshipTypesScan",
        "PartitionedUndirectedUnionRelationshipTypesScan",
        "DirectedRelationshipByIdSeek",
        "UndirectedRelationshipByIdSeek",
        "DirectedRelationshipByElementIdSeek",
        "UndirectedRelationshipByElementIdSeek",
        "DirectedRelationshipIndexSeek",
        "UndirectedRelationshipIndexSeek",
        "DirectedRelationshipIndexScan",
        "UndirectedRelationshipIndexScan",
        "DirectedRelationshipIndexSeekByRange",
        "UndirectedRelationshipIndexSeekByRange",
        "DirectedRelationshipIndexContainsScan",
        "UndirectedRelationshipIndexContainsScan",
        "DirectedRelationshipIndexEndsWithScan",
        "UndirectedRelationshipIndexEndsWithScan",
        "NodeCountFromCountStore",
        "RelationshipCountFromCountStore",
        "Expand",
        "OptionalExpand",
        "VarLengthExpand",
        "PruningVarLengthExpand",
        "BFSPruningVarLengthExpand",
        "Repeat",
        "BidirectionalRepeat",
        "NullifyMetadata",
        "ShortestPath",
        "StatefulShortestPath",
        "ProjectEndpoints",
        "PathPropagatingBFS",
        "Apply",
        "SemiApply",
        "AntiSemiApply",
        "LetSemiApply",
        "LetAntiSemiApply",
        "SelectOrSemiApply",
        "SelectOrAntiSemiApply",
        "LetSelectOrSemiApply",
        "LetSelectOrAntiSemiApply",
        "RollUpApply",
        "ConditionalApply",
        "AntiConditionalApply",
        "TriadicSelection",
        "TriadicBuild",
        "TriadicFilter",
        "Argument",
        "ArgumentTracker",
        "CartesianProduct",
        "NodeHashJoin",
        "ValueHashJoin",
        "LeftOuterHashJoin",
        "RightOuterHashJoin",
        "AssertSameNode",
        "AssertSameRelationship",
        "Filter",
        "Projection",
        "CacheProperties",
        "RemoteBatchProperties",
        "Distinct",
        "OrderedDistinct",
        "EagerAggregation",
        "OrderedAggregation",
        "Aggregation",
        "Sort",
        "PartialSort",
        "Top",
        "PartialTop",
        "Top1WithTies",
        "PartialTop1WithTies",
        "Limit",
        "ExhaustiveLimit",
        "Skip",
        "Optional",
        "Unwind",
        "UnwindCollection",
        "Union",
        "OrderedUnion",
        "Eager",
        "EmptyRow",
        "EmptyResult",
        "DropResult",
        "PreserveOrder",
        "ProduceResults",
        "ProduceResult",
        "ProcedureCall",
        "Input",
    ]
)

_NAME = re.compile(r"[A-Za-z0-9]+")
_KEPT_APPROVALS = 512
_AT_ONCE = 16
_WAIT = 10.0
_GRACE = 5.0
_LIVENESS = 3.0  # a connection unused for longer is tried before use


class Limits(msgspec.Struct, frozen=True):
    """What one typed query may take."""

    seconds: float = 20.0
    rows: int = 1_000
    bytes: int = 4_000_000
    transfer: int = 16_000_000


class Approval(msgspec.Struct, frozen=True):
    """What the first gate found: the statement, its columns as far as the plan tells, and its plan."""

    statement: Statement
    plan: Plan


class Gate:
    """The way of typed queries to the database. One for a store; safe from many threads; ``close`` it."""

    def __init__(self, store: Store, limits: Limits | None = None, on_stuck: Callable[[], None] | None = None) -> None:
        """``on_stuck`` is called (in another thread) when a query goes on in the server after its timeout and our hanging up.

        The server looks at the clock between rows, not within one: a comprehension over a comprehension can keep it for hours,
        and nothing but ending the server ends that.
        """
        self.limits = limits or Limits()
        self.name = secrets.token_hex(8)
        self._on_stuck = on_stuck or store.on_stuck
        self.relay = _relay_before(store.address, self.limits)
        self._inner = store
        self._store = store if self.relay is None else open_store(_through(store.address, self.relay), liveness=_LIVENESS)
        self._approved: OrderedDict[str, Approval] = OrderedDict()
        self._guard = threading.Lock()
        self._seats = threading.BoundedSemaphore(_AT_ONCE)

    def close(self) -> None:
        if self.relay is not None:
            self._store.close()
            self.relay.close()

    def __enter__(self) -> Gate:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def approve(self, text: str, parameters: dict[str, Any] | None = None) -> Approval:
        """The first gate: raises GraphError unless ``text`` is one statement that only reads our graph."""
        statement = read_statement(text)
        for call in statement.calls:
            if call not in PROCEDURES and not call.lower().startswith(_NAMESPACES):
                code = "procedure" if _is_procedure(statement.body, call) else "function"
                raise GraphError(code, name=call, allowed="、".join(PROCEDURES))
        with self._guard:
            known = self._approved.get(statement.body)
        if known is not None:
            return msgspec.structs.replace(known, statement=statement)
        plan = self._explain(statement, parameters or {})
        for operator in operators(plan):
            _refuse(operator)
        approval = Approval(statement, plan)
        with self._guard:
            self._approved[statement.body] = approval
            while len(self._approved) > _KEPT_APPROVALS:
                self._approved.popitem(last=False)
        return approval

    def run(self, text: str, parameters: dict[str, Any] | None = None, limits: Limits | None = None) -> Answer:
        """Runs a typed statement through all gates. EXPLAIN gives the plan and no rows, PROFILE both."""
        limits = limits or self.limits
        parameters = parameters or {}
        if not self._seats.acquire(timeout=_WAIT):
            raise GraphError("busy")
        started = time.monotonic()
        cuts, silences = (self.relay.cuts, self.relay.silences) if self.relay else (0, 0)
        try:
            approval = self.approve(text, parameters)
            if approval.statement.mode == "explain":
                return Answer((), (), plan=approval.plan)
            missing = [name for name in approval.statement.parameters if name not in parameters]
            if missing:
                raise GraphError("parameter", names="、".join(f"${name}" for name in missing))
            return self._read(approval.statement, parameters, limits)
        except (UnicodeEncodeError, OverflowError, TypeError, ValueError) as failure:
            raise GraphError("bad_parameter", name="、".join(parameters), why=failure) from failure
        except GraphError as failure:
            if failure.code == "timeout":
                raise GraphError("timeout", seconds=round(limits.seconds)) from failure
            late = time.monotonic() - started > limits.seconds
            if failure.code in ("lost", "unreachable") and late and self.relay and self.relay.silences > silences:
                threading.Thread(target=self._look_after_stuck, args=(limits.seconds,), name="stuck", daemon=True).start()
                raise GraphError("timeout", seconds=round(limits.seconds)) from failure
            if failure.code in ("lost", "unreachable") and self.relay and self.relay.cuts > cuts:
                raise GraphError("too_big", limit=limits.transfer // 1_000_000) from failure
            if failure.code == "unreachable":
                raise GraphError("unreachable", uri=self._inner.address.uri) from failure
            raise
        finally:
            self._seats.release()

    @property
    def _tag(self) -> dict[str, Any]:
        return {"gate": self.name}

    def stuck(self, seconds: float) -> int:
        """How many queries of this gate run on the server though their time was over ``seconds`` ago."""
        rows = self._inner.rows(
            "SHOW TRANSACTIONS YIELD metaData, elapsedTime WHERE metaData.gate = $gate AND elapsedTime.milliseconds > $limit "
            "RETURN count(*) AS n",
            {"gate": self.name, "limit": int(1000 * seconds)},
        )
        return int(rows[0]["n"])

    def _look_after_stuck(self, seconds: float) -> None:
        time.sleep(_GRACE)  # the server may yet see that its client is gone
        try:
            if self.stuck(seconds + _GRACE) and self._on_stuck is not None:
                self._on_stuck()
        except GraphError:
            return

    def _explain(self, statement: Statement, parameters: dict[str, Any]) -> Plan:
        # EXPLAIN on a line of its own: the server's columns stay those of the text.
        text = "EXPLAIN\n" + statement.body
        try:
            with (
                self._store.translated(),
                self._store.session() as session,
                session.begin_transaction(timeout=self.limits.seconds, metadata=self._tag) as transaction,
            ):
                summary = transaction.run(text, parameters).consume()
        except GraphError as failure:
            if failure.code == "syntax" and "but got:" in str(failure.values["why"]):
                raise GraphError("several") from failure
            raise _moved(failure) from failure
        if summary.query_type != "r" or summary.plan is None:
            plan = read_plan(summary.plan) if summary.plan else Plan("?")
            for operator in operators(plan):
                if operator.operator == "ProcedureCall":
                    _refuse(operator)
            if summary.query_type in ("w", "rw"):
                raise GraphError("not_read")
            raise GraphError("operator", operator=plan.operator if plan.operator != "ProduceResults" else "administration")
        return read_plan(summary.plan)

    def _read(self, statement: Statement, parameters: dict[str, Any], limits: Limits) -> Answer:
        text = "PROFILE\n" + statement.body if statement.mode == "profile" else statement.body
        store = self._store
        started = time.monotonic()
        with store.translated():
            session = store.driver.session(
                database=store.address.database, default_access_mode=READ_ACCESS, fetch_size=min(limits.rows + 1, 500)
            )
            try:
                with session, session.begin_transaction(timeout=limits.seconds, metadata={"gate": self.name}) as transaction:
                    return read_whole(transaction, lambda: _rows(transaction, text, parameters, limits, started))
            except _HungUp as enough:
                return enough.answer


class _HungUp(Exception):
    """The relay hung up while the rest of an answer that was cut anyway was thrown away: what we have stands."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer


def _rows(transaction: Transaction, text: str, parameters: dict[str, Any], limits: Limits, started: float) -> Answer:
    """The fourth gate: takes rows until a limit is reached."""
    result = transaction.run(text, parameters)
    columns = tuple(result.keys())
    reader = Reader()
    records: list[Record] = []
    size = 0
    cut = None
    for record in result:
        if len(records) >= limits.rows:
            cut = "rows"
            break
        size += sum(reader.note(value) for value in record.values())
        if size > limits.bytes:
            if not records:
                raise GraphError("too_big", limit=limits.bytes // 1_000_000)
            cut = "bytes"
            break
        records.append(record)
    rest = None
    try:
        rest = result.consume()
        ends = reader.open_ends()
        if ends and len(ends) <= limits.rows:
            for row in transaction.run("MATCH (n) WHERE elementId(n) IN $ids RETURN n", ids=ends):
                reader.note(row["n"])
    except DriverError:
        if cut is None:
            raise
    answer = Answer(
        columns,
        tuple(tuple(reader.read(value) for value in record.values()) for record in records),
        cut,
        time.monotonic() - started,
        tuple(reader.nodes.values()),
        reader.edges,
        read_plan(rest.profile) if rest is not None and rest.profile else None,
    )
    if rest is None:
        raise _HungUp(answer)
    return answer


def _refuse(operator: Plan) -> None:
    """Raises unless the operator, and the procedure it calls, is allowed."""
    name = _NAME.match(operator.operator)
    if name is None or name.group() not in _OPERATORS:
        raise GraphError("operator", operator=operator.operator)
    if name.group() == "ProcedureCall":
        procedure = operator.details.partition("(")[0].replace("`", "").strip()
        if procedure not in PROCEDURES:
            raise GraphError("procedure", name=procedure or "?", allowed="、".join(PROCEDURES))


def _is_procedure(body: str, name: str) -> bool:
    first = re.escape(name.split(".")[0])
    return re.search(rf"\bCALL\s+`?{first}", body, re.IGNORECASE) is not None


def _moved(failure: GraphError) -> GraphError:
    """A syntax error's position in the text without our first line."""
    if failure.code != "syntax":
        return failure
    values = dict(failure.values)
    line, column, offset = int(str(values["line"])), int(str(values["column"])), int(str(values["offset"]))
    values |= {
        "line": max(1, line - 1),
        "column": max(1, column if line > 1 else 1),
        "offset": max(0, offset - len("EXPLAIN\n")),
    }
    return GraphError("syntax", **values)


def _relay_before(address: Address, limits: Limits) -> Relay | None:
    """A relay for a plain Bolt address; encrypted and routed connections go straight (their limits are the other gates)."""
    parts = urlsplit(address.uri)
    if parts.scheme != "bolt" or not parts.hostname:
        return None
    return Relay(parts.hostname, parts.port or 7687, limits.transfer, limits.seconds + _GRACE)


def _through(address: Address, relay: Relay) -> Address:
    return msgspec.structs.replace(address, uri=f"bolt://127.0.0.1:{relay.port}")
