"""Parsed statutes kept on disk, by the bytes of their file and the version of the extractor. All of it can be made again."""

from __future__ import annotations

import contextlib
from hashlib import sha256
from pathlib import Path

import msgspec

from ingest.fingerprint import extractor_version
from ingest.pipeline import parse
from ingest.read import read_bytes
from ingest.statute import Statute

from .durable import write_whole

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[Statute, ...]).decode


def parsed(data: bytes, name: str, cache: Path) -> tuple[Statute, ...]:
    """The statutes in a file's bytes, from the folder ``cache`` where it has them. Raises ReadError for an unreadable file.

    A cache that is cut, from another version or cannot be written is no error: the file is parsed again.
    """
    digest = sha256(data).hexdigest()
    kept = cache / f"{digest[:32]}-{extractor_version()}.msgpack"
    with contextlib.suppress(OSError, msgspec.MsgspecError, ValueError, RecursionError):
        statutes = _decode(kept.read_bytes())
        if all(statute.origin.name == name for statute in statutes):
            return statutes
    statutes = tuple(parse(read_bytes(data, name)))
    with contextlib.suppress(OSError):
        forget(digest, cache)
        write_whole(kept, _encode(statutes))
    return statutes


def forget(digest: str, cache: Path) -> None:
    """Drop what is kept of the file with this SHA-256."""
    for old in cache.glob(f"{digest[:32]}-*.msgpack"):
        with contextlib.suppress(OSError):
            old.unlink()
