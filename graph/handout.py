"""The stand-alone HTML hand-out of a picture: pyvis with fixed positions, not one outside request, opens from a USB stick."""

from __future__ import annotations

import html
import re

import msgspec
from pyvis.network import Network as PyvisNetwork

from .layout import CARD_WIDTH, COLUMN_CENTRE, Place, characters_per_line, layout
from .palette import look_of
from .picture import COLUMNS, Picture

# vis-network knows few shapes that hold text; a star or a dot would lose the label.
_VIS_SHAPE = {"ellipse": "ellipse", "octagon": "box", "hexagon": "box"}
_OUTSIDE = re.compile(
    r"<link\b[^>]*\bhref=[\"']https?:[^>]*>|<script\b[^>]*\bsrc=[\"'](?:https?:|lib/)[^>]*>\s*</script>", re.IGNORECASE
)
_HEADING = re.compile(r"<center>\s*<h1>.*?</h1>\s*</center>", re.DOTALL)


class Stamp(msgspec.Struct, frozen=True):
    """What every export carries: statute title, version (dates), source hash, the view, and when it was made (ISO day)."""

    title: str
    version: str
    source: str
    view: str
    made: str

    def lines(self) -> tuple[str, ...]:
        """The stamp as short lines, empty ones left out."""
        return tuple(line for line in (self.title, self.version, self.view, f"sha256 {self.source[:16]}", self.made) if line)


def wrapped(label: str, width: int) -> str:
    """The label broken into lines of ``width`` full-width characters (half-width count a half)."""
    lines, line, used = [], "", 0.0
    for char in " ".join(label.split()):
        size = 1.0 if ord(char) > 0x2E7F else 0.55
        if used + size > width:
            lines.append(line)
            line, used = "", 0.0
        line, used = line + char, used + size
    return "\n".join([*lines, line] if line else lines)


def handout_html(picture: Picture, labels: dict[str, str], headings: dict[str, str], stamp: Stamp, language: str = "zh") -> str:
    """A self-contained page of ``picture``.

    ``labels``: what each card shows (card id → text); ``headings``: column → heading. Every text is data: it is escaped, never markup.
    """
    places = layout(picture, labels)
    network = PyvisNetwork(height="82vh", width="100%", directed=True, cdn_resources="in_line")
    network.toggle_physics(False)
    top = min((place.y - place.height / 2 for place in places.values()), default=0.0) - 60
    for column in COLUMNS:
        network.add_node(
            f"heading|{column}",
            label=headings[column],
            x=COLUMN_CENTRE[column],
            y=top,
            shape="text",
            font={"size": 24, "color": "#22262b", "bold": True},
            physics=False,
            fixed=True,
        )
    for card in picture.cards:
        look, place = look_of(card), places[card.id]
        network.add_node(
            card.id,
            label=wrapped(labels.get(card.id, card.label) or "—", characters_per_line(card.column)),
            title=card.detail[:600] or None,
            x=place.x,
            y=place.y,
            shape=_VIS_SHAPE.get(look.shape, "box"),
            color={"background": look.fill, "border": look.border, "highlight": {"background": look.fill, "border": "#000000"}},
            font={"color": look.ink, "size": 15, "face": "Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif"},
            borderWidth=3 if card.kind == "gap" else 1,
            shapeProperties={"borderDashes": [6, 4] if card.kind == "gap" else False},
            widthConstraint={"minimum": CARD_WIDTH[card.column] - 40, "maximum": CARD_WIDTH[card.column]},
            physics=False,
            fixed=True,
        )
    for wire in picture.wires:
        dashes: bool | list[int] = (
            [2, 6] if wire.status == "candidate" else [8, 5] if wire.basis not in ("explicit", "curated") else False
        )
        network.add_edge(
            wire.source,
            wire.target,
            title=wire.quote[:300] or None,
            dashes=dashes,
            color="#6a7280",
            arrows="to",
            smooth={"type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.4},
        )
    page = _OUTSIDE.sub("", network.generate_html(notebook=False))
    page = _HEADING.sub("", page)
    return _framed(page, picture, places, labels, headings, stamp, language)


def _framed(
    page: str,
    picture: Picture,
    places: dict[str, Place],
    labels: dict[str, str],
    headings: dict[str, str],
    stamp: Stamp,
    language: str,
) -> str:
    """The page with its title, stamp and the same chains as a table (for print and screen readers)."""
    head = "".join(f"<span>{html.escape(line)}</span>" for line in stamp.lines()[1:])
    rows = "".join(
        "<tr>"
        + "".join(f"<td>{html.escape('；'.join(cell))}</td>" for cell in _row(picture, chain.cards, labels, places))
        + "</tr>"
        for chain in picture.chains
    )
    columns = "".join(f"<th>{html.escape(headings[column])}</th>" for column in COLUMNS)
    style = (
        "<style>body{font-family:'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif;margin:16px;color:#22262b}"
        ".stamp span{margin-right:1.5em;color:#555}table{border-collapse:collapse;width:100%;margin-top:16px;font-size:14px}"
        "td,th{border:1px solid #999;padding:4px 8px;text-align:left;vertical-align:top}</style>"
    )
    title = f"<title>{html.escape(stamp.title)}</title>"
    intro = f"<header><h1>{html.escape(stamp.title)}</h1><p class='stamp'>{head}</p></header>"
    table = f"<table><thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table>"
    page = page.replace("<html>", f'<!DOCTYPE html><html lang="{"en" if language == "en" else "zh-CN"}">', 1)
    page = page.replace("<head>", f"<head>{title}{style}", 1).replace("<body>", f"<body>{intro}", 1)
    before, end, after = page.rpartition("</body>")
    return f"{before}{table}{end}{after}"


def _row(picture: Picture, cards: tuple[str, ...], labels: dict[str, str], places: dict[str, Place]) -> list[list[str]]:
    by_id = {card.id: card for card in picture.cards}
    cells: list[list[str]] = []
    for column in COLUMNS:
        held = sorted((one for one in cards if by_id[one].column == column), key=lambda one: places[one].y)
        cells.append([labels.get(one, by_id[one].label) or "—" for one in held])
    return cells
