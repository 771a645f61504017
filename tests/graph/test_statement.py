"""Reading a typed statement: mode, parameters, dotted calls; what hides in comments and strings is not code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import GraphError
from graph.statement import DEEPEST, LONGEST, read_statement


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("MATCH (n) RETURN n", "run"),
        ("explain MATCH (n) RETURN n", "explain"),
        ("/* 注 */ // x\n PROFILE RETURN 1", "profile"),
        ("'EXPLAIN'", "run"),
        ("EXPLAINED", "run"),
    ],
)
def test_mode(text: str, mode: str) -> None:
    assert read_statement(text).mode == mode


def test_the_mode_word_is_blanked_so_that_positions_stay() -> None:
    statement = read_statement("// 注\nEXPLAIN RETURN 1")
    assert statement.body == "// 注\n        RETURN 1"
    assert len(statement.body) == len(statement.text)


def test_parameters_in_order_without_strings_and_comments() -> None:
    statement = read_statement("RETURN $甲, '$no' /* $no */, $`b c`, $1, $甲 // $no")
    assert statement.parameters == ("甲", "b c", "1")


@pytest.mark.parametrize(
    "text",
    [
        "RETURN apoc.load.json('x')",
        "RETURN `apoc`.`load`.json('x')",
        "RETURN apoc /* a */ . load . json /* b */ ('x')",
        "RETURN \\u0061poc.load.json('x')",
        "RETURN apoc.load.\\u006ason('x')",
    ],
)
def test_dotted_calls_are_seen_through_disguise(text: str) -> None:
    assert read_statement(text).calls == ("apoc.load.json",)


def test_properties_are_not_calls() -> None:
    assert read_statement("MATCH (n) WHERE (n.name IN ['a.b(']) AND (n.x) = size(n.y) RETURN n.name").calls == ()


@pytest.mark.parametrize("text", ["", "  \n", "// nothing", "/* nothing", ";", "EXPLAIN"])
def test_nothing_to_run(text: str) -> None:
    with pytest.raises(GraphError) as failure:
        read_statement(text)
    assert failure.value.code == "empty"


def test_limits_of_length_and_depth() -> None:
    with pytest.raises(GraphError) as failure:
        read_statement("RETURN " + "1" * LONGEST)
    assert failure.value.code == "too_long"
    with pytest.raises(GraphError) as failure:
        read_statement("RETURN " + "(" * (DEEPEST + 1) + "1" + ")" * (DEEPEST + 1))
    assert failure.value.code == "too_deep"


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        statement = read_statement(text)
    except GraphError as failure:
        assert failure.code in ("empty", "not_text", "too_long", "too_deep")
    else:
        assert statement.text == text
