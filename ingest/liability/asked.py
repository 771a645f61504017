"""What a duty asks in its own words, and whether that is the act of a conduct."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from ..facts import Norm
from .conducts import bare
from .words import GENERIC, Words

#: 不向劳动者支付经济补偿 asks for nothing
_NOTHING_ASKED = re.compile("不|无需|无须|免")
#: acts of others that are to be pursued are not what is asked (查处挪用行为)
_PURSUED = re.compile("(?<=制止|查处|打击|纠正|劝阻)[^，；。]+")
#: forbidden omissions
_REFUSING = re.compile("拒绝|拖延|隐瞒|漏报|迟报|瞒报|逃避|推诿|不(?!得)")
#: leave that must be had before the act (经批准方可…, 未经批准不得…), or that is the duty itself (应当…申请…许可)
_LEAVE_FIRST = re.compile(
    "未(?:依法)?(?:经|取得|予批准|获)[^；。]{0,60}不得|擅自|经(?![营济验费纪])[^，；。]{0,30}(?:批准|许可|同意|核准|审批|授权)"
)
_ASKS_LEAVE = re.compile(
    "(?:申请|申领|取得|征得|办理|领取|报)[^，；。]{0,40}(?:许可|批准|审批|核准|同意|证|手续)|许可制度|提出[^，；。]{0,8}申请，[^。]{0,30}(?:批准|许可|审批|核准|同意)"
)
#: by so many last characters papers are the same (建设工程规划许可证)
_PAPER = 5
#: from here on two texts say the same
SAME = 0.5
#: but not where fewer words than this tell the act (违反本法规定处理个人信息)
MANY = 3


class Told(NamedTuple):
    """The words of an act: what was done or left undone (verbs), what of it was done, to what, and which of its words few duties have;
    whether it was done without the leave one must have and without which papers; what it was not done by (未按照技术规范和操作规程…); how many
    words tell it."""

    verbs: frozenset[str]
    done: frozenset[str]
    things: frozenset[str]
    rare: frozenset[str]
    without_leave: bool
    basis: frozenset[str]
    told: int
    papers: tuple[str, ...]


class Asked:
    """What the duties of one statute ask: ``told`` their words behind the modal, ``documents`` all their words."""

    def __init__(
        self, norms: list[Norm], told: list[str], documents: list[Counter[str]], read: Words, every: tuple[Norm, ...]
    ) -> None:
        self.norms, self.told, self.documents, self.read = norms, told, documents, read
        self._leave = {norm.unit for norm in every if _LEAVE_FIRST.search(norm.quote.text)}
        self._asked: dict[int, tuple[bool, frozenset[str]] | None] = {}

    def for_act(self, k: int, act: Told, likeness: float) -> bool:
        """Whether a duty asks for the act in its own words, and not only in those of the statute's subject, unless they are the same words.
        What was left undone was not forbidden; what was done without leave breaches the duty to have it."""
        if k not in self._asked:
            self._asked[k] = self._asks(k)
        asks = self._asked[k]
        if asks is None:
            return False
        forbids, asked = asks
        if act.without_leave:
            asks_leave = self.norms[k].unit in self._leave if forbids else self.leave(k)
            if act.papers:
                return asks_leave and any(paper[-_PAPER:] in self.norms[k].quote.text for paper in act.papers)
            return asks_leave and not self.documents[k].keys().isdisjoint(act.done)
        wanted = act.done if forbids else act.verbs
        wanted = wanted - GENERIC or wanted
        if asked.isdisjoint(wanted) and not (act.basis and not forbids and act.basis <= asked):
            return False
        return (likeness >= SAME and act.told >= MANY) or not self.documents[k].keys().isdisjoint(act.rare)

    def leave(self, k: int) -> bool:
        """Whether a duty asks to have leave for an act; not the conditions of the leave below it."""
        norm = self.norms[k]
        asked = norm.quote.text if norm.level == "item" else self.told[k]
        return bool(_ASKS_LEAVE.search(asked) or _LEAVE_FIRST.search(norm.quote.text))

    def _asks(self, k: int) -> tuple[bool, frozenset[str]] | None:
        """Whether a duty forbids, and the words of what it asks or forbids; None where it asks for nothing."""
        norm = self.norms[k]
        if norm.modality != "prohibition" and norm.action and _NOTHING_ASKED.match(norm.action.text):
            return None
        forbids = norm.modality == "prohibition" and not _REFUSING.search(self.told[k])
        return forbids, frozenset(self.read.terms(bare(_PURSUED.sub("", self.told[k]))))


def behind_the_modal(norm: Norm, modals: list[int]) -> str:
    """The words of a duty without the case it is made for and without what follows in the sentence: from its 应当 or 不得 to the next
    modal or ；."""
    words = norm.quote.text
    if norm.trigger is not None and not norm.inherited:
        begin = norm.trigger.at
        end = min((at for at in modals if at > begin), default=norm.quote.until)
        words = words[max(begin - norm.quote.at, 0) : max(end - norm.quote.at, 0)]
        if norm.level != "chapeau":
            words = words.partition("；")[0]
    return words
