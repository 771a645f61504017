"""The text of a statute as the reader component takes it: lines of runs with their annotations, and the chapter tree.

Everything is text and numbers; the component builds the page with ``textContent``, so nothing in a statute is ever markup.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Any

import msgspec

from graph import codes
from graph.citation import Citations
from graph.records import actor_id
from ingest.reading import Quote
from ingest.statute import Statute
from ingest.units import Unit

from .catalogue import Language, words

HEADINGS = ("part", "subpart", "chapter", "section", "title", "annex")


class Note(msgspec.Struct, frozen=True):
    """What is known about some words: ``kind`` modality, actor, term or reference; ``title`` its hint; ``to`` the unit it leads to;
    ``node`` the graph node it stands for."""

    kind: str
    title: str
    at: int
    until: int
    to: str = ""
    node: str = ""


def notes_of(statute: Statute, language: Language) -> list[Note]:
    """Every annotation of the text, in text order."""
    cite = Citations(statute)
    found: list[Note] = []

    def note(kind: str, quote: Quote, title: str, to: str = "", node: str = "") -> None:
        if quote.text:
            found.append(Note(kind, title, quote.at, quote.until, to, node))

    actors = {actor.name: actor for actor in statute.actors}
    for norm in statute.norms:
        if norm.trigger is not None:
            name = codes.name("modality", norm.modality, language)
            note("modality", norm.trigger, name, node=f"{statute.id}:{norm.id}")
    for mention in statute.mentions:
        kinds = [codes.name("actor", actors[name].kind, language) for name in mention.actors if name in actors]
        title = "、".join(mention.actors) + (f"（{'、'.join(dict.fromkeys(kinds))}）" if kinds else "")
        node = actor_id(statute.id, mention.actors[0]) if mention.actors else ""
        note("actor", mention.quote, title, node=node)
    for reference in statute.references:
        name = codes.name("reference", reference.kind, language)
        target = reference.targets[0] if reference.targets else ""
        where = "、".join(cite.of(one) for one in reference.targets[:6]) or (f"《{reference.law}》" if reference.law else "")
        title = f"{name}：{where}" if where else f"{name} · {words(language, 'reader.unresolved')}"
        note("reference", reference.quote, title, to=target)
    found.extend(_terms(statute))
    return sorted(found, key=lambda one: (one.at, one.until))


def _terms(statute: Statute) -> Iterable[Note]:
    """Where defined terms are used, for the first time in each article; the longest term wins where several could stand."""
    meaning = {one.term.text: one for one in statute.definitions if len(one.term.text) > 1}
    if not meaning:
        return
    pattern = re.compile("|".join(re.escape(term) for term in sorted(meaning, key=len, reverse=True)))
    articles = [unit.at for unit in statute.units if unit.kind == "article"]
    met: set[tuple[int, str]] = set()
    for match in pattern.finditer(statute.reading.text):
        use = (bisect_right(articles, match.start()), match.group())
        if use in met:
            continue
        met.add(use)
        definition = meaning[match.group()]
        yield Note(
            "term", f"{match.group()}：{definition.definiens.text[:300]}", match.start(), match.end(), to=definition.unit
        )


def runs(text: str, at: int, notes: list[tuple[int, Note]]) -> list[list[Any]]:
    """``text``, which begins at ``at``, cut where annotations begin and end: [words, numbers of the annotations on them]."""
    cuts = {at, at + len(text)}
    for _, note in notes:
        cuts.update(place for place in (note.at, note.until) if at < place < at + len(text))
    places = sorted(cuts)
    found = []
    for start, end in itertools.pairwise(places):
        on = [number for number, note in notes if note.at <= start and end <= note.until]
        found.append([text[start - at : end - at], on])
    return found


def _owners(statute: Statute) -> list[Unit]:
    """The units in text order, the deepest of those that begin together last."""
    return sorted(statute.units, key=lambda unit: (unit.at, -unit.until))


def payload(statute: Statute, language: Language) -> dict[str, Any]:
    """What the component shows: ``lines``, ``notes``, ``tree``."""
    cite = Citations(statute)
    notes = notes_of(statute, language)
    owners = _owners(statute)
    text = statute.reading.text
    lines: list[dict[str, Any]] = []
    place = owner = first = 0
    stack: list[Unit] = []
    for row in text.split("\n"):
        end = place + len(row)
        while owner < len(owners) and owners[owner].at <= place + len(row) - len(row.lstrip()):
            stack.append(owners[owner])
            owner += 1
        stack = [unit for unit in stack if unit.until > place]
        unit = stack[-1] if stack else None
        while first < len(notes) and notes[first].until <= place:
            first += 1
        here = []
        for number in range(first, len(notes)):
            if notes[number].at >= end:
                break
            if notes[number].until > place:
                here.append((number, notes[number]))
        if row.strip():
            line: dict[str, Any] = {"at": place, "runs": runs(row, place, here)}
            if unit is not None:
                article = next((one for one in reversed(stack) if one.kind == "article"), None)
                line |= {"unit": unit.id, "kind": unit.kind, "cite": cite.of(unit.id)}
                if article is not None:
                    line["article"] = article.id
                    if article.at == place and article.label and row.startswith(article.label):
                        line["label"] = len(article.label)
            lines.append(line)
        place = end + 1
    return {
        "lines": lines,
        "notes": [[note.kind, note.title, note.to, note.node] for note in notes],
        "tree": tree(statute, cite),
    }


def tree(statute: Statute, cite: Citations) -> list[dict[str, Any]]:
    """The chapter tree: headings with their depth, articles below them."""
    depth: dict[str | None, int] = {None: 0}
    found = []
    for unit in statute.units:
        depth[unit.id] = depth.get(unit.parent, 0) + 1
        if unit.kind in ("part", "subpart", "chapter", "section", "annex"):
            name = f"{(unit.label or '').strip()} {(unit.heading or '').strip()}".strip()
            found.append({"unit": unit.id, "name": name[:60], "depth": depth[unit.id], "head": True})
        elif unit.kind == "article":
            found.append(
                {"unit": unit.id, "name": f"{cite.of(unit.id)} {(unit.heading or '')[:24]}".strip(), "depth": depth[unit.id]}
            )
    return found
