"""Relationships between statutes, derived from the whole library whenever one statute comes, changes or goes:

- SAME_NAME joins same-named actors (never merged): each to the first of them by id, so n actors need n - 1 relationships;
- RESOLVES_TO joins a cited law (Source) to the library's statutes of that title, every version of it;
- REFERS_TO (rule ``law.resolved``) joins the citing provision to the cited provision of that law, where there is exactly one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

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


def between(
    transaction: ManagedTransaction, statutes: Mapping[str, str | None], fresh: Collection[str], gone: Iterable[str]
) -> Between:
    """What is held and wanted around ``statutes`` (id → title, None for one that was removed) after their own rows were written.

    ``fresh``: those that were not in the graph before, so that nothing of theirs is held. ``gone``: names of actors the others
    no longer have.
    """
    known = [statute for statute in statutes if statute not in fresh]
    held: list[HeldEdge] = []
    wanted: list[EdgeRow] = []
    labels: dict[str, str] = {}
    for part in (
        _same_names(transaction, list(statutes), known, tuple(gone)),
        _resolved_laws(transaction, statutes, known),
    ):
        held += part.held
        wanted += part.wanted
        labels |= part.labels
    return Between(tuple(held), tuple(wanted), labels)


def _edge(source: str, type_: str, target: str, statute: str) -> EdgeRow:
    return EdgeRow(source, type_, target, {"id": f"{source}|{type_}>{target}", "statute": statute})


def _each(transaction: ManagedTransaction, statement: str, each: list[Any]) -> list[dict[str, Any]]:
    """The rows of a statement that unwinds ``$each``; nothing is asked for an empty list."""
    return transaction.run(statement, each=each).data() if each else []


def _same_names(transaction: ManagedTransaction, statutes: list[str], known: list[str], gone: tuple[str, ...]) -> Between:
    """Every actor points to the first of its name, so one look at any other tells where that is; the library may be large."""
    own = transaction.run(
        "UNWIND $statutes AS statute MATCH (a:Actor {statute: statute}) WHERE NOT coalesce(a.symbolic, false) "
        "CALL { WITH a MATCH (b:Actor {name: a.name}) WHERE NOT b.statute IN $statutes AND NOT coalesce(b.symbolic, false) "
        "WITH b LIMIT 1 RETURN collect(b)[0] AS b } "
        "OPTIONAL MATCH (b)-[:SAME_NAME]->(h) "
        "RETURN a.id AS id, a.name AS name, a.statute AS statute, coalesce(h.id, b.id) AS hub",
        statutes=statutes,
    ).data()
    lost = _each(
        transaction,
        "UNWIND $each AS statute MATCH (a:Actor {statute: statute}) WHERE a.symbolic AND EXISTS { (a)<-[:SAME_NAME]-() } "
        "RETURN a.name AS name",
        known,
    )
    first = {row["name"]: row["hub"] for row in own}
    for row in own:
        if first[row["name"]] is None or row["id"] < first[row["name"]]:
            first[row["name"]] = row["id"]
    # A new first of its name, and a name whose first has gone: all of the name are looked at.
    moved = {row["name"] for row in own if row["hub"] is not None and first[row["name"]] != row["hub"]}
    anew = _each(
        transaction,
        "UNWIND $each AS name MATCH (b:Actor {name: name}) WHERE NOT coalesce(b.symbolic, false) "
        "WITH name, min(b.id) AS hub, count(*) AS n WHERE n > 1 RETURN name, hub",
        sorted({*gone, *(row["name"] for row in lost), *moved}),
    )
    held = (
        transaction.run(
            "CALL { UNWIND $whole AS row MATCH (a:Actor {name: row.name})-[r:SAME_NAME]->(b) RETURN a, r, b "
            "UNION UNWIND $statutes AS statute MATCH (a:Actor {statute: statute})-[r:SAME_NAME]->(b) RETURN a, r, b "
            "UNION UNWIND $statutes AS statute MATCH (b:Actor {statute: statute})<-[r:SAME_NAME]-(a) WHERE b.symbolic "
            "RETURN a, r, b } RETURN elementId(r), a.id, 'SAME_NAME', b.id, properties(r)",
            whole=anew,
            statutes=known,
        ).values()
        if anew or known
        else []
    )
    members = _each(
        transaction,
        "UNWIND $each AS row MATCH (a:Actor {name: row.name}) "
        "WHERE a.id <> row.hub AND NOT coalesce(a.symbolic, false) "
        "RETURN a.id AS source, a.statute AS of, row.hub AS hub",
        anew,
    )
    members += [
        {"source": row["id"], "of": row["statute"], "hub": first[row["name"]]} for row in own if row["id"] != first[row["name"]]
    ]
    wanted = {edge.source: edge for edge in (_edge(row["source"], "SAME_NAME", row["hub"], row["of"]) for row in members)}
    ends = {end: "Actor" for edge in wanted.values() for end in (edge.source, edge.target)}
    return Between(tuple(HeldEdge(element, EdgeRow(*row)) for element, *row in held), tuple(wanted.values()), ends)


def _resolved_laws(transaction: ManagedTransaction, titled: Mapping[str, str | None], known: list[str]) -> Between:
    statutes = list(titled)
    held = (
        transaction.run(
            "UNWIND $statutes AS statute CALL { "
            "WITH statute MATCH (a:Source {statute: statute})-[r:RESOLVES_TO]->(b) RETURN a, r, b "
            "UNION WITH statute MATCH (b:Statute {id: statute})<-[r:RESOLVES_TO]-(a) RETURN a, r, b "
            "UNION WITH statute MATCH (a:Provision {statute: statute})-[r:REFERS_TO {rule: $rule}]->(b) RETURN a, r, b "
            "UNION WITH statute MATCH (b:Provision {statute: statute})<-[r:REFERS_TO {rule: $rule}]-(a) RETURN a, r, b } "
            "WITH DISTINCT r, a, b RETURN elementId(r), a.id, type(r), b.id, properties(r)",
            statutes=known,
            rule=DERIVED_RULE,
        ).values()
        if known
        else []
    )
    laws = transaction.run(
        "UNWIND $statutes AS statute MATCH (x:Source {statute: statute}) WHERE x.law IS NOT NULL "
        "RETURN x.id AS source, x.law AS law, statute AS of",
        statutes=statutes,
    ).data()
    pairs = _each(
        transaction,
        "UNWIND $each AS row MATCH (t:Statute) WHERE t.title IN row.titles AND t.id <> row.of "
        "RETURN row.source AS source, row.of AS of, t.id AS target",
        [row | {"titles": titles(row["law"])} for row in laws],
    )
    pairs += transaction.run(
        "UNWIND $titles AS title MATCH (x:Source {name: title.name}) "
        "WHERE x.law IS NOT NULL AND NOT x.statute IN $statutes "
        "RETURN x.id AS source, x.statute AS of, title.statute AS target",
        titles=[{"name": name, "statute": statute} for statute, title in titled.items() if title for name in titles(title)],
        statutes=statutes,
    ).data()
    wanted = [_edge(row["source"], "RESOLVES_TO", row["target"], row["of"]) for row in pairs]
    labels = {edge.source: "Source" for edge in wanted} | {edge.target: "Statute" for edge in wanted}
    cited = _each(
        transaction,
        "UNWIND $each AS pair MATCH (p:Provision)-[r:REFERS_TO]->(x:Source {id: pair.source}) WHERE r.lawUnits IS NOT NULL "
        "RETURN p.id AS source, pair.of AS of, pair.target AS target, properties(r) AS properties",
        pairs,
    )
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
