"""The title a view gets on the storyboard says what is looked at."""

from __future__ import annotations

import pytest

from tests.graph.gold import actor, gold_network, gold_statute
from views.step_title import step_title

SID = gold_statute().id


@pytest.mark.parametrize(
    ("page", "query", "title"),
    [
        ("reader", {"at": "c3.a15.p1.i2"}, "条文：第十五条第一款第（二）项"),
        ("actors", {"actor": actor("工业企业")}, "主体：工业企业"),
        ("chains", {"focus": f"actor:{actor('工业企业')}"}, "责任链：工业企业"),
        ("chains", {"focus": f"unit:{SID}:c3.a15"}, "责任链：第十五条"),
        ("chains", {"focus": "topic:共享"}, "责任链：共享"),
        ("chains", {}, "责任链"),
        ("gaps", {"gap": "vague_reference"}, "缺口：泛指引用"),
        ("duties", {"tab": "matrix"}, "权责清单：矩阵"),
        ("reader", {"at": "没有"}, "条文"),
        ("actors", {"actor": "谁也不是"}, "主体"),
    ],
)
def test_the_title_says_what_is_looked_at(page, query, title):
    given = {name: (value,) for name, value in query.items()}
    assert step_title(page, given, gold_statute(), gold_network()) == title


def test_in_english_it_is_english():
    assert step_title("reader", {"at": ("c3.a15",)}, gold_statute(), gold_network(), "en").endswith(": 第十五条")
    assert len(step_title("chains", {"focus": ("topic:" + "长" * 500,)}, gold_statute(), gold_network())) <= 60
