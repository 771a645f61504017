"""The library folder 资料库: the user's statutes, their corrections, and what was removed but can come back.

The files are the truth; everything parsed from them and the database can be made again. Layout, below the home folder::

    statutes/<key>/entry.json               name, file, hash, the statutes found in it
    statutes/<key>/source-<hash>/<file>     the file as it was given
    statutes/<key>/corrections-<n>.jsonl    corrections of its n-th statute (from 1)
    trash/<time>-<key>/                     removed entries
    parsed/                                 parsed statutes (derived)

Every change is one rename under a lock, so another app on the same folder, or ``kill -9``, finds the old state or the new one.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from ingest.read import MAX_BYTES, ReadError, file_bytes
from ingest.statute import Statute

from .codes import Name
from .durable import new_folder, sweep, sync_folder, write_whole
from .parsed import forget, parsed
from .server.folders import library_home

BUNDLED = Path(__file__).parents[1] / "data" / "statutes"
LOCK_SECONDS = 15
TRASH_DAYS = 30

_MESSAGES: dict[str, Name] = {
    "library_busy": Name(
        "资料库 {path} 正被另一个程序修改，等了 {seconds} 秒仍未完成。请稍后再试，或关闭另一个窗口。",
        "Another program is changing the library {path}; it had not finished after {seconds} s. Try again, or close the other one.",
    ),
    "library_not_writable": Name(
        "不能写入资料库 {path}：{why}。请检查权限，或用 FAMAI_HOME 指定另一个文件夹。",
        "Cannot write to the library {path}: {why}. Check its permissions, or name another folder with FAMAI_HOME.",
    ),
    "library_disk_full": Name(
        "磁盘空间不足，资料库 {path} 没有改动。请腾出空间后重试。",
        "The disk is full; the library {path} was not changed. Free some space and try again.",
    ),
    "library_has_statute": Name(
        "资料库里已有《{title}》（{id}），来自 {file}。可以用新文件替换它。",
        "The library already has {title} ({id}), from {file}. It can be replaced by the new file.",
    ),
    "library_no_entry": Name(
        "资料库里没有这一项（{key}），可能已被删除。", "The library has no such entry ({key}); it may have been removed."
    ),
    "library_damaged": Name(
        "资料库中 {key} 的登记文件读不了，原文件仍在 {path}。可以重新导入它。",
        "The record of {key} in the library cannot be read; the source file is still in {path} and can be added again.",
    ),
    "library_no_name": Name("名称不能为空。", "The name must not be empty."),
    "library_not_restorable": Name("不能恢复：{why}。", "Cannot be restored: {why}."),
}


class LibraryError(Exception):
    """An expected failure: ``code`` names it, ``values`` fill its message in the reader's language. Nothing was changed."""

    def __init__(self, code: str, **values: str) -> None:
        self.code, self.values = code, values
        super().__init__(self.message())

    def message(self, language: str = "zh") -> str:
        """What happened and what to do, in ``language`` (``zh`` or ``en``)."""
        return _MESSAGES[self.code].text(language).format(**self.values)

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (self.code, self.values)


def _again(code: str, values: dict[str, str]) -> LibraryError:
    return LibraryError(code, **values)


class Library(msgspec.Struct, frozen=True):
    """A library folder."""

    home: Path


