"""Profiles, ladders, the duty list, deadlines and comparisons, on the annotated statute."""

from __future__ import annotations

import itertools
import json

import msgspec

from graph.compare import compare, newer_of, repealed_in, terms_of
from graph.duty_list import deadlines_of, duty_list
from graph.gaps import GAP_KINDS, gaps_of
from graph.ladders import ladders_of
from graph.profile import matrix_of, profile_of
from ingest.pipeline import parse
from ingest.read import read_bytes

from .gold import FOLDER, actor, gold_network, gold_statute

QUESTIONS = {q["id"]: q["answer"] for q in json.loads((FOLDER / "chains.json").read_text(encoding="utf-8"))["questions"]}


def test_a_profile_tells_duties_enforcement_and_threats():
    profile = profile_of(gold_network(), actor("大数据主管部门"))
    assert profile.members
    assert {line.note for line in profile.enforces} >= {"notice_rectify"}
    assert profile.total == sum(len(lines) for lines in profile.norms.values())
    firm = profile_of(gold_network(), actor("数据处理市场主体"))
    assert {line.note for line in firm.threatened_by} >= {"fine", "confiscation"}
    assert all(line.unit and line.quote for line in firm.threatened_by)


def test_the_industrial_firms_duties_stand_in_the_articles_the_annotator_listed():
    profile = profile_of(gold_network(), actor("工业企业"))
    articles = {int(line.unit.split(".")[1][1:]) for lines in profile.norms.values() for line in lines if line.stated}
    assert articles <= set(QUESTIONS["Q07"]["bearer"])
    assert articles


def test_ladders_give_the_amounts_in_order():
    fines = [
        [rung.min_yuan, rung.max_yuan, rung.percent_max, rung.cap_yuan]
        for ladder in ladders_of(gold_network())
        for rung in ladder.rungs
        if rung.measure == "fine"
    ]
    assert fines == [row[1:] for row in QUESTIONS["Q08"]]
    for ladder in ladders_of(gold_network()):
        assert [rung.order for rung in ladder.rungs] == sorted(rung.order for rung in ladder.rungs)
        assert ladder.conducts


def test_every_row_of_the_duty_list_has_its_words():
    rows = duty_list(gold_statute())
    text = "".join(gold_statute().reading.text.split())
    assert rows
    assert all("".join(row.quote.split()) in text and row.citation.startswith("第") for row in rows)
    named = [row.actor for row in rows if row.actor]
    assert len(set(named)) < len(named)
    changes = sum(a != b for a, b in itertools.pairwise(named))
    assert changes == len(set(named)) - 1, "rows of one actor stand together"
    assert any("（候选）" in place for row in rows for place in row.liability)


def test_deadlines_are_listed_with_their_words():
    rows = deadlines_of(gold_statute())
    assert rows
    text = gold_statute().reading.text
    assert all(text[row.deadline.quote.at : row.deadline.quote.until] == row.deadline.quote.text != "" for row in rows)


def test_the_matrix_counts_each_norm_of_each_actor_once():
    matrix = matrix_of(gold_network())
    total = sum(len(cell.norms) for cell in matrix.cells.values())
    bears = {(s, t) for s, t, d in gold_network().edges(data=True) if d["type"] == "BEARS"}
    assert total == len(bears)
    assert matrix.rows[0] in {actor("省人民政府"), actor("大数据主管部门"), actor("市人民政府"), actor("政府有关部门")}


def test_gaps_say_their_kind_and_their_words():
    gaps = gaps_of(gold_network())
    assert {gap.kind for gap in gaps} <= set(GAP_KINDS)
    assert (
        sum(gap.kind == "vague_reference" for gap in gaps) >= QUESTIONS["Q20"]["generic_law"] + QUESTIONS["Q20"]["generic_rule"]
    )
    assert all(gap.quote for gap in gaps)


def test_a_statute_compared_with_itself_differs_in_nothing():
    result = compare(gold_statute(), gold_statute())
    assert result.only_left == result.only_right == ()
    assert {row.side for row in result.actors} == {"both"}


def test_what_one_statute_lacks_is_listed():
    left = gold_statute()
    right = msgspec.structs.replace(left, norms=left.norms[:10], mentions=left.mentions[:5])
    result = compare(left, right)
    assert any(row.side == "left" for row in result.actors)
    assert result.only_right == ()
    assert terms_of("公共数据，平台") == {"公共", "共数", "数据", "公共数", "共数据", "平台"}


def _read(text: str, name: str = "a.txt"):
    return parse(read_bytes(text.encode(), name))[0]


OLD = "甲省湖泊条例\n（2010年1月1日甲省第一届人民代表大会常务委员会第一次会议通过）\n第一条 甲省人民政府应当保护湖泊。\n第二条 本条例自2010年3月1日起施行。\n"
NEW = (
    "甲省湖泊保护条例\n（2031年1月1日甲省第九届人民代表大会常务委员会第一次会议通过）\n第一条 甲省人民政府应当保护湖泊。\n"
    "第二条 制定规划参照《甲省湖泊条例》的要求。\n第三条 本条例自2031年3月1日起施行。《甲省湖泊条例》同时废止。\n"
)


def test_a_statute_the_other_repeals_is_told_with_the_place():
    old, new = _read(OLD), _read(NEW)
    unit = repealed_in(new, old)
    assert unit is not None and unit.endswith("a3.p1")
    assert repealed_in(old, new) is None
    kept = _read(NEW.replace("《甲省湖泊条例》同时废止。", ""))
    assert repealed_in(kept, old) is None


def test_of_two_versions_the_later_is_told():
    old, later = _read(OLD), _read(OLD.replace("2010年", "2020年"))
    assert newer_of(old, later) is later and newer_of(later, old) is later
    assert newer_of(old, old) is None
    assert newer_of(old, _read(NEW)) is None
