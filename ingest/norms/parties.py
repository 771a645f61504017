"""The other actors of a norm: with whom, to whom, over whom.

The role is that of the mention where the actor stage gave one; otherwise the words around the mention decide.
"""

from __future__ import annotations

import re
from typing import get_args

from ..facts import Mention, Party, PartyRole

_ROLES = frozenset(get_args(PartyRole)) - {"counterparty"}
_BEFORE: tuple[tuple[PartyRole, re.Pattern[str]], ...] = (
    ("co_actor", re.compile("(?:会同|联合|协同|商|会商|与)(?:[^，；。]{0,20}、)?$")),
    ("approver", re.compile("(?:经|报经|征得|取得|提请|报请)(?:[^，；。]{0,12}、)?$")),
    ("organised", re.compile("(?:组织|牵头组织|召集|动员)(?:[^，；。]{0,20}[、和])?$")),
    ("supervised", re.compile("(?:监督|检查|督促|监督管理|监督检查|监管)(?:[^，；。]{0,12}[、和])?$")),
    ("directed", re.compile("(?:指导|协调|领导|委托|责令|要求|推动|授权|指定)(?:[^，；。]{0,12}[、和])?$")),
    ("encouraged", re.compile("(?:鼓励|支持|引导|扶持|促进|带动)(?:[^，；。]{0,20}[、和])?$")),
    ("protected", re.compile("(?:保护|保障|维护|损害|侵害|侵犯|尊重)(?:[^，；。]{0,20}[、和])?$")),
    ("reported_to", re.compile("报(?:送|请|经)?$")),
    ("addressee", re.compile("(?:向|告知|通知|为|给|送达|移送|对)(?:[^，；。]{0,20}[、和])?$")),
)
_REPORTS = re.compile("^[^，；。]{0,12}(?:报告|备案|汇报|报送|报备|述职)")
_APPROVES = re.compile("^[^，；。]{0,4}(?:同意|批准|审核|审批|许可|授权|核准|审查|决定)")


def party_of(mention: Mention, text: str, start: int) -> Party:
    """The party a mention is; ``start`` is its local offset in ``text``."""
    if mention.role in _ROLES:
        return Party(mention.id, mention.actors, mention.role)  # type: ignore[arg-type]
    return Party(mention.id, mention.actors, _role(text, start, start + len(mention.quote.text)))


def _role(text: str, start: int, end: int) -> PartyRole:
    ahead = text[max(0, start - 32) : start]
    follow = text[end : end + 20]
    for role, pattern in _BEFORE:
        if pattern.search(ahead):
            if role in ("addressee", "reported_to") and _APPROVES.search(follow):
                return "approver"
            if role == "addressee" and _REPORTS.search(follow):
                return "reported_to"
            return role
    return "counterparty"