class Listed(msgspec.Struct, frozen=True):
    """A statute of an entry, as lists show it without parsing."""

    id: str
    title: str
    articles: int = 0
    diagnostics: int = 0


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One file of the library; mostly one statute.

    ``name`` is what people call it (None: the title); ``file`` its file name; ``came_from`` the path it was added from;
    ``added``/``changed`` are UTC times (ISO 8601).
    """

    key: str
    file: str
    sha256: str
    statutes: tuple[Listed, ...]
    added: str
    changed: str
    name: str | None = None
    came_from: str | None = None
    bundled: bool = False

    @property
    def label(self) -> str:
        """The name to show."""
        return self.name or (self.statutes[0].title if self.statutes else self.file)


class Removed(msgspec.Struct, frozen=True):
    """A removed entry; ``token`` brings it back."""

    token: str
    entry: Entry


def open_library(home: Path | None = None, *, seed: bool = True) -> Library:
    """The library at ``home`` (default: ``FAMAI_HOME`` or the user's data folder), made ready on first use.

    ``seed``: a new library gets the bundled statutes; one that was emptied stays empty. Raises :class:`LibraryError`.
    """
    library = Library(home or library_home())
    with _disk(library):
        for folder in (library.home, _statutes(library), _trash(library), _parsed(library)):
            folder.mkdir(parents=True, exist_ok=True)
        marker = library.home / "library.json"
        with _locked(library):
            for folder in (library.home, _statutes(library), _trash(library), _parsed(library)):
                sweep(folder)
            _sweep_entries(library)
            _empty_old_trash(library)
            fresh = not marker.exists()
            if fresh:
                write_whole(marker, msgspec.json.encode({"format": 1, "made": _now()}))
    if fresh and seed:
        add_bundled(library)
    return library


def entries(library: Library) -> list[Entry]:
    """What the library holds, in the order it was added. Damaged records are left out: see :func:`damaged`."""
    found = [entry for key in _keys(library) if (entry := _read_entry(library, key))]
    return sorted(found, key=lambda entry: (entry.added, entry.key))


def damaged(library: Library) -> list[LibraryError]:
    """One error for every entry whose record cannot be read."""
    return [
        LibraryError("library_damaged", key=key, path=str(_statutes(library) / key))
        for key in _keys(library)
        if _read_entry(library, key) is None and (_statutes(library) / key).is_dir()
    ]


def entry_of(library: Library, statute_id: str) -> Entry | None:
    """The entry that holds the statute; None if the library has none."""
    return next((entry for entry in entries(library) if any(listed.id == statute_id for listed in entry.statutes)), None)


def add(library: Library, data: bytes, name: str, *, replace: bool = False, came_from: Path | None = None) -> Entry:
    """Add a file's bytes. The same bytes again give the entry that is there.

    ``replace``: a statute the library already has gets this file as its new source (its name and corrections stay).
    Raises ReadError for a file that cannot be read, :class:`LibraryError` otherwise; then nothing is changed.
    """
    return _add(library, data, name, replace, came_from, bundled=False)


def add_file(library: Library, path: Path, *, replace: bool = False) -> Entry:
    """Add the file at ``path`` (see :func:`add`)."""
    return add(library, file_bytes(path), path.name, replace=replace, came_from=path.resolve())


def add_bundled(library: Library) -> list[Entry]:
    """Add the statutes that come with the project; those already there stay as they are."""
    return [
        _add(library, path.read_bytes(), path.name, False, None, bundled=True)
        for path in sorted(BUNDLED.iterdir())
        if path.is_file()
    ]


def load(library: Library, entry: Entry, *, corrected: bool = True) -> tuple[Statute, ...]:
    """The statutes of an entry, parsed (from the cache where nothing changed), with their corrections replayed.

    A statute keeps the id it is listed under, whatever a correction says of its title. Raises as :func:`add`.
    """
    try:
        data = source_of(library, entry).read_bytes()
    except OSError as error:
        raise LibraryError("library_no_entry", key=entry.label) from error
    found = parsed(data, entry.file, _parsed(library), _logs(library, entry) if corrected else ())
    ids = [listed.id for listed in entry.statutes]
    if corrected and len(ids) == len(found) and ids != [each.id for each in found]:
        return tuple(msgspec.structs.replace(each, id=listed) for each, listed in zip(found, ids, strict=True))
    return found


def content_of(library: Library, entry: Entry) -> str:
    """Changes whenever the file or its corrections do: what in-memory caches are keyed by."""
    return sha256(b"\0".join((entry.sha256.encode(), *_logs(library, entry)))).hexdigest()[:32]


def statute(library: Library, statute_id: str, *, corrected: bool = True) -> Statute | None:
    """The statute of that id, with its corrections; None if the library has none."""
    entry = entry_of(library, statute_id)
    if entry is None:
        return None
    return next((found for found in load(library, entry, corrected=corrected) if found.id == statute_id), None)


def statutes(library: Library) -> Iterator[Statute]:
    """Every statute of the library with its corrections, one file at a time."""
    for entry in entries(library):
        yield from load(library, entry)


def source_of(library: Library, entry: Entry) -> Path:
    """The file as it was given."""
    return _statutes(library) / entry.key / f"source-{entry.sha256[:16]}" / entry.file


def corrections_of(library: Library, statute_id: str) -> Path | None:
    """Where the corrections of a statute are kept (the file may not exist yet); None if the library has no such statute.

    By the statute's place in its file, so that corrections outlive a change of title or date.
    """
    entry = entry_of(library, statute_id)
    if entry is None:
        return None
    return _log(library, entry, next(n for n, listed in enumerate(entry.statutes, 1) if listed.id == statute_id))


def rename(library: Library, key: str, name: str) -> Entry:
    """Call an entry ``name`` in lists; the statute's own title is not touched."""
    name = " ".join(name.split())[:200]
    if not name:
        raise LibraryError("library_no_name")
    with _locked(library):
        entry = msgspec.structs.replace(_entry(library, key), name=name)
        _write_entry(library, entry)
    return entry


def remove(library: Library, key: str) -> Removed:
    """Take an entry out of the library, with its corrections; :func:`restore` brings it back for 30 days."""
    with _locked(library):
        entry = _entry(library, key)
        token = f"{time.time_ns() // 1_000_000}-{key}"
        with _disk(library):
            os.replace(_statutes(library) / key, _trash(library) / token)
            sync_folder(_trash(library))
            forget(entry.sha256, _parsed(library))
    return Removed(token, entry)


def removed(library: Library) -> list[Removed]:
    """What can be restored, the latest first."""
    found = []
    for folder in sorted(_trash(library).iterdir(), key=lambda folder: folder.name, reverse=True):
        entry = _decode_entry(folder / "entry.json")
        if entry:
            found.append(Removed(folder.name, entry))
    return found


def restore(library: Library, token: str) -> Entry:
    """Bring a removed entry back."""
    with _locked(library):
        folder = _trash(library) / Path(token).name
        entry = _decode_entry(folder / "entry.json")
        if entry is None:
            raise LibraryError("library_no_entry", key=token)
        _refuse_twins(library, entry)
        if (_statutes(library) / entry.key).exists():
            raise LibraryError("library_not_restorable", why=entry.key)
        with _disk(library):
            os.replace(folder, _statutes(library) / entry.key)
            sync_folder(_statutes(library))
    return entry


def is_stale(library: Library, entry: Entry) -> bool:
    """Whether the file has changed since it was added: where it came from, or the library's own copy."""
    return _newest_bytes(library, entry) is not None


def reload(library: Library, key: str) -> Entry:
    """Read the source again where it has changed. A file that cannot be read now leaves the entry as it was and raises."""
    entry = _entry(library, key)
    data = _newest_bytes(library, entry)
    if data is None:
        return entry
    parsed(data, entry.file, _parsed(library))  # before the lock, which a long text would hold
    with _locked(library):
        return _replace_source(library, _entry(library, key), data, entry.file)


# -- below: how it is done ------------------------------------------------------------------------------------------------


def _add(library: Library, data: bytes, name: str, replace: bool, came_from: Path | None, bundled: bool) -> Entry:
    file = _file_name(name)
    found = parsed(
        data, file, _parsed(library)
    )  # before the lock: an unreadable file changes nothing, a long one blocks no one
    listed = tuple(_listed(statute) for statute in found)
    digest = sha256(data).hexdigest()
    with _locked(library):
        present = entries(library)
        for entry in present:
            if entry.sha256 == digest:
                return entry
        ids = {each.id for each in listed}
        twin = next((entry for entry in present if ids & {each.id for each in entry.statutes}), None)
        if twin is not None:
            if not replace:
                same = next(each for each in twin.statutes if each.id in ids)
                raise LibraryError("library_has_statute", id=same.id, title=same.title, file=twin.file)
            return _replace_source(library, twin, data, file, str(came_from) if came_from else None)
        key = _free_key(library, digest)
        now = _now()
        entry = Entry(
            key, file, digest, listed, added=now, changed=now, came_from=str(came_from) if came_from else None, bundled=bundled
        )
        with _disk(library), new_folder(_statutes(library) / key) as scratch:
            (scratch / f"source-{digest[:16]}").mkdir()
            write_whole(scratch / f"source-{digest[:16]}" / file, data)
            write_whole(scratch / "entry.json", msgspec.json.encode(entry))
    return entry


def _replace_source(library: Library, entry: Entry, data: bytes, file: str, came_from: str | None = None) -> Entry:
    """Give an entry new bytes: first the new file beside the old, then the record that names it, then the old one goes."""
    digest = sha256(data).hexdigest()
    listed = tuple(_listed(statute) for statute in parsed(data, file, _parsed(library)))
    fresh = msgspec.structs.replace(
        entry, file=file, sha256=digest, statutes=listed, changed=_now(), came_from=came_from or entry.came_from
    )
    _refuse_twins(library, fresh)
    folder = _statutes(library) / entry.key
    with _disk(library):
        target = folder / f"source-{digest[:16]}"
        target.mkdir(exist_ok=True)
        write_whole(target / file, data)
        _write_entry(library, fresh)
        _drop_other_sources(folder, fresh)
        if digest != entry.sha256:
            forget(entry.sha256, _parsed(library))
    return fresh


def _newest_bytes(library: Library, entry: Entry) -> bytes | None:
    """Bytes that differ from the recorded ones: of the file it came from, else of the library's copy; None if none do."""
    for path in (Path(entry.came_from) if entry.came_from else None, source_of(library, entry)):
        with contextlib.suppress(OSError):
            if path and path.stat().st_size <= MAX_BYTES:
                data = path.read_bytes()
                if sha256(data).hexdigest() != entry.sha256:
                    return data
    return None


def _refuse_twins(library: Library, entry: Entry) -> None:
    ids = {each.id: each for each in entry.statutes}
    for other in entries(library):
        for each in other.statutes:
            if other.key != entry.key and each.id in ids:
                raise LibraryError("library_has_statute", id=each.id, title=each.title, file=other.file)


def _log(library: Library, entry: Entry, number: int) -> Path:
    return _statutes(library) / entry.key / f"corrections-{number}.jsonl"


def _logs(library: Library, entry: Entry) -> tuple[bytes, ...]:
    logs = []
    for number in range(1, len(entry.statutes) + 1):
        try:
            logs.append(_log(library, entry, number).read_bytes())
        except OSError:
            logs.append(b"")
    return tuple(logs)


def _listed(statute: Statute) -> Listed:
    articles = sum(unit.kind == "article" for unit in statute.units)
    return Listed(statute.id, statute.title, articles, len(statute.diagnostics))


def _file_name(name: str) -> str:
    """A name that is safe as a file name everywhere, with its ending."""
    base = re.sub(r'[\x00-\x1f<>:"/\\|?*]', "_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(" .") or "statute.txt"
    stem, dot, ending = base.rpartition(".")
    if not dot or len(ending) > 8:
        stem, dot, ending = base, "", ""
    while len((stem + dot + ending).encode("utf-8")) > 180:
        stem = stem[:-1]
    return stem + dot + ending


def _free_key(library: Library, digest: str) -> str:
    key, number = digest[:12], 2
    while (_statutes(library) / key).exists():
        key, number = f"{digest[:12]}-{number}", number + 1
    return key


def _statutes(library: Library) -> Path:
    return library.home / "statutes"


def _trash(library: Library) -> Path:
    return library.home / "trash"


def _parsed(library: Library) -> Path:
    return library.home / "parsed"


def _keys(library: Library) -> list[str]:
    try:
        return sorted(folder.name for folder in _statutes(library).iterdir() if not folder.name.startswith("."))
    except OSError:
        return []


def _entry(library: Library, key: str) -> Entry:
    entry = _read_entry(library, key)
    if entry is None:
        raise LibraryError("library_no_entry", key=key)
    return entry


def _read_entry(library: Library, key: str) -> Entry | None:
    entry = _decode_entry(_statutes(library) / Path(key).name / "entry.json")
    return entry if entry and entry.key == key else None


_known: dict[Path, tuple[tuple[int, int, int], Entry | None]] = {}


def _decode_entry(path: Path) -> Entry | None:
    """The record at ``path``; None where it is missing or damaged. Read once as long as the file is the same."""
    try:
        state = path.stat()
        stamp = (state.st_mtime_ns, state.st_ino, state.st_size)
        known = _known.get(path)
        if known is None or known[0] != stamp:
            known = _known[path] = (stamp, _checked(path.read_bytes()))
    except OSError:
        _known.pop(path, None)
        return None
    return known[1]


def _checked(data: bytes) -> Entry | None:
    try:
        entry = msgspec.json.decode(data, type=Entry)
    except (msgspec.MsgspecError, ValueError):
        return None
    # a record edited by hand must not point outside its folder
    return entry if entry.file == _file_name(entry.file) and re.fullmatch(r"[0-9a-f]{64}", entry.sha256) else None


def _write_entry(library: Library, entry: Entry) -> None:
    with _disk(library):
        write_whole(_statutes(library) / entry.key / "entry.json", msgspec.json.encode(entry))


def _drop_other_sources(folder: Path, entry: Entry) -> None:
    for old in folder.glob("source-*"):
        if old.name != f"source-{entry.sha256[:16]}":
            shutil.rmtree(old, ignore_errors=True)


def _sweep_entries(library: Library) -> None:
    for key in _keys(library):
        if (_statutes(library) / key).is_dir():
            sweep(_statutes(library) / key)
        entry = _read_entry(library, key)
        if entry and source_of(library, entry).exists():
            _drop_other_sources(_statutes(library) / key, entry)


def _empty_old_trash(library: Library) -> None:
    limit = time.time() - TRASH_DAYS * 86_400
    for folder in _trash(library).iterdir():
        stamp = folder.name.partition("-")[0]
        if stamp.isdigit() and int(stamp) / 1000 < limit:
            shutil.rmtree(folder, ignore_errors=True)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


@contextlib.contextmanager
def _locked(library: Library) -> Iterator[None]:
    """The only writer, across processes and threads."""
    lock = FileLock(library.home / "library.lock", timeout=LOCK_SECONDS)
    try:
        with _disk(library):
            lock.acquire()
    except Timeout:
        raise LibraryError("library_busy", path=str(library.home), seconds=str(LOCK_SECONDS)) from None
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def _disk(library: Library) -> Iterator[None]:
    """What the disk refuses, as an error people can act on."""
    try:
        yield
    except Timeout:
        raise
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise LibraryError("library_disk_full", path=str(library.home)) from error
        raise LibraryError("library_not_writable", path=str(library.home), why=error.strerror or str(error)) from error


__all__ = [
    "Entry",
    "Library",
    "LibraryError",
    "Listed",
    "ReadError",
    "Removed",
    "add",
    "add_bundled",
    "add_file",
    "content_of",
    "corrections_of",
    "damaged",
    "entries",
    "entry_of",
    "is_stale",
    "load",
    "open_library",
    "reload",
    "remove",
    "removed",
    "rename",
    "restore",
    "source_of",
    "statute",
    "statutes",
]
