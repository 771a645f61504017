"""Candidates 候选: the noun phrases of every clause that name actors, with what stands before them.

A clause is read once from its start: its subject first, then the object of every verb and preposition.
"""

from __future__ import annotations

import re

import msgspec
from msgspec.structs import replace

from ..clauses import Clause, Sentence, split
from ..lexicon import alternation, lexicon, openers
from ..units import Passage
from .edges import CHOOSING, DIRECTED, MEANS, REACH, list_head_ahead, relative_of
from .nouns import Noun, noun_at
from .words import DOUBTFUL, ENDING, GENERAL, Vocabulary, Word, words

_roles = lexicon("roles")
_adverbs = [word for word in lexicon("adverbials")["adverbs"] if word not in ("其他", "负责", "有权", "可以")]
_REFUSED = frozenset(_roles["refused"]["prepositions"].split()) | frozenset(_roles["refused"]["verbs"].split())
_GOVERNED = tuple(_roles["governed"]["nouns"].split())
_PIVOTS = frozenset(_roles["words"]["personal"].split()) | frozenset(
    word for words_ in _roles["anchors"].values() for word in words_.split()
)
_PERSON_OBJECTS = frozenset(_roles["words"]["person_objects"].split())
_PROTECTING = frozenset(_roles["words"]["protecting"].split())
_KINDS = frozenset(" ".join(lexicon("actors")["modifiers"][key] for key in ("kind", "situational")).split())
_PERSONAL = frozenset(_roles["words"]["personal"].split())
_OPEN = frozenset(_roles["words"]["open"].split())
_NEVER = frozenset(_roles["words"]["never"].split())


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """A noun phrase with its anchor: "" for the subject of its clause, else the word that governs it, at ``anchor_at``."""

    noun: Noun
    anchor: str
    anchor_at: int
    after: str  # the words directly behind it, for its role


class ClauseReading(msgspec.Struct, frozen=True, gc=False):
    """One clause: where it is, its words, its subject, and the parties in it."""

    start: int
    end: int
    stop: str
    begin: int  # behind a leading 但, 同时 …
    words: list[Word]
    subject: Noun | None
    parties: tuple[Candidate, ...]


def read_sentences(
    passage: Passage, modals: list[tuple[int, int]], starts: list[int], vocabulary: Vocabulary = GENERAL
) -> list[tuple[Sentence, list[ClauseReading]]]:
    """The clauses with candidates of every sentence, and all clauses of a sentence with a trigger.

    ``modals``: spans of the modal words that end a subject; ``starts``: where all triggers start.
    """
    text = passage.text
    heads = [match.end() for match in ENDING.finditer(text)]
    if vocabulary.own is not None and (own_heads := [match.end() for match in vocabulary.own.finditer(text)]):
        heads = sorted({*heads, *own_heads})
    society = "向社会" in text
    found: list[tuple[Sentence, list[ClauseReading]]] = []
    if not (heads or starts or society or "国家" in text):
        return found
    sentences = split(text)
    place = head = start = 0
    heads.append(len(text) + 1)  # each list closed by an offset that is never reached
    modals = [*modals, (len(text) + 1, 0)]
    starts = [*starts, len(text) + 1]
    for sentence in sentences:
        clauses = []
        governed = starts[start] < sentence.end
        for clause in sentence.clauses:
            end = clause.end
            own = []
            while modals[place][0] < end:
                own.append(modals[place])
                place += 1
            last = -1
            while heads[head] <= end:
                last = heads[head]
                head += 1
            bound = False
            while starts[start] < end:
                start, bound = start + 1, True
            if last < 0 and bound:  # a doubtful head counts near a modal word
                for match in DOUBTFUL.finditer(text, clause.start, end):
                    last = match.end()
            near = modals[place][0]
            behind = near - end < 24 and clause.stop == "，" and near <= len(text)
            if behind and (near == end + 1 or (text[end + 1] in _LINKING and _LINK.fullmatch(text, end + 1, near))):
                own.append((end, end))
            if last < 0 and not own and not society and text[clause.start : clause.start + 2] != "国家":
                if governed:
                    clauses.append(ClauseReading(clause.start, end, clause.stop, clause.start, _NONE, None, ()))
                continue
            clauses.append(_read(text, clause, own, last, starts[start - 1] if bound else -1, society, vocabulary))
        if clauses:
            found.append((sentence, clauses))
    return found


