"""Modal words 规范词 at sentence level: what the actor and norm stages both anchor on.

Strong modals (应当, 不得, 可以 …) govern wherever they stand, unless they stand in a condition (…的，), in a relative clause
(应当注册的产品), under another verb (要求…应当) or in a definition. Weak ones (负责, 鼓励, 实行, 由X …) and bare indicative verbs
(国家建立…, X会同Y制定…) count only as the main verb of a clause that no other modal governs.
"""

from __future__ import annotations

import re

import msgspec

from .clauses import closes
from .declaring import belongs, funded
from .facts import Modality
from .intros import Intro, intro_of
from .lexicon import lexicon
from .mainverbs import (
    MainVerb,
    by_actor,
    ends_in_subject,
    leading_verb,
    names_thing,
    opens_with_verb,
    verb_after_subject,
)
from .modals import MODALITY_OF, TOKENS, Modal, ModalClause, governing, subject_before
from .phrases import BASIS, PIVOT, PUBLIC_TAILS, acts, manner_end, prepositions
from .predicates import NO_VERB, Place, ends_in_time, main_verb, own_subject
from .units import Passage


class Trigger(msgspec.Struct, frozen=True, gc=False):
    """A sentence-level modal word. ``passage`` indexes the list of passages; all offsets are local to that passage's text.

    ``sentence``: the sentence it stands in (to 。); ``clause``: start of the stretch its subject is sought in;
    ``begin``: where the predicate begins (统一|向社会**公布**), the modal word's own start where nothing stands before it.
    """

    passage: int
    start: int
    end: int
    word: str
    modality: Modality
    sentence: tuple[int, int]
    clause: int
    rule: str
    begin: int


