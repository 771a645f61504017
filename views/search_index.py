"""Finding things in a statute: by 汉字, full pinyin, initials, or an article number in any form (41, 第41条, 第四十一条第二款)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec
from pypinyin import Style, lazy_pinyin

from graph.citation import Citations
from graph.records import actor_id
from ingest.statute import Statute

_PINYIN_LENGTH = 40
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMBER = "[0-9０-９零〇一二两三四五六七八九十百千]{1,9}"
_CITED = re.compile(
    rf"第?\s*({_NUMBER})\s*条?(?:\s*之\s*({_NUMBER}))?\s*(?:第?\s*({_NUMBER})\s*款)?\s*(?:第?\s*[（(]?({_NUMBER})[)）]?\s*项)?"
)


class Hit(msgspec.Struct, frozen=True):
    """Something found: ``kind`` article, chapter, actor, norm, term or statute; ``id`` a unit id, or a node id for actors and norms."""

    kind: str
    id: str
    name: str
    more: str = ""
    unit: str = ""
    span: tuple[int, int] | None = None


class _Entry(msgspec.Struct, frozen=True):
    hit: Hit
    words: str
    body: str
    pinyin: str
    initials: str
    spoken: str = ""
    """Of an article: the syllables of its whole text, each after a space, for topic words inside it."""
    heads: str = ""
    """The initials of the same."""


def number_of(words: str) -> int | None:
    """The value of a Chinese or Arabic number below ten thousand; None if it is neither."""
    plain = words.translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    if plain.isascii() and plain.isdigit():
        return int(plain)
    total = digit = 0
    for char in plain:
        if char in _DIGITS:
            digit = digit * 10 + _DIGITS[char] if digit and not total else _DIGITS[char]
        elif char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            return None
    return total + digit


@lru_cache(maxsize=8192)
def _syllable(char: str) -> str:
    return lazy_pinyin(char, style=Style.NORMAL, errors=lambda other: other.lower())[0]


def _entry(hit: Hit, words: str, body: str = "") -> _Entry:
    """Names are read as phrases (长春, 银行); running text character by character, which is a hundred times faster."""
    head = words[:_PINYIN_LENGTH]
    if hit.kind in ("article", "norm"):
        syllables = [_syllable(char) for char in head]
    else:
        syllables = lazy_pinyin(head, style=Style.NORMAL, errors=lambda other: other.lower())
    spoken = [_syllable(char) for char in body] if hit.kind == "article" else []
    return _Entry(
        hit,
        words,
        body,
        "".join(syllables),
        "".join(syllable[:1] for syllable in syllables),
        "".join(f" {syllable}" for syllable in spoken),
        "".join(syllable[:1] for syllable in spoken),
    )


def _spoken(plain: str) -> re.Pattern[str]:
    """A full pinyin query as it may stand in running text: from the beginning of a syllable, syllables apart."""
    return re.compile(" " + " ?".join(re.escape(char) for char in plain))


def _plain(query: str) -> str:
    """A query that may be pinyin or initials, in small letters without spaces; empty if it cannot be."""
    plain = query.lower().replace(" ", "").replace("'", "")
    return plain if plain.isascii() and plain.isalnum() and 1 < len(plain) <= _PINYIN_LENGTH else ""


class SearchIndex:
    """What one statute can be searched for. Built once a statute."""

    def __init__(self, statute: Statute) -> None:
        self._cite = cite = Citations(statute)
        self._units = {unit.id: unit for unit in statute.units}
        self._articles = {unit.number: unit.id for unit in reversed(statute.units) if unit.kind == "article" and unit.number}
        text = statute.reading.text
        entries = []
        for actor in statute.actors:
            names = " ".join((actor.name, *actor.aliases))
            entries.append(
                _entry(Hit("actor", actor_id(statute.id, actor.name), actor.name, "、".join(actor.aliases), actor.unit), names)
            )
        for definition in statute.definitions:
            span = (definition.quote.start, definition.quote.end)
            hit = Hit("term", definition.unit, definition.term.text, definition.definiens.text[:60], definition.unit, span)
            entries.append(_entry(hit, definition.term.text, definition.definiens.text))
        for unit in statute.units:
            if unit.kind in ("part", "subpart", "chapter", "section"):
                name = f"{(unit.label or '').strip()} {(unit.heading or '').strip()}".strip()
                entries.append(_entry(Hit("chapter", unit.id, name, "", unit.id), f"{unit.heading or ''} {name}"))
            elif unit.kind == "article":
                body = text[unit.at : unit.until]
                label = unit.label or ""
                opening = " ".join(body.removeprefix(label).split())
                heading = unit.heading or ""
                entries.append(
                    _entry(
                        Hit("article", unit.id, cite.of(unit.id), heading or opening[:60], unit.id), heading or opening, body
                    )
                )
        for norm in statute.norms:
            action = norm.action.text if norm.action else norm.quote.text
            hit = Hit(
                "norm",
                f"{statute.id}:{norm.id}",
                action[:40],
                cite.of(norm.unit),
                norm.unit,
                (norm.quote.start, norm.quote.end),
            )
            entries.append(_entry(hit, action, norm.quote.text))
        self._entries = entries

    def find(self, query: str, limit: int = 12) -> list[Hit]:
        """The hits, best first; nothing for nothing."""
        query = " ".join(query.split())
        if not query:
            return []
        found = self._cited(query)
        plain = _plain(query)
        said = _spoken(plain) if plain else None
        ranked = sorted(
            (
                (rank, order, entry.hit)
                for order, entry in enumerate(self._entries)
                if (rank := self._rank(entry, query, said)) is not None
            ),
            key=lambda row: row[:2],
        )
        for _, _, hit in ranked:
            if hit not in found:
                found.append(hit)
            if len(found) >= limit:
                break
        return found[:limit]

    def _cited(self, query: str) -> list[Hit]:
        """The unit an article number names: 41, 第41条, 第四十一条第二款第（三）项."""
        match = _CITED.fullmatch(query)
        if match is None:
            return []
        article, inserted, paragraph, item = (number_of(group) if group else None for group in match.groups())
        unit_id = self._articles.get(f"{article}-{inserted}" if inserted else str(article))
        if unit_id is None:
            return []
        for sub in self._below(unit_id, paragraph, item):
            return [Hit("article", sub, self._cite.of(sub), "", sub)]
        return [Hit("article", unit_id, self._cite.of(unit_id), "", unit_id)]

    def _below(self, article: str, paragraph: int | None, item: int | None) -> Iterable[str]:
        wanted = article
        if paragraph or item:
            wanted += f".p{paragraph or 1}"
        if item:
            wanted += f".i{item}"
        return [wanted] if wanted in self._units else []

    @staticmethod
    def _rank(entry: _Entry, query: str, said: re.Pattern[str] | None) -> tuple[int, int] | None:
        """How well an entry answers: smaller is better, None not at all. Names before words, shorter before longer."""
        kind = ("actor", "term", "chapter", "article", "norm").index(entry.hit.kind)
        words = entry.words
        if query == entry.hit.name or query in words.split():
            return (0, kind)
        if words.startswith(query):
            return (1, kind * 1000 + len(words))
        if query in words:
            return (2, kind * 1000 + len(words))
        if query in entry.body:
            return (6, kind * 1000)
        if plain := _plain(query):
            if plain in (entry.pinyin, entry.initials):
                return (3, kind * 1000)
            if entry.pinyin.startswith(plain) or entry.initials.startswith(plain):
                return (4, kind * 1000 + len(words))
            if plain in entry.initials or plain in entry.pinyin:
                return (5, kind * 1000 + len(words))
            if len(plain) > 2 and said is not None and (plain in entry.heads or said.search(entry.spoken)):
                return (8, kind * 1000)
        if " " in query and all(part in words or part in entry.body for part in query.split()):
            return (7, kind * 1000)
        return None
