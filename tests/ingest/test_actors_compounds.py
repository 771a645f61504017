"""Names with a verb inside: 参保人员 is somebody, 裁减人员 an act; 经营性 is an adjective, 驾驶证 a noun."""

from __future__ import annotations

import pytest

from tests.ingest.actor_cases import bearers, mentions


def names(*texts: str) -> list[tuple[str, ...]]:
    """The names of every mention."""
    return [named for _, named, _ in mentions(*texts)]


@pytest.mark.parametrize(
    "name",
    [
        "参保人员",  # the verb holds its object
        "投保企业",
        "采购中标企业",
        "报名人员",
        "搜查人员",  # any verb before 人员, 机构, 单位 …
        "核发机关",
        "驾驶证持有人",  # a noun made of a verb
        "经营性养老机构",
        "服务业企业",
        "污染物集中处理单位",
        "留置权人",
    ],
)
def test_a_verb_before_a_head_belongs_to_the_name(name: str) -> None:
    assert bearers(f"{name}应当登记。") == [("应当", (name,))]
    assert bearers(f"{name}在申请补贴时不得提供虚假材料。") == [("不得", (name,))]
    assert names(f"民政部门应当为{name}提供便利。") == [("民政部门",), (name,)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("企业裁减人员，应当说明理由。", [("企业",), ("人员",)]),
        ("法院派出人员进行调查时，应当出示证件。", [("法院",), ("人员",)]),
        ("运送人员的，依照前款规定处罚。", [("人员",)]),
        ("裁减人员方案应当公布。", []),
        ("理事会可以更换执行机构成员。", [("理事会",)]),
        ("鼓励企业应用新技术。", [("企业",)]),
    ],
)
def test_verbs_that_take_somebody_are_acts(sentence: str, expected: list[tuple[str, ...]]) -> None:
    assert names(sentence) == expected


def test_what_only_begins_like_a_noun_stays_a_verb_and_its_object() -> None:
    assert bearers("经营业务应当公开。") == [("应当", ())]
    assert bearers("幼儿遭受性侵害的，学校应当报案。") == [("应当", ("学校",))]


@pytest.mark.parametrize(
    "name",
    [
        "互联网上网服务营业场所经营单位",
        "上网消费者",
        "合作双方",
        "国内进口经营者",
        "进口商",
        "最终用户",
        "受送达人",
        "调解员",
        "收养登记员",
    ],
)
def test_a_verb_inside_a_name_or_before_its_last_character(name: str) -> None:
    assert bearers(f"{name}应当登记。") == [("应当", (name,))]
    assert (name,) in names(f"民政部门应当向{name}说明情况。")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("出租人委托拍卖人拍卖房屋的，应当通知承租人。", ("出租人",)),
        ("监督养老经营企业履行责任。", ("养老经营企业",)),
        ("鼓励企业和其他组织开展研究。", ("其他组织",)),
        ("加强对科技成果转化服务机构的扶持。", ("科技成果转化服务机构",)),
        ("禁止接纳未成年人。", ("未成年人",)),
    ],
)
def test_acts_upon_somebody_are_no_names(sentence: str, expected: tuple[str, ...]) -> None:
    assert expected in names(sentence)


def test_directing_verbs_in_a_list_direct_units() -> None:
    assert ("指导、监督单位",) not in names("指导、监督单位和个人分类投放垃圾。")
    assert names("监督、检查机构应当回避。") == [("监督、检查机构",)]
