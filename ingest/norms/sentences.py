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
from .evidence import Evidence
from .readings import reading_of
from .regions import region_of

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
    sentences = split(text)
    times = times_of(text)
    each = "各" in text and _EACH.search(text) is not None
    listed = passage.intro is not None
    made: list[Norm] = []
    near: tuple[str, ...] = ()
    place = here = 0
    floor = segment = -1
    carried: list[tuple[int, int]] = []
    for n, (trigger, subject) in enumerate(own):
        while sentences[place].end <= trigger.start:
            place += 1
            here = 0
            segment = -1
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
        following = own[n + 1][0] if n + 1 < len(own) and own[n + 1][0].start < sentence.end else None
        ahead = who.end if who.end is not None and who.end > trigger.end else None
        region = region_of(text, clauses, here, trigger, following, ahead)
        found = before(text, clauses, here, floor, trigger.start, who.end, who.start)
        conditions = [*carried, *found.conditions, *region.scenes]
        carried = [*carried, *found.conditions]
        floor = region.end
        manner = [*found.manner, *region.manner] if found.manner or region.manner else []
        bearers = who.names or who.inferred
        modality, alternatives = reading_of(trigger, bearers, text[region.start : region.end], near)
        near = bearers or near
        level = "item" if listed else "sentence"
        if chapeau and n + 1 == len(own) and text.endswith("："):
            level = "chapeau"
        made.append(
            Norm(
                f"{passage.unit}#n{first + n}",
                passage.unit,
                _quoted(quote, at, sentence, trigger, region.end),
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
                quote(at + region.start, at + region.end) if region.end > region.start else None,
                actions_of(quote, at, text, clauses, here, region.start, region.end),
                evidence.conditions(at, conditions),
                evidence.exceptions(at, [*found.exceptions, *region.exceptions]),
                tuple([quote(at + start, at + end) for start, end in manner]),
                evidence.legal_basis(at, manner),
                deadlines(quote, at, times, trigger.clause, region.end) if times else (),
                evidence.parties(passage, trigger.clause, region.end, who.mentions),
                each and _EACH.search(text, trigger.clause, region.end) is not None,
                trigger.rule,
            )
        )
    return _saved(evidence, passage, sentences, made) if len(sentences) > 1 else made


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
