"""What conjuncts share 共用成分: whose modifier or head holds for the phrase beside it.

In 房屋的所有人、使用人 the modifier of the first conjunct holds for the second as well; in 公司、股东 nothing is shared. The second conjunct
must be bare: a determiner, a level or a 的 of its own closes the scope of what stands before. Who is somebody in his own right (消费者)
takes no modifier from his neighbour, who is somebody only relative to a thing or body (使用人, 董事) does.
"""

from __future__ import annotations

import re

from ..lexicon import alternation, lexicon
from .canonical import kind_of
from .words import CLASS, KINDS, words

_lists = lexicon("coordination")
_HOLDING = alternation(_lists["holding"].split())
_POSTS = frozenset(_lists["posts"].split())
_KIN = frozenset(_lists["kin"].split())
_IN_HIS_OWN_RIGHT = frozenset(_lists["own"].split())
_BARE = frozenset(_lists["bare"].split())
#: 使用人, 经营者, 销售企业: verb and head, nothing else
_HOLDER = re.compile(f"^(?:{_HOLDING})(?P<head>权?人|者|方|商|企业|单位|户)$")
_HOLDER_END = re.compile(f"(?:{_HOLDING})(?P<head>权?人|者|方|商|企业|单位|户)$")
_HANDLED = re.compile(f"(?:{_HOLDING})+$")
_POST = re.compile(f"(?:{alternation(_lists['posts'].split())})$")
#: what opens a phrase of its own
_OPENS = re.compile(
    "^(?:其(?!他)|该|本(?!科)|有关|相关|各|任何|所有(?!权?[人者])|一切|全体|同级|上级|上一级|下级|下一级|所在|当地|所属|国务院|国家|中央|最高人民|全国|县级|省级|市级|区级|县级以上|各级|由|与|受(?![让托益雇赠遗害])|依法|经(?![营理纪办销])|[一二三四五六七八九十百0-9]+(?:分之|名|个|人))"
)
_LEVEL = re.compile("^(?:[^的]{0,12}人民政府|省|市|县|区|州|乡镇|设区的市)")
_PLACE = re.compile("(?:地|住所|辖区|区域|境|领域|范围|地区)(?:内|上)?的$")
#: 任何国家机关、社会团体: says how many, not who
_QUANTIFIED = re.compile("^(?:任何|所有(?!权)|一切|全体(?!会议)|每个|上述)(?=[^的]{2,}$)")
_DEICTIC = re.compile("^(?:该|此类)(?=[^的]{2,}$)")
#: 我国科研机构、高等学校
_HERE = re.compile("^(?:我国|本[省市县区](?!级))(?=[^的]{2,}$)")
_RELEVANT = re.compile("^(?:有关|相关)(?=[^的]{2,}$)")
_ORIGIN = re.compile(
    f"^(?:[^的]{{0,6}}责任|被[^的、]{{2,4}}|{alternation(_lists['origins'].split())})(?=(?:{alternation(_lists['bare'].split())})$)"
)
_OFFICE = re.compile(
    "^(?P<whose>国务院|[^的]{0,24}人民政府|[省市县]级以上|[省市县区]级|设区的市级?|县（[^（）]{1,6}）|[省州县](?!域)|市(?![场政容域])|区(?![域块]))(?P<what>[^的、]{2,}部门)$"
)
#: whoever plans, builds or supervises works is named without them
_TRADE = re.compile(f"^(?:{alternation(_lists['trades'].split())})(?:人|单位|企业)$")
_FUNCTION = re.compile("(?:行政|监督|管理|主管|监管|执法)*部门$")
_ORGANISATIONS = frozenset(("public_institution", "enterprise", "market_entity", "association", "organisation"))
#: 国内|进口经营者和最终用户
_ABROAD = ("境内", "境外", "国内", "国外")
_OWN_NAME = re.compile("^(?:外国|港澳|我国|中国|[省市县区])")
_PRIVATE = _ORGANISATIONS | {"person"}
#: modifiers of the holder himself, not things he holds
_ADJECTIVES = ("实际", "共同", "主要", "直接", "其他", "原", "新", "合法", "依法", "安全", "被", "不", "一方", "双方", "共有")


