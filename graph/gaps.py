"""Gaps 缺口: what is not found in the text. A gap says what this reading did not find, never that the law has a hole."""

from __future__ import annotations

from typing import Literal

import msgspec

from .breaches import steps_of
from .network import Network, in_edges, nodes_with, out_edges
from .places import provision_of

GapKind = Literal[
    "duty_without_sanction",
    "conduct_without_duty",
    "measure_without_enforcer",
    "norm_without_bearer",
    "vague_reference",
    "unresolved_reference",
    "candidate_link",
]

GAP_KINDS: tuple[GapKind, ...] = (
    "duty_without_sanction",
    "conduct_without_duty",
    "measure_without_enforcer",
    "norm_without_bearer",
    "vague_reference",
    "unresolved_reference",
    "candidate_link",
)

VAGUE_REFERENCES = ("generic_law", "generic_rule", "saving_clause", "yifa", "by_duty")


class Gap(msgspec.Struct, frozen=True):
    """One gap: its kind, the graph node it is about, the unit and words it rests on, and what it depends on (``about``)."""

    kind: GapKind
    node: str
    unit: str
    quote: str
    start: int | None
    end: int | None
    about: str = ""


def _gap(graph: Network, kind: GapKind, node: str, about: str = "") -> Gap:
    data = graph.nodes[node]
    provision = provision_of(graph, node)
    if not provision:
        provision = next((source for source, _ in in_edges(graph, node, "HAS_STEP")), "")
        provision = provision_of(graph, provision) if provision else ""
    unit = graph.nodes[provision]["unit"] if provision else ""
    return Gap(kind, node, unit, data.get("text", ""), data.get("start"), data.get("end"), about)


def gaps_of(graph: Network) -> tuple[Gap, ...]:
    """Every gap of the statute, by kind in the order of ``GAP_KINDS``, in text order within a kind."""
    found: list[Gap] = []
    for norm in nodes_with(graph, "Duty"):
        if not steps_of(graph, norm):
            found.append(_gap(graph, "duty_without_sanction", norm))
    for conduct in nodes_with(graph, "Conduct"):
        links = [data for _, data in out_edges(graph, conduct, "VIOLATES") if data["status"] != "rejected"]
        if not links:
            found.append(
                _gap(graph, "conduct_without_duty", conduct, "catch_all" if graph.nodes[conduct].get("catchAll") else "")
            )
    for measure in nodes_with(graph, "Measure"):
        if not any(True for _ in out_edges(graph, measure, "IMPOSED_BY")):
            found.append(_gap(graph, "measure_without_enforcer", measure, graph.nodes[measure]["kind"]))
    for norm in nodes_with(graph, "Norm"):
        if not any(True for _ in in_edges(graph, norm, "BEARS")):
            found.append(_gap(graph, "norm_without_bearer", norm, graph.nodes[norm]["modality"]))
    found.extend(_reference_gaps(graph))
    for conduct in nodes_with(graph, "Conduct"):
        for norm, link in out_edges(graph, conduct, "VIOLATES"):
            if link["status"] == "candidate":
                found.append(_gap(graph, "candidate_link", conduct, norm))
    order = {kind: number for number, kind in enumerate(GAP_KINDS)}
    return tuple(sorted(found, key=lambda gap: order[gap.kind]))


def _reference_gaps(graph: Network) -> list[Gap]:
    found: list[Gap] = []
    for source, target, data in graph.edges(data=True):
        if data["type"] != "REFERS_TO":
            continue
        vague = data["kind"] in VAGUE_REFERENCES
        if vague or graph.nodes[target].get("kind") == "unresolved":
            kind: GapKind = "vague_reference" if vague else "unresolved_reference"
            found.append(
                Gap(kind, source, graph.nodes[source]["unit"], data["quote"], data["start"], data["end"], data["kind"])
            )
    return sorted(found, key=lambda gap: gap.start or 0)
