"""The names in the words of one mention: what its conjuncts share is given to each.

省、市、县人民政府 shares a head, 本级或者上一级人民政府 too; 公安、网信等部门 completes names, A、B等C names the class C; 政府举办的医院、学校 shares a
modifier. A list of levels within one tier of government (省、自治区、直辖市) is one formula and one actor.
"""

from __future__ import annotations

import re

from ..lexicon import alternation, lexicon
from .canonical import class_of, kind_of
from .words import CLASS

_LEVEL = "(?:城市|国家|省级|省|自治区|直辖市|地级以上市|地级市|设区的市级?|设区市|不设区的市|市辖区|市级|市|自治州|州|县级市|县级|县区|区县|县|自治县|旗|区|乡镇|乡|民族乡|镇|街道|村|社区|盟|地区|兵团)"
_NOTE = "(?:（[^（）]*）)?"
JOINT = "(?:、|和|及|以及|与|或者|或)"
LEVELS_ONLY = re.compile(f"^{_LEVEL}{_NOTE}$")
_LEVEL_LIST = re.compile(f"^((?:{_LEVEL}{_NOTE}{JOINT})+{_LEVEL}{_NOTE})(?:两级|三级|各级)?(?=.{{2}})")
#: levels of one tier of government: a list within a tier is one formula
_TIER = {name: tier for tier, names in enumerate(lexicon("coordination")["tiers"]) for name in names.split()}
_SPLIT = re.compile(JOINT)
_FIELDS = {name: name.replace("和", "\u0001") for name in lexicon("actors")["fields"]["joined"].split()}
_FIELD = re.compile(alternation(list(_FIELDS)))
_EXAMPLES = re.compile("(?:馆|园|店|站|工商联|企业|公司|学校|医院|协会|商会|团体|学会|高校|院所|个人|人员|者)(?:、|和|及|与|$)")
_GENERICS = re.compile(
    "^(?:单位|个人|组织|机构|团体|人员|部门)(?:(?:、|和|及|以及|或者)(?:单位|个人|组织|机构|团体|人员|部门))+$"
)
COMPLETING = re.compile(
    "^(?:有关|相关|各|行政|职能|监管|管理|主管|监督管理|行政主管|执法|工作)*(?:部门|机关|机构|单位|组织|团体|委员会|管委会|管理委员会|街道办事处|局)(?:(?:和|、|及|以及)(?:单位|机构|组织|部门))?$"
)
#: 消费者和经营者等|各方主体
_PARTIES = re.compile("^(?:有关|相关)?各(?:方|类)?(?:主体|当事人|单位)$|^各方$")
_DETERMINED = re.compile("^(?:有关|相关|其他|各类|各)")
GENERIC = re.compile("^(?:其他)?(?:单位|个人|组织|人员|部门|机构|企业|机关|公民|学校)$")
#: 政府举办的|综合医院、妇幼保健机构: whose they are holds for the whole list
OWNED = re.compile("^[^的]{0,20}(?:举办|开办|兴办|设立|所属|投资|控股)的(?=[^的]+$)")
#: 从事…活动的|单位: a clause with 的 before a head without a name of its own holds for the heads coordinated with it too
HEADS = "(?:单位|个人|组织|机构|团体|部门|企业|公民|法人|人员)"
_QUALIFIED_LIST = re.compile(f"^(.*[^的]的)({HEADS}(?:{JOINT}{HEADS})+)$")
SHARED = re.compile(
    "^(?:其他有关|其他相关|各有关|各相关|有关|相关|任何|其他|各|所有|全体|政府有关|政府相关|国务院有关|上述|一切)"
)
#: 外国司法或者执法机构; 投诉、举报人
_FOREIGN = re.compile(
    f"^(?P<whose>外国|境外|国外|国际)(?P<one>[^的、和及与或]{{2,6}}){JOINT}(?P<other>[^的、和及与或]{{2,6}})(?P<head>机构|组织)$"
)
_ACTORS = re.compile("^(?P<one>[^的、和及与或]{2})、(?P<other>[^的、和及与或]{2})(?P<head>[人者方])$")
#: 国务院和省、自治区、直辖市人民政府水行政主管部门: both governments have the department
CENTRAL = re.compile("^国务院(?:、|和|及|以及|或者|与)(?P<local>[^的]{1,30}?人民政府)(?P<tail>[^、和及与或的]*)$")
OWN_MODIFIER = re.compile("^(?:同级|上级|本级|下级|其|有关|相关|各|任何)")
SYMBOL = re.compile("^(?:同级|上级|本级|下级)")


