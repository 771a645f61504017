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
    """A line of a page: its words, where they begin and end, their baseline and how wide a character is (points)."""

    words: str = ""
    left: float = 0.0
    right: float = 0.0
    base: float = 0.0
    width: float = 0.0


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
                if pictured and not any(line.words.strip() for line in lines):
                    silent.append(number)
        except pypdfium2.PdfiumError as error:
            raise ReadError("pdf_broken", name, why=str(error).rstrip(".")) from None
        finally:
            document.close()
    characters = sum(len(line.words.strip()) for page in pages for line in page)
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
    """The lines of a page. What PDFium breaks although it stands on one baseline (第一章    总则) is one line again."""
    before: _Line | None = None
    for line in _runs(textpage):
        if before is not None and before.words and line.words:
            gap = line.left - before.right
            if abs(line.base - before.base) < 0.3 * line.width and gap > -0.2 * line.width:
                before.words += (" " if _parts(before.words[-1], line.words[0], gap, line.width) else "") + line.words
                before.right = line.right
                continue
        if before is not None:
            yield before
        before = line
    if before is not None:
        yield before


def _runs(textpage: pdfium.FPDF_TEXTPAGE) -> Iterator[_Line]:
    """The lines as PDFium breaks them. Boxes are asked for only where a line or a gap begins: each costs microseconds."""
    unicode, generated = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_IsGenerated
    words: list[str] = []
    line = _Line()
    space = ""  # seen since the last character
    last = high = 0
    for index in range(pdfium.FPDFText_CountChars(textpage)):
        code = unicode(textpage, index)
        if 0xD800 <= code < 0xDC00:  # characters beyond the BMP come in two halves
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        if code in (0x0A, 0x0D):
            if code == 0x0A:
                yield _ended(textpage, line, words, last)
                words, line, space = [], _Line(), ""
            continue
        char = "-" if code in (0xFFFE, 0xFFFF, 0x02) else "\ufffd" if not code or 0xD800 <= code < 0xE000 else chr(code)
        if char.isspace():
            space += "" if char == " " and generated(textpage, index) == 1 else char
            space = space or "\0"  # only PDFium sees a gap here: whether it parts words depends on its width
            continue
        if not words:  # the spaces before the first character are replaced by the indent itself
            line.left, _, line.base, line.width = _place(textpage, index)
        elif space == "\0":
            left, _, _, size = _place(textpage, index)
            if _parts(words[-1], char, left - _place(textpage, last)[1], size):
                words.append(" ")
        elif space:
            words.append(space.strip("\0"))
        words.append(char)
        last, space = index, ""
    if words:
        yield _ended(textpage, line, words, last)


def _ended(textpage: pdfium.FPDF_TEXTPAGE, line: _Line, words: list[str], last: int) -> _Line:
    if words:
        line.words, line.right = "".join(words), _place(textpage, last)[1]
    return line


def _place(textpage: pdfium.FPDF_TEXTPAGE, index: int) -> tuple[float, float, float, float]:
    """(left, right, baseline, size) of a character in points; its box is that of the em, not of the ink."""
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetLooseCharBox(textpage, index, box)
    pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
    size = max(pdfium.FPDFText_GetFontSize(textpage, index), 1.0)
    if size < 4:  # the size may be set by a matrix: then the box tells it
        size = max(abs(box.top - box.bottom), 1.0)
    return box.left, box.right, y.value, size


def _parts(before: str, after: str, gap: float, size: float) -> bool:
    """Whether a gap between two characters is a space: Han characters are set wide apart without one being meant."""
    wide = 0.45 if before >= "\u2e80" and after >= "\u2e80" else 0.2
    return gap >= wide * size


def _joined(pages: list[list[_Line]]) -> tuple[str, list[int]]:
    """(text, offset of each page). A line that begins two characters right of the margin gets 　　 before it."""
    margins = Counter(round(line.left) for page in pages for line in page if line.width and len(line.words.strip()) > 15)
    total = sum(margins.values())
    # the left-most edge that many long lines share
    margin = min((left for left, times in margins.items() if times * 12 >= total), default=None)
    parts, starts, length = [], [], 0
    for number, page in enumerate(pages):
        lines = []
        for line in page:
            words = line.words.rstrip()
            indent = (line.left - margin) / line.width if margin is not None and line.width else 0.0
            lines.append("\u3000\u3000" + words if words and 1.6 <= indent <= 2.6 else words)
        part = ("\n\f" if number else "") + "\n".join(lines).rstrip("\n")
        starts.append(length)
        parts.append(part)
        length += len(part)
    return "".join(parts) + "\n", starts


def _is_wrong(char: str) -> bool:
    return char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or (char < " " and char not in "\n\t\f")
