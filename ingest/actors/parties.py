"""Parties 当事各方: whoever stands behind a verb or a preposition of a clause, and the word that governs him."""

from __future__ import annotations

import re

import msgspec
from msgspec.structs import replace

from ..clauses import Clause
from ..lexicon import lexicon
from .dealings import DEALING, dealt_with
from .designated import designated
from .edges import OFFICES, REACH, SUFFIXES, de_ahead, named_by_act
from .frames import BUREAUS, BY, FRAMES, MOVING, OPEN, is_party
from .nouns import Noun, noun_at
from .words import Word, words

_roles = lexicon("roles")
_PIVOTS = frozenset(_roles["words"]["personal"].split()) | frozenset(
    word for words_ in _roles["anchors"].values() for word in words_.split()
)
#: modal words with the party behind them (禁止任何单位和个人侵占…)
_FORBIDDING = frozenset(("禁止", "严禁", "不准", "不许"))


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """A noun phrase with its anchor: "" for the subject of its clause, else the word that governs it, at ``anchor_at``."""

    noun: Noun
    anchor: str
    anchor_at: int
    after: str  # the words directly behind it, for its role


def parties(text: str, ws: list[Word], i: int, end: int, found: list[Candidate]) -> None:
    """The object of every verb and preposition from word ``i`` on."""
    n = len(ws)
    last_head = n - 1
    while last_head >= i and ws[last_head][0] not in "TtL":
        last_head -= 1
    i = _past_blocks(text, ws, i, last_head)
    while i <= last_head and i < n:
        kind, s, e = ws[i]
        i += 1
        if (kind not in "VvP" and not (kind == "C" and text[s:e] == "与") and text[s:e] not in _FORBIDDING) or e >= end:
            continue
        if kind == "v" and i < n and ws[i][1] == e and ws[i][0] in "NF" and text.startswith(_NOMINALISERS, e):
            continue
        if i < n and ws[i][1] == e and (ws[i][0] == "D" or (kind in "Vv" and text[e : ws[i][2]] in SUFFIXES)):
            continue  # 参与|人 is one name
        named = kind in "Vv" and i < n and text[e : ws[i][2]] in OFFICES and ws[i][1] == e and named_by_act(text, ws, i - 1)
        if named and (i < 2 or ws[i - 2][0] not in "MA"):
            continue  # 招聘|人员
        anchor = text[s:e] if text[e - 1] != "向" else "向"
        if anchor in ("将", "把"):
            told = _told(text, ws, i, e, end) if text[e] != "被" else None
            if told is not None:
                i = told
                continue
        if anchor not in BY and i < n and ws[i][0] not in "TtQL":
            far = _past_blocks(text, ws, i, last_head)
            if far > i:
                i = far
                continue
        if anchor in DEALING and (dealt := dealt_with(text, ws, i, e, end, anchor)) is not None:
            found.append(Candidate(dealt, anchor, s, text[dealt.end : min(end, dealt.end + 12)]))
            i = dealt.next + (dealt.next < n and ws[dealt.next][0] in "Vv")  # 接受企业|委托|招聘人员
            continue
        noun = noun_at(text, ws, i, e, end, False)
        if noun is not None and noun.next - i > 1:
            if noun.end - noun.start > 8 and _TIMED.search(text, noun.start, noun.end):
                continue
            if (inside := clause_inside(text, ws, i, noun)) >= 0:
                i = inside  # 将财政支付的费用|要求居民承担: what is told is read behind its verb
                continue
        if anchor in BY:
            noun = _doer(text, ws, i, e, end, noun)
        if noun is None or noun.end <= e:
            continue
        if anchor in _ADDRESSING:
            noun = designated(text, ws, noun, end) or noun
        if anchor in BY and _BORNE.match(text, noun.end, end):
            continue
        consists = _CONSISTS.match(text, noun.end, end) if anchor in BY else None
        if consists is not None:  # whom a body consists of
            if text.startswith("的", consists.end()):
                continue
            anchor, noun = "组成", replace(noun, follow="" if noun.follow == "loose" else noun.follow)
        if anchor == "至" and i > 1 and ws[i - 2][0] in "Vv" and ws[i - 2][2] == s:
            anchor = "向"
        frame = FRAMES.get(anchor)
        framed = frame is not None and frame.match(text, noun.end, end) is not None
        if anchor not in OPEN and anchor[-1] != "给" and not framed and relative(ws, noun.next, noun.end, end):
            continue
        nominal = noun.next < n and ws[noun.next][0] == "v" and ws[noun.next][1] == noun.end
        moved = anchor in MOVING and noun.end < end and not relative(ws, noun.next, noun.end, end)
        if (
            nominal
            and not noun.follow
            and anchor not in _PIVOTS
            and anchor not in _FORBIDDING
            and not framed
            and not (moved and _acts(text, ws, noun.next, end))
        ):
            continue  # 提升政府服务能力: the name only modifies
        if anchor in ("将", "把") and _with_somebody(text, ws, i, noun):
            continue  # 将数据与养老机构|共享: the other side is read behind 与
        if anchor in ("将", "把") and text.startswith("在", noun.end) and "的" in text[noun.end : noun.end + 24]:
            continue  # 将企业在…中的信息: whose it is
        if anchor in ("将", "把") and _handles(ws, i, noun.next, e):
            continue  # 将材料报送负责审查的部门: the object is the material
        if is_party(text, anchor, noun, end):
            found.append(Candidate(noun, anchor, s, text[noun.end : min(end, noun.end + 12)]))
            i = max(i, noun.next)
            if (
                (anchor in _APPROVED or (anchor == "在" and framed))
                and i + 1 < n
                and ws[i][0] in "Vv"
                and ws[i + 1][0] == "C"
                and ws[i][2] == ws[i + 1][1]
            ):
                start = ws[i + 1][2] - (text[ws[i + 1][2] - 1] == "其")
                other = noun_at(text, ws, i + 2, start, end, False)
                if other is not None and other.follow in ("", "of") and text.startswith(_APPROVES, other.end):
                    found.append(Candidate(other, anchor, s, text[other.end : min(end, other.end + 12)]))
                    i = other.next
        elif kind != "P" and not noun.follow and not noun.weak:
            i = max(i, noun.next)  # a whole name, but no party: nothing inside it is one either


