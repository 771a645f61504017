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


@pytest.mark.parametrize(
    ("sentence", "words", "role"),
    [
        ("养殖户应当将检疫结果报告农业农村主管部门。", "农业农村主管部门", "reported_to"),
        ("登记机构应当及时将登记结果通知申请人。", "申请人", "addressee"),
        ("未尽到维护义务，造成承租人损失的，应当赔偿。", "承租人", "counterparty"),
        ("镇人民政府在县人民政府的指导下组织开展巡查。", "县人民政府", "counterparty"),
        ("保护投诉、举报人的合法权益。", "投诉、举报人", "protected"),
        ("推动公众参与河道保护。", "公众", "encouraged"),
    ],
)
def test_frames_that_name_a_party(sentence: str, words: str, role: str) -> None:
    assert (words, role) in [(one, what) for one, _, what in mentions(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("外国司法或者执法机构可以提出请求。", ("外国司法机构", "外国执法机构")),
        ("设备和服务提供者应当登记。", ("设备和服务提供者",)),
        ("开展养犬活动的单位、个人不得扰民。", ("开展养犬活动的单位", "开展养犬活动的个人")),
        ("市河长制联席会议负责协调河道保护工作。", ("市河长制联席会议",)),
        ("运营单位知道平台内商户违法的，应当制止。", ("运营单位",)),
        ("互联网平台经营者应当公示规则。", ("互联网平台经营者",)),
        # a list of names set off by a comma goes on with the subject behind it
        ("水务部门、公安机关，服务机构及其工作人员应当保密。", ("水务部门", "公安机关", "服务机构", "工作人员")),
        # who is to cooperate is not with whom
        ("经营者对水务部门开展的检查，以及公安机关依法开展的检查应当予以配合。", ("经营者",)),
        ("用户认为其权利受到侵害的，有权投诉。", ("用户",)),
        ("供水企业应当公示水价；对于特殊行业的水价，应当单独标明。", ("供水企业",)),
    ],
)
def test_who_is_bound(sentence: str, expected: tuple[str, ...]) -> None:
    assert bearers(sentence)[-1][1] == expected


def test_who_is_encouraged_acts_up_to_the_semicolon() -> None:
    text = "国家采取措施，鼓励专业人员从事档案工作；不得将档案培训纳入收费项目。"
    assert bearers(text)[-1] == ("不得", ("国家",))


def test_who_disciplines_is_another_than_who_fines() -> None:
    text = "由水务部门处一万元罚款；属于公职人员的，还应当依法给予处分。"
    assert bearers(text)[-1] == ("应当", ())


@pytest.mark.parametrize(
    ("sentence", "enforcer"),
    [
        ("违反规定的，由县人民政府确定的监督管理部门责令改正。", ("县人民政府确定的监督管理部门",)),
        ("由市人民政府负责水库管理的部门责令停止。", ("市人民政府负责水库管理的部门",)),
        ("由水务部门或者县人民政府指定的机构责令停止。", ("水务部门", "县人民政府指定的机构")),
        ("由行政机关作出的处罚决定应当送达。", ("行政机关",)),
    ],
)
def test_whoever_is_designated_acts_not_who_designates(sentence: str, enforcer: tuple[str, ...]) -> None:
    found = [named for words, named, role in mentions(sentence) if role in ("enforcer", "bearer")]
    assert tuple(name for named in found for name in named) == enforcer


def test_parties_of_rights_and_of_exchange() -> None:
    rights = mentions("不得损害国家安全、公共利益或者公民、组织合法权益。")
    assert [(words, role) for words, _, role in rights] == [("公民", "protected"), ("组织", "protected")]
    exchange = names("促进有关部门、经营者以及供水企业等之间的信息共享。")
    assert [words for words, _ in exchange] == ["有关部门", "经营者", "供水企业"]
    approval = mentions("未经水务部门批准或者供水企业同意，不得改装。")
    assert [(words, role) for words, _, role in approval] == [("水务部门", "approver"), ("供水企业", "approver")]


