"""A person corrects what is wrong where it is seen, in real Chromium: three clicks at most; undone again; what was saved is on the disk."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page

from .driving import STATUTE, Visitor


def _dialog(visitor: Visitor) -> Locator:
    dialog = visitor.page.get_by_role("dialog")
    dialog.wait_for()
    visitor.settled()
    return dialog


def _undo(visitor: Visitor) -> None:
    visitor.open("review", statute=STATUTE)
    visitor.page.get_by_role("button", name="撤销", exact=True).first.click()
    visitor.page.get_by_role("button", name="重做", exact=True).first.wait_for()
    visitor.settled()


def _last(page: Page) -> str:
    return page.get_by_text("上一次：").inner_text()


def test_a_paragraph_is_joined_from_the_article_in_three_clicks(visitor: Visitor):
    page = visitor.page
    visitor.open("reader", statute=STATUTE, at="c1.a4.p2")
    page.locator(".block.current .acts button").nth(2).click()  # 1
    dialog = _dialog(visitor)
    dialog.get_by_text("第四条第二款").first.click()  # 2
    dialog.get_by_role("button", name="并入上一款").click()  # 3
    dialog.wait_for(state="detached")
    visitor.open("review", statute=STATUTE)
    page.get_by_text(re.compile("上一次：.*合并条款划分")).wait_for()
    _undo(visitor)


def test_a_step_is_confirmed_from_the_table_in_two_clicks(visitor: Visitor):
    page = visitor.page
    visitor.open("ladders", statute=STATUTE, row=f"{STATUTE}:c8.a50.p1#t3")
    page.get_by_role("button", name="更正", exact=True).click()  # 1, after a click on the row
    dialog = _dialog(visitor)
    dialog.get_by_role("button", name="确认无误").click()  # 2
    dialog.wait_for(state="detached")
    visitor.open("review", statute=STATUTE)
    page.get_by_text("上一次：").wait_for()
    assert "确认处罚步骤" in _last(page)
    page.get_by_text(re.compile("校核记录")).wait_for()
    _undo(visitor)


def test_the_metadata_can_be_corrected_over_the_page_that_asks_for_the_name_too(visitor: Visitor):
    page = visitor.page
    visitor.open("review", statute=STATUTE)
    page.get_by_role("button", name="更正法规信息").click()
    dialog = _dialog(visitor)
    day = dialog.get_by_label("施行日期")
    day.fill("昨天")
    day.press("Enter")
    visitor.settled()
    dialog.get_by_role("button", name="保存", exact=True).click()
    dialog.get_by_text("没有保存").wait_for()
    day.fill("2022-09-01")
    day.press("Enter")
    visitor.settled()
    dialog.get_by_role("button", name="保存", exact=True).click()
    dialog.wait_for(state="detached")
    page.get_by_text(re.compile("上一次：.*2022-09-01")).wait_for()
    _undo(visitor)
