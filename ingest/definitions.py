"""Definitions 定义: what a statute's own words mean (是指, 包括, 以下统称, 以下简称, 下同).

Besides X是…的Y (合同是…的协议), a term by its class. The forms are those of 《立法技术规范（试行）（一）》 (全国人大常委会法工委, 2009) 8: a defining sentence (本法所称X，是指Y), a list of
terms (下列用语的含义), a bracket behind the phrase it shortens (以下简称X), and a bracket that widens a word (含X，下同).
Found before everything else, because a definition may hold 应当 or 不得 and binds nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from .actors.before import phrase_before
from .facts import Definition
from .lexicon import alternation, lexicon
from .phrases import VERBS
from .reading import Reading
from .units import Passage

_WORDS = lexicon("definitions")
Kind = Literal["definition", "abbreviation", "collective", "inclusion", "scope"]

_SHORT = re.compile(
    r"[（(](?:(?:以下|下文|下|以下分别|下文分别|本[法条例办法规定章节]{1,2}中?)(?P<how>统称|合称|并称|总称|简称|称)|(?P<bare>简称|统称|合称))(?:之)?[为作]?[:：]?(?P<term>[^（）()，。；]{1,40}?)[）)]"
)
_SOCALLED = re.compile(
    r"(?:本[法章节条款项办]|本(?:条例|办法|规定|细则|规则|决定|解释|规范|准则|标准|导则|意见|通知)|前款|上款|第[一二三四五六七八九十百]+[条款])"
    r"(?:中|所|中所)?(?:规定的?|所?称的?|所指的?|所用的?|所说的?)"
    r"(?P<term>[^，。；：]{1,60}?)[，,]?(?P<verb>是指|系指|指的是|均指|指|[，,](?:包括|即|为|是(?!否))|包括(?!但不限于其他))"
)
_MEANS = re.compile(r"(?:^|[。；：，])(?P<term>[^，。；：（）]{1,40})[，,]?(?P<verb>是指|系指|指的是)")
#: 可回收物，指…: at the head of a paragraph or item (not 应急响应，指派…)
_SET_OFF = re.compile(r"^(?P<term>[^，。；：（）的]{2,15})(?P<verb>，指)(?![派导定挥示出令控使引明标])")
_ITEM = re.compile(r"^(?P<term>[^，。；：]{1,40})(?P<verb>[，,]?(?:是指|系指|指的是|指)|[：])")
_TERMS = re.compile(
    r"(?:下列|以下)(?:专门|有关|专业|主要)?(?:用语|术语|词语|名词|概念|用词|词汇)|(?:用语|术语)(?:的)?(?:含义|定义|解释)(?:是|为|如下)?："
)
_CLASS = re.compile(r"^(?P<body>[^。；]{2,200}?)(?:，)?属于(?P<term>[^，。；、的]{1,14}类)$")
_CLASSES = re.compile(r"(?:分为|划分为)[^。；]{0,80}(?:类|级|种)[^。；]{0,4}[：。]?$")
_NAMED = re.compile(
    r"(?:明确|确定|指定|选定)(?P<body>[^，。；]{1,40}?)(?:，)?并?将其(?:作为|称为|确定为)(?P<term>[^，。；、的将]{2,14})(?=[，。；]|$)"
)
# 关系公共安全的档案属于重要档案; 不分配利润的法人，为非营利法人: a narrower term of the same head
_NARROWER = re.compile(
    r"(?:^|[。；])(?P<body>[^。；：]{4,160}?(?P<head>[\u4e00-\u9fff]{2}))(?:，?(?<!不)(?:均|都)?属于|，(?:为|是))(?P<term>[\u4e00-\u9fff]{1,12}(?P=head))(?=[，。；]|$)"
)
_WIDER = re.compile(r"[（(](?P<body>(?:含|包括|不含|不包括)[^（）()]{1,60}?)[，,、]?(?P<below>以?下同)?[）)]")
_TOGETHER = re.compile(r"，?(?:以下)?统称为?(?P<term>[^，。；（）]{1,30})(?=[，。；]|$)")
_QUOTES = "“”\"'‘’「」『』"


class _Found(NamedTuple):
    kind: Kind
    term: tuple[int, int]
    body: tuple[int, int]
    whole: tuple[int, int]
    scope: str
    rule: str


def find_definitions(reading: Reading, passages: tuple[Passage, ...]) -> tuple[Definition, ...]:
    """The definitions of a statute in text order. ``actors`` of a collective is filled by its own name only."""
    found: list[Definition] = []
    for index, passage in enumerate(passages):
        before = passages[index - 1] if index and passages[index - 1].article == passage.article else None
        for count, hit in enumerate(
            sorted(_in_passage(passage, passages, before, reading.match), key=lambda f: (f.whole, f.term)), 1
        ):
            at = passage.at
            term = reading.quote(at + hit.term[0], at + hit.term[1])
            found.append(
                Definition(
                    id=f"{passage.unit}#d{count}",
                    unit=passage.unit,
                    kind=hit.kind,
                    term=term,
                    definiens=reading.quote(at + hit.body[0], at + hit.body[1]),
                    quote=reading.quote(at + hit.whole[0], at + hit.whole[1]),
                    scope=hit.scope,
                    actors=(term.text,) if hit.kind == "collective" else (),
                    rule=hit.rule,
                )
            )
    return tuple(found)


def _in_passage(passage: Passage, passages: tuple[Passage, ...], before: Passage | None, whole: str) -> Iterator[_Found]:
    text = passage.text
    intro = passages[passage.intro].text if passage.intro is not None else ""
    if "称" in text:
        yield from _bracketed(text)
    if "（" in text:
        yield from _widened(text)
    taken: list[tuple[int, int]] = []
    if "指" in text or "所称" in text:
        for hit in _defining(text):
            taken.append(hit.whole)
            yield hit
    if not taken and "是" in text[:_LONGEST_TERM] and passage.kind == "paragraph":
        copula = _is_a(passage, whole)
        if copula is not None:
            taken.append(copula.whole)
            yield copula
    if before is not None and not taken and "包括" in text and (_SOCALLED.match(before.text) or _is_a(before, whole)):
        yield from _followed(text)
    if "统称" in text:
        yield from _together(text)
    if "属于" in text or "，为" in text or "，是" in text:
        yield from _narrower(text, taken)
    if intro and not taken:
        yield from _listed(text, intro)
    if "作为" in text or "称为" in text:
        for match in _NAMED.finditer(text):
            yield _Found(
                "definition", match.span("term"), match.span("body"), (match.start("body"), match.end()), "以下", "designation"
            )


def _bracketed(text: str) -> Iterator[_Found]:
    """X（以下统称Y）, X（以下简称Y）: the definiens is the noun phrase before the bracket."""
    for match in _SHORT.finditer(text):
        start = phrase_before(text, match.start())
        while text[start : start + 1] in _LOOSE_START:
            start += 1
        start = _definiens(text, start, match.start())
        socalled = _SOCALLED_START.match(text, start, match.start())
        start = socalled.end() if socalled else start
        if start >= match.start():
            continue
        how = match["how"] or match["bare"]
        if how in ("统称", "合称"):
            start = _joined(text, start)
        kind: Kind = "abbreviation" if how == "简称" else "collective"
        if how == "称":
            kind = "collective" if _COORDINATED.search(text, start, match.start()) else "abbreviation"
        yield _Found(kind, _bare(text, *match.span("term")), (start, match.start()), (start, match.end()), "以下", f"以下{how}")


_SOCALLED_START = re.compile(r"本(?:[法章节条款项]|条例|办法|规定|细则|规则|决定)中?所称的?(?=.)")
# 国家建立|统一的平台（以下称…）: what a state organ sets up is named, not its act
_SETS_UP = re.compile(
    r"(?:国家|本?[省市县区]|[\u4e00-\u9fff]{2,14}(?:人民政府|部门|机构|机关|委员会))"
    rf"(?:{alternation(_WORDS['setting_up_adverbs'])}){{0,3}}(?:{alternation(_WORDS['setting_up'])})(?![的和、])"
)
# 应当制定|某某规划（以下简称…）: the document is named, not that it is made
_MAKES = re.compile(
    rf"(?:{alternation(_WORDS['setting_up_adverbs'])}){{0,3}}(?:(?P<sure>制定|编制|印发|(?<=组织)建设|(?<=组织)建立)|(?:{alternation(_WORDS['setting_up'])}))(?![的和、])"
)
_ASKED = re.compile(r"(?:应当|负责)(?=(?:制定|编制|印发))")
_MODAL = ("应当", "可以", "负责", "必须", "不得")
_LEAST_MADE = 4
_PLAIN = re.compile(alternation(_WORDS["plain"]))
_RELATIVE = frozenset(_WORDS["relative"].split())
_GOVERNING = frozenset(_WORDS["governing"].split())


def _definiens(text: str, start: int, end: int) -> int:
    """Where what is named begins: behind 是指 and the act of setting it up, with the verb of a relative clause (提供|供水服务的企业)."""
    start += 2 * text.startswith("是指", start)
    modal = _ASKED.search(text, start, end)
    start = modal.end() if modal else start
    made = _MAKES.match(text, start, end)
    if made and end - made.end() >= _LEAST_MADE and (made["sure"] or text.endswith(_MODAL, 0, start)):
        return made.end()
    act = _SETS_UP.match(text, start, end)
    if act and act.end() < end:
        return act.end()
    of = text.find("的", start, end)
    if text.startswith("向", start) and of > start and not any(text[at : at + 2] in VERBS for at in range(start + 1, of - 1)):
        return start + 1  # 应当向|所在地的某部门（以下称…）; 向大气排放污染物的单位 is whole
    if of > start and text[start - 2 : start] in VERBS and text[start - 2 : start] not in _GOVERNING:
        inside = text[start:of]
        if not _PLAIN.search(inside) and not any(text[at : at + 2] in _RELATIVE for at in range(start, of - 1)):
            return start - 2
    return start


def _joined(text: str, start: int) -> int:
    """A collective across a comma: A、B，以及C（以下统称…） begins with A."""
    clause = max(text.rfind(stop, 0, start) for stop in "，。；：") + 1
    if not text.startswith(("以及", "及", "和", "或者"), clause) or text[clause - 1 : clause] != "，":
        return start
    return phrase_before(text, clause - 1) if clause > 2 else start


_LOOSE_START = frozenset(_QUOTES + "指即 \u3000")
_COORDINATED = re.compile("[、和及与]|以及|或者")


def _together(text: str) -> Iterator[_Found]:
    """前两款规定的部门统称为X; A和B统称X."""
    for match in _TOGETHER.finditer(text):
        if text[match.start() - 1 : match.start()] in "（(":
            continue
        begin = max(text.rfind(stop, 0, match.start()) for stop in "。；：，") + 1
        if text[begin - 1 : begin] != "，" and match.start() - begin > 2 and not _NO_NAMES.search(text, begin, match.start()):
            yield _Found("collective", match.span("term"), (begin, match.start()), (begin, match.end()), "以下", "统称")


_NO_NAMES = re.compile("应当|不得|可以|必须")


def _widened(text: str) -> Iterator[_Found]:
    """县（含县级市、区，下同）: the bracket widens the word before it; without 下同 it holds at that place only."""
    for match in _WIDER.finditer(text):
        if not match["below"]:
            continue
        start = match.start()
        cut = max((text.rfind(mark, 0, start) for mark in "、，；。：（"), default=-1) + 1
        start = max(cut, phrase_before(text, match.start()))
        if start < match.start():
            yield _Found("inclusion", (start, match.start()), match.span("body"), (start, match.end()), "下同", "下同")


def _defining(text: str) -> Iterator[_Found]:
    """本法所称X，是指Y; X是指Y. Y runs to the end of the sentence, or to the next definition behind a ；."""
    hits = list(_SOCALLED.finditer(text))
    if "是指" in text or "系指" in text or "指的是" in text:
        spans = [(hit.start(), hit.end()) for hit in hits]
        hits += [m for m in _MEANS.finditer(text) if not any(a < m.end() and m.start() < b for a, b in spans)]
    if not hits and "，指" in text[:18] and (set_off := _SET_OFF.match(text)):
        hits.append(set_off)
    hits.sort(key=lambda m: m.start())
    for number, match in enumerate(hits):
        verb = match["verb"].lstrip("，,")
        begin = match.end()
        if text[begin : begin + 1] in "：:，,":
            begin += 1
        limit = hits[number + 1].start() if number + 1 < len(hits) else len(text)
        end = _sentence_end(text, begin, limit)
        again = text.find("；" + match["term"], begin, end)
        end = again if again > 0 else end  # ；X应当…: what holds for X is not what X means
        body = _OPEN_END.sub("", text[begin:end].rstrip("。；：，"))
        if len(body) < 2 or (verb in ("为", "即", "指") and match.re is not _SET_OFF and "所称" not in match[0]):
            continue
        if match.re is _MEANS and _FOR_WHOM.match(match["term"]):
            continue
        start = match.start() + (1 if match[0][0] in "。；：，" else 0)
        term = _bare(text, *match.span("term"))
        framed = None if match.re is _SOCALLED else _FRAME.match(text, *term)
        term = (framed.end(), term[1]) if framed else term
        if term[0] >= term[1] or text[term[1] - 1] in "不未并":
            continue
        bracket = text.find("（", term[0] + 1, term[1])
        if bracket > 0:
            term = (term[0], bracket)
        socalled = match.re is _SOCALLED
        yield _Found(
            "definition",
            term,
            (begin, begin + len(body)),
            (start, begin + len(body)),
            _SCOPE.match(match[0].lstrip("。；：")).group() if socalled and _SCOPE.match(match[0]) else "本文",  # type: ignore[union-attr]
            f"所称…{verb}" if socalled else verb,
        )


#: 所有的阶段，如：A；B
_OPEN_END = re.compile("，(?:如|例如|比如|即|包括)$")
#: 较大数额，对公民是指…元以上: for whom a term means it, no term
_FOR_WHOM = re.compile("对(?![外内方岸流口比照价象手])")


_SCOPE = re.compile(r"本(?:[法章节条款项]|条例|办法|规定|细则|规则|决定|解释|规范|准则|标准|导则|意见|通知)(?![例定])")


_FRAME = re.compile(
    r"(?:本(?:[法章节条款项]|条例|办法|规定|细则|规则|决定)|前款|上款)中?的?(?=..)|(?:前项|第[一二三四五六七八九十]+项)?所称的?(?=..)"
)


def _narrower(text: str, taken: list[tuple[int, int]]) -> Iterator[_Found]:
    """A description with a head noun, and the term that ends in the same head."""
    for match in _NARROWER.finditer(text):
        body = match.span("body")
        description = match["body"]
        if (
            not ("的" in description[:-2] or "等" in description[:-2])
            or _NO_DESCRIPTION.search(description)
            or "的" in match["term"]
        ):
            continue
        if not any(a < body[1] and body[0] < b for a, b in taken):
            yield _Found("definition", match.span("term"), body, (body[0], match.end("term")), "全文", "属于")


_NO_DESCRIPTION = re.compile(r"^(?:下列|有下列|具有下列|前款|经)|的，|应当|不得|可以|必须|规定的|，(?:以(?!及)|即)|是(?!否)")
#: X是…的Y: a term, and a class (Y) told apart by what is done or what it does; not what X is for (义务, 原则, 机关)
_IS_A = re.compile(
    r"(?P<term>[^，。；：、的是本国之其该应由为]{2,14})是(?![否由按对不]|指)"
    r"(?P<body>(?P<kind>[^。；]{4,160}?的[\u4e00-\u9fff]{2,8})(?P<tail>，(?:不?包括|但不包括|分为)[^。；]{2,})?)(?=。|；|$)"
)
_LONGEST_TERM = 16
#: what a thing is to somebody, not what it is
_NO_CLASS = re.compile(
    r"(?:义务|责任|职责|权利|权力|原则|基础|机关|机构|部门|制度|依据|根据|目标|任务|方针|国策|重点|部分|标志|核心|关键|前提|保障|要求|内容|条件|国家|政府|代表|力量|形式|方式|途径"
    r"|手段|措施|保证|体现|工作|事业|阶级|纲领|领导|基本法|主体|城市|首都|标准|结果|对象|日)$"
)
_LEAST_TOLD = 6


def _is_a(passage: Passage, whole: str) -> _Found | None:
    """烈性犬是容易伤害他人的犬只: the first sentence of a paragraph says what class a term of the statute is, and how it is told apart."""
    match = _IS_A.match(passage.text)
    if match is None or any(map(_NO_CLASS.search, match["kind"].split("，"))) or _NO_DESCRIPTION.search(match["kind"]):
        return None
    described = match["kind"].rpartition("的")[0]
    if len(described) < _LEAST_TOLD and not any(described[at : at + 2] in VERBS for at in range(len(described) - 1)):
        return None  # 国家的审判机关: whose it is tells no class
    term = match["term"]
    if whole.find(term, passage.at + match.end()) < 0 and whole.find(term, 0, passage.at) < 0:
        return None  # a word of no other provision
    return _Found("definition", match.span("term"), match.span("body"), (0, match.end("body")), "全文", "是")


_FOLLOWS = re.compile(r"^(?P<term>[^，。；：、和及]{2,16}?)，?包括(?P<body>[^。；]{4,}?)。?$")


def _followed(text: str) -> Iterator[_Found]:
    """X，包括…。 as a paragraph of its own behind 本法所称…是指: the next term."""
    match = _FOLLOWS.match(text)
    if match:
        yield _Found("definition", match.span("term"), match.span("body"), (0, match.end("body")), "全文", "包括")


def _listed(text: str, intro: str) -> Iterator[_Found]:
    """Items under 下列用语的含义 (X，是指Y / X：Y) and under 分为…类 (Y属于X类)."""
    end = len(text.rstrip("。；"))
    if _TERMS.search(intro):
        match = _ITEM.match(text)
        begin = match.end() + text.startswith(("：", ":"), match.end()) if match else end
        if match and begin < end:
            yield _Found("definition", _bare(text, *match.span("term")), (begin, end), (0, end), "全文", "用语含义")
    elif _CLASSES.search(intro):
        match = _CLASS.match(text[:end])
        if match:
            yield _Found("definition", match.span("term"), match.span("body"), (0, end), "全文", "属于…类")


def _sentence_end(text: str, begin: int, limit: int) -> int:
    """The end of the sentence from ``begin``, at most ``limit``; a stop inside quotation marks does not end it."""
    depth = 0
    for match in _STOPS.finditer(text, begin, limit):
        mark = match.group()
        if mark == "“":
            depth += 1
        elif mark == "”":
            depth = max(0, depth - 1)
        elif depth == 0:
            return match.start()
    return max(begin, limit)


_STOPS = re.compile("[。“”]")


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The term without quotation marks and a leading 的."""
    while start < end and text[start] in _QUOTES + "的":
        start += 1
    while end > start and text[end - 1] in _QUOTES:
        end -= 1
    return start, end
