"""Corrected readings as new gold: written, read back and scored, they say what people said."""

from __future__ import annotations

from pathlib import Path

import msgspec

from ingest.corrections.anchors import anchor_of
from ingest.corrections.log import new_event
from ingest.corrections.replay import replay
from ingest.gold.__main__ import predictions
from ingest.gold.as_statute import as_statute
from ingest.gold.folder import read_gold
from ingest.gold.score import evaluate
from ingest.gold.writing import gold_files, write_gold

GOLD = Path(__file__).parents[2] / "data" / "gold" / "liaoning-bigdata-2022"


def _corrected():
    statute = as_statute(read_gold(GOLD))
    norm = next(one for one in statute.norms if one.bearers and one.modality == "obligation")
    other = next(one for one in statute.norms if one.bearers is not None and one.id != norm.id)
    link = next(one for one in statute.links if one.status == "candidate")
    step = statute.sanctions[1].steps[0]

    def say(kind, op, fact, **values):
        return new_event("王某", op, kind, anchor_of(statute, fact), **values)

    events = (
        say("norm", "set", norm, field="modality", value="power"),
        say("norm", "set", norm, field="bearers", value=["网信部门", "新主体"]),
        say("norm", "set", other, field="bearers", value=None),
        say("link", "reject", link),
        say("step", "set", step, field="enforcers", value=["网信部门"]),
    )
    after = replay(statute, events)
    assert after.conflicts == ()
    return after, norm.id, other.id, link.id, step.id


def _norms(statute):
    return {
        one.id: (one.unit, one.modality, one.bearers, one.inferred, one.action, one.trigger, one.conditions, one.exceptions)
        for one in statute.norms
    }


def test_what_was_corrected_comes_back_from_the_gold_folder(tmp_path):
    after, norm, other, link, step = _corrected()
    write_gold(after, tmp_path / "gold")
    again = as_statute(read_gold(tmp_path / "gold"))
    assert again.reading.text == after.reading.text
    assert [(one.id, one.kind, one.at, one.until) for one in again.units] == [
        (one.id, one.kind, one.at, one.until) for one in after.units
    ]
    assert _norms(again) == _norms(after)
    assert _norms(again)[norm][1:3] == ("power", ("网信部门", "新主体"))
    assert _norms(again)[other][2] is None
    assert {(one.conduct, one.norm) for one in again.links} == {
        (one.conduct, one.norm) for one in after.links if one.status != "rejected"
    }
    assert link not in {one.id for one in again.links}
    steps = {one.id: (one.measure, one.enforcers, one.targets, one.amount) for s in again.sanctions for one in s.steps}
    assert steps == {one.id: (one.measure, one.enforcers, one.targets, one.amount) for s in after.sanctions for one in s.steps}
    assert steps[step][1] == ("网信部门",)
    assert [(one.quote, one.kind, one.targets, one.law) for one in again.references] == [
        (one.quote, one.kind, one.targets, one.law) for one in after.references
    ]
    assert {one.name: (one.kind, one.members) for one in again.actors} == {
        one.name: (one.kind, one.members) for one in after.actors
    }


def test_the_scorer_gives_the_corrected_reading_full_marks_and_the_uncorrected_less(tmp_path):
    after = _corrected()[0]
    write_gold(after, tmp_path / "gold")
    gold = read_gold(tmp_path / "gold")
    right = evaluate(gold, predictions(after)).scores
    assert right["norms.modality"].exact.f1 == 1
    assert right["norms.bearer"].exact.f1 == 1
    before = evaluate(gold, predictions(as_statute(read_gold(GOLD)))).scores
    assert before["norms.modality"].exact.f1 < 1


def test_the_notes_say_who_was_looked_at():
    after = _corrected()[0]
    extracted = msgspec.structs.replace(
        after, norms=tuple(msgspec.structs.replace(one, review="extracted") for one in after.norms[:1])
    )
    assert "人工校核：更正".encode() in gold_files(after)["norms.json"]
    assert "人工校核".encode() not in gold_files(msgspec.structs.replace(extracted, sanctions=()))["norms.json"]
