"""Bytes → characters: UTF-8, UTF-16, GB18030 and Big5, each by what the bytes show, never by guess without a trace.

A byte order mark decides. Else UTF-8 if the bytes are valid UTF-8 (chance hits of other encodings are next to impossible).
Else the encoding whose characters are Chinese as it is written: common characters and punctuation, none of the rare ones
that a wrong decoding yields. Where nothing fits, the file is refused with the place of the first wrong byte.
"""

from __future__ import annotations

import codecs

from ..diagnostics import Places, diagnostic
from ..units import Diagnostic
from .errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# the most frequent characters of Chinese prose and of statutes, simplified and traditional, with their punctuation
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度"
    "家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反"
    "你明看原又么利比或但质气第向道路建设规定条款项依照省市县府门单位管责任者及按违处罚负令据信息公共安保护办例章节总则附施务交监督委员务院厅局署通知"
    "這中為個國時來們說產種後學經進著電裡現實體製機當點從業還開應與關樣間數條項規範辦負責監護據訊處罰違單門縣務廳總則議"
    "，。、；：“”（）《》〔〕"
)
_SAMPLE = 20_000


def decode(data: bytes, name: str, declared: str | None = None) -> tuple[str, str, tuple[Diagnostic, ...]]:
    """(text, encoding, doubts). ``declared``: an encoding the file itself names (HTML). Raises :class:`ReadError`."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text, doubts = _lenient(data[len(mark) :], encoding.removesuffix("-sig"), name)
            return text, encoding, doubts
    if declared and (said := _strict(data, declared)) is not None and _chinese(said) >= 0:
        return said, declared, ()
    nul = data.count(0)
    if nul * 1000 <= len(data) and (plain := _strict(data, "utf-8")) is not None:
        return plain, "utf-8", ()
    if found := _best(data, with_nul=nul > 0):
        return *found, ()
    if nul:
        raise ReadError("binary", name, kind="NUL")
    for encoding in ("utf-8", "gb18030"):
        text = data.decode(encoding, "replace")
        wrong = text.count("\ufffd")
        if wrong <= max(2, len(text) // 2000) and len(text) > 20 * wrong and (encoding == "utf-8" or _chinese(text) > 0.12):
            return text, encoding, _damage(text, encoding)
    raise ReadError("encoding_unknown", name, offset=_first_wrong(data))


def _lenient(data: bytes, encoding: str, name: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """Decoded by its mark; a few wrong bytes become U+FFFD with a doubt each, many make it no text."""
    text = _strict(data, encoding)
    if text is not None:
        return text, ()
    text = data.decode(encoding, "replace")
    if text.count("\ufffd") > max(2, len(text) // 2000):
        raise ReadError("encoding_unknown", name, offset=_first_wrong(data))
    return text, _damage(text, encoding)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _best(data: bytes, with_nul: bool) -> tuple[str, str] | None:
    """(text, encoding) of the decoding that is Chinese text beyond doubt; None if none is."""
    found: list[tuple[float, str, str]] = []
    for encoding in ("utf-16-le", "utf-16-be") if with_nul else ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be"):
        if encoding.startswith("utf-16") and len(data) % 2:
            continue
        text = _strict(data, encoding)
        if text is not None and (score := _chinese(text)) > 0.12:
            found.append((score, encoding, text))
    found.sort(key=lambda each: -each[0])
    if not found or (len(found) > 1 and found[0][0] < 1.5 * found[1][0]):
        return None
    return found[0][2], found[0][1]


def _chinese(text: str) -> float:
    """The share of common characters among those beyond ASCII; -1 where characters stand that no statute has."""
    sample = text if len(text) <= _SAMPLE else text[: _SAMPLE // 2] + text[-_SAMPLE // 2 :]
    beyond = [char for char in sample if char > "\x7f"]
    odd = sum(_is_odd(char) for char in sample)
    if odd * 50 > len(sample):
        return -1.0
    return sum(char in _COMMON for char in beyond) / len(beyond) if beyond else 0.0


def _is_odd(char: str) -> bool:
    code = ord(char)
    return (
        (code < 0x20 and char not in "\t\n\r\f\v")
        or 0x7F <= code < 0xA0
        or 0xA000 <= code <= 0xF8FF  # Yi, Hangul, surrogates, private use
        or code == 0xFFFD
        or 0x0400 <= code < 0x2000
    )


def _damage(text: str, encoding: str) -> tuple[Diagnostic, ...]:
    """One doubt for each of the first twenty characters that stand for bytes of no character."""
    found: list[Diagnostic] = []
    places, start = Places(text), text.find("\ufffd")
    while start >= 0 and len(found) < 20:
        found.append(diagnostic("damaged_bytes", places, start, start + 1, encoding=encoding))
        start = text.find("\ufffd", start + 1)
    return tuple(found)


def _first_wrong(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0