#: no name tells a time (决定生效之日起五年内不受理…)
_TIMED = re.compile("之日起|[日月年]内(?!部)")
_TELLING = frozenset(_roles["words"]["telling"].split())
#: verbs that no name holds before its last head, unless 的 closes them
FINITE = frozenset(_roles["words"]["finite"].split())


def clause_inside(text: str, ws: list[Word], i: int, noun: Noun) -> int:
    """Where a finite verb or a second preposition stands inside a supposed name that no 的 closes; -1 where none does."""
    for x in range(min(noun.next, len(ws)) - 1, i, -1):
        kind, s, e = ws[x]
        if e > noun.end:
            continue
        if kind == "D" or s <= noun.start:
            break
        if (
            kind in "Vv"
            and text[s:e] in FINITE
            and (kind == "V" or (x + 1 < len(ws) and ws[x + 1][0] == "Q" and ws[x + 1][1] == e))
            and not (ws[x + 1 : x + 2] and ws[x + 1][1] == e and text[ws[x + 1][1] : ws[x + 1][2]] in OFFICES)
        ):
            return x
    return -1


def _handles(ws: list[Word], i: int, stop: int, at: int) -> bool:
    """将材料|报送|负责审查的部门, but 将|符合条件的|机构: is a verb between 将 and the head that no 的 closes?"""
    verbs = [x for x in range(i, stop) if ws[x][0] == "V" and not (x > i and ws[x - 1][0] == "P" and ws[x - 1][2] == ws[x][1])]
    closed = max((x for x in range(i, stop) if ws[x][0] == "D"), default=-1)
    alone = all(word[0] != "P" for word in ws[i:stop])
    return bool(verbs) and not (alone and ws[i][1] == at and ws[i][0] == "V" and closed > verbs[-1])


def _with_somebody(text: str, ws: list[Word], i: int, noun: Noun) -> bool:
    """相关数据|与养老机构: does 与 join a thing to the first head?"""
    for x in range(i, min(noun.next, len(ws))):
        if ws[x][0] in "TtL" or ws[x][1] >= noun.end:
            return False
        if ws[x][0] == "C" and text[ws[x][1] : ws[x][2]] in ("与", "同"):
            return True
    return False


