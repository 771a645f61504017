"""The gold's responsibility chains: which of their edges hold in a statute."""

from __future__ import annotations

from ..facts import Norm, Step
from ..statute import Statute
from .align import aligned
from .folder import Gold, short


class _Edges:
    """Tests whether an edge of a chain holds. Actors are compared as sets of single actors, collectives expanded."""

    def __init__(self, gold: Gold, statute: Statute) -> None:
        self.gold, self.statute = gold, statute
        self.norms: dict[str, Norm] = {norm.id: norm for norm in statute.norms}
        self.steps: dict[str, Step] = {step.id: step for sanction in statute.sanctions for step in sanction.steps}
        self.sanction = {step.id: sanction for sanction in statute.sanctions for step in sanction.steps}
        self.conducts = {c.id: c for sanction in statute.sanctions for c in sanction.conducts}

    def _in(self, actor: str, names: tuple[str, ...] | None) -> bool:
        want, have = self.gold.resolve([actor]), self.gold.resolve(names)
        return bool(want) and want <= have

    def holds(self, kind: str, start: str, end: str) -> bool:
        test = getattr(self, "_" + kind.lower(), None)
        return bool(test and test(start, end))

    def _bears(self, actor: str, norm: str) -> bool:
        return norm in self.norms and self._in(actor, self.norms[norm].bearers)

    def _bears_implied(self, actor: str, norm: str) -> bool:
        return norm in self.norms and self._in(actor, self.norms[norm].inferred)

    def _counterparty(self, norm: str, actor: str) -> bool:
        return norm in self.norms and any(self._in(actor, party.actors) for party in self.norms[norm].parties)

    def _targets(self, step: str, actor: str) -> bool:
        return step in self.steps and self._in(actor, self.steps[step].targets)

    def _enforced_by(self, step: str, actor: str) -> bool:
        return step in self.steps and self._in(actor, self.steps[step].enforcers)

    def _enforced_by_implied(self, step: str, actor: str) -> bool:
        return step in self.steps and self._in(actor, self.steps[step].inferred_enforcers)

    def _offender(self, conduct: str, actor: str) -> bool:
        return conduct in self.conducts and self._in(actor, self.conducts[conduct].offenders)

    def _enforces(self, conduct: str, norm: str) -> bool:
        return any(link.conduct == conduct and link.norm == norm and link.status != "rejected" for link in self.statute.links)

    def _triggers(self, conduct: str, step: str) -> bool:
        sanction = self.sanction.get(step)
        if sanction is None or conduct not in {c.id for c in sanction.conducts}:
            return False
        answered = self.steps[step].conducts
        return not answered or conduct in answered

    def _next(self, step: str, other: str) -> bool:
        sanction = self.sanction.get(step)
        if sanction is None or self.sanction.get(other) is not sanction:
            return False
        order = [s.id for s in sanction.steps]
        return order.index(other) == order.index(step) + 1

    def _same_article(self, norm: str, other: str) -> bool:
        if norm not in self.norms or other not in self.norms:
            return False
        return short(self.norms[norm].unit).split(".")[0] == short(self.norms[other].unit).split(".")[0]

    def _refers_to(self, norm: str, other: str) -> bool:
        """A reference in the norm's words (or its unit) to the unit of the other."""
        if norm not in self.norms or other not in self.norms:
            return False
        unit, target = short(self.norms[norm].unit), short(self.norms[other].unit)
        return any(short(ref.unit) == unit and target in {short(t) for t in ref.targets} for ref in self.statute.references)

    def _reports_for(self, actor: str, step: str) -> bool:
        """报本级人民政府责令: the enforcer of the step before brings the matter to the enforcer of this one."""
        sanction = self.sanction.get(step)
        if sanction is None:
            return False
        order = [s.id for s in sanction.steps]
        index = order.index(step)
        if index == 0:
            return False
        before = sanction.steps[index - 1]
        between = self.statute.reading.text[before.quote.until : self.steps[step].quote.until]
        return "报" in between and self._in(actor, before.enforcers)


def edge_scores(gold: Gold, statute: Statute) -> dict[str, list[tuple[str, bool]]]:
    """Every chain's edges, as words, and whether each holds in ``statute`` (in the gold's names)."""
    edges = _Edges(gold, statute)
    return {
        chain["id"]: [
            (f"{edge['from']} {edge['type']} {edge['to']}", edges.holds(edge["type"], edge["from"], edge["to"]))
            for edge in chain["edges"]
        ]
        for chain in gold.raw["chains"]["chains"]
    }


def score_chains(gold: Gold, statute: Statute) -> dict[str, float]:
    """The share of each chain's edges that hold in the extracted statute."""
    return {
        key: sum(holds for _, holds in edges) / len(edges) if edges else 1.0
        for key, edges in edge_scores(gold, aligned(gold, statute)).items()
    }
