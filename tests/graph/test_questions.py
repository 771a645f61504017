"""The question library on the real server: columns as declared, and the gold's answers where a person wrote them down."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from graph.answer import Answer, NodeValue
from graph.errors import GraphError
from graph.gates import Gate
from graph.load import load, loaded, remove
from graph.questions import (
    Question,
    choices,
    delete_question,
    own_questions,
    question,
    questions,
    read_question,
    save_question,
)
from graph.questions.reference import page
from graph.statement import read_statement
from graph.store import Store

from .gold import FOLDER, gold_statute

pytestmark = pytest.mark.neo4j

NAMES = [one.name for one in questions()]


@pytest.fixture(scope="module")
def gate(store: Store) -> Iterator[Gate]:
    for statute in loaded(store):
        remove(store, statute)
    load(store, [gold_statute()])
    with Gate(store) as opened:
        yield opened


@cache
def answers() -> dict[str, Any]:
    data = json.loads((FOLDER / "chains.json").read_text("utf-8"))
    return {one["id"]: one["answer"] for one in data["questions"]}


def ask(gate: Gate, name: str, **values: object) -> Answer:
    return gate.run(question(name).cypher, {"statute": gold_statute().id, **values})


def values_of(gate: Gate, one: Question) -> dict[str, object]:
    """The first choice of each parameter."""
    found: dict[str, object] = {}
    for parameter in one.parameters:
        if parameter.kind == "text":
            found[parameter.name] = parameter.default
        else:
            found[parameter.name] = choices(gate._inner, parameter, gold_statute().id)[0].value
    return found


def gold_id(node: NodeValue) -> str:
    """The gold's id of a fact."""
    return node.id.removeprefix(f"{gold_statute().id}:")


def norms(answer: Answer, column: str) -> set[str]:
    return {gold_id(row[column]) for row in answer.dictionaries()}


def article(node: NodeValue) -> int:
    found = re.search(r"\ba(\d+)", node.id.removeprefix(f"{gold_statute().id}:"))
    assert found
    return int(found.group(1))


def test_there_are_enough_and_their_names_differ() -> None:
    assert len(NAMES) >= 30
    assert len(set(NAMES)) == len(NAMES)
    assert len({one.title.zh for one in questions()}) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_columns_are_those_declared(gate: Gate, name: str) -> None:
    one = question(name)
    assert all((one.title.zh, one.title.en, one.about.zh, one.about.en, one.tags))
    assert set(read_statement(one.cypher).parameters) == {parameter.name for parameter in one.parameters}
    answer = gate.run(one.cypher, values_of(gate, one))
    assert answer.columns == one.columns


SILENT = {  # what the gold statute has nothing of
    "same-actor-in-other-statutes",
    "changes-between-two",
    "one-and-not-the-other",
    "unresolved-references",
    "references-of-an-article",
    "chain-of-an-article",
    "what-binds-persons",
}


@pytest.mark.parametrize("name", [name for name in NAMES if name not in SILENT])
def test_the_gold_statute_has_an_answer(gate: Gate, name: str) -> None:
    answer = gate.run(question(name).cypher, values_of(gate, question(name)))
    assert answer.rows


def test_structure(gate: Gate) -> None:
    assert dict(ask(gate, "structure").rows) == answers()["Q01"]


def test_most_duties(gate: Gate) -> None:
    rows = [[row[0].name, row[1]] for row in ask(gate, "most-duties").rows]
    wanted = answers()["Q02"]
    assert sorted(rows[: len(wanted)]) == sorted(wanted)


def test_duties_without_sanction(gate: Gate) -> None:
    rows = [row for row in ask(gate, "duties-without-sanction").dictionaries() if row["类型"] != "responsibility"]
    assert {gold_id(row["义务"]) for row in rows} == set(answers()["Q03"])


def test_duties_with_probable_sanction(gate: Gate) -> None:
    found = norms(ask(gate, "duties-with-probable-sanction"), "义务")
    assert set(answers()["Q04"]) <= found
    extra = found - set(answers()["Q04"])
    responsibilities = gate.run("MATCH (n:Responsibility) RETURN n").rows
    assert extra <= {gold_id(row[0]) for row in responsibilities}