_LINKING = openers(_adverbs, "在一二三四五六七八九十0123456789终也都并还均")
#: what may stand between a subject set off by a comma and its modal
_LINK = re.compile(
    f"(?:{alternation(_adverbs)}|在?[一二三四五六七八九十0-9]+(?:年|日|个月|个工作日)(?:之?内|前)|终身|也|都|并|还|均)*+"
)


def _with_modals(text: str, ws: list[Word], modals: list[tuple[int, int]]) -> list[Word]:
    """The words with every modal as a word of its own, so that a name ends before it whatever it looks like."""
    for start, end in modals:
        if start == end:
            ws.append(("M", start, end))
            continue
        at, n = 0, len(ws)
        while at < n and ws[at][2] <= start:
            at += 1
        if at < len(ws) and ws[at][1] == start and ws[at][0] in "VvM":
            if ws[at][0] == "v" and at and not list_head_ahead(ws, at, len(ws)):
                ws[at] = ("V", start, ws[at][2])
            continue
        if (
            at < len(ws)
            and ws[at][1] <= start
            and ws[at][2] >= end
            and (ws[at][0] == "T" or (ws[at][0] in "FN" and ws[at][2] - ws[at][1] > end - start))
        ):
            continue  # the verb is part of a longer word or a defined name
        upto = at
        while upto < len(ws) and ws[upto][1] < end:
            upto += 1
        ws[at:upto] = [("M", start, end)]
    return ws


#: numbering and connectives before the subject
_OPENING = re.compile(
    "[\\s\u3000]*(?:[0-9]+(?:[.．][0-9]+)+[、.．\\s]*|[0-9]{1,2}[、.．]|（[一二三四五六七八九十0-9]{1,3}）)?[\\s\u3000]*"
    "(?:本(?:[法章节条款项]|条例|办法|规定|细则|规则|解释|规范|准则|标准|导则|意见)中?所?称的?)?"
    "(?:是指|系指|但是|同时|其中|此外|另外|并且|因此|任何情况下|必要时|或者|以及|[但并也而且又凡](?!购))*+"
)
_NONE: list[Word] = []
_OPENERS = frozenset(" \t\u3000（0123456789本是系但同其此另并因任必或以也而且又凡")
#: no actor's name is longer (characters)
LONGEST = 140
#: how far behind the last head a word still matters (X提出的申请)
_BEYOND = 14


def _read(
    text: str, clause: Clause, modals: list[tuple[int, int]], last: int, trigger: int, society: bool, vocabulary: Vocabulary
) -> ClauseReading:
    """The clause; ``last`` is the end of its last possible head, ``trigger`` the start of its last trigger, -1 when it has none."""
    start, end, stop = clause
    begin = start
    if text[start : start + 1] in _OPENERS:
        opening = _OPENING.match(text, start, end)
        begin = opening.end() if opening is not None else start
    state = text.startswith("国家", begin)
    parties: list[Candidate] = []
    if last < 0 and trigger <= begin and not state:
        if society:
            _society(text, clause, parties)
        return ClauseReading(start, end, stop, begin, _NONE, None, tuple(parties))
    limit = last + _BEYOND if last > 0 else begin
    if modals:
        limit = max(limit, modals[-1][1])
    if state:
        limit = max(limit, begin + _BEYOND)
    ws = words(text, begin, min(limit, end), vocabulary)
    if modals:
        _with_modals(text, ws, modals)
    subject: Noun | None = None
    if state and ws and ws[0][1] == begin + 2 and ws[0][0] in "VvAP" and not _relative(ws, 0, begin + 2, end):
        subject = Noun(begin, begin + 2, 0)
        _parties(text, ws, 0, end, parties)
    elif last > 0:
        i = 0
        first = noun_at(text, ws, 0, begin, end, True)
        if first is not None and ws[0][0] not in "PVAv":
            first = _designated(text, ws, first, end) or first
        if first is not None and first.start >= begin and _is_subject(text, ws, first, bool(modals), end):
            subject = first
            i = max(1, first.next)
        _parties(text, ws, i, end, parties)
    if society:
        _society(text, clause, parties)
    if last > 0:
        _holders(text, ws, subject, end, parties)
    return ClauseReading(start, end, stop, begin, ws, subject, tuple(parties))


