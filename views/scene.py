"""What the canvas draws: spots and lines with places worked out in Python, and the legend that explains them."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

import msgspec

from graph import codes
from graph.layout import CARD_WIDTH, COLUMN_CENTRE, characters_per_line, layout
from graph.palette import Look
from graph.palette import look_of as card_look
from graph.picture import COLUMNS, Card, Picture, Wire
from graph.schema import NODE_BY_LABEL

from .catalogue import Language, words

FONT_SIZE = 15
LABEL_LIMIT = 200
"""Characters of a label that are drawn; the whole stands in the hint and the panel."""


class Spot(msgspec.Struct, frozen=True):
    """A node: ``kind`` is the legend's entry, ``classes`` any of gap, inferred, group; ``title`` the hint and spoken name."""

    id: str
    label: str
    title: str
    kind: str
    x: float
    y: float
    w: float
    h: float
    look: Look
    classes: str = ""
    size: int = FONT_SIZE
    group: bool = False
    beside: bool = False


class Line(msgspec.Struct, frozen=True):
    """An edge: ``classes`` any of inferred, candidate, gap; ``label`` is drawn on it, ``title`` is its hint."""

    id: str
    source: str
    target: str
    kind: str
    title: str
    line: str = "#7d8794"
    classes: str = ""
    label: str = ""


class Heading(msgspec.Struct, frozen=True):
    """The head of a column: its centre, its width, its words, how many cards it has."""

    x: float
    w: float
    title: str
    count: str = ""
    colour: str = ""


class Entry(msgspec.Struct, frozen=True):
    """One line of the legend."""

    kind: str
    name: str
    colour: str
    shape: str
    count: int
    border: str = ""


class Scene(msgspec.Struct, frozen=True):
    """A drawing. ``view`` names what is looked at; ``chains`` are sets of ids: choosing one marks every chain it is part of
    (without chains: all up- and downstream, or with ``near`` the direct neighbours)."""

    view: str
    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    headings: tuple[Heading, ...] = ()
    legend: tuple[Entry, ...] = ()
    chains: tuple[tuple[str, ...], ...] | None = None
    near: bool = False

    @property
    def seq(self) -> str:
        """Changes only when other things are drawn, or elsewhere; never with the language, the choice or the legend."""
        digest = hashlib.sha256(self.view.encode())
        for spot in self.spots:
            digest.update(f"\0{spot.id}\1{spot.x}\1{spot.y}\1{spot.h}".encode())
        for line in self.lines:
            digest.update(f"\0{line.id}".encode())
        return digest.hexdigest()[:16]

    def payload(self) -> dict[str, Any]:
        """The scene as the component takes it; chains as numbers, spots counted before lines."""
        ids = [*(spot.id for spot in self.spots), *(line.id for line in self.lines)]
        number = {one: k for k, one in enumerate(ids)}
        return {
            "view": self.view,
            "seq": self.seq,
            "columns": [msgspec.structs.asdict(heading) for heading in self.headings],
            "legend": [msgspec.structs.asdict(entry) for entry in self.legend],
            "nodes": [_node(spot) for spot in self.spots],
            "edges": [_edge(line) for line in self.lines],
            "chains": self.chains and [[number[one] for one in chain if one in number] for chain in self.chains],
            "near": self.near,
        }


def _node(spot: Spot) -> dict[str, Any]:
    node: dict[str, Any] = {
        "id": spot.id,
        "label": spot.label,
        "title": spot.title,
        "kind": spot.kind,
        "x": spot.x,
        "y": spot.y,
        "w": spot.w,
        "h": spot.h,
        "size": spot.size,
        "fill": spot.look.fill,
        "ink": spot.look.ink,
        "border": spot.look.border,
        "shape": spot.look.shape,
        "classes": spot.classes,
    }
    if spot.group:
        node["group"] = True
    if spot.beside:
        node["side"] = True
    return node


def _edge(line: Line) -> dict[str, Any]:
    edge: dict[str, Any] = {
        "id": line.id,
        "source": line.source,
        "target": line.target,
        "kind": line.kind,
        "title": line.title,
        "line": line.line,
        "classes": line.classes,
    }
    if line.label:
        edge["label"] = line.label
    return edge


_NO_LINE_END = "（《〈「『“‘〔["
_NO_LINE_START = "，。、；：？！）》〉」』”’…"


def _width(text: str) -> float:
    """In full-width characters."""
    return sum(1.0 if ord(char) > 0x2E7F else 0.55 for char in text)


def wrapped(text: str, characters: int, lines: int = 6) -> str:
    """``text`` broken into lines of ``characters`` full-width characters (a half-width one counts .55), cut after ``lines``."""
    rows: list[str] = []
    row, width = "", 0.0
    for char in " ".join(text.split())[:LABEL_LIMIT]:
        step = _width(char)
        hangs = char in _NO_LINE_START and width + step <= characters + 1.01
        if width + step > characters + 0.01 and not hangs:
            kept = row.rstrip(_NO_LINE_END)
            space = row.rfind(" ")
            if space > 0 and char.isascii() and row[space:].isascii():  # a word of letters stays whole
                kept = row[: space + 1]
            if char.isdigit() and kept[-1:].isdigit():  # so does a number
                kept = kept.rstrip("0123456789.,") or kept
            rows.append((kept or row).rstrip())
            row = row[len(kept) :] if kept else ""
            width = _width(row)
        row += char
        width += step
    if rows and len(row) <= 2 and row.endswith("…"):  # a cut text does not begin a line for one more character
        rows[-1] = rows[-1][:-1].rstrip(_NO_LINE_START) + "…"
    else:
        rows.append(row)
    if len(rows) > lines:
        rows = rows[:lines]
        rows[-1] = rows[-1][:-1] + "…"
    return "\n".join(rows)


