"""Which words are sentence-level modals, and which only look like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .clauses_and_norms import passages_from, triggers_of, words_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("供水单位应当公示水价，不得擅自停水。", [("应当", "obligation"), ("不得", "prohibition")]),
        ("用户可以查询用水记录，也可以委托他人查询。", [("可以", "permission"), ("可以", "permission")]),
        ("市水务部门负责节水管理工作。", [("负责", "responsibility")]),
        ("用户有权要求供水单位说明理由。", [("有权", "right")]),
        ("居民依法享有安全用水的权利。", [("享有", "right")]),
        ("国家鼓励社会资本投资节水设施。", [("鼓励", "encouragement")]),
        ("取水许可实行分级审批。", [("实行", "declaration")]),
        ("用水计划管理办法由省水务部门制定。", [("由", "responsibility")]),
        ("禁止在水源地排放污水。", [("禁止", "prohibition")]),
        ("水库管理以安全为原则。", [("为原则", "declaration")]),
        ("本条例自2030年1月1日起施行。", [("施行", "declaration")]),
        ("农村取水适用本条例。", [("适用", "declaration")]),
    ],
)
def test_modal_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert words_of(text) == expected


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("国家建立节水评价制度。", "建立"),
        ("省水务部门会同发展改革部门制定节水规划。", "制定"),
        ("市水务部门定期向社会公布水质信息。", "公布"),
        ("水务部门收到申请后及时向申请人发送通知。", "发送"),
        ("发生争议的，报共同的上级人民政府决定。", "报"),
        ("违法行为轻微的，不予处罚。", "不予"),
        ("符合条件的用水单位按照规定享受补贴。", "享受"),
        ("水务部门按照职责分工负责节水工作。", "负责"),
        ("依法保护用水人在节水中形成的权益。", "保护"),
    ],
)
def test_norms_without_a_modal_word_hang_on_their_verb(text: str, word: str) -> None:
    assert [trigger.word for trigger in triggers_of(text)] == [word]


@pytest.mark.parametrize(
    "text",
    [
        "本条例所称供水单位，是指应当取得许可的单位。",
        "为了规范取水，保障用水安全，制定本条例。",
        "法律、行政法规另有规定的，从其规定。",
        "可以免于许可的情形除外。",
        "依法应当办理许可而未办理的；",
    ],
)
def test_definitions_purposes_and_savings_have_no_modal(text: str) -> None:
    assert words_of(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("可以通过共享取得数据的，水务部门不得重复采集。", ["不得"]),
        ("应当公开的信息，不得拒绝提供。", ["不得"]),
        ("取水单位负责人应当组织演练。", ["应当"]),
        ("负责水源保护的部门应当定期检查。", ["应当"]),
        ("水务部门应当告知申请人可以申请复议。", ["应当"]),
        ("水务部门应当采取限制或者禁止取水的措施。", ["应当"]),
        ("部门应当建立便利、畅通的投诉渠道。", ["应当"]),
        ("禁止取水的具体办法由市人民政府制定。", ["由"]),
        ("水库遇有险情，须作紧急处置时，水务部门可以限制取水。", ["可以"]),
        ("供水企业编制用水计划，应当征求用户意见。", ["应当"]),
        ("县人民政府应当完善设施，鼓励企业节约用水。", ["应当"]),
    ],
)
def test_embedded_modals_do_not_count(text: str, expected: list[str]) -> None:
    assert [trigger.word for trigger in triggers_of(text)] == expected


def test_support_with_an_addressee_encourages_and_without_one_declares() -> None:
    assert words_of("国家支持企业参与节水标准制定。") == [("支持", "encouragement")]
    assert words_of("国家支持节水技术研究。") == [("支持", "responsibility")]


def test_items_of_conditions_and_of_meanings_have_no_modals() -> None:
    assert words_of("有下列情形之一的，水务部门可以暂停供水：", "应当检修而未检修的；", "不得延期的。") == [
        ("可以", "permission")
    ]
    assert words_of("本办法下列用语的含义：", "节水，是指应当采取的措施。") == []


def test_items_may_have_modals_of_their_own() -> None:
    assert [trigger.passage for trigger in triggers_of("管网建设应当统筹规划：", "新建管网应当达标；", "旧管网应当改造。")] == [
        0,
        1,
        2,
    ]


def test_the_subject_of_a_second_modal_is_sought_behind_the_first_action() -> None:
    text = "水务部门应当责令整改，对拒不整改的，可以暂停供水。"
    first, second = triggers_of(text)
    assert first.clause == 0
    assert text[second.clause : second.start] == "对拒不整改的，"


@given(st.text(alphabet="部门应当不得可以的，。；：由负责（）建立在中按照规定", max_size=80))
def test_any_text_is_read_and_places_hold(text: str) -> None:
    _, passages = passages_from(text, text)
    for trigger in triggers_of(text, text):
        own = passages[trigger.passage].text
        assert own[trigger.start : trigger.end] == trigger.word
        assert trigger.sentence[0] <= trigger.clause <= trigger.start < trigger.end <= trigger.sentence[1]


@pytest.mark.parametrize(
    "piece",
    [
        "应当",
        "部门应当建立，",
        "下列",
        "根据",
        "（部门，",
        "在中",
        "按照规定",
        "情形的，",
        "由部门",
        "用户申请停水，",
        "归集体所有，",
    ],
)
def test_long_hostile_sentences_are_read(piece: str) -> None:
    text = piece * (10_000 // len(piece)) + "应当公布。"
    found = triggers_of(text)
    assert all(text[trigger.start : trigger.end] == trigger.word for trigger in found)
    assert triggers_of(text) == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # behind 、 and behind the need that is the basis, a modal is one of its own
        ("单位不得无证取水、不得擅自转供。", ["不得", "不得"]),
        ("水务部门应当启动预案，根据应急需要可以限制供水。", ["应当", "可以"]),
        # what marks out a place, stands behind a preposition or in 除…外 governs nothing
        ("县人民政府可以根据保护的需要，通过规划划定禁止取水的区域。", ["可以"]),
        ("供水单位应当配合检查，为应当登记的用户办理手续提供便利。", ["应当"]),
        ("水务部门除应当查明原因外，还应查明责任。", ["应"]),
        ("取水用于试验的，应征得水库管理单位同意。", ["应"]),
        # under 不得 and 应当 a clause with 并 may be of another kind
        ("供水单位不得拒绝，并按照约定承担费用。", ["不得", "承担"]),
        ("供水单位不得挪用水费，并向他人转借。", ["不得"]),
        ("用水单位应当依法缴费，并依法享受补贴。", ["应当", "享受"]),
        # the basis phrase of a clause that acts by itself belongs to it
        ("居民应当节约用水，依照本条例规定使用设施，有权举报浪费。", ["应当", "有权"]),
    ],
)
def test_which_modals_stand_beside_each_other(text: str, expected: list[str]) -> None:
    assert [trigger.word for trigger in triggers_of(text)] == expected


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("保护工作部门结合本行业实际，制定安全规则。", "制定"),
        ("水务部门自受理申请之日起十日内作出决定。", "作出"),
        ("将节水知识培训纳入国家继续教育体系。", "纳入"),
        ("用水单位自取水之日起即与用户建立用水关系。", "建立"),
        ("具体办法由县人民政府结合当地实际制定。", "由"),
        ("有关部门密切配合，共同推进节水工作。", "配合"),
        ("本市按照国家部署，协同其他省建设节水设施。", "协同"),
    ],
)
def test_the_main_verb_is_not_one_inside_another_phrase(text: str, word: str) -> None:
    assert [trigger.word for trigger in triggers_of(text)] == [word]


def test_support_by_some_means_encourages() -> None:
    assert words_of("支持企业、社会团体和公众通过捐赠等方式，参与节水设施建设。") == [("支持", "encouragement")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the verb makes a noun with what follows
        ("储存期限届满，用户应当取回。", ["应当"]),
        ("居住权消灭。", []),
        ("保证期间不受影响。", ["不受"]),
        ("通知自到达对方时生效。", ["生效"]),
        ("撤销权自知道撤销事由之日起一年内行使。", ["行使"]),
        ("保证期间自债权人请求债务人履行债务之日起计算。", ["计算"]),
        ("国家保护自然人的用水权。", ["保护"]),
        # a thing with its relative clause, and the rule it follows
        ("纳入名录的水源按照有关规定进行登记。", ["进行"]),
        # what a body is made of; a deed as evidence; a case without …的
        ("节水委员会由主任、委员和村民代表组成。", ["组成"]),
        ("供水单位签发单据的，该单据即为供水单位接收水费的证据。", []),
        ("一方不履行协议，另一方可以申请调解。", ["可以"]),
        ("情节严重的，处三年以上有期徒刑。", []),
        ("当事人各方可向水务部门申请调解。", ["可"]),
        ("供水单位应结合实际，完善管网。", ["应"]),
        # what has occurred, what is compared, what somebody handles
        ("发生企业分立、合并等情形，应当办理变更登记。", ["应当"]),
        ("发生企业分立、合并等情形，供水合同继续有效。", ["有效"]),
        ("列入议程的地方性法规案，由各代表团进行审议。", ["由"]),
        ("水务部门监督和指导用水单位建立台账。", ["监督"]),
        ("用户在线提交的申请，与向供水单位提交申请具有同等效力。", []),
        ("依法应当由人民政府实施关闭的案件，水务部门应当立案调查。", ["应当"]),
    ],
)
def test_verbs_that_are_none(text: str, expected: list[str]) -> None:
    assert [trigger.word for trigger in triggers_of(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a private party who does something sets the scene for who answers; what has happened is no norm
        ("用户申请停水，供水单位应当受理。", ["应当"]),
        ("用户投诉漏水，由供水单位处理。", ["由"]),
        ("用户一方已经付清水费，对方接受时，该合同成立。", []),
        ("设立供水站，申请人应当提交方案。", ["应当"]),
        ("水务部门依法履行职责，当事人应当配合。", ["应当"]),
        ("市人民政府建立节水制度，供水单位应当执行。", ["建立", "应当"]),
        # a public body that acts behind the duty of another
        ("公安机关应当依法查处盗水行为，水务部门予以配合。", ["应当", "予以"]),
        ("水务部门应当制定方案，督促有关单位落实。", ["应当"]),
        ("市水务部门应当建立政府主导，部门协同的机制。", ["应当"]),
        ("市水务部门负责节水工作，其所属的节水机构承担检测工作。", ["负责", "承担"]),
        # 报X批准 belongs to what is reported
        ("市节水中心负责编制预算，报市水务部门审核。", ["负责"]),
        ("水价由市水务部门拟订，报市人民政府批准后执行。", ["由"]),
        ("自治县的节水规定，报省人民政府批准后生效。", ["报"]),
        # the offices of the subject are no verbs, whatever follows
        ("县级以上人民政府发展改革、教育、公安等有关部门在各自职责范围内做好节水工作。", ["做好"]),
        # a thing and where it belongs
        ("节水经费纳入政府预算。", ["纳入"]),
        ("下列费用不列入补贴范围。", ["不列入"]),
        ("补贴从专项资金中支付。", ["支付"]),
        ("列入名录的水源，由水务部门保护。", ["由"]),
        ("营业时间限于8时至24时。", ["限于"]),
        ("评审意见作为审批的参考依据。", ["作为"]),
        ("双方应当共同提出申请，专利权归双方共有。", ["应当", "归"]),
        ("对水价的确定，参照适用本条例。", ["参照适用"]),
        ("市水务部门负责人工湖保护工作。", ["负责"]),
        ("市水务部门汇总意见后，形成水源目录草案。", ["形成"]),
        ("号牌由市公安机关统一监制，所需费用纳入同级财政预算。", ["由", "纳入"]),
        ("试用期包含在合同期限内。", ["包含在"]),
        ("经理由董事会聘任。", ["由"]),
        ("没有正当理由不得拒绝。", ["不得"]),
        ("章程的修改不需再由股东会表决。", []),
        ("收货人签收时间为交付时间。", []),
        # lists of offices, a name unknown to any list, a topic set off by 对
        ("规划资源、城管执法、发展改革等部门按照各自职责，做好节水工作。", ["做好"]),
        ("中国人民银行统筹建立监测系统。", ["统筹建立"]),
        ("用水单位对已经解除的合同的文本，至少保存二年。", ["保存"]),
        ("水务部门依法对取水活动进行监督检查，有关组织应当配合。", ["进行", "应当"]),
        ("派遣单位是本法所称用人单位，应当履行义务。", ["应当"]),
        ("失业人员领取失业金期间，参加保险，享受待遇。", ["参加", "享受"]),
        ("国家授权自治区实行自治，享有立法权。", ["授权"]),
        ("县人民政府应当将节水工作纳入规划，所需经费纳入财政预算，制定节水措施。", ["应当"]),
        ("物业区域禁止上门投递，并且收件人无法达成约定的，快递企业可以退回。", ["可以"]),
        ("车辆悬挂号牌后，方可上路行驶，公安机关交通管理部门对其实施管理。", ["方可", "实施"]),
        ("实行统筹管理的地区，由县人民政府确定主管部门。", ["由"]),
        ("申请表由商务部门统一印制。", ["由"]),
        ("申请人应如实填写申请书。", ["应"]),
        ("保险人对前款规定的费用的支付，以保险金额为限。", ["为限"]),
        # what a verb before its noun says is no act
        ("用户申请查询信息的期限为五年。", []),
        ("由水务部门批准的项目，不得擅自变更。", ["不得"]),
        ("村民以及由村民聘用的人员，应当接受检查。", ["应当"]),
        ("费用中应当由基金支付的部分，由水务部门结算。", ["由"]),
        ("包括但不限于水费、由企业组成的协会收取的费用等。", []),
        # behind the duty of one, what another is encouraged to do, what does not apply, what is owed in spite of a prohibition
        ("国有企业应当公开信息，鼓励其他企业公开信息。", ["应当", "鼓励"]),
        ("学校应当遵守有关法律，不适用本条例。", ["应当", "不适用"]),
        ("保存时间不得少于六十日，并在水务部门查询时予以提供。", ["不得", "予以"]),
        # one character of a longer word is no preposition
        ("自然人的用水权益受法律保护，任何单位不得侵害。", ["受法律保护", "不得"]),
        ("用户可就水价向水务部门提出意见。", ["可"]),
    ],
)
def test_who_acts_beside_whom(text: str, expected: list[str]) -> None:
    assert [trigger.word for trigger in triggers_of(text)] == expected


def test_what_is_allowed_is_a_permission() -> None:
    assert words_of("本市允许企业采用新工艺。") == [("允许", "permission")]
    assert words_of("允许设置的商亭，不得超出门窗。") == [("不得", "prohibition")]
    assert words_of("父母不履行义务的，未成年子女，有要求父母支付费用的权利。")[-1] == ("有", "right")


def test_what_is_denied_is_no_right() -> None:
    assert words_of("无证用户不享受补贴。") == [("不享受", "declaration")]
    assert words_of("持证用户享受补贴。") == [("享受", "right")]
