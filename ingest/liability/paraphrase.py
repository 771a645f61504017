"""Paraphrase: how alike the words of a conduct and of a duty are. BM25 over the words and the character pairs both have."""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from ..facts import Conduct, Definition, Norm, Sanction
from ..lexicon import lexicon
from ..segmentation import LONGEST_TERM, mined_terms, tagger_for, tokenizer_for
from ..units import Passage
from .cited import DUTIES

#: Okapi BM25 (Robertson & Zaragoza 2009), the usual constants
K1, B = 1.2, 0.6
#: the duty's own action counts this many times against the rest of its sentence
ACTION_WEIGHT = 2
#: a duty without any verb of the conduct is about another act
NO_VERB = 0.6
#: a duty of the chapter that is named after the matter
OF_THE_CHAPTER = 1.5
#: 未履行数据安全保护职责: a duty as general as its name
_FRAME = re.compile("(?:履行|落实|承担|尽到?)(?P<what>[^，；。]{2,30}?)(?:的)?(?:法定)?(?:职责|义务|责任|主体责任)(?:的)?$")
_DUTY = re.compile("义务|责任|职责")
_PUBLIC = re.compile("(?:政府|部门|机关|委员会|国务院|局|厅|办公室|办事处|法院|检察院)$|^国家$")
_PRIVATE = re.compile("(?:市场主体|企业|公司|经营者|运营者|处理者|提供者|个人|公民|用户|法人|业主|生产者|销售者|者)$")
_ADJUNCT = re.compile("[向将对把与在为从以因于]|通过|利用|[^，]{0,30}，")
#: the longest codes have some 2,000 duties; beyond this only the nearest are compared, so that the time stays linear
MANY_DUTIES, NEAREST, RAREST = 3_000, 100, 6
#: share of the character pairs in the score
PAIRS = 0.5


class Candidate(NamedTuple):
    """A duty with its likeness to a conduct: ``score`` with the priors, ``likeness`` the bare share of the conduct's words it has.

    ``can_be_meant``: it is about the same act and the offender can be its bearer; ``general``: the conduct is 未履行…职责.
    """

    norm: Norm
    score: float
    likeness: float
    shared: tuple[str, ...]
    can_be_meant: bool = True
    general: bool = False


class Index:
    """BM25 over documents given as weighted term counts."""

    def __init__(self, documents: list[Counter[str]]) -> None:
        self.documents = documents
        self.lengths = [sum(document.values()) for document in documents]
        self.mean = sum(self.lengths) / len(documents) if documents else 1.0
        frequency: Counter[str] = Counter()
        for document in documents:
            frequency.update(document.keys())
        n = len(documents)
        self.idf = {term: math.log(1 + (n - f + 0.5) / (f + 0.5)) for term, f in frequency.items()}
        self.unseen = math.log(1 + (n + 0.5) / 0.5)

    def weight(self, terms: Iterable[str]) -> float:
        """The highest score a query of these terms could reach."""
        return sum(self.idf.get(term, self.unseen) for term in terms) * (K1 + 1) or 1.0

    def score(self, k: int, terms: Iterable[str]) -> float:
        """The BM25 score of document ``k``."""
        document, norm = self.documents[k], K1 * (1 - B + B * self.lengths[k] / (self.mean or 1.0))
        return sum(self.idf[t] * document[t] * (K1 + 1) / (document[t] + norm) for t in terms if t in document)


@cache
def _words() -> dict[str, Any]:
    return lexicon("paraphrase")


@cache
def _stripped() -> re.Pattern[str]:
    return re.compile("|".join(_words()["strip"]))


@cache
def _stop() -> frozenset[str]:
    return frozenset(_words()["stop"])


def _alike(word: str) -> tuple[str, ...]:
    return tuple(other for group in _words()["same"] if word == group[0] for other in group)


@cache
def _same() -> dict[str, str]:
    return {word: group[0] for group in _words()["same"] for word in group}


def bare(text: str) -> str:
    """The words without what makes them a breach or a citation (未按照规定, 违反本条例规定, 擅自)."""
    return _stripped().sub("，", text)


