"""Names with clauses of their own: shared modifiers, relative clauses, verbs that belong to a name and verbs that do not."""

from __future__ import annotations

import pytest

from tests.ingest.actor_cases import bearers, mentions


def names(*texts: str) -> list[tuple[str, tuple[str, ...]]]:
    """(words, names) of every mention."""
    return [(words, named) for words, named, _ in mentions(*texts)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # a clause with 的 holds for the bare heads behind it
        ("从事养犬活动的单位和个人应当登记。", [("从事养犬活动的单位和个人", ("从事养犬活动的单位", "从事养犬活动的个人"))]),
        ("境内的组织、个人不得提供名册。", [("境内的组织、个人", ("境内的组织", "境内的个人"))]),
        # … but not for a full name, nor for a person behind a department
        ("负责登记的部门和个人应当保密。", [("负责登记的部门", ("负责登记的部门",)), ("个人", ("个人",))]),
        ("对符合条件的单位和个人给予补助。", [("单位", ("单位",)), ("个人", ("个人",))]),
        # whoever is rewarded is no actor of his own
        ("对在节水工作中作出突出贡献的单位和个人给予表彰。", [("在节水工作中作出突出贡献的单位和个人", ("单位", "个人"))]),
    ],
)
def test_shared_modifiers(sentence: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert names(sentence) == expected


def test_a_relative_clause_may_begin_with_a_preposition() -> None:
    assert bearers("向河道排放废水的企业应当缴费。") == [("应当", ("向河道排放废水的企业",))]
    both = ("村民", "其他向河道排放废水的单位")
    assert bearers("村民以及其他向河道排放废水的单位应当缴费。") == [("应当", both)]
    # the preposition governs the head when its verb comes first or behind
    assert bearers("向提出申请的单位应当说明理由。") == [("应当", ())]
    assert names("应当向环保部门报告。") == [("环保部门", ("环保部门",))]


@pytest.mark.parametrize(
    ("sentence", "bearer"),
    [
        ("专门档案管理机构应当建立台账。", "专门档案管理机构"),
        ("重点排污单位应当公开信息。", "重点排污单位"),
        ("县人民政府确定的供水主管部门应当加强巡查。", "县人民政府确定的供水主管部门"),
        ("县人民政府授权的部门应当加强巡查。", "县人民政府授权的部门"),
    ],
)
def test_an_adverb_or_a_verb_may_belong_to_the_name(sentence: str, bearer: str) -> None:
    assert bearers(sentence) == [("应当", (bearer,))]


@pytest.mark.parametrize(
    ("sentence", "bearer"),
    [
        ("公安机关接到单位报告后，应当组织维修。", "公安机关"),
        ("档案部门促进主管部门信息共享，应当建立平台。", "档案部门"),
        ("监事会发现公司经营异常，可以进行调查。", "监事会"),
        ("经营者采购设备，应当查验证明。", "经营者"),
    ],
)
def test_a_verb_between_two_names_belongs_to_neither(sentence: str, bearer: str) -> None:
    found = dict(bearers(sentence))
    assert (found.get("应当") or found.get("可以")) == (bearer,)


def test_organise_behind_a_word_of_place_is_a_verb() -> None:
    assert names("应当在规划和计划确定的时限内组织完成改造。") == []


def test_members_are_no_agents() -> None:
    assert mentions("评审组由专家和居民代表组成。")[1:] == [
        ("专家", ("专家",), "counterparty"),
        ("居民代表", ("居民代表",), "counterparty"),
    ]


def test_a_defined_term_is_an_actor_whatever_it_ends_with() -> None:
    text = "从事餐饮、洗车等活动的单位和个人，以及从事其他经营活动的单位和个人（以下统称排水户）应当登记。排水户擅自排放的，应当改正。"
    assert mentions(text)[-1] == ("排水户", ("排水户",), "bearer")
    assert bearers(text)[-1] == ("应当", ("排水户",))
