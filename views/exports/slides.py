"""Slides: one a step, every card a native shape and every line a native connector, so that people can edit what they present.

A table is shown as its board: few rows in large type; the whole table stands in the hand-out. ECMA-376 (PresentationML) through
python-pptx; text carries an East Asian font.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from pptx import Presentation
from pptx.slide import Slide
from pptx.util import Emu

from graph.handout import Stamp

from ..catalogue import Language, words
from .page import Page
from .slide_board import draw_board
from .slide_chain import Box, draw_chain
from .slide_text import fitting, legal, write

_WIDTH, _HEIGHT = Emu(12192000), Emu(6858000)
_SIDE, _TOP, _FOOT = 330000, 880000, 500000
_INNER = _WIDTH - 2 * _SIDE
_TITLE_SIZES = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0)
_TEXT_SIZES = (32.0, 30.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0, 12.0, 10.5)


def slides(pages: Sequence[Page], stamp: Stamp, language: Language = "zh") -> bytes:
    """The pages as a .pptx file of as many slides; notes as speaker notes, place, citation and stamp at the foot of each."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = _WIDTH, _HEIGHT
    deck.core_properties.title = legal(stamp.view or stamp.title)
    for number, page in enumerate(pages, 1):
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        height = Emu(620000)
        size = fitting(page.title, Emu(_INNER), height, _TITLE_SIZES)
        write(slide, page.title, Emu(_SIDE), Emu(170000), Emu(_INNER), height, size, bold=True)
        _content(slide, page, Box(_SIDE, _TOP, _INNER, _HEIGHT - _TOP - _FOOT), language)
        _foot(slide, f"{number} / {len(pages)}", page, stamp)
        slide.notes_slide.notes_text_frame.text = legal(page.notes)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _content(slide: Slide, page: Page, box: Box, language: Language) -> None:
    if page.scene is not None and page.scene.spots:
        draw_chain(slide, page.scene, page.marked, box)
        return
    if page.board is not None and page.board.rows:
        beside = int(box.width * 0.34) if page.words else 0

        def more(rows: int) -> str:
            return words(language, "exports.board.more", n=rows)

        draw_board(slide, page.board, Box(box.left, box.top, box.width - beside - (120000 if beside else 0), box.height), more)
        if beside:
            _words(slide, page, Box(box.left + box.width - beside, box.top, beside, box.height))
        return
    _words(slide, page, box)


def _words(slide: Slide, page: Page, box: Box) -> None:
    size = fitting(page.words, Emu(box.width), Emu(box.height), _TEXT_SIZES)
    write(slide, page.words, Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height), size, strong=page.strong)


def _foot(slide: Slide, place: str, page: Page, stamp: Stamp) -> None:
    top = Emu(_HEIGHT - _FOOT + 40000)
    write(slide, place, Emu(_SIDE), top, Emu(1000000), Emu(240000), 12, colour="4A5361")
    write(slide, page.citation, Emu(_SIDE + 1000000), top, Emu(_INNER - 1000000), Emu(240000), 12, colour="4A5361")
    said = "　".join(stamp.lines())
    write(slide, said, Emu(_SIDE), Emu(_HEIGHT - 265000), Emu(_INNER), Emu(200000), 8, colour="6A7280")
