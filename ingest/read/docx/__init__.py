"""A .docx → its text: one line a paragraph, with the numbers Word generates, tables as ``| a | b |`` rows.

Read straight from the package parts (ECMA-376), so that pictures and styles are never unpacked.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from ..errors import ReadError
from .numbering import Numbering

MAX_UNPACKED = 300_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_LOOSE = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# deleted text, field codes, the second copy of a text box, properties
_SKIPPED = frozenset(
    (
        f"{_W}del",
        f"{_W}moveFrom",
        f"{_W}instrText",
        f"{_W}delText",
        f"{_MC}Fallback",
        f"{_W}pPr",
        f"{_W}rPr",
        f"{_W}sectPr",
        f"{_W}rt",
    )
)
_BOX = f"{_W}txbxContent"


def docx_text(data: bytes, name: str) -> str:
    """The text of a Word file. Raises :class:`ReadError` for a damaged one or one that unpacks beyond measure."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = sum(info.file_size for info in package.infolist())
            if size > MAX_UNPACKED:
                raise ReadError("zip_bomb", name, size=size // 1_000_000, limit=MAX_UNPACKED // 1_000_000)
            if any(info.flag_bits & 1 for info in package.infolist()):
                raise ReadError("docx_encrypted", name)
            main = _main_part(package)
            document = _xml(package, main)
            folder = posixpath.dirname(main)
            numbering = Numbering(_optional(package, f"{folder}/numbering.xml"), _optional(package, f"{folder}/styles.xml"))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise ReadError("docx_broken", name, why=" ".join(str(error).split()) or type(error).__name__) from error
    except KeyError:
        raise ReadError("docx_broken", name, why="word/document.xml") from None
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError("docx_broken", name, why=f"XML: {' '.join(str(error).split())[:120]}") from error
    body = document.find(f"{_W}body")
    if body is None:
        raise ReadError("docx_broken", name, why="w:body")
    return "\n".join(_blocks(body, numbering)) + "\n"


def _main_part(package: zipfile.ZipFile) -> str:
    """The document part, as the package's relationships name it."""
    for relation in _xml(package, "_rels/.rels"):
        if (relation.get("Type") or "").endswith("/officeDocument"):
            return str(relation.get("Target")).lstrip("/")
    return "word/document.xml"


def _xml(package: zipfile.ZipFile, part: str) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(package.read(part).replace(_STRICT, _LOOSE), parser)


def _optional(package: zipfile.ZipFile, part: str) -> Any | None:
    try:
        return _xml(package, part)
    except (KeyError, etree.XMLSyntaxError):
        return None


def _blocks(parent: Any, numbering: Numbering) -> Iterator[str]:
    """The lines of a body or a table cell."""
    for element in parent:
        tag = element.tag
        if tag == f"{_W}p":
            yield from _paragraph(element, numbering)
        elif tag == f"{_W}tbl":
            yield from _table(element, numbering)
        elif tag in (
            f"{_W}sdt",
            f"{_W}sdtContent",
            f"{_W}customXml",
            f"{_W}ins",
            f"{_W}moveTo",
            f"{_MC}AlternateContent",
            f"{_MC}Choice",
        ):
            yield from _blocks(element, numbering)


def _paragraph(element: Any, numbering: Numbering) -> Iterator[str]:
    boxes: list[Any] = []
    text = "".join(_words(element, boxes))
    if text.strip():
        text = numbering.label(element) + text
    yield from text.split("\n")
    for box in boxes:
        yield from _blocks(box, numbering)


def _words(element: Any, boxes: list[Any]) -> Iterator[str]:
    """The characters of a paragraph; text boxes found on the way are set aside. A stack, not recursion: depth is the writer's."""
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            continue
        tag = child.tag
        if tag in _SKIPPED:
            continue
        if tag == _BOX:
            boxes.append(child)
        elif tag in (f"{_W}t", f"{_M}t"):
            yield (child.text or "").replace("\r\n", " ").replace("\n", " ").replace("\r", " ")
        elif tag in (f"{_W}tab", f"{_W}ptab"):
            yield "\t"
        elif tag in (f"{_W}br", f"{_W}cr"):
            if child.get(f"{_W}type") not in ("page", "column"):
                yield "\n"
        elif tag == f"{_W}noBreakHyphen":
            yield "-"
        elif tag == f"{_W}sym":
            code = child.get(f"{_W}char") or ""
            yield _symbol(code)
        else:
            stack.append(iter(child))


def _symbol(code: str) -> str:
    """A character of a symbol font; those of the private area have no meaning outside the font."""
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return "" if 0xE000 <= value <= 0xF8FF or value < 0x20 or value > 0xFFFF or 0xD800 <= value < 0xE000 else chr(value)


def _table(table: Any, numbering: Numbering) -> Iterator[str]:
    rows = [
        [[line.strip() for line in _blocks(cell, numbering) if line.strip()] for cell in _cells(row)] for row in _rows(table)
    ]
    if max(map(len, rows), default=0) <= 1 or len(rows) == 1:  # a frame, not a table: its lines are the text's own
        yield from (line for row in rows for cell in row for line in cell)
        return
    for row in rows:
        if any(row):
            yield "| " + " | ".join(" ".join(cell) for cell in row) + " |"


def _rows(table: Any) -> Iterator[Any]:
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl"), None) is table:
            yield row


def _cells(row: Any) -> Iterator[Any]:
    for cell in row.iter(f"{_W}tc"):
        if next(cell.iterancestors(f"{_W}tr"), None) is row:
            yield cell
