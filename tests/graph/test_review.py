"""The review queue and the exchange of corrections."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import msgspec
import pytest

from graph.library import corrections_of, entries, open_library, statute
from graph.parcel import ParcelError, pack, take_in, unpack
from graph.review import KINDS, review_queue
from ingest.corrections.anchors import anchor_of
from ingest.corrections.log import append, new_event, read_log
from ingest.corrections.replay import replay

from .gold import gold_statute


def _paraphrased():
    links = tuple(
        msgspec.structs.replace(link, basis="paraphrase", status="candidate", review="extracted")
        for link in gold_statute().links
    )
    return msgspec.structs.replace(gold_statute(), links=links)


def test_candidates_come_first_and_those_most_hangs_on_before_the_rest():
    queue = review_queue(_paraphrased())
    assert {item.kind for item in queue} <= set(KINDS)
    links = [item for item in queue if item.kind == "candidate_link"]
    assert queue[: len(links)] == tuple(links)
    assert len(links) == len(gold_statute().links)
    assert [item.worth for item in links] == sorted((item.worth for item in links), reverse=True)


def test_a_decided_item_stays_in_the_queue_as_reviewed():
    before = _paraphrased()
    item = review_queue(before)[0]
    for verdict in ("accept", "reject"):
        after = replay(before, (new_event("王某", verdict, item.fact_kind, item.anchor),))
        same = next(one for one in review_queue(after) if one.key == item.key)
        assert same.reviewed == ("王某",)


def test_a_correction_of_what_was_never_doubtful_makes_no_item():
    before = _paraphrased()
    sure = next(norm for norm in before.norms if not norm.inferred)
    after = replay(before, (new_event("王某", "set", "norm", anchor_of(before, sure), field="modality", value="right"),))
    assert [item.key for item in review_queue(after)] == [item.key for item in review_queue(before)]


def test_an_inferred_bearer_a_person_set_stays_in_the_queue_as_reviewed():
    first = _paraphrased().norms[0]
    doubtful = msgspec.structs.replace(
        first, bearers=None, bearer_basis=None, inferred=("省人民政府",), inferred_basis="implied"
    )
    before = msgspec.structs.replace(_paraphrased(), norms=(doubtful, *_paraphrased().norms[1:]))
    event = new_event("王某", "set", "norm", anchor_of(before, doubtful), field="bearers", value=["省人民政府"])
    second = new_event("李某", "confirm", "norm", anchor_of(before, doubtful))
    after = replay(before, (event, second))
    item = next(one for one in review_queue(after) if one.key == f"bearer/{doubtful.id}")
    assert item.reviewed == ("王某", "李某")
    assert (after.norms[0].bearers, after.norms[0].review) == (("省人民政府",), "confirmed")


def test_a_second_person_confirms_a_verdict_and_it_stands():
    before = _paraphrased()
    item = review_queue(before)[0]
    events = (new_event("王某", "accept", "link", item.anchor), new_event("李某", "confirm", "link", item.anchor))
    after = replay(before, events)
    link = next(one for one in after.links if one.id == item.fact)
    assert (link.status, link.review) == ("accepted", "confirmed")
    assert next(one for one in review_queue(after) if one.key == item.key).reviewed == ("王某", "李某")


@pytest.fixture
def two_libraries(tmp_path: Path):
    return open_library(tmp_path / "one"), open_library(tmp_path / "two", seed=False)


def test_a_parcel_carries_a_statute_and_its_corrections(two_libraries):
    ours, theirs = two_libraries
    listed = entries(ours)[0].statutes[0]
    held = statute(ours, listed.id)
    assert held is not None and held.norms
    event = new_event("王某", "set", "norm", anchor_of(held, held.norms[0]), field="modality", value="right")
    path = corrections_of(ours, listed.id)
    assert path is not None
    append(path, event)
    parcel = unpack(pack(ours, listed.id, listed.title))
    taken = take_in(theirs, parcel)
    assert (taken.added, taken.disputed) == (1, ())
    there = statute(theirs, listed.id)
    assert there is not None and there.norms[0].modality == "right" and there.curated[0].who == "王某"
    assert take_in(theirs, parcel).added == 0


def test_what_two_people_dispute_is_shown_and_ours_stands(two_libraries):
    ours, theirs = two_libraries
    listed = entries(ours)[0].statutes[0]
    held = statute(ours, listed.id)
    assert held is not None
    anchor = anchor_of(held, held.norms[0])
    take_in(theirs, unpack(pack(ours, listed.id, listed.title)))
    for library, value in ((ours, "right"), (theirs, "power")):
        path = corrections_of(library, listed.id)
        assert path is not None
        append(path, new_event("某", "set", "norm", anchor, field="modality", value=value))
    taken = take_in(theirs, unpack(pack(ours, listed.id, listed.title)))
    assert [(a.value, b.value) for a, b in taken.disputed] == [("power", "right")]
    path = corrections_of(theirs, listed.id)
    assert path is not None and [event.value for event in read_log(path).events] == ["power", "right"]
    after = statute(theirs, listed.id)
    assert after is not None and after.norms[0].modality == "power"
    assert [(one.reason, one.event.value, one.found) for one in after.conflicts] == [("disputed", "right", ("某：power",))]


def _zip(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_json", ".json"), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "parcel_not_one"),
        (b"no zip", "parcel_not_one"),
        (_zip(other=b"x"), "parcel_cut"),
        (_zip(parcel_json=b"[]"), "parcel_not_one"),
        (_zip(parcel_json=b'{"format": 9}'), "parcel_newer"),
        (_zip(parcel_json=b'{"format": 1, "file": "a.txt"}'), "parcel_cut"),
    ],
)
def test_a_file_that_is_no_parcel_says_why(data, code):
    with pytest.raises(ParcelError) as error:
        unpack(data)
    assert error.value.code == code
    assert error.value.message("zh") != error.value.message("en")
