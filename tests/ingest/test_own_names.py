"""Names a statute uses without defining them."""

from __future__ import annotations

import pytest

from ingest.actors.own_names import own_names
from ingest.passages import passages_of
from ingest.pipeline import parse
from ingest.read import read_bytes
from ingest.statute import Statute


def statute(*articles: str) -> Statute:
    numbers = "一二三四五六七八九"
    text = "某市条例\n" + "\n".join(f"第{numbers[at]}条　{article}" for at, article in enumerate(articles))
    return parse(read_bytes(text.encode(), "t.txt"), links=False)[0]


def names(*articles: str) -> list[str]:
    read = statute(*articles)
    return own_names(passages_of(read.reading, read.units))


def test_a_name_with_verbs_inside_is_whole_everywhere() -> None:
    read = statute(
        "共享滑板租赁出借企业应当投保。",
        "街道办事处可以要求共享滑板租赁出借企业清理滑板。",
        "街道办事处应当向共享滑板租赁出借企业公布停放点。",
    )
    found = [mention.quote.text for mention in read.mentions if "企业" in mention.quote.text]
    assert found == ["共享滑板租赁出借企业"] * 3


@pytest.mark.parametrize(
    "articles",
    [
        ("设立企业应当登记。", "设立企业应当有章程。", "不得设立企业从事垄断。"),  # a verb and its object
        ("设立企业应当登记。", "设立企业应当有章程。", "设立企业的，三十日内备案。"),
        ("用人单位招用人员应当订立合同。", "用人单位招用人员应当备案。", "用人单位招用人员的办法另行制定。"),  # a clause
        ("依法登记的企业应当纳税。", "依法登记的企业应当年报。", "依法登记的企业不得停业。"),  # read by its 的
        ("共享滑板租赁出借企业应当投保。", "本条例自公布之日起施行。"),  # once
        ("上级审批登记机关应当答复。", "上级审批登记机关应当公开。", "上级审批登记机关可以撤销。"),  # an authority
    ],
)
def test_what_is_no_name(articles: tuple[str, ...]) -> None:
    assert names(*articles) == []


def test_a_verb_first_is_a_name_when_it_is_nowhere_a_predicate() -> None:
    articles = ("出口经营者应当备案。", "取得许可的，出口经营者应当保存资料。", "主管部门可以约谈出口经营者。")
    assert names(*articles) == ["出口经营者"]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("对家禽屠宰厂（场）进行检查。", "家禽屠宰厂（场）"),
        ("违反规定，动物诊疗所（站）未备案的，由主管部门责令改正。", "动物诊疗所（站）"),
        ("幼儿园（托儿所）应当备案。", "幼儿园（托儿所）"),
        ("企业（注册地在外省）应当备案。", "企业"),
        ("公安、水务等部门（机构）应当协作。", "公安、水务等部门"),
    ],
)
def test_two_words_for_one_head(sentence: str, name: str) -> None:
    assert name in [mention.quote.text for mention in statute(sentence).mentions]