def shared(first: str, second: str, listed: bool = False) -> str | None:
    """The words of ``first`` that hold for ``second`` too, to be put before it in its name; None when the two share nothing.

    An empty string: they share words that are no part of a name (任何, 其). ``first`` is the head of the list, not its last member;
    ``listed``: another conjunct stands before it, so that the list may be one of complete names.
    """
    first, second = first.replace(_DIRECTLY, _DIRECTLY[:-1]), second.replace(_DIRECTLY, _DIRECTLY[:-1])
    if "的" in second or len(second) < 2 or _OPENS.match(second):
        return None
    place = first.rfind("的") + 1
    if place:
        return first[:place] if _under_de(first[:place], first[place:], second, listed) else None
    if first.startswith("其") and not first.startswith(("其他", "其余", "其中")):
        answerable = _RESPONSIBLE.search(first) and second.startswith("其他")  # 其直接负责的主管人员和|其他直接责任人员
        return "" if _alike(first[1:], second.removeprefix("其他")) and not answerable else None
    if second.startswith("其他"):
        return None
    return _without_de(first, second)


def _under_de(modifier: str, one: str, other: str, listed: bool) -> bool:
    """X的A、B: does X的 hold for B?"""
    if not one or (modifier.endswith(("有关的", "相关的", "其他的")) and "与" not in modifier):
        return False
    if _RESPONSIBLE.search(other) and _RESPONSIBLE.search(modifier):
        return False  # 负有责任的领导人员和|直接责任人员
    if other.startswith("其他"):
        other = other[2:]
        if other.endswith(("部门", "机关")) or _LEVEL.match(other):
            return False
    if one in _BARE and other in _BARE:
        return not (one.endswith("部门") and kind_of(other) in ("person", "other"))
    if other in _IN_HIS_OWN_RIGHT or one in _BODIES or _LEVEL.match(other) or kind_of(other) in ("other", "state"):
        return False
    if any(modifier.endswith(f"{name}的") for name in (other, one)):
        return False
    kinds = kind_of(one), kind_of(other)
    organised = kinds[0] in _ORGANISATIONS and kinds[1] in _ORGANISATIONS
    clause = _acts(modifier)
    private = all(kind in _PRIVATE for kind in kinds)
    if not (kinds[0] == kinds[1] or organised or (private and clause and not listed)):
        return bool(_PLACE.search(modifier)) and "person" not in kinds
    if listed and organised and clause:
        return False
    if "person" in kinds and clause:
        return True
    holder = _HOLDER_END.search(other) if _HOLDER.match(one) else None
    if holder is not None and holder.start() > 0 and not _relational(other):
        return False  # 网络的所有者和|网络服务提供者
    return kind_of(modifier[:-1]) in ("other", "state") or _relational(other)


#: the 的 of this formula is inside the name of a post
_DIRECTLY = "直接负责的"
_RESPONSIBLE = re.compile("负责|负有|责任|主管")
_BODIES = frozenset(("部门", "机关", "机构", "单位", "组织", "人员"))


def _alike(one: str, other: str) -> bool:
    """其法定代表人、主要负责人; 其父母、配偶; 其所有人、使用人: are both of one sort?"""
    return any((test(one) and test(other)) for test in (_KIN.__contains__, _a_post, _HOLDER.match))


def _acts(modifier: str) -> bool:
    """负有责任的, 在境内没有住所的: does a verb stand in the modifier, so that it is a clause and nobody's name?"""
    return modifier.endswith("规定的") or any(kind in "VMP" for kind, _, _ in words(modifier, 0, len(modifier)))


def _relational(name: str) -> bool:
    """Is he somebody only relative to somebody or something else?"""
    return name in _KIN or _HOLDER.match(name) is not None or _a_post(name)


def _a_post(name: str) -> bool:
    post = _POST.search(name)
    return post is not None and post.start() <= 6 and kind_of(name[: post.start()] or "无") == "other"


