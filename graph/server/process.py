"""The managed server as a process: one owner per library, started, watched and stopped."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import msgspec
import psutil
from filelock import FileLock, Timeout

from ..errors import GraphError
from . import folders
from .configuration import (
    MAIN_CLASS,
    USER,
    environment,
    free_port,
    give_password,
    java_command,
    read_password,
    write_settings,
)
from .probe import answers
from .provision import Progress, Report, class_path, provide_jars, silent

START_SECONDS = 180
STOP_SECONDS = 40
_WATCHDOG = Path(__file__).with_name("watchdog.py")


class Address(msgspec.Struct, frozen=True):
    """Where a server is and how to sign in."""

    uri: str
    username: str
    password: str
    database: str | None = None


class State(msgspec.Struct, frozen=True):
    """What ``server.json`` says of the running server. Process ids come with their start times, as ids are used again."""

    version: str
    port: int
    pid: int
    pid_started: float
    owner: int
    owner_started: float
    detached: bool = False
    ready: bool = False


class Server:
    """A running managed server. ``owned``: this process started it and ends it with ``stop`` or by ending itself."""

    def __init__(self, home: Path, state: State, lock: FileLock | None, child: subprocess.Popen[bytes] | None) -> None:
        self.home = home
        self.state = state
        self.lock = lock
        self.child = child
        self.owned = child is not None

    @property
    def address(self) -> Address:
        return address_of(self.home, self.state)

    def is_alive(self) -> bool:
        """Whether the server's process is there (it may not answer)."""
        return is_alive(self.state.pid, self.state.pid_started)

    def stop(self, kill: bool = False) -> None:
        """Ends the server cleanly (``kill``: at once) and frees the library. A server of another owner is left alone."""
        if self.child is not None:
            if kill and self.is_alive():
                psutil.Process(self.state.pid).kill()
            if self.child.stdin:
                self.child.stdin.close()
            try:
                self.child.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.child.kill()
            _end(self.state.pid, self.state.pid_started)
            if self.child.stdout:
                self.child.stdout.close()
            self.child.wait(STOP_SECONDS)
            self.child = None
            _forget(self.home, self.state)
        if self.lock is not None:
            self.lock.release()
            self.lock = None


def start(
    library: Path | None = None,
    report: Report = silent,
    cancel: threading.Event | None = None,
    *,
    detached: bool = False,
    runtime: Path | None = None,
) -> Server:
    """Starts the library's server, fetching its jars first if need be, and returns when it answers.

    A detached server that already runs is joined (``owned`` is False). Raises GraphError: server_owned when another program has
    it, and what can go wrong on the way (see ``graph.errors``).
    """
    library = library or folders.library_home()
    runtime = runtime or folders.runtime_folder()
    cancel = cancel or threading.Event()
    home = folders.server_home(library)
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = FileLock(home / "owner.lock", thread_local=False)
        lock.acquire(timeout=0)
    except Timeout:
        known = read_state(home)
        raise GraphError("server_owned", pid=known.owner if known else "?") from None
    except OSError as failure:
        raise GraphError("not_writable", path=home, why=failure.strerror or failure) from failure
    try:
        joined = _left_running(home, cancel)
        if joined is not None:
            lock.release()
            return Server(home, joined, None, None)
        jars = provide_jars(runtime, report, cancel)
        report(Progress("starting"))
        command = java_command(
            runtime, home, class_path(runtime, jars), MAIN_CLASS, f"--home-dir={home}", f"--config-dir={home / 'conf'}"
        )
        return _launch(home, command, jars.version, lock, cancel, detached)
    except OSError as failure:
        lock.release()
        raise GraphError("not_writable", path=home, why=failure.strerror or failure) from failure
    except BaseException:
        lock.release()
        raise


def _launch(home: Path, command: list[str], version: str, lock: FileLock, cancel: threading.Event, detached: bool) -> Server:
    for last_try in (False, True):
        port = free_port()
        write_settings(home, port)
        password = give_password(home)
        child, pid = _spawn(home, command, detached)
        started = _started(pid)
        me = os.getpid()
        state = State(version, port, pid, started, me, _started(me), detached)
        server = Server(home, state, lock, child)
        try:
            _write_state(home, state)
            _await_answer(server, password, cancel)
            server.state = msgspec.structs.replace(state, ready=True)
            _write_state(home, server.state)
        except GraphError as failure:
            _halt(server, detached)
            if failure.code == "server_exited" and "already in use" in str(failure.values["why"]).lower() and not last_try:
                continue  # somebody took the port between our look and the server's
            raise
        except BaseException:
            _halt(server, detached)
            raise
        if detached:
            lock.release()
            server.lock = None
            server.child = None
            server.owned = False
        return server
    raise AssertionError("unreachable")


def _halt(server: Server, detached: bool) -> None:
    lock, server.lock = server.lock, None
    if detached:
        _end(server.state.pid, server.state.pid_started)
        server.child = None
        _forget(server.home, server.state)
    else:
        server.stop()
    server.lock = lock


