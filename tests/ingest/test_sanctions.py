"""Ladders: steps, who imposes them, on whom, when; and what is left unknown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.contract import rows
from ingest.facts import Sanction, Step
from ingest.gold.score import evaluate
from ingest.lexicon import lexicon
from ingest.pipeline import parse
from ingest.read import read_bytes
from ingest.reading import Reading
from ingest.sanctions import find_sanctions, sanction_diagnostics
from ingest.sanctions.measures import next_measure
from ingest.statute import Statute
from ingest.units import Passage

from .liabilities import GOLD, gold_with_own, named, statute_of

SHARED = (Path(__file__).parents[2] / ".." / "shared" / "gold" / "government-data-sharing-2025").resolve()

NAMES = {
    "甲机关": "甲机关",
    "乙机关": "乙机关",
    "发证机关": "发证机关",
    "公安机关": "公安机关",
    "本级人民政府": "本级人民政府",
    "建设单位": "建设单位",
    "经营者": "经营者",
    "主管人员": "主管人员",
}


def ladders(text: str) -> tuple[Sanction, ...]:
    tree, mentions = named(text, NAMES)
    return find_sanctions(tree.reading, tree.passages, mentions, ())


def steps(text: str) -> tuple[Step, ...]:
    found = ladders("第一条 " + text)
    assert len(found) == 1, [sanction.quote.text for sanction in found]
    return found[0].steps


def imposed(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(step.measure, step.enforcers) for step in steps(text)]


# --- gold -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", [GOLD, pytest.param(SHARED, marks=pytest.mark.corpus)], ids=lambda path: path.name)
def test_the_steps_of_the_annotated_statutes(folder: Path) -> None:
    if not folder.is_dir():
        pytest.skip(f"the shared gold is not here: {folder}")
    gold, statute = gold_with_own(folder)
    scores = evaluate(gold, {"steps": list(rows(statute, "steps"))}).scores
    for layer in ("steps", "steps.amount", "steps.enforcer"):
        assert scores[layer].overlap.f1 >= 0.93, layer


# --- who ------------------------------------------------------------------------------------------------------------


def test_the_enforcer_carries_over_a_semicolon_but_never_to_discipline_or_crime() -> None:
    text = "经营者违反本法规定，擅自停业的，由甲机关责令改正；拒不改正的，处一万元以下罚款；情节严重的，对主管人员依法给予处分；构成犯罪的，依法追究刑事责任。"
    assert imposed(text) == [
        ("order_rectify", ("甲机关",)),
        ("fine", ("甲机关",)),
        ("disciplinary", ()),
        ("criminal", ()),
    ]
    assert [step.enforcer_basis for step in steps(text)] == ["explicit", "same_sentence", None, None]


def test_discipline_takes_the_enforcer_written_in_its_own_clause() -> None:
    assert imposed("经营者未报告的，视情节轻重，由甲机关依纪依法给予处分。") == [("disciplinary", ("甲机关",))]
    assert imposed("经营者未报告的，由甲机关责令改正，对主管人员给予处分。")[1] == ("disciplinary", ())
    assert imposed("经营者未报告的，甲机关可以要求说明情况，并建议有关单位对主管人员给予处分。")[-1] == ("disciplinary", ())


def test_a_second_organ_holds_for_its_own_measure() -> None:
    text = "经营者未备案的，由甲机关责令改正；逾期未改正的，报本级人民政府责令其限期改正；情节严重的，处一万元以下罚款。"
    assert imposed(text) == [
        ("order_rectify", ("甲机关",)),
        ("order_rectify", ("本级人民政府",)),
        ("fine", ("甲机关",)),
    ]
    text = "经营者未备案的，由甲机关责令改正；情节严重的，由发证机关吊销许可证；造成事故的，处一万元以下罚款。"
    assert imposed(text)[1:] == [("licence_revocation", ("发证机关",)), ("fine", ("甲机关",))]


def test_two_organs_of_equal_standing_leave_the_next_step_unknown() -> None:
    text = "经营者未备案的，由甲机关责令改正；拒不改正的，由乙机关处一万元以下罚款；情节严重的，责令停业整顿。"
    assert imposed(text)[-1] == ("suspension", ())


def test_whoever_is_regulated_is_not_the_enforcer() -> None:
    text = "经营者违反规定施工的，由建设单位限期拆除，处一万元以下罚款。"
    assert imposed(text) == [("fine", ())]


def test_whoever_orders_has_authority_to() -> None:
    assert imposed("经营者违反规定施工的，由建设单位或者甲机关责令改正，给予警告。") == [
        ("order_rectify", ("建设单位", "甲机关")),
        ("warning", ("建设单位", "甲机关")),
    ]


def test_who_was_told_acts_only_in_the_words_that_tell_him_to() -> None:
    assert imposed("经营者未备案的，由甲机关通报乙机关吊销许可证。") == [("licence_revocation", ("乙机关",))]
    assert imposed("经营者未备案的，由甲机关通知乙机关，并处一万元罚款。") == [("fine", ("甲机关",))]
    assert imposed("经营者未备案的，由甲机关移送公安机关，并处一万元罚款。") == [("fine", ("甲机关",))]
    assert imposed("经营者未备案的，由甲机关通知主管人员，责令改正。") == [("order_rectify", ("甲机关",))]
    assert imposed("经营者未备案的，由甲机关责令改正；提交虚假材料，处一万元罚款。")[1] == ("fine", ("甲机关",))
    text = "经营者未备案的，由甲机关责令改正；情节严重的，通报某某部门吊销许可证；对主管人员处一万元罚款。"
    assert imposed(text)[1:] == [("licence_revocation", ()), ("fine", ("甲机关",))]


def test_who_is_told_or_instructed_to_act_is_who_acts() -> None:
    told = imposed("经营者违反本条例规定的，甲机关应当将其纳入诚信档案不良记录，同时告知乙机关依法处理。")
    assert told == [("blacklist", ("甲机关",)), ("referral_penalty", ("乙机关",))]
    assert imposed("当事人逾期不拆除的，本级人民政府可以责成甲机关强制拆除。") == [("demolition", ("甲机关",))]


def test_what_is_entered_in_a_record_is_entered_by_nobody_the_text_names() -> None:
    text = "经营者违反本条例规定的，由甲机关依法予以处罚，{}计入其信用档案。"
    assert imposed(text.format("相关不良信息依法"))[-1] == ("blacklist", ())
    assert imposed("经营者违反本条例规定的，由甲机关依规予以处理，不良信息计入其信用档案。") == [("blacklist", ())]
    assert imposed(text.format("并将相关不良信息依法"))[-1] == ("blacklist", ("甲机关",))


def test_the_day_of_an_order_is_no_order() -> None:
    text = "经营者违反本条例规定，拒不停止的，甲机关可以自责令停止或者改正违法行为的{}起，按日连续处罚。"
    for day in ("次日", "第二日"):
        assert imposed(text.format(day)) == [("fine", ("甲机关",))]


@pytest.mark.parametrize(
    "text",
    [
        "法人被宣告破产的，依法清算并完成法人注销登记时，法人终止。",
        "违法事实确凿，对公民处以五十元以下罚款或者警告的行政处罚，可以当场作出决定。",
        "经营者违反本条例规定，未经甲机关处以罚款或者处以罚款而未执行的，不再执行。",
    ],
)
def test_a_time_a_kind_of_penalty_and_what_was_not_imposed_are_no_steps(text: str) -> None:
    assert ladders("第一条 " + text) == ()


def test_a_rule_before_the_description_is_no_part_of_it() -> None:
    found = ladders("第一条 下级的决定不得与上级的决定相抵触；擅自另行决定的，由甲机关责令改正。")
    assert [conduct.quote.text for conduct in found[0].conducts] == ["擅自另行决定的"]
    late = ladders("第一条 经营者应当在十日内办理登记；逾期不办理的，由甲机关处一万元以下罚款。")
    assert late[0].conducts[0].offenders == ("经营者",)


def test_who_pursues_somebody_is_no_offender() -> None:
    found = ladders("第一条 甲机关对冲击会场、破坏秩序的人，依法追究刑事责任；情节较轻的，予以五百元罚款。")
    assert [conduct.offenders for conduct in found[0].conducts] == [()]
    idle = ladders("第一条 甲机关对应当制止的违法行为不予制止的，由乙机关责令改正。")
    assert [conduct.offenders for conduct in idle[0].conducts] == [("甲机关",)]


def test_a_measure_decided_is_a_measure() -> None:
    text = "经营者未备案的，由甲机关处一万元罚款，并可以决定禁止其从事有关经营。"
    assert imposed(text) == [("fine", ("甲机关",)), ("disqualification", ("甲机关",))]
    assert imposed("经营者未备案的，由甲机关根据乙机关的建议责令改正。") == [("order_rectify", ("甲机关",))]


def test_money_owed_for_the_breach_is_civil_liability() -> None:
    text = "经营者未备案的，由甲机关责令改正；已经收费的，由经营者按照标准支付赔偿金；造成损失的，应当承担赔偿责任。"
    assert imposed(text) == [("order_rectify", ("甲机关",)), ("civil_liability", ()), ("civil_liability", ())]
    statute = in_two_chapters("供水应当安全。", "供水单位未按时供水的，应当向用户支付二倍的费用。")
    (sanction,) = statute.sanctions
    assert [(step.measure, step.quote.text, step.targets) for step in sanction.steps] == [
        ("civil_liability", "支付二倍的费用", ("供水单位",))
    ]


def test_acts_of_somebody_open_a_ladder() -> None:
    (sanction,) = ladders("第一条 对经营者的违法行为，由甲机关责令改正，处一万元罚款。")
    assert [(conduct.quote.text, conduct.offenders) for conduct in sanction.conducts] == [("违法行为", ("经营者",))]
    assert [step.targets for step in sanction.steps] == [("经营者",)] * 2


def test_a_description_without_the_particle_ends_where_the_organ_is_named() -> None:
    text = "经营者违反本法规定，未建立档案，由甲机关责令改正；弄虚作假的，处一万元罚款。"
    (sanction,) = ladders("第一条 " + text)
    assert [(conduct.quote.text, conduct.offenders) for conduct in sanction.conducts] == [
        ("违反本法规定，未建立档案", ("经营者",)),
        ("弄虚作假的", ("经营者",)),
    ]


def test_seized_things_and_frozen_assets_are_restrictions() -> None:
    text = "经营者未备案的，甲机关可以扣留车辆、工具；拒不改正的，强制拖离或者扣留车辆，暂扣营业执照。"
    assert [(step.measure, step.quote.text) for step in steps(text)] == [
        ("restriction", "扣留车辆、工具"),
        ("restriction", "强制拖离"),
        ("restriction", "扣留车辆"),
        ("licence_suspension", "暂扣营业执照"),
    ]
    text = "经营者从事危害公共安全的活动的，依法追究法律责任；甲机关可以决定采取冻结财产或者其他必要的制裁措施。"
    assert imposed(text)[1] == (
        "restriction",
        ("甲机关",),
    )
    assert ladders("第一条 对扣留的车辆，由甲机关妥善保管。") == ()


def test_a_condition_holds_in_its_own_sentence() -> None:
    text = "经营者未备案的，由甲机关责令改正；情节严重的，处一万元罚款。关闭用于违法活动的网站、栏目。"
    assert [(step.measure, step.condition) for step in steps(text)] == [
        ("order_rectify", "base"),
        ("fine", "serious"),
        ("closure", "base"),
    ]


def test_who_may_talk_to_somebody_about_a_risk() -> None:
    statute = in_two_chapters("取水活动存在较大风险的，水务部门可以对取水单位进行约谈。", "擅自取水的，由水务部门责令改正。")
    assert [step.quote.text for step in statute.sanctions[0].steps] == ["进行约谈"]


def test_the_chapeau_that_hands_down_to_its_items_imposes_nothing_itself() -> None:
    text = "第一条 经营者违反本法规定的，由甲机关按照下列规定处罚：\n（一）未备案的，处一万元罚款；\n（二）未报告的，给予警告。"
    (sanction,) = ladders(text)
    assert [(step.measure, step.enforcers) for step in sanction.steps] == [("fine", ("甲机关",)), ("warning", ("甲机关",))]


def test_whose_office_it_is_to_punish_is_no_ladder() -> None:
    assert ladders("第一条 本法规定的违法行为，由甲机关进行处罚。") == ()


def test_other_law_punishes_wherever_that_is_said() -> None:
    statute = in_two_chapters("违反前款规定的，依照有关法律、法规给予处罚。", "擅自取水的，由水务部门责令改正。")
    assert [step.quote.text for step in statute.sanctions[0].steps] == ["给予处罚"]


def test_persons_named_first_are_those_disciplined() -> None:
    text = "对有违法行为的经营者的主管人员，依法给予处分，并由甲机关没收违法所得；情节严重的，禁止其一至五年内从事经营；情节特别严重的，永久禁止其从事经营。"
    assert [step.measure for step in steps(text)] == ["disciplinary", "confiscation", "disqualification", "disqualification"]


def test_a_thing_made_public_and_a_word_of_mouth_are_no_penalties() -> None:
    statute = in_two_chapters("供水应当安全。", "水务部门依法收集违法行为的证据的，其设备设置地点应当向社会公布。")
    assert statute.sanctions == ()
    assert ladders("第一条 经营者违规且情节轻微的，给予口头警告后放行。") == ()


def test_who_is_meant_stands_behind_the_list() -> None:
    text = "第一条 甲机关根据举报，可以决定将有下列情形之一的经营者列入重点监管名单：\n（一）擅自停业；\n（二）拒绝检查。"
    (sanction,) = ladders(text)
    assert [conduct.offenders for conduct in sanction.conducts] == [("经营者",)] * 2
    assert [(step.enforcers, step.targets) for step in sanction.steps] == [(("甲机关",), ("经营者",))]


def test_an_item_never_takes_the_organ_of_the_item_beside_it() -> None:
    text = (
        "第一条 经营者违反本法规定的，按照下列规定处理：\n（一）未备案的，由甲机关给予警告，处一万元罚款；情节严重的，处二万元罚款；\n"
        "（二）未报告的，由乙机关给予警告；情节严重的，处一万元罚款；\n（三）未登记的，处一万元罚款。"
    )
    assert [step.enforcers for sanction in ladders(text) for step in sanction.steps] == [
        *[("甲机关",)] * 3,
        *[("乙机关",)] * 2,
        (),
    ]


def test_each_act_has_its_own_offender() -> None:
    text = "经营者未备案的，由甲机关责令改正；建设单位未报告的，由乙机关处一万元罚款。"
    assert [step.targets for step in steps(text)] == [("经营者",), ("建设单位",)]
    text = "第一条 有下列行为之一的，由甲机关按照下列规定处罚：\n（一）经营者未备案的，处一万元罚款；\n（二）建设单位未报告的，给予警告。"
    assert [step.targets for sanction in ladders(text) for step in sanction.steps] == [("经营者",), ("建设单位",)]


def test_what_somebody_has_suffered_is_no_step() -> None:
    assert ladders("第一条 经营者受到处以罚款、没收违法所得等处罚后，发生合并的，由甲机关变更登记。") == ()


def test_a_written_modal_outside_the_liability_part_keeps_its_norm() -> None:
    text = (
        "第一条 供水单位应当安全供水。\n第二条 水务部门发现存在严重浪费行为的，可以对其主要负责人进行约谈；被约谈的单位应当立即整改。\n"
        "第三条 对违法取水的单位，水务部门可以将其列入失信名单。"
    )
    statute = parse(read_bytes(("某市供水规定\n" + text).encode(), "test.txt"))[0]
    assert [(s.unit, s.liability_part, [step.quote.text for step in s.steps]) for s in statute.sanctions] == [
        ("a2.p1", False, ["进行约谈"]),
        ("a3.p1", False, ["列入失信名单"]),
    ]
    assert [(norm.unit, norm.modality, norm.bearers) for norm in statute.norms[1:]] == [
        ("a2.p1", "power", ("水务部门",)),
        ("a2.p1", "obligation", ("被约谈的单位",)),
        ("a3.p1", "power", ("水务部门",)),
    ]


def test_a_case_told_by_number_is_answered_outside_the_part_as_well() -> None:
    statute = in_two_chapters(
        "供水单位不得擅自停水。\n供水单位有前款规定情形的，水务部门可以将其列入管控名单。\n水务部门对不执行标准的供水单位，可以采取提醒、约谈等措施。\n"
        "供水单位从事危害公共安全的活动的，水务部门可以将其列入限制清单，并采取限制取水等措施。",
        "擅自取水的，由水务部门予以取缔，查封取水场所，扣押专用工具；本条例规定的违法行为，由水务部门进行处罚。",
    )
    found = [(s.unit, [step.measure for step in s.steps]) for s in statute.sanctions]
    assert found[:3] == [
        ("c1.a1.p2", ["blacklist"]),
        ("c1.a1.p3", ["interview"]),
        ("c1.a1.p4", ["blacklist", "restriction"]),
    ]
    assert [conduct.cited for conduct in statute.sanctions[0].conducts] == [()]
    assert found[3][1][:3] == ["closure", "restriction", "restriction"]
    assert not any("上缴" in step.quote.text for step in steps("经营者违规的，由甲机关处一万元罚款；收缴的罚款全部上缴国库。"))


def test_what_a_duty_answers_is_answered() -> None:
    (sanction,) = ladders("第一条 经营者违规收费的，应当退还押金；构成犯罪的，依法追究刑事责任。")
    assert [conduct.quote.text for conduct in sanction.conducts] == ["违规收费的"]
    assert [(step.measure, step.condition) for step in sanction.steps] == [("criminal", "crime")]


def test_whatever_is_suspended() -> None:
    text = "经营者未备案的，由甲机关责令改正，暂停其三个月以上六个月以下电费结算；情节严重的，责令乙站、丙站暂停有关人员三个月工作。"
    assert imposed(text) == [("order_rectify", ("甲机关",)), ("suspension", ("甲机关",)), ("suspension", ("甲机关",))]
    assert steps(text)[2].quote.text == "责令乙站、丙站暂停有关人员三个月工作"
    assert imposed("经营者未备案的，由甲机关责令改正，退回已支付的有关费用。")[1] == ("order_rectify", ("甲机关",))
    assert imposed("经营者未备案的，由甲机关责令停止从事中介活动。") == [("suspension", ("甲机关",))]
    # a hearing that is suspended answers no breach
    assert ladders("第一条 经营者未到场的，应当暂停听证。") == ()


def test_an_organ_as_subject_without_by() -> None:
    assert imposed("经营者连续停业六个月以上的，甲机关可以吊销许可证。") == [("licence_revocation", ("甲机关",))]


def test_a_reported_to_organ_that_approves_is_not_the_enforcer() -> None:
    text = "经营者拒不停产的，由甲机关报经本级人民政府批准，责令停业。"
    assert imposed(text) == [("suspension", ("甲机关",))]


def test_only_those_who_may_detain_do() -> None:
    text = "经营者违反本法规定的，由甲机关责令改正；情节严重的，处五日以下拘留。"
    assert imposed(text)[1] == ("detention", ())
    text = "经营者违反本法规定的，由公安机关没收违法所得，处五日以下拘留。"
    assert imposed(text)[1] == ("detention", ("公安机关",))


def test_an_enforcer_nobody_recognised_is_reported_not_guessed() -> None:
    tree, mentions = named("第一条 经营者违反本法规定的，由某某办责令改正，处一万元以下罚款。", NAMES)
    found = find_sanctions(tree.reading, tree.passages, mentions, ())
    assert [step.enforcers for step in found[0].steps] == [(), ()]
    codes = [d.code for d in sanction_diagnostics(tree.reading, tree.passages, found)]
    assert codes == ["enforcer_unmatched"]


# --- on whom, when, how -----------------------------------------------------------------------------------------------


def test_targets() -> None:
    text = "经营者未备案的，由甲机关责令改正，可以并处一万元以下罚款，对主管人员处一千元以下罚款。"
    assert [step.targets for step in steps(text)] == [("经营者",), ("经营者",), ("主管人员",)]
    assert [(step.discretionary, step.additional) for step in steps(text)] == [(False, False), (True, True), (False, False)]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("逾期未改正的", "overdue"),
        ("拒不改正的", "refusal"),
        ("拒不改正或者情节严重的", "refusal_or_serious"),
        ("情节较轻的", "minor"),
        ("情节严重的", "serious"),
        ("情节特别严重的", "very_serious"),
        ("造成严重后果的", "consequence"),
        ("再次违反的", "repeat"),
        ("违法所得不足一万元的", "amount_band"),
        ("没有违法所得的", "amount_band"),
        ("构成违反治安管理行为的", "public_security"),
        ("构成犯罪的", "crime"),
        ("受到刑事处罚的", "consequential"),
    ],
)
def test_conditions(words: str, kind: str) -> None:
    first, second = steps(f"经营者未备案的，由甲机关责令改正；{words}，处一万元以下罚款。")
    assert first.condition == "base"
    assert second.condition == kind
    assert second.condition_quote is not None
    assert second.condition_quote.text == words


def test_a_condition_holds_until_the_next() -> None:
    text = "经营者未备案的，由甲机关责令改正；拒不改正的，处一万元以下罚款；对主管人员处一千元以下罚款。"
    assert [step.condition for step in steps(text)] == ["base", "refusal", "refusal"]


def test_not_yet_a_crime_is_no_crime() -> None:
    (step,) = steps("经营者窃取数据，尚不构成犯罪的，由公安机关处一万元以下罚款。")
    assert step.condition == "base"


def test_amount_bands_and_alternatives_are_one_choice() -> None:
    text = "经营者违规交易的，由甲机关没收违法所得，交易金额不足一万元的，处五万元以上二十万元以下罚款；交易金额一万元以上的，处二十万元以上一百万元以下罚款。"
    groups = [step.alternative_group for step in steps(text)]
    assert groups[0] is None and groups[1] is not None and groups[1] == groups[2]
    assert [[(band.op, band.value) for band in step.thresholds] for step in steps(text)] == [
        [],
        [("lt", 10_000)],
        [("ge", 10_000)],
    ]
    first, second = steps("经营者违规交易的，由甲机关吊销许可证或者吊销营业执照。")
    assert first.alternative_group == second.alternative_group == 1


def test_one_order_of_several_kinds_is_several_steps() -> None:
    text = "经营者拒不改正的，由甲机关责令暂停相关业务、停业整顿、关闭网站、吊销相关业务许可证或者吊销营业执照。"
    assert [step.quote.text for step in steps(text)] == [
        "责令暂停相关业务",
        "停业整顿",
        "关闭网站",
        "吊销相关业务许可证",
        "吊销营业执照",
    ]


def test_savings_and_two_ladders_in_one_paragraph() -> None:
    found = ladders(
        "第一条 经营者未备案的，由甲机关责令改正。经营者擅自停业的，由乙机关处一万元以下罚款。法律、行政法规另有规定的，从其规定。"
    )
    assert [sanction.id for sanction in found] == ["a1.p1#s1", "a1.p1#s2"]
    assert found[0].savings is None
    assert found[1].savings is not None
    assert found[1].savings.text == "法律、行政法规另有规定的，从其规定"
    assert [step.enforcers for step in found[1].steps] == [("乙机关",)]


# --- conducts ---------------------------------------------------------------------------------------------------------


def test_conducts_of_a_list_with_their_own_fines() -> None:
    (found,) = ladders(
        "第一条 经营者违反本法规定，有下列行为之一的，由甲机关责令改正，并按照下列规定处罚：\n"
        "（一）未备案的，处一千元以下罚款；\n（二）擅自停业的，处二千元以下罚款；\n（三）其他违反本法规定的行为。"
    )
    assert [(c.unit, c.quote.text, c.catch_all) for c in found.conducts] == [
        ("a1.p1.i1", "未备案的", False),
        ("a1.p1.i2", "擅自停业的", False),
        ("a1.p1.i3", "其他违反本法规定的行为", True),
    ]
    assert {c.offenders for c in found.conducts} == {("经营者",)}
    fines = [step for step in found.steps if step.measure == "fine"]
    assert [(step.unit, step.conducts, step.enforcers, step.enforcer_basis) for step in fines] == [
        ("a1.p1.i1", ("a1.p1.i1#k1",), ("甲机关",), "list_intro"),
        ("a1.p1.i2", ("a1.p1.i2#k1",), ("甲机关",), "list_intro"),
    ]


def test_two_acts_are_two_conducts() -> None:
    (found,) = ladders("第一条 经营者泄露、出售个人信息的，或者在工作中玩忽职守的，依法给予处分。")
    assert [c.quote.text for c in found.conducts] == ["泄露、出售个人信息的", "在工作中玩忽职守的"]


def test_an_act_that_names_a_measure_is_no_step() -> None:
    (found,) = ladders(
        "第一条 经营者有下列情形之一的，由甲机关责令改正：\n（一）擅自终止共享服务；\n（二）未按照责令限期改正的要求停业。"
    )
    assert [step.quote.text for step in found.steps] == ["责令改正"]
    assert len(found.conducts) == 2


@pytest.mark.parametrize(
    "words",
    [
        "其他违反本条例规定的行为",
        "法律、法规规定的其他行为",
        "违反本条例规定的其他情形",
        "违反本法规定",
        "其他依法应当给予处罚的情形",
    ],
)
def test_catch_alls(words: str) -> None:
    (found,) = ladders(f"第一条 经营者有下列行为之一的，由甲机关给予警告：\n（一）未备案的；\n（二）{words}。")
    assert [conduct.catch_all for conduct in found.conducts] == [False, True]


def test_a_measure_outside_the_liability_part_needs_a_breach_and_an_author() -> None:
    chapters = "第一章 监督\n第一条 {}\n第二章 法律责任\n第二条 经营者未备案的，由甲机关给予警告。"

    def outside(text: str) -> list[str]:
        tree, mentions = named(chapters.format(text), NAMES)
        headed = tuple(
            Passage(p.unit, p.kind, p.text, p.at, p.intro, p.article, "法律责任" if p.unit.startswith("c2") else "监督")
            for p in tree.passages
        )
        found = find_sanctions(tree.reading, headed, mentions, ())
        return [step.quote.text for sanction in found if not sanction.liability_part for step in sanction.steps]

    assert outside("经营者擅自扩大范围的，甲机关应当暂停其共享权限，并督促限期整改。") == ["暂停其共享权限", "督促限期整改"]
    assert outside("甲机关可以对违反本法规定的行为予以通报。") == ["予以通报"]
    assert outside("经营者应当每年向社会公布收费标准，不得限制用户选择。") == []
    assert outside("经营者申请许可的，甲机关应当在十日内责令其说明理由。") == []


def test_delegation_names_the_provision() -> None:
    statute = statute_of("第一条 违反本法规定，窃取数据的，由公安机关依照《中华人民共和国治安管理处罚法》的规定处罚。")
    (step,) = statute.sanctions[0].steps
    assert step.measure == "public_security"
    laws = [reference.law for reference in statute.references if reference.id in step.delegated_to]
    assert laws == ["中华人民共和国治安管理处罚法"]


# --- bad input ----------------------------------------------------------------------------------------------------------


def test_a_doubtful_amount_and_a_list_without_measure_are_reported() -> None:
    tree, mentions = named("第一条 经营者未备案的，由甲机关处二万以下罚款。", NAMES)
    found = find_sanctions(tree.reading, tree.passages, mentions, ())
    assert found[0].steps[0].amount is None
    (doubt,) = sanction_diagnostics(tree.reading, tree.passages, found)
    assert (doubt.code, doubt.line, doubt.values["doubt"]) == ("amount_unclear", 1, "no_unit")
    assert doubt.message == "这里的数额没有取数：没有写“元”。"
    assert tree.reading.source[doubt.start : doubt.end] == "处二万以下罚款"


def test_a_ladder_without_its_first_steps() -> None:
    text = "逾期未改正的，处一万元以下罚款；构成犯罪的，依法追究刑事责任。"
    tree, mentions = named("第一条 " + text, NAMES)
    passages = tuple(Passage(p.unit, p.kind, p.text, p.at, p.intro, p.article, "法律责任") for p in tree.passages)
    (found,) = find_sanctions(tree.reading, passages, mentions, ())
    assert [step.measure for step in found.steps] == ["fine", "criminal"]
    assert all(not step.enforcers for step in found.steps)


def test_nested_lists() -> None:
    (found,) = ladders(
        "第一条 经营者有下列行为之一的，由甲机关责令改正：\n（一）有下列情形之一的：\n1. 未备案的；\n2. 未公示的；\n（二）擅自停业的。"
    )
    assert [conduct.unit for conduct in found.conducts if conduct.quote.text != "有下列情形之一的："] == [
        "a1.p1.i1.m1",
        "a1.p1.i1.m2",
        "a1.p1.i2",
    ]


def test_every_quote_is_cut_from_the_text() -> None:
    gold, statute = gold_with_own(GOLD)
    del gold
    quotes = [
        quote
        for sanction in statute.sanctions
        for quote in (
            sanction.quote,
            *(conduct.quote for conduct in sanction.conducts),
            *(step.quote for step in sanction.steps),
            *(step.condition_quote for step in sanction.steps if step.condition_quote),
        )
    ]
    assert len(quotes) > 40
    for quote in quotes:
        assert statute.reading.text[quote.at : quote.until] == quote.text
        assert statute.reading.source[quote.start : quote.end].replace("\n", "") == quote.text.replace("\n", "")


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            ["违反本法规定", "，", "；", "。", "的", "由甲机关", "责令改正", "处一万元以下罚款", "情节严重的", "对主管人员", "给予处分", "有下列行为之一的", "：", "（", "）", "《", "》", "并", "或者", "构成犯罪的", "吊销许可证", "报本级人民政府", "   "]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_no_mixture_of_the_words_breaks_it(parts: list[str]) -> None:
    text = "".join(parts)
    tree, mentions = named("第一条 经" + text, NAMES)
    for sanction in find_sanctions(tree.reading, tree.passages, mentions, ()):
        for step in sanction.steps:
            assert tree.reading.text[step.quote.at : step.quote.until] == step.quote.text
            assert step.quote.text
            if step.measure == "civil_liability":
                assert not step.enforcers


def test_a_very_long_sentence() -> None:
    text = "违反规定，" + "由甲机关责令改正，处一万元以下罚款；" * 1_500
    passage = Passage("a1.p1", "paragraph", text, 0, None, "a1", "法律责任")
    (found,) = find_sanctions(Reading(text, text, text), (passage,), (), ())
    assert len(found.steps) == 3_000


# --- clauses of national laws ---------------------------------------------------------------------------------------------


def test_the_crime_beside_another_organ_of_public_security() -> None:
    text = "经营者违反本法规定的，由甲机关没收违法所得；情节严重的，吊销许可证，并可以由公安机关对主管人员处五日以上十五日以下拘留。"
    assert imposed(text) == [("confiscation", ("甲机关",)), ("licence_revocation", ("甲机关",)), ("detention", ("公安机关",))]
    assert steps(text)[-1].targets == ("主管人员",)


def test_a_ban_on_whoever_lost_the_licence() -> None:
    (step,) = steps("被吊销许可证的经营者，五年内不得从事食品生产经营。")
    assert (step.measure, step.quote.text) == ("disqualification", "五年内不得从事食品生产经营")


def test_a_fine_behind_a_warning() -> None:
    warning, fine = steps("经营者扰乱秩序的，由公安机关处警告或者五百元以下罚款。")
    assert (warning.measure, warning.quote.text, fine.quote.text) == ("warning", "处警告", "五百元以下罚款")
    assert fine.amount is not None and fine.amount.max == 500
    assert warning.alternative_group == fine.alternative_group == 1


def test_him_is_the_offender() -> None:
    (step,) = steps("经营者违反本法规定的，甲机关依据职责可以对其进行约谈。")
    assert (step.measure, step.enforcers, step.targets, step.discretionary) == ("interview", ("甲机关",), ("经营者",), True)


def test_items_that_are_circumstances_are_conditions() -> None:
    (found,) = ladders(
        "第一条 经营者未履行职责，导致发生事故的，由甲机关依照下列规定处以罚款：\n"
        "（一）发生一般事故的，处上一年年收入百分之四十的罚款；\n（二）发生较大事故的，处上一年年收入百分之六十的罚款。"
    )
    fines = [step for step in found.steps if step.amount]
    assert [(step.condition, step.amount.percent_max) for step in fines if step.amount] == [
        ("consequence", 40),
        ("consequence", 60),
    ]
    assert len(found.conducts) == 1


@pytest.mark.parametrize(
    "text",
    [
        "对" * 10_000 + "责令改正。",
        "可以" + "对" * 10_000 + "，责令改正。",
        "的，" * 5_000 + "处一万元罚款。",
        "的由" * 5_000 + "责令改正。",
        "一" * 10_000 + "元罚款。",
        "给予" + "警告、" * 3_000 + "。",
        "《" * 5_000 + "（" * 5_000 + "责令改正。",
        "情节严重的，处一万元罚款；" * 800,
    ],
    ids=range(8),
)
def test_hostile_sentences_come_to_an_end(text: str) -> None:
    passage = Passage("a1.p1", "paragraph", text, 0, None, "a1", "法律责任")
    for sanction in find_sanctions(Reading(text, text, text), (passage,), (), ()):
        assert all(text[step.quote.at : step.quote.until] == step.quote.text for step in sanction.steps)
        assert all(not step.enforcers for step in sanction.steps)


def test_may_holds_to_the_comma_and_a_list_with_or_is_one_choice() -> None:
    found = steps("经营者违规的，由甲机关给予警告，并可以责令暂停相关业务、停业整顿、吊销许可证或者吊销营业执照。")
    assert [(step.discretionary, step.alternative_group) for step in found] == [(False, None), *[(True, 1)] * 4]


def test_restitution_and_other_measures_beside_an_order() -> None:
    assert imposed("经营者违规收费的，由甲机关责令改正，退还收取的费用，处一万元罚款。") == [
        ("order_rectify", ("甲机关",)),
        ("order_rectify", ("甲机关",)),
        ("fine", ("甲机关",)),
    ]
    assert imposed("经营者违规经营的，由甲机关取缔，没收设备。") == [("closure", ("甲机关",)), ("confiscation", ("甲机关",))]
    assert imposed("经营者违规施工的，由甲机关责令停工整治。") == [("suspension", ("甲机关",))]
    (_, fine) = steps("经营者违规的，由甲机关责令改正；拒不改正或者导致安全事故的，处一万元罚款。")
    assert fine.condition == "refusal_or_serious"


def in_two_chapters(general: str, liability: str) -> Statute:
    text = f"某省节水条例\n第一章　总则\n第一条　{general}\n第二章　法律责任\n第二条　{liability}\n"
    return parse(read_bytes(text.encode(), "test.txt"))[0]


def test_who_finds_the_risk_is_who_may_act_and_no_offender() -> None:
    statute = in_two_chapters(
        "供水应当安全。",
        "水务部门在检查中，发现取水活动存在较大风险的，可以对取水单位进行约谈，并要求取水单位采取措施进行整改。",
    )
    (sanction,) = statute.sanctions
    assert not sanction.liability_part
    assert [(conduct.quote.text, conduct.offenders) for conduct in sanction.conducts] == [("取水活动存在较大风险的", ())]
    assert [(step.measure, step.enforcers) for step in sanction.steps] == [
        ("interview", ("水务部门",)),
        ("notice_rectify", ("水务部门",)),
    ]
    assert [(norm.modality, norm.bearers) for norm in statute.norms if norm.unit == "c2.a2.p1"] == [("power", ("水务部门",))]


def test_a_bare_consequence_is_liability_wherever_it_stands() -> None:
    closing = "违反本条例规定，擅自取水的，由水务部门责令改正。"
    statute = in_two_chapters("损害公共利益的，依法追究法律责任。", closing)
    assert [(sanction.unit, sanction.liability_part) for sanction in statute.sanctions] == [
        ("c1.a1.p1", True),
        ("c2.a2.p1", True),
    ]
    assert statute.norms == ()
    # a duty to hand over stays a duty
    statute = in_two_chapters("涉嫌犯罪的，水务部门应当将案件移送司法机关，依法追究刑事责任。", closing)
    assert [norm.bearers for norm in statute.norms] == [("水务部门",)]


CLAUSES = (
    "给予记过处分", "作出开除公职处分", "予以撤职", "依法处分", "追究其行政责任", "进行问责", "对其人员依法予以处理", "依法追究刑事责任",
    "移送公安机关处理", "处三年有期徒刑", "剥夺政治权利", "给予治安管理处罚", "承担赔偿责任", "依法予以赔偿损失", "应当赔偿损失", "赔偿全部损失",
    "依照规定处罚", "承担法律责任", "按照原处罚数额按日连续处罚", "加收滞纳金", "收取滞纳金", "代为清理", "代履行", "书面通知限期整改", "督促其整改",
    "要求改正", "提示整改", "责令停产", "限期恢复原状", "立即整改", "依法没收设备", "全部没收", "追缴违法所得", "收缴证件", "暂扣许可证", "吊扣执照",
    "暂停从业资格", "吊销执照", "撤销登记", "注销登记", "收回使用权", "降低资质等级", "五年内不得申请", "终身禁止从业", "10年内不予受理", "禁止其从事经营",
    "取消投标资格", "丧失候选资格", "不得再从事经营", "中止营业", "停止供气业务", "停业整顿", "停产整治", "暂停访问权限", "终止共享接口", "关闭账号", "删除有关数据",
    "销毁资料", "应当关闭", "取缔", "列入失信名单", "纳入信用档案", "记入档案", "录入黑名单", "计入信用记录", "归集至信用平台名单", "实施联合惩戒",
    "通报批评", "予以公示", "向社会公布", "公开曝光", "处以警告", "提出警告", "警告", "约谈负责人", "强制拆除", "组织拆除", "限制其生产经营", "暂停费用结算", "停止拨付资金",
    "五年内不受理其申请", "不准其出境", "永久禁止其从事经营", "取消咨询、鉴定资格", "作出处罚", "采取提醒、约谈等措施", "查封场所", "扣押工具", "扣留车辆", "强制拖离", "采取冻结财产的措施", "进行约谈", "支付赔偿金", "给付违约金", "支付二倍的工资", "加付赔偿金",
)  # fmt: skip


@pytest.mark.parametrize("clause", CLAUSES)
def test_the_quick_search_finds_what_the_patterns_find(clause: str) -> None:
    """``first`` of the lexicon spares tries and loses nothing: a measure begins with one of its words."""
    whole = re.compile("|".join(pattern for entry in lexicon("measures")["measure"] for pattern in entry["patterns"]))
    found, quick = whole.search(clause), next_measure(clause, 0, len(clause))
    assert found is not None and quick is not None
    assert found.span() == quick.span()


def test_the_offender_is_the_subject_of_the_last_clause() -> None:
    for words, who in (
        ("用户依法解除合同，供水单位扣押水表的", "供水单位"),
        ("供水单位未公示水价，用户投诉的", "供水单位"),
        ("供水单位扣押水表，用户的损失较大的", "供水单位"),
    ):
        statute = statute_of(f"第一章 法律责任\n第一条 {words}，由市水务部门责令改正，处一万元以下罚款。")
        assert [step.targets for sanction in statute.sanctions for step in sanction.steps] == [(who,)] * 2


def test_a_duty_in_a_limb_that_imposes_nothing_is_a_norm() -> None:
    text = "第一章 法律责任\n第一条 供水单位违反规定收取押金的，由市水务部门责令改正；给用户造成损失的，应当向用户退还押金。"
    statute = statute_of(text)
    (norm,) = statute.norms
    assert norm.trigger is not None and norm.action is not None
    assert (norm.trigger.text, norm.action.text, norm.bearers) == ("应当", "向用户退还押金", ("供水单位",))
    assert [step.quote.text for sanction in statute.sanctions for step in sanction.steps] == ["责令改正"]
