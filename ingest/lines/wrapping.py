"""Hard-wrapped lines: is a text wrapped, at which margin, and which line ends are ends of paragraphs.

A paragraph's first line is indented by two characters. Text extraction drops the indent but the line stays two characters
shorter than the lines after it; so widths tell where paragraphs start, also where a line ends in 。 at full width.
Widths are in half characters: a Han character is 2, a Latin letter, digit or space 1.
"""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from ..numerals import number_of

_NUMERAL = "〇○零一二三四五六七八九十百千两0-9０-９"
_HEAD = re.compile(
    rf"[“\"]?(?:第[ 　]?[{_NUMERAL}][{_NUMERAL} 　]{{0,9}}(?:条(?:之[一二三四五六七八九十]+)?(?=[\s【（(]|$|(?![、，和及或至与的之第所规]|中(?![华央国])|以[及上下]))|(?:分?编|章|节)(?:[\s　]|$|(?=[^至、和的规]{{1,30}}$)))"
    rf"|[（(][{_NUMERAL}]{{1,4}}[）)](?![、，]|项(?!目)|款(?!项)|[至和及或][（(第])"
    r"|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])|\d{1,3}(?:[.．](?!\d)|、)|[①-⑳⒈-⒛⑴-⒇㈠-㈩]"
    r"|附[　 ]{0,4}[则件表录](?:[\s　：:一二三四五六七八九十0-9]|$)|[【\[])"
)
_HEADING = re.compile(
    rf"第[ 　]?[{_NUMERAL}][{_NUMERAL} 　]{{0,9}}(?:分?编|章|节)(?:[\s　]|$)|目[\s　]{{0,6}}录$|[总附][\s　]{{0,6}}则$"
)
_ARTICLE = re.compile(rf"第[ 　]?[{_NUMERAL}][{_NUMERAL} 　]{{0,9}}条")
_SPACED_ARTICLE = re.compile(rf"第[ 　]?[{_NUMERAL}][{_NUMERAL} 　]{{0,9}}条(?:之[一二三四五六七八九十]+)?[ 　]")
_TERMINAL = re.compile(r"[。！？!?：:；;][”’』」）)】》〉\"']{0,3}$")
_OPEN_END = re.compile(r"[，、,（(《〈“‘]$")
_CLUSTER = re.compile(
    r"(?:[（《〈“‘〔【「『]{0,3})(?:[A-Za-z0-9.％%]{1,60}|.)(?:[，。、；：！？）》〉”’〕】」』,.;:!?)％%]{0,3})", re.S
)
_CLOSING = frozenset("，。、；：！？）》〉”’】〕」』")
_HANGING = frozenset("，。、；：！？）》〉”’】〕")
_BRACKETS = frozenset("（）()《》")
_MARKS = frozenset("（(一二三四五六七八九十0123456789")
_LIST_MARK = re.compile(rf"[（(]([{_NUMERAL}]{{1,4}})[）)]|([一二三四五六七八九十]{{1,3}})、|(\d{{1,3}})[.．、]")
_LONE = re.compile(r"附[　 ]{0,4}[件表录][　 ]{0,4}[一二三四五六七八九十0-9]{0,3}[：:]?$")
_AFFIXES = frozenset("（《〈“‘〔【「『，。、；：！？）》〉”’〕】」』,.;:!?)％%")
_NOTE = re.compile(r"[（(](?:[12][0-9]{3}|[一二][〇○零一二三四五六七八九]{3}) ?年")
_DATE = re.compile(
    r"(?:[12][0-9]{3}|[一二][〇○零一二三四五六七八九]{3}) ?年 ?[0-9一二三四五六七八九十]{1,3} ?月 ?[0-9一二三四五六七八九十]{1,3} ?日"
)
_FRONT = 6  # lines among which the title and its note stand
_LONGEST_BRACKET = 8
_LEAST_FULL = 8
_WIDE, _WIDEST = 60, 160
_STRETCH = 8  # a line is full when at most this much is missing: the indent and one character that must not stand alone


class Boundary(msgspec.Struct, frozen=True, gc=False):
    """What was decided between two physical lines. ``at`` is the offset of the second; ``confidence`` from 0 to 1."""

    at: int
    joined: bool
    reason: str
    confidence: float


