"""Raw text → logical lines."""

from __future__ import annotations

import csv
import json
from bisect import bisect_left

import pytest

from ingest.lines import Lines, logical_lines
from ingest.lines.matching import matching_text

from .trees import CORPUS, SEED, needs_corpus, raw, raw_file, squeezed

WRAPPED = """云泽省湖泊志愿巡护条例

第一条 为了规范湖泊志愿巡护活动，保护湖泊生态环境，

根据有关法律、行政法规，结合本省实际，制定本条例。

第二条 县级以上人民政府应当加强对湖泊志愿巡护工作

的领导，建立协调机制，并且将所需经费纳入本级预算，保障

巡护活动的开展。

巡护员应当持证上岗，按照 2031 年的计划开展巡护，使

用统一配发的 5G 终端：

（一）记录水质；

（二）对在禁渔期内向湖泊倾倒垃圾的个人和单位依照第

一条规定劝导。

第三条 县级以上人民政府水行政主管部门负责本行政区

域内湖泊志愿巡护的指导和监督管理工作，具体办法另行制定

并且向社会公布。
"""


def lines_of(text: str, markup: tuple[tuple[int, int], ...] = ()) -> tuple[Lines, list[str]]:
    lines = logical_lines(raw(text, markup))
    return lines, [lines.reading.text[start:end] for start, end in lines.spans]


def test_wrapped_lines_are_joined_and_paragraphs_kept_apart() -> None:
    lines, found = lines_of(WRAPPED)
    assert found == [
        "云泽省湖泊志愿巡护条例",
        "第一条 为了规范湖泊志愿巡护活动，保护湖泊生态环境，根据有关法律、行政法规，结合本省实际，制定本条例。",
        "第二条 县级以上人民政府应当加强对湖泊志愿巡护工作的领导，建立协调机制，并且将所需经费纳入本级预算，保障巡护活动的开展。",
        "巡护员应当持证上岗，按照2031年的计划开展巡护，使用统一配发的5G终端：",
        "（一）记录水质；",
        "（二）对在禁渔期内向湖泊倾倒垃圾的个人和单位依照第一条规定劝导。",
        "第三条 县级以上人民政府水行政主管部门负责本行政区域内湖泊志愿巡护的指导和监督管理工作，具体办法另行制定并且向社会公布。",
    ]
    assert all(0 < boundary.confidence <= 1 and boundary.reason for boundary in lines.boundaries)


def test_every_character_knows_its_place_in_the_source() -> None:
    reading = lines_of(WRAPPED)[0].reading
    for offset, character in enumerate(reading.text):
        if character != "\n":
            assert reading.source[reading.source_at(offset)] == character


def test_the_width_of_a_line_tells_that_it_begins_a_paragraph() -> None:
    """The line after 。 at full width is itself two characters shorter than the margin, so it is a first line."""
    text = WRAPPED.replace("巡护活动的开展。", "巡护活动的开展，及时协调解决湖泊志愿巡护中的重大问题等。")
    assert any(line.startswith("巡护员应当持证上岗，按照") for line in lines_of(text)[1])


def test_page_numbers_and_form_feeds_are_dropped_on_record() -> None:
    text = WRAPPED.replace("的领导，建立", "— 1 —\n\f\n的领导，建立")
    lines, found = lines_of(text)
    assert found == lines_of(WRAPPED)[1]
    assert [text[start:end] for start, end, reason in lines.dropped if reason == "page_furniture"] == ["— 1 —"]


def test_bare_numbers_that_count_the_pages_are_page_numbers_but_a_lone_number_is_not() -> None:
    body = "\n".join(f"第{number}条 巡护自愿。" for number in "一二三四五")
    paged = f"{body}\n1\n{body}\n2\n{body}\n3\n"
    assert len(lines_of(paged)[1]) == 15
    assert "7" in lines_of(f"{body}\n7\n{body}")[1]


@pytest.mark.parametrize(
    "text",
    [
        "湖泊巡护办法\n第一条 巡护自愿。\n\n　　第二条　巡护无偿。\r\n（一）甲；\r\n（二）乙。",
        "\n".join(f"第{number}条 {'巡护组织应当制定计划，并且组织培训。' * 6}" for number in "一二三四五六七八九"),
        "",
        "\n \n",
    ],
)
def test_text_that_is_not_wrapped_passes_through_untouched(text: str) -> None:
    lines, found = lines_of(text)
    assert lines.reading.text == text
    assert (lines.reading.text_starts, lines.reading.source_starts) == ((0,), (0,))
    assert found == [line.strip() for line in text.splitlines() if line.strip()]


