"""缺口: what is not found in the text, each with its reason. It never says that the law has a hole."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from graph import codes
from graph.citation import Citations
from graph.gaps import GAP_KINDS, Gap, gaps_of
from graph.network import Network
from ingest.statute import Statute

from . import narrowing, shelf, statute_choice
from .fact_table import Fact, fact_table
from .language import language, t


def page() -> None:
    """The page."""
    statute = statute_choice.chosen()
    if statute is None:
        return
    graph = shelf.network(statute)
    found = gaps_of(graph)
    counts: Counter[str] = Counter(gap.kind for gap in found)
    st.markdown(t("gaps.about"))
    kind = _kind(counts, len(statute.diagnostics))
    if kind == "doubt":
        _doubts(statute)
        return
    st.caption(t(f"gaps.reason.{kind}", n=counts[kind]))
    chapter = _chapter(statute, graph, [gap for gap in found if gap.kind == kind])
    cite = Citations(statute)
    shown = [gap for gap in found if gap.kind == kind and (not chapter or _chapter_id(cite, gap) == chapter)]
    columns = (t("gaps.col_place"), t("gaps.col_words"), t("gaps.col_about"))
    facts = [
        Fact(
            f"{gap.node}/{gap.start}",
            (cite.of(gap.unit) if gap.unit else "", gap.quote, _about(graph, gap)),
            gap.unit,
            gap.start,
            gap.end,
            node=_correctable(statute, gap),
        )
        for gap in shown
    ]
    fact_table(statute, columns, facts, name="gaps", title=t(f"gaps.kind.{kind}"), empty=t("gaps.none"), wide=(columns[1],))


def _kind(counts: Counter[str], doubts: int) -> str:
    options = [kind for kind in GAP_KINDS if counts[kind]] + (["doubt"] if doubts else [])
    return narrowing.kind(
        "gap",
        options or [GAP_KINDS[0]],
        lambda one: f"{t(f'gaps.kind.{one}')} {doubts if one == 'doubt' else counts[one]}",
        t("gaps.choose"),
        clears=("row", "chapter"),
    )


def _doubts(statute: Statute) -> None:
    """Where the reading itself was unsure, as a table like the others: place, message, severity."""
    st.caption(t("gaps.reason.doubt"))
    places = sorted((unit for unit in statute.units if unit.kind != "title"), key=lambda unit: unit.end - unit.start)
    cite = Citations(statute)
    facts = []
    for number, doubt in enumerate(statute.diagnostics):
        unit = next((unit.id for unit in places if unit.start <= doubt.start < max(unit.end, unit.start + 1)), "")
        cells = (
            cite.of(unit) if unit else "",
            doubt.message,
            statute.reading.source[doubt.start : doubt.end][:200].replace("\n", " "),
            t("home.line", line=doubt.line, column=doubt.column),
            t(f"severity.{doubt.severity}"),
        )
        facts.append(Fact(f"doubt/{number}", cells, unit, doubt.start, max(doubt.end, doubt.start + 1)))
    columns = (t("gaps.col_place"), t("home.message"), t("gaps.col_words"), t("home.place"), t("home.severity"))
    fact_table(statute, columns, facts, name="doubts", title=t("gaps.kind.doubt"), empty=t("gaps.none"), wide=(columns[1],))


def _chapter_id(cite: Citations, gap: Gap) -> str:
    chapter = cite.chapter(gap.unit) if gap.unit else None
    return chapter.id if chapter else ""


def _chapter(statute: Statute, graph: Network, gaps: list[Gap]) -> str:
    """The chapter the list is narrowed to, if any."""
    cite = Citations(statute)
    names = {unit.id: f"{(unit.label or '').strip()} {(unit.heading or '').strip()}".strip() for unit in statute.units}
    options = list(dict.fromkeys(key for gap in gaps if (key := _chapter_id(cite, gap))))
    return narrowing.one_of("chapter", options, lambda one: names[one], "gaps.all_chapters")


def _correctable(statute: Statute, gap: Gap) -> str:
    """The node of what can be corrected: the norm or step itself; for a reference the one with these words."""
    if gap.kind not in ("vague_reference", "unresolved_reference"):
        return gap.node
    found = (one for one in statute.references if (one.quote.start, one.quote.end) == (gap.start, gap.end))
    return next((f"{statute.id}:{one.id}" for one in found), "")


def _about(graph: Network, gap: Gap) -> str:
    code = language()
    if gap.kind == "measure_without_enforcer":
        return codes.name("measure", gap.about, code)
    if gap.kind in ("vague_reference", "unresolved_reference"):
        return codes.name("reference", gap.about, code)
    if gap.kind == "norm_without_bearer":
        return codes.name("modality", gap.about, code)
    if gap.kind == "candidate_link":
        return str(graph.nodes[gap.about].get("text", "")) if gap.about in graph else ""
    if gap.kind == "conduct_without_duty":
        return t("gaps.catch_all") if gap.about else ""
    return codes.name("modality", graph.nodes[gap.node].get("modality"), code)
