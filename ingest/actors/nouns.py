"""Noun phrases 名词短语 that name actors, read from their left edge.

The left edge is known (start of a clause, behind a verb or a preposition); the right edge is the last head of a name before a
predicate begins. A verb inside the phrase must be closed by 的 (承担大数据工作的管理部门) or be part of a compound (建设单位).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..lexicon import alternation, lexicon
from .words import Word, words

_grammar = lexicon("grammar")
_THINGS = tuple(_grammar["coordinated_things"].split())
_SUFFIXES = frozenset(lexicon("actors")["heads"]["suffixes"].split())
_VERBAL = frozenset("Vv")
_PREDICATE = frozenset("MAPV")
#: how many words a noun phrase may hold
_REACH = 60
#: verbs that make a kind of unit with the head behind them (建设单位, 提供部门)
_OCCUPATIONS = frozenset(lexicon("verbs")["nominal"].split()) | frozenset(_grammar["occupations"].split())
_UNIT_ENDS = tuple(_grammar["units"].split())
#: heads that name a function only and want a field before them (供热|主管部门)
_FUNCTIONAL = re.compile(f"^(?:行政|主管|监督|管理|监管|执法|服务|工作|职能)*(?:{alternation(list(_UNIT_ENDS))})$")
#: prepositions of a predicate, not of a relative clause
_OUTER = frozenset("对向将把给与由为经被")
_INNER = frozenset(_grammar["inner"].split())
_DIRECTING = frozenset(_grammar["directing"].split())


class Noun(NamedTuple):
    """A noun phrase that ends in the head of an actor's name.

    ``follow``: what comes behind: "" the phrase is complete; "rights" 合法权益; "of" 的 and a thing; "thing" it modifies a thing;
    "mixed" it is coordinated with a thing; "loose" an unknown word follows. ``cuts``: (end, start) around each conjunction that
    joins two complete phrases. ``next``: index of the first word behind.
    """

    start: int
    end: int
    next: int
    follow: str = ""
    cuts: tuple[tuple[int, int], ...] = ()
    open_list: bool = False
    weak: bool = False


def noun_at(text: str, ws: list[Word], i: int, at: int, end: int, subject: bool, depth: int = 0) -> Noun | None:
    """The noun phrase that starts at ``at`` (``ws[i]`` is the first word at or behind it); None when none does."""
    n = min(len(ws), i + _REACH)
    opened = False  # a verb or preposition waits for its 的
    lead = -1  # first word of an unbroken run of verbs up to here
    best: Noun | None = None
    spare: Noun | None = None  # a name that turned out to modify what follows
    last_de = -1
    listed = False  # the phrase starts with a list of verbs (建设、施工单位)
    j = i
    while j < n:
        kind, s, e = ws[j]
        if kind in "Tt" or (kind == "L" and _place(text, ws, j)):
            if best is None and j > i and s > at and ws[j - 1][0] == "C" and ws[j - 1][2] == s and not opened and spare is None:
                named = text[s:e].endswith(("部门", "机关")) and e - s > 2
                if kind == "T" and not named and not _LEVELS.search(text[at : ws[j - 1][1]]):
                    return None  # things, and a name behind the conjunction
            run = lead >= 0 and ws[j - 1][2] == s
            if opened or (run and not _compound(text, ws, lead, j, at, subject, listed)):
                opened, lead, j = True, -1, j + 1
                continue
            lead = -1
            if subject and _relative_ahead(text, ws, j):
                opened, best, j = True, None, j + 1
                continue
            done = _closing(text, ws, j, at, end, subject, depth)
            if done is not None:
                return done
            if kind == "T" or best is not None:
                best = Noun(at, e, j + 1, "loose", weak=kind != "T")
        elif kind in _VERBAL:
            if kind == "V" and (best or spare) is not None and not _suffix_next(text, ws, j):
                return best or spare
            if lead < 0 or ws[j - 1][2] != s:
                if lead >= 0 and not (kind == "v" and ws[lead][0] == "v" and ws[lead][1] > at):
                    opened = opened or any(ws[k][0] == "V" for k in range(lead, j)) or ws[lead][1] == at
                lead = j
            if (
                kind == "V"
                and not (subject and s > at and _abuts_modal(ws, j, n))
                and text[s:e] not in _OCCUPATIONS
                and not (_suffix_next(text, ws, j) and (s > at or _suffixed(text, ws, j)))
                and not (j + 1 < n and ws[j + 1][0] in "CE" and ws[j + 1][1] == e and _list_head_ahead(ws, j + 1, n))
            ):
                opened = True
        elif kind == "D":
            if s == at:
                return None
            if best is not None:
                spare, best = spare or best._replace(follow="thing"), None
            opened, lead, listed = False, -1, False
        elif kind == "C":
            if spare is not None and best is None:
                break
            if lead >= 0 and not opened:
                listed, lead = listed or ws[lead][1] == at, -1
            if best is not None and not (_public(text, best) and _list_head_ahead(ws, j, n)):
                spare, best = spare or best._replace(follow="thing"), None
                if not _de_ahead(ws, j, n):
                    return spare
            elif best is None and j > i and ws[j - 1][2] == s and text[ws[j - 1][1] : s].endswith(_THINGS) and depth < 8:
                if text[s:e] in ("和", "及", "以及"):
                    return noun_at(text, ws, j + 1, e, end, subject, depth + 1)
            elif s == at:
                return None
        elif kind == "M":
            break
        elif kind in "AP":
            if (best or spare) is not None:
                break
            if kind == "P" and s > at and not opened and lead < 0 and j > i and ws[j - 1][0] not in "DC" and ws[j - 1][2] <= s:
                break  # 原因|向…: a predicate, not a modifier
            if not (text[s:e] == "被" and _passive_name(ws, j, n)):
                opened = True
        elif kind == "N" and best is not None:
            best = best._replace(follow="thing")
        if lead >= 0 and kind in "NQ" and ws[lead][1] == at:
            opened = True
        j += 1
        if opened:
            if last_de < 0:
                last_de = max((k for k in range(j, n) if ws[k][0] == "D"), default=0)
            if last_de < j:
                break
    return best or spare


_LEVELS = re.compile("(?:省|市|县|区|乡|镇|村|州|旗|级|国家|直辖市|）)$")


def _place(text: str, ws: list[Word], j: int) -> bool:
    """村（社区）, 镇（街道）: a word of level that a bracket makes a body."""
    k = j + 1
    return k < len(ws) and ws[k][0] == "B" and ws[k][1] == ws[j][2] and text[ws[k][1] + 1 : ws[k][2] - 1] in _PLACES


def _passive_name(ws: list[Word], j: int, n: int) -> bool:
    """被授权|运营主体, 被检查单位: does 被 open a name?"""
    k = j + 1
    while k < n and ws[k][0] in _VERBAL and ws[k][1] == ws[k - 1][2]:
        k += 1
    return k > j + 1 and k < n and ws[k][0] in "TtD" and ws[k][1] == ws[k - 1][2]


def _abuts_modal(ws: list[Word], j: int, n: int) -> bool:
    """电子|支付服务提供者|应当: is the verb inside a name that ends right before the modal?"""
    k = j + 1
    while k < n and ws[k][0] in "VvNFQ" and ws[k][1] == ws[k - 1][2]:
        k += 1
    return k < n - 1 and ws[k][0] == "T" and ws[k][1] == ws[k - 1][2] and ws[k + 1][0] == "M" and ws[k + 1][1] == ws[k][2]


def _relative_ahead(text: str, ws: list[Word], j: int) -> bool:
    """市、县人民政府|承担…工作的管理部门|负责: is this name only the subject of a relative clause before the real head?"""
    k = j + 1
    if k >= len(ws) or ws[k][0] not in "VAP" or ws[k][1] != ws[j][2] or _suffix_next(text, ws, k):
        return False
    head = _relative_head(text, ws, k)
    if head is None:
        return False
    return not any(ws[x][0] == "P" and text[ws[x][1] : ws[x][2]] in _OUTER for x in range(k, head))


def _public(text: str, noun: Noun) -> bool:
    return text[noun.start : noun.end].endswith(("政府", "国务院"))


def _list_head_ahead(ws: list[Word], j: int, n: int) -> bool:
    """人民政府|发展改革、财政等部门: does the list of fields from ``ws[j]`` end in the head it shares?"""
    while (j < n and ws[j][0] in "vVNFCQLt") or (j < n and ws[j][0] == "E"):
        if ws[j][0] == "E":
            return j + 1 < n and (ws[j + 1][0] in "TQ")
        j += 1
    return j < n and ws[j][0] == "T"


def _de_ahead(ws: list[Word], j: int, n: int) -> bool:
    return any(ws[k][0] == "D" for k in range(j, n))


def _suffix_next(text: str, ws: list[Word], j: int) -> bool:
    """Is the verb at ``j`` part of a compound name (被执行|人, 政务数据提供|部门)?"""
    if j + 1 >= len(ws) or ws[j + 1][1] != ws[j][2] or ws[j + 1][0] not in "TtVv":
        return False
    if ws[j + 1][0] in _VERBAL:
        return _suffix_next(text, ws, j + 1)
    head = text[ws[j + 1][1] : ws[j + 1][2]]
    return head in _SUFFIXES or _FUNCTIONAL.match(head) is not None


def _suffixed(text: str, ws: list[Word], j: int) -> bool:
    """被执行|人, 受让|方: does a one-character head follow directly?"""
    return j + 1 < len(ws) and ws[j + 1][1] == ws[j][2] and text[ws[j + 1][1] : ws[j + 1][2]] in _SUFFIXES


def _compound(text: str, ws: list[Word], lead: int, j: int, at: int, subject: bool, listed: bool) -> bool:
    """Do the verbs ``ws[lead:j]`` belong to the name headed by ``ws[j]`` (数据处理|市场主体) rather than govern it (推动|企业)?"""
    head = text[ws[j][1] : ws[j][2]]
    if head in _SUFFIXES:
        return True
    if ws[lead][1] > at and not listed:
        return True
    verb = text[ws[j - 1][1] : ws[j - 1][2]]
    return verb in _OCCUPATIONS and head.endswith(_UNIT_ENDS) and (subject or verb not in _DIRECTING)


def _closing(text: str, ws: list[Word], j: int, at: int, end: int, subject: bool, depth: int) -> Noun | None:
    """The phrase when it ends with the head ``ws[j]``; None when it goes on."""
    kind, _, e = ws[j]
    weak = kind == "t"
    k = j + 1
    stop = e
    if k < len(ws) and ws[k][0] == "B" and ws[k][1] == e:
        inner = text[e + 1 : ws[k][2] - 1]
        if inner.startswith(("以下", "下称", "简称")):
            joint = k + 1 < len(ws) and ws[k + 1][1] == ws[k][2] and ws[k + 1][0] in "NDR"
            return Noun(at, e, k + 1, "of" if joint else "", weak=weak)
        if inner in _PLACES:
            stop = e = ws[k][2]
        else:
            stop = ws[k][2]
        k += 1
    if stop >= end:
        return Noun(at, e, k, weak=weak)
    if text.startswith("之间", stop):
        k = next((x for x in range(k, len(ws)) if ws[x][1] >= stop + 2), len(ws))
        if k < len(ws) and ws[k][1] == stop + 2 and ws[k][0] in "MAPVv":
            return Noun(at, e, k, weak=weak)
        return None
    if k >= len(ws) or ws[k][1] != stop:
        return None
    follow = ws[k][0]
    if follow == "C" and text[ws[k][1] : ws[k][2]] not in ("与", "与其"):
        return _joined(text, ws, k, at, e, end, subject, depth, weak)
    if follow == "C" and text[ws[k][1] : ws[k][2]] == "与":
        joined = _joined(text, ws, k, at, e, end, subject, depth, weak)
        return joined if joined is not None and joined.cuts else Noun(at, e, k, weak=weak)
    if follow in "Vv" and _then_modal(ws, k):
        return Noun(at, e, k, "thing", weak=weak)
    if follow in _PREDICATE or follow == "C":
        if follow == "V" and _suffix_next(text, ws, k):
            return None
        return Noun(at, e, k, weak=weak)
    if follow == "v":
        if (
            text[at:e].endswith(("政府", "国务院"))
            and _list_head_ahead(ws, k, min(len(ws), k + 24))
            and "等" in text[e : e + 60]
        ):
            return None
        return _before_nominal_verb(text, ws, k, at, e, end, subject, weak)
    if follow == "R":
        return Noun(at, e, k, "rights", weak=weak)
    if follow == "D":
        return _possessor(text, ws, k, at, e, end, depth, weak)
    if follow == "E":
        return _listed(text, ws, k, at, e, end, depth, weak, subject)
    return None


_PLACES = frozenset(("街道", "社区", "居", "农场", "林场", "镇", "乡", "苏木"))


def _relative_head(text: str, ws: list[Word], k: int) -> int | None:
    """市、县人民政府承担大数据工作的|管理部门|负责: the head behind 的 directly before the modal word, when there is one."""
    m = k
    while m < len(ws) and ws[m][0] != "M" and m < k + _REACH:
        m += 1
    if m >= len(ws):
        m = next((x for x in range(k, len(ws)) if ws[x][0] == "A" or text[ws[x][1] : ws[x][2]] == "负责"), len(ws))
        if m >= len(ws):
            return None
    h = m - 1
    if h > k and ws[h][0] == "B" and ws[h][2] == ws[m][1]:
        h -= 1
    if h <= k or ws[h][0] != "T" or not (ws[h][2] == ws[m][1] or ws[h + 1][0] == "B"):
        return None
    for x in range(h - 1, k, -1):
        if ws[x][0] == "D":
            return h
        if ws[x][0] in "VPAMC":
            return None
    return None


def _joined(text: str, ws: list[Word], k: int, at: int, e: int, end: int, subject: bool, depth: int, weak: bool) -> Noun | None:
    """X and a conjunction: the phrase goes on when another name follows."""
    conj_end = ws[k][2]
    if depth < 24 and conj_end < end:
        start = conj_end - 1 if text[ws[k][1] : conj_end] in ("及其", "和其", "与其", "或其") else conj_end
        other = noun_at(text, ws, k + 1, start, end, subject, depth + 1)
        if other is not None and other.follow in ("", "rights", "of", "loose"):
            return other._replace(start=at, cuts=((e, start), *other.cuts), weak=weak and other.weak)
    if k + 1 < len(ws) and ws[k + 1][1] == conj_end and ws[k + 1][0] in "VvAMP" and text[ws[k][1] : conj_end] != "、":
        return Noun(at, e, k, weak=weak)
    return Noun(at, e, k, "mixed", weak=weak)


def _then_modal(ws: list[Word], k: int) -> bool:
    """监事会决议|应当, 公司合并|应当: verbs directly before a modal are nouns, and a thing is the subject."""
    while k < len(ws) and ws[k][0] in _VERBAL:
        k += 1
        if k < len(ws) and ws[k][1] != ws[k - 1][2]:
            return False
    return k < len(ws) and ws[k][0] == "M" and ws[k][1] < ws[k][2]


def _before_nominal_verb(
    text: str, ws: list[Word], k: int, at: int, e: int, end: int, subject: bool, weak: bool
) -> Noun | None:
    """X管理…: a predicate, unless the verb makes another name (企业管理人员) or a thing directly before a modal (企业管理制度应当)."""
    m = k
    while m < len(ws) and ws[m][0] in "vV" and (m == k or ws[m][1] == ws[m - 1][2]):
        m += 1
    after = ws[m] if m < len(ws) else None
    if after is not None and after[1] == ws[m - 1][2] and after[0] in "Tt":
        head = text[after[1] : after[2]]
        if head.endswith(_UNIT_ENDS) or head in _SUFFIXES or after[0] == "t":
            return None
    if ws[m - 1][2] < end:
        x = m
        while x < len(ws) and ws[x][0] in "NFQRv":
            x += 1
        if x < len(ws) and ws[x][0] == "M" and subject and text[ws[x - 1][2] : ws[x][1]].isalpha() is False:
            behind = ws[x][1] == ws[x][2]  # the modal stands in the next clause: X编制目录，应当…
            if not behind or text[ws[k][1] : ws[k][2]] in _INNER:
                return Noun(at, e, k, "thing", weak=weak)
    elif subject and ws[m - 1][2] >= end:
        return Noun(at, e, k, "", weak=weak)
    return Noun(at, e, k, weak=weak)


def _possessor(text: str, ws: list[Word], k: int, at: int, e: int, end: int, depth: int, weak: bool) -> Noun | None:
    """X的…: another name (主管部门的本级人民政府), rights (X的合法权益), or a thing."""
    after = ws[k][2]
    if after >= end:
        return Noun(at, e, k, weak=weak)
    if depth < 8:
        inner = noun_at(text, ws, k + 1, after, end, False, depth + 4)
        if inner is not None and inner.follow in ("", "rights", "of") and not inner.weak:
            return inner._replace(start=at)
    x = k + 1
    while x < len(ws) and ws[x][0] in "Q":
        x += 1
    if x < len(ws) and ws[x][0] == "R":
        return Noun(at, e, x, "rights", weak=weak)
    return Noun(at, e, k, "of", weak=weak)


def _listed(text: str, ws: list[Word], k: int, at: int, e: int, end: int, depth: int, weak: bool, subject: bool) -> Noun | None:
    """X等…: a class behind it (A、B等单位), or an open list."""
    after = ws[k][2]
    if after >= end or text.startswith(("（以下", "（下称", "（简称"), after):
        return Noun(at, e, k + 1, open_list=True, weak=weak)
    if depth < 8:
        inner = noun_at(text, ws, k + 1, after, end, subject, depth + 4)
        if inner is not None and inner.follow in ("", "rights", "of"):
            return inner._replace(start=at, open_list=True)
    if k + 1 < len(ws) and ws[k + 1][1] == after and ws[k + 1][0] in "VvAMP":
        return Noun(at, e, k + 1, open_list=True, weak=weak)
    if k + 1 < len(ws) and ws[k + 1][0] == "R":
        return Noun(at, e, k + 1, "rights", open_list=True, weak=weak)
    return Noun(at, e, k + 1, "mixed", weak=weak)


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
    edges = [(start, 0)] + [(w[2], x + 1) for x, w in enumerate(ws) if w[0] in "PVAM" and w[2] < end]
    for edge, index in edges:
        if edge < copula:
            continue
        noun = noun_at(text, ws, index, edge, end, edge == start)
        if noun is not None and noun.end == end and not noun.weak:
            return edge
    last = start
    for x, (kind, _, e) in enumerate(ws):
        if kind in "PVM" and e < end and not any(w[0] == "D" for w in ws[x + 1 :]):
            last = e
    return last if end - last > 2 else start
