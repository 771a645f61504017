"""The gold as a statute answers its own questions exactly; the extracted statute is scored on them."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from ingest.gold.align import aligned
from ingest.gold.as_statute import as_statute
from ingest.gold.chains import edge_scores, score_chains
from ingest.gold.folder import Gold, read_gold
from ingest.gold.questions import answer_score, answers, expected_answers, plain, questions, score_questions
from ingest.statute import Statute

OWN = Path(__file__).parents[2] / "data" / "gold" / "liaoning-bigdata-2022"


@pytest.fixture(scope="module")
def gold() -> Gold:
    return read_gold(OWN)


@pytest.fixture(scope="module")
def annotated(gold: Gold) -> Statute:
    return as_statute(gold)


def test_every_question_of_the_gold_is_asked(gold: Gold) -> None:
    assert set(questions(gold.name)) == {row["id"] for row in gold.raw["chains"]["questions"]}


def test_the_gold_answers_its_questions_exactly(gold: Gold, annotated: Statute) -> None:
    want = expected_answers(gold)
    for key, value in answers(gold.name, annotated).items():
        assert plain(value) == plain(want[key]), key


def test_every_edge_of_every_chain_holds_in_the_gold(gold: Gold, annotated: Statute) -> None:
    chains = edge_scores(gold, annotated)
    assert len(chains) == 15
    missing = [edge for edges in chains.values() for edge, holds in edges if not holds]
    assert missing == [] and sum(len(edges) for edges in chains.values()) > 200


def test_scores_fall_when_facts_are_missing(gold: Gold, annotated: Statute) -> None:
    poorer = msgspec.structs.replace(annotated, sanctions=annotated.sanctions[1:], links=())
    scores = {**score_questions(gold, poorer), **score_chains(gold, poorer)}
    assert scores["Q01"] == 1.0 and scores["Q06"] < 1.0 and scores["Q05"] == 0.0
    assert scores["CH08"] < 1.0 and scores["CH01"] < 1.0


def test_alignment_is_the_identity_on_the_gold(gold: Gold, annotated: Statute) -> None:
    same = aligned(gold, annotated)
    assert [norm.id for norm in same.norms] == [norm.id for norm in annotated.norms]
    assert [s.steps for s in same.sanctions] == [s.steps for s in annotated.sanctions]
    assert same.links == annotated.links


def test_answers_are_compared_fact_by_fact() -> None:
    assert answer_score({"a": [1, 2]}, {"a": [2, 1]}) == 1.0
    assert answer_score([["x", 1, 2]], [["x", 2, 1]]) == 0.0
    assert answer_score([["x", ["b", "a"]]], [["x", ["a", "b"]]]) == 1.0
    assert answer_score([1, 2], [2, 3]) == 0.5 and answer_score([], []) == 1.0 and answer_score([], [1]) == 0.0
