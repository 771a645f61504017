"""Coordination: what conjuncts share makes one span of several actors, and what closes a list."""

from __future__ import annotations

import pytest

from ingest.actors.canonical import canonical
from ingest.actors.conjuncts import names_in
from ingest.actors.sharing import shared, staff_of
from tests.ingest.actor_cases import mentions


def names(sentence: str) -> list[tuple[str, tuple[str, ...]]]:
    """(words, names) of every mention."""
    return [(words, found) for words, found, _ in mentions(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # a modifier with 的 holds for the bare heads behind it
        ("渔船的所有人、经营人应当登记。", [("渔船的所有人、经营人", ("渔船的所有人", "渔船的经营人"))]),
        (
            "公司的董事、监事和高级管理人员不得兼职。",
            [("公司的董事、监事和高级管理人员", ("公司的董事", "公司的监事", "公司的高级管理人员"))],
        ),
        ("从事养殖的企业、合作社应当登记。", [("从事养殖的企业、合作社", ("从事养殖的企业", "从事养殖的合作社"))]),
        # without 的: who holds a thing, who has a post
        ("房屋出租人、承租人应当登记。", [("房屋出租人、承租人", ("房屋出租人", "房屋承租人"))]),
        ("动物饲养人或者管理人应当看管。", [("动物饲养人或者管理人", ("动物饲养人", "动物管理人"))]),
        ("公司股东、实际控制人不得抽逃出资。", [("公司股东、实际控制人", ("公司股东", "公司实际控制人"))]),
        # determiners and origins
        ("任何国家机关、社会团体和个人不得干涉。", [("任何国家机关、社会团体和个人", ("国家机关", "社会团体", "个人"))]),
        ("境外机构、组织和个人不得测绘。", [("境外机构、组织和个人", ("境外机构", "境外组织", "境外个人"))]),
        ("其法定代表人或者主要负责人应当到场。", [("其法定代表人或者主要负责人", ("法定代表人", "主要负责人"))]),
        # one government's departments
        ("国务院渔业部门、林业部门应当协作。", [("国务院渔业部门、林业部门", ("国务院渔业部门", "国务院林业部门"))]),
        # staff of a list
        (
            "水务部门、林业部门或者其他有关部门的工作人员不得经商。",
            [
                (
                    "水务部门、林业部门或者其他有关部门的工作人员",
                    ("水务部门的工作人员", "林业部门的工作人员", "政府有关部门的工作人员"),
                )
            ],
        ),
        # a head shared by fields
        ("燃气、供热和供水企业应当公开服务标准。", [("燃气、供热和供水企业", ("燃气企业", "供热企业", "供水企业"))]),
        # whoever is listed or meant by a provision, of whatever sort
        ("第三条规定的进口商、承运人应当申报。", [("第三条规定的进口商、承运人", ("进口商", "承运人"))]),
        ("我国科研机构、高等学校可以参加。", [("我国科研机构、高等学校", ("我国科研机构", "高等学校"))]),
        ("有关进口商、承运人应当申报。", [("有关进口商、承运人", ("进口商", "承运人"))]),
        # what has happened makes no actor
        ("造成河道损坏的单位和个人应当报告。", [("造成河道损坏的单位和个人", ("单位", "个人"))]),
    ],
)
def test_one_span(sentence: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert names(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "spans"),
    [
        ("公司、股东应当遵守章程。", ["公司", "股东"]),
        ("平台经营者、消费者可以投诉。", ["平台经营者", "消费者"]),
        ("产生污染的企业、水务部门应当报告。", ["产生污染的企业", "水务部门"]),
        ("负有责任的领导人员和直接责任人员应当说明情况。", ["负有责任的领导人员", "直接责任人员"]),
        ("应当通知水务部门、施工单位的负责人。", ["水务部门", "施工单位的负责人"]),
        ("对其直接负责的主管人员和其他直接责任人员给予处分。", ["其直接负责的主管人员", "其他直接责任人员"]),
        ("网络的所有者和网络服务提供者应当备案。", ["网络的所有者", "网络服务提供者"]),
        ("国务院渔业部门、有关部门应当协作。", ["国务院渔业部门", "有关部门"]),
        ("水务部门及其工作人员应当保密。", ["水务部门", "其工作人员"]),
        ("人力资源行政部门和市场监督管理、价格等部门应当协作。", ["人力资源行政部门", "市场监督管理、价格等部门"]),
        ("县人民政府及其水务、农业等部门应当巡查。", ["县人民政府", "其水务、农业等部门"]),
    ],
)
def test_spans_of_their_own(sentence: str, spans: list[str]) -> None:
    assert [words for words, _ in names(sentence)] == spans


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("省、自治区人民政府", ["省、自治区人民政府"]),
        ("省、自治区、直辖市和设区的市、自治州的人民政府", ["省、自治区、直辖市的人民政府", "设区的市、自治州的人民政府"]),
        ("省、市、县人民政府", ["省人民政府", "市人民政府", "县人民政府"]),
        ("本级或者上一级人民政府", ["本级人民政府", "上一级人民政府"]),
        ("教育和科研机构", ["教育机构", "科研机构"]),
        ("运行和维护单位", ["运行和维护单位"]),
        ("矿产资源开采、加工企业", ["矿产资源开采、加工企业"]),
        ("建设工程设计、施工、监理单位", ["设计单位", "施工单位", "监理单位"]),
        ("店铺经营者等有关单位和个人", ["有关单位", "有关个人"]),
        ("车站、码头等场所的经营人", ["车站、码头等场所的经营人"]),
    ],
)
def test_names(phrase: str, expected: list[str]) -> None:
    assert names_in(phrase) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("任何一个经营者", "经营者"),
        ("其他有关机关", "其他有关机关"),
        ("其所属的检测机构", "检测机构"),
        ("该企业的主要负责人", "主要负责人"),
        ("造成损坏的单位", "单位"),
        ("列入重点名录的企业", "企业"),
        ("本条例第三条规定的供水企业", "供水企业"),
        ("本省、自治区人民代表大会常务委员会", "本省、自治区人民代表大会常务委员会"),
    ],
)
def test_canonical(name: str, expected: str) -> None:
    assert canonical(name) == expected


def test_a_possessor_goes_before_what_he_acts_on() -> None:
    assert names("省人民政府及其授权的单位应当公布名录。")[-1] == ("其授权的单位", ("省人民政府授权的单位",))


def test_what_points_back_is_the_one_named_before() -> None:
    text = "有关单位提出申请的，应当说明理由。水务部门受理后，该单位应当补充材料。"
    assert ("该单位", ("有关单位",)) in names(text)
    two = "建设单位应当报告，施工单位应当协助，该单位应当整改。"
    assert ("该单位", ("单位",)) in names(two)


def test_sharing_asks_for_bare_conjuncts() -> None:
    assert shared("船舶所有人", "经营人") == "船舶"
    assert shared("食品生产经营者", "使用单位") == "食品"
    assert shared("建设单位", "施工单位") is None
    assert shared("省人民政府水务部门", "建设单位主管部门") is None
    assert shared("船舶所有人", "货物的经营人") is None
    assert shared("船舶所有人", "该经营人") is None
    assert shared("市场监督管理部门", "税务部门") is None
    assert staff_of("水务部门的工作人员") == ("水务部门", "的工作人员")
    assert staff_of("申请人的工作人员") is None


@pytest.mark.parametrize("text", ["", "的", "其", "的的的", "、" * 500, "的" * 3000 + "人"])
def test_damaged_phrases_are_no_error(text: str) -> None:
    assert shared(text, text) in (None, "", text[:-1])
    assert staff_of(text) is None
