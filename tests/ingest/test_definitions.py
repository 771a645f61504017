"""Definitions: defining sentences, lists of terms, brackets that shorten or widen."""

from __future__ import annotations

import pytest

from ingest.definitions import find_definitions
from ingest.reading import Reading
from ingest.units import Passage

from .statutes import tree_of


def read(*texts: str) -> list[tuple[str, str, str]]:
    """(kind, term, definiens) of every definition; the first text introduces the others."""
    whole = "\n".join(texts)
    at, passages = 0, []
    for number, text in enumerate(texts):
        passages.append(Passage(f"a1.p1.i{number}", "item", text, at, 0 if number else None, "a1"))
        at += len(text) + 1
    found = find_definitions(Reading(whole, whole, whole), tuple(passages))
    for one in found:
        assert whole[one.definiens.at : one.definiens.until] == one.definiens.text
        assert whole[one.term.at : one.term.until] == one.term.text
    return [(one.kind, one.term.text, one.definiens.text) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本条例所称节水，是指减少用水的活动。", ("definition", "节水", "减少用水的活动")),
        ("本法所称的从业者包括全职和兼职的人员。", ("definition", "从业者", "全职和兼职的人员")),
        (
            "水源地是指取水的区域，包括水库和河道；其范围另行公布。",
            ("definition", "水源地", "取水的区域，包括水库和河道；其范围另行公布"),
        ),
        ("前款所称“重大变更”，是指用途的改变。", ("definition", "重大变更", "用途的改变")),
        ("所称重大变更，是指用途的改变。", ("definition", "重大变更", "用途的改变")),
        ("可回收物，指适宜回收的垃圾，主要包括废纸；", ("definition", "可回收物", "适宜回收的垃圾，主要包括废纸")),
        ("《供水管理条例》（以下简称条例）自公布之日起施行。", ("abbreviation", "条例", "《供水管理条例》")),
        (
            "省水务部门和市、县人民政府承担水务工作的部门（以下统称水务部门）负责监督管理。",
            ("collective", "水务部门", "省水务部门和市、县人民政府承担水务工作的部门"),
        ),
        ("市、县（含县级市、区，下同）人民政府应当编制规划。", ("inclusion", "县", "含县级市、区")),
        ("应当委托专业维修机构（下称维修机构）检查。", ("abbreviation", "维修机构", "专业维修机构")),
        ("市水务局（简称水务部门）负责。", ("abbreviation", "水务部门", "市水务局")),
        ("国家建立统一的电子证照系统（以下称证照系统）。", ("abbreviation", "证照系统", "统一的电子证照系统")),
        (
            "水利、供电等提供公共服务的组织（以下称服务组织）应当公示。",
            ("collective", "服务组织", "水利、供电等提供公共服务的组织"),
        ),
        (
            "本市国家机关，以及供水、供电等提供公共服务的组织（以下统称公共机构）应当公示。",
            ("collective", "公共机构", "本市国家机关，以及供水、供电等提供公共服务的组织"),
        ),
        ("本法所称经营者，是从事商品经营的法人。", ("definition", "经营者", "从事商品经营的法人")),
        ("本规定中的重大项目是指投资额一亿元以上的项目。", ("definition", "重大项目", "投资额一亿元以上的项目")),
        (
            "关系公共安全、社会稳定等档案属于重要档案，实行严格管理。",
            ("definition", "重要档案", "关系公共安全、社会稳定等档案"),
        ),
        ("为公益目的成立，不分配利润的法人，为非营利法人。", ("definition", "非营利法人", "为公益目的成立，不分配利润的法人")),
        ("主管部门应当明确牵头办理的部门并将其作为主办部门。", ("definition", "主办部门", "牵头办理的部门")),
    ],
)
def test_forms(text: str, expected: tuple[str, str, str]) -> None:
    assert read(text) == [expected]


def test_terms_in_a_list() -> None:
    found = read("本办法下列用语的含义：", "用水户，是指取用水的单位和个人；", "节水器具：达到标准的器具。")
    assert found == [
        ("definition", "用水户", "取用水的单位和个人"),
        ("definition", "节水器具", "达到标准的器具"),
    ]


def test_classes() -> None:
    found = read("水源按照用途分为生活用水和生产用水两类：", "供居民日常使用的水属于生活用水类；")
    assert found == [("definition", "生活用水类", "供居民日常使用的水")]


def test_the_next_term_behind_a_defining_paragraph() -> None:
    texts = ("本法所称节水，是指减少用水的活动。", "用水活动，包括取水、输水和排水。", "用水活动，应当节约。")
    assert read(*texts)[1:] == [("definition", "用水活动", "取水、输水和排水")]
    assert read("节水应当公开。", "用水活动，包括取水、输水和排水。") == []


