"""Two statutes side by side as an export shows them: the part of the page that the address asks for."""

from __future__ import annotations

from graph.citation import Citations
from graph.compare import Comparison, Shared, compare
from ingest.statute import Statute

from ..catalogue import Language, words
from .lists import Listing, Query, Row, first

PARTS = ("alike", "actors", "terms", "only", "cites")


def compared(left: Statute, right: Statute, query: Query, language: Language) -> Listing:
    """The part in the address (norms alike, if it says none) of the comparison of two statutes."""
    result = compare(left, right)
    asked = first(query, "part")
    part = asked if asked in PARTS else PARTS[0]
    titles = (f"《{left.title}》", f"《{right.title}》")
    if part in ("actors", "terms"):
        held = result.actors if part == "actors" else result.terms
        return Listing((words(language, "compare.name"), *titles), tuple(_named(one, left, right) for one in held))
    if part == "only":
        return Listing(_heads(language, "compare.only_in", "column.provision", "exports.words"), _only(result, left, right))
    if part == "cites":
        pairs = [(left, right, unit) for unit in result.left_cites_right] + [
            (right, left, unit) for unit in result.right_cites_left
        ]
        rows = tuple(Row((f"《{one.title}》{Citations(one).of(unit)}", f"《{other.title}》")) for one, other, unit in pairs)
        return Listing(_heads(language, "compare.from", "compare.to"), rows)
    ours, theirs = _told(left), _told(right)
    rows = tuple(Row((ours[pair.left], theirs[pair.right], f"{pair.score:.2f}")) for pair in result.alike)
    return Listing((*titles, words(language, "compare.score")), rows)


def _heads(language: Language, *keys: str) -> tuple[str, ...]:
    return tuple(words(language, key) for key in keys)


def _told(statute: Statute) -> dict[str, str]:
    """Norm id → its place and words."""
    cite = Citations(statute)
    return {norm.id: f"{cite.of(norm.unit)} {norm.quote.text}" for norm in statute.norms}


def _named(one: Shared, left: Statute, right: Statute) -> Row:
    ours, theirs = Citations(left), Citations(right)
    return Row((one.name, "、".join(map(ours.of, one.left)), "、".join(map(theirs.of, one.right))))


def _only(result: Comparison, left: Statute, right: Statute) -> tuple[Row, ...]:
    rows = []
    for statute, norms in ((left, result.only_left), (right, result.only_right)):
        cite = Citations(statute)
        by_id = {norm.id: norm for norm in statute.norms}
        rows += [Row((f"《{statute.title}》", cite.of(by_id[one].unit), by_id[one].quote.text)) for one in norms]
    return tuple(rows)
