"""The shared corpus: lossless everywhere, one tree whatever the layout, numbers in order or a diagnostic."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from ingest.structure import Tree, parse_structure

from .trees import CORPUS, codes, needs_corpus, raw_file, whole

pytestmark = needs_corpus
BODY = ("part", "subpart", "chapter", "section", "article", "paragraph", "item", "subitem")


@cache
def trees(path: Path) -> tuple[Tree, ...]:
    return tuple(parse_structure(raw_file(path)))


def body(path: Path, *kinds: str) -> list[str]:
    """The ids of the body's units over all statutes of a file."""
    return [unit.id for parsed in trees(path) for unit in parsed.units if unit.kind in (kinds or BODY)]


def base_files() -> dict[str, Path]:
    """Statute id → its text."""
    rows = csv.DictReader((CORPUS / "manifest.csv").read_text("utf-8").splitlines())
    return {row["id"]: CORPUS / row["dev_file"] for row in rows}


def test_nothing_is_lost_in_any_file() -> None:
    files = sorted(path for folder in ("text", "variants", "pdfwrap") for path in (CORPUS / folder).glob("*.txt"))
    assert files
    for path in files:
        found = trees(path)
        assert "".join(parsed.reading.source for parsed in found) == raw_file(path).text, path.name
        for parsed in found:
            whole(parsed)


def test_the_tree_of_another_layout_is_the_same() -> None:
    bases = base_files()
    rows = list(csv.DictReader((CORPUS / "variants.csv").read_text("utf-8").splitlines()))
    differ = [row["file"] for row in rows if body(bases[row["base_id"]]) != body(CORPUS / row["file"])]
    assert len(differ) / len(rows) <= 0.02, differ
    for row in rows:
        assert body(bases[row["base_id"]], "article") == body(CORPUS / row["file"], "article"), row["file"]


def test_wrapped_articles_have_the_paragraphs_and_items_of_the_unwrapped() -> None:
    rows = list(csv.DictReader((CORPUS / "pdfwrap" / "pairs.csv").read_text("utf-8").splitlines()))
    same = total = 0
    for row in rows:
        folder = CORPUS / "pdfwrap"
        expected = _articles(trees((folder / row["original_file"]).resolve()))
        found = _articles(trees(folder / row["wrapped_file"]))
        same += sum(found.get(article) == children for article, children in expected.items())
        total += len(expected)
    assert same / total >= 0.98, (same, total)


def _articles(parsed: tuple[Tree, ...]) -> dict[str, list[str]]:
    children: dict[str, list[str]] = {}
    for tree in parsed:
        for unit in tree.units:
            head, _, rest = unit.id.partition(".p")
            if rest:
                children.setdefault(head, []).append(rest)
    return children


def test_article_numbers_are_in_order_or_a_diagnostic_says_why_not() -> None:
    told = {"number_gap", "number_duplicate", "number_disorder", "number_restart", "first_number"}
    for path in sorted((CORPUS / "text").glob("*.txt")):
        for parsed in trees(path):
            numbers = [unit.number for unit in parsed.units if unit.kind == "article" and not unit.id.startswith("x")]
            plain = [int(number) for number in numbers if number and "-" not in number]
            if plain != list(range(1, len(plain) + 1)):
                assert codes(parsed) & told, path.name
