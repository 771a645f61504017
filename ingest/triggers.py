"""Modal words 规范词 at sentence level: what the actor and norm stages both anchor on.

Strong modals (应当, 不得, 可以 …) govern wherever they stand, unless they stand in a condition (…的，), in a relative clause
(应当注册的产品), under another verb (要求…应当) or in a definition. Weak ones (负责, 鼓励, 实行, 由X …) and bare indicative verbs
(国家建立…, X会同Y制定…) count only as the main verb of a clause that no other modal governs.
"""

from __future__ import annotations

import re

import msgspec

from .clauses import CLOSED, closes
from .facts import Modality
from .intros import Intro, intro_of
from .lexicon import alternation, lexicon
from .mainverbs import (
    SUBJECT,
    MainVerb,
    by_actor,
    by_law,
    declaring_verb,
    ends_in_subject,
    leading_verb,
    names_thing,
    opens_with_verb,
    verb_after_subject,
)
from .phrases import ADVERBS, BASIS, COMPOUND, NOMINAL, PIVOT, VERBS, basis_end, verb_at
from .units import Passage

_words = lexicon("modality")


class Trigger(msgspec.Struct, frozen=True):
    """A sentence-level modal word. ``passage`` indexes the list of passages; all offsets are local to that passage's text.

    ``sentence``: the sentence it stands in (to 。); ``clause``: start of the stretch its subject is sought in.
    """

    passage: int
    start: int
    end: int
    word: str
    modality: Modality
    sentence: tuple[int, int]
    clause: int
    rule: str


_Modal = tuple[int, int, Modality]  # start, end, modality
_Clause = tuple[int, int, str, list[_Modal]]  # start, end, stop, strong modals


def _guarded(word: str) -> str:
    """The pattern of a strong modal with the characters that must not stand around it."""
    behind, ahead, only = (_words[key].get(word) for key in ("behind", "ahead", "only"))
    pattern = re.escape(word)
    if behind:
        pattern += f"(?<![{behind}]{re.escape(word)})"
    if ahead:
        pattern += f"(?![{ahead}])"
    if word == "应当":
        pattern += "(?!知道)"
    if word == "有权":
        pattern += "(?!限(?![制定于]))"
    if only:
        pattern += f"(?=[{only}])"
    return pattern


_MODALITY_OF: dict[str, Modality] = {word: kind for kind, words in _words["strong"].items() for word in words}
_MODALS = "|".join(_guarded(word) for word in sorted(_MODALITY_OF, key=lambda w: (-len(w), w)))
_STRONG = re.compile(_MODALS)
_TOKENS = re.compile(f"{CLOSED}|([，；：。！？])|({_MODALS})")
_GOVERNED = re.compile("负责|鼓励|提倡|倡导|享有|享受|实行|施行|适用|视为|分为|废止|不予|不再|由|负有|具有|有|承担")
_EMBEDDING = alternation(_words["embedding"]["verbs"])
_EMBEDDED = re.compile(f"(?:{alternation(_words['embedding']['always'])})$")
_TELLS = re.compile(_EMBEDDING)
_COORDINATE = frozenset("并且但而又也或和者")
_DEFINES = re.compile("是指|，指(?![导定派挥引示])|指的是")
_SUPPOSED_HERE = re.compile("所称|是指")
_SUPPOSED = re.compile("所称|所指")
_PURPOSE = re.compile("制定(?:本|该)|特制定|根据[^，。]{1,80}，[^，。]{0,40}(?:作出|做出)(?:如下|以下)")
_COPULA = re.compile("(?<![但凡若或就于还只总])是(?!否)")
_SUPPORTS = re.compile("(?:支持|引导|扶持)(?:、?和?(?:鼓励|支持|引导|帮助|推动|促进))*")
_STATE = re.compile("国家|本省|本市|本自治区|本州|本县|全省|全市")
_SAVING = re.compile("(?:从|依|适用|依照|按照|遵守)其(?:规定|约定)|除外$|不受此限|另有规定$")
_TIME = re.compile("(?:时|后|前|中|内|外|下|间|日起|以来|方面|过程|基础上|之际)$")
_DECLARES = re.compile(
    "(?:也|均|同样|还)?(?:适用|不适用|不影响|不免除|视为|视同|不予|不再|参照|(?:按照|依照)[^，；。]*(?:执行|办理|处理|确定)[，；。]?$)"
)
_PREPOSED = re.compile(
    "(?:按照|依照|根据|依据|对|在|自|因|除|为了|由于|经(?!营|济)|通过|以|随着|凡|结合|围绕|针对|会同|未经|当|遇|发生|发现|出现|如|但"
    "|必要时|同时|其中|此外|另外|涉及|属于|需要|确需|确有|就|关于|遵循|作为|违反|未|无)"
)
_NO_VERB = re.compile(
    "通过|利用|依托|围绕|聚焦|非经|使用[^，]*(?:时|后)|经(?!营|济|理)|未经|因|为了?|自|除|由于|随着|凡|遇有?|当|如|违反|对(?!外)|未|无|关于"
)
#: a public body at the head of a clause: a subject of its own beside the one before (X负责A，其他有关部门做好B)
_OFFICE = re.compile(
    "[^，；。：、对向与为将把经从以按在由及的并且]{0,16}(?:部门|机关|政府|单位|机构|委员会)(?![^，；。]{0,2}[的、])"
)
_OPENING = re.compile("但是?|同时|此外|其中|另外|并且|并")


