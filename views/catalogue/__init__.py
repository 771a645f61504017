"""Every word the interface shows, in Chinese and English: ``zh.toml``, ``en.toml`` and one pair ``<page>.zh.toml`` /
``<page>.en.toml`` for a page that brings its own. Both languages have the same keys (tested)."""

from __future__ import annotations

import tomllib
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
def entries(language: Language) -> dict[str, str]:
    """Every key of ``language`` with its words. A key that two files give is an error."""
    found: dict[str, str] = {}
    for path in sorted(_FOLDER.glob(f"*{language}.toml")):
        if path.name.removesuffix(".toml").split(".")[-1] != language:
            continue
        with path.open("rb") as file:
            for key, value in _flat(tomllib.load(file)):
                if key in found:
                    raise ValueError(f"{path.name}: {key} is given twice")
                found[key] = value
    return found


def words(language: Language, key: str, **values: object) -> str:
    """The words of ``key`` in ``language`` with ``{names}`` filled in; an unknown key is shown as itself."""
    text = entries(language).get(key, key)
    return text.format(**values) if values else text
