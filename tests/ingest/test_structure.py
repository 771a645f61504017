"""Logical lines → tree: levels, traps, frames."""

from __future__ import annotations

import json

import pytest

from ingest.structure import parse_structure

from .trees import FICTION, ROOT, SEED, codes, ids, outline, raw, raw_file, tree, whole

DECREE = "湖泊巡护办法\n"


def test_the_bundled_statute_equals_its_annotation() -> None:
    parsed = parse_structure(raw_file(SEED))[0]
    whole(parsed)
    gold = json.loads((ROOT / "data/gold/liaoning-bigdata-2022/structure.json").read_text("utf-8"))
    expected = {unit["id"]: unit["text"] for unit in gold["units"] if unit["kind"] != "document"}
    assert {unit.id: parsed.reading.text[unit.at : unit.until] for unit in parsed.units} == expected
    counts = [len(ids(parsed, kind)) for kind in ("chapter", "article", "paragraph", "item")]
    assert counts == [9, 54, 73, 30]


def test_the_fictional_statute_has_every_level() -> None:
    parsed = parse_structure(raw_file(FICTION))[0]
    whole(parsed)
    found = {unit.id: unit for unit in parsed.units}
    kinds = {unit.kind for unit in parsed.units}
    assert kinds == {
        *("part", "subpart", "chapter", "section", "article", "paragraph", "item", "subitem"),
        *("title", "note", "toc", "annex", "signature", "other"),
    }
    deep = found["b2.f1.c1.s1.a4.p1.i2.m1"]
    assert (deep.kind, deep.number, deep.label, deep.parent) == ("subitem", "1", "1.", "b2.f1.c1.s1.a4.p1.i2")
    assert (found["b2.f1.c1.s1.a4-1"].number, found["b2.f1.c1.s1.a4-1"].label) == ("4-1", "第四条之一")
    assert found["b2.f1.c1.s1"].heading == "设立"
    assert found["x1.a1"].parent == "x1"
    assert [found[f"b2.f1.c2.a9.p1.i{number}"].label for number in (1, 2, 3)] == [None] * 3  # a list without numbers
    assert not parsed.diagnostics


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一条 甲：\n（一）乙；\n（二）丙。\n丁。", ["a1.p1 甲：", "a1.p1.i1 乙；", "a1.p1.i2 丙。", "a1.p2 丁。"]),
        ("第一条 甲：（一）乙；（二）丙。", ["a1.p1 甲：", "a1.p1.i1 乙；", "a1.p1.i2 丙。"]),
        ("第一条 甲：（一）乙；\n（二）丙。", ["a1.p1 甲：", "a1.p1.i1 乙；", "a1.p1.i2 丙。"]),
        ("第一条 甲：\n（一）项目经费；\n（二）及时乙。", ["a1.p1 甲：", "a1.p1.i1 项目经费；", "a1.p1.i2 及时乙。"]),
        ("第一条：甲。\n第二条、乙。", ["a1.p1 甲。", "a2.p1 乙。"]),
        ("第一条甲。\n第二条与甲有关的乙。\n第三条中华人民共和国丙。", ["a1.p1 甲。", "a2.p1 与甲有关的乙。", "a3.p1 中华人民共和国丙。"]),
        ("第一条甲。\n第二条中的乙，适用甲。\n第二条丙。", ["a1.p1 甲。", "a1.p2 第二条中的乙，适用甲。", "a2.p1 丙。"]),
        ("第一条 依照（一）、（三）项和前款第（二）、（三）项。", ["a1.p1 依照（一）、（三）项和前款第（二）、（三）项。"]),
        ("第一条\n甲。\n乙。", ["a1.p1 甲。", "a1.p2 乙。"]),
        ("第一条 甲。第二条 乙。第三条　丙。", ["a1.p1 甲。", "a2.p1 乙。", "a3.p1 丙。"]),
        ("第一条甲。\n第二条乙。", ["a1.p1 甲。", "a2.p1 乙。"]),
        ("第一条 甲。\n第四十五条第二款规定的乙。\n第二条 丙。", ["a1.p1 甲。", "a1.p2 第四十五条第二款规定的乙。", "a2.p1 丙。"]),
        ("第 1 条 甲。\n第 2 条 乙。\n第 2-1 条 丙。", ["a1.p1 甲。", "a2.p1 乙。", "a2-1.p1 丙。"]),
        ("第１条 甲。\n第二 条 乙。", ["a1.p1 甲。", "a2.p1 乙。"]),
        ("第一条 甲：\n(一)乙；\n（二)丙。", ["a1.p1 甲：", "a1.p1.i1 乙；", "a1.p1.i2 丙。"]),
        ("第一条 甲：\n一、乙；\n（一）丙；\n（二）丁；\n二、戊。", ["a1.p1 甲：", "a1.p1.i1 乙；", "a1.p1.i1.m1 丙；", "a1.p1.i1.m2 丁；", "a1.p1.i2 戊。"]),
        ("第一条 甲：\n（一）乙；\n①丙；\n②丁；\n（二）戊。", ["a1.p1 甲：", "a1.p1.i1 乙；", "a1.p1.i1.m1 丙；", "a1.p1.i1.m2 丁；", "a1.p1.i2 戊。"]),
        ("第一条 甲：\n（一）乙。\n本项规定的丙。\n（二）丁。", ["a1.p1 甲：", "a1.p1.i1 乙。", "a1.p1.i1.p1 本项规定的丙。", "a1.p1.i2 丁。"]),
        ("第一条 甲：\n2.1万总吨的乙；\n其他。", ["a1.p1 甲：", "a1.p1.i1 2.1万总吨的乙；", "a1.p1.i2 其他。"]),
        ("第一条 （一）甲；\n（二）乙。", ["a1.p1", "a1.p1.i1 甲；", "a1.p1.i2 乙。"]),
        ("第一条 甲，\n乙。", ["a1.p1 甲，乙。"]),
    ],
)  # fmt: skip
def test_paragraphs_and_lists(text: str, expected: list[str]) -> None:
    parsed = tree(DECREE + text)
    assert [line for line in outline(parsed) if ".p" in line] == expected


