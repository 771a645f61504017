"""The grammar of provision references: 第X条第Y款第（Z）项, lists, ranges, elided heads, 之一 and the relative forms.

A chain is read from a position on; what is read is a list of items, each with its span. Levels are letters as in unit ids:
b 编, f 分编, c 章, s 节, a 条, p 款, i 项, m 目. Taiwan statutes name the levels below 条 differently (條、項、款、目).
"""

from __future__ import annotations

import re

import msgspec
from msgspec.structs import replace

from ..numerals import number_of

RANK = {level: rank for rank, level in enumerate("bfcsapim")}
MAINLAND = {"编": "b", "分编": "f", "章": "c", "节": "s", "条": "a", "款": "p", "项": "i", "目": "m"}
TAIWAN = {**MAINLAND, "项": "p", "款": "i", "目": "m"}

_NUM = r"(?:[0-9]{1,4}(?:-[0-9]{1,2}(?![0-9]))?|[〇○零一二三四五六七八九十百千两]{1,9})"
_N = rf"(?:{_NUM}|（ ?{_NUM} ?）)"
_TO = r"至|到|—{1,2}|－|～|~|-"
_AND = r"、|和|及|与|以及|或者|或"
# what follows a level word when it is part of another noun: 条件, 款项, 项目, 章程, 目录, 编制…
_WORDS = (
    r"(?:分编|编(?![制号码辑写入报审译排著])|章(?!程)|节(?![目约能水育点日假])|条(?![件约例理幅纹码])(?!款(?![第规所的]))"
    r"|款(?![项式额待])|项(?![目链])|目(?![录标的前]))"
)
_LEVEL = rf"(?P<level>{_WORDS})"
_UNIT = re.compile(
    rf" ?第 ?(?P<list>{_N}(?: ?(?:{_AND}|，|{_TO}) ?(?:第 ?)?{_N}){{0,40}}) ?{_LEVEL}(?: ?之 ?(?P<more>{_NUM}))?"
    rf"| ?(?:第 ?)?(?P<bracketed>（ ?{_NUM} ?）(?:(?:(?:{_AND}|{_TO})第?)?（ ?{_NUM} ?）){{0,40}})(?P<named>[项目款](?!目))?"
)
_BARE = re.compile(rf"(?P<list>{_NUM}(?: ?(?:{_AND}) ?{_NUM}){{0,40}}) ?{_LEVEL}")
_SEPARATOR = re.compile(rf" ?(?:(?P<to>{_TO})|(?P<and>{_AND}|，(?=第)))(?:自|从)? ?")
_PARTS = re.compile(rf"(?P<to>{_TO})|（ ?(?P<a>{_NUM}) ?）|(?P<b>{_NUM})")
_EACH = re.compile(r"(?:所列|规定的?|的)?各(?P<level>[款项目条])(?![目])")
_RELATIVE = re.compile(
    rf"(?P<word>各?该|前|(?<!以)上|本|同)(?P<count>{_NUM}|几|数|各)?(?P<level>{_WORDS})"
    r"|(?:以上|上述|前述|前列|上列)各?(?P<every>[款项条目])"
)
# 对前三项污染物征收: a number of things; 前三项规定 is a reference
_CITED = re.compile(r" ?(?:规定|所列|情形|行为|第|的|之|所|各|、|，|。|；|和|及|或|中|内|以)")
_ANY_OF = re.compile(r"(?:规定的?|所列的?|的)?(?:情形|行为|规定|条款|事项|情况)?之一")

Step = tuple[str, str]
Path = tuple[Step, ...]


class Item(msgspec.Struct, frozen=True, gc=False):
    """One unit reference. ``paths`` as written (levels above the first may be elided), ``last`` the end of a range from ``paths[0]``.

    ``relative``: 前款 ("p", -1, 1) = level, direction, how many (0 = 各: all before); 本条 ("a", 0, 1); 该款 ("p", 9, 1), 各该款 ("p", 9, 0).
    ``each``: the level of 各项 after the unit.
    """

    start: int
    end: int
    paths: tuple[Path, ...]
    last: Path | None = None
    relative: tuple[str, int, int] | None = None
    each: str | None = None


class Chain(msgspec.Struct, frozen=True, gc=False):
    """The items of one coordinated run, with elided heads filled in from the item before."""

    items: tuple[Item, ...]
    end: int
    any_of: bool


def numeral(text: str) -> str | None:
    """A unit number as it stands in ids: 一百二十 → "120", "12-1" as it is; None when it is no number."""
    if "-" in text:
        return text
    value = number_of(text)
    return str(value) if isinstance(value, int) and value > 0 else None


def _numbers(text: str) -> tuple[list[str], bool]:
    """The numbers of a list such as 二、三 or （一）至（三）, ranges expanded; False when it is malformed."""
    found: list[str] = []
    to = False
    for part in _PARTS.finditer(text):
        if part["to"]:
            to = True
            continue
        number = numeral(part["a"] or part["b"])
        if number is None:
            return [], False
        if to and found and number.isdigit() and found[-1].isdigit():
            first = int(found[-1]) + 1
            found.extend(str(n) for n in range(first, min(int(number), first + 200)))
        to = False
        found.append(number)
    return found, bool(found)


def _hyphen_range(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9]+-[0-9]+", text))


