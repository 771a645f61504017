"""Many readings corrected in a table: one event a changed cell; forms refuse words that are not in the article."""

from __future__ import annotations

import msgspec
import pytest
from streamlit.testing.v1 import AppTest

from ingest.corrections.anchors import anchor_of
from ingest.corrections.draft import Draft
from ingest.corrections.log import new_event
from ingest.corrections.replay import replay
from tests.graph.gold import gold_statute
from views.correction_table import actor_edits, norm_edits

MODALITIES = {"义务": "obligation", "职权": "power"}


def _events(statute, edits):
    return tuple(
        new_event(
            "王某", "set", edit.kind, anchor_of(statute, edit.fact), field=edit.field, value=edit.value, before=edit.before
        )
        for edit in edits
    )


def test_each_changed_cell_of_the_norms_is_one_event():
    statute = gold_statute()
    norms = [norm for norm in statute.norms if norm.bearers and norm.modality == "obligation"][:4]
    edited = {
        0: {"modality": "职权", "bearers": list(norms[0].bearers)},
        1: {"bearers": ["网信部门", " 新主体 ", "网信部门"]},
        2: {"bearers": []},
        3: {"modality": "义务"},
        99: {"modality": "职权"},
    }
    edits = norm_edits(norms, edited, MODALITIES)
    assert [(edit.fact.id, edit.field, edit.value) for edit in edits] == [
        (norms[0].id, "modality", "power"),
        (norms[1].id, "bearers", ["网信部门", "新主体"]),
        (norms[2].id, "bearers", None),
    ]
    after = replay(statute, _events(statute, edits))
    assert after.conflicts == ()
    by_id = {norm.id: norm for norm in after.norms}
    assert by_id[norms[0].id].modality == "power"
    assert by_id[norms[1].id].bearers == ("网信部门", "新主体")
    assert by_id[norms[2].id].bearers is None


def test_the_name_of_an_actor_changes_after_what_else_is_said_of_it():
    statute = gold_statute()
    actor = next(one for one in statute.actors if one.name == "网信部门")
    edited = {0: {"name": "网络安全和信息化部门", "kind": "企业", "level": "省级", "members": "甲、乙"}}
    edits = actor_edits([actor], edited, {"企业": "enterprise"}, {"省级": "province"})
    assert [edit.field for edit in edits] == ["kind", "level", "members", "name"]
    after = replay(statute, _events(statute, edits))
    new = next(one for one in after.actors if one.name == "网络安全和信息化部门")
    assert (new.kind, new.level, new.members) == ("enterprise", "province", ("甲", "乙"))
    assert after.conflicts == ()


def test_words_are_found_in_the_smallest_unit_that_holds_them():
    statute = gold_statute()
    article = next(unit for unit in statute.units if unit.id == "c1.a4")
    draft = Draft(statute)
    anchor = draft.words_anchor("依法做好大数据发展的相关工作", article.id)
    assert anchor is not None and anchor.unit == "c1.a4.p2"
    assert draft.words_anchor("没有这句话", article.id) is None
    assert draft.words_anchor("", article.id) is None


@pytest.mark.parametrize("tab", ["norms", "actors"])
def test_the_tables_of_the_review_page_draw(tab, own_library):
    test = AppTest.from_string("import views.review\nviews.review.page()\n", default_timeout=90)
    test.query_params["tab"] = tab
    test.run()
    assert not test.exception
    assert not test.error
    assert any("处更正" in button.label for button in test.button)


def test_ten_thousand_edits_are_collected_once_each():
    statute = gold_statute()
    norm = next(one for one in statute.norms if one.modality == "obligation")
    many = [msgspec.structs.replace(norm, id=f"n{number}") for number in range(10_000)]
    edits = norm_edits(many, {number: {"modality": "职权"} for number in range(10_000)}, MODALITIES)
    assert len({edit.fact.id for edit in edits}) == len(edits) == 10_000