#: verbs of a standing class of persons
_STANDING = frozenset(("从事", "承担", "负有", "具有", "履行", "提供", "经营", "使用", "取得", "纳入", "列入"))
#: how a breach goes on behind its offender (开展…活动的单位|不履行义务的)
_BREACHES = ("不", "未", "拒不", "拒绝", "违反", "有下列", "有前款", "有本条", "擅自", "逾期", "没有")


def _clause_of(text: str, ws: list[Word], first: int, noun: Noun) -> bool:
    """向环境排放污水的单位|应当: does the preposition open a relative clause of the subject?"""
    if text[ws[first][1] : ws[first][2]] not in DIRECTED or noun.follow or noun.weak:
        return False
    modal = noun.next < len(ws) and ws[noun.next][0] in "MV"
    return modal and relative_of(text, ws, first, min(len(ws), noun.next + 1))


def _is_subject(text: str, ws: list[Word], noun: Noun, governed: bool, end: int) -> bool:
    """May the phrase at the start of the clause be somebody who acts? A doubtful head needs a modal, adverb or preposition behind it."""
    if noun.follow in ("rights", "thing", "mixed", "between") or noun.end - noun.start > LONGEST:
        return False
    opens = ws[0][0] in "PVAv" and ws[0][1] == noun.start
    if opens:
        first = next((x for x, w in enumerate(ws) if w[0] != "A"), 0)
        if ws[first][0] == "P" and text[ws[first][1] : ws[first][2]] in _NEVER:
            return _clause_of(text, ws, first, noun)
    if opens and any(text[w[1] : w[2]] in CHOOSING and text.endswith(MEANS, noun.start, w[1]) for w in ws if w[2] < noun.end):
        return False  # 通过招标方式选择具有资质的单位（以下称…）
    if opens and any(w[0] == "D" and w[2] < noun.end for w in ws):
        nxt = ws[noun.next] if noun.next < len(ws) else None
        verb = next((text[w[1] : w[2]] for w in ws[:8] if w[0] in "Vv"), "")
        breach = verb not in _PERSON_OBJECTS and text[end - 1] == "的" and text.startswith(_BREACHES, noun.end)
        if ws[0][0] != "P" and not breach and (verb in _PERSON_OBJECTS or (verb not in _KINDS and not governed)):
            return False  # 处罚违法的单位，应当…: not somebody but an act
        if nxt is None and noun.end == end and (verb in _STANDING or relative_of(text, ws, 0, len(ws))):
            return True  # 从事…的单位，除…外，应当…
        if nxt is None or nxt[0] not in "MAPVv" or (ws[0][0] == "P" and text[ws[0][1] : ws[0][2]] in _NEVER):
            return False
    if noun.follow == "of":
        return True
    if noun.weak or noun.follow == "loose":
        nxt = ws[noun.next] if noun.next < len(ws) else None
        if nxt is None or noun.end - noun.start < 2:
            return False
        if noun.weak and nxt[0] == "M" and _STATE.match(text, nxt[2]):
            return False
        if noun.follow == "loose":
            near = nxt[0] in "VPA" and nxt[1] - noun.end < 4
            return near and not noun.weak and noun.end - noun.start > 2
        return (
            nxt[1] == noun.end
            and (
                nxt[0] in "MA"
                or (nxt[0] == "P" and noun.end - noun.start > 2)
                or (nxt[0] in "Vv" and noun.end - noun.start > 3 and text[noun.end - 1] in _BUREAUS)
                or text.startswith(_ORGANISING, noun.end)
            )
        ) or noun.open_list
    return True


