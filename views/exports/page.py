"""One page of an export: what a storyboard step shows, as data every format can write."""

from __future__ import annotations

import msgspec

from ..scene import Scene


class Article(msgspec.Struct, frozen=True):
    """An article quoted in full: its citation and its words."""

    citation: str
    text: str


class Page(msgspec.Struct, frozen=True):
    """A step drawn: a picture (``scene``, with ``marked`` ids strong), or a table, or words; with notes and the articles it cites.

    ``key`` names the file of a picture; ``citation`` is what the footer says (《…》第十五条).
    """

    key: str
    title: str
    notes: str = ""
    scene: Scene | None = None
    marked: frozenset[str] = frozenset()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    words: str = ""
    citation: str = ""
    articles: tuple[Article, ...] = ()
