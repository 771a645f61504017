"""Corrections laid on what is kept give what a full reading of the file with its corrections gives, for any corrections."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.codes import MODALITIES
from graph.parsed import parsed
from ingest.corrections.anchors import Finder, facts_of, unit_anchors
from ingest.corrections.events import Anchor, Event
from ingest.corrections.log import new_event
from ingest.pipeline import parse
from ingest.read import read_bytes
from ingest.statute import Statute

TEXT = """云泽省湖泊巡护条例
第一章 总则
第一条 县级以上人民政府水行政主管部门负责湖泊巡护工作。
其他有关部门应当按照各自职责做好相关工作，不得推诿。
第二条 巡护组织应当具备下列条件：
（一）有章程；
（二）法律、法规规定的其他条件。
依照前款规定设立的巡护组织，应当自设立之日起十五日内向水行政主管部门备案。
第二章 法律责任
第三条 违反本条例第二条第二款规定，巡护组织未备案的，由水行政主管部门责令限期改正；逾期不改正的，处一千元以上五千元以下罚款。
第四条 有关部门推诿的，由上级机关责令改正，对直接负责的主管人员依法给予处分。
"""
DATA = TEXT.encode()


@cache
def _plain() -> Statute:
    return parse(read_bytes(DATA, "a.txt"))[0]


@cache
def _anchors() -> tuple[tuple[str, Anchor], ...]:
    finder = Finder(_plain())
    found = [
        (kind, finder.anchor(fact))
        for kind in ("actor", "mention", "norm", "reference", "conduct", "step", "link")
        for fact in facts_of(_plain(), kind)
    ]
    found += [("unit", anchor) for anchor in unit_anchors(_plain().reading, _plain().units).values()]
    found += [
        ("norm", Anchor("c9.a99", "没有这句话", around="|", count=1, index=0)),
        ("actor", Anchor("a1", "某", "不存在的机关")),
    ]
    return tuple(found)


_NAMES = st.lists(st.sampled_from(["巡护组织", "水行政主管部门", "新设机关", ""]), max_size=2)
_VALUES = {
    "unit": st.sampled_from(["item", "paragraph", "article", "7", "不得推诿", "应当自设立之日起", None]),
    "actor": st.one_of(st.sampled_from(["department", "county", "新名称", "巡护组织", None]), _NAMES),
    "mention": st.one_of(_NAMES, st.sampled_from(["水行政主管部门", "部门", "没有"])),
    "norm": st.one_of(_NAMES, st.sampled_from([*MODALITIES, "nonsense", None]), st.just(["不得推诿"])),
    "reference": st.one_of(st.just(["c1.a1"]), st.just("中华人民共和国水法"), st.just([{"unit": "c1.a1", "quote": "x"}])),
    "conduct": _NAMES,
    "step": st.one_of(_NAMES, st.sampled_from(["fine", "warning", None]), st.just({"min": 1.0, "max": 2.0}), st.just({"min": "x"})),
    "link": st.none(),
}  # fmt: skip
_OPS = {
    "unit": ("set", "join", "split", "confirm"),
    "actor": ("set", "merge", "split", "confirm"),
    "mention": ("set", "remove", "confirm"),
    "norm": ("set", "remove", "confirm", "add"),
    "reference": ("set", "remove", "confirm"),
    "conduct": ("set", "confirm"),
    "step": ("set", "confirm"),
    "link": ("accept", "reject", "confirm", "add"),
}
_FIELDS = {
    "unit": ("kind", "number"),
    "actor": ("name", "kind", "level", "members"),
    "mention": ("span", "actors"),
    "norm": ("modality", "bearers", "actions", "conditions", "exceptions"),
    "reference": ("targets", "law"),
    "conduct": ("offenders",),
    "step": ("measure", "enforcers", "targets", "amount"),
    "link": (None,),
}


@st.composite
def _event(draw: st.DrawFn) -> Event:
    kind, anchor = draw(st.sampled_from(_anchors()))
    op = draw(st.sampled_from(_OPS[kind]))
    value = draw(_VALUES[kind])
    if op == "add" and kind == "norm":
        value = {"modality": "obligation", "bearers": ["新设机关"], "action": None}
    if op == "split" and kind == "actor":
        places = [msgspec.to_builtins(one) for name, one in _anchors() if name == "mention"]
        value = {"name": "另一机关", "places": places[:1]}
    return new_event(
        draw(st.sampled_from(["王某", "李某"])), op, kind, anchor,  # type: ignore[arg-type]
        field=draw(st.sampled_from(_FIELDS[kind])) if op == "set" else None, value=value,
    )  # fmt: skip


@st.composite
def _log(draw: st.DrawFn) -> tuple[Event, ...]:
    events: list[Event] = []
    for _ in range(draw(st.integers(1, 7))):
        back = draw(st.sampled_from(["", "", "", "undo", "redo"]))
        if back and events:
            events.append(new_event("王某", back, event=draw(st.sampled_from(events)).id))  # type: ignore[arg-type]
        else:
            events.append(draw(_event()))
    return tuple(events)


@pytest.fixture(scope="module")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parsed")
    parsed(DATA, "a.txt", folder)
    return folder


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_log())
def test_replay_on_what_is_kept_is_a_full_reading(cache_folder, events):
    log = b"".join(msgspec.json.encode(event) + b"\n" for event in events)
    full = tuple(parse(read_bytes(DATA, "a.txt"), corrections=events))
    assert parsed(DATA, "a.txt", cache_folder, (log,)) == full
    spoken = {one.event for one in full[0].curated} | {one.event.id for one in full[0].conflicts}
    from ingest.corrections.events import effective

    assert spoken == {event.id for event in effective(events)}, "every standing correction is applied or shown as a conflict"
