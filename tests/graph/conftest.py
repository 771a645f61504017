"""Fixtures on the real server. Mark modules that use them with ``pytestmark = pytest.mark.neo4j``."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.load import load, loaded, remove
from graph.server.process import Server
from graph.store import Store, open_store

from .gold import gold_statute
from .live import environment, live_server


@pytest.fixture(scope="session")
def neo4j_server() -> Server:
    """The session's one real server."""
    return live_server()


@pytest.fixture(scope="session")
def neo4j_environment(neo4j_server: Server) -> dict[str, str]:
    """Environment variables that point another process at it."""
    return environment(neo4j_server.address)


@pytest.fixture(scope="session")
def store(neo4j_server: Server) -> Iterator[Store]:
    """An open connection to it."""
    with open_store(neo4j_server.address) as opened:
        yield opened


@pytest.fixture
def empty_store(store: Store) -> Store:
    """The connection, with no statute in the graph."""
    for statute in loaded(store):
        remove(store, statute)
    return store


@pytest.fixture
def gold(empty_store: Store) -> Store:
    """The connection, with nothing but the annotated statute in the graph."""
    load(empty_store, [gold_statute()])
    return empty_store
