"""Every word the interface shows, in Chinese and English: ``zh.toml``, ``en.toml`` and one pair ``<page>.zh.toml`` /
``<page>.en.toml`` for a page that brings its own. Both languages have the same keys (tested)."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

_FOLDER = Path(__file__).parent


def _flat(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)


@cache
def _read(language: Language) -> tuple[tuple[str, str, str], ...]:
    """(file, key, words) of every entry, in the order of the files."""
    found = []
    for path in sorted(_FOLDER.glob(f"*{language}.toml")):
        if path.name in (f"{language}.toml",) or path.name.endswith(f".{language}.toml"):
            with path.open("rb") as file:
                found += [(path.name, key, value) for key, value in _flat(tomllib.load(file))]
    return tuple(found)


@cache
def entries(language: Language) -> dict[str, str]:
    """Every key of ``language`` with its words."""
    return {key: value for _, key, value in reversed(_read(language))}


def given_twice(language: Language) -> list[str]:
    """Keys that more than one place gives; there should be none."""
    counts = Counter(key for _, key, _ in _read(language))
    return [key for key, count in counts.items() if count > 1]


def words(language: Language, key: str, **values: object) -> str:
    """The words of ``key`` in ``language`` with ``{names}`` filled in; an unknown key is shown as itself."""
    text = entries(language).get(key, key)
    return text.format(**values) if values else text
