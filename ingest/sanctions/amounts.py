"""Amounts 罚款数额: ranges, fixed sums, multiples, percentages with base and cap, per unit, days — as numbers.

以上, 以下, 以内 include the number, 不足, 不满, 超过 exclude it (民法典第一千二百五十九条). A doubtful amount (二万以下 without 元, a lower
bound above the upper) gives no number; :class:`Found` then says why.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from ..numerals import NUMERAL, number_of

#: the nouns an amount leads to
HEADS = "罚款|罚金|罚锾|滞纳金|拘留"

_MONEY = rf"(?:人民币)?(?:{NUMERAL})[元圆](?:人民币)?"
_RATIO = rf"(?:百分之|千分之|万分之)(?:{NUMERAL})(?:点(?:{NUMERAL}))?|[0-9]+(?:\.[0-9]+)?[%％‰]"
_TIMES = rf"(?:{NUMERAL}|半)倍"
_DAYS = rf"(?:{NUMERAL})(?:个月|日|天)"
_QTY = rf"(?:{_MONEY}|{_RATIO}|{_TIMES}|{_DAYS}|等值|等额)"
_TO = "至|到|—{1,2}|－|-|~|～|―"

#: one range. The bounds may share their unit (五至十万元, 一至三倍, 5%至10%); 以上 may stand without 元 when the upper bound has it.
_RANGE = re.compile(
    rf"(?P<low>{_QTY}|(?:{NUMERAL})(?=以上|{_TO}))(?:以上)?[、，,]?(?:{_TO}|不满|不足|但不超过)?(?P<high>{_QTY})(?P<down>以下|以内)?"
    rf"|(?P<one>{_QTY})(?P<bound>以下|以内|以上)?"
)
_CAP = re.compile(
    rf"(?:最高|累计|总额|合计|总计)?(?:罚款)?(?:金额|数额|总额)?(?:最高)?(?:不得?超过|不超出|以不超过|不高于|限额为)(?P<cap>{_MONEY})(?:的?罚款)?|最高(?:为|罚至)?(?P<top>{_MONEY})"
)
_SCALE = re.compile("[百千万亿]+$")
_BARE = re.compile(rf"(?:{NUMERAL})(?:以上|以下|至)")

Doubt = Literal["no_unit", "inverted", "not_a_number", "several", "currency"]
#: amounts are yuan; another currency gives no number
_FOREIGN = re.compile("新?台币|港币|港元|美元|欧元|日元|英镑|澳门[元币]|葡币|银元")


class Quantity(NamedTuple):
    """A number of yuan, percent, multiples or days."""

    value: float
    unit: Literal["yuan", "percent", "times", "days"]


class Numbers(NamedTuple):
    """The numbers of one fine; the fields are those of :class:`ingest.facts.Amount`."""

    min: float | None = None
    max: float | None = None
    percent_min: float | None = None
    percent_max: float | None = None
    multiple_min: float | None = None
    multiple_max: float | None = None
    days_min: float | None = None
    days_max: float | None = None
    base: str | None = None
    cap: float | None = None
    per: str | None = None
    max_exclusive: bool = False

    @property
    def stated(self) -> bool:
        """Whether any number is stated."""
        return any(value is not None for value in self[:8])


class Found(NamedTuple):
    """What an expression states, and why it states no number although it seems to."""

    numbers: Numbers
    doubt: Doubt | None = None


def quantity_of(text: str, scale: str = "") -> Quantity | None:
    """One quantity (二十万元, 百分之五, 三倍, 十五日); None when malformed. ``scale`` multiplies a sum that shares its unit's 万."""
    text = text.replace("人民币", "")
    if text in ("等值", "等额"):
        return Quantity(1, "times")
    if text == "半倍":
        return Quantity(0.5, "times")
    for word, part in (("百分之", 1.0), ("千分之", 0.1), ("万分之", 0.01)):
        if text.startswith(word):
            whole, _, decimals = text.removeprefix(word).partition("点")
            value = number_of(whole)
            if decimals:
                tail = number_of(decimals)
                value = None if value is None or tail is None else float(f"{value}.{tail}")
            return None if value is None else Quantity(_tidy(value * part), "percent")
    if text[-1:] in "%％‰":
        value = number_of(text[:-1])
        return None if value is None else Quantity(_tidy(value * (0.1 if text.endswith("‰") else 1)), "percent")
    for tail_word, unit, factor in (
        ("元", "yuan", 1),
        ("圆", "yuan", 1),
        ("倍", "times", 1),
        ("个月", "days", 30),
        ("日", "days", 1),
        ("天", "days", 1),
    ):
        if text.endswith(tail_word):
            value = number_of(text.removesuffix(tail_word) + (scale if unit == "yuan" else ""))
            return None if value is None else Quantity(value * factor, unit)  # type: ignore[arg-type]
    return None


