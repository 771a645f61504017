"""Every code is in the catalogue, explained in the documentation, and its example really gives it."""

from __future__ import annotations

import re

import pytest

from ingest.diagnostics import CATALOGUE, Places, diagnostic
from ingest.structure import parse_structure

from .trees import ROOT, codes, raw, tree

PAGE = (ROOT / "docs" / "diagnostics.md").read_text("utf-8")
SECTIONS = {found[1]: found[2] for found in re.finditer(r"^## (\w+)\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S)}
EXAMPLES = {
    code: found[1].replace("\\ufffd", "\ufffd")
    for code, body in SECTIONS.items()
    if (found := re.search(r"```text\n(.*?)\n```", body, re.S))
}
READERS = {"damaged_bytes", "page_without_text"}  # bytes, not text: shown by the readers' tests


def test_every_code_is_documented_and_nothing_else_is() -> None:
    assert set(SECTIONS) == set(CATALOGUE)
    assert set(EXAMPLES) == set(CATALOGUE) - READERS
    for code, kind in CATALOGUE.items():
        assert kind.message in SECTIONS[code]


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_the_example_of_the_page_gives_the_code(code: str) -> None:
    assert code in {each for parsed in parse_structure(raw(EXAMPLES[code])) for each in codes(parsed)}


def test_codes_used_in_the_code_are_in_the_catalogue() -> None:
    used = set()
    for path in (ROOT / "ingest" / "structure").glob("*.py"):
        used |= set(re.findall(r"(?:tell|diagnostic)\(\s*\"(\w+)\"", path.read_text("utf-8")))
    assert used
    assert used <= set(CATALOGUE)


def test_places_count_from_one_whatever_the_line_end() -> None:
    places = Places("甲\r\n乙丙\n\n丁\r戊")
    assert [places.at(offset) for offset in (0, 3, 4, 7, 9)] == [(1, 1), (2, 1), (2, 2), (4, 1), (5, 1)]


def test_a_diagnostic_says_where() -> None:
    parsed = tree("湖泊巡护办法\n第一条 甲。\n  第三条 乙。")
    gap = next(each for each in parsed.diagnostics if each.code == "number_gap")
    assert (gap.line, gap.column, gap.severity) == (3, 3, "warning")
    assert parsed.reading.source[gap.start : gap.end] == "第三条"
    assert gap.message == "第一条之后是第三条，中间的编号缺失。"
    with pytest.raises(KeyError):
        diagnostic("no_such_code", Places(""), 0, 0)
