"""Norms of list items: one under the chapeau's modal for every item that says what is to be done."""

from __future__ import annotations

import re

import msgspec

from ..clauses import closes, split
from ..facts import Action, Norm
from ..intros import Intro
from ..lexicon import alternation, lexicon
from ..mainverbs import leading_verb, opens_with_verb
from ..phrases import NOMINAL, VERBS, basis_end, manner_end
from ..units import Passage
from .actions import actions_of
from .deadlines import times_of
from .evidence import Evidence
from .regions import adjunct
from .sentences import deadlines

_words = lexicon("intros")
_STRICT = re.compile(f"(?:{alternation(_words['strict'])})[^，；。]{{0,6}}$")
_LISTED = re.compile("(?:下列|以下|如下|下述)[^，；。：]*")
_STOP = re.compile("[，；。]")
#: how an item ends that names a thing (炮制规范; X的评审、鉴定); 能力 and 责任 are left to the other signs
_THING = re.compile(f"(?:{alternation(_words['things'])})$")
#: a verb of another phrase before the noun: 有…的制度, 不符合…标准, 向X提交材料
_HOLDS = re.compile("[有无不未应须已为由向对将把按以在使]|符合|遵守|执行|履行|制定|建立|公布|提交|报送|落实|完善|提供|具备")
_MEANS = re.compile("，(?:是指|指(?![导定派挥引示]))")
_DONE = re.compile("已|未|不|经")
#: an item that leaves the rest to other rules
_ELSEWHERE = re.compile("[^，；。]*规定的其他[^，；。的]{2,8}[；。]?")
_PREDICATE = re.compile(
    "[有无不未应须已为经能可由]|符合|适应|相|应当|得到|(?:合理|合法|明确|完善|健全|完整|齐全|齐备|良好|充足|清晰|真实|准确|固定|稳定|达标|合格)(?=[，；。]|$)"
)


def item_norm(evidence: Evidence, passage: Passage, chapeau: Norm, intro: Intro, above: str, number: int) -> Norm | None:
    """The norm of an item that inherits the modal of ``chapeau`` (whose words are ``above``), or None when it states a thing."""
    if intro == "exceptions":
        return _excepted(evidence, passage, chapeau, number)
    if chapeau.modality != "prohibition" and _ELSEWHERE.fullmatch(passage.text):
        return None  # 法律规定的其他义务: whatever else is laid down, no act
    return _inherited(evidence, passage, chapeau, number) if _says_act(intro, above, passage.text) else None


def first_limb(passage: Passage, modal: int) -> Passage | None:
    """The limbs of an item before the ； behind which its own modal at ``modal`` governs (检查设备；对…，可以查封), None without one."""
    text = passage.text
    end = text.rfind("；", 0, modal) + 1
    stop = _STOP.search(text)
    if stop is None:
        return None
    if (
        not end
        and text.startswith("，不得", modal - 1)
        and stop.end() == modal
        and leading_verb(text, 0, modal - 1) is not None
    ):
        if text[modal - 2] in "的时后" or adjunct(text, 0, modal - 1):
            return None
        return msgspec.structs.replace(passage, text=text[: modal - 1])  # 将垃圾运至规定的地点，不得沿途丢弃
    if not end:
        return None
    begin = stop.end() if stop.group() == "，" and _set_off(text, stop.start()) else 0
    return msgspec.structs.replace(passage, text=text[:end]) if opens_with_verb(text, begin, end - 1) else None


