"""Candidates 候选: every clause with its subject and the parties in it, read once from its start."""

from __future__ import annotations

import re

import msgspec
from msgspec.structs import replace

from ..clauses import Clause, Sentence, closes, split
from ..lexicon import alternation, lexicon, openers
from ..units import Passage
from .designated import designated
from .edges import ADDRESSING, CHOOSING, DIRECTED, FUNCTIONAL, MEANS, SUFFIXES, list_head_ahead
from .frames import BUREAUS, LONGEST
from .nouns import Noun, noun_at
from .parties import FINITE, Candidate, holders, parties, relative, society_in
from .relatives import relative_of
from .words import DOUBTFUL, ENDING, GENERAL, Vocabulary, Word, words

_roles = lexicon("roles")
_adverbs = [word for word in lexicon("adverbials")["adverbs"] if word not in ("其他", "负责", "有权", "可以")]
_PERSON_OBJECTS = frozenset(_roles["words"]["person_objects"].split())
_KINDS = frozenset(" ".join(lexicon("actors")["modifiers"][key] for key in ("kind", "situational")).split())
_NEVER = frozenset(_roles["words"]["never"].split())


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


#: what belongs to the body before it though no 的 says so
_OWN_SYSTEM = re.compile("(?:有关|相关)[^，的]{0,8}(?:系统|平台|网站|设施)(?:应当|不得|必须)")
#: numbering and connectives before the subject
_OPENING = re.compile(
    "[\\s\u3000]*[“「]?(?:第[一二三四五六七八九十百千零〇]+条(?:之[一二三四五六七八九十]+)?[\\s\u3000]+)?(?:[0-9]+(?:[.．][0-9]+)+[、.．\\s]*|[0-9]{1,2}[、.．]|（[一二三四五六七八九十0-9]{1,3}）)?[\\s\u3000]*"
    "(?:本(?:[法章节条款项]|条例|办法|规定|细则|规则|解释|规范|准则|标准|导则|意见)中?所?称的?)?"
    "(?:是指|系指|但是|同时|其中|此外|另外|并且|因此|因而|从而|任何情况下|必要时|或者|以及|[但并也而且又凡](?!购))*+"
)
_NONE: list[Word] = []
_OPENERS = frozenset(" \t\u3000“「（0123456789本是系但同其此另并因从任必或以也而且又凡")
#: how far behind the last head a word still matters (X提出的申请)
_BEYOND = 14


def _state(text: str, at: int) -> int:
    """The length of 国家 or 中华人民共和国 at ``at``; 0 for anything else."""
    return next((len(name) for name in ("国家", "中华人民共和国") if text.startswith(name, at)), 0)


def _read(
    text: str, clause: Clause, modals: list[tuple[int, int]], last: int, trigger: int, society: bool, vocabulary: Vocabulary
) -> ClauseReading:
    """The clause; ``last`` is the end of its last possible head, ``trigger`` the start of its last trigger, -1 when it has none."""
    start, end, stop = clause
    begin = start
    if text[start : start + 1] in _OPENERS:
        opening = _OPENING.match(text, start, end)
        begin = opening.end() if opening is not None else start
    state = _state(text, begin) if text[begin : begin + 1] in "国中" else 0
    found: list[Candidate] = []
    if last < 0 and trigger <= begin and not state:
        if society:
            society_in(text, clause, found)
        return ClauseReading(start, end, stop, begin, _NONE, None, tuple(found))
    limit = last + _BEYOND if last > 0 else begin
    if modals:
        limit = max(limit, modals[-1][1])
    if state:
        limit = max(limit, begin + _BEYOND)
    ws = words(text, begin, min(limit, end), vocabulary)
    if modals:
        _with_modals(text, ws, modals)
    subject: Noun | None = None
    whose = int(state == 7 and bool(ws) and ws[0][2] == begin + 7)  # 中华人民共和国 is a word, 国家 a gap
    verbs = "VvAP" if state == 2 or text.startswith("允许", begin + state) else "AMP"
    if (
        state
        and len(ws) > whose
        and ws[whose][1] == begin + state
        and ws[whose][0] in verbs
        and not relative(ws, whose, begin + state, end)
    ):
        subject = Noun(begin, begin + state, whose)
        parties(text, ws, whose, end, found)
    elif last > 0:
        i = 0
        first = noun_at(text, ws, 0, begin, end, True)
        if (
            first is not None
            and (quote := text.rfind("“", first.start, first.end)) >= 0
            and text.find("”", quote, first.end) < 0
        ):
            first = replace(first, start=quote + 1, cuts=tuple(cut for cut in first.cuts if cut[0] > quote))
        if first is not None and first.follow == "thing" and _OWN_SYSTEM.match(text, first.end, end):
            first = replace(first, follow="of")  # 医院|有关信息系统|应当
        if first is not None and first.follow == "thing" and not first.weak and _timed(text, ws, first, end):
            first = replace(first, follow="loose")
        if first is not None and ws[0][0] not in "PVAv":
            first = designated(text, ws, first, end) or first
        if first is not None and first.start >= begin and _is_subject(text, ws, first, bool(modals), end):
            subject = first
            i = max(1, first.next)
        parties(text, ws, i, end, found)
    if society:
        society_in(text, clause, found)
    if last > 0 and "合法" in text:
        holders(text, ws, subject, end, found)
    return ClauseReading(start, end, stop, begin, ws, subject, tuple(found))


