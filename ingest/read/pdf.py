"""A PDF's text layer → lines as they stand on the page, a form feed between pages.

Page numbers and running heads stay in the text; the line stage knows and records what it drops.
"""

from __future__ import annotations

import ctypes
import threading
from collections import Counter
from collections.abc import Iterator

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium

from ..diagnostics import Places, diagnostic
from ..units import Diagnostic
from .errors import ReadError

_LOCK = threading.Lock()  # PDFium is not thread-safe
MAX_PAGES = 5_000


class _Line(msgspec.Struct):
    """A line of a page: its words, where its first character begins and how wide a character is (points)."""

    text: str
    left: float
    width: float


def pdf_text(data: bytes, name: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """(text, doubts). Raises :class:`ReadError` for an encrypted, damaged, scanned or unreadable one."""
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "assword" in str(error):
                raise ReadError("pdf_encrypted", name) from None
            raise ReadError("pdf_broken", name, why=str(error).rstrip(".")) from None
        try:
            count = len(document)
            if count > MAX_PAGES:
                raise ReadError("pdf_broken", name, why=f"{count} > {MAX_PAGES}")
            pages, silent = [], []
            for number in range(count):
                lines, pictured = _page(document, number)
                pages.append(lines)
                if pictured and not any(line.text.strip() for line in lines):
                    silent.append(number)
        except pypdfium2.PdfiumError as error:
            raise ReadError("pdf_broken", name, why=str(error).rstrip(".")) from None
        finally:
            document.close()
    characters = sum(len(line.text.strip()) for page in pages for line in page)
    if not characters or (silent and characters < 20 * count):
        raise ReadError("pdf_scanned", name, pages=count)
    text, starts = _joined(pages)
    wrong = sum(_is_wrong(char) for char in text)
    if wrong * 5 > characters:
        raise ReadError("pdf_garbled", name, share=round(100 * wrong / characters))
    places = Places(text)
    doubts = [diagnostic("page_without_text", places, starts[n], starts[n], page=n + 1) for n in silent]
    return text, tuple(doubts)


def _page(document: pypdfium2.PdfDocument, number: int) -> tuple[list[_Line], bool]:
    """(the page's lines, whether it holds a picture)."""
    page = document[number]
    try:
        textpage = page.get_textpage()
        try:
            lines = list(_lines(textpage.raw))
        finally:
            textpage.close()
        pictured = not lines and any(True for _ in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=4))
        return lines, pictured
    finally:
        page.close()


def _lines(textpage: pdfium.FPDF_TEXTPAGE) -> Iterator[_Line]:
    box = [ctypes.c_double() for _ in range(4)]
    words: list[str] = []
    left = width = 0.0
    high = 0
    for index in range(pdfium.FPDFText_CountChars(textpage)):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if 0xD800 <= code < 0xDC00:  # characters beyond the BMP come in two halves
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        if code in (0x0A, 0x0D):
            if code == 0x0A:
                yield _Line("".join(words), left, width)
                words, left, width = [], 0.0, 0.0
            continue
        if code in (0xFFFE, 0xFFFF, 0x02):  # a hyphen at a line's end, as PDFium marks it
            code = 0x2D
        if 0xD800 <= code < 0xE000:
            code = 0xFFFD
        char = chr(code) if code else "\ufffd"
        if not width and not char.isspace():
            pdfium.FPDFText_GetCharBox(textpage, index, box[0], box[1], box[2], box[3])
            left, width = box[0].value, max(pdfium.FPDFText_GetFontSize(textpage, index), 1.0)
            if width < 4:  # the size may be set by a matrix: then the glyph's own height tells it
                width = max(box[3].value - box[2].value, box[1].value - box[0].value, 1.0)
            words = []  # the spaces before the first character are replaced by the indent itself
        words.append(char)
    if words:
        yield _Line("".join(words), left, width)


def _joined(pages: list[list[_Line]]) -> tuple[str, list[int]]:
    """(text, offset of each page). A line that begins two characters right of the margin gets 　　 before it."""
    margins = Counter(round(line.left) for page in pages for line in page if line.width and len(line.text.strip()) > 15)
    total = sum(margins.values())
    # the left-most edge that many long lines share
    margin = min((left for left, times in margins.items() if times * 12 >= total), default=None)
    parts, starts, length = [], [], 0
    for number, page in enumerate(pages):
        lines = []
        for line in page:
            words = line.text.rstrip()
            indent = (line.left - margin) / line.width if margin is not None and line.width else 0.0
            lines.append("\u3000\u3000" + words if words and 1.6 <= indent <= 2.6 else words)
        part = ("\n\f" if number else "") + "\n".join(lines).rstrip("\n")
        starts.append(length)
        parts.append(part)
        length += len(part)
    return "".join(parts) + "\n", starts


def _is_wrong(char: str) -> bool:
    return char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or (char < " " and char not in "\n\t\f")
