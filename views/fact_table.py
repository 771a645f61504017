"""A table of facts with the article beside it: choosing a row marks its exact words; the table can be taken away as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec
import streamlit as st

from ingest.statute import Statute

from . import address, article_panel, correct
from .exports.bundle import safe_name, stamp_of
from .exports.tables import csv_bytes, xlsx_bytes
from .language import language, t


class Fact(msgspec.Struct, frozen=True):
    """One row: its key in the address, its cells in the order of the columns, the unit and source span behind it.

    ``node``: the fact a person may correct from here (a graph node's id), empty where there is none.
    """

    key: str
    cells: tuple[str, ...]
    unit: str
    start: int | None = None
    end: int | None = None
    node: str = ""


def fact_table(
    statute: Statute,
    columns: Sequence[str],
    facts: Sequence[Fact],
    *,
    name: str,
    title: str,
    empty: str,
    wide: Sequence[str] = (),
    widths: Mapping[str, int] | None = None,
) -> Fact | None:
    """Shows the table and returns the chosen fact (from the address, ``row``).

    ``name`` keys the widget and names the file; ``empty`` is said where there is nothing; ``wide`` are columns that hold sentences; ``widths`` are of others (pixels).
    """
    if not facts:
        st.info(empty)
        return None
    asked = address.read("row")
    left, right = st.columns([0.68, 0.32], gap="small")
    with left:
        chosen = _frame(columns, facts, name, wide, widths or {})
        if chosen is not None and chosen.key != asked:
            address.write(row=chosen.key)
        fact = chosen or next((one for one in facts if one.key == asked), None)
        _files(statute, columns, facts, name, title)
    with right, st.container(border=True):
        if fact is None:
            st.caption(t("table.choose"))
        else:
            span = [(fact.start, fact.end)] if fact.start is not None and fact.end is not None else []
            article_panel.article(statute, fact.unit, span)
            article_panel.copy_citation(statute, fact.unit)
            if st.button(t("panel.read"), key=f"{name}.read", width="stretch"):
                from .pages import go

                go("reader", at=fact.unit, span=f"{fact.start}-{fact.end}" if fact.start is not None else "")
            if fact.node:
                correct.button(statute, fact.node, f"{name}.correct")
    return fact


def _frame(
    columns: Sequence[str], facts: Sequence[Fact], name: str, wide: Sequence[str], widths: Mapping[str, int]
) -> Fact | None:
    rows = [dict(zip(columns, fact.cells, strict=True)) for fact in facts]
    shape = {
        column: st.column_config.TextColumn(column, width="large" if column in wide else widths.get(column))
        for column in columns
    }
    # the height follows the rows, so that a short table leaves no empty grid behind it
    event = st.dataframe(
        rows,
        hide_index=True,
        width="stretch",
        height=min(620, 38 + 35 * len(rows)),
        column_config=shape,
        on_select="rerun",
        selection_mode=["single-row", "single-cell"],
        key=f"{name}.frame.{len(rows)}",
    )
    picked = [*event.selection.rows, *(cell[0] for cell in event.selection.cells)]
    return facts[picked[0]] if picked and picked[0] < len(facts) else None


def _files(statute: Statute, columns: Sequence[str], facts: Sequence[Fact], name: str, title: str) -> None:
    """Download buttons; the files are made when they are asked for."""
    stamp = stamp_of(statute, title, date.today().isoformat(), language())
    rows = [fact.cells for fact in facts]
    stem = safe_name(f"{statute.title}-{title}")
    first, second, count = st.columns([1, 1, 3], vertical_alignment="center")
    first.download_button(
        t("table.csv"),
        lambda: csv_bytes(columns, rows, stamp),
        f"{stem}.csv",
        "text/csv",
        key=f"{name}.csv",
        width="stretch",
        on_click="ignore",
    )
    second.download_button(
        t("table.xlsx"),
        lambda: xlsx_bytes(title, columns, rows, stamp),
        f"{stem}.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key=f"{name}.xlsx",
        width="stretch",
        on_click="ignore",
    )
    count.caption(t("table.count", n=len(facts)))
