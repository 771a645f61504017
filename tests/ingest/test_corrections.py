"""Corrections: an append-only log replayed on the facts; what does not fit is a conflict, never dropped or guessed."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import msgspec
import pytest

from graph.network import network_of_statute
from ingest.corrections.anchors import Finder, anchor_of, facts_of, unit_anchors, units_with
from ingest.corrections.events import Anchor, Event, EventError, check, effective
from ingest.corrections.log import append, append_all, merge, new_event, parse_log, read_log
from ingest.corrections.replay import replay
from ingest.gold.as_statute import as_statute
from ingest.gold.folder import read_gold
from ingest.statute import Statute

GOLD = Path(__file__).parents[2] / "data" / "gold" / "liaoning-bigdata-2022"


@cache
def statute() -> Statute:
    return as_statute(read_gold(GOLD))


def _norm(unit: str):
    return next(norm for norm in statute().norms if norm.unit == unit)


def _set(kind, fact, field, value, who="王某", before=None) -> Event:
    return new_event(who, "set", kind, anchor_of(statute(), fact), field=field, value=value, before=before, why="原文如此")


def test_a_log_is_appended_and_read_back(tmp_path):
    path = tmp_path / "corrections.jsonl"
    first, second = _set("norm", _norm("c1.a3.p1"), "modality", "power"), new_event("李某", "undo", event="x")
    append(path, first)
    append(path, second)
    log = read_log(path)
    assert log.events == (first, second)
    assert log.bad == ()
    assert read_log(tmp_path / "none.jsonl").events == ()


def test_a_cut_last_line_is_set_aside_and_the_next_event_is_whole(tmp_path):
    path = tmp_path / "corrections.jsonl"
    event = _set("norm", _norm("c1.a3.p1"), "modality", "power")
    append(path, event)
    whole = path.read_bytes()
    path.write_bytes(whole + whole[: len(whole) // 2])
    assert [one.code for one in read_log(path).bad] == ["log.cut"]
    later = new_event("王某", "undo", event=event.id)
    append(path, later)
    log = read_log(path)
    assert log.events == (event, later)
    assert [one.line for one in log.bad] == [2]


def test_foreign_and_hand_edited_lines_are_reported_with_their_number():
    good = msgspec.json.encode(_set("norm", _norm("c1.a3.p1"), "modality", "power"))
    data = b"\n".join([b"not json", b'{"id": 1}', good, b"\xff\xfe", good])
    log = parse_log(data)
    assert len(log.events) == 1
    assert [one.line for one in log.bad] == [1, 2, 4]


@pytest.mark.parametrize(
    "event",
    [
        Event("", "a", "2026-01-01", "undo", event="x"),
        Event("1", "a", "2026-01-01", "undo"),
        Event("1", "a", "2026-01-01", "join", "norm", Anchor("a1", "x")),
        Event("1", "a", "2026-01-01", "set", "norm", Anchor("a1", "x"), "colour", "red"),
        Event("1", "a", "2026-01-01", "set", "norm", None, "modality", "power"),
    ],
)
def test_an_event_no_replay_knows_is_refused(event):
    with pytest.raises(EventError):
        check(event)


def test_undo_and_redo_survive_as_events():
    event = _set("norm", _norm("c1.a3.p1"), "modality", "power")
    undo = new_event("王某", "undo", event=event.id)
    redo = new_event("王某", "redo", event=event.id)
    assert effective((event,)) == (event,)
    assert effective((event, undo)) == ()
    assert effective((event, undo, redo)) == (event,)


def test_of_several_settings_of_a_field_the_last_stands():
    norm = _norm("c1.a3.p1")
    events = (_set("norm", norm, "modality", "power"), _set("norm", norm, "modality", "responsibility"))
    assert effective(events) == events[1:]


def test_every_anchor_finds_its_own_fact_again():
    finder = Finder(statute())
    for kind in ("norm", "reference", "definition", "conduct", "step", "mention", "link"):
        for fact in facts_of(statute(), kind):
            assert [one.id for one in finder.find(kind, finder.anchor(fact))] == [fact.id], (kind, fact)
    for key, anchor in unit_anchors(statute().reading, statute().units).items():
        assert [unit.id for unit in units_with(statute().reading, statute().units, anchor)] == [key]


def test_a_norms_modality_and_bearer_are_corrected_and_marked():
    norm = _norm("c1.a3.p1")
    events = (_set("norm", norm, "modality", "responsibility"), _set("norm", norm, "bearers", ["省人民政府", "新设机构"]))
    corrected = replay(statute(), events)
    new = next(one for one in corrected.norms if one.id == norm.id)
    assert (new.modality, new.bearers, new.bearer_basis, new.review) == (
        "responsibility",
        ("省人民政府", "新设机构"),
        "curated",
        "curated",
    )
    assert "新设机构" in {actor.name for actor in corrected.actors}
    assert [(one.fact, one.who) for one in corrected.curated] == [(norm.id, "王某")] * 2
    assert corrected.conflicts == ()


def test_bearer_none_is_a_correction_too():
    norm = _norm("c1.a3.p1")
    new = next(one for one in replay(statute(), (_set("norm", norm, "bearers", None),)).norms if one.id == norm.id)
    assert new.bearers is None
    assert new.inferred == ()


def test_words_that_are_gone_make_a_conflict_with_the_event_kept():
    norm = _norm("c1.a3.p1")
    event = _set("norm", norm, "modality", "power", before="obligation")
    changed = msgspec.structs.replace(statute(), norms=tuple(one for one in statute().norms if one.id != norm.id))
    corrected = replay(changed, (event,))
    assert [(one.reason, one.event) for one in corrected.conflicts] == [("nothing_matches", event)]
    assert corrected.norms == changed.norms


def test_words_that_stand_twice_make_a_conflict():
    norm = _norm("c1.a3.p1")
    elsewhere = msgspec.structs.replace(
        statute(), norms=tuple(msgspec.structs.replace(one, unit="a99", id=f"a99#{n}") for n, one in enumerate((norm, norm)))
    )
    corrected = replay(elsewhere, (_set("norm", norm, "modality", "power"),))
    assert [one.reason for one in corrected.conflicts] == ["several_match"]


def test_a_fact_that_moved_to_another_article_is_found_by_its_words():
    norm = _norm("c1.a3.p1")
    moved = msgspec.structs.replace(norm, unit="c1.a4.p1", id="c1.a4.p1#n9")
    changed = msgspec.structs.replace(statute(), norms=tuple(moved if one.id == norm.id else one for one in statute().norms))
    corrected = replay(changed, (_set("norm", norm, "modality", "power"),))
    assert next(one for one in corrected.norms if one.id == moved.id).modality == "power"


@pytest.mark.parametrize(("field", "value"), [("modality", "nonsense"), ("actions", ["此句原文没有"]), ("bearers", 3)])
def test_a_value_that_does_not_fit_is_a_conflict(field, value):
    corrected = replay(statute(), (_set("norm", _norm("c1.a3.p1"), field, value),))
    assert [one.reason for one in corrected.conflicts] == ["value_does_not_fit"]


def test_links_are_accepted_rejected_and_added():
    for verdict, status in (("accept", "accepted"), ("reject", "rejected")):
        for link in statute().links:
            corrected = replay(statute(), (new_event("王某", verdict, "link", anchor_of(statute(), link)),))
            assert [one.status for one in corrected.links if one.id == link.id] == [status]
            assert corrected.conflicts == ()
    conduct, norm = statute().sanctions[0].conducts[0], _norm("c1.a3.p1")
    drawn = new_event("王某", "add", "link", Anchor(conduct.unit, conduct.quote.text, None, norm.unit, norm.quote.text))
    added = replay(statute(), (drawn,))
    assert [(one.conduct, one.norm, one.basis) for one in added.links if one.rule == "curated"] == [
        (conduct.id, norm.id, "curated")
    ]


def test_a_steps_enforcer_and_amount_are_corrected():
    step = next(step for sanction in statute().sanctions for step in sanction.steps if step.measure == "fine")
    events = (_set("step", step, "enforcers", ["财政部门"]), _set("step", step, "amount", {"min": 1.0, "max": 2.0}))
    corrected = replay(statute(), events)
    new = next(one for sanction in corrected.sanctions for one in sanction.steps if one.id == step.id)
    assert new.enforcers == ("财政部门",)
    assert new.amount is not None and (new.amount.min, new.amount.max, new.amount.quote) == (1.0, 2.0, step.quote)


def test_a_renamed_actor_is_renamed_in_every_fact():
    actor = next(one for one in statute().actors if one.name == "工业企业")
    corrected = replay(statute(), (_set("actor", actor, "name", "工业领域企业"),))
    names = {name for norm in corrected.norms for name in norm.bearers or ()}
    assert "工业领域企业" in names and "工业企业" not in names
    assert "工业企业" in next(one for one in corrected.actors if one.name == "工业领域企业").aliases


def test_merged_actors_are_one():
    actor = next(one for one in statute().actors if one.name == "工业企业")
    event = new_event("王某", "merge", "actor", anchor_of(statute(), actor), value="市场主体")
    corrected = replay(statute(), (event,))
    assert "工业企业" not in {one.name for one in corrected.actors}
    assert all("工业企业" not in (norm.bearers or ()) for norm in corrected.norms)


def test_norms_are_added_and_removed():
    norm = _norm("c1.a3.p1")
    gone = replay(statute(), (new_event("王某", "remove", "norm", anchor_of(statute(), norm)),))
    assert norm.id not in {one.id for one in gone.norms}
    value = {"modality": "obligation", "bearers": ["省人民政府"], "action": "推动全社会共同构建"}
    added = replay(statute(), (new_event("王某", "add", "norm", Anchor("c1.a3.p1", "推动全社会共同构建"), value=value),))
    new = [one for one in added.norms if one.rule == "curated"]
    assert [one.quote.text for one in new] == ["推动全社会共同构建"]


def test_metadata_is_corrected():
    event = new_event("王某", "set", "metadata", Anchor("title", ""), field="status", value="有效")
    meta = replay(statute(), (event,)).meta
    assert meta.status is not None and meta.status.value == "有效"


def test_two_logs_merge_and_what_they_dispute_is_shown():
    norm = _norm("c1.a3.p1")
    ours, theirs = _set("norm", norm, "modality", "power"), _set("norm", norm, "modality", "right", who="李某")
    other = _set("norm", _norm("c1.a2.p1"), "modality", "declaration", who="李某")
    merged = merge((ours,), (ours, theirs, other))
    assert [event.id for event in merged.added] == [theirs.id, other.id]
    assert [(a.id, b.id, b.against) for a, b in merged.disputed] == [(ours.id, theirs.id, ours.id)]
    both = (ours, *merged.added)
    corrected = replay(statute(), both)
    assert next(one for one in corrected.norms if one.id == norm.id).modality == "power"
    assert [(one.reason, one.event.value) for one in corrected.conflicts] == [("disputed", "right")]
    decided = (*both, new_event("王某", "undo", event=theirs.id))
    assert replay(statute(), decided).conflicts == ()
    assert merge(both, (theirs, other)).added == ()


def test_ten_thousand_corrections_are_replayed():
    norm = _norm("c1.a3.p1")
    events = tuple(_set("norm", norm, "modality", "power" if n % 2 else "right") for n in range(10_000))
    corrected = replay(statute(), events)
    assert next(one for one in corrected.norms if one.id == norm.id).modality == "power"


_WRITER = """
import sys
from pathlib import Path
from ingest.corrections.events import Anchor
from ingest.corrections.log import append, new_event
for number in range(int(sys.argv[2])):
    event = new_event("王某", "set", "norm", Anchor("a1", "第" + str(number) + "处" * 40), field="modality", value="power")
    append(Path(sys.argv[1]), event)
    print(event.id, flush=True)
