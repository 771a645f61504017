"""Who is named: noun phrases, coordination, canonical names, roles."""

from __future__ import annotations

import pytest

from ingest.actors.canonical import canonical, kind_of, level_of, symbolic
from ingest.actors.conjuncts import names_in
from tests.ingest.actor_cases import mentions, read


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # conjuncts that share a head: one phrase, several actors
        (
            "省、市、县（含县级市，下同）人民政府应当编制规划。",
            [("省、市、县（含县级市，下同）人民政府", ("省人民政府", "市人民政府", "县人民政府"))],
        ),
        ("任何单位和个人不得毁坏水利设施。", [("任何单位和个人", ("单位", "个人"))]),
        ("其他有关部门和单位应当予以配合。", [("其他有关部门和单位", ("政府有关部门", "有关单位"))]),
        ("财政、公安部门应当给予支持。", [("财政、公安部门", ("财政部门", "公安部门"))]),
        (
            "水务、农业农村等部门应当加强监测。",
            [("水务、农业农村等部门", ("水务部门", "农业农村部门"))],
        ),
        (
            "发展和改革、工业和信息化等部门应当加强协作。",
            [("发展和改革、工业和信息化等部门", ("发展和改革部门", "工业和信息化部门"))],
        ),
        # complete conjuncts: a phrase each
        (
            "自然人、法人和非法人组织应当节约用水。",
            [("自然人", ("自然人",)), ("法人", ("法人",)), ("非法人组织", ("非法人组织",))],
        ),
        (
            "市、县人民政府及其有关部门应当公布名录。",
            [("市、县人民政府", ("市人民政府", "县人民政府")), ("其有关部门", ("政府有关部门",))],
        ),
        # A、B等C with a class of its own: one actor
        ("银行、保险公司等金融机构应当如实记录。", [("银行、保险公司等金融机构", ("金融机构",))]),
        # same-level formula: one actor
        ("省、自治区、直辖市人民政府应当制定标准。", [("省、自治区、直辖市人民政府", ("省、自治区、直辖市人民政府",))]),
        # modifiers
        ("国务院水行政主管部门应当制定标准。", [("国务院水行政主管部门", ("国务院水行政主管部门",))]),
        ("接到举报的供水企业应当及时处理。", [("接到举报的供水企业", ("供水企业",))]),
        ("具备条件的供水企业应当公开水质。", [("供水企业", ("供水企业",))]),
        ("承担河道管理工作的机构应当巡查。", [("承担河道管理工作的机构", ("承担河道管理工作的机构",))]),
        ("县级以上人民政府供水主管部门应当巡查。", [("县级以上人民政府供水主管部门", ("县级以上人民政府供水主管部门",))]),
        # open class
        ("受托人应当按照约定办理。", [("受托人", ("受托人",))]),
        ("馆长应当每年述职。", [("馆长", ("馆长",))]),
        ("街道办事处应当协助调查。", [("街道办事处", ("街道办事处",))]),
        ("接收方应当采取保护措施。", [("接收方", ("接收方",))]),
        ("被检查单位应当如实提供资料。", [("被检查单位", ("被检查单位",))]),
    ],
)
def test_phrases(sentence: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(words, names) for words, names, _ in mentions(sentence)] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "信息基础设施建设应当适度超前。",
        "企业设施设备应当定期检修。",
        "个人信息应当依法保护。",
        "本单位应当遵守规定。",
        "供水设施、设备应当符合标准。",
        "用水合同应当载明水量。",
        "发挥政府和市场、国有资本和民间资本等多方面作用。",
    ],
)
def test_things_name_nobody(sentence: str) -> None:
    assert mentions(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "words", "role"),
    [
        ("供水企业应当向水务部门报告水质。", "水务部门", "reported_to"),
        ("水务部门应当会同卫生部门制定方案。", "卫生部门", "co_actor"),
        ("水务部门应当组织供水企业开展演练。", "供水企业", "organised"),
        ("水务部门应当监督供水企业履行义务。", "供水企业", "supervised"),
        ("水务部门应当将结果告知申请人。", "申请人", "addressee"),
        ("取水口迁移应当经水务部门批准。", "水务部门", "approver"),
        ("供水企业不得损害用户的合法权益。", "用户", "protected"),
        ("水务部门应当推动企业节水改造。", "企业", "encouraged"),
        ("供水企业违反本条例规定的，由水务部门责令改正。", "水务部门", "enforcer"),
        ("对直接负责的主管人员依法给予处分。", "直接负责的主管人员", "target"),
        ("水务部门应当向社会公布名录。", "社会", "addressee"),
    ],
)
def test_roles(sentence: str, words: str, role: str) -> None:
    assert (words, role) in [(found, as_) for found, _, as_ in mentions(sentence)]


