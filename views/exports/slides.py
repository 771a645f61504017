"""Slides: one a step, every card a native shape and every line a native connector, so that people can edit what they present.

ECMA-376 (PresentationML) through python-pptx; text carries an East Asian font.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import msgspec
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Emu, Pt

from graph.handout import Stamp

from ..scene import Scene, Spot
from .page import Page

FONT = "Microsoft YaHei"
_WIDTH, _HEIGHT = Emu(12192000), Emu(6858000)
_TOP, _SIDE, _FOOT = Emu(1000000), Emu(300000), Emu(420000)
_SHAPES = {
    "octagon": MSO_SHAPE.OCTAGON,
    "hexagon": MSO_SHAPE.HEXAGON,
    "ellipse": MSO_SHAPE.OVAL,
    "cut-rectangle": MSO_SHAPE.SNIP_2_DIAG_RECTANGLE,
    "rhomboid": MSO_SHAPE.PARALLELOGRAM,
    "tag": MSO_SHAPE.PENTAGON,
    "round-tag": MSO_SHAPE.PENTAGON,
    "barrel": MSO_SHAPE.CAN,
    "rectangle": MSO_SHAPE.RECTANGLE,
}
_DASH = {"inferred": MSO_LINE_DASH_STYLE.DASH, "candidate": MSO_LINE_DASH_STYLE.ROUND_DOT, "gap": MSO_LINE_DASH_STYLE.DASH_DOT}
_ROWS_A_SLIDE = 9


class _Frame(msgspec.Struct, frozen=True):
    """From canvas units to the slide: ``scale`` in EMU a unit, and the offset."""

    scale: float
    left: float
    top: float

    def x(self, value: float) -> Emu:
        return Emu(int((value - self.left) * self.scale) + _SIDE)

    def y(self, value: float) -> Emu:
        return Emu(int((value - self.top) * self.scale) + _TOP)


def slides(pages: Sequence[Page], stamp: Stamp) -> bytes:
    """The pages as a .pptx file: a picture as shapes, a table as a table, notes as speaker notes, the stamp in every footer."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = _WIDTH, _HEIGHT
    deck.core_properties.title = _legal(stamp.title)
    for number, page in enumerate(pages, 1):
        parts = [page.rows[at : at + _ROWS_A_SLIDE] for at in range(0, len(page.rows), _ROWS_A_SLIDE)] or [()]
        for part_number, rows in enumerate(parts):
            slide = deck.slides.add_slide(deck.slide_layouts[6])
            more = f"（{part_number + 1}/{len(parts)}）" if len(parts) > 1 else ""
            _write(slide, page.title + more, _SIDE, Emu(150000), Emu(_WIDTH - 2 * _SIDE), Emu(560000), 26, bold=True)
            if page.scene is not None and page.scene.spots:
                _draw(slide, page.scene, page.marked)
            elif rows:
                _table(slide, page.columns, rows)
            elif page.words:
                _write(slide, page.words, _SIDE, _TOP, Emu(_WIDTH - 2 * _SIDE), Emu(_HEIGHT - _TOP - _FOOT), 18)
            foot = "　".join((str(number), *stamp.lines(), page.citation))
            _write(slide, foot, _SIDE, Emu(_HEIGHT - _FOOT), Emu(_WIDTH - 2 * _SIDE), Emu(300000), 10, colour="555555")
            slide.notes_slide.notes_text_frame.text = _legal(page.notes)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _legal(text: str) -> str:
    """``text`` without what XML cannot hold."""
    return "".join(char if char >= " " or char in "\n\t" else "�" for char in text)


def _style(run: object, size: float, colour: str, bold: bool) -> None:
    font = run.font  # type: ignore[attr-defined]
    font.size, font.bold, font.name = Pt(size), bold, FONT
    font.color.rgb = RGBColor.from_string(colour)
    properties = font._element
    east = properties.find(qn("a:ea"))
    if east is None:
        east = properties.makeelement(qn("a:ea"), {})
        latin = properties.find(qn("a:latin"))
        latin.addnext(east)
    east.set("typeface", FONT)


def _write(
    slide: Slide,
    text: str,
    left: Emu,
    top: Emu,
    width: Emu,
    height: Emu,
    size: float,
    *,
    bold: bool = False,
    colour: str = "22262B",
) -> None:
    frame = slide.shapes.add_textbox(left, top, width, height).text_frame
    frame.word_wrap = True
    for number, line in enumerate(_legal(text).split("\n")):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        _style(run, size, colour, bold)


