"""Norms 规范: who must, may or must not do what, when, how, except when."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import groupby

from ..actors import Subject
from ..clauses import Sentence, split
from ..facts import Action, Basis, Condition, Deadline, Mention, Modality, Norm, Party, Reference, Sanction
from ..intros import Intro, intro_of
from ..reading import Reading
from ..triggers import Trigger
from ..units import Passage
from .actions import actions_of
from .conditions import before
from .deadlines import Span, deadline, times_of
from .items import says_act
from .parties import party_of
from .readings import reading_of
from .regions import Region, region_of

_ASSERTED: frozenset[Basis | None] = frozenset(("explicit", "same_sentence", "list_intro"))
_SAVING_SENTENCE = re.compile(
    "[^。；]*(?:另有(?:规定|约定)[^。；]{0,4}(?:，?(?:从其规定|从其约定|依照其规定|适用其规定|按照其规定)|除外)|除外)$"
)
_EACH = re.compile("各自(?:的)?(?:职责|职权|权限|分工)|各负其责|分别(?:负责|承担)")


class _Who:
    """Bearers of a trigger as the actor stage read them."""

    __slots__ = ("basis", "end", "inferred", "inferred_basis", "mentions", "names", "start", "topic")

    def __init__(self, subject: Subject | None, mentions: dict[str, Mention], at: int) -> None:
        self.names: tuple[str, ...] | None = None
        self.mentions: tuple[str, ...] = ()
        self.basis: Basis | None = None
        self.inferred: tuple[str, ...] = ()
        self.inferred_basis: Basis | None = None
        self.topic: tuple[int, int] | None = subject.topic if subject else None
        self.start: int | None = None
        self.end: int | None = None
        if subject is None or not subject.mentions:
            return
        found = [mentions[key] for key in subject.mentions if key in mentions]
        names = tuple(dict.fromkeys(name for mention in found for name in mention.actors))
        if not names:
            return
        if subject.basis in _ASSERTED:
            self.names, self.basis = names, subject.basis
            self.mentions = tuple(mention.id for mention in found)
        else:
            self.inferred, self.inferred_basis = names, subject.basis
        self.start = min(mention.quote.at for mention in found) - at
        self.end = max(mention.quote.until for mention in found) - at


class _Stage:
    """The norms of one statute while they are being read."""

    def __init__(
        self, reading: Reading, passages: tuple[Passage, ...], mentions: tuple[Mention, ...], references: tuple[Reference, ...]
    ) -> None:
        self.reading, self.passages = reading, passages
        self.by_id = {mention.id: mention for mention in mentions}
        self.mentions = sorted(mentions, key=lambda mention: mention.quote.at)
        self.mention_starts = [mention.quote.at for mention in self.mentions]
        self.references = sorted(references, key=lambda reference: reference.quote.at)
        self.reference_starts = [reference.quote.at for reference in self.references]
        self.norms: list[Norm] = []
        self.counts: dict[str, int] = {}

    def key(self, unit: str) -> str:
        n = self.counts[unit] = self.counts.get(unit, 0) + 1
        return f"{unit}#n{n}"

    def conditions(
        self, at: int, spans: list[tuple[int, int]] | tuple[tuple[int, int], ...], kind: str
    ) -> tuple[Condition, ...]:
        quote = self.reading.quote
        if kind == "exception":
            return tuple(Condition(quote(at + start, at + end), "exception") for start, end in spans)
        return tuple(Condition(quote(at + start, at + end)) for start, end in spans)

    def legal_basis(self, at: int, spans: list[tuple[int, int]]) -> tuple[str, ...]:
        found: list[str] = []
        for start, end in spans:
            first = bisect_left(self.reference_starts, at + start)
            last = bisect_left(self.reference_starts, at + end)
            found += [reference.id for reference in self.references[first:last]]
        return tuple(found)

    def parties(self, passage: Passage, start: int, end: int, bearers: tuple[str, ...]) -> tuple[Party, ...]:
        first = bisect_left(self.mention_starts, passage.at + start)
        last = bisect_left(self.mention_starts, passage.at + end)
        return tuple(
            party_of(mention, passage.text, mention.quote.at - passage.at, mention.quote.until - passage.at)
            for mention in self.mentions[first:last]
            if mention.id not in bearers and mention.role not in ("definition", "possessor")
        )


def find_norms(
    reading: Reading,
    passages: tuple[Passage, ...],
    triggers: tuple[Trigger, ...],
    subjects: tuple[Subject, ...],
    mentions: tuple[Mention, ...],
    references: tuple[Reference, ...],
    sanctions: tuple[Sanction, ...],
) -> tuple[Norm, ...]:
    """The norms of a statute in text order. What stands in a liability ladder is left to its steps."""
    stage = _Stage(reading, passages, mentions, references)
    who = {subject.trigger: subject for subject in subjects}
    closed = sorted((s.quote.at, s.quote.until) for s in sanctions if s.liability_part)
    closed_starts = [start for start, _ in closed]

    def liable(offset: int) -> bool:
        k = bisect_right(closed_starts, offset) - 1
        return k >= 0 and offset < closed[k][1]

    children: dict[int, list[int]] = {}
    for index, passage in enumerate(passages):
        if passage.intro is not None:
            children.setdefault(passage.intro, []).append(index)
    groups = {index: list(group) for index, group in groupby(range(len(triggers)), key=lambda k: triggers[k].passage)}
    chapeaux: dict[int, tuple[Norm, Intro]] = {}
    for index, passage in enumerate(passages):
        own = [k for k in groups.get(index, ()) if not liable(passage.at + triggers[k].start)]
        above = chapeaux.get(passage.intro) if passage.intro is not None else None
        parent = above[0] if above else None
        made: list[Norm] = []
        if own:
            made = _passage(stage, passage, [(triggers[k], who.get(k)) for k in own], parent, index in children)
            stage.norms += made
        elif above is not None and above[1] == "exceptions":
            excepted = _excepted(stage, passage, above[0])
            made = [excepted] if excepted is not None else []
            stage.norms += made
        elif above is not None and says_act(
            above[1], passages[passage.intro].text if passage.intro is not None else "", passage.text
        ):
            inherited = _item(stage, passage, above[0], above[1])
            if inherited is not None:
                made = [inherited]
                stage.norms += made
        if index in children:
            last = triggers[own[-1]].end if own else None
            intro = intro_of(passage.text, last)
            if made and intro in ("acts", "open", "exceptions", "contents"):
                chapeaux[index] = (made[-1], intro)
            elif above is not None:
                chapeaux[index] = above
            if intro == "conditions" and made:
                _with_cases(stage, made[-1], [passages[k] for k in children[index]])
    return tuple(stage.norms)


def _passage(
    stage: _Stage, passage: Passage, own: list[tuple[Trigger, Subject | None]], parent: Norm | None, chapeau: bool
) -> list[Norm]:
    """The norms of one passage with modals of its own."""
    text, at, reading = passage.text, passage.at, stage.reading
    sentences = split(text)
    times = times_of(text)
    made: list[Norm] = []
    near: tuple[str, ...] = ()
    place = 0
    ends: list[int] = []
    for n, (trigger, subject) in enumerate(own):
        while sentences[place].end <= trigger.start:
            place += 1
        sentence = sentences[place]
        who = _Who(subject, stage.by_id, at)
        following = own[n + 1][0] if n + 1 < len(own) else None
        ahead = who.end if who.end is not None and who.end > trigger.end else None
        region = region_of(text, sentence, trigger, following, ahead)
        first = segment_start(sentence, trigger.start)
        found = before(text, sentence, first, trigger.start, who.end, who.start)
        spans = [span for span in found.conditions if not _within(span, made, at, sentence)]
        manner = [*found.manner, *region.manner]
        action = text[region.start : region.end]
        modality, alternatives = reading_of(trigger, who.names or who.inferred, action, near)
        near = who.names or who.inferred or near
        stretch_end = region.until
        level = "item" if passage.intro is not None else "sentence"
        if chapeau and following is None and text.rstrip().endswith("："):
            level = "chapeau"
        made.append(
            Norm(
                id=stage.key(passage.unit),
                unit=passage.unit,
                quote=reading.quote(at + sentence.start, at + sentence.end),
                modality=modality,
                level=level,  # type: ignore[arg-type]
                parent=parent.id if parent is not None and level == "item" else None,
                alternatives=alternatives,
                trigger=reading.quote(at + trigger.start, at + trigger.end),
                bearers=who.names,
                bearer_mentions=who.mentions,
                bearer_basis=who.basis,
                inferred=who.inferred,
                inferred_basis=who.inferred_basis,
                topic=reading.quote(at + who.topic[0], at + who.topic[1]) if who.topic else None,
                action=reading.quote(at + region.start, at + region.end) if region.end > region.start else None,
                actions=actions_of(reading, at, text, sentence, region.start, region.end, modality),
                conditions=stage.conditions(at, [*spans, *region.scenes], "condition"),
                exceptions=stage.conditions(at, [*found.exceptions, *region.exceptions], "exception"),
                manner=tuple(reading.quote(at + start, at + end) for start, end in manner),
                legal_basis=stage.legal_basis(at, manner),
                deadlines=_deadlines(reading, at, times, trigger.clause, stretch_end),
                parties=stage.parties(passage, trigger.clause, stretch_end, who.mentions),
                distributive=_EACH.search(text, trigger.clause, stretch_end) is not None,
                rule=trigger.rule,
            )
        )
        ends.append(sentence.end)
    return _with_savings(stage, passage, sentences, made, ends)


def segment_start(sentence: Sentence, offset: int) -> int:
    """The start of the stretch between ； in which ``offset`` stands."""
    begin = sentence.start
    for clause in sentence.clauses:
        if clause.start > offset:
            break
        if clause.end < offset and clause.stop in ("；", "："):
            begin = clause.end + 1
    return begin


def _within(span: tuple[int, int], made: list[Norm], at: int, sentence: Sentence) -> bool:
    """Does the span overlap the action of an earlier norm of the sentence?"""
    for norm in reversed(made):
        if norm.action is None or norm.action.at < at + sentence.start:
            break
        if at + span[0] < norm.action.until and norm.action.at < at + span[1]:
            return True
        if norm.trigger is not None and span[0] <= norm.trigger.at - at < span[1]:
            return True
    return False


def _deadlines(reading: Reading, at: int, times: list[Span], start: int, end: int) -> tuple[Deadline, ...]:
    return tuple(deadline(reading, at, span) for span in times if start <= span.start and span.end <= end) if times else ()


def _with_savings(stage: _Stage, passage: Passage, sentences: list[Sentence], made: list[Norm], ends: list[int]) -> list[Norm]:
    """A saving clause that is a sentence of its own (法律另有规定的，从其规定。) excepts the norms before it."""
    text = passage.text
    for sentence in sentences:
        stop = sentence.end - 1 if text[sentence.end - 1] in "。；" else sentence.end
        if sentence.start == 0 or not _SAVING_SENTENCE.fullmatch(text, sentence.start, stop):
            continue
        exception = Condition(stage.reading.quote(passage.at + sentence.start, passage.at + stop), "exception")
        for k, norm in enumerate(made):
            if ends[k] <= sentence.start:
                made[k] = _replaced(norm, exceptions=(*norm.exceptions, exception))
    return made


def _replaced(norm: Norm, **changes: object) -> Norm:
    import msgspec

    return msgspec.structs.replace(norm, **changes)


def _with_cases(stage: _Stage, norm: Norm, items: list[Passage]) -> None:
    """The items under 有下列情形之一的 are conditions of the chapeau's norms."""
    cases = tuple(Condition(stage.reading.quote(p.at, p.at + len(p.text.rstrip("；。")))) for p in items)
    for k in range(len(stage.norms) - 1, -1, -1):
        other = stage.norms[k]
        if other.unit != norm.unit:
            break
        if other.quote == norm.quote:
            stage.norms[k] = _replaced(other, conditions=(*other.conditions, *cases))


