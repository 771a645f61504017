"""A small statute from its lines, for tests of the stages after the structure."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.numerals import number_of
from ingest.passages import passages_of
from ingest.reading import Reading
from ingest.units import Passage, Unit, UnitKind

_HEAD = re.compile(r"第([一二三四五六七八九十百]+)(编|章|条)(?:之([一二三]))? ")
_ITEM = re.compile(r"（([一二三四五六七八九十]+)）|([0-9]+)\. ?")
_LEVELS: dict[str, tuple[str, UnitKind]] = {"编": ("b", "part"), "章": ("c", "chapter"), "条": ("a", "article")}


class Tree(NamedTuple):
    """The text with its units and passages."""

    reading: Reading
    units: tuple[Unit, ...]
    passages: tuple[Passage, ...]


def tree_of(text: str, title: str = "") -> Tree:
    """One line = one heading, 款 or 项; 目 as ``1.``. Spans are those of the lines only."""
    if title:
        text = f"{title}\n{text}"
    units: list[Unit] = []
    open_: dict[str, str] = {}
    at = paragraphs = 0

    def add(kind: UnitKind, name: str, number: str | None, parent: str | None, own: int, end: int) -> str:
        unit = f"{parent}.{name}" if parent else name
        units.append(Unit(unit, kind, number, None, None, parent, at, end, at, end, own, end))
        return unit

    for line in text.split("\n"):
        end = at + len(line)
        head, item = _HEAD.match(line), _ITEM.match(line)
        if title and at == 0:
            add("title", "title", None, None, at, end)
        elif head:
            letter, kind = _LEVELS[head[2]]
            number = str(number_of(head[1])) + (f"-{number_of(head[3])}" if head[3] else "")
            above = [open_[level] for level in "bc" if level in open_ and level < letter] if letter != "a" else []
            parent = open_.get("c") or open_.get("b") if letter == "a" else (above[-1] if above else None)
            open_ = {level: unit for level, unit in open_.items() if level in "bc" and (letter == "a" or level < letter)}
            open_[letter] = add(kind, letter + number, number, parent, end, end)
            if letter == "a":
                paragraphs = 1
                open_["p"] = add("paragraph", "p1", "1", open_["a"], at + head.end(), end)
        elif item and "p" in open_:
            number = str(number_of(item[1])) if item[1] else item[2]
            own = at + item.end()
            if item[1]:
                open_["i"] = add("item", f"i{number}", number, open_["p"], own, end)
            else:
                add("subitem", f"m{number}", number, open_.get("i", open_["p"]), own, end)
        elif line and "a" in open_:
            paragraphs += 1
            open_.pop("i", None)
            open_["p"] = add("paragraph", f"p{paragraphs}", str(paragraphs), open_["a"], at, end)
        at = end + 1
    reading = Reading(text, text, text)
    return Tree(reading, tuple(units), passages_of(reading, tuple(units)))
