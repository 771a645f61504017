"""Positions: the same in every process, in their columns, never overlapping."""

from __future__ import annotations

import itertools
import subprocess
import sys
from pathlib import Path

from graph.chains import chain_picture
from graph.layout import COLUMN_CENTRE, card_height, layout
from graph.picture import COLUMNS

from .gold import gold_network

_PROGRAM = """
from tests.graph.gold import gold_network
from graph.chains import chain_picture
from graph.layout import layout
import msgspec, sys
sys.stdout.write(msgspec.json.encode(layout(chain_picture(gold_network(), limit=10_000))).decode())
"""


def test_positions_are_the_same_in_two_processes():
    root = Path(__file__).parents[2]
    runs = [
        subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            cwd=root,
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert runs[0]


def test_cards_stand_in_their_column_and_do_not_overlap():
    picture = chain_picture(gold_network(), limit=10_000)
    places = layout(picture)
    for column in COLUMNS:
        held = sorted((places[card.id] for card in picture.cards if card.column == column), key=lambda place: place.y)
        assert {place.x for place in held} == {COLUMN_CENTRE[column]}
        assert all(a.y + a.height / 2 <= b.y - b.height / 2 for a, b in itertools.pairwise(held))


def test_a_longer_label_needs_a_taller_card():
    assert card_height("一" * 40, "norm") > card_height("一" * 5, "norm")
