"""Whoever a sentence names without binding him is no bearer."""

from __future__ import annotations

import pytest

from .clauses_and_norms import norms_of


@pytest.mark.parametrize(
    "text",
    [
        "审判人员确定后，应当在三日内告知当事人。",
        "患者有监护人的，可以送交其监护人签收。",
        "除省会所在地的市，特区所在地的市和国务院已经批准的市以外，其他市开始立法的时间，由人口数量决定，并报省人民政府备案。",
        "学徒在试用期的工资不得低于最低标准。",
        "村民代表应当过半数到会，所作决定应当公开，并不得与法律相抵触。",
        "智力残疾人有违法行为的，可以从轻或者减轻行政处罚。",
        "导致发生事故的安全管理人员未履行职责的，暂停或者吊销其执业资格。",
    ],
)
def test_who_tells_a_case_or_suffers_the_act_is_not_bound(text: str) -> None:
    assert norms_of(text)[-1].bearers is None


@pytest.mark.parametrize(
    ("text", "bearer"),
    [
        ("行政机关作出决定后，应当及时送达当事人。", "行政机关"),
        ("医疗机构发现患者死亡的，应当通知其近亲属。", "医疗机构"),
        ("行政机关对主动消除危害的当事人，应当从轻处罚。", "行政机关"),
        ("执法人员不得少于两人。", "执法人员"),
        ("公司成立后，应当向股东签发出资证明书。", "公司"),
        ("用人单位未缴纳费用的，应当补缴。", "用人单位"),
    ],
)
def test_who_acts_in_a_case_stays_the_bearer(text: str, bearer: str) -> None:
    assert norms_of(text)[-1].bearers == (bearer,)


def test_members_behind_a_modal_are_not_bound() -> None:
    norm = norms_of("评审组应当由水务部门、质量监督机构和供水单位等组成，并邀请有关单位参加。")[0]
    assert norm.bearers is None
    assert norm.action is not None
    assert norm.action.text == "组成，并邀请有关单位参加"
