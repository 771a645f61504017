"""References beyond the provision grammar: kinds, spans, effects, other laws, lists, documents, bad input."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.facts import Reference
from ingest.reading import Reading
from ingest.references import find_references, resolve_external

from .statutes import Tree, tree_of


def references(tree: Tree) -> list[Reference]:
    found = find_references(tree.reading, tree.passages, tree.units, ())
    own = {passage.unit: (passage.at, passage.at + len(passage.text)) for passage in tree.passages}
    for ref in found:
        assert tree.reading.text[ref.quote.at : ref.quote.until] == ref.quote.text
        assert own[ref.unit][0] <= ref.quote.at and ref.quote.until <= own[ref.unit][1]
        assert ref.id.startswith(ref.unit + "#r")
    assert len({ref.id for ref in found}) == len(found)
    return list(found)


def kinds(sentence: str, *more: str) -> str:
    """``surface:kind`` of every reference of one article's only 款 (and items)."""
    tree = tree_of("\n".join(["第一章 总则", f"第一条 {sentence}", *more]))
    return " ".join(f"{ref.quote.text}:{ref.kind}" for ref in references(tree))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("应当遵守法律、法规和有关规定。", "法律、法规:generic_law 有关规定:generic_rule"),
        ("根据宪法和法律，制定本法。", "宪法:external_law 法律:generic_law 本法:self"),
        ("按照国家和省有关规定办理。", "国家和省有关规定:generic_rule"),
        ("按照国家有关仓储安全的规定执行。", "国家有关仓储安全的规定:generic_rule"),
        ("依照港口安全有关法律、法规规定处罚。", "港口安全有关法律、法规规定:generic_law"),
        ("遵守有关港口安全的法律、行政法规和国家标准。", "有关港口安全的法律、行政法规:generic_law 国家标准:generic_rule"),
        ("法律、法规规定的其他职责。", "法律、法规:generic_law"),
        ("采集程序符合法律、法规相关规定。", "法律、法规相关规定:generic_law"),
        ("因法律、行政法规、国务院决定调整的。", "法律、行政法规:generic_law 国务院决定:generic_rule"),
        ("未按照规定报告的。", "按照规定:generic_rule"),
        ("遵守港口安全、消防等法律、法规，开展消防法律、法规知识培训。", "港口安全、消防等法律、法规:generic_law"),
        (
            "依照《中华人民共和国港口法》以及港口安全、治安等有关法律、法规处罚。",
            "《中华人民共和国港口法》:external_law 港口安全、治安等有关法律、法规:generic_law",
        ),
        ("协会按照法律、法规和章程的规定活动。", "法律、法规:generic_law 章程的规定:generic_rule"),
        ("股东按照章程的规定表决。", ""),
        ("遵守国务院港口部门制定的技术规范。", "国务院港口部门制定的技术规范:generic_rule"),
        ("不得超过国家规定的最高时速。", "国家规定的最高时速:generic_rule"),
        ("未按照规定时间停放，未按规定路线行驶的。", ""),
        ("未按照规定的，责令改正。", "按照规定:generic_rule"),
        ("按照规定的木材、石材和砂料目录采购。", "规定的木材、石材和砂料目录:generic_rule"),
        ("按照规定的程序确定堆场的等级标准。", "规定的程序:generic_rule"),
        (
            "在职权范围内做好工作，依照管理权限处理，依据各自职权查处。",
            "在职权范围内:by_duty 依照管理权限:by_duty 依据各自职权:by_duty",
        ),
        ("按照法律、法规和市人民政府规定的职责分工管理。", "法律、法规:generic_law 市人民政府规定的职责分工:by_duty"),
        ("遵守国家和本市有关港口安全的其他规定。", "国家和本市有关港口安全的其他规定:generic_rule"),
        ("遵守国家和本市堆场有关技术标准。", "国家和本市堆场有关技术标准:generic_rule"),
        ("符合国家标准、行业标准相关技术要求。", "国家标准、行业标准相关技术要求:generic_rule"),
        ("符合相关国家标准的强制性要求。", "相关国家标准的强制性要求:generic_rule"),
        ("符合国家有关集装箱长度、高度、重量等安全技术标准。", "国家有关集装箱长度、高度、重量等安全技术标准:generic_rule"),
        ("遵守仓储管理等相关法律、法规的规定。", "仓储管理等相关法律、法规的规定:generic_law"),
        ("依照法律、行政法规规定公开的信息。", "法律、行政法规规定:generic_law"),
        ("符合本市规定情形的。", "本市规定:generic_rule"),
        ("加强港口法律法规和政策的宣传解读。", ""),
        ("按照国务院港口部门会同有关部门制定的办法申报。", "国务院港口部门会同有关部门制定的办法:generic_rule"),
        ("与按照国务院港口部门制定的标准合同不符。", ""),
        (
            "按照国务院港口部门规定的技术规范和操作规程养护。",
            "国务院港口部门规定的技术规范:generic_rule 操作规程:generic_rule",
        ),
        ("未按照要求更新目录的。", "按照要求:generic_rule"),
        ("有关部门按照各自职责，依法做好相关工作。", "按照各自职责:by_duty 依法:yifa"),
        ("依照本部门职责编制。", "依照本部门职责:by_duty"),
        ("由有权机关依规依纪依法给予处分。", "依规依纪依法:yifa"),
        ("违反本条例规定的行为。", "本条例:self"),
        ("依照刑法有关规定追究刑事责任。", "刑法:external_law"),
        ("适用《中华人民共和国港口法》的有关规定。", "《中华人民共和国港口法》:external_law"),
        ("由公安机关依照治安管理处罚法的规定处罚。", "治安管理处罚法:external_law"),
        (
            "因航道法第三条、或者因甲港务设施条例第五条的情形离职。",
            "航道法第三条:external_law 甲港务设施条例第五条:external_law",
        ),
        ("依照道路交通安全法实施条例的规定处罚。", "道路交通安全法实施条例:external_law"),
        ("按照国家和省有关货物管理、使用等规定执行。", "国家和省有关货物管理、使用等规定:generic_rule"),
        ("不履行本法规定的义务。", "本法:self"),
        ("同时又构成本法第九十条规定之罪的。", "本法第九十条:internal_explicit"),
        ("应当按照国务院港口主管部门的规定办理。", "国务院港口主管部门的规定:generic_rule"),
        ("违反有关仓储管理的规定。", "有关仓储管理的规定:generic_rule"),
        ("依照《甲规定（试行）》和《乙发展规划》执行。", "《甲规定（试行）》:external_law 《乙发展规划》:named_instrument"),
        ("颁发《港口经营许可证》。", ""),
        ("组织开展宪法宣传教育，宣传《中华人民共和国港口法》。", ""),
        ("应当承担法律责任，提供法律援助。", ""),
        ("尚未制定法律、行政法规的。", ""),
        ("坚持统一规划、依法管理、公平公开的原则。", ""),
        ("按照合同约定履行，按照实际需要配置。", ""),
        ("根据国土空间规划优先予以保障。", "国土空间规划:named_instrument"),
        ("市、县人民政府应当按照统一部署备份。", "统一部署:internal_instrument"),
        # 规定 followed by 的 and a noun is a verb: the source is the noun phrase
        ("噪声应当达到国家和本市规定的限值。", "国家和本市规定的限值:generic_rule"),
        ("不得向河道排放超过地方规定的排放标准的污水。", "地方规定的排放标准:generic_rule"),
        ("水质应当符合国务院卫生主管部门规定的卫生标准和要求。", "国务院卫生主管部门规定的卫生标准和要求:generic_rule"),
        ("超过国家规定标准的，责令停业。", "国家规定标准:generic_rule"),
        ("可以按照规定的权限和程序约谈。", "规定的权限和程序:generic_rule"),
        ("按照本条例和县（市、区）人民政府规定的职责负责管理。", "本条例:self 县（市、区）人民政府规定的职责:by_duty"),
        ("按照合同约定和国家规定的质量标准交付。", "国家规定的质量标准:generic_rule"),
        ("未按照规定的时间投放的。", ""),
        ("按照国家颁布的施工验收规范验收。", "国家颁布的施工验收规范:generic_rule"),
        ("应当遵守法律、法规规定的条件和程序。", "法律、法规:generic_law"),
        ("按照章程规定的程序表决。", ""),
        # rules named by their topic
        ("违反法律、法规关于噪声防治的规定。", "法律、法规关于噪声防治的规定:generic_law"),
        ("遵守国家有关仓储安全、消防安全的规定。", "国家有关仓储安全、消防安全的规定:generic_rule"),
        ("违反仓储安全管理规定，造成火灾的。", "仓储安全管理规定:generic_rule"),
        ("依照处罚较重的规定处罚。", "处罚较重的规定:generic_rule"),
        ("违反前两款规定的，依照前两款的规定处罚。", "前两款:internal_explicit 前两款:internal_explicit"),
        ("按照提单的规定交付。", ""),
        ("可以依照国家或者地方的有关规定给予奖励。", "国家或者地方的有关规定:generic_rule"),
        ("应当按照合同约定和国家规定支付。", "国家规定:generic_rule"),
        ("违反国家关于仓储作业时间规定，情节严重的。", "国家关于仓储作业时间规定:generic_rule"),
        ("将符合养老保险规定的项目纳入支付范围。", "养老保险规定:generic_rule"),
        ("符合公司章程规定的人员，符合招标文件规定的投标人。", ""),
        # standards: a run with 、 is one, 和 joins two; a name with its matter is whole
        ("制定高于国家标准、行业标准和地方标准的企业标准。", "国家标准、行业标准:generic_rule 地方标准:generic_rule"),
        ("应当严格执行粮食质量标准和技术规范。", "粮食质量标准和技术规范:generic_rule"),
        ("按照推荐性国家标准履行。", "推荐性国家标准:generic_rule"),
        ("执行有关国家标准、行业标准和技术规范。", "有关国家标准:generic_rule 行业标准:generic_rule 技术规范:generic_rule"),
        ("遵循统筹协调、标准统一的原则。", ""),
        (
            "按照有关规定要求申请人提交材料，按照相关制度规范要求，建设平台。",
            "有关规定:generic_rule 相关制度规范要求:generic_rule",
        ),
        ("公民依法律行使权利，依法治国。", "法律:generic_law"),
        # treaties
        (
            "中华人民共和国缔结或者参加的国际条约、协定有规定的，适用该规定。",
            "中华人民共和国缔结或者参加的国际条约、协定:generic_law",
        ),
        ("决定同外国缔结的条约的批准和废除。", ""),
        ("我国参加的双边协定另有规定的，从其规定。", "我国参加的双边协定另有规定的，从其规定:saving_clause"),
        ("依照法律以及村规民约使用。", "法律:generic_law 村规民约:generic_rule"),
        ("组织制定村规民约。", ""),
    ],
)
def test_kinds_and_spans(sentence: str, expected: str) -> None:
    assert kinds(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("应当按照港口总体规划和土地利用总体规划执行。", "港口总体规划:named_instrument 土地利用总体规划:named_instrument"),
        (
            "按照城市总体规划以及仓储设施布局规划配套建设用房。",
            "城市总体规划:named_instrument 仓储设施布局规划:named_instrument",
        ),
        ("不符合南部山区保护与发展规划要求的。", "南部山区保护与发展规划:named_instrument"),
        ("违反犬只免疫管理制度，情节严重的。", "犬只免疫管理制度:named_instrument"),
        ("国家实施垃圾分类战略。", "垃圾分类战略:named_instrument"),
        ("在耕地保护补偿制度的基础上，推进生态补偿。", "耕地保护补偿制度:named_instrument"),
        ("在河湖保护规划确定的范围内采砂的。", "河湖保护规划:named_instrument"),
        ("应当与医疗卫生服务体系规划相衔接。", "医疗卫生服务体系规划:named_instrument"),
        ("按照价格主管部门制定的收费标准收取费用。", "价格主管部门制定的收费标准:generic_rule"),
        ("应当按照供水水质标准生产。", "供水水质标准:generic_rule"),
        # still to be made, or set going; the practice of a trade; what the parties agree on; no document at all
        ("根据当地实际建立应急供水方案。", ""),
        ("组织实施乡村振兴战略，启动应急预案。", ""),
        ("违反操作规程作业的。", ""),
        ("按照服务协议和交易规则处理，依据平台规则和服务协议处理。", ""),
        ("按照下列要求建立仓储管理制度：", "下列要求:internal_unit"),
        ("在充分论证的基础上编制规划，与周边环境相协调。", ""),
        ("按照建设工程规划许可证建设。", ""),
    ],
)
def test_documents(sentence: str, expected: str) -> None:
    assert kinds(sentence) == expected


