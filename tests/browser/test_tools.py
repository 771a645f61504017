"""The tools of the picture and the reader: picture as a file, full screen, legend, reach, clipboard."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from .conftest import Fence, new_context
from .driving import STATUTE, App, Visitor, is_group, is_norm

OPEN = {"statute": STATUTE, "open": f"{STATUTE}:c6"}


def test_the_picture_is_saved_as_a_file_with_its_heads_and_its_statute(visitor: Visitor):
    visitor.chains(**OPEN)
    with visitor.page.expect_download() as waiting:
        visitor.page.locator(".canvas .bar button[data-act=png]").click()
    download = waiting.value
    assert download.suggested_filename == "责任链.png"
    image = Image.open(io.BytesIO(Path(download.path()).read_bytes())).convert("L")
    assert image.width > 1_800 and image.height > 1_000
    for band in ((0, 0, image.width, 110), (0, image.height - 60, image.width, image.height)):  # heads of columns; the statute
        darkest, lightest = image.crop(band).getextrema()
        assert darkest < 90 and lightest > 240


def test_full_screen_and_back(visitor: Visitor):
    visitor.chains(**OPEN)
    button = visitor.page.locator(".canvas .bar button[data-act=full]")
    button.click()
    visitor.page.wait_for_function("() => document.fullscreenElement !== null")
    box = visitor.page.locator(".canvas").bounding_box()
    assert box is not None and (box["x"], box["y"], box["width"]) == (0, 0, 1440)
    button.click()
    visitor.page.wait_for_function("() => document.fullscreenElement === null")


def test_the_legend_hides_shows_alone_and_all_and_the_link_says_so(app: App, browser: Browser, visitor: Visitor):
    visitor.chains(**OPEN)
    whole = visitor.picture()["size"]
    page = visitor.page
    entry = page.locator(".legend .entry", has=page.locator("button[data-kind=gap]"))
    named = entry.locator("button[data-kind]").get_attribute("aria-label")
    assert re.fullmatch(r"条例未规定 \d+", entry.locator("button[data-kind]").inner_text().replace("\n", " "))
    assert named is None or "条例未规定" in named
    entry.hover()
    entry.locator(".only").click()
    visitor.settled()
    alone = visitor.picture()
    assert 0 < alone["size"] < whole
    assert all("|gap|" in box["id"] for box in alone["boxes"])
    context = new_context(browser, Fence())
    try:
        other = Visitor(app, context.new_page())
        other.chains(**visitor.address())
        assert other.picture()["size"] == alone["size"]
        assert other.page.locator(".legend button[data-kind=obligation]").get_attribute("aria-pressed") == "false"
    finally:
        context.close()
    page.locator(".legend .every").click()
    visitor.settled()
    assert visitor.picture()["size"] == whole
    assert "hide" not in visitor.address()


def test_keys_set_the_reach_and_zoom(visitor: Visitor):
    visitor.chains(statute=STATUTE, focus=f"unit:{STATUTE}:c6.a41")
    near = visitor.picture()
    visitor.page.locator(".canvas .box").focus()
    visitor.page.keyboard.press("2")
    visitor.page.wait_for_url("**depth=2**")
    assert visitor.picture()["size"] > near["size"]
    zoom = visitor.picture()["zoom"]
    visitor.page.locator(".canvas .box").focus()
    visitor.page.keyboard.press("+")
    assert visitor.picture()["zoom"] > zoom
    visitor.page.keyboard.press("0")
    assert visitor.picture()["zoom"] == pytest.approx(zoom)


def test_a_click_lands_on_its_card_after_the_page_has_scrolled(app: App, browser: Browser):
    context = new_context(browser, Fence(), viewport={"width": 720, "height": 450}, device_scale_factor=2)
    try:
        visitor = Visitor(app, context.new_page())
        visitor.chains(**OPEN)
        visitor.page.locator(".canvas .bar").scroll_into_view_if_needed()
        card = visitor.click_card(is_norm)
        assert visitor.address()["sel"] == [card]
        assert visitor.marked_words()
    finally:
        context.close()


def test_a_candidate_link_shows_both_quotes_side_by_side(visitor: Visitor):
    visitor.chains(statute=STATUTE, open=f"{STATUTE}:c6")
    lines = visitor.page.locator(".canvas").evaluate("e => e.famai().lines")
    candidate = next(line["id"] for line in lines if line["kind"] == "candidate" and "|group|" not in line["id"])
    visitor.chains(statute=STATUTE, open=f"{STATUTE}:c6", sel=candidate)
    panel = visitor.page.locator(".st-key-chains-panel")
    panel.get_by_text("候选").first.wait_for()
    assert panel.locator("mark").count() >= 2
    assert candidate in visitor.picture()["marked"]


def test_an_opened_group_can_be_closed_where_the_open_ones_are_listed(visitor: Visitor):
    visitor.chains(statute=STATUTE)
    whole = visitor.picture()["size"]
    visitor.click_card(is_group)
    visitor.page.wait_for_url("**open=**")
    assert visitor.picture()["size"] != whole
    visitor.page.get_by_role("button", name=re.compile("Remove|Delete|移除|Clear", re.I)).first.click()
    visitor.page.wait_for_url(lambda url: "open=" not in url)
    assert visitor.picture()["size"] == whole


def test_an_article_is_copied_with_its_citation(app: App, browser: Browser):
    context = new_context(browser, Fence(), permissions=["clipboard-read", "clipboard-write"])
    try:
        visitor = Visitor(app, context.new_page())
        visitor.open("reader", statute=STATUTE, at="c3.a15.p1.i2")
        page = visitor.page
        page.locator(".reader[data-ready]").wait_for()
        page.locator(".line.here").wait_for()
        page.get_by_role("button", name="复制出处").click()
        page.get_by_text("已复制").first.wait_for()
        assert page.evaluate("() => navigator.clipboard.readText()") == "《辽宁省大数据发展条例》第十五条第一款第（二）项"
        page.locator(".block.current .acts button", has_text="复制原文和出处").click()
        page.wait_for_function("() => navigator.clipboard.readText().then((words) => words.startsWith('第十五条'))")
        words = page.evaluate("() => navigator.clipboard.readText()")
        assert words.endswith("\n——《辽宁省大数据发展条例》第十五条")
        assert "（二）采集数据的种类和范围" in words
    finally:
        context.close()


def test_hovering_a_term_shows_its_definition(visitor: Visitor):
    visitor.open("reader", statute=STATUTE, at="c3.a13")
    page = visitor.page
    page.locator(".reader[data-ready]").wait_for()
    visitor.settled()
    page.locator(".block.current .note.term").first.hover()
    page.locator(".reader .hint:not([hidden])").wait_for()
    assert "是指" in page.locator(".reader .hint").inner_text() or "：" in page.locator(".reader .hint").inner_text()
    box = page.locator("[data-testid=stMain]").evaluate("e => e.scrollTop")
    assert box == 0  # going to an article moves the text, not the page
