"""The accuracy card, the floors and the record of runs."""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path

import pytest

from ingest.gold import __main__ as command
from ingest.gold.report import NOTES, below_floor, changes, markdown, sorted_out, table, together
from ingest.gold.score import Figure, Score

ROOT = Path(__file__).parents[2]
OWN = "liaoning-bigdata-2022"


def test_changes_count_each_fact() -> None:
    gained, lost = changes({"references": ["a", "b", "b"]}, {"references": ["b", "c"], "steps": ["x"]})
    assert gained == ["c"] and lost == ["a", "b"]


def test_floors() -> None:
    falls = below_floor("甲", {"references": 0.9, "steps": 0.95}, {"references": 0.91, "steps": 0.95, "links": 0.5})
    assert [(fall.layer, fall.value) for fall in falls] == [("references", 0.9), ("links", 0.0)]


def test_table_shows_every_layer() -> None:
    shown = table({"references": Score(Figure(1, 2, 4), Figure(2, 2, 4))})
    assert "references" in shown and "0.500" in shown and "0.667" in shown


def test_the_recorded_card_is_the_page() -> None:
    card = json.loads((ROOT / "data" / "gold" / "accuracy.json").read_text(encoding="utf-8"))
    page = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    assert page == markdown(card)
    assert card["notes"] == list(NOTES) and "开发集" in page and "/s" not in page.replace("/span", "")
    entry = next(entry for entry in card["statutes"] if entry["id"] == OWN)
    assert entry["bundled"] and entry["layers"]["references"]["overlap"]["n"] == 77
    assert len(entry["questions"]) == 35


def test_floors_are_recorded_for_what_is_scored_and_held_by_the_card() -> None:
    floors = tomllib.loads((ROOT / "data" / "gold" / "floors.toml").read_text(encoding="utf-8"))
    card = json.loads((ROOT / "data" / "gold" / "accuracy.json").read_text(encoding="utf-8"))
    for entry in card["statutes"]:
        own = floors[entry["id"]]
        values = {layer: figures["overlap"]["f1"] for layer, figures in entry["layers"].items()}
        values |= {key: row["score"] for key, row in entry.get("questions", {}).items()}
        assert set(own) <= set(values)
        assert all(values[layer] >= floor - 1e-4 for layer, floor in own.items())


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the gold to write into."""
    gold = tmp_path / "data" / "gold"
    shutil.copytree(ROOT / "data" / "gold", gold)
    (tmp_path / "docs").mkdir()
    monkeypatch.setattr(command, "ROOT", tmp_path)
    monkeypatch.setattr(command, "GOLD", gold)
    monkeypatch.setattr(command, "ELSEWHERE", tmp_path / "nowhere")
    return gold


def test_a_layer_under_its_floor_fails(workshop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workshop / "floors.toml").write_text(f'[{OWN}]\n"links.any" = 1.0\n', encoding="utf-8")
    before = (workshop / "accuracy.json").read_bytes()
    assert command.main([]) == 1
    assert f"FLOOR {OWN} links.any" in capsys.readouterr().out
    assert (workshop / "accuracy.json").read_bytes() == before


def test_record_and_errors(workshop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workshop / "floors.toml").unlink()
    (workshop / "last_run.json").write_text(json.dumps({OWN: {"references": ["0123456789ab"]}}), encoding="utf-8")
    assert command.main(["--record", "--date", "2026-01-02", "--errors", "1", "--layer", "links"]) == 0
    out = capsys.readouterr().out
    assert "- 0123456789ab" in out and "links:" in out and "recorded" in out
    floors = tomllib.loads((workshop / "floors.toml").read_text(encoding="utf-8"))
    assert floors[OWN]["references"] > 0.9 and "CH01" in floors[OWN]
    card = json.loads((workshop / "accuracy.json").read_text(encoding="utf-8"))
    assert card["measured"] == "2026-01-02"
    # the other statute's gold is not here: its recorded figures stay
    assert any(not entry["bundled"] for entry in card["statutes"])


def test_check_writes_nothing(workshop: Path) -> None:
    before = {path.name: path.read_bytes() for path in workshop.iterdir() if path.is_file()}
    assert command.main(["--check"]) in (0, 1)
    assert {path.name: path.read_bytes() for path in workshop.iterdir() if path.is_file()} == before
    assert not list((workshop.parents[1] / "docs").iterdir())


def test_no_gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(command, "GOLD", tmp_path)
    monkeypatch.setattr(command, "ELSEWHERE", tmp_path)
    assert command.main(["--check"]) == 2 and "no gold" in capsys.readouterr().out


def test_statutes_together_count_every_fact_once() -> None:
    def entry(hits: int, found: int, n: int) -> dict[str, object]:
        figure = {"precision": hits / found, "recall": hits / n, "f1": 0.0, "hits": hits, "found": found, "n": n}
        return {"layers": {"references": {"exact": figure, "overlap": figure}}}

    figure = together([entry(1, 2, 4), entry(8, 8, 8)])["references"]["overlap"]
    assert (figure["hits"], figure["found"], figure["n"]) == (9, 10, 12)
    assert figure["precision"] == 0.9 and figure["recall"] == 0.75


def test_the_errors_of_a_held_out_statute_stay_unread(workshop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in workshop.iterdir():
        if folder.is_dir():
            shutil.rmtree(folder)
    shutil.copytree(ROOT / "data" / "gold" / OWN, workshop / "held-out" / "one")
    (workshop / "floors.toml").write_text('[one]\n"links.any" = 0.1\n', encoding="utf-8")
    (workshop / "accuracy.json").unlink()
    assert command.main(["--errors", "9", "--date", "2026-01-02"]) == 0
    out = capsys.readouterr().out
    assert "links.direct" in out and "missed (-)" not in out
    card = json.loads((workshop / "accuracy.json").read_text(encoding="utf-8"))
    held_out, development = sorted_out(card)
    assert [entry["id"] for entry in held_out] == ["one"] and not development
    page = (workshop.parents[1] / "docs" / "accuracy.md").read_text(encoding="utf-8")
    assert "## 未见法规" in page and "## 开发集" not in page
