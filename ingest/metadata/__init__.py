"""What a statute's text says of itself: title, kind, issuer, dates, each with its words. None where it is silent."""

from __future__ import annotations

import re
from hashlib import sha256

from ..reading import Quote, Reading
from ..statute import Metadata, Stated
from ..structure import Tree
from ..units import Unit
from .authority import body_name, kind_of, organs_of_title, region_of_body, region_of_title
from .dates import DATE, days_in
from .note import Event, blank_titles, days_alone, events_in

_BODY = frozenset({"toc", "part", "subpart", "chapter", "section", "article", "paragraph", "item"})
_NUMBER = re.compile(
    r"[一-龥]{0,14}(?:〔|\[|【|\(|（)\s{0,2}\d{4}\s{0,2}(?:〕|\]|】|\)|）)\s{0,2}[一-龥]{0,8}第?\s{0,2}\d{1,5}\s{0,2}号"
    r"|[〔\[]\d{2,4}[〕\]][一-龥]{1,8}第?\d{1,5}号"
    r"|[一-龥]{2,40}(?:令|公告)\s{0,2}(?:〔\d{4}〕|（[^（）\n]{1,12}）|\d{4}年)?\s{0,2}第?\s{0,2}[〇零一二三四五六七八九十百\d]{1,6}\s{0,2}号"
)
_NUMBER_BEFORE = re.compile(
    r"[一-龥]{1,8}[〔\[]\d{4}[〕\]]第?\d{1,5}号\s{0,9}(?=\S)"
)  # 法释〔2022〕11号 and the title on one line
_ORGAN_BEFORE = re.compile(r"([一-龥]{2,30}?(?:部|委员会|局|署|银行|人民政府))(?=[一-龥]{1,7}[发字函][〔\[（])")
_IN_FORCE = re.compile(
    r"(?:自|从|于)\s{0,2}(?:(?P<day>" + DATE + r")|(?P<word>公布|发布|颁布|印发|通过|批准)之日)"
    r"\s{0,2}[起始]?\s{0,2}(?:正式)?(?:施行|实施|生效|执行)"
)
_GIVEN_OUT = frozenset(("公布", "发布", "颁布", "印发"))
_OWN = re.compile(r"(?:^|[。；\s\d）)条、】】])本[^，。；：“”《》自从于\n]{1,14}(?:经[^。；“”\n]{1,60}[，,])?$")
_STATUS = re.compile(r"试行|暂行|草案|征求意见稿|送审稿|讨论稿|修订草案|失效|废止")
_STATED_STATUS = re.compile(
    r"(?:时效性|效力状态|有效性|法规状态|文件状态)\s{0,3}[:：]\s{0,3}(现行有效|有效|已被修改|已修改|尚未生效|已废止|废止|失效|已失效)"
)


def metadata_of(tree: Tree) -> Metadata:
    """The metadata stated in the text; None where it is silent."""
    reading = tree.reading
    title = _title(reading, tree.units)
    name = _name(reading, title)
    front, told = _fronts(tree.units, len(reading.match))
    text = blank_titles(reading.match[:front])
    events = [event for start, end in told for event in events_in(text, start, end)]
    first = _firsts(events)
    again = _passed_again(events, first.get("adopted"), text)
    promulgated = _stated(reading, first.get("promulgated")) or _signed(reading, tree.units, told)
    issuer = _issuer(reading, title, name, events, text)
    number = _number(reading, told)
    amended = sorted((*(event for event in events if event.kind == "amended"), *again), key=lambda event: event.iso)
    return Metadata(
        title=title,
        kind=_kind(title, name, issuer, number),
        issuer=issuer,
        region=_region(reading, title, name, issuer),
        adopted=_stated(reading, first.get("adopted")),
        promulgated=promulgated,
        effective=_effective(reading, tree.units, told, events, promulgated),
        amended=tuple(stated for event in amended if (stated := _stated(reading, event))),
        status=_status(reading, title, told),
        number=number,
    )