def test_duties_with_direct_sanction(gate: Gate) -> None:
    assert norms(ask(gate, "duties-with-direct-sanction"), "义务") == set(answers()["Q05"]["direct"])


def test_duties_under_two_ladders(gate: Gate) -> None:
    assert norms(ask(gate, "duties-under-two-ladders"), "义务") == set(answers()["Q05"]["both_49_52"])


def test_enforcers(gate: Gate) -> None:
    rows = ask(gate, "enforcers").dictionaries()
    assert set(answers()["Q06"]["explicit"]) <= {row["执法机关"].name for row in rows}
    assert {row["执法机关"].name for row in rows} <= {*answers()["Q06"]["explicit"], *answers()["Q06"]["implied"]}


def test_fines(gate: Gate) -> None:
    rows = ask(gate, "fines").dictionaries()
    found = {tuple(row[key] for key in ("最低元", "最高元", "百分比上限", "封顶元")) for row in rows}
    assert found == {tuple(row[1:]) for row in answers()["Q08"]}


def test_highest_fine(gate: Gate) -> None:
    assert ask(gate, "highest-fine").rows[0][0] == answers()["Q09"]["max_any"]


def test_norms_without_bearer(gate: Gate) -> None:
    found = norms(ask(gate, "norms-without-bearer"), "规范")
    assert found
    assert found <= set(answers()["Q10"]["ids"])


def test_prohibitions(gate: Gate) -> None:
    assert norms(ask(gate, "prohibitions"), "禁止") == set(answers()["Q11"])


def test_what_market_entities_may_do(gate: Gate) -> None:
    rows = ask(gate, "rights-and-permissions").dictionaries()
    found = {gold_id(row["规范"]) for row in rows if "数据处理市场主体" in {actor.name for actor in row["主体"]}}
    assert found == set(answers()["Q12"])


def test_exclusive_duties(gate: Gate) -> None:
    found = norms(ask(gate, "exclusive-duties", actor="省大数据主管部门"), "义务")
    assert set(answers()["Q13"]) <= found


def test_one_and_not_the_other(gate: Gate) -> None:
    rows = ask(gate, "one-and-not-the-other", actor="省人民政府", other="县人民政府").dictionaries()
    both = {gold_id(row["义务"]) for row in rows if {one.name for one in row["承担者"]} == {"省人民政府", "市人民政府"}}
    assert both == set(answers()["Q14"])


def test_what_binds_an_actor_and_the_narrower_ones(gate: Gate) -> None:
    found: dict[str, set[int]] = {}
    for row in ask(gate, "what-binds-an-actor", actor="工业企业").dictionaries():
        found.setdefault(row["身份"], set()).add(article(row["条款"]))
    assert found["承担"] == set(answers()["Q07"]["bearer"])
    assert found["相对方"] - found["承担"] == set(answers()["Q07"]["counterparty"])


def test_who_works_with_whom(gate: Gate) -> None:
    rows = ask(gate, "who-works-with-whom").dictionaries()
    found = {(gold_id(row["规范"]), row["对方"].name) for row in rows}
    assert {(norm, name) for norm, _, names in answers()["Q15"] for name in names} <= found


def test_exceptions(gate: Gate) -> None:
    articles = {article(row["条款"]) for row in ask(gate, "exceptions").dictionaries()}
    assert articles == set(answers()["Q16"])


def test_encouragements(gate: Gate) -> None:
    found = norms(ask(gate, "encouragements"), "规范")
    assert {norm for norm, _ in answers()["Q17"]["encouragement"]} == found


def test_terms(gate: Gate) -> None:
    assert {row["术语"].name for row in ask(gate, "terms").dictionaries()} >= {name for name, _ in answers()["Q18"]}


def test_sanctions_without_duty(gate: Gate) -> None:
    assert len(ask(gate, "sanctions-without-duty").rows) == len(answers()["Q19"])


