"""Every page draws itself on the bundled statute, in both languages, from a bare address and from odd ones, without an error."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from views.pages import PAGES

HEAVY = ("chains", "reader", "cypher", "schema", "present")
"""Pages whose browser component is driven in ``tests/browser``; here they only have to run."""


pytestmark = pytest.mark.usefixtures("module_library")


def _script(page: str) -> str:
    return f"from importlib import import_module\nimport_module('views.{page}').page()\n"


def _run(page: str, **query: str | list[str]) -> AppTest:
    test = AppTest.from_string(_script(page), default_timeout=60)
    for name, value in query.items():
        test.query_params[name] = value
    return test.run()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", [entry.id for entry in PAGES])
def test_a_page_draws_without_an_error(page, language):
    test = _run(page, lang=language)
    assert not test.exception, test.exception
    assert not test.error, [one.value for one in test.error]


@pytest.mark.parametrize("page", [entry.id for entry in PAGES])
def test_an_unknown_address_gives_a_page_all_the_same(page):
    odd = "<script>alert(1)</script>"
    names = (
        "actor",
        "gap",
        "row",
        "tab",
        "part",
        "side",
        "to",
        "ladder",
        "cell",
        "chapter",
        "story",
        "step",
        "at",
        "focus",
        "sel",
        "kind",
        "item",
        "with",
    )
    test = _run(page, statute="no such@1", **dict.fromkeys(names, odd))
    assert not test.exception, test.exception
    assert not any(odd in one.value for one in test.markdown if one.allow_html)


def test_the_gaps_page_never_says_that_the_law_has_a_hole():
    test = _run("gaps")
    assert "不等于法律有漏洞" in "".join(one.value for one in test.markdown)


def test_the_matrix_and_deadlines_are_tables():
    for tab in ("deadlines", "matrix"):
        test = _run("duties", tab=tab)
        assert not test.exception
        assert len(test.dataframe) == 1 and len(test.dataframe[0].value) > 3


def test_the_ladders_table_has_a_row_a_step_with_its_amount():
    frame = _run("ladders").dataframe[0].value
    cells = {str(cell) for cell in frame.to_numpy().ravel()}
    assert len(frame) == 15
    assert {"罚款", "5万元—20万元", "交易金额不足1万元", "市场监督管理部门、相关行业主管部门", "条例未规定执法机关"} <= cells
