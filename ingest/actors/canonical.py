"""Canonical names 规范名称: one name for one actor of a statute, whatever words stand around it.

A level prefix makes another actor (省网信主管部门 ≠ 网信部门), a modifier of kind too (工业企业 ≠ 企业); 任何, 全省, 同级 and modifiers of
circumstance (接到举报的) do not. 有关部门 and its relatives have a contextual referent and are merged for convenience.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..facts import ActorKind, Level
from ..lexicon import alternation, lexicon
from .words import KINDS

_actors = lexicon("actors")
_CONTEXTUAL: dict[str, str] = {name: canonical for canonical, names in _actors["contextual"].items() for name in names}
_DROP = re.compile(
    f"^(?!各族|全国人|全国政协|全国总工会|全国性|各地区|各区|各市|各县|各级|该[国省市县区]|所在地区)(?:{alternation(_actors['modifiers']['drop'].split())})的?(?=[^、和及与或].)"
)
_OWN = re.compile("^其(?!他|它|余|中(?!医))(?:(?:所属|下属|直属)的?)?")
#: 该单位的法定代表人: a possessor that only points back, like 其
_POINTING = re.compile(
    "^该[^，]{1,24}的(?=(?:法定代表人|主要负责人|负责人|工作人员|(?:其他)?直接责任人员?|实际控制人|控股股东|股东|董事|监事|高级管理人员)$)"
)
_SITUATION = re.compile(f"^(?:{alternation(_actors['modifiers']['situational'].split())})[^的]*(?:的[^的]*)*的(?=[^的]{{2,}}$)")
_CONDITION = re.compile("^(?:具备|符合|满足|有)[^，的]{0,14}(?:条件|能力|资质|要求)的")
#: 有|五分之一以上的村民代表
_COUNTED = re.compile("^有(?=[一二三四五六七八九十百0-9]+(?:分之|名|人))")
#: 在…工作中作出突出贡献的单位: whoever is rewarded is no actor of his own
_REWARDED = re.compile("^[^，]*(?:成绩|贡献|成就|业绩)(?:显著|突出|优异|卓著)?的(?=[^的]{2,}$)")
_BARE = frozenset(("部门", "机关", "机构", "人员", "单位", "主体", "组织"))
#: 列入关注名单的|进口商, 有下列情形之一的|企业
_LISTED = re.compile(
    "^(?:[^的，]{0,30}(?:列入|纳入)[^的，]{0,20}(?:名单|清单|名录)|有(?:下列|以下|前款|本条)[^的，]{0,16}(?:情形|行为)(?:之一)?)的(?=[^的]{2,}$)"
)
#: 本法第三条第二款规定的|境外企业
_CITED = re.compile(
    "^(?:本(?:法|条例|办法|规定|规则|细则|章|节|条))?(?:第[一二三四五六七八九十百零〇0-9]+[条款项](?:之[一二三四五六七八九十])?)+规定的(?=.{2})"
)
#: 造成损坏的|单位: what has happened makes no actor, not even of a head without a name
_EVENT = re.compile(
    "^(?:造成|引起|引发|导致|发生|违反|被责令|不履行|未履行|拒不|受到[^的]{0,12}(?:处罚|处分)|不具备|未经|未取得|未按|有[前本][款条]规定)(?:[^的]*的)+(?=(?:单位|组织|个人|人员)$)"
)
_OWNER = re.compile("^.+的(?=(?:本级|同级|上级|上一级|共同的上级)[^的]+$)")
_CLASS_HEAD = re.compile("^.*(?<![高平同对中初优])等(?=[^级候待同于等的][^等]+$)")
_SYMBOLIC = re.compile("^(?:本级|同级|上级|上一级|下级|下一级|共同的上级|所在地)")
#: the second word for a head (屠宰厂（场）)
_ALTERNATE = re.compile("（[^（）]{1,4}）$")
_BRACKET = re.compile("（(?:含|包括|不含|以下|下同)[^（）]*）")


@lru_cache(maxsize=8192)
def canonical(name: str) -> str:
    """The canonical name of one actor phrase (coordination already taken apart)."""
    name = _BRACKET.sub("", name)
    if name.endswith("本人") and len(name) > 3:
        name = name[:-2]
    if name in _CONTEXTUAL:
        return _CONTEXTUAL[name]
    if name.startswith("国家工作"):
        return name
    if not name.startswith("本级人民政府"):
        name = _POINTING.sub("", _REWARDED.sub("", _OWNER.sub("", name)))
        name = _CONDITION.sub("", name) or name
        name = _CITED.sub("", name)
        situation = _LISTED.match(name) or _EVENT.match(name) or _SITUATION.match(name)
        if situation and (situation.re is not _SITUATION or name[situation.end() :] not in _BARE):
            name = name[situation.end() :]
    if name.startswith(("同级人民政府", "同级政府", "同级人民代表", "同级人大")):
        return name
    for _ in range(4):
        if name in _CONTEXTUAL:
            return _CONTEXTUAL[name]
        shorter = _OWN.sub("", _DROP.sub("", name))
        if shorter.startswith("级"):  # 各级人民政府 is itself a name
            shorter = name if not name.startswith("各级政府部门") else "政府部门"
        if (
            shorter.startswith("本级")
            and shorter[2:3] not in "、和或与及"
            and not shorter.startswith(("本级人民政府", "本级政府", "本级人民代表", "本级人大"))
        ):
            shorter = shorter[2:]
        if shorter == name or len(shorter) < 2:
            break
        name = shorter
    if name.startswith("共同的上级"):
        name = name[3:]
    if name.startswith(("其他有关", "其他相关")) and len(name) > 4:
        rest = "其他" + name[4:]
        return _CONTEXTUAL.get(
            rest, f"其他有关{name[4:]}" if name[4:] in ("机关", "机构", "人员", "组织", "企业", "个人") else rest
        )
    return _CONTEXTUAL.get(name, name)


@lru_cache(maxsize=8192)
def kind_of(name: str) -> ActorKind:
    """The kind of the actor by the longest head its name ends with."""
    if name in ("国家", "中华人民共和国"):
        return "state"
    core = _ALTERNATE.sub("", _BRACKET.sub("", name))
    for start in range(max(0, len(core) - 12), len(core)):
        kind = KINDS.get(core[start:])
        if kind is not None:
            return kind  # type: ignore[return-value]
    for tail, kind in _TAILS.items():
        if core.endswith(tail):
            return kind  # type: ignore[return-value]
    return "other"


_TAILS = {
    "部": "department", "委": "department", "局": "department", "厅": "department", "署": "department", "院": "public_institution",
    "所": "public_institution", "站": "public_institution", "馆": "public_institution", "校": "public_institution", "商": "enterprise",
    "厂": "enterprise", "店": "enterprise", "行": "enterprise", "会": "association", "队": "organisation", "方": "organisation",
    "人": "person", "者": "person", "员": "person", "长": "person", "生": "person", "师": "person", "户": "market_entity", "平台": "enterprise",
}  # fmt: skip

_LEVELS: list[tuple[str, Level]] = sorted(
    ((word, level) for level, words in _actors["levels"].items() if level != "symbolic" for word in words.split()),
    key=lambda pair: -len(pair[0]),
)


@lru_cache(maxsize=8192)
def level_of(name: str) -> Level | None:
    """The level the name itself shows (省…, 县级以上…); None where it shows none."""
    if name.startswith("县级以上"):
        return "county+"
    for word, level in _LEVELS:
        if (
            name.startswith(word)
            and (len(word) > 1 or name[1:2] not in "场容政民")
            and not name.startswith(("区域", "区块", "市场", "市政", "村民", "社区服"))
        ):
            return level
    return None


def symbolic(name: str) -> bool:
    """本级, 上级, 同级 …: resolved only relative to somebody else."""
    return _SYMBOLIC.match(name) is not None


def without_level(name: str) -> str | None:
    """The name without its level prefix, when it has one (省网信主管部门 → 网信主管部门)."""
    match = _PREFIX.match(name)
    rest = name[match.end() :] if match else ""
    return rest if len(rest) > 3 else None


_PREFIX = re.compile(
    "^(?:其他|上级|下级|上一级|下一级|国务院|国家|中央|县级以上(?:地方)?(?:各级)?人民政府|设区的市(?:级)?(?:人民政府)?|(?:省|市|县|区|乡镇|镇)级?(?:人民政府)?|自治区(?:人民政府)?)"
)


def class_of(name: str) -> str | None:
    """A、B等C → C; None when the name is no such list."""
    match = _CLASS_HEAD.match(name)
    if match is None:
        return None
    head = name[match.end() :]
    if "的" in head and (kind_of(name[: match.end() - 1]) == "other" or _THINGS.match(head)):
        return None  # 从事民宿、餐饮等经营活动的单位, 货运站等场所的经营人: 等 stands in a modifier
    return head


_THINGS = re.compile(
    "^[^的]{0,4}(?:场所|设施|设备|方面|领域|行业|产品|地区|区域|地点|物品|活动|工作|项目|系统|平台|建筑物|服务)的"
)


def condition_end(text: str) -> int:
    """Length of a leading 具备条件的 / 符合条件的, which is a condition and not part of the name."""
    match = _CONDITION.match(text) or _COUNTED.match(text)
    return match.end() if match and match.end() < len(text) else 0
