"""Sentences and clauses: cut outside brackets, title marks and quotation marks, lossless, linear."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clauses import split


def clauses(text: str) -> list[str]:
    return [text[clause.start : clause.end] for sentence in split(text) for clause in sentence.clauses]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市、县（含县级市、区，下同）人民政府负责，报告。", ["市、县（含县级市、区，下同）人民政府负责", "报告"]),
        ("遵守《节水，法》；", ["遵守《节水，法》"]),
        ("标明“公益，非营利”，公示", ["标明“公益，非营利”", "公示"]),
        ("未闭合（的括号，照常断开", ["未闭合（的括号", "照常断开"]),
        ("甲应当报告；乙可以查询。丙负责：", ["甲应当报告", "乙可以查询", "丙负责"]),
        ("（甲（乙，丙），丁）负责，", ["（甲（乙，丙），丁）负责"]),
    ],
)
def test_clauses_are_cut_outside_brackets(text: str, expected: list[str]) -> None:
    assert clauses(text) == expected


def test_a_sentence_keeps_its_stop_and_knows_its_place() -> None:
    first, second = split("甲应当报告。乙不得拒绝")
    assert (first.start, first.end, second.start, second.end) == (0, 6, 6, 11)
    assert first.clauses[0].stop == "。"
    assert second.clauses[0].stop == ""


@given(st.text(alphabet="甲乙，；：。（）《》“”、的", max_size=60))
def test_sentences_tile_any_text(text: str) -> None:
    sentences = split(text)
    assert "".join(text[sentence.start : sentence.end] for sentence in sentences) == text
    for sentence in sentences:
        for clause in sentence.clauses:
            assert sentence.start <= clause.start <= clause.end <= sentence.end
