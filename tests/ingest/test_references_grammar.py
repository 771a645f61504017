"""The reference grammar: the study's 36 strings, hard forms of real statutes, false friends."""

from __future__ import annotations

import re

import pytest

from ingest.references import find_references
from ingest.references.grammar import MAINLAND, TAIWAN, Grammar, Item
from ingest.references.scan import Scanner

from .statutes import tree_of

GRAMMAR = Grammar(MAINLAND)


def shown(item: Item) -> str:
    """``a20.p1`` lists; ``~`` a range; ``<p1`` relative before, ``=p`` this, ``*`` all of a level."""
    head = ""
    if item.relative:
        level, direction, many = item.relative
        head = {-1: f"<{level}{many}", 0: f"={level}", 9: f"@{level}"}[direction]
    paths = " ".join(".".join(a + b for a, b in path) for path in item.paths)
    last = "~" + ".".join(a + b for a, b in item.last) if item.last else ""
    each = f"*{item.each}" if item.each else ""
    return " ".join(part for part in (head, paths) if part) + last + each


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("第二十条第一款、第三款", "a20.p1|a20.p3"),
        ("第十条第一款第（三）项", "a10.p1.i3"),
        ("第十条第（一）项至第（三）项", "a10.i1~a10.i3"),
        ("第三条至第五条", "a3~a5"),
        ("第三十一条、第三十二条和第四十条第二款", "a31|a32|a40.p2"),
        ("第二百八十五条之一的规定", "a285-1"),
        ("前款规定", "<p1"),
        ("前两款规定的", "<p2"),
        ("本条前款规定的", "<p1"),
        ("本章前条第二款", "<a1 p2"),
        ("前条第二款", "<a1 p2"),
        ("前三条规定的情形", "<a3"),
        ("本条第一款", "=a p1"),
        ("本章规定", "=c"),
        ("第二编第三章第一节", "b2.c3.s1"),
        ("第一款第一项至第三项、第五项", "p1.i1~p1.i3|p1.i5"),
        ("前款第（一）项", "<p1 i1"),
        ("第十五条第二款第三项第2目", "a15.p2.i3.m2"),
        ("本款所称", "=p"),
        ("第二百六十四条之二第一款", "a264-2.p1"),
        ("第四十五条、四十六条", "a45|a46"),
        ("第（一）项、第（二）项规定的", "i1|i2"),
        ("上款所列", "<p1"),
        ("第十条第一、二款", "a10.p1 a10.p2"),
        ("以上各项", "<i0"),
        ("第二、三、四、六项", "i2 i3 i4 i6"),
        ("第四十八、四十九条", "a48 a49"),
        ("第十九条第二款至第四款和第二十条第一款、第二款", "a19.p2~a19.p4|a20.p1|a20.p2"),
        ("第二十二条第二款、第四款、第二十六条第三款", "a22.p2|a22.p4|a26.p3"),
        ("前六条", "<a6"),
        ("第二编第二章第十一节", "b2.c2.s11"),
        ("前款第（二）、（三）项", "<p1 i2 i3"),
        ("第十条（三）项", "a10.i3"),
        ("第八条（一）、（二）", "a8.i1 a8.i2"),
        ("第（一）至（三）项", "i1 i2 i3"),
        ("前款各项", "<p1*i"),
        ("第 十 条第 二 款", "a10.p2"),
        ("第 12 条第 3 款", "a12.p3"),
        ("第3-5条", "a3 a4 a5"),
        ("第五十条、第五十一条第（一）项至第（三）项或者第五十二条", "a50|a51.i1~a51.i3|a52"),
    ],
)
def test_chain(text: str, items: str) -> None:
    chain = GRAMMAR.chain(text, 0)
    assert chain and "|".join(shown(item) for item in chain.items) == items


@pytest.mark.parametrize(
    "text", ["第三人", "第一审程序", "第二届", "第一条件", "第二项目", "第一章程", "第三条例", "第四编制", "前条件"]
)
def test_false_friends_are_no_chain(text: str) -> None:
    assert GRAMMAR.chain(text, 0) is None


def test_one_of_a_list_is_not_an_inserted_article() -> None:
    inserted = GRAMMAR.chain("第一百二十条之一的规定", 0)
    one_of = GRAMMAR.chain("第十条、第十一条规定之一的", 0)
    assert inserted and shown(inserted.items[0]) == "a120-1" and not inserted.any_of
    assert one_of and [shown(item) for item in one_of.items] == ["a10", "a11"] and one_of.any_of
    assert GRAMMAR.chain("第二十条第一款第二项、第四项情形之一的", 0).any_of  # type: ignore[union-attr]


def test_taiwan_levels_and_inserted_articles() -> None:
    taiwan = Grammar(TAIWAN, hyphen_inserts=True)
    chain = taiwan.chain("第 12-1 条第二项第三款", 0)
    assert chain and shown(chain.items[0]) == "a12-1.p2.i3"
    chain = taiwan.chain("前项第一款", 0)
    assert chain and shown(chain.items[0]) == "<p1 i1"


def test_counted_business_is_not_part_of_the_reference() -> None:
    chain = GRAMMAR.chain("前款两项以上业务", 0)
    assert chain and chain.end == 2