def test_headings_of_articles() -> None:
    parsed = tree(DECREE + "第一条【目的】 甲。\n第二条（适用范围） 乙。\n第三条 （试点地区除外）丙。")
    assert [unit.heading for unit in parsed.units if unit.kind == "article"][:2] == ["目的", "适用范围"]
    assert outline(parsed)[2] == "a1.p1 甲。"
    parsed = tree(DECREE + "第一条 适用范围\n甲乙丙丁戊己庚辛。\n第二条 甲\n（一）乙；\n（二）丙。")
    assert [unit.heading for unit in parsed.units if unit.kind == "article"] == ["适用范围", None]


def test_chapters_without_numbers_and_headings_with_padding() -> None:
    parsed = tree(DECREE + "第一章 总　则\n第一条 甲。\n第二章\n监督管理\n第二条 乙。\n附　则\n第三条 丙。")
    assert [(unit.id, unit.heading) for unit in parsed.units if unit.kind == "chapter"] == [
        ("c1", "总则"),
        ("c2", "监督管理"),
        ("c3", "附则"),
    ]


def test_a_heading_glued_to_a_sentence_and_a_sentence_that_looks_like_a_heading() -> None:
    parsed = tree(DECREE + "第一章 总则\n第一条 甲。第二章 附则\n第二条 乙。\n第七节相应改为第八节，第三条相应改为第四条。")
    assert ids(parsed, "chapter", "section", "article") == ["c1", "c1.a1", "c2", "c2.a2"]


@pytest.mark.parametrize("opening", ["目录\n", "目　　录\n", ""])
def test_the_table_of_contents_is_not_the_body(opening: str) -> None:
    parsed = tree(DECREE + opening + "第一章 总则\n第二章 附则\n第一章 总则\n第一条 甲。\n第二章 附则\n第二条 乙。")
    assert ids(parsed) == ["title", "toc", "c1", "c1.a1", "c1.a1.p1", "c2", "c2.a2", "c2.a2.p1"]


def test_numbered_headings_above_articles_are_sections() -> None:
    parsed = tree(
        "关于审理湖泊案件的规定\n为了审理，制定本规定。\n一、管辖\n第一条 甲。\n第二条 乙：\n一、丙；\n二、丁。\n二、证据\n第三条 戊。"
    )
    assert ids(parsed, "preamble", "section", "article", "item") == [
        *("pre", "s1", "s1.a1", "s1.a2", "s1.a2.p1.i1", "s1.a2.p1.i2", "s2", "s2.a3"),
    ]


def test_a_decision_without_articles() -> None:
    parsed = tree("关于湖泊巡护的决定\n会议决定：\n一、甲：\n（一）乙；\n（二）丙。\n丁。\n二、戊。\n本决定自公布之日起施行。")
    assert outline(parsed) == [
        *("title 关于湖泊巡护的决定", "p1 会议决定：", "i1 甲：", "i1.m1 乙；", "i1.m2 丙。", "i1.p1 丁。", "i2 戊。"),
        "p2 本决定自公布之日起施行。",
    ]
    assert codes(parsed) == {"no_articles"}


def test_quoted_articles_are_never_those_of_the_decision() -> None:
    parsed = tree(
        "关于修改湖泊巡护办法的决定\n一、将第三条修改为：“第三条 甲。\n“第四条 乙：\n“（一）丙；\n“（二）丁。”\n"
        "二、增加一条：\n“第六条 戊。”\n三、第七条增加第二款：“己。”\n本决定自公布之日起施行。"
    )
    assert ids(parsed, "article", "chapter") == []
    assert ids(parsed, "item") == ["i1", "i2", "i3"]
    assert "quoted_articles" in codes(parsed)


