"""The chain page without a browser: links to what is not there, what the picture says it leaves out, evidence of every card and line."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from graph.chains import chain_picture
from graph.network import network_of_statute
from views.components import script
from views.scene import wire_kind

from .annotated import bundled_statute, gold_network

STATUTE = "辽宁省大数据发展条例@2022-05-31"


pytestmark = pytest.mark.usefixtures("module_library")


def _page(**query: str) -> AppTest:
    test = AppTest.from_string("from views.chains import page\npage()\n", default_timeout=60)
    for name, value in query.items():
        test.query_params[name] = value
    return test.run()


def test_a_start_that_is_not_there_gives_the_nearest_or_the_whole_statute_and_says_which():
    near = _page(statute=STATUTE, focus=f"actor:{STATUTE}:actor:省大数据主管部们")
    assert "已为您换成最接近的：省大数据主管部门" in near.info[0].value.replace("\\", "")
    assert near.query_params["focus"] == f"actor:{STATUTE}:actor:省大数据主管部门"
    none = _page(statute=STATUTE, focus="actor:nobody", lang="en")
    assert "the whole statute is shown" in none.info[0].value
    assert "focus" not in none.query_params
    assert not near.exception and not none.exception


def test_a_choice_that_is_not_there_gives_the_nearest_card_or_a_friendly_word():
    near = _page(statute=STATUTE, open=f"{STATUTE}:c6", sel=f"norm|{STATUTE}:c6.a38.p1#n9")
    assert "已为您选中最接近的" in near.info[0].value
    assert near.query_params["sel"].startswith(f"norm|{STATUTE}:c6.a38")
    lost = _page(statute=STATUTE, sel="norm|nothing")
    assert "可能是旧链接" in lost.info[0].value
    assert "sel" not in lost.query_params


def test_a_paragraph_can_be_the_start_and_is_named():
    page = _page(statute=STATUTE, focus=f"unit:{STATUTE}:c6.a38.p1")
    which = next(box for box in page.selectbox if "第三十八条第一款" in box.options)
    assert which.value == f"{STATUTE}:c6.a38.p1"
    assert not page.info


def test_what_is_not_drawn_is_counted():
    said = " ".join(one.value for one in _page(statute=STATUTE).caption)
    assert "显示 0 / 共 101 项规范" in said
    assert "主体或执法机关未画" in said
    picture = chain_picture(gold_network())
    bearers = {actor for actor, _, data in gold_network().edges(data=True) if data["type"] == "BEARS"}
    assert picture.undrawn >= len(bearers) - sum(card.column == "actor" for card in picture.cards) > 0


def test_every_card_and_line_names_its_words_or_is_said_to_be_inferred():
    graph, units = network_of_statute(bundled_statute()), {unit.id for unit in bundled_statute().units}
    chapters = [node for node, data in graph.nodes(data=True) if "Chapter" in data["labels"]]
    picture = chain_picture(graph, expanded=chapters)
    cards = {card.id: card for card in picture.cards}
    assert len(cards) > 200
    for card in picture.cards:
        if card.kind in ("norm", "provision", "measure"):
            assert card.unit in units and card.start is not None and card.end is not None and card.start < card.end, card.id
    for wire in picture.wires:
        kind = wire_kind(wire, cards)
        if kind in ("stated", "candidate") and wire.type != "THEN":
            ends = (cards[wire.source], cards[wire.target])
            assert wire.start is not None or any(end.start is not None for end in ends), wire.id
    assert {wire_kind(wire, cards) for wire in picture.wires} >= {"stated", "missing", "candidate"}


def _light(colour: str) -> float:
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_light_cards_are_dim_in_the_dark_and_their_words_stand_out():
    dim = re.findall(r'(\w+): \["(#\w{6})", "(#\w{6})", "(#\w{6})"\]', script("canvas"))
    assert {name for name, *_ in dim} == {"provision", "gap", "group"}
    for _, fill, ink, edge in dim:
        assert _contrast(fill, ink) >= 4.5
        assert _contrast(edge, "#14181f") >= 3


def test_a_component_of_several_modules_is_one_module_for_the_browser():
    text = script("canvas")
    assert "import {" not in text
    assert text.count("export default") == 1
    assert text.index("function stylesheet") < text.index("export default")
    names = re_names(text)
    assert len(names) == len(set(names))


def re_names(text: str) -> list[str]:
    return re.findall(r"(?m)^(?:export )?(?:async )?(?:function|const) (\w+)", text)
