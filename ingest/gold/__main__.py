"""``python -m ingest.gold``: score every gold statute, compare with the last recorded run, hold the floors, write the card."""

from __future__ import annotations

import argparse
import datetime
import json
import tomllib
from pathlib import Path
from typing import Any

import msgspec

from ..contract import rows
from ..pipeline import parse
from ..read import read_file
from ..statute import Statute
from .chains import score_chains
from .folder import Gold, Row, read_gold, squeeze
from .questions import score_questions
from .report import NOTES, below_floor, card_entry, changes, markdown, named, overlap, record_of, table
from .score import LAYERS, Result, evaluate

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "data" / "gold"
STATUTES = ROOT / "data" / "statutes"
ELSEWHERE = ROOT.parent / "shared" / "gold"


def source_of(folder: Path, gold: Gold) -> Path:
    """The file the gold was annotated on: the bundled statute of the same text, or the gold's own copy of the text."""
    want = squeeze(gold.text)
    for path in sorted(STATUTES.glob("*.txt")) if STATUTES.is_dir() else []:
        if squeeze(path.read_text(encoding="utf-8", errors="replace")) == want:
            return path
    return folder / "statute.txt"


def extracted(folder: Path, gold: Gold) -> Statute | None:
    """The statute the pipeline makes of the gold's source; None when it makes none."""
    return next(iter(parse(read_file(source_of(folder, gold)))), None)


def predictions(statute: Statute) -> dict[str, list[Row]]:
    """The rows of every scored layer, as the contract writes them."""
    return {layer: list(rows(statute, layer)) for layer in LAYERS}


def answers_of(gold: Gold, statute: Statute) -> dict[str, Any]:
    """The score of every question and chain of the gold on the extracted statute; empty where the gold asks none."""
    if "chains" not in gold.raw:
        return {}
    scores = {**score_questions(gold, statute), **score_chains(gold, statute)}
    asked = {q["id"]: q["question"] for key in ("questions", "chains") for q in gold.raw["chains"][key]}
    return {key: {"question": asked[key], "score": round(value, 4)} for key, value in scores.items()}


class Place(msgspec.Struct, frozen=True):
    """A gold folder: part of the repository or not, and whether the rules were written without looking at it."""

    folder: Path
    bundled: bool = True
    held_out: bool = False


def places() -> list[Place]:
    """The gold folders: those of the repository, those beside it that it does not have, those held out (``held-out/``)."""
    own = [path.parent for path in sorted(GOLD.glob("*/structure.json"))]
    names = {path.name for path in own}
    other = [p.parent for p in sorted(ELSEWHERE.glob("*/structure.json")) if p.parent.name not in names]
    held_out = [path.parent for path in sorted((GOLD / "held-out").glob("*/structure.json"))]
    return [
        *(Place(folder) for folder in own),
        *(Place(folder, bundled=False) for folder in other),
        *(Place(folder, held_out=True) for folder in held_out),
    ]


def _json(path: Path, default: Any) -> Any:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else default


def _errors(result: Result, limit: int, layers: list[str]) -> list[str]:
    def line(sign: str, row: Row) -> str:
        words = squeeze(row.get("surface") or row.get("text") or row.get("action") or row.get("definition"))
        label = row.get("kind") or row.get("modality") or row.get("type") or row.get("term") or ""
        names = row.get("names") or row.get("bearers") or row.get("enforcers") or ""
        return f"  {sign} {row.get('unit', row.get('key', ''))} {label} {words[:60]} {names}"

    lines: list[str] = []
    for layer in result.missed:
        if layers and layer not in layers:
            continue
        lines.append(f" {layer}: {len(result.missed[layer])} missed (-), {len(result.extra[layer])} extra (+)")
        lines += [line("-", row) for row in result.missed[layer][:limit]]
        lines += [line("+", row) for row in result.extra[layer][:limit]]
    return lines