def test_a_sentence_broken_in_the_middle_is_mended() -> None:
    lines, found = lines_of("湖泊巡护办法\n第一条 巡护组织应当制定计划，\n并且组织培训。\n第二条 巡护无偿。")
    assert found[1] == "第一条 巡护组织应当制定计划，并且组织培训。"
    assert [boundary.reason for boundary in lines.doubts] == ["broken"]


def test_a_title_that_goes_over_the_line_is_mended() -> None:
    lines, found = lines_of("湖泊巡护办法\n第一条 根据《中华人民共和国\n水法》制定本办法。\n第二条 巡护无偿。")
    assert found[1] == "第一条 根据《中华人民共和国水法》制定本办法。"
    assert [boundary.reason for boundary in lines.doubts] == ["broken"]


def test_a_long_line_that_breaks_off_is_told_and_left_as_it_is() -> None:
    first = "第一条 收到备案材料后，应当在七个工作日内核对；材料不齐全的，应当在五个工作日内一次告知备案的组织"
    lines, found = lines_of(f"湖泊巡护办法\n{first}\n需要补正的内容。\n第二条 巡护无偿。")
    assert found[1:3] == [first, "需要补正的内容。"]
    assert [(boundary.joined, boundary.reason) for boundary in lines.doubts] == [(False, "broken")]
    quiet, _ = lines_of("湖泊巡护办法\n第一条 巡护组织的名单\n巡护无偿。")
    assert quiet.doubts == []


def test_zero_width_characters_and_markup_are_dropped_with_their_reason() -> None:
    text = "# 湖泊巡护办法\n第\u200b一条 巡护自愿。"
    lines, found = lines_of(text, ((0, 2),))
    assert found == ["湖泊巡护办法", "第一条 巡护自愿。"]
    assert lines.dropped == [(0, 2, "markup"), (10, 11, "zero_width")]


def test_matching_text_keeps_its_length() -> None:
    text = "第 １２ 條\u3000主管機關(以下簡稱本會)應於3日內公告:一､甲；ＡＢ。條規應當時對於與"
    match = matching_text(text)
    assert len(match) == len(text)
    assert match.startswith("第 12 条 主管机关（以下简称本会）应于3日内公告：一")


def test_simplified_text_is_not_converted() -> None:
    assert matching_text("乾隆年间的瞭望台，條。") == "乾隆年间的瞭望台，條。"


def test_half_width_punctuation_among_latin_stays() -> None:
    assert matching_text("see (a), b: c") == "see (a), b: c"


def test_the_bundled_statute_unwraps_to_its_lines_without_a_doubt() -> None:
    lines = logical_lines(raw_file(SEED))
    found = [lines.reading.text[start:end] for start, end in lines.spans]
    assert len(found) == 114
    assert found[1] == "（2022年5月31日辽宁省第十三届人民代表大会常务委员会第三十四次会议通过）"
    assert not lines.doubts
    assert squeezed(found) == squeezed(lines.reading.source)


class TestCorpus:
    """Wrapped files of the shared corpus against the lines they were made of."""

    pytestmark = needs_corpus

    def test_wrapped_files_give_their_lines_back(self) -> None:
        folder = CORPUS / "pdfwrap"
        pairs = list(csv.DictReader((folder / "pairs.csv").read_text("utf-8").splitlines()))
        wrong = total = 0
        for pair in pairs:
            lines = logical_lines(raw_file(folder / pair["wrapped_file"]))
            truth = _starts(json.loads((folder / pair["truth_file"]).read_text("utf-8")))
            found = _starts([lines.reading.text[start:end] for start, end in lines.spans])
            told = {_before(lines, boundary.at) for boundary in lines.doubts}
            differ = truth ^ found
            assert differ <= told, pair["wrapped_file"]  # where the page cannot tell, it is said
            wrong, total = wrong + len(differ), total + len(truth)
        assert wrong / total < 0.006

    def test_no_unwrapped_file_is_taken_for_wrapped(self) -> None:
        for path in sorted((CORPUS / "variants").glob("*.txt")):
            lines = logical_lines(raw_file(path))
            assert {boundary.reason for boundary in lines.boundaries} <= {"broken"}, path.name


def _before(lines: Lines, place: int) -> int:
    """How many characters of the text stand before a place of the source."""
    reading = lines.reading
    offset = bisect_left(range(len(reading.text)), place, key=reading.source_at)
    return len(squeezed(reading.text[:offset]))


def _starts(lines: list[str]) -> set[int]:
    starts, length = set(), 0
    for line in lines:
        starts.add(length)
        length += len(squeezed(line))
    return starts