def test_a_document_is_of_the_provision_that_calls_for_it() -> None:
    tree = tree_of(
        "第一条 国家建立信用评价制度。\n有关部门应当按照信用评价制度开展评价。\n"
        "第二条 市人民政府应当编制供水专项规划和年度实施计划。供水主管部门应当根据供水专项规划和年度实施计划组织建设。"
    )
    found = [(r.quote.text, r.kind, r.targets) for r in references(tree)]
    assert found == [
        ("信用评价制度", "internal_instrument", ("a1.p1",)),
        ("供水专项规划和年度实施计划", "internal_instrument", ("a2.p1",)),
    ]


@pytest.mark.parametrize(
    ("sentence", "clause", "effect"),
    [
        ("处五万元罚款。法律、行政法规另有规定的，从其规定。", "法律、行政法规另有规定的，从其规定", "prevails"),
        ("除国家另有规定外，应当对接。", "除国家另有规定外", "except"),
        ("除法律、行政法规另有规定外，不得新建。", "除法律、行政法规另有规定外", "except"),
        ("可以交易，但是法律、行政法规另有规定的除外。", "法律、行政法规另有规定的除外", "except"),
        (
            "有关法律、行政法规对处罚机关另有规定的，依照其规定。",
            "有关法律、行政法规对处罚机关另有规定的，依照其规定",
            "prevails",
        ),
        ("法律规定应当取得许可的，从其规定。", "法律规定应当取得许可的，从其规定", "prevails"),
        ("本法另有规定的除外。", "本法另有规定的除外", "except"),
    ],
)
def test_saving_clauses_are_one_reference(sentence: str, clause: str, effect: str) -> None:
    [ref] = references(tree_of(f"第一条 {sentence}"))
    assert (ref.quote.text, ref.kind, ref.effect, ref.status) == (clause, "saving_clause", effect, "generic")


