"""The words of a statute as HTML with spans marked. Built from escaped text only: whatever a statute holds is shown, never run."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from html import escape

from ingest.reading import Reading
from ingest.statute import Statute
from ingest.units import Unit

Span = tuple[int, int]

STYLE = """<style>
.fm-text{font-size:1.02rem;line-height:1.85;unicode-bidi:isolate;overflow-wrap:anywhere;max-height:60vh;overflow-y:auto;padding:2px 4px}
.fm-text p{margin:0 0 .35em;text-indent:0;white-space:pre-wrap}
.fm-text p.item{padding-left:1.6em}.fm-text p.subitem{padding-left:3.2em}
.fm-text mark{background:#ffdf6b;color:#1c2430;padding:1px 0;border-bottom:2px solid #b25d00;border-radius:2px}
.fm-text b{font-weight:650}
</style>"""


def logical_span(reading: Reading, start: int, end: int, within: Span) -> Span:
    """The part of the logical span ``within`` whose source lies in ``start``–``end``."""
    places = range(*within)
    first = within[0] + bisect_left(places, start, key=reading.source_at)
    last = within[0] + bisect_left(places, end, key=reading.source_at)
    return first, last


def pieces(text: str, at: int, spans: Iterable[Span]) -> list[tuple[str, bool]]:
    """``text``, which begins at offset ``at``, cut into (words, marked); overlapping spans become one."""
    found: list[tuple[str, bool]] = []
    place = at
    for start, end in sorted(spans):
        start, end = max(start, place), min(end, at + len(text))
        if end <= start:
            continue
        if start > place:
            found.append((text[place - at : start - at], False))
        found.append((text[start - at : end - at], True))
        place = end
    if place < at + len(text):
        found.append((text[place - at :], False))
    return found


def html_of(text: str, at: int, spans: Iterable[Span]) -> str:
    """``text`` escaped, with ``<mark>`` round the spans."""
    return "".join(f"<mark>{escape(words)}</mark>" if marked else escape(words) for words, marked in pieces(text, at, spans))


def unit_html(statute: Statute, unit: Unit, source_spans: Iterable[Span]) -> str:
    """The words of ``unit`` with everything under it, one paragraph a 款, 项 or 目, the source spans marked."""
    reading = statute.reading
    at, until = unit.at, unit.until
    spans = [logical_span(reading, start, end, (at, until)) for start, end in source_spans]
    kinds = {u.at: u.kind for u in statute.units if at <= u.at < until and u.kind in ("item", "subitem")}
    labels = {u.at: u.label for u in statute.units if at <= u.at < until and u.kind == "article" and u.label}
    rows = []
    place = at
    for line in reading.text[at:until].split("\n"):
        if line.strip():
            kind = kinds.get(place, "para")
            label = labels.get(place)
            if label and line.startswith(label):
                head, rest = line[: len(label)], line[len(label) :]
                inner = f"<b>{html_of(head, place, spans)}</b>{html_of(rest, place + len(head), spans)}"
            else:
                inner = html_of(line, place, spans)
            rows.append(f'<p class="{kind}">{inner}</p>')
        place += len(line) + 1
    return f'{STYLE}<div class="fm-text" lang="zh-CN" dir="auto">{"".join(rows)}</div>'
