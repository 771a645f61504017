"""The hand-out as Word: pictures, tables and the cited articles in full. Office Open XML through python-docx."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from graph.handout import Stamp

from .page import Article, Page
from .png import png_of
from .svg import scene_svg

FONT = "宋体"


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
        document.styles[style].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    document.styles["Normal"].font.size = Pt(10.5)
    document.core_properties.title = legal(title)
    document.add_heading(legal(title), level=0)
    return document


def add_table(document: DocumentType, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A ruled table whose head repeats on every page."""
    table = document.add_table(rows=1, cols=len(columns))
    table.style = "Table Grid"
    for cell, head in zip(table.rows[0].cells, columns, strict=True):
        cell.text = legal(head)
        for run in cell.paragraphs[0].runs:
            run.bold = True
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
    for row in rows:
        cells = table.add_row().cells
        for cell, words in zip(cells, row, strict=False):
            cell.text = legal(words)


def saved(document: DocumentType) -> bytes:
    """The document as the bytes of a .docx file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def handout(pages: Sequence[Page], stamp: Stamp, cited: str) -> bytes:
    """The pages as a .docx hand-out; the articles they cite stand in full at the end, under the heading ``cited``."""
    document = new_document(stamp.title, landscape=True)
    document.add_paragraph(legal("　".join(stamp.lines()[1:])))
    for number, page in enumerate(pages, 1):
        document.add_heading(legal(f"{number}　{page.title}"), level=1)
        if page.scene is not None and page.scene.spots:
            picture = io.BytesIO(png_of(scene_svg(page.scene, stamp, marked=page.marked), 2))
            shape = document.add_picture(picture, width=Cm(25.5))
            if shape.height > Cm(14.5):
                shape.width = int(shape.width * Cm(14.5) / shape.height)
                shape.height = Cm(14.5)
        if page.rows:
            add_table(document, page.columns, page.rows)
        if page.words:
            document.add_paragraph(legal(page.words))
        if page.notes:
            document.add_paragraph(legal(page.notes))
        document.add_paragraph(legal(page.citation))
    _articles(document, [article for page in pages for article in page.articles], cited)
    return saved(document)


def _articles(document: DocumentType, articles: Sequence[Article], cited: str) -> None:
    unique = {article.citation: article for article in articles}
    if not unique:
        return
    document.add_page_break()
    document.add_heading(legal(cited), level=1)
    for article in unique.values():
        for line in article.text.split("\n"):
            document.add_paragraph(legal(line))
