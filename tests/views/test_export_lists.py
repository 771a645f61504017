"""What a room sees of a table, and that a step shows what its address narrows the page to."""

from __future__ import annotations

import msgspec
import pytest

from graph.citation import Citations
from tests.graph.gold import actor, gold_network, gold_statute
from views.exports.lists import LONGEST, MOST, places, short
from views.exports.page import Board
from views.exports.render import page_of
from views.exports.widths import breadth, shares
from views.story import new_step


def _page(page: str, **query: str | tuple[str, ...]):
    given = {name: (value,) if isinstance(value, str) else value for name, value in query.items()}
    return page_of(new_step(page, "题", given), gold_statute(), gold_network())


@pytest.mark.parametrize("name", ["actors", "duties", "gaps", "ladders", "references"])
def test_every_table_has_a_board_of_few_short_rows(name):
    page = _page(name)
    assert page.rows and page.board is not None
    assert 0 < len(page.board.rows) <= MOST + 2
    for row in page.board.rows:
        assert len(row) == len(page.board.columns)
        assert all(len(cell) <= 60 for cell in row)


def test_a_page_narrowed_to_a_chapter_an_actor_or_a_side_is_shown_so():
    whole, narrowed = _page("gaps", gap="duty_without_sanction"), _page("gaps", gap="duty_without_sanction", chapter="c6")
    assert 0 < len(narrowed.rows) < len(whole.rows)
    cite = Citations(gold_statute())
    sixth = {cite.of(unit.id) for unit in gold_statute().units if unit.id.startswith("c6.")}
    assert {row[1] for row in narrowed.rows} <= sixth
    duties = _page("duties", tab="list", actor="工业企业")
    assert duties.rows and {row[0] for row in duties.rows} == {"工业企业"}
    vague, inside = _page("references", side="vague"), _page("references", side="outside")
    assert {row[1] for row in vague.rows}.isdisjoint({row[1] for row in inside.rows}) or not inside.rows
    enforced = _page("actors", actor=actor("市场监督管理部门"), part="enforces")
    assert enforced.rows and enforced.rows != _page("actors", actor=actor("市场监督管理部门")).rows
    assert _page("duties", tab="matrix").board.numbers == tuple(range(1, len(_page("duties", tab="matrix").columns)))


def test_the_row_chosen_stands_with_its_article():
    statute = gold_statute()
    norm = next(one for one in statute.norms if one.bearers and one.unit.startswith("c6."))
    page = _page("duties", tab="list", row=f"{norm.id}/{norm.bearers[0]}")
    assert page.board is not None and page.strong == norm.quote.text
    assert page.words.startswith(page.beside) and norm.quote.text in page.words


def test_a_condition_is_said_with_its_fine():
    rows = _page("ladders", ladder=f"{gold_statute().id}:S50").rows
    assert "交易金额不足一万元的，处五万元以上二十万元以下罚款" in {row[4] for row in rows}


def test_kinds_switched_off_are_not_drawn():
    focus = f"actor:{actor('数据处理市场主体')}"
    whole, without = _page("chains", focus=focus), _page("chains", focus=focus, hide=("prohibition", "missing"))
    assert {"prohibition", "missing"} <= {one.kind for one in (*whole.scene.spots, *whole.scene.lines)}
    assert {"prohibition", "missing"}.isdisjoint({one.kind for one in (*without.scene.spots, *without.scene.lines)})
    assert {"prohibition", "missing"}.isdisjoint({entry.kind for entry in without.scene.legend})


def test_the_paragraph_a_step_points_at_is_set_apart():
    page = _page("reader", at="c1.a4.p1")
    assert page.strong and page.strong in page.words and len(page.strong) < len(page.words)
    assert _page("reader", at="c8.a49.p1").strong == ""


def test_runs_of_articles_are_told_as_runs():
    statute = gold_statute()
    cite = Citations(statute)
    assert places(cite, statute, ["c2.a8.p1.i1", "c2.a6", "c2.a7.p1", "c3.a12"]) == "第六条至第八条、第十二条"
    assert places(cite, statute, []) == ""


def test_a_long_cell_is_cut_at_a_comma():
    assert short("甲" * 30 + "，" + "乙" * 30) == "甲" * 30 + "…"
    assert len(short("甲" * 100)) == LONGEST
    assert short("短") == "短"


def test_weights_are_of_the_largest_count():
    board = Board(("a", "n"), (("x", "2"), ("y", "8"), ("z", "")), numbers=(1,))
    assert [board.weight(row, 1) for row in range(3)] == [0.25, 1.0, 0.0]
    assert board.weight(0, 0) == 0.0


def test_short_columns_get_what_they_need():
    parts = shares(("条款", "原文"), [("第五十一条", "长" * 200), ("第一条", "短")], 60)
    assert abs(sum(parts) - 1) < 1e-9
    assert parts[0] * 60 >= breadth("第五十一条")
    assert parts[1] > 0.8
    assert shares((), [], 60) == []


@pytest.mark.parametrize(
    "name", ["home", "chains", "reader", "actors", "duties", "gaps", "ladders", "references", "compare", "schema"]
)
@pytest.mark.parametrize("value", ["", "没有", "actor:没有的法@2000:actor:谁", "sanction:", "c99.a1", "-1", "|", "statute:x"])
def test_a_foreign_or_broken_address_shows_something_and_never_fails(name, value):
    names = (
        "focus",
        "at",
        "actor",
        "part",
        "tab",
        "cell",
        "gap",
        "chapter",
        "ladder",
        "side",
        "to",
        "row",
        "sel",
        "hide",
        "depth",
        "f_ch",
        "open",
    )
    page = page_of(new_step(name, "题", dict.fromkeys(names, (value,))), gold_statute(), gold_network())
    assert page.title == "题" and page.citation.startswith("《")


def test_notes_are_never_what_the_room_sees():
    page = page_of(new_step("schema", "题", {}, "只给讲者"), gold_statute(), gold_network())
    assert page.notes == "只给讲者" and page.words == "" and page.board is None


@pytest.mark.parametrize("part", ["", "alike", "actors", "terms", "only", "cites"])
def test_two_statutes_are_shown_side_by_side(part):
    other = msgspec.structs.replace(gold_statute(), id="另一部@2020", norms=gold_statute().norms[:40])
    step = new_step("compare", "题", {"with": (other.id,), "part": (part,)})
    page = page_of(step, gold_statute(), gold_network(), find={other.id: other}.get)
    assert page.columns and all(len(row) == len(page.columns) for row in page.rows)
    assert (len(page.rows) > 0) == (part != "cites")
    gone = page_of(step, gold_statute(), gold_network(), find=lambda _: None)
    assert gone.rows == () and gone.title == "题"
