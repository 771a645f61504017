"""The lock file: every jar of the managed server with its size and SHA-256, kept in the project."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import msgspec

LOCK = Path(__file__).with_name("neo4j.lock.toml")

# What the lock is resolved from; the rest of the class path follows from these.
ROOTS = ("org.neo4j:neo4j", "org.neo4j.app:neo4j-server", "org.neo4j:neo4j-import-tool")


class Jar(msgspec.Struct, frozen=True):
    """One jar: its Maven coordinate ``group:artifact:version[:classifier]``, its size in bytes and the SHA-256 of its bytes."""

    coordinate: str
    size: int
    sha256: str

    @property
    def path(self) -> str:
        """Its path in a Maven repository, with forward slashes."""
        group, artifact, version, *classifier = self.coordinate.split(":")
        name = "-".join((artifact, version, *classifier))
        return f"{group.replace('.', '/')}/{artifact}/{version}/{name}.jar"

    @property
    def name(self) -> str:
        """Its file name."""
        return self.path.rsplit("/", 1)[1]


class Lock(msgspec.Struct, frozen=True):
    """The server's version and its jars, in class path order."""

    version: str
    jars: tuple[Jar, ...]

    @property
    def size(self) -> int:
        """Bytes of all jars."""
        return sum(jar.size for jar in self.jars)


def read_lock(path: Path = LOCK) -> Lock:
    """The lock file as data."""
    return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Lock)


def write_lock(lock: Lock, path: Path = LOCK) -> None:
    """Writes ``lock`` as TOML, one jar a line so that a change shows as one."""
    rows = "".join(
        f'    {{ coordinate = "{jar.coordinate}", size = {jar.size}, sha256 = "{jar.sha256}" }},\n' for jar in lock.jars
    )
    path.write_text(f'version = "{lock.version}"\njars = [\n{rows}]\n', "utf-8")


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, as hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_intact(jar: Jar, folder: Path) -> bool:
    """Whether ``jar`` stands under ``folder`` with exactly the locked bytes."""
    path = folder / jar.path
    try:
        return path.stat().st_size == jar.size and sha256_of(path) == jar.sha256
    except OSError:
        return False


def not_intact(lock: Lock, folder: Path) -> tuple[Jar, ...]:
    """The jars that are missing or differ from the lock. Reads every byte (125 MB: about a tenth of a second)."""
    return tuple(jar for jar in lock.jars if not is_intact(jar, folder))


def resolve_lock(version: str, folder: Path) -> Lock:
    """A new lock for ``version``, resolved and downloaded with jgo into ``folder``. For maintainers who move to a new version."""
    from jgo.maven import MavenContext

    context = MavenContext(repo_cache=folder, timeout=60)
    roots = [context.create_dependency(f"{root}:{version}") for root in ROOTS]
    inputs, others = context.resolver.resolve(roots)
    jars = []
    for dependency in (*inputs, *others):
        path = dependency.artifact.resolve()
        parts = (dependency.groupId, dependency.artifactId, dependency.version, dependency.classifier)
        jars.append(Jar(":".join(part for part in parts if part), path.stat().st_size, sha256_of(path)))
    return Lock(version, tuple(jars))