STATUTE = """第一编 总则
第三章 通则
第十条 甲。
乙。
丙。
第十一条 甲。
第十二条 甲。
第十三条 甲。
乙。
第十四条 应当符合：
（一）甲；
（二）乙；
（三）丙；
（四）丁；
（五）戊。
应当符合：
（一）甲；
（二）乙。
应当符合：
（一）甲；
（二）乙；
（三）丙；
（四）丁。
{}"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("违反本条例第十四条规定", "本条例第十四条=a14"),
        ("第十条第一款、第三款", "第十条第一款=a10.p1 第三款=a10.p3"),
        ("本法第一千二百六十条", "本法第一千二百六十条=?"),
        ("第十四条第一款第（三）项", "第十四条第一款第（三）项=a14.p1.i3"),
        ("第十四条第（一）项至第（三）项", "第十四条第（一）项至第（三）项=a14.p1.i1,a14.p1.i2,a14.p1.i3"),
        ("第十条至第十二条", "第十条至第十二条=a10,a11,a12"),
        ("第十一条、第十二条和第十条第二款", "第十一条=a11 第十二条=a12 第十条第二款=a10.p2"),
        (
            "《中华人民共和国数据安全法》第二十七条、第二十九条",
            "《中华人民共和国数据安全法》第二十七条=中华人民共和国数据安全法#a27 第二十九条=中华人民共和国数据安全法#a29",
        ),
        ("依照刑法第二百八十五条之一的规定", "刑法第二百八十五条之一=中华人民共和国刑法#a285-1"),
        ("前款规定", "前款=a14.p2"),
        ("前两款规定的", "前两款=a14.p1,a14.p2"),
        ("前条第二款", "前条第二款=a13.p2"),
        ("前三条规定的情形", "前三条=a11,a12,a13"),
        ("本条第一款", "本条第一款=a14.p1"),
        ("本章规定", "本章=b1.c3"),
        ("本条例第三章", "本条例第三章=b1.c3"),
        ("有第十四条第一款第二项、第四项情形之一的", "第十四条第一款第二项=a14.p1.i2?1 第四项=a14.p1.i4?1"),
        ("违反本法第十条、第十一条规定之一的", "本法第十条=a10?1 第十一条=a11?1"),
        ("依照有关法律、行政法规的规定处罚", "有关法律、行政法规的规定=generic_law"),
        ("按照国家有关规定", "国家有关规定=generic_rule"),
        ("依照《中华人民共和国民法典》办理", "《中华人民共和国民法典》=中华人民共和国民法典"),
        (
            "民法典第一千零三十四条至第一千零三十六条",
            "民法典第一千零三十四条至第一千零三十六条=中华人民共和国民法典#a1034,a1035,a1036",
        ),
        ("第一款第一项至第三项、第五项", "第一款第一项至第三项=a14.p1.i1,a14.p1.i2,a14.p1.i3 第五项=a14.p1.i5"),
        (
            "本法第十条第二款或者《行政处罚法》第三十三条",
            "本法第十条第二款=a10.p2 《行政处罚法》第三十三条=中华人民共和国行政处罚法#a33",
        ),
        ("前款第（一）项", "前款第（一）项=a14.p2.i1"),
        ("本款所称", "本款=a14.p3"),
        (
            "《〈中华人民共和国海关法〉实施条例》第五条",
            "《〈中华人民共和国海关法〉实施条例》第五条=〈中华人民共和国海关法〉实施条例#a5",
        ),
        ("依照本法第十条以及该法第十一条", "本法第十条=a10 该法第十一条=a11"),
        ("第（一）项、第（二）项规定的", "第（一）项=a14.p3.i1 第（二）项=a14.p3.i2"),
        ("上款所列", "上款=a14.p2"),
        ("第十条第一、二款", "第十条第一、二款=a10.p1,a10.p2"),
        ("以上各项", "以上各项=a14.p3.i1,a14.p3.i2,a14.p3.i3,a14.p3.i4"),
        ("前款各项", "前款各项=a14.p2.i1,a14.p2.i2"),
        ("第三款第五项", "第三款第五项=?"),
        ("该法第十六条第四款", "该法第十六条第四款=?"),
        ("《商标法》第五条和该法第十六条", "《商标法》第五条=中华人民共和国商标法#a5 该法第十六条=中华人民共和国商标法#a16"),
    ],
)
def test_resolved_from_its_place(text: str, expected: str) -> None:
    """Context 第三章第十四条第三款: the sentence stands in its chapeau."""
    tree = tree_of(
        STATUTE.format("").replace(
            "应当符合：\n（一）甲；\n（二）乙；\n（三）丙；\n（四）丁。",
            f"{text}：\n（一）甲；\n（二）乙；\n（三）丙；\n（四）丁。",
        )
    )
    found = [r for r in find_references(tree.reading, tree.passages, tree.units, ()) if r.unit.endswith("a14.p3")]
    rows = []
    for ref in found:
        short = [re.sub(r"^b1\.c3\.", "", unit) for unit in ref.targets]
        value = ref.law + ("#" + ",".join(ref.law_units) if ref.law_units else "") if ref.law else ",".join(short)
        if not value:
            value = ref.kind if ref.status == "generic" else "?"
        rows.append(f"{ref.quote.text}={value}" + ("?1" if ref.any_of else ""))
    assert " ".join(rows) == expected


@pytest.mark.parametrize(
    "text",
    [
        "利用范本编制合同",
        "经营者以下列条款约定",
        "不符合以下条件的",
        "依照公司章程的约定",
        "第三人请求",
        "第一审人民法院",
        "成本法计算",
        "采取其他方法",
        "公司法人治理",
        "该项目竣工",
        "本条款无效",
        "五万元以下罚款",
        "承担法律责任",
        "提供法律援助",
        "合法取得",
        "本法院受理",
        "样本章节",
    ],
)
def test_false_friends(text: str) -> None:
    scanner = Scanner(GRAMMAR, "")
    assert scanner.scan(text, lambda _: False) == []
