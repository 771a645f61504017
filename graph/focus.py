"""What a chain picture starts from: the whole statute, an actor, a duty, a unit, a topic word or a sanction."""

from __future__ import annotations

from typing import Literal

import msgspec

from .breaches import is_drawn
from .network import Network, in_edges, nodes_with, out_edges

FocusKind = Literal["statute", "actor", "norm", "unit", "topic", "sanction"]


class Focus(msgspec.Struct, frozen=True):
    """What the picture starts from. ``value``: a node id (actor, norm, unit, sanction) or a topic word; empty for the statute."""

    kind: FocusKind = "statute"
    value: str = ""


def norms_of(graph: Network, focus: Focus, *, probable: bool = True) -> list[str]:
    """The norms a focus is about, in text order. ``probable`` False: links that are only possible lead nowhere."""
    everything = nodes_with(graph, "Norm")
    if focus.kind == "statute" or not focus.value:
        return everything
    if focus.kind == "topic":
        return [norm for norm in everything if focus.value in graph.nodes[norm]["text"]]
    if focus.value not in graph:
        return []
    if focus.kind == "norm":
        return [focus.value]
    if focus.kind == "actor":
        found = _norms_of_actor(graph, focus.value, probable)
    elif focus.kind == "sanction":
        found = _norms_of_sanction(graph, focus.value, probable)
    else:
        found = _norms_in(graph, focus.value, probable)
    return [norm for norm in everything if norm in found]


def _norms_of_actor(graph: Network, actor: str, probable: bool) -> set[str]:
    """Norms the actor bears, itself or through a collective it is a member of; norms whose breach it punishes."""
    actors = {actor} | {group for group, _ in out_edges(graph, actor, "MEMBER_OF")}
    found = {norm for one in actors for norm, _ in out_edges(graph, one, "BEARS")}
    found |= {norm for norm, _ in out_edges(graph, actor, "CO_ACTS")}
    for measure, _ in in_edges(graph, actor, "IMPOSED_BY"):
        for sanction, _ in in_edges(graph, measure, "HAS_STEP"):
            found |= _norms_of_sanction(graph, sanction, probable)
    return found


def _norms_of_sanction(graph: Network, node: str, probable: bool) -> set[str]:
    labels = graph.nodes[node]["labels"]
    if "Measure" in labels:
        sanctions = [source for source, _ in in_edges(graph, node, "HAS_STEP")]
    elif "Conduct" in labels:
        return {norm for norm, link in out_edges(graph, node, "VIOLATES") if is_drawn(link, True, probable)}
    else:
        sanctions = [node]
    return {
        norm
        for sanction in sanctions
        for conduct, _ in out_edges(graph, sanction, "PUNISHES")
        for norm, link in out_edges(graph, conduct, "VIOLATES")
        if is_drawn(link, True, probable)
    }


def _norms_in(graph: Network, provision: str, probable: bool) -> set[str]:
    """Norms stated in a unit or below it, and norms whose breach a sanction stated there punishes."""
    found: set[str] = set()
    waiting = [provision]
    while waiting:
        unit = waiting.pop()
        for fact, _ in in_edges(graph, unit, "STATED_IN"):
            labels = graph.nodes[fact]["labels"]
            if "Norm" in labels:
                found.add(fact)
            elif "Sanction" in labels or "Conduct" in labels:
                found |= _norms_of_sanction(graph, fact, probable)
        waiting.extend(child for child, _ in out_edges(graph, unit, "HAS_PART"))
    return found


def widened(graph: Network, norms: list[str], depth: int, *, probable: bool = True) -> list[str]:
    """The norms within ``depth`` steps: each step adds the norms that share a bearer or a sanction with those there (1 = as given)."""
    found = set(norms)
    for _ in range(depth - 1):
        for norm in tuple(found):
            for actor, _ in in_edges(graph, norm, "BEARS"):
                found |= {other for other, _ in out_edges(graph, actor, "BEARS")}
            for conduct, _ in in_edges(graph, norm, "VIOLATES"):
                for sanction, _ in in_edges(graph, conduct, "PUNISHES"):
                    found |= _norms_of_sanction(graph, sanction, probable)
    return [norm for norm in nodes_with(graph, "Norm") if norm in found]
