"""权责清单 and 期限: the tables an office asks for, every row with the words of the statute behind it.

The columns of the list follow the model of 《关于推行地方各级政府工作部门权力清单制度的指导意见》(2015): 主体, 职责/义务, 依据条款, 配合主体, 追责情形.
"""

from __future__ import annotations

import msgspec

from ingest.facts import Deadline
from ingest.statute import Statute

from .citation import Citations
from .signatures import signatures_of

DUTY_MODALITIES = ("obligation", "prohibition", "responsibility", "power")


class DutyRow(msgspec.Struct, frozen=True):
    """One row of the list. ``stated`` False: the bearer is inferred, not written in the sentence; ``review``: extracted/curated/confirmed;
    ``signed``: by whom and when.
    """

    actor: str
    modality: str
    duty: str
    citation: str
    unit: str
    quote: str
    partners: tuple[str, ...]
    liability: tuple[str, ...]
    stated: bool
    review: str
    norm: str
    signed: str = ""


class DeadlineRow(msgspec.Struct, frozen=True):
    """One time limit or frequency: whose, for what, how long in days (None: vague or a date), with the words."""

    actors: tuple[str, ...]
    duty: str
    citation: str
    unit: str
    quote: str
    deadline: Deadline
    days: float | None
    norm: str


_DAYS = {"hour": 1 / 24, "day": 1.0, "workday": 1.0, "week": 7.0, "month": 30.0, "quarter": 91.0, "year": 365.0}
"""For sorting only; the row shows the words of the statute."""


def duty_list(statute: Statute) -> tuple[DutyRow, ...]:
    """The list, by actor in order of first mention, in text order within one. Norms without a bearer stand last, under an empty name."""
    cite = Citations(statute)
    order = {actor.name: number for number, actor in enumerate(sorted(statute.actors, key=lambda actor: actor.first.at))}
    liability = _liability(statute, cite)
    signed = signatures_of(statute)
    rows: list[tuple[int, int, DutyRow]] = []
    for place, norm in enumerate(statute.norms):
        if norm.modality not in DUTY_MODALITIES:
            continue
        partners = tuple(dict.fromkeys(name for party in norm.parties if party.role == "co_actor" for name in party.actors))
        names = norm.bearers or norm.inferred or ("",)
        for name in names:
            row = DutyRow(
                actor=name,
                modality=norm.modality,
                duty=norm.action.text if norm.action else norm.quote.text,
                citation=cite.of(norm.unit),
                unit=norm.unit,
                quote=norm.quote.text,
                partners=partners,
                liability=liability.get(norm.id, ()),
                stated=bool(norm.bearers),
                review=norm.review,
                norm=norm.id,
                signed=signed["norm", norm.id].line if ("norm", norm.id) in signed else "",
            )
            rows.append((order.get(name, len(order)), place, row))
    return tuple(row for _, _, row in sorted(rows, key=lambda one: one[:2]))


def _liability(statute: Statute, cite: Citations) -> dict[str, tuple[str, ...]]:
    """Norm id → where its breach is answered; a candidate link says so."""
    found: dict[str, list[str]] = {}
    for link in statute.links:
        if link.norm is None or link.status == "rejected":
            continue
        where = cite.of(link.conduct_unit)
        found.setdefault(link.norm, []).append(where if link.status == "accepted" else f"{where}（候选）")
    return {norm: tuple(dict.fromkeys(places)) for norm, places in found.items()}


def deadlines_of(statute: Statute) -> tuple[DeadlineRow, ...]:
    """Every deadline and frequency, in text order."""
    cite = Citations(statute)
    return tuple(
        DeadlineRow(
            actors=norm.bearers or (),
            duty=norm.action.text if norm.action else norm.quote.text,
            citation=cite.of(norm.unit),
            unit=norm.unit,
            quote=norm.quote.text,
            deadline=deadline,
            days=deadline.n * _DAYS[deadline.unit] if deadline.n is not None and deadline.unit else None,
            norm=norm.id,
        )
        for norm in statute.norms
        for deadline in norm.deadlines
    )
