"""What a text says of itself, and nothing it does not say."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ingest.metadata import metadata_of, statute_id
from ingest.metadata.authority import body_name, kind_of, region_of_title
from ingest.metadata.dates import days_in
from ingest.metadata.note import blank_titles, events_in
from ingest.reading import Reading
from ingest.statute import Metadata, Stated
from ingest.structure import Tree
from ingest.units import Unit


def tree(*blocks: tuple[str, str]) -> Tree:
    """A tree of (kind, words) blocks, one after the other."""
    units: list[Unit] = []
    text = ""
    for number, (kind, words) in enumerate(blocks):
        start, end = len(text), len(text) + len(words)
        units.append(Unit(f"u{number}", kind, None, None, None, None, start, end, start, end, start, end))  # type: ignore[arg-type]
        text += words + "\n"
    return Tree(Reading(text, text, text), tuple(units), ())


def value(stated: Stated | None) -> str | None:
    return stated.value if stated else None


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("2022年5月31日", "2022-05-31"),
        ("2022 年 5 月 31 日", "2022-05-31"),
        ("一九八三年九月二日", "1983-09-02"),
        ("二〇〇五年十二月二十三日", "2005-12-23"),
        ("二○一○年十月三十日", "2010-10-30"),
        ("中华民国 92 年 1 月 1 日", "2003-01-01"),
        ("中华民国三十六年一月一日", "1947-01-01"),
        ("民国一百零五年十二月二十三日", "2016-12-23"),
        ("2021-06-10", "2021-06-10"),
        ("2021年2月30日", None),
        ("36年1月1日", None),
        ("第2021年度", None),
    ],
)
def test_dates(words: str, iso: str | None) -> None:
    assert [day.iso for day in days_in(f"自{words}起")] == ([iso] if iso else [])


def test_a_note_tells_its_events_in_order() -> None:
    note = (
        "（2004年9月24日甲省第十届人民代表大会常务委员会第十三次会议通过 2015年1月13日甲省第十二届人民代表大会常务委员会第十三次会议修订 "
        "根据2018年11月29日甲省第十三届人民代表大会常务委员会第七次会议《关于修改〈甲省环境条例〉等十三项地方性法规的决定》第一次修正）"
    )
    text = blank_titles(note)
    assert [(e.kind, e.iso) for e in events_in(text, 0, len(text))] == [
        ("adopted", "2004-09-24"),
        ("amended", "2015-01-13"),
        ("amended", "2018-11-29"),
    ]


def test_an_amendment_passed_is_not_the_adoption_of_the_statute() -> None:
    text = blank_titles("（1982年12月4日甲会议通过 1982年12月4日公告公布施行 根据1988年4月12日乙会议通过的《修正案》修正）")
    kinds = [(e.kind, e.iso) for e in events_in(text, 0, len(text))]
    assert kinds == [
        ("adopted", "1982-12-04"),
        ("promulgated", "1982-12-04"),
        ("effective", "1982-12-04"),
        ("amended", "1988-04-12"),
    ]


def test_what_the_same_organ_passed_again_is_an_amendment() -> None:
    meta = metadata_of(
        tree(
            ("title", "法释〔2022〕11号关于适用《甲法》的解释"),
            (
                "note",
                "2014年12月18日 最高人民法院审判委员会第1636次会议通过\n2020年12月23日 最高人民法院审判委员会第1823次会议通过\n2022年4月10日 施行",
            ),
            ("article", "第一条 略。"),
        )
    )
    assert (value(meta.adopted), [each.value for each in meta.amended]) == ("2014-12-18", ["2020-12-23"])
    assert (value(meta.effective), value(meta.title)) == ("2022-04-10", "关于适用《甲法》的解释")
    assert value(meta.number) == "法释〔2022〕11号"
    joint = metadata_of(
        tree(
            ("title", "甲解释"),
            ("note", "（2017年3月20日最高人民法院审判委员会会议通过 2017年4月26日最高人民检察院检察委员会会议通过）"),
        )
    )
    assert joint.amended == () and value(joint.adopted) == "2017-03-20"


def test_everything_a_local_statute_says() -> None:
    meta = metadata_of(
        tree(
            ("title", "海东省数据管理条例（试行）"),
            ("note", "（2022 年 5 月 31 日海东省第十三届人民代表大会\n常务委员会第三十四次会议通过）"),
            ("article", "第一条 为了规范数据管理，制定本条例。"),
            ("article", "第二条 本条例所称的平台，自建成之日起实施管理。"),
            ("article", "第三条 本条例自2022年8月1日起施行。《旧条例》同时废止。"),
        )
    )
    assert value(meta.title) == "海东省数据管理条例（试行）"
    assert value(meta.issuer) == "海东省人民代表大会常务委员会"
    assert value(meta.kind) == "地方性法规"
    assert value(meta.region) == "海东省"
    assert value(meta.adopted) == "2022-05-31"
    assert value(meta.effective) == "2022-08-01"
    assert value(meta.status) == "试行"
    assert meta.promulgated is None and meta.amended == () and meta.number is None
    assert meta.effective and meta.effective.quote.text == "本条例自2022年8月1日起施行"


def test_quotes_stand_where_they_say() -> None:
    parsed = tree(
        ("title", "数据办法"),
        ("note", "（2019年12月6日交通运输部令第44号公布 自2020年2月1日起施行）"),
        ("article", "第一条 本办法自2020年2月1日起施行。"),
    )
    meta = metadata_of(parsed)
    assert value(meta.number) == "交通运输部令第44号"
    assert value(meta.issuer) == "交通运输部"
    assert value(meta.kind) == "部门规章"
    assert value(meta.promulgated) == "2019-12-06"
    for stated in (meta.title, meta.number, meta.issuer, meta.kind, meta.promulgated, meta.effective):
        assert stated is not None
        quote = stated.quote
        assert parsed.reading.source[quote.start : quote.end] == quote.text
        assert parsed.reading.text[quote.at : quote.until] == quote.text


def test_in_force_from_the_day_of_promulgation_only_where_that_day_is_told() -> None:
    body = ("article", "第一条 本办法自公布之日起施行。")
    told = metadata_of(tree(("title", "甲办法"), ("note", "（2002年8月22日中华人民共和国国务院令第361号公布）"), body))
    silent = metadata_of(tree(("title", "甲办法"), ("note", "（2002年8月22日甲市人民代表大会常务委员会第一次会议通过）"), body))
    assert value(told.effective) == "2002-08-22"
    assert told.effective and told.effective.quote.text == "本办法自公布之日起施行"
    assert silent.effective is None


def test_a_note_that_puts_it_in_force_at_once() -> None:
    note = "(1996年9月19日国务院批准　1996年10月3日交通部令第8号发布　自发布之日起施行)"
    meta = metadata_of(tree(("title", "甲规定"), ("note", note), ("article", "第一条 略。")))
    assert (value(meta.promulgated), value(meta.effective), value(meta.issuer)) == ("1996-10-03", "1996-10-03", "交通部")


@pytest.mark.parametrize(
    "words",
    [
        "第一条 《甲条例》自2020年1月1日起施行。",
        "第一条 第二条将“本法自2020年1月1日起施行”修改为：",
        "第一条 申请人应当自2020年1月1日起执行新标准。",
    ],
)
def test_another_date_of_entry_into_force_is_not_ours(words: str) -> None:
    assert metadata_of(tree(("title", "甲办法"), ("article", words))).effective is None


def test_a_version_in_force_later_than_its_old_provision() -> None:
    meta = metadata_of(
        tree(
            ("title", "甲解释"),
            ("note", "（2014年12月18日甲会议通过；根据2022年3月22日乙会议《决定》第二次修正，该修正自2022年4月10日起施行）"),
            ("article", "第一条 本解释自2015年2月4日起施行。"),
        )
    )
    assert value(meta.effective) == "2022-04-10"


def test_joint_title_and_announcement() -> None:
    meta = metadata_of(
        tree(
            (
                "other",
                "公 告\n《关于办理甲案件若干问题的解释》已于2017年3月20日由最高人民法院审判委员会第1712次会议通过，现予公布，自2017年6月1日起施行。\n2017年5月8日",
            ),
            ("title", "最高人民法院 最高人民检察院\n关于办理甲案件\n若干问题的解释"),
            ("note", "法释〔2017〕10号"),
            ("article", "第一条 略。"),
        )
    )
    assert value(meta.title) == "最高人民法院、最高人民检察院关于办理甲案件若干问题的解释"
    assert value(meta.issuer) == "最高人民法院、最高人民检察院"
    assert value(meta.kind) == "司法解释"
    assert (value(meta.adopted), value(meta.promulgated), value(meta.effective)) == ("2017-03-20", "2017-05-08", "2017-06-01")
    assert value(meta.number) == "法释〔2017〕10号"


def test_the_day_under_an_announcement_and_beside_a_number() -> None:
    signed = metadata_of(tree(("other", "公 告"), ("other", "2017年5月8日"), ("title", "甲解释"), ("article", "第一条 略。")))
    assert value(signed.promulgated) == "2017-05-08"
    numbered = metadata_of(
        tree(("title", "印发《甲解答》的通知"), ("note", "1984年6月15日 〔84〕法研字第9号"), ("paragraph", "甲："))
    )
    assert (value(numbered.promulgated), value(numbered.number)) == ("1984-06-15", "〔84〕法研字第9号")


def test_silence_stays_silence() -> None:
    meta = metadata_of(tree(("other", "没有标题的文字。")))
    assert meta == Metadata()
    assert metadata_of(Tree(Reading("", "", ""), (), ())) == Metadata()


@pytest.mark.parametrize(
    ("words", "organ"),
    [
        ("辽宁省第十三届人民代表大会常务委员会第三十四次会议", "辽宁省人民代表大会常务委员会"),
        ("第十三届全国人民代表大会第三次会议", "全国人民代表大会"),
        ("国务院第66次常务会议", "国务院"),
        ("中华人民共和国国务院令第722号", "国务院"),
        ("中华人民共和国住房和城乡建设部令第18号", "住房和城乡建设部"),
        ("交通部交公路发〔1998〕349号", "交通部"),
        ("最高人民法院审判委员会第1657次会议", "最高人民法院"),
        ("由有关方面讨论", None),
        ("", None),
    ],
)
def test_organs(words: str, organ: str | None) -> None:
    assert body_name(words) == organ


def test_kinds_and_regions_by_name() -> None:
    assert kind_of("中华人民共和国甲乙法", None, None) == ("法律", "title")
    assert kind_of("甲乙管理办法", None, None) is None
    assert kind_of("甲乙管理办法", "某市人民政府", "某市人民政府令第3号") == ("地方政府规章", "issuer")
    assert region_of_title("四川省成都市甲条例") == ("四川省成都市", "四川省成都市")
    assert region_of_title("浙江省城市管理条例") == ("浙江省", "浙江省")
    assert region_of_title("城市房地产管理条例") is None


def test_ids_come_from_the_text() -> None:
    parsed = tree(("title", "甲省《乙法》实施办法"), ("note", "（2020年1月2日甲会议通过）"), ("article", "第一条 略。"))
    assert statute_id(metadata_of(parsed), parsed) == "甲省乙法实施办法@2020-01-02"
    undated = tree(("title", "甲" * 80), ("article", "第一条 略。"))
    assert statute_id(metadata_of(undated), undated) == "甲" * 60 + "@undated"
    nameless, spaced = tree(("other", "第一 条略")), tree(("other", "第一条略"))
    assert statute_id(Metadata(), nameless) == statute_id(Metadata(), spaced)
    assert statute_id(Metadata(), nameless).startswith("无题-")


def test_two_versions_of_a_law_are_two_statutes() -> None:
    old = tree(("title", "甲法"), ("note", "（2000年3月15日甲会议通过）"))
    new = tree(("title", "甲法"), ("note", "（2000年3月15日甲会议通过 根据2015年3月15日乙会议《决定》修正）"))
    ids = [statute_id(metadata_of(each), each) for each in (old, new)]
    assert ids == ["甲法@2000-03-15", "甲法@2015-03-15"]


def test_long_hostile_notes_take_linear_time() -> None:
    text = "《" * 20_000 + "〈" * 20_000 + "2020年1月1日" * 2_000 + "第" * 20_000 + "会议" * 5_000
    meta = metadata_of(tree(("title", "甲" * 50_000), ("note", text), ("article", "自" * 50_000 + "本" * 50_000)))
    assert meta.adopted is None
    assert all(a.iso <= b.iso for a, b in pairwise(list(days_in(text))))
