"""Norms 规范: who must, may or must not do what, when, how, except when."""

from __future__ import annotations

import re
from bisect import bisect_right

import msgspec

from ..actors import Subject
from ..facts import Condition, Mention, Norm, Reference, Sanction
from ..intros import Intro, intro_of
from ..reading import Reading
from ..triggers import Trigger
from ..units import Passage
from .evidence import Evidence
from .items import first_limb, item_norm
from .sentences import norms_of

_COUNTS = re.compile("下列|以下|如下")


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
    evidence = Evidence(reading, mentions, references)
    who: dict[int, Subject | None] = {subject.trigger: subject for subject in subjects}
    closed = sorted((s.quote.at, s.quote.until) for s in sanctions if s.liability_part)
    starts = [start for start, _ in closed]
    offenders = {s.quote.at: s.conducts[0].offender_mentions if len(s.conducts) == 1 else () for s in sanctions}
    places = {mention.id: mention.quote.at for mention in mentions} if closed else {}
    steps = sorted(step.quote.at for s in sanctions if s.liability_part for step in s.steps)
    own: dict[int, list[tuple[Trigger, Subject | None]]] = {}
    limbs: set[int] = set()  # passages whose norms are limbs of a ladder: their items are its conducts
    here, at = -1, 0
    mine: list[tuple[Trigger, Subject | None]] = []
    for k, trigger in enumerate(triggers):
        if trigger.passage != here:
            here, mine = trigger.passage, []
            at = passages[here].at
        if starts:
            ladder = bisect_right(starts, at + trigger.start) - 1
            inside = ladder >= 0 and at + trigger.start < closed[ladder][1]
            if inside:
                if not _own_limb(trigger, passages[here].text, at, steps, starts[ladder]):
                    continue
                limbs.add(here)
                who[k] = _debtor(who.get(k), trigger, passages[here].text, at, places, offenders[closed[ladder][0]])
        if not mine:
            own[here] = mine
        mine.append((trigger, who.get(k)))
    children: dict[int, list[int]] = {}
    for index, passage in enumerate(passages):
        if passage.intro is not None:
            children.setdefault(passage.intro, []).append(index)
    found: list[Norm] = []
    chapeaux: dict[int, tuple[Norm, Intro]] = {}
    counts: dict[str, int] = {}
    for index, passage in enumerate(passages):
        modals = own.get(index)
        above = chapeaux.get(passage.intro) if passage.intro is not None else None
        if modals is None and above is None and index not in children:
            continue
        if modals and above is not None and _measure(modals, above[0]):
            modals = None
        first = counts.get(passage.unit, 0) + 1
        made: list[Norm] = []
        if modals:
            limb = None
            if (
                above is not None
                and passage.intro is not None
                and (limb := first_limb(passage, modals[0][0].start)) is not None
            ):
                opening = item_norm(evidence, limb, above[0], above[1], passages[passage.intro].text, first)
                made = [opening] if opening is not None else []
            more = norms_of(evidence, passage, modals, above[0] if above else None, index in children, first + len(made))
            made += [_without_limb(norm, passage.at + len(limb.text)) for norm in more] if made and limb is not None else more
        elif above is not None and passage.intro is not None:
            inherited = item_norm(evidence, passage, above[0], above[1], passages[passage.intro].text, first)
            made = [inherited] if inherited is not None else []
        counts[passage.unit] = first - 1 + len(made)
        if index in children:
            intro = intro_of(passage.text, modals[-1][0].end if modals else None)
            excepted = intro == "exceptions" and bool(made) and made[-1].modality != "encouragement"
            if made and (intro == "conditions" or excepted):
                made = _with_cases(reading, made, [passages[k] for k in children[index]], excepted)
            elif made and intro != "meanings" and index not in limbs:
                chapeaux[index] = (_listing(made), intro)
            elif above is not None:
                chapeaux[index] = above
        found += made
    return tuple(found)


def _without_limb(norm: Norm, until: int) -> Norm:
    """The first limb of an item is a norm of its own, no condition of the next."""
    kept = tuple(condition for condition in norm.conditions if condition.quote.until > until)
    return msgspec.structs.replace(norm, conditions=kept) if kept != norm.conditions else norm


def _measure(modals: list[tuple[Trigger, Subject | None]], chapeau: Norm) -> bool:
    """Is 禁止X, at the head of an item under 可以采取下列措施, what may be done rather than forbidden?"""
    return modals[0][0].word == "禁止" and modals[0][0].start == 0 and len(modals) == 1 and chapeau.modality == "power"


def _listing(made: list[Norm]) -> Norm:
    """The norm of a chapeau whose act counts the items (应当符合下列条件，并由双方提出申请：), else its last."""
    counting = (norm for norm in reversed(made) if norm.action is not None and _COUNTS.search(norm.action.text))
    return next(counting, made[-1])


def _own_limb(trigger: Trigger, text: str, at: int, steps: list[int], ladder: int) -> bool:
    """Is it a written 应当, or 由X, in a limb between two ； of a ladder that imposes nothing (…；造成损失的，应当退还货款)?"""
    if trigger.word != "应当" and trigger.rule != "by":
        return False
    start = _limb(trigger, text)
    if trigger.rule == "by" and start == trigger.sentence[0] and at + start > ladder:
        start += 1  # a sentence of its own behind the first
    ends = [end for end in (text.find(mark, trigger.end) for mark in "；。") if end >= 0]
    end = min(ends, default=len(text))
    return start > trigger.sentence[0] and bisect_right(steps, at + end) == bisect_right(steps, at + start - 1)


def _limb(trigger: Trigger, text: str) -> int:
    """Where the limb of a ladder begins in which ``trigger`` stands."""
    return max(text.rfind(mark, 0, trigger.start) for mark in "；。") + 1


def _debtor(
    subject: Subject | None, trigger: Trigger, text: str, at: int, places: dict[str, int], offender: tuple[str, ...]
) -> Subject | None:
    """Whom a limb binds: who is named in it, else the offender of the ladder; never the organ of a limb before."""
    start = at + _limb(trigger, text)
    if subject is not None and any(start <= places.get(mention, -1) for mention in subject.mentions):
        return subject
    return Subject(-1, offender, "same_sentence") if offender else None


def _with_cases(reading: Reading, made: list[Norm], items: list[Passage], excepted: bool) -> list[Norm]:
    """The items under 有下列情形之一的 are conditions of the norms in the chapeau's last sentence, or exceptions (…的除外)."""
    quotes = [reading.quote(item.at, item.at + len(item.text.rstrip("；。"))) for item in items]
    last = made[-1].quote
    if excepted:
        cases = tuple(Condition(quote, "exception") for quote in quotes)
        return [*made[:-1], msgspec.structs.replace(made[-1], exceptions=(*made[-1].exceptions, *cases))]
    cases = tuple(Condition(quote) for quote in quotes)
    return [
        msgspec.structs.replace(norm, conditions=(*norm.conditions, *cases)) if norm.quote == last else norm for norm in made
    ]