class Grammar:
    """The grammar under one way of naming levels."""

    def __init__(self, levels: dict[str, str], hyphen_inserts: bool = False) -> None:
        self.levels = levels
        # 第 12-1 條 is an inserted article in Taiwan; elsewhere 第3-5条 is a range
        self.hyphen_inserts = hyphen_inserts
        self.below = "m" if levels is MAINLAND else "i"

    def _unit(self, text: str, at: int, above: str | None) -> tuple[str, list[str], int] | None:
        """One unit at ``at``: level, numbers, end. ``above``: the level of the unit before it, which must be higher."""
        match = _UNIT.match(text, at)
        if not match:
            return None
        if match["bracketed"]:
            if match["named"]:
                level = self.levels[match["named"]]
            elif above in ("a", "p"):
                level = "i"
            else:
                return None
            listed = match["bracketed"]
        else:
            level, listed = self.levels[match["level"]], match["list"]
        if above is not None and RANK[level] <= RANK[above]:
            return None
        if _hyphen_range(listed) and not self.hyphen_inserts:
            listed = listed.replace("-", "至")
        numbers, good = _numbers(listed)
        if not good:
            return None
        if match["level"] and match["more"]:
            more = numeral(match["more"])
            if more is None or level != "a":
                return level, numbers, match.end("level")
            numbers[-1] = f"{numbers[-1]}-{more}"
        return level, numbers, match.end()

    def _point(self, text: str, at: int, above: str | None = None) -> tuple[tuple[Path, ...], int] | None:
        """Units of falling level from ``at`` on: every path they name, and where they end."""
        paths: list[Path] = [()]
        end, level = at, above
        while unit := self._unit(text, end, level):
            level, numbers, end = unit
            paths = [(*path, (level, number)) for path in paths for number in numbers]
        return (tuple(paths), end) if paths != [()] else None

    def _bare(self, text: str, at: int, level: str) -> tuple[tuple[Path, ...], int] | None:
        """第四十五条、四十六条: a number without 第, only straight after a separator and at the level before it."""
        match = _BARE.match(text, at)
        if not match or self.levels[match["level"]] != level:
            return None
        numbers, good = _numbers(match["list"])
        return (tuple(((level, number),) for number in numbers), match.end()) if good else None

    def first(self, text: str, at: int) -> Item | None:
        """The first item of a chain: 第…, or a relative form with the units that follow it."""
        match = _RELATIVE.match(text, at)
        if not match:
            point = self._point(text, at)
            if not point:
                return None
            # 第 with nothing but a bracketed number is an enumerator unless 项 follows
            return self._with_each(text, Item(at, point[1], point[0]))
        if match["every"]:
            return Item(at, match.end(), (), relative=(self.levels[match["every"]], -1, 0))
        level = self.levels[match["level"]]
        word, count = match["word"], match["count"]
        if word in ("本", "该", "同", "各该"):
            if count:
                return None
            if word == "本" and text.startswith(("前", "上"), match.end()):
                # 本条前款: one provision, the latter
                inner = _RELATIVE.match(text, match.end())
                item = self.first(text, match.end()) if inner and inner["word"] in ("前", "上") else None
                if item and item.relative and RANK[item.relative[0]] > RANK[level]:
                    return replace(item, start=at)
            relative = (level, 0 if word == "本" else 9, 0 if word == "各该" else 1)
        else:
            many = 0 if count in ("几", "数", "各") else number_of(count) if count else 1
            if not isinstance(many, int):
                return None
            relative = (level, -1, many)
            if count and level in "im" and not _CITED.match(text, match.end()):
                return None
        point = self._point(text, match.end(), level)
        end = point[1] if point else match.end()
        return self._with_each(text, Item(at, end, point[0] if point else (), relative=relative))

    def _with_each(self, text: str, item: Item) -> Item:
        match = _EACH.match(text, item.end)
        return replace(item, end=match.end(), each=self.levels[match["level"]]) if match else item

    def chain(self, text: str, at: int) -> Chain | None:
        """The coordinated items from ``at`` on, or None when no reference starts there."""
        first = self.first(text, at)
        if not first:
            return None
        items = [first]
        end = first.end
        while separator := _SEPARATOR.match(text, end):
            start = separator.end()
            before = items[-1]
            tail = before.last or (before.paths[-1] if before.paths else ())
            if text.startswith("第", start) or text.startswith("（", start):
                point = self._point(text, start)
            else:
                point = self._bare(text, start, tail[-1][0]) if tail else None
            if not point:
                break
            paths, end = point
            if text.startswith("（", start) and text[end - 1] == "）" and not (tail and tail[-1][0] == "i"):
                end = items[-1].end
                break
            inherits = not (before.relative and RANK[before.relative[0]] >= RANK[paths[0][0][0]])
            filled = tuple((*(s for s in tail if RANK[s[0]] < RANK[path[0][0]]), *path) for path in paths)
            relative = before.relative if inherits else None
            if separator["to"] and before.paths and not before.last:
                items[-1] = replace(before, end=end, last=filled[0])
            else:
                items.append(self._with_each(text, Item(start, end, filled, relative=relative)))
                end = items[-1].end
        return Chain(tuple(items), end, bool(_ANY_OF.match(text, end)))
