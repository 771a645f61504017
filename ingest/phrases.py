"""Phrases before the verb: adverbs, basis phrases 按照…, co-actors 会同…, and whether a verb starts here.

Chinese marks none of these boundaries, so they are found by what follows: a basis phrase ends at the first of its head nouns
(规定, 要求, 职责 …) behind which a predicate begins. Every test looks at one place; nothing here backtracks.
"""

from __future__ import annotations

import re

from .lexicon import alternation, lexicon, openers

_verbs = lexicon("verbs")
_modality = lexicon("modality")
_adverbials = lexicon("adverbials")

VERBS = frozenset(word for word in _verbs["main"].split() if len(word) == 2)
NOMINAL = frozenset(_verbs["nominal"].split())
PIVOT = frozenset(_verbs["pivot"].split())
STATIVE = frozenset(_verbs["stative"].split())
COMPOUND = frozenset(_verbs["compound"].split())
_FOUNDING = frozenset(("建立", "健全", "完善"))
_GIVING = frozenset(("给予", "给以", "予以", "加以"))
_AND = re.compile("、|和|或者|以及")
HEADING = frozenset(_verbs["heading"].split())
_WEAK = frozenset(word for words in _modality["weak"].values() for word in words)
PUBLIC_TAILS = _modality["tails"]["public"]
_tails = _modality["tails"]
TAILS = (
    alternation(PUBLIC_TAILS + _tails["private"])
    + f"|公众(?!{alternation(_tails['public_ahead'])})"
    + f"|者(?<![{_tails['thing_ahead']}]者)"
    + f"|人(?<=[{_tails['person']}]人)(?![{_tails['person_ahead']}])"
)


def prepositions(words: list[str]) -> str:
    """The words as an alternation in which a one-character preposition is not the first half of another word (自然人, 如实)."""
    guards = _adverbials["prepositions"]
    plain = [word for word in words if word not in guards]
    return "|".join(
        [*([alternation(plain)] if plain else []), *(f"{word}(?!{'|'.join(guards[word])})" for word in words if word in guards)]
    )


#: adverbs that may stand between subject and verb
ADVERBS = re.compile(
    f"(?:(?=[{''.join(sorted(openers(_adverbials['adverbs'], '不')))}])(?:{alternation(_adverbials['adverbs'])}|不(?![予再得影免适受计])))*+"
)
#: a preposition that opens a phrase which stays in the action (向X报告, 对Y进行检查)
_INNER = re.compile(prepositions(_adverbials["inner"]))
BASIS = re.compile(
    alternation(_adverbials["basis"]) + "".join(f"|{word}(?![{ahead}])" for word, ahead in _adverbials["basis_guarded"].items())
)
_HEAD = "法规(?!定)|" + alternation([word for word in _adverbials["basis_heads"] if word != "法规"])
_HEADS = re.compile(f"(?:{_HEAD})(?:{_HEAD})*+")
#: a source that says nothing of its matter (国家有关规定, 法律、法规规定的程序): what follows it is no part of a name
_BARE = re.compile(
    "(?:按照|依照|根据|依据|参照|按|依)(?:国家|本省|本市|省|市|有关|相关|法律|行政法规|法规|规章|章程|和|、|以及|的|法定|规定的?|统一|合同|协议)*"
)
#: heads that are verbs behind another head, before a verb
_APPLIED = frozenset(("申请", "登记", "审核", "批准", "委托", "许可"))
_THROUGH = re.compile(prepositions(["经"]))
_CO = re.compile(alternation(_adverbials["co"]))
_TAIL = re.compile(f"(?:{TAILS})(?:（[^（）]*）)?")
#: first characters of basis phrases; of those, adverbs and co-actors; of whatever a predicate opens with beside a verb
BASIS_OPENERS = openers(_adverbials["basis"], _adverbials["basis_guarded"])
SKIPPED = BASIS_OPENERS | openers(_adverbials["adverbs"], "不", _adverbials["co"])
_PREDICATE_OPENERS = SKIPPED | openers(_adverbials["inner"])
_MANNER_OPENERS = BASIS_OPENERS | openers(_adverbials["co"], _adverbials["lawful"])
#: what cannot follow a finished noun phrase as the start of a predicate
_JOINT = frozenset("的、和与及或之等")


def verb_at(text: str, at: int) -> int:
    """The length of the verb at ``at`` (建立健全 is one verb of four characters), 0 if none stands there."""
    verb = text[at : at + 2]
    if verb not in VERBS:
        return 0
    if verb in COMPOUND:
        second, after = text[at + 2 : at + 4], text[at + 4 : at + 5]
        if verb in _FOUNDING and second not in COMPOUND:
            return 2  # 建立捐赠对接机制
        if verb in _GIVING and (more := _AND.match(text, at + 4)) and text[more.end() : more.end() + 2] in VERBS:
            return 2  # 给予表彰、奖励: what is given is a list
        if (
            second in VERBS
            and second not in STATIVE
            and after not in ("的", "者", "人", "率")
            and (second not in NOMINAL or (verb in HEADING and after not in ("和", "与", "及", "、", "")))
        ):
            return 4
    return 2


