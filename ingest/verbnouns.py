"""Verb or noun: is a verb's word the predicate where it stands, or part of a noun (管理办法, 撤销权) or of a relative clause (提供的)?"""

from __future__ import annotations

import re

from .phrases import NOMINAL, STATIVE, verb_at

_JOIN = re.compile("、|和|或者|以及|及|并|与")
#: nouns that make a nominal verb before them a modifier
_HEADED = ("程序", "制度", "办法", "机制", "结果", "意见", "义务", "责任", "条件", "期限", "情况", "活动", "事项", "标准")
_SUFFIXES = (
    "性(?![质能别格命状情侵骚])|型(?!号)|业(?![务主绩者余内界态已])|类(?![似别型])|化(?![学工肥妆石验粪解])|证(?![明据实件照书人券])"
    "|费(?!用)|金(?![额银属钱融])|物(?![业资品质流价种体料理])|书(?![面籍记店画证])|权(?![利力益限属威衡证])"
)
#: one character that makes an adjective or a noun of the verb before it (经营性, 服务业, 驾驶证), unless it begins a word of its own
MADE = re.compile(_SUFFIXES)
MAKING = frozenset(_SUFFIXES[0] + "".join(re.findall(r"\|(.)", _SUFFIXES)))
#: what makes a noun of any verb before it (撤销权, 储存期限届满, 拍卖所得)
_COMPOUND = re.compile(f"{_SUFFIXES}|所得|期(?:限|间)(?:届满|内|为|自|从|由|不|的)|期满|人(?![员才民工力类身事大口均])")
#: a predicate of its own behind a nominal verb
_PREDICATED = re.compile("自(?![行主愿觉动然己身治])|从(?![业事])|由(?![此于])|应(?![急用对税收])|不得|均|已经|用于|组成|构成")
_WORDS = (
    "人民",
    "人才",
    "法律",
    "法规",
    "人员",
    "权利",
    "法定",
    "费用",
    "人工",
    "权益",
    "法治",
    "法人",
    "权威",
    "人事",
    "人力",
)


def is_verb(text: str, at: int, size: int, end: int) -> bool:
    """Is the verb a predicate here, not part of a noun (管理办法) nor of a relative clause (提供的)?"""
    after = at + size
    if text[at : at + 2] in STATIVE:
        return False
    joined = after
    while joined < end and (join := _JOIN.match(text, joined, end)):
        more = verb_at(text, join.end())
        if not more:
            break
        joined = join.end() + more
    if joined > after and text[joined : joined + 1] == "的":
        return False
    if after >= end:
        return size >= 4 or text[at : at + 2] not in NOMINAL
    if text[after] in "的者率码" or makes_noun(text, at, after):
        return False
    if text[at : at + 2] in NOMINAL and text.startswith(_HEADED, after) and text[at : at + 2] != "组织":
        return False  # 审查程序
    return text[at : at + 2] not in NOMINAL or text[after] not in "人度费权法" or text.startswith(_WORDS, after)


def makes_noun(text: str, at: int, after: int) -> bool:
    """Is the verb at ``at`` a noun with what follows (撤销权), or the subject of another predicate (通知自到达时生效)?"""
    return _COMPOUND.match(text, after) is not None or (
        text[at : at + 2] in NOMINAL and _PREDICATED.match(text, after) is not None
    )
