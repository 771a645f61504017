"""The HTML hand-outs in a real browser without network: what the screen shows, what the paper gets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdfium2 import PdfDocument

from ingest.pipeline import parse
from ingest.read import read_file
from views.exports.bundle import export
from views.pages import PAGES
from views.story import open_story

from .conftest import ROOT


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The ready story as HTML: the whole, then each picture."""
    folder = tmp_path_factory.mktemp("handouts")
    statute = parse(read_file(ROOT / "data" / "statutes" / "辽宁省大数据发展条例.txt"))[0]
    data = (ROOT / "data" / "stories" / "辽宁省大数据发展条例.json").read_bytes()
    story = open_story(data, frozenset(entry.id for entry in PAGES)).story
    made = []
    for one in export(story, statute, ["html"], "2026-11-22"):
        (folder / one.name).write_bytes(one.data)
        made.append(folder / one.name)
    return made


@pytest.fixture
def paper(browser: Browser) -> Iterator[Page]:
    """A page without network. At the end: it asked for nothing but files, and no script failed."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: asked.append(str(error)))
    yield page
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []


A4, A3 = (297, 210), (420, 297)


def _words(data: bytes) -> tuple[list[str], tuple[int, int]]:
    """The words of each sheet, and the size of the first in millimetres."""
    document = PdfDocument(data)
    text = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    width, height = document[0].get_size()
    return text, (round(width * 25.4 / 72), round(height * 25.4 / 72))


def test_a_picture_is_looked_into_on_the_screen_and_drawn_on_paper(files: list[Path], paper: Page):
    paper.goto(files[1].as_uri())
    paper.locator("#mynetwork canvas").wait_for()
    assert not paper.locator(".drawing").is_visible()
    assert paper.locator(".legend svg").count() >= 8
    text, size = _words(paper.pdf(format="A4", landscape=True))
    assert size == A4
    assert all(
        words in text[0] for words in ("数据共享", "sha256", "公共管理和服务机构", "第十五条第二款", "大数据主管部门", "未规定")
    )
    assert "所引条文" in "".join(text) and "泄露、出售或者非法向他人提供" in "".join(text)
    assert all(text), "an empty sheet"
    paper.emulate_media(media="print")
    assert paper.locator(".drawing").is_visible() and not paper.locator("#mynetwork").is_visible()
    assert _words(paper.pdf(format="A3", landscape=True))[1] == A3


def test_the_whole_story_prints_with_each_picture_under_its_title(files: list[Path], paper: Page):
    paper.goto(files[0].as_uri())
    text, size = _words(paper.pdf(format="A4", landscape=True))
    assert size == A4
    pictured = [page for page in text if "主体义务条款罚则执法机关" in page]
    assert len(pictured) == 3
    for page, title in zip(pictured, ("4数据共享", "6数据要素市场", "8数据安全"), strict=True):
        assert title in page and "《辽宁省大数据发展条例》第" in page
    assert all(text), "an empty sheet"
    on_a3, size = _words(paper.pdf(format="A3", landscape=True))
    assert size == A3 and len(on_a3) < len(text)
    paper.locator(".open a").first.click()
    paper.locator("#mynetwork canvas").wait_for()


def test_without_script_the_drawing_is_there(files: list[Path], browser: Browser):
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(files[1].as_uri())
    assert page.locator(".drawing").is_visible() and not page.locator("#mynetwork").is_visible()
    context.close()
