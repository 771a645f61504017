"""The version of the extractor: what it would read otherwise after a change has another one."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path


@cache
def extractor_version() -> str:
    """16 hex digits over all code and lexicons of this package: parsed statutes of another version are stale."""
    root = Path(__file__).parent
    digest = sha256()
    for path in sorted(root.rglob("*")):
        if path.suffix in (".py", ".toml"):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
