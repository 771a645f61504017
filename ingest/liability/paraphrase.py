"""Paraphrase: how alike the words of a conduct and of a duty are. BM25 over the words and the character pairs both have."""

from __future__ import annotations

import math
import operator
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from ..facts import Conduct, Definition, Norm, Sanction
from ..segmentation import LONGEST_TERM, mined_terms
from ..units import Passage
from .asked import Asked, Told, behind_the_modal
from .bm25 import Index
from .cited import DUTIES, asks_elsewhere, only_answers
from .conducts import acts_of, bare, basis_of, papers_of, without_leave
from .parties import Parties, Relation
from .words import Words

#: the duty's own action counts this many times against the rest of its sentence
ACTION_WEIGHT = 2
#: a duty without any verb of the conduct is about another act
NO_VERB = 0.5
#: a duty this near the best can be meant as directly as it
NEAR = 0.85
#: a duty about another thing, which the conduct's thing only describes
OTHER_THING, OTHER_THING_FROM = 0.6, 0.3
#: how likely the bearer of a duty is the offender
PRIOR: dict[Relation, float] = {"same": 1.25, "open": 1.0, "another": 0.9, "other": 0.7}
#: a duty of somebody else is meant only where it has so much of the conduct's words; one of the other side is then still doubtful
SAME_WORDS, SAME_WORDS_OTHERWISE = 0.35, 0.6
#: the longest codes have some 2,000 duties; beyond this only the nearest are compared, so that the time stays linear
MANY_DUTIES, NEAREST, RAREST = 3_000, 100, 6
#: what more of the duties have than this share (and so many) is what the statute is about, no sign of one duty
OFTEN, OFTEN_AT_LEAST = 0.2, 4
#: share of the character pairs in the score
PAIRS = 0.5
#: how many duty units a paraphrase proposes; other norms of a unit are shown from this share of its best score on
SHOWN, BESIDE = 5, 0.7
#: what was left undone (second row) was an obligation, what was done was prohibited (second column)
_POLARITY = ((0.9, 1.15), (1.05, 1.0))
_MOST_PRIOR, _MOST_POLARITY = max(PRIOR.values()), max(map(max, _POLARITY))
_OMISSION = re.compile("未|不(?!正当|得)|拒")
#: so many of the duties most alike are judged before asking whether one less alike can still be shown
_FIRST = 64
#: between two of these characters, and next to anything but Chinese, there is no pair
_NO_PAIR = re.compile("[^一-鿿]+|[的和与及或等对向将在]+")


class Candidate(NamedTuple):
    """A duty with its likeness to a conduct: ``score`` with the priors, ``likeness`` the bare share of the conduct's words it has.

    ``same_act``: it has a verb of the conduct; ``can_be_meant``: it asks for that act, of the same thing, and of the offender.
    """

    norm: Norm
    score: float
    likeness: float
    shared: tuple[str, ...]
    same_act: bool
    can_be_meant: bool


class _Row(NamedTuple):
    """A duty (index) while the duties are ranked."""

    score: float
    k: int
    likeness: float
    same_act: bool
    can_be_meant: bool