def test_a_list_of_clauses_is_a_list() -> None:
    tree = tree_of(
        "第一条 合同应当具备以下条款：\n（一）数量；\n（二）价款。\n第二条 对下列执行节水制度的情况进行检查：\n（一）用量。"
    )
    assert [(r.quote.text, len(r.targets)) for r in references(tree)] == [("以下条款", 2), ("下列执行节水制度的情况", 1)]
    assert references(tree_of("第一条 合同中的下列条款无效。")) == []


def test_contract_terms_are_no_saving_clause() -> None:
    assert references(tree_of("第一条 当事人另有约定的除外。")) == []


def test_lists_name_their_items() -> None:
    tree = tree_of(
        "第一条 不得有下列损害他人权益的行为：\n（一）甲；\n（二）乙。\n第二条 符合下列条件之一的，准予登记：\n（一）丙。"
    )
    first, second = references(tree)
    assert first.quote.text == "下列损害他人权益的行为" and first.targets == ("a1.p1.i1", "a1.p1.i2") and not first.any_of
    assert second.quote.text == "下列条件之一" and second.targets == ("a2.p1.i1",) and second.any_of
    assert kinds("处五万元以下罚款；十八周岁以下人员不适用。") == ""
    assert kinds("履行以下职责：", "（一）甲；") == "以下职责:internal_unit"


