"""The app's database as a state to show: absent → downloading → starting → filling → ready, or failed with why and what to do.

One thread starts the server (or joins the one named by ``NEO4J_URI``), watches it and brings it back when it dies.
"""

from __future__ import annotations

import atexit
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Literal

import msgspec

from ..errors import GraphError
from ..gates import Gate
from ..questions import questions
from ..store import Store, open_store, uri_address
from .process import Server, start
from .provision import Progress

Stage = Literal["absent", "downloading", "starting", "filling", "ready", "failed"]
Report = Callable[[int, int], None]
"""Told how many statutes of how many are in the graph."""

_LOOK_EVERY = 2.0
_DEATHS = 3
_DEATHS_WITHIN = 300.0


class DatabaseState(msgspec.Struct, frozen=True):
    """What to show. ``done``/``total`` are bytes while downloading, statutes while filling.

    ``failure`` says why and what to do when failed.
    """

    stage: Stage
    done: int = 0
    total: int = 0
    failure: GraphError | None = None


class Database:
    """The database of one app process. All methods may be called from any thread."""

    def __init__(self, library: Path | None = None, on_ready: Callable[[Store, Report], None] | None = None) -> None:
        """``on_ready`` runs in the background thread each time the database has come up, to load what it lacks."""
        self._library = library
        self._on_ready = on_ready
        self._state = DatabaseState("absent")
        self._store: Store | None = None
        self._gate: Gate | None = None
        self._stuck = threading.Event()
        self._thread: threading.Thread | None = None
        self._cancel = threading.Event()
        self._guard = threading.Lock()

    @property
    def state(self) -> DatabaseState:
        return self._state

    @property
    def store(self) -> Store | None:
        """The open store, None unless ready."""
        return self._store if self._state.stage == "ready" else None

    @property
    def gate(self) -> Gate | None:
        """The way of typed queries, None unless ready."""
        return self._gate if self._state.stage == "ready" else None

    def start(self) -> None:
        """Begins in the background; does nothing when already under way or ready. Also the way to try again after a failure."""
        with self._guard:
            if self._thread is not None and self._thread.is_alive():
                return
            self._cancel = threading.Event()
            self._state = DatabaseState("starting")
            self._thread = threading.Thread(target=self._run, args=(self._cancel,), name="database", daemon=True)
            self._thread.start()
            atexit.register(self.stop)

    def stop(self) -> None:
        """Cancels a download or start, or stops the server; returns when it is down."""
        with self._guard:
            self._cancel.set()
            thread, self._thread = self._thread, None
        if thread is not None and thread is not threading.current_thread():
            thread.join(60)
        atexit.unregister(self.stop)

    def wait(self, seconds: float) -> DatabaseState:
        """Waits until ready or failed, at most ``seconds``."""
        deadline = time.monotonic() + seconds
        while self._state.stage not in ("ready", "failed") and time.monotonic() < deadline:
            time.sleep(0.05)
        return self._state

    def _run(self, cancel: threading.Event) -> None:
        deaths: list[float] = []
        try:
            while not cancel.is_set():
                self._serve(cancel)
                if cancel.is_set():
                    break
                now = time.monotonic()
                deaths = [*(death for death in deaths if now - death < _DEATHS_WITHIN), now]
                if len(deaths) > _DEATHS:
                    raise GraphError("lost")
            self._state = DatabaseState("absent")
        except GraphError as failure:
            self._state = DatabaseState("failed", failure=failure)
        except Exception as failure:
            self._state = DatabaseState("failed", failure=GraphError("query", why=f"{type(failure).__name__}: {failure}"))

    def _serve(self, cancel: threading.Event) -> None:
        """From nothing to ready, then until cancelled or the server has died."""
        self._state = DatabaseState("starting")
        address = uri_address()
        server: Server | None = None
        store: Store | None = None
        try:
            if address is None:
                server = start(self._library, self._report, cancel)
                address = server.address
            store = open_store(address)
            self._stuck.clear()
            store.on_stuck = self._stuck.set
            if self._on_ready is not None:
                self._on_ready(store, partial(self._filled, cancel))
            self._gate = Gate(store)
            self._store = store
            self._state = DatabaseState("ready")
            threading.Thread(target=_warm, args=(self._gate, cancel), name="warm", daemon=True).start()
            while not cancel.wait(_LOOK_EVERY):
                if server is not None and (self._stuck.is_set() or not server.is_alive()):
                    return
        except _Cancelled:
            return
        finally:
            self._store = None
            gate, self._gate = self._gate, None
            if gate is not None:
                gate.close()
            if self._state.stage == "ready":
                self._state = DatabaseState("starting")
            if store is not None:
                store.close()
            if server is not None:
                server.stop(kill=self._stuck.is_set())

    def _filled(self, cancel: threading.Event, done: int, total: int) -> None:
        if cancel.is_set():
            raise _Cancelled
        self._state = DatabaseState("filling", done, total)

    def _report(self, progress: Progress) -> None:
        if progress.stage == "downloading":
            self._state = DatabaseState("downloading", progress.done, progress.total)
        else:
            self._state = DatabaseState("starting")


class _Cancelled(Exception):
    """The user stopped the database while it was being filled."""


def _warm(gate: Gate, cancel: threading.Event) -> None:
    """Has the server plan the questions of the library, so that the first to ask one need not wait for its plan."""
    for question in questions():
        if cancel.wait(0.05):
            return
        try:
            gate.approve(question.cypher)
        except GraphError:  # the server went away meanwhile; the next start warms again
            return
