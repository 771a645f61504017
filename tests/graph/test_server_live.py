"""The managed server as processes: owners, kills, leftovers, the background state, a stuck query. These start servers of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from graph.attach import attached
from graph.errors import GraphError
from graph.gates import Gate, Limits
from graph.load import load_records, loaded
from graph.server.background import Database
from graph.server.folders import runtime_folder
from graph.server.process import Address, read_state, running, start, stop
from graph.server.provision import Progress, provide_jars
from graph.server.status import status
from graph.store import Store, open_store

from .live import live_server
from .small import small
from .test_load import rows_in, rows_wanted

pytestmark = pytest.mark.neo4j

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module", autouse=True)
def jars() -> None:
    """The jars are there (or the module is skipped, or on CI fails, with the reason)."""
    live_server()


def eventually(condition: object, seconds: float = 180) -> bool:
    """Waits for a condition; generous, as other programs may keep the machine busy."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():  # type: ignore[operator]
            return True
        time.sleep(0.1)
    return False


def alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def app_process(library: Path, body: str = "time.sleep(600)") -> subprocess.Popen[str]:
    """Another program that owns the library's server; it prints the server's process id when ready."""
    script = f"""
        import os, sys, time
        from pathlib import Path
        from graph.server.process import start
        server = start(Path({str(library)!r}))
        print(server.state.pid, flush=True)
        {body}
    """
    return subprocess.Popen([sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.mark.timeout(600)
def test_owner_guest_kill_and_restart(tmp_path: Path) -> None:
    """One story, as servers are slow to start: an app owns the server, others meet it, the app is killed, a new one takes over."""
    library = tmp_path / "资料 库"
    app = app_process(library)
    pid = int(first_line(app))
    with pytest.raises(GraphError) as failure:
        start(library)
    assert failure.value.code == "server_owned"
    assert failure.value.values["pid"] == app.pid
    with pytest.raises(GraphError) as failure:
        stop(library)
    assert failure.value.code == "server_owned"
    found = status(library)
    assert (found.health, found.pid, found.owner, found.detached) == ("ready", pid, app.pid, False)
    assert found.size > 0
    address = running(library)
    assert address is not None
    assert address.uri.startswith("bolt://127.0.0.1:")
    with open_store(address) as store:
        load_records(store, [small("甲条例")])
    listening = {one.laddr.ip for one in psutil.Process(pid).net_connections() if one.status == psutil.CONN_LISTEN}
    assert listening <= {"127.0.0.1", "::ffff:127.0.0.1"}

    app.kill()  # SIGKILL: nothing in the app can clean up
    app.wait()
    assert eventually(lambda: not alive(pid)), "the server outlived its app"
    assert status(library).health == "stopped"

    stages: list[str] = []
    server = start(library, lambda progress: stages.append(progress.stage))
    try:
        assert "downloading" not in stages
        with open_store(server.address) as store:
            assert list(loaded(store)) == ["甲条例@2020-01-01"]
    finally:
        server.stop()
    assert not server.is_alive()
    assert read_state(library / "neo4j") is None
    assert app.stdout is not None
    app.stdout.close()


@pytest.mark.timeout(600)
def test_the_server_killed_in_the_middle_of_a_load_keeps_the_old_graph(tmp_path: Path) -> None:
    old, new = small("甲条例", articles=5), small("甲条例", articles=300, words="新")
    database = Database(tmp_path)
    database.start()
    try:
        assert database.wait(180).stage == "ready"
        first = database.store
        assert first is not None
        load_records(first, [old])
        state = read_state(tmp_path / "neo4j")
        assert state is not None
        outcome: list[str] = []

        def load() -> None:
            try:
                load_records(first, [new])
                outcome.append("done")
            except GraphError as failure:
                outcome.append(failure.code)

        loading = threading.Thread(target=load)
        loading.start()
        time.sleep(0.7)
        os.kill(state.pid, signal.SIGKILL)
        loading.join(180)
        assert outcome[0] in ("lost", "unreachable", "done")
        assert eventually(lambda: database.store is not None and database.store is not first)
        again = database.store
        assert again is not None
        assert rows_in(again) in (rows_wanted(old), rows_wanted(new))
        load_records(again, [new])
        assert rows_in(again) == rows_wanted(new)
        middle_of_a_query(database, tmp_path)
    finally:
        database.stop()
    assert database.state.stage == "absent"
    assert running(tmp_path) is None


def middle_of_a_query(database: Database, library: Path) -> None:
    gate, store = database.gate, database.store
    state = read_state(library / "neo4j")
    assert gate is not None
    assert state is not None
    outcome: list[str] = []

    def ask() -> None:
        try:
            gate.run("UNWIND range(1, 1000000000) AS x RETURN sum(x)")
        except GraphError as failure:
            outcome.append(failure.code)

    asking = threading.Thread(target=ask)
    asking.start()
    time.sleep(0.7)
    os.kill(state.pid, signal.SIGKILL)
    asking.join(60)
    assert outcome[0] in ("lost", "unreachable")
    assert eventually(lambda: database.store is not None and database.store is not store)
    gate = database.gate
    assert gate is not None
    assert gate.run("RETURN 1 AS x").rows == ((1,),)


@pytest.mark.timeout(600)
def test_a_query_the_server_cannot_interrupt(tmp_path: Path) -> None:
    """The person gets an answer in time, and the server is started anew: nothing else ends such a query."""
    database = Database(tmp_path)
    database.start()
    try:
        assert database.wait(180).stage == "ready"
        store, state = database.store, read_state(tmp_path / "neo4j")
        assert store is not None
        assert state is not None
        with Gate(store, Limits(seconds=1.0)) as gate:
            with pytest.raises(GraphError) as failure:
                gate.run("RETURN reduce(n = 0, x IN range(1, 1000000000) | n + x)")
            assert failure.value.code == "timeout"
            assert eventually(lambda: not alive(state.pid)), "the query outlived its timeout"
        assert eventually(lambda: database.store is not None and database.store is not store)
        assert database.store.rows("RETURN 1 AS x") == [{"x": 1}]
    finally:
        database.stop()


@pytest.mark.timeout(600)
def test_a_detached_server_stays_is_joined_and_stopped(tmp_path: Path) -> None:
    environment = {**os.environ, "FAMAI_HOME": str(tmp_path)}
    environment.pop("NEO4J_URI", None)

    def command(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "graph", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=200
        )

    assert command("server", "status").returncode == 3
    begun = command("server", "start")
    assert begun.returncode == 0, begun.stderr
    try:
        state = read_state(tmp_path / "neo4j")
        assert state is not None
        assert state.detached
        assert alive(state.pid)
        assert "运行正常" in command("server", "status").stdout
        joined = start(tmp_path)
        assert (joined.owned, joined.state.pid) == (False, state.pid)
        joined.stop()
        assert alive(state.pid), "a guest stopped the server"
        answer = command("query", "MATCH (a:Article) RETURN count(a) AS n", "--format", "json")
        assert answer.returncode == 0, answer.stderr
        assert '"n": 54' in answer.stdout
        refused = command("query", "CREATE (n)")
        assert (refused.returncode, refused.stdout) == (2, "")
        assert len(refused.stderr.strip().splitlines()) == 1
        loaded_again = command("load", "data/statutes")
        assert "没有变化" in loaded_again.stdout
        assert command("load", "no-such-file.txt").returncode == 1
        exported = command("export", str(tmp_path / "out"))
        assert exported.returncode == 0, exported.stderr
        assert {path.name for path in (tmp_path / "out").iterdir()} == {"bulk", "graph.cypher", "graph.graphml", "graph.json"}
    finally:
        stopped = command("server", "stop")
    assert stopped.returncode == 0
    assert not alive(state.pid)
    assert "没有在运行" in command("server", "stop").stdout


def test_starting_can_be_cancelled(tmp_path: Path) -> None:
    cancel = threading.Event()

    def report(progress: Progress) -> None:
        if progress.stage == "starting":
            threading.Timer(0.5, cancel.set).start()

    with pytest.raises(GraphError) as failure:
        start(tmp_path, report, cancel)
    assert failure.value.code == "start_cancelled"
    assert status(tmp_path).health == "stopped"


def test_a_server_that_cannot_start_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAMAI_NEO4J_HEAP", "nonsense")
    database = Database(tmp_path)
    database.start()
    found = database.wait(90)
    assert found.stage == "failed"
    assert found.failure is not None
    assert found.failure.code == "server_exited"
    assert "nonsense" in str(found.failure.values["why"])
    database.stop()


def test_without_network_and_jars_the_state_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAMAI_RUNTIME", str(tmp_path / "runtime"))
    monkeypatch.setenv("FAMAI_MAVEN_URL", "http://127.0.0.1:9/")
    monkeypatch.setattr("graph.server.provision._PAUSE", 0.01)
    database = Database(tmp_path)
    database.start()
    found = database.wait(60)
    assert found.stage == "failed"
    assert found.failure is not None
    assert found.failure.code == "download_failed"
    assert "FAMAI_MAVEN_URL" in found.failure.message("zh")
    database.stop()


class TestServerByUri:
    def test_it_is_used_instead_of_our_own(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        address = live_server().address
        monkeypatch.setenv("FAMAI_HOME", str(tmp_path))
        monkeypatch.setenv("NEO4J_URI", address.uri)
        monkeypatch.setenv("NEO4J_USERNAME", address.username)
        monkeypatch.setenv("NEO4J_PASSWORD", address.password)
        with attached() as store:
            assert store.version == "5.26.30"
        database = Database(tmp_path)
        database.start()
        assert database.wait(60).stage == "ready"
        database.stop()
        assert not (tmp_path / "neo4j").exists()

    @pytest.mark.parametrize("uri", ["http://127.0.0.1:7474", "localhost", "bolt://", "neo4j://a b"])
    def test_a_wrong_uri_is_said(self, monkeypatch: pytest.MonkeyPatch, uri: str) -> None:
        monkeypatch.setenv("NEO4J_URI", uri)
        with pytest.raises(GraphError) as failure, attached():
            pass
        assert failure.value.code == "uri_invalid"

    def opened(self, address: Address) -> str:
        with pytest.raises(GraphError) as failure:
            open_store(address)
        return failure.value.code

    def test_a_server_that_is_not_there(self) -> None:
        assert self.opened(Address("bolt://127.0.0.1:9", "neo4j", "x")) == "unreachable"

    def test_a_wrong_password(self) -> None:
        assert self.opened(Address(live_server().address.uri, "neo4j", "wrong")) == "auth"

    def test_a_missing_database(self) -> None:
        address = live_server().address
        assert self.opened(Address(address.uri, address.username, address.password, "elsewhere")) == "no_database"

    def test_an_old_version(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("graph.store._version", lambda driver: "4.4.30")
        assert self.opened(live_server().address) == "version"

    def test_a_pool_that_is_exhausted_says_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("graph.store.POOL", 2)
        monkeypatch.setattr("graph.store._WAIT_FOR_CONNECTION", 0.5)
        with open_store(live_server().address) as store:
            held = [store.session() for _ in range(2)]
            transactions = [session.begin_transaction() for session in held]
            with pytest.raises(GraphError) as failure:
                store.rows("RETURN 1")
            assert failure.value.code == "busy"
            for transaction, session in zip(transactions, held, strict=True):
                transaction.close()
                session.close()
            assert store.rows("RETURN 1 AS x") == [{"x": 1}]


def test_provided_jars_are_verified_in_the_cache_everyone_uses() -> None:
    assert provide_jars(runtime_folder()).version == "5.26.30"


def test_writes_are_retried_after_a_passing_failure(store: Store) -> None:
    tries: list[int] = []

    def work(transaction: object) -> int:
        from neo4j.exceptions import TransientError

        tries.append(1)
        if len(tries) < 3:
            raise TransientError("deadlock")
        return len(tries)

    assert store.write(work) == 3


def test_filling_is_a_state_with_its_progress_and_can_be_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    address = live_server().address
    monkeypatch.setenv("NEO4J_URI", address.uri)
    monkeypatch.setenv("NEO4J_USERNAME", address.username)
    monkeypatch.setenv("NEO4J_PASSWORD", address.password)
    halfway, seen = threading.Event(), threading.Event()

    def fill(store: Store, report: Callable[[int, int], None]) -> None:
        report(1, 2)
        halfway.set()
        seen.wait(30)
        report(2, 2)

    database = Database(tmp_path, fill)
    database.start()
    assert halfway.wait(60)
    assert (database.state.stage, database.state.done, database.state.total) == ("filling", 1, 2)
    assert database.store is None
    threading.Timer(0.5, seen.set).start()
    database.stop()
    assert database.state.stage == "absent"
    database.start()  # and again: filled to the end
    assert database.wait(60).stage == "ready"
    database.stop()