#: clauses behind a verb that can tell whether it only sets the scene
_FAR = 16
_MARKS = frozenset("，；：。！？")
_tuple = tuple.__new__  # what a NamedTuple does, without its call
_GOVERNED = re.compile("负责|鼓励|提倡|倡导|享有|享受|实行|施行|适用|视为|分为|废止|不予|不再|由|负有|具有|有|承担")
_DEFINES = re.compile("是指|，指(?![导定派挥引示])|指的是")
_SUPPOSED = re.compile("所称|所指")
_PURPOSE = re.compile("制定(?:本|该)|特制定|根据[^，。]{1,80}，[^，。]{0,40}(?:作出|做出)(?:如下|以下)")
_DECLARES = re.compile(
    "即(?![时将使日])|(?:构成|属于)(?![^，；。]*的[，；。])|(?:也|均|同样|还)?(?:适用|不适用|不影响|不免除|视为|视同|不予|不再|参照|(?:按照|依照)[^，；。]*(?:执行|办理|处理|确定)[，；。]?$)"
)
#: permissions that close a row of steps
_THEN = frozenset(("方可", "即可", "便可"))
#: behind a prohibition: 并 and what has to be done all the same
_PERFORMED = frozenset(lexicon("verbs")["performed"].split())
_RULED = re.compile("(?:依法)?(?:按照|依照|根据|在[^，；。]{1,20}(?:内|前))")
#: a body at work, which sets the scene for those it deals with (X依法履行职责，当事人应当配合)
_ON_DUTY = re.compile(
    "(?:履行|行使|执行)[^，；。]{0,12}(?:职责|职权|职务|公务|任务)|(?:进行|开展|实施)[^，；。]{0,12}(?:检查|调查|勘验|勘查|询问|巡查|抽查|检测|执法)"
)
#: what has happened: no norm
_TOLD = re.compile("已经?|曾经?|尚未|没有|未")
_PREPOSED = re.compile(
    "(?:按照|依照|根据|依据|为了|由于|通过|随着|凡|结合|围绕|针对|会同|未经|遇|发生|发现|出现|但"
    "|必要时|同时|其中|此外|另外|涉及|属于|需要|确需|确有|关于|遵循|作为|违反|未|无"
    f"|{prepositions(['对', '在', '自', '因', '除', '经', '以', '当', '如', '就'])})"
)


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
        clauses: list[ModalClause] = []
        modals: list[Modal] = []
        segments: list[list[ModalClause]] = []
        start = begin = 0
        plain = True
        for token in TOKENS.finditer(text):
            at = token.start()
            mark = text[at]
            if mark not in _MARKS:
                word = token.group()
                if word in MODALITY_OF:
                    modals.append((at, at + len(word), MODALITY_OF[word]))
                    plain = False
                continue
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

    def sentence(self, begin: int, end: int, segments: list[list[ModalClause]], plain: bool) -> None:
        """One sentence; ``plain``: it has no strong modal."""
        text = self.text
        supposed = _SUPPOSED.search(text, begin, end)
        bound = not plain and text.find("应当", begin, end) >= 0
        if supposed and (not bound or text[begin] in "本前第上该所") and text.find("分为", begin, end) < 0:
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

    def segment(self, clauses: list[ModalClause]) -> None:
        """The clauses between two ； with the strong modals in them."""
        text = self.text
        count = len(clauses)
        if count == 1:
            clause = clauses[0]
            if _is_condition(text, clause[0], clause[1]):
                return
            kept = governing(text, clause, False, self.begin) if clause[3] else ()
            if kept:
                for modal in kept:
                    self.add(modal[0], modal[1], modal[2], clause[0], "modal", modal[0])
                return
            hit = main_verb(text, clause, self.place(), None, False, False)
            if hit is not None:
                self.add(hit.start, hit.end, hit.modality, clause[0], hit.rule, hit.begin)
            return
        last_condition = -1
        next_strong = count
        kinds = [False] * count
        strong: list[tuple[Modal, ...]] = [()] * count
        for k, clause in enumerate(clauses):
            begin, end, _, modals = clause
            if end <= begin or (text[end - 1] in "的外" and _is_condition(text, begin, end)):
                kinds[k] = True
                last_condition = k
                if k and strong[k - 1] and text.startswith(("并且", "且"), begin):
                    strong[k - 1] = ()  # X禁止Y，并且无法Z的: one case
                    next_strong = count if next_strong == k - 1 else next_strong
            elif modals:
                strong[k] = governing(text, clause, k + 1 < count, self.begin)
                if strong[k] and next_strong == count:
                    next_strong = k
        lead = first = clauses[0][0]
        governor: str | None = None
        waiting = told = scene = False
        since = len(self.found)
        for k, clause in enumerate(clauses):
            if kinds[k]:
                continue
            kept = strong[k]
            if kept:
                if text[kept[0][0] : kept[0][1]] in _THEN:
                    while self.found[since:] and self.found[-1].rule == "by":
                        self.found.pop()  # 由X推荐，经考核合格后，即可…: how it comes about
                for modal in kept:
                    begin = first if lead <= first else self.lead(clauses, k, lead)
                    if governor == "modal" and text[clause[0]] == "并" and text[modal[0] : modal[1]] in _THEN:
                        begin = modal[0]  # 应当经批准，并采取措施方可施工
                    self.add(modal[0], modal[1], modal[2], begin, "modal", modal[0])
                lead, governor = clause[1] + 1, "modal"
                next_strong = count
                continue
            if governor is not None and (hit := self.beside(clause, governor)) is not None:
                self.add(hit.start, hit.end, hit.modality, clause[0], hit.rule, hit.begin)
                lead, governor = clause[1] + 1, hit.rule
                continue
            if governor is None:
                if k < last_condition:
                    continue  # the first half of a condition that ends in …的
            elif not _GOVERNED.search(text, clause[0], clause[1]) and not own_subject(text, clause[0], clause[1], governor):
                continue  # an action of the verb before
            ready = waiting or 0 <= last_condition < k or (k > 0 and not told and len(self.found) == self.first)
            hit = main_verb(text, clause, self.place(), governor, ready, waiting)
            if hit is not None and hit.rule == "bare" and governor is None and k + 1 < count:
                near = next_strong - k <= _FAR
                following = strong[next_strong][0][0] if next_strong < count and near else None
                if self.sets_scene(hit, clause, clauses[k + 1 : k + 1 + _FAR], next_strong - k - 1, following):
                    told = scene = True
                    continue
            if hit is None:
                if governor is None:
                    if ends_in_subject(text, clause[0], clause[1]):
                        waiting = True
                    elif not self.opens_scene(clause):
                        told = True
                continue
            plain = hit.rule == "bare" or text.startswith("允许", hit.start)
            late = told and not waiting and plain and k > last_condition and governor is None
            if late and not (scene and hit.subject) and text[hit.start] != "报":
                continue  # the first predicate was not understood; a later one is not the main verb
            whole = lead <= first and not (hit.rule == "by" and self.goes_on(clauses[0]))
            begin = first if whole else self.lead(clauses, k, lead)
            self.add(hit.start, hit.end, hit.modality, begin, hit.rule, hit.begin)
            lead, governor = clause[1] + 1, "pivot" if text[hit.start : hit.end] in PIVOT else hit.rule

    def beside(self, clause: ModalClause, governor: str) -> MainVerb | None:
        """What stands beside a modal and is not governed by it: 不得拒绝，并**承担**费用; 应当纳税，并依法**享受**优惠."""
        text, (start, end, mark, _) = self.text, clause
        if mark != "，":  # at the end of the sentence; in its middle the acts go on behind it
            placed = belongs(text, start, end) or (funded(text, start, end) if governor != "modal" else None)
            if placed is not None:
                return placed
        if governor != "modal":
            return None
        if text.startswith("不适用", start):
            return MainVerb(start, start + 3, "declaration", "thing", False, start)
        if text.startswith("鼓励", start) and (text.startswith("其他", start + 2) or not self.public_before()):
            return MainVerb(start, start + 2, "encouragement", "weak", False, start)
        if text[start] not in "并还":
            return None
        start += 2 if text.startswith(("并且", "还应"), start) else 1
        hit = leading_verb(text, start, end) if start < end else None
        if hit is None or hit.end >= end:
            return None
        word = text[hit.start : hit.end]
        if word in ("享受", "享有"):
            return hit
        if word in ("予以", "给予", "进行"):
            word = text[hit.end : hit.end + 2]
        positive = word[-2:] in _PERFORMED or _RULED.match(text, start, end) is not None
        return hit if self.found[-1].modality == "prohibition" and positive and hit.rule == "bare" else None

    def goes_on(self, clause: ModalClause) -> bool:
        """Behind ；: does the first clause go on with what the modal before demands (应当A；会同X开展B，由Y落实)?"""
        if len(self.found) == self.first or self.found[-1].rule != "modal":
            return False
        text, (start, end, _, _) = self.text, clause
        after, _ = manner_end(text, start, end)
        return after < end and opens_with_verb(text, after, end) and not names_thing(text, after, end)

    def public_before(self) -> bool:
        """Is the subject of the last modal a public body, or not to be seen?"""
        last = self.found[-1]
        tail = subject_before(self.text, last.clause, last.start)
        return not tail or tail in PUBLIC_TAILS

    def place(self) -> Place:
        return _tuple(Place, (self.begin, len(self.found) == self.first, self.above is not None))

    def add(self, start: int, end: int, modality: Modality, clause: int, rule: str, begin: int) -> None:
        if self.text.startswith("同时废止", start):
            start += 2
        self.found.append(Trigger(self.index, start, end, self.text[start:end], modality, self.span, clause, rule, begin))

    # -- clauses -----------------------------------------------------------------------------------------------

    def lead(self, clauses: list[ModalClause], k: int, earliest: int) -> int:
        """The start of the stretch before clause ``k`` in which its subject is sought: back over conditions and adjuncts."""
        begin, text = clauses[k][0], self.text
        for clause in reversed(clauses[:k]):
            start, end, _, _ = clause
            if start < earliest or (text[start] in "由或并" and text[end - 1] != "外"):
                break
            if not (
                _is_condition(text, start, end)
                or ends_in_time(text, start, end)
                or (_PREPOSED.match(text, start, end) and not _acts_by_rule(text, start, end))
                or (ends_in_subject(text, start, end) and not opens_with_verb(text, start, end))
            ):
                break
            begin = start
        return begin

    def sets_scene(self, hit: MainVerb, clause: ModalClause, later: list[ModalClause], strong: int, modal: int | None) -> bool:
        """Is a bare verb only the scene of what follows: 开展X，应当…; X处理数据，适用本法; X购买商品，发生争议时，Y应当…?

        ``strong`` is the index in ``later`` of the clause with the next strong modal, which stands at ``modal``. A verb without a
        subject sets the scene for a private party (设立居住权，当事人应当…), a body on duty for whom it deals with.
        """
        text = self.text
        if any(
            _DECLARES.match(text, start, end) or (text[start] == "为" and not acts(text, start, end))
            for start, end, _, _ in later
        ):
            return True
        private = hit.subject and subject_before(text, clause[0], hit.begin) not in PUBLIC_TAILS
        if private and (_TOLD.search(text, clause[0], hit.start) or self.acts_another(later[:strong])):
            return True  # 当事人已经履行义务，…; 用户投诉，由平台处理
        if modal is None:
            return False
        if any(text[c[1] - 1] == "时" and text[c[1] - 2] not in "及按" for c in later[:strong]):
            return True
        named = self.has_subject(later, 0, strong, modal)
        if not named or private or (not hit.subject and named not in PUBLIC_TAILS):
            return True
        return _ON_DUTY.fullmatch(text, hit.start, clause[1]) is not None and "对" not in text[hit.begin : hit.start]

    def acts_another(self, clauses: list[ModalClause]) -> bool:
        """Does one of the clauses name someone else who acts (用户投诉，由平台处理)?"""
        text = self.text
        return any(
            (text.find("由", start, end) >= 0 and by_actor(text, start, end) is not None)
            or (not opens_with_verb(text, start, end) and verb_after_subject(text, start, end) is not None)
            for start, end, _, _ in clauses
            if text[start : start + 2] not in PIVOT
            and not text.startswith("会同", start)
            and text[start] not in "为向对与给将把在从"
        )

    def opens_scene(self, clause: ModalClause) -> bool:
        """Is the clause an adjunct that leaves the main verb still to come?"""
        start, end, _, _ = clause
        text = self.text
        return (
            end - start <= 2
            or ends_in_time(text, start, end)
            or _PREPOSED.match(text, start, end) is not None
            or BASIS.match(text, start, end) is not None
        )

    def has_subject(self, clauses: list[ModalClause], first: int, last: int, end: int) -> str:
        """The tail of the subject that the clauses from ``first`` to the modal at ``end`` name, empty when they name none."""
        text = self.text
        for clause in clauses[first : last + 1]:
            if _is_condition(text, clause[0], clause[1]) or NO_VERB.match(text, clause[0], clause[1]):
                continue
            stop = min(clause[1], end)
            named = subject_before(text, clause[0], stop)
            if named:
                return named
            if ends_in_subject(text, clause[0], stop):
                return PUBLIC_TAILS[0]
        return ""


def _acts_by_rule(text: str, start: int, end: int) -> bool:
    """Has a clause that opens with a basis phrase or 会同X a predicate of its own (依照规定建设设施，有权…)?"""
    after, _ = manner_end(text, start, end)
    return start < after < end and opens_with_verb(text, after, end)


def _is_condition(text: str, start: int, end: int) -> bool:
    """…的， closes a condition; an item that ends in 的 describes a case; 除…外 and …除外 are exceptions."""
    if end <= start:
        return True
    last = text[end - 1]
    if last == "的":
        return closes(text, end)
    return last == "外" and text[start] == "除"
