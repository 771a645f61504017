"""Corrections of actors: a name is a key, so a change of name runs through every fact that uses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from ..facts import Actor, ActorKind, Level, Mention
from ..reading import Quote
from ..statute import Statute

replace = msgspec.structs.replace
Rename = Callable[[str], str]


def _unique(names: tuple[str, ...], rename: Rename) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rename(name) for name in names))


def _renamed_facts(statute: Statute, rename: Rename) -> Statute:
    """Every fact with its actors' names passed through ``rename``; the actors themselves are left to the caller."""
    norms = tuple(
        replace(
            norm,
            bearers=None if norm.bearers is None else _unique(norm.bearers, rename),
            inferred=_unique(norm.inferred, rename),
            parties=tuple(replace(party, actors=_unique(party.actors, rename)) for party in norm.parties),
        )
        for norm in statute.norms
    )
    sanctions = tuple(
        replace(
            sanction,
            conducts=tuple(replace(conduct, offenders=_unique(conduct.offenders, rename)) for conduct in sanction.conducts),
            steps=tuple(
                replace(step, enforcers=_unique(step.enforcers, rename), targets=_unique(step.targets, rename))
                for step in sanction.steps
            ),
        )
        for sanction in statute.sanctions
    )
    return replace(
        statute,
        norms=norms,
        sanctions=sanctions,
        mentions=tuple(replace(mention, actors=_unique(mention.actors, rename)) for mention in statute.mentions),
        definitions=tuple(replace(one, actors=_unique(one.actors, rename)) for one in statute.definitions),
    )


def _relations(actor: Actor, rename: Rename) -> Actor:
    broader = rename(actor.broader) if actor.broader else None
    members = tuple(name for name in _unique(actor.members, rename) if name != actor.name)
    return replace(actor, members=members, broader=broader if broader != actor.name else None)


def rename_actor(statute: Statute, old: str, new: str) -> Statute:
    """``old`` is called ``new`` from here on; its old name stays an alias. A name that another actor has merges the two."""
    if not new.strip():
        raise ValueError(new)
    if any(actor.name == new for actor in statute.actors):
        return merge_actor(statute, old, new)

    def rename(name: str) -> str:
        return new if name == old else name

    actors = tuple(
        _relations(
            replace(actor, name=new, aliases=tuple(dict.fromkeys((*actor.aliases, old))), review="curated")
            if actor.name == old
            else actor,
            rename,
        )
        for actor in statute.actors
    )
    return replace(_renamed_facts(statute, rename), actors=actors)


def merge_actor(statute: Statute, gone: str, kept: str) -> Statute:
    """``gone`` is the same as ``kept``: its mentions and facts become ``kept``'s, its names aliases. Raises ValueError."""
    by_name = {actor.name: actor for actor in statute.actors}
    if kept not in by_name or gone == kept:
        raise ValueError(kept)

    def rename(name: str) -> str:
        return kept if name == gone else name

    lost = by_name[gone]
    actors = tuple(
        _relations(
            replace(actor, aliases=tuple(dict.fromkeys((*actor.aliases, gone, *lost.aliases))), review="curated")
            if actor.name == kept
            else actor,
            rename,
        )
        for actor in statute.actors
        if actor.name != gone
    )
    return replace(_renamed_facts(statute, rename), actors=actors)


def split_actor(statute: Statute, name: str, new: str, units: tuple[str, ...]) -> Statute:
    """In ``units`` the actor ``name`` is another one, called ``new``. Raises ValueError where nothing changes."""
    moved = [mention for mention in statute.mentions if mention.unit in units and name in mention.actors]
    if not moved or not new.strip():
        raise ValueError(new)

    def rename(one: str) -> str:
        return new if one == name else one

    inside = frozenset(units)
    changed = _renamed_facts(statute, rename)
    norms = tuple(new_one if old.unit in inside else old for old, new_one in zip(statute.norms, changed.norms, strict=True))
    sanctions = tuple(
        new_one if old.unit in inside else old for old, new_one in zip(statute.sanctions, changed.sanctions, strict=True)
    )
    mentions = tuple(
        new_one if old.unit in inside else old for old, new_one in zip(statute.mentions, changed.mentions, strict=True)
    )
    base = next(actor for actor in statute.actors if actor.name == name)
    actors = statute.actors
    if not any(actor.name == new for actor in actors):
        first = moved[0]
        actors = (
            *actors,
            replace(base, name=new, aliases=(), members=(), first=first.quote, unit=first.unit, review="curated"),
        )
    return replace(statute, norms=norms, sanctions=sanctions, mentions=mentions, actors=actors)


def set_actor(statute: Statute, name: str, field: str, value: Any) -> Statute:
    """The actor's kind, level or members as a person says. Raises msgspec.ValidationError for a code outside the list."""
    fields: dict[str, Any]
    if field == "kind":
        fields = {"kind": msgspec.convert(value, ActorKind)}
    elif field == "level":
        fields = {"level": msgspec.convert(value, Level | None)}
    elif field == "members":
        fields = {"members": tuple(str(one) for one in value)}
    else:
        raise ValueError(field)
    actors = tuple(replace(actor, review="curated", **fields) if actor.name == name else actor for actor in statute.actors)
    first = next(actor for actor in actors if actor.name == name)
    changed = replace(statute, actors=actors)
    return known_actors(changed, first.members, first.first, first.unit) if field == "members" else changed


def set_mention_actors(statute: Statute, mention: Mention, names: tuple[str, ...]) -> Statute:
    """The mention names ``names``; norms and steps that rest on it follow."""
    mentions = tuple(replace(one, actors=names, review="curated") if one.id == mention.id else one for one in statute.mentions)
    of = {one.id: one.actors for one in mentions}

    def read(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for one in ids for name in of.get(one, ())))

    norms = tuple(
        replace(norm, bearers=read(norm.bearer_mentions), review="curated")
        if mention.id in norm.bearer_mentions and norm.bearers is not None
        else norm
        for norm in statute.norms
    )
    sanctions = tuple(
        replace(
            sanction,
            steps=tuple(
                replace(step, enforcers=read(step.enforcer_mentions), review="curated")
                if mention.id in step.enforcer_mentions
                else step
                for step in sanction.steps
            ),
        )
        for sanction in statute.sanctions
    )
    changed = replace(statute, mentions=mentions, norms=norms, sanctions=sanctions)
    return known_actors(changed, names, mention.quote, mention.unit)


def known_actors(statute: Statute, names: tuple[str, ...], quote: Quote, unit: str) -> Statute:
    """``statute`` with an actor for every name a person used that the text had not given one."""
    have = {actor.name for actor in statute.actors}
    new = tuple(
        Actor(name, "other", quote, unit, rule="curated", review="curated")
        for name in dict.fromkeys(names)
        if name not in have and name
    )
    return replace(statute, actors=(*statute.actors, *new)) if new else statute
