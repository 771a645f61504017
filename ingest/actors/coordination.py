"""Coordination 并列: one phrase, several actors.

省、市、县人民政府 is one phrase and three actors: its conjuncts share a head. 自然人、法人和非法人组织 are three phrases: each conjunct is
complete. 公安、网信等部门 gives one actor a name (the head completes it); A、B等C with a full C names the class C. 或者 makes alternatives.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from ..lexicon import alternation, lexicon
from .canonical import canonical, class_of, condition_end, kind_of
from .nouns import Noun
from .words import CLASS

_LEVEL = "(?:城市|国家|省级|省|自治区|直辖市|设区的市级?|设区市|市级|市|自治州|州|县级|县区|区县|县|自治县|旗|区|乡镇|乡|民族乡|镇|街道|村|社区|盟|地区|兵团)"
_NOTE = "(?:（[^（）]*）)?"
_JOINT = "(?:、|和|及|以及|与|或者|或)"
_LEVELS_ONLY = re.compile(f"^{_LEVEL}{_NOTE}$")
_LEVEL_LIST = re.compile(f"^((?:{_LEVEL}{_NOTE}{_JOINT})+{_LEVEL}{_NOTE})(?:两级|三级|各级)?(?=.{{2}})")
_SAME_LEVEL = re.compile(
    "^省、自治区、直辖市|^自治州、设区的市|^乡、民族乡、镇|^县、自治县|^设区的市、自治州|^县、不设区的市、市辖区|^乡、镇"
)
_SPLIT = re.compile(_JOINT)
_FIELDS = {name: name.replace("和", "\u0001") for name in lexicon("actors")["fields"]["joined"].split()}
_FIELD = re.compile(alternation(list(_FIELDS)))
_EXAMPLES = re.compile("(?:企业|公司|学校|医院|协会|商会|团体|学会|高校|院所|个人|人员|者)(?:、|和|及|与|$)")
_GENERICS = re.compile(
    "^(?:单位|个人|组织|机构|团体|人员|部门)(?:(?:、|和|及|以及|或者)(?:单位|个人|组织|机构|团体|人员|部门))+$"
)
_COMPLETING = re.compile(
    "^(?:有关|相关|各|行政|职能|监管|管理|主管|监督管理|行政主管|执法|工作)*(?:部门|机关|机构|单位|组织|团体|委员会|管委会|管理委员会|街道办事处|局)(?:(?:和|、|及|以及)(?:单位|机构|组织|部门))?$"
)
_CLOSED_OFF = re.compile("及其|以及")
_GENERIC = re.compile("^(?:其他)?(?:单位|个人|组织|人员|部门|机构|企业|机关|公民|学校)$")
#: 政府举办的|综合医院、妇幼保健机构: whose they are holds for the whole list
_OWNED = re.compile("^[^的]{0,20}(?:举办|开办|兴办|设立|所属|投资|控股)的(?=[^的]+$)")
#: 从事…活动的|单位: a clause with 的 before a head without a name of its own holds for the heads coordinated with it too
_HEADS = "(?:单位|个人|组织|机构|团体|部门|企业|公民|法人|人员)"
_PERSONS = frozenset(("个人", "公民", "法人"))
_BARE_HEADS = re.compile(f"^{_HEADS}$")
#: what somebody is to a thing: 房屋的|所有权人、使用权人 are both of the house
_RELATED = f"(?:{alternation(lexicon('actors')['heads']['relational'].split())})"
_RELATIONAL = re.compile(f"{_RELATED}$")
_RELATED_LIST = re.compile(f"^(?P<whose>.{{1,60}}?)(?P<heads>{_RELATED}(?:{_JOINT}{_RELATED})+)$")
_CONTEXT = re.compile("^(?:该|其|本)")
_QUALIFIED = re.compile(f"的{_HEADS}(?:{_JOINT}{_HEADS})*$")
_QUALIFIED_LIST = re.compile(f"^(.*[^的]的)({_HEADS}(?:{_JOINT}{_HEADS})+)$")
_SHARED = re.compile(
    "^(?:其他有关|其他相关|各有关|各相关|有关|相关|任何|其他|各|所有|全体|政府有关|政府相关|国务院有关|上述|一切)"
)
#: 外国司法或者执法机构; 投诉、举报人
_FOREIGN = re.compile(
    f"^(?P<whose>外国|境外|国外|国际)(?P<one>[^的、和及与或]{{2,6}}){_JOINT}(?P<other>[^的、和及与或]{{2,6}})(?P<head>机构|组织)$"
)
_ACTORS = re.compile("^(?P<one>[^的、和及与或]{2})、(?P<other>[^的、和及与或]{2})(?P<head>[人者方])$")
#: 国务院和省、自治区、直辖市人民政府水行政主管部门: both governments have the department
_CENTRAL = re.compile("^国务院(?:、|和|及|以及|或者|与)(?P<local>[^的]{1,30}?人民政府)(?P<tail>[^、和及与或的]*)$")
_OWN_MODIFIER = re.compile("^(?:同级|上级|本级|下级|其|有关|相关|各|任何)")
_SYMBOL = re.compile("^(?:同级|上级|本级|下级)")


class Named(NamedTuple):
    """One mention to be: its span, the actors it names, how they are joined, and whether 等 leaves the list open."""

    start: int
    end: int
    names: tuple[str, ...]
    op: Literal["and", "or"]
    open_list: bool


def named(text: str, noun: Noun) -> list[Named]:
    """The mentions that the noun phrase makes, in text order."""
    start = noun.start
    return [one._replace(start=start + one.start, end=start + one.end) for one in named_words(*phrase_of(text, noun))]


def phrase_of(text: str, noun: Noun) -> tuple[str, tuple[tuple[int, int], ...], bool]:
    """The words of the phrase, its cuts from their start, and whether its list is open."""
    start = noun.start
    if not noun.cuts:
        return text[start : noun.end], (), noun.open_list
    return text[start : noun.end], tuple((end - start, begin - start) for end, begin in noun.cuts), noun.open_list


@lru_cache(maxsize=8192)
def named_words(text: str, cuts: tuple[tuple[int, int], ...], open_list: bool) -> tuple[Named, ...]:
    """The same for the words alone: statutes repeat themselves, so most phrases are read once."""
    pieces: list[list[int]] = []
    begin = 0
    for end, start in cuts:
        pieces.append([begin, end])
        begin = start
    pieces.append([begin, len(text)])
    if "等" in text and class_of(text):
        # A、B等C is one phrase from its first example on; what is coordinated behind C is a phrase of its own
        whole = next(x for x, piece in enumerate(pieces) if class_of(text[: piece[1]]))
        head = class_of(text[: pieces[whole][1]]) or ""
        example = text[pieces[whole][0] : pieces[whole][1] - len(head) - 1]
        first = 0 if _COMPLETING.match(head) or kind_of(example) != "other" else whole
        while first < whole and _CLOSED_OFF.search(text[pieces[first][1] : pieces[first + 1][0]]):
            first += 1
        pieces = [*pieces[:first], [pieces[first][0], pieces[whole][1]], *pieces[whole + 1 :]]
    merged: list[list[int]] = []
    shared = not _LEVELS_ONLY.match(text[pieces[-1][0] : pieces[-1][1]])
    for piece in pieces:
        if merged and shared and _one_span(text, merged[-1], piece):
            merged[-1][1] = piece[1]
        else:
            merged.append(piece)
    found = [_one(text, start, end, open_list) for start, end in merged]
    for place in range(1, len(found)):
        if text[found[place].start : found[place].end] == "其常务委员会":  # an organ's own committee carries its name
            names = tuple(f"{name}常务委员会" for name in found[place - 1].names)
            found[place] = found[place]._replace(names=names)
        owned = _OWN_OFFICE.match(text, found[place].start, found[place].end)
        if owned and all(name.endswith("人民政府") for name in found[place - 1].names):  # 县人民政府及其|供水主管部门
            offices = names_in(text[found[place].start + 1 : found[place].end])
            names = tuple(f"{name}{office}" for name in found[place - 1].names for office in offices)
            found[place] = found[place]._replace(names=names)
    return tuple(found)


_OWN_OFFICE = re.compile("其(?!他|有关|相关|各|所属|余)[^的]{2,24}主管部门$")


def _one_span(text: str, left: list[int], right: list[int]) -> bool:
    """Do two conjuncts share a head or a modifier?"""
    first, second = text[left[0] : left[1]], text[right[0] : right[1]]
    last = re.split("[、和及与]|以及|或者", first)[-1]
    if _LEVELS_ONLY.match(last) and not _LEVELS_ONLY.match(second):
        return True
    if first == "国务院" and _CENTRAL.match(f"国务院和{second}") and not second.endswith("人民政府"):
        return True
    if _OWNED.match(first) and "的" not in second and not second.startswith(("其", "有关", "相关", "任何")):
        return kind_of(first) == kind_of(second) != "department"
    if second.startswith("其") and not second.startswith("其他"):
        return False
    if _BARE_HEADS.match(second) and _QUALIFIED.search(first, condition_end(first)):
        return not (first.endswith("部门") and second in _PERSONS)
    if _RELATIONAL.fullmatch(second):
        head = _RELATIONAL.search(first)
        return head is not None and head.start() > 0 and first[: head.start()] not in _BEFORE
    if _GENERIC.match(second):
        return _SHARED.match(first) is not None or class_of(first) is not None
    if _SYMBOL.match(first):
        return not _OWN_MODIFIER.match(second) and kind_of(second) in (
            "government",
            "department",
            "public_institution",
            "organisation",
        )
    return bool(_LEVELS_ONLY.match(last) and _LEVELS_ONLY.match(second))


def _one(text: str, start: int, end: int, open_list: bool) -> Named:
    start += condition_end(text[start:end])
    surface = text[start:end]
    op: Literal["and", "or"] = "or" if "或" in surface else "and"
    names = tuple(dict.fromkeys(canonical(name) for name in names_in(surface) if name))
    return Named(start, end, names, op, open_list)


_BEFORE = frozenset(("其他", "有关", "相关", "其", "该", "任何"))


def names_in(surface: str) -> list[str]:
    """The names (not yet canonical) of one mention's words."""
    if len(surface) > 160:
        return [surface]
    related = _RELATED_LIST.match(surface)
    if related and related["whose"] not in _BEFORE:
        whose = "" if _CONTEXT.match(surface) and related["whose"].endswith("的") else related["whose"]
        return [whose + head for head in _split(related["heads"])]
    head = class_of(surface)
    if head is not None:
        body = surface[: len(surface) - len(head) - 1]
        if _COMPLETING.match(head) and "的" not in body and not _EXAMPLES.search(body):
            return _completed(body, head)
        return list(_split(head)) if _SPLIT.search(head) and _GENERICS.match(head) else [head]
    if not _SPLIT.search(surface):
        return [surface]
    qualified = _QUALIFIED_LIST.match(surface)
    if qualified:
        return [qualified[1] + head for head in _split(qualified[2])]
    owned = _OWNED.match(surface)
    if owned:
        parts = _split(surface[owned.end() :])
        if all(kind_of(part) == kind_of(parts[-1]) != "department" for part in parts):
            return [owned.group() + part for part in parts]
    foreign = _FOREIGN.match(surface)
    if foreign:
        return [foreign["whose"] + foreign[part] + foreign["head"] for part in ("one", "other")]
    acts = _ACTORS.match(surface)
    if acts and CLASS.get(acts["one"]) in ("V", "v") and CLASS.get(acts["other"]) in ("V", "v"):
        return [acts["one"] + acts["head"], acts["other"] + acts["head"]]
    central = _CENTRAL.match(surface)
    if central:
        tail = central["tail"]
        return ["国务院" + tail] + ([central["local"]] if not tail else names_in(central["local"] + tail))
    if surface.startswith("各") and _LEVEL_LIST.match(surface[1:]):
        return names_in(surface[1:])
    same = _SAME_LEVEL.match(surface)
    levels = None if same else _LEVEL_LIST.match(surface)
    if levels:
        rest = surface[levels.end() :]
        parts = list(_split(levels.group(1)))
        return [part + tail for tail in names_in(rest) for part in parts] if not rest.startswith("（") else [surface]
    if same:
        return [surface]
    parts = _split(surface)
    shared = _SHARED.match(parts[0])
    if len(parts) > 1 and shared and all(_GENERIC.match(part) for part in parts[1:]):
        prefix = shared.group()
        rest = "有关" if "关" in prefix else ""
        return [parts[0]] + [rest + part for part in parts[1:]]
    symbol = _SYMBOL.match(parts[0])
    if len(parts) > 1 and symbol and not any(_OWN_MODIFIER.match(part) for part in parts[1:]):
        return [parts[0]] + [symbol.group() + part for part in parts[1:]]
    fields = _FIELDED.match(surface)
    if fields and len(parts) > 1 and all(len(part) < 14 and (part is parts[0] or "政府" not in part) for part in parts):
        return _completed(surface, fields.group(1), fields=True)
    return [surface]