@pytest.mark.parametrize(
    "frame",
    ["镇人民政府可以通过招标的方式选择", "镇人民政府选择", "应当委托", "镇人民政府应当确定"],
)
def test_the_definiens_begins_behind_the_verb_that_chooses(frame: str) -> None:
    assert read(f"{frame}具有相应能力的单位（以下称运维单位）。") == [("abbreviation", "运维单位", "具有相应能力的单位")]


def of_lines(*lines: str) -> list[tuple[str, str, str]]:
    tree = tree_of("\n".join(["第一章 总则", *lines]))
    return [(one.kind, one.term.text, one.definiens.text) for one in find_definitions(tree.reading, tree.passages)]


def test_a_term_by_its_class() -> None:
    found = of_lines(
        "第一条 烈性犬是容易伤害他人的犬只，包括比特犬等。",
        "烈性犬的饲养包括烈性犬的繁殖、训练、运输等。",
        "第二条 电子犬证是以电子方式记录的凭证。",
        "第三条 烈性犬应当登记，登记后发给电子犬证。",
    )
    assert found == [
        ("definition", "烈性犬", "容易伤害他人的犬只，包括比特犬等"),
        ("definition", "烈性犬的饲养", "烈性犬的繁殖、训练、运输等"),
        ("definition", "电子犬证", "以电子方式记录的凭证"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "养犬登记是养犬人应当履行的法定义务。",
        "公安机关是国家的执法机关。",
        "养犬管理是保障居民生活的重要制度。",
        "本条例是养犬管理活动遵循的规范。",
        "犬舍是否符合要求的判断，由公安机关作出。",
        "狂犬病是由病毒引起的疾病。",
    ],
)
def test_what_a_thing_is_to_somebody_defines_nothing(line: str) -> None:
    assert of_lines(f"第一条 {line}", "第二条 养犬登记、养犬管理和犬舍检查由公安机关负责。") == []


def test_who_is_called_together() -> None:
    assert of_lines("第一条 市公安局负责登记。", "市畜牧局负责防疫。", "前两款规定的部门统称为犬只管理部门。") == [
        ("collective", "犬只管理部门", "前两款规定的部门")
    ]


def test_the_document_is_named_and_not_that_it_is_made() -> None:
    assert of_lines("第一条 市应急局应当编制犬只防疫规划（以下简称防疫规划）。")[0][2] == "犬只防疫规划"
    assert of_lines("第一条 市应急局应当制定危害公众的事件（以下简称公共事件）应急预案。")[0][2] == "危害公众的事件"


def test_socalled_is_no_part_of_the_definiens() -> None:
    assert read("本条例所称农村供水设施（以下简称供水设施），由乡镇管理。")[0] == ("abbreviation", "供水设施", "农村供水设施")


@pytest.mark.parametrize(
    "text",
    [
        "涉及国家秘密的档案属于国家所有。",
        "具有下列情形的事故，属于重大事故。",
        "以当事人签收的日期为送达日期。",
        "邮寄送达的，以回执上注明的收件日期，为送达日期。",
    ],
)
def test_no_narrower_term(text: str) -> None:
    assert read(text) == []


def test_a_list_without_terms_defines_nothing() -> None:
    assert read("申请人应当提交下列材料：", "申请书；", "身份证明。") == []


def test_a_list_of_duties_defines_nothing() -> None:
    assert read("主管部门履行下列职责：", "编制规划：每年一次；") == []


@pytest.mark.parametrize(
    "text", ["", "（以下简称）", "（以下统称", "是指", "所称，是指。", "本法所称" + "水" * 10_000, "（" * 5_000]
)
def test_damaged_text_is_no_error(text: str) -> None:
    assert read(text) == []


def test_for_whom_a_term_means_it_is_no_term() -> None:
    assert read("本条例所称较大数额，对公民是指五千元以上、对法人是指五万元以上。") == []
    assert read("对外投资是指向境外投入资金的活动。") == [("definition", "对外投资", "向境外投入资金的活动")]


def test_what_holds_for_a_term_is_not_what_it_means() -> None:
    assert read("日常排查是指班组的巡回检查；日常排查应当有记录。") == [("definition", "日常排查", "班组的巡回检查")]
    assert read("下列用语的含义：", "“托运人”，是指：") == []
    assert read("“研制”是指生产以前的所有阶段，如") == [("definition", "研制", "生产以前的所有阶段")]


def test_to_whom_something_is_handed_in_is_named_without_the_preposition() -> None:
    office = "向工程所在地的市建设主管部门（以下简称发证机关）申请许可证。"
    assert read("建设单位应当" + office)[0][2] == "工程所在地的市建设主管部门"
    assert read("向大气排放污染物的单位（以下简称排污单位）应当监测。")[0][2] == "向大气排放污染物的单位"


@pytest.mark.parametrize("text", ["发生事故，指挥部应当启动预案。", "应急响应，指派专人负责。"])
def test_what_only_begins_like_a_meaning(text: str) -> None:
    assert read(text) == []
