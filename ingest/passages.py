"""Tree → passages: the own words of every text-bearing unit, in text order."""

from __future__ import annotations

from .reading import Reading
from .units import Passage, Unit


def passages_of(reading: Reading, units: tuple[Unit, ...]) -> tuple[Passage, ...]:
    """One passage for every 款 (its chapeau), 项, 目 and preamble paragraph that has words of its own."""
    by_id = {unit.id: unit for unit in units}
    found: list[Passage] = []
    index: dict[str, int] = {}
    for unit in units:
        if unit.kind not in ("paragraph", "item", "subitem", "preamble") or unit.own_until <= unit.own_at:
            continue
        article = heading = None
        above = by_id.get(unit.parent) if unit.parent else None
        while above is not None:
            if above.kind == "article" and article is None:
                article = above.id
            if above.kind in ("chapter", "part") and heading is None:
                heading = above.heading
            above = by_id.get(above.parent) if above.parent else None
        index[unit.id] = len(found)
        found.append(
            Passage(
                unit=unit.id,
                kind=unit.kind,
                text=reading.match[unit.own_at : unit.own_until],
                at=unit.own_at,
                intro=index.get(unit.parent) if unit.parent else None,
                article=article,
                chapter_heading=heading,
            )
        )
    return tuple(found)
