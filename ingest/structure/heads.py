"""Which lines begin a unit with 第X编/章/节/条, and which only cite one; lines that hold several units are cut.

A line that begins 第五十二条以及本规定第十四条… is the rest of a wrapped sentence, 第四十五条第二款规定的… begins a 款, 第一条增加
第二款：“… amends another text: none is a head. What follows the label, and the number expected next, tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Literal, NamedTuple

from .labels import HEAD, NUMERAL, head_number

HeadLevel = Literal["part", "subpart", "chapter", "section", "subsection", "article"]
_LEVEL: dict[str, HeadLevel] = {
    "编": "part",
    "分编": "subpart",
    "章": "chapter",
    "节": "section",
    "目": "subsection",
    "条": "article",
}


class Head(NamedTuple):
    """A head: ``number`` as in ids, ``order`` for comparing; the words after the label begin at ``rest``."""

    level: HeadLevel
    number: str
    order: tuple[int, ...]
    label_end: int
    rest: int

    def moved(self, by: int) -> Head:
        """The same head ``by`` characters further on."""
        return self._replace(label_end=self.label_end + by, rest=self.rest + by)


class Cut(NamedTuple):
    """Lines after cutting: the head of each or None, the indices of quoted ones, labels (spans) that only cite an article."""

    spans: list[tuple[int, int]]
    heads: list[Head | None]
    quoted: set[int]
    cited: list[tuple[int, int]]


# after 第X条 without a space: what only a citation goes on with
_CITES = re.compile(
    rf"(?:、|以及|(?:和|及|或者?|与|至|到)第|的|规定[的，：]|所(?:列|称|规定|指|述|作)|中(?:的|所|规定|“|第)|之规定"
    rf"|第 ?[{NUMERAL}]{{1,4}} ?[款项编章节条]|[（(][一二三四五六七八九十]{{1,3}}[）)] ?(?:项|、|[（(至])|[款项](?!目)|但书|原文|前段|后段|[）》”])"
)
# what a citation often goes on with, but an article may begin with too (与…有关的, 中华人民共和国…)
_MAY_CITE = re.compile(
    r"规定(?!任|外)|和(?!平|谐|解|睦)|及(?!时)|或(?!有)|与(?!会)|至(?!少|迟)|到|以[上下内外前后]|中(?:有关|关于)|之(?![一二三四五六七八九十])|等(?!级|候|待|额|价)|同时"
)
_AMENDS = re.compile(
    rf"(?:第 ?[{NUMERAL}]{{1,4}} ?[款项]|[（(][一二三四五六七八九十]{{1,3}}[）)]项|之[一二三四五六七八九十]{{1,3}}|、|和|至|中|的|将|原|第 ?[{NUMERAL}]{{1,6}} ?条){{0,6}}[^。，；：“]{{0,16}}"
    r"(?:修改为|改为|修正为|增加(?:[一二三四五六七八九十两]{1,3}[款项条句]|第|规定|“)|删去|删除|作为第|合并为|移至|调整为|废止)"
)
_AMENDS_AT_ONCE = re.compile(
    rf"(?:第 ?[{NUMERAL}]{{1,4}} ?[款项]|[（(][一二三四五六七八九十]{{1,3}}[）)]项|、|和|至|中|的){{0,6}}"
    r"(?:修改为|改为|修正为|增加(?:[一二三四五六七八九十两]{1,3}[款项条句]|第|规定|“)|删去|删除|作为第)"
)
_OPEN_END = re.compile(r"(?:[，、《（“]|[^共缓中温]和|[^以]及|或者?|[根依]据|按照|依照|违反|[本该]法|刑法|适用|[^参给赋授]与)$")
_TERMINAL = re.compile(r"[。；：！？;:!?”）)》】]$")
_HEADING_NOT = re.compile(r"[至、和的第中]|规定|以[下上前后]|所|相应|改为|修改|增加|删|及|或|内")
_INNER = re.compile(
    rf"(?<=[。；！：”）])[ \n]{{0,6}}(?=第 ?[{NUMERAL}][{NUMERAL} ]{{0,10}}(?:[章节编]|条(?:之[一二三四五六七八九十]+)?) ?)"
)
_AFTER_HEADING = re.compile(rf" (?=第 ?[{NUMERAL}][{NUMERAL} ]{{0,10}}条 )")
_INLINE = re.compile(
    r"[：；。，:;] ?(?=[（(]([一二三四五六七八九十]{1,3})[）)](?! ?(?:项(?!目)|、|[（(]|[至和或][（(第]|款(?!项))))"
)
_AHEAD = 80  # lines
_LEADING = re.compile(r"[（(]([一二三四五六七八九十]{1,3})[）)]")


class Sequence:
    """The article number expected next."""

    __slots__ = ("last",)

    def __init__(self) -> None:
        self.last: tuple[int, ...] | None = None

    def expects(self, order: tuple[int, ...]) -> bool:
        last = self.last
        if last is None:
            return order == (1,)
        if len(order) == 1:
            return order[0] == last[0] + 1
        if len(last) == 1:
            return order in ((last[0], 1), (last[0] + 1, 1))
        return order[:-1] == last[:-1] and order[-1] == last[-1] + 1

    def near(self, order: tuple[int, ...]) -> bool:
        """Whether the number may follow with a gap of a few."""
        return self.last is None or (self.last < order and order[0] - self.last[0] <= 4)


def find_heads(match: str, spans: list[tuple[int, int]], quoted: set[int]) -> Cut:
    """The lines, cut where they hold several units, and their heads."""
    cuts = _cut_candidates(match)
    found_spans: list[tuple[int, int]] = []
    heads: list[Head | None] = []
    inside: set[int] = set()
    cited: list[tuple[int, int]] = []
    sequence = Sequence()
    next_cut, cut_count = 0, len(cuts)
    for index, (start, end) in enumerate(spans):
        while next_cut < cut_count and cuts[next_cut] <= start:
            next_cut += 1
        if index in quoted:
            inside.add(len(found_spans))
            found_spans.append((start, end))
            heads.append(None)
            continue
        pieces = [(start, end)]
        if next_cut < cut_count and cuts[next_cut] < end:
            last = next_cut
            while last < cut_count and cuts[last] < end:
                last += 1
            below = _LEADING.match(match, *spans[index + 1]) if index + 1 < len(spans) else None
            pieces = _cut(match, start, end, cuts[next_cut:last], sequence, _small(below[1]) if below else 0)
            next_cut = last
        for first, until in pieces:
            head = None
            if match[first] == "第":
                before = found_spans[-1] if found_spans else None
                head = head_of(
                    match, first, until, sequence, before, cut=first != start, again=partial(_again, match, spans, index)
                )
                if head is not None and head.level == "article":
                    sequence.last = head.order
                elif head is None and (label := HEAD.match(match, first, until)) and label["level"] == "条":
                    cited.append(label.span())
            found_spans.append((first, until))
            heads.append(head)
    return Cut(found_spans, heads, inside, cited)


def _again(match: str, spans: list[tuple[int, int]], index: int, order: tuple[int, ...]) -> bool:
    """Whether a line below ``index`` begins with the article number ``order`` before one begins with the next number."""
    for start, end in spans[index + 1 : index + 1 + _AHEAD]:
        if match[start] != "第":
            continue
        found = HEAD.match(match, start, end)
        number = head_number(found["number"], found["suffix"]) if found and found["level"] == "条" else None
        if number is None:
            continue
        if number[1] == order:
            return True
        if number[1] == (order[0] + 1,):
            return False
    return False


def _cut_candidates(match: str) -> list[int]:
    found = [hit.end() for hit in _INNER.finditer(match)]
    found += [hit.end() for hit in _AFTER_HEADING.finditer(match)]
    found += [hit.end() for hit in _INLINE.finditer(match)]
    found.sort()
    return found


def _cut(match: str, start: int, end: int, cuts: list[int], sequence: Sequence, below: int) -> list[tuple[int, int]]:
    """The line cut at the candidates that really begin a unit. ``below``: the number of the item the next line begins with."""
    probe = Sequence()
    probe.last = sequence.last
    if match[start] == "第":
        found = HEAD.match(match, start, end)
        if found and found["level"] == "条":
            number = head_number(found["number"], found["suffix"])
            if number:
                probe.last = number[1]
    places: list[int] = []
    items: list[int] = []
    lead = _LEADING.match(match, start, end)
    count = _small(lead[1]) if lead else 0
    depth, scanned = 0, start
    for cut in sorted(set(cuts)):
        depth += match.count("“", scanned, cut) - match.count("”", scanned, cut)
        scanned = cut
        if depth > 0:
            continue
        if match[cut] == "第":
            head = head_of(match, cut, end, probe, None, cut=True)
            if head is None:
                continue
            if head.level == "article" and probe.expects(head.order):
                probe.last = head.order
                places.append(cut)
                count = 0
            elif head.level != "article" and match[head.label_end : head.label_end + 1] == " " and end - cut < 40:
                places.append(cut)
            continue
        mark = _LEADING.match(match, cut, end)
        value = _small(mark[1]) if mark else 0
        before = match[cut - 1] if match[cut - 1] != " " else match[cut - 2]
        if value == 1 and before in "：:" and count == 0:
            items = [cut]
            count = 1
        elif value == count + 1 and count and before in "；;。，":
            if items:
                places.extend(items)
                items = []
            places.append(cut)
            count = value
    if items and below == 2:
        places.extend(items)  # （一） on the line of its chapeau, （二） below it
    pieces = []
    position = start
    for cut in sorted(set(places)):
        stop = position + len(match[position:cut].rstrip())
        if stop > position:
            pieces.append((position, stop))
        position = cut
    pieces.append((position, end))
    return pieces


def _small(words: str) -> int:
    number = head_number(words, "")
    return number[1][0] if number else 0


def head_of(
    match: str,
    start: int,
    end: int,
    sequence: Sequence,
    before: tuple[int, int] | None,
    *,
    cut: bool = False,
    again: Callable[[tuple[int, ...]], bool] = lambda order: True,
) -> Head | None:
    """The head at ``start``, or None when the line only cites a unit. ``before`` is the line above, ``cut``: inside a line;
    ``again`` tells whether the same number begins another line before the next number does."""
    found = HEAD.match(match, start, end)
    if found is None:
        return None
    number = head_number(found["number"], found["suffix"])
    if number is None:
        return None
    label_end = rest = found.end()
    while rest < end and match[rest] == " ":
        rest += 1
    level = _LEVEL[found["level"].replace(" ", "")]
    head = Head(level, number[0], number[1], label_end, rest)
    if level == "article":
        if rest < end - 1 and match[rest] in "：:、.．" and match[rest + 1] not in "第“" and sequence.expects(head.order):
            # 第一条：…, 第一条、…: a mark where others put a space
            marked = head._replace(rest=rest + 1 + (match[rest + 1] == " "))
            return marked if not again(head.order) and not _AMENDS_AT_ONCE.match(match, rest + 1, end) else None
        return head if _is_article(match, head, end, sequence, before, cut, again) else None
    return head if _is_heading(match, head, end) else None


def _is_article(
    match: str,
    head: Head,
    end: int,
    sequence: Sequence,
    before: tuple[int, int] | None,
    cut: bool,
    again: Callable[[tuple[int, ...]], bool],
) -> bool:
    rest, spaced = head.rest, head.rest > head.label_end
    expected = sequence.expects(head.order)
    if rest >= end:
        return not cut
    if match[rest] in "【〔[":
        return True
    if match[rest] in "（(" and not _CITES.match(match, rest, end):
        return True
    near = min(end, rest + 60)
    amends = bool(_AMENDS.match(match, rest, near))
    if amends and not (expected and not _AMENDS_AT_ONCE.match(match, rest, near)):
        return False
    if not spaced:
        if _CITES.match(match, rest, end) or match[rest] in "，。；、" or (match[rest] in "：:" and not expected):
            return False
        if expected:
            return not (amends or _MAY_CITE.match(match, rest, end)) or not again(head.order)
        if _MAY_CITE.match(match, rest, end):
            return False
        if cut or (before is not None and not _TERMINAL.search(match, max(before[0], before[1] - 2), before[1])):
            return False
        return sequence.near(head.order) or head.order == (1,)
    if expected:
        return True
    if before is not None and _OPEN_END.search(match, max(before[0], before[1] - 3), before[1]):
        return False
    return not _CITES.match(match, rest, end) and not _MAY_CITE.match(match, rest, end)


def _is_heading(match: str, head: Head, end: int) -> bool:
    rest = head.rest
    if rest >= end:
        return head.level != "subsection"
    if end - rest > 60 or match[end - 1] in ("。；，;,：:" if rest > head.label_end else "。；，;,、：:"):
        return False
    if match.find("。", rest, end) >= 0 or match.find("“", rest, end) >= 0:
        return False
    if rest == head.label_end:
        if head.level == "subsection" or end - rest > 40:
            return False
        return not _HEADING_NOT.match(match, rest, end) and match.find("，", rest, end) < 0
    return not re.match(r"[至、]|相应|规定的", match[rest : rest + 4])
