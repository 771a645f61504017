"""A scene as SVG 1.1: text stays text, colours and shapes are the canvas's, the stamp and legend stand below.

Written by hand because cytoscape-svg is GPL-3 and a browser would be needed; the places come from Python anyway.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from graph.handout import Stamp
from graph.palette import Look

from ..scene import Entry, Line, Scene, Spot
from .widths import breadth

FONT = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','SimHei',sans-serif"
MARGIN = 40
HEAD = 50
FOOT = 30
_DASHES = {"inferred": "9 5", "candidate": "2 5", "gap": "5 5", "missing": "5 5"}


def scene_svg(
    scene: Scene,
    stamp: Stamp,
    *,
    marked: frozenset[str] = frozenset(),
    hidden: frozenset[str] = frozenset(),
    framed: bool = True,
    explained: bool = False,
) -> str:
    """``scene`` as an SVG document. ``marked``: ids drawn strong, the rest pale (nothing marked: all alike); ``hidden``: left out.

    ``framed`` False leaves legend, title and stamp out (a slide on the screen has its own); ``explained`` keeps the legend all the same. Every card carries ``data-card``, every
    line ``data-from`` and ``data-to``.
    """
    spots = [spot for spot in scene.spots if spot.id not in hidden]
    by_id = {spot.id: spot for spot in spots}
    left, top, right, bottom = _bounds(scene, spots)
    title = 44 if framed and stamp.view else 0
    legend = _legend_rows(scene, right - left) if framed or explained else []
    foot = FOOT if framed else 0
    margin = MARGIN if framed else 10
    width, height = right - left + 2 * margin, bottom - top + HEAD + 2 * margin + title + len(legend) * 26 + foot
    shift_x, shift_y = margin - left, margin + HEAD + title - top
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
        f' font-family="{FONT}" role="img">',
        f"<title>{_text(stamp.title)}</title><desc>{_text('；'.join(stamp.lines()))}</desc>",
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        "<defs>" + "".join(_arrow(colour) for colour in sorted({line.line for line in scene.lines})) + "</defs>",
    ]
    if title:
        parts.append(
            f'<text x="{MARGIN}" y="{MARGIN + 18}" font-size="26" font-weight="700" fill="#22262b">{_text(stamp.view)}</text>'
        )
    for heading in scene.headings:
        parts.append(
            f'<text x="{heading.x + shift_x:g}" y="{margin + 24 + title}" text-anchor="middle" font-size="22" font-weight="700" fill="#22262b">'
            f"{_text(heading.title)}</text>"
        )
    parts.append(f'<g transform="translate({shift_x:g} {shift_y:g})">')
    for line in scene.lines:
        if line.source in by_id and line.target in by_id and line.id not in hidden:
            parts.append(_edge(line, by_id[line.source], by_id[line.target], bool(marked) and line.id not in marked))
    for spot in spots:
        parts.append(_card(spot, bool(marked) and spot.id not in marked))
    parts.append("</g>")
    below = bottom - top + HEAD + 2 * margin + title
    for row, entries in enumerate(legend):
        x = float(margin)
        for entry, size in entries:
            parts.append(_mark(entry, x, below + row * 26 + 1, 26, 16))
            parts.append(
                f'<text x="{x + 33:g}" y="{below + row * 26 + 15:g}" font-size="15" fill="#22262b">{_told(entry)}</text>'
            )
            x += size
    if framed:
        said = _text("　".join(stamp.lines()))
        parts.append(f'<text x="{MARGIN}" y="{height - 14:g}" font-size="13" fill="#555555">{said}</text>')
    parts.append("</svg>")
    return "\n".join(parts)


def _text(words: str) -> str:
    return escape("".join(char if char >= " " or char == "\n" else "�" for char in words))


def _bounds(scene: Scene, spots: list[Spot]) -> tuple[float, float, float, float]:
    xs = [edge for spot in spots for edge in (spot.x - spot.w / 2, spot.x + spot.w / 2)]
    xs += [edge for heading in scene.headings for edge in (heading.x - heading.w / 2, heading.x + heading.w / 2)]
    ys = [edge for spot in spots for edge in (spot.y - spot.h / 2, spot.y + spot.h / 2)]
    if not xs:
        return 0.0, 0.0, 600.0, 0.0
    return min(xs), min(ys, default=0.0), max(xs), max(ys, default=0.0)


def _arrow(colour: str) -> str:
    name = colour.lstrip("#")
    return (
        f'<marker id="arrow-{name}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="6" markerHeight="6" orient="auto-start-reverse">'
        f'<path d="M0 0L8 4L0 8z" fill={quoteattr(colour)}/></marker>'
    )


def _edge(line: Line, source: Spot, target: Spot, pale: bool) -> str:
    same = abs(source.x - target.x) < 1
    if same:
        x1, y1 = source.x, source.y + source.h / 2
        x2, y2 = target.x, target.y - target.h / 2
        path = f"M{x1:g} {y1:g}L{x2:g} {y2:g}"
    else:
        way = 1 if target.x > source.x else -1
        x1, x2 = source.x + way * source.w / 2, target.x - way * target.w / 2
        bend = (x2 - x1) / 2
        path = f"M{x1:g} {source.y:g}C{x1 + bend:g} {source.y:g} {x2 - bend:g} {target.y:g} {x2:g} {target.y:g}"
    dash = next((_DASHES[one] for one in line.classes.split() if one in _DASHES), "")
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    faint = ' opacity="0.35"' if pale else ""
    return (
        f"<path data-from={quoteattr(_text(line.source))} data-to={quoteattr(_text(line.target))}"
        f' d="{path}" fill="none" stroke={quoteattr(line.line)} stroke-width="{1.4 if pale else 2}"{dashed}{faint}'
        f' marker-end="url(#arrow-{line.line.lstrip("#")})"><title>{_text(line.title)}</title></path>'
    )


def _outline(spot: Spot) -> str:
    """The card's outline: every shape of the palette, so that black and white prints still tell the kinds apart."""
    x, y, w, h = spot.x - spot.w / 2, spot.y - spot.h / 2, spot.w, spot.h
    cut = min(12.0, h / 3)
    shapes: dict[str, Iterable[tuple[float, float]]] = {
        "octagon": (
            (x + cut, y),
            (x + w - cut, y),
            (x + w, y + cut),
            (x + w, y + h - cut),
            (x + w - cut, y + h),
            (x + cut, y + h),
            (x, y + h - cut),
            (x, y + cut),
        ),
        "cut-rectangle": ((x + cut, y), (x + w - cut, y), (x + w, y + cut), (x + w, y + h), (x, y + h), (x, y + cut)),
        "hexagon": ((x + cut, y), (x + w - cut, y), (x + w, y + h / 2), (x + w - cut, y + h), (x + cut, y + h), (x, y + h / 2)),
        "rhomboid": ((x + cut, y), (x + w, y), (x + w - cut, y + h), (x, y + h)),
        "tag": ((x, y), (x + w - cut, y), (x + w, y + h / 2), (x + w - cut, y + h), (x, y + h)),
        "round-tag": ((x, y), (x + w - cut, y), (x + w, y + h / 2), (x + w - cut, y + h), (x, y + h)),
    }
    if spot.look.shape == "ellipse":
        return f'<ellipse cx="{spot.x:g}" cy="{spot.y:g}" rx="{w / 2:g}" ry="{h / 2:g}"'
    if spot.look.shape in shapes:
        points = " ".join(f"{px:g},{py:g}" for px, py in shapes[spot.look.shape])
        return f'<polygon points="{points}"'
    radius = 10 if "round" in spot.look.shape else 18 if spot.look.shape == "barrel" else 0
    return f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" rx="{radius}"'


