"""Sources without a name: 法律、行政法规, 国家有关规定, 按照规定, 按照各自职责, 依法."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from ..lexicon import alternation, lexicon
from .found import Found

_STOP = "，。；：（）《》“”\n"


class _Patterns(NamedTuple):
    laws: re.Pattern[str]
    not_after: re.Pattern[str]
    not_before: re.Pattern[str]
    topic: re.Pattern[str]
    governed: re.Pattern[str]
    near: re.Pattern[str]
    direct: re.Pattern[str]
    qualified_law: re.Pattern[str]
    rule: re.Pattern[str]
    stipulated: re.Pattern[str]
    plain_rule: re.Pattern[str]
    about: re.Pattern[str]
    standard: re.Pattern[str]
    bare: re.Pattern[str]
    duty: re.Pattern[str]
    by_law: re.Pattern[str]
    left: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = lexicon("references")
    # 本法规定, 刑法规定 hold no 法规
    source = alternation(words["law_sources"]).replace("法规", "法规(?![定划范])")
    laws = f"(?:{source})(?:、?(?:{source})|和单行条例){{0,12}}"
    comply = alternation(words["compliance"])
    prep = alternation(words["prepositions"])
    issuer = alternation(words["issuers"])
    rule = alternation(words["rules"])
    who = f"(?:{issuer})(?:(?:和|、|以及|或者)(?:{issuer})){{0,4}}"
    return _Patterns(
        laws=re.compile(
            f"{laws}(?P<post>的(?:有关|相关|强制性)?(?:规定|要求)|(?:有关|关于)[^{_STOP}、的]{{1,16}}的规定|强制性(?:规定|要求)|(?:有关|相关)的?(?:规定|要求|制度)|(?P<noun>规定))?"
        ),
        not_after=re.compile(alternation(words["not_after_law"])),
        not_before=re.compile(
            f"(?:{alternation(words['not_before_law'])})(?:有关的?|相关的?|和|其他)?(?:(?:{source})、?){{0,6}}\\Z"
            # 普及大气污染防治法律、法规: the topic of publicity with its own topic
            f"|(?:宣传|普及|学习|宣讲)[^{_STOP}、]{{0,9}}\\Z"
        ),
        # what stands between the verb of compliance and the source is its topic: 遵守|安全生产|法律、法规
        topic=re.compile(f".*(?:{comply})([^{_STOP}、]{{0,16}})\\Z", re.DOTALL),
        governed=re.compile(f"(?:{comply})[^{_STOP}]{{0,40}}\\Z"),
        near=re.compile(f"(?:{prep}|按|依)[^{_STOP}由]{{0,24}}\\Z"),
        direct=re.compile(f"(?:{prep}|按|依|因)\\Z"),
        qualified_law=re.compile(
            f"(?:(?:{who})?(?:有关|相关|现行)的?(?:[^{_STOP}、的不]{{0,10}}(?:方面)?的?)?|{who}的?|相应的?)(?={laws})"
        ),
        rule=re.compile(
            f"(?:{who}的?)?(?:有关|相关)(?:的)?(?!部门|机关|单位|机构|主管|事项|活动|信息|人员)[^{_STOP}、的有已未本该前]{{0,8}}?(?:{rule})(?:和(?:{rule}))?"
            # 国家有关核安全监督管理的规定, 国务院公安部门有关监督管理的规定
            f"|(?:{who}[^{_STOP}、的有]{{0,8}})(?:有关|关于)(?!主管|部门|法律|法规|行政法)[^{_STOP}、的照据]{{1,16}}的规定"
            # 国家和省有关数据管理、使用、收益等规定
            f"|{who}(?:有关|关于)(?!主管|部门)[^{_STOP}的照据]{{1,20}}等(?:有关)?规定"
        ),
        # 国家和省规定的排放标准: 规定 is a verb here
        stipulated=re.compile(
            f"(?:{who})(?:规定|确定|颁布|发布|公布)的(?![^{_STOP}的]{{0,12}}(?:部门|机关|机构))[^{_STOP}、的和或]{{0,12}}(?:标准|限值|指标|规范|要求)"
            f"(?:(?:和|或者|、)[^{_STOP}、的和或]{{0,10}}(?:标准|限值|指标|规范|要求))?(?!化)"
        ),
        plain_rule=re.compile(
            f"(?:{who})(?:的)?(?![^{_STOP}、的]{{0,5}}(?:部门|机关|机构|单位))(?:[^{_STOP}、的]{{0,6}}?)(?:规定|决定|命令|要求|政策)"
        ),
        about=re.compile(f"(?:有关|关于)[^{_STOP}、的]{{1,16}}的(?:规定|要求|标准)"),
        standard=re.compile(
            f"{who}[^{_STOP}、的规有]{{0,10}}标准(?:的?强制性要求|的要求|的规定)?|(?:国家|有关|相关|相应的?)?(?:{alternation(words['standards'])})(?:(?:和|、|或者)(?:{alternation(words['standards'])})){{0,6}}"
            "(?:的?强制性要求|的要求|的规定)?"
        ),
        bare=re.compile("(?:按照|依照|根据|依据|违反|遵照|按|依)(?:规定|要求)(?!范|的(?:时间|时限|期限|日期))"),
        duty=re.compile(
            "(?:按照|依照|根据|依据|按|依|在)(?:(?:各自|本部门|本单位|本机构|法定|规定|其|自身|所承担)的?){0,4}"
            "(?:法定|工作|监督管理|管理|监管)?(?:的)?职责(?:和权限|权限|分工|和职责分工|(?:的)?范围(?:以?内)?){0,3}"
        ),
        by_law=re.compile(f"(?:{alternation(words['by_law'])})(?!{alternation(words['not_after_by_law'])})"),
        left=re.compile(f"(?:(?:{who})|其他|现行|有关|相关|国家有关|相应的?|我国){{1,4}}(?:的)?\\Z"),
    )


_TREATY = re.compile(r"国际条约(?:(?:、|和|或者)(?:国际)?(?:协定|公约|惯例|协议|条约)){0,3}(?:的(?:有关|相关)?规定)?")
_CONCLUDED = re.compile(
    r"(?:中华人民共和国|我国)?(?:已经?)?(?:缔结|签订|参加)(?:(?:或者?|和|、)(?:共同)?(?:缔结|参加|加入))?的\Z"
)
_CONJUNCTION = re.compile(r"以及|或者|和(?!国)|与|及|等(?!级)|其他")
#: what is measured by a standard: 符合|国家规定的排放标准, 超过|…
_COMPARED = re.compile(
    r"(?:按照|依照|根据|依据|符合|执行|违反|遵守|达到|参照|低于|高于|超过|超出|优于|满足|不|及|和|、|或者|于)(?:[^，。；：（）、的]{0,6}和)?\Z"
)
_NOUN_AFTER = re.compile(
    r"的?(?:[，。；：、）]|处罚|处理|执行|办理|承担|追究|给予|予以|应当|不得|可以|进行|实施|取得|设立|履行|从事|或者|和|以及|，|\Z)"
)
_VERBAL = re.compile(r"规定|应当|不得|可以|进行|以及|要求|明确|授权|由|将|被|没有|是")
# a standard that is no part of a longer name (政务数据共享|标准规范)
_ALONE = re.compile(r"(?:按照|依照|根据|依据|符合|执行|违反|遵守|达到|参照|于|过|、|和|及|与|或者|或|的)\Z")
# 依法不予公开的除外
_EXCEPTED = re.compile(r"依法[^，。；：的]{2,16}的除外")
# 坚持统筹协调、依法共享、合理使用的原则: a principle, not a reference
_UPHELD = re.compile(r"(?:坚持|遵循)[^，。；的]{0,36}\Z")
_PRINCIPLE = re.compile(r"[^，。；]{0,60}原则")
# 按照国务院卫生主管部门的规定: the rules an authority has made
_GOVERNS = re.compile(
    r"(?:按照|依照|根据|依据|违反|遵守|符合)(?=[^，。；：、（）《》“”\n的]{1,24}(?:的有关|有关|的)规定)(?!规定|有关)"
)
_NOT_MODIFIER_VERB = re.compile(r"应当|不得|可以|以及|按照|依照|根据|作出|前款|本法|本条例|章程|合同|法律|法规|规章|法和")
_AUTHORITY = re.compile(
    r"[^，。；：、（）《》“”\n的]{0,24}?(?:部门|机关|机构|人民政府|国务院|委员会|人民法院|人民检察院|银行|海关|总局)(?:的?有关|的)规定(?!的)"
)
_NOT_MODIFIER = re.compile(r"部门|机关|机构|单位|人员|依照|按照|根据|依据|遵守|违反|规定|应当|不得|可以|以及|授权|由|将|被")
_OF = re.compile(r"有关[^，。；：、（）\n]{1,16}的\Z")


def _leftward(text: str, start: int, patterns: _Patterns) -> int:
    """Where a source with its modifiers begins: 有关数据安全的|法律, 环境保护|法律法规 after a verb of compliance."""
    floor = max(0, start - 30)
    before = text[floor:start]
    topic = patterns.topic.match(before)
    if topic and topic[1]:
        words = topic[1]
        cut = 0
        for found in _CONJUNCTION.finditer(words):
            cut = found.end()
        words = words[cut:]
        if words and not _VERBAL.search(words) and not words.startswith(("的", "了", "之", "其", "于")):
            return start - len(words)
    about = _OF.search(before)
    if about:
        return floor + about.start()
    left = patterns.left.search(before)
    if left:
        return floor + left.start()
    return start


def is_object(text: str, at: int) -> int:
    """Where a source that is made, taught or known (制定法律、行政法规) ends; 0 when it is none."""
    patterns = _patterns()
    match = patterns.laws.match(text, at)
    return match.end() if match and patterns.not_before.search(text, max(0, at - 12), at) else 0


def law_source(text: str, at: int) -> Found | None:
    """法律、行政法规(的规定) at ``at``, with its modifiers to the left; None for 法律责任, 法律援助, a law still to be made …"""
    patterns = _patterns()
    match = patterns.laws.match(text, at)
    if not match:
        return None
    end = match.end()
    treaty = _TREATY.match(text, at)
    if treaty:
        before = _CONCLUDED.search(text, max(0, at - 20), at)
        return Found(before.start() if before else _leftward(text, at, patterns), treaty.end(), "generic_law", "law_source")
    if match["noun"]:
        governed = patterns.near.search(text, max(0, at - 28), at)
        if not (governed and _NOUN_AFTER.match(text, end)):
            end = match.start("noun")
    single = "、" not in match[0]
    if not match["post"] and single and patterns.not_after.match(text, end):
        return None
    if patterns.not_before.search(text, max(0, at - 12), at):
        return None
    start = _leftward(text, at, patterns)
    return Found(start, end, "generic_law", "law_source")


def qualified(text: str, at: int) -> Found | None:
    """国家有关规定, 国务院决定, 有关法律…: a source that begins with whose it is, at ``at``."""
    patterns = _patterns()
    law = patterns.qualified_law.match(text, at)
    if law and not _NOT_MODIFIER.search(law[0]):
        found = law_source(text, law.end())
        return replace(found, start=min(at, found.start)) if found else None
    match = patterns.rule.match(text, at)
    if match:
        sure = match[0].endswith("规定")
        if sure or patterns.governed.search(text, max(0, at - 44), at):
            if patterns.not_before.search(text, max(0, at - 12), at):
                return None
            start = _leftward(text, at, patterns)
            # 某领域保护有关要求 names a regime; 国家有关要求 names none
            named = start < at and match[0].endswith("要求")
            return Found(start, match.end(), "named_instrument" if named else "generic_rule", "rule_source")
        return None
    about = patterns.about.match(text, at)
    if about and patterns.direct.search(text, max(0, at - 6), at):
        return Found(at, about.end(), "generic_rule", "rule_source")
    stipulated = patterns.stipulated.match(text, at)
    if stipulated and _COMPARED.search(text, max(0, at - 20), at):
        return Found(at, stipulated.end(), "generic_rule", "rule_source")
    standard = patterns.standard.match(text, at)
    if standard and patterns.governed.search(text, max(0, at - 44), at):
        return Found(at, standard.end(), "generic_rule", "standard")
    plain = patterns.plain_rule.match(text, at)
    if plain:
        near = patterns.direct.search(text, max(0, at - 6), at)
        listed = text[max(0, at - 2) : at].endswith(("法规", "规章", "、", "以及", "或者", "和")) and plain[0].endswith("决定")
        if near or (listed and patterns.laws.search(text, max(0, at - 14), at)):
            return Found(at, plain.end(), "generic_rule", "rule_source")
    return None


def standard(text: str, at: int) -> Found | None:
    """A standard that is complied with, at ``at``: 行业标准, 标准规范."""
    patterns = _patterns()
    match = patterns.standard.match(text, at)
    if match and _ALONE.search(text, max(0, at - 4), at) and patterns.governed.search(text, max(0, at - 44), at):
        return Found(at, match.end(), "generic_rule", "standard")
    return None


def by_rule_or_duty(text: str, at: int) -> Found | None:
    """按照规定, 按照要求 and 按照(各自)职责 at ``at``; 按照 with a longer phrase is none of these."""
    patterns = _patterns()
    bare = patterns.bare.match(text, at)
    if bare:
        return Found(at, bare.end(), "generic_rule", "bare_rule")
    authority = _GOVERNS.match(text, at)
    if authority:
        found = _AUTHORITY.match(text, authority.end())
        if found and not _NOT_MODIFIER_VERB.search(found[0]):
            return Found(authority.end(), found.end(), "generic_rule", "authority")
        return None
    duty = patterns.duty.match(text, at)
    if duty and (not duty[0].startswith("在") or duty[0].endswith(("范围", "范围内"))):
        return Found(at, duty.end(), "by_duty", "duty")
    return None


def by_law(text: str, at: int) -> Found | None:
    """依法, 依法依规, 依纪依法 at ``at``; not 依法治国."""
    match = _patterns().by_law.match(text, at)
    listed = text[max(0, at - 1) : at] == "、" or "、" in text[at : at + 8]
    if match and listed and (_PRINCIPLE.match(text, at) or _UPHELD.search(text, max(0, at - 40), at)):
        return None
    if match and (excepted := _EXCEPTED.match(text, at)):
        return Found(at, excepted.end(), "saving_clause", "saving_clause", effect="except")
    return Found(at, match.end(), "yifa", "by_law") if match else None
