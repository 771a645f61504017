"""Scenes: the same in every process and language, readable colours, every type its own shape."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import combinations

import pytest

from graph.chains import chain_picture
from graph.focus import Focus
from graph.palette import ACTOR_LOOK, GAP_LOOK, GROUP_LOOK, MEASURE_LOOK, MODALITY_LOOKS, PROVISION_LOOK
from graph.picture import COLUMNS
from views.scene import LINES, chain_scene, wrapped

from .annotated import ROOT, gold_network

LOOKS = {
    **MODALITY_LOOKS,
    "actor": ACTOR_LOOK,
    "provision": PROVISION_LOOK,
    "measure": MEASURE_LOOK,
    "gap": GAP_LOOK,
    "group": GROUP_LOOK,
}


def test_the_first_sight_of_a_statute_is_grouped_and_small():
    scene = chain_scene(chain_picture(gold_network()), "v", "zh")
    assert 0 < len(scene.spots) <= 60
    assert any(spot.group for spot in scene.spots)
    assert [heading.title for heading in scene.headings] == ["主体", "义务", "条款", "罚则", "执法机关"]


def test_places_and_seq_do_not_depend_on_the_language():
    picture = chain_picture(gold_network(), limit=10_000)
    zh, en = (chain_scene(picture, "v", code) for code in ("zh", "en"))  # type: ignore[arg-type]
    assert [(spot.id, spot.x, spot.y, spot.w, spot.h) for spot in zh.spots] == [(s.id, s.x, s.y, s.w, s.h) for s in en.spots]
    assert zh.seq == en.seq
    assert [heading.title for heading in en.headings] != [heading.title for heading in zh.headings]


def test_seq_changes_when_other_things_are_drawn():
    one = chain_scene(chain_picture(gold_network()), "v", "zh")
    two = chain_scene(chain_picture(gold_network(), Focus("topic", "公共数据")), "v", "zh")
    assert one.seq != two.seq


def test_two_processes_draw_the_same_bytes():
    code = (
        "import json; from tests.views.annotated import gold_network; from graph.chains import chain_picture;"
        "from views.scene import chain_scene;"
        "print(json.dumps(chain_scene(chain_picture(gold_network(), limit=10000), 'v', 'zh').payload(), sort_keys=True))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, env={"PYTHONHASHSEED": seed, "PATH": ""}
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert json.loads(runs[0])["nodes"]


def test_missing_links_are_cards_and_never_silence():
    picture = chain_picture(gold_network(), limit=10_000)
    scene = chain_scene(picture, "v", "zh")
    gaps = [spot for spot in scene.spots if spot.kind == "gap"]
    assert {spot.label.replace("\n", "") for spot in gaps} >= {"条例未规定罚则", "条例未规定执法机关"}
    for chain in picture.chains:
        columns = {card.column for card in picture.cards if card.id in chain.cards}
        assert "norm" in columns
        assert "actor" in columns


def test_choosing_a_card_knows_its_whole_chain():
    picture = chain_picture(gold_network(), limit=10_000)
    payload = chain_scene(picture, "v", "zh").payload()
    ids = [node["id"] for node in payload["nodes"]] + [edge["id"] for edge in payload["edges"]]
    norm = next(card for card in picture.cards if card.kind == "norm")
    mine = {ids[k] for chain in payload["chains"] if ids.index(norm.id) in chain for k in chain}
    cards, wires = picture.chain_of(norm.id)
    assert mine == cards | wires


def test_inferred_and_candidate_lines_are_drawn_apart():
    scene = chain_scene(chain_picture(gold_network(), limit=10_000), "v", "zh")
    kinds = {line.kind: line.classes for line in scene.lines}
    assert kinds["stated"] == ""
    assert kinds["inferred"] == "inferred"
    assert len(set(LINES.values())) == len(LINES)
    assert all(line.title for line in scene.lines)


def test_the_legend_counts_what_is_drawn():
    scene = chain_scene(chain_picture(gold_network(), limit=10_000), "v", "zh")
    counts = {entry.kind: entry.count for entry in scene.legend}
    assert sum(counts[kind] for kind in {spot.kind for spot in scene.spots}) == len(scene.spots)
    assert sum(counts[kind] for kind in {line.kind for line in scene.lines}) == len(scene.lines)
    assert all(entry.name and entry.shape for entry in scene.legend)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("第十五条第一款第（一）项", ["第十五条第一款第", "（一）项"]),
        ("公布数据目录，并向社会公开", ["公布数据目录，并向", "社会公开"]),
        ("按照国家有关规定执行，", ["按照国家有关规定执", "行，"]),
        ("罚款营业额以下最高5000万元", ["罚款营业额以下最高", "5000万元"]),
        ("公布公共数据目录并向社会公开并…", ["公布公共数据目录并", "向社会公开并…"]),
        ("公布公共数据目录并向…", ["公布公共数据目录…"]),
        ("", [""]),
    ],
)
def test_lines_break_where_chinese_lines_may(text, lines):
    assert wrapped(text, 9).split("\n") == lines


def test_a_very_long_label_is_cut_and_says_so():
    label = wrapped("数" * 5000, 13)
    assert label.count("\n") == 5
    assert label.endswith("…")


def _luminance(colour: str) -> float:
    channels = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, two: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("kind", LOOKS)
def test_words_stand_out_from_their_card(kind):
    look = LOOKS[kind]
    assert _contrast(look.fill, look.ink) >= 4.5


def test_no_two_types_of_a_column_share_shape_and_colour():
    norms = list(MODALITY_LOOKS.values())
    for one, two in combinations(norms, 2):
        assert one.shape != two.shape
    assert len(COLUMNS) == 5


def _blend(colour: str, share: float, paper: str) -> str:
    mixed = [round(int(colour[k : k + 2], 16) * share + int(paper[k : k + 2], 16) * (1 - share)) for k in (1, 3, 5)]
    return "#" + "".join(f"{value:02x}" for value in mixed)


@pytest.mark.parametrize("kind", LOOKS)
@pytest.mark.parametrize(("paper", "ink"), [("#ffffff", "#1c2430"), ("#14181f", "#eef0f3")])
def test_cards_outside_the_chain_stay_readable(kind, paper, ink):
    fill = _blend(LOOKS[kind].fill, 0.13, paper)
    assert _contrast(fill, _blend(ink, 0.72, fill)) >= 3.0


def test_a_word_of_letters_stays_whole_on_a_card():
    from views.scene import wrapped

    assert wrapped("no direct sanction (possible links hidden)", 11).split("\n") == [
        "no direct sanction",
        "(possible links",
        "hidden)",
    ]
    assert len(wrapped("x" * 5000, 10).split("\n")) == 6


_VISIONS = {  # Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


def _lab(colour: str, vision: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    channels = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    seen = [min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in vision]
    rows = (0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505)
    white = (0.9505, 1.0, 1.089)
    x, y, z = (sum(a * b for a, b in zip(row, seen, strict=True)) / w for row, w in zip(rows, white, strict=True))
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("vision", _VISIONS)
def test_modalities_stay_apart_for_every_eye(vision):
    for one, two in combinations(MODALITY_LOOKS, 2):
        a, b = (_lab(MODALITY_LOOKS[kind].fill, _VISIONS[vision]) for kind in (one, two))
        assert sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5 >= 10, (one, two)
