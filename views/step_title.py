"""The title a step gets when a view is added: the page and what is looked at, for the facilitator to change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.citation import Citations
from graph.gaps import GAP_KINDS
from graph.network import Network
from ingest.statute import Statute

from .catalogue import Language, words
from .reference_side import SIDES

Query = Mapping[str, Sequence[str]]
LONGEST = 60


def step_title(page: str, query: Query, statute: Statute, graph: Network, language: Language = "zh") -> str:
    """缺口：义务未见罚则; the page alone where the address does not say what is looked at."""
    name = words(language, f"page.{page}")
    what = _what(page, query, statute, graph, language)
    return f"{name}{'：' if language == 'zh' else ': '}{what}"[:LONGEST] if what else name


def _what(page: str, query: Query, statute: Statute, graph: Network, language: Language) -> str:
    def first(key: str) -> str:
        return (query.get(key) or ("",))[0]

    if page == "reader":
        return _place(statute, first("at"))
    if page == "actors":
        return _node(statute, graph, first("actor"))
    if page == "chains":
        kind, _, value = first("focus").partition(":")
        return value if kind in ("topic", "text") else _node(statute, graph, value)
    if page == "ladders":
        return _node(statute, graph, first("ladder"))
    if page == "gaps" and first("gap") in GAP_KINDS:
        return words(language, f"exports.gap.{first('gap')}")
    if page == "references" and first("side") in SIDES:
        return words(language, f"references.{first('side')}")
    if page == "duties":
        tab = first("tab")
        return first("actor") or (words(language, f"duties.{tab}") if tab in ("deadlines", "matrix") else "")
    return ""


def _place(statute: Statute, unit: str) -> str:
    return Citations(statute).of(unit) if any(one.id == unit for one in statute.units) else ""


def _node(statute: Statute, graph: Network, node: str) -> str:
    """What a graph node is called here: a provision or sanction by its place, anything else by its name."""
    unit = node.removeprefix(f"{statute.id}:").partition("#")[0]
    if place := _place(statute, unit):
        return place
    return str(graph.nodes[node].get("name") or "") if node in graph else ""
