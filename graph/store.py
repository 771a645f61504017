"""The connection to Neo4j: the library's own server or the one named by ``NEO4J_URI``, with failures as ``GraphError``."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, GraphDatabase, ManagedTransaction, Session, unit_of_work
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from .errors import GraphError
from .server.process import Address

Parameters = dict[str, Any]
T = TypeVar("T")

# The driver also writes to the log what it raises; we say it once.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

POOL = 32
_WAIT_FOR_CONNECTION = 10.0
_CONNECT = 5.0
_RETRY = 15.0


class Store:
    """An open connection pool. Cheap sessions, safe from many threads; ``close`` it."""

    def __init__(self, driver: Driver, address: Address, version: str = "") -> None:
        self.driver = driver
        self.address = address
        self.version = version
        self.on_stuck: Callable[[], None] | None = None  # what a gate calls when only ending the server ends a query

    @property
    def has_dynamic_labels(self) -> bool:
        """Whether the server takes labels and types as values in CREATE: Neo4j 5.26 and later."""
        found = re.match(r"(\d+)\.(\d+)", self.version)
        return found is not None and (int(found[1]), int(found[2])) >= (5, 26)

    def session(self, access: str = READ_ACCESS) -> Session:
        """A session on our database. Errors inside it are the driver's; wrap its use in ``translated``."""
        return self.driver.session(database=self.address.database, default_access_mode=access)

    def rows(self, statement: str, parameters: Parameters | None = None, seconds: float | None = 30) -> list[dict[str, Any]]:
        """The rows of one of our own reading statements, as dictionaries."""

        @unit_of_work(timeout=seconds)
        def work(transaction: ManagedTransaction) -> list[dict[str, Any]]:
            return transaction.run(statement, parameters or {}).data()

        with self.translated(), self.session() as session:
            return session.execute_read(work)

    def write(self, work: Callable[[ManagedTransaction], T]) -> T:
        """Runs ``work`` in one transaction; it may be run again when the connection fails, so it must be idempotent."""
        with self.translated(), self.session(WRITE_ACCESS) as session:
            return session.execute_write(work)

    def schema(self, statement: str) -> None:
        """Runs a statement that changes constraints or indexes."""
        with self.translated(), self.session(WRITE_ACCESS) as session:
            session.run(statement).consume()

    def translated(self) -> Any:
        """A context in which the driver's errors become ``GraphError``."""
        return translated(self.address)

    def close(self) -> None:
        self.driver.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def uri_address() -> Address | None:
    """The server named by ``NEO4J_URI``/``NEO4J_USERNAME``/``NEO4J_PASSWORD``/``NEO4J_DATABASE``, None when unset."""
    uri = os.environ.get("NEO4J_URI", "").strip()
    if not uri:
        return None
    if not re.fullmatch(r"(neo4j|bolt)(\+s|\+ssc)?://[^\s/]\S*", uri):
        raise GraphError("uri_invalid", uri=uri)
    return Address(
        uri,
        os.environ.get("NEO4J_USERNAME", "neo4j"),
        os.environ.get("NEO4J_PASSWORD", ""),
        os.environ.get("NEO4J_DATABASE") or None,
    )


def open_store(address: Address, liveness: float | None = None) -> Store:
    """Connects and checks: reachable, let in, version 5 or later, database there.

    ``liveness``: seconds after which an unused connection is tried before it is used again.
    """
    try:
        driver = GraphDatabase.driver(
            address.uri,
            auth=(address.username, address.password),
            connection_timeout=_CONNECT,
            connection_acquisition_timeout=_WAIT_FOR_CONNECTION,
            max_transaction_retry_time=_RETRY,
            max_connection_pool_size=POOL,
            keep_alive=True,
            liveness_check_timeout=liveness,
            notifications_min_severity="OFF",
            telemetry_disabled=True,
            user_agent="famai",
        )
    except (ValueError, ConfigurationError) as failure:
        raise GraphError("uri_invalid", uri=address.uri) from failure
    try:
        with translated(address):
            version = _version(driver)
            major = re.match(r"\d+", version)
            if major and int(major.group()) < 5:
                raise GraphError("version", found=version)
            with driver.session(database=address.database, default_access_mode=READ_ACCESS) as session:
                session.run("RETURN 1").consume()
    except BaseException:
        driver.close()
        raise
    return Store(driver, address, version)


def _version(driver: Driver) -> str:
    """The server's version from its handshake (``Neo4j/5.26.30`` → ``5.26.30``); calendar versions (2025.01) are above 5."""
    return driver.get_server_info().agent.rpartition("/")[2]


@contextmanager
def translated(address: Address) -> Iterator[None]:
    """Turns the driver's errors into ``GraphError`` with code and values."""
    try:
        yield
    except GraphError:
        raise
    except (DriverError, Neo4jError, OSError) as failure:
        raise as_graph_error(failure, address) from failure


_POSITION = re.compile(r"\(line (\d+), column (\d+) \(offset: (\d+)\)\)")


def as_graph_error(failure: Exception, address: Address) -> GraphError:
    """The driver's or server's failure as one of ours."""
    if isinstance(failure, AuthError):
        return GraphError("auth", uri=address.uri)
    if isinstance(failure, Neo4jError):
        return _server_error(failure, address)
    if isinstance(failure, SessionExpired) or (isinstance(failure, ServiceUnavailable) and "defunct" in str(failure)):
        return GraphError("lost")
    if isinstance(failure, (ServiceUnavailable, OSError)):
        return GraphError("unreachable", uri=address.uri)
    if "obtain a connection" in str(failure):  # the driver's class for it differs between its major versions
        return GraphError("busy")
    if "protocol" in str(failure).lower() or "handshake" in str(failure).lower():
        return GraphError("version", found="?")
    return GraphError("query", why=_first_line(failure))


def _server_error(failure: Neo4jError, address: Address) -> GraphError:
    code = failure.code or ""
    name = code.rsplit(".", 1)[-1]
    message = failure.message or str(failure)
    if name == "DatabaseNotFound":
        return GraphError("no_database", database=address.database or "neo4j")
    if name in ("AccessMode", "WriteOnReadOnlyAccessDbmsError") or name == "ForbiddenOnReadOnlyDatabase":
        return GraphError("not_read")
    if name in ("TransactionTimedOut", "TransactionTimedOutClientConfiguration", "LockAcquisitionTimeout"):
        return GraphError("timeout", seconds="?")
    if name in ("TransactionOutOfMemoryError", "MemoryPoolOutOfMemoryError", "OutOfMemoryError"):
        return GraphError("memory")
    if name in ("Terminated", "TransactionTerminated", "TransactionMarkedAsFailed") and "timeout" not in message.lower():
        return GraphError("cancelled")
    if name in ("SyntaxError", "SemanticError") and isinstance(failure, ClientError):
        return syntax_error(message)
    if name == "ParameterMissing":
        return GraphError("parameter", names=message.partition(":")[2].strip() or message)
    if name in ("DatabaseUnavailable", "NotALeader"):
        return GraphError("lost")
    return GraphError("query", why=_first_line(message))


def syntax_error(message: str) -> GraphError:
    """A syntax error with line and column (from 1) and offset (from 0) as the server gives them."""
    found = _POSITION.search(message)
    line, column, offset = (int(group) for group in found.groups()) if found else (1, 1, 0)
    why = message[: found.start()] if found else message
    return GraphError("syntax", line=line, column=column, offset=offset, why=_first_line(why))


def _first_line(failure: object) -> str:
    lines = str(failure).strip().splitlines()
    return lines[0].strip()[:500] if lines else type(failure).__name__
