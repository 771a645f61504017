"""Offender and bearer: can who broke a rule be who had to keep it?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from ..facts import Actor, Sanction

#: ``same``: an offender is a bearer, a kind of bearer or the bearer a kind of offender; ``open``: one of them is not named, or named
#: without saying who (有关单位); ``another``: somebody else on the same side; ``other``: the other side, or who punishes
Relation = Literal["same", "open", "another", "other"]

_PUBLIC = re.compile("(?:政府|部门|机关|委员会|国务院|局|厅|办公室|办事处|法院|检察院)$|^国家$")
_PRIVATE = re.compile(
    "(?:市场主体|企业|公司|经营者|运营者|处理者|提供者|个人|公民|用户|法人|业主|生产者|销售者|者|商户"
    "|(?:建设|施工|设计|勘察|监理|用人|用工|生产|经营|营运|运营|运维|产权|排污|检测|销售)单位)$"
)
#: they act for the body named beside them (其工作人员)
_STAFF = re.compile("(?:的|其|及其)?(?:国家)?(?:有关|直接)?(?:工作人员|主管人员|责任人员|负责人|领导人员)$")
#: 行政处罚法第九条: punishments that are not for public bodies
_AGAINST_PRIVATE = frozenset(
    (
        "fine",
        "confiscation",
        "suspension",
        "licence_suspension",
        "licence_revocation",
        "downgrade",
        "closure",
        "detention",
        "demolition",
        "late_fee",
    )
)
#: names that leave open who is meant
_OPEN = re.compile(
    "^(?:任何|有关|相关|其他|各|政府|国家)*(?:单位|个人|组织|机构|部门|主管部门|(?:行政)?(?:主管|管理)部门|行政机关|企业|企业事业单位|企事业单位|人员|工作人员|国家工作人员|自然人|公民|法人|非法人组织)$"
)
#: 各级人民政府 are all of them
_LEVELS = re.compile("^(?:(?:地方)?各级|[省市县乡]级以上(?:地方)?(?:各级)?)")
#: shorter names are endings of too many others (者, 人)
_NAME = 2


#: where nobody is disciplined beside it, who is punished under other law is no office either
_ELSEWHERE = frozenset(("referral_penalty", "public_security"))


def _is_against_private(sanction: Sanction) -> bool:
    measures = {step.measure for step in sanction.steps}
    return not measures.isdisjoint(_AGAINST_PRIVATE) or ("disciplinary" not in measures and not measures.isdisjoint(_ELSEWHERE))


class _Side(NamedTuple):
    """The actors of one side: their bodies, whether all of these are public or private, whether one is named without saying who."""

    bodies: tuple[str, ...]
    public: bool
    private: bool
    open: bool


class _Name(NamedTuple):
    """An actor's name: himself and those wider, himself and his members, the name without its levels, whether that says who."""

    line: frozenset[str]
    parts: frozenset[str]
    short: str
    telling: bool


