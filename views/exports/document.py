"""The hand-out as Word: pictures, tables and the cited articles in full. Office Open XML through python-docx."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import msgspec
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from graph.handout import Stamp

from .page import Article, Page
from .png import png_of
from .svg import scene_svg
from .widths import shares

FONT = "宋体"
TABLE_SIZE = 9.5
"""Points of a table's type."""


def legal(text: str) -> str:
    """``text`` without what XML cannot hold."""
    return "".join(char if char >= " " or char in "\n\t" else "�" for char in text)


def new_document(title: str, *, landscape: bool = False) -> DocumentType:
    """An A4 document in a Chinese font with ``title`` as its heading."""
    document = Document()
    section = document.sections[0]
    width, height = (Cm(29.7), Cm(21.0)) if landscape else (Cm(21.0), Cm(29.7))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.8)
    for style in ("Normal", "Title", "Heading 1", "Heading 2"):
        font = document.styles[style].font
        font.name = FONT
        font.color.rgb = RGBColor(0, 0, 0)
        document.styles[style].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    document.styles["Normal"].font.size = Pt(10.5)
    document.core_properties.title = legal(title)
    document.add_heading(legal(title), level=0)
    return document


def add_table(document: DocumentType, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A ruled table, its columns as wide as what stands in them, whose head repeats on every page; no row is cut by a page."""
    table = document.add_table(rows=1, cols=len(columns))
    table.style = "Table Grid"
    table.autofit = False
    for cell, head in zip(table.rows[0].cells, columns, strict=True):
        cell.text = legal(head)
        for run in cell.paragraphs[0].runs:
            run.bold = True
    _mark_row(table.rows[0], "w:tblHeader")
    for row in rows:
        cells = table.add_row().cells
        for cell, words in zip(cells, row, strict=False):
            cell.text = legal(words)
    section = document.sections[-1]
    width = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    widths = [int(width * share) for share in shares(columns, rows, width / Pt(TABLE_SIZE))]
    for row in table.rows:
        _mark_row(row, "w:cantSplit")
        for cell, wide in zip(row.cells, widths, strict=True):
            cell.width = wide
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(0)
                for run in paragraph.runs:
                    run.font.size = Pt(TABLE_SIZE)
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = wide


def _mark_row(row: Any, name: str) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn(name), {qn("w:val"): "true"}))


def saved(document: DocumentType) -> bytes:
    """The document as the bytes of a .docx file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def handout(pages: Sequence[Page], stamp: Stamp, cited: str) -> bytes:
    """The pages as a .docx hand-out; the articles they cite stand in full at the end, under the heading ``cited``."""
    document = new_document(stamp.view or stamp.title, landscape=True)
    document.add_paragraph(legal("　".join(stamp.lines())))
    foot = document.sections[0].footer.paragraphs[0]
    foot.text = legal("　".join(stamp.lines()))
    for run in foot.runs:
        run.font.size = Pt(8)
    for number, page in enumerate(pages, 1):
        heading = document.add_heading(legal(f"{number}　{page.title}"), level=1)
        if page.scene is not None and page.scene.spots:
            heading.paragraph_format.page_break_before = number > 1
            _picture(document, page, stamp)
        elif page.rows:
            if page.board is not None and page.board.lead:
                document.add_paragraph(legal(page.board.lead)).paragraph_format.keep_with_next = True
        elif page.words:
            _lines(document, page.words)
        _lines(document, page.notes, kept=bool(page.rows))
        if page.rows:
            add_table(document, page.columns, page.rows)
        document.add_paragraph(legal(page.citation)).runs[0].font.size = Pt(9)
    _articles(document, [article for page in pages for article in page.articles], cited)
    return saved(document)


def _lines(document: DocumentType, text: str, *, kept: bool = False) -> None:
    """The lines of ``text`` as paragraphs; ``kept``: on the page of what follows."""
    for line in text.split("\n"):
        if line.strip():
            layout = document.add_paragraph(legal(line)).paragraph_format
            layout.space_after, layout.keep_with_next = Pt(4), kept


def _picture(document: DocumentType, page: Page, stamp: Stamp) -> None:
    """The picture, no larger than leaves room for title and notes on its page."""
    if page.scene is None:
        return
    unnamed = msgspec.structs.replace(stamp, view="")  # the title stands above
    picture = io.BytesIO(png_of(scene_svg(page.scene, unnamed, marked=page.marked), 3))
    shape = document.add_picture(picture, width=Cm(25.5))
    tallest = Cm(13.8) - Cm(0.56) * (len(page.notes) // 70)
    if shape.height > tallest:
        shape.width = int(shape.width * tallest / shape.height)
        shape.height = tallest


def _articles(document: DocumentType, articles: Sequence[Article], cited: str) -> None:
    unique = {article.citation: article for article in articles}
    if not unique:
        return
    document.add_heading(legal(cited), level=1).paragraph_format.page_break_before = True
    for article in sorted(unique.values(), key=lambda one: one.place):
        _lines(document, article.text)
