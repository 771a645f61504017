"""Lists of words as data: ``*.toml`` beside this file, each with the law or standard it comes from."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The lexicon ``name`` (a file name without ``.toml``). Raises FileNotFoundError for an unknown one."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))


def alternation(words: list[str]) -> str:
    """The words as one regular-expression alternation, longest first so that the longest match wins."""
    import re

    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


def openers(*lists: Iterable[str]) -> frozenset[str]:
    """The first characters of the words: a look at one character spares most tries of a long alternation."""
    return frozenset(word[0] for words in lists for word in words)
