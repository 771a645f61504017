"""One real Neo4j server for the whole test session, shared by every test module that wants one (the browser tests too)."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from graph.errors import GraphError
from graph.server.process import Address, Server, start

_running: Server | None = None
_failure: str | None = None


def live_server() -> Server:
    """Starts the server on first use. Without one the test is skipped with the reason; on CI that is a failure."""
    global _running, _failure
    if _running is None and _failure is None:
        library = Path(tempfile.mkdtemp(prefix="famai-test-"))
        try:
            _running = start(library)
            atexit.register(_end, _running, library)
        except GraphError as failure:
            _failure = f"no Neo4j: {failure}"
    if _running is None:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(str(_failure))
        pytest.skip(str(_failure))
    return _running


def _end(server: Server, library: Path) -> None:
    server.stop()
    shutil.rmtree(library, ignore_errors=True)


def environment(address: Address) -> dict[str, str]:
    """The variables that point an app or a command at the server."""
    return {"NEO4J_URI": address.uri, "NEO4J_USERNAME": address.username, "NEO4J_PASSWORD": address.password}
