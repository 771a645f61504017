"""Citations and amounts in the words people use."""

from __future__ import annotations

import pytest

from graph.amounts import amount_text, yuan
from graph.citation import Citations, chinese_number
from ingest.facts import Amount
from ingest.reading import Quote

from .gold import gold_statute


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (15, "十五"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1260, "一千二百六十"),
        (1001, "一千零一"),
        (0, "0"),
    ],
)
def test_numbers_in_chinese(number, words):
    assert chinese_number(number) == words


def test_a_unit_is_cited_as_drafters_do():
    cite = Citations(gold_statute())
    assert cite.of("c3.a15.p1.i2") == "第十五条第一款第（二）项"
    assert cite.of("c8.a49.p1.i1") == "第四十九条第（一）项"
    assert cite.of("c1.a2.p1") == "第二条"
    assert cite.of("nowhere") == "nowhere"
    article, chapter = cite.article("c3.a15.p1.i2"), cite.chapter("c3.a15.p1.i2")
    assert article is not None and article.id == "c3.a15"
    assert chapter is not None and chapter.id == "c3"


@pytest.mark.parametrize(
    ("value", "words"),
    [(50000, "5万元"), (200, "200元"), (50_000_000, "5000万元"), (150_000_000, "1.5亿元"), (15000, "1.5万元")],
)
def test_sums(value, words):
    assert yuan(value) == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"min": 50000, "max": 200000}, "5万元—20万元"),
        ({"max": 1000}, "1000元以下"),
        ({"min": 100, "max": 100}, "100元"),
        ({"percent_max": 5, "base": "上一年度营业额", "cap": 50_000_000}, "上一年度营业额5%以下，最高5000万元"),
        ({"multiple_min": 1, "multiple_max": 10, "base": "违法所得"}, "违法所得1倍—10倍"),
        ({"days_min": 5, "days_max": 15}, "5日—15日"),
        ({"max": 500, "per": "日"}, "每日500元以下"),
        ({}, ""),
    ],
)
def test_amounts(fields, words):
    assert amount_text(Amount(quote=Quote("", 0, 0, 0), **fields)) == words
