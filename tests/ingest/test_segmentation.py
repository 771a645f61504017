"""Words: private segmenters, the same from both engines, silent, and loaded late."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from ingest import segmentation
from ingest.segmentation import legal_terms, mined_terms, tagger_for, tokenizer_for

ROOT = Path(__file__).parents[2]
STATUTE = ROOT / "data" / "gold" / "liaoning-bigdata-2022" / "statute.txt"


def test_terms_are_words_and_words_are_the_text() -> None:
    cut = tokenizer_for(["数据处理市场主体"], use="jieba")
    text = "数据处理市场主体应当在2022年8月1日前，向大数据主管部门报告5G网络情况（含1-3项）。"
    words = cut(text)
    assert "".join(words) == text
    assert {"数据处理市场主体", "大数据主管部门", "2022", "-"} <= set(words)
    assert cut("") == []


def test_a_term_of_one_statute_is_unknown_to_the_next() -> None:
    first, second = tokenizer_for(["海藻贝壳联盟"], use="jieba"), tokenizer_for([], use="jieba")
    assert "海藻贝壳联盟" in first("海藻贝壳联盟应当备案。")
    assert "海藻贝壳联盟" not in second("海藻贝壳联盟应当备案。")


def test_engines_give_the_same_words() -> None:
    if not find_spec("rjieba"):
        pytest.skip("rjieba is not installed")
    terms = ["数据处理市场主体", "公共管理和服务机构", "大数据资源平台"]
    slow, fast = tokenizer_for(terms, use="jieba"), tokenizer_for(terms, use="rjieba")
    slow_tags, fast_tags = tagger_for(terms, use="jieba"), tagger_for(terms, use="rjieba")
    for line in [
        *STATUTE.read_text(encoding="utf-8").split("\n"),
        "超标1-3分贝 <https://example.org/a?b=1>",
        "第 12-1 條",
        "\u200b\t甲",
    ]:
        assert slow(line) == fast(line)
        assert slow_tags(line) == fast_tags(line)


def test_tags() -> None:
    tags = dict(tagger_for(["公共管理和服务机构"], use="jieba")("公共管理和服务机构应当编制5G目录。"))
    assert tags["公共管理和服务机构"] == "nz" and tags["编制"].startswith(("v", "n")) and tags["5"] == "m" and tags["。"] == "x"


def test_mined_terms() -> None:
    found = mined_terms("依照《数据安全法》和《〈海关法〉实施条例》办理；《甲》不计。")
    assert "数据安全法" in found and "甲" not in found
    assert "责令改正" in legal_terms()


def _run(code: str, home: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, *flags, "-c", code], env=environment, capture_output=True, text=True, timeout=120)


def test_silent_late_and_the_global_dictionary_untouched(tmp_path: Path) -> None:
    code = """
import sys, tempfile, os
from ingest.segmentation import tokenizer_for
cut = tokenizer_for(["海藻贝壳联盟"], use="jieba")
assert "jieba" not in sys.modules and "rjieba" not in sys.modules
assert "海藻贝壳联盟" in cut("海藻贝壳联盟应当备案。")
import jieba
assert not jieba.dt.initialized and not jieba.dt.FREQ and jieba.user_word_tag_tab == {}
"""
    done = _run(code, tmp_path, "-W", "error")
    assert done.returncode == 0, done.stderr
    assert done.stderr == "" and done.stdout == ""
    folder = tmp_path / "cache" / "famai" / "jieba"
    assert [p.name for p in folder.iterdir()] == ["jieba.cache"] and folder.stat().st_mode & 0o022 == 0


def test_a_cache_folder_others_can_write_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "famai" / "jieba"
    folder.mkdir(parents=True)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert segmentation._cache_folder() == folder
    folder.chmod(0o777)
    assert segmentation._cache_folder() is None
