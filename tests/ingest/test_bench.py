"""The speed figures: what they count, not how large they are."""

from __future__ import annotations

from pathlib import Path

from ingest.bench import SEED, TOGETHER, distinct_rates, long_statute
from ingest.read import read_file


def test_different_statutes_are_counted_once_each(tmp_path: Path) -> None:
    own = tmp_path / "甲条例.txt"
    own.write_text("甲条例\n第一条 供水企业应当定期检修管道。\n第二条 本条例自公布之日起施行。\n", encoding="utf-8")
    whole, words = distinct_rates([SEED, own])
    assert whole.stage == TOGETHER and words.stage == "jieba.cut"
    assert whole.characters == words.characters == len(read_file(SEED).text) + len(read_file(own).text)
    assert whole.per_second == whole.characters / whole.seconds > 0


def test_a_long_statute_has_about_the_size_and_is_numbered_on() -> None:
    text = long_statute(60_000)
    assert 58_000 < len(text.encode()) < 64_000
    assert "\n第一百条" in text and text.count("\n第一条") == 1
