"""The contract files: formats others read, offsets that hold, folders that are whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import contract
from ingest.contract import FILES, LAYERS, ContractError, rows, write_contract
from ingest.pipeline import parse
from ingest.read import read_bytes
from ingest.statute import Statute

SEED = Path(__file__).parents[2] / "data" / "statutes" / "辽宁省大数据发展条例.txt"
NEEDED: dict[str, set[str]] = {
    "units": {"id", "kind", "number", "label", "heading", "parent", "start", "end", "text"},
    "segments": {"start", "end", "unit", "role"},
    "mentions": {"unit", "start", "end", "surface", "names"},
    "norms": {"unit", "modality", "trigger", "trigger_start", "trigger_end", "bearers", "action", "action_start", "action_end"},
    "references": {"unit", "start", "end", "surface", "kind", "target_units", "law"},
    "definitions": {"unit", "term", "definition", "def_start", "def_end"},
    "steps": {"unit", "type", "start", "end", "text", "enforcers", "min", "max", "percent_max", "cap"},
    "links": {"conduct_unit", "duty_unit", "strength", "basis", "status", "score", "rank"},
    "diagnostics": {"code", "message", "line", "column", "start", "end", "severity"},
}
# what stands between two offsets, and the words that must be there
QUOTED = {
    "units": ("start", "end", "text"),
    "mentions": ("start", "end", "surface"),
    "norms": ("trigger_start", "trigger_end", "trigger"),
    "references": ("start", "end", "surface"),
    "definitions": ("def_start", "def_end", "definition"),
    "steps": ("start", "end", "text"),
    "links": ("conduct_start", "conduct_end", "conduct_text"),
}


def squeezed(text: str) -> str:
    return "".join(text.split())


def read(folder: Path) -> tuple[str, dict[str, list[dict[str, Any]]]]:
    source = (folder / "source.txt").read_bytes().decode("utf-8")
    return source, {
        layer: [json.loads(line) for line in (folder / f"{layer}.jsonl").read_text(encoding="utf-8").splitlines()]
        for layer in LAYERS
    }


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, list[dict[str, Any]]]]:
    folder = tmp_path_factory.mktemp("out") / "seed"
    (statute,) = parse(read_bytes(SEED.read_bytes(), SEED.name))
    write_contract(statute, folder)
    assert {path.name for path in folder.iterdir()} == FILES
    return read(folder)


def test_the_source_is_the_decoded_file(seed: tuple[str, Any]) -> None:
    assert seed[0] == SEED.read_bytes().decode("utf-8-sig")


@pytest.mark.parametrize("layer", LAYERS)
def test_every_row_has_the_fields_others_read(seed: tuple[str, Any], layer: str) -> None:
    for row in seed[1][layer]:
        assert row.keys() >= NEEDED[layer]
    if layer != "diagnostics":
        assert seed[1][layer]


@pytest.mark.parametrize("layer", sorted(QUOTED))
def test_words_stand_where_the_offsets_say(seed: tuple[str, Any], layer: str) -> None:
    source, layers = seed
    start, end, words = QUOTED[layer]
    checked = 0
    for row in layers[layer]:
        if row[words] is None:
            assert row[start] is None and row[end] is None
            continue
        assert squeezed(source[row[start] : row[end]]) == squeezed(row[words])
        checked += 1
    assert checked


def test_segments_tile_the_source(seed: tuple[str, Any]) -> None:
    source, layers = seed
    position = 0
    ids = {row["id"] for row in layers["units"]}
    for tile in layers["segments"]:
        assert tile["start"] == position < tile["end"]
        position = tile["end"]
        assert (tile["role"] == "dropped") == ("reason" in tile)
        assert tile["role"] in ("label", "heading", "text", "dropped")
        assert tile["unit"] in ids or (tile["unit"] is None and tile["role"] == "dropped")
    assert position == len(source)


def test_the_counts_of_the_bundled_statute(seed: tuple[str, Any]) -> None:
    kinds = [row["kind"] for row in seed[1]["units"]]
    assert [kinds.count(kind) for kind in ("chapter", "article", "paragraph", "item")] == [9, 54, 73, 30]


def test_ladder_steps_are_norms_of_modality_sanction_too(seed: tuple[str, Any]) -> None:
    layers = seed[1]
    penal = {row["id"]: row for row in layers["norms"] if row["modality"] == "sanction"}
    assert len(penal) == len(layers["steps"])
    for step in layers["steps"]:
        norm = penal[step["id"]]
        assert norm["trigger"] == norm["action"] == step["text"]
        assert norm["bearers"] == (step["enforcers"] or None)


def test_statute_json_is_the_whole_statute(tmp_path: Path) -> None:
    import msgspec

    (statute,) = parse(read_bytes("甲条例\n第一条 乙部门应当检查。\n".encode(), "a.txt"))
    write_contract(statute, tmp_path / "a")
    assert msgspec.json.decode((tmp_path / "a" / "statute.json").read_bytes(), type=Statute) == statute


def test_writing_again_replaces_the_folder_whole(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    for text in ("第一条 甲。\n", "第一条 乙。\n"):
        write_contract(parse(read_bytes(text.encode(), "a.txt"))[0], folder)
    assert (folder / "source.txt").read_text(encoding="utf-8") == "第一条 乙。\n"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    (folder / "mine.txt").write_text("x")
    with pytest.raises(ContractError) as caught:
        write_contract(parse(read_bytes("第一条 甲。".encode(), "a.txt"))[0], folder)
    assert caught.value.code == "out_occupied" and (folder / "mine.txt").read_text() == "x"


def test_a_failed_write_leaves_the_old_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "a"
    (statute,) = parse(read_bytes("第一条 甲。\n".encode(), "a.txt"))
    write_contract(statute, folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def full(statute: Statute, layer: str) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(contract, "rows", full)
    with pytest.raises(OSError, match="No space"):
        write_contract(statute, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="第一二条章（）、。；：，\n \u3000\r\f应当不得甲部门处罚款万元以下的责令改正1.《》“”<>&", max_size=300))
def test_any_text_gives_rows_that_hold(text: str) -> None:
    if not text.strip():
        return
    for statute in parse(read_bytes(text.encode(), "a.txt")):
        source = statute.reading.source
        position = 0
        for tile in rows(statute, "segments"):
            assert tile["start"] == position
            position = tile["end"]
        assert position == len(source)
        for layer, (start, end, words) in QUOTED.items():
            for row in rows(statute, layer):
                if row[words] is not None:
                    assert squeezed(source[row[start] : row[end]]) == squeezed(row[words])
