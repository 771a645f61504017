"""引用: what the statute leans on, within itself and outside, grouped by target; vague and unresolved ones too."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from graph import codes
from graph.citation import Citations
from ingest.facts import Reference
from ingest.statute import Statute

from . import narrowing, statute_choice
from .fact_table import Fact, fact_table
from .language import language, t
from .reference_side import SIDES, side_of


def page() -> None:
    """The page."""
    statute = statute_choice.chosen()
    if statute is None:
        return
    by_side: dict[str, list[Reference]] = {side: [] for side in SIDES}
    for reference in statute.references:
        by_side[side_of(reference)].append(reference)
    st.markdown(t("references.about", n=len(by_side["vague"]) + len(by_side["outside"]), total=len(statute.references)))
    side = _side(by_side)
    if not by_side[side]:
        st.info(t("references.none"))
        return
    cite = Citations(statute)
    target = _target(statute, by_side[side], cite)
    shown = [one for one in by_side[side] if not target or target in _targets(one, statute, cite)]
    columns = tuple(t(f"references.col_{name}") for name in ("target", "kind", "effect", "words", "place"))
    facts = [
        Fact(
            one.id,
            (
                "；".join(_targets(one, statute, cite)),
                codes.name("reference", one.kind, language()),
                codes.name("effect", one.effect, language()),
                one.quote.text,
                cite.of(one.unit),
            ),
            one.unit,
            one.quote.start,
            one.quote.end,
            node=f"{statute.id}:{one.id}",
        )
        for one in sorted(shown, key=lambda one: (_targets(one, statute, cite), one.quote.at))
    ]
    fact_table(
        statute,
        columns,
        facts,
        name="references",
        title=t(f"references.{side}"),
        empty=t("references.none"),
        widths=dict(zip(columns, (290, 150, 60, 180, 140), strict=True)),
    )


def _targets(reference: Reference, statute: Statute, cite: Citations) -> list[str]:
    if reference.kind == "self":
        return [statute.title]
    if reference.targets:
        return [cite.of(unit) for unit in reference.targets]
    if reference.law:
        return [f"《{reference.law.strip('《》')}》"]
    return [reference.quote.text]


def _side(by_side: dict[str, list[Reference]]) -> str:
    return narrowing.kind(
        "side",
        [side for side in SIDES if by_side[side]] or [SIDES[0]],
        lambda one: f"{t(f'references.{one}')} {len(by_side[one])}",
        t("references.choose"),
        clears=("row", "to"),
    )


def _target(statute: Statute, references: list[Reference], cite: Citations) -> str:
    """The target the list is narrowed to, most cited first; empty for all."""
    counts = Counter(target for one in references for target in _targets(one, statute, cite))
    options = [target for target, _ in counts.most_common()]
    return narrowing.one_of(
        "to", options, lambda one: t("references.option", name=one, n=counts[one]), "references.all_targets"
    )
