"""A connection for one command: to the server named by ``NEO4J_URI``, to the library's own, or to one started for the occasion."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from .server.folders import library_home
from .server.process import running, start
from .server.provision import Report, silent
from .store import Store, open_store, uri_address


@contextmanager
def attached(report: Report = silent) -> Iterator[Store]:
    """An open store. A server started for it is stopped at the end; one that runs is left as it is."""
    home = library_home()
    address = uri_address() or running(home)
    if address is not None:
        with open_store(address) as store:
            yield store
        return
    server = start(home, report)
    try:
        with open_store(server.address) as store:
            yield store
    finally:
        server.stop()
