"""A file of any supported kind → its text and where it came from."""

from __future__ import annotations

from pathlib import Path

import msgspec

from ..reading import Origin


class ReadError(Exception):
    """A file that cannot be read as a statute. ``code`` names the message in the catalogue, ``values`` fill it."""

    def __init__(self, code: str, message: str, **values: str) -> None:
        super().__init__(message)
        self.code, self.values = code, values


class RawText(msgspec.Struct, frozen=True):
    """What a reader gives. ``text`` is ``source.txt``; ``markup``: spans of it that are markup, not statute."""

    text: str
    origin: Origin
    markup: tuple[tuple[int, int], ...] = ()


def read_bytes(data: bytes, name: str) -> RawText:
    """The text in ``data``, a file called ``name``. Raises :class:`ReadError`."""
    return RawText(data.decode("utf-8-sig"), Origin(name))


def read_file(path: Path) -> RawText:
    """The text of the file at ``path``. Raises :class:`ReadError`."""
    return read_bytes(path.read_bytes(), path.name)