def test_what_was_mentioned_above() -> None:
    tree = tree_of("第一条 期满三十日；前述期限可以延长。\n上述申请材料应当归档。")
    rows = [(r.quote.text, r.kind, r.targets) for r in references(tree)]
    assert rows == [("前述期限", "internal_unit", ("a1.p1",)), ("上述申请材料", "internal_unit", ("a1.p1",))]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # 规定 as a verb: the standard is the source
        ("出水应当符合国家和省规定的排放标准。", "国家和省规定的排放标准:generic_rule"),
        ("不得排放超过国家规定的排放标准的废水。", "国家规定的排放标准:generic_rule"),
        # a treaty with who concluded it
        ("按照中华人民共和国缔结或者参加的国际条约、协定办理。", "中华人民共和国缔结或者参加的国际条约、协定:generic_law"),
        ("违反法律、行政法规有关个人信息保护的规定的，依法处罚。", "法律、行政法规有关个人信息保护的规定:generic_law"),
        ("依法不予公开的除外。", "依法不予公开的除外:saving_clause"),
        # a time is no rule
        ("应当按照规定的时间提前公示。", ""),
        # a noun named just before is no reference
        ("应当公示登记信息，或者上述信息的链接。", ""),
    ],
)
def test_sources_and_what_is_none(sentence: str, expected: str) -> None:
    assert kinds(sentence).split(" yifa")[0].split(" 依法")[0] == expected