class Parties:
    """The actors of one statute as far as they tell who can be who: members of collectives, wider actors, endings of names."""

    def __init__(self, actors: tuple[Actor, ...] = (), sanctions: tuple[Sanction, ...] = ()) -> None:
        self._members = {actor.name: actor.members for actor in actors if actor.members}
        self._wider = {actor.name: actor.broader for actor in actors if actor.broader}
        self.names = frozenset(actor.name for actor in actors)
        # who punishes anywhere in the statute holds public power
        self._powers = frozenset(
            actor
            for sanction in sanctions
            for step in sanction.steps
            if step.measure in _AGAINST_PRIVATE
            for actor in step.enforcers
            if not _PRIVATE.search(actor)
        )
        self._stands: dict[tuple[frozenset[str], frozenset[str], str], Relation] = {}
        self._named: dict[tuple[frozenset[str], frozenset[str]], bool] = {}
        self._known: dict[tuple[frozenset[str], frozenset[str]], Relation] = {}
        self._sides: dict[frozenset[str], _Side] = {}
        self._names: dict[str, _Name] = {}
        self._kins: dict[tuple[str, str], bool] = {}
        self._enforcers: dict[str, tuple[frozenset[str], bool]] = {}

    def stand(self, offenders: frozenset[str], bearers: frozenset[str], sanction: Sanction) -> Relation:
        """How the bearers of a duty stand to the offenders of a ladder: who punishes is the other side unless named as offender too, and
        so is a public body where nobody is named and the measures are those against private parties."""
        key = (offenders, bearers, sanction.id)
        if key not in self._stands:
            self._stands[key] = self._stand(offenders, bearers, sanction)
        return self._stands[key]

    def _stand(self, offenders: frozenset[str], bearers: frozenset[str], sanction: Sanction) -> Relation:
        if sanction.id not in self._enforcers:
            self._enforcers[sanction.id] = (
                frozenset(actor for step in sanction.steps for actor in step.enforcers),
                _is_against_private(sanction),
            )
        enforcers, against_private = self._enforcers[sanction.id]
        if bearers and bearers <= enforcers and not bearers & offenders:
            return "other"
        if not offenders and bearers and against_private and self._side(bearers).public:
            return "other"
        return self.relation(offenders, bearers)

    def relation(self, offenders: frozenset[str], bearers: frozenset[str]) -> Relation:
        """How the bearers of a duty stand to the offenders of a conduct."""
        key = (offenders, bearers)
        if key not in self._known:
            self._known[key] = self._relation(offenders, bearers)
        return self._known[key]

    def is_named(self, offenders: frozenset[str], bearers: frozenset[str]) -> bool:
        """Whether the duty names the offender, or a wider or narrower actor of his."""
        key = (offenders, bearers)
        if key not in self._named:
            ours, theirs = self._side(offenders).bodies, self._side(bearers).bodies
            self._named[key] = any(a == b or (not _OPEN.match(a) and self._kin(a, b)) for a in ours for b in theirs)
        return self._named[key]

    def on_one_side(self, names: frozenset[str], others: frozenset[str]) -> bool:
        """Whether both are public bodies, or both private parties."""
        ours, theirs = self._side(names), self._side(others)
        return (ours.public and theirs.public) or (ours.private and theirs.private)

    def is_public(self, names: frozenset[str]) -> bool:
        """Whether all of them hold public power, by their name or because they punish."""
        return self._side(names).public

    def _side(self, names: frozenset[str]) -> _Side:
        side = self._sides.get(names)
        if side is None:
            every = bodies(names)
            public = all(name in self._powers or _PUBLIC.search(name) for name in every)
            side = _Side(every, public, not public and is_private(every), any(map(_OPEN.match, every)))
            self._sides[names] = side
        return side

    def _relation(self, offenders: frozenset[str], bearers: frozenset[str]) -> Relation:
        if not offenders or not bearers:
            return "open"
        ours, theirs = self._side(offenders), self._side(bearers)
        if any(self._kin(a, b) for a in ours.bodies for b in theirs.bodies):
            return "same"
        if (ours.public and theirs.private) or (ours.private and theirs.public):
            return "other"
        if ours.open or theirs.open:
            return "open"
        return "another"

    def _kin(self, a: str, b: str) -> bool:
        key = (a, b)
        if key not in self._kins:
            self._kins[key] = self._are_kin(a, b)
        return self._kins[key]

    def _are_kin(self, a: str, b: str) -> bool:
        one, other = self._name(a), self._name(b)
        if b in one.line or a in other.line or not one.parts.isdisjoint(other.parts):
            return True
        short, long = (one, other) if len(one.short) <= len(other.short) else (other, one)
        return short.telling and long.short.endswith(short.short)

    def _name(self, name: str) -> _Name:
        known = self._names.get(name)
        if known is None:
            short = _LEVELS.sub("", name).replace("的", "")
            telling = len(short) > _NAME and not _OPEN.match(short)
            known = _Name(self._line(name), frozenset((name, *self._members.get(name, ()))), short, telling)
            self._names[name] = known
        return known

    def _line(self, name: str) -> frozenset[str]:
        """The actor and those wider than it."""
        found = {name}
        while (wider := self._wider.get(name)) and wider not in found:
            found.add(wider)
            name = wider
        return frozenset(found)


def bodies(names: Iterable[str]) -> tuple[str, ...]:
    """The actors, and for their staff the body it acts for (主管部门的工作人员: 主管部门); staff of nobody named only where it stands alone."""
    every = tuple(names)
    whose = (_STAFF.sub("", name) if _STAFF.search(name) else name for name in every)
    return tuple(dict.fromkeys(name for name in whose if len(name) > 1)) or every


def is_public(names: Iterable[str]) -> bool:
    """Whether all of them are public bodies (or there are none)."""
    return all(map(_PUBLIC.search, names))


def is_private(names: Iterable[str]) -> bool:
    """Whether all of them are private parties (or there are none)."""
    return all(map(_PRIVATE.search, names))


def is_anybody(names: Iterable[str]) -> bool:
    """Whether they are named without saying who: 任何单位和个人, 自然人、法人和非法人组织."""
    every = tuple(names)
    return bool(every) and all(_OPEN.match(name) and not _PUBLIC.search(name) for name in every)


def is_open(name: str) -> bool:
    """Whether a name leaves open who is meant: 有关部门, 工作人员."""
    return bool(_OPEN.match(name))


def is_staff(names: Iterable[str]) -> bool:
    """Whether the people who act for a body are among them: 其工作人员."""
    return any(map(_STAFF.search, names))
