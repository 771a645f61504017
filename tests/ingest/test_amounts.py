"""Amounts: the thirty expressions the grammar was written against, then forms of other statutes, then damaged ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.numerals import number_of
from ingest.sanctions.amounts import Numbers, amounts_in, fines_in
from ingest.sanctions.conditions import thresholds_in
from ingest.sanctions.measures import measures_in


def one(text: str) -> Numbers:
    fines = fines_in(text)
    assert len(fines) == 1, text
    return fines[0].found.numbers


def kinds(text: str) -> list[str]:
    return [hit.kind for hit in measures_in(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("处五万元以上二十万元以下罚款", Numbers(min=50_000, max=200_000)),
        ("并处一百万元以下罚款", Numbers(max=1_000_000)),
        (
            "处上一年度营业额百分之五以下罚款，最高不超过五千万元",
            Numbers(percent_max=5, base="上一年度营业额", cap=50_000_000),
        ),
        ("处违法所得一倍以上十倍以下罚款", Numbers(multiple_min=1, multiple_max=10, base="违法所得")),
        ("没收违法所得，并处违法所得三倍罚款", Numbers(multiple_min=3, multiple_max=3, base="违法所得")),
        ("交易金额不足一万元的，处五万元以上二十万元以下罚款", Numbers(min=50_000, max=200_000)),
        ("交易金额一万元以上的，处二十万元以上一百万元以下罚款", Numbers(min=200_000, max=1_000_000)),
        (
            "违法所得五万元以上的，并处违法所得二倍以上五倍以下的罚款",
            Numbers(multiple_min=2, multiple_max=5, base="违法所得"),
        ),
        ("可以处一千元以下罚款", Numbers(max=1_000)),
        ("处200元以上2000元以下的罚款", Numbers(min=200, max=2_000)),
        ("处1.5万元罚款", Numbers(min=15_000, max=15_000)),
        ("处货值金额百分之十以上百分之三十以下罚款", Numbers(percent_min=10, percent_max=30, base="货值金额")),
        ("处工程合同价款百分之二以上百分之四以下的罚款", Numbers(percent_min=2, percent_max=4, base="工程合同价款")),
        ("处5%以上10%以下罚款", Numbers(percent_min=5, percent_max=10)),
        ("给予警告，可以并处五千元以上一万元以下罚款", Numbers(min=5_000, max=10_000)),
        ("处五日以上十五日以下拘留", Numbers(days_min=5, days_max=15)),
        ("对直接负责的主管人员处十万元以上一百万元以下罚款", Numbers(min=100_000, max=1_000_000)),
        (
            "逾期不缴纳的，每日按罚款数额的百分之三加处罚款",
            Numbers(percent_min=3, percent_max=3, base="罚款数额", per="日"),
        ),
        ("处上一年度销售额百分之一以上百分之十以下的罚款", Numbers(percent_min=1, percent_max=10, base="上一年度销售额")),
        ("每日处万分之五的滞纳金", Numbers(percent_min=0.05, percent_max=0.05, per="日")),
        ("违法所得不足十万元的，并处十万元以上五十万元以下罚款", Numbers(min=100_000, max=500_000)),
    ],
)
def test_an_amount_is_read_as_numbers(text: str, want: Numbers) -> None:
    assert one(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("责令停产停业，吊销营业执照", ["suspension", "licence_revocation"]),
        ("给予警告，可以并处五千元以上一万元以下罚款", ["warning", "fine"]),
        ("责令改正，给予通报批评", ["order_rectify", "public_notice"]),
        ("处五日以上十五日以下拘留", ["detention"]),
        ("由本级大数据主管部门通知限期整改", ["notice_rectify"]),
        ("构成犯罪的，依法追究刑事责任", ["criminal"]),
        ("对直接负责的主管人员和其他直接责任人员依法给予处分", ["disciplinary"]),
        ("暂扣许可证件、降低资质等级", ["licence_suspension", "downgrade"]),
        ("五年内不得从事相关业务", ["disqualification"]),
        ("依照有关法律、行政法规的规定处罚", ["referral_penalty"]),
        ("没收违法所得和非法财物", ["confiscation"]),
        ("给予警告、记过或者记大过处分", ["disciplinary"]),
        ("责令停业整顿或者关闭", ["suspension", "closure"]),
        ("责令限期拆除；逾期不拆除的，依法强制拆除", ["order_rectify", "demolition"]),
        ("由公安机关依照《治安管理处罚法》的规定处罚", ["public_security"]),
    ],
)
def test_the_measures_of_a_clause(text: str, want: list[str]) -> None:
    assert kinds(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("处五至十万元罚款", Numbers(min=50_000, max=100_000)),
        ("处五百至一万元罚款", Numbers(min=500, max=10_000)),
        ("处100元至500元罚款", Numbers(min=100, max=500)),
        ("处赔偿费一至三倍的罚款", Numbers(multiple_min=1, multiple_max=3, base="赔偿费")),
        ("处五万元以上、二十万元以下罚款", Numbers(min=50_000, max=200_000)),
        ("处两千元以上两万元以下的罚款", Numbers(min=2_000, max=20_000)),
        ("处以罚款五千元", Numbers(min=5_000, max=5_000)),
        ("以每人五百元以上二千元以下的标准处以罚款", Numbers(min=500, max=2_000, per="人")),
        (
            "并处五千万元以下或者上一年度营业额百分之五以下罚款",
            Numbers(max=50_000_000, percent_max=5, base="上一年度营业额"),
        ),
        (
            "可以处以违法所得三倍以下的罚款，但最高不得超过三万元",
            Numbers(multiple_max=3, base="违法所得", cap=30_000),
        ),
        ("处销售金额百分之五十以上二倍以下罚金", Numbers(percent_min=50, multiple_max=2, base="销售金额")),
        (
            "处以虚假出资或者未出资金额百分之五以上百分之十五以下的罚款",
            Numbers(percent_min=5, percent_max=15, base="虚假出资或者未出资金额"),
        ),
        ("处每平方米五十元以上一百元以下罚款", Numbers(min=50, max=100, per="平方米")),
        ("并按照每雇用一人罚款一千元", Numbers(min=1_000, max=1_000, per="雇用一人")),
        ("自滞纳之日起按日加收万分之五的滞纳金", Numbers(percent_min=0.05, percent_max=0.05, per="日")),
        ("处违法所得等值以下罚款", Numbers(multiple_max=1, base="违法所得")),
    ],
)
def test_forms_of_other_statutes(text: str, want: Numbers) -> None:
    assert one(text) == want


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("处二万以下罚款", "no_unit"),
        ("处五万元以上二万元以下罚款", "inverted"),
        ("处二万五元以下罚款", "not_a_number"),
        ("处一千元以上五千元以下一万元以上罚款", "several"),
        ("处新台币一万元以上五万元以下罚锾", "currency"),
    ],
)
def test_a_doubtful_amount_gives_no_number(text: str, doubt: str) -> None:
    (fine,) = fines_in(text)
    assert not fine.found.numbers.stated
    assert fine.found.doubt == doubt


@pytest.mark.parametrize(
    "text", ["罚款的限额由国务院规定", "收缴罚款的机构", "缴纳罚款确有困难的", "罚款决定书", "不服罚款决定"]
)
def test_a_fine_that_is_only_spoken_of_is_none(text: str) -> None:
    assert fines_in(text) == []


def test_the_words_of_a_fine_run_from_its_verb_to_its_cap() -> None:
    text = "情节严重的，可以并处违法所得三倍以下罚款，最高不超过三万元；构成犯罪的"
    (fine,) = fines_in(text)
    assert text[fine.start : fine.end] == "处违法所得三倍以下罚款，最高不超过三万元"


def test_thresholds_of_a_condition() -> None:
    def bands(text: str) -> list[tuple[str, str, float, str]]:
        return [(band.base, band.op, band.value, band.unit) for band in thresholds_in(text)]

    assert bands("交易金额不足一万元的") == [("交易金额", "lt", 10_000, "yuan")]
    assert bands("交易金额一万元以上的") == [("交易金额", "ge", 10_000, "yuan")]
    assert bands("货值金额一万元以上不足五万元的") == [("货值金额", "ge", 10_000, "yuan"), ("货值金额", "lt", 50_000, "yuan")]
    assert bands("没有违法所得或者违法所得不足十万元的") == [("违法所得", "lt", 100_000, "yuan")]
    assert bands("情节严重的") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("两万五千", 25_000),
        ("一百零八", 108),
        ("十", 10),
        ("1,000", 1_000),
        ("1.5万", 15_000),
        ("五千万", 50_000_000),
        ("一亿二千万", 120_000_000),
        ("二〇二二", 2022),
        ("贰拾", 20),
        ("二万五", None),
        ("二百五", None),
        ("三四", None),
        ("万", None),
        ("", None),
    ],
)
def test_numerals(text: str, number: int | None) -> None:
    assert number_of(text) == number


@given(st.integers(1, 99_999_999))
def test_every_number_is_read_back(number: int) -> None:
    assert number_of(_written(number)) == number


def _written(number: int) -> str:
    """``number`` in Chinese, the full way (with 零)."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        return _written(high) + "万" + (("零" if low < 1000 else "") + _written(low) if low else "")
    digits, units, out = "零一二三四五六七八九", ["", "十", "百", "千"], ""
    places = [int(c) for c in str(number)]
    for k, digit in enumerate(places):
        place = len(places) - 1 - k
        if digit:
            out += digits[digit] + units[place]
        elif any(places[k + 1 :]) and not out.endswith("零"):
            out += "零"
    return out


@given(st.text(alphabet="处罚款元万以上下至倍百分之最高不超过每日，；的一二五十0123.%", max_size=80))
def test_no_text_breaks_the_grammar(text: str) -> None:
    for fine in fines_in(text):
        assert 0 <= fine.start < fine.end <= len(text)
        low, high = fine.found.numbers.min, fine.found.numbers.max
        assert low is None or high is None or low <= high


def test_a_long_sentence_is_read_in_time_of_its_length() -> None:
    text = "处五万元以上" * 4_000 + "二十万元以下罚款"
    assert len(fines_in(text)) <= 1
    assert amounts_in("一" * 10_000).numbers == Numbers()