_ORGANISING = ("负责", "统筹", "协调", "研究", "决定", "组织")


def _parties(text: str, ws: list[Word], i: int, end: int, found: list[Candidate]) -> None:
    """The object of every verb and preposition from word ``i`` on."""
    n = len(ws)
    last_head = n - 1
    while last_head >= i and ws[last_head][0] not in "TtL":
        last_head -= 1
    i = _past_blocks(text, ws, i, last_head)
    while i <= last_head and i < n:
        kind, s, e = ws[i]
        i += 1
        if (kind not in "VvP" and not (kind == "C" and text[s:e] == "与")) or e >= end:
            continue
        if kind == "v" and i < n and ws[i][1] == e and ws[i][0] in "NF" and text.startswith(_NOMINALISERS, e):
            continue
        if i < n and ws[i][1] == e and ws[i][0] == "D":
            continue
        anchor = text[s:e] if text[e - 1] != "向" else "向"
        if anchor in ("将", "把"):
            told = _told(text, ws, i, e, end)
            if told is not None:
                i = told
                continue
        if anchor not in _BY and i < n and ws[i][0] not in "TtQL":
            far = _past_blocks(text, ws, i, last_head)
            if far > i:
                i = far
                continue
        noun = noun_at(text, ws, i, e, end, False)
        if anchor in _BY and (noun is None or noun.follow):
            noun = _doer(text, ws, i, e, end) or noun
        if noun is None or noun.end <= e:
            continue
        if anchor in _ADDRESSING:
            noun = _designated(text, ws, noun, end) or noun
        if anchor in _BY and text.startswith("组成", noun.end):  # whom a body consists of
            if text.startswith("的", noun.end + 2):
                continue
            anchor = "组成"
        if anchor == "至" and i > 1 and ws[i - 2][0] in "Vv" and ws[i - 2][2] == s:
            anchor = "向"
        frame = _FRAMES.get(anchor)
        framed = frame is not None and frame.match(text, noun.end, end) is not None
        if anchor not in _OPEN and anchor[-1] != "给" and not framed and _relative(ws, noun.next, noun.end, end):
            continue
        nominal = noun.next < n and ws[noun.next][0] == "v" and ws[noun.next][1] == noun.end
        moved = anchor in _MOVING and noun.end < end and not _relative(ws, noun.next, noun.end, end)
        if nominal and not noun.follow and anchor not in _PIVOTS and not (moved and _acts(text, ws, noun.next, end)):
            continue  # 提升政府服务能力: the name only modifies
        if anchor in ("将", "把") and any(w[0] == "V" for w in ws[i : noun.next]):
            continue  # 将材料报送负责审查的部门: the object is the material
        if _is_party(text, anchor, noun, end):
            found.append(Candidate(noun, anchor, s, text[noun.end : min(end, noun.end + 12)]))
            i = max(i, noun.next)
            if anchor in _APPROVED and i + 1 < n and ws[i][0] in "Vv" and ws[i + 1][0] == "C" and ws[i][2] == ws[i + 1][1]:
                other = noun_at(text, ws, i + 2, ws[i + 1][2], end, False)
                if other is not None and not other.follow and text.startswith(_APPROVES, other.end):
                    found.append(Candidate(other, anchor, s, text[other.end : min(end, other.end + 12)]))
                    i = other.next
        elif kind != "P" and not noun.follow and not noun.weak:
            i = max(i, noun.next)  # a whole name, but no party: nothing inside it is one either


_TELLING = frozenset(_roles["words"]["telling"].split())


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
        if kind in "DE":
            return i
        if kind in "PAM" and not (text[ws[x][1] : ws[x][2]] == "被" and x < last and ws[x + 1][0] in "Vv"):
            block = x
        elif kind in "Tt":
            return block if block >= i else i
    return i


