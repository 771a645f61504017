"""Which lines stand inside a quotation that an amending text opens (修改为：“第三条 …): never units of the amending text itself."""

from __future__ import annotations

import re

_MARKS = re.compile("[“”]")
_OPENING = re.compile(r"(?:[：:为]|^)[ ]{0,4}$")
_CLOSED_END = re.compile(r"”[。；;，,]?$")
LONGEST = 400
"""Lines a quotation may run over. A mark that is never closed swallows nothing."""


def quoted_lines(match: str, spans: list[tuple[int, int]]) -> tuple[set[int], list[int]]:
    """(indices of lines that begin inside a quotation, offsets of quotation marks that open one and are never closed)."""
    if "“" not in match:
        return set(), []
    inside: set[int] = set()
    unclosed: list[int] = []
    index, count = 0, len(spans)
    last_close = match.rfind("”")
    while index < count:
        start, end = spans[index]
        if match.find("“", start, end) < 0:
            index += 1
            continue
        opened = _left_open(match, start, end)
        if opened is None:
            if match[start] == "“" and index and _whole(match, start, end):
                before = spans[index - 1][1]
                if match[before - 1] in "：:" or (index - 1 in inside and match[start + 1] == "第"):
                    inside.add(index)
            index += 1
            continue
        close = _closing_line(match, spans, index) if last_close > end and _opens_quotation(match, opened, start) else None
        if close is None:
            unclosed.append(opened)
            index += 1
            continue
        inside.update(range(index + (opened != start), close + 1))
        index = close + 1
    return inside, unclosed


def _left_open(match: str, start: int, end: int) -> int | None:
    """The first mark of the line that is opened and not closed in it."""
    stack: list[int] = []
    for found in _MARKS.finditer(match, start, end):
        if found.group() == "“":
            stack.append(found.start())
        elif stack:
            stack.pop()
    if not stack or _CLOSED_END.search(match, max(start, end - 3), end):
        return None
    return stack[0]


def _whole(match: str, start: int, end: int) -> bool:
    """Whether the line is one quotation from its first to its last character."""
    return bool(_CLOSED_END.search(match, max(start, end - 3), end)) and match.count("“", start, end) == match.count(
        "”", start, end
    )


def _opens_quotation(match: str, mark: int, start: int) -> bool:
    """Whether the mark begins a quoted text (after a colon, 为, or at the start of a line), not a quoted term."""
    return bool(_OPENING.search(match, max(start, mark - 6), mark)) or not match[start:mark].strip(" （(")


def _closing_line(match: str, spans: list[tuple[int, int]], index: int) -> int | None:
    depth = 1
    for line in range(index + 1, min(index + 1 + LONGEST, len(spans))):
        start, end = spans[line]
        if match.find("”", start, end) < 0:
            if match.find("“", start, end) >= 0 and match[start] != "“":
                depth += match.count("“", start, end)
            continue
        opens, closes = match.count("“", start, end), match.count("”", start, end)
        if match[start] == "“" and opens > closes:
            opens -= 1  # each paragraph of a quotation may open it anew
        depth += opens - closes
        again = line + 1 < len(spans) and match[spans[line + 1][0]] == "“"
        if depth <= 0 or (_CLOSED_END.search(match, max(start, end - 3), end) and not again):
            return line
    return None