class Scorer:
    """The duties of one statute and their words; ranks them for an act."""

    def __init__(
        self,
        text: str,
        passages: tuple[Passage, ...],
        norms: tuple[Norm, ...],
        sanctions: tuple[Sanction, ...],
        definitions: tuple[Definition, ...],
        parties: Parties,
    ) -> None:
        ladders = {sanction.unit for sanction in sanctions if sanction.liability_part}
        ladders |= {conduct.unit for sanction in sanctions if sanction.liability_part for conduct in sanction.conducts}
        self.norms = [
            norm
            for norm in norms
            if norm.modality in DUTIES and norm.unit not in ladders and not only_answers(norm) and not asks_elsewhere(norm)
        ]
        self.by_id = {norm.id: norm for norm in norms}
        self.parties = parties
        heading = {passage.unit: passage.chapter_heading or "" for passage in passages}
        names = {actor for norm in norms for actor in (*(norm.bearers or ()), *norm.inferred)}
        self.actors = parties.names | names
        terms = mined_terms(text, definitions) | {name for name in names if 2 <= len(name) <= LONGEST_TERM}
        self.read = Words(terms, self.actors)
        self.headings: list[frozenset[str]] = []
        self.own: list[frozenset[str]] = []
        self.told: list[str] = []
        self.bearers = [frozenset(norm.bearers or norm.inferred) for norm in self.norms]
        self.of_bearers: dict[frozenset[str], list[int]] = defaultdict(list)
        for k, bearers in enumerate(self.bearers):
            self.of_bearers[bearers].append(k)
        asked = frozenset(
            pair for sanction in sanctions for conduct in sanction.conducts for pair in _pairs(bare(conduct.quote.text))
        )
        modals: dict[str, list[int]] = defaultdict(list)
        for norm in norms:
            if norm.trigger is not None and not norm.inherited:
                modals[norm.unit].append(norm.trigger.at)
        words, pairs, lengths = [], [], []
        known: dict[str, tuple[list[str], Counter[str], int]] = {}  # the norms of one sentence have its words in common
        for norm in self.norms:
            whole = norm.quote.text
            action = norm.action.text if norm.action else ""
            told = behind_the_modal(norm, modals[norm.unit])
            if norm.parent and norm.parent in self.by_id and norm.level == "item":
                parent = self.by_id[norm.parent]
                chapeau = parent.quote.text.partition("：")[0]
                whole, told = (
                    chapeau + "，" + whole,
                    behind_the_modal(parent, modals[parent.unit]).partition("：")[0] + "，" + told,
                )
            if whole not in known:
                words_of = bare(whole)
                every = _pairs(words_of)
                # no pair that no conduct has is ever looked for
                known[whole] = self.read.terms(words_of), Counter(filter(asked.__contains__, every)), len(every)
            held, of_pairs, length = known[whole]
            counts = Counter(held)
            for term in self.read.terms(bare(action)):
                counts[term] += ACTION_WEIGHT - 1
            head = self.read.terms(heading.get(norm.unit, ""))
            self.headings.append(frozenset(head))
            self.told.append(told)
            self.own.append(frozenset(held))
            counts.update(dict.fromkeys(head, 1))
            words.append(counts)
            pairs.append(of_pairs)
            lengths.append(length)
        self.words = Index(words, [sum(counts.values()) for counts in words])
        self.read.rarity, self.read.unseen = self.words.idf, self.words.unseen
        self.pairs = Index(pairs, lengths)
        self.asked = Asked(self.norms, self.told, words, self.read, norms)

    def near(self, terms: list[str]) -> frozenset[int] | None:
        """The duties worth a look: all of them (None), or in a text far longer than any statute those with the rarest terms in common."""
        if len(self.norms) <= MANY_DUTIES:
            return None
        holders = self.words.holders
        weights: dict[int, float] = {}
        known = sorted((term for term in terms if term in holders), key=lambda term: len(holders[term]))
        for term in known[:RAREST]:
            for k, _ in holders[term][:MANY_DUTIES]:
                weights[k] = weights.get(k, 0.0) + self.words.idf[term]
        if len(weights) <= NEAREST:
            return frozenset(weights)
        least = sorted(weights.values())[-NEAREST]
        nearest = [k for k, weight in weights.items() if weight > least]
        as_near = sorted([k for k, weight in weights.items() if weight == least])
        return frozenset(nearest + as_near[: NEAREST - len(nearest)])

    def ranked(self, words: str, conduct: Conduct, sanction: Sanction) -> list[Candidate]:
        """The duties alike ``words`` of the conduct, best first, as far as they can be shown; empty when they share no content word."""
        if not self.norms:
            return []
        text = bare(words)
        terms = list(dict.fromkeys(self.read.terms(text)))
        pairs = list(dict.fromkeys(_pairs(text)))
        if not terms and not pairs:
            return []
        near = self.near(terms)
        told = frozenset(terms) - self.actors  # the names of those concerned say nothing about the act
        candidates = sorted(self.words.with_any(told, near))
        if not candidates:
            return []
        act = self._act(words, told)
        scores, alike = self.words.scores(terms, near), self.pairs.scores(pairs, near)
        top_words, top_pairs = self.words.weight(terms), self.pairs.weight(pairs)
        unit, offenders = conduct.unit, frozenset(conduct.offenders)
        polarity = _POLARITY[_OMISSION.search(words) is not None]
        of_the_act = self.words.with_any(act.verbs, near)
        relations: dict[frozenset[str], Relation] = {}
        found: list[_Row] = []
        judge_at = _FIRST
        order = sorted(
            [
                (-(scores[k] / top_words + PAIRS * alike[k] / top_pairs) / (1 + PAIRS), k)
                for k in candidates
                if self.norms[k].unit != unit
            ]
        )
        for place, (unlike, k) in enumerate(order):
            norm, bearers, likeness = self.norms[k], self.bearers[k], -unlike
            if place == judge_at:
                judged = self._judged(found, act)
                shown = self._shown(judged)
                if shown < len(judged) and likeness * _MOST_PRIOR * _MOST_POLARITY < judged[shown].score:
                    break
                judge_at *= 4
            relation = relations.get(bearers)
            if relation is None:
                relation = relations[bearers] = self.parties.stand(offenders, bearers, sanction)
            if relation == "other" and likeness < SAME_WORDS:
                continue
            if act.without_leave and relation != "same" and bearers and self.parties.is_public(bearers):
                continue  # who gives leave needs none
            if relation == "open" and bearers and all(f"经{name}" in words or f"向{name}" in words for name in bearers):
                continue  # the other side of the act
            score = likeness * PRIOR[relation] * polarity[norm.modality == "prohibition"]
            possible = relation in ("same", "open") or (relation == "another" and likeness >= self._enough(offenders, k))
            same_act = not act.verbs or k in of_the_act or (bool(act.basis) and act.basis <= self.own[k])
            if not same_act or (
                act.without_leave and norm.level == "item" and norm.modality != "prohibition" and not self.asked.leave(k)
            ):
                score *= NO_VERB  # another act, or a condition of the leave
            found.append(_Row(score, k, likeness, same_act, possible))
        else:
            judged = self._judged(found, act)
            shown = self._shown(judged)
        return [self._candidate(row, terms) for row in judged[:shown]]

    def _enough(self, offenders: frozenset[str], k: int) -> float:
        """How alike a duty of somebody else must be to be meant: role names of one body differ, a body and a private party are two."""
        return SAME_WORDS if self.parties.on_one_side(offenders, self.bearers[k]) else SAME_WORDS_OTHERWISE

    def _act(self, words: str, told: frozenset[str]) -> Told:
        acts = [(self.read.verbs(bare(act.words)), self.read.thing(bare(act.words)), act.omitted) for act in acts_of(words)]
        often = max(OFTEN_AT_LEAST, OFTEN * len(self.norms))
        return Told(
            verbs=frozenset(verb for verbs, _, _ in acts for verb in verbs),
            done=frozenset(verb for verbs, _, omitted in acts if not omitted for verb in verbs),
            things=frozenset(thing for _, thing, _ in acts if thing),
            rare=frozenset(term for term in told if len(self.words.holders.get(term, ())) <= often),
            without_leave=without_leave(words),
            basis=self._basis(words),
            told=len(told),
            papers=tuple(papers_of(words)),
        )

    def _basis(self, words: str) -> frozenset[str]:
        """The words of the rules an act was not done by; empty where they are no more than 规定."""
        found = basis_of(words)
        terms = frozenset(self.read.terms(bare(found))) - self.actors
        return terms if len(terms) > 1 else frozenset()

    def _judged(self, found: list[_Row], act: Told) -> list[_Row]:
        """Best first. Duties that name the act's thing only to describe another are set back; of the others those near the best with its
        verb can be meant, if they ask for the act."""
        near = NEAR * max((row.score for row in found if row.same_act), default=0.0)
        least = OTHER_THING_FROM * max((row.score for row in found), default=0.0)
        judged: list[_Row] = []
        for row in found:
            if act.things and row.score >= least and self.read.only_describes(self.told[row.k], act.things):
                judged.append(_Row(row.score * OTHER_THING, row.k, row.likeness, row.same_act, False))
            else:
                meant = row.can_be_meant and row.score >= near and self.asked.for_act(row.k, act, row.likeness)
                judged.append(row if meant == row.can_be_meant else _Row(row.score, row.k, row.likeness, row.same_act, meant))
        judged.sort(key=lambda row: (-row.score, row.k))
        return judged

    def _shown(self, found: list[_Row]) -> int:
        """How many of the best rows hold the units that can be shown, and the next one, which the last one's lead is measured by."""
        units: set[str] = set()
        least = math.inf
        for place, (score, k, *_) in enumerate(found):
            if len(units) > SHOWN and score < BESIDE * least:
                return place
            units.add(self.norms[k].unit)
            if len(units) == SHOWN and least == math.inf:
                least = score
        return len(found)

    def _candidate(self, row: _Row, terms: list[str]) -> Candidate:
        document = self.words.documents[row.k]
        shared = tuple([term for term in terms if term in document])
        return Candidate(self.norms[row.k], row.score, row.likeness, shared, row.same_act, row.can_be_meant)


def _pairs(text: str) -> list[str]:
    found: list[str] = []
    for run in _NO_PAIR.split(text):
        found += map(operator.add, run, run[1:])
    return found


def merged(ranked: Iterable[list[Candidate]]) -> list[Candidate]:
    """The candidates of several limbs, each duty once with its best score, best first."""
    best: dict[str, Candidate] = {}
    for candidates in ranked:
        for candidate in candidates:
            known = best.get(candidate.norm.id)
            if known is None or candidate.score > known.score:
                best[candidate.norm.id] = candidate
    return sorted(best.values(), key=lambda candidate: -candidate.score)
