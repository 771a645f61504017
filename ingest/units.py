"""The tree of a statute: 编/分编/章/节/条/款/项/目 and what stands around them.

Levels and counting follow 《立法技术规范（试行）》 (全国人大常委会法工委, 2009/2011): a 款 is a natural paragraph of a 条,
项 are numbered （一）, 目 are numbered 1. below a 项.
"""

from __future__ import annotations

from typing import Literal

import msgspec

UnitKind = Literal[
    "part",  # 编
    "subpart",  # 分编
    "chapter",  # 章
    "section",  # 节
    "article",  # 条
    "paragraph",  # 款
    "item",  # 项
    "subitem",  # 目
    "title",  # 标题
    "note",  # 题注
    "toc",  # 目录
    "preamble",  # 序言
    "annex",  # 附件
    "signature",  # 落款
    "other",
]

Role = Literal["label", "heading", "text", "dropped"]
DropReason = Literal["whitespace", "page_furniture", "zero_width", "markup"]


class Unit(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One unit of the tree.

    ``id`` is the full path (``c3.a15.p1.i2``; 条之一 = ``a120-1``; a second unit of the same path ``a5~2``).
    ``start``/``end``: source span of the unit with everything under it; article and item with their label, paragraph without.
    ``at``/``until``: the same span in the logical text.
    ``own_at``/``own_until``: the unit's own words in the logical text (a chapeau, an item's words without its label, a heading).
    """

    id: str
    kind: UnitKind
    number: str | None
    label: str | None
    heading: str | None
    parent: str | None
    start: int
    end: int
    at: int
    until: int
    own_at: int
    own_until: int


class Segment(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A tile of the source: which unit it belongs to and as what. ``reason`` only for dropped tiles."""

    start: int
    end: int
    unit: str | None
    role: Role
    reason: DropReason | None = None


class Diagnostic(msgspec.Struct, frozen=True):
    """A doubt or defect, with its place. ``code`` is stable and documented in ``docs/diagnostics.md``.

    ``line``/``column`` count from 1 in the source; ``start``/``end`` are source offsets; ``values`` fill the message.
    """

    code: str
    message: str
    line: int
    column: int
    start: int
    end: int
    severity: Literal["info", "warning", "error"]
    values: dict[str, str] = {}


class Passage(msgspec.Struct, frozen=True, gc=False):
    """The own words of one text-bearing unit, ready for the rules.

    ``text`` is matching text without label and without final line break; ``at`` its offset in the logical text, so that local
    offset ``k`` stands at logical offset ``at + k``. ``intro`` is the index (in the list of passages) of the passage that
    introduces this one: the chapeau of an item, the item of a subitem; None elsewhere. ``article`` is the id of the 条 it
    stands in (None outside articles), ``chapter_heading`` the heading of the nearest 章 (or 编) above.
    """

    unit: str
    kind: UnitKind
    text: str
    at: int
    intro: int | None
    article: str | None
    chapter_heading: str | None = None
