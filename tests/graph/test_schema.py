"""The schema describes itself: the reference page is current, names exist in both languages, codes are those of the types."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from graph import codes
from graph.reference import reference
from graph.schema import NODES, RELATIONS
from ingest import facts
from ingest.units import UnitKind

PAGE = Path(__file__).parents[2] / "docs" / "schema.md"


def test_the_reference_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == reference(), "run: python -m graph.reference > docs/schema.md"


def test_everything_has_a_name_in_both_languages():
    named = [thing.name for thing in (*NODES, *RELATIONS)] + [
        name for family in codes.FAMILIES.values() for name in family.values()
    ]
    assert all(name.zh and name.en for name in named)


@pytest.mark.parametrize(
    ("family", "literal"),
    [
        ("modality", facts.Modality),
        ("reference", facts.ReferenceKind),
        ("measure", facts.MeasureKind),
        ("condition", facts.StepCondition),
        ("actor", facts.ActorKind),
        ("level", facts.Level),
        ("basis", facts.Basis),
        ("role", facts.PartyRole),
        ("unit", UnitKind),
    ],
)
def test_the_codes_are_those_of_the_types(family, literal):
    assert set(codes.FAMILIES[family]) == set(get_args(literal))


def test_an_unknown_code_is_shown_as_it_is():
    assert codes.name("modality", "obligation") == "义务"
    assert codes.name("modality", "obligation", "en") == "obligation"
    assert codes.name("modality", "new-code") == "new-code"
    assert codes.name("modality", None) == ""
