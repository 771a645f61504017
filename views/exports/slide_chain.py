"""A chain picture on a slide: cards as native shapes, lines as native connectors tied to them, the legend below."""

from __future__ import annotations

import msgspec
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.connector import Connector
from pptx.slide import Slide
from pptx.util import Emu, Pt

from ..scene import Entry, Scene, Spot
from .slide_text import POINT, legal, style, write
from .widths import breadth

_HEADING = Emu(330000)
"""Height of the column heads, above the cards."""
_LEGEND = Emu(210000)
"""Height of a row of the legend."""
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


class Box(msgspec.Struct, frozen=True):
    """The part of a slide that a drawing may take, in EMU."""

    left: int
    top: int
    width: int
    height: int


class _Frame(msgspec.Struct, frozen=True):
    """From canvas units to the slide: ``across`` and ``down`` in EMU a unit, ``left`` and ``top`` of the drawing, its place on the slide.

    A tall picture is drawn wider.
    """

    across: float
    down: float
    left: float
    top: float
    origin: tuple[int, int]

    def x(self, value: float) -> Emu:
        return Emu(int((value - self.left) * self.across) + self.origin[0])

    def y(self, value: float) -> Emu:
        return Emu(int((value - self.top) * self.down) + self.origin[1])

    def width(self, value: float) -> Emu:
        return Emu(int(value * self.across))

    def height(self, value: float) -> Emu:
        return Emu(int(value * self.down))

    @property
    def font(self) -> float:
        """Points: what the cards' height allows; a wider card needs fewer lines, so its letters may be larger."""
        wider = min(1.35, (self.across / self.down) ** 0.5)
        return max(6.0, min(18.0, 15 * self.down / POINT * wider, 13.6 * self.across / POINT))


def _frame(scene: Scene, box: Box) -> _Frame:
    left = min([spot.x - spot.w / 2 for spot in scene.spots] + [head.x - head.w / 2 for head in scene.headings])
    right = max([spot.x + spot.w / 2 for spot in scene.spots] + [head.x + head.w / 2 for head in scene.headings])
    top = min(spot.y - spot.h / 2 for spot in scene.spots)
    bottom = max(spot.y + spot.h / 2 for spot in scene.spots)
    down = min(box.height / max(1.0, bottom - top), POINT * 1.15)
    across = min(box.width / max(1.0, right - left), down * 1.9)
    middle = box.left + int((box.width - (right - left) * across) / 2)
    return _Frame(across, min(down, across * 1.3), left, top, (middle, box.top))


def draw_chain(slide: Slide, scene: Scene, marked: frozenset[str], box: Box) -> None:
    """The picture in ``box``: column heads on top, the legend below. ``marked``: ids drawn strong, the rest pale (none: all alike)."""
    legend = _legend_rows(scene, box.width / POINT)
    inner = Box(box.left, box.top + _HEADING, box.width, box.height - _HEADING - _LEGEND * len(legend) - 60000)
    frame = _frame(scene, inner)
    shapes: dict[str, tuple[object, Spot]] = {}
    for head in scene.headings:
        left, width = frame.x(head.x - head.w / 2), frame.width(head.w)
        write(slide, head.title, left, Emu(box.top - 40000), width, _HEADING, 16, bold=True, centred=True)
    for spot in scene.spots:
        shapes[spot.id] = (_card(slide, spot, frame, bool(marked) and spot.id not in marked), spot)
    for line in scene.lines:
        if line.source not in shapes or line.target not in shapes:
            continue
        (start, one), (end, other) = shapes[line.source], shapes[line.target]
        connector = _connector(slide, frame, one, other)
        _glue(connector, start, end, one, other)
        _ink(connector, line.line, next((one for one in line.classes.split() if one in _DASH), ""))
        outline = connector.line._get_or_add_ln()
        outline.append(outline.makeelement(qn("a:tailEnd"), {"type": "triangle"}))
    for number, row in enumerate(legend):
        _legend(slide, row, box.left, box.top + box.height - _LEGEND * (len(legend) - number))


def _ink(connector: Connector, colour: str, dash: str) -> None:
    connector.line.color.rgb = RGBColor.from_string(colour.lstrip("#"))
    connector.line.width = Pt(1.25)
    if dash:
        connector.line.dash_style = _DASH[dash]


_LEGEND_SIZE = 10.0


def _legend_rows(scene: Scene, points: float) -> list[list[tuple[Entry, float]]]:
    """The legend's entries with their width in points, in rows that fit."""
    rows: list[list[tuple[Entry, float]]] = [[]]
    used = 0.0
    for entry in scene.legend:
        size = breadth(entry.name) * _LEGEND_SIZE + 50
        if rows[-1] and used + size > points:
            rows.append([])
            used = 0.0
        rows[-1].append((entry, size))
        used += size
    return [row for row in rows if row]


def _legend(slide: Slide, row: list[tuple[Entry, float]], left: int, top: int) -> None:
    x = left
    middle = top + _LEGEND // 2
    for entry, size in row:
        if entry.shape.startswith("line-"):
            ends = (Emu(x), Emu(middle), Emu(x + 24 * POINT), Emu(middle))
            kind = {"missing": "gap"}.get(entry.kind, entry.kind)
            _ink(slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends), entry.colour, kind if kind in _DASH else "")
        else:
            kind = _SHAPES.get(entry.shape, MSO_SHAPE.ROUNDED_RECTANGLE)
            mark = slide.shapes.add_shape(kind, Emu(x), Emu(middle - 6 * POINT), Emu(24 * POINT), Emu(12 * POINT))
            mark.fill.solid()
            mark.fill.fore_color.rgb = RGBColor.from_string(entry.colour.lstrip("#"))
            mark.line.color.rgb = RGBColor.from_string((entry.border or "#555555").lstrip("#"))
            if entry.kind == "gap":
                mark.line.dash_style = MSO_LINE_DASH_STYLE.DASH
            mark.shadow.inherit = False
        width = Emu(int((size - 22) * POINT))
        write(slide, legal(entry.name), Emu(x + 22 * POINT), Emu(top - 40000), width, Emu(_LEGEND + 60000), _LEGEND_SIZE)
        x += int(size * POINT)


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
    shape.name = legal(spot.label.replace("\n", ""))[:80]
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(_faded(spot.look.fill) if pale else spot.look.fill.lstrip("#"))
    shape.line.color.rgb = RGBColor.from_string(spot.look.border.lstrip("#"))
    if "gap" in spot.classes:
        shape.line.dash_style = MSO_LINE_DASH_STYLE.DASH
    shape.shadow.inherit = False
    text = shape.text_frame
    text.word_wrap, text.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    text.margin_left = text.margin_right = text.margin_top = text.margin_bottom = Emu(20000)
    paragraph = text.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER
    run = paragraph.add_run()
    run.text = legal(spot.label.replace("\n", ""))
    style(run, frame.font, spot.look.ink.lstrip("#") if not pale else "333333")
    return shape


def _faded(colour: str) -> str:
    """The colour at about a third of its strength on white."""
    parts = (int(colour.lstrip("#")[at : at + 2], 16) for at in (0, 2, 4))
    return "".join(f"{255 - (255 - part) * 35 // 100:02X}" for part in parts)
