"""Where the corrections of a library's statutes are kept, also when a new file holds other statutes or in another order."""

from __future__ import annotations

from pathlib import Path

import msgspec

from .entries import Entry, Library, Listed, entry_of, statutes_folder


def corrections_of(library: Library, statute_id: str) -> Path | None:
    """Where the corrections of a statute are kept (the file may not exist yet); None if the library has no such statute.

    By the statute's place in its file when it was added, so that corrections outlive a change of title or date.
    """
    entry = entry_of(library, statute_id)
    if entry is None:
        return None
    return log_path(library, entry, next(n for n, listed in enumerate(entry.statutes) if listed.id == statute_id))


def orphaned_corrections(library: Library, entry: Entry) -> list[Path]:
    """Logs of statutes that a new file of the entry does not hold any more: kept, and to be shown."""
    used = {log_path(library, entry, place).name for place in range(len(entry.statutes))}
    folder = statutes_folder(library) / entry.key
    return sorted(path for path in folder.glob("corrections-*.jsonl") if path.name not in used and path.stat().st_size)


def log_path(library: Library, entry: Entry, place: int) -> Path:
    """The log of the statute at ``place`` (from 0) of an entry."""
    return statutes_folder(library) / entry.key / f"corrections-{entry.statutes[place].log or place + 1}.jsonl"


def log_bytes(library: Library, entry: Entry) -> tuple[bytes, ...]:
    """The logs of an entry's statutes as they are on disk; nothing where there is none."""
    logs = []
    for place in range(len(entry.statutes)):
        try:
            logs.append(log_path(library, entry, place).read_bytes())
        except OSError:
            logs.append(b"")
    return tuple(logs)


def with_logs(old: tuple[Listed, ...], new: tuple[Listed, ...]) -> tuple[Listed, ...]:
    """``new`` with the logs of ``old``: each statute keeps its own by its title, else by its place; the rest get numbers of their own."""
    held = [(one.title, one.log or place) for place, one in enumerate(old, 1)]
    free = dict(held) if len({title for title, _ in held}) == len(held) else {}
    numbers = [free.pop(one.title, 0) for one in new]
    left = [number for _, number in held if number not in numbers] if len(old) == len(new) else []
    fresh = max((number for _, number in held), default=0)
    for place, number in enumerate(numbers):
        if number:
            continue
        if left:
            numbers[place] = left.pop(0)
        else:
            fresh += 1
            numbers[place] = fresh
    return tuple(
        msgspec.structs.replace(one, log=number if number != place else 0)
        for place, (one, number) in enumerate(zip(new, numbers, strict=True), 1)
    )
