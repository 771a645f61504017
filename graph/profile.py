"""An actor's profile 主体: what it must, may and must not do; whom it works with; what it enforces; what threatens it."""

from __future__ import annotations

import msgspec

from .breaches import steps_of
from .chain_filters import STATED
from .network import Network, in_edges, nodes_with, out_edges
from .places import provision_of

SECTIONS = ("obligation", "prohibition", "responsibility", "power", "permission", "right", "encouragement", "declaration")


class Line(msgspec.Struct, frozen=True):
    """One line of a profile: a fact (node id), its unit and words; ``note`` is a code (modality, measure, role), ``other`` actor names.

    ``stated``: the text itself says it (False: inferred, shown apart).
    """

    node: str
    unit: str
    quote: str
    note: str
    other: tuple[str, ...] = ()
    stated: bool = True


class Profile(msgspec.Struct, frozen=True):
    """What a statute says of one actor. ``norms`` by modality; relations and sanctions as lines, in text order."""

    actor: str
    name: str
    norms: dict[str, tuple[Line, ...]]
    directs: tuple[Line, ...]
    supervises: tuple[Line, ...]
    reports_to: tuple[Line, ...]
    acts_with: tuple[Line, ...]
    counterpart: tuple[Line, ...]
    enforces: tuple[Line, ...]
    threatened_by: tuple[Line, ...]
    members: tuple[str, ...]
    groups: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many norms name the actor as bearer."""
        return sum(len(lines) for lines in self.norms.values())


def _line(graph: Network, node: str, note: str, other: tuple[str, ...] = (), stated: bool = True) -> Line:
    data = graph.nodes[node]
    provision = provision_of(graph, node)
    if not provision:
        sanction = next((source for source, _ in in_edges(graph, node, "HAS_STEP")), "")
        provision = provision_of(graph, sanction) if sanction else ""
    unit = graph.nodes[provision]["unit"] if provision else ""
    return Line(node, unit, data.get("text", ""), note, other, stated)


def profile_of(graph: Network, actor: str) -> Profile:
    """The profile of the actor node ``actor``. Duties of a collective count for its members, as inferred lines. Raises KeyError."""
    data = graph.nodes[actor]
    groups = tuple(group for group, _ in out_edges(graph, actor, "MEMBER_OF"))
    borne: dict[str, bool] = {}
    for norm, edge in out_edges(graph, actor, "BEARS"):
        borne[norm] = borne.get(norm, False) or edge["basis"] in STATED
    for group in groups:
        for norm, _ in out_edges(graph, group, "BEARS"):
            borne.setdefault(norm, False)
    norms = {code: tuple(_norm_lines(graph, borne, code)) for code in SECTIONS}
    return Profile(
        actor=actor,
        name=data["name"],
        norms=norms,
        directs=_relations(graph, actor, "DIRECTS"),
        supervises=_relations(graph, actor, "SUPERVISES"),
        reports_to=_relations(graph, actor, "REPORTS_TO"),
        acts_with=_partners(graph, actor),
        counterpart=_counterpart(graph, actor),
        enforces=tuple(
            _line(graph, step, graph.nodes[step]["kind"], _targets(graph, step))
            for step, _ in in_edges(graph, actor, "IMPOSED_BY")
        ),
        threatened_by=_threats(graph, actor, borne),
        members=tuple(graph.nodes[member]["name"] for member, _ in in_edges(graph, actor, "MEMBER_OF")),
        groups=tuple(graph.nodes[group]["name"] for group in groups),
    )


def _norm_lines(graph: Network, borne: dict[str, bool], code: str) -> list[Line]:
    order = {norm: number for number, norm in enumerate(nodes_with(graph, "Norm"))}
    held = sorted((norm for norm in borne if graph.nodes[norm]["modality"] == code), key=order.__getitem__)
    return [_line(graph, norm, code, stated=borne[norm]) for norm in held]


def _relations(graph: Network, actor: str, type_: str) -> tuple[Line, ...]:
    by_norm: dict[str, list[str]] = {}
    for other, data in out_edges(graph, actor, type_):
        by_norm.setdefault(data["norm"], []).append(graph.nodes[other]["name"])
    return tuple(
        _line(graph, norm, graph.nodes[norm]["modality"], tuple(names)) for norm, names in by_norm.items() if norm in graph
    )


def _partners(graph: Network, actor: str) -> tuple[Line, ...]:
    """Norms the actor carries out jointly: with its co-actors, or as one."""
    lines: list[Line] = []
    for norm, _ in out_edges(graph, actor, "BEARS"):
        names = tuple(graph.nodes[other]["name"] for other, _ in in_edges(graph, norm, "CO_ACTS"))
        if names:
            lines.append(_line(graph, norm, "co_actor", names))
    for norm, _ in out_edges(graph, actor, "CO_ACTS"):
        lines.append(
            _line(graph, norm, "co_actor", tuple(graph.nodes[other]["name"] for other, _ in in_edges(graph, norm, "BEARS")))
        )
    return tuple(lines)


def _counterpart(graph: Network, actor: str) -> tuple[Line, ...]:
    return tuple(
        _line(graph, norm, data["role"], tuple(graph.nodes[other]["name"] for other, _ in in_edges(graph, norm, "BEARS")))
        for norm, data in in_edges(graph, actor, "TOWARD")
    )


def _targets(graph: Network, step: str) -> tuple[str, ...]:
    return tuple(graph.nodes[other]["name"] for other, _ in out_edges(graph, step, "IMPOSED_ON"))


def _threats(graph: Network, actor: str, borne: dict[str, bool]) -> tuple[Line, ...]:
    """Measures imposed on the actor by name, then those that answer a breach of a duty it bears."""
    named = {step: True for step, _ in in_edges(graph, actor, "IMPOSED_ON")}
    for norm, stated in borne.items():
        for _, step, link in steps_of(graph, norm):
            named[step] = named.get(step, False) or (stated and link["status"] == "accepted")
    enforcers = {step: tuple(graph.nodes[who]["name"] for who, _ in out_edges(graph, step, "IMPOSED_BY")) for step in named}
    return tuple(_line(graph, step, graph.nodes[step]["kind"], enforcers[step], stated) for step, stated in named.items())


class Cell(msgspec.Struct, frozen=True):
    """One cell of the actor × chapter matrix: how many norms, how many of them only inferred, and which."""

    norms: tuple[str, ...]
    inferred: int


class Matrix(msgspec.Struct, frozen=True):
    """Actor × chapter counts. ``columns`` are chapter node ids ("" = outside chapters); ``rows`` actor node ids, busiest first."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[tuple[str, str], Cell]


def matrix_of(graph: Network, modalities: tuple[str, ...] = ()) -> Matrix:
    """Who bears how many norms in which chapter; an empty ``modalities`` counts all."""
    from .places import chapter_of

    held: dict[tuple[str, str], list[tuple[str, bool]]] = {}
    columns: dict[str, None] = {}
    for norm in nodes_with(graph, "Norm"):
        if modalities and graph.nodes[norm]["modality"] not in modalities:
            continue
        chapter = chapter_of(graph, norm)
        bearers = list(in_edges(graph, norm, "BEARS"))
        if bearers:
            columns[chapter] = None
        for actor, data in bearers:
            held.setdefault((actor, chapter), []).append((norm, data["basis"] in STATED))
    totals: dict[str, int] = {}
    for (actor, _), norms in held.items():
        totals[actor] = totals.get(actor, 0) + len(norms)
    rows = tuple(sorted(totals, key=lambda actor: (-totals[actor], actor)))
    cells = {key: Cell(tuple(norm for norm, _ in norms), sum(not stated for _, stated in norms)) for key, norms in held.items()}
    return Matrix(rows, tuple(columns), cells)
