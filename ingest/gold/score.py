"""Precision, recall and F1 of extracted facts against a gold folder, layer by layer.

Spans are compared in characters without white space, so that line wraps do not matter. Every layer is measured twice:
``exact`` (same span, same labels) and ``overlap`` (same labels, character IoU ≥ 0.5, one to one, best pair first).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import msgspec

from .folder import EXPLICIT, KINDS, TARGETED, Gold, Row, short, squeeze

Span = tuple[int, int]
LAYERS = ("units", "mentions", "norms", "references", "definitions", "steps", "links")


class Figure(msgspec.Struct, frozen=True):
    """Hits, and how many were extracted and how many annotated."""

    hits: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of extracted facts that are right."""
        return self.hits / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        """The share of annotated facts that were extracted."""
        return self.hits / self.gold if self.gold else float(not self.found)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


class Score(msgspec.Struct, frozen=True):
    """One layer's figures, strict and lenient."""

    exact: Figure
    overlap: Figure


class Result(msgspec.Struct, frozen=True):
    """The scores of every layer; what was missed and what is extra, as lines for reading; the keys of the facts that were hit;
    which annotated row (index) was paired with which extracted one; the keys of all annotated facts."""

    scores: dict[str, Score]
    missed: dict[str, list[Row]]
    extra: dict[str, list[Row]]
    hits: dict[str, list[str]]
    pairs: dict[str, dict[int, int]]
    facts: dict[str, list[str]]


def positions(text: str) -> tuple[str, list[int]]:
    """The text without white space, and for every offset of ``text`` the offset in it."""
    kept: list[str] = []
    at: list[int] = []
    for char in text:
        at.append(len(kept))
        if not char.isspace():
            kept.append(char)
    at.append(len(kept))
    return "".join(kept), at


def iou(a: Span | None, b: Span | None) -> float:
    """Intersection over union of two spans; 0 when one is missing."""
    if not a or not b:
        return 0.0
    inter = min(a[1], b[1]) - max(a[0], b[0])
    return inter / (max(a[1], b[1]) - min(a[0], b[0])) if inter > 0 else 0.0


def law_key(name: str | None) -> str:
    """A law's name for comparison: without title marks and without a leading 中华人民共和国."""
    bare = squeeze(name).strip("《》〈〉")
    return bare[7:] if bare.startswith("中华人民共和国") and len(bare) > 7 else bare


class _Locator:
    """Rows' offsets → spans in the gold's white-space-free text; without usable offsets the words are looked up in the unit."""

    def __init__(self, gold: Gold, text: str | None) -> None:
        self.flat, at = positions(gold.text)
        self.spans = {short(u["id"]): (at[u["start"]], at[u["end"]]) for u in gold.units}
        self.used: dict[tuple[str, str, str], int] = defaultdict(int)
        self.at: list[int] | None = at
        if text is not None:
            flat, other = positions(text)
            self.at = other if flat == self.flat else None

    def span(self, unit: str | None, start: object, end: object, words: str | None, layer: str) -> Span | None:
        if self.at is not None and isinstance(start, int) and isinstance(end, int):
            return (self.at[start], self.at[end]) if 0 <= start <= end < len(self.at) else None
        bare, within = squeeze(words), self.spans.get(short(unit))
        if not bare or not within:
            return None
        key = (layer, short(unit), bare)
        found = self.flat.find(bare, max(within[0], self.used[key]), within[1])
        if found < 0:
            return None
        self.used[key] = found + len(bare)
        return found, found + len(bare)