def _told(text: str, ws: list[Word], i: int, at: int, end: int) -> int | None:
    """将有关情况|报告|主管部门: the word that governs somebody behind the object of 将; None when there is none."""
    for x in range(i, min(len(ws), i + REACH)):
        kind, s, e = ws[x]
        if kind in "MP":
            return None
        if kind in "Vv" and s > at and text[s:e] in _TELLING and e < end:
            noun = noun_at(text, ws, x + 1, e, end, False)
            if noun is not None and not noun.weak and noun.follow in ("", "loose"):
                ws[x] = ("V", s, e)
                return x
    return None


def _past_blocks(text: str, ws: list[Word], i: int, last: int) -> int:
    """The first word from which the next name can be reached: no name crosses a preposition, adverb or modal without a 的 behind it.

    The same answer as trying every word before it, without the trying.
    """
    block = -1
    for x in range(i, min(last + 1, i + REACH)):
        kind = ws[x][0]
        if kind in "DE" or (kind == "P" and text[ws[x][1] : ws[x][2]] == "经" and de_ahead(ws, x, min(last, x + 12))):
            return i
        if kind in "PAM" and not (text[ws[x][1] : ws[x][2]] == "被" and x < last and ws[x + 1][0] in "Vv"):
            block = x
        elif kind in "Tt":
            return block if block >= i else i
    return i


def _acts(text: str, ws: list[Word], k: int, end: int) -> bool:
    """推动公众|参与|环境保护: is the verb behind a party that is moved to act an act with an object, not half of a noun?"""
    last = ws[k][2]
    if last >= end or text.startswith(_NOMINALISERS, last) or text[last] in "的、和":
        return False
    return k + 1 >= len(ws) or ws[k + 1][1] > last or (ws[k + 1][0] in "NFQT" and not text.startswith(_ABSTRACT, last))


_ABSTRACT = ("能力", "水平", "体系", "机制", "制度", "平台", "设施", "质量", "效率", "人员", "机构", "队伍")
#: nouns that make a noun of the verb before them (股权投资方式)
_NOMINALISERS = ("方式", "形式", "手段", "活动", "行为", "过程", "领域", "需要", "工作")


_APPROVED = frozenset(("经", "未经", "报经", "非经", "须经", "应经"))
_APPROVES = (
    "指导",
    "的指导",
    "领导",
    "的领导",
    "监督",
    "的监督",
    "批准",
    "同意",
    "授权",
    "许可",
    "审批",
    "核准",
    "备案",
    "审查",
    "审核",
)
_ADDRESSING = BY | {"向", "报", "对"}


#: 由被保险人|负担者，: whoever bears it is no agent of what follows
_BORNE = re.compile("[^，；。的]{1,6}(?<![经运提使生销管])者$")


_MEETING = re.compile("会议|大会|团|小组")
_CONSISTS = re.compile(
    "(?:等?共?[一二三四五六七八九十百0-9]+(?:至[一二三四五六七八九十百0-9]+)?[名人](?:以上)?)?(?:共同)?(?:组成|构成)"
)


def _doer(text: str, ws: list[Word], i: int, at: int, end: int, noun: Noun | None) -> Noun | None:
    """由X: the agent, where ``noun`` is what stands behind the word."""
    if noun is not None:
        for x in range(i + 1, min(noun.next, len(ws))):
            kind, s, e = ws[x]
            if kind == "P" and text[s:e] == "对" and ws[x - 1][0] in "Tt" and ws[x - 1][2] == s and ws[x - 1][1] >= at:
                return Noun(at, s, x)  # 由设立单位|对直接负责的主管人员…给予处分
            behind = ws[x + 1] if x + 1 < len(ws) else ("", 0, 0)
            if (
                text[s:e] == "代表"
                and ws[x - 1][0] == "T"
                and ws[x - 1][2] == s
                and behind[0] == "T"
                and behind[1] == e
                and not _MEETING.match(text, e)
            ):
                return Noun(at, s, x)  # 由业主委员会|代表业主…
    if text.endswith(("规定", "决定"), at, end) and end - at < 60 and (noun is None or noun.follow):
        inside = words(text, at, end - 2)  # 由国务院|规定: behind its agent it is no noun
        named = noun_at(text, inside, 0, at, end - 2, False)
        if named is not None and named.end == end - 2 and not (named.follow or named.weak or _AGREED.match(text, at)):
            return Noun(at, end - 2, next((x for x in range(i, len(ws)) if ws[x][1] >= end - 2), len(ws)), "", named.cuts)
    return _before_predicate(text, ws, i, at, end) or noun if noun is None or noun.follow else noun


