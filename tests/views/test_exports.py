"""Exports: each file is opened again, carries its stamp, and shows hostile text as text."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile

import msgspec
import networkx as nx
import pytest
from docx import Document
from lxml import etree
from openpyxl import load_workbook
from pptx import Presentation

from graph.handout import Stamp
from tests.graph.gold import actor, gold_statute
from views.exports.bundle import FORMATS, export, safe_name, stamp_of
from views.exports.tables import csv_bytes, xlsx_bytes
from views.story import Story, new_step, new_story, with_step

MADE = "2026-11-22"


def _story(title: str = "数据共享的责任链", notes: str = "讲给后排听") -> Story:
    story = new_story(gold_statute(), title)
    story = with_step(story, new_step("chains", "企业", {"focus": (f"actor:{actor('数据处理市场主体')}",)}, notes))
    story = with_step(story, new_step("reader", "原文", {"at": ("c8.a49.p1",)}))
    story = with_step(story, new_step("ladders", "罚则", {}))
    return with_step(story, new_step("gaps", "缺口", {"gap": ("duty_without_sanction",)}))


def _files(*formats: str, story: Story | None = None) -> dict[str, bytes]:
    return {one.name: one.data for one in export(story or _story(), gold_statute(), formats, MADE)}


def _stamp_words(text: str) -> None:
    stamp = stamp_of(gold_statute(), "x", MADE)
    for words in (gold_statute().title, stamp.source[:16], MADE):
        assert words in text


def test_slides_are_native_shapes_with_notes_and_the_stamp():
    (data,) = _files("pptx").values()
    deck = Presentation(io.BytesIO(data))
    first = deck.slides[0]
    texts = [shape.text_frame.text for shape in first.shapes if shape.has_text_frame]
    assert "数据处理市场主体" in texts
    assert sum(shape.shape_type is not None and "CONNECTOR" in str(shape.shape_type) for shape in first.shapes) or any(
        shape._element.tag.endswith("cxnSp") for shape in first.shapes
    )
    assert not any(shape._element.tag.endswith("}pic") for shape in first.shapes)
    assert first.notes_slide.notes_text_frame.text == "讲给后排听"
    assert len(deck.slides) == len(_story().steps)
    _stamp_words("".join(texts))
    assert b'<a:ea typeface="Microsoft YaHei"' in zipfile.ZipFile(io.BytesIO(data)).read("ppt/slides/slide1.xml")


def _boxes(slide) -> list[tuple[int, int]]:
    return [(shape.top + shape.height, shape.left + shape.width) for shape in slide.shapes]


def test_nothing_leaves_its_slide_and_tables_are_set_large_enough_to_read():
    (data,) = _files("pptx").values()
    deck = Presentation(io.BytesIO(data))
    sizes = []
    for slide in deck.slides:
        assert all(bottom <= deck.slide_height and right <= deck.slide_width for bottom, right in _boxes(slide))
        for shape in slide.shapes:
            if shape.has_table:
                runs = [run for row in shape.table.rows for cell in row.cells for run in cell.text_frame.paragraphs[0].runs]
                sizes += [run.font.size.pt for run in runs]
    assert sizes and min(sizes) >= 12


def test_a_board_that_does_not_fit_leaves_rows_out_and_says_so():
    from views.exports.page import Board, Page
    from views.exports.slides import slides

    board = Board(("主体", "原文"), tuple((f"主体{n}", "很长的一句话，" * 20) for n in range(12)), left_out=3)
    stamp = stamp_of(gold_statute(), "x", MADE)
    slide = Presentation(io.BytesIO(slides([Page("k", "题", board=board)], stamp))).slides[0]
    table = next(shape for shape in slide.shapes if shape.has_table)
    rows = len(table.table.rows) - 1
    assert 0 < rows < 12
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert f"另有 {12 - rows + 3} 行，见讲义。" in texts
    more = next(shape for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text.startswith("另有"))
    assert table.top + table.height <= more.top


def test_the_legend_stands_on_the_slide_and_in_the_picture():
    files = _files("pptx", "svg")
    slide = Presentation(io.BytesIO(next(data for name, data in files.items() if name.endswith(".pptx")))).slides[0]
    texts = {shape.text_frame.text for shape in slide.shapes if shape.has_text_frame}
    svg = next(data for name, data in files.items() if name.endswith(".svg")).decode()
    for name in ("禁止", "条款", "原文写明", "未规定"):
        assert name in texts
        assert re.search(rf">{name} \d+<", svg)


def test_the_word_handout_has_pictures_tables_and_the_articles_in_full():
    (data,) = _files("docx").values()
    document = Document(io.BytesIO(data))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert len(document.inline_shapes) == 1
    assert len(document.tables) == 2
    assert "所引条文" in text and "第四十九条" in text and "泄露、出售或者非法向他人提供" in text
    _stamp_words(text)


def test_svg_is_text_and_png_is_twice_its_size():
    files = _files("svg", "png")
    svg = next(data for name, data in files.items() if name.endswith(".svg"))
    root = etree.fromstring(svg)
    words = "".join(root.itertext())
    assert "数据处理市场主体" in words and "主体" in words
    _stamp_words(words)
    png = next(data for name, data in files.items() if name.endswith(".png"))
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width = int.from_bytes(png[16:20], "big")
    assert width >= 2 * float(root.get("width")) - 2


@pytest.mark.parametrize("which", [0, 1])
def test_html_asks_for_nothing_outside(which):
    page = list(_files("html").values())[which].decode()
    assert not re.search(r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=[\"'](?:https?:)?//", page)
    _stamp_words(page)


def test_the_whole_story_is_one_page_that_leads_to_its_pictures():
    files = _files("html")
    names = list(files)
    page = files[names[0]].decode()
    assert f'href="{names[1]}"' in page
    assert [f'id="s{number}"' in page for number in range(1, 6)] == [True, True, True, True, False]
    assert "讲给后排听" in page and "<script" not in page
    articles = page[page.index('class="articles"') :]
    for words in ("第三十五条", "泄露、出售或者非法向他人提供", "最高不超过五千万元"):
        assert words in articles
    assert articles.index("第三十二条") < articles.index("第四十九条") < articles.index("第五十一条")


def test_csv_json_and_graphml_are_read_back():
    files = _files("csv", "json", "graphml")
    table = next(data for name, data in files.items() if name.endswith(".csv"))
    assert table.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
    assert len(rows) > 20 and len(rows[0]) == 4
    _stamp_words("".join("".join(row) for row in rows))
    chain = next(row[2] for row in rows if row[0] == "1" and "第五十一条" in row[2])
    assert chain.split(" | ")[0] == "数据处理市场主体" and "市场监督管理部门" in chain.split(" | ")[-1]
    held = json.loads(next(data for name, data in files.items() if name.endswith(".json")))
    assert held["rows"] and gold_statute().title in held["stamp"]
    graph = nx.read_graphml(io.BytesIO(next(data for name, data in files.items() if name.endswith(".graphml"))))
    assert graph.number_of_nodes() > 600
    _stamp_words(graph.graph["stamp"])


def test_every_format_is_made():
    assert set(_files(*FORMATS)) and {name.rsplit(".", 1)[-1] for name in _files(*FORMATS)} == {
        "pptx",
        "docx",
        "svg",
        "png",
        "html",
        "xml",
        "csv",
        "json",
        "graphml",
        "pdf",
    }


def test_the_pdf_has_its_pages_and_words():
    import pypdfium2

    (data,) = _files("pdf").values()
    document = pypdfium2.PdfDocument(data)
    text = "".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
    document.close()
    assert "所引条文" in text and "罚则" in text
    _stamp_words(text)


HOSTILE = "</script><img src=x onerror=alert(1)>\x07‮=cmd()"


@pytest.mark.parametrize("form", ["pptx", "docx", "pdf", "svg", "html", "csv", "json"])
def test_hostile_titles_and_notes_are_text(form):
    story = _story(HOSTILE, HOSTILE)
    story = msgspec.structs.replace(story, steps=tuple(msgspec.structs.replace(step, title=HOSTILE) for step in story.steps))
    files = _files(form, story=story)
    assert files
    for name, data in files.items():
        assert "/" not in name and "<" not in name
        if form in ("svg", "html"):
            assert b"<img src=x" not in data
        if form == "svg":
            etree.fromstring(data)


def test_a_cell_is_never_a_formula():
    stamp = Stamp("=1+1", "v", "s" * 20, "w", MADE)
    table = csv_bytes(("a",), [("=1+1",), ("+2",), ("@x",)], stamp).decode("utf-8-sig")
    assert all(not row[0].startswith(("=", "+", "@")) for row in csv.reader(io.StringIO(table)) if row)
    book = load_workbook(io.BytesIO(xlsx_bytes("表", ("a",), [("=1+1",)], stamp)))
    assert book.worksheets[0]["A2"].data_type == "s"


def test_file_names_are_safe():
    assert safe_name("../../etc/<x>") == "etc--x"
    assert safe_name("///") == "famai"
