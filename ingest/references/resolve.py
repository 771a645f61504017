"""Which units of the tree a reference means: elided heads from its place, ranges, relative forms; other laws by title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from ..facts import Reference
from ..units import Unit
from .grammar import Item, Path

_LETTER = {
    "part": "b",
    "subpart": "f",
    "chapter": "c",
    "section": "s",
    "article": "a",
    "paragraph": "p",
    "item": "i",
    "subitem": "m",
}
#: how many provisions of another law a range is spelled out to
_LONGEST = 200
#: a range or list of more units of this statute than this is no reference a law would make
_FAR = 2000


class Resolver:
    """The units of one statute by place and number. Ids go to ``Reference.targets``; what is not there stays unresolved."""

    def __init__(self, units: tuple[Unit, ...]) -> None:
        self.by_id: dict[str, Unit] = {}
        self.letter: dict[str, str] = {}
        self.siblings: dict[tuple[str | None, str], list[str]] = defaultdict(list)
        self.place: dict[str, int] = {}
        self.numbered: dict[tuple[str | None, str, str], str] = {}
        self.by_number: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.order: dict[str, list[str]] = defaultdict(list)
        self.rank: dict[str, int] = {}
        self.lists: dict[str, tuple[str, ...]] = {}
        for unit in units:
            name, parent, number = unit.id, unit.parent, unit.number
            self.by_id[name] = unit
            letter = _LETTER.get(unit.kind)
            if letter is None:
                continue
            self.letter[name] = letter
            row = self.siblings[parent, letter]
            self.place[name] = len(row)
            row.append(name)
            if number is not None:
                self.numbered.setdefault((parent, letter, number), name)
            if letter in "bfcsa":
                self.rank[name] = len(self.order[letter])
                self.order[letter].append(name)
                if number is not None and "~" not in name:
                    self.by_number[letter, number].append(name)

    def above(self, unit: str | None, letter: str) -> str | None:
        """The unit itself or the nearest one above it of this level."""
        while unit is not None and self.letter.get(unit) != letter:
            found = self.by_id.get(unit)
            unit = found.parent if found else None
        return unit

    def listed(self, unit: str) -> tuple[str, ...]:
        """The numbered units a chapeau introduces: items of a 款, subitems of an 项."""
        if unit not in self.lists:
            self.lists[unit] = (*self.siblings.get((unit, "i"), ()), *self.siblings.get((unit, "m"), ()))
        return self.lists[unit]

    def _below(self, parent: str | None, letter: str, number: str) -> str | None:
        return self.numbered.get((parent, letter, number))

    def _inside(self, scope: str, letter: str, number: str) -> list[str]:
        """Units of this level and number anywhere below ``scope``."""
        prefix = scope + "."
        return [unit for unit in self.by_number.get((letter, number), ()) if unit.startswith(prefix)]

    def _nearest(self, found: list[str], where: str) -> str | None:
        """Of several units with the same number the one in the same annex or body as ``where``, the first of them."""
        annex = where.split(".")[0] if where.startswith("x") else ""
        for unit in found:
            if (unit.split(".")[0] if unit.startswith("x") else "") == annex:
                return unit
        return found[0] if found else None

    def find(self, path: Path, where: str, scope: str | None = None) -> str | None:
        """The unit at the end of ``path``. ``where``: the unit that refers, which fills elided levels; ``scope``: where to start."""
        here = scope
        for letter, number in path:
            if here is None:
                chosen = (self._numbered if letter in "bfcsa" else self._elided)(letter, number, where)
            elif letter == "i" and self.letter[here] == "a":
                chosen = self._item_of_article(here, number)
            else:
                chosen = self._below(here, letter, number)
                if chosen is None and letter in "fcsa":
                    chosen = next(iter(self._inside(here, letter, number)), None)
            if chosen is None:
                return None
            here = chosen
        return here

    def _numbered(self, letter: str, number: str, where: str) -> str | None:
        """An article, chapter … by number: chapters and sections are numbered anew within what is above the referring unit."""
        found = self.by_number.get((letter, number), [])
        if letter in "cs" and len(found) > 1:
            for level in "cfb" if letter == "s" else "fb":
                top = self.above(where, level)
                near = [unit for unit in found if top and unit.startswith(top + ".")]
                if near:
                    return near[0]
        return self._nearest(found, where)

    def _elided(self, letter: str, number: str, where: str) -> str | None:
        """A 款, 项 or 目 named without what is above it: of this 条, this 款, this 项."""
        article = self.above(where, "a")
        if letter == "p":
            return self._below(article, "p", number) if article else None
        if letter == "i":
            paragraph = self.above(where, "p")
            found = self._below(paragraph, "i", number) if paragraph else None
            return found or (self._item_of_article(article, number) if article else None)
        item = self.above(where, "i")
        return self._below(item, "m", number) if item else None

    def _item_of_article(self, article: str, number: str) -> str | None:
        """An 项 named without its 款: of the article's only 款 with such an item, or of the first."""
        direct = self._below(article, "i", number)
        if direct:
            return direct
        for paragraph in self.siblings.get((article, "p"), ())[:_FAR]:
            found = self._below(paragraph, "i", number)
            if found:
                return found
        return None

    def _before(self, letter: str, where: str, many: int) -> list[str]:
        """The ``many`` units of this level before the referring one (0 = all before it in the same list)."""
        here = self.above(where, letter)
        if here is None:
            return self._list_above(letter, where)
        if letter in "pim":
            row, index = self.siblings[self.by_id[here].parent, letter], self.place[here]
        else:
            row, index = self.order[letter], self.rank[here]
        if many == 0:
            own = self.siblings[self.by_id[here].parent, letter]
            return own[: self.place[here]][-_FAR:]
        found = row[index - many : index] if many <= index else []
        annex = here.split(".")[0] if here.startswith("x") else ""
        return found if all((unit.split(".")[0] if unit.startswith("x") else "") == annex for unit in found) else []

    def _list_above(self, letter: str, where: str) -> list[str]:
        """以上各项 in a 款 that follows a list: the items of the nearest 款 before it."""
        paragraph = self.above(where, "p")
        if letter != "i" or paragraph is None:
            return []
        row, index = self.siblings[self.by_id[paragraph].parent, "p"], self.place[paragraph]
        for sibling in reversed(row[max(0, index - 20) : index]):
            items = self.listed(sibling)
            if items:
                return list(items)
        return []

    def above_words(self, where: str, first: bool) -> tuple[str, ...]:
        """What 上述… points to: the unit itself, or the one before it when these are its ``first`` words."""
        if not first:
            return (where,)
        letter = self.letter.get(where)
        before = self._before(letter, where, 1) if letter else []
        return tuple(before)

    def _range(self, first: str, last: str) -> list[str]:
        """The units from one to the other, both of one level; empty when they are not in order, or absurdly many."""
        letter = self.letter[first]
        if self.letter[last] != letter:
            return []
        if letter in "bfcsa":
            row, start, end = self.order[letter], self.rank[first], self.rank[last]
        else:
            if self.by_id[first].parent != self.by_id[last].parent:
                return []
            row, start, end = self.siblings[self.by_id[first].parent, letter], self.place[first], self.place[last]
        return row[start : end + 1] if 0 <= end - start < _FAR else []

    def targets(self, item: Item, where: str, anchors: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The units an item of a chain means, or () when one of them is not in the tree.

        ``anchors``: the units the references before it meant (该条, 该款, 各该款).
        """
        scopes: list[str | None] = [None]
        if item.relative:
            level, direction, many = item.relative
            if direction == 0:
                own = self.above(where, level)
                scopes = [own] if own else []
            elif direction > 0:
                others = [self.above(anchor, level) for anchor in (anchors if many == 0 else anchors[-1:])]
                scopes = list(dict.fromkeys(other for other in others if other))
            elif many == 0 and level == "i" and self.listed(where):
                scopes = list(self.listed(where))
            else:
                scopes = list(self._before(level, where, many))
            if not item.paths:
                found = [scope for scope in scopes if scope]
                return tuple(self._each(found, item.each))
        found = []
        for scope in scopes:
            for path in item.paths:
                unit = self.find(path, where, scope)
                if unit is None:
                    return ()
                found.append(unit)
        if item.last and found:
            scope = scopes[0] if scopes else None
            end = self.find(item.last, where, scope)
            found = self._range(found[0], end) if end else []
        return tuple(dict.fromkeys(self._each(found, item.each)))

    def _each(self, found: list[str], level: str | None) -> list[str]:
        """The units of a level right below those found: 前款各项; below the 款 of a 条 when it has none itself."""
        if level is None:
            return found
        inside: list[str] = []
        for top in found:
            inside += self.siblings.get((top, level), ())
            for paragraph in self.siblings.get((top, "p"), ())[:_FAR] if level == "i" else ():
                inside += self.siblings.get((paragraph, level), ())
        return inside or found


def law_units(item: Item) -> tuple[str, ...]:
    """The provisions an item names in another law, as paths: ``a27``, ``a29.p1``."""
    paths = [".".join(letter + number for letter, number in path) for path in item.paths]
    if item.last and item.paths and item.paths[0][-1][0] == item.last[-1][0]:
        first, last = item.paths[0][-1][1], item.last[-1][1]
        head = item.paths[0][:-1]
        if first.isdigit() and last.isdigit() and head == item.last[:-1] and 0 < int(last) - int(first) <= _LONGEST:
            letter = item.paths[0][-1][0]
            prefix = "".join(f"{level}{number}." for level, number in head)
            paths = [f"{prefix}{letter}{n}" for n in range(int(first), int(last) + 1)]
        else:
            paths.append(".".join(letter + number for letter, number in item.last))
    return tuple(path for path in paths if path)


_NO_MARKS = str.maketrans("()", "（）", "《》〈〉<>")
_EDITION = re.compile(r"（[^（）]*(?:修正|修订|试行|暂行|年|版)[^（）]*）$")


def title_key(title: str) -> str:
    """A statute's title for comparison: without title marks, white space, edition note and a leading 中华人民共和国."""
    bare = "".join(title.split()).translate(_NO_MARKS)
    bare = _EDITION.sub("", bare)
    return bare[7:] if bare.startswith("中华人民共和国") and len(bare) > 7 else bare


def resolve_external(reference: Reference, library_titles: Iterable[str]) -> str | None:
    """The title in the library that names the law of ``reference``, or None: no such title, or no law named.

    Called again whenever a statute is loaded or removed; the reference itself is not changed by it.
    """
    if not reference.law:
        return None
    want = title_key(reference.law)
    exact = None
    for title in library_titles:
        if title == reference.law:
            return title
        if exact is None and title_key(title) == want:
            exact = title
    return exact
