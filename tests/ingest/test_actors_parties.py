"""Parties: frames that name whoever is dealt with, and clauses that are no names."""

from __future__ import annotations

import pytest

from tests.ingest.actor_cases import bearers, mentions


def parties(sentence: str) -> list[tuple[str, str]]:
    """(words, role) of every mention."""
    return [(words, role) for words, _, role in mentions(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("接受企业委托招聘人员，不得收费。", ("企业", "counterparty")),
        ("接受水务管理机构的现场调查处理。", ("水务管理机构", "counterparty")),
        ("拒不接受水务管理机构现场检查的，处罚款。", ("水务管理机构", "counterparty")),
        ("应当取得业主的书面同意。", ("业主", "approver")),
        ("基于用户同意处理信息。", ("用户", "approver")),
        ("加强与水务等部门的信息共享。", ("水务等部门", "counterparty")),
        ("进入被检查单位进行检查。", ("被检查单位", "counterparty")),
        ("强令车辆驾驶人超载运输的，处罚款。", ("车辆驾驶人", "counterparty")),
        ("收集信息，并经被收集者同意。", ("被收集者", "approver")),
        ("要求被检查对象提供材料。", ("被检查对象", "counterparty")),
        ("维护居民养老服务合法权益。", ("居民", "protected")),
        ("应当迅速报告公安机关。", ("公安机关", "reported_to")),
    ],
)
def test_frames_of_dealing(sentence: str, expected: tuple[str, str]) -> None:
    assert expected in parties(sentence)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("民政部门不得将应当由财政支付的费用要求居民承担。", "居民"),
        ("民政部门应当将有关数据与养老机构共享。", "养老机构"),
        ("可以对违法占道活动向负责城市管理的部门举报。", "负责城市管理的部门"),
    ],
)
def test_a_name_holds_no_finite_verb_and_no_second_preposition(sentence: str, name: str) -> None:
    assert name in [words for words, _ in parties(sentence)]
    assert all(len(words) <= max(4, len(name)) for words, _ in parties(sentence))


@pytest.mark.parametrize(
    "name",
    ["县人民政府交通部门", "公共建筑所有权人", "施工图审查机构", "建设工程检测机构", "绿化市容部门", "应用软件下载服务提供者"],
)
def test_no_word_is_found_across_a_seam(name: str) -> None:
    assert bearers(f"{name}应当公开信息。") == [("应当", (name,))]


def test_places_are_bodies_behind_a_quantity() -> None:
    assert bearers("任何地方和单位不得设置障碍。") == [("不得", ("地方", "单位"))]
    assert bearers("地方和行业标准应当公开。") == [("应当", ())]


def test_one_thing_may_have_several_related_persons() -> None:
    both = ("房屋所有权人", "房屋使用人")
    assert bearers("房屋所有权人或者使用人应当修缮房屋。") == [("应当", both)]
    assert bearers("业主、物业使用人应当遵守公约。") == [("应当", ("业主", "物业使用人"))]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("禁止任何单位和个人占用盲道。", ("单位", "个人")),
        ("严禁国家工作人员经商。", ("国家工作人员",)),
        ("禁止单位销售烟花。", ("单位",)),
        ("禁止企业名称抢注。", ()),
        ("禁止占用学校周边道路。", ()),
    ],
)
def test_whoever_stands_behind_a_prohibition_is_bound(sentence: str, names: tuple[str, ...]) -> None:
    assert [who for _, who in bearers(sentence)] == [names]


@pytest.mark.parametrize(
    ("sentence", "bearer"),
    [
        ("禁止单位和个人擅自排放污水。", ("单位", "个人")),
        ("禁止任何组织或者个人向河道倾倒垃圾。", ("组织", "个人")),
        ("国家依法禁止任何单位破坏古树。", ("单位",)),
        ("禁止用户信息外泄。", ()),
    ],
)
def test_who_is_forbidden_to_act(sentence: str, bearer: tuple[str, ...]) -> None:
    assert bearers(sentence)[0] == ("禁止", bearer)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("收到水务部门通知时，应当停止排水。", ("水务部门", "counterparty")),
        ("应当按照水务部门要求报送数据。", ("水务部门", "counterparty")),
        ("从供水企业购买设备的，应当登记。", ("供水企业", "counterparty")),
        ("依法追究有关人员的责任。", ("有关人员", "counterparty")),
        ("保障公众生命财产安全。", ("公众", "protected")),
        ("委托经国家指定的检测机构对水质进行检测。", ("经国家指定的检测机构", "counterparty")),
        ("并通知水务管理机构执行。", ("水务管理机构", "addressee")),
        ("应当书面告知批发经营者。", ("批发经营者", "addressee")),
    ],
)
def test_more_frames(sentence: str, expected: tuple[str, str]) -> None:
    assert expected in parties(sentence)


def test_an_act_at_the_head_of_a_clause_is_nobody() -> None:
    assert bearers("建立党的组织并开展活动。") == [("开展", ())]
    assert parties("按照水务部门的要求报送数据。") == []
    assert bearers("组织编制机关应当公布草案。") == [("应当", ("组织编制机关",))]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("不得诱导、误导消费者超量点餐。", ("消费者", "counterparty")),
        ("应当提醒旅游者适量取餐。", ("旅游者", "addressee")),
        ("应当设立市城市管理委员会，履行下列职责。", ("市城市管理委员会", "counterparty")),
        ("工会应当监督快递经营企业履行责任。", ("快递经营企业", "supervised")),
        ("可以采取计件方式，保障快件收派人员获得合理报酬。", ("快件收派人员", "protected")),
        ("支持社会资本设立人工智能服务机构。", ("社会资本", "bearer")),
    ],
)
def test_whoever_is_moved_told_or_founded(sentence: str, expected: tuple[str, str]) -> None:
    assert expected in parties(sentence)


def test_a_branch_and_an_order_of_mention_are_nobody() -> None:
    assert parties("企业设立分支机构的，应当备案。") == [("企业", "bearer")]
    assert parties("由后者承担费用。") == []
    assert bearers("提供团体用餐服务的，应当告知要求。") == [("应当", ())]
    assert bearers("单位食堂应当改进供餐方式。") == [("应当", ("单位食堂",))]


def test_no_name_tells_a_time() -> None:
    assert parties("应当自作出决定之日起十日内通知债权人。") == [("债权人", "addressee")]
    assert parties("接受企业委托招聘人员，不得收费。") == [("企业", "counterparty")]
    assert bearers("商务、税务、海关等部门应当协同。") == [("应当", ("商务部门", "税务部门", "海关"))]
    assert ("负责对依法设立的经营单位", "bearer") not in parties("负责对依法设立的经营单位的监督，应当公开结果。")


def test_a_list_of_fields_or_of_acts_behind_a_name() -> None:
    both = ("县级以上人民政府教育主管部门", "县级以上人民政府民政主管部门")
    assert bearers("县级以上人民政府教育、民政主管部门应当支持养老服务。") == [("应当", both)]
    assert ("旅游者", "encouraged") in parties("引导旅游者文明、健康用餐。")
    assert ("有关部门", "co_actor") in parties("机关事务管理部门会同有关部门建立机关食堂评估制度。")
    assert bearers("机构推荐给消费者的服务人员应当经过培训。") == [("应当", ("机构推荐给消费者的服务人员",))]