def _tidy(value: float) -> float:
    value = round(value, 6)
    return int(value) if float(value).is_integer() else value


def _bounds(match: re.Match[str]) -> tuple[Quantity | None, Quantity | None, bool] | Doubt:
    """Lower and upper bound of one range, and whether the upper is exclusive."""
    if match["one"]:
        one = quantity_of(match["one"])
        if one is None:
            return "not_a_number"
        bound = match["bound"]
        return (one, None, False) if bound == "以上" else (None, one, False) if bound else (one, one, False)
    high = quantity_of(match["high"])
    low_text = match["low"]
    low = quantity_of(low_text)
    if low is None and high is not None:
        low = _shared(low_text, match["high"], high)
    if low is None or high is None:
        return "not_a_number"
    if low.unit != high.unit:
        return (low, high, False) if {low.unit, high.unit} == {"percent", "times"} else "several"
    if low.value > high.value:
        return "inverted"
    return low, high, False


def _shared(low: str, high_text: str, high: Quantity) -> Quantity | None:
    """The lower bound when only the upper one has the unit: 五至十万元 is 5–10 万, 五百至一万元 is 500–10,000."""
    value = number_of(low)
    if value is None:
        return None
    if high.unit == "yuan" and not _SCALE.search(low) and value < 100:
        scale = _SCALE.search(high_text.rstrip("元圆"))
        scaled = number_of(low + scale[0]) if scale else value
        return None if scaled is None else Quantity(scaled, "yuan")
    return Quantity(value, high.unit)


_FIELDS = {
    "yuan": ("min", "max"),
    "percent": ("percent_min", "percent_max"),
    "times": ("multiple_min", "multiple_max"),
    "days": ("days_min", "days_max"),
}
_PER = re.compile(
    r"每(?:逾期|超过|超期|迟延|延误|超)?一?(?P<per>[^02-9二三四五六七八九十百千万，；。：的]{1,8}?(?:[1一][人名辆艘件台户次])?)(?=按|处|罚|加|以|(?:"
    + NUMERAL
    + "))|(?P<daily>按日|日)(?=加收|按|处|连续|(?:千|万|百)分之)"
)


def amounts_in(text: str) -> Found:
    """The amount an expression states: the words between 处 and 罚款, or all of a fine clause (its cap included)."""
    values: dict[str, float | str | bool | None] = {}
    doubt: Doubt | None = None
    if _FOREIGN.search(text):
        return Found(Numbers(), "currency")
    cap = _CAP.search(text)
    if cap:
        money = quantity_of(cap["cap"] or cap["top"])
        values["cap"] = money.value if money else None
        body, tail = text[: cap.start()], text[cap.end() :]
    else:
        body, tail = text, ""
    used: set[str] = set()
    end_of_last = 0
    for match in _RANGE.finditer(body):
        bounds = _bounds(match)
        if isinstance(bounds, str):
            doubt = bounds
            continue
        low, high, exclusive = bounds
        units = {bound.unit for bound in (low, high) if bound}
        if units & used:
            doubt = "several"
            break
        used |= units
        if low:
            values[_FIELDS[low.unit][0]] = low.value
        if high:
            values[_FIELDS[high.unit][1]] = high.value
        if exclusive:
            values["max_exclusive"] = True
        if units & {"percent", "times"} and "base" not in values:
            base = _base(body[end_of_last : match.start()])
            if base:
                values["base"] = base
        end_of_last = match.end()
    if doubt:
        return Found(Numbers(), doubt)
    if not used:
        if cap and values.get("cap") is not None and not tail.strip("的罚款"):
            return Found(Numbers(max=values["cap"]))  # type: ignore[arg-type]
        return Found(Numbers(), "no_unit" if _BARE.search(body) else None)
    per = _PER.search(body)
    if per:
        values["per"] = per["per"] or "日"
    return Found(Numbers(**values))  # type: ignore[arg-type]


def _base(before: str) -> str | None:
    """What a percentage or multiple is taken of: the words right before it."""
    before = re.split("[，；]|可以|并处|处以|单处|另处|处(?!理|置|分)", before)[-1]
    before = re.sub("^(?:处|以|并|可|按照?|依照|根据|相当于|与|其|所|每日|每|、|或者)+", "", before)
    before = re.sub("(?:的|之|总额的)$", "", before).removesuffix("的")
    return before if 1 < len(before) <= 40 else None


class Fine(NamedTuple):
    """A fine (or 拘留, 滞纳金) in a text: where its words stand, the noun, what it states."""

    start: int
    end: int
    head: str
    found: Found


