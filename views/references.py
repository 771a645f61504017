"""引用: what the statute leans on, within itself and outside, grouped by target; vague and unresolved ones too."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from graph import codes
from graph.citation import Citations
from ingest.facts import Reference
from ingest.statute import Statute

from . import address, statute_choice
from .fact_table import Fact, fact_table
from .language import language, t

_SIDES = ("inside", "outside", "vague", "unresolved")


def side_of(reference: Reference) -> str:
    """inside (a unit here or the statute itself), outside (named), vague (types of rules), unresolved."""
    if reference.targets or reference.kind == "self":
        return "inside"
    if reference.kind in ("external_law", "named_instrument", "internal_instrument"):
        return "outside"
    if reference.kind in ("internal_explicit", "internal_unit"):
        return "unresolved"
    return "vague"


def page() -> None:
    """The page."""
    statute = statute_choice.chosen()
    if statute is None:
        return
    by_side: dict[str, list[Reference]] = {side: [] for side in _SIDES}
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
        wide=(columns[0],),
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
    options = [side for side in _SIDES if by_side[side]] or [_SIDES[0]]
    asked = address.read("side")
    side = asked if asked in options else options[0]

    def changed() -> None:
        address.write(side=st.session_state["references.side"], row=None, to=None)

    st.session_state["references.side"] = side
    st.segmented_control(
        t("references.choose"),
        options,
        format_func=lambda one: f"{t(f'references.{one}')} {len(by_side[one])}",
        key="references.side",
        on_change=changed,
        label_visibility="collapsed",
    )
    return side


def _target(statute: Statute, references: list[Reference], cite: Citations) -> str:
    """The target the list is narrowed to, most cited first; empty for all."""
    counts = Counter(target for one in references for target in _targets(one, statute, cite))
    if len(counts) < 2:
        return ""
    options = [target for target, _ in counts.most_common()]
    asked = address.read("to")

    def changed() -> None:
        address.write(to=st.session_state["references.to"], row=None)

    st.session_state["references.to"] = asked if asked in options else None
    chosen = st.selectbox(
        t("references.by_target"),
        options,
        index=None,
        format_func=lambda one: t("references.option", name=one, n=counts[one]),
        key="references.to",
        on_change=changed,
        placeholder=t("references.all_targets"),
        label_visibility="collapsed",
    )
    return chosen or ""
