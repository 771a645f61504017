"""Conditions 适用情形 of a ladder step: 逾期未改正的, 情节严重的, 违法所得不足一万元的; and amount thresholds as numbers."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from ..facts import StepCondition, Threshold
from ..lexicon import lexicon
from ..numerals import NUMERAL
from .amounts import Quantity, quantity_of


@cache
def _grammar() -> tuple[tuple[StepCondition, re.Pattern[str]], ...]:
    return tuple((entry["kind"], re.compile(entry["words"])) for entry in lexicon("conditions")["condition"])


def condition_kind(words: str) -> StepCondition | None:
    """The kind of condition ``words`` (to …的) state; None when they are none of the known ones."""
    for kind, pattern in _grammar():
        if pattern.search(words):
            return kind
    return None


_QTY = rf"(?:人民币)?(?:{NUMERAL})[元圆]|百分之(?:{NUMERAL})|[0-9.]+[%％]|(?:{NUMERAL})倍"
_BAND = re.compile(
    rf"(?P<base>[^，；。0-9一二三四五六七八九十]{{2,24}}?)(?:在|为|达到|达)?(?:(?P<below>不足|不满|低于|未达到?|不到)(?P<q1>{_QTY})|(?P<above>超过)(?P<q2>{_QTY})|(?P<q3>{_QTY})(?P<ge>以上)(?:、?(?:不足|不满|不到)?(?P<q4>{_QTY})(?P<le>以下)?)?|(?P<q5>{_QTY})(?P<le2>以下))"
)


def thresholds_in(words: str) -> tuple[Threshold, ...]:
    """The amount thresholds a condition states (交易金额一万元以上不足五万元的: two)."""
    found: list[Threshold] = []

    def put(base: str, op: Literal["lt", "le", "gt", "ge"], words: str) -> None:
        quantity: Quantity | None = quantity_of(words)
        if quantity:
            found.append(Threshold(base, op, quantity.value, quantity.unit))

    for match in _BAND.finditer(words):
        base = re.sub("^.*?(?:或者|或|，)", "", match["base"])
        if match["below"]:
            put(base, "lt", match["q1"])
        elif match["above"]:
            put(base, "gt", match["q2"])
        elif match["ge"]:
            put(base, "ge", match["q3"])
            if match["q4"]:
                put(base, "le" if match["le"] else "lt", match["q4"])
        else:
            put(base, "le", match["q5"])
    return tuple(found)