def statute_id(meta: Metadata, tree: Tree) -> str:
    """``<title>@<date>`` from the text alone, so that the same text has the same id for ever.

    The date is that of the version: the last amendment the text tells of, else adoption, promulgation, entry into force, else
    ``undated``. A text without a title is ``无题-<8 hex digits of its hash>``.
    """
    name = re.sub(r"[^0-9A-Za-z〇一-鿿㐀-䶿豈-﫿\U00020000-\U0003ffff]", "", meta.title.value if meta.title else "")[:60]
    if not name:
        squeezed = "".join(tree.reading.text.split())
        return "无题-" + sha256(squeezed.encode("utf-8", "replace")).hexdigest()[:8]
    dates = [stated.value for stated in meta.amended] or [
        stated.value for stated in (meta.adopted, meta.promulgated, meta.effective) if stated
    ]
    return f"{name}@{(max(dates) if meta.amended else dates[0]) if dates else 'undated'}"


def _title(reading: Reading, units: tuple[Unit, ...]) -> Stated | None:
    unit = next((unit for unit in units if unit.kind == "title"), None)
    if unit is None:
        return None
    start, end = _trim(reading.text, unit.at, unit.until)
    if before := _NUMBER_BEFORE.match(reading.match, start, end):
        start = before.end()
    value = _joined(reading.text[start:end])
    return Stated(value, reading.quote(start, end)) if value else None


_BODY_NAME = re.compile(r"(?!关于)[一-龥]{1,25}(?:法院|检察院|委员会|政府|[部署局厅会行办]|国务院)(?=$|关于|印发)")


def _joined(words: str) -> str:
    """A title's lines as one: spaces go, but between two organs (最高人民法院 最高人民检察院关于…) they stand for 、."""
    parts = re.sub(r"[\u200b-\u200f\u2060\ufeff]", "", words).split()
    value = ""
    for part in parts:
        if value and value[-1].isascii() and part[0].isascii() and value[-1].isalnum() and part[0].isalnum():
            value += " "
        elif value and _BODY_NAME.fullmatch(re.split("、", value)[-1]) and _BODY_NAME.match(part):
            value += "、"
        value += part
    return value


def _name(reading: Reading, title: Stated | None) -> str:
    """The title in matching characters (simplified, half-width); empty without one."""
    return _joined(reading.match[title.quote.at : title.quote.until]) if title else ""


def _fronts(units: tuple[Unit, ...], length: int) -> tuple[int, list[tuple[int, int]]]:
    """(where the front ends, the notes and announcements in it: where a statute tells of itself; notes first)."""
    body = min((unit.at for unit in units if unit.kind in _BODY), default=length)
    told = [(unit.at, unit.until) for unit in units if unit.kind == "note"]
    told += [(unit.at, unit.until) for unit in units if unit.kind in ("other", "signature", "title") and unit.until <= body]
    return max([body, *(until for _, until in told)]), told


def _firsts(events: list[Event]) -> dict[str, Event]:
    """The first event of each kind: notes stand first in the list, and a note tells in order of time."""
    found: dict[str, Event] = {}
    for event in events:
        found.setdefault(event.kind, event)
    return found


def _passed_again(events: list[Event], first: Event | None, text: str) -> list[Event]:
    """Later days on which the organ that adopted the statute passed it: a statute is adopted once, so these amended it."""
    if first is None or not (organ := body_name(text[slice(*first.body)])):
        return []
    later = [event for event in events if event.kind == "adopted" and event.iso > first.iso]
    return [event for event in later if body_name(text[slice(*event.body)]) == organ]


def _stated(reading: Reading, event: Event | None) -> Stated | None:
    return Stated(event.iso, reading.quote(event.start, event.end)) if event else None


def _signed(reading: Reading, units: tuple[Unit, ...], told: list[tuple[int, int]]) -> Stated | None:
    """The day under an announcement or a signature: the day the text was given out."""
    signatures = [(unit.at, unit.until) for unit in reversed(units) if unit.kind == "signature"]
    for start, end in (*told, *signatures):
        day = next(days_alone(reading.match, start, end), None)
        if day:
            return Stated(day.iso, reading.quote(day.start, day.end))
    return None


def _effective(
    reading: Reading, units: tuple[Unit, ...], told: list[tuple[int, int]], events: list[Event], promulgated: Stated | None
) -> Stated | None:
    """The day from which this version is in force: what a note says of it, or the statute's own last provision, the later one."""
    found = [stated for event in events if event.kind == "effective" and (stated := _stated(reading, event))]
    for start, end in told if promulgated else ():
        since = _IN_FORCE.search(reading.match, start, end)
        if since and promulgated and since["word"] in _GIVEN_OUT:
            found.append(Stated(promulgated.value, reading.quote(since.start(), since.end())))
    own = _own_provision(reading, units, promulgated)
    if own:
        found.append(own)
    return max(found, key=lambda stated: stated.value, default=None)


