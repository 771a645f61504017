"""Removed entries: they come back for thirty days."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import msgspec

from .durable import sync_folder
from .entries import (
    Entry,
    Library,
    decode_entry,
    parsed_folder,
    refuse_twins,
    statutes_folder,
    trash_folder,
)
from .entries import entry as entry_at
from .library_errors import LibraryError, disk, only_writer
from .parsed import forget

DAYS = 30


class Removed(msgspec.Struct, frozen=True):
    """A removed entry; ``token`` brings it back."""

    token: str
    entry: Entry


def remove(library: Library, key: str) -> Removed:
    """Take an entry out of the library, with its corrections; :func:`restore` brings it back for 30 days."""
    with only_writer(library.home):
        entry = entry_at(library, key)
        token = f"{time.time_ns() // 1_000_000}-{key}"
        with disk(library.home):
            os.replace(statutes_folder(library) / key, trash_folder(library) / token)
            sync_folder(trash_folder(library))
            forget(entry.sha256, parsed_folder(library))
    return Removed(token, entry)


def removed(library: Library) -> list[Removed]:
    """What can be restored, the latest first."""
    found = []
    for folder in sorted(trash_folder(library).iterdir(), key=lambda folder: folder.name, reverse=True):
        entry = decode_entry(folder / "entry.json")
        if entry:
            found.append(Removed(folder.name, entry))
    return found


def restore(library: Library, token: str) -> Entry:
    """Bring a removed entry back."""
    with only_writer(library.home):
        folder = trash_folder(library) / Path(token).name
        entry = decode_entry(folder / "entry.json")
        if entry is None:
            raise LibraryError("library_no_entry", key=token)
        refuse_twins(library, entry)
        if (statutes_folder(library) / entry.key).exists():
            raise LibraryError("library_not_restorable", why=entry.key)
        with disk(library.home):
            os.replace(folder, statutes_folder(library) / entry.key)
            sync_folder(statutes_folder(library))
    return entry


def empty_old(library: Library) -> None:
    """Removed entries past their time are gone. Only while no one else can be writing there."""
    limit = time.time() - DAYS * 86_400
    for folder in trash_folder(library).iterdir():
        stamp = folder.name.partition("-")[0]
        if stamp.isdigit() and int(stamp) / 1000 < limit:
            shutil.rmtree(folder, ignore_errors=True)
