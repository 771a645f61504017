"""Every fine clause of the shared corpus gives numbers, and none gives impossible ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.sanctions.amounts import fines_in

CORPUS = (Path(__file__).parents[2] / ".." / "shared" / "corpus").resolve()
_WIDE = {0xFF10 + digit: 0x30 + digit for digit in range(10)}
_NUMERIC = re.compile(
    "[0-9一二三四五六七八九十百千万亿两]+(?:元|倍)|百分之|[%％]|[0-9一二三四五六七八九十百千万亿两]+(?:万|千|百)以下"
)
_HEAD = re.compile("罚款|罚金|滞纳金")

pytestmark = pytest.mark.corpus


def lines() -> list[str]:
    """The different lines of the corpus, digits narrowed."""
    if not CORPUS.is_dir():
        pytest.skip(f"the shared corpus is not here: {CORPUS}")
    texts = (
        path.read_text(encoding="utf-8", errors="replace")
        for folder in ("text", "variants")
        for path in sorted((CORPUS / folder).glob("*.txt"))
    )
    return list(dict.fromkeys(line.translate(_WIDE) for text in texts for line in text.splitlines()))


def test_fine_clauses_are_parsed_to_numbers() -> None:
    clauses = parsed = 0
    for line in lines():
        fines = fines_in(line) if _HEAD.search(line) else []
        for head in _HEAD.finditer(line):
            clause = re.split("[，；。]", line[max(0, head.start() - 30) : head.start()])[-1]
            if not _NUMERIC.search(clause):
                continue
            clauses += 1
            parsed += any(f.start <= head.start() < f.end and f.found.numbers.stated for f in fines)
    assert clauses > 600
    assert parsed / clauses >= 0.99, f"{parsed} of {clauses}"


def test_no_bounds_are_inverted() -> None:
    for line in lines():
        for fine in fines_in(line) if _HEAD.search(line) else []:
            numbers = fine.found.numbers
            for low, high in (
                (numbers.min, numbers.max),
                (numbers.percent_min, numbers.percent_max),
                (numbers.multiple_min, numbers.multiple_max),
            ):
                assert low is None or high is None or low <= high, line[fine.start : fine.end]
