"""Names a statute uses without defining them: what stands alone in front of a modal word is a subject, whatever verbs are inside.

互联网租赁自行车运营企业应当… shows a whole name where the list of verbs would cut it (租赁, 运营). Such a name is read as one word
everywhere in its statute, also where nothing else shows its edges (要求互联网租赁自行车运营企业清理车辆).
"""

from __future__ import annotations

import re
from collections import Counter

from ..units import Passage
from .words import words

#: a sentence, the clause behind 违反…规定 or behind …的 opens with a phrase, and its modal or its breach follows at once
_SUBJECT = re.compile(
    r"(?:^|(?<=[。；])|(?<=规定，)|(?<=的，))([^\s，。；：、（）《》“”的和或及与]{4,20}?)(?:应当|不得|可以|必须|有权|未|违反|有下列|拒不)"
)
_OFTEN = 3  # occurrences in the statute
#: authorities have names made of their level and field, which are read part by part
_AUTHORITY = re.compile("^(?:[上本同下]级|原|受|[省市县区镇乡]|国)|(?:部门|机关|政府|法院|检察院)$")
#: what stands before a predicate: a phrase behind it is a verb and its object (不得设立公司)
_PREDICATE = "(?:应当|不得|可以|必须|禁止|申请|拟|未|擅自|自行|负责|依法|从事|需要|或者|不)"


def own_names(passages: tuple[Passage, ...]) -> list[str]:
    """The names that stand alone before a modal word and occur at least three times."""
    seen: Counter[str] = Counter()
    for passage in passages:
        for found in _SUBJECT.finditer(passage.text):
            seen[found[1]] += 1
    return [name for name, times in seen.items() if not _AUTHORITY.search(name) and _is_name(name, times, passages)]


def _is_name(phrase: str, times: int, passages: tuple[Passage, ...]) -> bool:
    """One head, at the end, and before it a verb that would cut the name; no particle, no modal.

    A phrase that opens with a verb may be that verb and its object (设立公司应当…): it is a name when it was seen twice and is
    nowhere a predicate. One with two heads may be a clause (用人单位招用人员应当…) and is left alone.
    """
    found = words(phrase, 0, len(phrase))
    if len(found) < 2 or found[-1][0] != "T" or found[-1][2] != len(phrase):
        return False
    kinds = {kind for kind, _, _ in found[:-1]}
    if kinds & set("TMPDCQEBL") or not kinds & set("VvA") or (found[0][1] == 0 and found[0][0] == "A"):
        return False
    if sum(passage.text.count(phrase) for passage in passages) < _OFTEN:
        return False
    if found[0][1] > 0 or found[0][0] != "V":
        return True
    acted = re.compile(f"{_PREDICATE}{re.escape(phrase)}|{re.escape(phrase)}(?:的，|时|后，|前，)")
    return times > 1 and not any(acted.search(passage.text) for passage in passages)
