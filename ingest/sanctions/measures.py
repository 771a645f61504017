"""Measures 措施 in a clause: penalties of 行政处罚法 art. 9, disciplinary ones of 公务员法 art. 62, corrective orders, and what stands beside them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ..facts import MeasureKind
from ..lexicon import lexicon
from .amounts import Found, fines_in

_HEAD_KINDS: dict[str, MeasureKind] = {
    "罚款": "fine",
    "罚锾": "fine",
    "罚金": "criminal",
    "滞纳金": "late_fee",
    "拘留": "detention",
}

#: words that make a measure a topic, a condition or another act's object: 被责令, 未按照责令…, 拒绝责令…
_NOT_IMPOSED = re.compile(
    "(?:被|受到|受过|受|经|经过|未|未按照|未按|不|拒绝|拒不|拒|违反|抗拒|阻碍|不服|对不服|免予|免于|不予|不再|不得|可以不|是否|作出|实施|适用|撤销|解除|申请|(?:处罚|的|复议)决定|已经|依法应当|(?<!的)建议|应当受到|需要|设定|种类)"
    "(?:依法|行政机关|有关部门|主管部门|公安机关|人民法院)?$|未经[^，；。的]{1,8}$"
)
#: what a measure word followed by 的 belongs to: a noun phrase (给予处分的建议), not a step; 处…的罚款 is inside the hit already
_NOUN_AFTER = re.compile(
    "的|后(?:[，；]|$|仍|拒|不|未)|决定|通知书|建议|期间|期限届满|或者不予|事项|种类|依据|程序|之日|期满|前[，]|外[，；。]|时(?:[，；。]|$)|而[未不]|(?:或者|、|和)[^，；。的处]{1,10}的(?:行政)?处罚"
)
#: 责令改正之日起, 责令停止违法行为的次日: a day, no order
_DAY = re.compile("之日|的?(?:次|翌|第二)日起?")
#: 设置地点应当向社会公布: a thing is made public, nobody is punished
_THING = re.compile("(?:^|[，；。])(?![^，；。]{0,30}(?:部门|机关|机构|政府|委员会|局)应当)[^，；。]{2,30}应当(?:依法|及时)?$")
#: 被约谈的单位应当|立即整改: whoever is told has to, nobody orders it
_OWN_DUTY = re.compile("(?:^|[，；。])(?![^，；。]{0,40}由)[^，；。]{2,40}应当(?:依法)?$")
#: 受到处以罚款、没收违法所得等处罚后: what somebody has suffered
_SUFFERED = re.compile("(?:受到|受过)[^，；。的由]*$")
_TAIL = re.compile("(?:，|、|或者|或|和|并|以及|及|并且|且|可以|同时|应当|依法|对其|视情节|根据情节)+$")
_COORDINATE = re.compile("、|或者|并(?!处)|和(?=停|关|限|暂|吊|恢|拆|消|改)")
_MAY = re.compile("可以|有权|可(?<![许认]可)")
_AND = re.compile("(?:并|同时|并可以?|并应当|单处或者并|并处或者单)(?:可以?|依法|给予|予以|应当)*$")


_SECOND = re.compile("(?:，|并|或者|或|、|和|以及|由[^，；。]{2,30})(?:可以?|依法|处以?|予以|给予|同时)*$")
_HANDED_ON = re.compile("(?:并|或者|，)(?:报|提请|移送)|由(?<![自理事缘经已应当需]由)")


#: before the verb of an order, where it opens its part
_BEFORE_VERB = re.compile("(?:其|立即|限期|依法|责令|[0-9一二三四五六七八九十]+日内)*")


class Hit(NamedTuple):
    """A measure in a text: its words (verb + penalty), kind, and the amount it states."""

    start: int
    end: int
    kind: MeasureKind
    found: Found | None = None


@cache
def _grammar() -> tuple[re.Pattern[str], tuple[str, ...]]:
    kinds: list[str] = []
    parts: list[str] = []
    for entry in lexicon("measures")["measure"]:
        for pattern in entry["patterns"]:
            parts.append(f"(?P<m{len(kinds)}>{pattern})")
            kinds.append(entry["kind"])
    return re.compile("|".join(parts)), tuple(kinds)


@cache
def _starts() -> re.Pattern[str]:
    """Where a measure may begin: one character, and what must follow it."""
    follow: dict[str, list[str]] = {}
    for word in lexicon("measures")["first"].split():
        follow.setdefault(word[0], []).append(word[1:])
    return re.compile("|".join(char + (f"(?=[{''.join(after)}])" if all(after) else "") for char, after in follow.items()))


def next_measure(text: str, place: int, until: int) -> re.Match[str] | None:
    """The first words of a measure from ``place`` on."""
    pattern = _grammar()[0]
    for start in _starts().finditer(text, place, until):
        match = pattern.match(text, start.start(), until)
        if match:
            return match
    return None


@cache
def _orders() -> tuple[tuple[MeasureKind, re.Pattern[str]], ...]:
    return tuple((entry["kind"], re.compile(entry["words"])) for entry in lexicon("measures")["in_order"])


#: a text without any of these words holds no measure: the cheap first test
MAY_HOLD = re.compile(
    "责令|罚|处分|没收|吊销|警告|责任|通报|拘留|整改|改正|约谈|暂停|终止|取消|撤销|降低|名单|信用|暂扣|取缔|关闭|不得|限期|公示|公布|曝光|滞纳金|代为|拆除|记过|开除|问责|处理|删除|追缴|收缴|徒刑|禁止|限制|注销|收回|惩戒|赔偿|[支给加]付|受理|出境|查封|扣押|扣留|拖离|冻结|制裁"
)
#: the same outside the liability part, where a measure must answer a breach
MAY_PUNISH = re.compile(
    "责令|罚|处分|没收|吊销|警告|通报|拘留|整改|限期改正|约谈|暂停|终止|暂扣|取缔|追究|名单|信用|诚信|徒刑|停业|取消|撤销|拆除|降低|清单|出境"
)
#: a consequence that stands outside the liability part: …的，依法追究法律责任
LIABLE = re.compile("的，(?:应当)?(?:依法)?追究[^，；。]{0,12}责任")
BREACH = re.compile(
    "违反|未(?![成来婚])|不按|不依|不符合|擅自|非法(?!人)|违法|拒不|拒绝|逾期|不履行|未履行|弄虚作假|隐瞒|虚假|伪造|徒刑|有(?:下列|以下)[^，；。]{0,10}之一|从事[^，；。]{0,40}(?:侵害|危害|损害|破坏)|(?:侵害|侵犯)[^，；。]{0,24}(?:权益|权利)"
)


def order_kind(words: str) -> MeasureKind:
    """What an order 责令… orders."""
    return _ordered(words)[0]


def _ordered(words: str) -> tuple[MeasureKind, int]:
    """What an order orders, and where its words say so."""
    for kind, pattern in _orders():
        found = pattern.search(words)
        if found:
            return kind, found.start()
    return "order_rectify", 0


def measures_in(text: str, start: int, end: int) -> list[Hit]:
    """The measures in ``text[start:end]``, a stretch without ；。, in order. Words in conditions are not told apart here."""
    hits: list[Hit] = []
    fines = fines_in(text, start, end)
    kinds = _grammar()[1]
    place = start
    for fine in (*fines, None):
        until = fine.start if fine else end
        while place < until:
            match = next_measure(text, place, until)
            if not match:
                break
            if _NOT_IMPOSED.search(text, max(start, match.start() - 12), match.start()):
                # 被吊销许可证的…五年内不得…: go on right behind the verb
                place = match.start() + 2
                continue
            kind = kinds[int(match.lastgroup[1:])]  # type: ignore[index]
            stop = _stop(text, match, until)
            place = max(stop, match.start() + 1)
            if stop <= match.start():
                continue
            if kind == "order":
                hits.extend(_split_order(text, match.start(), stop))
            else:
                if kind == "referral_penalty" and "治安管理" in text[max(start, match.start() - 40) : match.start()]:
                    kind = "public_security"
                hits.append(Hit(match.start(), stop, kind))  # type: ignore[arg-type]
        if fine:
            hits.append(Hit(fine.start, fine.end, _HEAD_KINDS[fine.head], fine.found))
            place = fine.end
    return hits


def _stop(text: str, match: re.Match[str], until: int) -> int:
    """Where the measure's words end: before the next measure inside an open-ended match, without trailing connectors."""
    begin, stop = match.start(), min(match.end(), until)
    inner = None if text.startswith("采取", begin) else next_measure(text, begin + 2, stop)
    # 给予…处分, 责令限期改正 hold measure words of their own; a second verb after a connector starts a new measure
    while inner:
        if inner.start() - begin >= 3 and _SECOND.search(text[begin : inner.start()]):
            stop = inner.start()
            break
        inner = next_measure(text, inner.start() + 1, stop)
    by = _HANDED_ON.search(text, begin + 3, stop)
    if by:
        stop = by.start()
    tail = _TAIL.search(text, begin, stop)
    # 的 belongs to the words only inside them
    return tail.start() if tail and tail.end() == stop else stop


