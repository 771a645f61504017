"""准确度: what was measured, on what, and how little or much it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import streamlit as st

from ingest.gold.report import NAMES, NOTES, sorted_out, together

from .language import language, t

CARD = Path(__file__).parents[1] / "data" / "gold" / "accuracy.json"


def card() -> dict[str, Any]:
    """The recorded accuracy card; no statutes where nothing has been recorded."""
    try:
        return dict(json.loads(CARD.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {"statutes": []}


def _side(text: str, mark: str) -> str:
    """The half of a bilingual text in the reader's language."""
    zh, found, en = text.partition(mark)
    return en if found and language() == "en" else zh


def note(text: str) -> str:
    """A bilingual note, Chinese up to its last 。, in the reader's language."""
    at = text.rfind("。") + 1
    return text[at:].strip() or text if language() == "en" else text[:at] or text


def page() -> None:
    """The page."""
    held = card()
    st.title(t("accuracy.title"))
    st.markdown(t("accuracy.about"))
    if not held["statutes"]:
        st.info(t("accuracy.none"))
        return
    st.caption(t("accuracy.measured", day=held.get("measured", "")))
    for text in held.get("notes", NOTES):
        st.markdown(f"- {note(text)}")
    held_out, development = sorted_out(held)
    _group("held_out", held_out)
    _group("development", development)


def _group(name: str, entries: list[dict[str, Any]]) -> None:
    """Statutes of one sort: all together, each by itself, and the questions asked of them."""
    if not entries:
        return
    st.header(t(f"accuracy.{name}"))
    st.caption(t(f"accuracy.{name}_together", n=len(entries)))
    _table(together(entries))
    with st.expander(t("accuracy.each", n=len(entries))):
        for entry in entries:
            st.subheader(f"《{entry['title']}》")
            elsewhere = "" if entry.get("bundled") else " " + t("accuracy.elsewhere")
            st.caption(t("accuracy.on", n=entry["characters"]) + elsewhere)
            _table(entry["layers"])
    for entry in entries:
        questions = entry.get("questions") or {}
        if questions:
            with st.expander(f"《{entry['title']}》" + t("accuracy.questions", n=len(questions))):
                st.dataframe(
                    [
                        {t("accuracy.question"): one["question"], t("accuracy.score"): one["score"]}
                        for one in questions.values()
                    ],
                    hide_index=True,
                    width="stretch",
                )


def _table(layers: dict[str, Any]) -> None:
    st.dataframe(rows(layers), hide_index=True, width="stretch", height="content", column_config=_columns())


def rows(layers: dict[str, Any]) -> list[dict[str, Any]]:
    """One row a layer that has a name."""
    found = []
    for layer, figures in layers.items():
        if layer not in NAMES:
            continue
        over, exact = figures["overlap"], figures["exact"]
        found.append(
            {
                t("accuracy.layer"): _side(NAMES[layer], " / "),
                t("accuracy.precision"): over["precision"],
                t("accuracy.recall"): over["recall"],
                t("accuracy.f1"): over["f1"],
                t("accuracy.exact"): exact["f1"],
                t("accuracy.n"): over["n"],
            }
        )
    return found


def _columns() -> dict[str, Any]:
    share = {t(f"accuracy.{key}"): st.column_config.NumberColumn(format="%.3f") for key in ("precision", "recall", "exact")}
    return {**share, t("accuracy.f1"): st.column_config.ProgressColumn(min_value=0.0, max_value=1.0, format="%.3f")}
