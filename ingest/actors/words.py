"""The words of a clause that show where a noun phrase starts and ends: heads of names, verbs, prepositions, 的, 等 …

A longest-match scan with closed lists; whatever no list holds stays a gap (mostly nouns). One letter a kind:

``T`` head of an actor's name · ``t`` head that counts only where the sentence shows it · ``V`` verb · ``v`` verb that is as often a
noun · ``P`` preposition · ``A`` adverb · ``M`` modal word · ``C`` conjunction · ``D`` 的 · ``E`` 等 · ``Q`` determiner (其他, 有关) ·
``R`` noun of rights (合法权益) · ``N`` noun of a thing · ``B`` bracket · ``F`` word that only looks like one of the others.
"""

from __future__ import annotations

from ..lexicon import lexicon

#: (kind, start, end)
Word = tuple[str, int, int]

_actors = lexicon("actors")
_grammar = lexicon("grammar")
_verbs = lexicon("verbs")

#: head of a name → kind of actor
KINDS: dict[str, str] = {word: kind for kind, words in _actors["tails"].items() for word in words.split()}
DETERMINERS = " ".join(_actors["modifiers"][key] for key in ("drop", "relevant", "other")).split()


def _classes() -> dict[str, str]:
    """Every listed word with its kind; a later line overrules an earlier one."""
    found: dict[str, str] = {}
    for kind, words in (
        ("N", _grammar["things"]),
        ("F", _grammar["guards"]),
        ("V", " ".join(word for word in _verbs["main"].split() if len(word) > 1)),
        ("V", _grammar["verbs"]),
        ("v", _verbs["nominal"]),
        ("A", _grammar["adverbs"]),
        ("P", _grammar["prepositions"]),
        ("C", _grammar["conjunctions"]),
        ("R", _grammar["rights"]),
        ("t", _actors["heads"]["weak"]),
        ("T", " ".join(_actors["tails"].values())),
        ("F", _actors["not_actors"]["words"]),
        ("M", _grammar["modals"]),
    ):
        for word in words.split():
            if kind != "F" or found.get(word, "N") in "NFTt":
                found[word] = kind
    for word in DETERMINERS:
        if found.get(word) != "T":
            found[word] = "Q"
    found["其"] = "Q"
    found["的"], found["等"] = "D", "E"
    for word in ("可以", "由于"):
        found[word] = "M" if word == "可以" else "P"
    return found


CLASS = _classes()
_LENGTHS: dict[str, tuple[int, ...]] = {}
for _word in CLASS:
    if len(_word) > 1:
        _LENGTHS[_word[:2]] = tuple(sorted({*_LENGTHS.get(_word[:2], ()), len(_word)}, reverse=True))
_SINGLE = {word: kind for word, kind in CLASS.items() if len(word) == 1}
_CLOSING = {"（": "）", "《": "》", "“": "”", "〈": "〉"}


def words(text: str, start: int, end: int) -> list[Word]:
    """The listed words between two offsets, in order and without overlap."""
    found: list[Word] = []
    at = start
    lengths, classes, single = _LENGTHS, CLASS, _SINGLE
    while at < end:
        for length in lengths.get(text[at : at + 2], ()):
            kind = classes.get(text[at : at + length])
            if kind is not None and at + length <= end:
                if length == 2 and kind == "C" and text[at + 1] == "其" and text[at + 2 : at + 3] in ("他", "它", "余"):
                    length = 1
                if length == 2 and text[at : at + 2] in _TWO_FACED:
                    kind = _face(text[at : at + 2], found, at)
                found.append((kind, at, at + length))
                at += length
                break
        else:
            char = text[at]
            kind = single.get(char)
            if kind is not None:
                found.append((kind, at, at + 1))
            elif char in _CLOSING:
                close = text.find(_CLOSING[char], at, end)
                if close > 0:
                    found.append(("B" if char == "（" else "N", at, close + 1))
                    at = close
            at += 1
    return found


_TWO_FACED = frozenset(("组织", "代表", "主管"))


def _face(word: str, before: list[Word], at: int) -> str:
    """组织 and 代表 are verbs behind a name or a modal and nouns behind 的, 其他, a noun or another actor and a conjunction."""
    if word == "主管":
        return "v"
    if not before:
        return "T" if word == "代表" else "V"
    kind, _, end = before[-1]
    if end < at:
        return "T"
    if kind == "C":
        return "T" if len(before) > 1 and before[-2][0] in "TD" and before[-2][2] == before[-1][1] else "V"
    if word == "代表":
        return "v" if kind in "MAP" else "T"
    return "T" if kind in "DQNFB" else "V"
