"""The whole story as one HTML page without script: every step with its picture or table, notes, and the cited articles in full.

It asks for nothing outside, opens from a USB stick, and prints on A4 or A3 landscape, also in black and white.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from graph.handout import Stamp

from ..catalogue import Language
from .page import Page
from .svg import scene_svg
from .widths import NARROW, breadth

_STYLE = """<style>
body{font-family:'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif;margin:0 auto;max-width:1240px;padding:24px;color:#22262b;line-height:1.7}
h1{font-size:30px;margin:0 0 4px}h2{font-size:23px;margin:40px 0 6px;border-top:2px solid #22262b;padding-top:10px}
.stamp,.cited{color:#4a5361}.stamp span{margin-right:1.5em;white-space:nowrap}.lead{font-weight:600}
.notes{border-left:4px solid #8b98aa;padding-left:12px;max-width:56em}
.picture svg{width:100%;height:auto}.text p,.articles p{max-width:56em;margin:.4em 0}
nav ol{columns:2;margin:.5em 0}
table{border-collapse:collapse;width:100%;font-size:14px}td,th{border:1px solid #999;padding:3px 8px;text-align:left;vertical-align:top}
th{background:#e8e8e8}td.brief,th.brief{white-space:nowrap}
a{color:#14507f}
@page{size:landscape;margin:12mm}
@media print{body{max-width:none;padding:0;font-size:10.5pt;line-height:1.5;color:#000}nav,.open{display:none}
.stamp,.cited{color:#000}h1{font-size:18pt}h2{font-size:14pt;break-after:avoid;margin-top:18pt}
section.pictured{break-before:page}.picture{break-inside:avoid;text-align:center}.picture svg{max-height:118mm;width:auto;max-width:100%}
.notes,.lead{break-after:avoid;break-inside:avoid}tr,.articles div{break-inside:avoid}thead{display:table-header-group}table{font-size:9pt}
section.articles{break-before:page}}
</style>"""


def story_html(
    pages: Sequence[Page], stamp: Stamp, cited: str, links: Mapping[int, tuple[str, str]], language: Language = "zh"
) -> str:
    """The page. ``cited``: heading of the articles; ``links``: step number → file beside this one and what its link says."""
    head = "".join(f"<span>{_text(line)}</span>" for line in stamp.lines())
    contents = "".join(f'<li><a href="#s{number}">{_text(page.title)}</a></li>' for number, page in enumerate(pages, 1))
    steps = "".join(_step(number, page, stamp, links.get(number)) for number, page in enumerate(pages, 1))
    articles = {article.place: article for page in pages for article in page.articles}
    told = "".join(f"<div>{_paragraphs(articles[place].text)}</div>" for place in sorted(articles))
    last = f'<section class="articles"><h2>{_text(cited)}</h2>{told}</section>' if told else ""
    title = _text(stamp.view or stamp.title)
    return (
        f'<!DOCTYPE html><html lang="{"en" if language == "en" else "zh-CN"}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title>{_STYLE}</head><body>'
        f'<header><h1>{title}</h1><p class="stamp">{head}</p></header><nav><ol>{contents}</ol></nav>{steps}{last}</body></html>'
    )


def _text(words: str) -> str:
    return html.escape("".join(char if char >= " " else " " for char in words))


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{_text(line)}</p>" for line in text.split("\n") if line.strip())


def _table(page: Page) -> str:
    """The whole table; columns of short cells are not broken."""
    brief = [max(breadth(row[place]) for row in (page.columns, *page.rows)) <= NARROW for place in range(len(page.columns))]
    kinds = [' class="brief"' if one else "" for one in brief]
    heads = "".join(f"<th{kind}>{_text(name)}</th>" for kind, name in zip(kinds, page.columns, strict=True))
    rows = "".join(
        "<tr>" + "".join(f"<td{kind}>{_text(cell)}</td>" for kind, cell in zip(kinds, row, strict=True)) + "</tr>"
        for row in page.rows
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _step(number: int, page: Page, stamp: Stamp, link: tuple[str, str] | None) -> str:
    notes = f'<div class="notes">{_paragraphs(page.notes)}</div>' if page.notes else ""
    pictured = page.scene is not None and bool(page.scene.spots)
    if page.scene is not None and pictured:
        svg = scene_svg(page.scene, stamp, marked=page.marked, framed=False, explained=True).partition("\n")[2]
        body = f'<div class="picture">{svg}</div>{notes}'
        if link is not None:
            body += f'<p class="open"><a href="{html.escape(link[0])}">{_text(link[1])}</a></p>'
    elif page.rows:
        lead = f'<p class="lead">{_text(page.board.lead)}</p>' if page.board is not None and page.board.lead else ""
        body = f"{lead}{notes}{_table(page)}"
    else:
        body = f'<div class="text">{_paragraphs(page.words)}</div>{notes}'
    return (
        f'<section id="s{number}"{" class=pictured" if pictured else ""}><h2>{number}　{_text(page.title)}</h2>{body}'
        f'<p class="cited">{_text(page.citation)}</p></section>'
    )
