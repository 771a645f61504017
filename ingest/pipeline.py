"""The stages in order: raw text → statutes."""

from __future__ import annotations

from .actors import find_actors
from .corrections.events import Event
from .corrections.replay import replay
from .corrections.structure import TreeReplay, replay_tree
from .definitions import find_definitions
from .liability import find_links
from .metadata import metadata_of, statute_id
from .norms import find_norms
from .passages import passages_of
from .read import RawText
from .references import find_references
from .sanctions import find_sanctions, sanction_diagnostics
from .statute import Statute
from .structure import Tree, parse_structure
from .triggers import find_triggers


def parse(raw: RawText, *, links: bool = True, corrections: tuple[Event, ...] = ()) -> list[Statute]:
    """The statutes in ``raw``, in text order (mostly one), with the corrections of a person replayed.

    ``links=False`` leaves the liability links out.
    """
    return [statute_from(tree, raw, links=links, corrections=corrections) for tree in parse_structure(raw)]


def statute_from(tree: Tree, raw: RawText, *, links: bool = True, corrections: tuple[Event, ...] = ()) -> Statute:
    """The statute of one tree, with all its facts. Corrections of the tree come before extraction, the others after."""
    corrected = replay_tree(tree, corrections) if corrections else TreeReplay(tree)
    tree = corrected.tree
    reading, units = tree.reading, tree.units
    passages = passages_of(reading, units)
    definitions = find_definitions(reading, passages)
    references = find_references(reading, passages, units, definitions)
    triggers = find_triggers(passages)
    who = find_actors(reading, passages, triggers, definitions)
    sanctions = find_sanctions(reading, passages, who.mentions, references)
    norms = find_norms(reading, passages, triggers, who.subjects, who.mentions, references, sanctions)
    meta = metadata_of(tree)
    title = meta.title.value if meta.title else ""
    found = find_links(reading, passages, norms, sanctions, references, definitions, who.actors, title) if links else ()
    statute = Statute(
        id=statute_id(meta, tree),
        origin=raw.origin,
        reading=reading,
        meta=meta,
        units=units,
        segments=tree.segments,
        definitions=definitions,
        actors=who.actors,
        mentions=who.mentions,
        norms=norms,
        references=references,
        sanctions=sanctions,
        links=found,
        diagnostics=(*tree.diagnostics, *sanction_diagnostics(reading, passages, sanctions)),
        curated=corrected.curated,
        conflicts=corrected.conflicts,
    )
    return replay(statute, corrections) if corrections else statute