def test_no_law_is_cited_by_name_and_generic_ones_are_counted(gate: Gate) -> None:
    rows = ask(gate, "vague-references").dictionaries()
    by_kind: dict[str, int] = {}
    for row in rows:
        by_kind[row["类型"]] = by_kind.get(row["类型"], 0) + row["次数"]
    wanted = answers()["Q20"]
    assert {kind: by_kind.get(kind, 0) for kind in ("generic_law", "generic_rule", "saving_clause", "by_duty")} == {
        kind: wanted[kind] for kind in ("generic_law", "generic_rule", "saving_clause", "by_duty")
    }
    laws = [row for row in ask(gate, "cited-laws").dictionaries() if row["类别"] == "external_law"]
    assert laws == []


@pytest.mark.parametrize(
    ("actor", "duty", "measures"),
    [("政府有关部门", "N-a14p1-2", {"notice_rectify", "order_rectify", "disciplinary", "criminal"})],
)
def test_a_chain_of_the_gold(gate: Gate, actor: str, duty: str, measures: set[str]) -> None:
    rows = [row for row in ask(gate, "chains-of-an-actor", actor=actor).dictionaries() if gold_id(row["义务"]) == duty]
    assert {row["措施"].properties["kind"] for row in rows} == measures


def test_a_chain_ends_where_the_statute_says_nothing(gate: Gate) -> None:
    rows = ask(gate, "chains-of-an-actor", actor="省大数据主管部门").dictionaries()
    assert any(row["违法行为"] is None and row["措施"] is None for row in rows)


def test_choices_come_from_the_graph(gate: Gate) -> None:
    one = question("where-a-measure-applies")
    store = gate._inner
    assert [choice.value for choice in choices(store, one.parameters[0])] == [gold_statute().id]
    measures = {choice.value: choice.label for choice in choices(store, one.parameters[1])}
    assert measures["fine"] == "罚款"
    articles = choices(store, question("chain-of-an-article").parameters[0], gold_statute().id)
    assert len(articles) == 54
    assert articles[14].label.startswith("第十五条")


def test_a_question_says_itself(gate: Gate) -> None:
    one = question("duties-of-an-actor")
    assert one.sentence({"actor": "省人民政府"}) == "这个主体有哪些义务（主体：省人民政府）"


def test_ones_own_question_is_saved_and_found(tmp_path: Path) -> None:
    saved = save_question(tmp_path, "我的 问题/1", "MATCH (n {id: $编号})\nRETURN n", "说明\n两行")
    assert own_questions(tmp_path) == (saved,)
    assert saved.cypher == "MATCH (n {id: $编号})\nRETURN n"
    assert [parameter.name for parameter in saved.parameters] == ["编号"]
    save_question(tmp_path, "我的 问题/1", "RETURN 2")
    assert [one.cypher for one in own_questions(tmp_path)] == ["RETURN 2"]
    delete_question(tmp_path, saved.name)
    assert own_questions(tmp_path) == ()


def test_a_hostile_title_stays_in_its_folder(tmp_path: Path) -> None:
    save_question(tmp_path, "../../etc/passwd", "RETURN 1")
    assert [path.parent for path in tmp_path.rglob("*.cypher")] == [tmp_path / "questions"]


@pytest.mark.parametrize("text", ["RETURN 1", "// title.zh: x\n\nRETURN 1", "// nonsense\nRETURN 1"])
def test_a_file_that_is_no_question_is_an_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.cypher"
    path.write_text(text, "utf-8")
    with pytest.raises(GraphError) as failure:
        read_question(path)
    assert failure.value.code == "bad_question"


def test_an_unknown_question_is_an_error() -> None:
    with pytest.raises(GraphError) as failure:
        question("nothing")
    assert failure.value.code == "no_question"


def test_the_reference_page_is_that_of_the_files() -> None:
    written = (Path(__file__).parents[2] / "docs" / "questions.md").read_text("utf-8")
    assert written == page(), "renew it: python -c 'from graph.questions.reference import page; print(page(), end=str())'"
