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
_SOLID = ("explicit", "same_sentence", "list_intro", "curated", "cited")
"""Bases of a line that the words of the statute state."""
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


_NO_LINE_END = "（《「“"
_NO_LINE_START = "，。、；：）》」”…"


def wrapped(label: str, width: int) -> str:
    """The label broken into lines of ``width`` full-width characters (half-width count a half); numbers and brackets stay whole."""
    lines, line, used = [], "", 0.0
    for char in " ".join(label.split()):
        size = 1.0 if ord(char) > 0x2E7F else 0.55
        if line and used + size > width and char not in _NO_LINE_START:
            kept = line.rstrip("0123456789.") if char.isdigit() else line
            kept = kept.rstrip(_NO_LINE_END) or line
            lines.append(kept)
            line = line[len(kept) :]
            used = sum(1.0 if ord(one) > 0x2E7F else 0.55 for one in line)
        line, used = line + char, used + size
    return "\n".join([*lines, line] if line else lines)


class Beside(msgspec.Struct, frozen=True):
    """What a hand-out shows besides its picture.

    ``drawing``: the same picture as SVG, for paper and for readers without script; ``legend``: a mark (SVG) and its name; both are our
    own markup. ``notes`` and ``articles`` (under ``heading``) are text.
    """

    drawing: str = ""
    legend: tuple[tuple[str, str], ...] = ()
    notes: str = ""
    heading: str = ""
    articles: tuple[str, ...] = ()


def handout_html(
    picture: Picture,
    labels: dict[str, str],
    headings: dict[str, str],
    stamp: Stamp,
    language: str = "zh",
    beside: Beside | None = None,
) -> str:
    """A self-contained page of ``picture``: to look into on the screen, and on paper A4 or A3 landscape.

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
    kinds = {card.id: card.kind for card in picture.cards}
    for wire in picture.wires:
        missing = kinds[wire.source] == "gap" or kinds[wire.target] == "gap"
        candidate = wire.status == "candidate"
        dashes: bool | list[int] = [5, 5] if missing else [2, 6] if candidate else False if wire.basis in _SOLID else [9, 5]
        network.add_edge(
            wire.source,
            wire.target,
            title=wire.quote[:300] or None,
            dashes=dashes,
            color="#b25d00" if missing else "#8e2f6b" if candidate else "#6a7280",
            arrows="to",
            smooth={"type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.4},
        )
    page = _OUTSIDE.sub("", network.generate_html(notebook=False))
    page = _HEADING.sub("", page)
    return _framed(page, picture, places, labels, headings, stamp, language, beside or Beside())


_STYLE = """<style>
body{font-family:'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif;margin:20px;color:#22262b;line-height:1.6}
h1{font-size:26px;margin:0 0 4px}h2{font-size:20px;margin:22px 0 6px}
.stamp span{margin-right:1.5em;color:#4a5361;white-space:nowrap}
.legend span{display:inline-flex;align-items:center;gap:6px;margin-right:1.6em;white-space:nowrap}
.notes,.articles p{max-width:56em;margin:.4em 0}
.card{border:0!important}#mynetwork{border:1px solid #c9ced6!important;float:none!important}
.drawing{display:none}.drawing svg{width:100%;height:auto}
table{border-collapse:collapse;width:100%;margin-top:16px;font-size:14px}
td,th{border:1px solid #999;padding:4px 8px;text-align:left;vertical-align:top}
@page{size:landscape;margin:12mm}
@media print{body{margin:0;font-size:10.5pt;color:#000}#mynetwork,.card,.legend{display:none!important}
.drawing{display:block;break-inside:avoid;text-align:center}table{break-before:page}.drawing svg{max-height:118mm;width:auto;max-width:100%}.stamp span{color:#000}
h1{font-size:16pt}h2{font-size:13pt;break-after:avoid}tr{break-inside:avoid}thead{display:table-header-group}table{font-size:9.5pt}}
</style><noscript><style>#mynetwork,.card{display:none}.drawing{display:block}</style></noscript>"""


def _framed(
    page: str,
    picture: Picture,
    places: dict[str, Place],
    labels: dict[str, str],
    headings: dict[str, str],
    stamp: Stamp,
    language: str,
    beside: Beside,
) -> str:
    """The page with its title, stamp, legend, notes, the same chains as a table (for paper and screen readers), and the articles."""
    head = "".join(f"<span>{html.escape(line)}</span>" for line in stamp.lines())
    rows = "".join(
        "<tr>"
        + "".join(f"<td>{html.escape('；'.join(cell))}</td>" for cell in _row(picture, chain.cards, labels, places))
        + "</tr>"
        for chain in picture.chains
    )
    columns = "".join(f"<th>{html.escape(headings[column])}</th>" for column in COLUMNS)
    name = html.escape(stamp.view or stamp.title)
    notes = "".join(f'<p class="notes">{html.escape(line)}</p>' for line in beside.notes.split("\n") if line.strip())
    legend = "".join(f"<span>{mark}{html.escape(words)}</span>" for mark, words in beside.legend)
    intro = f"<header><h1>{name}</h1><p class='stamp'>{head}</p>{notes}</header><div class='drawing'>{beside.drawing}</div>"
    below = f"<p class='legend'>{legend}</p>" if legend else ""
    below += f"<table><thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table>"
    if beside.articles:
        lines = "".join(f"<p>{html.escape(line)}</p>" for text in beside.articles for line in text.split("\n") if line.strip())
        below += f"<section class='articles'><h2>{html.escape(beside.heading)}</h2>{lines}</section>"
    page = page.replace("<html>", f'<!DOCTYPE html><html lang="{"en" if language == "en" else "zh-CN"}">', 1)
    page = page.replace("<head>", f"<head><title>{name}</title>{_STYLE}", 1).replace("<body>", f"<body>{intro}", 1)
    before, end, after = page.rpartition("</body>")
    return f"{before}{below}{end}{after}"


def _row(picture: Picture, cards: tuple[str, ...], labels: dict[str, str], places: dict[str, Place]) -> list[list[str]]:
    by_id = {card.id: card for card in picture.cards}
    cells: list[list[str]] = []
    for column in COLUMNS:
        held = sorted((one for one in cards if by_id[one].column == column), key=lambda one: places[one].y)
        cells.append([labels.get(one, by_id[one].label) or "—" for one in held])
    return cells
