"""Many readings corrected at once in a table: one event for each cell a person changed, written together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Any

import msgspec
import streamlit as st

from graph import codes
from graph.citation import Citations
from graph.signatures import Signature, signatures_of
from ingest.corrections.anchors import Finder
from ingest.corrections.events import FactKind
from ingest.facts import Actor, Norm
from ingest.statute import Statute

from . import address, curation
from .language import language, t
from .paging import paged

ROWS = 200
"""Rows on a page of the table."""


class Edit(msgspec.Struct, frozen=True):
    """A cell a person changed: of which fact, which field, from what to what."""

    fact: Norm | Actor
    kind: FactKind
    field: str
    before: Any
    value: Any


def norm_edits(
    norms: Sequence[Norm], edited: Mapping[int, Mapping[str, Any]], modalities: Mapping[str, str]
) -> tuple[Edit, ...]:
    """The edits in the table of norms. ``edited``: row → column → new value; ``modalities``: what people read → code.

    Bearers emptied where there were some are "none"; a column the table does not know is passed over.
    """
    found: list[Edit] = []
    for row, cells in edited.items():
        if row >= len(norms):
            continue
        norm = norms[row]
        modality = modalities.get(str(cells.get("modality", "")))
        if modality and modality != norm.modality:
            found.append(Edit(norm, "norm", "modality", norm.modality, modality))
        if "bearers" in cells:
            names = _names(cells["bearers"])
            held = list(norm.bearers) if norm.bearers is not None else None
            if names != (held or []):
                found.append(Edit(norm, "norm", "bearers", held, names or None))
    return tuple(found)


def actor_edits(
    actors: Sequence[Actor],
    edited: Mapping[int, Mapping[str, Any]],
    kinds: Mapping[str, str],
    levels: Mapping[str, str],
) -> tuple[Edit, ...]:
    """The edits in the table of actors; a change of name comes last, because the others are said of the old one."""
    found: list[Edit] = []
    for row, cells in edited.items():
        if row >= len(actors):
            continue
        actor = actors[row]
        kind = kinds.get(str(cells.get("kind", "")))
        if kind and kind != actor.kind:
            found.append(Edit(actor, "actor", "kind", actor.kind, kind))
        if "level" in cells and levels.get(str(cells["level"] or "")) != actor.level:
            found.append(Edit(actor, "actor", "level", actor.level, levels.get(str(cells["level"] or ""))))
        if "members" in cells and _names(cells["members"]) != list(actor.members):
            found.append(Edit(actor, "actor", "members", list(actor.members), _names(cells["members"])))
        name = " ".join(str(cells.get("name") or "").split())
        if name and name != actor.name:
            found.append(Edit(actor, "actor", "name", actor.name, name))
    return tuple(sorted(found, key=lambda edit: edit.field == "name"))


def _names(value: Any) -> list[str]:
    cells = value if isinstance(value, list | tuple) else str(value or "").replace("，", "、").split("、")
    return list(dict.fromkeys(name for one in cells if (name := str(one).strip())))


def norms(statute: Statute) -> None:
    """The table of norms."""
    code = language()
    cite = Citations(statute)
    shown = _filtered(
        statute.norms, lambda norm: f"{cite.of(norm.unit)} {norm.quote.text} {'、'.join(norm.bearers or ())}", "norms"
    )
    names = {codes.name("modality", one, code): one for one in codes.MODALITIES if one != "sanction"}
    signed = signatures_of(statute)
    rows = [
        {
            "place": cite.of(norm.unit),
            "modality": codes.name("modality", norm.modality, code),
            "bearers": list(norm.bearers or ()),
            "inferred": "、".join(norm.inferred),
            "words": norm.quote.text,
            "review": _reviewed(norm.review, signed.get(("norm", norm.id))),
        }
        for norm in shown
    ]
    actors = sorted({actor.name for actor in statute.actors} | {name for row in rows for name in row["bearers"]})
    config = {
        "place": st.column_config.TextColumn(t("gaps.col_place"), disabled=True, width=130),
        "modality": st.column_config.SelectboxColumn(t("correct.modality"), options=list(names), required=True, width=110),
        "bearers": st.column_config.MultiselectColumn(
            t("correct.bearers"), options=actors, accept_new_options=True, width="medium"
        ),
        "inferred": st.column_config.TextColumn(t("correct.inferred"), disabled=True, width=90),
        "words": st.column_config.TextColumn(t("gaps.col_words"), disabled=True, width="large"),
        "review": st.column_config.TextColumn(t("correct.review"), disabled=True, width=150),
    }
    edited = _table("norms", shown, rows, config)
    _save(statute, norm_edits(shown, edited, names), "norms")


def actors(statute: Statute) -> None:
    """The table of actors."""
    code = language()
    shown = _filtered(statute.actors, lambda actor: f"{actor.name} {'、'.join(actor.aliases)}", "actors")
    kinds = {codes.name("actor", one, code): one for one in codes.ACTOR_KINDS}
    levels = {codes.name("level", one, code): one for one in codes.LEVELS}
    signed = signatures_of(statute)
    rows = [
        {
            "name": actor.name,
            "kind": codes.name("actor", actor.kind, code),
            "level": codes.name("level", actor.level, code) if actor.level else None,
            "members": list(actor.members),
            "aliases": "、".join(actor.aliases),
            "words": actor.first.text,
            "review": _reviewed(actor.review, signed.get(("actor", actor.name))),
        }
        for actor in shown
    ]
    everyone = sorted(actor.name for actor in statute.actors)
    config = {
        "name": st.column_config.TextColumn(t("correct.name"), required=True, max_chars=80, width="medium"),
        "kind": st.column_config.SelectboxColumn(t("correct.kind"), options=list(kinds), required=True, width="small"),
        "level": st.column_config.SelectboxColumn(t("correct.level"), options=list(levels), width="small"),
        "members": st.column_config.MultiselectColumn(
            t("correct.members"), options=everyone, accept_new_options=True, width="medium"
        ),
        "aliases": st.column_config.TextColumn(t("fact.aliases"), disabled=True, width="small"),
        "words": st.column_config.TextColumn(t("gaps.col_words"), disabled=True, width="medium"),
        "review": st.column_config.TextColumn(t("correct.review"), disabled=True, width=150),
    }
    edited = _table("actors", shown, rows, config)
    _save(statute, actor_edits(shown, edited, kinds, levels), "actors")


def _reviewed(review: str, signature: Signature | None) -> str:
    """人工校核 王某 2026-01-31."""
    return f"{t(f'correct_table.review_{review}')} {signature.line if signature else ''}".strip()


def _filtered(facts: Sequence[Any], words: Callable[[Any], str], name: str) -> list[Any]:
    """The facts on the page in view that hold what is asked for. While cells are changed and not saved, the page stays."""
    changed = bool(st.session_state.get(_PENDING.format(name)))
    asked = st.text_input(
        t("correct_table.filter"),
        address.read("find"),
        key=f"table.{name}.find",
        placeholder=t("correct_table.filter_hint"),
        disabled=changed,
    )
    if asked.strip() != address.read("find"):
        address.write(find=asked.strip() or None, p=None)
    found = [fact for fact in facts if asked.strip() in words(fact)] if asked.strip() else list(facts)
    return list(paged(found, "p", ROWS, locked=changed))


_PENDING = "table.{}.pending"
"""Session key: how many cells of a table are changed and not saved, and under which key the table stood."""


def _table(name: str, facts: Sequence[Norm | Actor], rows: list[dict[str, Any]], config: dict[str, Any]) -> dict[int, Any]:
    """Shows the table; what was changed in it: row → column → value."""
    if not rows:
        st.info(t("correct_table.none"))
        return {}
    # the rows are part of the key: what was typed never slides to another row when somebody adds or removes one
    stands = sha256("\n".join(one.name if isinstance(one, Actor) else one.id for one in facts).encode()).hexdigest()[:12]
    key = f"table.{name}.{st.session_state.get('table.saved', 0)}.{stands}"
    pending = _PENDING.format(name)
    if st.session_state.get(pending) not in (None, key):
        st.warning(t("correct_table.moved"))
    st.data_editor(
        rows,
        key=key,
        hide_index=True,
        num_rows="fixed",
        width="stretch",
        height=min(640, 38 + 35 * len(rows)),
        column_config=config,
    )
    state = st.session_state.get(key)
    edited = {int(row): cells for row, cells in (state or {}).get("edited_rows", {}).items()}
    st.session_state[pending] = key if edited else None
    return edited


def _save(statute: Statute, edits: tuple[Edit, ...], name: str) -> None:
    left, right = st.columns([0.3, 0.7], vertical_alignment="center")
    right.caption(t("correct_table.how"))
    if not left.button(
        t("correct_table.save", n=len(edits)), type="primary", disabled=not edits, key=f"table.{name}.save", width="stretch"
    ):
        return
    finder = Finder(statute)
    events = [
        curation.new("set", edit.kind, finder.anchor(edit.fact), field=edit.field, value=edit.value, before=edit.before)
        for edit in edits
    ]
    if curation.say_all(statute, events):
        st.session_state["table.saved"] = st.session_state.get("table.saved", 0) + 1
        st.session_state[_PENDING.format(name)] = None
        st.toast(t("correct_table.saved", n=len(edits)), icon=":material/check:")
        st.rerun()
