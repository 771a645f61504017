"""Running heads and feet 页眉页脚: the same words at the edge of page after page."""

from __future__ import annotations

import re
from collections import Counter

_PAGES = 3
_NUMBERS = re.compile(r"[\d\s]+")
_NAME = re.compile(r"(?:法|条例|办法|规定|细则|规则|决定|解释|批复|通知|意见|方案|章程|公告)(?:[（(][^（()）]{1,12}[)）])?$")
_STATUTE = re.compile(
    r"第[〇零一二三四五六七八九十百千]{1,9}[编章节条]|[（(][一二三四五六七八九十]{1,4}[)）]|[一二三四五六七八九十]{1,3}、"
)


def running_lines(text: str, lines: list[tuple[int, int]], numbers: set[int]) -> list[int]:
    """Indices of the lines that repeat at the top or bottom of pages (``numbers``: the page numbers, which are no edge).

    A line counts when it is the first or second, last or second last of a page, stands there on at least three pages and two in
    five, hardly ever elsewhere, and does neither begin like an article or item nor end with a stop; numbers inside it may differ.
    The title on the first page stays.
    """
    if text.count("\f") < _PAGES - 1:
        return []
    pages: list[list[int]] = [[]]
    before = 0
    for index, (start, end) in enumerate(lines):
        for _ in range(text.count("\f", before, start)):
            pages.append([])
        before = end
        if index not in numbers:
            pages[-1].append(index)
    edges: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for page, content in enumerate(pages):
        slots = dict(zip((0, 1), content[:2], strict=False)) | dict(zip((-1, -2), content[:1:-1][:2], strict=False))
        for slot, index in slots.items():
            start, end = lines[index]
            if end - start <= 60 and text[end - 1] not in "。；：，、;:,！？" and not _STATUTE.match(text, start):
                key = _NUMBERS.sub("", text[start:end])
                if len(key) > 1:
                    edges.setdefault((key, slot), []).append((page, index))
    if not any(len(places) >= _PAGES for places in edges.values()):
        return []
    often = Counter(_NUMBERS.sub("", text[start:end]) for start, end in lines if end - start <= 60)
    found: set[int] = set()
    for (key, _), places in edges.items():
        if len(places) < _PAGES or len(places) * 5 < 2 * len(pages) or often[key] > len(places) + 2:
            continue
        run = {index for _, index in places}
        named = _NAME.search(key) and [i for i in pages[0] if _NUMBERS.sub("", text[slice(*lines[i])]) == key]
        # the title stands once: on the first page its head goes only where the title is there beside it
        found |= run - {named[0]} if named and len(named) == 1 else run
    return sorted(found)