def _without_de(first: str, second: str) -> str | None:
    """任何A、B; 境外A、B; 建筑所有权人、使用权人; 公司董事、监事; 国务院财政部门、卫生部门."""
    if _QUANTIFIED.match(first):
        return "" if kind_of(second) not in ("other", "state") or second in _BARE else None
    if _DEICTIC.match(first) or _HERE.match(first):
        alike = {kind_of(first), kind_of(second)} <= _PRIVATE and second not in _IN_HIS_OWN_RIGHT
        return "" if second in _BARE or alike else None
    if _RELEVANT.match(first) and first[2:] in _BARE:
        return "有关" if second in _BARE and second != "部门" else None
    origin = _ORIGIN.match(first)
    if origin is None and first.startswith(_ABROAD) and not second.startswith(_ABROAD) and len(second) <= 4:
        alike = kind_of(first) == kind_of(second) in _PRIVATE and second not in _IN_HIS_OWN_RIGHT
        return first[:2] if alike and _OWN_NAME.match(second) is None else None
    if origin and second in _BARE:
        owned = "国有" in origin.group() and second not in ("公司", "企业", "事业单位", "单位")
        return "" if owned or origin.group() in ("中华人民共和国", "中国", "我国") else origin.group()
    holder, other = _HOLDER_END.search(first), _HOLDER.match(second)
    if holder and other:
        thing = _HANDLED.sub("", first[: holder.start()])  # 食品|生产|经营者
        if not _a_thing(thing) or second in _IN_HIS_OWN_RIGHT:
            return None
        return "" if _TRADE.match(second) else thing.removesuffix("原")
    post = _POST.search(first)
    if post and _a_post(second):
        body = first[: _post_start(first)]
        return body if len(body) > 1 and kind_of(body) in (*_ORGANISATIONS, "department", "government") else None
    if _RELEVANT.match(first) and first[2:] not in _BARE and len(second) <= 4:
        alike = {kind_of(first), kind_of(second)} <= _PRIVATE and second not in (*_BARE, *_IN_HIS_OWN_RIGHT, "社会组织")
        return "" if alike else None
    office = _OFFICE.match(first)
    if office and second.endswith("部门") and kind_of(second) == "department" and not _LEVEL.match(second):
        own = _tails(_FUNCTION.sub("", second))  # 建设单位|主管部门: whose it is stands in its name
        return (
            office["whose"] if len(second) > 2 and "、" not in second and not own and not second.endswith("工作部门") else None
        )
    return None


def _post_start(name: str) -> int:
    """Where the post begins behind its organisation (企业|安全管理人员)."""
    for start in range(2, len(name) - 1):
        if any(name[:start].endswith(tail) for tail in _tails(name[:start])) and _a_post(name[start:]):
            return start
    return 0


def _tails(name: str) -> list[str]:
    return [name[at:] for at in range(max(0, len(name) - 8), len(name) - 1) if name[at:] in KINDS]


def _a_thing(name: str) -> bool:
    """Is what stands before the holder a thing he may hold?"""
    if len(name) < 2 or name.startswith(_ADJECTIVES) or name.endswith(("被", "不", "许可", "证", "执照", "资格", "权")):
        return False
    return CLASS.get(name) not in ("V", "A", "P", "M", "Q") and not re.search("[、和与及或]", name)


#: A、B或者C|的|工作人员
_STAFF = re.compile(f"(?P<of>的?)(?P<staff>(?:其他)?(?:{alternation(_lists['staff'].split())}))$")


def staff_of(name: str) -> tuple[str, str] | None:
    """水务部门的工作人员 → (水务部门, 的工作人员): an organisation and its people; None for anything else."""
    match = _STAFF.search(name)
    if match is None or (not match["of"] and match["staff"] != "工作人员"):
        return None
    whose = name[: match.start()]
    return (whose, match.group()) if len(whose) > 1 and an_organisation(whose) else None


def staffed_alike(name: str, other: str, staff: str) -> bool:
    """Any bodies have staff; heads of bodies are shared by bodies of one sort only (学校、幼儿园的负责人)."""
    if not an_organisation(name):
        return False
    if not staff.endswith(("负责人", "代表人", "责任人员", "主管人员", "领导人员")):
        return True
    kinds = kind_of(name), kind_of(other)
    return kinds[0] == kinds[1] or all(kind in _ORGANISATIONS for kind in kinds)


def an_organisation(name: str) -> bool:
    """Is it a body that acts through people?"""
    return kind_of(name) in (*_ORGANISATIONS, "department", "government") and not name.endswith("方")
