"""Small statutes as rows, made in code: what loading and querying are tested with where the words do not matter."""

from __future__ import annotations

from graph.records import EdgeRow, NodeRow, Records


def small(
    title: str,
    articles: int = 3,
    actors: tuple[str, ...] = ("市人民政府",),
    words: str = "旧",
    cites: tuple[tuple[str, tuple[str, ...]], ...] = (),
) -> Records:
    """A statute of ``articles`` articles; each actor bears one obligation in each. ``cites``: (law, its units), from article 1."""
    sid = f"{title}@2020-01-01"
    nodes = [_node(sid, "", ("Statute",), title, title=title, sourceHash=words)]
    edges: list[EdgeRow] = []

    def edge(source: str, type_: str, target: str, **properties: object) -> None:
        id_ = f"{sid}:{source}|{type_}|{target}"
        edges.append(EdgeRow(_id(sid, source), type_, _id(sid, target), {"id": id_, "statute": sid, **properties}))

    for actor in actors:
        nodes.append(_node(sid, f"actor:{actor}", ("Actor",), actor, kind="government", text=actor))
    for n in range(1, articles + 1):
        unit = f"c1.a{n}"
        nodes.append(
            _node(sid, unit, ("Provision", "Article"), f"第{n}条", unit=unit, kind="article", text=f"{words}文第{n}条")
        )
        edge("", "HAS_PART", unit, order=n)
        for k, actor in enumerate(actors, 1):
            norm = f"{unit}#n{k}"
            nodes.append(_node(sid, norm, ("Norm", "Obligation", "Duty"), f"{words}义务", modality="obligation", text=words))
            edge(norm, "STATED_IN", unit, quote=words)
            edge(f"actor:{actor}", "BEARS", norm, quote=actor, basis="explicit")
    for law, units in cites:
        source = f"source:law:{law}"
        nodes.append(_node(sid, source, ("Source",), law, kind="law", law=law))
        edge("c1.a1", "REFERS_TO", source, kind="external_law", quote=law, **({"lawUnits": list(units)} if units else {}))
    return Records(sid, tuple(nodes), tuple(edges))


def _id(sid: str, key: str) -> str:
    return f"{sid}:{key}" if key else sid


def _node(sid: str, key: str, labels: tuple[str, ...], name: str, **properties: object) -> NodeRow:
    return NodeRow(_id(sid, key), labels, {"id": _id(sid, key), "name": name, "statute": sid, **properties})
