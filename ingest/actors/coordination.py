"""Coordination 并列: one phrase, several actors.

省、市、县人民政府 is one phrase and three actors: its conjuncts share a head. 自然人、法人和非法人组织 are three phrases: each conjunct is
complete. 公安、网信等部门 gives one actor a name (the head completes it); A、B等C with a full C names the class C. 或者 makes alternatives.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from .canonical import canonical, class_of, condition_end, kind_of
from .conjuncts import (
    CENTRAL,
    COMPLETING,
    FULL,
    GENERIC,
    HEADS,
    IN_FIELDS,
    JOINT,
    LEVELS_ONLY,
    OWN_MODIFIER,
    OWNED,
    OWNER,
    SHARED,
    SYMBOL,
    conjuncts,
    names_in,
)
from .nouns import Noun
from .sharing import shared, staff_of, staffed_alike

_PERSONS = frozenset(("个人", "公民", "法人"))
_BARE_HEADS = re.compile(f"^{HEADS}$")
_QUALIFIED = re.compile(f"的{HEADS}(?:{JOINT}{HEADS})*$")


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
    field = next((x for x, (begin, end) in enumerate(pieces) if x and IN_FIELDS.search(text[begin:end])), 0)
    if field and "的" not in text[: pieces[field - 1][1]]:
        pieces = [[pieces[0][0], pieces[field][1]], *pieces[field + 1 :]]
    elif "等" in text and class_of(text):
        # A、B等C is one phrase from its first example on; what is coordinated behind C is a phrase of its own
        whole = next(x for x, piece in enumerate(pieces) if class_of(text[: piece[1]]))
        head = class_of(text[: pieces[whole][1]]) or ""
        example = text[pieces[whole][0] : pieces[whole][1] - len(head) - 1]
        first = 0 if COMPLETING.match(head) or kind_of(example) != "other" else whole
        for place in range(whole - 1, first - 1, -1):
            if _apart(text, pieces, place, whole):
                first = place + 1
                break
        pieces = [*pieces[:first], [pieces[first][0], pieces[whole][1]], *pieces[whole + 1 :]]
    groups: list[_Group] = []
    levelled = not LEVELS_ONLY.match(text[pieces[-1][0] : pieces[-1][1]])
    for begin, end in pieces:
        last = groups[-1] if groups else None
        if last is not None and not _closed_off(text, last.end, begin):
            lead, piece = text[last.start : last.lead], text[begin:end]
            lead = lead[condition_end(lead) :]
            prefix = shared(lead, piece, len(groups) > 1)
            if prefix is not None:
                known = last.names or names_in(
                    prefix + lead[2:] if prefix in ("", "有关") and lead[:2] in ("有关", "相关") else lead
                )
                last.end, last.names = end, [*known, *_prefixed(prefix, piece)]
                continue
            if levelled and not last.names and _one_span(text, [last.start, last.end], [begin, end]):
                last.end = last.lead = end
                continue
        groups.append(_Group(begin, end, end))
    _share_staff(text, groups)
    found = [_one(text, group, open_list) for group in groups]
    for place in range(1, len(found)):
        if text[found[place].start : found[place].end] == "其常务委员会":  # an organ's own committee carries its name
            names = tuple(f"{name}常务委员会" for name in found[place - 1].names)
            found[place] = found[place]._replace(names=names)
        owned = _OWN_OFFICE.match(text, found[place].start, found[place].end)
        if owned and all(name.endswith("人民政府") for name in found[place - 1].names):  # 县人民政府及其|供水主管部门
            offices = names_in(text[found[place].start + 1 : found[place].end])
            names = tuple(f"{name}{office}" for name in found[place - 1].names for office in offices)
            found[place] = found[place]._replace(names=names)
        acted = _OWN_ACT.match(text, found[place].start, found[place].end)
        if (
            acted and found[place - 1].end - found[place - 1].start < 24 and len(found[place].names) == 1
        ):  # 省政府及其|授权的单位
            whose = text[found[place - 1].start : found[place - 1].end]
            found[place] = found[place]._replace(names=(f"{whose}{acted['clause']}",))
    return tuple(found)


#: 其|设立或者实际控制的机构
_OWN_ACT = re.compile("其(?!他|中|余|所属|下属|直属|属下|有关|相关)(?P<clause>[^的其]{2,12}的[^的、和及与]{2,})$")
_OWN_OFFICE = re.compile("其(?!他|有关|相关|各|所属|余)(?:[^的等]{2,24}主管部门|[^的]{2,60}等(?:有关|相关)?部门)$")


def _closed_off(text: str, end: int, begin: int) -> bool:
    """及其 and 以及 end what the conjuncts before them share; 以及其他责任人员 still belongs to a list of posts."""
    return _its(text, begin) or (text.startswith("以及", end) and not text.startswith(("其他直接责任", "其他责任"), begin))


def _its(text: str, begin: int) -> bool:
    return text.startswith("其", begin) and not text.startswith("其他", begin)


def _apart(text: str, pieces: list[list[int]], place: int, whole: int) -> bool:
    """人社行政部门和|市场监督管理、价格等主管部门: does the list that shares its head begin behind this conjunct?"""
    conjunction = text[pieces[place][1] : pieces[place + 1][0]]
    if _closed_off(text, pieces[place][1], pieces[place + 1][0]):
        return True
    if place + 1 < whole or not conjunction.startswith(("和", "与", "及")):
        return False
    name, rest = text[pieces[place][0] : pieces[place][1]], text[pieces[whole][0] : pieces[whole][1]]
    listed = "、" in rest and not any(FULL.search(part) for part in conjuncts(rest.split("等")[0]))
    return listed and "、" not in text[: pieces[place][1]] and kind_of(name) == "department" and not OWNER.match(name)


class _Group:
    """Conjuncts of one span: where it is, where its first conjunct ends, its names where they are known already."""

    __slots__ = ("end", "lead", "names", "start")

    def __init__(self, start: int, end: int, lead: int) -> None:
        self.start, self.end, self.lead = start, end, lead
        self.names: list[str] = []


def _prefixed(prefix: str, name: str) -> list[str]:
    """The names of a conjunct with the modifier it shares; 其他X keeps its place in front."""
    if prefix and name.startswith("其他") and prefix.endswith("的"):
        return [prefix + name]
    return names_in(prefix + name)


def _share_staff(text: str, groups: list[_Group]) -> None:
    """A、B或者C的工作人员: the staff of all three, not A, B and the staff of C."""
    place = len(groups) - 1
    while place > 0:
        group = groups[place]
        staff = None if group.names else staff_of(text[group.start : group.end])
        first = place
        while staff and first and _staffed(text, groups[first - 1], groups[first], staff):
            first -= 1
        if staff and first < place:
            whose = [name for one in groups[first:place] for name in one.names or names_in(text[one.start : one.end])]
            before = groups[place - 1]
            prefix = shared(text[before.start : before.lead], staff[0])
            whose += _prefixed(prefix or "", staff[0])
            of = staff[1] if staff[1].startswith("的") else f"的{staff[1]}"
            groups[first].end = group.end
            groups[first].names = [canonical(name) + of for name in whose]
            del groups[first + 1 : place + 1]
        place = first - 1


def _staffed(text: str, group: _Group, behind: _Group, staff: tuple[str, str]) -> bool:
    """Is the conjunct an organisation of the same list, without people or a possessor 其 of its own?"""
    name = text[group.start : group.end]
    if _closed_off(text, group.end, behind.start) or name.startswith("其所"):
        return False
    return staffed_alike(name, *staff) and staff_of(name) is None


def _one_span(text: str, left: list[int], right: list[int]) -> bool:
    """Do two conjuncts share a head or a modifier?"""
    first, second = text[left[0] : left[1]], text[right[0] : right[1]]
    last = re.split("[、和及与]|以及|或者", first)[-1]
    if LEVELS_ONLY.match(last) and not LEVELS_ONLY.match(second):
        return True
    if first == "国务院" and CENTRAL.match(f"国务院和{second}") and not second.endswith("人民政府"):
        return True
    if OWNED.match(first) and "的" not in second and not second.startswith(("其", "有关", "相关", "任何")):
        return kind_of(first) == kind_of(second) != "department"
    if second.startswith("其") and not second.startswith("其他"):
        return False
    if _BARE_HEADS.match(second) and _QUALIFIED.search(first, condition_end(first)):
        return not (first.endswith("部门") and second in _PERSONS)
    if GENERIC.match(second):
        return SHARED.match(first) is not None or class_of(first) is not None
    if SYMBOL.match(first):
        return not OWN_MODIFIER.match(second) and kind_of(second) in (
            "government",
            "department",
            "public_institution",
            "organisation",
        )
    return bool(LEVELS_ONLY.match(last) and LEVELS_ONLY.match(second))


#: 停业整顿、通报|有关主管部门: the determiner opens the name behind the verb
_TOLD = re.compile("[^的]*(?:通报|通知|报告|移送|提请|责令)(?P<who>(?:有关|相关)[^、的]{0,8}(?:部门|机关)$)")


def _one(text: str, group: _Group, open_list: bool) -> Named:
    start = group.start + condition_end(text[group.start : group.end])
    told = _TOLD.match(text, start, group.end)
    if told:
        start = told.start("who")
    surface = text[start : group.end]
    op: Literal["and", "or"] = "or" if "或" in surface else "and"
    names = tuple(dict.fromkeys(canonical(name) for name in group.names or names_in(surface) if name))
    return Named(start, group.end, names, op, open_list)
