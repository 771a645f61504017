"""The marked words: exactly those of the source, and never markup."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from views.marked_text import html_of, logical_span, pieces, unit_html
from views.reader_text import payload

from .annotated import bundled_statute


def test_the_marked_words_of_every_norm_are_its_quote():
    statute = bundled_statute()
    units = {unit.id: unit for unit in statute.units}
    for norm in statute.norms:
        unit = units[norm.unit.split(".p")[0]]
        shown = unit_html(statute, unit, [(norm.quote.start, norm.quote.end)])
        marked = unescape("".join(re.findall(r"<mark>(.*?)</mark>", shown, re.DOTALL)))
        stored = statute.reading.source[norm.quote.start : norm.quote.end]
        assert "".join(marked.split()) == "".join(stored.split())


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=6), st.integers(0, 9))
def test_pieces_give_back_the_text(text, spans, at):
    parts = pieces(text, at, spans)
    assert "".join(words for words, _ in parts) == text


@given(st.text(alphabet="<>&\"'/script=\u202e标", max_size=40))
def test_nothing_in_a_text_becomes_markup(text):
    shown = html_of(text, 0, [(0, len(text))])
    assert unescape(shown.replace("<mark>", "").replace("</mark>", "")) == text
    assert set(re.findall(r"<[^>]*>", shown)) <= {"<mark>", "</mark>"}


def test_a_span_outside_the_unit_marks_nothing():
    statute = bundled_statute()
    article = next(unit for unit in statute.units if unit.kind == "article")
    assert "<mark>" not in unit_html(statute, article, [(10**6, 10**6 + 5)])
    assert logical_span(statute.reading, 0, 0, (article.at, article.until)) == (article.at, article.at)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_reader_gets_every_word_of_the_statute(language):
    statute = bundled_statute()
    shown = payload(statute, language)
    lines = ["".join(run[0] for run in line["runs"]) for line in shown["lines"]]
    assert lines == [line for line in statute.reading.text.split("\n") if line.strip()]
    for line in shown["lines"]:
        for words, notes in line["runs"]:
            assert words
            assert all(0 <= number < len(shown["notes"]) for number in notes)


def test_annotations_stand_on_their_words():
    statute = bundled_statute()
    shown = payload(statute, "zh")
    on: dict[int, str] = {}
    for line in shown["lines"]:
        for words, notes in line["runs"]:
            for number in notes:
                on[number] = on.get(number, "") + words
    triggers = [norm.trigger.text for norm in statute.norms if norm.trigger]
    modal = [on[number] for number, note in enumerate(shown["notes"]) if note[0] == "modality" and number in on]
    assert sorted(modal) == sorted(triggers)


def test_references_lead_to_their_targets():
    statute = bundled_statute()
    units = {unit.id for unit in statute.units}
    targets = [note[2] for note in payload(statute, "zh")["notes"] if note[0] == "reference" and note[2]]
    assert targets
    assert set(targets) <= units


def test_the_tree_names_every_chapter_and_article():
    tree = payload(bundled_statute(), "zh")["tree"]
    assert sum(1 for entry in tree if entry.get("head")) == 9
    assert sum(1 for entry in tree if not entry.get("head")) == 54
