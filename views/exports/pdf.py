"""The hand-out as PDF: A4 landscape, the steps in order with pictures and tables, then the cited articles in full.

The Chinese typeface is Adobe's STSong-Light by name (ISO 32000-1, 9.7.5.2): every PDF reader supplies it, no font file is shipped.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from xml.sax.saxutils import escape

import msgspec
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    Image,
    KeepTogether,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from graph.handout import Stamp

from .page import Page
from .png import png_of
from .svg import scene_svg
from .widths import shares

FONT = "STSong-Light"
_WIDTH, _HEIGHT = landscape(A4)
_MARGIN = 1.6 * cm
_BODY = ParagraphStyle("body", fontName=FONT, fontSize=10.5, leading=16, wordWrap="CJK")
_NOTE = ParagraphStyle("note", parent=_BODY, fontSize=10.5, leading=16, leftIndent=10, borderPadding=(2, 0, 2, 8))
_CITED = ParagraphStyle("cited", parent=_BODY, fontSize=9, leading=13, textColor=colors.HexColor("#444444"))
_CELL = ParagraphStyle("cell", parent=_BODY, fontSize=9, leading=13)
_LINE = 82
"""Characters of a cell's type on a line of a table."""
_TITLE = ParagraphStyle("title", parent=_BODY, fontSize=22, leading=30, spaceAfter=10)
_HEAD = ParagraphStyle("head", parent=_BODY, fontSize=17, leading=24, spaceAfter=6)


def pdf(pages: Sequence[Page], stamp: Stamp, cited: str) -> bytes:
    """The pages as a PDF; the articles they cite stand in full at the end, under ``cited``; the stamp is at the foot of each page."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=(_WIDTH, _HEIGHT),
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        title=stamp.view or stamp.title,
        subject=stamp.title,
        invariant=True,
    )
    flow: list[Flowable] = [_words(stamp.view, _TITLE)] if stamp.view else []
    for number, page in enumerate(pages, 1):
        flow.extend(_page(number, page, stamp))
    articles = {article.citation: article for page in pages for article in page.articles}
    if articles:
        flow += [PageBreak(), _words(cited, _HEAD)]
        for article in sorted(articles.values(), key=lambda one: one.place):
            lines = [_words(line, _BODY) for line in article.text.split("\n") if line.strip()]
            flow += [KeepTogether(lines[:2]), *lines[2:], Spacer(1, 5)]

    def foot(canvas: Canvas, _: object) -> None:
        canvas.setFont(FONT, 8.5)
        canvas.setFillColor(colors.HexColor("#555555"))
        canvas.drawString(_MARGIN, 0.8 * cm, _legal("　".join(stamp.lines())))
        canvas.drawRightString(_WIDTH - _MARGIN, 0.8 * cm, str(canvas.getPageNumber()))

    document.build(flow, onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


def _legal(text: str) -> str:
    return "".join(char if char >= " " else " " for char in text)


def _words(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(_legal(text)), style)


def _page(number: int, page: Page, stamp: Stamp) -> list[Flowable]:
    """A step: its title never at the foot of a page, a picture on a page of its own with its notes, a table over as many as it takes."""
    head: list[Flowable] = [_words(f"{number}　{page.title}", _HEAD)]
    notes: list[Flowable] = [_words(line, _NOTE) for line in page.notes.split("\n") if line.strip()]
    tail: list[Flowable] = [_words(page.citation, _CITED)]
    picture = page.scene is not None and page.scene.spots
    start: Flowable = PageBreak() if picture and number > 1 else CondPageBreak(7 * cm)
    if picture and page.scene is not None:
        room = _HEIGHT - 2 * _MARGIN - 14 - sum(_high(one) for one in (*head, *notes, *tail))
        unnamed = msgspec.structs.replace(stamp, view="")  # the title stands above
        image = Image(io.BytesIO(png_of(scene_svg(page.scene, unnamed, marked=page.marked), 3)))
        image._restrictSize(_WIDTH - 2 * _MARGIN - 12, max(room, 8 * cm))
        return [start, *head, image, *notes, *tail]
    body: list[Flowable] = []
    if page.rows:
        lead = [_words(page.board.lead, _BODY)] if page.board is not None and page.board.lead else []
        body = [*lead, *notes, Spacer(1, 4), _table(page)]
        notes = []
    elif page.words:
        body = [_words(line, _BODY) for line in page.words.split("\n") if line.strip()]
    return [start, *head, *body, Spacer(1, 4), *notes, *tail, Spacer(1, 14)]


def _high(flowable: Flowable) -> float:
    return float(flowable.wrap(_WIDTH - 2 * _MARGIN - 12, _HEIGHT)[1]) + flowable.getSpaceAfter()


def _table(page: Page) -> Table:
    width = _WIDTH - 2 * _MARGIN - 12
    cells = [[_words(cell, _CELL) for cell in row] for row in (page.columns, *page.rows)]
    widths = [width * share for share in shares(page.columns, page.rows, _LINE)]
    table = Table(cells, repeatRows=1, colWidths=widths)
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, colors.grey),
                ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#e8e8e8")),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ]
        )
    )
    return table