def names_in(surface: str) -> list[str]:
    """The names (not yet canonical) of one mention's words."""
    if len(surface) > 160:
        return [surface]
    head = None if IN_FIELDS.search(surface) else class_of(surface)
    if head is not None:
        body = surface[: len(surface) - len(head) - 1]
        if _PARTIES.match(head):
            return conjuncts(body)
        if COMPLETING.match(head) and "的" not in body and not _EXAMPLES.search(body):
            return _completed(body, head)
        return names_in(head) if _SPLIT.search(head) and _GENERICS.match(_DETERMINED.sub("", head)) else [head]
    if not _SPLIT.search(surface):
        return [surface]
    if _GENERICS.match(surface):
        return list(conjuncts(surface))
    if IN_FIELDS.search(surface):
        return [surface]
    qualified = _QUALIFIED_LIST.match(surface)
    if qualified:
        return [qualified[1] + head for head in conjuncts(qualified[2])]
    owned = OWNED.match(surface)
    if owned:
        parts = conjuncts(surface[owned.end() :])
        if all(kind_of(part) == kind_of(parts[-1]) != "department" for part in parts):
            return [owned.group() + part for part in parts]
    foreign = _FOREIGN.match(surface)
    if foreign:
        return [foreign["whose"] + foreign[part] + foreign["head"] for part in ("one", "other")]
    acts = _ACTORS.match(surface)
    if acts and CLASS.get(acts["one"]) in ("V", "v") and CLASS.get(acts["other"]) in ("V", "v"):
        return [acts["one"] + acts["head"], acts["other"] + acts["head"]]
    central = CENTRAL.match(surface)
    if central:
        tail = central["tail"]
        return ["国务院" + tail] + ([central["local"]] if not tail else names_in(central["local"] + tail))
    if surface.startswith(("各", "本级")) and _LEVEL_LIST.match(surface.removeprefix("本级").removeprefix("各")):
        return names_in(surface.removeprefix("本级").removeprefix("各"))
    ranks = _RANKS.match(surface)
    if ranks:
        return [rank + surface[ranks.end() :] for rank in (ranks["one"], ranks["other"])]
    levels = _LEVEL_LIST.match(surface)
    if levels:
        rest = surface[levels.end() :]
        return [part + tail for tail in names_in(rest) for part in _tiers(levels.group(1))] if rest[0] != "（" else [surface]
    parts = conjuncts(surface)
    determined = SHARED.match(parts[0])
    if len(parts) > 1 and determined and all(GENERIC.match(part) for part in parts[1:]):
        prefix = determined.group()
        rest = "有关" if "关" in prefix else ""
        return [f"有关{parts[0][2:]}" if prefix == "相关" else parts[0], *(rest + part for part in parts[1:])]
    symbol = SYMBOL.match(parts[0])
    if len(parts) > 1 and symbol and not any(OWN_MODIFIER.match(part) for part in parts[1:]):
        return [parts[0]] + [symbol.group() + part for part in parts[1:]]
    fields = _PARALLEL.match(surface)
    if fields and _parallel(parts, fields["head"]):
        trade = fields["trade"] or ""
        return [part.removeprefix(trade) + fields["head"] for part in (*parts[:-1], parts[-1].removesuffix(fields["head"]))]
    if len(parts) > 1 and all(_EVERY.match(part) for part in parts[1:]):
        return parts  # 各族人民、一切国家机关
    fields = _FIELDED.match(surface)
    if fields and len(parts) > 1 and all(len(part) < 14 and (part is parts[0] or "政府" not in part) for part in parts):
        return _completed(surface, fields.group(1), fields=True)
    return [surface]


_EVERY = re.compile("(?:一切|任何|所有(?!权)|各(?!级))[^、]{2}")
#: 院校、科研机构等|方面的专家, A、B以外的|机关: what somebody is concerned with or other than, not who is meant
IN_FIELDS = re.compile("(?:等(?:方面|领域|行业)|[^等](?:以外|之外))的[^的、]{2,}$")
#: 本级或者上一级人民政府
_RANKS = re.compile(
    f"^(?P<one>本级|同级|上级|上一级|下级|下一级){JOINT}(?P<other>本级|同级|上级|上一级|下级|下一级)(?=[^、和及与或的]{{2,}}$)"
)


