"""What is imported behind the first picture: it takes seconds and nobody waits for it."""

from __future__ import annotations

import threading
from importlib import import_module

_LATER = ("graph.server.background", "views.search_index", "pandas")
_done = threading.Event()
_begun = threading.Lock()


def _import() -> None:
    try:
        for name in _LATER:
            import_module(name)
    finally:
        _done.set()


def begin() -> None:
    """Starts, once a process."""
    if _begun.acquire(blocking=False):
        threading.Thread(target=_import, name="warming", daemon=True).start()


def done() -> bool:
    """Whether all of it is there."""
    return _done.is_set()
