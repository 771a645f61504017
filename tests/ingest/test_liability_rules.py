"""What a conduct without a citation breaches, rule by rule, on invented sentences: acts, limbs, general conducts, who can be meant."""

from __future__ import annotations

import pytest

from ingest.facts import Link
from ingest.liability.conducts import acts_of, limbs_of
from ingest.liability.parties import Parties, bodies
from ingest.statute import Statute

from .liabilities import statute_of

_NUMBERS = "一二三四五六七八九"


def read(*articles: str, title: str = "") -> Statute:
    return statute_of(
        "\n".join(f"第{number}条 {text}" for number, text in zip(_NUMBERS, articles, strict=False)), links=True, title=title
    )


def found(*articles: str, title: str = "") -> dict[str, str]:
    """Duty unit → the best strength with which any conduct is linked to it."""
    strengths: dict[str, str] = {}
    for link in read(*articles, title=title).links:
        if strengths.get(link.duty_unit) != "direct":
            strengths[link.duty_unit] = link.strength
    return strengths


def last(*articles: str) -> list[Link]:
    links = read(*articles).links
    return [link for link in links if link.conduct_unit == links[-1].conduct_unit]


def test_manner_words_propose_nothing_beside_the_duty_itself() -> None:
    assert found(
        "养犬人应当在小区入口显著位置持续公示犬只登记信息。",
        "养犬人应当在小区入口显著位置持续公示免疫证明。",
        "养犬人未在小区入口显著位置持续公示免疫证明的，由公安机关处一百元罚款。",
    ) == {"a2.p1": "direct"}


def test_words_of_the_statutes_own_subject_propose_nothing() -> None:
    assert not found(
        "养犬管理应当坚持政府监管、社会参与的原则。",
        "养犬协会应当加强养犬管理宣传。",
        "养犬人擅自改变犬只毛色的，由公安机关处一百元罚款。",
    )


def test_a_formula_is_no_content() -> None:
    assert not found(
        "运营单位发现设备漏电的，应当及时采取必要措施。",
        "运营单位对乱停车辆未采取必要措施的，由公安机关处一百元罚款。",
    )


@pytest.mark.parametrize(
    "conduct",
    [
        "养犬人不履行合同义务或者履行合同义务不符合约定的，依法承担民事责任。",
        "养犬人违反法律、行政法规有关动物防疫的规定的，依照有关法律处罚。",
        "养犬人给他人造成损害的，依法承担民事责任。",
        "主管部门检查中发现养犬场所存在较大安全隐患的，由公安机关给予警告。",
    ],
)
def test_other_law_a_contract_bare_harm_and_findings_breach_nothing_here(conduct: str) -> None:
    assert not found("养犬人应当履行动物防疫义务，遵守养犬合同，消除安全隐患，不得损害他人权益。", conduct)


def test_each_act_joined_by_or_is_compared_by_itself() -> None:
    links = found(
        "养犬人应当为犬只佩戴号牌。",
        "养犬人不得遗弃年老犬只。",
        "养犬人应当定期为犬只接种狂犬病疫苗。",
        "养犬人未为犬只佩戴号牌，或者遗弃年老犬只的，由公安机关处一百元罚款。",
    )
    assert links == {"a1.p1": "direct", "a2.p1": "direct"}


@pytest.mark.parametrize(
    ("words", "limbs"),
    [
        ("未公示价格，或者拒绝退还押金的", ("未公示价格", "拒绝退还押金的")),
        ("发生合并，未报告部门，或者未处置设施的", ("发生合并，未报告部门", "发生合并，未处置设施的")),
        ("商品不符合安全要求，实施虚假宣传，滥用支配地位", ("商品不符合安全要求", "实施虚假宣传", "滥用支配地位")),
        ("未取得许可，从事养犬经营的", ("未取得许可，从事养犬经营的",)),
        ("未及时救治犬只，造成严重后果的", ("未及时救治犬只，造成严重后果的",)),
        ("伪造或者变造养犬登记证的", ("伪造或者变造养犬登记证的",)),
    ],
)
def test_limbs(words: str, limbs: tuple[str, ...]) -> None:
    assert limbs_of(words) == limbs


