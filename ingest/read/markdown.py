"""Which characters of a .md file are markup and not statute: front matter, marks of headings, emphasis, links, tags.

The text stays as it is; only spans are named. Numbers (``1. ``) are never markup: they may be the statute's own 目.
"""

from __future__ import annotations

import re

_FRONT = re.compile(r"\s{0,50}(?P<fence>---|\+\+\+)[ \t]{0,20}\r?\n")
_KEY = re.compile(r"[^\s:=：]{1,60}\s?[:=]")
_TITLE = re.compile(
    r"^title[ \t]?[:=][ \t]{0,9}[\"']?(?P<words>[^\"'\n\r]{1,200}?(?:法|法典|条例|办法|规定|细则|规则|决定|解释|批复|通知|意见|方案)(?:（[^（）\n]{1,12}）)?)[\"']?[ \t]*\r?$",
    re.M,
)
_FENCE = re.compile(r"^[ \t]{0,3}(?::{3,6}[ \t]*(?P<kind>[A-Za-z][^\n]{0,100})?|(?P<toc>\[\[?toc\]?\]))\r?$", re.M | re.I)
_ARTICLES = re.compile(r"第[一二三四五六七八九十百千]{1,8}条")
# every group of every pattern is markup; what is matched outside groups is context
_PATTERNS = (
    re.compile(r"^[ \t]{0,3}(#{1,6}(?:[ \t\u3000]+|(?=[^\s#\d])))", re.M),  # heading
    re.compile(r"^[^\n#]{0,3}#{1,6}[^\n]{0,500}?([ \t]+#{1,6})[ \t]*\r?$", re.M),  # heading, closed
    re.compile(r"^[ \t]{0,3}((?:>[ \t]?){1,6})", re.M),  # quotation
    re.compile(r"^[ \t]{0,9}(?:>[ \t]?)?([-*+][ \t]+)(?=\S)", re.M),  # bullet
    re.compile(r"^[ \t]{0,3}((?:```|~~~)[^\n]{0,100})$", re.M),  # code fence
    re.compile(r"^[ \t]{0,3}((?:(?:\*[ \t]?){3,80}|(?:-[ \t]?){3,80}|(?:_[ \t]?){3,80})\r?)$", re.M),  # rule
    re.compile(r"^([ \t]*\|?[ \t]*:?-{2,60}:?[ \t]*(?:\|[ \t]*:?-{2,60}:?[ \t]*){1,60}\|?[ \t]*\r?)$", re.M),  # table rule
    re.compile(r"^[ \t]{0,3}(:{3,6}(?:[ \t]*[A-Za-z][^\n]{0,100})?\r?)$", re.M),  # container of a site generator
    re.compile(r"^(@tab(?::active)?[^\n]{0,60}\r?)$", re.M),
    re.compile(r"^[ \t]{0,3}(\[\[?toc\]?\]\r?)$", re.M | re.I),
    re.compile(r"(\{[ \t]?[#.:]?[A-Za-z][\w\-]{0,40}(?:[ \t]?=[ \t]?[^{}\n]{1,100})?\})[ \t]*\r?$", re.M),  # attributes
    re.compile(r"(!\[[^\]\n]{0,300}\]\([^()\n]{0,2000}\))"),  # image
    re.compile(r"(?<!!)(\[)[^\[\]\n]{1,300}(\]\([^()\s]{1,2000}(?:[ \t]\"[^\"\n]{0,200}\")?\))"),  # link
    re.compile(r"(<(?:https?|mailto):[^\s<>]{1,2000}>)"),
    re.compile(r"(</?[A-Za-z][A-Za-z0-9]{0,20}(?:\s[^<>\n]{0,500})?/?>)"),  # tag
    re.compile(r"(&(?:nbsp|emsp|ensp|thinsp|zwnj);)"),
    re.compile(r"(\\)(?=[\\`*_{}\[\]()#+\-.!|<>~])"),  # escape
    re.compile(r"(?<![\\*])(\*{2,3})(?=[^\s*])[^*\n]{1,2000}?(?<=[^\s*\\])(\*{2,3})(?!\*)"),  # strong
    re.compile(r"(?<![\w\\*])(\*)(?=[^\s*])[^*\n]{1,2000}?(?<=[^\s*\\])(\*)(?![\w*])"),  # emphasis, not 长*宽*高
    re.compile(r"(?<![\w\\])(_{1,3})(?=[^\s_])[^_\n]{1,2000}?(?<=[^\s_\\])(_{1,3})(?!\w)"),
    re.compile(r"(~~)(?=\S)[^~\n]{1,2000}?(~~)"),  # struck out
    re.compile(r"(?<!`)(`{1,2})[^`\n]{1,500}(`{1,2})(?!`)"),  # code
)


def markup_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of ``text`` that are markup, sorted and disjoint."""
    body = _front_matter(text)
    spans = _beside_title(text, body) if body else []
    spans.extend(_navigation(text, body))
    position, last = text.find("<!--", body), text.rfind("-->")
    while position >= 0:
        close = text.find("-->", position + 4) if position < last else -1
        end = close + 3 if close >= 0 else position + 4
        spans.append((position, end))
        position = text.find("<!--", end)
    for pattern in _PATTERNS:
        for match in pattern.finditer(text, body):
            spans.extend(match.span(group) for group in range(1, len(match.groups()) + 1) if match[group])
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _front_matter(text: str) -> int:
    """The length of the front matter with its fences; 0 if there is none (an unclosed fence is a rule, not front matter)."""
    opening = _FRONT.match(text)
    if not opening:
        return 0
    closing = re.compile(rf"^{re.escape(opening['fence'])}[ \t]{{0,20}}(?:\r?\n|\Z)", re.M).search(text, opening.end())
    if not closing:
        return 0
    body = text[opening.end() : closing.start()]
    keyed = [line for line in body.splitlines() if line.strip() and not line.startswith((" ", "\t", "-", "#"))]
    return closing.end() if all(_KEY.match(line) for line in keyed) else 0


def _beside_title(text: str, body: int) -> list[tuple[int, int]]:
    """The front matter without the title it gives, where the text after it does not give one of its own."""
    title = _TITLE.search(text, 0, body)
    if title and _squeezed(title["words"]) not in _squeezed(text[body : body + 1500]):
        end = body - 1 if text[body - 1 : body] == "\n" else body  # the line break after the title stays
        return [(0, title.start("words")), (title.end("words"), end)]
    return [(0, body)]


def _squeezed(words: str) -> str:
    return "".join(words.split())


def _navigation(text: str, body: int) -> list[tuple[int, int]]:
    """Containers that hold a generated table of contents: links to the articles, no words of the statute."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[int, bool]] = []
    for fence in _FENCE.finditer(text, body):
        if fence["kind"] and len(opened) < 20:
            opened.append((fence.start(), False))
        elif fence["toc"]:
            opened = [(start, True) for start, _ in opened]
        elif opened:
            start, generated = opened.pop()
            if generated and (not opened or not _ARTICLES.search(text, start, fence.start())):
                found.append((start, fence.end()))
    return found
