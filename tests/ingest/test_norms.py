"""Norms from sentences: action spans, conditions, exceptions, manner, parties, readings."""

from __future__ import annotations

import pytest

from ingest.facts import Norm

from .clauses_and_norms import norms_of


def only(*texts: str) -> Norm:
    (norm,) = norms_of(*texts)
    return norm


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("供水单位应当按照国家有关规定，公示水价。", "公示水价"),
        ("供水单位应当依法公示水价。", "公示水价"),
        ("水务部门应当会同有关部门制定规划。", "制定规划"),
        ("水务部门应当按照管网分级保护制度，确定目录。", "确定目录"),
        ("水务部门应当根据国土空间规划优先予以保障。", "优先予以保障"),
        ("水务部门应当围绕重点领域和关键环节，布局项目。", "布局项目"),
        ("水务部门应当自收到申请之日起5日内作出答复。", "自收到申请之日起5日内作出答复"),
        ("水务部门应当向社会公开水质信息，并接受监督。", "向社会公开水质信息，并接受监督"),
        ("省水务部门负责本省节水工作，指导市、县节水工作。", "本省节水工作，指导市、县节水工作"),
        ("国家建立节水评价制度，推进节水标准化。", "建立节水评价制度，推进节水标准化"),
        ("鼓励用水单位采用节水技术，降低用水量。", "采用节水技术，降低用水量"),
        ("管理办法由省水务部门制定。", "制定"),
        ("农村取水适用本条例。", "适用本条例"),
        ("取水许可实行分级审批。", "分级审批"),
        ("水费按照谁使用谁承担的原则确定。", "按照谁使用谁承担的原则确定"),
        ("水务部门统一向用户发送通知。", "统一向用户发送通知"),
        ("供水单位应当检修设施；法律另有规定的，从其规定。", "检修设施"),
        ("供水单位应当配合检查，如实提供资料。", "配合检查，如实提供资料"),
        ("水费由用户全额承担。", "全额承担"),
        # behind ； the actions go on, whatever phrase they open with, but not behind a case of its own
        ("供水单位应当制定计划；按照规定检测水质；依法将结果归集至平台。", "制定计划；按照规定检测水质；依法将结果归集至平台"),
        ("水务部门应当处理举报；对查证属实的举报，给予奖励。", "处理举报；对查证属实的举报，给予奖励"),
        ("供水单位应当加收水费；提前缴费的，不减收水费。", "加收水费"),
        ("经营者不得向其销售；严格登记用户信息。", "向其销售"),
        # a bare source is no part of what follows it
        ("水务部门应当按照规定编制目录，建立制度。", "编制目录，建立制度"),
        ("供水单位应当按照合同约定采购设备。", "采购设备"),
        ("用户应当按照市人民政府的规定经检测机构进行检测。", "经检测机构进行检测"),
        # 对X belongs to what is imposed on it
        ("国家对取水活动实行许可制度。", "对取水活动实行许可制度"),
        ("供水单位对用户信息负有保密义务。", "对用户信息负有保密义务"),
        ("国务院水务主管部门主管全国节水工作。", "主管全国节水工作"),
        ("水务部门有计划、分步骤地实施管网改造。", "有计划、分步骤地实施管网改造"),
        # the agent of 由 needs no known name; its adverbs and places are part of the act
        ("水费由养犬人先行垫付。", "先行垫付"),
        ("本办法由省发展改革委负责解释。", "负责解释"),
        ("检测由第三人在当地进行。", "在当地进行"),
        # what a thing does by rule: the rule is manner, unless the verb says nothing without it
        ("用户的水费按照规定结算。", "结算"),
        ("用水指标按照国家有关规定执行。", "按照国家有关规定执行"),
        ("水费按照下列方法计算。", "按照下列方法计算"),
        # whoever is encouraged or allowed, what follows is the act
        ("鼓励零售药店参加集中采购。", "参加集中采购"),
        ("鼓励在行业管理中引入检测机构参与监管。", "在行业管理中引入检测机构参与监管"),
        ("鼓励节水技术创新和应用。", "节水技术创新和应用"),
        ("允许企业采用新工艺。", "采用新工艺"),
        ("支持设区的市水务部门在县设置派出机构。", "在县设置派出机构"),
        (
            "鼓励用户根据信用状况，对守信企业采取优惠措施；对失信企业采取限制措施。",
            "对守信企业采取优惠措施；对失信企业采取限制措施",
        ),
        ("出境的，凭证明文件办理手续。", "办理手续"),
        ("禁止任何单位和个人破坏供水设施。", "破坏供水设施"),
        ("水务部门应当加强协调；会同有关部门每年评估用水情况。", "加强协调；会同有关部门每年评估用水情况"),
        ("有条件的单位建立捐赠对接机制。", "建立捐赠对接机制"),
        ("标准化部门应当根据行业发展需求组织制定包装相关标准。", "组织制定包装相关标准"),
        ("县人民政府应当建立机制，所需经费纳入财政预算。", "建立机制，所需经费纳入财政预算"),
        (
            "商务部门应当自受理申请之日起，单独或者会同国家有关部门进行审查，作出决定。",
            "单独或者会同国家有关部门进行审查，作出决定",
        ),
        ("公安机关可以根据需要，决定三年以内不准其出境。", "决定三年以内不准其出境"),
        ("企业应当在投放前三十日，向水务部门备案方案。", "向水务部门备案方案"),
        ("水务部门组织建立用户核验机制。", "组织建立用户核验机制"),
        ("禁止用任何方法侮辱他人。", "用任何方法侮辱他人"),
        ("海关对出口货物不予放行。", "对出口货物不予放行"),
        ("经营者应当依照本条例第十六条的规定申请单项许可。", "申请单项许可"),
        ("用户应当按照许可证确定的用途使用房屋。", "使用房屋"),
        ("用户应当按照交易习惯向供水单位交付单证以外的资料。", "向供水单位交付单证以外的资料"),
        ("对事故，按照有关规定进行事故责任认定和处理。", "进行事故责任认定和处理"),
        ("剩余水费归用户所有。", "归用户所有"),
        ("用水单位应当安装可以与系统关联的装置。", "安装可以与系统关联的装置"),
        # a phrase joined to the next by 并 is an act
        ("施工单位应当对水源采取防护措施，并向社会公示。", "对水源采取防护措施，并向社会公示"),
        ("供水费用不得由用户承担。", "由用户承担"),
        # the ground of what is forbidden and what is broken are the act
        ("供水单位不得基于用水记录向用户推销设备。", "基于用水记录向用户推销设备"),
        ("严禁违反规定程序对企业经营者的财产实施查封。", "违反规定程序对企业经营者的财产实施查封"),
        ("水费由水务部门按百分之一计算，报请省人民政府核定。", "按百分之一计算，报请省人民政府核定"),
        # the agent ends in its own clause
        ("用水定额由省水务部门综合考虑水资源条件确定。", "综合考虑水资源条件确定"),
        ("人选由专业技术人员酝酿推荐，经单位领导批准。", "酝酿推荐，经单位领导批准"),
        ("村民会议应当由年满十八周岁的村民三分之二以上，或者三分之二以上的户的代表参加。", "参加"),
    ],
)
def test_action_spans(text: str, action: str) -> None:
    norm = only(text)
    assert norm.action is not None
    assert norm.action.text == action


