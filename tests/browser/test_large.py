"""A statute as large as the Civil Code: it is taken in, opens collapsed, opens further, and the picture follows the hand."""

from __future__ import annotations

import re

from views.bench import PAN, ZOOM, frames
from views.large_code import TITLE, chinese, large_code

from .driving import Visitor, is_group


def test_a_code_of_1260_articles_opens_and_moves(visitor: Visitor):
    visitor.open("")
    page = visitor.page
    page.get_by_text("粘贴文字").click()
    page.get_by_label("法规全文").fill(large_code())
    page.get_by_role("button", name="载入", exact=True).last.click()
    page.get_by_text(f"《{TITLE}》：1260 条").wait_for(timeout=120_000)
    page.get_by_role("button", name="打开责任链").click()
    page.wait_for_url("**/chains?**")
    first = visitor.picture()
    assert 5 < first["size"] <= 60
    page.get_by_text(re.compile("显示 0 / 共 1[01][0-9]{2} 项规范")).first.wait_for()
    statute = visitor.address()["statute"][0]
    visitor.click_card(is_group)
    page.wait_for_url("**open=**")
    opened = [f"{statute}:b1", *(f"{statute}:b1.c{number}" for number in range(1, 12))]
    visitor.chains(statute=statute, open=opened)
    seen = visitor.picture()
    assert len(seen["boxes"]) + len(seen["lines"]) > 300
    for turn in (PAN, ZOOM):
        before = visitor.picture()
        assert frames(page, turn) > 0
        after = visitor.picture()
        assert (before["zoom"], before["pan"]) != (after["zoom"], after["pan"])
        heads = page.locator(".canvas .head").last.bounding_box()
        assert heads is not None
    visitor.open("reader", statute=statute)
    page.locator(".reader[data-ready]").wait_for()
    page.keyboard.press("Control+k")
    page.keyboard.type("1200")
    page.locator("li[role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.locator(".line.here").wait_for()
    assert page.locator(".line.here").first.inner_text().startswith(f"第{chinese(1200)}条")
    page.goto(f"{visitor.app.url}/")
    card = page.locator("[class*=st-key-entry]", has_text=TITLE)
    card.wait_for()
    card.get_by_role("button", name="移除").click()
    page.get_by_text("已移除").wait_for()
    assert visitor.app.failures() == ""