_MOVING = frozenset(_roles["anchors"]["encouraged"].split()) | frozenset(_roles["anchors"]["organised"].split())


def _acts(text: str, ws: list[Word], k: int, end: int) -> bool:
    """推动公众|参与|环境保护: is the verb behind a party that is moved to act an act with an object, not half of a noun?"""
    last = ws[k][2]
    if last >= end or text.startswith(_NOMINALISERS, last) or text[last] in "的、和":
        return False
    return k + 1 >= len(ws) or ws[k + 1][1] > last or (ws[k + 1][0] in "NFQT" and not text.startswith(_ABSTRACT, last))


_ABSTRACT = ("能力", "水平", "体系", "机制", "制度", "平台", "设施", "质量", "效率", "人员", "机构", "队伍")
#: what a thing rather than somebody does: a doubtful head before it is a thing (平台应当具备…)
_STATE = re.compile(
    "符合|具备|具有|纳入|包括|采用|位于|保持|达到|有|为|能够|作为|由|经|满足|与|以|列入|用于|遵循|属于|标明|载明|处于|高于|低于|设在"
)
#: nouns that make a noun of the verb before them (股权投资方式)
_NOMINALISERS = ("方式", "形式", "手段", "活动", "行为", "过程", "领域", "需要", "工作")
_BY = frozenset(("由", "交由", "应由", "转由"))


_APPROVED = frozenset(("经", "未经", "报经", "非经", "须经", "应经"))
_APPROVES = ("批准", "同意", "授权", "许可", "审批", "核准", "备案", "审查", "审核")
_ADDRESSING = _BY | {"向", "报", "对"}
#: verbs that make another body of the one behind 的 (县人民政府确定的部门), and those that do so with an object (负责管理工作的部门)
_DESIGNATING = frozenset(_roles["words"]["designating"].split())
_POSSESSING = frozenset(_roles["words"]["possessing"].split())


def _designated(text: str, ws: list[Word], noun: Noun, end: int) -> Noun | None:
    """由县人民政府|确定的监督管理部门|处罚: the head behind 的, when the name before it only says whose or whence the body is."""
    k, n = noun.next, len(ws)
    if noun.follow or noun.open_list or k >= n or ws[k][0] not in "Vv" or ws[k][1] != noun.end:
        return None
    verb = text[ws[k][1] : ws[k][2]]
    if verb in _POSSESSING:
        while k < n and ws[k][0] in "VvNFTLRC":
            k += 1
    elif verb in _DESIGNATING:
        k += 1 + (k + 1 < n and ws[k + 1][0] in "Vv" and ws[k + 1][1] == ws[k][2])
        if k < n and ws[k][1] != ws[k - 1][2]:
            return None
    if k >= n or ws[k][0] != "D" or ws[k][2] >= end:
        return None
    head = noun_at(text, ws, k + 1, ws[k][2], end, False)
    if head is None or head.weak or head.follow or head.start != ws[k][2] or text[head.start : head.end] in ("他人", "对方"):
        return None
    if head.end < end and not (head.next < n and ws[head.next][1] == head.end and ws[head.next][0] in "VvAPM"):
        return None
    return replace(head, start=noun.start, cuts=(*noun.cuts, *head.cuts))


def _doer(text: str, ws: list[Word], i: int, at: int, end: int) -> Noun | None:
    """由X: whatever stands between 由 and the verb is somebody, so the first name before a predicate will do."""
    for x in range(i, min(len(ws), i + 16)):
        kind, _, e = ws[x]
        if kind == "M" or (kind == "P" and x > i):
            return None
        body = kind == "T" or (kind == "t" and e - at > 3 and text[e - 1] in _BUREAUS)
        if body and (e == end or (x + 1 < len(ws) and ws[x + 1][1] == e and ws[x + 1][0] in "VvAPM")):
            return Noun(at, e, x + 1)
    return None