def test_the_head_noun_of_a_list_ends_before_a_verb() -> None:
    tree = tree_of("第一条 应当按照下列要求建立污水处理设施的检测制度：\n（一）甲；\n（二）乙。")
    assert [(r.quote.text, r.kind) for r in references(tree)] == [("下列要求", "internal_unit")]


def test_documents_made_here_and_elsewhere() -> None:
    tree = tree_of(
        "第一条 市港口部门应当编制码头岸线资源目录。\n第二条 经营者应当按照码头岸线资源目录申报。\n第三条 应当按照国家港口布局规划进行建设。"
    )
    first, second = references(tree)
    assert (first.quote.text, first.kind, first.targets, first.status) == (
        "码头岸线资源目录",
        "internal_instrument",
        ("a1.p1",),
        "resolved",
    )
    assert (second.quote.text, second.kind, second.status) == ("国家港口布局规划", "named_instrument", "generic")


def test_other_laws() -> None:
    tree = tree_of(
        "第一条 根据《中华人民共和国海商法》（以下简称海商法），制定本规定。\n"
        "第二条 依照海商法第五十六条至第五十八条、第六十条第一款的规定。\n"
        "第三条 《港口条例》第三条规定的；依照该条例第五条第二款处理。\n"
        "第四条 依照《行政处罚法》规定的程序办理。"
    )
    rows = [(r.quote.text, r.law, r.law_units, r.effect) for r in references(tree) if r.kind == "external_law"]
    law = "中华人民共和国海商法"
    assert rows == [
        (f"《{law}》", law, (), "cites"),
        ("海商法第五十六条至第五十八条", law, ("a56", "a57", "a58"), "cites"),
        ("第六十条第一款", law, ("a60.p1",), "cites"),
        ("《港口条例》第三条", "港口条例", ("a3",), "cites"),
        ("该条例第五条第二款", "港口条例", ("a5.p2",), "cites"),
        ("《行政处罚法》", "中华人民共和国行政处罚法", (), "procedure"),
    ]


def test_resolved_when_the_law_is_loaded() -> None:
    [ref] = [r for r in references(tree_of("第一条 依照刑法第三百条处罚。")) if r.law]
    assert ref.status == "external"
    assert resolve_external(ref, []) is None
    assert resolve_external(ref, ["中华人民共和国刑事诉讼法", "刑法（2020年修正）"]) == "刑法（2020年修正）"
    assert resolve_external(ref, ["中华人民共和国刑法", "刑法"]) == "中华人民共和国刑法"
    [ref] = [r for r in references(tree_of("第一条 依照《〈海关法〉实施条例》第五条办理。")) if r.law]
    assert resolve_external(ref, ["《中华人民共和国海关法》", "《海关法》实施条例"]) == "《海关法》实施条例"
    [own] = references(tree_of("第一条 制定本办法。"))
    assert resolve_external(own, ["本办法"]) is None


def test_bare_provisions_of_an_amending_decision() -> None:
    text = "第一条 将第九条第一款修改为：“甲。”"
    [ref] = references(tree_of(text, title="关于修改《中华人民共和国港口法》的决定"))
    assert (ref.kind, ref.law, ref.law_units) == ("external_law", "中华人民共和国港口法", ("a9.p1",))
    [ref] = references(tree_of(text, title="刑法修正案（十二）"))
    assert ref.law == "中华人民共和国刑法"
    [ref] = references(tree_of(text, title="港口管理办法"))
    assert (ref.kind, ref.law, ref.status) == ("internal_explicit", None, "unresolved")


def test_a_decision_that_amends_several_laws() -> None:
    text = (
        "第一条 一、将《港口条例》第三条中的“甲”修改为“乙”。删去第九条。\n"
        "第二条 二、将《航道条例》第五条修改为：“丙。”第七条第二款改为第六条第二款。"
    )
    rows = [(r.quote.text, r.law) for r in references(tree_of(text, title="国务院关于修改部分行政法规的决定"))]
    assert ("第九条", "港口条例") in rows and ("第七条第二款", "航道条例") in rows