_HEAD = re.compile(HEADS)
_VERB = re.compile("(?:加处|处以|处(?![理置分所长于罚])|课以|科以|罚以|给予|予以|进行|加收|缴纳|收取)")
_AFTER = re.compile(rf"(?:的?(?:数额|金额|标准)?(?:为|按|是)?)(?:{_RANGE.pattern.replace('?P<', '?P<x_')})")
_AFTER_CAP = re.compile(f"[，、]?(?:但是|但|并且)?(?:{_CAP.pattern})")
_BEFORE = re.compile(r"(?:按照?|(?<!可)以|依照?|每)[^，；。]{2,60}$")
_OTHER_FIRST = re.compile("(?:警告|通报批评|拘留)(?:、|或者|和|并处|或者并处)")
_JOINT = re.compile("^(?:，|、|或者|或|和|并|以及|可以|另)*")
#: 罚款 as a topic (罚款的限额, 罚款决定, 收缴罚款), not as a penalty
_TOPIC_BEFORE = re.compile("(?:缴|收缴|缴纳|收受|返还|当场|采取|较大数额|数额较大|被|受到|截留|私分|的)(?:的)?$")
_TOPIC_AFTER = re.compile(
    "(?:决定|限额|数额(?!为)|金额(?!为)|收据|单据|票据|缴|的(?:限额|数额|决定|行政处罚|处罚|标准由|具体)|收入|措施|处罚的|等)"
)


def fines_in(text: str, start: int = 0, end: int | None = None) -> list[Fine]:
    """The fines a stretch of text imposes, in order: each from its verb (处) to 罚款, with a cap that follows."""
    end = len(text) if end is None else end
    found: list[Fine] = []
    done = start
    for head in _HEAD.finditer(text, start, end):
        if head.start() < done or _TOPIC_AFTER.match(text, head.end(), end):
            continue
        fine = _fine(text, max(done, head.start() - 120), head, end)
        done = head.end()
        if fine:
            found.append(fine)
            done = fine.end
    return found


def _fine(text: str, low: int, head: re.Match[str], end: int) -> Fine | None:
    low = max(low, *(text.rfind(mark, low, head.start()) + 1 for mark in "；。"))
    verb = None
    for verb in _VERB.finditer(text, low, head.start()):  # noqa: B007 - the last one
        pass
    if verb is not None and verb[0] in ("加收", "缴纳", "收取") and head[0] != "滞纳金":
        verb = None
    tail = head.end()
    if verb is not None:
        begin, inner = verb.start(), text[verb.end() : head.start()]
    else:
        begin = low + len(_JOINT.match(text[low : head.start()])[0])  # type: ignore[index]
        inner = text[begin : head.start()]
        if not _RANGE.match(inner) and not inner.endswith(("以下的", "以下", "元", "元的")):
            begin, inner = head.start(), ""
    after = _AFTER.match(text, tail, end)
    if not inner.strip("的") and after:
        tail = after.end()
        inner = text[head.end() : tail]
    elif not inner.strip("的"):
        clause = max(text.rfind(mark, low, begin) for mark in "，；。") + 1
        before = _BEFORE.search(text, max(clause, low), begin)
        if before and _RANGE.search(before[0]):
            begin, inner = before.start(), before[0]
    elif len(inner) > 90 or ("，" in inner and not _RANGE.fullmatch(inner.removesuffix("的"))):
        # the verb of another clause: 处 … ， … 罚款 is one fine only when the comma stands inside its range
        inner = inner.rpartition("，")[2]
        begin = head.start() - len(inner)
    other = _OTHER_FIRST.match(inner)
    if other and text[begin : begin + len(inner)] != inner:
        # 处警告或者五百元以下罚款: the fine begins behind the warning
        begin, inner = text.index(inner, begin) + other.end(), inner[other.end() :]
    if not inner and _TOPIC_BEFORE.search(text[low:begin]):
        return None
    if verb is None and begin == head.start() and tail == head.end():
        return None
    cap = _AFTER_CAP.match(text, tail, end)
    if cap:
        inner, tail = inner + text[tail : cap.end()], cap.end()
    # 每日处…, 按日…: the unit stands before the verb
    clause = max(text.rfind(mark, low, begin) for mark in "，；。") + 1
    outer = _PER.search(text[max(clause, low, begin - 24) : begin + 2])
    stated = amounts_in(inner)
    if outer and stated.numbers.stated and stated.numbers.per is None:
        stated = stated._replace(numbers=stated.numbers._replace(per=outer["per"] or "日"))
    return Fine(begin, tail, head[0], stated)