def _spawn(home: Path, command: list[str], detached: bool) -> tuple[subprocess.Popen[bytes], int]:
    """The child process and the server's process id (a watchdog stands between unless detached)."""
    log = home / "console.log"
    posix = os.name == "posix"
    new_group = 0 if posix else 0x00000200  # a Ctrl+C in the app's terminal is the app's, not the server's
    if detached:
        with log.open("wb") as output:
            child = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=home,
                env=environment(home),
                start_new_session=posix,
                creationflags=new_group,
            )
        return child, child.pid
    child = subprocess.Popen(
        [sys.executable, "-I", "-S", str(_WATCHDOG), str(log), *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=home,
        env=environment(home),
        start_new_session=posix,
        creationflags=new_group,
    )
    assert child.stdout is not None
    line = child.stdout.readline().strip()
    if not line:
        child.wait()
        raise GraphError("server_exited", status=child.returncode, why=reason_in_logs(home), log=log)
    return child, int(line)


def _await_answer(server: Server, password: str, cancel: threading.Event) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if cancel.is_set():
            raise GraphError("start_cancelled")
        if server.child is not None and server.child.poll() is not None:
            log = server.home / "console.log"
            raise GraphError("server_exited", status=server.child.returncode, why=reason_in_logs(server.home), log=log)
        if answers(server.state.port, USER, password):
            return
        cancel.wait(0.2)
    raise GraphError("server_slow", seconds=START_SECONDS, log=server.home / "console.log")


def _left_running(home: Path, cancel: threading.Event) -> State | None:
    """A detached server to join. A server whose app was killed is ending by itself: waits for that, and ends it if it does not."""
    state = read_state(home)
    if state is None or not is_alive(state.pid, state.pid_started):
        return None
    password = read_password(home)
    if state.detached and password and answers(state.port, USER, password):
        return state
    deadline = time.monotonic() + STOP_SECONDS
    while is_alive(state.pid, state.pid_started) and time.monotonic() < deadline:
        if cancel.is_set():
            raise GraphError("start_cancelled")
        if state.detached and password and answers(state.port, USER, password):
            return state
        cancel.wait(0.2)
    _end(state.pid, state.pid_started)
    return None


def read_state(home: Path) -> State | None:
    """What the state file says, None without one or when it is damaged."""
    try:
        return msgspec.json.decode((home / "server.json").read_bytes(), type=State)
    except (OSError, msgspec.DecodeError):
        return None


def _write_state(home: Path, state: State) -> None:
    part = home / "server.json.part"
    part.write_bytes(msgspec.json.encode(state))
    os.replace(part, home / "server.json")


def _forget(home: Path, state: State) -> None:
    if read_state(home) == state:
        (home / "server.json").unlink(missing_ok=True)


def address_of(home: Path, state: State) -> Address:
    """Where the server of ``state`` is."""
    return Address(f"bolt://127.0.0.1:{state.port}", USER, read_password(home) or "")


def running(library: Path | None = None) -> Address | None:
    """The address of the library's server if one runs and answers, whoever owns it."""
    home = folders.server_home(library or folders.library_home())
    state = read_state(home)
    if state is None or not is_alive(state.pid, state.pid_started):
        return None
    address = address_of(home, state)
    return address if answers(state.port, USER, address.password) else None


def stop(library: Path | None = None) -> bool:
    """Stops the library's detached server. False when none runs. GraphError server_owned when an app owns it."""
    home = folders.server_home(library or folders.library_home())
    state = read_state(home)
    if state is None or not is_alive(state.pid, state.pid_started):
        return False
    if not state.detached and is_alive(state.owner, state.owner_started):
        raise GraphError("server_owned", pid=state.owner)
    _end(state.pid, state.pid_started)
    _forget(home, state)
    return True


def reason_in_logs(home: Path) -> str:
    """The line of the server's own logs that says why it stopped, as well as it can be told."""
    lines: list[str] = []
    for path in (home / "console.log", home / "logs" / "neo4j.log"):
        try:
            with path.open("rb") as file:
                file.seek(max(0, path.stat().st_size - 20_000))
                lines += file.read().decode("utf-8", "replace").splitlines()
        except OSError:
            continue
    for mark in ("Caused by:", " ERROR "):
        found = [line.strip() for line in lines if mark in line]
        if found:
            return found[-1][:300]
    return next((line.strip()[:300] for line in lines if line.strip()), "?")


def _started(pid: int) -> float:
    try:
        return psutil.Process(pid).create_time()
    except psutil.Error:
        return 0.0


def is_alive(pid: int, started: float) -> bool:
    try:
        process = psutil.Process(pid)
        return abs(process.create_time() - started) < 2 and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def _end(pid: int, started: float) -> None:
    """SIGTERM, and SIGKILL when that does not help. Does nothing when the process id belongs to someone else by now."""
    if not is_alive(pid, started):
        return
    try:
        process = psutil.Process(pid)
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait(STOP_SECONDS)
    except psutil.Error:
        return
