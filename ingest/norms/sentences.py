"""The norms of a passage that has modals of its own: one for each, with conditions, action, time limits and parties."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from ..actors import Subject
from ..clauses import Sentence, split
from ..facts import Condition, Deadline, Norm
from ..reading import Quote
from ..triggers import Trigger
from ..units import Passage
from .actions import actions_of
from .conditions import before
from .deadlines import Span, deadline, times_of
from .evidence import NOBODY, Evidence
from .readings import reading_of
from .regions import agent_after_basis, region_of
from .unbound import is_spared, is_unbound

_SAVING = re.compile(
    "[^。；]*(?:另有(?:规定|约定)[^。；]{0,4}(?:，?(?:从其规定|从其约定|依照其规定|适用其规定|按照其规定)|除外)|除外)"
)
#: characters of a sentence that is still quoted whole
_LONGEST = 2000
_EACH = re.compile("各自(?:的)?(?:职责|职权|权限|分工)|各负其责|分别(?:负责|承担)")


def norms_of(
    evidence: Evidence,
    passage: Passage,
    own: list[tuple[Trigger, Subject | None]],
    parent: Norm | None,
    chapeau: bool,
    first: int,
) -> list[Norm]:
    """The norms of ``passage`` for its triggers ``own``; ``parent`` is the chapeau's norm of an item.

    ``chapeau``: items follow; ``first``: the number of the first norm in its unit.
    """
    text, at, quote = passage.text, passage.at, evidence.quote
    own = _one_with_agent(text, own)
    sentences = split(text)
    times = times_of(text)
    each = "各" in text and _EACH.search(text) is not None
    listed = passage.intro is not None
    made: list[Norm] = []
    near: tuple[str, ...] = ()
    place = here = 0
    floor = segment = -1
    whole: Quote | None = None
    carried: list[tuple[int, int]] = []
    for n, (trigger, subject) in enumerate(own):
        while sentences[place].end <= trigger.start:
            place += 1
            here = 0
            segment = -1
            whole = None
        sentence = sentences[place]
        clauses = sentence.clauses
        if segment < 0:
            segment = floor = sentence.start
            carried = []
        while clauses[here][1] < trigger.start:
            if clauses[here][2] != "，":
                segment = floor = clauses[here][1] + 1
                carried = []
            here += 1
        who = evidence.who(subject, at)
        if is_spared(text, trigger, who):
            who = NOBODY
        following = own[n + 1][0] if n + 1 < len(own) and own[n + 1][0].start < sentence.end else None
        ahead = who.end if who.end is not None and who.end > trigger.end else None
        region = region_of(text, clauses, here, trigger, following, ahead)
        found = before(text, clauses, here, floor, trigger.start, who.end, who.start)
        if found.conditions:
            carried = [*carried, *found.conditions]
        conditions = [*carried, *region.scenes] if region.scenes else carried
        start, end = region.start, region.end
        floor = end
        manner = [*found.manner, *region.manner] if found.manner else region.manner
        exceptions = [*found.exceptions, *region.exceptions] if found.exceptions else region.exceptions
        action = quote(at + start, at + end) if end > start else None
        if whole is None or sentence.end - sentence.start > _LONGEST:
            whole = _quoted(quote, at, sentence, trigger, end)
        if is_unbound(text, clauses, trigger, who, text[start:end]):
            who = NOBODY
        bearers = who.names or who.inferred
        modality, alternatives = reading_of(trigger, bearers, text[start:end], near)
        near = bearers or near
        level = "item" if listed else "sentence"
        if chapeau and n + 1 == len(own) and text.endswith("："):
            level = "chapeau"
        made.append(
            Norm(
                f"{passage.unit}#n{first + n}",
                passage.unit,
                whole,
                modality,
                level,  # type: ignore[arg-type]
                parent.id if parent is not None and level == "item" else None,
                alternatives,
                quote(at + trigger.start, at + trigger.end),
                False,
                who.names,
                who.mentions,
                who.basis,
                who.inferred,
                who.inferred_basis,
                quote(at + who.topic[0], at + who.topic[1]) if who.topic else None,
                action,
                actions_of(quote, at, text, clauses, here, start, end) if action else (),
                evidence.conditions(at, conditions) if conditions else (),
                evidence.exceptions(at, exceptions) if exceptions else (),
                tuple([quote(at + begin, at + stop) for begin, stop in manner]) if manner else (),
                evidence.legal_basis(at, manner) if manner else (),
                deadlines(quote, at, times, trigger.clause, end) if times else (),
                evidence.parties(passage, trigger.clause, end, who.mentions),
                each and _EACH.search(text, trigger.clause, end) is not None,
                trigger.rule,
            )
        )
    return _saved(evidence, passage, sentences, made) if len(sentences) > 1 else made


def _one_with_agent(text: str, own: list[tuple[Trigger, Subject | None]]) -> list[tuple[Trigger, Subject | None]]:
    """应当按照规定，由X检验 is one norm: the modal's, with X as its bearer."""
    if not any(trigger.rule == "by" for trigger, _ in own):
        return own
    found: list[tuple[Trigger, Subject | None]] = []
    for trigger, subject in own:
        before = found[-1][0] if found else None
        if before is not None and trigger.rule == "by" and agent_after_basis(text, before) == trigger.start:
            found[-1] = (before, subject)
        else:
            found.append((trigger, subject))
    return found


def _quoted(quote: Callable[[int, int], Quote], at: int, sentence: Sentence, trigger: Trigger, end: int) -> Quote:
    """The sentence a norm is read from; of an endless one only the norm's own stretch."""
    if sentence.end - sentence.start <= _LONGEST:
        return quote(at + sentence.start, at + sentence.end)
    return quote(at + trigger.clause, at + max(end, trigger.end))


def deadlines(quote: Callable[[int, int], Quote], at: int, times: list[Span], start: int, end: int) -> tuple[Deadline, ...]:
    """The time expressions between two local offsets of the passage at ``at``."""
    return tuple(deadline(quote, at, span) for span in times if start <= span.start and span.end <= end)


def _saved(evidence: Evidence, passage: Passage, sentences: tuple[Sentence, ...], made: list[Norm]) -> list[Norm]:
    """A saving clause that is a sentence of its own (法律另有规定的，从其规定。) excepts the norms before it."""
    text = passage.text
    for sentence in sentences[1:]:
        stop = sentence.end - 1 if text[sentence.end - 1] in "。；" else sentence.end
        if not text.endswith(("除外", "规定", "约定"), sentence.start, stop):
            continue
        if not _SAVING.fullmatch(text, sentence.start, stop):
            continue
        exception = Condition(evidence.quote(passage.at + sentence.start, passage.at + stop), "exception")
        for k, norm in enumerate(made):
            if norm.quote.until <= passage.at + sentence.start:
                made[k] = msgspec.structs.replace(norm, exceptions=(*norm.exceptions, exception))
    return made
