"""The numbers Word generates before paragraphs (ECMA-376 part 1, 17.9): 第一条, （一）, 1. stand in no text run."""

from __future__ import annotations

from typing import Any

import msgspec

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"


class _Level(msgspec.Struct):
    """One level of a list: how its number is written and where it starts."""

    start: int
    format: str
    text: str
    after: str
    restart: int | None
    legal: bool


class Numbering:
    """Counts the numbered paragraphs of one document, in text order."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._overrides: dict[str, dict[int, _Level]] = {}
        self._styles: dict[str, tuple[str | None, int | None, str | None]] = {}
        self._list_styles: dict[str, str | None] = {}
        self._default_style: str | None = None
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._borrowed: dict[str, str] = {}
        if numbering is not None:
            self._read_lists(numbering)
        if styles is not None:
            self._read_styles(styles)
        for key, style in self._borrowed.items():  # a list that takes its levels from a list style
            number = self._list_styles.get(style)
            self._abstract[key] = self._abstract.get(self._lists.get(number or "", ""), {})

    def label(self, paragraph: Any) -> str:
        """The number before this paragraph with what follows it; empty for one without. Counts it."""
        number, level = self._numbering_of(paragraph)
        if number is None or number == "0" or level is None or number not in self._lists:
            return ""
        key = self._lists[number]
        levels = {**self._abstract.get(key, {}), **self._overrides.get(number, {})}
        if level not in levels:
            return ""
        counts = self._counts.setdefault(key, [None] * 9)
        for deeper in range(level + 1, 9):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart and level < restart):
                counts[deeper] = None
        override = self._starts.get(number, {}).get(level)
        if override is not None and (number, level) not in self._begun:
            counts[level] = override
        elif counts[level] is None:
            counts[level] = levels[level].start
        else:
            counts[level] = (counts[level] or 0) + 1
        self._begun.add((number, level))
        own = levels[level]
        if own.format in ("none", "bullet"):
            return own.text + own.after if own.format == "bullet" and own.text.strip() else ""
        text = own.text
        for upper in range(9):
            mark = f"%{upper + 1}"
            if mark in text and upper in levels:
                value = counts[upper] if counts[upper] is not None else levels[upper].start
                text = text.replace(
                    mark, written(value or 0, "decimal" if own.legal and upper != level else levels[upper].format)
                )
        return text + own.after if text.strip() else ""

    def _numbering_of(self, paragraph: Any) -> tuple[str | None, int | None]:
        """(list, level) of a paragraph: its own, else its style's."""
        properties = paragraph.find(f"{_W}pPr")
        number: str | None = None
        level: int | None = None
        style = self._default_style
        if properties is not None:
            number, level = _num_pr(properties)
            named = properties.find(f"{_W}pStyle")
            style = named.get(f"{_W}val") if named is not None else style
        seen: set[str] = set()
        while (number is None or level is None) and style in self._styles and style not in seen:
            seen.add(style)
            of_style, at_level, base = self._styles[style]
            number = number if number is not None else of_style
            level = level if level is not None else at_level
            style = base or ""
        return number, (level if level is not None else 0) if number is not None else None

    def _read_lists(self, numbering: Any) -> None:
        for abstract in numbering.iter(f"{_W}abstractNum"):
            self._abstract[abstract.get(f"{_W}abstractNumId")] = {
                int(level.get(f"{_W}ilvl") or 0): _level(level)
                for level in abstract.iter(f"{_W}lvl")
                if _is_small(level.get(f"{_W}ilvl"))
            }
            link = abstract.find(f"{_W}numStyleLink")
            if link is not None:
                self._borrowed[abstract.get(f"{_W}abstractNumId")] = link.get(f"{_W}val")
        for item in numbering.iter(f"{_W}num"):
            number = item.get(f"{_W}numId")
            of = item.find(f"{_W}abstractNumId")
            if number is None or of is None:
                continue
            self._lists[number] = of.get(f"{_W}val")
            for override in item.iter(f"{_W}lvlOverride"):
                if not _is_small(override.get(f"{_W}ilvl")):
                    continue
                level = int(override.get(f"{_W}ilvl"))
                start = override.find(f"{_W}startOverride")
                if start is not None and _is_number(start.get(f"{_W}val")):
                    self._starts.setdefault(number, {})[level] = int(start.get(f"{_W}val"))
                own = override.find(f"{_W}lvl")
                if own is not None:
                    self._overrides.setdefault(number, {})[level] = _level(own)

    def _read_styles(self, styles: Any) -> None:
        for style in styles.iter(f"{_W}style"):
            properties = style.find(f"{_W}pPr")
            number, level = _num_pr(properties) if properties is not None else (None, None)
            if style.get(f"{_W}type") == "numbering":
                self._list_styles[style.get(f"{_W}styleId")] = number
            if style.get(f"{_W}type") != "paragraph":
                continue
            base = style.find(f"{_W}basedOn")
            key = style.get(f"{_W}styleId")
            self._styles[key] = (number, level, base.get(f"{_W}val") if base is not None else None)
            if style.get(f"{_W}default") in ("1", "true"):
                self._default_style = key


