"""The tree while it grows: units in text order with their ids, tiles of the text they claim."""

from __future__ import annotations

from ..reading import Reading
from ..units import Role, Unit, UnitKind

_LETTER = {
    "part": "b",
    "subpart": "f",
    "chapter": "c",
    "section": "s",
    "article": "a",
    "paragraph": "p",
    "item": "i",
    "subitem": "m",
    "annex": "x",
    "other": "o",
}
_WORD = {"title": "title", "note": "note", "toc": "toc", "preamble": "pre", "signature": "sig"}


class Builder:
    """Collects units and tiles; offsets are those of the logical text. Parents are indices of units, -1 the statute itself."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.kinds: list[UnitKind] = []
        self.numbers: list[str | None] = []
        self.labels: list[str | None] = []
        self.headings: list[str | None] = []
        self.parents: list[int] = []
        self.spans: list[tuple[int, int]] = []
        self.own: list[tuple[int, int]] = []
        self.tiles: list[tuple[int, int, int, Role]] = []
        self.repeated: list[int] = []
        self._used: dict[str, int] = {}
        self._counts: dict[tuple[int, str], int] = {}

    def add(
        self,
        kind: UnitKind,
        parent: int,
        at: int,
        own: tuple[int, int],
        *,
        number: str | None = None,
        label: str | None = None,
        heading: str | None = None,
        key: str | None = None,
    ) -> int:
        """A new unit that starts at ``at``. ``key`` is the last step of its id; counted among its siblings when None."""
        letter = _LETTER.get(kind)
        if letter is None:
            step = _WORD[kind]
        elif key is not None:
            step = letter + key
        else:
            count = self._counts.get((parent, letter), 0) + 1
            self._counts[parent, letter] = count
            step = f"{letter}{count}"
            if number is None and kind == "paragraph":
                number = str(count)
        unit_id = f"{self.ids[parent]}.{step}" if parent >= 0 else step
        index = len(self.ids)
        seen = self._used.get(unit_id)
        if seen is None:
            self._used[unit_id] = 1
        else:
            while True:
                seen += 1
                again = f"{unit_id}~{seen}"
                if again not in self._used:
                    break
            self._used[unit_id] = seen
            self._used[again] = 1
            unit_id = again
            self.repeated.append(index)
        self.ids.append(unit_id)
        self.kinds.append(kind)
        self.numbers.append(number)
        self.labels.append(label)
        self.headings.append(heading)
        self.parents.append(parent)
        self.spans.append((at, max(own[1], at)))
        self.own.append(own)
        return index

    def tile(self, start: int, end: int, unit: int, role: Role) -> None:
        """Claim ``start:end`` of the text for a unit; tiles come in text order."""
        if start < end:
            self.tiles.append((start, end, unit, role))

    def extend(self, unit: int, until: int) -> None:
        """Let the own words of ``unit`` reach to ``until``."""
        at, end = self.spans[unit]
        self.spans[unit] = (at, max(end, until))
        self.own[unit] = (self.own[unit][0], max(self.own[unit][1], until))

    def number_count(self, parent: int, letter: str, number: int) -> None:
        """Remember that the siblings ``letter`` of ``parent`` have reached ``number``."""
        self._counts[parent, letter] = max(number, self._counts.get((parent, letter), 0))

    def units(self, reading: Reading) -> tuple[Unit, ...]:
        """The units, each reaching to the end of its last descendant."""
        until = [end for _, end in self.spans]
        parents = self.parents
        for index in range(len(until) - 1, -1, -1):
            parent = parents[index]
            if parent >= 0 and until[index] > until[parent]:
                until[parent] = until[index]
        identity = len(reading.text_starts) == 1
        shift = reading.source_starts[0]
        found = []
        for index, unit_id in enumerate(self.ids):
            at, end = self.spans[index][0], until[index]
            own_at, own_until = self.own[index]
            start, stop = (at + shift, end + shift) if identity else reading.source_span(at, end)
            parent = parents[index]
            found.append(
                Unit(
                    unit_id,
                    self.kinds[index],
                    self.numbers[index],
                    self.labels[index],
                    self.headings[index],
                    self.ids[parent] if parent >= 0 else None,
                    start,
                    stop,
                    at,
                    end,
                    own_at,
                    own_until,
                )
            )
        return tuple(found)
