"""Lines that frame the body: 目录, 序言, 附件, unnumbered 总则/附则, signatures, tables."""

from __future__ import annotations

import re

from .heads import Head

_NUM = "一二三四五六七八九十0-9A-Za-z"
TOC = re.compile(r"目 {0,10}[录次]$")
PREAMBLE = re.compile(r"(?:序 {0,10}言|前 {0,10}言|引 {0,10}言|导 {0,10}言|序)$")
UNNUMBERED = re.compile(r"(总|附|分|罚) {0,12}则$")
ANNEX = re.compile(
    rf"附 {{0,6}}(?:件|表|录|图|则表)(?: {{0,4}}[{_NUM}]{{1,4}}(?![个份张]))?(?:[-－][0-9]{{1,3}})?(?: {{0,4}}[：:、.．]| |$|(?=[《（(]))"
    r"|附 {0,6}[：:]|附$"
)
_LEADERS = re.compile(r"(?:[.．…·•\-—_ ]{2,200}|\s)[（(]?\d{1,4}[）)]?$|[.．…·•]{3,200}")
_DATE = re.compile(
    r"[（(]?(?:中华人民共和国)?(?:公元)?[0-9〇○零一二三四五六七八九十]{2,4} ?年 ?[0-9元一二三四五六七八九十]{1,3} ?月 ?[0-9一二三四五六七八九十]{1,3} ?日[）)]?$"
)
_ORGAN = re.compile(
    r"(?:委员会|政府|法院|检察院|国务院|[部局厅署院]|总局|办公[厅室]|主席团?|总理|省长|市长|州长|主任|部长|局长|署长|行长|大会|常委会|银行|总会|协会|公司|军委|司令部|中心)"
    r"(?:[ ：:（(].{0,20})?$|^(?:主席|总理|省长|市长|主任|部长|局长|署长|院长|检察长|行长|州长|县长|区长)[ ：:]"
)
_LONGEST_ENTRY = 120
LONGEST_SIGNATURE = 8


def toc_end(match: str, spans: list[tuple[int, int]], heads: list[Head | None], first: int) -> int:
    """The line after the table of contents whose title stands at line ``first``.

    It ends where its first entry comes again (the body begins), or before the first line that is no entry.
    """
    seen: dict[str, int] = {}
    index, count = first + 1, len(spans)
    opening: str | None = None
    while index < count:
        start, end = spans[index]
        if end - start > _LONGEST_ENTRY:
            break
        line = _LEADERS.sub("", match[start:end]).replace(" ", "")
        head = heads[index]
        if head is not None and head.level == "article" and not line.endswith("条"):
            if not _LEADERS.search(match[start:end]):
                break
        elif not _entry(match, start, end, head):
            break
        if opening is None:
            opening = line
        elif line == opening or _same_opening(line, opening):
            return index
        seen.setdefault(line, index)
        index += 1
    # no second first entry: the body's headings follow without a break, or start at a repeated one
    repeated = _repeated(match, spans, first + 1, index)
    return repeated if repeated is not None else index


def _same_opening(line: str, opening: str) -> bool:
    """第一章 again: the body's first heading, though it may be written otherwise than in the table."""
    label = re.match(r"第[^章编节条]{1,4}[章编]", opening)
    return bool(label) and line.startswith(label[0])  # type: ignore[index]


def _entry(match: str, start: int, end: int, head: Head | None) -> bool:
    if head is not None:
        return True
    line = match[start:end]
    if len(line) > 60 or line[-1] in "。；：，" or "。" in line:
        return False
    return bool(
        UNNUMBERED.match(line)
        or ANNEX.match(line)
        or PREAMBLE.match(line)
        or _LEADERS.search(line)
        or re.match(r"(?:第[^ ]{1,6}[章节编条目]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])", line)
        or (len(line) <= 24 and not re.match(r"[（(]", line))
    )


def _repeated(match: str, spans: list[tuple[int, int]], first: int, last: int) -> int | None:
    seen: set[str] = set()
    for index in range(first, last):
        start, end = spans[index]
        line = _LEADERS.sub("", match[start:end]).replace(" ", "")
        if re.match(r"第[^ ]{1,6}[章编]", line):
            if line in seen:
                return index
            seen.add(line)
    return None


def signature_lines(
    match: str, spans: list[tuple[int, int]], heads: list[Head | None], quoted: set[int], first: int
) -> set[int]:
    """Lines of signature blocks after line ``first``: a date alone on its line, with the organs above it."""
    found: set[int] = set()
    for index in range(first, len(spans)):
        start, end = spans[index]
        if end - start > 30 or index in quoted or not _DATE.match(match, start, end):
            continue
        found.add(index)
        above = index - 1
        while above >= first and index - above < LONGEST_SIGNATURE and above not in found:
            start, end = spans[above]
            if end - start > 40 or heads[above] is not None or above in quoted or match[end - 1] in "。；：，、":
                break
            if not _ORGAN.search(match[start:end]):
                break
            found.add(above)
            above -= 1
    return found
