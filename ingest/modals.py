"""Strong modal words 规范词 and where they govern: not in a relative clause, not under another verb.

应当, 不得, 可以 … are found by their characters and by what must not stand around them (相应, 不得不, 所有权 are words of their own).
"""

from __future__ import annotations

import re

from .clauses import CLOSED, STOPS
from .facts import Modality
from .lexicon import alternation, lexicon
from .mainverbs import SUBJECT
from .phrases import ADVERBS, COMPOUND, NOMINAL, VERBS, verb_at

_words = lexicon("modality")

Modal = tuple[int, int, Modality]  # start, end, modality
ModalClause = tuple[int, int, str, list[Modal]]  # start, end, stop, strong modals


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
    if word == "禁止":
        pattern += "(?!行为|事项|清单|目录|名单|标志)"
    if word == "有权":
        pattern += "(?!限(?![制定于]))"
    if only:
        pattern += f"(?=[{only}])"
    if word == "可":
        pattern += "|可(?=就(?![近业地医诊读学职]))"
    if word == "应":
        pattern += (
            f"|应(?<=[{_words['after']['应']}]应)(?![{_words['ahead']['应']}])|应(?=征[得求]|如[实期数约]|申[请报](?!人))"
        )
        pattern += "|应(?=对(?!措施|方案|工作|预案|机制|策略|能力|处置|突发)[^，；。]{2,60}?(?:进行|予以|作出|给予|承担))"
    return pattern


MODALITY_OF: dict[str, Modality] = {word: kind for kind, words in _words["strong"].items() for word in words}
_MODALS = "|".join(_guarded(word) for word in sorted(MODALITY_OF, key=lambda w: (-len(w), w)))
STRONG = re.compile(_MODALS)
TOKENS = re.compile(f"{CLOSED}|{STOPS}|{_MODALS}")
_EMBEDDING = alternation(_words["embedding"]["verbs"])
_EMBEDDED = re.compile(f"(?:{alternation(_words['embedding']['always'])})$")
_TELLS = re.compile(_EMBEDDING)
#: 根据应急需要|可以: the need is the basis, it does not ask for what follows
_BASED = re.compile("(?:根据|按照|依照|依据|视|因|基于)[^，；。的]{0,20}(?:的)?(?:需要|要求)$")
#: verbs that mark out a place or kind of thing by what is forbidden or allowed there
_BEFORE_PARTY = frozenset("为向对给与将由")
_WORDS_ENDING_SO = frozenset(("行为", "认为", "作为", "以为", "视为", "成为", "参与", "面对", "针对", "方向", "即将"))
_MARKING = frozenset(_words["embedding"]["marking"])
_DECIDES = re.compile("(?:并|可以|依法)*(?:决定(?![书的])|责令)")
_SINCE = re.compile("[自从][^，；。]{1,60}?之日起")
#: behind a modal: what somebody has to do when another acts
_WHEN_BOUND = re.compile("(?![在于自当向同按])[^，；。在于当]{2,40}(?<![及按准同实适随临平即暂小])时")
#: 禁止X的|规定|由Y制定: what is made of what is forbidden
_MADE_BY = re.compile(
    "[^，；。由]{1,40}的(?:具体|有关|相关)?[^，；。的由]{0,8}(?:规定|办法|区域|范围|目录|名录|清单|标准|时段|时间|地点|路段|品种|种类)，?由"
)
_COORDINATE = frozenset("、并且但而又也或和者")


def governing(text: str, clause: ModalClause, more: bool, sentence: int) -> tuple[Modal, ...]:
    """Those of the modals of a clause that govern it; ``more`` clauses follow in the stretch, ``sentence`` is where it begins."""
    begin, end, _, modals = clause
    if text.startswith("除外", end - 2):
        return ()
    kept: list[Modal] = []
    since = _SINCE.search(text, begin, end) if text.find("之日起", begin, end) >= 0 else None
    for k, modal in enumerate(modals):
        start = modal[0]
        if since is not None and since.start() < start < since.end():
            continue  # 自应当退款之日起: a time
        if (
            start - begin > 2
            and _EMBEDDED.search(text, max(begin + 1, start - 3), start)
            and not _BASED.search(text, max(begin, start - 30), start)
        ):
            continue
        if start - begin > 3 and text.startswith("其", modal[1]) and _DECIDES.match(text, begin, start):
            continue  # 决定三年以内不准其出境
        if more and _WHEN_BOUND.fullmatch(text, modal[1], end):
            continue  # 须作紧急处分时，…: a time
        if text[end - 1] == "外" and text.find("除", begin, start) >= 0:
            continue  # X除应当A外，还应当B: what is excepted
        if (
            start - begin > 2
            and text[start - 2 : start] in _MARKING
            and (of := text.rfind("的", start, end)) > 0
            and end - of <= 7
        ):
            continue  # 划定禁止X的区域
        if text.startswith("禁止", start) and _MADE_BY.match(text, modal[1], end):
            continue  # 禁止X的规定由Y制定
        if text.startswith("禁止", start) and text[start - 1] in "者、和与及或行":
            continue  # 限制或者禁止X的措施
        if kept and text[start - 1] not in _COORDINATE and not text.startswith(("方可", "均可", "即可", "便可"), start):
            continue
        of = text.find("的", modal[1], end)
        if of >= 0 and of + 1 < end and start - begin <= 6 and _only_verb(text, begin, start):
            continue  # 并安装可以与系统关联的装置
        if of >= 0 and _attributive(text, begin, start, of, end):
            continue
        if of >= 0 and _relative(text, clause, modal, of, modals[k + 1] if k + 1 < len(modals) else None, more, sentence):
            continue
        kept.append(modal)
    return tuple(kept)