def _own_provision(reading: Reading, units: tuple[Unit, ...], promulgated: Stated | None) -> Stated | None:
    """本条例自2022年8月1日起施行: the last such clause outside annexes."""
    text = reading.match
    end = min((unit.at for unit in units if unit.kind == "annex"), default=len(text))
    for match in reversed(list(_IN_FORCE.finditer(text, 0, end))):
        line = text.rfind("\n", 0, match.start()) + 1
        own = _OWN.search(text[max(line, match.start() - 90) : match.start()])
        if not own:
            continue
        start = match.start() - len(own[0]) + own[0].index("本")
        quote = reading.quote(start, match.end())
        if match["day"]:
            day = next(days_in(text, match.start("day"), match.end("day")), None)
            return Stated(day.iso, quote) if day else None
        # 自公布之日起施行: a day only where the text also says when that was
        known = match["word"] in _GIVEN_OUT and promulgated
        return Stated(promulgated.value, quote) if known and promulgated else None
    return None


def _number(reading: Reading, told: list[tuple[int, int]]) -> Stated | None:
    text = reading.match
    for start, end in told:
        for match in _NUMBER.finditer(text, start, end):
            if text[max(start, match.start() - 2) : match.start()].rstrip().endswith(("》", "》（")):
                continue  # the number of another document, in brackets after its title
            begin = max(
                [
                    match.start(),
                    *(
                        day.end
                        for day in days_in(text, max(start, match.start() - 20), match.end())
                        if day.end < match.end() - 3
                    ),
                ]
            )
            quote = reading.quote(*_trim(text, begin, match.end()))
            organ = _ORGAN_BEFORE.match(quote.text)
            if organ:
                quote = reading.quote(quote.at + organ.end(1), quote.until)
            return Stated(re.sub(r"\s", "", quote.text), quote)
    return None


def _issuer(reading: Reading, title: Stated | None, name: str, events: list[Event], text: str) -> Stated | None:
    if title and (organs := organs_of_title(name)):
        return Stated(organs, _part(reading, title.quote, organs))
    for kind in ("adopted", "promulgated", "amended", "approved"):
        for event in events:
            if event.kind == kind:
                start, end = _trim(reading.text, *event.body)
                if body := body_name(text[start:end]):
                    return Stated(body, reading.quote(start, end))
    return None


def _region(reading: Reading, title: Stated | None, name: str, issuer: Stated | None) -> Stated | None:
    named = region_of_title(name)
    if title and named and named[0].endswith("经济特区"):
        return Stated(named[0], _part(reading, title.quote, named[1]))
    if issuer and (place := region_of_body(issuer.value)):
        return Stated(place, issuer.quote)
    if title and named:
        return Stated(named[0], _part(reading, title.quote, named[1]))
    return None


def _kind(title: Stated | None, name: str, issuer: Stated | None, number: Stated | None) -> Stated | None:
    if title is None:
        return None
    kind = kind_of(name, issuer.value if issuer else None, number.value if number else None)
    if kind is None:
        return None
    by = {"issuer": issuer, "number": number}.get(kind[1]) or title
    return Stated(kind[0], by.quote)


def _status(reading: Reading, title: Stated | None, told: list[tuple[int, int]]) -> Stated | None:
    for start, end in told:
        stated = _STATED_STATUS.search(reading.match, start, end)
        if stated:
            return Stated(stated[1], reading.quote(stated.start(1), stated.end(1)))
    if title:
        words = list(_STATUS.finditer(title.quote.text))
        if words and not title.quote.text.rstrip("）)").endswith("决定"):
            word = words[-1]
            return Stated(word[0], _part(reading, title.quote, word[0]))
    return None


def _part(reading: Reading, quote: Quote, words: str) -> Quote:
    """The words inside a quote; the quote itself where a line break splits them."""
    place = quote.text.rfind(words)
    return reading.quote(quote.at + place, quote.at + place + len(words)) if place >= 0 else quote


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