#: 燃气、电力和供热企业; 教育、科研机构; 建设工程|设计、施工、监理单位
_PARALLEL = re.compile(
    "^(?P<trade>[^的、和及与或]{0,10}(?:工程|项目))?[^的等]{2,4}(?:、|和|及|以及|或者|或)[^的等]*?(?P<head>企业|机构|单位|人员|院校|组织|团体)$"
)


def _parallel(parts: list[str], head: str) -> bool:
    """Is every conjunct before the shared head a field of its own? Verbs joined by 和 alone are one activity (运行和维护单位)."""
    fields = [*parts[:-1], parts[-1].removesuffix(head)]
    trade = re.match("^.*(?:工程|项目)(?=.{2}$)", fields[0])
    if trade:
        fields[0] = fields[0][trade.end() :]
    if not all(len(field) == 2 for field in fields):
        return False
    verbs = [CLASS.get(field) in ("V", "v") for field in fields]
    return len(fields) > 2 or not all(verbs) or bool(trade)


def _tiers(levels: str) -> list[str]:
    """省、自治区、直辖市 → one formula; 省、市、县 → three levels; 省、自治区和设区的市、自治州 → two formulas."""
    found: list[str] = []
    before: int | None = None
    for level in conjuncts(levels):
        tier = _TIER.get(level)
        if found and tier is not None and tier == before:
            found[-1] += f"、{level}"
        else:
            found.append(level)
        before = tier
    return found


#: 财政、公安部门; 发展改革、城乡建设主管部门: fields that share the head of the last
_FIELDED = re.compile("^[^的等]*(?:、|和|及|以及|或者)[^的等、]+?((?:行政)?主管部门|行政部门|部门|机关)$")


def conjuncts(text: str) -> list[str]:
    """Split at conjunctions outside brackets; fields that hold 和 (发展和改革) stay whole."""
    text = _FIELD.sub(lambda m: _FIELDS[m.group()], text)
    notes: list[str] = []

    def keep(match: re.Match[str]) -> str:
        notes.append(match.group())
        return chr(0xE000 + len(notes) - 1)

    text = _NOTES.sub(keep, text)
    parts = _SPLIT.split(text)
    return [
        re.sub("[\ue000-\uf8ff]", lambda m: notes[ord(m.group()) - 0xE000], part).replace("\u0001", "和")
        for part in parts
        if part
    ]


_NOTES = re.compile("（[^（）]*）")


def _completed(body: str, head: str, fields: bool = False) -> list[str]:
    """公安、网信等部门 → 公安部门, 网信部门; a name that is complete already stays; a level or government in front holds for all."""
    head = re.sub("^(?:有关|相关|各)", "", _SPLIT.split(head)[0])
    symbol = re.match("^(?:同级|上级|本级|下级)(?:人民政府)?", body)
    if symbol:
        body = body[symbol.end() :]
    parts: list[str] = []
    levels = ""
    for part in conjuncts(body):
        if LEVELS_ONLY.match(part):
            levels += part + "、"
        else:
            parts.append(levels + part)
            levels = ""
    if levels:
        parts.append(levels[:-1])
    owner = OWNER.match(parts[0]) if parts else None
    prefix = owner.group() if owner and len(parts[0]) > owner.end() else ""
    names: list[str] = []
    for number, part in enumerate(parts):
        full = part if FULL.search(part) else part + head
        own = number == 0 or OWNER.match(part) or (not fields and FULL.search(part))
        names += names_in(full) if "、" in full else [full if own else prefix + full]
    return names


#: a level or a government in front of the first field
OWNER = re.compile(
    f"^(?:(?:{_LEVEL}|县级以上(?:地方)?(?:各级)?|各级)?(?:人民政府)|(?:国务院|省级?|市级?|县级?|区级?)(?![场政容内域块、]))"
)
FULL = re.compile("(?:部门|机关|中心|办公厅|办公室|主体|集团|机构|局|委|办|院|会|署|海关|银行|单位|政府|企业|公司|组织|学校)$")
