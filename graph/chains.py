"""Responsibility chains 责任链: 主体 → 义务 → 条款 → 罚则 → 执法机关, read from the graph of a statute.

A chain is Actor –BEARS→ Norm –STATED_IN→ Provision, Norm ←VIOLATES– Conduct ←PUNISHES– Sanction –HAS_STEP→ Measure
–IMPOSED_BY→ Actor. What the text does not say is a gap card, never silence.
"""

from __future__ import annotations

from collections.abc import Iterable

from .chain_drawing import Drawing
from .chain_filters import Filters, passes
from .chain_groups import GroupBy, Grouped, draw_groups, groups_of
from .focus import Focus, norms_of, widened
from .network import Network, nodes_with
from .picture import Picture

LABELLED_LIMIT = 60
"""No picture shows more labelled cards than this at first sight (interface requirement 12)."""


def chain_picture(
    graph: Network,
    focus: Focus | None = None,
    filters: Filters | None = None,
    *,
    group_by: GroupBy = "",
    expanded: Iterable[str] = (),
    depth: int = 1,
    limit: int = LABELLED_LIMIT,
) -> Picture:
    """The chains of a focus as a picture.

    Without ``group_by`` a picture of more than ``limit`` cards is grouped by chapter. A group in ``expanded`` (its key) is drawn
    in full; the others stand as one card with their count. Nothing is cut silently: ``shown`` and ``total`` count norms.
    """
    focus, filters = focus or Focus(), filters or Filters()
    norms = [
        norm
        for norm in widened(graph, norms_of(graph, focus, probable=filters.probable), depth, probable=filters.probable)
        if passes(graph, norm, filters)
    ]
    open_groups = frozenset(expanded)
    if not group_by:
        if len(norms) <= limit or focus.kind == "norm":  # each norm is a card: more cannot fit
            full = Drawing(graph)
            for norm in norms:
                full.draw(norm, filters)
            if len(full.cards) <= limit or focus.kind == "norm":
                return _picture(graph, Grouped(full, len(norms), 0), len(norms), "")
        group_by = "chapter"
    if not open_groups and focus.kind != "statute":
        open_groups = _opened(graph, norms, filters, group_by, limit)
    groups = groups_of(graph, norms, group_by, open_groups)
    return _picture(graph, draw_groups(graph, groups, filters, open_groups, group_by), len(norms), group_by)


def _opened(graph: Network, norms: list[str], filters: Filters, group_by: GroupBy, limit: int) -> frozenset[str]:
    """The groups that can stand open from the start: in text order, while the picture stays within ``limit``."""
    opened: list[str] = []
    for group in groups_of(graph, norms, group_by, frozenset()):
        if len(group.norms) > limit:
            continue
        tried = frozenset([*opened, group.key])
        if len(draw_groups(graph, groups_of(graph, norms, group_by, tried), filters, tried, group_by).drawing.cards) <= limit:
            opened.append(group.key)
    return frozenset(opened)


def _picture(graph: Network, drawn: Grouped, total: int, grouped: str) -> Picture:
    statute = next(iter(nodes_with(graph, "Statute")), "")
    drawing = drawn.drawing
    return Picture(
        statute,
        tuple(drawing.cards.values()),
        tuple(drawing.wires.values()),
        tuple(drawing.chains),
        drawn.shown,
        total,
        grouped,
        drawn.undrawn,
    )
