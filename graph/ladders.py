"""Ladders 罚则: each sanction's steps in order with amounts as numbers, who enforces, and which duties they answer."""

from __future__ import annotations

import msgspec

from ingest.facts import Threshold

from .amounts import yuan
from .network import Network, nodes_with, out_edges
from .places import provision_of


class Rung(msgspec.Struct, frozen=True):
    """One step: its node, condition and measure codes, words, amounts (yuan, percent, multiples), enforcers and targets by name."""

    node: str
    order: int
    measure: str
    condition: str
    quote: str
    label: str
    enforcers: tuple[str, ...]
    targets: tuple[str, ...]
    discretionary: bool
    min_yuan: float | None = None
    max_yuan: float | None = None
    percent_min: float | None = None
    percent_max: float | None = None
    multiple_min: float | None = None
    multiple_max: float | None = None
    base: str | None = None
    cap_yuan: float | None = None


class AnsweredDuty(msgspec.Struct, frozen=True):
    """A duty whose breach a ladder answers: the norm, its unit and words, the link's status and score."""

    norm: str
    unit: str
    quote: str
    conduct: str
    status: str
    score: float | None = None


class Ladder(msgspec.Struct, frozen=True):
    """One sanction: its unit, its conducts' words, its rungs in order, the duties it answers (accepted and candidate links)."""

    sanction: str
    unit: str
    conducts: tuple[str, ...]
    rungs: tuple[Rung, ...]
    duties: tuple[AnsweredDuty, ...]
    liability_part: bool


_SIDES = {"lt": ("不足{}", "< {}"), "le": ("{}以下", "≤ {}"), "gt": ("超过{}", "> {}"), "ge": ("{}以上", "≥ {}")}
_SIZES = {
    "yuan": ("{}", "{:,.0f} yuan"),
    "percent": ("{:g}%", "{:g}%"),
    "times": ("{:g}倍", "{:g} times"),
    "days": ("{:g}日", "{:g} days"),
}


def band_text(thresholds: tuple[Threshold, ...], language: str = "zh") -> str:
    """The amount band of a step in words: 交易金额1万元以上不足5万元; each measured thing once. Empty where the step has none."""
    code = 1 if language == "en" else 0
    sides: dict[str, list[str]] = {}
    for one in thresholds:
        size = yuan(one.value) if one.unit == "yuan" and not code else _SIZES[one.unit][code].format(one.value)
        sides.setdefault(one.base, []).append(_SIDES[one.op][code].format(size))
    join = ", " if code else ""
    return ("; " if code else "；").join(
        f"{base} {join.join(held)}" if code else base + "".join(held) for base, held in sides.items()
    )


def _unit(graph: Network, fact: str) -> str:
    provision = provision_of(graph, fact)
    return str(graph.nodes[provision]["unit"]) if provision else ""


def ladders_of(graph: Network) -> tuple[Ladder, ...]:
    """Every ladder of the statute, in text order."""
    return tuple(_ladder(graph, sanction) for sanction in nodes_with(graph, "Sanction"))


def _ladder(graph: Network, sanction: str) -> Ladder:
    steps = sorted((data["order"], step) for step, data in out_edges(graph, sanction, "HAS_STEP"))
    conducts = [conduct for conduct, _ in out_edges(graph, sanction, "PUNISHES")]
    duties = tuple(
        AnsweredDuty(
            norm, _unit(graph, norm), graph.nodes[norm]["text"], graph.nodes[conduct]["text"], link["status"], link.get("score")
        )
        for conduct in conducts
        for norm, link in out_edges(graph, conduct, "VIOLATES")
        if link["status"] != "rejected"
    )
    return Ladder(
        sanction,
        _unit(graph, sanction),
        tuple(graph.nodes[conduct]["text"] for conduct in conducts),
        tuple(_rung(graph, order, step) for order, step in steps),
        duties,
        bool(graph.nodes[sanction].get("liabilityPart", True)),
    )


def _rung(graph: Network, order: int, step: str) -> Rung:
    data = graph.nodes[step]

    def names(type_: str) -> tuple[str, ...]:
        return tuple(graph.nodes[actor]["name"] for actor, _ in out_edges(graph, step, type_))

    return Rung(
        node=step,
        order=order,
        measure=data["kind"],
        condition=data["condition"],
        quote=data["text"],
        label=data["name"],
        enforcers=names("IMPOSED_BY"),
        targets=names("IMPOSED_ON"),
        discretionary=bool(data.get("discretionary")),
        min_yuan=data.get("minYuan"),
        max_yuan=data.get("maxYuan"),
        percent_min=data.get("percentMin"),
        percent_max=data.get("percentMax"),
        multiple_min=data.get("multipleMin"),
        multiple_max=data.get("multipleMax"),
        base=data.get("base"),
        cap_yuan=data.get("capYuan"),
    )
