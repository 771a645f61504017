"""The managed server's parts that need no server: lock file, downloads, bundle, configuration, state."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import tarfile
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from graph.errors import GraphError
from graph.server import bundle as bundles
from graph.server.bundle import install
from graph.server.configuration import environment, give_password, java_command, read_password, write_settings
from graph.server.lockfile import Jar, Lock, is_intact, not_intact, read_lock, write_lock
from graph.server.process import State, read_state, running, start, stop
from graph.server.provision import Progress, class_path, provide_jars
from graph.server.status import status


def jars_of(contents: dict[str, bytes]) -> Lock:
    return Lock(
        "5.0.0",
        tuple(Jar(f"org.example:{name}:1.0", len(data), hashlib.sha256(data).hexdigest()) for name, data in contents.items()),
    )


CONTENTS = {f"part{n}": bytes([n]) * (50_000 + n) for n in range(6)}
LOCK = jars_of(CONTENTS)


class Repository(BaseHTTPRequestHandler):
    """A Maven repository whose connection can break, lie or fail."""

    files: ClassVar[dict[str, bytes]] = {}
    break_after: ClassVar[int | None] = None  # bytes, then hang up (once a file)
    broken: ClassVar[set[str]] = set()
    status: ClassVar[int] = 200
    served: ClassVar[list[tuple[str, str | None]]] = []

    def do_GET(self) -> None:
        data = self.files.get(self.path)
        self.served.append((self.path, self.headers.get("Range")))
        if self.status != 200 or data is None:
            self.send_error(self.status if self.status != 200 else 404)
            return
        begin = 0
        asked = self.headers.get("Range")
        if asked:
            begin = int(asked.removeprefix("bytes=").rstrip("-"))
            self.send_response(206)
        else:
            self.send_response(200)
        body = data[begin:]
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.break_after is not None and self.path not in self.broken:
            self.broken.add(self.path)
            self.wfile.write(body[: self.break_after])
            self.wfile.flush()
            self.close_connection = True
            return
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def repository(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Repository]]:
    """A repository on loopback that the mirror setting points at."""
    handler: type[Repository] = type("Handler", (Repository,), {"files": {}, "broken": set(), "served": []})
    for jar in LOCK.jars:
        handler.files[f"/m2/{jar.path}"] = CONTENTS[jar.coordinate.split(":")[1]]
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    monkeypatch.setenv("FAMAI_MAVEN_URL", f"http://127.0.0.1:{server.server_port}/m2/")
    monkeypatch.setattr("graph.server.provision._PAUSE", 0.01)
    yield handler
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_lock_file_names_every_jar_with_its_checksum() -> None:
    lock = read_lock()
    assert lock.version == "5.26.30"
    assert len(lock.jars) > 200
    assert len({jar.path for jar in lock.jars}) == len(lock.jars)
    assert all(len(jar.sha256) == 64 and jar.size > 0 for jar in lock.jars)
    assert lock.jars[0].path == "org/neo4j/neo4j/5.26.30/neo4j-5.26.30.jar"


def test_a_lock_file_reads_as_it_was_written(tmp_path: Path) -> None:
    write_lock(LOCK, tmp_path / "lock.toml")
    assert read_lock(tmp_path / "lock.toml") == LOCK


def test_jars_are_downloaded_with_progress_and_then_offline(repository: type[Repository], tmp_path: Path) -> None:
    seen: list[Progress] = []
    provide_jars(tmp_path, seen.append, lock=LOCK)
    assert not_intact(LOCK, tmp_path / "jars") == ()
    assert all(path.is_file() for path in class_path(tmp_path, LOCK))
    steps = [one for one in seen if one.stage == "downloading"]
    assert steps[0].done == 0
    assert (steps[-1].done, steps[-1].total) == (LOCK.size, LOCK.size)
    repository.status = 503
    repository.served.clear()
    provide_jars(tmp_path, lock=LOCK)
    assert repository.served == []


def test_a_cut_connection_is_resumed_where_it_broke(repository: type[Repository], tmp_path: Path) -> None:
    repository.break_after = 20_000
    provide_jars(tmp_path, lock=LOCK)
    assert not_intact(LOCK, tmp_path / "jars") == ()
    assert any(asked is not None for _, asked in repository.served)


def test_a_download_that_fails_says_so_and_keeps_what_it_has(repository: type[Repository], tmp_path: Path) -> None:
    missing = LOCK.jars[3]
    gone = repository.files.pop(f"/m2/{missing.path}")
    with pytest.raises(GraphError) as failure:
        provide_jars(tmp_path, lock=LOCK)
    assert failure.value.code == "download_failed"
    assert failure.value.values["why"] == "HTTP 404"
    repository.files[f"/m2/{missing.path}"] = gone
    provide_jars(tmp_path, lock=LOCK)
    assert not_intact(LOCK, tmp_path / "jars") == ()


def test_a_download_can_be_cancelled_and_goes_on_later(repository: type[Repository], tmp_path: Path) -> None:
    cancel = threading.Event()

    def report(progress: Progress) -> None:
        if progress.done > 60_000:
            cancel.set()

    with pytest.raises(GraphError) as failure:
        provide_jars(tmp_path, report, cancel, lock=LOCK)
    assert failure.value.code == "download_cancelled"
    assert not_intact(LOCK, tmp_path / "jars") != ()
    provide_jars(tmp_path, lock=LOCK)
    assert not_intact(LOCK, tmp_path / "jars") == ()


def test_a_jar_with_other_bytes_is_never_used(repository: type[Repository], tmp_path: Path) -> None:
    bad = LOCK.jars[2]
    repository.files[f"/m2/{bad.path}"] = b"x" * bad.size
    with pytest.raises(GraphError) as failure:
        provide_jars(tmp_path, lock=LOCK)
    assert failure.value.code == "checksum"
    assert not (tmp_path / "jars" / bad.path).exists()


def test_a_tampered_jar_is_found_before_a_start_and_fetched_again(repository: type[Repository], tmp_path: Path) -> None:
    provide_jars(tmp_path, lock=LOCK)
    path = tmp_path / "jars" / LOCK.jars[1].path
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    assert not_intact(LOCK, tmp_path / "jars") == (LOCK.jars[1],)
    provide_jars(tmp_path, lock=LOCK)
    assert is_intact(LOCK.jars[1], tmp_path / "jars")


def test_what_a_killed_download_left_is_no_obstacle(repository: type[Repository], tmp_path: Path) -> None:
    for jar, left in zip(LOCK.jars, (b"", b"\xff" * 10, b"\xff" * 90_000, CONTENTS["part3"][:1000]), strict=False):
        part = tmp_path / "jars" / (jar.path + ".part")
        part.parent.mkdir(parents=True)
        part.write_bytes(left)
    provide_jars(tmp_path, lock=LOCK)
    assert not_intact(LOCK, tmp_path / "jars") == ()


def test_a_full_disk_says_what_is_needed(repository: type[Repository], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage:
        free = 1000

    monkeypatch.setattr("graph.server.provision.shutil.disk_usage", lambda path: Usage)
    with pytest.raises(GraphError) as failure:
        provide_jars(tmp_path, lock=LOCK)
    assert failure.value.code == "disk_full"


def test_a_folder_can_be_the_mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mirror = tmp_path / "镜像 folder"
    for jar in LOCK.jars:
        (mirror / jar.path).parent.mkdir(parents=True, exist_ok=True)
        (mirror / jar.path).write_bytes(CONTENTS[jar.coordinate.split(":")[1]])
    monkeypatch.setenv("FAMAI_MAVEN_URL", mirror.as_uri())
    provide_jars(tmp_path / "runtime", lock=LOCK)
    assert not_intact(LOCK, tmp_path / "runtime" / "jars") == ()
    monkeypatch.setenv("FAMAI_MAVEN_URL", (tmp_path / "nowhere").as_uri())
    with pytest.raises(GraphError) as failure:
        provide_jars(tmp_path / "other", lock=LOCK)
    assert failure.value.code == "download_failed"


def test_two_processes_do_not_download_into_each_other(repository: type[Repository], tmp_path: Path) -> None:
    threads = [threading.Thread(target=provide_jars, args=(tmp_path,), kwargs={"lock": LOCK}) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    paths = [path for path, _ in repository.served]
    assert len(paths) == len(set(paths)) == len(LOCK.jars)


@pytest.fixture
def small_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("provision", "bundle"):
        monkeypatch.setattr(f"graph.server.{module}.read_lock", lambda: LOCK)


def test_a_bundle_installs_without_any_network(
    repository: type[Repository], small_lock: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "jdk"
    (home / "bin").mkdir(parents=True)
    (home / "bin" / "java").write_bytes(b"#!java")
    monkeypatch.setattr("graph.server.bundle.java", lambda runtime: home / "bin" / "java")
    archive = bundles.bundle(tmp_path / "b" / "neo4j.tar.gz", tmp_path / "one")
    repository.status = 503
    assert install(archive, tmp_path / "two") == len(LOCK.jars)
    assert not_intact(LOCK, tmp_path / "two" / "jars") == ()
    assert (tmp_path / "two" / "java" / "bin" / "java").read_bytes() == b"#!java"
    provide_jars(tmp_path / "two", lock=LOCK)


def packed(folder: Path, archive: Path) -> Path:
    with tarfile.open(archive, "w:gz") as out:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                out.add(path, path.relative_to(folder).as_posix())
    return archive


def test_a_bundle_is_checked_against_our_lock_file_not_its_own(small_lock: None, tmp_path: Path) -> None:
    folder = tmp_path / "content"
    for jar in LOCK.jars:
        (folder / "jars" / jar.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "jars" / jar.path).write_bytes(b"evil" * 100)
    (folder / "famai-neo4j.json").write_text(json.dumps({"platform": "x", "version": "5", "java": {}}))
    with pytest.raises(GraphError) as failure:
        install(packed(folder, tmp_path / "evil.tar.gz"), tmp_path / "runtime")
    assert failure.value.code == "bundle_invalid"
    assert list((tmp_path / "runtime").iterdir()) == []


@pytest.mark.parametrize("name", ["../outside", "/tmp/famai-outside", "jars/../../outside"])
def test_a_bundle_cannot_write_outside(small_lock: None, tmp_path: Path, name: str) -> None:
    archive = tmp_path / "evil.tar"
    with tarfile.open(archive, "w") as out:
        info = tarfile.TarInfo(name)
        info.size = 0
        out.addfile(info)
    with pytest.raises(GraphError) as failure:
        install(archive, tmp_path / "runtime" / "deep")
    assert failure.value.code == "bundle_invalid"
    assert not (tmp_path / "outside").exists()
    assert not Path("/tmp/famai-outside").exists()


@pytest.mark.parametrize("data", [b"", b"no archive", b"\x1f\x8b\x08 truncated"])
def test_what_is_no_bundle_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "b.tar.gz").write_bytes(data)
    with pytest.raises(GraphError) as failure:
        install(tmp_path / "b.tar.gz", tmp_path / "runtime")
    assert failure.value.code == "bundle_invalid"


def test_the_password_is_our_own_and_private(tmp_path: Path) -> None:
    password = give_password(tmp_path)
    assert len(password) >= 24
    assert give_password(tmp_path) == password == read_password(tmp_path)
    assert stat.S_IMODE((tmp_path / "password").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "data" / "dbms" / "auth.ini").stat().st_mode) == 0o600
    assert password not in (tmp_path / "data" / "dbms" / "auth.ini").read_text()
    assert give_password(tmp_path / "other") != password


def test_the_server_is_told_to_keep_to_itself(tmp_path: Path) -> None:
    write_settings(tmp_path, 4711)
    lines = (tmp_path / "conf" / "neo4j.conf").read_text().splitlines()
    assert "server.bolt.listen_address=127.0.0.1:4711" in lines
    assert "server.default_listen_address=127.0.0.1" in lines
    assert "server.http.enabled=false" in lines
    assert "dbms.usage_report.enabled=false" in lines
    assert "dbms.security.allow_csv_import_from_file_urls=false" in lines
    assert "dbms.security.auth_enabled=true" in lines


def test_nothing_from_outside_reaches_the_java_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-javaagent:evil.jar")
    monkeypatch.setenv("NEO4J_server_http_enabled", "true")
    kept = environment(tmp_path)
    assert "JAVA_TOOL_OPTIONS" not in kept
    assert "NEO4J_server_http_enabled" not in kept


def test_a_class_path_with_spaces_and_quotes_is_passed_whole(tmp_path: Path) -> None:
    home = tmp_path / '库 "one"'
    command = java_command(tmp_path, home, [Path('/a b/"c".jar')], "Main")
    assert command[1] == f"@{home / 'conf' / 'java.args'}"
    assert '"/a b/\\"c\\".jar"' in (home / "conf" / "java.args").read_text("utf-8").splitlines()


def test_status_of_a_library_without_a_server(tmp_path: Path) -> None:
    found = status(tmp_path, tmp_path / "runtime")
    assert (found.health, found.port, found.pid) == ("stopped", None, None)
    assert found.missing == len(read_lock().jars)
    assert running(tmp_path) is None
    assert stop(tmp_path) is False


def test_a_state_file_of_a_dead_or_other_process_counts_for_nothing(tmp_path: Path) -> None:
    home = tmp_path / "neo4j"
    home.mkdir()
    for pid, started in ((os.getpid(), 1.0), (2**22 - 1, 1.0)):
        state = {"version": "5", "port": 1, "pid": pid, "pid_started": started, "owner": 1, "owner_started": 1.0}
        (home / "server.json").write_text(json.dumps(state))
        assert isinstance(read_state(home), State)
        assert status(tmp_path, tmp_path).health == "stopped"
        assert stop(tmp_path) is False
    (home / "server.json").write_text("{damaged")
    assert read_state(home) is None
    assert status(tmp_path, tmp_path).health == "stopped"


def test_a_library_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(GraphError) as failure:
        start(tmp_path / "file")
    assert failure.value.code == "not_writable"
