"""Relative clauses 定语从句: a name that is only the subject or object of a clause before the real head (X承担工作的管理部门)."""

from __future__ import annotations

from .edges import COPULAS, GOVERNING, OUTER, REACH, VERBAL, runs_to_head, suffix_next
from .words import OCCUPATIONS, Word


def relative_ahead(text: str, ws: list[Word], j: int) -> bool:
    """市、县人民政府|承担…工作的管理部门|负责: is this name only the subject of a relative clause before the real head?"""
    k = j + 1
    if k >= len(ws) or ws[k][1] != ws[j][2]:
        return False
    if text[ws[k][1] : ws[k][2]] in COPULAS:
        return False
    passive = ws[k][0] == "v" and k + 1 < len(ws) and ws[k + 1][0] == "D" and ws[k + 1][1] == ws[k][2]  # 县人民政府授权的部门
    if not passive and (ws[k][0] not in "VAP" or suffix_next(text, ws, k)):
        return False
    head = relative_head(text, ws, k)
    if head is None:
        return False
    given = [x for x in range(k + 1, head) if text[ws[x][1] : ws[x][2]] == "给" and ws[x - 1][0] in VERBAL]  # 推荐|给
    return not any(ws[x][0] == "P" and text[ws[x][1] : ws[x][2]] in OUTER and x not in given for x in range(k, head))


def relative_of(text: str, ws: list[Word], j: int, n: int) -> bool:
    """向环境排放污水的|单位: does the preposition ``ws[j]`` with its noun and a verb run to 的 and a head?"""
    verb = False
    k = j + 1
    stops = "MP" if ws[j][0] == "C" else "MPA"
    named = k + 1 < n and ws[k + 1][0] == "T" and ws[k + 1][1] == ws[k][2] and text[ws[k][1] : ws[k][2]] in OCCUPATIONS
    if k < n and ws[k][1] == ws[j][2] and ws[k][0] not in ("NLFTtQ" if ws[j][0] == "C" else "NLFTt") and not named:
        return False  # 向|提出申请的单位: the preposition governs the head
    while k < n and ws[k][0] not in stops:
        kind = ws[k][0]
        if kind == "D":
            return verb and k + 1 < n and runs_to_head(ws, k + 1, n)
        if kind == "T" and verb:
            if ws[j][0] != "C":
                return False
            verb = False  # 与供水|企业|签订合同的用户
        verb = verb or kind in VERBAL
        k += 1
    return False


def relative_head(text: str, ws: list[Word], k: int) -> int | None:
    """市、县人民政府承担大数据工作的|管理部门|负责: the head behind 的 directly before the modal word, when there is one."""
    m = k
    while m < len(ws) and ws[m][0] != "M" and m < k + REACH:
        m += 1
    if m >= len(ws):
        m = next(
            (x for x in range(k, min(len(ws), k + REACH)) if ws[x][0] == "A" or text[ws[x][1] : ws[x][2]] == "负责"), len(ws)
        )
        if m >= len(ws):
            return None
    elif ws[m][0] != "M":
        return None
    h = m - 1
    if h > k and ws[h][0] == "B" and ws[h][2] == ws[m][1]:
        h -= 1
    if h <= k or ws[h][0] != "T" or not (ws[h][2] == ws[m][1] or ws[h + 1][0] == "B"):
        return None
    for x in range(h - 1, k, -1):
        if ws[x][0] == "D":
            return h
        if ws[x][0] == "V" and _part_of_name(text, ws, x, h):
            continue
        if ws[x][0] == "C" and ws[x - 1][0] == "T" and ws[x - 1][2] == ws[x][1] and x - 1 > k:
            continue  # 市人民政府|设立的机构或者县级主管部门
        if ws[x][0] in "VPAMC":
            return None
    return None


def _part_of_name(text: str, ws: list[Word], x: int, h: int) -> bool:
    """污水|处理设施|主管部门, 供水|主管部门: a verb that runs into the head without a gap and is no act upon the body."""
    if text[ws[x][1] : ws[x][2]] in GOVERNING or (x + 1 == h and text[ws[x][1] : ws[x][2]] not in OCCUPATIONS):
        return False
    return all(ws[y][0] in "NFvV" and ws[y][2] == ws[y + 1][1] for y in range(x, h))
