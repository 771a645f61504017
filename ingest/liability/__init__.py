"""Liability links: which conduct of the 罚则 breaches which duty, by citation or by paraphrase. See ``docs/sanctions.md``."""

from __future__ import annotations

from collections import defaultdict

from ..facts import Actor, Conduct, Definition, Link, Norm, Reference, Sanction
from ..reading import Reading
from ..units import Passage
from .cited import Duty, cited_duties, conducts_by_unit
from .conducts import Breach, breach_of, only_cites
from .general import MOST, OFFICE, Numbered, meant
from .links import accepted, both, candidates, named, taken_over
from .paraphrase import Scorer
from .parties import Parties


def find_links(
    reading: Reading,
    passages: tuple[Passage, ...],
    norms: tuple[Norm, ...],
    sanctions: tuple[Sanction, ...],
    references: tuple[Reference, ...],
    definitions: tuple[Definition, ...],
    actors: tuple[Actor, ...] = (),
    title: str = "",
) -> tuple[Link, ...]:
    """Conduct → duty links: cited ones accepted, paraphrases as candidates with score, margin and shared terms.

    A paraphrase is never accepted by itself. ``actors`` tell who is a kind or a member of whom, ``title`` what the statute is about.
    """
    if not sanctions:
        return ()
    parties = Parties(actors, sanctions)
    scorer = Scorer(reading.match, passages, norms, sanctions, definitions, parties)
    cited = cited_duties(reading, passages, norms, sanctions, references, parties, scorer.read)
    numbered = _numbered(sanctions, cited, scorer)
    found: dict[str, list[Link]] = {}
    rest: list[tuple[Conduct, Sanction, Breach]] = []
    for sanction in sanctions:
        for conduct in sanction.conducts:
            breach = breach_of(conduct, sanction)
            if conduct.id in cited:
                found[conduct.id] = accepted(conduct, cited[conduct.id])
            elif breach.kind == "act":
                found[conduct.id] = candidates(conduct, breach.limbs, scorer, sanction)
            elif breach.kind in ("duty", "dereliction"):
                most = MOST if breach.kind == "duty" else OFFICE
                general = named(conduct, meant(breach, conduct, sanction, scorer, title, numbered=numbered), most)
                if not general and breach.kind == "duty" and not parties.is_public(frozenset(conduct.offenders)):
                    # a duty of no such name may be asked in the same words (未履行电话卡实名登记职责)
                    alike = candidates(conduct, ("未" + breach.matter,), scorer, sanction)
                    general = both([link for link in alike if len(link.shared) > 1], general)
                # 玩忽职守，未…: the office neglected, and an act beside it
                found[conduct.id] = (
                    both(candidates(conduct, breach.limbs, scorer, sanction), general) if breach.limbs else general
                )
            elif breach.kind == "rest":
                rest.append((conduct, sanction, breach))
    for conduct, sanction, breach in rest:
        covered = frozenset(link.duty_unit for other in sanction.conducts for link in found.get(other.id, ()))
        found[conduct.id] = named(conduct, meant(breach, conduct, sanction, scorer, title, covered), MOST)
    _take_over(sanctions, references, found)
    return tuple(link for sanction in sanctions for conduct in sanction.conducts for link in found.get(conduct.id, ()))


def _numbered(sanctions: tuple[Sanction, ...], cited: dict[str, list[Duty]], scorer: Scorer) -> Numbered:
    """The duties that conducts name both by number and by their matter (第二十三条、第二十七条规定的网络安全保护义务)."""
    found: Numbered = defaultdict(list)
    for sanction in sanctions:
        for conduct in sanction.conducts:
            if conduct.id in cited and (breach := breach_of(conduct, sanction)).kind == "duty" and breach.matter:
                matter = found[frozenset(scorer.read.terms(breach.matter))]
                matter += [norm for norm, _, _ in cited[conduct.id] if norm and norm not in matter]
    return found


def _take_over(sanctions: tuple[Sanction, ...], references: tuple[Reference, ...], found: dict[str, list[Link]]) -> None:
    """有前款行为的 breaches what the acts of that 款 breach, as surely as they do."""
    by_id = {reference.id: reference for reference in references}
    of_unit = conducts_by_unit(sanctions)
    for sanction in sanctions:
        for conduct in sanction.conducts:
            if not only_cites(conduct):
                continue
            own = found.get(conduct.id, [])
            targets = [t for r in conduct.cited if r in by_id for t in by_id[r].targets if t != conduct.unit]
            others = [
                link
                for target in targets
                for other in of_unit.get(target, ())
                for link in found.get(other, ())
                if link.rule != "general" or link.score  # not what a catch-all may mean
            ]
            found[conduct.id] = taken_over(conduct, own, others)
