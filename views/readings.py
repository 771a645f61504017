"""Everything read from an article, in one dialog: what is wrong is chosen on the left and put right on the right."""

from __future__ import annotations

from typing import Any

import msgspec
import streamlit as st

from graph import codes
from graph.citation import Citations
from ingest.corrections.anchors import anchor_of, unit_words
from ingest.facts import Actor, Link
from ingest.statute import Statute
from ingest.units import Unit

from . import additions, article_panel, correct, curation, dialogs
from .language import language, t


class Reading(msgspec.Struct, frozen=True):
    """One thing that can be corrected: what it is called, and the fact or unit (None: something to add)."""

    label: str
    about: Any


def button(statute: Statute, unit: Unit, key: str) -> None:
    """The way in, from wherever an article is shown."""
    if st.button(t("correct.here"), icon=":material/edit:", key=key, width="stretch"):
        dialog(statute, unit)


def readings_of(statute: Statute, unit: Unit) -> tuple[Reading, ...]:
    """What was read from the 条 of ``unit`` and the units it is made of."""
    cite = Citations(statute)
    article = cite.article(unit.id) or unit

    def inside(unit_id: str) -> bool:
        return unit_id == article.id or unit_id.startswith(f"{article.id}.")

    code = language()
    steps = [step for sanction in statute.sanctions for step in sanction.steps]
    named = dict.fromkeys(name for one in statute.mentions if inside(one.unit) for name in one.actors)
    actors = {actor.name: actor for actor in statute.actors}
    found = [
        *(
            Reading(f"{codes.name('modality', one.modality, code)}　{(one.action or one.quote).text[:42]}", one)
            for one in statute.norms
            if inside(one.unit)
        ),
        *(
            Reading(f"{codes.name('measure', one.measure, code)}　{one.quote.text[:42]}", one)
            for one in steps
            if inside(one.unit)
        ),
        *(Reading(f"{t('curation.kind.actor')}　{name}", actors[name]) for name in named if name in actors),
        *(
            Reading(f"{t('curation.kind.reference')}　{one.quote.text[:42]}", one)
            for one in statute.references
            if inside(one.unit)
        ),
        *(
            Reading(f"{t('curation.kind.link')}　{one.conduct_quote.text[:20]} → {one.duty_quote.text[:20]}", one)
            for one in statute.links
            if inside(one.conduct_unit) or inside(one.duty_unit)
        ),
        *(
            Reading(f"{codes.name('unit', one.kind, code)}　{cite.of(one.id)}　{unit_words(statute.reading, one)[:24]}", one)
            for one in statute.units
            if inside(one.id)
        ),
    ]
    return (*found, Reading(t("correct.add_here"), None))


def dialog(statute: Statute, unit: Unit) -> None:
    """Opens the dialog, on the unit itself where that is a 款."""
    where = Citations(statute).of((Citations(statute).article(unit.id) or unit).id)
    dialogs.show(f"{t('correct.button')} {where}", _dialog, statute, unit)


def _dialog(statute: Statute, unit: Unit) -> None:
    options = readings_of(statute, unit)
    first = next((n for n, one in enumerate(options) if unit.kind == "paragraph" and one.about == unit), 0)
    left, right = st.columns([0.42, 0.58], gap="medium")
    with left, st.container(height=560, border=False):
        number = st.radio(
            t("correct.which"), range(len(options)), first, format_func=lambda one: options[one].label, key="readings.which"
        )
    with right:
        why = curation.ask_why()
        about = options[number].about
        if about is None:
            additions.forms(statute, Citations(statute).article(unit.id) or unit, lambda: why)
        elif isinstance(about, Unit):
            words = statute.reading.text[about.at : about.until]
            st.caption(words[:400])
            correct.division(statute, about, words, why)
        elif isinstance(about, Link):
            _link(statute, about, why)
        else:
            st.caption((about.first if isinstance(about, Actor) else about.quote).text[:300])
            correct.form(statute, about, why)


def _link(statute: Statute, link: Link, why: str) -> None:
    article_panel.quotes_side_by_side(
        statute,
        [
            (t("line.duty"), link.duty_unit, (link.duty_quote.start, link.duty_quote.end)),
            (t("line.conduct"), link.conduct_unit, (link.conduct_quote.start, link.conduct_quote.end)),
        ],
    )
    st.caption(codes.name("status", link.status, language()))
    yes, no = st.columns(2)
    for column, op, word, icon in (
        (yes, "accept", "review.accept", ":material/check:"),
        (no, "reject", "review.reject", ":material/close:"),
    ):
        if column.button(t(word), icon=icon, key=f"readings.{op}", width="stretch") and curation.say(
            statute,
            op,  # type: ignore[arg-type]
            "link",
            anchor_of(statute, link),
            why=why,
        ):
            st.rerun()