def test_the_act_stands_behind_the_scene_and_the_basis() -> None:
    assert [tuple(act) for act in acts_of("采购药品，未按照国家有关规定与供应方签订协议的")] == [("与供应方签订协议", True)]
    assert [act.words for act in acts_of("雇用不符合从业条件的船员上船作业的")] == [
        "符合从业条件的船员上船作业",
        "雇用",
        "船员上船作业",
    ]


def test_what_was_left_undone_was_not_forbidden() -> None:
    links = found(
        "公司不得在成立前向股东交付纪念券。",
        "股东未向公司交付纪念券的，由登记机关处一百元罚款。",
    )
    assert set(links.values()) <= {"probable"}


def test_a_duty_about_another_thing_is_not_direct() -> None:
    links = found(
        "养犬协会应当编制、维护、开放犬只信息目录。",
        "养犬协会未按照规定开放犬只信息的，由公安机关处一百元罚款。",
    )
    assert set(links.values()) <= {"probable"}


@pytest.mark.parametrize("office", ["监督管理职责", "管理和监督管理职责"])
def test_a_neglected_duty_by_name(office: str) -> None:
    links = found(
        f"公安机关负责养犬{office.removesuffix('职责')}工作。",
        "公安机关应当建立犬只收容场所。",
        "养犬人应当履行养犬安全管理义务。",
        f"公安机关未履行养犬{office}的，对直接负责的主管人员依法给予处分。",
        title="某市养犬管理条例",
    )
    assert links == {"a1.p1": "direct", "a2.p1": "probable"}  # never the other side's


def test_the_duties_the_statute_lays_on_the_offender() -> None:
    links = found(
        "运营者应当履行设施安全保护义务。",
        "运营者应当每年开展应急演练。",
        "公安机关应当对设施安全保护工作进行指导。",
        "民用设施的运营者不履行本条例规定的设施安全保护义务的，由公安机关处一万元罚款。",
    )
    assert links == {"a1.p1": "direct", "a2.p1": "probable"}


def test_a_rare_character_tells_the_act() -> None:
    links = found(
        "定置渔船不得跨县作业。",
        "禁止使用鱼鹰和敲䑩作业。",
        "违反本条例规定，敲䑩作业的，由公安机关处一千元罚款。",
    )
    assert "a1.p1" not in {unit for unit, strength in links.items() if strength == "direct"}
    assert links["a2.p1"] == "direct"


def test_general_conducts_name_no_duty_by_the_name_of_a_body() -> None:
    links = found(
        "养犬人应当向履行犬只保护职责的部门报告犬只死亡。",
        "养犬人未履行犬只保护义务的，由公安机关处一百元罚款。",
    )
    assert set(links.values()) <= {"probable"}


def test_neglect_of_office_goes_to_the_general_responsibilities() -> None:
    links = found(
        "公安机关负责养犬监督管理工作。",
        "财政部门负责编制部门预算。",
        "养犬人负责犬只粪便清理。",
        "履行养犬监督管理职责的国家工作人员玩忽职守、滥用职权的，依法给予处分。",
    )
    assert links == {"a1.p1": "probable"}


def test_an_act_beside_neglect_of_office_is_probable() -> None:
    links = found(
        "任何单位和个人不得妨碍犬只收容。",
        "养犬人应当为犬只佩戴号牌。",
        "有关单位及其工作人员在养犬管理工作中玩忽职守，妨碍犬只收容的，依法给予处分。",
    )
    assert links == {"a1.p1": "probable"}


