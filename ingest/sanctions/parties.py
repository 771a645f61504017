"""Who imposes a measure and on whom, read from the mentions beside the verb: 由X责令…, 报X责令…, X应当…, 对Y给予….

No noun phrase is found here: a party is a mention of the actor stage at an anchor, or it is unknown.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from ..facts import Mention
from ..units import Passage

_BY = re.compile("由(?<![自理事缘经]由)(?![于此衷])")
_REFERRED = re.compile(
    "(?:报请|提请|报送|移送|移交|报(?<![虚申谎瞒填举公情预通汇呈上警]报)|建议(?<!的建议)|函告|告知|责成|提交|通报|通知|商请)(?![告销复])"
)
#: to tell somebody need not mean to have him act
_TOLD = re.compile("通报|通知|告知|商请")
_ORGAN = re.compile("[^，；。]{0,20}(?:部门|机关|政府|机构|委员会)(?:依法)?")
_APPROVAL = re.compile("批准|同意|备案|核准|审批")
_JOIN = re.compile("(?:、|或者|或|和|及|以及|与|及其|，或者)?其?(?:他)?$")
_MODAL = re.compile("(?:(?:依据|按照|根据|依照)[^，；。]{0,20}?|还|并)?(?:应当|可以|有权|必须|应|依法|负责|可)")
_ADVERBIAL = re.compile(
    "(?:依法|依据职责|按照职责(?:分工)?+|按照管理权限|视情节轻?+重?+|根据[^，；。]{0,16}+|按照[^，；。]{0,16}+|依照[^，；。]{0,24}+|对[^，；。]{0,40}+|，)*+$"
)
#: 某机关根据举报，可以决定将某企业列入名单
_ACTS_ON = re.compile("[^；。]{0,60}(?:可以|应当|有权)(?:依法)?(?:决定)?(?:将|对|把)[^，；。]{2,60}")
_MODAL_END = re.compile("(?:应当|可以|有权|必须)$")
#: who may be the subject of 责令 without 由; 建设单位应当限期改正 is the other side
PUBLIC = re.compile("(?:部门|机关|政府|委员会|局|法院|检察院|厅|海关|国务院|办事处|机构|办公室|人民银行)$")
_ON = re.compile("对(?<![应面针相核校比]对)(?![比照应方策此于口外内手话换立称象])(?:其中的?)?")

#: 对其处…罚款: the offender himself
_HIM = re.compile("其(?:进行|处|予以|给予|采取|实施|作出|单处|并处|可以|依法|罚|提出|责令)")


class Chain(NamedTuple):
    """Mentions joined by 、或者和: their ids, actors, and where they stand (local offsets)."""

    ids: tuple[str, ...]
    actors: tuple[str, ...]
    start: int
    end: int


class Anchor(NamedTuple):
    """A place that names who acts. ``chain`` None: the words name somebody no mention covers."""

    at: int
    chain: Chain | None
    word: str


class Parties:
    """The mentions of one passage by place."""

    def __init__(self, passage: Passage, mentions: list[Mention]) -> None:
        self.text = passage.text
        spans = sorted((m.quote.at - passage.at, m.quote.until - passage.at, m) for m in mentions if m.unit == passage.unit)
        self.spans = [(start, end, mention) for start, end, mention in spans if 0 <= start < end <= len(self.text)]
        self.starts = [start for start, _, _ in self.spans]

    def chain_at(self, place: int, slack: int = 0) -> Chain | None:
        """The mentions that begin at ``place`` (or up to ``slack`` characters later) and those joined on to them."""
        index = bisect_left(self.starts, place)
        ids: list[str] = []
        actors: list[str] = []
        begin = end = -1
        while index < len(self.spans):
            start, stop, mention = self.spans[index]
            if end < 0:
                if start > place + slack or re.search("[，；。]", self.text[place:start]):
                    break
                begin = start
            elif start < end:
                index += 1
                continue
            elif start - end > 4 or not _JOIN.fullmatch(self.text[end:start]):
                break
            ids.append(mention.id)
            actors.extend(actor for actor in mention.actors if actor not in actors)
            end = stop
            index += 1
        return Chain(tuple(ids), tuple(actors), begin, end) if ids else None

    def imposers(self, low: int, high: int) -> list[Anchor]:
        """Who acts on the verb at ``high``, named between ``low`` and it: 由X, 报X, else X应当; in text order, the last is nearest."""
        text = self.text
        found: list[Anchor] = []
        for match in _BY.finditer(text, low, high):
            found.append(Anchor(match.start(), self.chain_at(match.end(), slack=1), "由"))
        for match in _REFERRED.finditer(text, low, high):
            chain = self.chain_at(match.end(), slack=1)
            told = _TOLD.match(match[0]) is not None
            if not chain or not all(PUBLIC.search(actor) for actor in chain.actors):
                if _ORGAN.fullmatch(text, match.end(), high):  # 报请某某办责令…: somebody nobody recognised
                    found.append(Anchor(match.start(), None, match[0]))
                continue
            # 移送公安机关，并处罚款: who was told acts only in the words that tell him to
            done = text.startswith("，", chain.end) or (told and "，" in text[chain.end : high])
            if not done and not _APPROVAL.search(text, chain.end, min(high, chain.end + 12)):
                found.append(Anchor(match.start(), chain, match[0]))
        if not found:
            subject = self._subject(low, high)
            return [subject] if subject else []
        return sorted(found, key=lambda anchor: anchor.at)

    def _subject(self, low: int, high: int) -> Anchor | None:
        """A subject at the start of a clause: X应当责令…, X责令…."""
        text = self.text
        place = low
        best: Anchor | None = None
        while place < high:
            while place < high and text[place] in "，；。： 但并":
                place += 1
            chain = self.chain_at(place)
            if chain and chain.end <= high:
                rest = text[chain.end : high]
                named = all(PUBLIC.search(text[s:e]) for s, e, m in self.spans if m.id in chain.ids)
                # right behind …的，
                closed = text[low - 1 : chain.start].endswith("的，") and not rest.startswith(("的", "及其", "工作人员"))
                if named and (
                    closed or _MODAL.match(rest) or _ACTS_ON.fullmatch(rest) or _ADVERBIAL.fullmatch(_MODAL_END.sub("", rest))
                ):
                    best = Anchor(chain.start, chain, "")
            comma = text.find("，", place, high)
            if comma < 0:
                break
            place = comma + 1
        return best

    def target(self, low: int, high: int) -> Anchor | None:
        """On whom: the last 对X between ``low`` and the verb at ``high``; ``chain`` None when no mention covers X."""
        last: Anchor | None = None
        for match in _ON.finditer(self.text, low, high):
            if match.end() >= len(self.text) or _HIM.match(self.text, match.end()):
                continue
            last = Anchor(match.start(), self.chain_at(match.end(), slack=1), "对")
        return last
