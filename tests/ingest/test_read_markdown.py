"""Markup of .md files is named, never removed, and never eats the statute."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.pipeline import parse
from ingest.read import read_bytes
from ingest.read.markdown import markup_spans


def plain(text: str) -> str:
    """The text without its markup."""
    kept, last = "", 0
    for start, end in markup_spans(text):
        kept += text[last:start]
        last = end
    return kept + text[last:]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("# 数据条例\n", "数据条例\n"),
        ("## 第一章 总则 ##\n", "第一章 总则\n"),
        ("#第一章\n", "第一章\n"),
        ("**第一条** 为了规范", "第一条 为了规范"),
        ("***第一条***　为了", "第一条　为了"),
        ("__第一条__ 为了", "第一条 为了"),
        ("依照[《数据安全法》](https://example.org/a_b)执行", "依照《数据安全法》执行"),
        ("[**第二条**](x.md)", "第二条"),
        ("> 引文\n", "引文\n"),
        ("- 甲\n* 乙\n+ 丙\n", "甲\n乙\n丙\n"),
        ("---\ntitle: 甲\ndate: 2020-01-01\n---\n第一条", "第一条"),
        ('+++\ntitle = "甲"\n+++\n第一条', "第一条"),
        ("<!-- INFO END -->\n第一条", "\n第一条"),
        ("<!--未闭合\n第一条", "未闭合\n第一条"),
        ("第一条<br>为了<u>规范</u>", "第一条为了规范"),
        ("| 项目 | 金额 |\n|---|---:|\n| 甲 | 1 |", "| 项目 | 金额 |\n\n| 甲 | 1 |"),
        ("甲\n\n***\n\n乙", "甲\n\n\n\n乙"),
        ("&emsp;&emsp;第一条&nbsp;为了", "第一条为了"),
        ("1\\. 甲", "1. 甲"),
        ("![图](a.png)乙", "乙"),
        ("```\n第一条\n```", "\n第一条\n"),
        # the statute's own signs
        ("1. 甲\n2. 乙\n", "1. 甲\n2. 乙\n"),
        ("（一）甲", "（一）甲"),
        ("长*宽*高", "长*宽*高"),
        ("（*注*）", "（注）"),
        ("2 * 3 = 6", "2 * 3 = 6"),
        ("a_b_c", "a_b_c"),
        ("a < b，c > d", "a < b，c > d"),
        ("[图片]", "[图片]"),
        ("第三条 ---", "第三条 ---"),
        ("#1 编号", "#1 编号"),
        ("---\n第一条 甲\n---\n", "\n第一条 甲\n\n"),
    ],
)
def test_marks(text: str, meant: str) -> None:
    assert plain(text) == meant


GENERATED = """---
title: 海东省水条例
date: 2019-11-29
category:
  - 地方性法规
---

::: tip 修订信息

（2004年9月24日海东省第十届人民代表大会常务委员会第十三次会议通过）

:::

::: details 目录

::: tabs

@tab 章节

[[toc]]

@tab 条例

- 第1~2条：

  [1](#t1)&emsp;[2](#t2)

:::

## 第一章&emsp;总&emsp;则{align="center"}

<p id="t1">&emsp;&emsp;<b>第一条</b>&emsp;为了保护水，制定本条例。</p>
<p id="t2">&emsp;&emsp;<b>第二条</b>&emsp;省人民政府应当下列规定：<br>
&emsp;&emsp;（一）节约用水。</p>
"""


def test_a_page_of_a_site_generator() -> None:
    assert [line for line in plain(GENERATED).splitlines() if line.strip()] == [
        "海东省水条例",
        "（2004年9月24日海东省第十届人民代表大会常务委员会第十三次会议通过）",
        "第一章总则",
        "第一条为了保护水，制定本条例。",
        "第二条省人民政府应当下列规定：",
        "（一）节约用水。",
    ]
    (statute,) = parse(read_bytes(GENERATED.encode(), "a.md"))
    assert statute.id == "海东省水条例@2004-09-24"
    assert [unit.id for unit in statute.units if unit.kind in ("article", "item")] == ["c1.a1", "c1.a2", "c1.a2.p1.i1"]


def test_a_collection_that_sets_articles_as_bullets() -> None:
    text = (
        "---\nid: 1\ntitle: 海东省水规定\ndate: '2025-12-18'\nauthor: \nurls:\n  - https://example.org/?a=%E4\n---\n\n**海东省水规定**\n\n"
        " (1996年10月3日海东省人民政府令第8号发布)\n\n## 第一章　总则\n\n- **第一条**  为了保护水，制定本规定。\n\n- **第二条**  有下列职权：\n\n"
        "- (一)制定规划；\n\n- (二)监督检查。\n\n其他机关应当配合。\n"
    )
    (statute,) = parse(read_bytes(text.encode(), "a.md"))
    assert statute.title == "海东省水规定"
    ids = [unit.id for unit in statute.units if unit.kind in ("article", "paragraph", "item")]
    assert ids == ["c1.a1", "c1.a1.p1", "c1.a2", "c1.a2.p1", "c1.a2.p1.i1", "c1.a2.p1.i2", "c1.a2.p2"]
    assert {tile.reason for tile in statute.segments if tile.role == "dropped"} == {"markup", "whitespace"}


def test_a_title_in_the_front_matter_that_is_none_or_is_told_again() -> None:
    assert plain("---\ntitle: 海东省人民检察院\n---\n关于水的批复\n") == "关于水的批复\n"
    assert plain("---\ntitle: 水条例\n---\n# 水 条例\n") == "水 条例\n"
    assert plain('---\ntitle: "水条例（试行）"\n---\n第一条 甲。\n') == "水条例（试行）\n第一条 甲。\n"


def test_the_text_of_a_md_file_stays_itself() -> None:
    text = "---\r\ntitle: 甲\r\n---\r\n# 甲条例\r\n**第一条** 乙。\r\n"
    raw = read_bytes(text.encode(), "a.md")
    assert raw.text == text and raw.origin.format == "md"
    assert raw.markup[0] == (0, text.index("# ")) or raw.markup[0] == (0, text.index("甲条例"))
    assert read_bytes(text.encode(), "a.txt").markup == ()


@given(st.text(alphabet="#*_`~[]()<>!-|\\&; \n第一条a1:", max_size=200))
def test_spans_are_sorted_disjoint_and_inside(text: str) -> None:
    last = 0
    for start, end in markup_spans(text):
        assert last <= start < end <= len(text)
        last = end


def test_hostile_markdown_takes_linear_time() -> None:
    for piece in (
        "*",
        "**a",
        "[",
        "[a](",
        "<a ",
        "<!--",
        "_",
        "`",
        "|-",
        "# ",
        "> ",
        "~~",
        "::: a\n",
        "::: a\n[[toc]]\n",
        "{a=b}\n",
    ):
        text = piece * 100_000
        assert len(markup_spans(text)) <= len(text)