def test_a_basis_with_an_act_of_its_own_belongs_to_the_modal_before() -> None:
    first, second = norms_of("市人民政府应当根据需要，会同有关部门制定标准，并应当公布。")
    assert first.action is not None
    assert second.action is not None
    assert (first.action.text, second.action.text) == ("制定标准", "公布")


def test_manner_is_kept_apart() -> None:
    norm = only("市水务部门应当按照各自职责，依法做好节水工作。")
    assert [quote.text for quote in norm.manner] == ["按照各自职责", "依法"]
    assert norm.distributive


def test_each_modal_is_a_norm_and_conditions_carry_over() -> None:
    norms = norms_of("供水企业开采地下水的，应当申请许可，不得超量开采。")
    assert [(norm.modality, norm.action.text if norm.action else None) for norm in norms] == [
        ("obligation", "申请许可"),
        ("prohibition", "超量开采"),
    ]
    assert [[condition.quote.text for condition in norm.conditions] for norm in norms] == [["开采地下水的"], ["开采地下水的"]]


def test_conditions_of_several_clauses_are_one_quote() -> None:
    norm = only("用水单位擅自改变用途，或者转让用水指标的，水务部门应当核减其指标。")
    assert [condition.quote.text for condition in norm.conditions] == ["用水单位擅自改变用途，或者转让用水指标的"]


