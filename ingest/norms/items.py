"""Norms of list items: one under the chapeau's modal for every item that says what is to be done."""

from __future__ import annotations

import re

from ..intros import Intro
from ..lexicon import alternation, lexicon
from ..mainverbs import opens_with_verb
from ..phrases import NOMINAL, VERBS

_words = lexicon("intros")
_STRICT = re.compile(f"(?:{alternation(_words['strict'])})[^，；。]{{0,6}}$")
_PREDICATE = re.compile("[有无不未应须已为经能可由]|符合|适应|相|应当|得到")


def says_act(intro: Intro, chapeau: str, item: str) -> bool:
    """Is the item a norm (a verb phrase, or any entry under 下列职责/规定/行为), not a thing the chapeau's act is about?"""
    if "属于" in item and item.rstrip("；。").endswith(("类", "范围", "级")):
        return False
    if intro in ("open", "acts"):
        listed = re.search("(?:下列|以下|如下)[^，；。：]*", chapeau[chapeau.rfind("。", 0, -1) + 1 :])
        if intro == "acts" and listed and _STRICT.search(listed.group()):
            return True
        return _verbal(item)
    return False


def _verbal(item: str) -> bool:
    stop = re.compile("[，；。]").search(item)
    end = stop.start() if stop else len(item)
    if opens_with_verb(item, 0, end):
        of = item.rfind("的", 0, end)
        return not (of > 0 and end - of <= 5 and item[of - 2 : of] in VERBS)
    if _PREDICATE.search(item, 0, end):
        return True
    return any(item[k : k + 2] in VERBS and item[k : k + 2] not in NOMINAL for k in range(1, min(end, 30) - 1))
