"""权责清单, 期限, 矩阵: the tables an office asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import streamlit as st

from graph import codes
from graph.citation import Citations
from graph.duty_list import DutyRow, deadlines_of, duty_list
from graph.network import Network, in_edges
from graph.profile import matrix_of
from ingest.statute import Statute

from . import address, narrowing, shelf, statute_choice
from .exports.bundle import safe_name, stamp_of
from .exports.document import add_table, new_document, saved
from .fact_table import Fact, fact_table
from .language import language, t

_TABS = ("list", "deadlines", "matrix")
_NO_BEARER = "-"


def page() -> None:
    """The page."""
    statute = statute_choice.chosen()
    if statute is None:
        return
    tab = narrowing.kind("tab", _TABS, lambda one: t(f"duties.{one}"), t("duties.tabs"), clears=("row", "actor"))
    {"list": _list, "deadlines": _deadlines, "matrix": _matrix}[tab](statute)


def _list(statute: Statute) -> None:
    rows = duty_list(statute)
    # the rows without a bearer are a choice of their own, which an empty word in the address could not tell from all
    names = list(dict.fromkeys(row.actor or _NO_BEARER for row in rows))
    st.caption(
        t(
            "duties.note",
            extracted=sum(row.review == "extracted" for row in rows),
            confirmed=sum(row.review != "extracted" for row in rows),
        )
    )
    chosen = narrowing.one_of("actor", names, lambda one: t("gap.bearer") if one == _NO_BEARER else one, "duties.all_actors")
    shown = [row for row in rows if chosen in ("", row.actor or _NO_BEARER)]
    columns = tuple(t(f"duties.col_{name}") for name in ("actor", "type", "duty", "place", "partners", "liability", "basis"))
    norms = {norm.id: norm for norm in statute.norms}
    facts = [
        Fact(
            f"{row.norm}/{row.actor}",
            _cells(row),
            row.unit,
            norms[row.norm].quote.start,
            norms[row.norm].quote.end,
            f"{statute.id}:{row.norm}",
        )
        for row in shown
    ]
    fact_table(
        statute,
        columns,
        facts,
        name="duties",
        title=t("duties.list"),
        empty=t("duties.none"),
        widths=dict(zip(columns, (110, 60, 300, 110, 80, 110, 100), strict=True)),
    )
    if shown:
        st.download_button(
            t("duties.word"),
            lambda: word_list(statute, shown),
            f"{safe_name(statute.title)}-{safe_name(t('duties.list'))}.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            on_click="ignore",
        )


def _cells(row: DutyRow) -> tuple[str, ...]:
    basis = t("line.stated") if row.stated else t("line.inferred") if row.actor else t("gap.bearer")
    if row.review != "extracted":
        basis = f"{t('mark.curated')} {row.signed}".strip()
    return (
        row.actor or t("gap.bearer"),
        codes.name("modality", row.modality, language()),
        row.duty,
        row.citation,
        "、".join(row.partners),
        "、".join(row.liability) or t("gap.sanction"),
        basis,
    )


def word_list(statute: Statute, rows: list[DutyRow]) -> bytes:
    """The list as Word, in the office's own columns, with the words of each provision and how each row was read."""
    stamp = stamp_of(statute, t("duties.list"), date.today().isoformat(), language())
    document = new_document(f"{statute.title} {t('duties.list')}", landscape=True)
    document.add_paragraph("　".join(stamp.lines()[1:]))
    extracted = sum(row.review == "extracted" for row in rows)
    document.add_paragraph(t("duties.note", extracted=extracted, confirmed=len(rows) - extracted))
    columns = tuple(t(f"duties.col_{name}") for name in ("actor", "duty", "basis_words", "partners", "liability", "basis"))
    table = []
    for row in rows:
        actor, _, duty, place, partners, liability, basis = _cells(row)
        table.append((actor, duty, f"{place}：{row.quote}", partners, liability, basis))
    add_table(document, columns, table)
    return saved(document)


def _deadlines(statute: Statute) -> None:
    rows = sorted(deadlines_of(statute), key=lambda row: (row.days is None, row.days or 0.0, row.deadline.quote.at))
    columns = tuple(t(f"duties.col_{name}") for name in ("limit", "kind", "since", "actor", "duty", "place"))
    facts = [
        Fact(
            f"{row.norm}/{row.deadline.quote.at}",
            (
                row.deadline.quote.text,
                t(f"duties.kind_{row.deadline.kind}"),
                row.deadline.since or "",
                "、".join(row.actors) or t("gap.bearer"),
                row.duty,
                row.citation,
            ),
            row.unit,
            row.deadline.quote.start,
            row.deadline.quote.end,
            f"{statute.id}:{row.norm}",
        )
        for row in rows
    ]
    st.caption(t("duties.deadlines_about"))
    fact_table(
        statute,
        columns,
        facts,
        name="deadlines",
        title=t("duties.deadlines"),
        empty=t("duties.no_deadline"),
        widths=dict(zip(columns, (120, 90, 80, 130, 300, 120), strict=True)),
    )


def _matrix(statute: Statute) -> None:
    graph = shelf.network(statute)
    matrix = matrix_of(graph)
    if not matrix.rows:
        st.info(t("duties.none"))
        return
    heads = _heads(graph, matrix.columns)
    rows = []
    for actor in matrix.rows:
        cells = {
            heads[column]: str(len(cell.norms)) if (cell := matrix.cells.get((actor, column))) else ""
            for column in matrix.columns
        }
        rows.append({t("duties.col_actor"): graph.nodes[actor]["name"], **cells})
    st.caption(t("duties.matrix_about"))
    event = st.dataframe(
        rows,
        hide_index=True,
        width="stretch",
        height=min(520, 38 + 35 * len(rows)),
        on_select="rerun",
        selection_mode="single-cell",
        key="duties.matrix",
    )
    picked = event.selection.cells
    if picked:
        row, head = picked[0]
        column = next((one for one, name in heads.items() if name == head), None)
        if column is not None:
            address.write(cell=f"{matrix.rows[row]}|{column}", row=None)
    actor, _, column = address.read("cell").partition("|")
    cell = matrix.cells.get((actor, column))
    if cell is None:
        return
    st.markdown(f"**{graph.nodes[actor]['name']} · {heads[column]}**")
    cite = Citations(statute)
    columns = tuple(t(f"duties.col_{name}") for name in ("type", "duty", "place"))
    facts = []
    for norm in cell.norms:
        data = graph.nodes[norm]
        unit = norm[len(statute.id) + 1 :].split("#")[0]
        words = (codes.name("modality", data["modality"], language()), data["text"], cite.of(unit))
        facts.append(Fact(norm, words, unit, data["start"], data["end"], norm))
    fact_table(statute, columns, facts, name="matrix", title=t("duties.matrix"), empty=t("duties.none"), wide=(columns[1],))


def _heads(graph: Network, columns: Sequence[str]) -> dict[str, str]:
    """What the columns are called; chapters of the same name (第一章 一般规定 in every 编) say which 编 they stand in."""
    names = {column: graph.nodes[column]["name"] if column else t("duties.no_chapter") for column in columns}
    twice = {name for name, count in Counter(names.values()).items() if count > 1}
    for column, name in names.items():
        if name in twice:
            above = next((parent for parent, _ in in_edges(graph, column, "HAS_PART")), "")
            names[column] = f"{graph.nodes[above].get('label', '') if above else ''} {name}".strip()
    taken: Counter[str] = Counter()
    for column, name in names.items():
        taken[name] += 1
        names[column] = name if taken[name] == 1 else f"{name} ({taken[name]})"
    return names
