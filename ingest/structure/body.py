"""Logical lines → tree: one pass over the lines, a stack of headings above the 条 and a stack of lists below the 款."""

from __future__ import annotations

import re
from bisect import bisect_right

from ..units import UnitKind
from .around import ANNEX, PREAMBLE, UNNUMBERED, signature_lines
from .builder import Builder
from .front import is_note, title_lines
from .heads import Cut, Head, HeadLevel
from .labels import mark_of
from .parts import Parts

_RANK: dict[HeadLevel, int] = {"part": 1, "subpart": 2, "chapter": 3, "section": 4, "subsection": 5}
_KIND: dict[HeadLevel, UnitKind] = {
    "part": "part",
    "subpart": "subpart",
    "chapter": "chapter",
    "section": "section",
    "subsection": "section",
}
_ANNEX_RANK, _PREAMBLE_RANK = 0, 9
_LISTED = re.compile(r"[；;](?:或者?|和|以及|并且?)?$")
_BRACKETED = re.compile(r"【([^【】]{1,40})】|〔([^〔〕]{1,40})〕|\[([^\[\]]{1,40})\]|[（(]([^（）()]{1,40})[）)]")
_CLOSING_WORDS = re.compile(r"(?:本|以上|此前|特此|现予|附则|自本|自[0-9]{4}年|自发布|自公布|与本)(?!项|目)")
_LOOKAHEAD = 12
_DEEPEST = 6
_HEADING_MARK = 44
_ENDS = frozenset("。；：！？，、;:!?,")

Span = tuple[int, int]