class Scorer:
    """Ranks the duties of one statute for a conduct."""

    def __init__(
        self,
        text: str,
        passages: tuple[Passage, ...],
        norms: tuple[Norm, ...],
        sanctions: tuple[Sanction, ...],
        definitions: tuple[Definition, ...],
    ) -> None:
        ladders = {sanction.unit for sanction in sanctions if sanction.liability_part}
        ladders |= {conduct.unit for sanction in sanctions if sanction.liability_part for conduct in sanction.conducts}
        self.norms = [norm for norm in norms if norm.modality in DUTIES and norm.unit not in ladders]
        self.by_id = {norm.id: norm for norm in norms}
        heading = {passage.unit: passage.chapter_heading or "" for passage in passages}
        names = {actor for norm in norms for actor in (*(norm.bearers or ()), *norm.inferred)}
        terms = mined_terms(text, definitions) | {name for name in names if 2 <= len(name) <= LONGEST_TERM}
        self.cut, self.tag = tokenizer_for(terms), tagger_for(terms)
        self.headings: list[frozenset[str]] = []
        words, pairs = [], []
        for norm in self.norms:
            whole = norm.quote.text
            if norm.parent and norm.parent in self.by_id and norm.level == "item":
                whole = self.by_id[norm.parent].quote.text.partition("：")[0] + "，" + whole
            action = norm.action.text if norm.action else ""
            words_of = bare(whole)
            counts = Counter(self.terms(words_of))
            for term in self.terms(bare(action)):
                counts[term] += ACTION_WEIGHT - 1
            head = self.terms(heading.get(norm.unit, ""))
            self.headings.append(frozenset(head))
            counts.update(dict.fromkeys(head, 1))
            words.append(counts)
            pairs.append(Counter(_pairs(words_of)))
        self.words, self.pairs = Index(words), Index(pairs)
        self._holders: dict[str, list[int]] = {}

    def terms(self, text: str) -> list[str]:
        """The content words of a text, one form for words of the same meaning."""
        stop = _stop()
        return [self.one(word) for word in self.cut(text) if len(word) > 1 and word not in stop and not word.isdigit()]

    def one(self, word: str) -> str:
        """The form that stands for a word and those of its meaning."""
        return _same().get(word, word)

    def near(self, terms: list[str]) -> Iterable[int]:
        """The duties worth a look: all of them, or in a text far longer than any statute those with the rarest terms in common."""
        if len(self.norms) <= MANY_DUTIES:
            return range(len(self.norms))
        holders = self._holders
        if not holders:
            for k, document in enumerate(self.words.documents):
                for term in document:
                    holders.setdefault(term, []).append(k)
        weights: dict[int, float] = {}
        known = sorted((term for term in terms if term in holders), key=lambda term: len(holders[term]))
        for term in known[:RAREST]:
            for k in holders[term][:MANY_DUTIES]:
                weights[k] = weights.get(k, 0.0) + self.words.idf[term]
        return sorted(heapq.nlargest(NEAREST, weights, key=lambda k: (weights[k], -k)))

    def verbs(self, text: str) -> set[str]:
        """The words that say what was done: the first word (泄露…, 重复采集…), or behind an adjunct (向…, 将…) the rarer verbs."""
        text = text.strip("，的")
        if not _ADJUNCT.match(text):
            lead = next(iter(self.terms(text)), None)
            if lead and text.startswith(tuple(w for w in (lead, *_alike(lead)))):
                return {lead}
        verbs = {self.one(word) for word, flag in self.tag(text) if flag.startswith("v") and len(word) > 1} - _stop()
        heaviest = max((self.words.idf.get(verb, 0.0) for verb in verbs), default=0.0)
        return {verb for verb in verbs if self.words.idf.get(verb, 0.0) >= 0.6 * heaviest}

    def ranked(self, conduct: Conduct, sanction: Sanction) -> list[Candidate]:
        """The duties alike the conduct, best first; empty when they share no content word."""
        if not self.norms:
            return []
        text = bare(conduct.quote.text)
        framed = _FRAME.search(text)
        generic = framed is not None and len(framed["what"]) >= 3
        if generic:
            text = framed["what"]  # type: ignore[index]
        terms = list(dict.fromkeys(self.terms(text)))
        verbs = self.verbs(text)
        pairs = list(dict.fromkeys(_pairs(text)))
        if not terms and not pairs:
            return []
        top_words, top_pairs = self.words.weight(terms), self.pairs.weight(pairs)
        enforcers = {actor for step in sanction.steps for actor in step.enforcers}
        omission = bool(re.search("未|不(?!正当|得)|拒", conduct.quote.text))
        found: list[Candidate] = []
        for k in self.near(terms):
            norm = self.norms[k]
            shared = tuple(term for term in terms if term in self.words.documents[k])
            if not shared or norm.unit == conduct.unit:
                continue
            likeness = self.words.score(k, terms) / top_words + PAIRS * self.pairs.score(k, pairs) / top_pairs
            likeness /= 1 + PAIRS
            prior, possible = _parties(norm, conduct, enforcers)
            score = likeness * prior * _polarity(norm, omission)
            same_act = generic or not verbs or bool(verbs & set(shared))
            if not same_act:
                score *= NO_VERB
            named = generic and any(len(term) > 2 and term in bearer for term in terms for bearer in norm.bearers or ())
            if generic and any(term in self.headings[k] for term in terms):
                score *= OF_THE_CHAPTER
            # as general as the conduct, or of those who are named after the matter (数据安全责任单位)
            alike = not generic or named or (len(shared) == len(terms) and bool(_DUTY.search(norm.quote.text)))
            found.append(Candidate(norm, score, likeness, shared, same_act and possible and alike, generic))
        found.sort(key=lambda candidate: -candidate.score)
        return found


def _pairs(text: str) -> list[str]:
    return [
        text[k : k + 2]
        for k in range(len(text) - 1)
        if "一" <= text[k] <= "鿿"
        and "一" <= text[k + 1] <= "鿿"
        and text[k] not in "的和与及或等对向将在"
        and text[k + 1] not in "的和与及或等对向将在"
    ]


def _parties(norm: Norm, conduct: Conduct, enforcers: set[str]) -> tuple[float, bool]:
    """How likely the duty's bearer is the offender, and whether he can be: a duty of who punishes, or of the other side, is not meant."""
    bearers = set(norm.bearers or norm.inferred)
    offenders = set(conduct.offenders)
    if not bearers or not offenders:
        return 1.0, True
    if bearers & offenders:
        return 1.25, True
    if bearers <= enforcers:
        return 0.75, False
    if all(map(_PUBLIC.search, bearers)) and all(map(_PRIVATE.search, offenders)):
        return 0.75, False
    if all(map(_PRIVATE.search, bearers)) and all(map(_PUBLIC.search, offenders)):
        return 0.75, False
    return 0.95, True


def _polarity(norm: Norm, omission: bool) -> float:
    """What is left undone was an obligation, what is done was prohibited."""
    if norm.modality == "prohibition":
        return 1.0 if omission else 1.15
    return 1.05 if omission else 0.9
