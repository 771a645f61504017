"""The gold's questions, put to any statute: what duties, sanctions, actors and sources it has, counted by stated rules.

A question names a measure here and its parameters (``data/gold/questions.toml``); answers stand in the gold only.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from ..facts import Norm
from ..statute import Statute
from .align import aligned
from .folder import KINDS, Gold, short

QUESTIONS = Path(__file__).resolve().parents[2] / "data" / "gold" / "questions.toml"
DUTIES = ("obligation", "prohibition")


def article(unit: str) -> int | str:
    """The number of the 条 a unit stands in (``c3.a15.p1`` → 15; 条之一 as "120-1")."""
    head = short(unit).split(".")[0]
    number = head[1:].split("~")[0] if head.startswith("a") else head
    return int(number) if number.isdigit() else number


class _Asked:
    """The statute with what several questions need."""

    def __init__(self, statute: Statute) -> None:
        self.statute = statute
        self.members = {actor.name: actor.members for actor in statute.actors if actor.members}
        self.broader = {actor.name: actor.broader for actor in statute.actors}
        self.strength: dict[str, set[str]] = {}
        for link in statute.links:
            if link.norm and link.status != "rejected":
                self.strength.setdefault(link.norm, set()).add(link.strength)

    def expanded(self, names: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(member for name in names for member in (self.members.get(name) or (name,))))

    def narrower(self, name: str) -> set[str]:
        """The actor and those whose wider actor it is."""
        found = {name}
        while more := {a for a, wide in self.broader.items() if wide in found} - found:
            found |= more
        return found

    def duties(self) -> list[Norm]:
        return [norm for norm in self.statute.norms if norm.modality in DUTIES]


def unit_counts(asked: _Asked) -> Any:
    """How many chapters, articles, paragraphs and items."""
    counts = Counter(unit.kind for unit in asked.statute.units)
    return {kind: counts[kind] for kind in KINDS}  # type: ignore[index]


def most_duties(asked: _Asked, top: int) -> Any:
    """The actors with most duties, explicit bearers only, collectives expanded; ties at the last rank are all in."""
    counts = Counter(name for norm in asked.duties() for name in asked.expanded(norm.bearers or ()))
    ranked = counts.most_common()
    least = ranked[top - 1][1] if len(ranked) >= top else 0
    return [[name, count] for name, count in ranked if count >= least]


def duties_by_liability(asked: _Asked, liability: str) -> Any:
    """Duties without any liability link (none), or with probable ones only (probable)."""
    want: set[str] = {"probable"} if liability == "probable" else set()
    return [norm.id for norm in asked.duties() if asked.strength.get(norm.id, set()) == want]


def duties_with_direct_liability(asked: _Asked, articles: list[int], name: str) -> Any:
    """Duties with a direct link, their articles, and those linked directly from each of the named articles."""
    direct = [norm for norm in asked.duties() if "direct" in asked.strength.get(norm.id, ())]
    sources: dict[str, set[int | str]] = {}
    for link in asked.statute.links:
        if link.norm and link.strength == "direct" and link.status != "rejected":
            sources.setdefault(link.norm, set()).add(article(link.conduct_unit))
    return {
        "direct": [norm.id for norm in direct],
        "articles": sorted({article(norm.unit) for norm in direct}, key=str),
        name: [norm.id for norm in direct if set(articles) <= sources.get(norm.id, set())],
    }


def enforcers(asked: _Asked) -> Any:
    """Who enforces, as written, and who is taken to where nothing is written."""
    steps = [step for sanction in asked.statute.sanctions for step in sanction.steps]
    return {
        "explicit": sorted({name for step in steps for name in step.enforcers}),
        "implied": sorted({name for step in steps for name in step.inferred_enforcers}),
    }


def articles_on(asked: _Asked, actor: str) -> Any:
    """The articles that bind an actor (or a narrower one), and those in which it is the other party."""
    names = asked.narrower(actor)
    bound = {article(norm.unit) for norm in asked.statute.norms if names & set(norm.bearers or ())}
    party = {article(norm.unit) for norm in asked.statute.norms for other in norm.parties if names & set(other.actors)}
    return {"bearer": sorted(bound, key=str), "counterparty": sorted(party - bound, key=str)}


def fines(asked: _Asked) -> Any:
    """Every fine: step, minimum, maximum, percentage, cap."""
    return [
        [step.id, step.amount.min, step.amount.max, step.amount.percent_max, step.amount.cap]
        for sanction in asked.statute.sanctions
        for step in sanction.steps
        if step.measure == "fine" and step.amount
    ]


def highest_fine(asked: _Asked) -> Any:
    """The highest fine by maximum or cap, and the highest of the fixed ranges."""
    rows = fines(asked)
    caps = [(max(high or 0, cap or 0), step) for step, _, high, _, cap in rows if high or cap]
    fixed = [(high, step) for step, _, high, _, _ in rows if high]
    top, fixed_top = max(caps, default=(None, None)), max(fixed, default=(None, None))
    return {"max_any": top[0], "step": top[1], "max_fixed_range": fixed_top[0], "fixed_step": fixed_top[1]}


def without_bearer(asked: _Asked) -> Any:
    """Norms (and ladder steps) that name nobody."""
    norms = [norm for norm in asked.statute.norms if norm.bearers is None]
    steps = [
        step.id
        for sanction in asked.statute.sanctions
        if sanction.liability_part
        for step in sanction.steps
        if not step.enforcers
    ]
    return {
        "total": len(norms) + len(steps),
        "obligation_prohibition": sum(norm.modality in DUTIES for norm in norms),
        "ids": [norm.id for norm in norms] + steps,
    }


def by_modality(asked: _Asked, modalities: list[str], actor: str | None = None) -> Any:
    """Norms of these modalities; with ``actor`` those it bears or is taken to bear."""
    return [
        norm.id
        for norm in asked.statute.norms
        if norm.modality in modalities and (actor is None or actor in (norm.bearers or ()) or actor in norm.inferred)
    ]


def borne_by_exactly(asked: _Asked, actors: list[str], modalities: list[str] | None = None) -> Any:
    """Norms whose named bearers are exactly these actors."""
    return [
        norm.id
        for norm in asked.statute.norms
        if set(norm.bearers or ()) == set(actors) and (modalities is None or norm.modality in modalities)
    ]


def with_parties(asked: _Asked, roles: dict[str, str]) -> Any:
    """Who acts together with whom, who organises whom."""
    found = []
    for norm in asked.statute.norms:
        for role, word in roles.items():
            names = list(dict.fromkeys(name for party in norm.parties if party.role == role for name in party.actors))
            if names:
                found.append([norm.id, word, sorted(names)])
    return found


def articles_with_exceptions(asked: _Asked) -> Any:
    """The articles with an exception or a saving clause."""
    found = {article(norm.unit) for norm in asked.statute.norms if norm.exceptions}
    found |= {article(sanction.unit) for sanction in asked.statute.sanctions if sanction.savings}
    return sorted(found, key=str)


def encouraged(asked: _Asked) -> Any:
    """Who is encouraged, by an encouragement or inside a duty."""
    norms = asked.statute.norms
    embedded = []
    for norm in norms:
        names = list(dict.fromkeys(n for party in norm.parties if party.role == "encouraged" for n in party.actors))
        if names and norm.modality != "encouragement":
            embedded.append([norm.id, names])
    return {
        "encouragement": [[norm.id, list(norm.bearers or ())] for norm in norms if norm.modality == "encouragement"],
        "embedded": embedded,
    }


def terms(asked: _Asked) -> Any:
    """The defined terms and where."""
    return [[definition.term.text, definition.unit] for definition in asked.statute.definitions]


def conducts_without_direct_duty(asked: _Asked) -> Any:
    """Punished conducts that breach no norm of the statute directly."""
    direct = {link.conduct for link in asked.statute.links if link.strength == "direct" and link.status != "rejected"}
    return [c.id for sanction in asked.statute.sanctions for c in sanction.conducts if c.id not in direct]


def sources(asked: _Asked, kinds: list[str]) -> Any:
    """The laws named, and how often each other kind of source is referred to."""
    references = asked.statute.references
    counts = Counter(ref.kind for ref in references)
    named = list(dict.fromkeys(ref.law for ref in references if ref.law))
    return {"named_laws": named, **{kind: counts[kind] for kind in kinds}}  # type: ignore[index]


MEASURES: dict[str, Callable[..., Any]] = {
    measure.__name__: measure
    for measure in (
        unit_counts,
        most_duties,
        duties_by_liability,
        duties_with_direct_liability,
        enforcers,
        articles_on,
        fines,
        highest_fine,
        without_bearer,
        by_modality,
        borne_by_exactly,
        with_parties,
        articles_with_exceptions,
        encouraged,
        terms,
        conducts_without_direct_duty,
        sources,
    )
}


def plain(value: Any, *, row: bool = False) -> Any:
    """An answer as JSON with the order of its lists taken out, except inside a row of a table: what two answers are compared as."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        items = [plain(item, row=not row and isinstance(item, (list, tuple))) for item in value]
        return items if row else sorted(items, key=lambda item: json.dumps(item, ensure_ascii=False, sort_keys=True))
    return value


