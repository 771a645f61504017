"""Whom a modal binds: asserted only when the sentence says so."""

from __future__ import annotations

import pytest

from tests.ingest.actor_cases import bearers, read


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # explicit
        ("供水企业应当公布水质。", [("应当", ("供水企业",))]),
        ("供水企业在检修前，应当通知用户。", [("应当", ("供水企业",))]),
        ("供水企业对用户的投诉，应当及时处理。", [("应当", ("供水企业",))]),
        ("从事供水经营的企业，应当建立台账。", [("应当", ("从事供水经营的企业",))]),
        ("可以由水务部门统一采购。", [("可以", ("水务部门",))]),
        ("具体办法由省水务部门制定。", [("由", ("省水务部门",))]),
        ("鼓励企业使用再生水。", [("鼓励", ("企业",))]),
        ("国家鼓励企业使用再生水。", [("鼓励", ("企业",))]),
        # same sentence
        ("供水企业应当公布水质，不得拒绝查询。", [("应当", ("供水企业",)), ("不得", ("供水企业",))]),
        ("供水企业检修管道的，应当通知用户。", [("应当", ("供水企业",))]),
        ("供水企业应当制定预案；发生事故的，应当启动预案。", [("应当", ("供水企业",)), ("应当", ("供水企业",))]),
        ("水务部门应当巡查；供水企业应当配合。", [("应当", ("水务部门",)), ("应当", ("供水企业",))]),
        # a possessor whose system is the subject
        ("供水企业的业务系统应当与平台对接。", [("应当", ("供水企业",))]),
        # nobody
        ("供水设施建设应当适度超前。", [("应当", ())]),
        ("采集水质数据的，应当遵守规定。", [("应当", ())]),
        ("设立供水企业应当符合规划。", [("应当", ())]),
        ("用水合同应当载明水量。", [("应当", ())]),
        ("鼓励使用再生水。", [("鼓励", ())]),
        ("供水企业提供的水质应当符合标准。", [("应当", ())]),
        ("供水企业核准更新的水表，不得随意调整。", [("不得", ())]),
        ("禁止在取水口倾倒垃圾。", [("禁止", ())]),
    ],
)
def test_bearers(sentence: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert bearers(sentence) == expected


def test_after_a_full_stop_nothing_is_asserted() -> None:
    found, _ = read("供水企业应当公布水质。有异议的，应当复检。")
    assert [subject.basis for subject in found.subjects] == ["explicit", "same_paragraph"]
    assert bearers("供水企业应当公布水质。有异议的，应当复检。")[1] == ("应当", ())


def test_items_take_the_bearer_of_their_chapeau() -> None:
    found, _ = read("供水企业应当遵守下列规定：", "及时检修，不得拖延；")
    bases = [subject.basis for subject in found.subjects]
    assert bases[0] == "explicit"
    assert bases[-1] == "list_intro"
    assert bearers("供水企业应当遵守下列规定：", "及时检修，不得拖延；")[-1] == ("不得", ("供水企业",))


def test_who_asks_is_not_who_answers() -> None:
    assert bearers("用户投诉的，应当及时受理。") == [("应当", ())]
    assert bearers("用户申请复检的，应当提交书面材料。") == [("应当", ("用户",))]


def test_a_penalty_inherits_no_offender() -> None:
    asserted = [names for word, names in bearers("供水企业拒不改正的，可以处五千元罚款。") if word == "可以"]
    assert asserted == [()]


def test_the_subject_of_a_thing_is_kept_as_topic() -> None:
    found, _ = read("用水合同应当载明水量。")
    (subject,) = found.subjects
    assert subject.topic == (0, 4)
    assert subject.mentions == ()
    assert subject.basis is None


def test_every_trigger_has_one_subject() -> None:
    found, words = read("供水企业应当公布水质，不得拒绝查询。水价由市人民政府制定。")
    assert [subject.trigger for subject in found.subjects] == list(range(len(words)))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("办理单位应当说明理由。", ("办理单位",)),
        ("处置和运输建筑垃圾的单位，应当具备条件。", ("处置和运输建筑垃圾的单位",)),
        ("委托具有资质的单位，应当签订合同。", ()),
        ("设立机构应当报告。", ()),
        ("监事会决议应当存档。", ()),
        ("网络平台服务提供者应当核验身份。", ("网络平台服务提供者",)),
        ("任何单位和个人发送的信息，不得违法。", ()),
        ("省人民政府授权市水务部门可以调整水价。", ("市水务部门",)),
    ],
)
def test_who_is_somebody(sentence: str, expected: tuple[str, ...]) -> None:
    assert [names for word, names in bearers(sentence) if word in ("应当", "不得", "可以")] == [expected]