@pytest.mark.parametrize(
    ("text", "exception"),
    [
        ("除国家另有规定外，供水单位应当装表计量。", "除国家另有规定外"),
        ("供水单位不得停水，但因抢修需要停水的除外。", "但因抢修需要停水的除外"),
        ("供水单位不得停水；用户同意的除外。", "用户同意的除外"),
        ("供水单位可以自行检测。法律、行政法规另有规定的，从其规定。", "法律、行政法规另有规定的，从其规定"),
        ("供水单位应当告知用户，但是紧急抢修的，不需告知。", "但是紧急抢修的，不需告知"),
    ],
)
def test_exceptions(text: str, exception: str) -> None:
    norm = only(text)
    assert [condition.quote.text for condition in norm.exceptions] == [exception]
    assert norm.action is not None
    assert "除外" not in norm.action.text
    assert "从其规定" not in norm.action.text


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("市水务部门可以约谈供水单位。", "power"),
        ("用户可以向水务部门投诉。", "right"),
        ("供水企业可以自行确定维修方式。", "permission"),
        ("管理办法由省水务部门制定。", "power"),
        ("争议由市水务部门协调处理。", "responsibility"),
        ("国家建立节水制度。", "declaration"),
        ("省水务部门公布节水目录。", "responsibility"),
        ("供水企业承担检测费用。", "obligation"),
        ("财政部可以委托检查。", "power"),
        ("本办法由省发展改革委负责解释。", "responsibility"),
        ("公司项目部可以自行抄表。", "permission"),
        ("提倡节约用水。", "declaration"),
    ],
)
def test_readings(text: str, modality: str) -> None:
    assert only(text).modality == modality


def test_adverse_measures_are_also_read_as_sanctions() -> None:
    assert "sanction" in only("水务部门可以暂停其取水。").alternatives


def test_actions_split_into_verb_and_object() -> None:
    norm = only("县人民政府应当编制、公布节水规划，并对管网进行检查，提高用水效率。")
    assert [(action.verb, action.object, action.kind) for action in norm.actions] == [
        ("编制、公布", "节水规划", "action"),
        ("检查", "管网", "action"),
        ("提高", "用水效率", "result_like"),
    ]


def test_parties_have_roles() -> None:
    norm = only("省水务部门应当会同省财政部门制定规划，并向省人民政府报告。")
    roles = {actor: party.role for party in norm.parties for actor in party.actors}
    assert roles == {"省财政部门": "co_actor", "省人民政府": "reported_to"}
    organised = only("县人民政府应当组织有关部门编制规划。")
    assert [party.role for party in organised.parties] == ["organised"]


def test_items_inherit_the_modal_of_the_chapeau() -> None:
    chapeau, first, second = norms_of("供水单位不得有下列行为：", "擅自停水；", "法律、法规禁止的其他行为。")
    assert chapeau.level == "chapeau"
    assert [(item.level, item.parent, item.inherited) for item in (first, second)] == [("item", chapeau.id, True)] * 2
    assert first.trigger == chapeau.trigger
    assert first.action is not None
    assert first.action.text == "擅自停水"
    assert first.bearers == chapeau.bearers


