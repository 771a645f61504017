"""The phrase before a bracket 括号前的名词短语: what （以下简称X） shortens, read back from its end."""

from __future__ import annotations

from .edges import CHOOSING, MEANS
from .nouns import noun_at
from .words import Word, words


def _chosen(text: str, ws: list[Word], edge: int) -> bool:
    """镇人民政府|选择|有能力的单位: does a name or a means stand before a verb of choosing, so that the phrase begins behind it?"""
    return any(
        ws[x][1] > edge
        and text[ws[x][1] : ws[x][2]] in CHOOSING
        and (ws[x - 1][0] == "T" or text[ws[x][1] - 2 : ws[x][1]] in MEANS)
        and ws[x + 1][0] != "D"
        for x in range(1, len(ws) - 1)
    )


def phrase_before(text: str, end: int) -> int:
    """The start of the noun phrase that ends at ``end``: behind the last stop, verb or preposition that does not belong to it."""
    if text[end - 1 : end] == "》":
        opening, depth = end - 1, 0
        for opening in range(end - 1, -1, -1):
            depth += (text[opening] in "》〉") - (text[opening] in "《〈")
            if depth == 0:
                break
        return opening
    start = end
    while start > 0 and end - start < 300:
        char = text[start - 1]
        if char == "）":
            opening = text.rfind("（", 0, start - 1)
            if opening < 0:
                break
            start = opening
            continue
        if char in "，；。：":
            break
        start -= 1
    ws = words(text, start, end)
    ws.append(("M", end, end))  # the phrase ends here, as before a modal
    copula = max((w[2] for w in ws if text[w[1] : w[2]] in ("是", "为") and w[2] < end), default=start)
    edges = [(start, 0)] + [
        (w[2], x + 1) for x, w in enumerate(ws) if w[2] < end and (w[0] in "PVAM" or text[w[1] : w[2]] in CHOOSING)
    ]
    for edge, index in edges:
        if edge < copula:
            continue
        if index < len(ws) and ws[index][1] == edge and text[edge : ws[index][2]] in CHOOSING:
            continue  # 应当|委托具有资质的单位（以下称…）
        noun = noun_at(text, ws, index, edge, end, edge == start)
        if noun is not None and noun.end == end and not noun.weak and not _chosen(text, ws, edge):
            return edge
    last = start
    for x, (kind, _, e) in enumerate(ws):
        if kind in "PVM" and e < end and not any(w[0] == "D" for w in ws[x + 1 :]):
            last = e
    return last if end - last > 2 else start
