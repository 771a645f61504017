"""The actions of a norm: its span split at commas, each with verb and object where the split is safe."""

from __future__ import annotations

import re
from typing import Literal

from ..clauses import Clause
from ..facts import Action
from ..lexicon import alternation, lexicon
from ..phrases import ADVERBS, NOMINAL, SKIPPED, VERBS, basis_end, verb_at
from ..reading import Reading
from .regions import adjunct

_verbs = lexicon("verbs")
_RESULT = frozenset(_verbs["result_like"].split())
_LEAD = re.compile("(?:并且|并|且|还|也|同时|而)?(?:依法|依规)?")
#: first characters of links, adverbs of law, basis phrases and adjuncts
_OPENERS = frozenset("并且还也同而依按根遵参比本基视凭围针立面结对着通以在自于为因经随作坚除由就从当遇至凡会商联")
_JOIN = re.compile("、|和|或者|以及|并")
_INNER = re.compile(
    "(?P<prep>向|对|将|把|在|自|于|为|与|从|给|通过|以|面向|利用|运用|采取|采用)(?P<what>[^，；。：]*?)(?P<verb>"
    + alternation(lexicon("modality")["inner"]["verbs"])
    + ")"
)
_NEGATED = re.compile("不|未|拒绝|停止|避免|防止")
_KINDS = Literal["action", "result_like", "omission"]


def actions_of(
    reading: Reading, at: int, text: str, clauses: tuple[Clause, ...], here: int, start: int, end: int
) -> tuple[Action, ...]:
    """The actions between ``start`` and ``end`` (local offsets of the passage that stands at ``at``), from the clause ``here`` on."""
    found: list[Action] = []
    for k in range(here, len(clauses)):
        first, last = max(clauses[k][0], start), min(clauses[k][1], end)
        if first >= end:
            break
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
        found.append(_action(reading, at, text, first, last))
    return tuple(found)


def _action(reading: Reading, at: int, text: str, start: int, end: int) -> Action:
    quote = reading.quote(at + start, at + end)
    verb, what = verb_and_object(text, start, end)
    kind: _KINDS = "action"
    if verb is not None and verb[-2:] in _RESULT and verb[:2] in _RESULT:
        kind = "result_like"
    elif _NEGATED.match(text, start, end) and text[start] in "不未":
        kind = "omission"
    return Action(quote, verb, what, kind)


def verb_and_object(text: str, start: int, end: int) -> tuple[str | None, str | None]:
    """Verb and object of one action; (None, None) where the words do not show the split."""
    at = start
    if text[start] in SKIPPED:
        at = ADVERBS.match(text, start, end).end()  # type: ignore[union-attr]
    if not verb_at(text, at) and at > start:
        while at > start and not verb_at(text, at):
            at -= 1
    size = verb_at(text, at)
    if size:
        finish = at + size
        while True:
            join = _JOIN.match(text, finish, end)
            more = verb_at(text, join.end()) if join else verb_at(text, finish)
            where = join.end() if join else finish
            if not more or where + more > end or (join is None and text[where : where + 2] in NOMINAL):
                break
            finish = where + more
        rest = text[finish:end]
        if rest.startswith(("的", "者", "率")):
            return None, None
        return text[at:finish], rest or None
    inner = _INNER.match(text, at, end)
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
