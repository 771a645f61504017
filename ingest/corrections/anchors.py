"""From a fact to its anchor and back: unit and quoted words, never an offset alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from ..facts import Actor, Conduct, Definition, Link, Mention, Norm, Reference, Step
from ..statute import Statute
from .events import Anchor, FactKind

Fact = Norm | Reference | Mention | Definition | Conduct | Step | Link | Actor
replace = msgspec.structs.replace


def squeeze(text: str) -> str:
    """``text`` without whitespace: a new line wrap changes no words."""
    return "".join(text.split())


def words_of(fact: Any) -> str:
    """The words that identify a fact in its unit."""
    return squeeze(fact.conduct_quote.text if isinstance(fact, Link) else fact.quote.text)


def mark_of(fact: Any) -> str | None:
    """What tells apart facts read from the same words: a norm's modal word, a step's measure, a mention's role."""
    if isinstance(fact, Norm):
        return fact.trigger.text if fact.trigger else None
    return None


def unit_of(fact: Any) -> str:
    """The unit a fact stands in (for a link, the conduct's)."""
    return fact.conduct_unit if isinstance(fact, Link) else fact.unit


def facts_of(statute: Statute, kind: FactKind) -> tuple[Any, ...]:
    """All facts of a kind, in text order."""
    if kind == "step":
        return tuple(step for sanction in statute.sanctions for step in sanction.steps)
    if kind == "conduct":
        return tuple(conduct for sanction in statute.sanctions for conduct in sanction.conducts)
    names = {
        "actor": "actors",
        "mention": "mentions",
        "norm": "norms",
        "reference": "references",
        "definition": "definitions",
        "link": "links",
    }
    return tuple(getattr(statute, names[kind]))


def anchor_of(statute: Statute, fact: Any) -> Anchor:
    """The anchor of a fact of ``statute``."""
    if isinstance(fact, Actor):
        return Anchor(fact.unit, fact.first.text, fact.name)
    if isinstance(fact, Link):
        anchor = Anchor(fact.conduct_unit, fact.conduct_quote.text, None, fact.duty_unit, fact.duty_quote.text)
        linked = matches(statute.links, anchor)
        return replace(anchor, index=linked.index(fact)) if len(linked) > 1 else anchor
    kind = _kind(fact)
    twins = [one for one in facts_of(statute, kind) if one.unit == fact.unit and _same(one, words_of(fact), mark_of(fact))]
    index = next(number for number, one in enumerate(twins) if one.id == fact.id) if len(twins) > 1 else None
    return Anchor(fact.unit, fact.quote.text, mark_of(fact), index=index)


def _kind(fact: Any) -> FactKind:
    kinds: dict[type, FactKind] = {
        Norm: "norm",
        Reference: "reference",
        Mention: "mention",
        Definition: "definition",
        Conduct: "conduct",
        Step: "step",
    }
    return kinds[type(fact)]


def _same(fact: Any, words: str, mark: str | None) -> bool:
    return words_of(fact) == words and (mark is None or mark_of(fact) == mark)


def matches(facts: Iterable[Any], anchor: Anchor) -> list[Any]:
    """The facts the anchor may mean: those in its unit with its words; else those with its words anywhere.

    One is a match, none or several are a conflict. ``index`` chooses among equal words in the unit only.
    """
    words = squeeze(anchor.quote)
    everywhere = [fact for fact in facts if _same(fact, words, anchor.name) and _other_side(fact, anchor)]
    here = [fact for fact in everywhere if unit_of(fact) == anchor.unit]
    found = here or everywhere
    if anchor.index is not None and here:
        return here[anchor.index : anchor.index + 1]
    return found


def _other_side(fact: Any, anchor: Anchor) -> bool:
    if not isinstance(fact, Link):
        return True
    return anchor.other_quote is None or squeeze(fact.duty_quote.text) == squeeze(anchor.other_quote)
