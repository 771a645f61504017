"""The main verb of a clause without a strong modal, in its place: behind a subject, a condition, another modal.

``mainverbs`` says which verbs a clause holds; here the clause around them decides whether one is the verb of a norm.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .adverbials import disposes
from .declaring import by_law, declaring_verb
from .mainverbs import (
    HOLDS,
    SUBJECT,
    MainVerb,
    by_actor,
    leading_verb,
    names_thing,
    opens_with_verb,
    verb_after_subject,
)
from .modals import ModalClause, subject_before
from .phrases import BASIS, BASIS_OPENERS, NOMINAL, PIVOT, VERBS, basis_end, co_end, prepositions, verb_at

_SUPPOSED_HERE = re.compile("所称|是指")
_PENAL = re.compile("处[^，；。]{0,24}(?:徒刑|拘役|死刑|管制|罚)")
_COPULA = re.compile("是(?<![但凡若或就于还只总]是)(?!否)")
_SUPPORTS = re.compile("(?:支持|引导|扶持)(?:、?和?(?:鼓励|支持|引导|帮助|推动|促进))*")
#: 支持企业和公众|通过捐赠等方式，参与…
_MEANS = re.compile("(?:通过|以|采取|采用|利用|运用|依托|按照|根据|依法)[^，；。]*$")
_WITHIN = re.compile("在[^，；。]*的[^，；。的中下内]{1,16}$")
_MEASURED = re.compile(
    "(?:时间|日期|期限|期间|地点)为(?![了维保准限主原标依基界])|的(?:期限|费用|范围|标准|条件|数额|比例|期间|时间|价格|金额|人数|对象|程序|次数)(?:为(?![了维保准限主原标依基界])|是)"
)
#: 发生企业合并等情形，: a case
_OCCURS = re.compile("(?:发生|出现|遇有?)[^，；。]{0,60}(?:情形|情况|事由|变化|变更|变动)$")
#: 与直接提交具有同等效力: two acts are compared
_EQUAL = re.compile("(?:与|同)[^，；。]{1,60}(?:具有|有)(?:同等|同样|相同)的?(?:法律)?效力$")
#: what an assembly deliberates on (列入议程的地方性法规案，)
_BILLS = ("法律案", "法规案", "条例案", "议案")
#: 应当由X决定的|案件，: by whom a thing is handled
_HANDLED = re.compile("(?:应当|应|必须|可以|须|不得)由")
_STATE = re.compile("国家|本省|本市|本自治区|本州|本县|全省|全市")
_SAVING = re.compile(
    "从其(?:规定|约定)|依其(?:规定|约定)|适用其(?:规定|约定)|依照其(?:规定|约定)|按照其(?:规定|约定)|遵守其(?:规定|约定)|除外$|不受此限|另有规定$"
)
_OPENING = re.compile("但是?|同时|此外|其中|另外|并且|并")
_TIMES = ("时", "后", "前", "中", "内", "外", "下", "间", "日起", "以来", "方面", "过程", "基础上", "之际")
_TIME_ENDS = frozenset(word[-1] for word in _TIMES)
NO_VERB = re.compile(
    "通过|利用|依托|围绕|聚焦|非经|使用[^，]*(?:时|后)|未经|为了?|由于|随着|凡|遇有?|违反|未|无|关于"
    f"|{prepositions(['经', '因', '自', '除', '当', '如', '对'])}"
)
_OFFICE = re.compile(
    "(?:其(?:所属|下属|下设)的?)?[^，；。：、对向与为将把从以按在由及的并且报交送请]{0,16}(?:部门|机关|政府|单位|机构|委员会)(?![^，；。]{0,2}[的、])"
)
#: verbs that are also the first half of an office's name (监督管理部门, 组织部门)
_NAMED_SO = re.compile(".{2}(?:管理|行政|主管|部门|机关|机构)")


class Place(NamedTuple):
    """Where a clause stands: the start of its sentence, whether no modal precedes it there, whether it is of a list item."""

    sentence: int
    first: bool
    listed: bool


def own_subject(text: str, start: int, end: int, governor: str) -> bool:
    """Does a clause name a public body that acts beside the one before (X负责A，其他有关部门做好B; X应当A，教育部门予以配合)?

    Under a modal a bare 部门 is part of what the modal demands (建立政府主导，部门协同的机制), as is the body another verb governs.
    """
    office = _OFFICE.match(text, start, end) if text[start] != "经" else None
    if office is None or governor != "modal" or "会同" in office.group():
        return office is not None and "会同" not in office.group()
    if office.end() - start < 4 or text[start] in "每不未或以及和会商":
        return False
    opening = text[start : start + 2]
    governs = opening in PIVOT or (opening in VERBS and opening not in NOMINAL)
    return not governs or _NAMED_SO.match(text, start) is not None


def main_verb(
    text: str, clause: ModalClause, place: Place, governor: str | None, waiting: bool, named: bool
) -> MainVerb | None:
    """The main verb of a clause without a strong modal.

    ``governor``: rule of the modal that already governs the stretch; ``waiting``: a subject or condition stands before,
    ``named``: a subject does.
    """
    start, end, stop, _ = clause
    if text[start] in "但同此其另并":
        opening = _OPENING.match(text, start, end)
        start = opening.end() if opening else start
    if (
        start >= end
        or _SAVING.search(text, start, end)
        or (stop == "，" and ends_in_time(text, start, end) and not (governor is not None and text[start] == "由"))
    ):
        return None
    if text.find("需再由", start, end) >= 0 or text.find("不需由", start, end) >= 0:
        return None  # 不需再由股东会表决
    if text[end - 1] == "可" and text.endswith(("即可", "便可"), start, end):
        return None
    if _EQUAL.match(text, start, end) or (stop == "，" and _OCCURS.match(text, start, end)):
        return None
    if _MEASURED.search(text, start + 2, end):
        return None  # 用户申请查询的期限为五年
    if text[end - 1] in "类级" and text.find("属于", start + 1, end) > 0:
        return None  # X属于Y类 classifies
    listed = place.listed
    end = min(end, start + 400)
    if stop == "，" and NO_VERB.match(text, start, end) and not by_actor(text, start, end):
        return None
    if text[start] in BASIS_OPENERS and BASIS.match(text, start, end):
        after = basis_end(text, start, end)
        if after == end or (after == start and stop == "，"):
            return None
        rule = declaring_verb(text, start, end) if governor is None and not named and not listed else None
        if rule is not None:
            return rule
        start = after
    if stop == "，" and text[start] == "在" and _WITHIN.match(text, start, end) and not by_actor(text, start, end):
        return None  # 在已经实行集中执法的市、县，…
    together = co_end(text, start, end)
    if start < together < end:
        start = together
    by = None
    if text.find("由", start, end) >= 0:
        by = by_actor(text, start, end) or by_law(text, start, end)
    if by is None and text[start] == "由" and not text.endswith(("组成", "构成"), start, end):
        return None  # 由市民政局批准的项目，…: a thing
    if by is not None and governor is None and not listed:
        return by
    if text[start] == "有" and waiting and governor is None and (holds := HOLDS.match(text, start, end)):
        owed = "义务" in text[holds.end() : end]
        return MainVerb(start, holds.end(), "obligation" if owed else "right", "holds", False, start)
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
            if names_thing(text, hit.end, end) or (not named and hit.start <= start + 1 and _names_topic(text, hit.end, end)):
                return None  # 申请执行的期限，…; 列入议程的法律案，…
        if hit.rule == "weak" and stop == "，" and text.startswith("由", end + 1) and _names_topic(text, hit.end, end):
            return None  # 实行统筹管理的地区，由…
        if text.startswith("允许", hit.start) and stop == "，" and 0 < end - text.rfind("的", hit.end, end) <= 8:
            return None  # 允许设置的商亭，…
        if governor is not None:
            return (
                hit
                if governor != "modal"
                and hit.rule == "weak"
                and hit.end - hit.start == 2
                and text[hit.start : hit.end] in (("负责", "鼓励", "享受", "享有") if governor == "bare" else ("负责", "鼓励"))
                else None
            )
        if hit.rule == "weak" or waiting or place.first:
            return _supporting(text, hit, start, end)
        return None
    if by is not None:
        return None if listed and text.startswith("或者", by.start - 2) else by
    if NO_VERB.match(text, start, end) and stop == "，":
        return None
    hit = verb_after_subject(text, start, end, stop == "，")
    if hit is not None and hit.rule == "bare" and stop == "，" and 1 < end - text.rfind("的", hit.end, end) <= 8:
        handled = _HANDLED.search(text, start, hit.start)
        if handled is not None and text.find("的", handled.end(), hit.start) < 0:
            return None
    if text.find("是", place.sentence, start) >= 0 and _COPULA.search(text, place.sentence, start):
        return by
    thing = declaring_verb(text, start, end) if governor is None and not listed else None
    if thing is not None and text.startswith("包括", thing.start) and _SUPPOSED_HERE.search(text):
        return None
    if thing is not None and (hit is None or thing.start < hit.start):
        return thing
    if hit is not None:
        if hit.rule == "bare" and (listed or (governor is not None and not own_subject(text, start, end, governor))):
            return None
        return _supporting(text, hit, start, end)
    if listed or governor is not None:
        return None
    hit = leading_verb(text, start, end)
    if hit is not None and (hit.rule == "weak" or waiting or disposes(text, start, hit.start)):
        return hit
    if hit is None and waiting and text[start] in "报处交" and not _PENAL.match(text, start, end):
        return MainVerb(start, start + 1, "responsibility", "bare", False, start)
    return None


def _by_means(text: str, start: int, end: int) -> bool:
    """Do the words from ``start`` name parties and the means they act by, their verb to come in the next clause?"""
    for tail in SUBJECT.finditer(text, start, end):
        if _MEANS.match(text, tail.end() + text.startswith("等", tail.end()), end):
            return True
    return False


def ends_in_time(text: str, start: int, end: int) -> bool:
    """Does the clause tell when (…时, …后, …过程) rather than what?"""
    return text[end - 1] in _TIME_ENDS and text.endswith(_TIMES, start, end)


def _names_topic(text: str, start: int, end: int) -> bool:
    """Does a clause that opens with a verb end in a short noun modified by it, with another clause to come that does not go on?"""
    of = text.rfind("的", start, end)
    longest = 14 if text.startswith(("经", "由", "其", "应", "不", "可", "须"), end + 1) else 5
    if text.endswith(_BILLS, of, end):
        longest = 14
    return (
        of > 0
        and 1 < end - of <= longest
        and not verb_at(text, of + 1)
        and not text.startswith(("以及", "并", "和", "推", "促", "提", "加", "实"), end + 1)
        and not verb_at(text, end + 1)
    )


def _supporting(text: str, hit: MainVerb, start: int, end: int) -> MainVerb:
    """国家支持X做…: with an addressee who acts, 支持 encourages; without one it is a bare verb."""
    if hit.rule != "bare" or not _SUPPORTS.match(text, hit.start) or (hit.subject and not _STATE.match(text, start)):
        return hit
    at = _SUPPORTS.match(text, hit.start).end()  # type: ignore[union-attr]
    if opens_with_verb(text, at, end) or text[at : at + 1] in frozenset("在对向为与以将把从通"):
        return hit
    addressee = verb_after_subject(text, at, end)
    if addressee is None and not _by_means(text, at, end):
        return hit
    if addressee is not None and "的" in text[at : addressee.begin] and not subject_before(text, at, addressee.begin):
        return hit
    return MainVerb(hit.start, hit.start + 2, "encouragement", "weak", hit.subject, hit.begin)
