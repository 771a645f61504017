"""A statute with its corrections as one file that another library opens, and corrected readings as new gold.

The file is a zip: ``statute/<file>`` as it was given, ``corrections.jsonl``, ``parcel.json`` (format, id, title, hash).
"""

from __future__ import annotations

import io
import json
import zipfile

import msgspec

from ingest.corrections.events import Event
from ingest.corrections.log import Log, append_all, merge, parse_log, read_log
from ingest.gold.writing import gold_files
from ingest.statute import Statute

from .codes import Name
from .library import Library, add, corrections_of, entry_of, source_of

FORMAT = 1
MAX_BYTES = 64_000_000

_MESSAGES: dict[str, Name] = {
    "parcel_not_one": Name("这个文件不是法脉的校核包。", "The file is not a Famai parcel."),
    "parcel_newer": Name(
        "这个校核包由更新版本的法脉制作，请更新后再打开。", "The parcel was made by a newer Famai; update and open it again."
    ),
    "parcel_too_large": Name("校核包解开后超过 64 MB，没有打开。", "The parcel unfolds to more than 64 MB and was not opened."),
    "parcel_cut": Name(
        "校核包不完整或已损坏（{why}）。请重新导出一份。", "The parcel is cut or damaged ({why}). Export it again."
    ),
}


class ParcelError(Exception):
    """A file that is no parcel. ``code`` names the message, ``values`` fill it."""

    def __init__(self, code: str, **values: str) -> None:
        self.code, self.values = code, values
        super().__init__(self.message())

    def message(self, language: str = "zh") -> str:
        """What happened and what to do."""
        return _MESSAGES[self.code].text(language).format(**self.values)


class Parcel(msgspec.Struct, frozen=True):
    """An opened parcel."""

    file: str
    source: bytes
    statute: str
    title: str
    log: Log


class Taken(msgspec.Struct, frozen=True):
    """What taking a parcel in did: the statute's id, how many events came, and the pairs (ours, theirs) in dispute."""

    statute: str
    added: int
    disputed: tuple[tuple[Event, Event], ...]
    bad_lines: int


def pack(library: Library, statute_id: str, title: str) -> bytes:
    """The parcel of a statute of the library. Raises KeyError for an unknown id."""
    entry, log = entry_of(library, statute_id), corrections_of(library, statute_id)
    if entry is None or log is None:
        raise KeyError(statute_id)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parcel:
        head = {"format": FORMAT, "statute": statute_id, "title": title, "file": entry.file, "sha256": entry.sha256}
        parcel.writestr("parcel.json", json.dumps(head, ensure_ascii=False))
        parcel.writestr(f"statute/{entry.file}", source_of(library, entry).read_bytes())
        parcel.writestr("corrections.jsonl", log.read_bytes() if log.exists() else b"")
    return out.getvalue()


def pack_gold(statute: Statute) -> bytes:
    """The corrected reading as a gold folder (a zip), ready for ``data/gold`` and ``python -m ingest.gold``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, data in gold_files(statute).items():
            folder.writestr(name, data)
    return out.getvalue()


def unpack(data: bytes) -> Parcel:
    """The parcel in ``data``. Raises :class:`ParcelError`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parcel:
            if sum(one.file_size for one in parcel.infolist()) > MAX_BYTES:
                raise ParcelError("parcel_too_large")
            head = json.loads(parcel.read("parcel.json"))
            if not isinstance(head, dict) or not isinstance(head.get("format"), int):
                raise ParcelError("parcel_not_one")
            if head["format"] > FORMAT:
                raise ParcelError("parcel_newer")
            name = str(head["file"])
            source = parcel.read(f"statute/{name}")
            log = parse_log(parcel.read("corrections.jsonl"))
    except zipfile.BadZipFile as error:
        raise ParcelError("parcel_not_one") from error
    except (KeyError, ValueError, OSError, zipfile.LargeZipFile, EOFError) as error:
        raise ParcelError("parcel_cut", why=type(error).__name__) from error
    # a name inside an archive is data: only its last part counts
    return Parcel(
        name.replace("\\", "/").rpartition("/")[2] or "statute.txt",
        source,
        str(head["statute"]),
        str(head.get("title", "")),
        log,
    )


def take_in(library: Library, parcel: Parcel) -> Taken:
    """Adds the parcel's statute if the library lacks it, and its corrections to those here. Raises LibraryError, ReadError."""
    if entry_of(library, parcel.statute) is None:
        add(library, parcel.source, parcel.file)
    path = corrections_of(library, parcel.statute)
    if path is None:
        raise ParcelError("parcel_cut", why=parcel.statute)
    merged = merge(read_log(path).events, parcel.log.events)
    append_all(path, merged.added)
    return Taken(parcel.statute, len(merged.added) - len(merged.disputed), merged.disputed, len(parcel.log.bad))
