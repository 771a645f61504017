"""References: found by grammar, resolved within the statute, named or typed otherwise."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict

import msgspec

from ..facts import Definition, Reference, ReferenceKind
from ..reading import Reading
from ..units import Passage, Unit
from .context import Context
from .found import Found
from .grammar import MAINLAND, TAIWAN, Grammar
from .instruments import instruments
from .resolve import Resolver, resolve_external, title_key
from .saving import savings
from .scan import Scanner

__all__ = ["find_references", "resolve_external", "title_key"]

_PROCEDURE = re.compile(r"(?:规定)?的(?:法定)?程序")
_TAIWAN_ORDER = re.compile(r"項第[^款]{1,4}款|前項")
_MAINLAND_ORDER = re.compile(r"款第[^項]{1,4}項|前款")


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


def _without_parts(scanned: list[Found], whole: list[Found]) -> list[Found]:
    """The scanned references without those standards that only end the name of a longer one (粮食|质量标准和技术规范)."""
    starts = [found.start for found in scanned]
    parts: set[int] = set()
    for longer in whole:
        first = bisect_right(starts, longer.start)
        inside = range(first, bisect_right(starts, longer.end - 1))
        reaches = first and scanned[first - 1].end > longer.start
        if inside and not reaches and all(scanned[i].rule == "standard" and scanned[i].end <= longer.end for i in inside):
            parts.update(inside)
    return [found for index, found in enumerate(scanned) if index not in parts]


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

    scanned = _without_parts(scanned, [found for found, _ in followed if found.kind == "generic_rule"])
    for group in ([(f, None) for f in saved], [(f, None) for f in scanned], followed):
        fresh = [pair for pair in group if free(pair[0])]
        taken += fresh
        spans = sorted((found.start, found.end) for found, _ in taken)
    found = sorted(taken, key=lambda pair: pair[0].start)
    for k, (one, maker) in enumerate(found[1:], 1):
        before = found[k - 1][0]
        if one.rule == "followed_document" and before.rule == "provided" and 0 < one.start - before.end <= 2 and maker is None:
            # 某部门规定的技术规范和|操作规程: laid down by the same
            found[k] = (msgspec.structs.replace(one, kind=before.kind), maker)
    return found


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

    everything = _merge(scanner.scan(scanned.text, introduces), savings(scanned.text), instruments(scanned.text, scanned.unit))
    references: list[Reference] = []
    counts: dict[str, int] = defaultdict(int)
    context = Context(resolver, title, mainland=not taiwan)
    for found, maker in everything:
        index = scanned.index(found.start)
        passage = passages[index]
        at = passage.at + found.start - scanned.starts[index]
        context.enter(passage)
        targets, law, status, named = context.meaning(found, maker, passage, scanned.starts[index])
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