class Body:
    """The state while the lines of one statute are read. Offsets are those of the logical text."""

    def __init__(self, match: str, text: str, cut: Cut, parts: Parts) -> None:
        self.match, self.text = match, text
        self.spans, self.heads, self.quoted = cut.spans, cut.heads, cut.quoted
        self.tocs, self.annexes = parts.tocs, parts.annexes
        self._annex_lines = sorted(parts.annexes)
        self.tree = Builder()
        self.above: list[tuple[int, int]] = []  # (rank, unit): annex and headings that are open
        self.article = -1
        self.paragraph = -1
        self.lists: list[tuple[str, int, int]] = []  # (style, unit, number): lists that are open
        self.top_item = -1  # the 一、 of a text without articles
        self.last_line_end = 0
        self.articles: list[tuple[int, tuple[int, ...]]] = []
        self.chapters: list[tuple[int, HeadLevel, tuple[int, ...]]] = []
        self.gaps: list[tuple[int, int, int]] = []  # (unit of a list, number expected, number found)
        self.unnumbered = False
        self.has_articles = self._articles_from(0)

    # -- the pass ---------------------------------------------------------------------------------------------------

    def read(self) -> Builder:
        """Read every line once."""
        begin = self._front()
        signed = signature_lines(self.match, self.spans, self.heads, self.quoted, begin) if begin < len(self.spans) else set()
        index, count = begin, len(self.spans)
        spans, heads, quoted, match = self.spans, self.heads, self.quoted, self.match
        while index < count:
            at, until = spans[index]
            head = heads[index]
            if index in self.tocs:
                self._lines_of("toc", index, self.tocs[index], "text")
                index = self.tocs[index] - 1
            elif index in self.annexes:
                self._annex(index, at, until)
            elif head is not None:
                if head.level == "article":
                    self._article(index, at, until, head)
                else:
                    index = self._heading(index, at, until, head)
            elif index in quoted:
                self._quoted(at, until)
            elif index in signed:
                index = self._signature(index, signed)
            elif match[at] in "（(一二三四五六七八九十百0123456789①②⒈⑴㈠" or not match[at].isalnum():
                self._marked(index, at, until)
            elif until - at < 60 and (after := self._frame(index, at, until)) > index:
                index = after - 1
            else:
                self._plain(index, at, until)
            index += 1
        return self.tree

    def _articles_from(self, first: int) -> bool:
        """Whether articles stand between line ``first`` and the next annex."""
        after = bisect_right(self._annex_lines, first)
        last = self._annex_lines[after] if after < len(self._annex_lines) else len(self.spans)
        return any(head is not None and head.level == "article" for head in self.heads[first:last])

    def _parent(self) -> int:
        return self.above[-1][1] if self.above else -1

    def _end_article(self) -> None:
        self.article = self.paragraph = self.top_item = -1
        self.lists.clear()
        self.unnumbered = False

    # -- what stands before the body --------------------------------------------------------------------------------

    def _front(self) -> int:
        """Title, notes, announcements, preamble; the index of the first line of the body."""
        match, spans, tree = self.match, self.spans, self.tree
        first = self._first_body_line()
        lines = [match[start:end] for start, end in spans[:first]]
        found = title_lines(lines, body=self.has_articles)
        if found is None:
            begin = 0
            while begin < first and is_note(lines[begin]):
                begin += 1
            self._note(0, begin)
        else:
            for at, until in spans[: found[0]]:
                unit = tree.add("other", -1, at, (at, until))
                tree.tile(at, until, unit, "text")
            self._lines_of("title", found[0], found[1], "heading")
            begin = found[1]
            end = begin
            while end < first and (is_note(lines[end]) or self._note_goes_on(lines, begin, end)):
                end += 1
            self._note(begin, end)
            begin = end
        if not self.has_articles or begin >= first:
            return begin
        if any(lines[index].replace(" ", "") in ("序言", "前言", "引言") for index in range(begin, first)):
            return begin
        self._preamble(begin, first)
        return first

    def _first_body_line(self) -> int:
        for index, head in enumerate(self.heads):
            if index in self.tocs or index in self.annexes:
                return index
            if head is not None:
                return self._above_headings(index)
            at, until = self.spans[index]
            if until - at <= 24 and self.match[at] in "序前引导总" and index not in self.quoted:
                line = self.match[at:until]
                if PREAMBLE.match(line) or UNNUMBERED.match(line):
                    return index
            if not self.has_articles:
                mark = mark_of(self.match, at)
                if mark and mark[1] == 1:
                    return index
        return len(self.heads)

    def _above_headings(self, index: int) -> int:
        """The first of the 一、 headings that stand right above the first article."""
        while index and self._section_mark(index - 1, ahead=False):
            index -= 1
        return index

    def _note_goes_on(self, lines: list[str], begin: int, index: int) -> bool:
        """Whether the line continues a note whose bracket is still open above it."""
        if index == begin:
            return False
        opened = 0
        for line in lines[max(begin, index - 30) : index]:
            opened += line.count("（") + line.count("(") - line.count("）") - line.count(")")
        return opened > 0

    def _note(self, first: int, last: int) -> None:
        if first < last:
            self._lines_of("note", first, last, "text")

    def _lines_of(self, kind: UnitKind, first: int, last: int, role: str, parent: int = -1) -> int:
        """One unit over whole lines."""
        at, until = self.spans[first][0], self.spans[last - 1][1]
        unit = self.tree.add(kind, parent, at, (at, until))
        for start, end in self.spans[first:last]:
            self.tree.tile(start, end, unit, "heading" if role == "heading" else "text")
        return unit

    def _preamble(self, first: int, last: int) -> None:
        if first >= last:
            return
        at = self.spans[first][0]
        preamble = self.tree.add("preamble", -1, at, (at, at))
        self.above.append((_PREAMBLE_RANK, preamble))
        for index in range(first, last):
            if index in self.quoted:
                self._quoted(*self.spans[index])
            else:
                self._content(index, *self.spans[index])
        self.above.pop()
        self._end_article()

    # -- headings and articles --------------------------------------------------------------------------------------

    def _close_to(self, rank: int) -> None:
        while self.above and self.above[-1][0] >= rank:
            self.above.pop()

    def _heading(self, index: int, at: int, until: int, head: Head) -> int:
        """A heading of the levels above the 条; returns the index of its last line."""
        self._end_article()
        rank = _RANK[head.level]
        self._close_to(rank)
        last = index
        own_at, own_until = head.rest, until
        if head.rest >= until:  # the words stand on the next line
            after = index + 1
            if after < len(self.spans) and self.heads[after] is None and self._is_short_heading(after):
                last = after
                own_at, own_until = self.spans[after]
            else:
                own_at = own_until = head.label_end
        parent = self._parent()
        unit = self.tree.add(
            _KIND[head.level],
            parent,
            at,
            (own_at, own_until),
            number=head.number,
            label=self.text[at : head.label_end],
            heading=_squeezed(self.text[own_at:own_until]) or None,
            key=head.number,
        )
        self.tree.number_count(parent, _KIND[head.level][0], head.order[0])
        self.tree.tile(at, head.label_end, unit, "label")
        self.tree.tile(own_at, own_until, unit, "heading")
        self.above.append((rank, unit))
        self.chapters.append((unit, head.level, head.order))
        return last

    def _is_short_heading(self, index: int) -> bool:
        at, until = self.spans[index]
        return until - at <= 30 and self.match[until - 1] not in _ENDS and mark_of(self.match, at) is None

    def _unnumbered_heading(self, at: int, until: int) -> None:
        self._end_article()
        has_parts = any(rank == 1 for rank, _ in self.above)
        kind: UnitKind = "part" if self.match[at] == "分" and has_parts else "chapter"
        self._close_to(3)
        parent = self._parent()
        heading = _squeezed(self.text[at:until])
        unit = self.tree.add(kind, parent, at, (at, until), heading=heading)
        self.tree.tile(at, until, unit, "heading")
        self.above.append((3, unit))

    def _article(self, index: int, at: int, until: int, head: Head) -> None:
        self._end_article()
        self._close_to(_PREAMBLE_RANK)
        own_at = own_until = head.label_end
        heading = None
        rest = head.rest
        if rest < until and self.match[rest] in "【〔[（(":
            found = _BRACKETED.match(self.match, rest, until)
            if found and mark_of(self.match, rest) is None and self._names(found, until):
                own_at, own_until = rest, found.end()
                inner = found.span(found.lastindex or 0)
                heading = _squeezed(self.text[inner[0] : inner[1]])
        tree = self.tree
        unit = tree.add(
            "article",
            self._parent(),
            at,
            (own_at, own_until),
            number=head.number,
            label=self.text[at : head.label_end],
            heading=heading,
            key=head.number,
        )
        tree.tile(at, head.label_end, unit, "label")
        tree.tile(own_at, own_until, unit, "heading")
        self.article = unit
        self.articles.append((unit, head.order))
        rest = _skip(self.match, own_until if heading else rest, until)
        if rest < until:
            if mark_of(self.match, rest) is not None:
                self._marked(index, rest, until)
            else:
                self._paragraph(rest, until)
        elif not self._text_follows(index):
            self.paragraph = tree.add("paragraph", unit, until, (until, until))

    def _names(self, found: re.Match[str], until: int) -> bool:
        """Whether a bracket after 第X条 is the article's heading, not the beginning of its text."""
        if found.group()[0] not in "（(":
            return True
        after = _skip(self.match, found.end(), until)
        words = found.group(found.lastindex or 0)
        return len(words) <= 30 and not re.search(r"[。；]", words) and (after >= until or self.match[after] not in "，。；、")

    def _text_follows(self, index: int) -> bool:
        after = index + 1
        return (
            after < len(self.spans)
            and self.heads[after] is None
            and after not in self.quoted
            and mark_of(self.match, self.spans[after][0]) is None
        )

    # -- text -------------------------------------------------------------------------------------------------------

    def _paragraph(self, at: int, until: int) -> int:
        parent = self.article if self.article >= 0 else self._parent()
        if parent < 0 and self.has_articles and not self.articles and not self.chapters:
            parent = self.tree.add("preamble", -1, at, (at, at))
            self.above.append((_PREAMBLE_RANK, parent))
        unit = self.tree.add("paragraph", parent, at, (at, until))
        self.tree.tile(at, until, unit, "text")
        self.paragraph = unit
        self.lists.clear()
        self.unnumbered = self.match[until - 1] in "：:"
        return unit

    def _content(self, index: int, at: int, until: int) -> None:
        if mark_of(self.match, at) is not None:
            self._marked(index, at, until)
        else:
            self._plain(index, at, until)

    def _plain(self, index: int, at: int, until: int) -> None:
        """A line without a label: a 款, or the continuation of an item, or an item of an unnumbered list."""
        if self.match[at] == "|":
            return self._table(at, until)
        if self.lists:
            unit = self.lists[-1][1]
            own = self.tree.own[unit]
            if own[0] >= own[1]:  # （一） alone on its line
                self.tree.own[unit] = (at, until)
                self.tree.extend(unit, until)
                self.tree.tile(at, until, unit, "text")
                return None
            level = self._continued_level(index)
            if level is not None:
                del self.lists[level + 1 :]
                inner = self.tree.add("paragraph", self.lists[level][1], at, (at, until))
                self.tree.tile(at, until, inner, "text")
                return None
            if self.top_item >= 0:
                self.lists.clear()
        if self.unnumbered and self.paragraph >= 0 and self._listed(index, until):
            unit = self.tree.add("item", self.paragraph, at, (at, until))
            self.tree.tile(at, until, unit, "text")
            return None
        if self.top_item >= 0 and not self.lists and not _CLOSING_WORDS.match(self.match, at, until):
            inner = self.tree.add("paragraph", self.top_item, at, (at, until))
            self.tree.tile(at, until, inner, "text")
            self.paragraph = inner
            self.unnumbered = self.match[until - 1] in "：:"
            return None
        if self.top_item >= 0:
            self._end_article()
        self._paragraph(at, until)
        return None

    def _listed(self, index: int, until: int) -> bool:
        """Whether an unlabelled line after a colon is an item of a list: it ends in ；, or closes such a list."""
        if _LISTED.search(self.match, max(0, until - 4), until):
            return True
        self.unnumbered = False
        before = self.spans[index - 1][1] if index else 0
        return (
            bool(_LISTED.search(self.match, max(0, before - 4), before))
            and self.tree.kinds[-1] == "item"
            and self.tree.numbers[-1] is None
        )

    def _continued_level(self, index: int) -> int | None:
        """The open list whose next item is still to come below this line: then the line belongs to its last item."""
        match, spans = self.match, self.spans
        if match.startswith(("本项", "该项"), spans[index][0]):
            return len(self.lists) - 1
        for later in range(index + 1, min(index + 1 + _LOOKAHEAD, len(spans))):
            if self.heads[later] is not None:
                return None
            mark = mark_of(match, spans[later][0])
            if mark is None or later in self.quoted:
                continue
            for level in range(len(self.lists) - 1, -1, -1):
                style, _, number = self.lists[level]
                if style == mark[0]:
                    return level if mark[1] == number + 1 else None
            return None
        return None

    def _quoted(self, at: int, until: int) -> None:
        """A line inside a quotation: words of another text."""
        parent = self.lists[-1][1] if self.lists else self.paragraph
        if parent < 0:
            parent = self.top_item if self.top_item >= 0 else self.article if self.article >= 0 else self._parent()
        unit = self.tree.add("other", parent, at, (at, until))
        self.tree.tile(at, until, unit, "text")

    def _table(self, at: int, until: int) -> None:
        parent = self.lists[-1][1] if self.lists else self.paragraph
        if parent < 0:
            parent = self.article if self.article >= 0 else self._parent()
        tree = self.tree
        if tree.kinds and tree.kinds[-1] == "other" and tree.parents[-1] == parent and self.match[tree.spans[-1][0]] == "|":
            tree.extend(len(tree.ids) - 1, until)
            tree.tile(at, until, len(tree.ids) - 1, "text")
            return
        unit = tree.add("other", parent, at, (at, until))
        tree.tile(at, until, unit, "text")

    # -- lists ------------------------------------------------------------------------------------------------------

    def _section_mark(self, index: int, ahead: bool = True) -> bool:
        """Whether the line is a heading 一、… above articles: short, no sentence, an article (or such a heading) below it."""
        at, until = self.spans[index]
        if until - at > _HEADING_MARK or self.match[until - 1] in _ENDS or index in self.quoted:
            return False
        mark = mark_of(self.match, at)
        if mark is None or mark[0] not in ("一、", "（一）", "1."):
            return False
        if not ahead:
            return True
        after = index + 1
        if after >= len(self.spans):
            return False
        head = self.heads[after]
        if head is not None and head.level == "article":
            return True
        return after + 1 < len(self.spans) and mark[0] == "一、" and self._section_mark(after)

    def _marked(self, index: int, at: int, until: int) -> None:
        """A line that may begin with a list mark."""
        mark = mark_of(self.match, at)
        if mark is None or self.match.startswith("项", mark[2]) or self.match.startswith(("、（", "和（", "至（"), mark[2]):
            self._plain(index, at, until)
            return
        style, number, label_end = mark
        if (
            self.has_articles
            and self.spans[index][0] == at
            and self._section_mark(index)
            and not self._next_in_list(style, number)
        ):
            self._section(at, until, style, number, label_end)
            return
        if style == "一、" and not self.has_articles and self.spans[index][0] == at:
            self._top_item(at, until, number, label_end)
            return
        level = next((level for level in range(len(self.lists) - 1, -1, -1) if self.lists[level][0] == style), None)
        if level is None and number != 1 and style not in ("（一）", "一、"):
            self._plain(index, at, until)
            return
        if (
            level is not None
            and number == 1
            and len(self.lists) < _DEEPEST
            and self.match[self._line_before(index, at) - 1] in "：:"
        ):
            level = None  # a list of the same style below its own item
        if level is None:
            if number != 1:
                self.gaps.append(
                    (len(self.tree.ids) + (not self.lists and self.paragraph < 0 and self.top_item < 0), 1, number)
                )
            parent = self.lists[-1][1] if self.lists else self._list_parent(at)
        else:
            previous = self.lists[level]
            parent = self.tree.parents[previous[1]]
            if number != previous[2] + 1:
                self.gaps.append((len(self.tree.ids), previous[2] + 1, number))
            del self.lists[level:]
        kind: UnitKind = "subitem" if self.lists or self.tree.kinds[parent] in ("item", "subitem") else "item"
        self._item(kind, parent, style, number, at, label_end, until)

    def _next_in_list(self, style: str, number: int) -> bool:
        return any(style == open_style and number == last + 1 for open_style, _, last in self.lists)

    def _line_before(self, index: int, at: int) -> int:
        start, _ = self.spans[index]
        if start < at or not index:
            return max(at, 1)
        return self.spans[index - 1][1]

    def _list_parent(self, at: int) -> int:
        """The 款 that a list hangs below; one without words where the list follows the label directly."""
        if self.paragraph >= 0:
            return self.paragraph
        if self.top_item >= 0:
            return self.top_item
        parent = self.article if self.article >= 0 else self._parent()
        self.paragraph = self.tree.add("paragraph", parent, at, (at, at))
        return self.paragraph

    def _item(self, kind: UnitKind, parent: int, style: str, number: int, at: int, label_end: int, until: int) -> None:
        own_at = _skip(self.match, label_end, until)
        unit = self.tree.add(
            kind,
            parent,
            at,
            (own_at, until),
            number=str(number),
            label=self.text[at:label_end],
            key=str(number),
        )
        self.tree.number_count(parent, "i" if kind == "item" else "m", number)
        self.tree.tile(at, label_end, unit, "label")
        self.tree.tile(own_at, until, unit, "text")
        self.lists.append((style, unit, number))
        self.unnumbered = False

    def _top_item(self, at: int, until: int, number: int, label_end: int) -> None:
        """一、 of a text without articles: its topmost level."""
        self.lists.clear()
        self.paragraph = -1
        self._item("item", self._parent(), "一、", number, at, label_end, until)
        self.lists.clear()
        self.top_item = len(self.tree.ids) - 1

    def _section(self, at: int, until: int, style: str, number: int, label_end: int) -> None:
        self._end_article()
        rank = {"一、": 6, "（一）": 7}.get(style, 8)
        self._close_to(rank)
        parent = self._parent()
        own_at = _skip(self.match, label_end, until)
        unit = self.tree.add(
            "section",
            parent,
            at,
            (own_at, until),
            number=str(number),
            label=self.text[at:label_end],
            heading=_squeezed(self.text[own_at:until]),
            key=str(number),
        )
        self.tree.tile(at, label_end, unit, "label")
        self.tree.tile(own_at, until, unit, "heading")
        self.above.append((rank, unit))

    # -- frame ------------------------------------------------------------------------------------------------------

    def _frame(self, index: int, at: int, until: int) -> int:
        """序言, 总则: returns the index of the line after it, or ``index`` when the line is none of these."""
        first = self.match[at]
        if first not in "序前引导附总分罚":
            return index
        line = self.match[at:until]
        if first in "总分附罚" and UNNUMBERED.match(line):
            self._unnumbered_heading(at, until)
            return index + 1
        if first in "序前引导" and PREAMBLE.match(line) and not self.articles:
            unit = self.tree.add("preamble", -1, at, (at, until), heading=_squeezed(line))
            self.tree.tile(at, until, unit, "heading")
            self._close_to(0)
            self.above.append((_PREAMBLE_RANK, unit))
            return index + 1
        return index

    def _annex(self, index: int, at: int, until: int) -> None:
        found = ANNEX.match(self.match, at, until)
        label_end = found.end() if found else at
        label = self.text[at:label_end].rstrip() or None
        self._end_article()
        self._close_to(0)
        self.has_articles = self._articles_from(index)
        own_at = _skip(self.match, label_end, until)
        heading = _squeezed(self.text[own_at:until]) or None
        unit = self.tree.add("annex", -1, at, (own_at, until), label=label, heading=heading)
        self.tree.tile(at, at + len(label or ""), unit, "label")
        self.tree.tile(own_at, until, unit, "heading")
        self.above.append((_ANNEX_RANK, unit))

    def _signature(self, index: int, signed: set[int]) -> int:
        last = index
        while last + 1 in signed:
            last += 1
        self._lines_of("signature", index, last + 1, "text")
        return last


def _skip(match: str, at: int, until: int) -> int:
    while at < until and match[at] in " \xa0\u3000":
        at += 1
    return at


def _squeezed(words: str) -> str:
    """A heading without the padding inside it (总　则); a space between Latin words stays."""
    return re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", words.strip())
