"""Plans in plain words, and query parameters and tables of the command line."""

from __future__ import annotations

import pytest

from graph.answer import Answer, EdgeValue, NodeValue, PathValue, cell_text
from graph.errors import GraphError
from graph.plans import Plan, explanation, in_words, read_plan
from graph.query import read_parameters, remark_of


def test_a_plan_reads_from_the_bottom_up() -> None:
    raw = {
        "operatorType": "ProduceResults@neo4j",
        "args": {"Details": "a, n"},
        "children": [
            {
                "operatorType": "Expand(All)@neo4j",
                "args": {"Details": "(a)-[r:BEARS]->(n)", "EstimatedRows": 10.0},
                "children": [
                    {
                        "operatorType": "NodeByLabelScan@neo4j",
                        "args": {"Details": "a:Actor", "EstimatedRows": 68.0},
                        "children": [],
                    }
                ],
            }
        ],
    }
    assert explanation(read_plan(raw)) == "逐一查看所有主体（约 68 个）；沿“承担”关系走一步。"
    assert explanation(read_plan(raw), "en").startswith("looks at all actor nodes (about 68); follows")


@pytest.mark.parametrize("operator", ["AllNodesScan", "CartesianProduct", "ShortestPath", "UndirectedAllRelationshipsScan"])
def test_what_is_slow_is_marked(operator: str) -> None:
    (remark,) = in_words(Plan(operator))
    assert remark.slow


def test_an_operator_without_words_is_left_out() -> None:
    assert in_words(Plan("Argument")) == ()


def test_parameters_are_json_or_text() -> None:
    given = ["n=3", "$词=罚款", "l=[1,2]", "e=", "t=true", "eq=a=b"]
    assert read_parameters(given) == {"n": 3, "词": "罚款", "l": [1, 2], "e": "", "t": True, "eq": "a=b"}
    with pytest.raises(GraphError):
        read_parameters(["nothing"])


def test_a_cut_answer_says_that_there_is_more() -> None:
    assert remark_of(Answer(("x",), ((1,),), cut="rows")) == "只显示前 1 行，还有更多。"
    assert remark_of(Answer(("x",), ((1,),))) is None


def test_cells_read_as_people_write() -> None:
    a, b = NodeValue("1", ("Actor",), {"name": "甲"}), NodeValue("2", ("Norm",), {"name": "乙"})
    edge = EdgeValue("r", "BEARS", "1", "2", {})
    assert cell_text([a, None, True, 1.5, {"k": b}]) == "甲、、true、1.5、k: 乙"
    assert cell_text(PathValue((a, b), (edge,))) == "甲 —BEARS→ 乙"
    assert cell_text(PathValue((b, a), (edge,))) == "乙 ←BEARS— 甲"
