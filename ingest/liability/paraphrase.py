"""Paraphrase: how alike the words of a conduct and of a duty are. BM25 over the words and the character pairs both have."""

from __future__ import annotations

import heapq
import math
import operator
import re
from collections import Counter, defaultdict
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
#: how many duty units a paraphrase proposes; other norms of a unit are shown from this share of its best score on
SHOWN, BESIDE = 5, 0.7
#: what was left undone (second row) was an obligation, what was done was prohibited (second column)
_POLARITY = ((0.9, 1.15), (1.05, 1.0))
_OMISSION = re.compile("未|不(?!正当|得)|拒")
#: between two of these characters, and next to anything but Chinese, there is no pair
_NO_PAIR = re.compile("[^一-鿿]+|[的和与及或等对向将在]+")


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
    """BM25 over documents given as weighted term counts: ``postings`` are, term by term, the documents that have it and what it adds
    to their score."""

    def __init__(self, documents: list[Counter[str]], lengths: list[int]) -> None:
        self.documents = documents
        n = len(documents)
        mean = sum(lengths) / n if n else 1.0
        holders: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for k, document in enumerate(documents):
            for term, count in document.items():
                holders[term].append((k, count))
        norms = [K1 * (1 - B + B * length / (mean or 1.0)) for length in lengths]
        self.idf = {term: math.log(1 + (n - len(held) + 0.5) / (len(held) + 0.5)) for term, held in holders.items()}
        self.unseen = math.log(1 + (n + 0.5) / 0.5)
        self.holders = holders
        self.norms = norms
        self._postings: dict[str, list[tuple[int, float]]] = {}

    def weight(self, terms: Iterable[str]) -> float:
        """The highest score a query of these terms could reach."""
        return sum([self.idf.get(term, self.unseen) for term in terms]) * (K1 + 1) or 1.0

    def held(self, term: str, among: frozenset[int] | None) -> set[int]:
        """The documents that have ``term`` (``among`` these)."""
        if among is None:
            return {k for k, _ in self.holders.get(term, ())}
        return {k for k in among if term in self.documents[k]}

    def scores(self, terms: Iterable[str], among: frozenset[int] | None) -> list[float] | dict[int, float]:
        """The BM25 score of every document, or of those ``among``."""
        if among is not None:
            return {k: sum([w for t in terms if (w := self._weight(t, self.documents[k][t], k))]) for k in among}
        found = [0.0] * len(self.documents)
        for term in terms:
            postings = self._postings.get(term)
            if postings is None:
                postings = [(k, self._weight(term, count, k)) for k, count in self.holders.get(term, ())]
                self._postings[term] = postings
            for k, weight in postings:
                found[k] += weight
        return found

    def _weight(self, term: str, count: int, k: int) -> float:
        """What ``count`` of a term add to the score of document ``k``."""
        return self.idf[term] * count * (K1 + 1) / (count + self.norms[k]) if count else 0.0


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
        self._terms: dict[str, list[str]] = {}
        self.headings: list[frozenset[str]] = []
        sides: dict[tuple[str, ...], _Side] = {}
        for norm in self.norms:
            sides.setdefault(norm.bearers or norm.inferred, _Side(norm.bearers or norm.inferred))
        self.bearers = [sides[norm.bearers or norm.inferred] for norm in self.norms]
        asked = frozenset(
            pair for sanction in sanctions for conduct in sanction.conducts for pair in _pairs(bare(conduct.quote.text))
        )
        words, pairs, lengths = [], [], []
        read: dict[str, tuple[list[str], Counter[str], int]] = {}  # the norms of one sentence have its words in common
        for norm in self.norms:
            whole = norm.quote.text
            if norm.parent and norm.parent in self.by_id and norm.level == "item":
                whole = self.by_id[norm.parent].quote.text.partition("：")[0] + "，" + whole
            action = norm.action.text if norm.action else ""
            if whole not in read:
                words_of = bare(whole)
                every = _pairs(words_of)
                # no pair that no conduct has is ever looked for
                read[whole] = self.terms(words_of), Counter(filter(asked.__contains__, every)), len(every)
            held, of_pairs, length = read[whole]
            counts = Counter(held)
            for term in self.terms(bare(action)):
                counts[term] += ACTION_WEIGHT - 1
            head = self.terms(heading.get(norm.unit, ""))
            self.headings.append(frozenset(head))
            counts.update(dict.fromkeys(head, 1))
            words.append(counts)
            pairs.append(of_pairs)
            lengths.append(length)
        self.words = Index(words, [sum(counts.values()) for counts in words])
        self.pairs = Index(pairs, lengths)

    def terms(self, text: str) -> list[str]:
        """The content words of a text, one form for words of the same meaning."""
        known = self._terms.get(text)
        if known is None:
            stop, same = _stop(), _same()
            known = [
                same.get(word, word) for word in self.cut(text) if len(word) > 1 and word not in stop and not word.isdigit()
            ]
            self._terms[text] = known
        return known

    def one(self, word: str) -> str:
        """The form that stands for a word and those of its meaning."""
        return _same().get(word, word)

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
        return frozenset(heapq.nlargest(NEAREST, weights, key=lambda k: (weights[k], -k)))

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
        """The duties alike the conduct, best first, as far as they can be shown; empty when they share no content word."""
        if not self.norms:
            return []
        text = bare(conduct.quote.text)
        framed = _FRAME.search(text)
        generic = framed is not None and len(framed["what"]) >= 3
        if generic:
            text = framed["what"]  # type: ignore[index]
        terms = list(dict.fromkeys(self.terms(text)))
        pairs = list(dict.fromkeys(_pairs(text)))
        if not terms and not pairs:
            return []
        near = self.near(terms)
        holding = [(term, self.words.held(term, near)) for term in terms]
        candidates = sorted(set().union(*[held for _, held in holding]))
        if not candidates:
            return []
        verbs = self.verbs(text)
        same_act = set().union(*[held for term, held in holding if term in verbs]) if verbs and not generic else None
        words, alike = self.words.scores(terms, near), self.pairs.scores(pairs, near)
        top_words, top_pairs = self.words.weight(terms), self.pairs.weight(pairs)
        enforcers = frozenset([actor for step in sanction.steps for actor in step.enforcers])
        offenders = _Side(conduct.offenders)
        polarity = _POLARITY[_OMISSION.search(conduct.quote.text) is not None]
        known: dict[_Side, tuple[float, bool]] = {}
        found: list[tuple[float, int, float, bool]] = []
        for k in candidates:
            norm = self.norms[k]
            if norm.unit == conduct.unit:
                continue
            likeness = (words[k] / top_words + PAIRS * alike[k] / top_pairs) / (1 + PAIRS)
            side = self.bearers[k]
            if side not in known:
                known[side] = offenders.likely(side, enforcers)
            prior, possible = known[side]
            score = likeness * prior * polarity[norm.modality == "prohibition"]
            if same_act is not None and k not in same_act:
                score *= NO_VERB
                possible = False
            if generic and any(term in self.headings[k] for term in terms):
                score *= OF_THE_CHAPTER
            found.append((score, k, likeness, possible))
        found.sort(key=operator.itemgetter(0), reverse=True)
        return [self._candidate(row, terms, generic) for row in found[: self._shown(found)]]

    def _shown(self, found: list[tuple[float, int, float, bool]]) -> int:
        """How many of the best rows hold the units that can be shown, and the next one, which the last one's lead is measured by."""
        units: set[str] = set()
        least = math.inf
        for place, (score, k, _, _) in enumerate(found):
            if len(units) > SHOWN and score < BESIDE * least:
                return place
            units.add(self.norms[k].unit)
            if len(units) == SHOWN and least == math.inf:
                least = score
        return len(found)

    def _candidate(self, row: tuple[float, int, float, bool], terms: list[str], generic: bool) -> Candidate:
        score, k, likeness, possible = row
        norm, document = self.norms[k], self.words.documents[k]
        shared = tuple([term for term in terms if term in document])
        if possible and generic:
            # as general as the conduct, or of those who are named after the matter (数据安全责任单位)
            named = any(len(term) > 2 and term in bearer for term in terms for bearer in norm.bearers or ())
            possible = named or (len(shared) == len(terms) and _DUTY.search(norm.quote.text) is not None)
        return Candidate(norm, score, likeness, shared, possible, generic)


def _pairs(text: str) -> list[str]:
    found: list[str] = []
    for run in _NO_PAIR.split(text):
        found += map(operator.add, run, run[1:])
    return found


class _Side:
    """Some actors, and whether all of them are public bodies or all private parties."""

    __slots__ = ("names", "private", "public")

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)
        self.public = all(map(_PUBLIC.search, self.names))
        self.private = all(map(_PRIVATE.search, self.names))

    def likely(self, bearers: _Side, enforcers: frozenset[str]) -> tuple[float, bool]:
        """How likely the bearers of a duty are these offenders, and whether they can be: a duty of who punishes, or of the other side,
        is not meant."""
        if not bearers.names or not self.names:
            return 1.0, True
        if bearers.names & self.names:
            return 1.25, True
        if bearers.names <= enforcers:
            return 0.75, False
        if (bearers.public and self.private) or (bearers.private and self.public):
            return 0.75, False
        return 0.95, True