def test_a_catch_all_of_a_list_goes_to_what_the_offender_is_asked_elsewhere() -> None:
    links = found(
        "收容机构应当为犬只建立档案。",
        "收容机构应当每日清扫犬舍。",
        "养犬人应当为犬只佩戴号牌。",
        "收容机构有下列情形之一的，由公安机关责令改正：\n（一）未为犬只建立档案；\n（二）违反本条例规定的其他情形。",
    )
    assert links == {"a1.p1": "direct", "a2.p1": "probable"}


def test_an_item_under_several_provisions_breaches_those_about_its_act() -> None:
    text = (
        "第一章 总则\n第一条 养犬人应当登记犬只。\n寄养机构应当公布价目。\n寄养机构应当消毒笼舍。\n第二章 法律责任\n"
        "第二条 养犬人、寄养机构违反本条例第一条第一款、第二款和第三款规定，有下列行为之一的，由公安机关处一万元罚款：\n"
        "（一）未登记犬只的；\n（二）寄养机构未公布价目的；\n（三）寄养机构擅自停业的。\n"
        "有本条前款行为，造成本条例第二条第一款规定的后果的，由公安机关责令停业整顿。"
    )
    links = {(link.conduct_unit, link.duty_unit) for link in statute_of(text, links=True).links}
    by_item = {item: {duty for conduct, duty in links if conduct.endswith(item)} for item in ("i1", "i2", "i3", "p2")}
    one, two, three = "c1.a1.p1", "c1.a1.p2", "c1.a1.p3"
    assert by_item == {"i1": {one}, "i2": {two}, "i3": {two, three}, "p2": {one, two, three}}


def test_what_other_law_asks_is_no_cited_duty() -> None:
    text = (
        "第一章 总则\n第一条 养犬人应当履行下列义务：\n（一）登记犬只；\n（二）法律、法规规定的其他义务。\n第二章 法律责任\n"
        "第二条 养犬人违反本条例第一条规定的，由公安机关处一万元罚款。"
    )
    assert "c1.a1.p1.i2" not in {link.duty_unit for link in statute_of(text, links=True).links}


def test_the_same_acts_take_over_their_links() -> None:
    statute = read(
        "任何单位和个人不得遗弃犬只。",
        "遗弃犬只的，由公安机关处一百元罚款。\n单位有前款行为的，由公安机关处一千元罚款。",
    )
    links = [(link.conduct_unit, link.duty_unit, link.strength, link.status) for link in statute.links]
    assert links == [("a2.p1", "a1.p1", "direct", "candidate"), ("a2.p2", "a1.p1", "direct", "candidate")]
    assert len({link.id for link in statute.links}) == 2


def test_a_cited_article_is_breached_by_whom_it_binds() -> None:
    links = last(
        "知情人有权举报遗弃行为；运营者接到举报后，应当立即核实。公安机关应当自接到报告之日起三日内处理。"
        "运营者未核实的，依法承担连带责任。",
        "运营者违反本条例第一条规定的，由公安机关处一百元罚款。",
    )
    assert [(link.duty_quote.text[:8], link.basis, link.strength) for link in links] == [
        ("知情人有权举报遗", "cited", "direct")
    ]


def test_a_cited_article_keeps_its_duties_where_nobody_else_is_named() -> None:
    links = last(
        "养犬登记机构应当公开收费标准。养犬登记机构应当保存档案。",
        "公共服务机构未按照本条例第一条规定公开、保存的，由上级主管部门责令改正。",
    )
    assert len(links) == 2


def test_a_measure_outside_the_liability_articles_is_answered_by_probable_links() -> None:
    statute = statute_of(
        "第一章 总则\n第一条 养犬人应当遵守公共秩序，不得妨碍邻里休息。\n"
        "第二条 对妨碍邻里正常生活的养犬场所，公安机关可以约谈其负责人。\n第二章 附则\n第三条 本条例自公布之日起施行。",
        links=True,
    )
    assert {link.strength for link in statute.links} <= {"probable"}


