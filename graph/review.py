"""The review queue 校核队列: readings a person should look at, those most chains hang on first."""

from __future__ import annotations

from typing import Literal

import msgspec

from ingest.corrections.anchors import Finder, unit_anchors
from ingest.corrections.events import Anchor, FactKind
from ingest.facts import Link, Norm, Reference
from ingest.statute import Statute

ItemKind = Literal["candidate_link", "doubtful_break", "inferred_bearer", "unresolved_reference"]
KINDS: tuple[ItemKind, ...] = ("candidate_link", "doubtful_break", "inferred_bearer", "unresolved_reference")


class Item(msgspec.Struct, frozen=True):
    """One reading to look at.

    ``fact`` is its id; ``worth`` how many chains hang on it; ``reviewed`` who has spoken on it (newest last), ``verdict`` what stands:
    accepted, rejected (links) or empty.
    ``unit``/``start``/``end`` are its words; ``other_unit``/… those of the duty a link leads to.
    """

    key: str
    kind: ItemKind
    fact_kind: FactKind
    fact: str
    anchor: Anchor
    unit: str
    start: int
    end: int
    worth: int
    other_unit: str | None = None
    other_start: int | None = None
    other_end: int | None = None
    reviewed: tuple[str, ...] = ()
    verdict: str = ""


def review_queue(statute: Statute) -> tuple[Item, ...]:
    """Every item, by kind in the order of ``KINDS``, most worth first, in text order among equals. Reviewed items are kept."""
    spoken: dict[tuple[str, str], list[str]] = {}
    for one in statute.curated:
        spoken.setdefault((one.kind, one.fact), []).append(one.who)
    finder = Finder(statute)
    items = [
        *_links(statute, finder, spoken),
        *_breaks(statute, spoken),
        *_bearers(statute, finder, spoken),
        *_references(statute, finder, spoken),
    ]
    order = {kind: number for number, kind in enumerate(KINDS)}
    return tuple(sorted(items, key=lambda item: (order[item.kind], -item.worth, item.start)))


Spoken = dict[tuple[str, str], list[str]]


def _who(spoken: Spoken, kind: FactKind, fact: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(spoken.get((kind, fact), ())))


def _decided(statute: Statute) -> frozenset[tuple[str, str]]:
    """Facts that were doubtful until a person spoke on them."""
    return frozenset((one.kind, one.fact) for one in statute.curated if one.doubtful)


def _links(statute: Statute, finder: Finder, spoken: Spoken) -> list[Item]:
    """Paraphrase links, the candidates and those a person has decided. Worth: bearers of the duty times steps of the ladder."""
    norms = {norm.id: norm for norm in statute.norms}
    steps = {conduct.id: len(sanction.steps) for sanction in statute.sanctions for conduct in sanction.conducts}
    return [
        Item(
            key=f"link/{link.id}",
            kind="candidate_link",
            fact_kind="link",
            fact=link.id,
            anchor=finder.anchor(link),
            unit=link.conduct_unit,
            start=link.conduct_quote.start,
            end=link.conduct_quote.end,
            worth=_worth_of_link(link, norms, steps),
            other_unit=link.duty_unit,
            other_start=link.duty_quote.start,
            other_end=link.duty_quote.end,
            reviewed=_who(spoken, "link", link.id),
            verdict=link.status if link.status != "candidate" else "",
        )
        for link in statute.links
        if link.basis == "paraphrase" and (link.status == "candidate" or link.review != "extracted")
    ]


def _worth_of_link(link: Link, norms: dict[str, Norm], steps: dict[str, int]) -> int:
    norm = norms.get(link.norm or "")
    bearers = len(norm.bearers or norm.inferred) if norm else 0
    return max(1, bearers) * max(1, steps.get(link.conduct, 1))


def _breaks(statute: Statute, spoken: Spoken) -> list[Item]:
    """款 whose beginning the page leaves open. Worth: the norms of the article."""
    items: list[Item] = []
    paragraphs = [unit for unit in statute.units if unit.kind == "paragraph"]
    anchors = unit_anchors(statute.reading, paragraphs)
    for doubt in statute.diagnostics:
        if "break" not in doubt.code:
            continue
        unit = min(paragraphs, key=lambda one: abs(one.start - doubt.start), default=None)
        if unit is None:
            continue
        article = unit.parent or unit.id
        worth = sum(norm.unit == article or norm.unit.startswith(f"{article}.") for norm in statute.norms)
        items.append(
            Item(
                f"break/{doubt.start}",
                "doubtful_break",
                "unit",
                unit.id,
                anchors[unit.id],
                unit.id,
                doubt.start,
                max(doubt.end, doubt.start + 1),
                worth,
                reviewed=_who(spoken, "unit", unit.id),
            )
        )
    return items


def _bearers(statute: Statute, finder: Finder, spoken: Spoken) -> list[Item]:
    """Norms whose bearer is an inference. Worth: the links that lead to the norm, and the norm itself."""
    links: dict[str, int] = {}
    for link in statute.links:
        if link.norm and link.status != "rejected":
            links[link.norm] = links.get(link.norm, 0) + 1
    decided = _decided(statute)
    return [
        Item(
            key=f"bearer/{norm.id}",
            kind="inferred_bearer",
            fact_kind="norm",
            fact=norm.id,
            anchor=finder.anchor(norm),
            unit=norm.unit,
            start=norm.quote.start,
            end=norm.quote.end,
            worth=1 + links.get(norm.id, 0),
            reviewed=_who(spoken, "norm", norm.id),
        )
        for norm in statute.norms
        if norm.inferred or ("norm", norm.id) in decided
    ]


def _references(statute: Statute, finder: Finder, spoken: Spoken) -> list[Item]:
    decided = _decided(statute)
    return [
        _reference(finder, one, spoken)
        for one in statute.references
        if one.status == "unresolved" or ("reference", one.id) in decided
    ]


def _reference(finder: Finder, reference: Reference, spoken: Spoken) -> Item:
    return Item(
        key=f"reference/{reference.id}",
        kind="unresolved_reference",
        fact_kind="reference",
        fact=reference.id,
        anchor=finder.anchor(reference),
        unit=reference.unit,
        start=reference.quote.start,
        end=reference.quote.end,
        worth=1,
        reviewed=_who(spoken, "reference", reference.id),
    )
