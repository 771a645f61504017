"""The facts a statute states, as types. A fact without its quote does not exist; unknown is a value (None or empty).

Codes are those of ``graph/schema.py`` and ``docs/``; see the annotation guide for what counts as what.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from .reading import Quote

Modality = Literal[
    "obligation",  # 应当
    "prohibition",  # 不得
    "permission",  # 可以（私主体）
    "power",  # 可以（公主体）、由X制定
    "right",  # 有权、享有
    "encouragement",  # 鼓励
    "responsibility",  # 负责
    "declaration",  # 实行、以…为原则
    "sanction",  # only in norms.jsonl: a ladder step
]

Basis = Literal[
    "explicit",
    "same_sentence",
    "same_paragraph",
    "list_intro",
    "condition_subject",
    "possessor",
    "implied",
    "curated",
]

ActorKind = Literal[
    "state",
    "government",
    "department",
    "public_institution",
    "enterprise",
    "market_entity",
    "association",
    "organisation",
    "person",
    "other",
]

Level = Literal["national", "province", "city", "county", "county+", "town", "village", "any"]

PartyRole = Literal[
    "counterparty",
    "co_actor",  # 会同
    "organised",  # 组织X
    "directed",  # 指导、协调X
    "supervised",  # 监督管理X
    "encouraged",  # 鼓励、支持X
    "reported_to",  # 向X报告
    "protected",  # 保护X的权益
    "addressee",  # 向X公布、通知X
    "approver",  # 经X批准
]

ReferenceKind = Literal[
    "self",
    "internal_explicit",
    "internal_unit",
    "internal_instrument",
    "external_law",
    "named_instrument",
    "generic_law",
    "generic_rule",
    "by_duty",
    "saving_clause",
    "yifa",
]

MeasureKind = Literal[
    "notice_rectify",
    "order_rectify",
    "warning",
    "public_notice",
    "fine",
    "confiscation",
    "suspension",
    "licence_suspension",
    "licence_revocation",
    "downgrade",
    "closure",
    "restriction",
    "disqualification",
    "blacklist",
    "detention",
    "public_security",
    "interview",
    "delete_data",
    "access_suspension",
    "access_termination",
    "demolition",
    "late_fee",
    "substitute_performance",
    "civil_liability",
    "disciplinary",
    "criminal",
    "referral_penalty",
]

StepCondition = Literal[
    "base",
    "overdue",
    "refusal",
    "refusal_or_serious",
    "minor",
    "serious",
    "very_serious",
    "consequence",
    "repeat",
    "amount_band",
    "consequential",
    "further_act",
    "public_security",
    "crime",
]

Review = Literal["extracted", "curated", "confirmed"]


class Actor(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A canonical actor 主体 of one statute; ``name`` is its key. A collective has ``members`` (names).

    ``broader``: the wider actor (省网信主管部门 → 网信部门). ``symbolic``: 本级/上级/同级, resolved only in context.
    ``first``: the quote of its first mention.
    """

    name: str
    kind: ActorKind
    first: Quote
    unit: str
    level: Level | None = None
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    broader: str | None = None
    defined_in: str | None = None
    scope: str | None = None
    symbolic: bool = False
    rule: str = ""
    review: Review = "extracted"