@pytest.mark.parametrize(
    ("sentence", "bearer"),
    [
        ("社区组织、业主委员会应当予以支持。", ("社区组织", "业主委员会")),
        ("快件收派人员上门服务时，应当出示证件。", ("快件收派人员",)),
        ("水务管理机构对拒绝安装设备的企业，可以采取提醒措施。", ("水务管理机构",)),
        ("任何单位和个人对违反规定的行为，有权举报。", ("单位", "个人")),
        ("供水企业有下列情形之一的，不得申请补贴。", ("供水企业",)),
        (
            "提供货运、第三方支付平台和结算等服务的经营者发现问题的，应当报告。",
            ("提供货运、第三方支付平台和结算等服务的经营者",),
        ),
        ("交通运输、海关、外汇管理等部门应当协同。", ("交通运输部门", "海关", "外汇管理部门")),
        ("投递到货柜或者货柜的提供方未收费的，不得加价。", ()),
        ("电动自行车生产者应当投保。", ("电动自行车生产者",)),
    ],
)
def test_who_acts_when_its_words_look_like_others(sentence: str, bearer: tuple[str, ...]) -> None:
    assert bearers(sentence)[-1][1] == bearer


@pytest.mark.parametrize(
    ("sentence", "bearer"),
    [
        ("供水企业收集的信息应当保密，不得外传。", ("供水企业",)),
        ("患者使用的药品应当登记。", ()),
        ("申请人提交的材料应当真实。", ()),
        ("医院有关信息系统应当符合标准。", ("医院",)),
        ("企业信用信息系统应当公开。", ()),
        ("商户有失信行为的，应当将其列入名单。", ()),
        ("用人单位招用劳动者的，应当对其进行培训。", ("用人单位",)),
        ("企业引进的人才，在落户方面，应当提交材料。", ()),
    ],
)
def test_things_and_those_who_made_them(sentence: str, bearer: tuple[str, ...]) -> None:
    assert bearers(sentence)[0][1] == bearer


@pytest.mark.parametrize("part", ["经x依法", "由x依法", "该", "、A以外的"])
def test_words_that_repeat_end(part: str) -> None:
    assert bearers(f"用户{part * 2000}，应当{part * 2000}缴费。")[-1][0] == "应当"


def test_a_prohibition_in_a_list_binds_whom_the_list_binds() -> None:
    found = bearers("供水企业应当遵守下列规定：", "禁止明火照明；", "禁止儿童进入库区。")
    assert [who for _, who in found] == [("供水企业",), ("供水企业",), ("儿童",)]


