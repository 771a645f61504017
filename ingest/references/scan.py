"""One pass over the text: at every word that may begin a reference the fitting rule reads on from there."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from msgspec.structs import replace

from ..lexicon import alternation, lexicon
from . import generic
from .found import Found
from .grammar import Chain, Grammar
from .laws import Names, full_name, is_publicity, title_at, unmarked_before
from .listed import listed, mentioned_above
from .provided import provided

_NO_SOURCE = "(?!部门|单位|机[构关]|主管|人员|组织|情况|工作|问题|事[项宜]|资料|信息|当事|责任|企业|方面|手续|数据|活动|产业|材料|权利|行业)"
_RULES = "[^，。；：、（）《》的\\n]{1,24}(?:的有关|有关|的|部门|机关|机构|政府|委员会|法院)规定"
_MADE = "[^，。；：、（）《》“”的\\n]{2,36}(?:制定|公布|发布|颁布|印发)的"
_OWN = f"(?={_RULES}|{_MADE}|规定|要求|各自|本部门|本单位|本机构|法定|职责|职权|权限|管理权限|干部|人事|其|自身|所承担)"
# a word that may begin a reference, with what must follow it: the cheap test that keeps the rules off most of the text
_WORDS = (
    "第(?=[ （0-9〇○零一二三四五六七八九十百千两])"
    "|前(?=[述款条项章节目编0-9一二三四五六七八九十两几数各])|上(?=[款条项述列])|以上(?=各)|各该(?=[条款项])|该(?=[法条款项办规细解决章公])|同(?=[条款法])"
    "|本(?=[省市]规定)|本(?=[法条办规细解决章节编款项目实暂若修分准程通意批公方导标制指大纲])"
    "|规定(?=的[^，。；其]|标准|要求|条件|程序|范围|权限|限[值额度])|缔结(?=或|和|、)|中华人民共和国(?=缔结|参加|加入)|我国(?=缔结|参加|加入)|村规民约|乡规民约|居民公约"
    "|《|法|行政法规|地方性法规|规章(?!制度)|部门规章|政府规章|地方政府规章|自治条例|单行条例|司法解释|监察法规|经济特区法规|国际条约|军事法规"
    "|国家(?=有关|关于|相关|和|或|及|以及|的|颁|发布|公布|规|标|法|强|技|、|决|要|政|现|行|[^，。；：、的]{2,6}规定)|国务院(?!办公厅|各|批)|中央|省(?=有关|级?规|和|、)|市(?=有关|级?规|和|、)"
    f"|有关{_NO_SOURCE}|相关{_NO_SOURCE}"
    "|相应(?=的?[法行地规])|现行"
    f"|依(?=[法纪规])|依照{_OWN}|依据{_OWN}|按照{_OWN}|按{_OWN}|依{_OWN}"
    f"|根据(?={_RULES}|{_MADE}|规定|要求|各自|本部门|本单位|法定|职责|职权|其)|违反(?={_RULES}|规定|要求|[^，。；：（）《》“”\\n]{{2,30}}规定)|遵照(?=规定)|符合(?=[^，。；：（）《》“”的\\n]{{2,20}}规定)"
    "|其?章程(?=的规定)|下列|以下(?![有罚拘徒的简统称、，。；或]|处(?![理置]))|下述|左列"
    "|行业标准|地方标准|强制性|推荐性|标准规范|技术规范|安全标准|质量标准|在(?=各自|其|法定|本部门|本单位|职责|职权|权限)"
)
# words in which 本 and 该 do not point to the text
_NOT_THIS = "范版样文基资成副译读原书课根日剧脚标底亏工人保应活"
_OPEN_UNIT = re.compile(r"第 ?(?:（ ?)?[0-9〇○零一二三四五六七八九十百千两]")
# 某年发布的《…》同时废止: an earlier law of the same title
_FORMER = re.compile(r"(?:发布|公布|修正|修订|印发|通过|批准|施行|制定)的\Z")
_CUSTOMS = frozenset(("村规民约", "乡规民约", "居民公约"))
_GAP = re.compile(r"(?:的|中|内| )?(?=第 ?[0-9〇○零一二三四五六七八九十百千两（])")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], tuple[str, ...]]:
    """What may begin a reference; 本法 …; 该法 …; the names that only a title of that name makes a self reference."""
    words = lexicon("references")
    own = alternation([*words["self_names"], *words["self_titled"]])
    return (
        re.compile(_WORDS),
        # 本法院, 本法人, 本法定 are no self reference; 本条 is the chain grammar's
        re.compile(rf"本(?:{own})(?![院人定律官]|规(?!定))"),
        re.compile(r"[该同](?:法典|法|条例|规定|办法|细则|解释|决定|规则|公约)(?![院人定律官])"),
        tuple(words["self_titled"]),
    )


class Scanner:
    """Finds references in a text. ``names`` of laws abbreviated on the way are remembered."""

    def __init__(self, grammar: Grammar, title: str, mainland: bool = True) -> None:
        self.grammar = grammar
        self.names = Names()
        self.mainland = mainland
        self.title = _bare(title)
        self.trigger, self.own_names, self.same, titled = _patterns()
        # 本方案, 本标准 mean the statute only when it calls itself so
        self.titled = frozenset(word for word in titled if not self.title.endswith(word))
        # where the （以下简称…） after a title ends: what stands in it is no further reference
        self.past = 0

    def own(self, text: str, at: int) -> re.Match[str] | None:
        """本法, 本条例 … at ``at``."""
        match = self.own_names.match(text, at)
        return None if match and match[0][1:] in self.titled else match

    def scan(self, text: str, introduces: Callable[[int], bool]) -> list[Found]:
        """The references of ``text`` in order, none overlapping. ``introduces``: whether a list follows what stands at an offset."""
        found: list[Found] = []
        at = self.past = 0
        search = self.trigger.search
        while match := search(text, at):
            start = match.start()
            hits = self._read(text, start, match[0], introduces)
            end = match.end()
            floor = found[-1].end if found else 0
            for hit in hits:
                if hit.start < floor <= start and hit.rule != "provided":
                    # its modifiers reached back into the reference before: they are not its own
                    hit = replace(hit, start=start)
                if hit.start >= floor and not (found and _belongs(text, found[-1], hit)):
                    found.append(hit)
                    floor = hit.end
                end = max(end, hit.end)
            at = max(end, self.past) if hits else start + 1
            if hits:
                continue
            if match[0] == "《" and (title := title_at(text, start)):
                at = title.end
            elif made := generic.is_object(text, start):
                at = made
        return found

    def _read(self, text: str, at: int, word: str, introduces: Callable[[int], bool]) -> list[Found]:
        first = word[0]
        one: Found | None = None
        if first == "第":
            return self._headless(text, at)
        if first == "《":
            return self._title(text, at)
        if first == "本" and text[at + 1 : at + 2] in "省市":
            one = generic.qualified(text, at)
            return [one] if one else []
        if first == "本":
            return self._this(text, at)
        if first in "前上该同各" or word == "以上":
            return self._relative(text, at)
        if first == "法":
            return self._law(text, at)
        if word in ("下列", "以下", "下述", "左列"):
            one = listed(text, at, introduces(at))
        elif word in ("缔结", "我国") or word == "中华人民共和国":
            one = generic.treaty(text, at)
        elif word == "规定":
            one = provided(text, at)
        elif word == "符合":
            one = generic.broken_rule(text, at)
        elif word.endswith("章程"):
            one = generic.charter(text, at)
        elif word in _CUSTOMS:
            one = generic.custom(text, at)
        elif first in "国中省市有相现":
            one = generic.qualified(text, at)
            if one is None and text.startswith("国际条约", at):
                one = generic.law_source(text, at)
        elif first in "依按根违在":
            one = generic.by_law(text, at) if text.startswith("依", at) else None
            one = one or generic.by_rule_or_duty(text, at)
            if one is None and first == "违":
                one = generic.broken_rule(text, at)
        elif word.endswith(("标准", "规范")) or word in ("强制性", "推荐性"):
            one = generic.standard(text, at)
        else:
            one = generic.law_source(text, at)
        return [one] if one else []

    def _this(self, text: str, at: int) -> list[Found]:
        own = self.own(text, at)
        if at and text[at - 1] in _NOT_THIS and not _is_own(text, at, own.end() if own else at + 2):
            return []
        if not own:
            return self._chain(text, at, at, None, "relative")
        gap = _GAP.match(text, own.end())
        if gap:
            hits = self._chain(text, at, gap.end(), None, "self_provision")
            if hits:
                return hits
        return [Found(at, own.end(), "self", "self")]

    def _relative(self, text: str, at: int) -> list[Found]:
        same = self.same.match(text, at)
        if same:
            gap = _GAP.match(text, same.end())
            if gap:
                hits = self._chain(text, at, gap.end(), "", "same_law")
                if hits:
                    return [replace(hit, anchored=True) for hit in hits]
            after = text[same.end() : same.end() + 2]
            if after.startswith(("规", "的", "第", "，", "。")) and same[0][1:] in ("法", "条例", "公约", "法典"):
                return [Found(at, same.end(), "external_law", "same_law", law="", anchored=True)]
            return []
        hits = self._chain(text, at, at, None, "relative")
        if not hits and text.startswith("述", at + 1):
            above = mentioned_above(text, at)
            return [above] if above else []
        if text[at] in "该同各" and hits:
            end = hits[0].end
            short = 3 if text[at] == "各" else 2
            if not text.startswith(("第", "规定", "所列", "的规定"), at + short) and end == at + short:
                return []
            return [replace(hit, anchored=True) for hit in hits]
        return hits

    def _headless(self, text: str, at: int) -> list[Found]:
        if not _OPEN_UNIT.match(text, at):
            return []
        law = self.names.ending_at(text, at)
        if law is None and at and "\u4e00" <= text[at - 1] <= "\u9fff":
            law = unmarked_before(text, at)
            if law and self.names.own.get(law[1]):
                law = (law[0], self.names.own[law[1]])
        if law:
            return self._chain(text, law[0], at, law[1], "law_provision")
        return self._chain(text, at, at, None, "provision")

    def _chain(self, text: str, start: int, at: int, law: str | None, rule: str) -> list[Found]:
        chain = self.grammar.chain(text, at)
        if not chain:
            return []
        return self._items(chain, start, law, rule)

    def _items(self, chain: Chain, start: int, law: str | None, rule: str) -> list[Found]:
        kind = "internal_explicit" if law is None else "external_law"
        name = full_name(law, mainland=self.mainland) if law else law
        return [
            Found(start if n == 0 else item.start, item.end, kind, rule, item=item, law=name, any_of=chain.any_of)  # type: ignore[arg-type]
            for n, item in enumerate(chain.items)
        ]

    def _title(self, text: str, at: int) -> list[Found]:
        title = title_at(text, at)
        if not title:
            return []
        after = self.past = self.names.abbreviate(text, title)
        if title.kind is None or is_publicity(text, at):
            return []
        gap = _GAP.match(text, after)
        if gap:
            hits = self._chain(text, at, gap.end(), title.name, "title_provision")
            if hits:
                return hits
        if _bare(title.name) == self.title and not _FORMER.search(text, max(0, at - 6), at):
            return [Found(at, title.end, "self", "own_title")]
        law = full_name(title.name, mainland=self.mainland) if title.kind == "external_law" else None
        return [Found(at, title.end, title.kind, "title", law=law)]

    def _law(self, text: str, at: int) -> list[Found]:
        if text.startswith(("律", "规", "令"), at + 1) and not text.startswith("规定", at + 1):
            one = generic.law_source(text, at)
            return [one] if one else []
        if at and text[at - 1] in "依合非违方办司执无守":
            return []
        law = self.names.law_at(text, at)
        if not law:
            return []
        start, end, name = law
        gap = _GAP.match(text, end)
        if gap:
            hits = self._chain(text, start, gap.end(), name, "law_provision")
            if hits:
                return hits
        return [Found(start, end, "external_law", "law_name", law=full_name(name, mainland=self.mainland))]


def _is_own(text: str, at: int, end: int) -> bool:
    """构成本法第…, 造成本法规定的后果: 本法 after 成; but 成本法, 样本规则."""
    return text[at - 1] == "成" and (
        text.startswith(("第", "规定", "的"), end) or text[max(0, at - 2) : at - 1] in ("构", "造", "组")
    )


def _belongs(text: str, before: Found, hit: Found) -> bool:
    """刑法有关规定, 本法关于…的规定: what is cited is the law; its 规定 is outside the span (annotation guide, §8)."""
    if before.kind not in ("external_law", "self", "internal_explicit") or hit.kind != "generic_rule":
        return False
    return text[before.end : hit.start] in ("", "的")


def _bare(title: str) -> str:
    """A title without white space, trailing （试行）, and a leading 中华人民共和国."""
    bare = re.sub(r"（[^（）]*）$", "", "".join(title.split()))
    return bare.removeprefix("中华人民共和国")
