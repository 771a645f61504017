"""What a chain picture is narrowed to: actors, levels, modalities, chapters, measures, and kinds of links."""

from __future__ import annotations

from typing import Any

import msgspec

from .breaches import steps_of
from .network import Network, in_edges
from .places import chapter_of

STATED = ("explicit", "same_sentence", "list_intro", "curated")
"""Bases the text itself carries; every other basis is an inference and drawn differently."""


class Filters(msgspec.Struct, frozen=True):
    """What is shown; an empty tuple lets everything through. ``chapters`` are unit ids of chapters.

    ``probable``: candidate links that are only possible are drawn too; else a card says that there are some.
    """

    actors: tuple[str, ...] = ()
    actor_kinds: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    candidates: bool = True
    probable: bool = False
    inferred: bool = True
    gaps_only: bool = False


def bearers_of(graph: Network, norm: str, filters: Filters) -> list[tuple[str, dict[str, Any]]]:
    """(actor, properties of the BEARS link) of those who bear ``norm``, the inferred ones if they are asked for."""
    return [pair for pair in in_edges(graph, norm, "BEARS") if filters.inferred or pair[1]["basis"] in STATED]


def passes(graph: Network, norm: str, filters: Filters) -> bool:
    """Whether ``norm`` is shown."""
    node = graph.nodes[norm]
    if filters.modalities and node["modality"] not in filters.modalities:
        return False
    if filters.chapters and chapter_of(graph, norm) not in filters.chapters:
        return False
    bearers = [actor for actor, _ in bearers_of(graph, norm, filters)]
    if filters.actors and not any(actor in filters.actors for actor in bearers):
        return False
    if filters.levels and not any(graph.nodes[actor].get("level") in filters.levels for actor in bearers):
        return False
    if filters.actor_kinds and not any(graph.nodes[actor].get("kind") in filters.actor_kinds for actor in bearers):
        return False
    steps = [step for _, step, _ in steps_of(graph, norm, filters.candidates)]
    if filters.measures and not any(graph.nodes[step]["kind"] in filters.measures for step in steps):
        return False
    return not (filters.gaps_only and steps)
