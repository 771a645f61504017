"""图模型: labels, relationships and properties of the graph, from the schema itself, with live counts."""

from __future__ import annotations

from typing import Any

import streamlit as st

from graph import codes
from graph.errors import GraphError
from graph.schema import COMMON, EVIDENCE, NODES, RELATIONS, Property

from . import database
from .language import language, t


def page() -> None:
    """The page."""
    st.title(t("page.schema"))
    labels, types = _counts()
    st.markdown(t("schema.about"))
    if not labels:
        st.caption(t("schema.no_counts"))
    code = language()
    st.subheader(t("schema.nodes"))
    st.dataframe(
        [
            {
                t("schema.label"): node.label,
                t("schema.name"): node.name.text(code),
                t("schema.meaning"): node.about.text(code),
                **({t("schema.count"): labels.get(node.label, 0)} if labels else {}),
                t("schema.properties"): "、".join(_shown(one) for one in (node.properties or ())),
            }
            for node in NODES
        ],
        hide_index=True,
        width="stretch",
        height="content",
    )
    st.caption(t("schema.common", names="、".join(_shown(one) for one in COMMON)))
    st.subheader(t("schema.relations"))
    st.dataframe(
        [
            {
                t("schema.type"): relation.type,
                t("schema.name"): relation.name.text(code),
                t("schema.from"): "、".join(relation.sources),
                t("schema.to"): "、".join(relation.targets),
                t("schema.meaning"): relation.about.text(code),
                **({t("schema.count"): types.get(relation.type, 0)} if types else {}),
                t("schema.properties"): "、".join(_shown(one) for one in relation.properties if one not in EVIDENCE),
            }
            for relation in RELATIONS
        ],
        hide_index=True,
        width="stretch",
        height="content",
    )
    st.caption(t("schema.evidence", names="、".join(_shown(one) for one in EVIDENCE)))
    st.subheader(t("schema.codes"))
    for family, names in codes.FAMILIES.items():
        with st.expander(t(f"family.{family}")):
            st.dataframe(
                [{t("schema.code"): key, t("schema.name"): name.text(code)} for key, name in names.items()],
                hide_index=True,
                width="stretch",
            )


def _shown(one: Property) -> str:
    return f"{one.key}（{one.name.text(language())}）" if language() == "zh" else one.key


def _counts() -> tuple[dict[str, int], dict[str, int]]:
    """How many nodes of each label and relationships of each type the database holds; empty while it is not ready."""
    store = database.database().store
    if store is None:
        return {}, {}
    try:
        nodes: list[dict[str, Any]] = store.rows("MATCH (n) UNWIND labels(n) AS label RETURN label, count(*) AS n")
        edges: list[dict[str, Any]] = store.rows("MATCH ()-[r]->() RETURN type(r) AS type, count(*) AS n")
    except GraphError:
        return {}, {}
    return {row["label"]: row["n"] for row in nodes}, {row["type"]: row["n"] for row in edges}
