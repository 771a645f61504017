"""``docs/interface.md``: every requirement has its tests, and every test it names exists."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
TEXT = (TESTS.parent / "docs" / "interface.md").read_text(encoding="utf-8")


def test_every_requirement_has_a_row():
    assert [int(number) for number in re.findall(r"(?m)^\| (\d+) \|", TEXT)] == list(range(1, 26))


def test_every_test_that_is_named_exists():
    named = re.findall(r"`([\w/]+\.py)::(test_\w+)`", TEXT)
    assert len(named) > 40
    missing = [(file, test) for file, test in named if f"def {test}(" not in (TESTS / file).read_text(encoding="utf-8")]
    assert missing == []