def test_an_offender_is_no_bearer() -> None:
    found = mentions("供水企业违反本条例规定，擅自停水的，由水务部门责令改正，处一万元以上五万元以下罚款。")
    assert ("供水企业", ("供水企业",), "offender") in found
    assert ("水务部门", ("水务部门",), "enforcer") in found


def test_a_collective_has_members_and_is_named_by_its_term() -> None:
    found, _ = read("省水务部门和市、县人民政府承担水务工作的部门（以下统称水务部门）负责监督管理。水务部门应当公布名录。")
    by_name = {actor.name: actor for actor in found.actors}
    assert by_name["水务部门"].members == (
        "省水务部门",
        "市人民政府承担水务工作的部门",
        "县人民政府承担水务工作的部门",
    )
    assert by_name["水务部门"].defined_in == "a1.p1"
    assert by_name["省水务部门"].level == "province"


def test_a_member_of_the_same_name_is_the_narrow_one() -> None:
    found, _ = read("水务机构和受托的供水企业（以下统称水务机构）应当保存记录。")
    (collective,) = [actor for actor in found.actors if actor.name == "水务机构"]
    assert collective.members == ("水务机构（狭义）", "受托的供水企业")


def test_a_defined_name_is_read_whole() -> None:
    found = mentions("负责水源安全的部门（以下简称保护工作部门）应当制定规划。用户应当按照要求向保护工作部门报送情况。")
    assert [names for words, names, _ in found if words == "保护工作部门"] == [("保护工作部门",)] * 2


def test_ids_count_in_text_order_within_the_unit() -> None:
    found, _ = read("供水企业应当向用户公布水质，并向水务部门报告。", "用户可以向水务部门投诉。")
    assert [(one.id, one.quote.text) for one in found.mentions] == [
        ("a1.p1#m1", "供水企业"),
        ("a1.p1#m2", "用户"),
        ("a1.p1#m3", "水务部门"),
        ("a1.p1.i1#m1", "用户"),
        ("a1.p1.i1#m2", "水务部门"),
    ]


def test_alternatives() -> None:
    found, _ = read("市或者县水务部门应当受理。")
    assert [(one.op, one.actors) for one in found.mentions] == [("or", ("市水务部门", "县水务部门"))]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("任何单位", "单位"),
        ("全省供水企业", "供水企业"),
        ("同级水务部门", "水务部门"),
        ("本级水务部门", "水务部门"),
        ("本级人民政府", "本级人民政府"),
        ("水务部门的本级人民政府", "本级人民政府"),
        ("其工作人员", "工作人员"),
        ("其他有关部门", "政府有关部门"),
        ("国务院各部门", "国务院有关部门"),
        ("其他市场主体", "其他市场主体"),
        ("全国人民代表大会", "全国人民代表大会"),
        ("各级人民政府", "各级人民政府"),
        ("收到投诉的部门", "收到投诉的部门"),
        ("县（含县级市）人民政府", "县人民政府"),
    ],
)
def test_canonical(name: str, expected: str) -> None:
    assert canonical(name) == expected


def test_kinds_and_levels() -> None:
    assert [kind_of(name) for name in ("国家", "省人民政府", "水务部门", "供水企业", "行业协会", "当事人", "茶室")] == [
        "state",
        "government",
        "department",
        "enterprise",
        "association",
        "person",
        "other",
    ]
    assert [level_of(name) for name in ("国务院", "省水务部门", "市人民政府", "县级以上人民政府", "市场主体", "水务部门")] == [
        "national",
        "province",
        "city",
        "county+",
        None,
        None,
    ]
    assert symbolic("本级人民政府")
    assert not symbolic("市人民政府")


def test_names_in_a_hostile_phrase_stay_whole() -> None:
    phrase = "、".join(["水"] * 200) + "部门"
    assert names_in(phrase) == [phrase]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "应当",
        "（（（（",
        "、、、、部门应当",
        "的的的部门的的应当",
        "由应当由",
        "向向向",
        "部门" * 3000 + "应当",
        "、".join(["企业"] * 3000) + "应当节水。",
        "对" * 8000 + "企业应当节水。",
        "省、" * 4000 + "人民政府应当节水。",
    ],
)
def test_damaged_text_is_no_error(text: str) -> None:
    found, _ = read(text)
    assert all(len(one.quote.text) < 200 for one in found.mentions)
