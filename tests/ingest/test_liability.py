"""Links from liability to duty: cited ones first, then paraphrases; and what gets none."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from ingest.bench import long_statute
from ingest.contract import rows
from ingest.facts import Link
from ingest.gold.score import evaluate
from ingest.liability import paraphrase
from ingest.pipeline import parse
from ingest.read import read_bytes
from ingest.statute import Statute

from .liabilities import DATA, GOLD, gold_with_own, statute_of

SHARED = (Path(__file__).parents[2] / ".." / "shared" / "gold" / "government-data-sharing-2025").resolve()


@cache
def charging() -> Statute:
    """A law in the manner of the national ones, whose liability part cites by number."""
    return statute_of((DATA / "cited-liability.txt").read_text(encoding="utf-8"), links=True)


def by_conduct(statute: Statute) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = defaultdict(list)
    for link in statute.links:
        found[link.conduct_unit.partition(".")[2]].append(link)
    return found


@pytest.mark.parametrize(
    ("conduct", "duties"),
    [
        ("a14.p1", ["a3.p1"]),  # 违反本法第三条规定
        ("a15.p1", ["a4.p1.i2", "a4.p1.i3"]),  # 第四条第二项、第三项
        ("a16.p1", ["a5.p1", "a6.p2"]),  # 第五条第一款、第六条第二款
        ("a17.p1.i1", ["a7.p1"]),  # 未按照本法第七条规定
        ("a17.p1.i2", ["a8.p1", "a9.p1", "a9.p2"]),  # 第八条、第九条: every duty of the articles
        ("a17.p2", ["a8.p1", "a9.p1", "a9.p2"]),  # 前款第二项行为
        ("a18.p1", ["a10.p1", "a11.p1", "a12.p1"]),  # 第十条至第十二条
    ],
)
def test_a_cited_duty_is_accepted(conduct: str, duties: list[str]) -> None:
    links = by_conduct(charging())[conduct]
    assert [link.duty_unit.partition(".")[2] for link in links] == duties
    assert {(link.basis, link.status, link.strength) for link in links} == {("cited", "accepted", "direct")}


def test_both_quotes_stand_in_the_text() -> None:
    text = charging().reading.text
    for link in charging().links:
        for quote in (link.conduct_quote, link.duty_quote):
            assert text[quote.at : quote.until] == quote.text


def test_a_paraphrase_is_a_candidate_with_its_reasons() -> None:
    (link, *_) = by_conduct(charging())["a19.p1"]  # 损坏充电设施
    assert (link.basis, link.status, link.rank) == ("paraphrase", "candidate", 1)
    assert link.duty_unit == "c3.a13.p1"
    assert link.score is not None and link.score > 0
    assert "损坏" in link.shared


def test_nothing_but_a_citation_is_accepted() -> None:
    gold, statute = gold_with_own(GOLD)
    del gold
    assert statute.links
    assert all((link.status == "accepted") == (link.basis == "cited") for link in (*statute.links, *charging().links))


def test_a_catch_all_gets_no_link() -> None:
    statute = charging()
    catch_alls = {c.id for sanction in statute.sanctions for c in sanction.conducts if c.catch_all}
    assert len(catch_alls) == 2  # 法律、行政法规规定的其他违法行为; 违反本法规定
    assert not catch_alls & {link.conduct for link in statute.links}


def test_ids_are_unique_and_ranks_begin_at_one() -> None:
    gold, own = gold_with_own(GOLD)
    del gold
    for statute in (own, charging()):
        ids = [link.id for link in statute.links]
        assert len(ids) == len(set(ids))
        for links in by_conduct(statute).values():
            assert min(link.rank for link in links) == 1


@pytest.mark.parametrize("folder", [GOLD, pytest.param(SHARED, marks=pytest.mark.corpus)], ids=lambda path: path.name)
def test_the_links_of_the_annotated_statutes(folder: Path) -> None:
    if not folder.is_dir():
        pytest.skip(f"the shared gold is not here: {folder}")
    gold, statute = gold_with_own(folder)
    scores = evaluate(gold, {"links": list(rows(statute, "links"))}).scores
    assert scores["links.direct"].overlap.f1 >= 0.70
    assert scores["links.top3"].overlap.f1 >= 0.85


def test_a_statute_without_duties_or_without_sanctions() -> None:
    assert statute_of("第一条 本法自2031年1月1日起施行。", links=True).links == ()
    assert statute_of("第一条 违反规定停车的，由公安机关处一百元以下罚款。", links=True).links == ()


def _links(*articles: str) -> list[Link]:
    lines = [f"第{number}条 {text}" for number, text in zip("一二三四五", articles, strict=False)]
    return list(statute_of("\n".join(lines), links=True).links)


def test_general_misconduct_is_never_a_direct_breach() -> None:
    links = _links(
        "能源主管部门应当对充电设施开展监督检查。", "能源主管部门的工作人员在监督检查中玩忽职守、滥用职权的，依法给予处分。"
    )
    assert links
    assert {link.strength for link in links} == {"probable"}


def test_a_consequence_of_punishment_breaches_nothing() -> None:
    assert _links("单位不得从事充电设施检测。", "受到刑事处罚的人员，五年内不得从事充电设施检测工作。") == []


def test_an_offence_with_its_own_punishment_breaches_nothing() -> None:
    assert _links("任何人不得盗窃充电设施。", "盗窃充电设施的，处三年以下有期徒刑。") == []


def test_a_duty_of_the_enforcer_is_not_the_one_breached() -> None:
    links = _links(
        "能源主管部门应当公布充电设施收费标准。",
        "充电设施运营者应当公布充电设施收费标准。",
        "充电设施运营者未公布收费标准的，由能源主管部门责令改正，处一千元以下罚款。",
    )
    assert [(link.duty_unit, link.strength) for link in links if link.rank == 1] == [("a2.p1", "direct")]
    assert {link.strength for link in links if link.duty_unit == "a1.p1"} <= {"probable"}


def test_duties_left_unjudged_would_not_have_been_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    text = read_bytes(long_statute(40_000).encode(), "a.txt")
    monkeypatch.setattr(paraphrase, "_FIRST", 1_000_000)
    every = parse(text)[0].links
    monkeypatch.setattr(paraphrase, "_FIRST", 1)
    assert every and parse(text)[0].links == every
