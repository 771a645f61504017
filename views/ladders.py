"""罚则: the steps in order, amounts as numbers on one scale, who enforces, which duties they answer."""

from __future__ import annotations

from typing import Any

import streamlit as st

from graph import codes
from graph.amounts import amount_text, yuan
from graph.citation import Citations
from graph.ladders import Ladder, Rung, band_text, ladders_of
from ingest.facts import Step
from ingest.statute import Statute

from . import address, shelf, statute_choice
from .fact_table import Fact, fact_table
from .language import language, t

_AXIS = {
    "zh": "datum.value >= 1e8 ? datum.value / 1e8 + '亿' : datum.value >= 1e4 ? datum.value / 1e4 + '万' : datum.value",
    "en": "format(datum.value, '~s')",
}
"""How sums read on the axis (Vega expressions)."""


def page() -> None:
    """The page."""
    statute = statute_choice.chosen()
    if statute is None:
        return
    graph = shelf.network(statute)
    ladders = ladders_of(graph)
    if not ladders:
        st.info(t("ladders.none"))
        return
    cite = Citations(statute)
    steps = {f"{statute.id}:{step.id}": step for sanction in statute.sanctions for step in sanction.steps}
    _chart(ladders, cite, steps)
    _table(statute, ladders, cite, steps)
    _duties(statute, ladders, cite)


Steps = dict[str, Step]
"""Steps by the id of their node."""


def _sum(step: Step) -> str:
    return amount_text(step.amount) if step.amount else ""


def _amount_rows(ladders: tuple[Ladder, ...], cite: Citations, steps: Steps) -> list[dict[str, Any]]:
    """One row a fine with a sum: where, from, to (yuan); a range without a lower bound begins at a tenth of its upper one."""
    rows = []
    for ladder in ladders:
        for rung in ladder.rungs:
            high = rung.max_yuan if rung.max_yuan is not None else rung.cap_yuan
            if high is None and rung.min_yuan is None:
                continue
            low = rung.min_yuan if rung.min_yuan is not None else (high or 0) / 10
            band = band_text(steps[rung.node].thresholds, language())
            rows.append(
                {
                    "place": f"{cite.of(ladder.unit)} · {rung.order}" + (f" · {band}" if band else ""),
                    "low": low,
                    "high": high if high is not None else low * 10,
                    "label": _sum(steps[rung.node]) or rung.label,
                    "open": rung.min_yuan is None or rung.max_yuan is None,
                }
            )
    return rows


def _chart(ladders: tuple[Ladder, ...], cite: Citations, steps: Steps) -> None:
    rows = _amount_rows(ladders, cite, steps)
    percents = [(ladder, rung) for ladder in ladders for rung in ladder.rungs if rung.percent_max or rung.multiple_max]
    if rows:
        st.markdown(f"**{t('ladders.chart')}**")
        # room beside the longest bar for its words
        scale = {
            "type": "log",
            "nice": False,
            "domain": [min(row["low"] for row in rows) / 2, max(row["high"] for row in rows) * 60],
        }
        bars = {
            "y": {
                "field": "place",
                "type": "nominal",
                "sort": None,
                "title": None,
                "axis": {"labelLimit": 420, "labelFontSize": 14},
            },
            "x": {
                "field": "low",
                "type": "quantitative",
                "scale": scale,
                "title": t("ladders.axis"),
                "axis": {"labelExpr": _AXIS[language()], "labelFontSize": 13, "values": [10**power for power in range(2, 11)]},
            },
            "x2": {"field": "high"},
        }
        spec = {
            "height": {"step": 34},
            "layer": [
                {
                    "mark": {"type": "bar", "height": 18, "cornerRadius": 3},
                    "encoding": {
                        **bars,
                        "color": {
                            "field": "open",
                            "type": "nominal",
                            "scale": {"domain": [False, True], "range": ["#7a2f73", "#c79bc2"]},
                            "legend": None,
                        },
                        "tooltip": [{"field": "label", "type": "nominal"}],
                    },
                },
                {
                    "mark": {"type": "text", "align": "left", "dx": 6, "fontSize": 14},
                    "encoding": {
                        "y": bars["y"],
                        "x": {"field": "high", "type": "quantitative", "scale": scale},
                        "text": {"field": "label"},
                    },
                },
            ],
            "config": {"view": {"stroke": None}},
        }
        st.vega_lite_chart(rows, spec, width="stretch")
        st.caption(t("ladders.open_ended"))
        if any(step.amount and step.amount.per for step in steps.values()):
            st.caption(t("ladders.per_unit"))
    for ladder, rung in percents:
        cap = t("ladders.cap", sum=yuan(rung.cap_yuan)) if rung.cap_yuan is not None else t("ladders.no_cap")
        st.caption(t("ladders.percent", place=cite.of(ladder.unit), order=rung.order, words=rung.quote, cap=cap))


def _table(statute: Statute, ladders: tuple[Ladder, ...], cite: Citations, steps: Steps) -> None:
    code = language()
    graph = shelf.network(statute)
    columns = tuple(
        t(f"ladders.col_{name}") for name in ("place", "order", "condition", "measure", "amount", "enforcer", "target", "words")
    )
    facts = []
    for ladder in ladders:
        for rung in ladder.rungs:
            data = graph.nodes[rung.node]
            facts.append(
                Fact(
                    rung.node,
                    _cells(ladder, rung, steps[rung.node], cite, code),
                    ladder.unit,
                    data.get("start"),
                    data.get("end"),
                    rung.node,
                )
            )
    fact_table(
        statute,
        columns,
        facts,
        name="ladders",
        title=t("page.ladders"),
        empty=t("ladders.none"),
        widths=dict(zip(columns, (80, 45, 120, 95, 120, 140, 120, 190), strict=True)),
    )


def _cells(ladder: Ladder, rung: Rung, step: Step, cite: Citations, code: str) -> tuple[str, ...]:
    may = t("ladders.may") if rung.discretionary else ""
    return (
        cite.of(ladder.unit),
        str(rung.order),
        band_text(step.thresholds, code) or codes.name("condition", rung.condition, code),
        codes.name("measure", rung.measure, code) + may,
        _sum(step),
        "、".join(rung.enforcers) or t("gap.enforcer"),
        "、".join(rung.targets),
        rung.quote,
    )


def _duties(statute: Statute, ladders: tuple[Ladder, ...], cite: Citations) -> None:
    """For one ladder: the violations it describes, and the duties they answer."""
    options = {ladder.sanction: ladder for ladder in ladders}
    asked = address.read("ladder")

    def changed() -> None:
        address.write(ladder=st.session_state["ladders.which"])

    st.session_state["ladders.which"] = asked if asked in options else ladders[0].sanction
    sanction = st.selectbox(
        t("ladders.which"),
        list(options),
        format_func=lambda one: cite.of(options[one].unit),
        key="ladders.which",
        on_change=changed,
    )
    ladder = options[sanction]
    left, right = st.columns(2)
    with left:
        st.markdown(f"**{t('ladders.conducts')}**")
        st.dataframe([{t("ladders.col_words"): words} for words in ladder.conducts], hide_index=True, width="stretch")
    with right:
        st.markdown(f"**{t('ladders.duties')}**")
        if not ladder.duties:
            st.info(t("ladders.no_duty"))
            return
        rows = [
            {
                t("ladders.col_status"): codes.name("status", duty.status, language()),
                t("ladders.col_place"): cite.of(duty.unit),
                t("ladders.col_words"): duty.quote,
            }
            for duty in ladder.duties
        ]
        st.dataframe(rows, hide_index=True, width="stretch")