def _read(layer: str, rows: Sequence[Row], gold: Gold, locate: _Locator) -> list[Row]:
    """The rows with their spans, actor sets and short unit ids."""
    found = []
    for source in rows:
        row = dict(source)
        unit = row.get("unit")
        if layer == "units":
            if row.get("kind") not in KINDS:
                continue
            row["span"] = locate.span(row.get("id"), row.get("start"), row.get("end"), row.get("text"), layer)
            row["key"] = short(row.get("id"))
        elif layer == "norms":
            row["tspan"] = locate.span(unit, row.get("trigger_start"), row.get("trigger_end"), row.get("trigger"), "trigger")
            row["aspan"] = locate.span(unit, row.get("action_start"), row.get("action_end"), row.get("action"), "action")
            row["bset"] = gold.resolve(row.get("bearers"))
        elif layer == "definitions":
            row["span"] = locate.span(unit, row.get("def_start"), row.get("def_end"), row.get("definition"), layer)
        elif layer != "links":
            row["span"] = locate.span(unit, row.get("start"), row.get("end"), row.get("surface") or row.get("text"), layer)
            row["actors"] = gold.resolve(row.get("names") if layer == "mentions" else row.get("enforcers"))
        if "unit" in row:
            row["unit"] = short(row["unit"])
        found.append(row)
    return found


