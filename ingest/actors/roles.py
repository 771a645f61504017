"""Roles: what an actor does in its sentence, read off the word that governs it and the words behind it."""

from __future__ import annotations

import re
from typing import Literal

from ..facts import PartyRole
from ..lexicon import lexicon
from .parties import Candidate

MentionRole = Literal["bearer", "enforcer", "offender", "target", "definition", "possessor"] | PartyRole

_ANCHORS: dict[str, PartyRole] = {word: role for role, listed in lexicon("roles")["anchors"].items() for word in listed.split()}
_SANCTION = "责令|给予(?!表彰|奖励|补|支持|资金|优惠|保护|帮助|指导|扶持|适当|必要)|没收|处以|处[一二三四五六七八九十百千万\\d]|并处|吊销|警告|处罚|暂扣|撤销|追究|通报批评|罚款|处分|拘留|取缔|查封|扣押|降低资质|限制|约谈|通知限期|依法[^，；。]{0,6}处"
PUNISHED = re.compile(f"^(?:[^，；。]{{0,12}}?)(?:{_SANCTION})")
_REPORT = re.compile("^[^，；。]{0,6}(?:报告|汇报|备案|申报|述职|报送|报备)")
_APPROVE = re.compile("^[^，；。]{0,4}(?:批准|同意|审核|审批|许可|核准|审查|审定|审议|决定)")
_GOVERNED = re.compile("^(?:的)?[^，；。的]{0,4}(?:监督|检查|管理|监管|考核)")


_ASKING = frozenset(("取得", "获得", "得到", "征得", "基于", "撤回"))
_CONSENT = re.compile("的?(?:书面|口头|单独|明确|一致|事先|共同|自愿){0,2}同意")


def role_of(candidate: Candidate) -> MentionRole:
    """The role of an actor that is not the subject of its clause."""
    anchor, after = candidate.anchor, candidate.after
    if candidate.noun.follow == "rights":
        return "protected"
    if anchor in ("由", "交由", "应由", "转由"):
        return "enforcer" if PUNISHED.match(after) else "bearer"
    if anchor in ("向", "报", "并向"):
        if _REPORT.match(after):
            return "reported_to"
        return "approver" if anchor == "报" and _APPROVE.match(after) else "addressee"
    if anchor in ("对", "对于"):
        if PUNISHED.match(after):
            return "target"
        return "supervised" if _GOVERNED.match(after) else "counterparty"
    if anchor == "提请" and after.startswith("注意"):
        return "addressee"
    if anchor in ("经", "未经", "报经") or (anchor in _ASKING and _CONSENT.match(after)):
        return "approver"
    return _ANCHORS.get(anchor, "counterparty")
