"""Corrections of the tree: join or split 款, kind and number of a unit. They run before extraction, so that facts follow the tree."""

from __future__ import annotations

from typing import Any

import msgspec

from ..reading import Reading
from ..structure import Tree
from ..units import Unit, UnitKind
from .anchors import squeeze, unit_words, units_with
from .events import Conflict, Curated, Event, effective

replace = msgspec.structs.replace


class TreeReplay(msgspec.Struct, frozen=True):
    """The corrected tree, what a person touched in it, and the events that did not fit."""

    tree: Tree
    curated: tuple[Curated, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def replay_tree(tree: Tree, events: tuple[Event, ...]) -> TreeReplay:
    """``tree`` with the effective structural events applied in order."""
    curated: list[Curated] = []
    conflicts: list[Conflict] = []
    for event in structural(events):
        assert event.anchor is not None
        units = units_with(tree.reading, tree.units, event.anchor)
        if len(units) != 1:
            found = tuple(dict.fromkeys(f"{unit.id} {unit_words(tree.reading, unit)}" for unit in units))
            conflicts.append(Conflict(event, "several_match" if units else "nothing_matches", found))
            continue
        changed = tree if event.op == "confirm" else _changed(tree, units[0], event)
        if changed is None:
            conflicts.append(Conflict(event, "value_does_not_fit", (unit_words(tree.reading, units[0]),)))
            continue
        joined = _previous(tree, units[0]) if event.op == "join" else None
        tree = changed
        fact = joined.id if joined else units[0].id
        curated.append(Curated("unit", fact, event.id, event.who, event.when, event.op))
    return TreeReplay(tree, tuple(curated), tuple(conflicts))


def structural(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The effective events that change the tree, on which everything read from it hangs."""
    return tuple(event for event in effective(events) if event.kind == "unit")


def _changed(tree: Tree, unit: Unit, event: Event) -> Tree | None:
    if event.op == "join":
        return join_paragraph(tree, unit)
    if event.op == "split":
        return split_paragraph(tree, unit, str(event.value))
    return _set(tree, unit, str(event.field), event.value)


def _set(tree: Tree, unit: Unit, field: str, value: Any) -> Tree | None:
    try:
        fields = (
            {"kind": msgspec.convert(value, UnitKind)} if field == "kind" else {"number": None if value is None else str(value)}
        )
    except msgspec.ValidationError:
        return None
    return replace(tree, units=tuple(replace(one, **fields) if one.id == unit.id else one for one in tree.units))


def join_paragraph(tree: Tree, unit: Unit) -> Tree | None:
    """The 款 ``unit`` continues the 款 before it: one 款 of both. None where there is none before it, or it ends in a list."""
    before = _previous(tree, unit)
    if unit.kind != "paragraph" or before is None or before.own_until != before.until:
        return None
    gap = range(before.until, unit.at)
    if tree.reading.text[gap.start : gap.stop].strip():
        return None
    reading = _without(tree.reading, gap.start, gap.stop)
    cut = len(gap)
    units: list[Unit] = []
    for one in tree.units:
        moved = _shifted(one, gap.start, -cut)
        if one.id == before.id:
            moved = replace(before, until=unit.until - cut, own_until=unit.own_until - cut, end=unit.end)
        elif one.id == unit.id:
            continue
        units.append(moved)
    renamed = _renumbered(units, unit, -1, into=before.id)
    return _with_ids(replace(tree, reading=reading, units=tuple(units)), renamed)


def split_paragraph(tree: Tree, unit: Unit, words: str) -> Tree | None:
    """A new 款 begins in ``unit`` where ``words`` begin. None where they do not stand once inside its own words."""
    if unit.kind != "paragraph" or not squeeze(words):
        return None
    own = tree.reading.text[unit.own_at : unit.own_until]
    places = [place for place, char in enumerate(own) if not char.isspace()]
    flat, wanted = "".join(own[place] for place in places), squeeze(words)
    start = flat.find(wanted)
    if start <= 0 or flat.count(wanted) > 1:
        return None
    at = unit.own_at + places[start]
    reading = _with_break(tree.reading, at)
    units: list[Unit] = []
    first = replace(unit, until=at, own_until=at, end=tree.reading.source_span(unit.at, at)[1])
    second_start = tree.reading.source_at(at)
    for one in tree.units:
        if one.id != unit.id:
            units.append(_shifted(one, at, 1))
            continue
        units.append(first)
        number = str(int(unit.number or "1") + 1)
        new_id = f"{unit.parent}.p{number}"
        second = replace(
            unit,
            id=f"{new_id}~new",
            number=number,
            start=second_start,
            at=at + 1,
            until=unit.until + 1,
            own_at=at + 1,
            own_until=unit.own_until + 1,
        )
        units.append(second)
    renamed = _renumbered([one for one in units if not one.id.endswith("~new")], unit, 1, into=None)
    renamed |= {one.id: one.id.removesuffix("~new") for one in units if one.id.endswith("~new")}
    # what stood under the 款 (its list) stands under the new one, which holds the words before the list
    for one in units:
        if one.parent == unit.id and one.id not in renamed and one.kind in ("item", "subitem"):
            renamed[one.id] = one.id.replace(unit.id, renamed[f"{unit.parent}.p{second.number}~new"], 1)
    return _with_ids(replace(tree, reading=reading, units=tuple(units)), renamed)


def _previous(tree: Tree, unit: Unit) -> Unit | None:
    siblings = [one for one in tree.units if one.kind == "paragraph" and one.parent == unit.parent]
    place = next((number for number, one in enumerate(siblings) if one.id == unit.id), 0)
    return siblings[place - 1] if place > 0 else None


def _shifted(unit: Unit, after: int, by: int) -> Unit:
    def move(place: int) -> int:
        return place + by if place > after else place

    return replace(unit, at=move(unit.at), until=move(unit.until), own_at=move(unit.own_at), own_until=move(unit.own_until))


def _renumbered(units: list[Unit], around: Unit, by: int, into: str | None) -> dict[str, str]:
    """Old id → new id of the 款 after ``around`` in its article and of what stands under them; ``into``: where ``around`` itself goes."""
    renamed: dict[str, str] = {}
    if into is not None:
        renamed[around.id] = into
    base = int(around.number or "1")
    for one in units:
        if (
            one.kind == "paragraph"
            and one.parent == around.parent
            and (one.number or "").isdigit()
            and int(one.number or 0) > base
        ):
            renamed[one.id] = f"{one.parent}.p{int(one.number or 0) + by}"
    for one in units:
        for old in sorted(renamed, key=len, reverse=True):
            if one.id.startswith(old + "."):
                renamed.setdefault(one.id, renamed[old] + one.id[len(old) :])
                break
    return renamed


def _with_ids(tree: Tree, renamed: dict[str, str]) -> Tree:
    def new(one: str | None) -> str | None:
        return renamed.get(one, one) if one else one

    units = tuple(
        replace(
            unit,
            id=renamed.get(unit.id, unit.id),
            parent=new(unit.parent),
            number=renamed[unit.id].rpartition(".p")[2] if unit.kind == "paragraph" and unit.id in renamed else unit.number,
        )
        for unit in tree.units
    )
    by_id = {unit.id for unit in units}
    units = tuple(
        replace(unit, parent=unit.id.rpartition(".")[0])
        if unit.kind in ("item", "subitem") and unit.id.rpartition(".")[0] in by_id
        else unit
        for unit in units
    )
    segments = tuple(replace(one, unit=new(one.unit)) for one in tree.segments)
    return replace(tree, units=units, segments=segments)


def _without(reading: Reading, start: int, end: int) -> Reading:
    """The reading with the characters ``start`` to ``end`` of the logical text taken out (the source stays whole)."""
    cut, after = end - start, reading.source_at(end)
    runs = [(at, source) for at, source in zip(reading.text_starts, reading.source_starts, strict=True) if at < start]
    runs.append((start, after))
    runs += [(at - cut, source) for at, source in zip(reading.text_starts, reading.source_starts, strict=True) if at > end]
    return _rebuilt(reading, reading.text[:start] + reading.text[end:], reading.match[:start] + reading.match[end:], runs)


def _with_break(reading: Reading, at: int) -> Reading:
    """The reading with a line break put in before ``at``; the break stands for no character of the source."""
    here = reading.source_at(at)
    runs = [(start, source) for start, source in zip(reading.text_starts, reading.source_starts, strict=True) if start < at]
    runs += [(at, here), (at + 1, here)]
    runs += [
        (start + 1, source) for start, source in zip(reading.text_starts, reading.source_starts, strict=True) if start > at
    ]
    return _rebuilt(reading, f"{reading.text[:at]}\n{reading.text[at:]}", f"{reading.match[:at]}\n{reading.match[at:]}", runs)


def _rebuilt(reading: Reading, text: str, match: str, runs: list[tuple[int, int]]) -> Reading:
    starts, sources = zip(*runs, strict=True)
    return replace(reading, text=text, match=match, text_starts=tuple(starts), source_starts=tuple(sources))
