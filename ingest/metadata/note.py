"""What a 题注, an announcement or a signature reports: who adopted, issued or amended the statute, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from .dates import Day, days_in

EventKind = Literal["adopted", "approved", "promulgated", "effective", "amended", "repealed"]

_VERBS: dict[str, EventKind] = {
    "通过": "adopted",
    "批准": "approved",
    "公布": "promulgated",
    "发布": "promulgated",
    "颁布": "promulgated",
    "印发": "promulgated",
    "修订": "amended",
    "修正": "amended",
    "修改": "amended",
    "施行": "effective",
    "实施": "effective",
    "生效": "effective",
    "执行": "effective",
    "废止": "repealed",
}
# 关于修改…的决定 is a title, not an act: 修改 counts only where the sentence ends with it
_VERB = re.compile("|".join(verb for verb in _VERBS if verb != "修改") + r"|修改(?=[\s，。；）]|$)|[，,。；;]")
_ALSO_IN_FORCE = re.compile(r"\s{0,2}并?(?:施行|实施|生效)")
_SINCE = re.compile(r"\s{0,2}[起始]?\s{0,2}(?:正式)?(?:施行|实施|生效|执行)")
_TITLES = re.compile(r"《[^《》]{0,400}(?:《[^《》]{0,200}》[^《》]{0,200}){0,4}》")


_NUMBERED = re.compile(r"[ \t\u3000]{1,8}[^\s，。]{0,14}[〔\[]\d{2,4}[〕\]][^\s，。]{0,10}号[ \t]{0,8}(?:\n|$)")
_ALONE = re.compile(r"[ \t\u3000]{0,8}(?:\n|$)")


class Event(msgspec.Struct, frozen=True):
    """One dated act. ``body``: span of the words between date and verb (who acted; may be empty)."""

    kind: EventKind
    iso: str
    start: int
    end: int
    body: tuple[int, int]


def blank_titles(text: str) -> str:
    """``text`` with the words inside 《》 made □: a title's 修改 or date says nothing about this statute."""
    return _TITLES.sub(lambda match: "《" + "□" * (len(match[0]) - 2) + "》", text)


def events_in(text: str, start: int, end: int) -> Iterator[Event]:
    """The dated acts told between two offsets of ``text`` (matching text, titles blanked).

    A date without a verb (the first of a joint meeting: 1月2日甲会议、2月3日乙会议通过) is no event of its own.
    """
    days = list(days_in(text, start, end))
    for index, day in enumerate(days):
        limit = days[index + 1].start if index + 1 < len(days) else min(end, day.end + 400)
        if since := _SINCE.match(text, day.end, limit):
            yield Event("effective", day.iso, day.start, since.end(), (day.end, day.end))
            continue
        if _ALONE.match(text, day.end) and text[max(0, day.start - 12) : day.start].rpartition("\n")[2].strip() == "":
            continue  # a day alone on its line: see days_alone
        for verb in _VERB.finditer(text, day.end, limit):
            kind = _VERBS.get(verb[0])
            if kind is None:  # a comma: what follows is another act, told without a date
                break
            if kind == "effective":  # 自公布之日起施行 is dealt with by who knows the day of promulgation
                break
            after = text[verb.end() : verb.end() + 2]
            if kind == "adopted" and after.startswith("的"):
                kind = "amended"  # 根据…会议通过的《修正案》: what was passed is the amendment
            elif after.startswith(("的", "之")):
                break
            yield Event(kind, day.iso, day.start, verb.end(), (day.end, verb.start()))
            if kind == "promulgated" and (both := _ALSO_IN_FORCE.match(text, verb.end(), limit)):
                yield Event("effective", day.iso, day.start, both.end(), (day.end, verb.start()))
            break


def days_alone(text: str, start: int, end: int) -> Iterator[Day]:
    """The days that fill a line of their own, or share it with a document number: the day of an announcement or a signature."""
    for day in days_in(text, start, end):
        line = max(start, text.rfind("\n", start, day.start) + 1)
        if (_ALONE.match(text, day.end, end) or _NUMBERED.match(text, day.end, end)) and not text[line : day.start].strip():
            yield day
