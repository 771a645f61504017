"""Which kind of file it is: by what its first bytes say, then by its name."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from .errors import ReadError

Format = Literal["txt", "md", "docx", "pdf", "html"]

_BY_NAME: dict[str, Format] = {
    ".txt": "txt",
    ".text": "txt",
    "": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
}
_FOREIGN = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x7fELF", "ELF"),
    (b"MZ\x90", "EXE"),
    (b"SQLite format 3", "SQLite"),
)
_HTML = re.compile(
    rb"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,50})?(?:<!--.{0,2000}?-->\s{0,50}){0,5}<(?:!doctype\s{1,5}html|html[\s>])",
    re.I | re.S,
)


def format_of(data: bytes, name: str) -> Format:
    """The kind of file; :class:`ReadError` for one that holds no statute text we can read."""
    ending = PurePath(name).suffix.lower()
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if b"word/" in data or ending in (".docx", ".docm"):
            return "docx"
        raise ReadError("unknown_type", name, kind=ending.lstrip(".") or "zip")
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):  # OLE: Word 97–2003, WPS, or an encrypted .docx
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise ReadError("docx_encrypted", name)
        raise ReadError("old_office", name, kind=ending.lstrip(".") or "doc")
    if data.lstrip()[:5] == b"{\\rtf":
        raise ReadError("old_office", name, kind="rtf")
    for magic, kind in _FOREIGN:
        if data.startswith(magic):
            raise ReadError("binary", name, kind=kind)
    if ending in (".docx", ".docm"):
        raise ReadError("docx_broken", name, why="zip")
    if ending == ".pdf":
        raise ReadError("pdf_broken", name, why="%PDF")
    if _HTML.match(data[:20_000]):
        return "html"
    if ending in _BY_NAME:
        return _BY_NAME[ending]
    raise ReadError("unknown_type", name, kind=ending.lstrip("."))
