"""A page of an official site → the statute on it, without menus, tools and related links.

The body is the smallest element that holds (nearly) all lines beginning 第X条; on a page without articles the element with
the most text outside links. The title is looked for just above it.
"""

from __future__ import annotations

import re

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..lexicon import lexicon
from .errors import ReadError

_BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "nav",
        "form",
        "button",
        "select",
        "input",
        "textarea",
        "audio",
        "video",
        "head",
        "map",
    ]
)
_ARTICLE = re.compile(r"\s{0,9}第\s{0,3}[〇零一二三四五六七八九十百千\d０-９]{1,9}\s{0,3}[条條]")
_HEAD = re.compile(
    r"\s{0,9}第\s{0,3}[〇零一二三四五六七八九十百千\d０-９]{1,9}\s{0,3}[条條章编]|\s{0,9}[一二三四五六七八九十]{1,3}、"
)
_NUMBERED = re.compile(r"\s{0,20}[（(]?[\d一二三四五六七八九十]{1,4}[）)、.．]")  # an item with its own number
_CHARSET = re.compile(rb"charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([A-Za-z0-9_\-]{2,30})", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_CJK = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]"
_BROKEN = re.compile(rf"(?<={_CJK})[ \t]{{0,20}}[\r\n][ \t\r\n]*(?={_CJK})")  # a break of the page's source, not a space
_DEEP = 200


class _Line(msgspec.Struct):
    """A line of the page: its words, how many of them are link text, the elements round it (outermost first), and of which
    heading it is (1 for h1; 0 for none)."""

    text: str
    linked: int
    path: tuple[int, ...]
    heading: int


def declared_encoding(data: bytes) -> str | None:
    """The encoding a page declares; GB names mean GB18030, their superset. None where it declares none."""
    match = _CHARSET.search(data[:4096])
    if not match:
        return None
    named = match[1].decode("ascii").lower()
    return "gb18030" if named.startswith(("gb", "x-gbk")) else named


def html_text(page: str, name: str) -> str:
    """The statute's text, one line a block; table rows as ``| a | b |``. :class:`ReadError` where the page holds no text."""
    tree = LexborHTMLParser(page)
    root = tree.body or tree.root
    if root is None:
        raise ReadError("html_no_text", name)
    walker = _Walker()
    walker.walk(root)
    walker.end_line()
    lines = [line for line in walker.lines if line.text.strip()]
    if not lines:
        raise ReadError("html_no_text", name)
    first, last = _body(lines)
    first = _with_title(lines, first, _page_title(tree))
    kept = _without_controls(lines[first:last])
    if not kept:
        raise ReadError("html_no_text", name)
    return "\n".join(line.text.rstrip() for line in kept) + "\n"


class _Walker:
    """Collects the lines of a page in document order. A stack, not recursion: pages nest as deep as they like."""

    def __init__(self) -> None:
        self.lines: list[_Line] = []
        self._words: list[str] = []
        self._linked = 0
        self._path: list[int] = []
        self._line_path: tuple[int, ...] = ()
        self._heading = 0
        self._number = 0

    def walk(self, root: LexborNode) -> None:
        stack: list[tuple[str, LexborNode]] = [("open", root)]
        links = 0
        counts: list[int | None] = []  # the next number of each open list; None for a bulleted one
        while stack:
            step, node = stack.pop()
            tag = node.tag or ""
            if step == "close":
                if tag == "a":
                    links -= 1
                if tag in ("ol", "ul"):
                    counts.pop()
                if tag in _BLOCK:
                    self.end_line()
                    self._path.pop()
                continue
            if tag == "-text":
                self._text(node.text_content or "", links > 0)
                continue
            if tag == "br":
                self.end_line()
                continue
            if tag.startswith(("-", "!")) or tag in _DROPPED or _is_hidden(node):
                continue
            if tag == "table" and (rows := _rows(node)):
                self.end_line()
                self._number += 1
                for row in rows:
                    self._path.append(self._number)
                    self._text(row, False)
                    self.end_line()
                    self._path.pop()
                continue
            if tag in _BLOCK:
                self.end_line()
                self._number += 1
                self._path.append(self._number)
                self._heading = int(tag[1]) if tag in ("h1", "h2", "h3") else 0
                if tag == "ol":
                    counts.append(_first_number(node))
                elif tag == "ul":
                    counts.append(None)
                elif tag == "li" and counts and (number := counts[-1]) is not None:
                    if not _NUMBERED.match((node.text() or "")[:40]):
                        self._words.append(f"{number}. ")
                    counts[-1] = number + 1
            links += tag == "a"
            stack.append(("close", node))
            children = []
            child = node.child
            while child is not None:
                children.append(child)
                child = child.next
            stack.extend(("open", each) for each in reversed(children))

    def _text(self, text: str, linked: bool) -> None:
        words = _SPACES.sub(" ", _BROKEN.sub("", text))
        if not words or (words == " " and not self._words):
            return
        if not self._words:
            words = words.lstrip(" ")
        self._words.append(words)
        self._line_path = tuple(self._path[:_DEEP])
        if linked:
            self._linked += len(words.strip())

    def end_line(self) -> None:
        """Close the line being collected, if it holds words."""
        text = "".join(self._words).replace("\xa0", " ").rstrip(" ")
        if text.strip():
            self.lines.append(_Line(text, self._linked, self._line_path, self._heading))
        self._words, self._linked = [], 0