class Mention(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A noun phrase that names one or more actors. ``actors`` are canonical names; ``op`` joins them (and/or).

    ``role`` is what the phrase does in its sentence, as far as the text shows.
    """

    id: str
    unit: str
    quote: Quote
    actors: tuple[str, ...]
    role: Literal["bearer", "enforcer", "offender", "target", "definition", "possessor"] | PartyRole
    op: Literal["and", "or"] = "and"
    open_list: bool = False
    rule: str = ""
    basis: Basis = "explicit"
    review: Review = "extracted"


class Definition(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A term and what it means (是指, 包括, 以下统称, 以下简称, 下同). ``actors``: canonical names when it names a collective."""

    id: str
    unit: str
    kind: Literal["definition", "abbreviation", "collective", "inclusion", "scope"]
    term: Quote
    definiens: Quote
    quote: Quote
    scope: str | None = None
    actors: tuple[str, ...] = ()
    rule: str = ""
    review: Review = "extracted"


class Action(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One action of a norm. ``verb``/``object`` are words of ``quote`` or None where the split is not safe."""

    quote: Quote
    verb: str | None = None
    object: str | None = None
    kind: Literal["action", "result_like", "omission"] = "action"


class Condition(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A condition 情形/前提 or exception 但书/除外 of a norm."""

    quote: Quote
    kind: Literal["condition", "exception"] = "condition"


class Deadline(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A time limit or frequency. ``n`` of ``unit`` from ``since`` (自…之日起); vague ones (及时, 定期) have neither n nor unit."""

    quote: Quote
    kind: Literal["deadline", "frequency", "duration", "date", "vague"]
    n: float | None = None
    unit: Literal["hour", "workday", "day", "week", "month", "quarter", "year"] | None = None
    since: str | None = None


class Party(msgspec.Struct, frozen=True, gc=False):
    """Another actor in a norm: ``mention`` is a mention id, ``actors`` its canonical names."""

    mention: str
    actors: tuple[str, ...]
    role: PartyRole


class Norm(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """Who must, may or must not do what: one sentence-level modal × one bearer group.

    ``quote`` is the sentence (or item) it is read from; ``trigger`` the modal word, ``inherited`` when it stands in the chapeau.
    ``bearers`` None = the text names none in this sentence; then ``inferred`` may hold a reading with ``inferred_basis``.
    """

    id: str
    unit: str
    quote: Quote
    modality: Modality
    level: Literal["sentence", "chapeau", "item"] = "sentence"
    parent: str | None = None
    alternatives: tuple[Modality, ...] = ()
    trigger: Quote | None = None
    inherited: bool = False
    bearers: tuple[str, ...] | None = None
    bearer_mentions: tuple[str, ...] = ()
    bearer_basis: Basis | None = None
    inferred: tuple[str, ...] = ()
    inferred_basis: Basis | None = None
    topic: Quote | None = None
    action: Quote | None = None
    actions: tuple[Action, ...] = ()
    conditions: tuple[Condition, ...] = ()
    exceptions: tuple[Condition, ...] = ()
    manner: tuple[Quote, ...] = ()
    legal_basis: tuple[str, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    parties: tuple[Party, ...] = ()
    distributive: bool = False
    rule: str = ""
    review: Review = "extracted"


class Reference(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A reference. ``targets`` are unit ids of this statute; ``law`` the full name of another; neither = typed but unresolved.

    ``law_units``: the units named in the other law, as paths without its id (``a27``, ``a29.p1``).
    """

    id: str
    unit: str
    quote: Quote
    kind: ReferenceKind
    effect: Literal["cites", "except", "prevails", "procedure"] = "cites"
    targets: tuple[str, ...] = ()
    law: str | None = None
    law_units: tuple[str, ...] = ()
    any_of: bool = False
    status: Literal["resolved", "external", "generic", "unresolved"] = "unresolved"
    rule: str = ""
    review: Review = "extracted"


class Amount(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A fine or other quantity as numbers: yuan, percent (5 = 5 %), multiples, days. 以上/以下 include, 不足/不满 exclude the number
    (民法典第一千二百五十九条). A fixed amount has min == max. ``base`` is what a percentage or multiple is taken of, ``cap`` in yuan."""

    quote: Quote
    min: float | None = None
    max: float | None = None
    percent_min: float | None = None
    percent_max: float | None = None
    multiple_min: float | None = None
    multiple_max: float | None = None
    days_min: float | None = None
    days_max: float | None = None
    base: str | None = None
    cap: float | None = None
    per: str | None = None
    max_exclusive: bool = False


class Threshold(msgspec.Struct, frozen=True, gc=False):
    """One side of an amount band: 交易金额不足一万元 is (交易金额, lt, 10000, yuan). 以上 includes the number, 不足 excludes it."""

    base: str
    op: Literal["lt", "le", "gt", "ge"]
    value: float
    unit: Literal["yuan", "percent", "times", "days"]


class Step(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One step of a ladder 罚则: under ``condition``, ``enforcers`` impose ``measure`` on ``targets``.

    ``enforcers`` empty = the text names none (处分 and 刑事责任 never inherit one). ``conducts``: ids of the conducts it answers, empty
    = all of its sanction. ``delegated_to``: reference ids (依照…处罚). ``inferred_enforcers``: who a reader takes the enforcer to be
    where the text names none; never set by the rules. ``thresholds``: the amount band of its condition as numbers.
    """

    id: str
    unit: str
    order: int
    measure: MeasureKind
    quote: Quote
    condition: StepCondition = "base"
    condition_quote: Quote | None = None
    enforcers: tuple[str, ...] = ()
    enforcer_mentions: tuple[str, ...] = ()
    enforcer_basis: Basis | None = None
    targets: tuple[str, ...] = ()
    target_mentions: tuple[str, ...] = ()
    amount: Amount | None = None
    discretionary: bool = False
    additional: bool = False
    alternative_group: int | None = None
    conducts: tuple[str, ...] = ()
    delegated_to: tuple[str, ...] = ()
    rule: str = ""
    review: Review = "extracted"
    inferred_enforcers: tuple[str, ...] = ()
    thresholds: tuple[Threshold, ...] = ()


class Conduct(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A described violation on the liability side. ``cited``: ids of the references it names (违反本法第X条). A catch-all gets no link."""

    id: str
    unit: str
    quote: Quote
    offenders: tuple[str, ...] = ()
    offender_mentions: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
    catch_all: bool = False
    rule: str = ""
    review: Review = "extracted"


class Sanction(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One liability provision's ladder. ``liability_part`` False: an adverse measure outside the liability articles."""

    id: str
    unit: str
    quote: Quote
    conducts: tuple[Conduct, ...]
    steps: tuple[Step, ...]
    savings: Quote | None = None
    liability_part: bool = True
    rule: str = ""
    review: Review = "extracted"


class Link(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """This conduct is a breach of that norm. cited → accepted; paraphrase → candidate until a person accepts it.

    ``score`` is the relevance score, ``margin`` its ratio to the next duty's, ``rank`` from 1, ``shared`` the terms both quotes share.
    """

    id: str
    conduct: str
    conduct_unit: str
    conduct_quote: Quote
    norm: str | None
    duty_unit: str
    duty_quote: Quote
    basis: Literal["cited", "paraphrase", "curated"]
    status: Literal["accepted", "candidate", "rejected"]
    strength: Literal["direct", "probable"] = "direct"
    score: float | None = None
    margin: float | None = None
    rank: int = 1
    shared: tuple[str, ...] = ()
    rule: str = ""
    review: Review = "extracted"

    @classmethod
    def between(cls, conduct: Conduct, norm: Norm, **rest: Any) -> Link:
        """The link that says ``conduct`` is a breach of ``norm``; ``rest`` is basis, status and what else is known of it."""
        return cls(
            id=f"{conduct.id}>{norm.id}",
            conduct=conduct.id,
            conduct_unit=conduct.unit,
            conduct_quote=conduct.quote,
            norm=norm.id,
            duty_unit=norm.unit,
            duty_quote=norm.quote,
            **rest,
        )
