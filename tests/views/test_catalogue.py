"""The words of the interface: the same keys in both languages, no key used that does not exist."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from views.catalogue import LANGUAGES, entries, given_twice, words
from views.pages import PAGES

VIEWS = Path(__file__).parents[2] / "views"


def test_both_languages_have_the_same_keys():
    assert set(entries("zh")) == set(entries("en"))
    assert len(entries("zh")) > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_is_given_twice(language):
    assert given_twice(language) == []


def test_both_languages_fill_in_the_same_values():
    def names(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    assert {key for key in entries("zh") if names(words("zh", key)) != names(words("en", key))} == set()


def test_an_entry_is_empty_in_both_languages_or_in_none():
    empty = [{key for key, text in entries(code).items() if not text.strip()} for code in LANGUAGES]
    assert empty[0] == empty[1]
    assert len(empty[0]) < 5


def test_every_key_in_the_code_exists():
    used = set()
    for path in VIEWS.rglob("*.py"):
        used |= {
            (path.name, key)
            for key in re.findall(r"""\bt\(\s*"([a-z_]+\.[A-Za-z_0-9.]+)"[,)]""", path.read_text(encoding="utf-8"))
        }
    assert len(used) > 50
    assert {(file, key) for file, key in used if key not in entries("zh")} == set()


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.id)
def test_every_page_has_a_title_and_a_module(entry):
    assert f"page.{entry.id}" in entries("zh")
    assert (VIEWS / f"{entry.id}.py").exists() or (VIEWS / entry.id / "__init__.py").exists()
    assert not entry.section or f"section.{entry.section}" in entries("zh")


def test_an_unknown_key_is_shown_as_itself():
    assert words("zh", "no.such") == "no.such"


def test_every_diagnostic_has_its_words_in_both_languages():
    from ingest.diagnostics import CATALOGUE
    from ingest.sanctions.diagnostics import MESSAGES

    recorded = {code: kind.message for code, kind in CATALOGUE.items()} | MESSAGES
    shown = {key.removeprefix("diagnostic."): text for key, text in entries("zh").items() if key.startswith("diagnostic.")}
    assert shown == recorded
    assert not any("　" in words("en", f"diagnostic.{code}") for code in recorded)
    assert words("en", "diagnostic.no_title") == "No title was found."
