"""Trees for tests of lines and structure, and what must hold for each."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from ingest.read.raw import RawText
from ingest.reading import Origin
from ingest.structure import Tree, parse_structure

ROOT = Path(__file__).parents[2]
FICTION = ROOT / "tests" / "data" / "虚构条例.txt"
SEED = ROOT / "data" / "statutes" / "辽宁省大数据发展条例.txt"
CORPUS = (ROOT / ".." / "shared" / "corpus").resolve()

needs_corpus = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not beside this project"),
]


def raw(text: str, markup: tuple[tuple[int, int], ...] = ()) -> RawText:
    """The text as a reader gives it."""
    return RawText(text, Origin("t"), markup)


def raw_file(path: Path) -> RawText:
    """The text of a UTF-8 file, line ends as they are."""
    return raw(path.read_bytes().decode("utf-8-sig"))


def tree(text: str) -> Tree:
    """The one tree of a text, checked."""
    trees = parse_structure(raw(text))
    assert len(trees) == 1
    whole(trees[0])
    return trees[0]


def outline(parsed: Tree) -> list[str]:
    """``id own words`` of every unit, without white space in the words."""
    return [f"{unit.id} {''.join(parsed.reading.text[unit.own_at : unit.own_until].split())}".rstrip() for unit in parsed.units]


def ids(parsed: Tree, *kinds: str) -> list[str]:
    """The ids of the units (of some kinds)."""
    return [unit.id for unit in parsed.units if not kinds or unit.kind in kinds]


def codes(parsed: Tree) -> set[str]:
    """The codes of the diagnostics."""
    return {diagnostic.code for diagnostic in parsed.diagnostics}


def whole(parsed: Tree) -> None:
    """Nothing of the source is lost, ids are unique, units nest, offsets agree."""
    source = parsed.reading.source
    position = 0
    for segment in parsed.segments:
        assert segment.start == position < segment.end
        position = segment.end
        words = source[segment.start : segment.end]
        if segment.role == "dropped":
            assert segment.reason in ("whitespace", "page_furniture", "zero_width", "markup")
            assert segment.reason != "whitespace" or not words.strip()
        else:
            assert segment.unit is not None
            assert segment.reason is None
    assert position == len(source)
    assert len(parsed.reading.match) == len(parsed.reading.text)
    by_id = {unit.id: unit for unit in parsed.units}
    assert len(by_id) == len(parsed.units)
    for unit in parsed.units:
        assert unit.at <= unit.own_at <= unit.own_until <= unit.until
        assert parsed.reading.source_span(unit.at, unit.until) == (unit.start, unit.end)
        if unit.parent is not None:
            above = by_id[unit.parent]
            assert above.start <= unit.start <= unit.end <= above.end
    assert all(segment.unit in by_id for segment in parsed.segments if segment.unit is not None)
    articles = {unit.id for unit in parsed.units if unit.kind == "article"}
    assert articles <= {unit.parent for unit in parsed.units if unit.kind == "paragraph"}


def squeezed(words: str | Iterable[str]) -> str:
    """The words without white space."""
    return "".join("".join(words).split())
