"""Writes that are whole or not there at all, also after ``kill -9`` or a power cut."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

SCRATCH = ".new-"


def write_whole(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of the file at ``path``: readers see the old bytes or the new ones."""
    handle, scratch = tempfile.mkstemp(prefix=SCRATCH, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(scratch, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(scratch)
        raise
    sync_folder(path.parent)


@contextlib.contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """A scratch folder that becomes ``path`` when the block ends well, and vanishes otherwise. ``path`` must not exist."""
    scratch = Path(tempfile.mkdtemp(prefix=SCRATCH, dir=path.parent))
    try:
        yield scratch
        sync_folder(scratch)
        os.replace(scratch, path)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    sync_folder(path.parent)


def sweep(folder: Path) -> None:
    """Remove what a killed writer left in ``folder``. Only while no one else can be writing there."""
    for entry in folder.iterdir():
        if entry.name.startswith(SCRATCH):
            if entry.is_dir():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                entry.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make renames in ``folder`` last. A file system that cannot is left as it is."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