def _facts(value: Any, path: str = "") -> Counter[str]:
    """The single facts an answer states."""
    if isinstance(value, dict):
        return sum((_facts(item, f"{path}/{key}") for key, item in value.items()), Counter())
    if isinstance(value, list):
        return Counter(f"{path}: {json.dumps(item, ensure_ascii=False, sort_keys=True)}" for item in value)
    return Counter([f"{path}: {json.dumps(value)}"])


def answer_score(answer: Any, expected: Any) -> float:
    """F1 of the facts two answers state; 1 only when they are the same."""
    have, want = _facts(plain(answer)), _facts(plain(expected))
    if not have and not want:
        return 1.0
    return 2 * sum((have & want).values()) / (have.total() + want.total())


def questions(name: str) -> dict[str, dict[str, Any]]:
    """The questions put to the statute of this gold: id → measure and parameters."""
    asked: dict[str, dict[str, Any]] = tomllib.loads(QUESTIONS.read_text(encoding="utf-8")).get(name, {})
    return asked


def answers(name: str, statute: Statute) -> dict[str, Any]:
    """The answers ``statute`` gives to the questions of the gold ``name``."""
    asked = _Asked(statute)
    found = {}
    for key, row in questions(name).items():
        parameters = dict(row)
        found[key] = MEASURES[parameters.pop("ask")](asked, **parameters)
    return found


def expected_answers(gold: Gold) -> dict[str, Any]:
    """The gold's answers. It counts a ladder step among the norms; here a step goes by its own id."""
    steps = {step["norm"]: step["id"] for sanction in gold.raw["sanctions"]["sanctions"] for step in sanction["steps"]}

    def renamed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: renamed(item) for key, item in value.items()}
        if isinstance(value, list):
            return [renamed(item) for item in value]
        return steps.get(value, value) if isinstance(value, str) else value

    return {row["id"]: renamed(row["answer"]) for row in gold.raw["chains"]["questions"]}


def score_questions(gold: Gold, statute: Statute) -> dict[str, float]:
    """How near the statute's answers come to the gold's, question by question."""
    want = expected_answers(gold)
    return {key: answer_score(value, want[key]) for key, value in answers(gold.name, aligned(gold, statute)).items()}
