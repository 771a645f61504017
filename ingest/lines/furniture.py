"""What a page adds to a text: page numbers, running heads and feet. Only these lines are dropped, and each drop is recorded."""

from __future__ import annotations

import re
from itertools import pairwise

from .running import running_lines

_DASHED = re.compile(
    r"[-—–－―─·•~～\s]{1,8}\d{1,4}[-—–－―─·•~～\s]{1,8}"
    r"|第\s{0,3}\d{1,4}\s{0,3}页(?:[\s,，/／、]{0,4}共\s{0,3}\d{1,4}\s{0,3}页)?"
    r"|(?:页码|Page)\s{0,3}[:：]?\s{0,3}\d{1,4}(?:\s{0,3}(?:/|of)\s{0,3}\d{1,4})?"
    r"|\d{1,4}\s{0,3}/\s{0,3}\d{1,4}"
)
_BARE = re.compile(r"\d{1,4}")


def furniture_lines(text: str, lines: list[tuple[int, int]]) -> list[int]:
    """Indices of the lines that are page numbers or run along the edges of the pages.

    A number between dashes (— 3 —) or 第3页 is one anywhere; a bare number is one when a form feed stands beside it, or when
    bare numbers alone on their lines count the pages in order (at least three, each one more than the last).
    """
    found: list[int] = []
    bare: list[int] = []
    for index, (start, end) in enumerate(lines):
        if end - start > 24:
            continue
        line = text[start:end]
        if _DASHED.fullmatch(line) and any(c.isdigit() for c in line):
            found.append(index)
        elif _BARE.fullmatch(line):
            bare.append(index)
    if bare:
        found.extend(_page_numbers(text, lines, bare))
    return sorted({*found, *running_lines(text, lines, set(found))})


def _page_numbers(text: str, lines: list[tuple[int, int]], bare: list[int]) -> list[int]:
    numbers = [int(text[lines[index][0] : lines[index][1]]) for index in bare]
    counted = len(bare) >= 3 and all(later == before + 1 for before, later in pairwise(numbers))
    if counted and all(later - before > 3 for before, later in pairwise(bare)):
        return bare
    chosen = []
    for index in bare:
        start, end = lines[index]
        after = text[end : lines[index + 1][0]] if index + 1 < len(lines) else text[end:]
        before = text[lines[index - 1][1] : start] if index else text[:start]
        if "\f" in after or "\f" in before:
            chosen.append(index)
    return chosen
