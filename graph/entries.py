"""The records of the library: one an entry, read from the folder; a record edited by hand never points outside it."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from .durable import write_whole
from .library_errors import LibraryError, disk


class Library(msgspec.Struct, frozen=True):
    """A library folder."""

    home: Path


class Listed(msgspec.Struct, frozen=True):
    """A statute of an entry, as lists show it without parsing.

    ``log``: the number of its corrections log, which it keeps when a new file puts it in another place (0: its place).
    """

    id: str
    title: str
    articles: int = 0
    diagnostics: int = 0
    log: int = 0


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


def statutes_folder(library: Library) -> Path:
    """Where the entries are."""
    return library.home / "statutes"


def trash_folder(library: Library) -> Path:
    """Where removed entries wait."""
    return library.home / "trash"


def parsed_folder(library: Library) -> Path:
    """Where what was extracted is kept."""
    return library.home / "parsed"


def entries(library: Library) -> list[Entry]:
    """What the library holds, in the order it was added. Damaged records are left out: see :func:`damaged`."""
    found = [entry for key in keys(library) if (entry := read_entry(library, key))]
    return sorted(found, key=lambda entry: (entry.added, entry.key))


def damaged(library: Library) -> list[LibraryError]:
    """One error for every entry whose record cannot be read."""
    return [
        LibraryError("library_damaged", key=key, path=str(statutes_folder(library) / key))
        for key in keys(library)
        if read_entry(library, key) is None and (statutes_folder(library) / key).is_dir()
    ]


def entry_of(library: Library, statute_id: str) -> Entry | None:
    """The entry that holds the statute; None if the library has none."""
    return next((entry for entry in entries(library) if any(listed.id == statute_id for listed in entry.statutes)), None)


def entry(library: Library, key: str) -> Entry:
    """The entry of that key. Raises :class:`LibraryError`."""
    found = read_entry(library, key)
    if found is None:
        raise LibraryError("library_no_entry", key=key)
    return found


def read_entry(library: Library, key: str) -> Entry | None:
    """The entry of that key; None where there is none or its record is damaged."""
    found = decode_entry(statutes_folder(library) / Path(key).name / "entry.json")
    return found if found and found.key == key else None


def write_entry(library: Library, changed: Entry) -> None:
    """Puts the record in the place of the old one."""
    with disk(library.home):
        write_whole(statutes_folder(library) / changed.key / "entry.json", msgspec.json.encode(changed))


def refuse_twins(library: Library, new: Entry) -> None:
    """Raises :class:`LibraryError` where another entry holds one of the entry's statutes."""
    ids = {each.id for each in new.statutes}
    for other in entries(library):
        for each in other.statutes:
            if other.key != new.key and each.id in ids:
                raise LibraryError("library_has_statute", id=each.id, title=each.title, file=other.file)


def keys(library: Library) -> list[str]:
    """The folders of the entries."""
    try:
        return sorted(folder.name for folder in statutes_folder(library).iterdir() if not folder.name.startswith("."))
    except OSError:
        return []


def safe_file_name(name: str) -> str:
    """A name that is safe as a file name everywhere, with its ending."""
    base = re.sub(r'[\x00-\x1f<>:"/\\|?*]', "_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(" .") or "statute.txt"
    stem, dot, ending = base.rpartition(".")
    if not dot or len(ending) > 8:
        stem, dot, ending = base, "", ""
    while len((stem + dot + ending).encode("utf-8")) > 180:
        stem = stem[:-1]
    return stem + dot + ending


_known: dict[Path, tuple[tuple[int, int, int], Entry | None]] = {}


def decode_entry(path: Path) -> Entry | None:
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
    return entry if entry.file == safe_file_name(entry.file) and re.fullmatch(r"[0-9a-f]{64}", entry.sha256) else None
