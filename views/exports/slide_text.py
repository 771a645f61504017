"""Text on a slide: the typeface, also for East Asian characters, and sizes that fit a box."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Emu, Pt

from .widths import breadth

FONT = "Microsoft YaHei"
INK = "22262B"
LEADING = 1.36
"""Height of a line in type sizes, as PowerPoint and LibreOffice set Chinese typefaces."""
POINT = 12700
"""EMU a point."""


def legal(text: str) -> str:
    """``text`` without what XML cannot hold."""
    return "".join(char if char >= " " or char in "\n\t" else "�" for char in text)


def style(run: Any, size: float, colour: str = INK, bold: bool = False) -> None:
    """Size in points, colour and the typeface of a run; the East Asian typeface is named too (ECMA-376, a:ea)."""
    font = run.font
    font.size, font.bold, font.name = Pt(size), bold, FONT
    font.color.rgb = RGBColor.from_string(colour)
    properties = font._element
    east = properties.find(qn("a:ea"))
    if east is None:
        east = properties.makeelement(qn("a:ea"), {})
        properties.find(qn("a:latin")).addnext(east)
    east.set("typeface", FONT)


def lines_of(text: str, size: float, width: float) -> int:
    """Lines ``text`` takes at ``size`` points in a box ``width`` points wide."""
    room = max(1.0, width / size * 0.96)
    return sum(max(1, ceil(breadth(line) / room)) for line in text.split("\n"))


def fitting(text: str, width: Emu, height: Emu, sizes: Sequence[float]) -> float:
    """The largest of ``sizes`` (falling) at which ``text`` fits the box; the last if none does."""
    across, down = width / POINT - 16, height / POINT - 8
    return next((size for size in sizes if lines_of(text, size, across) * size * LEADING <= down), sizes[-1])


def write(
    slide: Slide,
    text: str,
    left: Emu,
    top: Emu,
    width: Emu,
    height: Emu,
    size: float,
    *,
    bold: bool = False,
    colour: str = INK,
    strong: str = "",
    centred: bool = False,
    bottom: bool = False,
) -> None:
    """A text box. ``strong``: the stretch of ``text`` set in bold (all of it with ``bold``)."""
    frame = slide.shapes.add_textbox(left, top, width, height).text_frame
    frame.word_wrap = True
    if bottom:
        frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    before, found, after = legal(text).partition(legal(strong)) if strong else (legal(text), "", "")
    paragraph = frame.paragraphs[0]
    for part, heavy in ((before, bold), (found, True), (after, bold)):
        for number, line in enumerate(part.split("\n") if part else ()):
            if number:
                paragraph = frame.add_paragraph()
            if centred:
                paragraph.alignment = PP_ALIGN.CENTER
            run = paragraph.add_run()
            run.text = line
            style(run, size, colour, heavy)
