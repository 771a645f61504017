"""A person corrects every kind of thing, the statute's text changes, it is read again: what should hold holds, the rest is shown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from graph.library import Library, add, corrections_of, entries, load, open_library
from ingest.corrections.anchors import Finder, unit_anchor
from ingest.corrections.conflicts import again, nearest
from ingest.corrections.draft import Draft
from ingest.corrections.events import Event
from ingest.corrections.log import append_all, new_event
from ingest.statute import Statute
from ingest.units import Unit

SOURCE = next((Path(__file__).parents[2] / "data" / "statutes").iterdir())


def _first(items: Any, words: str) -> Any:
    return next(one for one in items if words in "".join(getattr(one, "quote", one).text.split()))


def _unit(statute: Statute, unit_id: str) -> Unit:
    return next(unit for unit in statute.units if unit.id == unit_id)


def _corrections(statute: Statute) -> dict[str, Event]:
    """One correction of every kind, by what it is about."""
    finder, draft = Finder(statute), Draft(statute)
    steps = [step for sanction in statute.sanctions for step in sanction.steps]
    actors = {actor.name: actor for actor in statute.actors}

    def event(op: Any, kind: Any, fact: Any, field: str | None = None, value: Any = None) -> Event:
        anchor = fact if isinstance(fact, msgspec.Struct) and hasattr(fact, "other_unit") else finder.anchor(fact)
        return new_event("王某", op, kind, anchor, field=field, value=value, why="原文如此")

    def unit(op: Any, unit_id: str, field: str | None = None, value: Any = None) -> Event:
        return event(op, "unit", unit_anchor(statute.reading, statute.units, _unit(statute, unit_id)), field, value)

    def norm(words: str, trigger: str = "") -> Any:
        return next(
            one
            for one in statute.norms
            if words in one.quote.text and (not trigger or (one.trigger and one.trigger.text == trigger))
        )

    enforcer = next(one for one in statute.mentions if one.unit == "c3.a19.p1" and one.actors == ("省网信主管部门",))
    links = {(link.conduct_quote.text[:12], link.duty_quote.text[:12]): link for link in statute.links}
    conduct = _first([one for sanction in statute.sanctions for one in sanction.conducts], "重复采集可以从大数据资源平台")
    duty = norm("任何单位和个人不得妨碍公共数据汇聚")
    added = draft.words_anchor("扩大信用贷款规模", "c7.a46")
    target = unit_anchor(statute.reading, statute.units, _unit(statute, "c3.a18.p2"))
    assert added is not None
    return {
        "join": unit("join", "c3.a17.p2"),
        "split": unit("split", "c4.a23.p2", value="头部企业应当"),
        "number": unit("set", "c5.a35.p1.i3", "number", "四"),
        "kind of unit": unit("set", "c9.a53.p1.i1", "kind", "subitem"),
        "span": event("set", "mention", enforcer, "span", "网信主管部门"),
        "mention": event(
            "set", "mention", next(one for one in statute.mentions if one.unit == "c4.a26.p1"), "actors", ["产业园区"]
        ),
        "name": event("set", "actor", actors["金融机构"], "name", "银行业金融机构"),
        "kind": event("set", "actor", actors["产业聚集区"], "kind", "organisation"),
        "level": event("set", "actor", actors["国家安全领导机构"], "level", "province"),
        "members": event("set", "actor", actors["数据安全责任单位"], "members", ["数据收集单位", "数据持有单位"]),
        "merge": event("merge", "actor", actors["相关行业主管部门"], value="政府有关部门"),
        "split actor": event(
            "split",
            "actor",
            actors["工业企业"],
            value={
                "name": "具备条件的工业企业",
                "places": [
                    msgspec.to_builtins(finder.anchor(one)) for one in statute.mentions if one.unit == "c4.a22.p1"
                ],
            },
        ),
        "modality": event("set", "norm", norm("大数据发展应当以强化数据治理"), "modality", "declaration"),
        "bearers": event("set", "norm", norm("收集已公开的数据"), "bearers", ["数据处理市场主体"]),
        "none": event("set", "norm", norm("任何单位和个人不得妨碍"), "bearers", None),
        "actions": event("set", "norm", norm("采集程序符合"), "actions", ["采集程序符合法律、法规相关规定"]),
        "conditions": event("set", "norm", norm("有条件共享和不予共享"), "conditions", ["有条件共享和不予共享的"]),
        "changed": event("set", "norm", norm("工业企业应当开展数据管理能力成熟度评估"), "modality", "encouragement"),
        "deleted": event("set", "norm", norm("对全省重点大数据项目建设所需用地"), "modality", "power"),
        "add": event("add", "norm", added, value={"modality": "encouragement", "bearers": ["银行业金融机构"], "action": None}),
        "remove": event("remove", "norm", norm("本省实行数据安全责任制")),
        "reference": event(
            "set",
            "reference",
            next(one for one in statute.references if one.unit == "c6.a43.p1"),
            "targets",
            [msgspec.to_builtins(target)],
        ),
        "law": event(
            "set", "reference", next(one for one in statute.references if one.unit == "c8.a52.p1" and one.kind == "generic_law"),
            "law", "中华人民共和国数据安全法",
        ),
        "measure": event("set", "step", _first(steps, "通知限期整改"), "measure", "interview"),
        "amount": event("set", "step", _first(steps, "处五万元以上二十万元以下罚款"), "amount", {"min": 50000.0, "max": 250000.0}),
        "enforcers": event("set", "step", _first(steps, "处二十万元以上一百万元以下罚款"), "enforcers", ["市场监督管理部门"]),
        "targets": event("set", "step", next(one for one in steps if one.measure == "referral_penalty"), "targets", ["单位"]),
        "accept": event("accept", "link", links["通过共享获得的公共数据，", "通过共享获得的公共数据，"]),
        "reject": event("reject", "link", next(link for link in statute.links if link.conduct_unit == "c8.a49.p1.i6")),
        "add link": event(
            "add",
            "link",
            finder.anchor(conduct),
            value={"conduct": msgspec.to_builtins(finder.anchor(conduct)), "norm": msgspec.to_builtins(finder.anchor(duty))},
        ),
        "metadata": event("set", "metadata", _metadata_anchor(statute, "status"), "status", "有效"),
        "effective": event("set", "metadata", _metadata_anchor(statute, "effective"), "effective", "2022-09-01"),
    }  # fmt: skip


def _metadata_anchor(statute: Statute, field: str) -> Any:
    from ingest.corrections.events import Anchor

    stated = getattr(statute.meta, field)
    return Anchor("", stated.quote.text if stated else "", field)


_DIGITS = "零一二三四五六七八九十"


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones or not tens else "")


def _value(words: str) -> int:
    before, ten, after = words.partition("十")
    return (
        (_DIGITS.index(before) if before else 1) * 10 + (_DIGITS.index(after) if after else 0) if ten else _DIGITS.index(words)
    )


def _renumbered(text: str, start: int, by: int) -> str:
    def moved(match: re.Match[str]) -> str:
        number = _value(match[1])
        return f"第{_chinese(number + by if number >= start else number)}条"

    return re.sub(r"第([一二三四五六七八九十]{1,3})条", moved, text)


def _spaced(words: str) -> str:
    return r"\s*".join(map(re.escape, words))


def amended() -> str:
    """The bundled statute with an article put in after 第十五条, 第二十四条 reworded, words beside a corrected fine changed, 第四十七条 taken out, in force on
    another day.
    """
    text = SOURCE.read_text(encoding="utf-8")
    text, changed = re.subn(_spaced("数据管理能力成熟度评估"), "数据治理水平自评", text)
    assert changed == 1
    text, beside = re.subn(_spaced("没收违法所得，交易金额不足"), "没收非法所得，交易额不足", text)
    assert beside == 1
    text, deleted = re.subn(r"\n第四十七条[\s\S]*?(?=\n\s*第八章)", "\n", text)
    assert deleted == 1
    text, moved = re.subn(r"2022\s*年\s*8\s*月\s*1\s*日\s*起\s*施\s*行", "2023年1月1日起施行", text)
    assert moved == 1
    text = _renumbered(text, 48, -1)
    text = _renumbered(text, 16, 1)
    new = "第十六条 省网信主管部门应当会同工业企业，建立公共数据质量管理制度和规范，未经依法审查，不得开放公共数据。\n\n"
    place = text.index("第十七条 ")
    return text[:place] + new + text[place:]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def story(library: Library) -> tuple[Statute, dict[str, Event], Statute, Statute]:
    """The reading before, the corrections, the corrected reading, and the corrected reading of the changed text."""
    entry = entries(library)[0]
    (before,) = load(library, entry)
    events = _corrections(before)
    path = corrections_of(library, before.id)
    assert path is not None
    append_all(path, list(events.values()))
    (after,) = load(library, entries(library)[0])
    add(library, amended().encode(), SOURCE.name, replace=True)
    (later,) = load(library, entries(library)[0])
    return before, events, after, later


GONE = {"changed", "deleted", "effective"}


def test_every_correction_holds_at_first(story):
    _, events, after, _ = story
    assert [(one.event.id, one.reason) for one in after.conflicts] == []
    assert {one.event for one in after.curated} == {event.id for event in events.values()}


def test_only_what_the_new_text_contradicts_is_a_conflict(story):
    _, events, _, later = story
    names = {event.id: name for name, event in events.items()}
    assert {names[one.event.id]: one.reason for one in later.conflicts} == dict.fromkeys(sorted(GONE), "nothing_matches")
    assert {names[one.event] for one in later.curated} == set(events) - GONE


def test_what_is_in_conflict_is_as_the_text_has_it(story):
    _, _, _, later = story
    norm = next(one for one in later.norms if "数据治理水平自评" in one.quote.text)
    assert (norm.modality, norm.review) == ("obligation", "extracted")
    assert not any("建设所需用地" in one.quote.text for one in later.norms)
    assert later.meta.effective is not None and later.meta.effective.value == "2023-01-01"


def test_both_versions_of_a_conflict_can_be_shown_and_the_person_decides(story, library):
    _, events, _, later = story
    (offered, *_rest) = nearest(later, events["changed"])
    assert "数据治理水平自评" in offered.words and "成熟度评估" in events["changed"].anchor.quote
    path = corrections_of(library, later.id)
    fresh = msgspec.structs.replace(again(events["changed"], offered), id="again")
    append_all(path, [fresh, new_event("王某", "undo", event=events["changed"].id)])
    (decided,) = load(library, entries(library)[0])
    assert {one.event.id for one in decided.conflicts} == {events["deleted"].id, events["effective"].id}
    assert next(one for one in decided.norms if "水平自评" in one.quote.text).modality == "encouragement"


def test_each_correction_stands_where_its_words_went(story):
    before, _, _, later = story
    norms = {(one.quote.text, one.trigger.text if one.trigger else ""): one for one in later.norms}

    def norm(words: str) -> Any:
        return next(one for (quote, _), one in norms.items() if words in quote)

    units = {unit.id: unit for unit in later.units}
    words = later.reading.text
    joined = next(
        unit
        for unit in units.values()
        if unit.kind == "paragraph" and words[unit.at :].startswith("省大数据主管部门应当组织制定")
    )
    assert "落实数据质量" in words[joined.at : joined.until] or "公共管理和服务机构应当" in words[joined.at : joined.until]
    assert any(unit.kind == "paragraph" and words[unit.at :].startswith("头部企业应当加快") for unit in units.values())
    assert [unit.number for unit in units.values() if "法律、法规禁止的其他行为" in words[unit.own_at : unit.own_until]] == [
        "四"
    ]
    assert next(u for u in units.values() if u.kind == "subitem").id.startswith("c9.a53")
    assert [one.quote.text for one in later.mentions if one.review == "curated" and one.actors == ("省网信主管部门",)] == [
        "网信主管部门"
    ]
    names = {actor.name: actor for actor in later.actors}
    assert "金融机构" in names["银行业金融机构"].aliases and "金融机构" not in names
    assert (names["产业聚集区"].kind, names["国家安全领导机构"].level) == ("organisation", "province")
    assert names["数据安全责任单位"].members == ("数据收集单位", "数据持有单位")
    assert "相关行业主管部门" not in names
    assert [one.quote.text[:6] for one in later.norms if one.bearers == ("具备条件的工业企业",)] == ["工业企业应当"]
    assert norm("产业聚集区应当").bearers == ("产业园区",)
    assert norm("大数据发展应当以强化").modality == "declaration"
    assert (norm("收集已公开的数据").bearers, norm("收集已公开的数据").bearer_basis) == (("数据处理市场主体",), "curated")
    assert norm("任何单位和个人不得妨碍").bearers is None
    assert [one.quote.text for one in norm("采集程序符合").actions] == ["采集程序符合法律、法规相关规定"]
    assert [one.quote.text for one in norm("有条件共享和不予共享").conditions] == ["有条件共享和不予共享的"]
    assert [(one.quote.text, one.bearers) for one in later.norms if one.rule == "curated"] == [
        ("扩大信用贷款规模", ("银行业金融机构",))
    ]
    assert not any("本省实行数据安全责任制" in one.quote.text for one in later.norms)
    target = next(one.targets for one in later.references if one.review == "curated" and one.targets)
    assert words[units[target[0]].at :].startswith("通过共享获得的公共数据") and target != ("c3.a18.p2",)
    assert [one.law for one in later.references if one.review == "curated" and one.law] == ["中华人民共和国数据安全法"]
    steps = [step for sanction in later.sanctions for step in sanction.steps if step.review == "curated"]
    assert {step.measure for step in steps if "限期整改" in step.quote.text} == {"interview"}
    assert [(s.amount.min, s.amount.max) for s in steps if s.amount and "二十万元以下" in s.quote.text] == [(50000.0, 250000.0)]
    assert [s.enforcers for s in steps if "一百万元" in s.quote.text] == [("市场监督管理部门",)]
    assert [s.targets for s in steps if s.measure == "referral_penalty"] == [("单位",)]
    verdicts = {(one.status, one.basis): one for one in later.links if one.review == "curated"}
    assert {status for status, _ in verdicts} == {"accepted", "rejected"}
    drawn = verdicts["accepted", "curated"]
    assert (drawn.conduct_quote.text[:4], drawn.duty_quote.text[:4]) == ("重复采集", "任何单位")
    assert later.meta.status is not None and later.meta.status.value == "有效"
    assert later.id == before.id
