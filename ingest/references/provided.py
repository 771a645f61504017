"""规定的 X: what someone has laid down, named by its head noun (国家规定的标准, 省人民政府规定的权限, 规定的程序).

规定 is the verb there and the source is the whole noun phrase. A law or a provision before it (法律规定的条件) is the source itself.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ..facts import ReferenceKind
from ..lexicon import alternation, lexicon
from ..phrases import VERBS
from .found import Found

_CHAR = "[^，。；：、（）《》“”\\n的不应]"
_ISSUING = "(?:颁布|颁发|发布|公布|确定|批准|制定)"
_TECHNICAL = ("标准", "规范", "限值", "指标", "要求", "规程")
_TIMES = "期限|时限|时间|日期"
_LAST = re.compile("以及|或者|[和与及](?=[^和与及]*\\Z)|、(?=[^、]*\\Z)")
# a source that stands before the conjunction on its own: 本条例和|县人民政府规定的职责, but not 住房和城乡建设部门
_WHOLE = re.compile("(?:本法|法律|法规|规章|条例|办法|规定|标准|》|[条款项]|合同|约定|章程)\\Z")
_AUTHORITY = re.compile(
    "(?:部门|机关|机构|人民政府|政府|国务院|委员会|人民法院|人民检察院|银行|海关|总局|交易所)(?:（[^（）]{1,10}）)?\\Z"
)
_NO_AUTHORITY = re.compile("条约|公约|协定|惯例|应当|不得|可以|本法|本条例|[第前本][^，]{0,3}[条款项]|申请|提交|提供|办理")


# 前款|规定的, 法律|规定的: a provision or a law is the source itself
_PROVISION = frozenset("款条项目法规律章例则节编》定")


class _Patterns(NamedTuple):
    noun: re.Pattern[str]
    short: re.Pattern[str]
    listed: re.Pattern[str]
    governor: re.Pattern[str]
    issuer: re.Pattern[str]
    issuing: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = lexicon("references")
    # 程序|要求…: 要求 is the verb there
    heads = f"(?:{alternation(words['provided_heads'])}|要求(?=[，。；、的和或]|\\Z))"
    issuer = f"(?:{alternation(words['issuers'])})"
    return _Patterns(
        noun=re.compile(
            # 规定的抽样测算的方法, 规定的质量标准和技术规范
            f"(?:规定的?|{_ISSUING}的)(?P<noun>(?:{_CHAR}{{0,10}}的)?(?:{_CHAR}(?<![和与及])){{0,10}}?{heads}{{1,3}}(?!化|性|体系|制度|合同)"
            f"(?:(?:、|和|或者|以及|与)(?!国){_CHAR}{{0,6}}?(?:{heads}{{1,3}}|要求)(?!化|性|体系|制度|合同)){{0,3}})"
        ),
        short=re.compile(f"规定的?(?P<noun>{_CHAR}{{0,6}}?{heads})(?!合同)"),
        # 规定的药品、耗材和服务项目目录: one head for a list
        listed=re.compile(
            f"规定的(?P<noun>(?:{_CHAR}{{1,8}}、){{1,4}}{_CHAR}{{1,8}}?(?:和|或者|以及){_CHAR}{{0,10}}?{heads}(?!化|性|体系|制度|合同))"
        ),
        governor=re.compile(
            "按照|依照|依据|根据|遵守|遵照|遵循|符合|执行(?!机)|违反|参照|适用|达到|超过|超出|低于|高于|具备|不足|按(?![照期时月年日])|依(?![法照据])"
        ),
        issuer=re.compile(f"{issuer}(?:(?:和|、|以及|或者|及){issuer}){{0,4}}{_CHAR}{{0,12}}"),
        issuing=re.compile(
            f"{issuer}(?:(?:和|、|以及|或者|及){issuer}){{0,4}}(?:{_CHAR}{{0,16}}(?:部门|机关|机构|政府|委员会))?(?={_ISSUING}的)"
        ),
    )


def provided(text: str, at: int) -> Found | None:
    """The noun phrase whose 规定的 (国家规定标准: 规定) stands at ``at``, when a verb of compliance governs it.

    None for a bare 规定的时间, which is a value.
    """
    if text[at - 1 : at] in _PROVISION:
        return None
    patterns = _patterns()
    match = patterns.noun.match(text, at)
    # 规定的程序|确定…标准: a verb behind the first head ends the phrase
    short = patterns.short.match(text, at) if match else None
    if match and short and short.end() < match.end() and text[short.end() : short.end() + 2] in VERBS:
        match = short
    match = match or patterns.listed.match(text, at)
    if not match:
        return None
    floor = max(0, at - 44)
    start = None
    for governor in patterns.governor.finditer(text, floor, at):
        start = governor.end()
    if start is None:
        return None
    who = _issuer(text[start:at], patterns)
    if who is None or (not who and (not text.startswith("规定的", at) or re.fullmatch(f"{_CHAR}*(?:{_TIMES})", match["noun"]))):
        return None
    noun = match["noun"]
    kind: ReferenceKind = "by_duty" if noun.endswith(("职责", "职权", "职责分工")) else "generic_rule"
    return Found(at - len(who), match.end(), kind, "provided", effect="procedure" if "程序" in noun else "cites")


def _issuer(words: str, patterns: _Patterns) -> str | None:
    """Who laid it down: the authority at the end of ``words``; "" when nobody is named, None when it is none."""
    if not words:
        return words
    if patterns.issuer.fullmatch(words):
        return None if _NO_AUTHORITY.search(words) else words
    for cut in reversed(list(_LAST.finditer(words))):
        rest = words[cut.end() :]
        if _WHOLE.search(words, 0, cut.start()) or patterns.issuer.fullmatch(rest):
            words = rest
            break
    if patterns.issuer.fullmatch(words):
        return words
    if any(mark in words for mark in "，。；：\n《》“”") or _NO_AUTHORITY.search(words):
        return None
    return words if _AUTHORITY.search(words) else None


def issued(text: str, at: int) -> Found | None:
    """国家颁布的施工规范 at ``at``: a technical rule by whose issue it is."""
    match = _patterns().issuing.match(text, at)
    found = provided(text, match.end()) if match else None
    return found if found and found.start == at and text.endswith(_TECHNICAL, at, found.end) else None
