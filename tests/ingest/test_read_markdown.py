"""Markup of .md files is named, never removed, and never eats the statute."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    for piece in ("*", "**a", "[", "[a](", "<a ", "<!--", "_", "`", "|-", "# ", "> ", "~~"):
        text = piece * 100_000
        assert len(markup_spans(text)) <= len(text)
