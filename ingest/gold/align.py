"""The extracted statute in the gold's names: its norms, conducts, steps and actors renamed to those they stand for.

Only names change. A fact without a counterpart keeps its own id, so it still counts against the answer.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ..contract import rows
from ..statute import Statute
from .folder import Gold, Row, short
from .score import LAYERS, align_spans, evaluate


def names_of(gold: Gold, names: Iterable[str]) -> tuple[str, ...]:
    """Actor names → the gold's canonical names; a name the gold does not know stays."""
    found: list[str] = []
    for name in names:
        ids = gold.aliases.get("".join(name.split()))
        known = ids if ids else [i for i, actor in gold.actors.items() if actor["name"] == name]
        found += gold.names(known) if known else [name]
    return tuple(dict.fromkeys(found))


def aligned(gold: Gold, statute: Statute) -> Statute:
    """``statute`` with the ids and actor names of ``gold``."""
    predicted = {layer: list(rows(statute, layer)) for layer in LAYERS}
    pairs = evaluate(gold, predicted, statute.reading.source).pairs
    norms = _ids(predicted["norms"], gold.raw["norms"]["norms"], pairs.get("norms", {}))
    flat_steps = [step for sanction in gold.raw["sanctions"]["sanctions"] for step in sanction["steps"]]
    steps = _ids(predicted["steps"], flat_steps, pairs.get("steps", {}))
    conducts = _conducts(gold, statute)
    places = {short(unit["id"]): unit["id"] for unit in gold.units}

    def unit(name: str) -> str:
        return places.get(short(name), name)

    def named(names: Iterable[str]) -> tuple[str, ...]:
        return names_of(gold, names)

    replace = msgspec.structs.replace
    return replace(
        statute,
        units=tuple(replace(u, id=unit(u.id), parent=unit(u.parent) if u.parent else None) for u in statute.units),
        actors=tuple(
            replace(a, name=named([a.name])[0], members=named(a.members), broader=named([a.broader])[0] if a.broader else None)
            for a in statute.actors
        ),
        definitions=tuple(replace(d, unit=unit(d.unit)) for d in statute.definitions),
        norms=tuple(
            replace(
                n,
                id=norms.get(n.id, n.id),
                unit=unit(n.unit),
                bearers=None if n.bearers is None else named(n.bearers),
                inferred=named(n.inferred),
                parties=tuple(replace(p, actors=named(p.actors)) for p in n.parties),
            )
            for n in statute.norms
        ),
        references=tuple(
            replace(r, unit=unit(r.unit), targets=tuple(unit(target) for target in r.targets)) for r in statute.references
        ),
        sanctions=tuple(
            replace(
                s,
                unit=unit(s.unit),
                conducts=tuple(
                    replace(c, id=conducts.get(c.id, c.id), unit=unit(c.unit), offenders=named(c.offenders)) for c in s.conducts
                ),
                steps=tuple(
                    replace(
                        t,
                        id=steps.get(t.id, t.id),
                        unit=unit(t.unit),
                        enforcers=named(t.enforcers),
                        inferred_enforcers=named(t.inferred_enforcers),
                        targets=named(t.targets),
                        conducts=tuple(conducts.get(c, c) for c in t.conducts),
                    )
                    for t in s.steps
                ),
            )
            for s in statute.sanctions
        ),
        links=tuple(
            replace(
                link,
                conduct=conducts.get(link.conduct, link.conduct),
                norm=norms.get(link.norm, link.norm) if link.norm else None,
                conduct_unit=unit(link.conduct_unit),
                duty_unit=unit(link.duty_unit),
            )
            for link in statute.links
        ),
    )


def _ids(found: list[Row], annotated: list[Row], pairs: dict[int, int]) -> dict[str, str]:
    return {found[j]["id"]: annotated[i]["id"] for i, j in pairs.items()}


def _conducts(gold: Gold, statute: Statute) -> dict[str, str]:
    """Extracted conduct → the gold's conduct whose words it shares most."""
    annotated = [c for sanction in gold.raw["sanctions"]["sanctions"] for c in sanction["conducts"]]
    have: list[Row] = [
        {"id": c.id, "unit": c.unit, "start": c.quote.start, "end": c.quote.end, "text": c.quote.text}
        for sanction in statute.sanctions
        for c in sanction.conducts
    ]
    pairs = align_spans(gold, annotated, have, statute.reading.source)
    found = {have[j]["id"]: annotated[i]["id"] for i, j in pairs.items()}
    # a conduct read from the same item, cut differently
    by_unit = {short(c["unit"]): c["id"] for c in annotated if sum(o["unit"] == c["unit"] for o in annotated) == 1}
    taken = set(found.values())
    for row in have:
        other = by_unit.get(short(row["unit"]))
        if row["id"] not in found and other and other not in taken:
            found[row["id"]] = other
            taken.add(other)
    return found