def test_noun_items_are_objects_and_cases_are_conditions() -> None:
    assert len(norms_of("供水合同应当包括下列内容：", "用水性质；", "双方的权利和义务。")) == 1
    (norm,) = norms_of("有下列情形之一的，供水单位可以停水：", "管道爆裂；", "水质超标。")
    assert [condition.quote.text for condition in norm.conditions] == ["有下列情形之一的", "管道爆裂", "水质超标"]


def test_the_first_limb_of_an_item_with_a_modal_of_its_own_inherits_that_of_the_chapeau() -> None:
    _, first, second = norms_of("水务部门可以采取下列措施：", "检查取水设备；对证据确凿的违法设备，可以查封。")
    assert (first.rule, first.action.text if first.action else None) == ("item", "检查取水设备")
    assert second.action is not None
    assert second.action.text == "查封"


def test_items_hang_on_the_norm_that_counts_them() -> None:
    norms = norms_of("取水应当符合下列条件，并由双方共同提出申请：", "方案合理；", "具有取水设施。")
    assert [norm.trigger.text if norm.trigger else None for norm in norms] == ["应当", "由", "应当", "应当"]


def test_the_case_of_an_item_is_its_condition() -> None:
    _, first, second = norms_of("临时管制应当按照下列规定处理：", "不再需要管制的，取消管制；", "依法登记的，已经备案。")
    assert first.action is not None
    assert second.action is not None
    assert (first.action.text, [c.quote.text for c in first.conditions]) == ("取消管制", ["不再需要管制的"])
    assert second.action.text == "依法登记的，已经备案"


def test_what_may_be_forbidden_is_a_measure() -> None:
    norms = norms_of("商务部门可以采取下列措施：", "禁止有关物项交易；", "责令停止出口。")
    assert [norm.modality for norm in norms] == ["power", "power", "power"]


def test_an_agent_behind_a_duty_has_a_norm_of_its_own_also_when_its_clause_ends_in_time() -> None:
    first, second = norms_of("用户应当送交单位处置，或者送交生产者，由生产者采取以旧换新等方式回收后，送交处置单位。")
    assert [norm.action.text if norm.action else None for norm in (first, second)] == [
        "送交单位处置，或者送交生产者",
        "采取以旧换新等方式回收后，送交处置单位",
    ]


def test_the_first_half_of_an_item_before_a_prohibition_is_a_duty() -> None:
    norms = norms_of("收集单位应当遵守下列规定：", "将收集的垃圾运输至规定的地点，不得沿途丢弃；", "生产产品的，不得外运。")
    assert [(norm.modality, norm.action.text if norm.action else None) for norm in norms[1:]] == [
        ("obligation", "将收集的垃圾运输至规定的地点"),
        ("prohibition", "沿途丢弃"),
        ("prohibition", "外运"),
    ]
    assert [norm.conditions for norm in norms[1:3]] == [(), ()]


def test_an_item_that_says_what_a_word_means_is_no_norm() -> None:
    assert len(norms_of("生活垃圾分为下列四类：", "可回收物，指适宜回收的垃圾，主要包括纸；")) == 1


def test_what_goes_on_behind_a_stop_belongs_to_the_duty_though_another_acts_at_its_end() -> None:
    duty, other = norms_of("发展改革部门应当加强协调；会同有关部门评估用水情况，提出措施，由各部门落实。")
    assert duty.action is not None
    assert other.action is not None
    assert (duty.action.text, other.action.text) == ("加强协调；会同有关部门评估用水情况，提出措施", "落实")


def test_things_dealt_in_and_what_is_dealt_with_are_no_acts() -> None:
    assert len(norms_of("任何单位不得买卖下列设备、软件：", "具有改变号码功能的设备；", "电话卡批量插入设备。")) == 1
    assert len(norms_of("经营者应当对利用下列业务从事诈骗的活动进行监测：", "提供支付结算服务；", "提供网络推广服务。")) == 1
    first, second = norms_of("餐饮经营者应当遵守下列规定：", "主动提示消费者，或者由服务人员提示说明；")
    assert first.bearers == second.bearers