#: verbs that act upon whoever stands behind them
_CARING = frozenset(("监督", "保障", "维护", "支持", "保护", "督促"))
_ACTS = ADDRESSING | FINITE | _CARING
#: verbs of a standing class of persons
_STANDING = frozenset(("从事", "承担", "负有", "具有", "履行", "提供", "经营", "使用", "取得", "纳入", "列入"))
#: how a breach goes on behind its offender (开展…活动的单位|不履行义务的)
_BREACHES = ("不", "未", "拒不", "拒绝", "违反", "有下列", "有前款", "有本条", "擅自", "逾期", "没有")


def _clause_of(text: str, ws: list[Word], first: int, noun: Noun, end: int) -> bool:
    """向环境排放污水的单位|应当: does the preposition open a relative clause of the subject?"""
    if noun.follow not in ("", "loose") or noun.weak:
        return False
    behind = ws[noun.next] if noun.next < len(ws) else None
    modal = behind is not None and behind[0] in "MVv" and behind[1] - noun.end < 4
    if text[ws[first][1] : ws[first][2]] == "经":  # 经考试取得资格的医师，可以
        acts = first + 1 < len(ws) and ws[first + 1][0] in "Vv" and ws[first + 1][1] == ws[first][2]
        ends = noun.end == end or (behind is not None and behind[1] == noun.end and behind[0] in ("MP" if acts else "M"))
        return ends and any(w[0] == "D" and w[2] < noun.end for w in ws)
    if text[ws[first][1] : ws[first][2]] not in DIRECTED:
        return False
    return modal and relative_of(text, ws, first, min(len(ws), noun.next + 1))


def _is_subject(text: str, ws: list[Word], noun: Noun, governed: bool, end: int) -> bool:
    """May the phrase at the start of the clause be somebody who acts? A doubtful head needs a modal, adverb or preposition behind it."""
    if noun.follow in ("rights", "thing", "mixed", "between") or noun.end - noun.start > LONGEST:
        return False
    if _COUNTED.match(text, noun.start, noun.end) or _WITH.match(text, noun.start, noun.end):
        return False
    other = text.find("该", noun.start + 1, noun.end)
    if other > 0 and text[other - 1] not in "的、和及与或各":
        return False  # 证实|该公民: a pointing word opens a name of its own
    opens = ws[0][0] in "PVAv" and ws[0][1] == noun.start
    if opens and ws[0][0] == "P" and _circumstance(text, ws, noun, governed):
        return False
    if opens:
        first = next((x for x, w in enumerate(ws) if w[0] != "A"), 0)
        if ws[first][0] == "P" and text[ws[first][1] : ws[first][2]] in _NEVER:
            return _clause_of(text, ws, first, noun, end)
    if opens and ws[0][0] in "Vv" and len(ws) > 1 and ws[1][0] == "P" and ws[1][1] == ws[0][2]:
        nxt = ws[noun.next] if noun.next < len(ws) else None
        if text[ws[1][1] : ws[1][2]] in ("到", "至") or nxt is None or nxt[0] != "M":
            return False  # 投递|到柜子或者柜子的提供方, 负责|对经营单位的监督
    if opens and ws[0][0] in "Vv" and text[ws[0][1] : ws[0][2]] in _ACTS and _acts_upon(text, ws, noun):
        return False
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
    if noun.follow == "loose" and not noun.weak and _unknown_act(text, ws, noun, governed, end):
        return True
    if noun.weak or noun.follow == "loose":
        nxt = ws[noun.next] if noun.next < len(ws) else None
        if nxt is None or noun.end - noun.start < 2:
            return False
        if noun.weak and nxt[0] == "M" and _STATE.match(text, nxt[2]):
            return False
        if noun.follow == "loose":
            near = (nxt[0] in "VPA" and nxt[1] - noun.end < 4) or (
                nxt[0] == "M" and text[noun.end : nxt[1]] in ("既", "亦", "则")
            )
            return near and not noun.weak and noun.end - noun.start > 2
        return (
            nxt[1] == noun.end
            and (
                nxt[0] in "MA"
                or (nxt[0] == "P" and noun.end - noun.start > 2)
                or (nxt[0] in "Vv" and noun.end - noun.start > 3 and text[noun.end - 1] in BUREAUS)
                or text.startswith(_ORGANISING, noun.end)
            )
        ) or noun.open_list
    return True


