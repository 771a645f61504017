"""Statutes for the tests of sanctions and links: the stages before them, run on lines of text."""

from __future__ import annotations

from pathlib import Path

from ingest.actors import find_actors
from ingest.definitions import find_definitions
from ingest.facts import Mention
from ingest.gold.as_statute import as_statute
from ingest.gold.folder import Gold, read_gold
from ingest.liability import find_links
from ingest.norms import find_norms
from ingest.passages import passages_of
from ingest.reading import Origin
from ingest.references import find_references
from ingest.sanctions import find_sanctions
from ingest.statute import Metadata, Statute
from ingest.triggers import find_triggers

from .statutes import Tree, tree_of

DATA = Path(__file__).parents[1] / "data"
GOLD = Path(__file__).parents[2] / "data" / "gold" / "liaoning-bigdata-2022"


def statute_of(text: str, *, links: bool = False, title: str = "") -> Statute:
    """The facts of a statute given as lines (第X条 …, （一）…); ``title`` is what it is about."""
    tree = tree_of(text)
    reading, units, passages = tree.reading, tree.units, tree.passages
    definitions = find_definitions(reading, passages)
    references = find_references(reading, passages, units, definitions)
    triggers = find_triggers(passages)
    who = find_actors(reading, passages, triggers, definitions)
    sanctions = find_sanctions(reading, passages, who.mentions, references)
    norms = find_norms(reading, passages, triggers, who.subjects, who.mentions, references, sanctions)
    found = find_links(reading, passages, norms, sanctions, references, definitions, who.actors, title) if links else ()
    return Statute(
        id="test",
        origin=Origin("test"),
        reading=reading,
        meta=Metadata(),
        units=units,
        segments=(),
        definitions=definitions,
        actors=who.actors,
        mentions=who.mentions,
        norms=norms,
        references=references,
        sanctions=sanctions,
        links=found,
    )


def named(text: str, names: dict[str, str]) -> tuple[Tree, tuple[Mention, ...]]:
    """A tree of lines with a mention wherever one of ``names`` (surface → actor) stands: ladders apart from the actor stage."""
    tree = tree_of(text)
    mentions: list[Mention] = []
    for passage in tree.passages:
        taken: list[tuple[int, int]] = []
        for surface in sorted(names, key=len, reverse=True):
            start = passage.text.find(surface)
            while start >= 0:
                end = start + len(surface)
                if not any(start < b and a < end for a, b in taken):
                    taken.append((start, end))
                    quote = tree.reading.quote(passage.at + start, passage.at + end)
                    mentions.append(Mention(f"m{len(mentions)}", passage.unit, quote, (names[surface],), "enforcer"))
                start = passage.text.find(surface, end)
    return tree, tuple(mentions)


def gold_with_own(folder: Path) -> tuple[Gold, Statute]:
    """A gold statute whose sanctions and links are ours: mentions, references and norms are the annotated ones."""
    gold = read_gold(folder)
    statute = as_statute(gold)
    passages = passages_of(statute.reading, statute.units)
    sanctions = find_sanctions(statute.reading, passages, statute.mentions, statute.references)
    links = find_links(
        statute.reading,
        passages,
        statute.norms,
        sanctions,
        statute.references,
        statute.definitions,
        statute.actors,
        statute.title,
    )
    import msgspec

    return gold, msgspec.structs.replace(statute, sanctions=sanctions, links=links)
