"""Items of a list under 违反第A条、第B条规定，有下列行为之一: each breaches the provision its own words are about, not every one named."""

from __future__ import annotations

import msgspec

from ..facts import Conduct, Sanction
from ..units import Passage
from .conducts import bare, limbs_of
from .words import Words

#: an act of whose words (by rarity) the nearest provision has less than this is not told apart by them
TELLING = 0.3
#: a provision with this share of what the nearest has is as near
AS_NEAR = 0.6


def is_item(conduct: Conduct, sanction: Sanction) -> bool:
    """Whether the conduct is an item of the list its ladder opens."""
    return conduct.unit != sanction.unit and conduct.unit.startswith(sanction.unit + ".")


def with_own_offender(conduct: Conduct) -> Conduct:
    """An item that opens with one of the offenders of the chapeau is his alone."""
    own = [name for name in conduct.offenders if conduct.quote.text.startswith(name)]
    return msgspec.structs.replace(conduct, offenders=(max(own, key=len),)) if own else conduct


def told(conduct: Conduct, provisions: list[Passage], words: Words) -> frozenset[str]:
    """The units among ``provisions`` that have the words of the conduct's acts, each act by itself; all of them where some act has too
    few of any to tell."""
    every = frozenset(passage.unit for passage in provisions)
    if len(provisions) < 2:
        return every
    held = {passage.unit: frozenset(words.terms(bare(passage.text))) for passage in provisions}
    found: set[str] = set()
    for limb in limbs_of(conduct.quote.text):
        terms = set(words.terms(bare(limb)))
        whole = sum(words.weight(term) for term in terms)
        shares = {unit: sum(words.weight(term) for term in terms & own) for unit, own in held.items()}
        best = max(shares.values())
        if not whole or best < TELLING * whole:
            return every
        found.update(unit for unit, share in shares.items() if share >= AS_NEAR * best)
    return frozenset(found)