def _split_order(text: str, start: int, stop: int) -> list[Hit]:
    """One 责令 may order several kinds of things (责令暂停相关业务、停业整顿、关闭网站): one hit a run of the same kind.

    Where the verb does not open its part (责令甲机构、乙机构暂停业务) the parts before are those who are told.
    """
    hits: list[Hit] = []
    place = start
    cuts = [*list(_COORDINATE.finditer(text, start + 2, stop)), None]
    for cut in cuts:
        until = cut.start() if cut else stop
        kind, verb = _ordered(text[place:until])
        if hits and (hits[-1].kind == kind or kind == "order_rectify"):
            hits[-1] = hits[-1]._replace(end=until)
        elif hits and not _BEFORE_VERB.fullmatch(text, place, place + verb) and hits[-1].kind == "order_rectify":
            hits[-1] = hits[-1]._replace(end=until, kind=kind)
        elif until - place >= 2:
            hits.append(Hit(place, until, kind))
        place = cut.end() if cut else stop
    return hits


def imposed(text: str, hit: Hit, low: int) -> bool:
    """Whether the words impose the measure, rather than name it (被责令…, 给予处分的建议)."""
    if _NOUN_AFTER.match(text, hit.end) or (hit.found is None and _DAY.search(text, hit.start, hit.end + 2)):
        return False
    if hit.kind == "public_notice" and _THING.search(text, max(low - 1, hit.start - 40, 0), hit.start):
        return False
    if (
        hit.kind == "order_rectify"
        and text.startswith(("限期", "立即"), hit.start)
        and _OWN_DUTY.search(text, max(low - 1, 0), hit.start)
    ):
        return False
    if _SUFFERED.search(text, max(low, hit.start - 60), hit.start):
        return False
    return not _NOT_IMPOSED.search(text, max(low, hit.start - 12), hit.start)


def discretionary(text: str, hit: Hit) -> bool:
    """Whether 可以 stands before the measure in its clause: it holds to the next comma, over 、 and 或者."""
    clause = max(text.rfind(mark, 0, hit.start) for mark in "，；。：") + 1
    return bool(_MAY.search(text, clause, hit.start))


def additional(text: str, hit: Hit, low: int) -> bool:
    """Whether the measure is imposed beside another (并处)."""
    return bool(_AND.search(text, max(low, hit.start - 12), hit.start))
