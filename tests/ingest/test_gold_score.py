"""The project's scorer: perfect on the gold itself, worse on damage, and in agreement with the reference scorer."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from ingest.gold.folder import Gold, Row, read_gold, short, squeeze
from ingest.gold.score import Figure, evaluate, iou, law_key, pair

ROOT = Path(__file__).parents[2]
OWN = ROOT / "data" / "gold" / "liaoning-bigdata-2022"
SHARED = (ROOT / ".." / "shared" / "gold").resolve()
NAMES = {
    "mentions+actor": "mentions.actor",
    "references+kind": "references.kind",
    "references+target": "references.target",
    "steps+amount": "steps.amount",
    "steps+enforcer": "steps.enforcer",
}


@pytest.fixture(scope="module")
def gold() -> Gold:
    return read_gold(OWN)


def test_gold_against_itself_is_perfect(gold: Gold) -> None:
    result = evaluate(gold, gold.rows)
    assert set(result.missed) == set(gold.rows)
    assert all(score.exact.f1 == 1.0 and score.overlap.f1 == 1.0 for score in result.scores.values())
    assert not any(result.missed.values()) and not any(result.extra.values())


def test_damage_is_seen(gold: Gold) -> None:
    rows: dict[str, list[Row]] = {layer: [dict(row) for row in rows[1:]] for layer, rows in gold.rows.items()}
    rows["references"][0]["kind"] = "self" if rows["references"][0]["kind"] != "self" else "yifa"
    result = evaluate(gold, rows)
    assert result.scores["references.kind"].overlap.hits == len(gold.rows["references"]) - 2
    assert result.scores["mentions"].overlap.recall < 1.0 == result.scores["mentions"].overlap.precision


def test_wrapped_text_scores_the_same(gold: Gold) -> None:
    moved, wrapped = [], []
    for index, char in enumerate(gold.text):
        moved.append(len(wrapped))
        wrapped.append(char)
        if index % 28 == 27:
            wrapped += ["\n", "　"]
    moved.append(len(wrapped))
    rows = {
        layer: [
            {k: moved[v] if k.endswith(("start", "end")) and isinstance(v, int) else v for k, v in row.items()}
            for row in layer_rows
        ]
        for layer, layer_rows in gold.rows.items()
    }
    assert all(score.exact.f1 == 1.0 for score in evaluate(gold, rows, "".join(wrapped)).scores.values())


def test_figures() -> None:
    assert Figure(0, 0, 0).f1 == 1.0 and Figure(0, 0, 3).f1 == 0.0 and Figure(2, 4, 2).f1 == pytest.approx(2 / 3)
    assert iou((0, 4), (2, 6)) == pytest.approx(1 / 3) and iou((0, 2), (2, 4)) == 0.0 and iou(None, (0, 1)) == 0.0
    assert law_key("《中华人民共和国网络安全法》") == "网络安全法"
    assert short("c3.s2.a15-1.p1") == "a15-1.p1" and short("x1.a3.p1") == "x1.a3.p1" and short("c3") == "c3"
    assert squeeze(" 第 一\n条 ") == "第一条"
    assert pair([{"x": 1}, {"x": 2}], [{"x": 2}], lambda g, p: float(g["x"] == p["x"])) == {1: 0}


def _reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_scorer", SHARED / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.corpus
def test_agrees_with_the_reference_scorer() -> None:
    if not (SHARED / "score.py").exists():
        pytest.skip(f"no reference scorer at {SHARED}")
    reference = _reference()
    folders = [OWN, *(p.parent for p in sorted(SHARED.glob("*/structure.json")) if p.parent.name != OWN.name)]
    for folder in folders:
        theirs, ours = reference.Gold(str(folder)), read_gold(folder)
        assert theirs.as_predictions() == ours.rows
        for rows in (theirs.as_predictions(), reference.corrupt(theirs.as_predictions())):
            want, have = reference.evaluate(theirs, rows), evaluate(ours, rows).scores
            assert {NAMES.get(layer, layer) for layer in want} == set(have)
            for layer, modes in want.items():
                for mode, figures in modes.items():
                    figure = getattr(have[NAMES.get(layer, layer)], mode)
                    assert (figures["tp"], figures["pred"], figures["gold"]) == (figure.hits, figure.found, figure.gold)
                    assert figures["f1"] == pytest.approx(figure.f1)