def pair(gold: Sequence[Row], found: Sequence[Row], score: Callable[[Row, Row], float]) -> dict[int, int]:
    """One-to-one pairs (gold index → found index) with a score above 0, best first."""
    candidates = []
    for i, want in enumerate(gold):
        for j, have in enumerate(found):
            value = score(want, have)
            if value > 0:
                candidates.append((-value, i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(candidates):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _spans(gold: Sequence[Row], found: Sequence[Row], label: Callable[[Row], object]) -> tuple[Score, dict[int, int]]:
    def same(g: Row, p: Row) -> float:
        return float(bool(g["span"]) and g["span"] == p["span"] and label(g) == label(p))

    def near(g: Row, p: Row) -> float:
        value = iou(g["span"], p["span"])
        return value if value >= 0.5 and label(g) == label(p) else 0.0

    exact, overlap = pair(gold, found, same), pair(gold, found, near)
    sizes = len(found), len(gold)
    return Score(Figure(len(exact), *sizes), Figure(len(overlap), *sizes)), overlap


def align_spans(gold: Gold, annotated: list[Row], found: list[Row], text: str) -> dict[int, int]:
    """Annotated row → extracted row by their words (IoU ≥ 0.5), for layers that are not scored."""
    own, other = _Locator(gold, None), _Locator(gold, text)
    want = [{**row, "span": own.span(row["unit"], row["start"], row["end"], row["text"], "align")} for row in annotated]
    have = [{**row, "span": other.span(row["unit"], row["start"], row["end"], row["text"], "align")} for row in found]
    return _spans(want, have, lambda row: 0)[1]


def _norms(gold: list[Row], found: list[Row], annotated: list[Row], resolve: Gold) -> tuple[dict[str, Score], dict[int, int]]:
    for row, norm in zip(gold, annotated, strict=True):
        row["accepted"] = {norm["modality"], *norm["alt_modality"]}
        row["inherited"] = norm["trigger"]["inherited"]
        row["implied"] = resolve.resolve(resolve.names(norm["implied"] or []))
        row["named"] = norm["bearers"] is not None

    def loose(g: Row, p: Row) -> float:
        if g["unit"] != p["unit"]:
            return 0.0
        trigger, action = iou(g["tspan"], p["tspan"]), iou(g["aspan"], p["aspan"])
        if trigger < 0.5 and action < 0.5:
            return 0.0
        return trigger + action + 0.01 * (p.get("modality") in g["accepted"])

    def strict(g: Row, p: Row) -> float:
        same = g["unit"] == p["unit"] and (g["tspan"] == p["tspan"] or (g["inherited"] and p["tspan"] is None))
        return 1 + loose(g, p) if same else 0.0

    def modality(g: Row, p: Row) -> bool:
        return p.get("modality") in g["accepted"]

    def action(g: Row, p: Row) -> bool:
        return bool(g["aspan"] == p["aspan"])

    def near_action(g: Row, p: Row) -> bool:
        return iou(g["aspan"], p["aspan"]) >= 0.5

    def bearer(g: Row, p: Row) -> bool:
        return bool(p["bset"] == g["bset"] if g["named"] else not p["bset"] or p["bset"] == g["implied"])

    exact, overlap = pair(gold, found, strict), pair(gold, found, loose)

    def count(pairs: dict[int, int], *tests: Callable[[Row, Row], bool]) -> Figure:
        hits = sum(all(test(gold[i], found[j]) for test in tests) for i, j in pairs.items())
        return Figure(hits, len(found), len(gold))

    def bearers(pairs: dict[int, int]) -> Figure:
        back = {j: i for i, j in pairs.items()}
        hits = named = 0
        for j, row in enumerate(found):
            want = gold[back[j]] if j in back else None
            if want is not None and not want["named"] and row["bset"] == want["implied"]:
                continue
            named += len(row["bset"])
            if want is not None:
                hits += len(row["bset"] & want["bset"])
        return Figure(hits, named, sum(len(row["bset"]) for row in gold))

    return {
        "norms.detect": Score(count(exact), count(overlap)),
        "norms.modality": Score(count(exact, modality), count(overlap, modality)),
        "norms.action": Score(count(exact, action), count(overlap, near_action)),
        "norms.full": Score(count(exact, modality, action, bearer), count(overlap, modality, near_action, bearer)),
        "norms.bearer": Score(bearers(exact), bearers(overlap)),
    }, overlap


def _links(gold: list[Row], found: list[Row]) -> dict[str, Score]:
    def pairs(row: Row) -> tuple[str, str]:
        return short(row["conduct_unit"]), short(row["duty_unit"])

    def articles(row: Row) -> tuple[str, str]:
        return short(row["conduct_unit"]), short(row["duty_unit"]).split(".")[0]

    def figure(key: Callable[[Row], tuple[str, str]], direct: bool) -> Figure:
        if not direct:
            want, have = {key(row) for row in gold}, {key(row) for row in found}
        else:
            want = {key(row) for row in gold if row["strength"] == "direct"}
            have = {key(row) for row in found if row.get("strength") in (None, "direct")}
            have -= {key(row) for row in gold} - want
        return Figure(len(want & have), len(have), len(want))

    scores = {
        name: Score(figure(pairs, direct), figure(articles, direct))
        for name, direct in (("links.any", False), ("links.direct", True))
    }
    if any(row.get("rank") for row in found):
        scores["links.top3"] = _top3(gold, found, pairs)
    return scores


def _top3(gold: list[Row], found: list[Row], key: Callable[[Row], tuple[str, str]]) -> Score:
    """Of the conducts with a direct duty in the gold: how many have one of them among their first three links."""
    want: dict[str, set[str]] = defaultdict(set)
    for row in gold:
        if row["strength"] == "direct":
            conduct, duty = key(row)
            want[conduct].add(duty)
    first: dict[str, set[str]] = defaultdict(set)
    for row in found:
        if (row.get("rank") or 1) <= 3:
            conduct, duty = key(row)
            first[conduct].add(duty)
    hits = sum(bool(duties & first[conduct]) for conduct, duties in want.items())
    near = sum(bool({d.split(".")[0] for d in duties} & {d.split(".")[0] for d in first[c]}) for c, duties in want.items())
    return Score(Figure(hits, len(want), len(want)), Figure(near, len(want), len(want)))


def _target(row: Row) -> object:
    if row.get("law"):
        return "law", law_key(row["law"])
    return "units", frozenset(short(unit) for unit in row.get("target_units") or [])


def _references(gold: list[Row], found: list[Row]) -> tuple[dict[str, Score], dict[int, int]]:
    def only(rows: list[Row], kinds: Sequence[str]) -> list[Row]:
        return [row for row in rows if row.get("kind") in kinds]

    scores: dict[str, Score] = {}
    scores["references"], pairs = _spans(gold, found, lambda row: 0)
    scores["references.kind"] = _spans(gold, found, lambda row: row.get("kind"))[0]
    if only(gold, EXPLICIT):
        scores["references.explicit"] = _spans(only(gold, EXPLICIT), only(found, EXPLICIT), lambda row: 0)[0]
    if only(gold, TARGETED):
        scores["references.target"] = _spans(only(gold, TARGETED), only(found, TARGETED), _target)[0]
    return scores, pairs


def _units(gold: list[Row], found: list[Row]) -> tuple[dict[str, Score], dict[int, int]]:
    def strict(row: Row) -> object:
        return row["key"], row["kind"], squeeze(row.get("heading")) if row["kind"] == "chapter" else ""

    def kind(row: Row) -> object:
        return row["kind"]

    lenient, pairs = _spans(gold, found, kind)
    scores = {"units": Score(_spans(gold, found, strict)[0].exact, lenient.overlap)}
    for name in KINDS:
        want, have = ([row for row in rows if row["kind"] == name] for rows in (gold, found))
        if want or have:
            scores[f"units.{name}"] = Score(_spans(want, have, strict)[0].exact, _spans(want, have, kind)[0].overlap)
    return scores, pairs


def _steps(gold: list[Row], found: list[Row]) -> tuple[dict[str, Score], dict[int, int]]:
    def money(row: Row) -> tuple[object, ...]:
        return row.get("type"), row.get("min"), row.get("max"), row.get("percent_max"), row.get("cap")

    steps, pairs = _spans(gold, found, lambda row: row.get("type"))
    return {
        "steps": steps,
        "steps.amount": _spans(gold, found, money)[0],
        "steps.enforcer": _spans(gold, found, lambda row: (row.get("type"), row["actors"]))[0],
    }, pairs


def _key(layer: str, row: Row) -> str:
    """A fact of the gold in one stable line: what the record of a run keeps of it."""
    words = row.get("surface") or row.get("text") or row.get("term") or row.get("action") or row.get("id") or ""
    label = row.get("kind") or row.get("modality") or row.get("type") or ""
    if layer == "units":
        words = row["key"]
    return f"{layer} {row.get('unit', '')} {label} {squeeze(words)[:40]}".replace("  ", " ")


def evaluate(gold: Gold, predictions: dict[str, list[Row]], text: str | None = None) -> Result:
    """The scores of ``predictions`` (layer → rows; a missing layer is left out).

    ``text``: the text the rows' offsets point into (default: the gold's). If it differs from the gold's beyond white space the
    offsets are ignored and the words are looked up instead.
    """
    own, other = _Locator(gold, None), _Locator(gold, text)
    result = Result({}, {}, {}, {}, {}, {})
    for layer in LAYERS:
        if predictions.get(layer) is None:
            continue
        want = _read(layer, gold.rows[layer], gold, own)
        have = _read(layer, predictions[layer], gold, other)
        pairs: dict[int, int] | None = None
        if layer == "units":
            scores, pairs = _units(want, have)
        elif layer == "mentions":
            span, _ = _spans(want, have, lambda row: 0)
            named, pairs = _spans(want, have, lambda row: row["actors"])
            scores = {"mentions": span, "mentions.actor": named}
        elif layer == "norms":
            scores, pairs = _norms(want, have, gold.raw["norms"]["norms"], gold)
        elif layer == "references":
            scores, pairs = _references(want, have)
        elif layer == "definitions":
            score, pairs = _spans(want, have, lambda row: squeeze(row.get("term")))
            scores = {"definitions": score}
        elif layer == "steps":
            scores, pairs = _steps(want, have)
        else:
            scores = _links(want, have)
        result.scores.update(scores)
        result.pairs[layer] = pairs or {}
        if pairs is None:
            keys = {(short(r["conduct_unit"]), short(r["duty_unit"])) for r in have}
            pairs = {}
            for i, row in enumerate(want):
                row["text"] = f"{short(row['conduct_unit'])} → {short(row['duty_unit'])}"
                row["type"] = row["strength"]
                if (short(row["conduct_unit"]), short(row["duty_unit"])) in keys:
                    pairs[i] = -1
        used = set(pairs.values())
        result.missed[layer] = [row for i, row in enumerate(want) if i not in pairs]
        result.extra[layer] = [] if layer == "links" else [row for j, row in enumerate(have) if j not in used]
        result.facts[layer] = [_key(layer, row) for row in want]
        result.hits[layer] = sorted(_key(layer, want[i]) for i in pairs)
    return result