def _toml(floors: dict[str, dict[str, float]]) -> str:
    lines = [
        "# The overlap F1 (layers) and the score (questions, chains) below which `make gold` fails, one table a gold statute.",
        "# Raised with `python -m ingest.gold --record` when extraction improves; lowered only by hand, with the reason in the commit.",
    ]
    for name, values in floors.items():
        lines += ["", f"[{name}]"]
        lines += [f'"{layer}" = {value:.4f}' for layer, value in values.items()]
    return "\n".join(lines) + "\n"


def _write(path: Path, text: str) -> None:
    """Write the whole file or leave the old one."""
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def _write_card(entries: list[dict[str, Any]], before: dict[str, Any], date: str | None) -> None:
    """The card as data and as a page. The date is that of the figures: it stays when they are the same."""
    same = before.get("statutes") == entries and before.get("notes") == list(NOTES)
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    measured = date or (before.get("measured") if same else None) or today
    card = {"measured": measured, "notes": list(NOTES), "statutes": entries}
    _write(GOLD / "accuracy.json", json.dumps(card, ensure_ascii=False, indent=1) + "\n")
    _write(ROOT / "docs" / "accuracy.md", markdown(card))


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 when every floor holds, 1 when one does not, 2 when there is no gold."""
    parser = argparse.ArgumentParser(prog="python -m ingest.gold", description=__doc__)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print up to N missed and extra facts per layer")
    parser.add_argument("--layer", action="append", default=[], help="only these layers' errors")
    parser.add_argument("--check", action="store_true", help="hold the floors only: write nothing")
    parser.add_argument(
        "--record", action="store_true", help="record this run as the one to compare with, and raise the floors"
    )
    parser.add_argument("--date", default=None, help="the date written on the card (default: today)")
    options = parser.parse_args(arguments)

    recorded: dict[str, Any] = _json(GOLD / "last_run.json", {})
    floors_file = GOLD / "floors.toml"
    floors = tomllib.loads(floors_file.read_text(encoding="utf-8")) if floors_file.exists() else {}
    card = _json(GOLD / "accuracy.json", {"statutes": []})
    entries = {entry["id"]: entry for entry in card["statutes"]}
    failed = []
    seen = False
    for place in places():
        seen, folder = True, place.folder
        gold = read_gold(folder)
        statute = extracted(folder, gold)
        if statute is None:
            print(f"{folder.name}: no statute read")
            failed.append(folder.name)
            continue
        result = evaluate(gold, predictions(statute), statute.reading.source)
        answers = answers_of(gold, statute)
        values = {**overlap(result), **{key: row["score"] for key, row in answers.items()}}
        print(f"\n{folder.name}\n{table(result.scores)}")
        if answers:
            print("questions and chains: " + " ".join(f"{key}={row['score']:.2f}" for key, row in answers.items()))
        gained, lost = changes(recorded.get(folder.name, {}), record_of(result))
        print(f"against the last recorded run: {len(gained)} facts gained, {len(lost)} lost")
        if not place.held_out:  # whoever reads the errors of a held-out statute writes rules for it
            for sign, keys in (("+", gained), ("-", lost)):
                for key in named(keys, result):
                    print(f"  {sign} {key}")
            for line in _errors(result, options.errors, options.layer) if options.errors else []:
                print(line)
        for fall in below_floor(folder.name, values, floors.get(folder.name, {})):
            failed.append(f"{fall.statute} {fall.layer}: {fall.value:.4f} is under its floor {fall.floor:.4f}")
        entries[folder.name] = card_entry(
            folder.name, statute.title, len(squeeze(gold.text)), result, place.bundled, answers, place.held_out
        )
        if options.record:
            recorded[folder.name] = record_of(result)
            own = floors.setdefault(folder.name, {})
            for layer, value in values.items():
                own[layer] = max(own.get(layer, 0.0), int(value * 10000) / 10000)
    if not seen:
        print("no gold statute found")
        return 2
    if not failed and not options.check:
        _write_card(list(entries.values()), card, options.date)
    if not failed and options.record:
        _write(GOLD / "last_run.json", json.dumps(recorded, ensure_ascii=False, indent=1) + "\n")
        _write(floors_file, _toml(floors))
        print("\nrecorded")
    for line in failed:
        print(f"FLOOR {line}")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
