"""In place: a person says how a reading should be. At most three clicks from what is wrong to what is right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import streamlit as st

from graph import codes
from graph.citation import Citations
from ingest.corrections.anchors import Finder, anchor_of, squeeze, unit_anchor, unit_words
from ingest.facts import Actor, Norm, Reference, Step
from ingest.statute import Statute
from ingest.units import Unit

from . import curation, dialogs
from .language import language, t


def fact_of(statute: Statute, node: str) -> Norm | Step | Actor | Reference | None:
    """The fact a graph node stands for, where it can be corrected."""
    key = node.removeprefix(f"{statute.id}:")
    if key.startswith("actor:"):
        return next((one for one in statute.actors if one.name == key.removeprefix("actor:")), None)
    facts: list[Norm | Step | Reference] = [*statute.norms, *statute.references]
    facts += [step for sanction in statute.sanctions for step in sanction.steps]
    return next((one for one in facts if one.id == key), None)


def button(statute: Statute, node: str, key: str) -> None:
    """The way in: opens the dialog for the fact behind ``node``; nothing where there is none."""
    fact = fact_of(statute, node)
    if fact is not None and st.button(t("correct.button"), icon=":material/edit:", key=key, width="stretch"):
        dialogs.show(t("correct.title"), _dialog, statute, fact)


def _dialog(statute: Statute, fact: Any) -> None:
    quote = fact.first.text if isinstance(fact, Actor) else fact.quote.text
    st.caption(quote[:300])
    why = curation.ask_why()
    form(statute, fact, why)


def form(statute: Statute, fact: Any, why: str) -> None:
    """The form for a norm, a step, an actor or a reference."""
    forms: dict[type, Callable[[Statute, Any, str], None]] = {Norm: _norm, Step: _step, Actor: _actor, Reference: _reference}
    forms[type(fact)](statute, fact, why)


def _save(statute: Statute, fact: Any, kind: Any, changes: dict[str, tuple[Any, Any]], why: str) -> None:
    """One event for each field that differs, saved together: field → (before, after)."""
    anchor = anchor_of(statute, fact)
    events = [
        curation.new("set", kind, anchor, field=field, value=after, before=before, why=why)
        for field, (before, after) in changes.items()
        if before != after
    ]
    if not events:
        st.info(t("correct.nothing_changed"))
    elif curation.say_all(statute, events):
        st.rerun()


def _coded(family: str) -> Callable[[str], str]:
    code = language()
    return lambda one: codes.name(family, one, code)


def _norm(statute: Statute, norm: Norm, why: str) -> None:
    modalities = [code for code in codes.MODALITIES if code != "sanction"]
    modality = st.selectbox(t("correct.modality"), modalities, modalities.index(norm.modality), format_func=_coded("modality"))
    none = st.toggle(t("correct.no_bearer"), value=norm.bearers is None, help=t("correct.no_bearer_help"))
    bearers = curation.choose_actors(t("correct.bearers"), statute, norm.bearers or norm.inferred, disabled=none)
    actions = st.text_area(
        t("correct.actions"), "\n".join(one.quote.text for one in norm.actions), help=t("correct.lines_help")
    )
    conditions = st.text_area(
        t("correct.conditions"), "\n".join(one.quote.text for one in norm.conditions), help=t("correct.lines_help")
    )
    left, middle, right = st.columns(3)
    if left.button(t("correct.save"), type="primary", width="stretch"):
        _save(
            statute,
            norm,
            "norm",
            {
                "modality": (norm.modality, modality),
                "bearers": (list(norm.bearers) if norm.bearers is not None else None, None if none else bearers),
                "actions": ([one.quote.text for one in norm.actions], [line for line in actions.splitlines() if line.strip()]),
                "conditions": (
                    [one.quote.text for one in norm.conditions],
                    [line for line in conditions.splitlines() if line.strip()],
                ),
            },
            why,
        )
    if middle.button(t("correct.confirm"), width="stretch") and curation.say(
        statute, "confirm", "norm", anchor_of(statute, norm), why=why
    ):
        st.rerun()
    if right.button(t("correct.remove"), width="stretch") and curation.say(
        statute, "remove", "norm", anchor_of(statute, norm), why=why
    ):
        st.rerun()


def _step(statute: Statute, step: Step, why: str) -> None:
    measures = list(codes.MEASURES)
    measure = st.selectbox(t("correct.measure"), measures, measures.index(step.measure), format_func=_coded("measure"))
    enforcers = curation.choose_actors(t("correct.enforcers"), statute, step.enforcers)
    targets = curation.choose_actors(t("correct.targets"), statute, step.targets)
    numbers = {}
    held = step.amount
    for column, field in zip(st.columns(4), ("min", "max", "percent_max", "cap"), strict=True):
        numbers[field] = column.number_input(t(f"correct.{field}"), value=getattr(held, field) if held else None, min_value=0.0)
    before = {field: getattr(held, field) for field in numbers} if held else dict.fromkeys(numbers)
    amount = None if all(value is None for value in numbers.values()) else {**_kept(held), **numbers}
    left, right = st.columns(2)
    if left.button(t("correct.save"), type="primary", width="stretch"):
        changes: dict[str, tuple[Any, Any]] = {
            "measure": (step.measure, measure),
            "enforcers": (list(step.enforcers), enforcers),
            "targets": (list(step.targets), targets),
        }
        if numbers != before:
            changes["amount"] = (before, amount)
        _save(statute, step, "step", changes, why)
    if right.button(t("correct.confirm"), width="stretch") and curation.say(
        statute, "confirm", "step", anchor_of(statute, step), why=why
    ):
        st.rerun()


def _kept(amount: Any) -> dict[str, Any]:
    """The parts of an amount the form does not show."""
    if amount is None:
        return {}
    fields = ("percent_min", "multiple_min", "multiple_max", "days_min", "days_max", "base", "per", "max_exclusive")
    return {field: getattr(amount, field) for field in fields}


def _actor(statute: Statute, actor: Actor, why: str) -> None:
    first, second, third = st.columns([0.5, 0.25, 0.25])
    name = first.text_input(t("correct.name"), actor.name, max_chars=80)
    kinds, levels = list(codes.ACTOR_KINDS), ["", *codes.LEVELS]
    kind = second.selectbox(t("correct.kind"), kinds, kinds.index(actor.kind), format_func=_coded("actor"))
    level = third.selectbox(
        t("correct.level"), levels, levels.index(actor.level or ""), format_func=lambda one: _coded("level")(one) or "—"
    )
    members = curation.choose_actors(t("correct.members"), statute, actor.members, without=actor.name)
    if st.button(t("correct.save"), type="primary", width="stretch"):
        # the name last: it is the key the others are said of
        changes: dict[str, tuple[Any, Any]] = {
            "kind": (actor.kind, kind),
            "level": (actor.level, level or None),
            "members": (list(actor.members), members),
            "name": (actor.name, " ".join(name.split()) or actor.name),
        }
        _save(statute, actor, "actor", changes, why)
    st.divider()
    others = sorted(one.name for one in statute.actors if one.name != actor.name)
    same = st.selectbox(t("correct.same_as"), others, index=None, placeholder=t("correct.choose"))
    if (
        st.button(t("correct.merge"), disabled=same is None)
        and same
        and curation.say(statute, "merge", "actor", anchor_of(statute, actor), value=same, before=actor.name, why=why)
    ):
        st.rerun()
    cite = Citations(statute)
    places = [one for one in statute.mentions if actor.name in one.actors]
    apart = st.multiselect(
        t("correct.split_units"),
        places,
        placeholder=t("correct.choose"),
        format_func=lambda one: f"{cite.of(one.unit)}　{one.quote.text}　{one.id}",
    )
    new = st.text_input(t("correct.split_name"), max_chars=80)
    if st.button(t("correct.split"), disabled=not (apart and new.strip())):
        finder = Finder(statute)
        value = {"name": new.strip(), "places": [msgspec.to_builtins(finder.anchor(one)) for one in apart]}
        if curation.say(statute, "split", "actor", anchor_of(statute, actor), value=value, before=actor.name, why=why):
            st.rerun()


def _reference(statute: Statute, reference: Reference, why: str) -> None:
    cite = Citations(statute)
    units = {unit.id: unit for unit in statute.units if unit.kind in ("article", "paragraph", "item", "chapter")}
    held = [one for one in reference.targets if one in units]
    targets = st.multiselect(
        t("correct.targets_here"),
        list(units),
        held,
        placeholder=t("correct.choose"),
        max_selections=20,
        format_func=lambda one: (
            f"{codes.name('unit', units[one].kind, language())}　{cite.of(one)}　{unit_words(statute.reading, units[one])[:24]}"
        ),
    )
    law = st.text_input(t("correct.law"), reference.law or "", disabled=bool(targets))
    if st.button(t("correct.save"), type="primary", width="stretch"):
        if targets and targets != held:
            value = [msgspec.to_builtins(unit_anchor(statute.reading, statute.units, units[one])) for one in targets]
            _save(statute, reference, "reference", {"targets": ([cite.of(one) for one in held], value)}, why)
        elif not targets and law.strip():
            _save(statute, reference, "reference", {"law": (reference.law, law.strip())}, why)
        else:
            st.info(t("correct.nothing_changed"))


def division(statute: Statute, unit: Unit, words: str, why: str) -> None:
    """Join, split, kind and number of a unit."""
    anchor = unit_anchor(statute.reading, statute.units, unit)
    said = False
    if unit.kind == "paragraph":
        if (unit.number or "1") != "1" and st.button(t("correct.join"), width="stretch"):
            said = curation.say(statute, "join", "unit", anchor, why=why)
        begin = st.text_input(t("correct.split_at"), help=t("correct.split_at_help"))
        if st.button(t("correct.split_paragraph"), disabled=not begin.strip(), width="stretch"):
            if squeeze(words).count(squeeze(begin)) != 1 or squeeze(words).startswith(squeeze(begin)):
                st.error(t("correct.split_not_there"))
            else:
                said = curation.say(statute, "split", "unit", anchor, value=begin.strip(), why=why)
    kinds = list(codes.UNIT_KINDS)
    kind = st.selectbox(t("correct.unit_kind"), kinds, kinds.index(unit.kind), format_func=_coded("unit"))
    number = st.text_input(t("correct.number"), unit.number or "")
    if st.button(t("correct.save"), type="primary", width="stretch"):
        # a kind changes by what a unit is known: it comes last
        events = [
            curation.new("set", "unit", anchor, field=field, value=value, before=before, why=why)
            for field, value, before in (("number", number or None, unit.number), ("kind", kind, unit.kind))
            if value != before
        ]
        said = bool(events) and curation.say_all(statute, events)
    if said:
        st.rerun()
