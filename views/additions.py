"""Readings a person adds or puts right from an article: a norm, a responsibility link, where an actor stands, a definition, the metadata."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import msgspec
import streamlit as st

from graph import codes
from graph.citation import Citations
from ingest.corrections.anchors import Finder, anchor_of, squeeze
from ingest.corrections.draft import Draft
from ingest.corrections.events import FIELDS, Anchor
from ingest.corrections.values import Misfit, quote_in
from ingest.facts import Definition, Mention
from ingest.statute import Statute
from ingest.units import Unit

from . import article_panel, curation, dialogs
from .language import language, t


def forms(statute: Statute, unit: Unit, why: Callable[[], str]) -> None:
    """The forms of an article: add a norm, add a link, actors and definitions in it."""
    norm, link, named, defined = st.tabs([t(f"additions.{name}") for name in ("norm", "link", "mention", "definition")])
    with norm:
        _norm(statute, unit, why)
    with link:
        _link(statute, unit, why)
    inside = [one for one in statute.mentions if one.unit == unit.id or one.unit.startswith(f"{unit.id}.")]
    with named:
        _mention(statute, inside, why)
    terms = [one for one in statute.definitions if one.unit == unit.id or one.unit.startswith(f"{unit.id}.")]
    with defined:
        _definition(statute, terms, why)


def _modality(key: str) -> str:
    options = [code for code in codes.MODALITIES if code != "sanction"]
    return st.selectbox(
        t("correct.modality"), options, format_func=lambda one: codes.name("modality", one, language()), key=key
    )


def _norm(statute: Statute, unit: Unit, why: Callable[[], str]) -> None:
    draft = Draft(statute)
    sentence = st.text_input(t("additions.sentence"), key="add.sentence", help=t("additions.words_help"))
    action = st.text_input(t("additions.action"), key="add.action", help=t("additions.words_help"))
    modality = _modality("add.modality")
    bearers = curation.choose_actors(t("correct.bearers"), statute, (), key="add.bearers")
    if not st.button(t("additions.add_norm"), type="primary", disabled=not sentence.strip(), key="add.norm"):
        return
    anchor = draft.words_anchor(sentence, unit.id)
    if anchor is None or (action.strip() and squeeze(action) not in squeeze(sentence)):
        st.error(t("additions.not_there"))
        return
    value = {"modality": modality, "bearers": bearers or None, "action": action.strip() or None}
    if curation.say(statute, "add", "norm", anchor, value=value, why=why()):
        st.rerun()


def _link(statute: Statute, unit: Unit, why: Callable[[], str]) -> None:
    cite = Citations(statute)
    conducts = [one for sanction in statute.sanctions for one in sanction.conducts]
    if not conducts:
        st.info(t("additions.no_conduct"))
        return
    here = [one for one in conducts if one.unit == unit.id or one.unit.startswith(f"{unit.id}.")]
    duties = [one for one in statute.norms if one.unit == unit.id or one.unit.startswith(f"{unit.id}.")]
    conduct = st.selectbox(
        t("line.conduct"),
        here or conducts,
        format_func=lambda one: f"{cite.of(one.unit)}　{one.quote.text[:60]}",
        key="add.conduct",
    )
    norm = st.selectbox(
        t("line.duty"),
        duties if duties and not here else list(statute.norms),
        format_func=lambda one: f"{cite.of(one.unit)}　{one.quote.text[:60]}",
        key="add.duty",
    )
    if conduct is None or norm is None:
        st.info(t("additions.no_duty"))
        return
    if st.button(t("additions.add_link"), type="primary", key="add.link"):
        anchor = Anchor(conduct.unit, conduct.quote.text, None, norm.unit, norm.quote.text)
        finder = Finder(statute)
        value = {"conduct": msgspec.to_builtins(finder.anchor(conduct)), "norm": msgspec.to_builtins(finder.anchor(norm))}
        if curation.say(statute, "add", "link", anchor, value=value, why=why()):
            st.rerun()


def _mention(statute: Statute, mentions: list[Mention], why: Callable[[], str]) -> None:
    if not mentions:
        st.info(t("additions.none"))
        return
    one = st.selectbox(
        t("additions.which"),
        mentions,
        format_func=lambda one: f"{one.quote.text}　→　{'、'.join(one.actors)}",
        key="add.mention",
    )
    words = st.text_input(t("curation.field.span"), one.quote.text, key=f"add.span.{one.id}", help=t("additions.words_help"))
    names = curation.choose_actors(t("curation.field.actors"), statute, one.actors, key=f"add.named.{one.id}")
    save, away = st.columns(2)
    if save.button(t("correct.save"), type="primary", key="add.mention.save", width="stretch"):
        _set(statute, "mention", one, {"actors": (list(one.actors), names), "span": (one.quote.text, words.strip())}, why())
    if away.button(t("additions.no_actor"), key="add.mention.remove", width="stretch") and curation.say(
        statute, "remove", "mention", anchor_of(statute, one), why=why()
    ):
        st.rerun()


def _definition(statute: Statute, definitions: list[Definition], why: Callable[[], str]) -> None:
    if not definitions:
        st.info(t("additions.none"))
        return
    one = st.selectbox(t("additions.which"), definitions, format_func=lambda one: one.term.text, key="add.definition")
    term = st.text_input(t("curation.field.term"), one.term.text, key=f"add.term.{one.id}", help=t("additions.words_help"))
    meaning = st.text_area(t("curation.field.definiens"), one.definiens.text, key=f"add.definiens.{one.id}")
    save, away = st.columns(2)
    if save.button(t("correct.save"), type="primary", key="add.definition.save", width="stretch"):
        changes = {"term": (one.term.text, term.strip()), "definiens": (one.definiens.text, meaning.strip())}
        _set(statute, "definition", one, changes, why())
    if away.button(t("additions.no_definition"), key="add.definition.remove", width="stretch") and curation.say(
        statute, "remove", "definition", anchor_of(statute, one), why=why()
    ):
        st.rerun()


def _set(
    statute: Statute, kind: str, fact: Mention | Definition, changes: Mapping[str, tuple[object, object]], why: str
) -> None:
    """One event for each field that differs, all together; words that do not stand in the unit are refused at once."""
    for field, (before, after) in changes.items():
        if field in ("span", "term", "definiens") and before != after:
            try:
                quote_in(statute.reading, article_panel.unit_of(statute, fact.unit), str(after), fact.quote)
            except Misfit:
                st.error(t("additions.not_there"))
                return
    anchor = anchor_of(statute, fact)
    events = [
        curation.new("set", kind, anchor, field=field, value=after, before=before, why=why)  # type: ignore[arg-type]
        for field, (before, after) in changes.items()
        if before != after
    ]
    if events and curation.say_all(statute, events):
        st.rerun()


def metadata_button(statute: Statute) -> None:
    """The way to what the statute says of itself: title, issuer, dates, status."""
    if st.button(t("additions.metadata"), icon=":material/edit:", key="add.metadata", width="stretch"):
        dialogs.show(t("additions.metadata"), _metadata, statute)


def _metadata(statute: Statute) -> None:
    why = curation.ask_why()
    asked: dict[str, tuple[str | None, str]] = {}
    columns = st.columns(2)
    for number, field in enumerate(FIELDS["metadata"]):
        stated = getattr(statute.meta, field)
        value = str(stated.value) if stated is not None else ""
        asked[field] = (value or None, columns[number % 2].text_input(t(f"additions.meta.{field}"), value, key=f"meta.{field}"))
    if st.button(t("correct.save"), type="primary", key="meta.save"):
        changes = {
            field: (before, new.strip() or None) for field, (before, new) in asked.items() if (new.strip() or None) != before
        }
        if wrong := [
            field for field in ("adopted", "promulgated", "effective") if not _day(changes.get(field, (None, None))[1])
        ]:
            st.error(t("additions.no_day", field="、".join(t(f"additions.meta.{field}") for field in wrong)))
            return
        events = [
            curation.new("set", "metadata", _stated(statute, field), field=field, value=new, before=before, why=why)
            for field, (before, new) in changes.items()
        ]
        if events and curation.say_all(statute, events):
            st.rerun()


def _stated(statute: Statute, field: str) -> Anchor:
    """The words that state a field; no words where the text is silent."""
    stated = getattr(statute.meta, field)
    return Anchor("", stated.quote.text if stated is not None else "", field)


def _day(value: str | None) -> bool:
    try:
        return value is None or bool(date.fromisoformat(value))
    except ValueError:
        return False
