"""Whom a norm does not bind although its sentence names him: members, those spared, those something is done to.

A bearer that is doubtful is left out (annotation guide 3.3: nobody rather than the wrong one).
"""

from __future__ import annotations

import re
from bisect import bisect_right

from ..clauses import Clause
from ..triggers import Trigger
from .evidence import Who
from .readings import is_public

_PLACED = frozenset(("纳入", "列入", "计入", "归入", "记入"))
#: what continues a name behind 由 (代表|团, 村民|小组组长)
_GOES_ON = re.compile("团|小?组(?!织)|队|长(?!期)|会(?![同商])|委(?!托)|局|所|站|院|办公")
_MEMBERS = re.compile("等?(?:共同|联合)?(?:组成|构成)(?![部单的])")
#: 负责人|确定后: what was done to somebody tells when another acts
_CHOSEN = re.compile("(?:依法)?(?:确定|选定|指定|推选|选举|选任|任命|聘任|产生|组成)(?:之?后|完毕)$")
#: 病人|有监护人的，
_STATE = re.compile("(?:同时|确|仍|尚)?(?:有|没有|无|是|为|系|属于|未满|年满|不满|死亡|失踪|患|因|被|不能|丧失)[^，；。]*的$")
_KIN = re.compile(
    "[^，；。]{0,4}(?:送交|交由|交给|交付|送达|告知|通知|询问|要求|责令|向|由|交)其(?:法定|诉讼|委托|指定)?(?:代理人|监护人|近?亲属|家属|所在单位)"
)
#: what an office alone does, to whoever is named (从轻处罚, 吊销其许可证, 不得|逮捕)
_LENIENT = re.compile("(?:依法|酌情|适当)*(?:从轻|减轻|从重|加重|免除|免予|免于)[^，；。]{0,12}(?:处罚|处分|处理)")
_TAKEN = re.compile("[^，；。其]{0,6}(?:吊销|暂扣|没收)其")
#: what only numbers and rules are (工资不得低于…, 决定不得与法律相抵触)
_FEWER = re.compile("(?:少于|低于|高于|多于|短于|长于)")
_CLASHES = re.compile("(?:[与同和][^，；。]{1,60})?相?抵触$")
_SEIZED = re.compile(
    "(?:逮捕|拘禁|拘留|羁押|拘捕|搜查|审讯|罢免)(?:(?:、|或者?|和)(?:逮捕|拘禁|拘留|羁押|拘捕|搜查|审讯|罢免))*$"
)
#: 审查终止: what comes about by itself
_EVENT = re.compile("[^，；。]{2,4}(?:终止|中止|终结|完结|生效|失效)$")
_BESIDES = re.compile("除[^；。]{0,200}?(?:以外|之外|外)(?=，)")


def is_spared(text: str, trigger: Trigger, who: Who) -> bool:
    """Do the words around the modal show that ``who`` is not its bearer?"""
    start, end = who.start, who.end
    if start is None or end is None:
        return False
    if trigger.word == "组成" and start >= trigger.begin:
        return True  # 委员会由主任和委员组成: they are its members
    if trigger.modality == "prohibition" and start == trigger.end + 1 and text[trigger.end] == "由":
        return True  # 不得由用户承担: who is spared
    if trigger.rule == "by" and start == trigger.end and _GOES_ON.match(text, end):
        return True  # 由村民小组组长召集: the name is longer than what is known of it
    # …，所需费用纳入预算: not who acts before
    return trigger.rule == "thing" and trigger.word[-2:] in _PLACED and end <= trigger.clause


def is_unbound(text: str, clauses: tuple[Clause, ...], trigger: Trigger, who: Who, action: str) -> bool:
    """Does the ``action`` show that ``who`` is not its bearer? ``clauses``: those of the sentence."""
    if who.start is None or who.end is None:
        return False
    if who.start >= trigger.start and _MEMBERS.match(text, who.end):
        return True  # 评审组应当由专家组成
    if not is_public(who.names or who.inferred):
        if _CLASHES.match(action):
            return True
        between = text[who.end : trigger.start] if trigger.clause <= who.start else ""
        if "的" in between and "，" not in between and _FEWER.match(action):
            return True  # 职工在试用期的工资|不得低于…
    return _suffers(trigger, who, action) or _of_a_case(text, clauses, trigger, who, action)


def _suffers(trigger: Trigger, who: Who, action: str) -> bool:
    """Is the act one that is done to ``who``?"""
    if _SEIZED.match(action):
        return True
    return not is_public(who.names or who.inferred) and (
        _LENIENT.match(action) is not None or (trigger.rule != "by" and _TAKEN.match(action) is not None)
    )


def _of_a_case(text: str, clauses: tuple[Clause, ...], trigger: Trigger, who: Who, action: str) -> bool:
    """Is ``who`` named in an earlier clause of the sentence that tells when somebody else acts?"""
    start, end = who.start, who.end
    if start is None or end is None or who.basis != "same_sentence":
        return False
    place = bisect_right(clauses, (start + 1,)) - 1
    own = clauses[place]
    if own.end > trigger.start or start < own.start:
        return False
    behind = text[end : own[1]]
    if _CHOSEN.match(behind):
        return True
    if _EVENT.match(action) and trigger.rule == "bare":
        return True
    if not is_public(who.names or who.inferred) and _STATE.match(behind) and _KIN.match(action):
        return True
    besides = _BESIDES.search(text, clauses[0][0], trigger.start)
    return besides is not None and besides.start() < start and end <= besides.end()
