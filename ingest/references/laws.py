"""Names of laws: 《…》 with nested marks, names without marks (刑法第X条), abbreviations the statute introduces itself."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ..facts import ReferenceKind
from ..lexicon import alternation, lexicon

#: a name in title marks longer than this is a mark that was never closed
LONGEST_TITLE = 120
_STATE = "中华人民共和国"
_TRAILER = re.compile(r"(?:（[^（）]{0,30}）)+$")
_ABBREVIATION = re.compile(r"[（(]以下(?:简称|称|统称)?(?:为)?[“《〈\"]?([^”》〉\"）（，。\n]{1,24})[”》〉\"]?[）)，]")
_RULES_FOR = re.compile(r"实施条例|实施细则|实施办法|实施规定|施行细则|施行法")
_OPEN_NAME = re.compile(r"[\u4e00-\u9fff]{2,30}\Z")


class Title(NamedTuple):
    """A name in title marks: the span with its marks, the name without them and without a trailing （试行）, and its kind."""

    end: int
    name: str
    kind: ReferenceKind | None


@cache
def _words() -> tuple[frozenset[str], int, re.Pattern[str], re.Pattern[str]]:
    laws = lexicon("laws")
    names = frozenset(laws["national"])
    return (
        names,
        max(map(len, names)),
        re.compile(f"(?:{alternation(laws['instruments'])})\\Z"),
        re.compile(f"(?:{alternation(laws['plans'])})\\Z"),
    )


@cache
def _last() -> frozenset[str]:
    """The last characters of the national laws' names."""
    return frozenset(name[-1] for name in _words()[0])


@cache
def _guards() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    laws = lexicon("laws")
    return (
        frozenset(laws["not_after"]),
        re.compile(alternation(laws["not_after_constitution"])),
        re.compile(f"(?:{alternation(laws['publicity'])})[^，。；：]{{0,6}}\\Z"),
    )


def full_name(name: str, *, mainland: bool = True) -> str:
    """The full name of a national law: 刑法 → 中华人民共和国刑法; other names as they are."""
    bare = name[len(_STATE) :] if name.startswith(_STATE) else name
    own = _RULES_FOR.split(bare, maxsplit=1)[0]
    return _STATE + bare if mainland and own in _words()[0] else name


def title_at(text: str, at: int) -> Title | None:
    """The name whose opening mark 《 stands at ``at``; None when it is not closed. Kind None: a certificate or form, no reference."""
    depth = 0
    limit = min(len(text), at + LONGEST_TITLE)
    if text.find("》", at, limit) < 0:
        return None
    for index in range(at, limit):
        char = text[index]
        if char == "《":
            depth += 1
        elif char == "》":
            depth -= 1
            if depth == 0:
                name = text[at + 1 : index].strip()
                return Title(index + 1, name, _kind_of(name)) if name else None
        elif char in "\n。":
            return None
    return None


def _kind_of(name: str) -> ReferenceKind | None:
    _, _, instruments, plans = _words()
    bare = _TRAILER.sub("", name).rstrip("》〉")
    if instruments.search(bare):
        return "external_law"
    if plans.search(bare):
        return "named_instrument"
    return None


def is_publicity(text: str, at: int) -> bool:
    """Whether what starts at ``at`` is the topic of 宣传、学习…"""
    return bool(_guards()[2].search(text, max(0, at - 10), at))


class Names:
    """The names of laws a statute may use without title marks: the national ones and those it abbreviates itself."""

    def __init__(self) -> None:
        self.own: dict[str, str] = {}
        self.longest = _words()[1]
        self.last = _last()

    def abbreviate(self, text: str, title: Title) -> int:
        """Take note of 《…》（以下简称…）; the offset after the parenthesis, or the title's end."""
        match = _ABBREVIATION.match(text, title.end)
        if not match:
            return title.end
        short = match[1].strip()
        if len(short) > 1:
            self.own[short] = title.name
            self.longest = max(self.longest, len(short))
            self.last |= {short[-1]}
        return match.end()

    def ending_at(self, text: str, end: int) -> tuple[int, str] | None:
        """The longest known name that ends at ``end``: its start and the full name behind it."""
        if text[end - 1 : end] not in self.last:
            return None
        known = _words()[0]
        for length in range(min(self.longest, end), 1, -1):
            name = text[end - length : end]
            law = self.own.get(name) or (name if name in known else None)
            if law:
                start = end - length
                if text.startswith(_STATE, start - len(_STATE)) and start >= len(_STATE):
                    start -= len(_STATE)
                return start, law
        return None

    def law_at(self, text: str, at: int) -> tuple[int, int, str] | None:
        """The law whose last character 法 (or 法典) stands at ``at``: start, end, name; None when it is 方法, 依法, 公司法人 …"""
        end = at + 2 if text.startswith("典", at + 1) else at + 1
        after = text[end : end + 1]
        barred, constitution, _ = _guards()
        if after in barred and after:
            return None
        found = self.ending_at(text, end)
        if not found:
            return None
        start, name = found
        if name == "宪法" and constitution.match(text, end):
            return None
        rules = _RULES_FOR.match(text, end)
        if rules:
            name, end = name + rules[0], rules.end()
        if text.startswith(("委员会", "修正案"), end) or is_publicity(text, start):
            return None
        return start, end, name


_TAIL = re.compile(r"(?:法|条例|规定|办法|细则|规则|解释|决定|公约|规程|通则)\Z")
#: the last characters of those words
_ENDS = frozenset("法例定则释约程")
_BREAK = re.compile(
    r"按照|依照|依据|根据|违反|适用|参照|符合|以及|或者|属于|遵守|执行|触犯|构成|造成|比照|不受|因|受|依|将|把|和|与|及|或|在|对|由|由于|的|是|有|按|依|本|该"
)


def unmarked_before(text: str, at: int) -> tuple[int, str] | None:
    """A law's name without title marks that ends at ``at`` right before 第X条, by its last word (…实施条例第三条): start and name."""
    if text[at - 1 : at] not in _ENDS:
        return None
    left = text[max(0, at - 40) : at]
    match = _OPEN_NAME.search(left)
    if not match or not _TAIL.search(left):
        return None
    name = match[0]
    for found in _BREAK.finditer(match[0]):
        rest = match[0][found.end() :]
        if len(rest) >= 4:
            name = rest
    # the last cut that leaves a name holds
    return (at - len(name), name) if 4 <= len(name) <= 30 and "本" not in name[:1] else None