def test_damages_are_no_sign_of_a_breach() -> None:
    links = found(
        "养犬人应当防止犬只伤害他人，保持犬舍清洁。",
        "养犬人违反本条例规定饲养犬只，犬只伤害他人的，依法承担赔偿责任。",
    )
    assert set(links.values()) <= {"probable"}


def test_to_break_a_standard_is_not_to_keep_it() -> None:
    links = found(
        "犬舍设计方案应当符合采光标准、通风标准。",
        "养犬人应当为犬只佩戴号牌。",
        "养犬人不得遗弃年老犬只。",
        "公安机关应当公布收容电话。",
        "收容机构应当每日清扫犬舍。",
        "建设单位违反采光标准、通风标准进行犬舍设计的，由公安机关处一百元罚款。",
    )
    assert links == {"a1.p1": "direct"}


def test_the_statutory_duty_without_a_matter_is_any_duty_of_the_office() -> None:
    links = found(
        "公安机关应当公布犬只收容信息。",
        "养犬人应当履行法定义务，教育子女履行法定义务。",
        "公安机关不依法履行法定职责的，由上级机关责令改正；对直接负责的主管人员依法给予处分。",
    )
    assert links == {"a1.p1": "probable"}


def test_the_case_of_a_list_is_not_what_it_asks() -> None:
    links = found(
        "经营犬只寄养业务，应当具备下列条件：\n（一）有固定的场所；\n（二）有安全管理制度。",
        "未经许可，任何单位和个人不得经营犬只寄养业务。",
        "未经许可，擅自经营犬只寄养业务的，由公安机关处一千元罚款。",
    )
    assert [unit for unit, strength in links.items() if strength == "direct"] == ["a2.p1"]


def test_what_need_not_be_done_is_no_duty() -> None:
    links = found(
        "寄养机构终止寄养的，不向养犬人退还押金利息。",
        "寄养机构未向养犬人退还押金利息的，由公安机关处一千元罚款。",
    )
    assert set(links.values()) <= {"probable"}


@pytest.mark.parametrize(
    "conduct",
    [
        "对超过犬只总量控制指标的地区，由市人民政府约谈其负责人。",
        "寄养机构的规章制度违反法律、法规规定的，由公安机关给予警告。",
    ],
)
def test_a_region_that_fails_and_a_rule_against_the_law_breach_nothing_here(conduct: str) -> None:
    assert not found("养犬人应当遵守犬只总量控制指标，公布寄养机构的规章制度。", conduct)


def test_without_leave_the_duty_to_have_leave_is_breached() -> None:
    links = found(
        "需要采集犬只样本的，应当向公安机关提出申请，经批准方可采集。",
        "采集犬只样本应当记录采集地点。",
        "采集犬只样本未经批准的，由公安机关处一百元罚款。",
    )
    assert [unit for unit, strength in links.items() if strength == "direct"] == ["a1.p1"]


def test_the_conditions_of_leave_are_not_the_leave() -> None:
    links = found(
        "采集犬只样本的，应当符合下列条件，并经公安机关批准：\n（一）采集目的合法；\n（二）采集方案合理。",
        "公安机关应当自受理采集犬只样本申请之日起十日内作出决定。",
        "未经批准，采集犬只样本的，由公安机关处一百元罚款。",
    )
    assert {unit for unit, strength in links.items() if strength == "direct"} == {"a1.p1"}
    assert "a2.p1" not in links


def test_who_lets_it_happen_and_by_which_rules_it_was_not_done() -> None:
    assert found("渡口内禁止带入和存放易燃、易爆物品。", "允许带入或者存放易燃、易爆物品的，由公安机关处一百元罚款。") == {
        "a1.p1": "direct"
    }
    assert found(
        "渡口维修应当按照国家规定的技术规范和操作规程实施作业。",
        "渡口维修单位未按照国家规定的技术规范和操作规程进行渡口维修的，由公安机关处一百元罚款。",
    ) == {"a1.p1": "direct"}


