"""What answers a breach 法律责任: the links from a duty to the ladders that punish its breach, and which of them count."""

from __future__ import annotations

from typing import Any

from .network import Network, in_edges, out_edges


def is_drawn(link: dict[str, Any], candidates: bool, probable: bool) -> bool:
    """Whether a VIOLATES link counts: accepted ones always, candidates if asked for, and of these the merely possible if asked for."""
    if link["status"] == "accepted":
        return True
    return link["status"] == "candidate" and candidates and (probable or link.get("strength") != "probable")


def steps_of(
    graph: Network, norm: str, candidates: bool = True, probable: bool = True
) -> list[tuple[str, str, dict[str, Any]]]:
    """(conduct, measure, properties of the VIOLATES link) of every ladder step that answers a breach of ``norm``."""
    found: list[tuple[str, str, dict[str, Any]]] = []
    for conduct, link in in_edges(graph, norm, "VIOLATES"):
        if not is_drawn(link, candidates, probable):
            continue
        for sanction, _ in in_edges(graph, conduct, "PUNISHES"):
            ladder = sorted(out_edges(graph, sanction, "HAS_STEP"), key=lambda pair: pair[1]["order"])
            found.extend((conduct, measure, link) for measure, _ in ladder)
    return found


def sanctions_of(graph: Network, norm: str, candidates: bool = True, probable: bool = True) -> dict[str, str]:
    """The sanctions that answer a breach of ``norm`` → status of the link."""
    found: dict[str, str] = {}
    for conduct, link in in_edges(graph, norm, "VIOLATES"):
        if is_drawn(link, candidates, probable):
            for sanction, _ in in_edges(graph, conduct, "PUNISHES"):
                if found.get(sanction) != "accepted":
                    found[sanction] = link["status"]
    return found