#: 由合同约定或者当事人决定: the first is nobody
_AGREED = re.compile("(?:法律|法规|合同|协议|章程|规约)")


def _before_predicate(text: str, ws: list[Word], i: int, at: int, end: int) -> Noun | None:
    """Whatever stands between 由 and the verb is somebody, so the first name before a predicate will do."""
    for x in range(i, min(len(ws), i + 16)):
        kind, _, e = ws[x]
        if kind == "M" or (kind == "P" and x > i) or (kind == "C" and text.endswith("规定", at, ws[x][1])):
            return None  # 由法律规定或者当事人约定
        body = kind == "T" or (kind == "t" and e - at > 3 and text[e - 1] in BUREAUS)
        if body and (e == end or (x + 1 < len(ws) and ws[x + 1][1] == e and ws[x + 1][0] in "VvAPM")):
            doer = Noun(at, e, x + 1)
            return doer if clause_inside(text, ws, i, doer) < 0 else None
    return None


def relative(ws: list[Word], i: int, at: int, end: int) -> bool:
    """Does a bare verb group with 的 follow (对X提出的申请…), so that X only modifies a thing?"""
    first = i
    while i < len(ws) and ws[i][1] == at:
        if ws[i][0] == "D":
            return i > first and ws[i][2] < end and ws[i - 1][0] != "A"
        if ws[i][0] not in "VvAC":
            return False
        at = ws[i][2]
        i += 1
    return False


_RIGHTS = ("合法权益", "合法利益", "合法权利")


def holders(text: str, ws: list[Word], subject: Noun | None, end: int, found: list[Candidate]) -> None:
    """国家安全、公共利益或者|公民、组织|合法权益: whose rights are named is a party wherever the verb stands."""
    for r, (kind, s, _) in enumerate(ws):
        if kind != "R" or not text.startswith(_RIGHTS, s):
            continue
        x = r - 1
        if x >= 0 and ws[x][0] == "D" and ws[x][2] == s:
            x -= 1
        stop = x
        first = None
        cuts: list[tuple[int, int]] = []
        while x >= 0 and ws[x][0] == "T" and ws[x][2] == (s if first is None and stop == r - 1 else ws[x + 1][1]):
            first = x
            if x < 2 or ws[x - 1][0] != "C" or ws[x - 1][2] != ws[x][1] or ws[x - 2][0] != "T" or ws[x - 2][2] != ws[x - 1][1]:
                break
            cuts.insert(0, (ws[x - 2][2], ws[x][1]))
            x -= 2
        if first is None or not (first == 0 or ws[first - 1][2] == ws[first][1]) or (first and ws[first - 1][0] not in "CVvP"):
            continue
        noun = Noun(ws[first][1], ws[stop][2], r, "rights", tuple(cuts))
        if subject is not None and subject.end > noun.start:
            continue
        if not any(one.noun.start < noun.end and noun.start < one.noun.end for one in found):
            found.append(Candidate(noun, "", noun.start, text[noun.end : min(end, noun.end + 12)]))
            found.sort(key=lambda one: one.noun.start)


def society_in(text: str, clause: Clause, found: list[Candidate]) -> None:
    """向社会公布: society is addressed."""
    at = text.find("向社会", clause.start, clause.end)
    while at >= 0:
        behind = text[at + 3 : at + 5]
        if behind not in ("公众", "资本", "组织", "团体", "力量", "保险", "主义") and text[at - 1 : at] != "面":
            noun = Noun(at + 1, at + 3, 0)
            found.append(Candidate(noun, "向", at, text[at + 3 : at + 9]))
        at = text.find("向社会", at + 3, clause.end)
    found.sort(key=lambda c: c.noun.start)