def test_a_paper_one_must_have_is_no_other_paper() -> None:
    links = found(
        "船长应当按照规定取得职务船员证书。",
        "渡船应当依法取得渡船检验证书。",
        "渡船未取得渡船检验证书，擅自航行的，由公安机关处一百元罚款。",
    )
    assert [unit for unit, strength in links.items() if strength == "direct"] == ["a2.p1"]


def test_what_is_to_be_pursued_is_not_what_is_asked() -> None:
    links = found(
        "养犬协会应当配合查处挪用养犬管理资金的行为。",
        "挪用养犬管理资金的，由公安机关处一百元罚款。",
    )
    assert set(links.values()) <= {"probable"}


def test_provisions_on_a_matter_are_probable() -> None:
    links = found(
        "养犬人犬只免疫应当每年一次。",
        "养犬人应当遵守犬只免疫规程。",
        "养犬人违反本条例有关犬只免疫规定的，由公安机关处一百元罚款。",
    )
    assert set(links.values()) <= {"probable"}


def test_a_duty_named_after_what_is_to_be_done() -> None:
    links = found(
        "收容机构应当及时向主管部门报告犬只患病情况。",
        "收容机构应当保存体检报告。",
        "收容机构未履行报告义务的，由公安机关处一百元罚款。",
    )
    assert links == {"a1.p1": "direct", "a2.p1": "probable"}


def test_a_duty_of_no_such_name_may_be_asked_in_the_same_words() -> None:
    links = found(
        "寄养机构应当核实养犬人身份，登记犬只来源。",
        "寄养机构应当每日清扫犬舍。",
        "寄养机构未履行犬只来源登记义务的，由公安机关处一百元罚款。",
    )
    assert links == {"a1.p1": "probable"}


def test_an_office_does_not_owe_what_private_parties_are_named_after() -> None:
    links = found(
        "犬只垃圾清理责任人应当履行清扫义务。",
        "城市管理部门应当负责犬只垃圾清理的监督管理工作。",
        "城市管理部门未依法履行犬只垃圾清理监督管理职责的，由上级机关责令改正；对直接负责的主管人员依法给予处分。",
    )
    assert links.get("a1.p1") != "direct"


def test_who_is_asked_is_not_who_breaks() -> None:
    links = found(
        "渡船检验机构应当受理渡船检验。",
        "未经渡船检验机构检验的渡船擅自航行的，由公安机关处一百元罚款。",
    )
    assert "a1.p1" not in links


def test_two_things_of_one_omission() -> None:
    links = found(
        "渡口单位应当在售票处悬挂经营许可证和营业执照。",
        "渡口单位应当在码头悬挂未成年人乘船标志。",
        "渡口单位未悬挂《经营许可证》或者未成年人乘船标志的，由公安机关处一百元罚款。",
    )
    assert links.keys() == {"a1.p1", "a2.p1"}


@pytest.mark.parametrize(
    "conduct",
    [
        "本条例规定的养犬违法行为，由公安机关处罚。",
        "擅自设立的寄养机构被依法取缔的，其负责人五年内不得担任寄养机构负责人。",
    ],
)
def test_every_breach_and_a_closed_firm_breach_nothing(conduct: str) -> None:
    assert not found("设立寄养机构应当遵守养犬管理规定。", conduct)


def test_who_does_what_a_general_conduct_opens_with_is_meant() -> None:
    links = found(
        "网络信息处理者应当公布处理规则。",
        "网络信息处理者应当删除过期信息。",
        "收容机构应当每日清扫犬舍。",
        "处理网络信息未履行本条例规定的网络信息保护义务的，由公安机关处一百元罚款。",
    )
    assert links == {"a1.p1": "probable", "a2.p1": "probable"}


