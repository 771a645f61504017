"""Where a fact stands: the unit it is stated in, its article, its chapter."""

from __future__ import annotations

from .network import Network, in_edges, out_edges


def provision_of(graph: Network, fact: str) -> str:
    """The node id of the unit a norm, conduct, term or sanction is stated in; empty if the graph has none."""
    return next((target for target, _ in out_edges(graph, fact, "STATED_IN")), "")


def holder(graph: Network, provision: str, labels: tuple[str, ...]) -> str:
    """The nearest unit with one of ``labels`` that holds ``provision`` or is it; empty if none does."""
    while provision:
        if any(label in graph.nodes[provision]["labels"] for label in labels):
            return provision
        provision = next((source for source, _ in in_edges(graph, provision, "HAS_PART")), "")
    return ""


def article_of(graph: Network, provision: str) -> str:
    """The node id of the 条 a unit stands in; empty outside articles."""
    return holder(graph, provision, ("Article",))


def chapter_of(graph: Network, norm: str) -> str:
    """The node id of the 章 (else 编) a norm stands in; empty where the statute has none."""
    return holder(graph, provision_of(graph, norm), ("Chapter", "Part"))


def part_of(graph: Network, norm: str) -> str:
    """The node id of the 编 a norm stands in; empty where the statute has none."""
    return holder(graph, provision_of(graph, norm), ("Part",))
