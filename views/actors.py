"""主体: what an actor must, may and must not do; whom it works with; what it enforces; what threatens it."""

from __future__ import annotations

import difflib

import streamlit as st

from graph import codes
from graph.citation import Citations
from graph.network import Network, nodes_with, out_edges
from graph.profile import SECTIONS, Line, Profile, profile_of
from ingest.statute import Statute

from . import address, correct, narrowing, shelf, statute_choice
from .evidence import plain
from .fact_table import Fact, fact_table
from .language import language, t

_RELATIONS = ("directs", "supervises", "reports_to", "acts_with", "counterpart", "enforces", "threatened_by")


def page() -> None:
    """The page."""
    statute = statute_choice.chosen()
    if statute is None:
        return
    graph = shelf.network(statute)
    counts = {actor: sum(1 for _ in out_edges(graph, actor, "BEARS")) for actor in nodes_with(graph, "Actor")}
    if not counts:
        st.info(t("actors.none"))
        return
    actor = _choice(statute, graph, counts)
    profile = profile_of(graph, actor)
    _head(graph, statute, profile)
    _lines(statute, profile)


def _choice(statute: Statute, graph: Network, counts: dict[str, int]) -> str:
    """The actor in the address, else the one with most norms. An unknown id gives the nearest and says so."""
    ordered = sorted(counts, key=lambda actor: (-counts[actor], actor))
    asked = address.read("actor")
    if asked and asked not in counts:
        near = difflib.get_close_matches(asked, ordered, n=1, cutoff=0.3)
        st.info(t("actors.unknown"))
        asked = near[0] if near else ""
    actor = asked or ordered[0]
    address.write(actor=actor)

    def changed() -> None:
        address.write(actor=st.session_state["actors.choice"], row=None, part=None)

    st.session_state["actors.choice"] = actor
    which, chain, change = st.columns([0.56, 0.24, 0.2], vertical_alignment="bottom")
    which.selectbox(
        t("actors.choose"),
        ordered,
        format_func=lambda one: t("actors.option", name=graph.nodes[one]["name"], n=counts[one]),
        key="actors.choice",
        on_change=changed,
    )
    if chain.button(t("actors.chain"), icon=":material/account_tree:", width="stretch"):
        from .pages import go

        go("chains", focus=f"actor:{actor}")
    with change:
        correct.button(statute, actor, "actors.change")
    return actor


def _head(graph: Network, statute: Statute, profile: Profile) -> None:
    code = language()
    data = graph.nodes[profile.actor]
    facts = [codes.name("actor", data.get("kind"), code), codes.name("level", data.get("level"), code)]
    if data.get("aliases"):
        facts.append(t("actors.aliases", names="、".join(data["aliases"])))
    if profile.members:
        facts.append(t("actors.members", names="、".join(profile.members)))
    if profile.groups:
        facts.append(t("actors.groups", names="、".join(profile.groups)))
    if data.get("symbolic"):
        facts.append(t("actors.symbolic"))
    st.caption("　·　".join(plain(fact) for fact in facts if fact))
    shown = [
        (codes.name("modality", section, code), len(profile.norms[section])) for section in SECTIONS if profile.norms[section]
    ]
    shown += [
        (t(f"actors.{name}"), len(getattr(profile, name))) for name in ("enforces", "threatened_by") if getattr(profile, name)
    ]
    st.markdown("　".join(f"{plain(label)} **{count}**" for label, count in shown))


def _lines(statute: Statute, profile: Profile) -> None:
    """One part at a time, as a table; parts without lines are not offered."""
    code = language()
    parts: dict[str, tuple[Line, ...]] = {"norms": tuple(line for section in SECTIONS for line in profile.norms[section])}
    parts |= {name: getattr(profile, name) for name in _RELATIONS}
    parts = {name: lines for name, lines in parts.items() if lines}
    if not parts:
        st.info(t("actors.nothing"))
        return
    part = narrowing.kind("part", list(parts), lambda name: f"{t(f'actors.{name}')} {len(parts[name])}", t("actors.parts"))
    cite = Citations(statute)
    columns = (
        t("actors.col_type"),
        t("actors.col_words"),
        t("actors.col_others"),
        t("actors.col_place"),
        t("actors.col_basis"),
    )
    facts = [
        Fact(
            line.node,
            (
                _note(part, line.note, code),
                line.quote,
                "、".join(line.other),
                cite.of(line.unit) if line.unit else "",
                t("line.stated") if line.stated else t("line.inferred"),
            ),
            line.unit,
            *_span(statute, line),
            line.node,
        )
        for line in parts[part]
    ]
    fact_table(
        statute,
        columns,
        facts,
        name="actors",
        title=f"{profile.name}-{t(f'actors.{part}')}",
        empty=t("actors.nothing"),
        wide=(columns[1],),
    )


def _note(part: str, note: str, code: str) -> str:
    family = {"enforces": "measure", "threatened_by": "measure", "counterpart": "role", "acts_with": "role"}.get(
        part, "modality"
    )
    return codes.name(family, note, code)


def _span(statute: Statute, line: Line) -> tuple[int | None, int | None]:
    data = shelf.network(statute).nodes[line.node]
    return data.get("start"), data.get("end")