LINES = {"stated": "#6b7583", "inferred": "#8a5a00", "candidate": "#8e2f6b", "missing": "#b25d00"}


def look_of(label: str) -> Look:
    """How nodes of a graph label are drawn: the schema says."""
    node = NODE_BY_LABEL.get(label)
    return (
        Look(node.colour, "#ffffff", "#ffffff", node.shape)
        if node
        else Look("#5b6573", "#ffffff", "#ffffff", "round-rectangle")
    )


def card_kind(card: Card) -> str:
    """The legend entry a card falls under."""
    if card.kind == "actor" and card.column == "enforcer":
        return "enforcer"
    return card.code or "norm" if card.kind == "norm" else card.kind


def kind_name(kind: str, language: Language) -> str:
    """The name of a legend entry."""
    if kind in codes.MODALITIES:
        return codes.name("modality", kind, language)
    if kind in NODE_BY_LABEL:
        return NODE_BY_LABEL[kind].name.text(language)
    return words(language, f"kind.{kind}")


def card_label(card: Card, picture: Picture, language: Language) -> str:
    """What stands on a card."""
    if card.kind == "gap":
        return words(language, f"gap.{card.gap}")
    if card.kind == "group" and card.column == "sanction":
        return words(language, "chains.ladders", count=card.count)
    if card.kind == "group":
        name = codes.name("actor", card.label, language) if picture.grouped == "actor_kind" and card.label else card.label
        return words(language, "chains.group", name=name or words(language, "chains.ungrouped"), count=card.count)
    return card.label


def wire_kind(wire: Wire, cards: dict[str, Card]) -> str:
    """stated, inferred, candidate or missing (it leads to a card that says what the text does not)."""
    if cards[wire.source].kind == "gap" or cards[wire.target].kind == "gap":
        return "missing"
    if wire.status == "candidate":
        return "candidate"
    return "stated" if wire.basis in ("explicit", "same_sentence", "list_intro", "curated", "cited") else "inferred"


def _wire_title(wire: Wire, kind: str, language: Language) -> str:
    reason = codes.name("basis", wire.basis, language) if wire.basis in codes.BASES else ""
    lines = [words(language, f"line.{kind}") + (f" · {reason}" if reason and kind == "inferred" else "")]
    if wire.quote:
        lines.append(f"「{wire.quote[:160]}」")
    if wire.other:
        lines.append(f"「{wire.other[:160]}」")
    if wire.shared:
        lines.append(words(language, "line.shared", terms="、".join(wire.shared[:8])))
    return "\n".join(lines)


def chain_scene(picture: Picture, view: str, language: Language) -> Scene:
    """A chain picture as a scene of five headed columns.

    Places are worked out from the Chinese labels whatever the language, so that switching it moves nothing.
    """
    shown = {card.id: card_label(card, picture, language) for card in picture.cards}
    places = layout(picture, {card.id: card_label(card, picture, "zh") for card in picture.cards})
    cards = {card.id: card for card in picture.cards}
    spots = []
    for card in picture.cards:
        place = places[card.id]
        title = card.detail if card.detail and card.detail != card.label else shown[card.id]
        head = kind_name(card_kind(card), language)
        review = f" · {words(language, 'mark.curated')}" if card.review in ("curated", "confirmed") else ""
        spots.append(
            Spot(
                id=card.id,
                label=wrapped(shown[card.id], characters_per_line(card.column)),
                title=f"{head}{review}\n{title[:400]}",
                kind=card_kind(card),
                x=place.x,
                y=place.y,
                w=place.width,
                h=place.height,
                look=card_look(card),
                classes=card.kind if card.kind in ("gap", "group") else "",
                group=card.kind == "group",
            )
        )
    lines = []
    for wire in picture.wires:
        kind = wire_kind(wire, cards)
        lines.append(
            Line(
                wire.id,
                wire.source,
                wire.target,
                kind,
                _wire_title(wire, kind, language),
                LINES[kind],
                {"stated": "", "missing": "gap"}.get(kind, kind),
            )
        )
    return Scene(
        view=view,
        spots=tuple(spots),
        lines=tuple(lines),
        headings=_headings(picture, language),
        legend=legend_of(spots, lines, language),
        chains=tuple((*chain.cards, *chain.wires) for chain in picture.chains),
    )


def _headings(picture: Picture, language: Language) -> tuple[Heading, ...]:
    counts = Counter(card.column for card in picture.cards if card.kind != "gap")
    return tuple(
        Heading(COLUMN_CENTRE[column], CARD_WIDTH[column], words(language, f"column.{column}"), str(counts[column] or ""))
        for column in COLUMNS
    )


def _legend_rank(kind: str) -> int:
    """The order of the legend: that of the columns, gaps and groups last."""
    order = ("actor", *codes.MODALITIES, "provision", "measure", "enforcer", "gap", "group")
    return order.index(kind) if kind in order else len(order)


def legend_of(spots: list[Spot], lines: list[Line], language: Language) -> tuple[Entry, ...]:
    """What the scene shows, by type, with counts; lines after spots."""
    counts = Counter(spot.kind for spot in spots)
    looks: dict[str, Look] = {}
    for spot in spots:
        looks.setdefault(spot.kind, spot.look)
    entries = [
        Entry(kind, kind_name(kind, language), look.fill, look.shape, counts[kind], look.border)
        for kind, look in sorted(looks.items(), key=lambda pair: _legend_rank(pair[0]))
    ]
    drawn = Counter(line.kind for line in lines if line.kind in LINES)
    entries += [
        Entry(kind, words(language, f"line.{kind}"), LINES[kind], f"line-{kind}", drawn[kind]) for kind in LINES if drawn[kind]
    ]
    return tuple(entries)
