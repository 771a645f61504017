"""How a unit is cited: 第十五条第一款第（二）项 (《立法技术规范（试行）》 on citing)."""

from __future__ import annotations

from ingest.statute import Statute
from ingest.units import Unit

_DIGITS = "零一二三四五六七八九"


def chinese_number(number: int) -> str:
    """``number`` (1–9999) in Chinese numerals: 15 → 十五, 110 → 一百一十. Others come back as digits."""
    if not 0 < number < 10000:
        return str(number)
    words, pending = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            words += ("零" if pending and words else "") + _DIGITS[digit] + name
            pending = False
        elif words:
            pending = True
    return words[1:] if words.startswith("一十") else words


class Citations:
    """The citation of every unit of one statute."""

    def __init__(self, statute: Statute) -> None:
        self._units: dict[str, Unit] = {unit.id: unit for unit in statute.units}
        siblings: dict[str | None, int] = {}
        for unit in statute.units:
            if unit.kind == "paragraph":
                siblings[unit.parent] = siblings.get(unit.parent, 0) + 1
        self._paragraphs = siblings

    def of(self, unit_id: str) -> str:
        """第X条第Y款第（Z）项 for the unit (the 款 is left out where its article has only one); its id if it is unknown."""
        parts: list[str] = []
        unit = self._units.get(unit_id)
        if unit is None:
            return unit_id
        while unit is not None:
            parts.insert(0, self._part(unit))
            if unit.kind in ("article", "part", "subpart", "chapter", "section", "annex"):
                break
            unit = self._units.get(unit.parent) if unit.parent else None
        return "".join(parts) or unit_id

    def _part(self, unit: Unit) -> str:
        if unit.kind == "paragraph":
            if self._paragraphs.get(unit.parent, 0) < 2 or not (unit.number or "").isdigit():
                return ""
            return f"第{chinese_number(int(unit.number or 0))}款"
        if unit.kind == "item":
            return f"第（{self._word(unit)}）项"
        if unit.kind == "subitem":
            return f"第{unit.number}目"
        if unit.kind == "article" and unit.number:
            base, _, inserted = unit.number.partition("-")
            if base.isdigit():
                return f"第{chinese_number(int(base))}条" + (f"之{chinese_number(int(inserted))}" if inserted.isdigit() else "")
        return (unit.label or unit.heading or unit.id).strip()

    @staticmethod
    def _word(unit: Unit) -> str:
        return chinese_number(int(unit.number)) if unit.number and unit.number.isdigit() else (unit.number or "")

    def article(self, unit_id: str) -> Unit | None:
        """The 条 a unit stands in (itself for an article), None outside articles."""
        unit = self._units.get(unit_id)
        while unit is not None and unit.kind != "article":
            unit = self._units.get(unit.parent) if unit.parent else None
        return unit

    def chapter(self, unit_id: str) -> Unit | None:
        """The 章 (or, where there is none, the 编) a unit stands in."""
        unit, part = self._units.get(unit_id), None
        while unit is not None:
            if unit.kind == "chapter":
                return unit
            if unit.kind == "part":
                part = unit
            unit = self._units.get(unit.parent) if unit.parent else None
        return part
