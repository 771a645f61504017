"""责任链 in a real browser: columns, choosing, marking, and a picture that never moves by itself."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from graph.layout import CARD_WIDTH, COLUMN_CENTRE
from graph.picture import COLUMNS

from .driving import STATUTE, Visitor, is_group, is_norm


def _still(seen: dict[str, Any]) -> tuple[Any, ...]:
    return seen["zoom"], seen["pan"], seen["at"]


def test_five_headed_columns_and_few_cards_at_first_sight(visitor: Visitor):
    visitor.chains(statute=STATUTE)
    heads = visitor.page.locator(".canvas .head").all_text_contents()
    assert [head.split()[0] for head in heads] == ["主体", "义务", "条款", "罚则", "执法机关"]
    seen = visitor.picture()
    assert 5 < seen["size"] <= 60
    right = visitor.page.locator(".canvas .head").last.bounding_box()
    frame = visitor.page.locator(".canvas").bounding_box()
    assert right and frame
    assert right["x"] + right["width"] <= frame["x"] + frame["width"] + 1


def test_every_card_stands_in_its_column_and_none_overlap(visitor: Visitor):
    visitor.chains(statute=STATUTE, open=f"{STATUTE}:c3")
    boxes = visitor.picture()["boxes"]
    for column in COLUMNS:
        cards = [box for box in boxes if box["id"].startswith(f"{column}|")]
        for box in cards:
            assert abs((box["x1"] + box["x2"]) / 2 - COLUMN_CENTRE[column]) < 1
            assert box["x2"] - box["x1"] <= CARD_WIDTH[column] + 8
    assert all(
        a["y2"] <= b["y1"] or b["y2"] <= a["y1"] or a["x2"] <= b["x1"] or b["x2"] <= a["x1"] for a, b in combinations(boxes, 2)
    )
    assert any("|gap|" in box["id"] for box in boxes)


def test_a_click_marks_the_chain_and_the_exact_words(visitor: Visitor):
    visitor.chains(statute=STATUTE, open=f"{STATUTE}:c6")
    card = visitor.click_card(is_norm)
    words = "".join(visitor.marked_words())
    assert words
    source = visitor.page.locator(".fm-where small").first.inner_text()
    start, end = (int(part) for part in source.split()[-1].split("–"))
    stored = _source()[start:end]
    assert "".join(words.split()) == "".join(stored.split())
    seen = visitor.picture()
    assert card in seen["marked"]
    assert {one.split("|")[0] for one in seen["marked"] if "→" not in one} >= {"actor", "norm", "provision"}
    assert visitor.address()["sel"] == [card]


def _source() -> str:
    from pathlib import Path

    return (Path(__file__).parents[2] / "data" / "statutes" / "辽宁省大数据发展条例.txt").read_text(encoding="utf-8")


def test_nothing_moves_on_choosing_hiding_or_changing_language(visitor: Visitor):
    visitor.chains(statute=STATUTE, open=f"{STATUTE}:c6")
    box = visitor.page.locator(".canvas .box")
    box.hover(position={"x": 300, "y": 300})
    visitor.page.keyboard.down("Control")
    visitor.page.mouse.wheel(0, -180)
    visitor.page.keyboard.up("Control")
    visitor.page.mouse.wheel(0, 120)
    before = _still(visitor.picture())
    visitor.click_card(is_norm)
    visitor.marked_words()
    assert _still(visitor.picture()) == before
    visitor.page.locator(".legend button[data-kind=obligation]").click()
    visitor.settled()
    hidden = visitor.picture()
    assert _still(hidden) == before
    assert visitor.address()["hide"] == ["obligation"]
    visitor.page.locator(".legend .every").click()
    visitor.settled()
    visitor.page.get_by_text("English", exact=True).click()
    visitor.page.get_by_text("Start from", exact=True).first.wait_for()
    assert _still(visitor.picture()) == before
    assert visitor.page.locator(".canvas .head").first.inner_text().split()[0] == "Actor"
    visitor.page.get_by_text("中文", exact=True).click()
    visitor.page.get_by_text("从哪里看起", exact=True).first.wait_for()
    assert _still(visitor.picture()) == before


def test_a_group_opens_on_a_click(visitor: Visitor):
    visitor.chains(statute=STATUTE)
    before = visitor.picture()
    visitor.click_card(is_group)
    visitor.page.wait_for_url("**open=**")
    opened = visitor.picture()
    assert opened["size"] > before["size"]
    assert (opened["zoom"], opened["pan"]) == (before["zoom"], before["pan"])


def test_keyboard_alone_reaches_a_card_and_its_words(visitor: Visitor):
    visitor.chains(statute=STATUTE, open=f"{STATUTE}:c6")
    visitor.page.locator(".canvas .box").focus()
    for _ in range(2):
        visitor.page.keyboard.press("ArrowRight")
    for _ in range(12):
        visitor.page.keyboard.press("ArrowDown")
    said = visitor.page.locator(".canvas .live").inner_text()
    assert said
    visitor.page.keyboard.press("Enter")
    visitor.settled()
    if "open" in visitor.address() and "sel" not in visitor.address():  # a group was in the way: it has opened
        visitor.page.keyboard.press("ArrowRight")
        visitor.page.keyboard.press("Enter")
        visitor.settled()
    assert "sel" in visitor.address()
    visitor.page.keyboard.press("Escape")
    visitor.settled()
    assert "sel" not in visitor.address()
    assert visitor.picture()["marked"] == []


def test_a_link_opens_the_same_view_in_another_profile_and_language(visitor: Visitor):
    visitor.chains(statute=STATUTE, open=f"{STATUTE}:c6")
    card = visitor.click_card(is_norm)
    link = visitor.address()
    assert not any(ord(char) > 127 for name in link for char in name)
    visitor.page.context.clear_cookies()
    visitor.chains(**link, lang="en")
    seen = visitor.picture()
    assert card in seen["marked"]
    assert visitor.page.get_by_text("Start from", exact=True).first.is_visible()
    assert visitor.marked_words()


def test_an_unknown_link_gives_the_nearest_thing_and_a_word(visitor: Visitor):
    visitor.chains(statute="辽宁省大数据发展条例@1999-01-01", sel="norm|nothing", focus="actor:nobody")
    page = visitor.page
    assert page.get_by_text("不在资料库里").first.is_visible()
    assert visitor.address()["statute"] == [STATUTE]
    assert visitor.app.failures() == ""


def test_the_same_chains_stand_in_a_table(visitor: Visitor):
    visitor.chains(statute=STATUTE, open=f"{STATUTE}:c6")
    visitor.page.get_by_text("表格（与图相同）").click()
    visitor.page.locator("[data-testid=stDataFrame]").first.wait_for()
    assert visitor.page.locator("[data-testid=stDataFrame]").count() == 1
