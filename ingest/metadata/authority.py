"""Issuer 制定机关, region 地区 and kind 效力类别, read from the words of the title, the note and the signature.

Names of kinds follow 《立法法》 ch. 2–4 and 《行政法规制定程序条例》 art. 5, 《规章制定程序条例》 art. 7 (规章 may not be called 条例).
"""

from __future__ import annotations

import re
from functools import cache

from ..lexicon import lexicon

_WITH_NUMBER = re.compile(r"([一-龥]{2,30}?(?:部|委员会|局|署|银行|人民政府))[一-龥]{1,7}[发字函令]$")
_TERM = re.compile(r"第[〇一二三四五六七八九十百\d]{1,5}届")
_ORG_END = (
    r"(?:人民代表大会常务委员会|人民代表大会|人民政府|国务院|人民法院|人民检察院|监察委员会|中央军事委员会|委员会|办公厅|办公室"
    r"|总局|总署|总会|银行|海关|部|局|署|厅|会|院|行|办)"
)
_ORG = re.compile(rf"^(?:中华人民共和国)?[一-龥（）()]{{0,40}}?{_ORG_END}$")
_LEADING_PLACE = re.compile(
    r"^[一-龥]{2,20}?(?:特别行政区|自治区|自治州|自治县|自治旗|省|市|盟|县|区|旗)(?=人民代表大会|人民政府|第)"
)


def body_name(words: str) -> str | None:
    """The organ named by the words between a date and 通过/公布: 辽宁省第十三届人民代表大会…会议 → 辽宁省人民代表大会….

    None where the words name none for certain.
    """
    words = re.sub(r"[\s（）()]", "", words).strip("，,、；;：:")
    words = re.sub(r"^(?:经|由|已由|业经|已经)", "", words)
    if _TERM.search(words):
        words = _TERM.sub("", words, count=1)
    words = re.split(r"第[〇一二三四五六七八九十百\d]{1,5}次|主席团|审判委员会|检察委员会|会议|常务会|部务|局务|全体会", words)[
        0
    ]
    words = re.split(r"令|公告|第[〇一二三四五六七八九十百\d]{1,6}号|[〔\[]", words)[0]
    if issued := _WITH_NUMBER.match(words):  # 交通部交公路发: the organ and the letters of its document number
        words = issued[1]
    words = re.sub(r"^中华人民共和国(?=国务院|.{2,20}(?:部|委员会|局|署|银行|法院|检察院)$)", "", words)
    if words == "全国人民代表大会" or (_ORG.match(words) and len(words) >= 3):
        return words
    return None


@cache
def _provinces() -> tuple[tuple[str, str], ...]:
    table: dict[str, list[str]] = lexicon("regions")["provinces"]
    names = [(prefix, full) for full, shorts in table.items() for prefix in (full, *shorts)]
    return tuple(sorted(names, key=lambda pair: -len(pair[0])))


_TITLE_ORGANS = re.compile(
    r"((?:最高人民法院|最高人民检察院|全国人民代表大会常务委员会|全国人民代表大会|国务院|中央军事委员会)(?:、[一-龥]{2,20}?(?:院|部|局|署|会|行))*)"
    r"(?=关于|办公厅|印发)"
)


def organs_of_title(title: str) -> str | None:
    """The organs a title begins with (最高人民法院、最高人民检察院关于…); None where it begins with none."""
    match = _TITLE_ORGANS.match(title)
    return match[1] if match else None


def region_of_title(title: str) -> tuple[str, str] | None:
    """(region, the words naming it) where the title begins with a province or a 经济特区; None otherwise."""
    zone = re.match(r"[一-龥]{2,6}经济特区", title)
    if zone:
        return zone[0], zone[0]
    for prefix, full in _provinces():
        if title.startswith(prefix):
            rest = title[len(prefix) :]
            city = re.match(r"[一-龥]{2,10}?(?:自治州|自治县|自治旗|市|盟|县)(?!场|政|容|民|级|长|区)", rest)
            if city and prefix == full:
                return full + city[0], prefix + city[0]
            return full, prefix
    return None


def region_of_body(body: str) -> str | None:
    """The region an organ belongs to: 菏泽市人民代表大会 → 菏泽市; None for national organs."""
    match = _LEADING_PLACE.match(body)
    return match[0] if match and match[0] not in ("中国",) else None


_BY_NUMBER = (
    (re.compile(r"法释[〔\[]|高检(?:发)?释字?[〔\[]"), "司法解释"),
    (re.compile(r"(?:中华人民共和国)?国务院令"), "行政法规"),
    (re.compile(r"国(?:办)?发[〔\[]"), "规范性文件"),
)


def kind_of(title: str, issuer: str | None, number: str | None) -> tuple[str, str] | None:
    """(kind, "title" | "issuer" | "number": what states it); None where neither name nor organ settles it."""
    bare = re.sub(r"[（(][^（）()]{0,30}[）)]$", "", title)
    if bare == "中华人民共和国宪法" or bare.startswith("中华人民共和国宪法修正案") or bare == "中华民国宪法":
        return "宪法", "title"
    for organ, source in ((issuer, "issuer"), (title, "title")):
        kind = _kind_by_organ(organ, bare, number) if organ else None
        if kind:
            return kind, source
    if number and (kind := next((kind for mark, kind in _BY_NUMBER if mark.match(number)), None)):
        return kind, "number"
    if re.match(r"中华人民共和国.{1,40}(?:法|法典)$", bare):
        return "法律", "title"
    if re.match(r"中华人民共和国.{1,40}(?:条例|实施细则)$", bare):
        return "行政法规", "title"
    if bare.endswith("条例") and region_of_title(title):
        return "地方性法规", "title"
    return None


def _kind_by_organ(organ: str, bare: str, number: str | None) -> str | None:
    if organ.startswith(("最高人民法院", "最高人民检察院")):
        return "司法解释"
    if organ.startswith("全国人民代表大会"):
        return "法律"
    if organ.startswith("国家监察委员会"):
        return "监察法规"
    if organ == "国务院" or organ.startswith("国务院关于"):
        if re.search(r"(?:条例|规定|办法|细则|决定)$", bare):
            return "行政法规"
        return "规范性文件" if re.search(r"(?:通知|意见|纲要|规划)$", bare) else None  # a 方案 of old was often a 行政法规
    if "人民代表大会" in organ and region_of_body(organ):
        return "地方性法规"
    ordered = bool(number and "令" in number)
    if organ.endswith("人民政府"):
        return "地方政府规章" if ordered else _if_circular(bare)
    if re.search(r"(?:部|委员会|局|署|银行|会|院|办公室|办公厅|厅)$", organ):
        local = any(organ.startswith(prefix) for prefix, _ in _provinces()) or "市" in organ or "县" in organ
        if ordered and not local:
            return "部门规章"
        return _if_circular(bare)
    return None


def _if_circular(bare: str) -> str | None:
    """规范性文件 by its name; before 立法法 a 办法 with a document number may well be a 规章, so those stay unknown."""
    return "规范性文件" if re.search(r"(?:通知|意见|纲要|规划|方案|指南|指引|导则|函)$", bare) else None
