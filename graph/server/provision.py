"""The server's jars: downloaded once, resumable and cancellable, checked against the lock file before every start."""

from __future__ import annotations

import errno
import os
import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import unquote

import msgspec
import requests
from filelock import FileLock, Timeout

from ..errors import GraphError
from .folders import jar_folder
from .lockfile import Jar, Lock, not_intact, read_lock, sha256_of

_CHUNK = 1 << 14
_ATTEMPTS = 4
_CONNECTIONS = 4
_PAUSE = 0.5  # seconds before the second try, doubled for each further one
_TIMEOUT = (10, 30)


class Progress(msgspec.Struct, frozen=True):
    """How far a long work has come. ``done`` and ``total`` are bytes while downloading, and 0 in the other stages."""

    stage: str  # verifying, downloading, starting
    done: int = 0
    total: int = 0


Report = Callable[[Progress], None]


def silent(progress: Progress) -> None:
    """Reports nothing."""


def mirror() -> str:
    """Where jars come from: ``FAMAI_MAVEN_URL`` (any Maven repository, http(s) or file), or jgo's default."""
    named = os.environ.get("FAMAI_MAVEN_URL", "").strip()
    if named:
        return named.rstrip("/")
    from jgo.constants import MAVEN_CENTRAL_URL

    return MAVEN_CENTRAL_URL


def class_path(runtime: Path, lock: Lock) -> list[Path]:
    """The jars in class path order."""
    return [jar_folder(runtime) / jar.path for jar in lock.jars]


def provide_jars(
    runtime: Path, report: Report = silent, cancel: threading.Event | None = None, lock: Lock | None = None
) -> Lock:
    """Makes sure that every jar of the lock stands in ``runtime`` with the locked bytes, downloading what is missing.

    Offline when all are there. A broken download leaves ``.part`` files that the next call continues. Raises GraphError:
    download_failed, download_cancelled, disk_full, not_writable, checksum.
    """
    lock = lock or read_lock()
    folder = jar_folder(runtime)
    cancel = cancel or threading.Event()
    report(Progress("verifying"))
    if not not_intact(lock, folder):
        return lock
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder, cancel):
            missing = not_intact(lock, folder)
            if missing:
                _Download(folder, lock, missing, report, cancel).run()
    except OSError as failure:
        raise _as_error(failure, folder, lock) from failure
    return lock


def _alone(folder: Path, cancel: threading.Event) -> AbstractContextManager[object]:
    """Only one process downloads into a folder; the others wait for it (and can be cancelled)."""
    lock = FileLock(folder / ".lock")
    while True:
        try:
            return lock.acquire(timeout=0.5)
        except Timeout:
            if cancel.is_set():
                raise GraphError("download_cancelled") from None


def _as_error(failure: OSError, folder: Path, lock: Lock) -> GraphError:
    if failure.errno in (errno.ENOSPC, errno.EDQUOT):
        return GraphError("disk_full", path=folder, need=lock.size * 2 // 1_000_000)
    return GraphError("not_writable", path=folder, why=failure.strerror or failure)


class _Download:
    """One run over the missing jars, several connections at a time."""

    def __init__(self, folder: Path, lock: Lock, missing: tuple[Jar, ...], report: Report, cancel: threading.Event) -> None:
        self.folder = folder
        self.missing = missing
        self.report = report
        self.cancel = cancel
        self.total = lock.size
        self.done = lock.size - sum(jar.size for jar in missing)
        self.counting = threading.Lock()
        self.stop = threading.Event()
        self.base = mirror()
        self.session = requests.Session()

    def run(self) -> None:
        free = shutil.disk_usage(self.folder).free
        if free < self.total - self.done:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.count(0)
        with self.session, ThreadPoolExecutor(_CONNECTIONS, thread_name_prefix="jars") as pool:
            futures = [pool.submit(self.fetch, jar) for jar in self.missing]
            try:
                for future in futures:
                    future.result()
            except BaseException:
                self.stop.set()
                pool.shutdown(wait=True, cancel_futures=True)
                raise

    def count(self, bytes_: int) -> None:
        with self.counting:
            self.done += bytes_
            self.report(Progress("downloading", self.done, self.total))

    def checkpoint(self) -> None:
        if self.cancel.is_set() or self.stop.is_set():
            raise GraphError("download_cancelled")

    def fetch(self, jar: Jar) -> None:
        target = self.folder / jar.path
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(target.name + ".part")
        if self.base.startswith("file:"):
            self.copy(jar, part)
        why: object = ""
        for attempt in range(_ATTEMPTS):
            self.checkpoint()
            try:
                self.stream(jar, part)
            except (requests.RequestException, ConnectionError) as failure:
                why = _why(failure)
                if _is_final(failure):
                    break
                self.stop.wait(_PAUSE * 2**attempt)
                continue
            if part.stat().st_size == jar.size and sha256_of(part) == jar.sha256:
                os.replace(part, target)
                return
            self.count(-part.stat().st_size)
            part.unlink()
            why = None
        if why is None:
            raise GraphError("checksum", file=jar.name)
        raise GraphError("download_failed", file=jar.name, why=why)

    def copy(self, jar: Jar, part: Path) -> None:
        """From a mirror that is a folder."""
        source = Path(unquote(self.base.removeprefix("file://"))) / jar.path
        if not source.is_file():
            raise GraphError("download_failed", file=jar.name, why=f"{source} is not there")
        shutil.copyfile(source, part)

    def stream(self, jar: Jar, part: Path) -> None:
        """Appends to ``part`` what it lacks, from where a former try broke off."""
        have = part.stat().st_size if part.exists() else 0
        if have > jar.size:
            part.unlink()
            have = 0
        if have == jar.size:
            self.count(have)
            return
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
        with self.session.get(f"{self.base}/{jar.path}", headers=headers, stream=True, timeout=_TIMEOUT) as response:
            response.raise_for_status()
            resumed = response.status_code == requests.codes.partial_content
            counted = 0
            with part.open("ab" if resumed else "wb") as file:
                if resumed:
                    counted += have
                    self.count(have)
                try:
                    for chunk in response.iter_content(_CHUNK):
                        self.checkpoint()
                        file.write(chunk)
                        counted += len(chunk)
                        self.count(len(chunk))
                        if counted > jar.size:
                            return
                except BaseException:
                    self.count(-counted)
                    raise
            if counted < jar.size:
                self.count(-counted)
                raise ConnectionError(f"{counted} of {jar.size} bytes")


def _is_final(failure: Exception) -> bool:
    """Whether another try would get the same answer (the repository does not have it, or will not give it)."""
    response = getattr(failure, "response", None)
    return response is not None and 400 <= response.status_code < 500 and response.status_code not in (408, 416, 429)


def _why(failure: Exception) -> str:
    response = getattr(failure, "response", None)
    if response is not None:
        return f"HTTP {response.status_code}"
    return type(failure).__name__ if isinstance(failure, requests.RequestException) else str(failure)
