"""Parsed statutes kept on disk, by the bytes of their file, of their corrections and the version of the extractor.

All of it can be made again.
"""

from __future__ import annotations

import contextlib
from hashlib import sha256
from pathlib import Path

import msgspec

from ingest.corrections.log import parse_log
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
    """The statutes in a file's bytes, from the folder ``cache`` where it has them. Raises ReadError for an unreadable file.

    ``logs``: the corrections of the file's first, second, … statute, as they are on disk; replayed after extraction.
    A cache that is cut, from another version or cannot be written is no error: the file is parsed again.
    """
    digest = sha256(data).hexdigest()[:32]
    version = extractor_version()
    curated = sha256(b"\0".join(logs)).hexdigest()[:16] if any(logs) else _PLAIN
    kept = cache / f"{digest}-{version}-{curated}.msgpack"
    with contextlib.suppress(OSError, msgspec.MsgspecError, ValueError, RecursionError):
        statutes = _decode(kept.read_bytes())
        if all(statute.origin.name == name for statute in statutes):
            return statutes
    raw = read_bytes(data, name)
    events = [parse_log(log).events for log in logs]
    statutes = tuple(
        statute_from(tree, raw, corrections=events[number] if number < len(events) else ())
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
