"""Presenting and reviewing in a real browser: clicker keys, columns that build up, the second window, A and R."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page
from pypdfium2 import PdfDocument

from .conftest import Fence, new_context
from .driving import STATUTE, Visitor

READY = "liaoningbigdata"


def _present(visitor: Visitor, page: Page, step: int = 1, **query: str) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    address = "&".join(f"{name}={value}" for name, value in {"story": READY, "step": str(step), **query}.items())
    page.goto(f"{visitor.app.url}/present?{address}")
    page.locator(".stage .cited").filter(has_text="》").wait_for()


def _place(page: Page) -> str:
    return page.locator(".stage .place").inner_text()


def test_a_clicker_goes_through_the_story(visitor: Visitor):
    page = visitor.page
    _present(visitor, page)
    assert _place(page) == "1 / 11"
    page.keyboard.press("PageDown")
    assert _place(page) == "2 / 11"
    page.keyboard.press("ArrowLeft")
    assert _place(page) == "1 / 11"
    page.keyboard.press("End")
    assert _place(page) == "11 / 11"
    page.keyboard.press("b")
    assert page.locator(".stage .blank").is_visible()
    page.keyboard.press("b")
    assert not page.locator(".stage .blank").is_visible()
    assert "辽宁省大数据发展条例" in page.locator(".stage .cited").inner_text()
    assert not page.locator("header").first.is_visible()


def test_the_chain_builds_up_by_column_in_type_a_room_can_read(visitor: Visitor):
    page = visitor.page
    _present(visitor, page, step=4)
    seen = []
    for _ in range(5):
        columns = page.locator(".stage [data-card]:not(.later)").evaluate_all(
            "all => [...new Set(all.map(e => e.dataset.card.split('|')[0]))]"
        )
        seen.append(len(columns))
        page.keyboard.press("ArrowRight")
    assert seen == [1, 2, 3, 4, 5]


_LETTERING = """(stage) => {
  const sizes = [];
  const walk = document.createTreeWalker(stage, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const at = node.parentElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
    if (!node.textContent.trim() || !box.width || style.visibility === 'hidden' || ['TITLE', 'DESC', 'STYLE'].includes(at.tagName.toUpperCase())) continue;
    const svg = at.closest('svg');
    const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
    sizes.push([parseFloat(style.fontSize) * scale, node.textContent.trim().slice(0, 30)]);
  }
  return sizes;
}"""

_OUTSIDE_ITS_CARD = """(stage) => [...stage.querySelectorAll('[data-card]')].filter((card) => {
  const outline = card.querySelector('rect,polygon,ellipse').getBoundingClientRect(), text = card.querySelector('text').getBoundingClientRect();
  return text.left < outline.left - 1 || text.right > outline.right + 1 || text.top < outline.top - 3 || text.bottom > outline.bottom + 3;
}).map((card) => card.dataset.card)"""


def test_a_room_can_read_every_step_of_the_ready_story(visitor: Visitor):
    """No letter under 18 px at 1920 by 1080, nothing outside its card, nothing to scroll to, no other part of the app in sight."""
    page = visitor.page
    _present(visitor, page)
    for step in range(1, 12):
        assert _place(page) == f"{step} / 11"
        while page.locator(".stage [data-card].later").count():
            page.keyboard.press("ArrowRight")
        page.wait_for_timeout(60)
        small = [(size, words) for size, words in page.locator(".stage").evaluate(_LETTERING) if size < 18 - 0.01]
        assert small == [], step
        assert page.locator(".stage").evaluate(_OUTSIDE_ITS_CARD) == [], step
        shown = page.locator(".stage .shown").evaluate("e => [e.scrollHeight - e.clientHeight, e.scrollWidth - e.clientWidth]")
        assert max(shown) <= 1, step
        assert page.locator("header, [data-testid=stSidebar], [data-testid=stToolbar]").filter(visible=True).count() == 0
        page.keyboard.press("ArrowRight")
    page.mouse.move(500, 500)
    page.locator(".stage.idle").wait_for()
    assert page.locator(".stage").evaluate("e => getComputedStyle(e).cursor") == "none"
    page.reload()
    page.locator(".stage .cited").filter(has_text="》").wait_for()
    assert _place(page) == "11 / 11"


def test_a_finger_turns_the_pages_and_opens_the_words(visitor: Visitor, browser: Browser, fence: Fence):
    context = new_context(browser, fence, has_touch=True)
    page = context.new_page()
    _present(visitor, page, step=3)
    page.touchscreen.tap(1900, 500)
    assert _place(page) == "4 / 11"
    page.touchscreen.tap(20, 500)
    assert _place(page) == "3 / 11"
    touches = context.new_cdp_session(page)
    for kind, x in (("touchStart", 1200), ("touchMove", 900), ("touchEnd", None)):
        points = [] if x is None else [{"x": x, "y": 500}]
        touches.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    page.locator(".stage .place").filter(has_text="4 / 11").wait_for()
    for _ in range(4):
        page.keyboard.press("PageDown")
    page.locator(".stage [data-card^='norm|']").first.tap()
    assert page.locator(".stage .words mark").inner_text()
    assert _place(page) == "4 / 11"
    context.close()


def test_what_lines_mean_is_said_on_the_big_screen(visitor: Visitor):
    page = visitor.page
    _present(visitor, page, step=4)
    legend = page.locator(".stage .legend")
    assert {"义务", "禁止", "候选（待确认）"} <= set(legend.locator("span").all_inner_texts())
    page.keyboard.press("Home")
    assert not legend.is_visible()


def test_a_click_on_a_card_shows_the_words_of_the_statute(visitor: Visitor):
    page = visitor.page
    _present(visitor, page, step=4)
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.locator(".stage [data-card^='sanction|']").first.click()
    assert page.locator(".stage .words mark").inner_text() == "通知限期整改"
    assert "第四十九条" in page.locator(".stage .words h2").inner_text()
    page.keyboard.press("Escape")
    assert not page.locator(".stage .words").is_visible()


def test_the_presenter_window_follows_with_notes_and_next_step(visitor: Visitor):
    page = visitor.page
    _present(visitor, page)
    with page.context.expect_page() as opened:
        page.keyboard.press("p")
    second = opened.value
    second.locator(".stage.speaker .clock").wait_for()
    page.keyboard.press("PageDown")
    second.locator(".stage .title").filter(has_text="2 / 11").wait_for()
    assert "一行一个主体" in second.locator(".stage .notes").inner_text()
    assert "写给谁的最多" in second.locator(".stage .next").inner_text()
    assert "一行一个主体" not in page.locator(".stage").inner_text()
    assert re.search(r"\d\d:\d\d", second.locator(".stage .clock").inner_text())
    for _ in range(2):
        second.get_by_role("button", name="下一步").click()
    page.locator(".stage .place").filter(has_text="4 / 11").wait_for()
    assert "还有 4 列" in second.locator(".stage .next").inner_text()


def test_escape_ends_the_presentation_and_there_is_a_way_back(visitor: Visitor):
    page = visitor.page
    _present(visitor, page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="回到故事板").click()
    page.get_by_role("button", name="开始放映").wait_for()


def test_a_view_is_added_to_the_storyboard_and_deleted_with_a_way_back(visitor: Visitor):
    page = visitor.page
    visitor.open("gaps", statute=STATUTE)
    page.get_by_role("button", name="加入故事板").click()
    page.get_by_text("第 12 步").wait_for()
    visitor.open("storyboard", statute=STATUTE)
    boxes = page.get_by_label("第 12 步 · 缺口")
    boxes.wait_for()
    page.locator("[class*='st-key-step-delete']").last.get_by_role("button").click()
    boxes.wait_for(state="detached")
    page.get_by_role("button", name="撤销").click()
    boxes.wait_for()


def test_review_by_keyboard(visitor: Visitor):
    page = visitor.page
    visitor.open("review", statute=STATUTE)
    page.get_by_text("已校核 0 /").wait_for()
    page.keyboard.press("a")
    page.get_by_text("已校核 1 /").wait_for()
    page.keyboard.press("r")
    page.get_by_text("已校核 2 /").wait_for()
    page.get_by_role("button", name="撤销").click()
    page.get_by_text("已校核 1 /").wait_for()
    page.get_by_role("button", name="重做").click()
    page.get_by_text("已校核 2 /").wait_for()
    for _ in range(2):
        page.get_by_role("button", name="撤销").click()
        visitor.settled()
    page.get_by_text("已校核 0 /").wait_for()


def test_a_step_keeps_where_the_picture_stood(visitor: Visitor, browser: Browser, fence: Fence):
    page = visitor.page
    visitor.chains(statute=STATUTE)
    page.locator(".canvas .box").hover()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    page.mouse.wheel(0, 260)
    stood = visitor.picture()
    page.get_by_role("button", name="加入故事板").click()
    told = page.get_by_text(re.compile("已加入故事板.*第 [0-9]+ 步"))
    told.wait_for()
    number = re.findall(r"第 (\d+) 步", told.inner_text())[0]
    # a new profile on the same library: nothing is remembered but the file
    context = new_context(browser, fence)
    later = Visitor(visitor.app, context.new_page())
    later.open("storyboard", statute=STATUTE)
    later.page.get_by_label(f"第 {number} 步").wait_for()
    later.page.locator("[class*='st-key-step-show']").last.get_by_role("button").click()
    again = later.picture()
    assert again["at"].keys() == stood["at"].keys()
    assert abs(again["zoom"] - stood["zoom"]) < 0.01 * stood["zoom"]
    assert abs(again["pan"]["x"] - stood["pan"]["x"]) < 6 and abs(again["pan"]["y"] - stood["pan"]["y"]) < 6
    context.close()


def test_a_chain_page_prints_on_a4_landscape_without_controls(visitor: Visitor):
    page = visitor.page
    visitor.chains(statute=STATUTE)
    paper = PdfDocument(page.pdf(prefer_css_page_size=True))
    width, height = paper[0].get_size()
    assert (round(width), round(height)) == (842, 595)
    page.emulate_media(media="print")
    assert not page.locator(".canvas .bar").is_visible()
    assert not page.get_by_placeholder("搜索").is_visible()
    assert page.locator(".canvas .legend").is_visible()