def _inherited(evidence: Evidence, passage: Passage, chapeau: Norm, number: int) -> Norm | None:
    text, at, quote = passage.text, passage.at, evidence.quote
    end = len(text.rstrip("；。，、 "))
    if end <= 0 or chapeau.trigger is None:
        return None
    stop = end - 1 if closes(text, end) else end
    first = split(text)[0].clauses[0]
    start, manner = manner_end(text, 0, min(first.end, stop))
    case = (0, first.end) if closes(text, first.end) and first.end < stop else None
    if case and _acts_on(text, first.end + 1, stop):
        start, manner = first.end + 1, []  # 不再需要管制的，取消管制
    elif case:
        case, start, manner = None, 0, []  # 依法应当登记的，已经登记: what is required
    elif first.end + 1 < stop and _set_off(text, first.end):
        start, manner = first.end + 1, [(0, first.end)]
    actions: tuple[Action, ...] = ()
    for sentence in split(text):
        actions += actions_of(quote, at, text, sentence.clauses, 0, start, stop)
    times = times_of(text)
    return Norm(
        id=f"{passage.unit}#n{number}",
        unit=passage.unit,
        quote=quote(at, at + len(text)),
        modality=chapeau.modality,
        level="item",
        parent=chapeau.id,
        alternatives=chapeau.alternatives,
        trigger=chapeau.trigger,
        inherited=True,
        bearers=chapeau.bearers,
        bearer_mentions=chapeau.bearer_mentions,
        bearer_basis="list_intro" if chapeau.bearers is not None else None,
        inferred=chapeau.inferred,
        inferred_basis=chapeau.inferred_basis,
        action=quote(at + start, at + stop),
        actions=actions,
        conditions=(*chapeau.conditions, *(evidence.conditions(at, [case]) if case else ())),
        exceptions=chapeau.exceptions,
        manner=tuple(quote(at + begin, at + until) for begin, until in manner),
        legal_basis=evidence.legal_basis(at, manner),
        deadlines=deadlines(quote, at, times, 0, end) if times else (),
        parties=evidence.parties(passage, 0, end, chapeau.bearer_mentions),
        distributive=chapeau.distributive,
        rule="item",
    )


def _excepted(evidence: Evidence, passage: Passage, chapeau: Norm, number: int) -> Norm | None:
    """An item under 鼓励X，但有下列情形之一的除外: what is not encouraged, read as what must not be done (annotation guide 7)."""
    if chapeau.modality != "encouragement" or not chapeau.exceptions:
        return None
    words = chapeau.exceptions[-1].quote
    at = words.text.rfind("除外")
    item = _inherited(evidence, passage, chapeau, number) if at >= 0 else None
    if item is None:
        return None
    trigger = evidence.quote(words.at + at, words.at + at + 2)
    return msgspec.structs.replace(
        item, modality="prohibition", alternatives=("encouragement",), trigger=trigger, exceptions=()
    )


def _says_act(intro: Intro, chapeau: str, item: str) -> bool:
    """Is the item a norm (a verb phrase, or any entry under 下列职责/规定/行为), not a thing the chapeau's act is about?"""
    if intro not in ("open", "acts"):
        return False
    if item.find("指") >= 0 and _MEANS.search(item):
        return False  # 可回收物，指…
    if item.find("属于") >= 0 and item.rstrip("；。").endswith(("类", "范围", "级")):
        return False
    if intro == "acts":
        listed = _LISTED.search(chapeau, chapeau.rfind("。", 0, -1) + 1)
        if listed and _STRICT.search(listed.group()):
            return True
    return _verbal(item)


def _acts_on(text: str, start: int, end: int) -> bool:
    """Does the clause behind a case say what is done with it, not what has been?"""
    return _DONE.match(text, start, end) is None and opens_with_verb(text, start, end)


def _set_off(text: str, end: int) -> bool:
    """Is the first clause of an item, up to ``end``, only its basis, topic or place (在财政资助中，限制…)?"""
    return basis_end(text, 0, end) == end or text.startswith("对") or (text[0] == "在" and adjunct(text, 0, end))


def _verbal(item: str) -> bool:
    """Does the item say something of its own: a verb phrase or a predicate?"""
    stop = _STOP.search(item)
    end = stop.start() if stop else len(item)
    if end + 1 < len(item) and item[end] == "，" and _set_off(item, end):
        return _verbal(item[end + 1 :])
    if opens_with_verb(item, 0, end):
        of = item.rfind("的", 0, end)
        return not (of > 0 and end - of <= 5 and item[of - 2 : of] in VERBS)
    if _names_thing(item, end):
        return False
    if _PREDICATE.search(item, 0, end):
        return True
    return any(item[k : k + 2] in VERBS and item[k : k + 2] not in NOMINAL for k in range(1, min(end, 30) - 1))


def _names_thing(item: str, end: int) -> bool:
    """Is the whole item one noun phrase that names a made thing (炮制规范，种植养殖管理等规范)?"""
    words = item.rstrip("；。，、 ")
    return len(words) == end and len(words) <= 30 and _THING.search(words) is not None and not _HOLDS.search(words)