def test_a_quotation_never_closed_swallows_nothing() -> None:
    parsed = tree(DECREE + "第一条 所称“巡护员，是指甲。\n第二条 乙。\n第三条 将名称修改为：“丙。\n第四条 丁。")
    assert ids(parsed, "article") == ["a1", "a2", "a3", "a4"]
    assert "unbalanced_quotes" in codes(parsed)


def test_annexes_have_articles_of_their_own() -> None:
    parsed = tree(DECREE + "第一条 甲。\n第二条 乙，见附件。\n附件1\n巡护章程\n第一条 丙。\n附件2：表\n丁。")
    assert ids(parsed, "annex", "article") == ["a1", "a2", "x1", "x1.a1", "x2"]
    assert not codes(parsed)


def test_several_statutes_in_a_file_are_parted() -> None:
    text = f"{DECREE}第一条 甲。\n第二条 自公布之日起施行。\n\n河流巡护条例\n（2031年1月1日公布）\n第一章 总则\n第一条 乙。\n第二条 丙。"
    trees = parse_structure(raw(text))
    for parsed in trees:
        whole(parsed)
    assert "".join(parsed.reading.source for parsed in trees) == text
    assert [ids(parsed, "title", "article") for parsed in trees] == [["title", "a1", "a2"], ["title", "c1.a1", "c1.a2"]]
    assert all("several_statutes" in codes(parsed) for parsed in trees)


def test_numbers_that_restart_without_a_title_stay_in_one_statute() -> None:
    parsed = tree(DECREE + "第一条 甲。\n第二条 乙。\n第一条 丙。")
    assert ids(parsed, "article") == ["a1", "a2", "a1~2"]
    assert ids(parsed, "paragraph") == ["a1.p1", "a2.p1", "a1~2.p1"]


def test_announcement_title_over_lines_note_and_signature() -> None:
    parsed = tree(
        "云泽省高级人民法院\n公 告\n《关于审理湖泊案件的规定》已经通过，现予公布。\n2031年1月2日\n云泽省高级人民法院\n关于审理湖泊案件\n"
        "适用法律若干问题的规定\n云法〔2031〕3号\n（2031年1月1日审判委员会第3次会议通过，\n自2031年2月1日起施行）\n"
        "为了正确审理，制定本规定。\n第一条 甲。\n第二条 本规定自2031年2月1日起施行。\n云泽省高级人民法院\n2031年1月2日"
    )
    found = dict(line.partition(" ")[::2] for line in outline(parsed))
    assert found["title"] == "云泽省高级人民法院关于审理湖泊案件适用法律若干问题的规定"
    assert found["note"] == "云法〔2031〕3号（2031年1月1日审判委员会第3次会议通过，自2031年2月1日起施行）"
    assert found["pre.p1"] == "为了正确审理，制定本规定。"
    assert found["sig"] == "云泽省高级人民法院2031年1月2日"
    assert ids(parsed, "article") == ["a1", "a2"]


def test_traditional_text_with_its_own_level_names() -> None:
    parsed = tree(
        "湖泊巡護法\n第 一 章 總則\n第 1 條\n為規範巡護，應當制定本法。\n第 2 條\n巡護員應辦理下列事項：\n一、報告：\n（一）水質。\n（二）設備。\n"
        "二、勸導。\n前項第一款之報告，應於當日為之。"
    )
    assert ids(parsed, "paragraph", "item", "subitem") == [
        *("c1.a1.p1", "c1.a2.p1", "c1.a2.p1.i1", "c1.a2.p1.i1.m1", "c1.a2.p1.i1.m2", "c1.a2.p1.i2", "c1.a2.p2"),
    ]
    assert parsed.reading.match[: len("湖泊巡护法")] == "湖泊巡护法"
    assert parsed.reading.text.startswith("湖泊巡護法")


def test_a_table_is_one_unit_and_no_list() -> None:
    parsed = tree(DECREE + "第一条 甲：\n|一、|二、|\n|三|四|\n第二条 乙。")
    assert ids(parsed, "other", "article") == ["a1", "a1.p1.o1", "a2"]


@pytest.mark.parametrize(
    "text", ["", " \n\t", "\ufeff", "第", "第条", "（", "“", "目录", "附件", "|", "\x00", "\ud800", "第一条", "第0条"]
)
def test_any_text_gives_a_tree(text: str) -> None:
    for parsed in parse_structure(raw(text)):
        whole(parsed)


def test_offsets_of_own_words() -> None:
    parsed = tree(DECREE + "第一章 总则\n第一条 甲：\n（一）乙。")
    text = parsed.reading.text
    assert {unit.id: (text[unit.at : unit.until], text[unit.own_at : unit.own_until]) for unit in parsed.units} == {
        "title": ("湖泊巡护办法", "湖泊巡护办法"),
        "c1": ("第一章 总则\n第一条 甲：\n（一）乙。", "总则"),
        "c1.a1": ("第一条 甲：\n（一）乙。", ""),
        "c1.a1.p1": ("甲：\n（一）乙。", "甲："),
        "c1.a1.p1.i1": ("（一）乙。", "乙。"),
    }