#: 财政、公安部门; 发展改革、城乡建设主管部门: fields that share the head of the last
_FIELDED = re.compile("^[^的等]*(?:、|和|及|以及|或者)[^的等、]+?((?:行政)?主管部门|行政部门|部门|机关)$")


def _split(text: str) -> list[str]:
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
    for part in _split(body):
        if _LEVELS_ONLY.match(part):
            levels += part + "、"
        else:
            parts.append(levels + part)
            levels = ""
    if levels:
        parts.append(levels[:-1])
    owner = _OWNER.match(parts[0]) if parts else None
    prefix = owner.group() if owner and len(parts[0]) > owner.end() else ""
    names: list[str] = []
    for number, part in enumerate(parts):
        full = part if _FULL.search(part) else part + head
        own = number == 0 or _OWNER.match(part) or (not fields and _FULL.search(part))
        names += names_in(full) if "、" in full else [full if own else prefix + full]
    return names


#: a level or a government in front of the first field
_OWNER = re.compile(
    f"^(?:(?:{_LEVEL}|县级以上(?:地方)?(?:各级)?|各级)?(?:人民政府)|(?:国务院|省级?|市级?|县级?|区级?)(?![场政容内域块、]))"
)
_FULL = re.compile("(?:部门|机关|中心|办公厅|办公室|主体|集团|机构|局|委|办|院|会|署|海关|银行|单位|政府|企业|公司|组织|学校)$")