def test_zones_share_the_head_of_their_list() -> None:
    text = "高新区、风景区、开发区等管委会应当做好防汛工作。"
    assert bearers(text) == [("应当", ("高新区管委会", "风景区管委会", "开发区管委会"))]


def test_an_item_whose_subject_is_a_thing_binds_who_the_chapeau_binds() -> None:
    texts = ("运维单位应当按照下列要求建立检测制度：", "水质的检测频次每年不得少于两次；")
    assert bearers(*texts)[-1] == ("不得", ("运维单位",))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("镇人民政府在县人民政府领导及其有关部门的指导下开展巡查。", ["镇人民政府", "县人民政府", "其有关部门"]),
        ("管委会根据市人民政府授权，做好防汛工作。", ["管委会", "市人民政府"]),
        ("应当充分考虑老年人、残疾人的需求。", ["老年人", "残疾人"]),
        ("应当及时告知被责令停止施工、停产的单位。", ["被责令停止施工、停产的单位"]),
        ("采取建筑物拆除施工、有关企业停产等措施。", ["有关企业"]),
        ("中华人民共和国可以采取相应措施。", ["中华人民共和国"]),
        ("公民应当遵守中华人民共和国法律。", ["公民"]),
        ("应当尊重和平等保护消费者合法权益。", ["消费者"]),
        ("供水企业对违反前款规定的用户未采取措施的，应当改正。", ["供水企业", "违反前款规定的用户"]),
        ("供水企业发现用户擅自改装的，应当制止。", ["供水企业", "用户"]),
        ("应当书面通知用户本人。", ["用户本人"]),
        ("不得强迫从业人员加班。", ["从业人员"]),
        ("应当及时支付劳动者报酬。", ["劳动者"]),
        ("不得将被派遣人员派往他处。", ["被派遣人员"]),
        # works no list knows are not taken into the name behind them
        ("加油站、储油库和使用油罐车的单位应当登记。", ["使用油罐车的单位"]),
    ],
)
def test_words_of_every_mention(sentence: str, expected: list[str]) -> None:
    assert [words for words, _ in names(sentence)] == expected


_FIELDS = [
    "发展改革",
    "教育",
    "科学技术",
    "工业和信息化",
    "民族宗教",
    "公安",
    "民政",
    "司法行政",
    "财政",
    "人力资源社会保障",
    "自然资源",
    "生态环境",
    "住房和城乡建设",
    "交通运输",
    "水行政",
    "农业农村",
    "商务",
    "文化和旅游",
    "卫生健康",
    "退役军人事务",
    "应急管理",
    "审计",
    "国有资产监督管理",
    "林业和草原",
    "市场监督管理",
    "广播电视",
    "体育",
    "统计",
    "医疗保障",
    "能源",
    "信访",
    "网信",
    "国防动员",
    "数据",
    "政务服务",
    "城市管理",
    "综合行政执法",
    "地方金融管理",
    "知识产权",
    "药品监督管理",
    "气象",
    "地震",
    "通信管理",
    "税务",
    "邮政管理",
    "消防救援",
    "粮食和物资储备",
    "渔业",
    "畜牧兽医",
    "园林绿化",
    "档案",
    "保密行政管理",
    "密码管理",
    "国家安全",
    "新闻出版",
    "侨务",
    "外事",
    "中医药",
    "疾病预防控制",
    "乡村振兴",
    "公平竞争审查",
    "人民防空",
    "文物",
    "标准化",
    "特种设备安全监督管理",
    "安全生产监督管理",
    "劳动行政",
    "食品安全监督管理",
    "网络安全",
    "旅游",
    "口岸",
    "版权",
    "未成年人保护",
]