def _relative(
    text: str, clause: ModalClause, modal: Modal, of: int, following: Modal | None, more: bool, sentence: int
) -> bool:
    """Does the modal stand in a relative clause (应当注册的产品; 可以公开的数据，不得…) that ends in the 的 at ``of``?"""
    begin, end, stop, _ = clause
    start, after, _ = modal
    if text[of - 1] in "目标":
        return False
    if of + 1 < end and of - after <= 40 and _verbs_only(text, after, of, begin, start):
        return True
    if text[begin] == "对" and more and stop == "，" and _opens_topic(text, clause, of):
        return True
    if text[after] == "由" and more and stop == "，" and _by_whom(text, after, end):
        return True
    if following is None and start != begin:
        return False
    if subject_before(text, begin, start):
        return False
    if following is not None and of < following[0]:
        return not _TELLS.search(text, after, following[0])
    if start != begin:
        return False
    if start == sentence and more and stop == "，" and STRONG.match(text, end + 1):
        return True
    return text.find("属于", of, end) > 0


def _only_verb(text: str, start: int, end: int) -> bool:
    """Is the stretch one verb behind 并, or one that marks things out (载明禁止取水的区域)? A verb alone may be the subject (撤销应当…)."""
    joined = text.startswith("并", start)
    if not joined and text[end - 2 : end] not in _MARKING:
        return False
    at = start + joined
    at = ADVERBS.match(text, at, end).end()  # type: ignore[union-attr]
    return end - at == 2 and text[at:end] in VERBS and text[at:end] not in NOMINAL


def _by_whom(text: str, start: int, end: int) -> bool:
    """应当由基金支付的部分，…: does the clause end in a thing described by who acts on it?"""
    of = text.rfind("的", start, end)
    return of > start and 1 < end - of <= 8 and text[of - 2 : of] in VERBS and text[of + 1 : of + 3] not in VERBS


def _attributive(text: str, begin: int, modal: int, of: int, end: int) -> bool:
    """为应当办理登记的用户提供便利: a modal right behind a preposition, before 的 and a party."""
    at = modal - 1
    if at < begin or text[at] not in _BEFORE_PARTY or (at > begin and text[at - 1 : modal] in _WORDS_ENDING_SO):
        return False
    return SUBJECT.search(text, of + 1, min(end, of + 16)) is not None


def _opens_topic(text: str, clause: ModalClause, of: int) -> bool:
    """对依法应当由X决策的事项，…: does the clause end in a thing, with the modal of the sentence still to come?"""
    end = clause[1]
    last = text.rfind("的", of, end)
    return end - last <= 8 and not verb_at(text, last + 1) and STRONG.search(text, end + 1, end + 30) is not None


def _verbs_only(text: str, start: int, end: int, begin: int, modal: int) -> bool:
    """Is the stretch nothing but adverbs and verbs (依法注册, 公开或者共享, 由X承担)?

    With a subject right before the ``modal`` only a single verb counts: 部门应当建立便利、畅通的渠道 is no relative clause.
    """
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
    return len(parts) == 1 or not subject_before(text, begin, modal)


def subject_before(text: str, start: int, end: int) -> str:
    """The tail of the actor's name that ends right before ``end`` (adverbs aside); empty when none does."""
    tails = list(SUBJECT.finditer(text, max(start, end - 40), end))
    if not tails or ADVERBS.match(text, tails[-1].end(), end).end() != end:  # type: ignore[union-attr]
        return ""
    return tails[-1].group()
