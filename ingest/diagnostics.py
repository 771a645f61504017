"""The catalogue of diagnostics of reading and structure: stable codes, severity, message in Chinese.

Each code is explained with an example in ``docs/diagnostics.md``. A code is never renamed or given another meaning.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal

import msgspec

from .units import Diagnostic

Severity = Literal["info", "warning", "error"]
_BREAK = re.compile("\r\n|[\n\r]")


class Kind(msgspec.Struct, frozen=True):
    """A kind of diagnostic: ``message`` with the names of its values in braces."""

    severity: Severity
    message: str


CATALOGUE: dict[str, Kind] = {
    # reading (raised by the readers)
    "damaged_bytes": Kind("warning", "这里有不属于 {encoding} 的字节，显示为 \ufffd。"),
    "page_without_text": Kind("warning", "第 {page} 页只有图像，没有文字，没有读到它的内容。"),
    # lines
    "doubtful_break": Kind(
        "warning", "这一行是新的一款还是上一款的继续，版面看不出来（上一行满行且以“{mark}”结束）；按新的一款处理。"
    ),
    "doubtful_join": Kind("warning", "上一行没有写满也没有以句号结束，按同一款接在一起。"),
    # the order of numbers
    "number_gap": Kind("warning", "{before}之后是{here}，中间的编号缺失。"),
    "number_duplicate": Kind("warning", "{here}重复出现。"),
    "number_disorder": Kind("warning", "{before}之后是{here}，编号倒退。"),
    "number_restart": Kind("info", "条的编号从{here}重新开始。"),
    "first_number": Kind("info", "第一个条文是{here}，不是第一条。"),
    "list_gap": Kind("info", "列举的编号不连续：应为 {expected}，实为 {found}。"),
    "heading_gap": Kind("warning", "{before}之后是{here}，中间的标题缺失。"),
    "heading_disorder": Kind("warning", "{before}之后是{here}，标题的编号重复或者倒退。"),
    # damage
    "missing_first_chapter": Kind("warning", "第一个标题是{here}，没有第一{level}。"),
    "section_without_chapter": Kind("info", "{here}的上面没有章。"),
    "article_before_chapter": Kind("info", "{here}在第一个章的标题之前。"),
    "toc_mismatch": Kind("warning", "目录中有“{entry}”，正文中没有。"),
    "empty_article": Kind("warning", "{here}没有内容。"),
    "unbalanced_quotes": Kind("warning", "引号没有闭合。"),
    "truncated_text": Kind("warning", "正文在这里没有结束就中断了（最后没有句号）。"),
    "no_commencement": Kind("info", "最后几条（至{here}）没有施行日期，正文可能不完整。"),
    "broken_line": Kind("info", "一句话在行尾被断开，已与上一行接在一起。"),
    "replaced_characters": Kind("warning", "有 {count} 个字符在读取前已经损坏（\ufffd 或者私用区字符），这是第一个。"),
    # the kind of text
    "no_articles": Kind("info", "没有第X条：按段落和列举处理。"),
    "no_title": Kind("warning", "没有找到标题。"),
    "several_statutes": Kind("info", "这个文件中有 {count} 部法规，这是第 {number} 部。"),
    "cited_head": Kind("info", "以“{label}”开头的这一行按引用处理，不作为新的条。"),
    "quoted_articles": Kind("info", "引文中有 {count} 个条或者标题属于被修改的文本，不是本文件的条。"),
}


class Places:
    """Line and column of source offsets (both from 1)."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._starts: list[int] | None = None

    def at(self, offset: int) -> tuple[int, int]:
        """(line, column) of ``offset``."""
        if self._starts is None:
            self._starts = [0, *(found.end() for found in _BREAK.finditer(self._source))]
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def diagnostic(code: str, places: Places, start: int, end: int, **values: object) -> Diagnostic:
    """The diagnostic ``code`` at a place of the source. Raises KeyError for a code that the catalogue does not have."""
    kind = CATALOGUE[code]
    texts = {name: str(value) for name, value in values.items()}
    line, column = places.at(start)
    return Diagnostic(code, kind.message.format(**texts), line, column, start, end, kind.severity, texts)
