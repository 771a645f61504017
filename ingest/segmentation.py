"""Words: a private segmenter for each statute, knowing legal terms and the statute's own.

jieba's global dictionary is never touched, its messages and warnings stay silent, and its cache is kept in the user's own
cache folder, not in the shared temporary one. Where ``rjieba`` is installed it does the same work faster. Nothing is loaded
before the first word is cut.
"""

from __future__ import annotations

import logging
import os
import re
import threading
import warnings
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from .facts import Definition, Mention
from .lexicon import lexicon

Cut = Callable[[str], list[str]]
Tag = Callable[[str], list[tuple[str, str]]]
Engine = Literal["jieba", "rjieba"]

#: one frequency for every added term: far above the product of the frequencies of its parts, so that it is cut out whole
FREQUENCY = 20_000
#: longer terms are phrases: cutting them out whole would hide the words they share with others
LONGEST_TERM = 12
_TAG = "nz"
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
_HAN_ONLY = re.compile(r"[\u4e00-\u9fff]")
_RUNS = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z]+|[0-9]+(?:\.[0-9]+)?|\s+|.", re.DOTALL)
_UNKNOWN = "x"
_lock = threading.Lock()


def engine() -> Engine:
    """The engine in use: rjieba when it is installed."""
    return "rjieba" if find_spec("rjieba") else "jieba"


@cache
def legal_terms() -> frozenset[str]:
    """The legal dictionary that every segmenter knows."""
    return frozenset(term for terms in lexicon("legal_terms").values() for term in terms)


def mined_terms(text: str, definitions: Iterable[Definition] = (), mentions: Iterable[Mention] = ()) -> frozenset[str]:
    """The statute's own terms: what it defines, laws named in 《》, actors it names at least twice."""
    found = {definition.term.text for definition in definitions}
    found.update(match.strip("〈〉") for match in re.findall(r"《([^《》\n]{2,40})》", text))
    seen = Counter(name for mention in mentions for name in mention.actors)
    found.update(name for name, count in seen.items() if count > 1)
    return frozenset(term for term in found if len(term) <= LONGEST_TERM and _HAN.fullmatch(term))


def tokenizer_for(terms: Iterable[str] = (), *, use: Engine | None = None) -> Cut:
    """A function that cuts a text into words, knowing the legal dictionary and ``terms``. Its words joined are the text.

    ``use`` forces an engine; both give the same words.
    """
    own = frozenset(term for term in terms if 2 <= len(term) <= LONGEST_TERM)
    chosen = use or engine()
    made: list[Cut] = []

    def cut(text: str) -> list[str]:
        if not made:
            made.append(_cutter(own, chosen))
        return made[0](text)

    return cut


def tagger_for(terms: Iterable[str] = (), *, use: Engine | None = None) -> Tag:
    """Like :func:`tokenizer_for`, with the dictionary's part-of-speech tag of every word (``nz`` for added terms, ``x`` unknown)."""
    own = frozenset(term for term in terms if 2 <= len(term) <= LONGEST_TERM)
    chosen = use or engine()
    made: list[Tag] = []

    def tag(text: str) -> list[tuple[str, str]]:
        if not made:
            made.append(_tagger(own, chosen))
        return made[0](text)

    return tag


def _added(terms: frozenset[str], known: Callable[[str], bool]) -> list[str]:
    """What to add: every longer term, and two-character ones the dictionary lacks."""
    return sorted(term for term in terms | legal_terms() if len(term) > 2 or not known(term))


def _by_runs(cut: Callable[[str], Iterable[str]]) -> Cut:
    """Cut runs of Chinese characters only: numbers, Latin and marks are words as they stand (the engines differ on 1-3)."""

    def whole(text: str) -> list[str]:
        words: list[str] = []
        for run in _RUNS.findall(text):
            if "\u4e00" <= run[0] <= "\u9fff":
                words += cut(run)
            else:
                words.append(run)
        return words

    return whole


@lru_cache(maxsize=8)
def _cutter(terms: frozenset[str], use: Engine) -> Cut:
    return _by_runs(_fast(terms).cut if use == "rjieba" else _private(terms).lcut)


@lru_cache(maxsize=4)
def _tagger(terms: frozenset[str], use: Engine) -> Tag:
    cut = _cutter(terms, use)
    flags: Callable[[str], str]
    if use == "rjieba":
        fast = _fast(terms)

        def flags(word: str) -> str:
            # it would guess the tag of a word it does not know
            found: list[tuple[str, str]] = fast.tag(word) if fast.has_word(word) else []
            if len(found) == 1:
                return str(found[0][1])
            return _word_tags().get(word, _UNKNOWN) if found else _UNKNOWN

    else:
        table = _word_tags()

        def flags(word: str) -> str:
            return table.get(word) or (_TAG if word in terms or word in legal_terms() else _UNKNOWN)

    known = _Known(lambda word: flags(word) if _HAN_ONLY.match(word) else _plain_tag(word))
    return lambda text: [(word, known[word]) for word in cut(text)]


class _Known(dict[str, str]):
    """Word → tag, looked up once: a statute says the same words over and over."""

    def __init__(self, look_up: Callable[[str], str]) -> None:
        super().__init__()
        self._look_up = look_up

    def __missing__(self, word: str) -> str:
        found = self[word] = self._look_up(word)
        return found


def _plain_tag(word: str) -> str:
    return "m" if word[0].isdigit() else "eng" if word[0].isalpha() else _UNKNOWN


@lru_cache(maxsize=8)
def _fast(terms: frozenset[str]) -> Any:
    import rjieba

    fast = rjieba.Jieba()
    for term in _added(terms, fast.has_word):
        fast.add_word(term, FREQUENCY, _TAG)
    return fast


@cache
def _jieba() -> Any:
    """The jieba module, imported without its warnings and messages."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.CRITICAL + 10)
    return jieba


def _cache_folder() -> Path | None:
    """A folder of the user's own for jieba's dictionary cache; None when there is none that only the user can write."""
    import platformdirs

    folder = platformdirs.user_cache_path("famai", appauthor=False) / "jieba"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = folder.stat()
    except OSError:
        return None
    if hasattr(os, "getuid") and (state.st_uid != os.getuid() or state.st_mode & 0o022):
        return None
    return folder


@cache
def _base() -> tuple[dict[str, int], int]:
    """jieba's own dictionary, loaded once: word → frequency, and the sum of frequencies. Never changed."""
    first = _jieba().Tokenizer()
    folder = _cache_folder()
    if folder is None:
        frequencies, total = first.gen_pfdict(first.get_dict_file())
        return frequencies, total
    first.tmp_dir = str(folder)
    first.initialize()
    return first.FREQ, first.total


def _private(terms: frozenset[str]) -> Any:
    """A tokenizer of its own: a copy of the dictionary, with the terms added."""
    with _lock:
        frequencies, total = _base()
    private = _jieba().Tokenizer()
    private.FREQ, private.total, private.initialized = dict(frequencies), total, True
    for term in _added(terms, lambda word: bool(frequencies.get(word))):
        private.add_word(term, FREQUENCY, _TAG)
    return private


@cache
def _word_tags() -> dict[str, str]:
    """jieba's word → tag table, loaded once. Never changed."""
    with _jieba().Tokenizer().get_dict_file() as file:
        lines = file.read().decode("utf-8").splitlines()
    words = " ".join(lines).split(" ")
    if len(words) == 3 * len(lines):  # word, frequency, tag
        return dict(zip(words[::3], words[2::3], strict=True))
    return {parts[0]: parts[2] for line in lines if len(parts := line.strip().split(" ")) > 2}
