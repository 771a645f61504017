"""References: found by grammar, resolved within the statute, named or typed otherwise."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from typing import Literal

from ..facts import Definition, Reference, ReferenceKind
from ..reading import Reading
from ..units import Passage, Unit
from .found import Found
from .grammar import MAINLAND, TAIWAN, Grammar
from .instruments import instruments
from .laws import full_name
from .resolve import Resolver, law_units, resolve_external, title_key
from .saving import savings
from .scan import Scanner

__all__ = ["find_references", "resolve_external", "title_key"]

Status = Literal["resolved", "external", "generic", "unresolved"]
_GENERIC: frozenset[ReferenceKind] = frozenset(
    ("generic_law", "generic_rule", "by_duty", "yifa", "saving_clause", "named_instrument")
)
_PROCEDURE = re.compile(r"(?:规定)?的(?:法定)?程序")
_TAIWAN_ORDER = re.compile(r"項第[^款]{1,4}款|前項")
_MAINLAND_ORDER = re.compile(r"款第[^項]{1,4}項|前款")


_AMENDING = re.compile(
    r"关于修改(?:和废止)?《([^《》]+(?:〈[^〉]*〉[^《》]*)?)》的(?:决定|决议)|^(?:中华人民共和国)?([\u4e00-\u9fff]{2,30}?)修正案"
)


def _amended(title: str, *, mainland: bool) -> str | None:
    """The law that an amending decision 关于修改《…》的决定 or 刑法修正案 is about: its bare 第X条 are provisions of that law."""
    found = _AMENDING.search("".join(title.split()))
    return full_name(found[1] or found[2], mainland=mainland) if found else None


def _taiwan(text: str) -> bool:
    """Whether the levels below 條 are named the Taiwan way: 項 above 款."""
    if "條" not in text:
        return False
    return len(_TAIWAN_ORDER.findall(text)) > len(_MAINLAND_ORDER.findall(text))


class _Scanned:
    """All passages as one text, and the way back from an offset to its passage."""

    def __init__(self, passages: tuple[Passage, ...]) -> None:
        self.passages = passages
        self.starts: list[int] = []
        at = 0
        for passage in passages:
            self.starts.append(at)
            at += len(passage.text) + 1
        self.text = "\n".join(passage.text for passage in passages)

    def index(self, position: int) -> int:
        return bisect_right(self.starts, position) - 1

    def passage(self, position: int) -> Passage:
        return self.passages[self.index(position)]

    def unit(self, position: int) -> str:
        return self.passage(position).unit


def _merge(
    scanned: list[Found], saved: list[Found], followed: list[tuple[Found, str | None]]
) -> list[tuple[Found, str | None]]:
    """Saving clauses over what stands inside them; documents only where nothing else was found."""
    taken: list[tuple[Found, str | None]] = []
    spans: list[tuple[int, int]] = []

    def free(found: Found) -> bool:
        index = bisect_right(spans, (found.start, found.end))
        before = index == 0 or spans[index - 1][1] <= found.start
        return before and (index == len(spans) or spans[index][0] >= found.end)

    for group in ([(f, None) for f in saved], [(f, None) for f in scanned], followed):
        fresh = [pair for pair in group if free(pair[0])]
        taken += fresh
        spans = sorted((found.start, found.end) for found, _ in taken)
    return sorted(taken, key=lambda pair: pair[0].start)


def find_references(
    reading: Reading, passages: tuple[Passage, ...], units: tuple[Unit, ...], definitions: tuple[Definition, ...]
) -> tuple[Reference, ...]:
    """The references of a statute, in text order. Ids are ``<unit id>#r1``, counted in each unit.

    Kinds are those of the annotation guide §5. ``targets`` holds units of this statute; ``law`` the full name of another, with
    ``law_units``; what the tree does not have stays ``unresolved``. A self reference has neither: it means the statute itself.
    """
    if not passages:
        return ()
    taiwan = _taiwan(reading.text)
    title = next((reading.match[u.own_at : u.own_until] for u in units if u.kind == "title"), "")
    scanned = _Scanned(passages)
    resolver = Resolver(units)
    scanner = Scanner(Grammar(TAIWAN, hyphen_inserts=True) if taiwan else Grammar(MAINLAND), title, mainland=not taiwan)

    def introduces(position: int) -> bool:
        return bool(resolver.listed(scanned.unit(position)))

    amended = _amended(title, mainland=not taiwan)
    everything = _merge(scanner.scan(scanned.text, introduces), savings(scanned.text), instruments(scanned.text, scanned.unit))
    references: list[Reference] = []
    counts: dict[str, int] = defaultdict(int)
    context = _Context()
    for found, maker in everything:
        index = scanned.index(found.start)
        passage = passages[index]
        at = passage.at + found.start - scanned.starts[index]
        context.enter(passage)
        targets, law, status, named = _resolve(found, maker, passage, resolver, context)
        if amended and status == "unresolved" and found.rule == "provision" and found.item:
            law, status, named = amended, "external", law_units(found.item)
        counts[passage.unit] += 1
        effect = found.effect
        if effect == "cites" and _PROCEDURE.match(scanned.text, found.end):
            effect = "procedure"
        references.append(
            Reference(
                id=f"{passage.unit}#r{counts[passage.unit]}",
                unit=passage.unit,
                quote=reading.quote(at, at + found.end - found.start),
                kind=_kind(found, law),
                effect=effect,
                targets=targets,
                law=law,
                law_units=named,
                any_of=found.any_of,
                status=status,
                rule=found.rule,
            )
        )
    return tuple(references)


def _kind(found: Found, law: str | None) -> ReferenceKind:
    """A provision counts as another law's when it was resolved to one, as this statute's when it was not (该法 after 本法)."""
    if found.kind == "internal_explicit" and law:
        return "external_law"
    if found.kind == "external_law" and found.anchored and law is None:
        return "internal_explicit"
    return found.kind


class _Context:
    """What 该法, 该条 lean on: the law and the unit named last in the same article."""

    def __init__(self) -> None:
        self.where: str | None = None
        self.law: str | None = None
        self.unit: str | None = None

    def enter(self, passage: Passage) -> None:
        where = passage.article or passage.unit
        if where != self.where:
            self.where, self.law, self.unit = where, None, None


def _resolve(
    found: Found, maker: str | None, passage: Passage, resolver: Resolver, context: _Context
) -> tuple[tuple[str, ...], str | None, Status, tuple[str, ...]]:
    """Targets, law, status and units of the law."""
    if found.kind == "self":
        context.law = None
        return (), None, "resolved", ()
    if found.kind in _GENERIC:
        return (), None, "generic", ()
    if found.kind == "internal_unit":
        listed = resolver.listed(passage.unit)
        return listed, None, "resolved" if listed else "unresolved", ()
    if found.kind == "internal_instrument":
        return ((maker,), None, "resolved", ()) if maker else ((), None, "unresolved", ())
    law = found.law
    if law == "":
        law = context.law
    if law:
        context.law, context.unit = law, None
        return (), law, "external", law_units(found.item) if found.item else ()
    if found.item is None:
        return (), None, "unresolved", ()
    if found.anchored and context.law and found.kind == "internal_explicit":
        return (), context.law, "external", law_units(found.item)
    targets = resolver.targets(found.item, passage.unit, context.unit)
    if targets:
        context.unit, context.law = targets[-1], None
    return targets, None, "resolved" if targets else "unresolved", ()
