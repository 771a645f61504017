"""The whole of one statute: its text, tree and facts. Immutable; everything else is derived from it."""

from __future__ import annotations

import msgspec

from .corrections.events import Conflict, Curated
from .facts import Actor, Definition, Link, Mention, Norm, Reference, Sanction
from .reading import Origin, Quote, Reading
from .units import Diagnostic, Segment, Unit


class Stated(msgspec.Struct, frozen=True):
    """A metadata value and the words that state it."""

    value: str
    quote: Quote


class Metadata(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the text says of itself; None where it is silent. Dates are ISO 8601 days.

    ``kind`` is one of 宪法/法律/行政法规/监察法规/地方性法规/部门规章/地方政府规章/司法解释/规范性文件 as named by title and issuer
    (立法法 ch. 2–4).
    """

    title: Stated | None = None
    kind: Stated | None = None
    issuer: Stated | None = None
    region: Stated | None = None
    adopted: Stated | None = None
    promulgated: Stated | None = None
    effective: Stated | None = None
    amended: tuple[Stated, ...] = ()
    status: Stated | None = None
    number: Stated | None = None


class Statute(msgspec.Struct, frozen=True):
    """A parsed statute. ``id`` comes from the text: title and the date of the version (``辽宁省大数据发展条例@2022-05-31``)."""

    id: str
    origin: Origin
    reading: Reading
    meta: Metadata
    units: tuple[Unit, ...]
    segments: tuple[Segment, ...]
    definitions: tuple[Definition, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    norms: tuple[Norm, ...] = ()
    references: tuple[Reference, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    links: tuple[Link, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    curated: tuple[Curated, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def title(self) -> str:
        """The title as the text gives it, or the file's name."""
        return self.meta.title.value if self.meta.title else self.origin.name
