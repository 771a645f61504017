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
from pptx.shapes.connector import Connector
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
    """From canvas units to the slide: ``across`` and ``down`` in EMU a unit, and the offset. A tall picture is drawn wider."""

    across: float
    down: float
    left: float
    top: float

    def x(self, value: float) -> Emu:
        return Emu(int((value - self.left) * self.across) + _SIDE)

    def y(self, value: float) -> Emu:
        return Emu(int((value - self.top) * self.down) + _TOP)

    def width(self, value: float) -> Emu:
        return Emu(int(value * self.across))

    def height(self, value: float) -> Emu:
        return Emu(int(value * self.down))

    @property
    def font(self) -> float:
        """Points: what the cards' height allows; a wider card needs fewer lines, so its letters may be larger."""
        wider = min(1.35, (self.across / self.down) ** 0.5)
        return max(6.0, min(18.0, 15 * self.down / 12700 * wider))


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
    top = min(spot.y - spot.h / 2 for spot in scene.spots) - 8
    bottom = max(spot.y + spot.h / 2 for spot in scene.spots)
    down = min((_HEIGHT - _TOP - _FOOT) / max(1.0, bottom - top), 12700 * 1.15)
    across = min((_WIDTH - 2 * _SIDE) / max(1.0, right - left), down * 1.9)
    return _Frame(across, min(down, across * 1.3), left, top)


def _draw(slide: Slide, scene: Scene, marked: frozenset[str]) -> None:
    frame = _frame(scene)
    shapes: dict[str, tuple[object, Spot]] = {}
    for head in scene.headings:
        _write(
            slide,
            head.title,
            frame.x(head.x - head.w / 2),
            Emu(_TOP - 330000),
            frame.width(head.w),
            Emu(300000),
            16,
            bold=True,
        )
    for spot in scene.spots:
        shapes[spot.id] = (_card(slide, spot, frame, bool(marked) and spot.id not in marked), spot)
    for line in scene.lines:
        if line.source not in shapes or line.target not in shapes:
            continue
        (start, one), (end, other) = shapes[line.source], shapes[line.target]
        connector = _connector(slide, frame, one, other)
        _glue(connector, start, end, one, other)
        connector.line.color.rgb = RGBColor.from_string(line.line.lstrip("#"))
        connector.line.width = Pt(1.25)
        dash = next((_DASH[one] for one in line.classes.split() if one in _DASH), None)
        if dash is not None:
            connector.line.dash_style = dash
        outline = connector.line._get_or_add_ln()
        outline.append(outline.makeelement(qn("a:tailEnd"), {"type": "triangle"}))


_SITES = {
    "round-rectangle": {"left": 1, "right": 3, "top": 0, "bottom": 2},
    "rectangle": {"left": 1, "right": 3, "top": 0, "bottom": 2},
    "tag": {"left": 1, "right": 3, "top": 0, "bottom": 2},
    "round-tag": {"left": 1, "right": 3, "top": 0, "bottom": 2},
    "ellipse": {"left": 2, "right": 6, "top": 0, "bottom": 4},
    "hexagon": {"left": 3, "right": 0},
    "cut-rectangle": {"left": 2, "right": 0, "top": 3, "bottom": 1},
}
"""Connection sites of the preset shapes (ECMA-376 part 1, presetShapeDefinitions); the others have none in the middle of a side."""


def _connector(slide: Slide, frame: _Frame, one: Spot, other: Spot) -> Connector:
    if _stacked(one, other):
        ends = (frame.x(one.x), frame.y(one.y + one.h / 2), frame.x(other.x), frame.y(other.y - other.h / 2))
    else:
        way = 1 if other.x > one.x else -1
        ends = (frame.x(one.x + way * one.w / 2), frame.y(one.y), frame.x(other.x - way * other.w / 2), frame.y(other.y))
    return slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)


def _stacked(one: Spot, other: Spot) -> bool:
    return abs(one.x - other.x) < 1


def _glue(connector: Connector, start: object, end: object, one: Spot, other: Spot) -> None:
    """Ties the connector to its cards, so that it follows when a person moves one."""
    if _stacked(one, other):
        out, into = "bottom", "top"
    else:
        out, into = ("right", "left") if other.x > one.x else ("left", "right")
    begin, finish = _SITES.get(one.look.shape, {}).get(out), _SITES.get(other.look.shape, {}).get(into)
    if begin is not None:
        connector._connect_begin_to(start, begin)
    if finish is not None:
        connector._connect_end_to(end, finish)


def _card(slide: Slide, spot: Spot, frame: _Frame, pale: bool) -> object:
    kind = _SHAPES.get(spot.look.shape, MSO_SHAPE.ROUNDED_RECTANGLE)
    shape = slide.shapes.add_shape(
        kind,
        frame.x(spot.x - spot.w / 2),
        frame.y(spot.y - spot.h / 2),
        frame.width(spot.w),
        frame.height(spot.h),
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
    _style(run, frame.font, spot.look.ink.lstrip("#") if not pale else "333333", False)
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
