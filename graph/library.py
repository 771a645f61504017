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
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import msgspec

from ingest.read import MAX_BYTES, ReadError, file_bytes
from ingest.statute import Statute

from .correction_logs import corrections_of, log_bytes, orphaned_corrections, with_logs
from .durable import new_folder, sweep, write_whole
from .entries import (
    Entry,
    Library,
    Listed,
    damaged,
    entries,
    entry_of,
    keys,
    parsed_folder,
    read_entry,
    refuse_twins,
    safe_file_name,
    statutes_folder,
    trash_folder,
    write_entry,
)
from .entries import entry as entry_at
from .library_errors import LibraryError, disk, only_writer
from .parsed import forget, parsed
from .server.folders import library_home
from .trash import Removed, empty_old, remove, removed, restore

BUNDLED = Path(__file__).parents[1] / "data" / "statutes"


def open_library(home: Path | None = None, *, seed: bool = True) -> Library:
    """The library at ``home`` (default: ``FAMAI_HOME`` or the user's data folder), made ready on first use.

    ``seed``: a new library gets the bundled statutes; one that was emptied stays empty. Raises :class:`LibraryError`.
    """
    library = Library(home or library_home())
    with disk(library.home):
        for folder in (library.home, statutes_folder(library), trash_folder(library), parsed_folder(library)):
            folder.mkdir(parents=True, exist_ok=True)
        marker = library.home / "library.json"
        with only_writer(library.home):
            for folder in (library.home, statutes_folder(library), trash_folder(library), parsed_folder(library)):
                sweep(folder)
            _sweep_entries(library)
            empty_old(library)
            fresh = not marker.exists()
            if fresh:
                write_whole(marker, msgspec.json.encode({"format": 1, "made": _now()}))
    if fresh and seed:
        add_bundled(library)
    return library


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
    found = parsed(data, entry.file, parsed_folder(library), log_bytes(library, entry) if corrected else ())
    ids = [listed.id for listed in entry.statutes]
    if corrected and len(ids) == len(found) and ids != [each.id for each in found]:
        return tuple(msgspec.structs.replace(each, id=listed) for each, listed in zip(found, ids, strict=True))
    return found


def content_of(library: Library, entry: Entry) -> str:
    """Changes whenever the file or its corrections do: what in-memory caches are keyed by."""
    return sha256(b"\0".join((entry.sha256.encode(), *log_bytes(library, entry)))).hexdigest()[:32]


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
    return statutes_folder(library) / entry.key / f"source-{entry.sha256[:16]}" / entry.file


def rename(library: Library, key: str, name: str) -> Entry:
    """Call an entry ``name`` in lists; the statute's own title is not touched."""
    name = " ".join(name.split())[:200]
    if not name:
        raise LibraryError("library_no_name")
    with only_writer(library.home):
        entry = msgspec.structs.replace(entry_at(library, key), name=name)
        write_entry(library, entry)
    return entry


def is_stale(library: Library, entry: Entry) -> bool:
    """Whether the file has changed since it was added: where it came from, or the library's own copy."""
    return _newest_bytes(library, entry) is not None


def reload(library: Library, key: str) -> Entry:
    """Read the source again where it has changed. A file that cannot be read now leaves the entry as it was and raises."""
    entry = entry_at(library, key)
    data = _newest_bytes(library, entry)
    if data is None:
        return entry
    parsed(data, entry.file, parsed_folder(library))  # before the lock, which a long text would hold
    with only_writer(library.home):
        return _replace_source(library, entry_at(library, key), data, entry.file)


# -- below: how it is done ------------------------------------------------------------------------------------------------


def _add(library: Library, data: bytes, name: str, replace: bool, came_from: Path | None, bundled: bool) -> Entry:
    file = safe_file_name(name)
    found = parsed(
        data, file, parsed_folder(library)
    )  # before the lock: an unreadable file changes nothing, a long one blocks no one
    listed = tuple(_listed(statute) for statute in found)
    digest = sha256(data).hexdigest()
    with only_writer(library.home):
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
        with disk(library.home), new_folder(statutes_folder(library) / key) as scratch:
            (scratch / f"source-{digest[:16]}").mkdir()
            write_whole(scratch / f"source-{digest[:16]}" / file, data)
            write_whole(scratch / "entry.json", msgspec.json.encode(entry))
    return entry


def _replace_source(library: Library, entry: Entry, data: bytes, file: str, came_from: str | None = None) -> Entry:
    """Give an entry new bytes: first the new file beside the old, then the record that names it, then the old one goes."""
    digest = sha256(data).hexdigest()
    listed = with_logs(entry.statutes, tuple(_listed(statute) for statute in parsed(data, file, parsed_folder(library))))
    fresh = msgspec.structs.replace(
        entry, file=file, sha256=digest, statutes=listed, changed=_now(), came_from=came_from or entry.came_from
    )
    refuse_twins(library, fresh)
    folder = statutes_folder(library) / entry.key
    with disk(library.home):
        target = folder / f"source-{digest[:16]}"
        target.mkdir(exist_ok=True)
        write_whole(target / file, data)
        write_entry(library, fresh)
        _drop_other_sources(folder, fresh)
        if digest != entry.sha256:
            forget(entry.sha256, parsed_folder(library))
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


def _listed(statute: Statute) -> Listed:
    articles = sum(unit.kind == "article" for unit in statute.units)
    return Listed(statute.id, statute.title, articles, len(statute.diagnostics))


def _free_key(library: Library, digest: str) -> str:
    key, number = digest[:12], 2
    while (statutes_folder(library) / key).exists():
        key, number = f"{digest[:12]}-{number}", number + 1
    return key


def _drop_other_sources(folder: Path, entry: Entry) -> None:
    for old in folder.glob("source-*"):
        if old.name != f"source-{entry.sha256[:16]}":
            shutil.rmtree(old, ignore_errors=True)


def _sweep_entries(library: Library) -> None:
    for key in keys(library):
        if (statutes_folder(library) / key).is_dir():
            sweep(statutes_folder(library) / key)
        entry = read_entry(library, key)
        if entry and source_of(library, entry).exists():
            _drop_other_sources(statutes_folder(library) / key, entry)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


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
    "orphaned_corrections",
    "reload",
    "remove",
    "removed",
    "rename",
    "restore",
    "source_of",
    "statute",
    "statutes",
]