def test_an_item_set_off_by_a_place_is_an_act_and_a_rest_left_to_other_rules_is_none() -> None:
    norms = norms_of("水务部门可以采取下列措施：", "在资金资助等扶持中，限制享受补贴；", "法律、法规规定的其他措施。")
    assert [norm.action.text if norm.action else None for norm in norms] == ["采取下列措施", "限制享受补贴"]
    assert len(norms_of("水务部门在以下工作中查询用水信息：", "实施行政许可；", "表彰奖励。")) == 1


def test_who_is_spared_is_no_bearer() -> None:
    assert only("供水费用不得由用户承担。").bearers is None


def test_the_exceptions_of_an_encouragement_are_prohibitions() -> None:
    chapeau, item = norms_of("鼓励节水交易，但有下列情形之一的除外：", "损害公共利益的。")
    assert chapeau.modality == "encouragement"
    assert (item.modality, item.alternatives) == ("prohibition", ("encouragement",))
    assert item.trigger is not None
    assert item.trigger.text == "除外"


def test_cases_of_an_exception_are_exceptions() -> None:
    (norm,) = norms_of("供水单位应当连续供水，但有下列情形之一的除外：", "管道爆裂；", "水质超标。")
    assert [condition.quote.text for condition in norm.exceptions][1:] == ["管道爆裂", "水质超标"]


def test_a_phrase_before_the_word_is_the_act_when_nothing_follows() -> None:
    norm = only("供水单位对水质的真实性负责。")
    assert norm.action is not None
    assert norm.action.text == "对水质的真实性负责"


def test_an_endless_sentence_is_quoted_by_its_stretch() -> None:
    norms = norms_of("供水单位应当公示水价；" * 400 + "用户可以查询。")
    assert len(norms) == 401
    assert max(len(norm.quote.text) for norm in norms) < 100


@pytest.mark.parametrize(
    ("text", "action", "manner"),
    [
        ("供水单位应当按照国家有关规定与用户签订合同，明确水价。", "与用户签订合同，明确水价", ["按照国家有关规定"]),
        ("用水单位应当依照本条例的规定申请办理取水许可。", "申请办理取水许可", ["依照本条例的规定"]),
        ("供水单位应当在营业厅显著位置，持续公示水价。", "持续公示水价", ["在营业厅显著位置"]),
        ("管网损坏的，与施工单位承担连带责任。", "与施工单位承担连带责任", []),
        ("管网损坏的，依法与施工单位承担连带责任。", "与施工单位承担连带责任", ["依法"]),
        ("节水委员会对市人民政府和上一级节水委员会负责。", "对市人民政府和上一级节水委员会负责", []),
        ("供水单位故意隐瞒的，加倍承担赔偿责任。", "加倍承担赔偿责任", []),
        ("具体办法由县人民政府根据国家有关规定并结合当地实际制定。", "制定", ["根据国家有关规定", "结合当地实际"]),
    ],
)
def test_what_goes_before_the_verb(text: str, action: str, manner: list[str]) -> None:
    norm = only(text)
    assert norm.action is not None and norm.action.text == action
    assert [quote.text for quote in norm.manner] == manner


def test_a_basis_phrase_is_cut_from_an_item_too() -> None:
    _, item = norms_of("供水单位应当履行下列职责：", "按照规定报告水质。")
    assert item.action is not None and item.action.text == "报告水质"
    assert [quote.text for quote in item.manner] == ["按照规定"]


def test_a_thing_before_the_modal_is_no_condition() -> None:
    assert only("水费收取的具体办法，由省人民政府制定。").conditions == ()
    assert only("集中供水的处理设施、户用处理设备，由供水单位维护。").conditions == ()
    (scene,) = only("开展影响水质的活动，应当报告。").conditions
    assert scene.quote.text == "开展影响水质的活动"


