"""Okapi BM25 (Robertson & Zaragoza 2009) over documents of weighted terms, as an inverted index."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Set
from itertools import repeat

#: the usual constants
K1, B = 1.2, 0.6


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
        self._added: dict[int, dict[str, float]] = {}
        self._held: dict[str, frozenset[int]] = {}

    def weight(self, terms: Iterable[str]) -> float:
        """The highest score a query of these terms could reach."""
        return sum([self.idf.get(term, self.unseen) for term in terms]) * (K1 + 1) or 1.0

    def held(self, term: str) -> frozenset[int]:
        """The documents that have ``term``."""
        found = self._held.get(term)
        if found is None:
            found = self._held[term] = frozenset([k for k, _ in self.holders.get(term, ())])
        return found

    def with_any(self, terms: Set[str], among: frozenset[int] | None) -> Set[int]:
        """The documents that have one of the terms (``among`` these)."""
        if among is None:
            return frozenset().union(*map(self.held, terms))
        return {k for k in among if not self.documents[k].keys().isdisjoint(terms)}

    def scores(self, terms: Iterable[str], among: frozenset[int] | None) -> list[float] | dict[int, float]:
        """The BM25 score of every document, or of those ``among``."""
        if among is not None:
            return {k: sum(map(self._adds(k), terms, repeat(0.0))) for k in among}
        found = [0.0] * len(self.documents)
        for term in terms:
            postings = self._postings.get(term)
            if postings is None:
                postings = [(k, self._weight(term, count, k)) for k, count in self.holders.get(term, ())]
                self._postings[term] = postings
            for k, weight in postings:
                found[k] += weight
        return found

    def _adds(self, k: int) -> Callable[[str, float], float]:
        """What a term adds to the score of document ``k``, by term."""
        added = self._added.get(k)
        if added is None:
            added = {term: self._weight(term, count, k) for term, count in self.documents[k].items()}
            self._added[k] = added
        return added.get

    def _weight(self, term: str, count: int, k: int) -> float:
        """What ``count`` of a term add to the score of document ``k``."""
        return self.idf[term] * count * (K1 + 1) / (count + self.norms[k]) if count else 0.0
