"""Two statutes side by side: the same actor, term or duty in both; what one says and the other does not, by their terms."""

from __future__ import annotations

from typing import Literal

import msgspec

from ingest.statute import Statute

Side = Literal["both", "left", "right"]


class Shared(msgspec.Struct, frozen=True):
    """A name in one or both statutes. ``left``/``right``: the units (ids) where each names it."""

    name: str
    side: Side
    left: tuple[str, ...]
    right: tuple[str, ...]


class AlikeDuty(msgspec.Struct, frozen=True):
    """Two norms that share terms: their ids, and the terms. ``score`` is the Jaccard index of their terms (0–1)."""

    left: str
    right: str
    score: float
    terms: tuple[str, ...]


class Comparison(msgspec.Struct, frozen=True):
    """What two statutes share and do not share, by name and by term; references from one to the other (unit ids)."""

    actors: tuple[Shared, ...]
    terms: tuple[Shared, ...]
    alike: tuple[AlikeDuty, ...]
    only_left: tuple[str, ...]
    only_right: tuple[str, ...]
    left_cites_right: tuple[str, ...]
    right_cites_left: tuple[str, ...]


def _places(statute: Statute, which: Literal["actors", "terms"]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    if which == "actors":
        for mention in statute.mentions:
            for name in mention.actors:
                found.setdefault(name, {})[mention.unit] = None
    else:
        for definition in statute.definitions:
            found.setdefault(definition.term.text, {})[definition.unit] = None
    return {name: tuple(units) for name, units in found.items()}


def _shared(left: Statute, right: Statute, which: Literal["actors", "terms"]) -> tuple[Shared, ...]:
    ours, theirs = _places(left, which), _places(right, which)
    rows = []
    for name in dict.fromkeys((*ours, *theirs)):
        side: Side = "both" if name in ours and name in theirs else "left" if name in ours else "right"
        rows.append(Shared(name, side, ours.get(name, ()), theirs.get(name, ())))
    return tuple(sorted(rows, key=lambda row: ("both", "left", "right").index(row.side)))


def terms_of(text: str) -> frozenset[str]:
    """The character bigrams and trigrams of the words between punctuation: a comparison by terms, said to be so."""
    pieces = "".join(char if "一" <= char <= "鿿" or char.isalnum() else " " for char in text).split()
    return frozenset(piece[at : at + size] for piece in pieces for size in (2, 3) for at in range(len(piece) - size + 1))


def compare(left: Statute, right: Statute, threshold: float = 0.18) -> Comparison:
    """``left`` and ``right`` side by side. Two norms are alike when their terms' Jaccard index reaches ``threshold``."""
    mine = {norm.id: terms_of(norm.action.text if norm.action else norm.quote.text) for norm in left.norms}
    yours = {norm.id: terms_of(norm.action.text if norm.action else norm.quote.text) for norm in right.norms}
    alike: list[AlikeDuty] = []
    for one, words in mine.items():
        best: AlikeDuty | None = None
        for other, others in yours.items():
            common = len(words & others)
            score = common / len(words | others) if common else 0.0
            if score >= threshold and (best is None or score > best.score):
                shared = sorted((term for term in words & others if len(term) == 3), key=lambda term: (-len(term), term))
                best = AlikeDuty(one, other, round(score, 3), tuple(shared[:8]))
        if best:
            alike.append(best)
    matched_left, matched_right = {pair.left for pair in alike}, {pair.right for pair in alike}
    return Comparison(
        actors=_shared(left, right, "actors"),
        terms=_shared(left, right, "terms"),
        alike=tuple(sorted(alike, key=lambda pair: -pair.score)),
        only_left=tuple(norm for norm in mine if norm not in matched_left),
        only_right=tuple(norm for norm in yours if norm not in matched_right),
        left_cites_right=_citing(left, right),
        right_cites_left=_citing(right, left),
    )


def _named(law: str | None, statute: Statute) -> bool:
    return bool(law) and _bare(str(law)) == _bare(statute.title)


def _bare(title: str) -> str:
    return title.strip("《》").removeprefix("中华人民共和国")


def _citing(source: Statute, target: Statute) -> tuple[str, ...]:
    return tuple(reference.unit for reference in source.references if _named(reference.law, target))


def repealed_in(source: Statute, target: Statute) -> str | None:
    """The unit of ``source`` whose words repeal ``target`` (《…》同时废止); None if it says no such thing.

    Only the sentence after the name counts: 《甲》同时废止 repeals, 废止《甲》的决定 cited elsewhere is another text.
    """
    text = source.reading.text
    for reference in source.references:
        if _named(reference.law, target) and "废止" in text[reference.quote.until :].partition("。")[0].partition("\n")[0]:
            return reference.unit
    return None


def newer_of(left: Statute, right: Statute) -> Statute | None:
    """Which of two versions of one statute is the later, by its latest date; None for different statutes or equal or missing dates."""
    if _bare(left.title) != _bare(right.title):
        return None
    mine, yours = _latest(left), _latest(right)
    if not mine or not yours or mine == yours:
        return None
    return left if mine > yours else right


def _latest(statute: Statute) -> str:
    meta = statute.meta
    days = [*meta.amended, *(day for day in (meta.adopted, meta.promulgated, meta.effective) if day is not None)]
    return max((day.value for day in days), default="")
