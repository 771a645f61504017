"""A board on a slide: a native table in the largest type that fits, counts as bars or shades."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.table import Table, _Cell
from pptx.util import Emu

from .page import Board
from .slide_chain import Box
from .slide_text import INK, LEADING, POINT, legal, lines_of, style, write
from .widths import shares

_SIZES = (22.0, 20.0, 18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0)
_LEAD = 430000
"""Height of the line over the table, EMU."""
_BAR_SHARE = 0.26
"""The part of the table's width that a column of bars takes."""
_LINE = 54
"""Characters of the type most boards are set in on a line of the slide."""
_HEAD_FILL, _RULE, _BAR, _SHADE = "1F2F46", "C9CED6", "3D6FB6", (61, 111, 182)


def draw_board(slide: Slide, board: Board, box: Box, more: Callable[[int], str]) -> None:
    """The board in ``box``, without the last rows where they do not fit; ``more`` says how many were left out."""
    top = box.top
    if board.lead:
        write(slide, board.lead, Emu(box.left), Emu(top - 40000), Emu(box.width), Emu(_LEAD), 18, bold=True)
        top += _LEAD
    widths = _widths(board, box.width)
    while True:
        room = box.top + box.height - top - (300000 if board.left_out else 0)
        size, heights = _fitted(board, widths, room)
        if sum(heights) <= room or len(board.rows) == 1:
            break
        board = msgspec.structs.replace(board, rows=board.rows[:-1], left_out=board.left_out + 1)
    shape = slide.shapes.add_table(len(board.rows) + 1, len(board.columns), box.left, top, box.width, sum(heights))
    table = shape.table
    _plain(table)
    for place, width in enumerate(widths):
        table.columns[place].width = Emu(width)
    for number, cells in enumerate((board.columns, *board.rows)):
        table.rows[number].height = Emu(heights[number])
        for place in range(len(board.columns)):
            _fill(table.cell(number, place), cells[place] if place < len(cells) else "", size, number == 0)
    _counts(slide, table, board, (box.left, top), widths, heights)
    if board.left_out:
        write(
            slide,
            more(board.left_out),
            Emu(box.left),
            Emu(box.top + box.height - 250000),
            Emu(box.width),
            Emu(250000),
            12,
            colour="555555",
        )


def _widths(board: Board, width: int) -> list[int]:
    bars = board.numbers if len(board.numbers) == 1 else ()
    others = [place for place in range(len(board.columns)) if place not in bars]
    rest = 1 - _BAR_SHARE * len(bars)
    heads = ["　" * 6 if place in board.numbers else board.columns[place] for place in others]  # over counts, heads wrap
    cells = [heads, *([row[place] for place in others] for row in board.rows)]
    parts = dict(zip(others, shares(cells[0], cells[1:], _LINE * rest), strict=True))
    return [int(width * (_BAR_SHARE if place in bars else parts[place] * rest)) for place in range(len(board.columns))]


def _heights(board: Board, widths: Sequence[int], size: float) -> list[int]:
    rows = (board.columns, *board.rows)
    most = [
        max(lines_of(legal(cell), size, widths[place] / POINT - 15) for place, cell in enumerate(row[: len(widths)]))
        for row in rows
    ]
    return [int((lines * size * LEADING + 7) * POINT) for lines in most]


def _fitted(board: Board, widths: Sequence[int], room: int) -> tuple[float, list[int]]:
    for size in _SIZES:
        heights = _heights(board, widths, size)
        if sum(heights) <= room * 0.96:  # programs set rows a little higher than the letters ask for
            break
    return size, heights


def _plain(table: Table) -> None:
    """A table without the program's own style: white, with a rule under each row."""
    table.horz_banding = False
    style_id = table._tbl.tblPr.find(qn("a:tableStyleId"))
    if style_id is not None:
        style_id.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def _fill(cell: _Cell, text: str, size: float, head: bool) -> None:
    cell.margin_top = cell.margin_bottom = Emu(3 * POINT)
    cell.margin_left = cell.margin_right = Emu(6 * POINT)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph._p.get_or_add_endParaRPr().set("sz", str(int(size * 100)))  # an empty cell would be as high as 18 points
    run = paragraph.add_run()
    run.text = legal(text)
    style(run, size, "FFFFFF" if head else INK, head)
    if head:
        cell.fill.solid()
        cell.fill.fore_color.rgb = RGBColor.from_string(_HEAD_FILL)
        return
    properties = cell._tc.get_or_add_tcPr()
    rule = properties.makeelement(qn("a:lnB"), {"w": "9525"})
    fill = rule.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": _RULE}))
    rule.append(fill)
    properties.insert(0, rule)


def _counts(
    slide: Slide, table: Table, board: Board, corner: tuple[int, int], widths: Sequence[int], heights: Sequence[int]
) -> None:
    """One column of counts as bars beside the numbers; several as shades of the cells."""
    if len(board.numbers) > 1:
        for number in range(len(board.rows)):
            for place in board.numbers:
                weight = board.weight(number, place)
                if weight:
                    cell = table.cell(number + 1, place)
                    cell.fill.solid()
                    cell.fill.fore_color.rgb = RGBColor(*(255 - round((255 - part) * (0.12 + 0.5 * weight)) for part in _SHADE))
        return
    for place in board.numbers:
        left = corner[0] + sum(widths[:place]) + 40 * POINT
        y = corner[1] + heights[0]
        for number, height in enumerate(heights[1:]):
            length = int((widths[place] - 48 * POINT) * board.weight(number, place))
            if length > 0:
                thick = min(int(height * 0.5), 16 * POINT)
                bar = slide.shapes.add_shape(
                    MSO_SHAPE.RECTANGLE, Emu(left), Emu(y + (height - thick) // 2), Emu(length), Emu(thick)
                )
                bar.name = f"bar {number + 1}"
                bar.fill.solid()
                bar.fill.fore_color.rgb = RGBColor.from_string(_BAR)
                bar.line.fill.background()
                bar.shadow.inherit = False
            y += height