def _excepted(stage: _Stage, passage: Passage, chapeau: Norm) -> Norm | None:
    """An item under 鼓励X，但有下列情形之一的除外: what is not encouraged, read as what must not be done (annotation guide 7)."""
    if chapeau.modality != "encouragement" or not chapeau.exceptions:
        return None
    word = chapeau.exceptions[-1].quote
    at = word.text.rfind("除外")
    item = _item(stage, passage, chapeau, "acts") if at >= 0 else None
    if item is None:
        return None
    trigger = stage.reading.quote(word.at + at, word.at + at + 2)
    return _replaced(item, modality="prohibition", alternatives=("encouragement",), trigger=trigger, exceptions=())


def _item(stage: _Stage, passage: Passage, chapeau: Norm, intro: Intro) -> Norm | None:
    """The norm of an item that inherits its chapeau's modal."""
    text, at, reading = passage.text, passage.at, stage.reading
    end = len(text.rstrip("；。，、 "))
    if end <= 0 or chapeau.trigger is None:
        return None
    stop = end - 1 if text[end - 1] == "的" and not text.startswith(("目", "标"), end - 2) else end
    modality: Modality = chapeau.modality
    actions: tuple[Action, ...] = ()
    for sentence in split(text):
        actions += actions_of(reading, at, text, sentence, 0, stop, modality)
    return Norm(
        id=stage.key(passage.unit),
        unit=passage.unit,
        quote=reading.quote(at, at + len(text)),
        modality=modality,
        level="item",
        parent=chapeau.id,
        alternatives=chapeau.alternatives,
        trigger=chapeau.trigger,
        inherited=True,
        bearers=chapeau.bearers,
        bearer_mentions=chapeau.bearer_mentions,
        bearer_basis="list_intro" if chapeau.bearers is not None else None,
        inferred=chapeau.inferred,
        inferred_basis=chapeau.inferred_basis,
        action=reading.quote(at, at + stop),
        actions=actions,
        conditions=chapeau.conditions,
        exceptions=chapeau.exceptions,
        deadlines=_deadlines(reading, at, times_of(text), 0, end),
        parties=stage.parties(passage, 0, end, chapeau.bearer_mentions),
        distributive=chapeau.distributive,
        rule="item",
    )


__all__ = ["Region", "find_norms"]
