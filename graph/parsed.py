"""Extracted statutes kept on disk, by the bytes of their file, the corrections of their tree and the version of the extractor.

Corrections of single facts are replayed on what is kept, so that a save does not read the statute anew. All of it can be made again.
"""

from __future__ import annotations

import contextlib
from hashlib import sha256
from pathlib import Path

import msgspec

from ingest.corrections.events import Event
from ingest.corrections.log import parse_log
from ingest.corrections.replay import replay
from ingest.corrections.structure import structural
from ingest.fingerprint import extractor_version
from ingest.pipeline import statute_from
from ingest.read import read_bytes
from ingest.statute import Statute
from ingest.structure import parse_structure

from .durable import write_whole

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[Statute, ...]).decode
_PLAIN = "plain"


def parsed(data: bytes, name: str, cache: Path, logs: tuple[bytes, ...] = ()) -> tuple[Statute, ...]:
    """The statutes in a file's bytes with their corrections, as if all were read anew. Raises ReadError for an unreadable file.

    ``logs``: the corrections of the file's first, second, … statute, as they are on disk. What was extracted is taken from the
    folder ``cache``; a cache that is cut, from another version or cannot be written is no error: the file is read again.
    """
    events = tuple(parse_log(log).events for log in logs)
    found = _extracted(data, name, cache, tuple(structural(one) for one in events))
    return tuple(
        replay(statute, events[number]) if number < len(events) and events[number] else statute
        for number, statute in enumerate(found)
    )


def _extracted(data: bytes, name: str, cache: Path, trees: tuple[tuple[Event, ...], ...]) -> tuple[Statute, ...]:
    """The statutes with the corrections of their tree alone, which come before extraction."""
    digest = sha256(data).hexdigest()[:32]
    version = extractor_version()
    shape = sha256(_encode(trees)).hexdigest()[:16] if any(trees) else _PLAIN
    kept = cache / f"{digest}-{version}-{shape}.msgpack"
    with contextlib.suppress(OSError, msgspec.MsgspecError, ValueError, RecursionError):
        statutes = _decode(kept.read_bytes())
        if all(statute.origin.name == name for statute in statutes):
            return statutes
    raw = read_bytes(data, name)
    statutes = tuple(
        statute_from(tree, raw, corrections=trees[number] if number < len(trees) else ())
        for number, tree in enumerate(parse_structure(raw))
    )
    with contextlib.suppress(OSError):
        for old in cache.glob(f"{digest}-*.msgpack"):
            if old.name not in (f"{digest}-{version}-{_PLAIN}.msgpack", kept.name):
                old.unlink(missing_ok=True)
        write_whole(kept, _encode(statutes))
    return statutes


def forget(digest: str, cache: Path) -> None:
    """Drop what is kept of the file with this SHA-256."""
    for old in cache.glob(f"{digest[:32]}-*.msgpack"):
        with contextlib.suppress(OSError):
            old.unlink()