#: frames that name a party behind a word that otherwise governs none: 造成X损害, 在X领导下, 根据X授权
_FRAMES = {
    "对": re.compile("(?:依法)?(?:组织)?(?:开展|实施|进行|组织|作出)的[^，；。]{0,30}(?:检查|调查|监督|检测|评估)"),
    "造成": re.compile("的?(?:人身|财产)?(?:、财产)?(?:损害|损失|伤亡|伤害)"),
    "致使": re.compile("的?(?:人身|财产)?(?:、财产)?(?:损害|损失|伤亡|伤害|遭受)"),
    "在": re.compile("的?(?:统一)?(?:领导|指导|统筹|协调|组织|监督|主持|帮助|见证)[^，；。]{0,12}下"),
    "根据": re.compile("的?(?:授权|委托)"),
    "依据": re.compile("的?(?:授权|委托)"),
    "考虑": re.compile("的(?:[^，；。的]{0,4})(?:需求|需要|特点|利益|意愿)"),
    "照顾": re.compile("的(?:[^，；。的]{0,4})(?:需求|需要|特点|利益)"),
}


def _is_party(text: str, anchor: str, noun: Noun, end: int) -> bool:
    if noun.end - noun.start > LONGEST:
        return False
    frame = _FRAMES.get(anchor)
    if frame is not None and not noun.weak and frame.match(text, noun.end, end):
        return True
    if anchor in _REFUSED and not (noun.follow == "rights" and anchor in _PROTECTING):
        return False
    if noun.weak and not (
        (anchor in _PERSONAL or noun.follow == "rights") and 2 < noun.end - noun.start < 12 and text[noun.end - 1] in _PERSONS
    ):
        return False
    if anchor in ("明确", "确定", "落实") and text.endswith("主体", noun.start, noun.end):
        return False
    if noun.follow == "":
        return True
    if noun.follow == "rights":
        return anchor in _PROTECTING or anchor in _OPEN
    if noun.follow == "of":
        at = noun.end + 1
        rest = text[at:end]
        if anchor in ("对", "与", "和", "同", "接受", "服从", "听取", "征求", "经", "未经", "征得", "配合", "对于"):
            return rest.startswith(_GOVERNED) or (anchor in ("对", "与") and rest.endswith(_GOVERNED) and len(rest) < 8)
        return False
    if noun.follow == "between":
        return anchor in _JOINING
    if noun.follow == "thing":
        return anchor in ("听取", "征求") and text.startswith(("意见", "的意见"), noun.end)
    if noun.follow == "loose":
        return anchor in _PERSONAL and noun.end - noun.start < 13 and "的" not in text[noun.start : noun.end]
    return anchor in ("向", "由", "会同") and noun.follow == "mixed"


#: what is done between parties (促进A、B之间的信息共享)
_JOINING = frozenset(("促进", "加强", "推动", "推进", "实现", "协调", "建立", "规范"))
_PERSONS = frozenset("人者方员商局厅署")
#: heads of one character that are bodies whatever stands behind them (国家数据局发布…)
_BUREAUS = frozenset("局厅署")


def _relative(ws: list[Word], i: int, at: int, end: int) -> bool:
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


def _holders(text: str, ws: list[Word], subject: Noun | None, end: int, found: list[Candidate]) -> None:
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


def _society(text: str, clause: Clause, found: list[Candidate]) -> None:
    """向社会公布: society is addressed."""
    at = text.find("向社会", clause.start, clause.end)
    while at >= 0:
        behind = text[at + 3 : at + 5]
        if behind not in ("公众", "资本", "组织", "团体", "力量", "保险", "主义") and text[at - 1 : at] != "面":
            noun = Noun(at + 1, at + 3, 0)
            found.append(Candidate(noun, "向", at, text[at + 3 : at + 9]))
        at = text.find("向社会", at + 3, clause.end)
    found.sort(key=lambda c: c.noun.start)
