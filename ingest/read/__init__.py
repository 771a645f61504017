"""A file of any supported kind → its text and where it came from."""

from __future__ import annotations

import errno
import re
from hashlib import sha256
from pathlib import Path

from ..reading import Origin
from ..units import Diagnostic
from .encodings import decode
from .errors import ReadError
from .formats import format_of
from .markdown import markup_spans
from .raw import RawText

_INK = re.compile(r"[^\s\x00-\x1f\ufeff\u200b-\u200f\u2060]")
MAX_BYTES = 100_000_000
"""Files above this are refused; the longest statutes with all annexes have some five million bytes."""


def read_bytes(data: bytes, name: str) -> RawText:
    """The text in ``data``, a file called ``name``. Raises :class:`ReadError`."""
    if len(data) > MAX_BYTES:
        raise ReadError("too_large", name, size=len(data) // 1_000_000, limit=MAX_BYTES // 1_000_000)
    if not data.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n\f"):
        raise ReadError("empty", name)
    kind = format_of(data, name)
    encoding: str | None = None
    doubts: tuple[Diagnostic, ...] = ()
    markup: tuple[tuple[int, int], ...] = ()
    # the libraries behind a kind of file are loaded when the first such file comes
    if kind == "docx":
        from .docx import docx_text

        text = docx_text(data, name)
    elif kind == "pdf":
        from .pdf import pdf_text

        text, doubts = pdf_text(data, name)
    elif kind == "html":
        from .html import declared_encoding, html_text

        page, encoding, _ = decode(data, name, declared_encoding(data))
        text = html_text(page, name)
    else:
        text, encoding, doubts = decode(data, name)
        markup = markup_spans(text) if kind == "md" else ()
    if not _INK.search(text):
        raise ReadError("empty", name)
    return RawText(text, Origin(name, kind, encoding, sha256(data).hexdigest()), markup, doubts)


def read_file(path: Path) -> RawText:
    """The text of the file at ``path``. Raises :class:`ReadError`."""
    return read_bytes(file_bytes(path), path.name)


def file_bytes(path: Path) -> bytes:
    """The bytes of the file at ``path``. Raises :class:`ReadError` for what is no readable file of a sensible size."""
    name = str(path)
    try:
        if path.is_dir():
            raise ReadError("is_folder", name)
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ReadError("too_large", name, size=size // 1_000_000, limit=MAX_BYTES // 1_000_000)
        if not path.is_file():  # a pipe or device has no end
            raise ReadError("unknown_type", name, kind="device")
        return path.read_bytes()
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR):
            raise ReadError("not_found", name) from None
        raise ReadError("not_readable", name, why=error.strerror or str(error)) from error
    except ValueError:  # a path with a NUL
        raise ReadError("not_found", name.replace("\0", "?")) from None


__all__ = ["MAX_BYTES", "RawText", "ReadError", "file_bytes", "read_bytes", "read_file"]
