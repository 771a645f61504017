"""Relationships between statutes, derived from the whole library whenever one statute comes, changes or goes:

- SAME_NAME joins same-named actors (never merged): each to the first of them by id, so n actors need n - 1 relationships;
- RESOLVES_TO joins a cited law (Source) to the library's statutes of that title, every version of it;
- REFERS_TO (rule ``law.resolved``) joins the citing provision to the cited provision of that law, where there is exactly one.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from neo4j import ManagedTransaction

from .difference import HeldEdge
from .records import EdgeRow
from .rows import DERIVED_RULE

_STATE = "中华人民共和国"


class Between(msgspec.Struct, frozen=True):
    """The derived relationships that touch one statute: those held and those wanted, and the root labels of their ends."""

    held: tuple[HeldEdge, ...]
    wanted: tuple[EdgeRow, ...]
    labels: dict[str, str]


def titles(name: str) -> tuple[str, ...]:
    """The ways a law is titled: with and without 中华人民共和国."""
    short = name.removeprefix(_STATE)
    return (short, _STATE + short)


def between(transaction: ManagedTransaction, statute: str, title: str | None, gone: Iterable[str]) -> Between:
    """What is held and wanted around ``statute`` after its own rows have been written. ``gone``: names of actors it no longer has."""
    held: list[HeldEdge] = []
    wanted: list[EdgeRow] = []
    labels: dict[str, str] = {}
    for part in (
        _same_names(transaction, statute, tuple(gone)),
        _resolved_laws(transaction, statute, title),
    ):
        held += part.held
        wanted += part.wanted
        labels |= part.labels
    return Between(tuple(held), tuple(wanted), labels)


def _edge(source: str, type_: str, target: str, statute: str) -> EdgeRow:
    return EdgeRow(source, type_, target, {"id": f"{source}|{type_}>{target}", "statute": statute})


def _same_names(transaction: ManagedTransaction, statute: str, gone: tuple[str, ...]) -> Between:
    """Every actor points to the first of its name, so one look at any other tells where that is; the library may be large."""
    one_other = transaction.run(
        "MATCH (a:Actor {statute: $statute}) WHERE NOT coalesce(a.symbolic, false) "
        "CALL { WITH a MATCH (b:Actor {name: a.name}) WHERE b.statute <> $statute AND NOT coalesce(b.symbolic, false) "
        "RETURN b LIMIT 1 } "
        "OPTIONAL MATCH (b)-[:SAME_NAME]->(h) "
        "WITH a, coalesce(h, b) AS h RETURN a.name AS name, CASE WHEN a.id < h.id THEN a.id ELSE h.id END AS hub, a.id AS own",
        statute=statute,
    ).data()
    lost = transaction.run(
        "MATCH (a:Actor {statute: $statute}) WHERE a.symbolic AND EXISTS { (a)<-[:SAME_NAME]-() } RETURN collect(a.name) AS names",
        statute=statute,
    ).single(strict=True)["names"]
    anew = transaction.run(  # the first of these names has gone: all of the name are looked at
        "UNWIND $names AS name MATCH (b:Actor {name: name}) WHERE NOT coalesce(b.symbolic, false) "
        "WITH name, min(b.id) AS hub, count(*) AS n WHERE n > 1 RETURN name, hub",
        names=sorted({*gone, *lost}),
    ).data()
    whole = [row for row in one_other if row["hub"] == row["own"]] + anew
    own = [row for row in one_other if row["hub"] != row["own"]]
    held = transaction.run(
        "CALL { UNWIND $whole AS row MATCH (a:Actor {name: row.name})-[r:SAME_NAME]->(b) RETURN a, r, b "
        "UNION MATCH (a:Actor {statute: $statute})-[r:SAME_NAME]->(b) RETURN a, r, b "
        "UNION MATCH (b:Actor {statute: $statute})<-[r:SAME_NAME]-(a) WHERE b.symbolic RETURN a, r, b } "
        "RETURN elementId(r), a.id, 'SAME_NAME', b.id, properties(r)",
        whole=whole,
        statute=statute,
    ).values()
    members = transaction.run(
        "UNWIND $whole AS row MATCH (a:Actor {name: row.name}) "
        "WHERE a.id <> row.hub AND NOT coalesce(a.symbolic, false) "
        "RETURN a.id AS source, a.statute AS of, row.hub AS hub",
        whole=whole,
    ).data()
    members += [{"source": row["own"], "of": statute, "hub": row["hub"]} for row in own]
    wanted = {edge.source: edge for edge in (_edge(row["source"], "SAME_NAME", row["hub"], row["of"]) for row in members)}
    ends = {end: "Actor" for edge in wanted.values() for end in (edge.source, edge.target)}
    return Between(tuple(HeldEdge(element, EdgeRow(*row)) for element, *row in held), tuple(wanted.values()), ends)


def _resolved_laws(transaction: ManagedTransaction, statute: str, title: str | None) -> Between:
    held = transaction.run(
        "CALL { MATCH (a:Source {statute: $statute})-[r:RESOLVES_TO]->(b) RETURN a, r, b "
        "UNION MATCH (b:Statute {id: $statute})<-[r:RESOLVES_TO]-(a) RETURN a, r, b "
        "UNION MATCH (a:Provision {statute: $statute})-[r:REFERS_TO {rule: $rule}]->(b) RETURN a, r, b "
        "UNION MATCH (b:Provision {statute: $statute})<-[r:REFERS_TO {rule: $rule}]-(a) RETURN a, r, b } "
        "RETURN elementId(r), a.id, type(r), b.id, properties(r)",
        statute=statute,
        rule=DERIVED_RULE,
    ).values()
    laws = transaction.run(
        "MATCH (x:Source {statute: $statute}) WHERE x.law IS NOT NULL RETURN x.id AS source, x.law AS law", statute=statute
    ).data()
    pairs = transaction.run(
        "UNWIND $laws AS row MATCH (t:Statute) WHERE t.title IN row.titles AND t.id <> $statute "
        "RETURN row.source AS source, $statute AS of, t.id AS target",
        laws=[row | {"titles": titles(row["law"])} for row in laws],
        statute=statute,
    ).data()
    if title:
        pairs += transaction.run(
            "UNWIND $titles AS name MATCH (x:Source {name: name}) WHERE x.law IS NOT NULL AND x.statute <> $statute "
            "RETURN x.id AS source, x.statute AS of, $statute AS target",
            titles=titles(title),
            statute=statute,
        ).data()
    wanted = [_edge(row["source"], "RESOLVES_TO", row["target"], row["of"]) for row in pairs]
    labels = {edge.source: "Source" for edge in wanted} | {edge.target: "Statute" for edge in wanted}
    cited = transaction.run(
        "UNWIND $pairs AS pair MATCH (p:Provision)-[r:REFERS_TO]->(x:Source {id: pair.source}) WHERE r.lawUnits IS NOT NULL "
        "RETURN p.id AS source, pair.of AS of, pair.target AS target, properties(r) AS properties",
        pairs=pairs,
    ).data()
    provisions = _provisions(transaction, {(row["target"], unit) for row in cited for unit in row["properties"]["lawUnits"]})
    for row in cited:
        for unit in row["properties"]["lawUnits"]:
            target = provisions.get((row["target"], unit))
            if target is None:
                continue
            properties = {key: value for key, value in row["properties"].items() if key != "lawUnits"}
            properties |= {"id": f"{row['properties']['id']}>{target}", "rule": DERIVED_RULE}
            wanted.append(EdgeRow(row["source"], "REFERS_TO", target, properties))
            labels |= {row["source"]: "Provision", target: "Provision"}
    return Between(tuple(HeldEdge(element, EdgeRow(*row)) for element, *row in held), tuple(wanted), labels)


def _provisions(transaction: ManagedTransaction, wanted: set[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """(statute, unit path without the levels above the article) → provision id, where there is exactly one."""
    units: dict[str, list[str]] = {}
    for statute, unit in sorted(wanted):
        units.setdefault(statute, []).append(unit)
    found: dict[tuple[str, str], str] = {}
    for statute, paths in units.items():
        rows = transaction.run(
            "MATCH (u:Provision {statute: $statute}) WHERE NOT u.unit STARTS WITH 'x' "
            "UNWIND $paths AS path WITH u, path WHERE u.unit = path OR u.unit ENDS WITH '.' + path "
            "RETURN path, collect(u.id) AS ids",
            statute=statute,
            paths=paths,
        ).data()
        found |= {(statute, row["path"]): row["ids"][0] for row in rows if len(row["ids"]) == 1}
    return found