def _is_hidden(node: LexborNode) -> bool:
    marks = node.attributes
    if not marks:
        return False
    return "hidden" in marks or bool(_HIDDEN.search(marks.get("style") or "")) or marks.get("aria-hidden") == "true"


def _first_number(ordered: LexborNode) -> int:
    start = (ordered.attributes or {}).get("start") or "1"
    return int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1


def _rows(table: LexborNode) -> list[str]:
    """The rows of a table of data; empty for a table that only lays out the page."""
    if table.css_first("td table, th table") is not None:
        return []
    if table.css_first("p + p, h1, h2, ul, ol") is not None and len(table.css("tr")) < 3:
        return []
    rows = []
    for row in table.css("tr"):
        cells = [
            _SPACES.sub(" ", cell.text(separator=" ", strip=True) or "")
            for cell in row.css("td, th")
            if cell.parent is not None
        ]
        if any(_ARTICLE.match(cell) for cell in cells) or any(len(cell) > 2000 for cell in cells):
            return []
        if any(cells):
            rows.append(cells)
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return []
    return ["| " + " | ".join(cells) + " |" for cells in rows]


def _body(lines: list[_Line]) -> tuple[int, int]:
    """The range of lines that are the statute: [first, last)."""
    heads = [index for index, line in enumerate(lines) if _ARTICLE.match(line.text) and line.linked * 2 < len(line.text)]
    if len(heads) >= 2:
        need = 0.9 * len(heads)
        weights = dict.fromkeys(heads, 1)
    else:
        weights = {
            index: max(len(line.text) - 2 * line.linked, 0)
            for index, line in enumerate(lines)
            if len(line.text) - line.linked > 10
        }
        need = 0.7 * sum(weights.values())
    if not weights:
        return 0, len(lines)
    totals: dict[int, float] = {}
    depth: dict[int, int] = {}
    for index, weight in weights.items():
        for level, element in enumerate(lines[index].path):
            totals[element] = totals.get(element, 0) + weight
            depth[element] = level
    holder = max(
        (element for element, total in totals.items() if total >= need), key=lambda element: depth[element], default=None
    )
    if holder is None:
        return 0, len(lines)
    inside = [index for index, line in enumerate(lines) if holder in line.path]
    return inside[0], inside[-1] + 1


def _page_title(tree: LexborHTMLParser) -> str:
    node = tree.css_first("title")
    return _squeezed(node.text() or "") if node is not None else ""


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _with_title(lines: list[_Line], first: int, page_title: str) -> int:
    """The line to begin at: the title's, where it stands just above the body and is not in it already."""
    opening = []
    for line in lines[first : first + 8]:
        if _HEAD.match(line.text):
            break
        opening.append(_squeezed(line.text))
    if any(
        len(words) >= 4 and (words in page_title or line.heading) for words, line in zip(opening, lines[first:], strict=False)
    ):
        return first
    for index in range(first - 1, max(first - 25, -1), -1):
        words = _squeezed(lines[index].text)
        if lines[index].linked * 2 > len(words) or not 4 <= len(words) <= 120:
            continue
        if lines[index].heading == 1 or words in page_title:
            return index
    return first


def _without_controls(lines: list[_Line]) -> list[_Line]:
    """Without the page's own lines at the edges and between title and text (来源, 打印, 上一篇)."""
    words = lexicon("web")
    whole, prefixes = frozenset(words["lines"]), tuple(words["prefixes"])

    def is_control(line: _Line) -> bool:
        text = line.text.strip().strip("【】[]|")
        if text in whole or (text.startswith(prefixes) and len(text) < 80):
            return True
        return line.linked * 10 >= 9 * len(_squeezed(line.text)) and not _HEAD.match(line.text)

    start, end = 0, len(lines)
    while start < end and is_control(lines[start]):
        start += 1
    while end > start and is_control(lines[end - 1]):
        end -= 1
    head = next((index for index in range(start, end) if _HEAD.match(lines[index].text)), start)
    return [line for index, line in enumerate(lines[start:end], start) if index >= head or not is_control(line)]
