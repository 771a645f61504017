"""The hand-out as PDF: A4 landscape, pictures, tables, the cited articles in full.

The Chinese typeface is Adobe's STSong-Light by name (ISO 32000-1, 9.7.5.2): every PDF reader supplies it, no font file is shipped.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Image, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from graph.handout import Stamp

from .page import Page
from .png import png_of
from .svg import scene_svg

FONT = "STSong-Light"
_WIDTH, _HEIGHT = landscape(A4)
_MARGIN = 1.6 * cm
_BODY = ParagraphStyle("body", fontName=FONT, fontSize=10.5, leading=16, wordWrap="CJK")
_CELL = ParagraphStyle("cell", parent=_BODY, fontSize=9, leading=13)
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
        title=stamp.title,
        invariant=True,
    )
    flow: list[Flowable] = []
    for number, page in enumerate(pages, 1):
        flow.append(_words(f"{number}　{page.title}", _HEAD))
        flow.extend(_content(page, stamp))
        flow.append(PageBreak())
    articles = {article.citation: article for page in pages for article in page.articles}
    if articles:
        flow.append(_words(cited, _HEAD))
        for article in articles.values():
            flow.extend(_words(line, _BODY) for line in article.text.split("\n"))
            flow.append(Spacer(1, 8))

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


def _content(page: Page, stamp: Stamp) -> list[Flowable]:
    flow: list[Flowable] = []
    if page.scene is not None and page.scene.spots:
        image = Image(io.BytesIO(png_of(scene_svg(page.scene, stamp, marked=page.marked), 2)))
        image._restrictSize(_WIDTH - 2 * _MARGIN - 12, _HEIGHT - 2 * _MARGIN - 90)
        flow.append(image)
    if page.rows:
        cells = [[_words(cell, _CELL) for cell in row] for row in (page.columns, *page.rows)]
        table = Table(cells, repeatRows=1, colWidths=[(_WIDTH - 2 * _MARGIN - 12) / len(page.columns)] * len(page.columns))
        table.setStyle(
            TableStyle(
                [
                    ("GRID", (0, 0), (-1, -1), 0.5, colors.grey),
                    ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#e8e8e8")),
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ]
            )
        )
        flow.append(table)
    for text in (page.words, page.notes):
        flow.extend(_words(line, _BODY) for line in text.split("\n") if line.strip())
    flow.append(Spacer(1, 6))
    flow.append(_words(page.citation, _CELL))
    return flow
