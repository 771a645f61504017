"""What a conduct that cites by number breaches, rule by rule, on invented sentences: items of a list, catch-all duties, consequences."""

from __future__ import annotations

from collections import defaultdict

import pytest

from .liabilities import statute_of

_NUMBERS = "一二三四五六七八九"


def cited(*articles: str) -> dict[str, list[str]]:
    """Conduct unit → the units of the duties it cites."""
    text = "\n".join(f"第{number}条 {text}" for number, text in zip(_NUMBERS, articles, strict=False))
    found: dict[str, list[str]] = defaultdict(list)
    for link in statute_of(text, links=True).links:
        if link.basis == "cited" and link.duty_unit not in found[link.conduct_unit]:
            found[link.conduct_unit].append(link.duty_unit)
    return dict(found)


def test_an_item_breaches_the_provision_its_words_are_about() -> None:
    assert cited(
        "寄养机构应当每日清扫犬舍；在约定的期限内，不得终止寄养服务。",
        "寄养机构发现犬只患病的，应当立即隔离，并告知养犬人。",
        "违反本条例第一条、第二条规定，有下列行为之一的，由公安机关处一千元罚款：\n"
        "（一）对患病犬只未立即隔离，或者未告知养犬人的；\n（二）擅自终止寄养服务的；\n（三）有违规开设分店等行为的。",
    ) == {"a3.p1.i1": ["a2.p1"], "a3.p1.i2": ["a1.p1"], "a3.p1.i3": ["a1.p1", "a2.p1"]}


def test_an_item_with_its_own_offender_breaches_his_duty() -> None:
    assert cited(
        "鉴定机构应当如实确定犬只等级。",
        "寄养机构应当制定服务计划。",
        "鉴定机构、寄养机构违反本条例第一条、第二条规定，有下列行为之一的，由公安机关处一千元罚款：\n"
        "（一）鉴定机构收取养犬人财物的；\n（二）寄养机构推销商品的。",
    ) == {"a3.p1.i1": ["a1.p1"], "a3.p1.i2": ["a2.p1"]}


def test_an_act_of_one_sentence_breaches_all_it_cites() -> None:
    assert cited(
        "寄养机构应当每日清扫犬舍。",
        "寄养机构应当告知养犬人犬只患病的情况。",
        "寄养机构违反本条例第一条、第二条规定，未清扫犬舍的，由公安机关处一千元罚款。",
    ) == {"a3.p1": ["a1.p1", "a2.p1"]}


def test_a_duty_of_other_law_is_none_of_the_provision() -> None:
    assert cited(
        "寄养机构应当履行下列义务：\n（一）每日清扫犬舍；\n（二）法律、行政法规规定的其他义务。",
        "寄养机构违反本条例第一条规定的，由公安机关处一千元罚款。",
    ) == {"a2.p1": ["a1.p1", "a1.p1.i1"]}


@pytest.mark.parametrize(
    "conduct",
    ["有前条行为，造成本条例第二条规定的后果的，由公安机关处一万元罚款。", "单位犯本条例第二条规定之罪的，处十万元罚款。"],
)
def test_a_consequence_and_an_offence_are_no_duties(conduct: str) -> None:
    links = cited(
        "任何单位和个人不得遗弃犬只。",
        "违反本条例第一条规定，致使犬只伤人的，由公安机关处一千元罚款。",
        conduct,
    )
    assert set(links.get("a3.p1", ())) <= {"a1.p1"}


def test_no_liability_article_is_breached() -> None:
    links = cited(
        "任何单位和个人不得遗弃犬只。",
        "违反本条例第一条规定的，由公安机关处一千元罚款。\n以牟利为目的，实施本条规定行为之一的，由公安机关处一万元罚款。",
    )
    assert links["a2.p1"] == ["a1.p1"]
    assert all(duty.startswith("a1") for duties in links.values() for duty in duties)


def test_an_article_with_a_measure_of_its_own_is_still_its_duties() -> None:
    links = cited(
        "寄养机构应当每日清扫犬舍。\n寄养机构未清扫犬舍的，公安机关应当责令改正。",
        "寄养机构违反本条例第一条规定的，由公安机关处一千元罚款。",
    )
    assert links["a2.p1"] == ["a1.p1"]


def test_an_organ_that_punishes_others_may_be_the_one_that_broke_a_cited_article() -> None:
    articles = ("市信用管理部门应当组织编制信用信息目录。", "行政机关应当依法查询信用信息。")
    ladder = "未履行本条例第一条、第二条规定的职责的，由上级机关或者市信用管理部门责令改正；对直接负责的主管人员依法给予处分。"
    assert cited(*articles, "行政机关" + ladder) == {"a3.p1": ["a1.p1", "a2.p1"]}