def test_a_modal_with_its_rule_and_agent_is_one_norm() -> None:
    norm = only("计量器具应当按照国家有关规定，由检验机构定期检验。")
    assert (norm.trigger and norm.trigger.text, norm.modality, norm.bearers) == ("应当", "obligation", ("检验机构",))
    assert norm.action is not None and norm.action.text == "定期检验"
    assert [quote.text for quote in norm.manner] == ["按照国家有关规定"]


def test_a_preposed_thing_is_left_out_of_an_item() -> None:
    _, item = norms_of("供水单位应当履行下列职责：", "对集中供水设施，实时检测水质。")
    assert item.action is not None and item.action.text == "实时检测水质"


def test_members_are_no_bearers() -> None:
    norm = only("节水委员会由主任、副主任和委员组成。")
    assert norm.action is not None and norm.action.text == "由主任、副主任和委员组成"
    assert not norm.bearers or "委员" not in norm.bearers


@pytest.mark.parametrize(
    ("chapeau", "items", "norms"),
    [
        ("水务部门应当组织制定下列技术规范：", ("管网检修规范；", "其他相关技术规范。"), 1),
        ("水务部门应当制定下列规范：", ("户用水表安装、更换等规范；",), 1),
        ("申请人应当提交下列计划：", ("组织抢修的安排；",), 1),
        ("开展下列评审、鉴定活动，应当成立专门小组：", ("供水工程的立项评审；", "水质责任的鉴定。"), 1),
        ("对下列工作，由水务部门负责：", ("开展检漏；",), 1),
        ("水务部门应当开展下列工作：", ("组织检漏；", "水质监测。"), 3),
        ("供水单位应当遵守下列规定：", ("按期检修管网；", "不得擅自停水。"), 3),
        ("供水单位应当按照下列规定，检修管网：", ("每年检修一次；",), 2),
    ],
)
def test_what_a_list_holds_by_the_place_of_its_noun(chapeau: str, items: tuple[str, ...], norms: int) -> None:
    assert len(norms_of(chapeau, *items)) == norms


def test_items_of_a_topic_are_cases() -> None:
    (norm,) = norms_of("从事下列作业，应当事先报告：", "打井；", "清淤。")
    assert [condition.quote.text for condition in norm.conditions][-2:] == ["打井", "清淤"]


@pytest.mark.parametrize(
    ("text", "trigger", "action"),
    [
        ("市人民政府对节水有功的单位给予表彰、奖励。", "给予", "对节水有功的单位给予表彰、奖励"),
        ("《节水办法》同时废止。", "废止", "同时废止"),
        ("供水人员经市水务部门考核合格后，即可上岗检修。", "即可", "上岗检修"),
        ("供水人员由两名检修师推荐，经考核合格后，便可上岗检修。", "便可", "上岗检修"),
    ],
)
def test_words_of_the_modal(text: str, trigger: str, action: str) -> None:
    norm = only(text)
    assert (norm.trigger and norm.trigger.text, norm.action and norm.action.text) == (trigger, action)


def test_what_only_looks_like_a_permission() -> None:
    assert norms_of("用户凭水卡取水即可。") == ()
    (norm,) = norms_of("用户立即可以取水。")
    assert norm.trigger is not None and norm.trigger.text == "可以"


def test_a_modal_in_a_time_and_a_right_that_is_secured_are_none() -> None:
    norm = only("供水单位未退费的，自应当退费之日起向用户每日支付利息。")
    assert (norm.trigger and norm.trigger.text, norm.bearers) == ("支付", ("供水单位",))
    norm = only("供水单位应当依法建立制度，保障用户享有知情权。")
    assert norm.action is not None and norm.action.text == "建立制度，保障用户享有知情权"
    assert only("用户享有知情权。").bearers == ("用户",)