def _card(spot: Spot, pale: bool) -> str:
    rows = spot.label.split("\n")
    first = spot.y - (len(rows) - 1) * 10 + spot.size * 0.36
    lines = "".join(f'<tspan x="{spot.x:g}" y="{first + row * 20:g}">{_text(words)}</tspan>' for row, words in enumerate(rows))
    dash = ' stroke-dasharray="6 4"' if "gap" in spot.classes else ""
    faint = ' opacity="0.35"' if pale else ""
    return (
        f"<g data-card={quoteattr(_text(spot.id))}{faint}><title>{_text(spot.title)}</title>{_outline(spot)} fill={quoteattr(spot.look.fill)}"
        f' stroke={quoteattr(spot.look.border)} stroke-width="{2.5 if dash else 1.5}"{dash}/>'
        f'<text text-anchor="middle" font-size="{spot.size}" fill={quoteattr(spot.look.ink)}>{lines}</text></g>'
    )


def _told(entry: Entry) -> str:
    return _text(f"{entry.name} {entry.count}")


def _legend_rows(scene: Scene, width: float) -> list[list[tuple[Entry, float]]]:
    rows: list[list[tuple[Entry, float]]] = [[]]
    used = 0.0
    for entry in scene.legend:
        size = 54 + 15 * breadth(_told(entry))
        if used + size > max(width, 500) and rows[-1]:
            rows.append([])
            used = 0.0
        rows[-1].append((entry, size))
        used += size
    return [row for row in rows if row]


def _mark(entry: Entry, x: float, y: float, width: float, height: float) -> str:
    """What the legend shows of a kind: its own shape and outline, so that it is found again on a black-and-white print."""
    if entry.shape.startswith("line-"):
        dash = _DASHES.get(entry.shape.removeprefix("line-"), "")
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        return f'<path d="M{x:g} {y + height / 2:g}h{width:g}" stroke={quoteattr(entry.colour)} stroke-width="2.5"{dashed}/>'
    look = Look(entry.colour, "", entry.border or "#555555", entry.shape)
    spot = Spot("", "", "", entry.kind, x + width / 2, y + height / 2, width, height, look)
    dashed = ' stroke-dasharray="4 3"' if entry.kind == "gap" else ""
    return f'{_outline(spot)} fill={quoteattr(entry.colour)} stroke={quoteattr(look.border)} stroke-width="1.5"{dashed}/>'


def swatch(entry: Entry) -> str:
    """The mark of a legend entry as an SVG document of 34 by 20."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 34 20" width="34" height="20">{_mark(entry, 2, 2, 30, 16)}</svg>'
    )
