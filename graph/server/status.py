"""What there is to say of the library's server: version, port, size, health."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from . import folders
from .lockfile import not_intact, read_lock
from .process import is_alive, read_state, running

Health = Literal["stopped", "starting", "ready", "unresponsive"]


class Status(msgspec.Struct, frozen=True):
    """The server of one library. ``size``: bytes of its data; ``missing``: jars not yet downloaded (or damaged)."""

    health: Health
    version: str
    home: str
    size: int
    missing: int
    port: int | None = None
    pid: int | None = None
    owner: int | None = None
    detached: bool = False


def status(library: Path | None = None, runtime: Path | None = None) -> Status:
    """How the library's server does; reads only."""
    home = folders.server_home(library or folders.library_home())
    lock = read_lock()
    missing = len(not_intact(lock, folders.jar_folder(runtime or folders.runtime_folder())))
    size = sum(path.stat().st_size for path in home.rglob("*") if path.is_file()) if home.is_dir() else 0
    state = read_state(home)
    if state is None or not is_alive(state.pid, state.pid_started):
        return Status("stopped", lock.version, str(home), size, missing)
    if running(library) is not None:
        health: Health = "ready"
    else:
        health = "unresponsive" if state.ready else "starting"
    return Status(health, state.version, str(home), size, missing, state.port, state.pid, state.owner, state.detached)
