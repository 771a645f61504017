"""Documents a norm is to follow: those this statute has made (目录, 规划) and those named outside it (国家数据安全战略)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from ..facts import ReferenceKind
from ..lexicon import alternation, lexicon
from .found import Found

_NP = "[^，。；：！？（）“”《》\n]"


# 编制、维护…目录: verbs that go with the making
_ALSO = "(?:(?:、|和|或者|并)(?:维护|更新|发布|公布|完善|修订|实施|调整|印发|管理|组织实施|动态更新)){0,3}"


class _Patterns(NamedTuple):
    followed: re.Pattern[str]
    made: re.Pattern[str]
    tail: re.Pattern[str]
    last: re.Pattern[str]
    regimes: tuple[str, ...]


@cache
def _patterns() -> _Patterns:
    words = lexicon("references")
    tails = alternation(words["instrument_tails"])
    verbs = "按照|依照|根据|依据|符合|对照|遵守|执行|落实|实施|参照|遵循|贯彻"
    return _Patterns(
        followed=re.compile(f"(?P<verb>{verbs})(?P<object>{_NP}{{2,60}})"),
        made=re.compile(f"(?:{alternation(words['making'])}){_ALSO}(?P<object>[^，。；：！？、（）“”《》\n]{{2,40}})"),
        tail=re.compile(f"(?:{tails})(?:和(?:{tails}))?"),
        # the last characters of all tails: a cheap first test
        last=re.compile(f"[{''.join({tail[-1] for tail in words['instrument_tails']})}]"),
        regimes=tuple(words["regimes"]),
    )


# what may follow an instrument inside its clause: the verb of the main clause or a preposition
_AFTER = re.compile(r"[向优对进将及按予为由开组报给从以在确定编制安排实推采做加管统落明分要应可不的]|公布|批准|需要")
# where the main clause goes on: 根据…规划|编制…规划; 目录编制规范 is one noun
_MAIN_VERB = re.compile(
    r"(?:编制|制定|修改|拟订|组织|加强|提出|开展|完善|实行|进行|推动|推进|实施|采取|办理|予以|及时|优先|逐步|依法|严格|认真|同步|定期|统一归集|建设完善)(?!的|标准|规范|规则|办法|指南|导则|要求|细则|程序|技术|机构)"
    r"|(?<!方)向(?!社)|(?<![相针面])对(?!外|口|接)|应当|负责"
)
_OTHERS = re.compile("等(?!级)")
_ISSUER = re.compile(r"(?:国家|国务院|本?[省市]|行业|上级|地方|自治区)\Z")
_AND = re.compile(r"以及|和(?!社会发展)|及|或者|或|与")
_NOT = re.compile(
    r"^(?:其|一定|现有|原|加强|实施|该|此|这|实际|需要|情况|合同|协议|约定|当事人|职责|各自|规定|前款|前条|本法|本条例|第|下列|有关规定|国家有关|法律|审批|申请|自愿|公平|平等)"
    r"|(?:合同|协议|章程|约定|原则|决议|意愿)$|应当|不得|可以|下达|拟订|制定(?!机关)|超过|低于|高于|罚款|[0-9一二三四五六七八九十百千万]元"
)
_OWN = re.compile(
    r"^(?:本部门|本单位|本地区|本行政区域|本级|本省|本市|全省|全市|全国|国家|统一(?:的|发布的|制定的|编制的)?|(?:经)?批准的|已?(?:依法)?公布的|统一发布的|相应的?|有关|各自的?|建立健全|经|其)+"
)
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
        inside = [tail for tail in tails if start <= tail[0] and tail[0] < end]
        across = next((tail for tail in inside if tail[1] > end), None)
        if across:  # 制度和规范: two tails of one noun phrase, but not 规划和规划|条件
            stop = across[1] if across[1] == len(words) or _AFTER.match(words, across[1]) else end
            found.append((start, stop))
            start = across[1]
            continue
        if inside and inside[-1][1] == end:
            found.append((start, end))
        else:
            whole = next((tail for tail in inside if _AFTER.match(words, tail[1])), None)
            if whole:
                found.append((start, whole[1]))
            elif inside:  # 按照…目录|申报: taken only for a document that this statute has made
                found.append((-start - 1, inside[0][1]))
        start = max(start, after)
    return found


def instruments(text: str, unit_of: Callable[[int], str]) -> list[tuple[Found, str | None]]:
    """The documents followed, with the unit that calls for them when it is another one of this statute."""
    patterns = _patterns()
    made: _Made | None = None
    found: list[tuple[Found, str | None]] = []
    for match in patterns.followed.finditer(text):
        verb, words, at = match["verb"], match["object"], match.start("object")
        if words.startswith("统一部署"):
            found.append((Found(at, at + 4, "internal_instrument", "joint_plan"), None))
            continue
        if words.startswith(("要求", "规定", "下列", "以下")):
            continue
        if not patterns.last.search(words):
            continue
        ahead = _MAIN_VERB.search(words, 1)
        if ahead:
            words = words[: ahead.start()]
        if verb in _CARRIED_OUT and text[max(0, match.start() - 2) : match.start()].endswith(_MADE_TO_BE):
            continue
        for begin, end in _spans(words, patterns):
            unsure, start = begin < 0, max(begin, -begin - 1)
            start += 2 * words.startswith(("建立", "健全", "完善"), start)
            phrase = words[start:end]
            core = _core(phrase)
            if _NOT.search(phrase) or len(core) < _LEAST - 1:
                continue
            here = unit_of(at)
            made = made or _Made(made_here(text))
            makers = [where for where in made.like(core) if unit_of(where) != here]
            regime = any(word in phrase for word in patterns.regimes)
            if verb in _CARRIED_OUT and not (
                makers or regime or phrase.startswith(("国家", "全国")) or phrase.endswith(("有关要求", "管理要求"))
            ):
                continue
            if makers and not regime:
                found.append((Found(at + start, at + end, "internal_instrument", "made_here"), unit_of(makers[0])))
            elif len(core) >= _LEAST and not unsure:
                kind: ReferenceKind = "generic_rule" if phrase.endswith("标准") else "named_instrument"
                found.append((Found(at + start, at + end, kind, "followed_document"), None))
    return found


class _Made:
    """The documents the statute calls for, found by three characters they share with a phrase, so that many stay cheap."""

    def __init__(self, made: list[tuple[int, str]]) -> None:
        self.made = made
        self.inside: dict[str, list[int]] = defaultdict(list)
        for index, (_, words) in enumerate(made):
            for gram in {words[k : k + 3] for k in range(len(words) - 2)}:
                if len(self.inside[gram]) < _MOST:
                    self.inside[gram].append(index)

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
