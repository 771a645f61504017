"""What a reference means where it stands: its units, or the other law, given what was named before it."""

from __future__ import annotations

import re
from typing import Literal

from ..facts import ReferenceKind
from ..units import Passage
from .found import Found
from .laws import full_name
from .resolve import Resolver, law_units

Status = Literal["resolved", "external", "generic", "unresolved"]
Meaning = tuple[tuple[str, ...], str | None, Status, tuple[str, ...]]

_GENERIC: frozenset[ReferenceKind] = frozenset(
    ("generic_law", "generic_rule", "by_duty", "yifa", "saving_clause", "named_instrument")
)
_AMENDED = re.compile(
    r"关于修改(?:和废止)?《([^《》]+(?:〈[^〉]*〉[^《》]*)?)》的(?:决定|决议)|^(?:中华人民共和国)?([\u4e00-\u9fff]{2,30}?)修正案"
)
_AMENDING = re.compile(r"关于(?:修改|废止|清理)[^《》]*的(?:决定|决议)")
_BARE = frozenset(("provision", "self_provision"))
#: units named before, of one article, that 各该款 may sum up
_MANY = 40


class Context:
    """The law and the units named last in the same article; in an amending decision, the law it amends.

    ``title`` is the statute's own: 关于修改《…》的决定 and 刑法修正案 amend one law, to which their bare 第X条 belong; a decision
    that amends several names each before its provisions.
    """

    def __init__(self, resolver: Resolver, title: str, *, mainland: bool) -> None:
        self.resolver = resolver
        bare = "".join(title.split())
        amended = _AMENDED.search(bare)
        self.amended = full_name(amended[1] or amended[2], mainland=mainland) if amended else None
        self.amending = bool(_AMENDING.search(bare)) and not self.amended
        self.where: str | None = None
        self.part: str | None = None
        self.law: str | None = None
        self.units: list[str] = []
        self.passage: str | None = None
        self.here: list[str] = []

    def enter(self, passage: Passage) -> None:
        """Forget what was named in another article."""
        where = passage.article or passage.unit
        if where != self.where:
            self.where, self.law, self.units = where, None, []
        if passage.unit != self.passage:
            self.passage, self.here = passage.unit, []
        if self.amending:
            part = ".".join(passage.unit.split(".")[: 2 if passage.unit.startswith("x") else 1])
            if part != self.part:
                self.part, self.amended = part, None

    def meaning(self, found: Found, maker: str | None, passage: Passage, start: int) -> Meaning:
        """Targets, law, status and the provisions of the law.

        ``maker``: the unit that calls for a document; ``start``: where the passage starts in the scanned text.
        """
        if found.kind == "self":
            self.law = None
            return (), None, "resolved", ()
        if found.kind in _GENERIC:
            return (), None, "generic", ()
        if found.rule == "mentioned_above":
            above = self.resolver.above_words(passage.unit, found.start == start)
            return above, None, "resolved" if above else "unresolved", ()
        if found.kind == "internal_unit":
            listed = self.resolver.listed(passage.unit)
            return listed, None, "resolved" if listed else "unresolved", ()
        if found.kind == "internal_instrument":
            return ((maker,), None, "resolved", ()) if maker else ((), None, "unresolved", ())
        law = self.law if found.law == "" else found.law
        if law:
            self.law, self.units, self.here = law, [], []
            if self.amending and (found.item or not self.amended):
                self.amended = law
            return (), law, "external", law_units(found.item) if found.item else ()
        if found.item is None:
            return (), None, "unresolved", ()
        return self._provision(found, passage)

    def _provision(self, found: Found, passage: Passage) -> Meaning:
        item = found.item
        assert item is not None
        if found.anchored and self.law and found.kind == "internal_explicit":
            return (), self.law, "external", law_units(item)
        # 各该款 sums up what its own sentence names, 该款 may reach back within the article
        summed = item.relative is not None and item.relative[1:] == (9, 0)
        targets = self.resolver.targets(item, passage.unit, tuple(self.here if summed else self.units))
        if not targets and self.amended and found.rule in _BARE:
            return (), self.amended, "external", law_units(item)
        if not targets and self.units and not item.relative and item.paths[0][0][0] in "pim":
            # 本法第二十二条第一款所列各项…；第（四）项…: a list of the provision named before, when this one has none
            targets = self.resolver.targets(item, self.units[-1])
        if targets:
            self.law = None
            self.units = [*self.units, *targets][-_MANY:]
            self.here = [*self.here, *targets][-_MANY:]
        return targets, None, "resolved" if targets else "unresolved", ()
