"""What a chain page's address asks for, as data: the same reading for the page, a storyboard step and an export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

import msgspec

from graph.chain_filters import Filters
from graph.chain_groups import GroupBy
from graph.chains import chain_picture
from graph.focus import Focus, FocusKind
from graph.network import Network
from graph.picture import Picture

KINDS: tuple[FocusKind, ...] = get_args(FocusKind)

FILTER_NAMES = {
    "f_actor": "actors",
    "f_kind": "actor_kinds",
    "f_level": "levels",
    "f_mod": "modalities",
    "f_ch": "chapters",
    "f_meas": "measures",
}
"""Name in the address → field of :class:`graph.chain_filters.Filters`."""

Query = Mapping[str, Sequence[str]]


class ChainRequest(msgspec.Struct, frozen=True):
    """Focus, filters, grouping, open groups and depth of a chain picture, with what is selected in it."""

    focus: Focus
    filters: Filters
    group_by: GroupBy = ""
    expanded: tuple[str, ...] = ()
    depth: int = 1
    selected: str = ""

    def picture(self, graph: Network) -> Picture:
        """The picture the address asks for."""
        return chain_picture(graph, self.focus, self.filters, group_by=self.group_by, expanded=self.expanded, depth=self.depth)


def _first(query: Query, name: str) -> str:
    values = query.get(name) or ("",)
    return values[0]


def request_of(query: Query) -> ChainRequest:
    """The request in an address; anything it does not know is left out."""
    kind, _, value = _first(query, "focus").partition(":")
    focus = Focus(kind, value) if kind in KINDS else Focus()
    off = query.get("off") or ()
    filters = Filters(
        **{field: tuple(query.get(name) or ()) for name, field in FILTER_NAMES.items()},
        candidates="candidates" not in off,
        probable="1" in (query.get("possible") or ()),
        inferred="inferred" not in off,
        gaps_only="1" in (query.get("gaps") or ()),
    )
    group = _first(query, "group")
    depth = _first(query, "depth")
    return ChainRequest(
        focus,
        filters,
        "chapter" if group == "chapter" else "actor_kind" if group == "actor_kind" else "",
        tuple(query.get("open") or ()),
        int(depth) if depth in ("1", "2", "3") else 1,
        _first(query, "sel"),
    )