"""


def _window(path: Path, events: int) -> subprocess.Popen[str]:
    """Another window that writes corrections to the same log and says the id of each one it was told is safe."""
    command = [sys.executable, "-c", _WRITER, str(path), str(events)]
    return subprocess.Popen(command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, text=True)


def test_two_windows_write_one_log_and_nothing_is_lost(tmp_path):
    path = tmp_path / "corrections.jsonl"
    windows = [_window(path, 60), _window(path, 60)]
    told = [line.strip() for window in windows for line in window.communicate()[0].splitlines()]
    log = read_log(path)
    assert log.bad == ()
    assert sorted(event.id for event in log.events) == sorted(told)
    assert len(told) == 120


def test_a_window_killed_while_saving_loses_nothing_that_was_saved(tmp_path):
    path = tmp_path / "corrections.jsonl"
    window = _window(path, 100_000)
    assert window.stdout is not None
    told = [window.stdout.readline().strip() for _ in range(20)]
    window.kill()
    window.wait()
    window.stdout.close()
    log = read_log(path)
    assert set(told) <= {event.id for event in log.events}
    assert all(one.code == "log.cut" for one in log.bad) and len(log.bad) <= 1
    later = new_event("李某", "undo", event=told[0])
    append(path, later)
    assert read_log(path).events[-1] == later


def test_of_a_batch_with_a_wrong_event_none_is_written(tmp_path):
    path = tmp_path / "corrections.jsonl"
    good = _set("norm", _norm("c1.a3.p1"), "modality", "power")
    with pytest.raises(EventError):
        append_all(path, (good, msgspec.structs.replace(good, id="x", field="colour")))
    assert read_log(path).events == ()
    append_all(path, (good, msgspec.structs.replace(good, id="y")))
    assert [event.id for event in read_log(path).events] == [good.id, "y"]


def test_cypher_can_tell_curated_from_extracted():
    norm = next(one for one in statute().norms if one.bearers)
    extracted = msgspec.structs.replace(
        statute(), norms=tuple(msgspec.structs.replace(one, review="extracted") for one in statute().norms)
    )
    after = replay(extracted, (_set("norm", norm, "bearers", ["网信部门"]),))
    graph = network_of_statute(after)
    reviews = {data.get("review") for _, data in graph.nodes(data=True) if "Norm" in data["labels"]}
    assert {"extracted", "curated"} <= reviews
    node = f"{after.id}:{norm.id}"
    assert graph.nodes[node]["review"] == "curated"
    assert graph.nodes[node]["reviewedBy"] == "王某"
    assert graph.nodes[node]["reviewedOn"] == after.curated[0].when[:10]
    assert sum("reviewedBy" in data for _, data in graph.nodes(data=True)) == 1
    assert {data["basis"] for _, _, data in graph.in_edges(node, data=True) if data.get("type") == "BEARS"} == {"curated"}