def test_provisions_leaning_on_those_before() -> None:
    tree = tree_of(
        "第一条 甲。\n乙。\n丙：\n（一）丁；\n（二）戊。\n"
        "单位犯第一款、第二款罪的，依照各该款的规定处罚。\n"
        "第二条 依照本法第一条第三款所列顺序受偿；第（二）项后于第（一）项发生的除外。\n"
        "第三条 对前三项污染物征收。"
    )
    rows = [(r.quote.text, r.targets) for r in references(tree)]
    assert rows == [
        ("第一款", ("a1.p1",)),
        ("第二款", ("a1.p2",)),
        ("各该款", ("a1.p1", "a1.p2")),
        ("本法第一条第三款", ("a1.p3",)),
        ("第（二）项", ("a1.p3.i2",)),
        ("第（一）项", ("a1.p3.i1",)),
    ]


def test_own_title_and_own_kind() -> None:
    tree = tree_of("第一条 《甲港口规程》由市政府解释。本规程自公布之日起施行。", title="甲港口规程（试行）")
    assert [(r.quote.text, r.kind) for r in references(tree)] == [("《甲港口规程》", "self"), ("本规程", "self")]
    tree = tree_of("第一条 2001年公布的《甲港口办法》同时废止。", title="甲港口办法")
    assert [(r.kind, r.law) for r in references(tree)] == [("external_law", "甲港口办法")]
    tree = tree_of("第一条 本规程自公布之日起施行。", title="甲港口条例")
    assert references(tree) == []


def test_inserted_articles() -> None:
    tree = tree_of("第十二条 甲。\n第十二条之一 乙。\n第十三条 依照第十二条之一处罚；第十二条至第十三条另行施行。")
    first, second = references(tree)
    assert first.targets == ("a12-1",) and second.targets == ("a12", "a12-1", "a13")


def test_traditional_levels() -> None:
    tree = tree_of("第一条 甲。\n乙。\n前项规定，于第 1 条第二项第一款准用之。")
    text = tree.reading.text.replace("条", "條").replace("项", "項")
    reading = Reading(text, text, tree.reading.match)
    first, second = find_references(reading, tree.passages, tree.units, ())
    assert first.quote.text == "前項" and first.targets == ("a1.p2",)
    assert second.quote.text == "第 1 條第二項第一款" and second.status == "unresolved" and second.targets == ()


@pytest.mark.parametrize(
    "piece",
    [
        "第",
        "第一、",
        "第一条、",
        "《",
        "《〈",
        "（一）",
        "国家、",
        "法律、",
        "另有规定",
        "其规定",
        "下列",
        "前款各项",
        "第一条至",
        "制定规划，按照规划，",
        "按照等制度要求",
    ],
)
def test_hostile_text(piece: str) -> None:
    """Ten thousand characters of it: no exception, every fact with its words."""
    tree = tree_of("第一条 " + (piece * 10_000)[:10_000])
    for ref in references(tree):
        assert ref.quote.text


PIECES = [
    "第", "一", "二十", "之一", "条", "款", "项", "（一）", "、", "至", "和", "本", "前", "两", "该", "各该", "法", "条例", "《", "》", "〈", "〉",
    "（以下简称", "）", "法律", "、行政法规", "规定", "的", "另有规定", "从其规定", "除", "外", "下列", "情形之一", "以下", "：", "，", "。", "；",
    "按照", "依法", "国家有关", "标准", "目录", "编制", "落实", "职责", "\n", "　", "3-5", "刑法", "等", "制度",
]  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(PIECES), max_size=80))
def test_any_text_gives_ordered_references_with_their_words(pieces: list[str]) -> None:
    tree = tree_of("第一条 甲：\n（一）乙；\n第二条 " + "".join(pieces))
    found = references(tree)
    spans = [(ref.quote.at, ref.quote.until) for ref in found]
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    known = {unit.id for unit in tree.units}
    for ref in found:
        assert set(ref.targets) <= known
        assert (ref.status == "external") == (ref.law is not None)
        assert not (ref.targets and ref.law)


def test_no_passages() -> None:
    assert find_references(tree_of("").reading, (), (), ()) == ()
