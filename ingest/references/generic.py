"""Sources without a name: 法律、行政法规, 国家有关规定, 按照规定, 按照各自职责, 依法."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from ..lexicon import alternation, lexicon
from ..phrases import VERBS
from .found import Found
from .provided import issued, provided

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
    plain_rule: re.Pattern[str]
    about: re.Pattern[str]
    standard: re.Pattern[str]
    bare: re.Pattern[str]
    duty: re.Pattern[str]
    by_law: re.Pattern[str]
    left: re.Pattern[str]
    treaty: re.Pattern[str]
    custom: re.Pattern[str]


_JOINED = "缔结|参加|加入|签订"
_TREATY = "(?:国际|双边|多边)?(?:条约|公约|协定|惯例|议定书)"


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
    standards = alternation(words["standards"])
    who = f"(?:{issuer})(?:(?:和|、|以及|或者)(?:{issuer})){{0,4}}"
    return _Patterns(
        laws=re.compile(
            f"{laws}(?P<post>中?(?:有关|关于)(?!的|规定|要求|部门|机关|主管)[^，。；：（）《》“”\n的应]{{2,24}}的(?:规定|要求)"
            f"|的(?:有关|相关|强制性)?(?:规定|要求)|强制性(?:规定|要求)|(?:有关|相关)的?(?:规定|要求|制度)|(?P<noun>规定))?"
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
            f"(?:{who}的?)?(?:有关|相关)(?:的)?(?!部门|机关|单位|机构|主管|事项|活动|信息|人员)[^{_STOP}、的有已未本该前]{{0,8}}?(?:{rule})(?:(?:规范|标准)?要求(?=[，。；、的和]|\\Z)|(?:规范|标准)(?=[，。；、的和或]|\\Z))?(?:和(?:{rule})|(?<=标准)的(?:强制性|技术)?要求)?"
            # 国家有关核安全监督管理的规定, 国务院公安部门有关监督管理的规定
            f"|(?:{who}[^{_STOP}、的有]{{0,8}})(?:有关|关于)(?!主管|部门|法律|法规|行政法)[^{_STOP}的照据]{{1,24}}(?:的(?:其他)?规定|(?<!等)规定(?!的(?!情况|行为|[，。；])))"
            # 国家和省有关数据管理、使用、收益等规定, 国家有关车辆尺寸、质量限值等安全技术标准
            f"|{who}(?:有关|关于)(?!主管|部门)[^{_STOP}的照据]{{1,48}}等(?:有关)?[^{_STOP}、的]{{0,10}}?(?:规定|标准)"
        ),
        plain_rule=re.compile(
            f"(?:{who})(?:的)?(?![^{_STOP}、的]{{0,5}}(?:部门|机关|机构|单位))(?:[^{_STOP}、的]{{0,6}}?)(?:规定|决定|命令|要求|政策)"
        ),
        about=re.compile(f"(?:有关|关于)[^{_STOP}、的]{{1,16}}的(?:规定|要求|标准)"),
        # a run with 、 is one source, 和 and 或者 join two
        standard=re.compile(
            f"(?:{who}[^{_STOP}、的规有]{{0,10}}标准(?!化)|(?:国家|有关|相关|相应的?)?(?:{standards}))(?:、(?:{standards})){{0,6}}"
            "(?:的?强制性要求|的?(?:有关|相关)?技术要求|的要求|的规定)?"
        ),
        bare=re.compile("(?:按照|依照|根据|依据|违反|遵照|按|依)(?:规定|要求)(?!范)"),
        duty=re.compile(
            "(?:按照|依照|根据|依据|按|依|在)(?:(?:各自|本部门|本单位|本机构|法定|规定|其|自身|所承担)的?){0,4}"
            "(?:法定|工作|监督管理|管理|监管)?(?:的)?职责(?:和权限|权限|分工|和职责分工|(?:的)?范围(?:以?内)?){0,3}"
            "|(?:按照|依照|根据|依据|按|在)(?:(?:各自|本部门|本单位|其)的?)?(?:(?:干部|人事|干部人事)?管理)?(?:职权|权限)(?:的?范围以?内)?"
        ),
        by_law=re.compile(f"(?:{alternation(words['by_law'])})(?!{alternation(words['not_after_by_law'])})"),
        treaty=re.compile(
            f"(?:中华人民共和国|我国|本国)?(?:{_JOINED})(?:(?:或者|或|和|、|及)(?:{_JOINED})){{0,2}}的(?:有关|相关)?{_TREATY}"
            f"(?:(?:、|和|或者|以及|及|与)(?:有关)?{_TREATY}){{0,4}}(?:的?(?:有关|相关)?规定(?!的))?"
        ),
        custom=re.compile(alternation(words["customs"])),
        left=re.compile(f"(?:(?:{who})|其他|现行|有关|相关|国家有关|相应的?|我国){{1,4}}(?:的)?\\Z"),
    )


_CONJUNCTION = re.compile(r"以及|或者|(?<!国家)(?<!省)和(?!国)|与|及|等(?!级|相关|有关)|其他")
# 遵守|消防、治安等(有关)法律、法规: a list of topics
_LISTED_TOPIC = re.compile(
    r"(?:遵守|执行|违反|符合|按照|依照|根据|依据|以及|》和|》、)(?P<topic>[^，。；：（）《》“”\n的遵执违符按依根]{2,40}等(?:有关|相关)?)\Z"
)
_NOUN_AFTER = re.compile(
    r"的?(?:[，。；：、）]|处罚|处理|执行|办理|承担|追究|给予|予以|应当|不得|可以|进行|实施|取得|设立|履行|从事|或者|和|以及|，|\Z)"
)
# 法律法规和政策的宣传解读: the topic of publicity
_TAUGHT = re.compile(
    r"知识|常识|(?:(?:和|、|及|以及)[^，。；：、]{1,10}?)?的?(?:宣传|普及|解读|宣讲|学习|培训|教育)(?!部门|机构|单位|主管|行政)"
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
    r"(?:按照|依照|根据|依据|违反|遵守|符合)(?=[^，。；：、（）《》“”\n的]{1,24}(?:的有关|有关|的)?规定)(?!规定|有关)"
)
_NOT_MODIFIER_VERB = re.compile(r"应当|不得|可以|以及|按照|依照|根据|作出|前款|本法|本条例|章程|合同|法律|法规|规章|法和")
_AUTHORITY = re.compile(
    r"[^，。；：、（）《》“”\n的]{0,24}?(?:部门|机关|机构|人民政府|国务院|委员会|人民法院|人民检察院|银行|海关|总局)(?:的?有关|的)?规定(?!的)"
)
# 依照数罪并罚的规定, 违反安全管理规定: rules named by their topic
_TOPICAL = re.compile(
    r"(?:按照|依照|根据|依据|违反|遵守|符合|适用)(?P<source>[^，。；：、（）《》“”\n的]{2,24}的(?:有关|相关)?规定)(?!的|[^，。；]{0,4}的)"
)
# 按照国务院某部门会同有关部门制定的办法: the rules an authority makes
_MADE = re.compile(
    "(?:按照|依照|根据|依据|违反|遵守|符合|执行)(?P<source>(?P<who>[^，。；：、（）《》“”\n的]{2,36}?)(?:制定|公布|发布|颁布|印发)的"
    "(?:办法|规定|规则|规范|标准|准则|细则|实施细则|实施办法|管理办法|管理规定|技术规范|技术标准))(?![制化体的合])"
)
_BROKEN = re.compile(
    r"(?:违反(?P<source>[^，。；：（）《》“”\n]{2,30}?规定)(?=[，。；\n]|的(?:[，。；]|行为|情形)|或者|而)"
    r"|符合(?P<met>[^，。；：（）《》“”\n]{2,20}?规定)(?=[，。；\n]|的(?!条件|要求|标准|程序|情形|期限|数额|范围)))"
)
_NO_TOPIC = re.compile(
    r"本[法条办规细章节决解编]|前[^，]{0,2}[款条述项]|第[^，]{1,6}[条款项章节编]|该[条款项法]|[法例则](?:的|关于|有关|规定|和|或|、|及|以及)|按照|依照|适用|参照|根据|符合|其性质|单的|文件|证书|许可证|办法|章程|合同|协议|约定|法律|法规|规章|规划|计划|目录|预案|规则|制度|标准|上述|下列|应当|不得|可以|其规定|各项"
)
_NOT_BROKEN = re.compile("国家(?!秘密)|国务院|有关|相关|规定|职责|其他|任何")
_NOT_MET = re.compile("(?:部门|机关|机构|政府|单位|公司|国务院|委员会|法院|检察院|前|后|下)规定|的|依法|应当|没有")
# 依照|本法…的规定, 依照|第X条的规定: a provision, not an authority
_CITED = frozenset("前第《该")
# 按照合同约定和|国家规定
_SECOND = re.compile("(?:约定|合同|协议|本法|条例|办法|规定)(?:和|或者|以及|及|与|、)\\Z")
# 按照规定的|时间: the noun is what counts
_ATTRIBUTIVE = re.compile(
    "的(?![，。；：\n])|期限|时限|时间|日期|车型|路线|线路|地点|场所|区域|用途|标准|条件|程序|权限|范围|方式|方法|比例|限额|限值|格式|手续|品种|幅度|数量"
)
_NOT_MODIFIER = re.compile(r"部门|机关|机构|单位|人员|依照|按照|根据|依据|遵守|违反|规定|应当|不得|可以|以及|授权|由|将|被")
_OF = re.compile(r"有关[^，。；：、（）\n]{1,16}的\Z")


def _leftward(text: str, start: int, patterns: _Patterns) -> int:
    """Where a source with its modifiers begins: 有关数据安全的|法律, 环境保护|法律法规 after a verb of compliance."""
    floor = max(0, start - 50)
    before = text[floor:start]
    listed = _LISTED_TOPIC.search(before)
    if listed and not _VERBAL.search(listed["topic"]):
        return floor + listed.start("topic")
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
    if match["noun"]:
        governed = patterns.near.search(text, max(0, at - 28), at)
        if not (governed and (_NOUN_AFTER.match(text, end) or text[end : end + 2] in VERBS)):
            end = match.start("noun")
    single = "、" not in match[0]
    if not match["post"] and single and patterns.not_after.match(text, end):
        return None
    if patterns.not_before.search(text, max(0, at - 12), at) or (not match["post"] and _TAUGHT.match(text, end)):
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
    technical = issued(text, at)
    if technical:
        return technical
    standard = patterns.standard.match(text, at)
    if standard and patterns.governed.search(text, max(0, at - 44), at):
        return Found(at, standard.end(), "generic_rule", "standard")
    plain = patterns.plain_rule.match(text, at)
    if plain and plain[0].endswith("规定") and text.startswith("的", plain.end()):
        whole = provided(text, plain.end() - 2)
        if whole and whole.start <= at:
            return whole
    if plain:
        near = patterns.direct.search(text, max(0, at - 6), at) or (
            _SECOND.search(text, max(0, at - 6), at) and patterns.near.search(text, max(0, at - 32), at)
        )
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
    if bare and not text.startswith(("职责", "的职责"), bare.end()):
        attributive = bare[0].endswith("规定") and _ATTRIBUTIVE.match(text, bare.end())
        if attributive:
            return provided(text, bare.end() - 2)
        return Found(at, bare.end(), "generic_rule", "bare_rule")
    made = None if bare else _MADE.match(text, at)
    if made and _AUTHORITY.match(made["who"] + "规定"):
        return Found(made.start("source"), made.end(), "generic_rule", "authority")
    authority = None if bare or text[at + 2 : at + 3] in _CITED else _GOVERNS.match(text, at)
    if authority:
        found = _AUTHORITY.match(text, authority.end())
        if found and not _NOT_MODIFIER_VERB.search(found[0]):
            return Found(authority.end(), found.end(), "generic_rule", "authority")
        topical = _TOPICAL.match(text, at)
        if topical and not _NO_TOPIC.search(topical["source"]):
            return Found(topical.start("source"), topical.end(), "generic_rule", "topical_rule")
        return None
    duty = patterns.duty.match(text, at)
    if duty and (not duty[0].startswith("在") or duty[0].endswith(("范围", "范围内"))):
        return Found(at, duty.end(), "by_duty", "duty")
    return None


def broken_rule(text: str, at: int) -> Found | None:
    """违反安全管理规定, 符合医疗保险规定 at ``at``: rules named by their topic."""
    match = _BROKEN.match(text, at)
    if not match:
        return None
    group = "source" if match["source"] else "met"
    if _NO_TOPIC.search(match[group]) or _NOT_BROKEN.match(match[group]) or (group == "met" and _NOT_MET.search(match[group])):
        return None
    return Found(match.start(group), match.end(), "generic_rule", "topical_rule")


def charter(text: str, at: int) -> Found | None:
    """法律、法规和|章程的规定 at ``at``: the charter beside the laws."""
    match = _CHARTER.match(text, at)
    if not match or not _BESIDE_LAWS.search(text, max(0, at - 6), at):
        return None
    return Found(at, match.end(), "generic_rule", "charter")


_CHARTER = re.compile("(?:其|本单位|本组织)?章程(?:的规定)")
_BESIDE_LAWS = re.compile(r"(?:法律|法规|规章)(?:和|以及|及|、|或者)\Z")


def treaty(text: str, at: int) -> Found | None:
    """中华人民共和国缔结或者参加的国际条约、协定 at ``at``."""
    match = _patterns().treaty.match(text, at)
    return Found(at, match.end(), "generic_law", "treaty") if match else None


def custom(text: str, at: int) -> Found | None:
    """村规民约 at ``at``, when it is to be followed."""
    patterns = _patterns()
    match = patterns.custom.match(text, at)
    if not match or text.startswith("执行情况", match.end()) or not patterns.governed.search(text, max(0, at - 44), at):
        return None
    return Found(at, match.end(), "generic_rule", "custom")


def by_law(text: str, at: int) -> Found | None:
    """依法, 依法依规, 依纪依法 at ``at``; not 依法治国."""
    match = _patterns().by_law.match(text, at)
    listed = text[max(0, at - 1) : at] == "、" or "、" in text[at : at + 8]
    if match and listed and (_PRINCIPLE.match(text, at) or _UPHELD.search(text, max(0, at - 40), at)):
        return None
    opens = text[max(0, at - 1) : at] in ("", "，", "。", "；", "\n", "但") or text[max(0, at - 2) : at] == "但是"
    if match and opens and (excepted := _EXCEPTED.match(text, at)):
        return Found(at, excepted.end(), "saving_clause", "saving_clause", effect="except")
    return Found(at, match.end(), "yifa", "by_law") if match else None
