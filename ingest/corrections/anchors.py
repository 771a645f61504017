"""From a fact to its anchor and back: unit and quoted words, never an offset or an id alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import msgspec

from ..facts import Actor, Conduct, Definition, Link, Mention, Norm, Reference, Step
from ..reading import Reading
from ..statute import Statute
from ..units import Unit
from .events import Anchor, FactKind

replace = msgspec.structs.replace

SPEAKS_FOR_ITSELF = 24
"""Characters from which a quote is found by its words alone; a shorter one (省人民政府) takes its surroundings along."""
AROUND = 16
"""Characters taken along on either side of a short quote."""
BEGINNING = 60
"""Characters of its own words by which a unit is known."""

_KINDS: dict[type, FactKind] = {
    Norm: "norm",
    Reference: "reference",
    Mention: "mention",
    Definition: "definition",
    Conduct: "conduct",
    Step: "step",
    Link: "link",
    Actor: "actor",
}
_COLLECTIONS = {
    "actor": "actors",
    "mention": "mentions",
    "norm": "norms",
    "reference": "references",
    "definition": "definitions",
    "link": "links",
}


def squeeze(text: str) -> str:
    """``text`` without whitespace: a new line wrap changes no words."""
    return "".join(text.split())


def kind_of(fact: Any) -> FactKind:
    """What kind of fact it is."""
    return _KINDS[type(fact)]


def words_of(fact: Any) -> str:
    """The words that identify a fact in its unit."""
    if isinstance(fact, Actor):
        return squeeze(fact.first.text)
    return squeeze(fact.conduct_quote.text if isinstance(fact, Link) else fact.quote.text)


def mark_of(fact: Any) -> str | None:
    """What tells apart norms read from the same words: the modal word."""
    return fact.trigger.text if isinstance(fact, Norm) and fact.trigger else None


def unit_of(fact: Any) -> str:
    """The unit a fact stands in (for a link, the conduct's)."""
    return str(fact.conduct_unit if isinstance(fact, Link) else fact.unit)


def _key(fact: Any) -> str:
    return str(fact.name if isinstance(fact, Actor) else fact.id)


def facts_of(statute: Statute, kind: FactKind) -> tuple[Any, ...]:
    """All facts of a kind, in text order."""
    if kind == "step":
        return tuple(step for sanction in statute.sanctions for step in sanction.steps)
    if kind == "conduct":
        return tuple(conduct for sanction in statute.sanctions for conduct in sanction.conducts)
    return tuple(getattr(statute, _COLLECTIONS[kind]))


class Surroundings:
    """The words on either side of a quote within its article, labels left out: 第十二条 may be 第十三条 tomorrow."""

    def __init__(self, reading: Reading, units: Iterable[Unit]) -> None:
        self._reading = reading
        self._units = {unit.id: unit for unit in units}
        self._articles: dict[str, tuple[str, list[int]]] = {}
        self._around: dict[tuple[str, int, int], str] = {}

    @cached_property
    def _under(self) -> dict[str, list[Unit]]:
        found: dict[str, list[Unit]] = {}
        for unit in self._units.values():
            found.setdefault(self._article(unit.id), []).append(unit)
        return found

    def _article(self, unit_id: str) -> str:
        """The 条 a unit stands in; outside articles the unit itself."""
        unit = self._units.get(unit_id)
        while unit is not None and unit.kind != "article":
            unit = self._units.get(unit.parent) if unit.parent else None
        return unit.id if unit else unit_id

    def _words(self, article: str) -> tuple[str, list[int]]:
        """The article's own words without whitespace, and where each character stands in the logical text."""
        if article not in self._articles:
            text = self._reading.text
            inside = sorted(self._under.get(article, ()), key=lambda unit: unit.own_at)
            places = [place for unit in inside for place in range(unit.own_at, unit.own_until) if not text[place].isspace()]
            self._articles[article] = "".join(text[place] for place in places), places
        return self._articles[article]

    def around(self, fact: Any) -> str:
        """The words before and after a short quote, with a bar between; empty for a quote that speaks for itself."""
        if len(words_of(fact)) >= SPEAKS_FOR_ITSELF:
            return ""
        quote = fact.conduct_quote if isinstance(fact, Link) else fact.first if isinstance(fact, Actor) else fact.quote
        key = (unit_of(fact), quote.at, quote.until)
        if key not in self._around:
            words, places = self._words(self._article(key[0]))
            start, end = bisect_left(places, quote.at), bisect_left(places, quote.until)
            self._around[key] = f"{words[max(0, start - AROUND) : start]}|{words[end : end + AROUND]}"
        return self._around[key]


class Finder:
    """Finds the facts an anchor means among those given, and makes anchors for them.

    The facts of each kind are looked up by their words, so that ten thousand corrections do not read the statute ten thousand times.
    """

    def __init__(self, statute: Statute, surroundings: Surroundings | None = None) -> None:
        self._statute = statute
        self.surroundings = surroundings or Surroundings(statute.reading, statute.units)
        self._facts: dict[FactKind, dict[str, Any]] = {}
        self._by_words: dict[FactKind, dict[str, list[str]]] = {}
        self._by_place: dict[tuple[FactKind, str], dict[str, list[str]]] = {}

    def facts(self, kind: FactKind) -> dict[str, Any]:
        """The facts of a kind by id, in text order."""
        if kind not in self._facts:
            self._facts[kind] = {_key(fact): fact for fact in facts_of(self._statute, kind)}
        return self._facts[kind]

    def with_words(self, kind: FactKind, words: str) -> list[Any]:
        """The facts of a kind that rest on exactly these words, in text order."""
        facts = self.facts(kind)
        if kind not in self._by_words:
            index: dict[str, list[str]] = {}
            for key, fact in facts.items():
                index.setdefault(words_of(fact), []).append(key)
            self._by_words[kind] = index
        return [facts[key] for key in self._by_words[kind].get(words, ())]

    def _mark(self, fact: Any) -> str | None:
        """The modal word of a norm; of a link that of its duty."""
        norm = self.facts("norm").get(fact.norm or "") if isinstance(fact, Link) else fact
        return mark_of(norm)

    def alike(self, kind: FactKind, anchor: Anchor) -> list[Any]:
        """The facts with the anchor's words, modal word and other side, wherever they stand."""
        return [fact for fact in self.with_words(kind, squeeze(anchor.quote)) if self._fits(fact, anchor)]

    def _surrounded(self, kind: FactKind, anchor: Anchor) -> list[Any]:
        """The facts with the anchor's words, modal word, other side and surroundings."""
        words = squeeze(anchor.quote)
        groups = self._by_place.get((kind, words))
        if groups is None:
            groups = self._by_place[kind, words] = {}
            for fact in self.with_words(kind, words):
                groups.setdefault(self.surroundings.around(fact), []).append(_key(fact))
        facts = self.facts(kind)
        return [fact for key in groups.get(anchor.around or "", ()) if self._fits(fact := facts[key], anchor)]

    def _fits(self, fact: Any, anchor: Anchor) -> bool:
        return (anchor.name is None or self._mark(fact) == anchor.name) and _other_side(fact, anchor)

    def find(self, kind: FactKind, anchor: Anchor) -> list[Any]:
        """The facts the anchor may mean. One is a match, none or several are a conflict.

        Equal words with equal surroundings are told apart by their order, as long as there are as many of them as there were.
        """
        alike = self.alike(kind, anchor) if not anchor.around or anchor.count is None else []
        if anchor.count is None:
            here = [fact for fact in alike if unit_of(fact) == anchor.unit]
            return here[anchor.index : anchor.index + 1] if here and anchor.index is not None else here or alike
        same = self._surrounded(kind, anchor) if anchor.around else alike
        if len(same) == anchor.count:
            return same[anchor.index or 0 : (anchor.index or 0) + 1]
        if not same and anchor.count == 1:
            # the words are one of a kind and still have one neighbour: what changed is on their other side
            return [fact for fact in self.alike(kind, anchor) if _share_a_side(self.surroundings.around(fact), anchor.around)]
        # one of two twins is left: which of them cannot be told
        return same * 2 if len(same) == 1 else same

    def anchor(self, fact: Any) -> Anchor:
        """The anchor of a fact."""
        if isinstance(fact, Actor):
            return Anchor(fact.unit, fact.first.text, fact.name)
        if isinstance(fact, Link):
            bare = Anchor(fact.conduct_unit, fact.conduct_quote.text, self._mark(fact), fact.duty_unit, fact.duty_quote.text)
        else:
            bare = Anchor(fact.unit, fact.quote.text, mark_of(fact))
        around = self.surroundings.around(fact)
        kind = kind_of(fact)
        twins = [one for one in self.alike(kind, bare) if not around or self.surroundings.around(one) == around]
        index = next(number for number, one in enumerate(twins) if one.id == fact.id)
        return replace(bare, around=around, count=len(twins), index=index)


def _share_a_side(now: str, then: str | None) -> bool:
    """Whether the words before, or those after, are the same, and are enough of them."""
    sides = zip(now.split("|"), (then or "").split("|"), strict=False)
    return any(mine == yours and len(mine) >= AROUND // 2 for mine, yours in sides)


def anchor_of(statute: Statute, fact: Any) -> Anchor:
    """The anchor of a fact of ``statute``; for many of them make one :class:`Finder`."""
    return Finder(statute).anchor(fact)


def _other_side(fact: Any, anchor: Anchor) -> bool:
    if not isinstance(fact, Link):
        return True
    return anchor.other_quote is None or squeeze(fact.duty_quote.text) == squeeze(anchor.other_quote)


# -- units ----------------------------------------------------------------------------------------------------------------


def unit_words(reading: Reading, unit: Unit) -> str:
    """How a unit's words begin, without its label and without whitespace."""
    return squeeze(reading.text[max(unit.at, unit.own_at) : unit.until][: 2 * BEGINNING])[:BEGINNING]


def unit_anchors(reading: Reading, units: Iterable[Unit]) -> dict[str, Anchor]:
    """The anchor of every unit: its kind and the beginning of its words."""
    twins: dict[tuple[str, str], list[str]] = {}
    for unit in units:
        twins.setdefault((unit.kind, unit_words(reading, unit)), []).append(unit.id)
    return {
        key: Anchor(key, words, kind, index=index, count=len(keys))
        for (kind, words), keys in twins.items()
        for index, key in enumerate(keys)
    }


def unit_anchor(reading: Reading, units: Iterable[Unit], unit: Unit) -> Anchor:
    """The anchor of a unit; for many of them :func:`unit_anchors`."""
    return unit_anchors(reading, units)[unit.id]


def units_with(reading: Reading, units: Iterable[Unit], anchor: Anchor) -> list[Unit]:
    """The units an anchor may mean; one is a match, none or several are a conflict."""
    units = tuple(units)
    wanted = squeeze(anchor.quote)
    if anchor.count is not None:
        same = [unit for unit in units if unit.kind == anchor.name and unit_words(reading, unit) == wanted]
        if len(same) == anchor.count:
            return same[anchor.index or 0 : (anchor.index or 0) + 1]
        return same * 2 if len(same) == 1 else same
    found = [unit for unit in units if wanted and squeeze(reading.text[unit.at : unit.until]).startswith(wanted)]
    by_id = [unit for unit in found if unit.id == anchor.unit]
    letter = anchor.unit.rpartition(".")[2][:1]
    return by_id or [unit for unit in found if unit.id.rpartition(".")[2][:1] == letter]
