"""The actions of a norm: its span split at commas, each with verb and object where the split is safe."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from ..clauses import Clause
from ..facts import Action
from ..lexicon import alternation, lexicon
from ..phrases import ADVERBS, NOMINAL, SKIPPED, VERBS, basis_end, verb_at
from ..reading import Quote
from .regions import adjunct

_verbs = lexicon("verbs")
_RESULT = frozenset(_verbs["result_like"].split())
_LEAD = re.compile("(?:并且|并|且|还|也|同时|而)?(?:依法|依规)?")
#: first characters of links, adverbs of law, basis phrases and adjuncts
_OPENERS = frozenset("并且还也同而依按根遵参比本基视凭围针立面结对着通以在自于为因经随作坚除由就从当遇至凡会商联")
_JOIN = re.compile("、|和|或者|以及|并")
_JOINING = frozenset("、和或以并")
_INNER = re.compile(
    "(?P<prep>向|对|将|把|在|自|于|为|与|从|给|通过|以|面向|利用|运用|采取|采用)(?P<what>[^，；。：]*?)(?P<verb>"
    + alternation(lexicon("modality")["inner"]["verbs"])
    + ")"
)
_INNER_OPENERS = frozenset("向对将把在自于为与从给通以面利运采")
_KINDS = Literal["action", "result_like", "omission"]


def actions_of(
    quote: Callable[[int, int], Quote], at: int, text: str, clauses: tuple[Clause, ...], here: int, start: int, end: int
) -> tuple[Action, ...]:
    """The actions between ``start`` and ``end`` (local offsets of the passage that stands at ``at``), from the clause ``here`` on."""
    found: list[Action] = []
    for k in range(here, len(clauses)):
        first, last, _ = clauses[k]
        if first < start:
            first = start
        if first >= end:
            break
        if last > end:
            last = end
        if first >= last:
            continue
        if text[first] in _OPENERS:
            lead = _LEAD.match(text, first, last).end()  # type: ignore[union-attr]
            first = lead if lead < last else first
            after = basis_end(text, first, last)
            if after == last or adjunct(text, first, last):
                if last < end or found:
                    continue
            elif after > first:
                first = after
        if last < end and text[last - 1] in "的时后" and (text[last - 1] == "的" or adjunct(text, first, last)):
            continue
        verb, what = verb_and_object(text, first, last)
        kind: _KINDS = "action"
        if verb is not None and verb[-2:] in _RESULT and verb[:2] in _RESULT:
            kind = "result_like"
        elif text[first] in "不未":
            kind = "omission"
        found.append(Action(quote(at + first, at + last), verb, what, kind))
    return tuple(found)


def verb_and_object(text: str, start: int, end: int) -> tuple[str | None, str | None]:
    """Verb and object of one action; (None, None) where the words do not show the split."""
    at = start
    if text[start] in SKIPPED:
        at = ADVERBS.match(text, start, end).end()  # type: ignore[union-attr]
    size = verb_at(text, at)
    while not size and at > start:
        at -= 1
        size = verb_at(text, at)
    if size:
        finish = at + size
        while finish < end:
            join = _JOIN.match(text, finish, end) if text[finish] in _JOINING else None
            where = join.end() if join else finish
            word = text[where : where + 2]
            if word not in VERBS or (join is None and word in NOMINAL):
                break
            more = verb_at(text, where)
            if where + more > end:
                break
            finish = where + more
        if finish >= end:
            return text[at:finish], None
        if text[finish] in "的者率":
            return None, None
        return text[at:finish], text[finish:end]
    inner = _INNER.match(text, at, end) if text[at] in _INNER_OPENERS else None
    if inner:
        finish = inner.end("verb")
        follow = text[finish : finish + 2]
        if follow in VERBS and inner.group("verb") in ("进行", "予以", "给予", "开展", "实施"):
            verb = text[finish:end] if end - finish <= 8 else follow
            return verb, inner.group("what") or None
        rest = text[finish:end]
        if inner.group("prep") in "将把对" and inner.group("what"):
            return inner.group("verb"), inner.group("what")
        return inner.group("verb"), rest or None
    return None, None