def _frame(scene: Scene) -> _Frame:
    left = min([spot.x - spot.w / 2 for spot in scene.spots] + [head.x - head.w / 2 for head in scene.headings])
    right = max([spot.x + spot.w / 2 for spot in scene.spots] + [head.x + head.w / 2 for head in scene.headings])
    top = min(spot.y - spot.h / 2 for spot in scene.spots) - 40
    bottom = max(spot.y + spot.h / 2 for spot in scene.spots)
    across = (_WIDTH - 2 * _SIDE) / max(1.0, right - left)
    down = (_HEIGHT - _TOP - _FOOT) / max(1.0, bottom - top)
    return _Frame(min(across, down, 12700 * 0.95), left, top)


def _draw(slide: Slide, scene: Scene, marked: frozenset[str]) -> None:
    frame = _frame(scene)
    size = max(6.0, min(16.0, 15 * frame.scale / 12700 * 1.0))
    shapes: dict[str, tuple[object, Spot]] = {}
    for head in scene.headings:
        _write(
            slide,
            head.title,
            frame.x(head.x - head.w / 2),
            Emu(_TOP - 330000),
            Emu(int(head.w * frame.scale)),
            Emu(300000),
            16,
            bold=True,
        )
    for spot in scene.spots:
        shapes[spot.id] = (_card(slide, spot, frame, size, bool(marked) and spot.id not in marked), spot)
    for line in scene.lines:
        if line.source not in shapes or line.target not in shapes:
            continue
        (start, one), (end, other) = shapes[line.source], shapes[line.target]
        same = abs(one.x - other.x) < 1
        connector = slide.shapes.add_connector(
            MSO_CONNECTOR.STRAIGHT if same else MSO_CONNECTOR.CURVE, Emu(0), Emu(0), Emu(0), Emu(0)
        )
        connector.begin_connect(start, 2 if same else 3)
        connector.end_connect(end, 0 if same else 1)
        connector.line.color.rgb = RGBColor.from_string(line.line.lstrip("#"))
        connector.line.width = Pt(1.25)
        dash = next((_DASH[one] for one in line.classes.split() if one in _DASH), None)
        if dash is not None:
            connector.line.dash_style = dash
        outline = connector.line._get_or_add_ln()
        outline.append(outline.makeelement(qn("a:tailEnd"), {"type": "triangle"}))


def _card(slide: Slide, spot: Spot, frame: _Frame, size: float, pale: bool) -> object:
    kind = _SHAPES.get(spot.look.shape, MSO_SHAPE.ROUNDED_RECTANGLE)
    shape = slide.shapes.add_shape(
        kind,
        frame.x(spot.x - spot.w / 2),
        frame.y(spot.y - spot.h / 2),
        Emu(int(spot.w * frame.scale)),
        Emu(int(spot.h * frame.scale)),
    )
    shape.name = _legal(spot.label.replace("\n", ""))[:80]
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(_faded(spot.look.fill) if pale else spot.look.fill.lstrip("#"))
    shape.line.color.rgb = RGBColor.from_string(spot.look.border.lstrip("#"))
    if "gap" in spot.classes:
        shape.line.dash_style = MSO_LINE_DASH_STYLE.DASH
    text = shape.text_frame
    text.word_wrap, text.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    text.margin_left = text.margin_right = text.margin_top = text.margin_bottom = Emu(20000)
    paragraph = text.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER
    run = paragraph.add_run()
    run.text = _legal(spot.label.replace("\n", ""))
    _style(run, size, spot.look.ink.lstrip("#") if not pale else "333333", False)
    return shape


def _faded(colour: str) -> str:
    """The colour at about a third of its strength on white."""
    parts = (int(colour.lstrip("#")[at : at + 2], 16) for at in (0, 2, 4))
    return "".join(f"{255 - (255 - part) * 35 // 100:02X}" for part in parts)


def _table(slide: Slide, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    height = Emu(min(_HEIGHT - _TOP - _FOOT, 480000 * (len(rows) + 1)))
    table = slide.shapes.add_table(len(rows) + 1, len(columns), _SIDE, _TOP, Emu(_WIDTH - 2 * _SIDE), height).table
    for row_number, row in enumerate((columns, *rows)):
        for column_number in range(len(columns)):
            words = row[column_number] if column_number < len(row) else ""
            frame = table.cell(row_number, column_number).text_frame
            run = frame.paragraphs[0].add_run()
            run.text = _legal(words if len(words) <= 90 else words[:89] + "…")
            _style(run, 12, "FFFFFF" if row_number == 0 else "22262B", row_number == 0)