def _num_pr(properties: Any) -> tuple[str | None, int | None]:
    num = properties.find(f"{_W}numPr")
    if num is None:
        return None, None
    number, level = num.find(f"{_W}numId"), num.find(f"{_W}ilvl")
    at = level.get(f"{_W}val") if level is not None else None
    return number.get(f"{_W}val") if number is not None else None, int(at) if at is not None and _is_small(at) else None


def _level(level: Any) -> _Level:
    def value(tag: str) -> str | None:
        element = level.find(f"{_W}{tag}")
        return None if element is None else element.get(f"{_W}val")

    start, restart = value("start"), value("lvlRestart")
    legal = level.find(f"{_W}isLgl")
    return _Level(
        start=int(start) if _is_number(start) else 1,  # type: ignore[arg-type]
        format=value("numFmt") or "decimal",
        text="".join("·" if "\ue000" <= char <= "\uf8ff" else char for char in value("lvlText") or ""),
        after={"nothing": "", "space": " "}.get(value("suff") or "tab", " "),
        restart=int(restart) if _is_number(restart) else None,  # type: ignore[arg-type]
        legal=legal is not None and legal.get(f"{_W}val") not in ("0", "false"),
    )


def _is_number(value: str | None) -> bool:
    return value is not None and value.isascii() and value.isdigit() and len(value) < 7


def _is_small(value: str | None) -> bool:
    return value is not None and value in tuple("012345678")


def written(value: int, form: str) -> str:
    """``value`` as Word's number format ``form`` (ST_NumberFormat) writes it; Arabic digits for forms no statute uses."""
    if form in (
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "koreanCounting",
    ):
        return _chinese(value)
    if form in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2"):
        return "".join(_DIGITS[int(digit)] for digit in str(value))
    if form in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        return _chinese(value).translate(str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟"))
    if form in ("upperLetter", "lowerLetter") and value > 0:
        letters = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letters if form == "upperLetter" else letters.lower()
    if form in ("upperRoman", "lowerRoman") and 0 < value < 4000:
        return _roman(value) if form == "upperRoman" else _roman(value).lower()
    if form.startswith("decimalEnclosedCircle") and 0 < value <= 20:
        return chr(0x2460 + value - 1)
    if form == "decimalEnclosedParen" and 0 < value <= 20:
        return chr(0x2474 + value - 1)
    if form == "decimalEnclosedFullstop" and 0 < value <= 20:
        return chr(0x2488 + value - 1)
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    if form == "ideographTraditional" and 0 < value <= 10:
        return "甲乙丙丁戊己庚辛壬癸"[value - 1]
    if form == "ideographZodiac" and 0 < value <= 12:
        return "子丑寅卯辰巳午未申酉戌亥"[value - 1]
    if form == "decimalZero":
        return f"{value:02d}"
    return str(value)


def _chinese(value: int) -> str:
    """一百二十三; 〇 is written 零 inside (一百零五), a leading 一十 as 十."""
    if not 0 < value < 10_000:
        return str(value) if value else "〇"
    words, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            words += ("零" if zero else "") + _DIGITS[digit] + name
            zero = False
        elif words:
            zero = value > 0
    return words[1:] if words.startswith("一十") else words


def _roman(value: int) -> str:
    words = ""
    for number, name in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        words += name * (value // number)
        value %= number
    return words
