"""The words of conducts and duties: what they are about, what was done, and to what."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ..lexicon import lexicon
from ..segmentation import tagger_for, tokenizer_for
from .conducts import HAVING, bare, is_negated

_NOUN = re.compile("n|vn|an|x")
_ADJUNCT = re.compile("[向将对把与在为从以因于]|通过|利用|[^，]{0,30}，")
_TWO_THINGS = re.compile(
    "^[^，]{0,20}(?:未|没有|不)(?:依法|及时|按照?规定|按照?要求){0,2}(?P<first>[^，；。]{4,30}?)或者(?P<second>(?:[^，；。未不]|未(?=成年)){2,30})$"
)
#: they only say that the noun behind them was done
_LIGHT = frozenset(("实施", "从事", "开展", "进行", "作出", "给予", "违反"))
#: beside another verb they do not tell the act
GENERIC = frozenset(("处理", "办理", "管理"))
#: 违反技术标准 is not to keep it
_KEPT = frozenset(("符合", "遵守", "执行"))
#: 编制或者更新目录: verbs with the same object
_AND = frozenset(("、", "或者", "和", "以及", "或"))
#: so many words besides the names of those concerned tell an act
TELLING = 2


@cache
def _stop() -> frozenset[str]:
    return frozenset(lexicon("paraphrase")["stop"])


@cache
def _same() -> dict[str, str]:
    return {word: group[0] for group in lexicon("paraphrase")["same"] for word in group}


class Words:
    """Reads words with the segmenter of one statute. ``rarity``: how telling a word is among its duties, ``unseen`` one that none of them has (set when they are counted)."""

    def __init__(self, terms: Iterable[str], actors: frozenset[str]) -> None:
        own = frozenset(terms)
        self.cut, self._tag = tokenizer_for(own), tagger_for(own)
        self.actors = actors
        self.rarity: dict[str, float] = {}
        self.unseen = 0.0
        self._terms: dict[str, list[str]] = {}
        self._tagged: dict[str, list[tuple[str, str]]] = {}
        self._only_describes: dict[str, dict[str, bool]] = {}

    def weight(self, term: str) -> float:
        """How telling a word is; one that no duty has tells most."""
        return self.rarity.get(term, self.unseen)

    def tag(self, text: str) -> list[tuple[str, str]]:
        """The words of a text with their part of speech."""
        known = self._tagged.get(text)
        if known is None:
            known = self._tagged[text] = self._tag(text)
        return known

    def terms(self, text: str) -> list[str]:
        """The content words of a text, one form for words of the same meaning."""
        known = self._terms.get(text)
        if known is None:
            stop, same = _stop(), _same()
            known = [
                same.get(word, word)
                for word in self.cut(text)
                # no dictionary has the words with a rare character: it tells by itself
                if (len(word) > 1 or "\u3400" <= word <= "\u4dbf") and word not in stop and not word.isdigit()
            ]
            self._terms[text] = known
        return known

    def verbs(self, text: str) -> set[str]:
        """The words that say what was done: the first verb (泄露…) and those joined to it (编制或者更新目录; 报送情况或者上传数据); behind an
        adjunct (向…, 将…) or a thing (船舶超越…) the rarer verbs."""
        text = text.strip("，的")
        same, stop = _same(), _stop()
        tagged = [(same.get(word, word), flag) for word, flag in self.tag(text)]
        content = [
            (w, flag) for w, flag in tagged if len(w) > 1 and flag[:1] not in "dr" and w not in stop and w not in self.actors
        ]
        first = next((word for word, flag in tagged if len(word) > 1 and flag.startswith("v")), "")
        light = first in _LIGHT
        found = set(_KEPT) if first == "违反" else set()
        if content and not light and not _ADJUNCT.match(text):
            # the dictionary takes many verbs for nouns (报告, 交易): the first word counts whatever it says
            found = {content[0][0]}
            for (word, kind), (mark, _), (second, other) in zip(tagged, tagged[1:], tagged[2:], strict=False):
                if other.startswith("v") and mark in _AND and (word in found or (mark == "或者" and kind != "v")):
                    found.add(second)
            if content[0][1].startswith("v") and not HAVING.match(text):
                return found
        verbs = {word for word, flag in content if flag == "v"} or {word for word, flag in content if flag == "vn"}
        heaviest = max((self.rarity.get(verb, 0.0) for verb in verbs), default=0.0)
        found |= {verb for verb in verbs if self.rarity.get(verb, 0.0) >= 0.6 * heaviest}
        return found if found or light else {word for word, _ in content[-1:]}

    def tells_an_act(self, limb: str) -> bool:
        """Whether the words are an act by themselves: not bare 未报告, which takes its object from before, and no thing (其链接标识)."""
        if len(set(self.terms(bare(limb))) - self.actors) < TELLING:
            return False
        first = next((flag for word, flag in self.tag(limb) if len(word) > 1), "")
        return is_negated(limb) or first.startswith("v") or _ADJUNCT.match(limb) is not None

    def halves(self, limb: str) -> tuple[str, ...]:
        """未悬挂许可证或者禁入标志 as 未悬挂许可证 and 未悬挂禁入标志: two things one verb should have been done to."""
        found = _TWO_THINGS.match(limb)
        if found is None:
            return (limb,)
        tagged = self.tag(found["first"])
        verb = tagged[0][0] if tagged and tagged[0][1].startswith("v") and len(tagged) > 1 else ""
        second = next((flag for word, flag in self.tag(found["second"]) if len(word) > 1), "")
        if len(verb) < 2 or not second or second[0] in "vdpc":
            return (limb,)
        lead = limb[: found.start("first")]
        return (lead + found["first"], lead + verb + found["second"])

    def thing(self, text: str) -> str | None:
        """What the act is done to: the last noun of its words (开放公共数据资源: 资源)."""
        tagged = [(word, flag) for word, flag in self.tag(text.strip("，的")) if word not in "，的"]
        last, flag = tagged[-1] if tagged else ("", "")
        return last if len(last) > 1 and _NOUN.match(flag) and last not in self.actors else None

    def only_describes(self, text: str, things: frozenset[str]) -> bool:
        """Whether a text names one of the things only to say which other thing it means (公共数据资源 in 公共数据资源目录)."""
        describes = self._only_describes.get(text)
        if describes is None:
            describes = self._only_describes[text] = {}
            tagged = self._tag(text)
            for (word, _), (following, flag) in zip(tagged, [*tagged[1:], ("", "x")], strict=True):
                before_noun = len(following) > 1 and _NOUN.match(flag) is not None
                describes[word] = before_noun and describes.get(word, True)
        named = [describes[thing] for thing in things if thing in describes]
        return bool(named) and all(named)