@pytest.mark.parametrize("field", _FIELDS)
def test_departments_of_every_field(field: str) -> None:
    assert bearers(f"县级以上人民政府{field}主管部门应当加强监督。") == [("应当", (f"县级以上人民政府{field}主管部门",))]
    (listed,) = bearers(f"公安、{field}、财政等部门应当加强监督。")
    assert f"{field}部门" in listed[1] and len(listed[1]) == len({"公安", field, "财政"})
    assert mentions(f"由{field}主管部门责令改正。")[0][:2] == (f"{field}主管部门", (f"{field}主管部门",))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("经考试取得资格的驾驶员，可以上路。", ("经考试取得资格的驾驶员",)),
        ("与供水企业签订合同的用户应当缴费。", ("与供水企业签订合同的用户",)),
        ("村民以及与其共同居住的家属应当登记。", ("村民", "与其共同居住的家属")),
        ("向河道排放废水的企业配套建设的处理设施，应当正常使用。", ("向河道排放废水的企业",)),
        ("非全日制执业医师、乡村医生应当接受培训。", ("非全日制执业医师", "乡村医生")),
        ("政府举办的医院、学校应当公开信息。", ("政府举办的医院", "政府举办的学校")),
        ("县人民政府及其供水主管部门应当加强巡查。", ("县人民政府", "县人民政府供水主管部门")),
        ("市、县人民政府及其有关部门应当加强巡查。", ("市人民政府", "县人民政府", "政府有关部门")),
    ],
)
def test_whose_they_are(sentence: str, expected: tuple[str, ...]) -> None:
    assert bearers(sentence)[-1][1] == expected


def test_an_act_whose_verb_no_list_knows() -> None:
    assert bearers("业主、物业使用人翻建房屋的，应当告知邻居。")[-1] == ("应当", ("业主", "物业使用人"))
    assert bearers("企业碳足迹，应当公开。")[-1] == ("应当", ())


@pytest.mark.parametrize(
    ("sentence", "bearer"),
    [
        ("第三条修改为：“供水企业应当定期检修管道。", "供水企业"),
        ("第三条第二款“供水企业应当定期检修管道。", "供水企业"),
        ("公民不服选举委员会的决定的，可以起诉。", "公民"),
        ("行政机关对外国人给予处罚的，应当告知其权利。", "行政机关"),
    ],
)
def test_where_a_name_begins_and_ends(sentence: str, bearer: str) -> None:
    assert bearers(sentence)[-1][1] == (bearer,)


def test_what_is_founded_is_no_party() -> None:
    assert names("鼓励社会力量举办养老机构。") == [("社会力量", ("社会力量",))]
    assert names("受用户委托，可以代为检测。") == []
    assert names("推动中小企业诚信体系建设。") == []
    assert names("应当将符合条件的茶室纳入定点医疗机构范围。") == []
    assert names("应当将符合条件的医疗机构纳入定点范围。") == [("医疗机构", ("医疗机构",))]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("市、县区人民政府应当加强领导。", ("市人民政府", "县区人民政府")),
        ("各市、县（市、区）人民政府应当加强领导。", ("市人民政府", "县（市、区）人民政府")),
        ("市政府办公厅、市信息中心等部门和单位应当协作。", ("市政府办公厅", "市信息中心")),
        ("中华人民共和国对于要求避难的外国人，可以给予保护。", ("国家",)),
        ("财产由集体经济组织代表集体行使所有权。", ("集体经济组织",)),
        ("费用由法律规定或者当事人约定。", ()),
        ("有五分之一以上的村民代表提议，应当召集会议。", ()),
        ("一方下落不明，另一方诉至人民法院的，应当预交费用。", ("另一方",)),
    ],
)
def test_names_as_they_are_written(sentence: str, expected: tuple[str, ...]) -> None:
    found = bearers(sentence)[-1][1]
    assert found == expected


def test_a_class_with_its_examples_goes_by_the_term_it_is_given() -> None:
    text = "境内的企业、个体经济组织等组织（以下称用工单位）应当登记。"
    assert names(text)[0] == ("境内的企业、个体经济组织等组织", ("用工单位",))


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("供热企业停业的，应当公告。", ("供热企业",)),
        ("供热企业歇业后，应当公告。", ("供热企业",)),
        ("被执行人死亡的，应当中止执行。", ()),
        ("主任缺位时，应当在六个月内产生新的主任。", ()),
    ],
)
def test_a_short_act_no_list_has_and_what_befalls_somebody(sentence: str, who: tuple[str, ...]) -> None:
    assert bearers(sentence)[-1][1] == who