def find_triggers(passages: tuple[Passage, ...]) -> tuple[Trigger, ...]:
    """The sentence-level modals of every passage, in text order (not those inside conditions or relative clauses)."""
    found: list[Trigger] = []
    intros: dict[int, Intro] = {}
    chapeaux = {passage.intro for passage in passages if passage.intro is not None}
    for index, passage in enumerate(passages):
        above = intros.get(passage.intro) if passage.intro is not None else None
        if above in ("conditions", "meanings", "exceptions", "contents"):
            intros[index] = above
            continue
        first = len(found)
        _Reader(index, passage.text, above, found).read()
        if index in chapeaux:
            intros[index] = intro_of(passage.text, found[-1].end if len(found) > first else None)
    return tuple(found)


class _Reader:
    """The search for the modals of one passage; appends to ``found``."""

    __slots__ = ("above", "begin", "first", "found", "index", "limit", "span", "text")

    def __init__(self, index: int, text: str, above: Intro | None, found: list[Trigger]) -> None:
        self.index, self.text, self.above, self.found = index, text, above, found
        self.begin = self.limit = 0
        self.first = len(found)
        self.span = (0, 0)

    def read(self) -> None:
        """Cut the passage into sentences, stretches between ；, and clauses, each with its strong modals."""
        text = self.text
        clauses: list[_Clause] = []
        modals: list[_Modal] = []
        segments: list[list[_Clause]] = []
        start = begin = 0
        plain = True
        for token in _TOKENS.finditer(text):
            kind = token.lastindex
            if kind is None:
                continue
            at = token.start()
            if kind == 2:
                modals.append((at, token.end(), _MODALITY_OF[token.group(2)]))
                plain = False
                continue
            mark = text[at]
            clauses.append((start, at, mark, modals))
            start = at + 1
            modals = []
            if mark == "，":
                continue
            segments.append(clauses)
            clauses = []
            if mark in "。！？":
                self.sentence(begin, start, segments, plain)
                segments, begin, plain = [], start, True
        if start < len(text):
            clauses.append((start, len(text), "", modals))
        if clauses:
            segments.append(clauses)
        if segments:
            self.sentence(begin, len(text), segments, plain)

    def sentence(self, begin: int, end: int, segments: list[list[_Clause]], plain: bool) -> None:
        """One sentence; ``plain``: it has no strong modal."""
        text = self.text
        if _SUPPOSED.search(text, begin, end):
            return
        limit = end
        if text.find("指", begin, end) >= 0:
            defines = _DEFINES.search(text, begin, end)
            limit = defines.start() if defines else end
        if plain and (_PURPOSE.search(text, begin, end) or (text[begin] == "但" and text.startswith("除外", end - 3))):
            return
        self.begin, self.span, self.first, self.limit = begin, (begin, end), len(self.found), limit
        for segment in segments:
            if segment[0][0] >= limit:
                break
            if segment[-1][1] > limit:
                segment = [(start, min(stop, limit), mark, modals) for start, stop, mark, modals in segment if start < limit]
            self.segment(segment)

    def segment(self, clauses: list[_Clause]) -> None:
        """The clauses between two ； with the strong modals in them."""
        text = self.text
        count = len(clauses)
        if count == 1:
            clause = clauses[0]
            if self.is_condition(clause):
                return
            kept = self.strong(clause, False) if clause[3] else ()
            if kept:
                for modal in kept:
                    self.add(modal[0], modal[1], modal[2], clause[0], "modal")
                return
            hit = self.main_verb(clause, None, False, False)
            if hit is not None:
                self.add(hit.start, hit.end, hit.modality, clause[0], hit.rule)
            return
        last_condition = -1
        next_strong = count
        kinds: list[bool] = []
        strong: list[tuple[_Modal, ...]] = []
        for k, clause in enumerate(clauses):
            conditional = self.is_condition(clause)
            kinds.append(conditional)
            kept = ()
            if conditional:
                last_condition = k
            elif clause[3]:
                kept = self.strong(clause, k + 1 < count)
                if kept and next_strong == count:
                    next_strong = k
            strong.append(kept)
        lead = first = clauses[0][0]
        governor: str | None = None
        waiting = told = False
        for k, clause in enumerate(clauses):
            if kinds[k]:
                continue
            kept = strong[k]
            if kept:
                for modal in kept:
                    begin = first if lead <= first else self.lead(clauses, k, lead)
                    self.add(modal[0], modal[1], modal[2], begin, "modal")
                lead, governor = clause[1] + 1, "modal"
                next_strong = count
                continue
            if governor is None:
                if k < last_condition:
                    continue  # the first half of a condition that ends in …的
            elif not _GOVERNED.search(text, clause[0], clause[1]) and (
                governor == "modal" or not _OFFICE.match(text, clause[0], clause[1])
            ):
                continue
            ready = waiting or 0 <= last_condition < k or (k > 0 and not told and len(self.found) == self.first)
            hit = self.main_verb(clause, governor, ready, waiting)
            if hit is not None and hit.rule == "bare" and governor is None and k + 1 < count:
                following = strong[next_strong][0][0] if next_strong < count else None
                if self.sets_scene(clauses[k + 1 :], next_strong - k - 1, following):
                    hit = None
            if hit is None:
                if governor is None:
                    if ends_in_subject(text, clause[0], clause[1]):
                        waiting = True
                    elif not self.opens_scene(clause):
                        told = True
                continue
            if told and not waiting and hit.rule == "bare" and k > last_condition:
                continue  # the first predicate was not understood; a later one is not the main verb
            self.add(hit.start, hit.end, hit.modality, first if lead <= first else self.lead(clauses, k, lead), hit.rule)
            lead, governor = clause[1] + 1, hit.rule

    def add(self, start: int, end: int, modality: Modality, clause: int, rule: str) -> None:
        self.found.append(Trigger(self.index, start, end, self.text[start:end], modality, self.span, clause, rule))

    # -- clauses -----------------------------------------------------------------------------------------------

    def is_condition(self, clause: _Clause) -> bool:
        """…的， closes a condition; an item that ends in 的 describes a case; 除…外 and …除外 are exceptions."""
        start, end, _, _ = clause
        text = self.text
        if end <= start:
            return True
        if text[end - 1] == "的":
            return closes(text, end)
        return text[start] == "除" and text[end - 1] == "外"

    def lead(self, clauses: list[_Clause], k: int, earliest: int) -> int:
        """The start of the stretch before clause ``k`` in which its subject is sought: back over conditions and adjuncts."""
        begin, text = clauses[k][0], self.text
        for clause in reversed(clauses[:k]):
            start, end, _, _ = clause
            if start < earliest:
                break
            if not (
                self.is_condition(clause)
                or _TIME.search(text, start, end)
                or _PREPOSED.match(text, start, end)
                or (ends_in_subject(text, start, end) and not opens_with_verb(text, start, end))
            ):
                break
            begin = start
        return begin

    def sets_scene(self, later: list[_Clause], strong: int, modal: int | None) -> bool:
        """Is a bare verb only the scene of what follows: 开展X，应当…; X处理数据，适用本法; X购买商品，发生争议时，Y应当…?

        ``strong`` is the index in ``later`` of the clause with the next strong modal, which stands at ``modal``.
        """
        text = self.text
        if any(_DECLARES.match(text, clause[0], clause[1]) for clause in later):
            return True
        if modal is None:
            return False
        if any(text[c[1] - 1] == "时" and text[c[1] - 2] not in "及按" for c in later[:strong]):
            return True
        return not self.has_subject(later, 0, strong, modal)

    def opens_scene(self, clause: _Clause) -> bool:
        """Is the clause an adjunct that leaves the main verb still to come?"""
        start, end, _, _ = clause
        text = self.text
        return (
            end - start <= 2
            or _TIME.search(text, start, end) is not None
            or _PREPOSED.match(text, start, end) is not None
            or BASIS.match(text, start, end) is not None
        )

    def has_subject(self, clauses: list[_Clause], first: int, last: int, end: int) -> bool:
        """Do the clauses from ``first`` to the modal at ``end`` name a subject of their own?"""
        text = self.text
        for clause in clauses[first : last + 1]:
            if self.is_condition(clause) or _NO_VERB.match(text, clause[0], clause[1]):
                continue
            stop = min(clause[1], end)
            if self.subject_before(clause[0], stop) or ends_in_subject(text, clause[0], stop):
                return True
        return False

    def subject_before(self, start: int, end: int) -> bool:
        """Does an actor's name end right before ``end`` (adverbs aside)?"""
        after = -1
        for tail in SUBJECT.finditer(self.text, max(start, end - 40), end):
            after = tail.end()
        return after == end or (after > 0 and ADVERBS.match(self.text, after, end).end() == end)  # type: ignore[union-attr]

    # -- strong modals -----------------------------------------------------------------------------------------

    def strong(self, clause: _Clause, more: bool) -> tuple[_Modal, ...]:
        """Those of the modals of a clause that govern it."""
        text = self.text
        begin, end, _, modals = clause
        if text.startswith("除外", end - 2):
            return ()
        kept: list[_Modal] = []
        for k, modal in enumerate(modals):
            start = modal[0]
            if start - begin > 2 and _EMBEDDED.search(text, max(begin + 1, start - 3), start):
                continue
            if text.startswith("禁止", start) and text[start - 1] in "者、和与及或行":
                continue  # 限制或者禁止X的措施
            if kept and text[start - 1] not in _COORDINATE and not text.startswith(("方可", "均可"), start):
                continue
            of = text.find("的", modal[1], end)
            if of >= 0 and self.relative(clause, modal, of, modals[k + 1] if k + 1 < len(modals) else None, more):
                continue
            kept.append(modal)
        return tuple(kept)

    def relative(self, clause: _Clause, modal: _Modal, of: int, following: _Modal | None, more: bool) -> bool:
        """Does the modal stand in a relative clause (应当注册的产品; 可以公开的数据，不得…) that ends in the 的 at ``of``?"""
        text = self.text
        begin, end, stop, _ = clause
        start, after, _ = modal
        if text[of - 1] in "目标":
            return False
        if of + 1 < end and of - after <= 40 and self.verbs_only(after, of, begin, start):
            return True
        if text[begin] == "对" and more and stop == "，" and self.opens_topic(clause, of):
            return True
        if following is None and start != begin:
            return False
        if self.subject_before(begin, start):
            return False
        if following is not None and of < following[0]:
            return not _TELLS.search(text, after, following[0])
        if start != begin:
            return False
        if start == self.begin and more and stop == "，" and _STRONG.match(text, end + 1):
            return True
        return text.find("属于", of, end) > 0

    def opens_topic(self, clause: _Clause, of: int) -> bool:
        """对依法应当由X决策的事项，…: does the clause end in a thing, with the modal of the sentence still to come?"""
        text, end = self.text, clause[1]
        last = text.rfind("的", of, end)
        return end - last <= 8 and not verb_at(text, last + 1) and _STRONG.search(text, end + 1, end + 30) is not None

    def verbs_only(self, start: int, end: int, begin: int, modal: int) -> bool:
        """Is the stretch nothing but adverbs and verbs (依法注册, 公开或者共享, 由X承担)?

        With a subject right before the ``modal`` only a single verb counts: 部门应当建立便利、畅通的渠道 is no relative clause.
        """
        text = self.text
        if text[start] == "由":
            start += 1
            for tail in SUBJECT.finditer(text, start, end):
                start = tail.end()
        parts = re.split("、|或者|以及|和|并", text[start:end])
        for part in parts:
            at = ADVERBS.match(part).end()  # type: ignore[union-attr]
            rest = part[at:] or part
            if rest not in VERBS and not (len(rest) == 4 and rest[:2] in COMPOUND and rest[2:] in VERBS):
                return False
        return len(parts) == 1 or not self.subject_before(begin, modal)

    # -- weak modals and bare verbs ----------------------------------------------------------------------------

    def main_verb(self, clause: _Clause, governor: str | None, waiting: bool, named: bool) -> MainVerb | None:
        """The main verb of a clause without a strong modal.

        ``governor``: rule of the modal that already governs the segment; ``waiting``: a subject or condition stands before, ``named``: a subject does.
        """
        text, (start, end, stop, _) = self.text, clause
        if text[start] in "但同此其另并":
            opening = _OPENING.match(text, start, end)
            start = opening.end() if opening else start
        if start >= end or _SAVING.search(text, start, end) or (stop == "，" and _TIME.search(text, start, end)):
            return None
        if text[end - 1] in "类级" and text.find("属于", start + 1, end) > 0:
            return None  # X属于Y类 classifies
        listed = self.above is not None
        end = min(end, start + 400)
        if stop == "，" and _NO_VERB.match(text, start, end) and not by_actor(text, start, end):
            return None
        if BASIS.match(text, start, end):
            after = basis_end(text, start, end)
            if after == end or (after == start and stop == "，"):
                return None
            rule = declaring_verb(text, start, end) if governor is None and not named and not listed else None
            if rule is not None:
                return rule
            start = after
        by = None
        if text.find("由", start, end) >= 0:
            by = by_actor(text, start, end) or by_law(text, start, end)
        if by is not None and governor is None and not listed:
            return by
        if opens_with_verb(text, start, end):
            if governor is None and not listed and text[start : start + 2] not in PIVOT:
                thing = declaring_verb(text, start, end)
                if thing is not None and thing.rule == "thing" and thing.start > start + 3:
                    return thing  # 取水许可实行…: the first verb is part of a noun
            if text.find("是", start, end) >= 0 and _COPULA.search(text, start, end):
                return None
            hit = leading_verb(text, start, end)
            if hit is None or listed:
                return None
            if hit.rule == "bare" and stop == "，":
                if text[hit.start : hit.start + 2] in NOMINAL and end - hit.end <= 4:
                    return None  # 调查终结，…
                if names_thing(text, hit.end, end) or (not named and hit.start <= start + 1 and self.names_topic(hit.end, end)):
                    return None  # 申请执行的期限，…; 列入议程的法律案，…
            if governor is not None:
                return (
                    hit
                    if governor != "modal"
                    and hit.rule == "weak"
                    and hit.end - hit.start == 2
                    and text[hit.start : hit.end] in ("负责", "鼓励")
                    else None
                )
            if hit.rule == "weak" or waiting or len(self.found) == self.first:
                return self.supporting(hit, start, end)
            return None
        if by is not None:
            return by
        if _NO_VERB.match(text, start, end) and stop == "，":
            return None
        hit = verb_after_subject(text, start, end, stop == "，")
        if text.find("是", self.begin, start) >= 0 and _COPULA.search(text, self.begin, start):
            return by
        thing = declaring_verb(text, start, end) if governor is None and not listed else None
        if thing is not None and text.startswith("包括", thing.start) and _SUPPOSED_HERE.search(text):
            return None
        if thing is not None and (hit is None or thing.start < hit.start):
            return thing
        if hit is not None:
            if hit.rule == "bare" and (
                listed or (governor is not None and not (governor != "modal" and _OFFICE.match(text, start, end)))
            ):
                return None
            return self.supporting(hit, start, end)
        if listed or governor is not None:
            return None
        hit = leading_verb(text, start, end)
        if hit is not None and (hit.rule == "weak" or waiting):
            return hit
        if hit is None and waiting and text[start] in "报处交":
            return MainVerb(start, start + 1, "responsibility", "bare", False, start)
        return None

    def names_topic(self, start: int, end: int) -> bool:
        """Does a clause that opens with a verb end in a short noun modified by it, with another clause to come that does not go on?"""
        text = self.text
        of = text.rfind("的", start, end)
        longest = 14 if text.startswith(("经", "由", "其", "应", "不", "可", "须"), end + 1) else 5
        return (
            of > 0
            and 1 < end - of <= longest
            and not verb_at(text, of + 1)
            and not text.startswith(("以及", "并", "和", "推", "促", "提", "加", "实"), end + 1)
            and not verb_at(text, end + 1)
        )

    def supporting(self, hit: MainVerb, start: int, end: int) -> MainVerb:
        """国家支持X做…: with an addressee who acts, 支持 encourages; without one it is a bare verb."""
        text = self.text
        if hit.rule != "bare" or not _SUPPORTS.match(text, hit.start) or (hit.subject and not _STATE.match(text, start)):
            return hit
        at = _SUPPORTS.match(text, hit.start).end()  # type: ignore[union-attr]
        if opens_with_verb(text, at, end):
            return hit
        addressee = verb_after_subject(text, at, end)
        if addressee is None or "的" in text[at : addressee.begin]:
            return hit
        return MainVerb(hit.start, hit.start + 2, "encouragement", "weak", hit.subject, hit.begin)
