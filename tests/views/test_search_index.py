"""Search: by 汉字, pinyin, initials and article numbers, the first hit of a fixed list."""

from __future__ import annotations

from functools import cache

import pytest

from views.search_index import SearchIndex, number_of

from .annotated import bundled_statute, gold_statute


@cache
def gold_index() -> SearchIndex:
    return SearchIndex(gold_statute())


@cache
def index() -> SearchIndex:
    return SearchIndex(bundled_statute())


@pytest.mark.parametrize(
    ("query", "unit"),
    [
        ("41", "c6.a41"),
        ("第41条", "c6.a41"),
        ("第四十一条", "c6.a41"),
        ("四十一", "c6.a41"),
        ("４１", "c6.a41"),
        ("41条", "c6.a41"),
        ("第十五条第一款", "c3.a15.p1"),
        ("第十五条第一款第（二）项", "c3.a15.p1.i2"),
        ("第15条第1款第2项", "c3.a15.p1.i2"),
        ("1", "c1.a1"),
        ("第五十四条", "c9.a54"),
    ],
)
def test_an_article_number_in_any_form(query, unit):
    assert index().find(query)[0].unit == unit


@pytest.mark.parametrize(
    ("query", "kind", "name"),
    [
        ("省人民政府", "actor", "省人民政府"),
        ("shengrenminzhengfu", "actor", "省人民政府"),
        ("srmzf", "actor", "省人民政府"),
        ("市场监督管理部门", "actor", "市场监督管理部门"),
        ("市场监督", "actor", "市场监督管理部门"),
        ("scjdglbm", "actor", "市场监督管理部门"),
        ("shichangjiandu", "actor", "市场监督管理部门"),
        ("大数据", "term", "大数据"),
        ("dashuju", "term", "大数据"),
        ("dsj", "term", "大数据"),
        ("公共数据", "term", "公共数据"),
        ("gonggongshuju", "term", "公共数据"),
        ("ggsj", "term", "公共数据"),
        ("基础设施", "chapter", "第二章 基础设施"),
        ("jichusheshi", "chapter", "第二章 基础设施"),
        ("法律责任", "chapter", "第八章 法律责任"),
        ("flzr", "chapter", "第八章 法律责任"),
    ],
)
def test_names_by_characters_pinyin_and_initials(query, kind, name):
    first = gold_index().find(query)[0]
    assert (first.kind, first.name) == (kind, name)


def test_words_of_the_text_lead_to_their_article():
    hits = index().find("网络安全")
    assert hits
    assert all("网络安全" in _text(hit.unit) for hit in hits)


def _text(unit_id: str) -> str:
    statute = bundled_statute()
    unit = next(unit for unit in statute.units if unit.id == unit_id)
    return statute.reading.text[unit.at : unit.until]


@pytest.mark.parametrize("query", ["", "   ", "不存在的词语甲乙丙", "999", "第九百条", "<script>", "(" * 300, "\\d+", "零"])
def test_nothing_found_is_an_empty_list(query):
    assert index().find(query) == []


@pytest.mark.parametrize(
    ("words", "value"),
    [("十", 10), ("一百二十", 120), ("二〇二二", 2022), ("一千二百六十", 1260), ("41", 41), ("条", None), ("零", 0)],
)
def test_numbers(words, value):
    assert number_of(words) == value


def test_a_topic_word_inside_an_article_is_found_by_its_pinyin_and_initials():
    assert [hit.unit for hit in index().find("shujugongxiang")] == ["c4.a23"]
    assert "c4.a23" in [hit.unit for hit in index().find("sjgx")]
    assert index().find("hujugongxiang") == []