@pytest.mark.parametrize(
    ("sentence", "bearer"),
    [
        ("水务部门检修时禁止儿童进入库区；发现漏水的，应当设置标志。", ("水务部门",)),
        ("禁止儿童进入库区，应当设置标志。", ()),
        ("禁止任何单位和个人毁坏设施，不得阻挠检修。", ("单位", "个人")),
        ("水务部门认为方案不符合规划，而供水企业不予修改的，应当提出撤销的议案。", ("水务部门",)),
        ("没有依据的，以及供水企业无法核实的，不得设定证明事项。", ()),
        ("水务部门批准的城市以外，应当逐步推广。", ()),
        ("供水企业除停电以外，应当连续供水。", ("供水企业",)),
        ("评审专家确定后，应当在三日内告知用户。", ()),
        ("造成事故的，由供水企业处理，该实验室两年内不得从事检测。", ()),
        ("用户对水表提出的异议，经审查，应当书面答复。", ()),
        ("水务部门对用户提出的异议，应当书面答复。", ("水务部门",)),
        ("每个公民和组织，都应当节约用水。", ("每个公民", "组织")),
        ("水务部门应当制定规划，所需经费应当列入预算。", ()),
        ("水务部门允许供水企业检修管道，但应当及时恢复供水。", ("供水企业",)),
        ("异议人未起诉的，执行法院按照原方案应当分配。", ("执行法院",)),
        ("用户申请法院依照规定应当执行。", ("用户",)),
        ("市人民政府设立由高校、企业的专家组成的专家委员会。", ("市人民政府",)),
        ("居委会由主任和委员共三至七人组成，其中应当有妇女成员。", ("居委会",)),
        ("业主大会会议召开前十日内，不得变更名册。", ()),
        ("法庭辩论终结，应当作出判决。", ()),
        ("采购应当公开，依法平等对待不同地区的企业，不得设置门槛。", ()),
        ("委员由居民会议或者居民代表会议推选产生。", ("居民会议", "居民代表会议")),
        ("改造由业主委员会代表业主负责实施。", ("业主委员会",)),
        ("原告坚持起诉的，裁定不予受理。", ()),
        ("用户有违法所得的，应当予以没收。", ()),
        ("用户是法人的，应当通知法定代表人到场。", ()),
        ("水务部门根据申请，证实该用户欠费的原因消除的，应当恢复供水。", ("水务部门",)),
        ("市长缺位时，应当在六十日内选举新的市长。", ()),
        ("用户反诉的，可以缺席判决。", ()),
        ("市人民政府按照规定设立的机构或者水务部门应当转送材料。", ("市人民政府按照规定设立的机构", "水务部门")),
        ("水务部门既可以向用户收取，也可以委托银行收取。", ("水务部门",)),
    ],
)
def test_whom_the_sentence_is_not_about(sentence: str, bearer: tuple[str, ...]) -> None:
    assert bearers(sentence)[-1][1] == bearer


@pytest.mark.parametrize(
    ("sentence", "bearer"),
    [
        ("水费标准由国务院规定。", ("国务院",)),
        ("具体办法由省水务部门规定。", ("省水务部门",)),
        ("收费由合同约定或者法律规定。", ()),
        ("日期由国家成立的评审机构或者国务院决定。", ("国家成立的评审机构", "国务院")),
        ("由水厂的设立单位对主要负责人和直接负责的主管人员给予处分。", ("水厂的设立单位",)),
        ("查封的财物，由水务部门派人运至指定处所。", ("水务部门",)),
        ("委员由学校、协会等方面的专家和有经验的人员担任。", ("学校、协会等方面的专家", "有经验的人员")),
        ("本规定由交通运输部负责解释。", ("交通运输部",)),
        ("本规定由水务部门、用户以外的机关负责解释。", ("水务部门、用户以外的机关",)),
        ("本办法由省发展改革委负责解释。", ("省发展改革委",)),
    ],
)
def test_who_stands_behind_by(sentence: str, bearer: tuple[str, ...]) -> None:
    assert bearers(sentence)[-1][1] == bearer


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("公司可以不设监事会，设一名监事。", ()),
        ("每件或者每个其他货运单位应当贴有标志。", ()),
        ("鼓励经授权的法人组织登记产品。", ("经授权的法人组织",)),
        ("全国各族人民、一切国家机关应当遵守宪法。", ("各族人民", "国家机关")),
        ("同外国的企业或者组织应当订立协议。", ()),
        ("在水源保护区的核心区禁止从事养殖。", ()),
        ("为本市注册的供水企业提供担保。", ()),
        ("以拒绝付款的用户为被告，应当向法院起诉。", ()),
        ("为供水企业提供检测服务的单位应当备案。", ("为供水企业提供检测服务的单位",)),
        ("因而水务部门可以行使检查的职权。", ("水务部门",)),
        ("水务部门对于不缴费的用户，应当催缴。", ("水务部门",)),
    ],
)
def test_phrases_that_only_look_like_somebody(sentence: str, expected: tuple[str, ...]) -> None:
    found = bearers(sentence)[-1][1]
    assert found == expected or (expected == () and found == ("公司",))
