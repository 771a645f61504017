"""Documents a norm is to follow: those this statute has made (目录, 规划) and those named outside it (国家数据安全战略)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from ..facts import ReferenceKind
from ..lexicon import alternation, lexicon
from ..phrases import NOMINAL, VERBS
from .found import Found

_NP = "[^，。；：！？（）“”《》\n]"


# 编制、维护…目录: verbs that go with the making
_ALSO = "(?:(?:、|和|或者|并)(?:维护|更新|发布|公布|完善|修订|实施|调整|印发|管理|组织实施|动态更新)){0,3}"


class _Patterns(NamedTuple):
    followed: re.Pattern[str]
    made: re.Pattern[str]
    tail: re.Pattern[str]
    last: re.Pattern[str]
    lasts: frozenset[str]
    framed: re.Pattern[str]
    regimes: tuple[str, ...]


@cache
def _patterns() -> _Patterns:
    words = lexicon("references")
    tails = alternation(words["instrument_tails"])
    verbs = "按照|依照|根据|依据|符合|对照|遵守|执行|落实|实施|参照|遵循|贯彻|违反"
    lasts = "".join(sorted({tail[-1] for tail in words["instrument_tails"]}))
    return _Patterns(
        followed=re.compile(f"(?P<verb>{verbs})(?P<object>{_NP}{{2,60}})"),
        made=re.compile(f"(?:{alternation(words['making'])}){_ALSO}(?P<object>[^，。；：！？、（）“”《》\n]{{2,40}})"),
        tail=re.compile(f"(?:{tails})(?:和(?:{tails}))?"),
        # the last characters of all tails: a cheap first test
        last=re.compile(f"[{lasts}]"),
        lasts=frozenset(lasts),
        # 在X的基础上, 在X确定的期限内, 与X相衔接
        framed=re.compile(
            # the character before is looked at last: a pattern that begins with a word is found faster
            "|".join(f"{word}(?<=[{lasts}]{word})" for word in ("的基础上", "确定的", "规定的", "明确的", "划定的"))
            + "|相(?:互)?(?:衔接|协调|一致|适应|统一)|保持(?:衔接|协调|一致)"
        ),
        regimes=tuple(words["regimes"]),
    )


# what may follow an instrument inside its clause: the verb of the main clause or a preposition
_AFTER = re.compile(r"[并向优对进将及按予为由开组报给从以在确定编制安排实推采做加管统落明分要应可不的]|公布|批准|需要|配套")
# where the main clause goes on: 根据…规划|编制…规划; 目录编制规范 is one noun
_RULES_OF = "标准|规范|规则|办法|指南|导则|要求|细则|程序|技术|机构"
_MAIN_VERB = re.compile(
    r"(?:纳入|列入|编制|制定|修改|拟订|组织|加强|提出|开展|完善|实行|进行|推动|推进|采取|办理|予以|及时|优先|逐步|依法|严格|认真|同步|定期|统一归集|建设完善|建立)"
    rf"(?!的|{_RULES_OF})"
    # verbs that make nouns of a document as well: 实施方案, 征收目录
    r"|(?:实施|核定|核发|申报|执行|收取|征收|缴纳|报送|填报|划定|计收|支付|不予)"
    rf"(?!的|{_RULES_OF}|方案|计划|规划|意见|专项|目录|工作|制度|条件)"
    r"|(?<!方)向(?!社)|(?<![相针面])对(?!外|口|接)|应当|负责"
)
_OTHERS = re.compile("等(?!级)")
_ISSUER = re.compile(r"(?:国家|国务院|本?[省市]|行业|上级|地方|自治区)\Z")
_AND = re.compile(r"以及|和(?!社会发展)|及|或者|或|与")
_NOT = re.compile(
    r"^(?:其|一定|现有|原|加强|实施|该|此|这|实际|需要|情况|合同|协议|约定|当事人|职责|各自|规定|前款|前条|本法|本条例|第|下列|有关规定|国家有关|法律|审批|申请|自愿|公平|平等)"
    r"|(?:章程|约定|原则|决议|意愿)$|合同(?!制度|管理|示范)|协议|^(?:通常|一般|同等|原来)|^(?!国家|国务院|省|市|地方|行业)[^和]*的标准$|应当|不得|可以|下达|承诺|拟订|制定(?!机关|的)|^(?:自行|自己|本单位|本企业)制定|超过|低于|高于|罚款|[0-9一二三四五六七八九十百千万]元"
)
_OWN = re.compile(
    r"^(?:本部门|本单位|本地区|本行政区域|本级|本省|本市|全省|全市|全国|国家|统一(?:的|发布的|制定的|编制的)?|(?:经)?批准的|已?(?:依法)?公布的|统一发布的|相应的?|有关|各自的?|建立健全|经|其)+"
)
# 平台服务协议和交易规则: what the parties agree on
_AGREED = re.compile(r"(?:协议|合同|约定|章程|承诺)\Z")
_AGREEMENT = re.compile(r"[^，、和的]{0,8}(?:协议|合同(?!制度|管理)|约定|章程)")
# 专项规划和年度计划: both of one name
_SHARED = re.compile(r"(?:年度|实施|行动|近期|年度实施)(?:计划|方案)\Z|(?<=标准和)技术规范\Z")
_LEAST = 4
#: documents remembered for one run of three characters
_MOST = 64
# 制定并实施…制度, 组织实施…规划: what is carried out is made here, not followed
_CARRIED_OUT = ("落实", "实施", "执行", "贯彻", "遵守", "遵循")
_MADE_TO_BE = (
    "制定",
    "制订",
    "建立",
    "组织",
    "编制",
    "拟订",
    "并",
    "和",
    "、",
    "推动",
    "推进",
    "监督",
    "保障",
    "确保",
    "指导",
    "负责",
)


def _core(words: str) -> str:
    return _OWN.sub("", words)


def made_here(text: str) -> list[tuple[int, str]]:
    """The documents the statute calls for (编制…目录, 制定…办法): where, and their words."""
    patterns = _patterns()
    found = []
    for match in patterns.made.finditer(text):
        last = None
        for tail in patterns.tail.finditer(match["object"]):
            last = tail
        if last:
            words = _core(match["object"][: last.end()])
            if len(words) >= _LEAST:
                found.append((match.start(), words))
    return found


# 制度|建设: what makes a regime part of a longer noun
_OF_REGIME = (
    "建设",
    "规范",
    "改革",
    "体系",
    "要求",
    "措施",
    "安排",
    "创新",
    "设计",
    "文件",
    "标准",
    "目标",
    "内容",
    "保障",
    "优势",
    "环境",
    "管理",
    "演练",
    "和",
    "、",
)
# …标准|生产: what is done by a standard, when it ends the clause
_DONE_BY = frozenset(
    (
        "建设",
        "生产",
        "经营",
        "施工",
        "运营",
        "运行",
        "服务",
        "收费",
        "检验",
        "检测",
        "检查",
        "养殖",
        "种植",
        "运输",
        "补偿",
        "补贴",
        "补助",
        "救助",
    )
)
# 规划|核实确认书, 标准|变更申请: acts upon a document, mostly part of a longer noun
_CHECKING = frozenset(("核实", "验收", "确认", "批准", "审核", "审查", "变更", "调整", "修改", "论证", "公示", "公布", "编制"))


def _acts(words: str, at: int) -> bool:
    """Whether a main verb stands at ``at`` (…规划|执行), not the rest of a longer noun (…规划|许可)."""
    verb = words[at : at + 2]
    if words.endswith(("制度", "预案"), 0, at):
        return not words.startswith(_OF_REGIME, at)
    if verb in _DONE_BY and at + 2 == len(words):
        return True
    return (
        verb in VERBS
        and verb not in NOMINAL
        and verb not in _CHECKING
        and not words.startswith(("的", "标准", "规范", "情况", "人", "者"), at + 2)
    )


def _spans(words: str, patterns: _Patterns) -> list[tuple[int, int]]:
    """The noun phrases in ``words`` that end in an instrument: whole, or the parts coordinated by 和 / 以及."""
    tails = [match.span() for match in patterns.tail.finditer(words)]
    if not tails:
        return []
    listed = _OTHERS.search(words)
    if listed and tails[-1][1] == len(words) and listed.start() < tails[-1][0]:
        return [(0, len(words))]
    found = []
    start = 0
    # 国家及行业…预案: issuers of one document
    cuts = [match.span() for match in _AND.finditer(words) if not _ISSUER.search(words, 0, match.start())]
    cuts.append((len(words), len(words)))
    for end, after in cuts:
        if end < start:
            continue
        if _AGREEMENT.match(words, after) or (start and _AGREED.search(words, 0, max(0, start - 1))):
            start = max(start, after)
            continue
        if not any(start <= tail[0] < end for tail in tails) and words[end - 2 : end] in NOMINAL and after - end == 1:
            continue  # 保护与发展规划: one name, its first part has no tail
        inside = [tail for tail in tails if start <= tail[0] and tail[0] < end]
        across = next((tail for tail in inside if tail[1] > end), None)
        if across:  # 制度和规范: two tails of one noun phrase, but not 规划和规划|条件
            stop = across[1] if across[1] == len(words) or _AFTER.match(words, across[1]) else end
            found.append((start, stop))
            start = across[1]
            continue
        if inside and inside[-1][1] == end:
            if found and found[-1][0] >= 0 and found[-1][1] in (start - 1, start - 2) and _SHARED.fullmatch(words, start, end):
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        else:
            whole = next((tail for tail in inside if _AFTER.match(words, tail[1]) or _acts(words, tail[1])), None)
            if whole and found and found[-1][1] in (start - 1, start - 2) and _SHARED.fullmatch(words, start, whole[1]):
                found[-1] = (found[-1][0], whole[1])
            elif whole:
                found.append((start, whole[1]))
            elif inside:  # 按照…目录|申报: taken only for a document that this statute has made
                found.append((-start - 1, inside[0][1]))
        start = max(start, after)
    return found


def _phrases(text: str, patterns: _Patterns) -> Iterator[tuple[str, str, int]]:
    """What is followed: the verb (or the frame), the words it governs, and where they stand."""
    for match in patterns.followed.finditer(text):
        words = match["object"]
        if words.startswith(("要求", "规定", "下列", "以下")) or not patterns.last.search(words):
            continue
        verb = match["verb"]
        if verb in _CARRIED_OUT and text[max(0, match.start() - 2) : match.start()].endswith(_MADE_TO_BE):
            continue
        ahead = _MAIN_VERB.search(words, 1)
        yield verb, words[: ahead.start()] if ahead else words, match.start("object")
    for match in patterns.framed.finditer(text):
        end = match.start()
        if text[end - 1 : end] not in patterns.lasts:
            continue
        floor = max(text.rfind(stop, max(0, end - 60), end) for stop in "，。；：（）《》\n") + 1
        if match[0].endswith(("上", "的")):
            begin = text.rfind("在", floor, end)
        else:
            begin = min((at for at in (text.find(word, max(floor, end - 60), end) for word in "与同和") if at >= 0), default=-1)
        if begin >= 0 and begin + 2 < end and not _GOVERNED.search(text, begin, end) and not _acts(text, begin + 1):
            yield text[begin], text[begin + 1 : end], begin + 1


def instruments(text: str, unit_of: Callable[[int], str]) -> list[tuple[Found, str | None]]:
    """The documents followed, with the unit that calls for them when it is another sentence of this statute."""
    patterns = _patterns()
    made: _Made | None = None
    found: list[tuple[Found, str | None]] = []
    for verb, words, at in _phrases(text, patterns):
        if words.startswith("统一部署"):
            found.append((Found(at, at + 4, "internal_instrument", "joint_plan"), None))
            continue
        for begin, end in _spans(words, patterns):
            unsure, start = begin < 0, max(begin, -begin - 1)
            start += 2 * words.startswith(("建立", "健全", "完善"), start)
            phrase = words[start:end]
            core = _core(phrase)
            if (
                _NOT.search(phrase)
                or len(core) < _LEAST - 1
                or (words.startswith("管理", end) and (verb == "违反" or phrase.endswith("规范")))
            ):
                continue
            made = made or _Made(made_here(text))
            makers = [where for where in made.like(core) if _elsewhere(text, where, at, unit_of)]
            # a regime of the whole state is not made by a statute that has something alike
            regime = any(word in phrase for word in patterns.regimes) and not made.same(core, makers)
            if verb in _CARRIED_OUT and not (
                makers
                or regime
                or phrase.startswith(("国家", "全国"))
                or phrase.endswith(("有关要求", "管理要求"))
                or (phrase.endswith("战略") and len(core) >= _LEAST)
                or (
                    verb in ("执行", "遵守")
                    and "、" not in phrase
                    and phrase.endswith(("标准", "技术规范"))
                    and len(core) >= _LEAST
                )
            ):
                continue
            if makers and not regime:
                found.append((Found(at + start, at + end, "internal_instrument", "made_here"), unit_of(makers[0])))
            elif verb == "违反" and phrase.endswith(_PRACTICE):
                continue
            elif len(core) >= _LEAST and not unsure:
                kind: ReferenceKind = "generic_rule" if phrase.endswith(("标准", "标准和技术规范")) else "named_instrument"
                found.append((Found(at + start, at + end, kind, "followed_document"), None))
    return sorted(found, key=lambda pair: pair[0].start)


# 违反操作规程: the practice of a trade, not a document
_PRACTICE = ("规程", "规章制度", "规则", "政策", "布局", "部署", "规范", "准则")
# 在按照…规划…: the governing word reads it already
_GOVERNED = re.compile("按照|依照|根据|依据|符合|法律|法规|规章|条例|合同|协议")


def _elsewhere(text: str, where: int, at: int, unit_of: Callable[[int], str]) -> bool:
    """Whether what stands at ``where`` is in another unit than ``at``, or in a sentence before it."""
    return unit_of(where) != unit_of(at) or (where < at and "。" in text[where:at])


class _Made:
    """The documents the statute calls for, found by three characters they share with a phrase, so that many stay cheap."""

    def __init__(self, made: list[tuple[int, str]]) -> None:
        self.made = made
        self.inside: dict[str, list[int]] = defaultdict(list)
        for index, (_, words) in enumerate(made):
            for gram in {words[k : k + 3] for k in range(len(words) - 2)}:
                if len(self.inside[gram]) < _MOST:
                    self.inside[gram].append(index)

    def same(self, core: str, makers: list[int]) -> bool:
        """Whether one of ``makers`` calls for a document of the very words."""
        return any(where in makers and words == core for where, words in self.made)

    def like(self, core: str) -> list[int]:
        """Where the documents that ``core`` may mean are called for: those of the same words first, then in text order."""
        near = {index for k in range(len(core) - 2) for index in self.inside.get(core[k : k + 3], ())}
        same = [self.made[index] for index in sorted(near) if _same(core, self.made[index][1])]
        return [where for where, words in sorted(same, key=lambda made: made[1] != core)]


def _same(core: str, made: str) -> bool:
    """Whether two phrases mean one document: one holds the other, or they share their first words to the kind of document."""
    if core in made or (made in core and len(made) * 2 >= len(core)):
        return True
    shared = 0
    for a, b in zip(core, made, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= 6
