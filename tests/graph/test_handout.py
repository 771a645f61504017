"""The HTML hand-out: self-contained, stamped, hostile text shown literally."""

from __future__ import annotations

import re

import msgspec

from graph.chains import chain_picture
from graph.focus import Focus
from graph.handout import Beside, Stamp, handout_html, wrapped
from graph.picture import COLUMNS, Picture

from .gold import actor, gold_network, gold_statute

HEADINGS = dict(zip(COLUMNS, ("主体", "义务", "条款", "罚则", "执法机关"), strict=True))


def _page(picture: Picture, title: str) -> str:
    return handout_html(picture, {}, HEADINGS, Stamp(title, "2022-05-31", "f" * 64, "责任链", "2026-11-22"))


def test_the_handout_asks_for_nothing_outside():
    page = _page(chain_picture(gold_network(), Focus("actor", actor("工业企业"))), gold_statute().title)
    assert not re.search(r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=[\"'](?:https?:)?//", page)
    assert "工业企业" in page
    for text in (gold_statute().title, "2022-05-31", "f" * 16, "2026-11-22"):
        assert text in page


def test_paper_gets_the_drawing_the_notes_and_the_articles():
    picture = chain_picture(gold_network(), Focus("actor", actor("工业企业")))
    stamp = Stamp("法", "2022-05-31", "f" * 64, "责任链", "2026-11-22")
    beside = Beside("<svg id='d'></svg>", (("<svg></svg>", "义务"),), "讲<稿>", "所引条文", ("第一条 甲。\n乙。",))
    page = handout_html(picture, {}, HEADINGS, stamp, "zh", beside)
    assert "<svg id='d'></svg>" in page and "讲&lt;稿&gt;" in page and "<p>乙。</p>" in page
    assert "@page{size:landscape" in page and "#mynetwork,.card,.legend{display:none" in page


def test_hostile_text_is_data():
    bad = "</script><script>window.pwned=1</script><img src=x onerror=alert(1)>"
    picture = chain_picture(gold_network(), Focus("actor", actor("工业企业")))
    cards = tuple(msgspec.structs.replace(card, label=bad, detail=bad) for card in picture.cards)
    page = _page(msgspec.structs.replace(picture, cards=cards), bad)
    assert bad not in page
    assert "<img src=x" not in page


def test_labels_are_broken_by_width():
    assert wrapped("一二三四五", 2) == "一二\n三四\n五"
    assert wrapped("", 5) == ""
    assert wrapped("最高不超过5000万元", 7) == "最高不超过\n5000万元"
    assert wrapped("第一款第（二）项", 5) == "第一款第\n（二）项"
    assert wrapped("1234567890123", 3).replace("\n", "") == "1234567890123"
