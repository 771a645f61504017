"""A working copy of a statute's facts, on which corrections are laid one after another."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import msgspec

from ..facts import Actor, Link
from ..reading import Quote
from ..statute import Statute
from ..units import Unit
from .anchors import Finder, Surroundings, squeeze, words_of
from .events import Anchor, FactKind

replace = msgspec.structs.replace
_PLAIN: dict[FactKind, str] = {
    "mention": "mentions",
    "norm": "norms",
    "reference": "references",
    "definition": "definitions",
    "link": "links",
    "actor": "actors",
}


class Draft(Finder):
    """Facts that can be changed one by one; :meth:`statute` gives them back as a statute."""

    def __init__(self, statute: Statute, surroundings: Surroundings | None = None) -> None:
        super().__init__(statute, surroundings)
        self.reading = statute.reading
        self.units: dict[str, Unit] = {unit.id: unit for unit in statute.units}
        self._grew = False

    def over(self, statute: Statute) -> Draft:
        """A draft of ``statute``, which has the same text."""
        return Draft(statute, self.surroundings)

    def put(self, kind: FactKind, key: str, fact: Any) -> None:
        """``fact`` takes the place of the one called ``key``, or is a new one."""
        facts, index = self.facts(kind), self._by_words.get(kind)
        old = facts.get(key)
        facts[key] = fact
        self._grew = self._grew or (old is None and kind == "norm")
        if old is None or _begins(old) != _begins(fact) or words_of(old) != words_of(fact):
            for words in (words_of(fact), words_of(old) if old is not None else ""):
                self._by_place.pop((kind, words), None)
        if index is None or (old is not None and words_of(old) == words_of(fact)):
            return
        if old is not None:
            index[words_of(old)].remove(key)
        same = index.setdefault(words_of(fact), [])
        same.append(key)
        same.sort(key=lambda one: _begins(facts[one]))

    def drop(self, kind: FactKind, key: str) -> None:
        """The fact is none."""
        fact = self.facts(kind).pop(key)
        index = self._by_words.get(kind)
        self._by_place.pop((kind, words_of(fact)), None)
        if index is not None:
            index[words_of(fact)].remove(key)

    def know(self, names: Iterable[str], quote: Quote, unit: str) -> None:
        """An actor for every name a person used that the text had not given one."""
        actors = self.facts("actor")
        for name in names:
            if name and name not in actors:
                self.put("actor", name, Actor(name, "other", quote, unit, rule="curated", review="curated"))

    @cached_property
    def resting(self) -> dict[str, list[tuple[FactKind, str]]]:
        """Mention id → the norms and steps that rest on it, as they were when first asked."""
        found: dict[str, list[tuple[FactKind, str]]] = {}
        for key, norm in self.facts("norm").items():
            for mention in norm.bearer_mentions:
                found.setdefault(mention, []).append(("norm", key))
        for key, step in self.facts("step").items():
            for mention in step.enforcer_mentions:
                found.setdefault(mention, []).append(("step", key))
        return found

    @cached_property
    def _flat(self) -> tuple[str, list[int]]:
        text = self.reading.text
        places = [place for place, char in enumerate(text) if not char.isspace()]
        return "".join(text[place] for place in places), places

    def places(self, words: str) -> list[tuple[str, Quote]]:
        """Where these words stand in the statute, each with the smallest unit that holds them."""
        flat, at = self._flat
        wanted, found, start = squeeze(words), [], 0
        while wanted and (start := flat.find(wanted, start)) >= 0:
            first, until = at[start], at[start + len(wanted) - 1] + 1
            holding = [unit for unit in self.units.values() if unit.at <= first and until <= unit.until]
            if holding:
                smallest = min(holding, key=lambda unit: unit.until - unit.at)
                found.append((smallest.id, self.reading.quote(first, until)))
            start += len(wanted)
        return found

    def words_anchor(self, words: str, under: str) -> Anchor | None:
        """The anchor of words a person points at in the unit ``under``; None where they do not stand there."""
        places = self.places(words)
        for index, (unit, quote) in enumerate(places):
            if unit == under or unit.startswith(f"{under}."):
                return Anchor(unit, quote.text, index=index, count=len(places))
        return None

    def statute(self) -> Statute:
        """The statute with the facts as they are now."""
        fields: dict[str, Any] = {}
        for kind, facts in self._facts.items():
            if kind in _PLAIN:
                fields[_PLAIN[kind]] = tuple(facts.values())
        if self._grew:
            fields["norms"] = tuple(sorted(fields["norms"], key=lambda norm: norm.quote.at))
        if "step" in self._facts or "conduct" in self._facts:
            steps, conducts = self._facts.get("step", {}), self._facts.get("conduct", {})
            fields["sanctions"] = tuple(
                replace(
                    sanction,
                    steps=tuple(steps.get(step.id, step) for step in sanction.steps),
                    conducts=tuple(conducts.get(conduct.id, conduct) for conduct in sanction.conducts),
                )
                for sanction in self._statute.sanctions
            )
        return replace(self._statute, **fields)


def _begins(fact: Any) -> int:
    """Where a fact's words begin in the logical text."""
    quote = fact.first if isinstance(fact, Actor) else fact.conduct_quote if isinstance(fact, Link) else fact.quote
    return int(quote.at)
