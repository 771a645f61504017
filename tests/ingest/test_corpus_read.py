"""The shared corpus: read in every encoding, and its metadata against the catalogue of the collections."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from ingest.metadata import metadata_of, statute_id
from ingest.read import read_bytes, read_file
from ingest.statute import Metadata, Stated
from ingest.structure import parse_structure

from .trees import CORPUS, needs_corpus

pytestmark = needs_corpus


@cache
def told(path: Path) -> tuple[Metadata, str]:
    tree = parse_structure(read_file(path))[0]
    meta = metadata_of(tree)
    for stated in (
        meta.title,
        meta.kind,
        meta.issuer,
        meta.region,
        meta.adopted,
        meta.promulgated,
        meta.effective,
        *meta.amended,
    ):
        if stated:
            quote = stated.quote
            assert tree.reading.text[quote.at : quote.until] == quote.text
            assert tree.reading.source[quote.start] == quote.text[0] and tree.reading.source[quote.end - 1] == quote.text[-1]
    return meta, statute_id(meta, tree)


def catalogue(name: str) -> list[dict[str, str]]:
    with (CORPUS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def value(stated: Stated | None) -> str | None:
    return stated.value if stated else None


def test_every_text_survives_every_encoding() -> None:
    for path in sorted((CORPUS / "text").iterdir()):
        text = path.read_bytes().decode("utf-8-sig")
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"):
            raw = read_bytes(text.encode(encoding), path.name)
            assert raw.text == text, (path.name, encoding)
        for size in (60, 300):
            for encoding in ("utf-16-le", "utf-16-be", "gb18030"):
                assert read_bytes(text[:size].encode(encoding), path.name).text == text[:size], (path.name, encoding, size)


def test_titles_and_dates_agree_with_the_catalogue() -> None:
    rows = catalogue("manifest.csv")
    titles = dates = wrong = 0
    for row in rows:
        meta, _ = told(CORPUS / row["dev_file"])
        title = "".join(char for char in value(meta.title) or "" if char not in " 、")
        titles += title == "".join(char for char in row["title"] if char not in " 、")
        known = {value(meta.adopted), value(meta.promulgated), *(each.value for each in meta.amended)}
        dates += not row["date"] or row["date"] in known
        source = (CORPUS / row["dev_file"]).read_text(encoding="utf-8")
        year, month, day = (int(part) for part in row["date"].split("-")) if row["date"] else (0, 0, 0)
        wrong += bool(row["date"]) and row["date"] not in known and f"{year}年{month}月{day}日" in source[:1500]
    assert titles >= 0.94 * len(rows)
    assert dates >= 0.75 * len(rows)  # the others' texts do not tell the day that the catalogue gives
    assert wrong <= 3  # the day stands in the head of the text, but was not found


def test_the_id_does_not_hang_on_the_layout() -> None:
    base = {row["id"]: row["dev_file"] for row in catalogue("manifest.csv")}
    rows = catalogue("variants.csv")
    same = sum(told(CORPUS / row["file"])[1] == told(CORPUS / base[row["base_id"]])[1] for row in rows)
    assert same >= 0.9 * len(rows)  # some layouts leave out the note or the organ in the title
    for path in sorted((CORPUS / "pdfwrap").glob("*.txt")):
        _, wrapped = told(path)
        assert wrapped == told(next((CORPUS / "text").glob(f"{path.name.rpartition('_')[0]}_*")))[1], path.name
