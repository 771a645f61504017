"""Noun phrases 名词短语 that name actors, read from their left edge.

The left edge is known (start of a clause, behind a verb or a preposition); the right edge is the last head of a name before a
predicate begins. A verb inside the phrase must be closed by 的 (承担大数据工作的管理部门) or be part of a compound (建设单位).
"""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from .edges import (
    ADDRESSING,
    CHAIN,
    DIRECTED,
    FUNCTIONAL,
    GOVERNING,
    INNER,
    LEVELS,
    OUTER,
    PLACES,
    REACH,
    SUFFIXES,
    THINGS,
    VERBAL,
    abuts_modal,
    clause_behind,
    compound,
    de_ahead,
    field,
    fields_ahead,
    list_head_ahead,
    listed_verb,
    named_by_act,
    names_office,
    others_behind,
    passive_name,
    place,
    public,
    second_act,
    shares_head,
    suffered,
    suffix_next,
    suffixed,
    then_modal,
    whole_name,
    within_name,
)
from .relatives import relative_ahead, relative_of
from .words import Word

_PREDICATE = frozenset("MAPV")


class Noun(msgspec.Struct, frozen=True, gc=False):
    """A noun phrase that ends in the head of an actor's name.

    ``follow``: what comes behind: "" the phrase is complete; "rights" 合法权益; "of" 的 and a thing; "thing" it modifies a thing;
    "between" 之间 and 的; "mixed" it is coordinated with a thing; "loose" an unknown word follows. ``cuts``: (end, start) around each conjunction that
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
    n = min(len(ws), i + REACH)
    if i < n and ws[i][0] == "E" and ws[i][1] == at:
        return None
    opened = False  # a verb or preposition waits for its 的
    lead = -1  # first word of an unbroken run of verbs up to here
    best: Noun | None = None
    spare: Noun | None = None  # a name that turned out to modify what follows
    last_de = -1
    listed = False  # the phrase starts with a list of verbs (建设、施工单位)
    j = i
    while j < n:
        kind, s, e = ws[j]
        if kind in "Tt" or (kind == "L" and place(text, ws, j)):
            if best is None and j > i and s > at and ws[j - 1][0] == "C" and ws[j - 1][2] == s and not opened and spare is None:
                named = (text[s:e].endswith(("部门", "机关")) and e - s > 2) or shares_head(text, ws, j, at)
                if kind == "T" and not named and not LEVELS.search(text[at : ws[j - 1][1]]):
                    if field(text, ws, j, n):
                        j += 1  # 交通运输、海关|、外汇管理等部门
                        continue
                    if ws[i][0] in VERBAL and ws[i][1] == at and de_ahead(ws, j, n):
                        opened, j = True, j + 1  # 提供货运、第三方支付等服务的|经营者
                        continue
                    return None  # things, and a name behind the conjunction
            run = lead >= 0 and ws[j - 1][2] == s
            if opened or (run and not compound(text, ws, lead, j, at, subject, listed)):
                opened, lead, j = True, -1, j + 1
                continue
            lead = -1
            if subject and relative_ahead(text, ws, j):
                opened, best, j = True, None, j + 1
                continue
            done = _closing(text, ws, j, at, end, subject, depth)
            if done is not None:
                return done
            if kind == "T" or best is not None:
                best = Noun(at, e, j + 1, "loose", weak=kind != "T")
        elif kind in VERBAL:
            if kind == "V" and (best or spare) is not None and not suffix_next(text, ws, j, True):
                return best or spare
            if kind == "V" and not subject and not opened and second_act(text, ws, i, j, n):
                return None
            if lead < 0 or ws[j - 1][2] != s:
                if lead >= 0 and not (kind == "v" and ws[lead][0] == "v" and ws[lead][1] > at):
                    opened = opened or any(ws[k][0] == "V" for k in range(lead, j)) or ws[lead][1] == at
                lead = j
            if (
                kind == "V"
                and not (subject and (abuts_modal(ws, j, n) if s > at else whole_name(text, ws, j, n)))
                and not named_by_act(text, ws, j)
                and not (s > at and within_name(text, ws, i, j, at, n, subject))
                and not (subject and s == at and names_office(text, ws, j))
                and not (suffix_next(text, ws, j) and (s > at or suffixed(text, ws, j)))
                and not (j + 1 < n and ws[j + 1][0] in "CE" and ws[j + 1][1] == e and listed_verb(text, ws, j, n))
            ):
                opened = True
        elif kind == "D":
            if s == at:
                return None
            if e >= end and best is not None:
                break  # 强令|驾驶人|超限运输货物的
            if best is not None:
                spare, best = spare or replace(best, follow="thing"), None
            opened, lead, listed = False, -1, False
        elif kind == "C":
            if spare is not None and best is None:
                break
            if not subject and best is not None and best.end == ws[j - 1][2] < s and text[best.end - 1] in "者人员":
                break  # 引导|旅游者|文明、健康用餐
            if subject and best is None and spare is None and clause_behind(text, ws, j, at, n):
                return noun_at(text, ws, j + 1, e, end, subject, depth + 1) if depth < 8 else None
            if not subject and best is None and spare is None and others_behind(text, ws, j, i, n) and depth < 8:
                return noun_at(text, ws, j + 1, e, end, subject, depth + 1)  # 拆除施工、|有关企业
            if lead >= 0 and not opened:
                listed, lead = listed or ws[lead][1] == at, -1
            if best is not None and not (public(text, best.start, best.end) and list_head_ahead(ws, j, n)):
                spare, best = spare or replace(best, follow="thing"), None
                if not de_ahead(ws, j, n):
                    return spare
            elif best is None and j > i and ws[j - 1][2] == s and text[ws[j - 1][1] : s].endswith(THINGS) and depth < 8:
                if text[s:e] in ("和", "及", "以及"):
                    return noun_at(text, ws, j + 1, e, end, subject, depth + 1)
            elif s == at and text[s:e] == "与" and relative_of(text, ws, j, n):
                opened = True  # 与其建立劳动关系的|劳动者
            elif s == at:
                return None
        elif kind == "M":
            break
        elif kind in "AP":
            if (best or spare) is not None:
                break
            if kind == "P" and text[s:e] in OUTER:
                inside = text[s:e] in DIRECTED and relative_of(text, ws, j, n)  # 其他|向环境排放污水的单位
                if text[s:e] == "向" and s > at and not subject and not inside:
                    break  # 对违法行为|向负责监督的部门|举报
                alone = j == i or ws[j - 1][0] not in "DCVv" or ws[j - 1][2] < s
                if s > at and not opened and alone and not (inside and ws[j - 1][0] == "Q" and ws[j - 1][1] == at):
                    break  # 原因|向…: a predicate, not a modifier
                passive = text[s:e] == "被" and suffered(ws, j, n)
                through = text[s:e] == "经" and de_ahead(ws, j, n)  # 委托|经国家指定的机构
                if s == at and not subject and not inside and not passive and not through and not passive_name(ws, j, n):
                    return None
            if not (text[s:e] == "被" and passive_name(ws, j, n)):
                opened = True
        elif kind == "Q" and opened and text.endswith("规定的", s, e) and text.endswith(("违反", "符合"), at, s):
            opened, lead = False, -1  # 违反|前款规定的|经营者
        elif kind == "N" and best is not None:
            best = replace(best, follow="thing")
        if lead >= 0 and kind in "NQ" and ws[lead][1] == at and not (subject and whole_name(text, ws, lead, n)):
            opened = True
        j += 1
        if opened:
            if last_de < 0:
                last_de = n - 1
                while last_de >= j and ws[last_de][0] != "D":
                    last_de -= 1
            if last_de < j:
                break
    return best or spare


def _closing(text: str, ws: list[Word], j: int, at: int, end: int, subject: bool, depth: int) -> Noun | None:
    """The phrase when it ends with the head ``ws[j]``; None when it goes on."""
    kind, _, e = ws[j]
    weak = kind == "t"
    k = j + 1
    if text.startswith("本人", e) and k < len(ws) and ws[k][1] == e and ws[k][2] == e + 2:
        e, k = e + 2, k + 1  # 劳动者本人
    stop = e
    n = len(ws)
    if k < n and ws[k][0] == "B" and ws[k][1] == e:
        inner = text[e + 1 : ws[k][2] - 1]
        if inner.startswith(("以下", "下称", "简称")):
            joint = k + 1 < len(ws) and ws[k + 1][1] == ws[k][2] and ws[k + 1][0] in "NDR"
            return Noun(at, e, k + 1, "of" if joint else "", weak=weak)
        if inner in PLACES:
            stop = e = ws[k][2]
        else:
            stop = ws[k][2]
        k += 1
    if stop >= end:
        return Noun(at, e, k, weak=weak)
    if text[stop] == "之" and text.startswith("之间", stop):
        k = next((x for x in range(k, len(ws)) if ws[x][1] >= stop + 2), len(ws))
        if k < len(ws) and ws[k][1] == stop + 2 and ws[k][0] in "MAPVv":
            return Noun(at, e, k, weak=weak)
        return Noun(at, e, k, "between", weak=weak) if k < n and ws[k][0] == "D" and ws[k][1] == stop + 2 else None
    if k >= n or ws[k][1] != stop:
        return None
    follow = ws[k][0]
    if follow == "C" and text[ws[k][1] : ws[k][2]] not in ("与", "与其"):
        return _joined(text, ws, k, at, e, end, subject, depth, weak)
    if follow == "C" and text[ws[k][1] : ws[k][2]] == "与":
        if text.startswith(("他人", "其", "第三方", "第三人"), ws[k][2]):
            return Noun(at, e, k, weak=weak)
        joined = _joined(text, ws, k, at, e, end, subject, depth, weak)
        return joined if joined is not None and joined.cuts else Noun(at, e, k, weak=weak)
    if follow in "Vv" and then_modal(ws, k):
        return Noun(at, e, k, "thing", weak=weak)
    if follow in _PREDICATE or follow == "C":
        if follow == "V" and suffix_next(text, ws, k, True):
            return None
        return Noun(at, e, k, weak=weak)
    if follow == "v":
        if (
            text[at:e].endswith(("政府", "国务院"))
            and list_head_ahead(ws, k, min(len(ws), k + 24))
            and ("等" in text[e : e + 60] or fields_ahead(text, ws, k))
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


def _joined(text: str, ws: list[Word], k: int, at: int, e: int, end: int, subject: bool, depth: int, weak: bool) -> Noun | None:
    """X and a conjunction: the phrase goes on when another name follows."""
    conj_end = ws[k][2]
    if depth < 24 and conj_end < end:
        start = conj_end - 1 if text[ws[k][1] : conj_end] in ("及其", "和其", "与其", "或其") else conj_end
        other = noun_at(text, ws, k + 1, start, end, subject, depth + 1)
        if other is not None and other.follow in ("", "rights", "of", "loose", "between"):
            return replace(other, start=at, cuts=((e, start), *other.cuts), weak=weak and other.weak)
    if k + 1 < len(ws) and ws[k + 1][1] == conj_end and ws[k + 1][0] in "VvAMP" and text[ws[k][1] : conj_end] != "、":
        return Noun(at, e, k, weak=weak)
    return Noun(at, e, k, "mixed", weak=weak)


def _before_nominal_verb(
    text: str, ws: list[Word], k: int, at: int, e: int, end: int, subject: bool, weak: bool
) -> Noun | None:
    """X管理…: a predicate, unless the verb makes another name (企业管理人员) or a thing directly before a modal (企业管理制度应当)."""
    if text[ws[k][1] : ws[k][2]] in GOVERNING and not suffixed(text, ws, k):
        return Noun(at, e, k, weak=weak)
    m = k
    while m < min(len(ws), k + CHAIN) and ws[m][0] in "vV" and (m == k or ws[m][1] == ws[m - 1][2]):
        m += 1
    after = ws[m] if m < len(ws) else None
    if after is not None and after[1] == ws[m - 1][2] and after[0] in "Tt":
        head = text[after[1] : after[2]]
        if m > k + 1 and head in SUFFIXES and text[ws[k][1] : ws[k][2]] in ADDRESSING:
            return Noun(at, e, k, weak=weak)  # 出租人|委托拍卖人
        if FUNCTIONAL.match(head) or head in SUFFIXES or after[0] == "t":
            return None
    if ws[m - 1][2] < end:
        x = m
        while x < min(len(ws), m + REACH) and ws[x][0] in "NFQRv":
            x += 1
        if x < len(ws) and ws[x][0] == "M" and subject and text[ws[x - 1][2] : ws[x][1]].isalpha() is False:
            behind = ws[x][1] == ws[x][2]  # the modal stands in the next clause: X编制目录，应当…
            if not behind or text[ws[k][1] : ws[k][2]] in INNER:
                return Noun(at, e, k, "thing", weak=weak)
    elif subject and ws[m - 1][2] >= end:
        return Noun(at, e, k, "", weak=weak)
    return Noun(at, e, k, weak=weak)


def _possessor(text: str, ws: list[Word], k: int, at: int, e: int, end: int, depth: int, weak: bool) -> Noun | None:
    """X的…: another name (主管部门的本级人民政府), rights (X的合法权益), or a thing."""
    after = ws[k][2]
    if after >= end:
        return Noun(at, e, k, weak=weak)
    acts = k + 1 < len(ws) and ws[k + 1][1] == after and ws[k + 1][0] in "Vv"
    if depth < 8 and not acts:
        inner = noun_at(text, ws, k + 1, after, end, False, depth + 4)
        if inner is not None and inner.follow in ("", "rights", "of") and not inner.weak:
            return replace(inner, start=at)
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
    if text.startswith("之间", after):
        return Noun(at, e, k + 1, "between", open_list=True, weak=weak)
    if depth < 8:
        inner = noun_at(text, ws, k + 1, after, end, subject, depth + 4)
        if inner is not None and inner.follow in ("", "rights", "of"):
            return replace(inner, start=at, open_list=True)
    if k + 1 < len(ws) and ws[k + 1][1] == after and ws[k + 1][0] in "VvAMP":
        return Noun(at, e, k + 1, open_list=True, weak=weak)
    if k + 1 < len(ws) and ws[k + 1][0] == "R":
        return Noun(at, e, k + 1, "rights", open_list=True, weak=weak)
    return Noun(at, e, k + 1, "mixed", weak=weak)