def test_duties_named_elsewhere_by_number_are_those_of_that_name() -> None:
    links = {
        link.duty_unit: link.strength
        for link in read(
            "运营者应当每年开展应急演练。",
            "设施的运营者应当备份设施数据。",
            "运营者应当妥善处理用户投诉。",
            "运营者不履行本条例第一条、第二条规定的设施安全保护义务的，由公安机关处一万元罚款。",
            "民用设施的运营者不履行本条例规定的设施安全保护义务的，由公安机关处一千元罚款。",
        ).links
        if link.conduct_unit == "a5.p1"
    }
    assert links == {"a1.p1": "probable", "a2.p1": "probable"}


def test_a_party_owes_duties_and_an_office_has_responsibilities() -> None:
    links = found(
        "公安机关负责统筹犬只安全保护工作。",
        "卫生机关应当履行犬只安全保护义务。",
        "卫生机关不履行本条例规定的犬只安全保护义务的，由上级机关责令改正；对直接负责的主管人员依法给予处分。",
    )
    assert links == {"a2.p1": "direct"}


def test_an_office_named_by_its_kind_of_work() -> None:
    links = found(
        "公安机关应当对养犬活动进行监督检查。",
        "公安机关应当公布收容电话。",
        "公安机关不依法履行监督职责的，对直接负责的主管人员依法给予处分。",
    )
    assert links == {"a1.p1": "probable"}


def test_who_breaks_the_statute_breaks_what_it_asks_of_him() -> None:
    articles = ("收容机构应当为犬只建立档案。", "养犬人应当为犬只佩戴号牌。")
    assert found(*articles, "收容机构违反本条例规定的，由公安机关责令改正。") == {"a1.p1": "probable"}
    assert not found(*articles, "收容机构违反本条例规定，造成损害的，依法承担赔偿责任。")
    assert not found(*articles, "违反本条例规定的，由公安机关责令改正。")


def test_other_misconduct_in_office_is_about_the_other_duties_of_the_office() -> None:
    links = found(
        "收容管理机构应当及时救治犬只。",
        "收容管理机构负责犬只收容工作。",
        "养犬人应当为犬只佩戴号牌。",
        "收容管理机构的工作人员有下列行为之一的，依法给予处分：\n（一）未及时救治犬只的；\n（二）有其他玩忽职守、滥用职权行为的。",
    )
    assert links == {"a1.p1": "direct", "a2.p1": "probable"}


def test_who_can_be_whom() -> None:
    parties = Parties()

    def relation(offender: str, bearer: str) -> str:
        return parties.relation(frozenset([offender]), frozenset([bearer]))

    assert relation("电子养犬设施的运营者", "运营者") == "same"
    assert relation("市人民政府", "各级人民政府") == "same"
    assert relation("公安机关的工作人员", "公安机关") == "same"
    assert relation("养犬登记机构", "任何单位") == "open"
    assert relation("收容机构", "登记机构") == "another"
    assert relation("公安机关", "养殖企业") == "other"
    assert relation("城市管理部门", "建设单位") == "other"
    assert relation("相关行政管理部门", "公安机关") == "open"


def test_who_punishes_anywhere_holds_public_power() -> None:
    statute = read("渡口管理机构应当清点船只。", "渡口单位未清点船只的，由渡口管理机构处一百元罚款。")
    station = frozenset(["渡口管理机构"])
    assert Parties(statute.actors, statute.sanctions).is_public(station)
    assert not Parties(statute.actors).is_public(station)


def test_staff_acts_for_its_body() -> None:
    assert bodies(["公安机关", "工作人员"]) == ("公安机关",)
    assert bodies(["公安机关的工作人员"]) == ("公安机关",)
    assert bodies(["工作人员"]) == ("工作人员",)


def test_hostile_conducts_are_read_in_linear_time() -> None:
    words = "未按照规定" * 2_000 + "的"
    assert len(acts_of(words)) <= 30
    assert limbs_of("，或者未" * 3_000) == ("，或者未" * 3_000,)