def predicate_at(text: str, at: int, end: int) -> bool:
    """Does a predicate (adverb, preposition or verb) start at ``at``?"""
    if at >= end:
        return True
    if text.startswith("以及", at):
        return False
    if text[at] in _JOINT and not text.startswith(("及时", "与有", "与其", "与相"), at):
        return False
    word = text[at : at + 2]
    if word in VERBS or word in _WEAK or (text[at] == "经" and _THROUGH.match(text, at, end)):
        return True
    return text[at] in _PREDICATE_OPENERS and (
        _INNER.match(text, at, end) is not None
        or BASIS.match(text, at, end) is not None
        or ADVERBS.match(text, at, end).end() > at  # type: ignore[union-attr]
        or _CO.match(text, at, end) is not None
    )


def basis_end(text: str, at: int, end: int) -> int:
    """Where the basis phrase that starts at ``at`` ends (``at`` when none starts there, ``end`` when it fills the clause).

    It ends at the first head noun (规定, 要求 …) behind which a predicate begins. A verb that is as often a noun (分级保护制度) ends it
    only when the clause does not itself end in a head noun.
    """
    if at >= end or text[at] not in BASIS_OPENERS or BASIS.match(text, at, end) is None or text.startswith("参照适用", at):
        return at
    doubtful = 0
    head = None
    for head in _HEADS.finditer(text, at + 2, end):
        after = head.end()
        if text[after - 2 : after] in _APPLIED and after - 2 > head.start() and text[after : after + 2] in VERBS:
            return after - 2  # 按照规定|申请办理登记
        if after == end:
            return end
        if text[after] == "的" or (text[after + 2 : after + 3] == "的" and text[after : after + 2] in VERBS):
            continue  # 按照许可证确定的用途|使用
        if not (predicate_at(text, after, end) or _with(text, after, end)):
            if text[after] not in _JOINT and after - 2 > head.start() and text[after - 2 : after] in _APPLIED:
                return after - 2  # 按照规定|申请单项许可
            continue
        if (
            text[after : after + 2] in VERBS
            and _BARE.fullmatch(text, at, head.start())
            and text[after - 2 : after] not in VERBS
        ):
            return after  # 按照规定|编制目录
        if text.startswith("组织", after) and verb_at(text, after) == 4:
            return after  # 根据需求|组织制定标准
        if text[after : after + 2] in NOMINAL or text.startswith(("分级", "分类", "有"), after):
            if not doubtful:  # 按照规定|规范收费行为: the last head may be the verb
                shorter = after - 2
                verb = shorter > head.start() and text[shorter:after] in VERBS and text[shorter:after] != "约定"
                doubtful = shorter if verb else after
            continue
        return after
    return doubtful or (_unnamed(text, at, end) if head is None else at)


def _unnamed(text: str, at: int, end: int) -> int:
    """The end of a basis phrase that no known noun closes: where the first plain verb begins (凭证明文件|办理手续, 按照非机动车|对其实施管理)."""
    plainly = text.startswith(("凭", "比照"), at)
    for k in range(at + 3, min(end - 2, at + 30)):
        if text[k - 1] in _JOINT or text[k] == "的":
            continue
        if text.startswith(("对其", "予以", "给予"), k) or (text[k] == "向" and text[k - 1] not in "方一导"):
            return k
        word = text[k : k + 2]
        if word in VERBS and word not in NOMINAL:
            plain = plainly and word not in STATIVE and text[k + 2] not in "的者人率"
            return k if plain else at
    return at


def _with(text: str, at: int, end: int) -> bool:
    """按照规定|与X签订协议: does 与 open a phrase before a verb, rather than join another basis (规定与标准)?"""
    if text[at] not in "与同":
        return False
    for k in range(at + 2, min(end - 1, at + 28)):
        if text[k] in "，的、" or _HEADS.match(text, k, end):
            return False
        if text[k : k + 2] in VERBS and text[k : k + 2] not in NOMINAL:
            return True
    return False


def acts(text: str, start: int, end: int) -> bool:
    """Does a plain verb stand in the stretch (not first, not nominal)?"""
    for k in range(start + 1, end - 2):
        word = text[k : k + 2]
        if word in VERBS and word not in NOMINAL and text[k + 2] != "的":
            return True
    return False


def co_end(text: str, at: int, end: int) -> int:
    """Where the co-actor phrase 会同X at ``at`` ends; ``at`` when none starts there or its end cannot be told."""
    opening = _CO.match(text, at, end)
    if opening is None:
        return at
    for tail in _TAIL.finditer(text, opening.end(), end):
        after = tail.end()
        if after == end:
            return end
        if text[after] == "等":
            after += 1
        if predicate_at(text, after, end) and not _tail_at(text, after, end):
            return after
    return at


def _tail_at(text: str, at: int, end: int) -> bool:
    """Does the noun phrase go on (政府|部门, 监督|管理部门) rather than end at ``at``?"""
    if text.startswith("组织", at):
        return False
    tail = _TAIL.search(text, at, min(end, at + 10))
    return tail is not None and not re.search("[，、的对向将把]", text[at : tail.start()]) and text[at : at + 2] in NOMINAL


def manner_end(text: str, at: int, end: int) -> tuple[int, list[tuple[int, int]]]:
    """Skip 依法, basis phrases and co-actor phrases from ``at``; the place where the action starts and the spans skipped."""
    skipped: list[tuple[int, int]] = []
    while at < end and text[at] in _MANNER_OPENERS:
        lawful = _LAWFUL.match(text, at, end)
        after = lawful.end() if lawful else basis_end(text, at, end)
        if after == at:
            after = co_end(text, at, end)
        if after == at or after >= end:
            break
        skipped.append((at, after))
        at = after
    return at, skipped


_LAWFUL = re.compile(alternation(_adverbials["lawful"]) + "(?![^，；。]{0,3}的)")