def is_row(line: str) -> bool:
    """Whether the line is a row or rule of a table drawn with | and +."""
    return line[0] == "|" or " | " in line or line.startswith("+-")


def width_of(line: str) -> int:
    """The width of a line in half characters."""
    return len(line.encode("gb18030", "replace"))


class Margin(msgspec.Struct, frozen=True):
    """``full``: width of a line inside a paragraph; ``first``: of a paragraph's first line (smaller when it is indented)."""

    full: int
    first: int


def begins_unit(text: str, start: int, end: int) -> bool:
    """Whether the line looks like the beginning of an article, a heading or an item."""
    return bool(_HEAD.match(text, start, end))


def cites(text: str, start: int, end: int) -> bool:
    """Whether a line that begins 第X条 only cites an article."""
    return bool(_ARTICLE.match(text, start, end)) and not _HEAD.match(text, start, end)


def margin_of(lines: list[str], widths: list[int]) -> Margin | None:
    """The margin at which the lines are wrapped, None when they are not."""
    if len(lines) < 6:
        return None
    ranked = sorted(widths)
    top = ranked[-1 - len(ranked) // 100]  # one line in a hundred may stick out
    if top < 12 or top > 300:
        return None
    full = [index for index, width in enumerate(widths) if top - _STRETCH <= width <= top + 4]
    broken = [
        index
        for index in full
        if not _TERMINAL.search(lines[index]) and not _HEADING.match(lines[index]) and not is_row(lines[index])
    ]
    share = len(full) / len(lines)
    few = len(full) < _LEAST_FULL
    if len(broken) < (2 if top >= _WIDE else 3) or len(broken) < 0.5 * len(full):
        return None
    if share < 0.2:
        # wide pages: few lines reach the margin, but then hardly any other line breaks off in mid-sentence
        loose = sum(
            1
            for index, width in enumerate(widths)
            if top * 0.5 < width < top - _STRETCH and not _TERMINAL.search(lines[index]) and lines[index][-1] not in "）)"
        )
        if loose > 0.3 * len(broken) or (few and (loose or not _WIDE <= top <= _WIDEST or len(broken) * 5 < len(full) * 3)):
            return None
    # punctuation may hang over the margin; lines that end otherwise show where it is
    broken = [index for index in broken if lines[index][-1] not in _HANGING] or broken
    counts = Counter(widths[index] for index in broken)
    best = max(counts.values())
    margin = max(width for width, count in counts.items() if count * 4 >= best)
    firsts = Counter(widths[index] for index in broken if _HEAD.match(lines[index]) and widths[index] <= margin)
    first = margin
    if firsts:
        first = max(width for width, count in firsts.items() if count * 3 >= max(firsts.values()))
        if sum(firsts.values()) < 2 or margin - first > 6 or margin - first < 2:
            first = margin
        elif (margin - first) % 2:
            first += 1  # the space after 第X条 is half a character
    return Margin(margin, first)


def joins_of(lines: list[str], widths: list[int], indents: list[int], starts: list[int], margin: Margin) -> list[Boundary]:
    """A decision for every boundary: element ``k`` is that between lines ``k`` and ``k + 1``."""
    indented = sum(1 for indent in indents if indent >= 4)
    by_indent = len(lines) * 0.05 < indented < len(lines) * 0.9
    decided: list[Boundary] = []
    first = True  # whether the current line is the first of its paragraph
    mark = list_mark(lines[0]) if lines else None  # the list mark of the current paragraph or the last one that had one
    opened = since = 0  # brackets open in the paragraph so far, the last line with one
    for index in range(len(lines) - 1):
        line, following = lines[index], lines[index + 1]
        if not _BRACKETS.isdisjoint(line):
            opened += _opened(line)
            since = index
        if opened > 0 and index - since > _LONGEST_BRACKET:
            opened = 0  # never closed
        joined, reason, confidence = _decide(lines, widths, index, first, opened > 0, margin)
        next_mark = list_mark(following)
        if joined and reason == "full" and (_LONE.match(following) or (mark and next_mark == (mark[0], mark[1] + 1))):
            joined, reason, confidence = False, "head", 0.9
        if by_indent and indents[index + 1] >= 4 and reason not in ("bracket", "open"):
            joined, reason, confidence = False, "indent", 0.99
        elif by_indent and reason in ("doubtful", "width") and indents[index + 1] < 2:
            joined, reason, confidence = True, "no_indent", 0.95
        decided.append(Boundary(starts[index + 1], joined, reason, confidence))
        first = not joined
        if not joined:
            opened = 0
            mark = next_mark or (None if _ARTICLE.match(following) else mark)
    return decided


def _opened(line: str) -> int:
    return line.count("（") + line.count("(") - line.count("）") - line.count(")") + line.count("《") - line.count("》")


def list_mark(line: str) -> tuple[int, int] | None:
    """(style, number) of the list mark that the line begins with."""
    found = _LIST_MARK.match(line) if line[0] in _MARKS else None
    if not found or found.lastindex is None:
        return None
    number = number_of(found[found.lastindex])
    return (found.lastindex, number) if isinstance(number, int) else None


def _need(line: str) -> int:
    """The width of what cannot be parted from the start of ``line``."""
    if line[0] > "\u2fff" and line[0] not in _AFFIXES and (len(line) < 2 or line[1] not in _AFFIXES):
        return 2
    found = _CLUSTER.match(line)
    return width_of(found.group()) if found else 2


def _decide(
    lines: list[str], widths: list[int], index: int, first: bool, opened: bool, margin: Margin
) -> tuple[bool, str, float]:
    line, following = lines[index], lines[index + 1]
    if is_row(line) or is_row(following):
        return False, "table", 0.95
    limit = margin.first if first else margin.full
    slack = limit - widths[index]
    need = _need(following)
    ends = _TERMINAL.search(line)
    head = _HEAD.match(following)
    if first and not ends and margin.first == margin.full:
        slack -= 4  # an indent that the margin does not show
    short = slack >= need + 2
    if following[0] in _CLOSING:
        return True, "closing", 0.97
    if _HEADING.match(line) and (head or widths[index] < margin.first - _STRETCH):
        return False, "heading", 0.99
    if _OPEN_END.search(line):
        if not short or not head or not _ARTICLE.match(following):
            return True, "open", 0.98 if not short else 0.8
        return False, "head", 0.7
    if not ends:
        if opened and not (head and short and _HEADING.match(following)):
            return True, "bracket", 0.9
        if short:
            return False, "short", 0.9
        if _HEADING.match(following) or (line[-1] in "）)" and _SPACED_ARTICLE.match(following)):
            return False, "heading", 0.9
        if index < _FRONT and _NOTE.match(following):
            return False, "note", 0.9
        if _DATE.fullmatch(following) and (index + 2 == len(lines) or _HEAD.match(lines[index + 2])):
            return False, "date", 0.8
        return True, "full", 0.97
    if head:
        return False, "head", 0.98
    if line[-1] in "；;":
        if short:
            return (True, "semicolon", 0.6) if widths[index] > margin.full - 12 else (False, "short", 0.9)
        return True, "semicolon", 0.95
    verdict = _first_line(lines, widths, index + 1, margin)
    if verdict is not None and slack < need + 4:
        return (False, "width", 0.93) if verdict else (True, "width", 0.93)
    if short:
        return False, "short", 0.97
    if slack >= need:
        return False, "short", 0.85
    return False, "doubtful", 0.6


def _first_line(lines: list[str], widths: list[int], index: int, margin: Margin) -> bool | None:
    """Whether the line is a paragraph's first by its width: True, False, or None where the width does not tell.

    Punctuation may hang over the margin by one character; what the next line begins with must not have fitted in this one.
    """
    if margin.first == margin.full or index + 1 >= len(lines):
        return None
    line, width = lines[index], widths[index]
    hang = 2 if line[-1] in _HANGING else 0
    if width <= margin.first + hang and _TERMINAL.search(line):
        return None  # may be the last line of its paragraph, whose width says nothing
    following = width + _need(lines[index + 1])
    first = margin.first < following and width <= margin.first + hang
    inner = margin.full < following and width <= margin.full + hang
    if first == inner:
        return False if width > margin.first + hang else None
    return first
