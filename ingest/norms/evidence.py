"""What the other stages found, by place: bearers, parties and references of a stretch of text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

import msgspec

from ..actors import Subject
from ..facts import Basis, Condition, Mention, Party, Reference
from ..reading import Quote, Reading
from ..units import Passage
from .parties import party_of

_ASSERTED: frozenset[Basis | None] = frozenset(("explicit", "same_sentence", "list_intro"))


class Who(msgspec.Struct, frozen=True, gc=False):
    """The bearers of a modal as the actor stage read them; ``start``/``end`` are local offsets of their words."""

    names: tuple[str, ...] | None = None
    mentions: tuple[str, ...] = ()
    basis: Basis | None = None
    inferred: tuple[str, ...] = ()
    inferred_basis: Basis | None = None
    topic: tuple[int, int] | None = None
    start: int | None = None
    end: int | None = None


NOBODY = Who()
#: what joins the second of two coordinated actors to the first, whose role it shares
_JOINED = frozenset(("、", "和", "与", "及", "及其", "以及", "或者", "或"))


class Evidence:
    """Mentions and references of a statute, sorted so that those of a stretch are found at once."""

    __slots__ = ("_mention_starts", "_reference_starts", "by_id", "mentions", "quote", "reading", "references")

    def __init__(self, reading: Reading, mentions: tuple[Mention, ...], references: tuple[Reference, ...]) -> None:
        self.reading = reading
        self.quote = _quoter(reading)
        self.by_id = {mention.id: mention for mention in mentions}
        self.mentions = sorted(mentions, key=lambda mention: mention.quote.at)
        self._mention_starts = [mention.quote.at for mention in self.mentions]
        self.references = sorted(references, key=lambda reference: reference.quote.at)
        self._reference_starts = [reference.quote.at for reference in self.references]

    def who(self, subject: Subject | None, at: int) -> Who:
        """The bearers that ``subject`` names; asserted ones and inferred ones are kept apart."""
        if subject is None:
            return NOBODY
        if not subject.mentions:
            return Who(topic=subject.topic) if subject.topic else NOBODY
        by_id, keys = self.by_id, subject.mentions
        first = by_id.get(keys[0])
        if first is None or len(keys) > 1:
            found = [by_id[key] for key in keys if key in by_id]
            if not found:
                return Who(topic=subject.topic)
            keys = tuple([mention.id for mention in found])
            names = tuple(dict.fromkeys([name for mention in found for name in mention.actors]))
            start = min([mention.quote.at for mention in found]) - at
            end = max([mention.quote.until for mention in found]) - at
        else:
            names, start = first.actors, first.quote.at - at
            end = start + len(first.quote.text)
        if subject.basis in _ASSERTED:
            return Who(names, keys, subject.basis, (), None, subject.topic, start, end)
        return Who(None, (), None, names, subject.basis, subject.topic, start, end)

    def conditions(self, at: int, spans: list[tuple[int, int]]) -> tuple[Condition, ...]:
        if not spans:
            return ()
        quote = self.quote
        return tuple([Condition(quote(at + start, at + end)) for start, end in spans])

    def exceptions(self, at: int, spans: list[tuple[int, int]]) -> tuple[Condition, ...]:
        if not spans:
            return ()
        quote = self.quote
        return tuple([Condition(quote(at + start, at + end), "exception") for start, end in spans])

    def legal_basis(self, at: int, spans: list[tuple[int, int]]) -> tuple[str, ...]:
        """The references inside the basis phrases ``spans``."""
        if not spans:
            return ()
        found: list[str] = []
        starts = self._reference_starts
        for start, end in spans:
            first = bisect_left(starts, at + start)
            found += [reference.id for reference in self.references[first : bisect_left(starts, at + end, first)]]
        return tuple(found)

    def parties(self, passage: Passage, start: int, end: int, bearers: tuple[str, ...]) -> tuple[Party, ...]:
        """The other actors named between two local offsets of ``passage``."""
        at = passage.at
        first = bisect_left(self._mention_starts, at + start)
        last = bisect_left(self._mention_starts, at + end, first)
        if first == last:
            return ()
        found: list[Party] = []
        text, before = passage.text, -1
        for mention in self.mentions[first:last]:
            if mention.id in bearers or mention.role in ("definition", "possessor"):
                continue
            begin = mention.quote.at - at
            if found and text[before:begin] in _JOINED:
                found.append(Party(mention.id, mention.actors, found[-1].role))
            else:
                found.append(party_of(mention, text, begin))
            before = begin + len(mention.quote.text)
        return tuple(found)


def _quoter(reading: Reading) -> Callable[[int, int], Quote]:
    """:meth:`Reading.quote`, without its questions where the text is one run."""
    if len(reading.text_starts) > 1:
        return reading.quote
    text, shift = reading.text, reading.source_starts[0]

    def quote(start: int, end: int) -> Quote:
        return Quote(text[start:end], start, start + shift, end + shift) if end > start else reading.quote(start, end)

    return quote
