"""Corrections of actors: a name is a key, so a change of name runs through every fact that uses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from ..facts import Actor, ActorKind, Conduct, Level, Norm, Step
from ..reading import Quote
from ..statute import Statute

replace = msgspec.structs.replace
Rename = Callable[[str], str]


def _unique(names: tuple[str, ...], rename: Rename) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rename(name) for name in names))


def _renamed_facts(statute: Statute, old: str, rename: Rename) -> Statute:
    """Every fact that names ``old`` with its names passed through ``rename``; the actors themselves are left to the caller."""

    def norm(one: Norm) -> Norm:
        held = (*(one.bearers or ()), *one.inferred, *(name for party in one.parties for name in party.actors))
        if old not in held:
            return one
        return replace(
            one,
            bearers=None if one.bearers is None else _unique(one.bearers, rename),
            inferred=_unique(one.inferred, rename),
            parties=tuple(replace(party, actors=_unique(party.actors, rename)) for party in one.parties),
        )

    def step(one: Step) -> Step:
        if old not in one.enforcers and old not in one.targets:
            return one
        return replace(one, enforcers=_unique(one.enforcers, rename), targets=_unique(one.targets, rename))

    def conduct(one: Conduct) -> Conduct:
        return replace(one, offenders=_unique(one.offenders, rename)) if old in one.offenders else one

    def named(one: Any) -> Any:
        return replace(one, actors=_unique(one.actors, rename)) if old in one.actors else one

    return replace(
        statute,
        norms=tuple(norm(one) for one in statute.norms),
        sanctions=tuple(
            replace(
                one,
                conducts=tuple(conduct(each) for each in one.conducts),
                steps=tuple(step(each) for each in one.steps),
            )
            for one in statute.sanctions
        ),
        mentions=tuple(named(one) for one in statute.mentions),
        definitions=tuple(named(one) for one in statute.definitions),
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
    return replace(_renamed_facts(statute, old, rename), actors=actors)


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
    return replace(_renamed_facts(statute, gone, rename), actors=actors)


def split_actor(statute: Statute, name: str, new: str, units: tuple[str, ...]) -> Statute:
    """In ``units`` the actor ``name`` is another one, called ``new``. Raises ValueError where nothing changes."""
    moved = [mention for mention in statute.mentions if mention.unit in units and name in mention.actors]
    if not moved or not new.strip():
        raise ValueError(new)

    def rename(one: str) -> str:
        return new if one == name else one

    inside = frozenset(units)
    changed = _renamed_facts(statute, name, rename)
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


def known_actors(statute: Statute, names: tuple[str, ...], quote: Quote, unit: str) -> Statute:
    """``statute`` with an actor for every name a person used that the text had not given one."""
    have = {actor.name for actor in statute.actors}
    new = tuple(
        Actor(name, "other", quote, unit, rule="curated", review="curated")
        for name in dict.fromkeys(names)
        if name not in have and name
    )
    return replace(statute, actors=(*statute.actors, *new)) if new else statute