def _circumstance(text: str, ws: list[Word], noun: Noun, governed: bool) -> bool:
    """在|核心区|禁止…, 以|债权人|为被告, 为|本地注册的公司|提供航班: is it where, as what or for whom somebody acts?"""
    word = text[ws[0][1] : ws[0][2]]
    nxt = ws[noun.next] if noun.next < len(ws) else None
    if word == "在":
        return text[noun.end - 1] in "区域地所"
    if word == "以":
        return text.startswith(("为", "作为"), noun.end)
    return word == "为" and not (governed and (nxt is None or nxt[0] in "MA"))


#: 设一名董事, 推选三名代表: an act, whoever does it; 每件或者每个单位: a measure
_COUNTED = re.compile(
    "不?(?:设|选举?|推[举选]|指定|配备|聘[请任]|任命|委派)(?:立|置)?[一二两三四五六七八九十]+[名个位人]|每[件台辆只吨]"
)
#: 同中国的企业|进行合作: the other side
_WITH = re.compile("同(?![级一类行等事意业步期伴胞学性乡居])[^、，]*的")


def _acts_upon(text: str, ws: list[Word], noun: Noun) -> bool:
    """通知|移民管理机构|执行, 建立|党的组织|并开展活动: is the phrase an act? (组织编制机关, 救助人 and what stands before a modal are names.)"""
    nxt = ws[noun.next] if noun.next < len(ws) else None
    if text[ws[0][1] : ws[0][2]] in _CARING:
        return len(ws) > 1 and ws[1][1] > ws[0][2] and not any(word[0] == "D" and word[2] < noun.end for word in ws)
    if text[ws[0][1] : ws[0][2]] not in FINITE:
        if nxt is not None and nxt[0] == "M" and nxt[1] == noun.end:
            return False
        if any(word[0] == "D" and word[2] < noun.end for word in ws):
            return text.startswith("并", noun.end)
    k = 1
    while k < len(ws) and ws[k][0] in "VvC" and ws[k][1] == ws[k - 1][2]:
        k += 1
    head = text[ws[k][1] : ws[k][2]] if k < len(ws) and ws[k][1] == ws[k - 1][2] else ""
    return not (head and (head in SUFFIXES or FUNCTIONAL.match(head)))


def _unknown_act(text: str, ws: list[Word], noun: Noun, governed: bool, end: int) -> bool:
    """业主|装修房屋的，; 经营者|搭售商品，应当: is what stands behind the name an act, though its verb is in no list?"""
    if noun.end - noun.start < 2 or text[noun.end] in "的等、（" or text.startswith(_BEFALLING, noun.end):
        return False
    nxt = ws[noun.next] if noun.next < len(ws) else None
    gap = (nxt[1] if nxt is not None else end) - noun.end
    if gap < 2:
        return False
    if text[end - 1] == "的" and closes(text, end) and end - noun.end > 2:
        return True
    if _timed(text, ws, noun, end):
        return True
    acts = nxt is not None and nxt[0] in "NT" and gap == 2 and text[noun.end - 1] in _PEOPLE
    return acts and governed and ws[-1][1] == ws[-1][2] == end


def _timed(text: str, ws: list[Word], noun: Noun, end: int) -> bool:
    """企业|停业后，应当: a short act that the next clause is timed by."""
    if text.startswith(_BEFALLING, noun.end):
        return False
    return text[end - 1] in "后时" and 2 < end - noun.end < 6 and ws[-1][1] == ws[-1][2] == end


#: what happens to somebody, after which others act (被执行人死亡的，应当中止执行)
_BEFALLING = ("死亡", "去世", "病故", "失踪", "昏迷", "缺位", "出缺", "缺席", "受伤", "伤亡", "中毒", "溺水", "病危")
_PEOPLE = frozenset("者人员户商")
_ORGANISING = ("负责", "统筹", "协调", "研究", "决定", "组织")
#: what a thing rather than somebody does: a doubtful head before it is a thing (平台应当具备…)
_STATE = re.compile(
    "符合|具备|具有|纳入|包括|采用|位于|保持|达到|有|为|能够|作为|由|经|满足|与|以(?![^，的]{1,6}方式)|列入|用于|遵循|属于|标明|载明|处于|高于|低于|设在"
)
