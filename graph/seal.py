"""Readers see the old graph or the new one. Neo4j reads what is committed, record by record: a query that runs while another
transaction's changes are being applied can see half of them. So a writer announces the moment of its commit on one node
(``Library``), and a reader whose query overlapped with it asks again.

The node counts the writers that are committing (``writing``) and the commits done (``revision``): a sequence lock. A writer that
died between the two marks would leave ``writing`` up for ever, so it counts for ``_STALE`` milliseconds only.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

import msgspec
from neo4j import ManagedTransaction, Transaction

from .errors import GraphError
from .schema import VERSION
from .store import Store

T = TypeVar("T")

_STALE = 30_000
_TRIES = 40
_PAUSE = 0.05

READ = (
    "OPTIONAL MATCH (l:Library {id: 'library'}) "
    f"RETURN coalesce(l.revision, 0) AS revision, coalesce(l.writing, 0) > 0 AND timestamp() - l.since < {_STALE} AS writing"
)
_ANNOUNCE = (
    "MERGE (l:Library {id: 'library'}) "
    f"SET l.writing = CASE WHEN timestamp() - coalesce(l.since, 0) > {_STALE} THEN 1 ELSE coalesce(l.writing, 0) + 1 END, "
    "l.since = timestamp(), l.schema = $version"
)
_CLOSE = (
    "MATCH (l:Library {id: 'library'}) "
    "SET l.writing = CASE WHEN l.writing > 0 THEN l.writing - 1 ELSE 0 END, l.revision = coalesce(l.revision, 0) + 1"
)


class Seal(msgspec.Struct):
    """Whether this writer's commit has been announced."""

    announced: bool = False


def announce(store: Store, seal: Seal) -> None:
    """The last thing before a commit."""
    if not seal.announced:
        store.write(lambda transaction: transaction.run(_ANNOUNCE, version=VERSION).consume())
        seal.announced = True


@contextmanager
def committing(store: Store) -> Iterator[Seal]:
    """The time of one writer; at its end the announcement is taken back, whether the commit came about or not."""
    seal = Seal()
    try:
        yield seal
    finally:
        if seal.announced:
            with suppress(GraphError):  # when the server is gone the announcement grows stale by itself
                store.write(lambda transaction: transaction.run(_CLOSE).consume())


def read_whole(transaction: ManagedTransaction | Transaction, query: Callable[[], T]) -> T:
    """Runs ``query`` (inside ``transaction``) until no commit overlapped with it.

    When commits never pause, the last answer counts: waiting for ever would be worse, and each statute in it is whole or nearly so.
    """
    for attempt in range(_TRIES):
        before = transaction.run(READ).single(strict=True)
        if before["writing"] and attempt < _TRIES - 1:
            time.sleep(_PAUSE)
            continue
        result = query()
        after = transaction.run(READ).single(strict=True)
        if not after["writing"] and before["revision"] == after["revision"]:
            return result
    return result
