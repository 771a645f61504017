"""One pass over a statute: clauses → phrases → mentions, and the subject of every modal word."""

from __future__ import annotations

import re
from collections import defaultdict

import msgspec

from ..clauses import Sentence
from ..facts import Definition, Mention
from ..reading import Reading
from ..triggers import Trigger
from ..units import Passage
from .acting import Agent
from .candidates import ClauseReading, read_sentences
from .coordination import named_words, phrase_of
from .nouns import Noun
from .own_names import own_names
from .pointing import point_back
from .register import Register, is_actor
from .roles import MentionRole, role_of
from .subjects import Binding, bind, is_modifier
from .words import GENERAL

_ASSERTED = ("explicit", "same_sentence", "list_intro")
#: modal words that govern the actor behind them
_GOVERNING = frozenset(("由", "禁止", "严禁", "不准", "不许", "允许", "报", "鼓励", "支持"))
#: anchors of parties that count even inside a definition
_DOING = frozenset(("为", "向", "由", "给", "与"))
_LIABLE = re.compile("责令|罚款|处分|刑事责任|没收|吊销|处罚|警告|行政处分")

_NOBODY: frozenset[int] = frozenset()

Phrase = tuple[str, tuple[tuple[int, int], ...], bool]


class Draft(msgspec.Struct, gc=False):
    """A mention before it has its id."""

    start: int
    end: int
    names: tuple[str, ...]
    op: str
    open_list: bool
    role: MentionRole
    rule: str
    id: str = ""


class Finder:
    """Reads the passages in order; ``mentions``, ``bound`` (trigger → ids, basis, topic) and ``register`` are the result."""

    def __init__(
        self,
        reading: Reading,
        passages: tuple[Passage, ...],
        triggers: tuple[Trigger, ...],
        definitions: tuple[Definition, ...],
    ) -> None:
        self.reading, self.passages = reading, passages
        self.triggers: dict[int, list[tuple[int, Trigger]]] = defaultdict(list)
        for index, trigger in enumerate(triggers):
            self.triggers[trigger.passage].append((index, trigger))
        self.definitions: dict[str, list[Definition]] = defaultdict(list)
        for definition in definitions:
            self.definitions[definition.unit].append(definition)
        self.register = Register(definitions)
        defined = [term for term in self.register.defined if len(term) > 2]
        self.vocabulary = GENERAL.with_names(defined + own_names(passages))
        self.mentions: list[Mention] = []
        self.bindings: list[tuple[Binding, int]] = []
        self.drafts: dict[tuple[int, int], list[Draft]] = {}
        self._ends: dict[int, Agent | None] = {}
        #: phrases already named in this statute
        self._known: dict[Phrase, list[tuple[int, int, tuple[str, ...], str, bool]]] = {}
        self._liable = ((-1, -1), False)  # the sentence last asked about, and whether it punishes

    def read(self) -> None:
        """Read every passage."""
        for index, passage in enumerate(self.passages):
            drafts = self._passage(index, passage)
            point_back(passage.text, drafts)
            self._number(passage, drafts)

    def _passage(self, index: int, passage: Passage) -> list[Draft]:
        text = passage.text
        found: list[Draft] = []
        definitions = self.definitions.get(passage.unit, [])
        for definition in definitions:
            draft = self._term(index, passage, definition)
            if draft is not None:
                found.append(draft)
        above = self._ends.get(passage.intro) if passage.intro is not None else None
        where_above = passage.intro if passage.intro is not None else index
        before: Agent | None = None
        own = self.triggers.get(index, [])
        place = 0
        modals = [(t.start, t.end) for _, t in own if t.modality != "encouragement" and t.word not in _GOVERNING]
        for sentence, clauses in read_sentences(passage, modals, [t.start for _, t in own], self.vocabulary):
            inside: list[tuple[int, Trigger]] = []
            while place < len(own) and own[place][1].start < sentence.end:
                inside.append(own[place])
                place += 1
            bound: set[int] | frozenset[int] = _NOBODY
            if inside:
                bound = set()
                bindings, last = bind(text, clauses, inside, above, before)
                for binding in bindings:
                    intro = binding.basis == "list_intro"
                    self.bindings.append((binding, where_above if intro else index))
                    if binding.agent is not None and binding.basis in _ASSERTED and not intro:
                        for noun in binding.agent.nouns:
                            bound.add(noun.start)
                before = last or before
            for clause in clauses:
                if clause.subject is not None or clause.parties:
                    self._clause(index, passage, clause, bound, sentence, definitions, found)
        self._ends[index] = before
        if passage.intro is not None and before is None:
            self._ends[index] = None
        return _maximal(found)

    def _clause(
        self,
        index: int,
        passage: Passage,
        clause: ClauseReading,
        bound: set[int] | frozenset[int],
        sentence: Sentence,
        definitions: list[Definition],
        found: list[Draft],
    ) -> None:
        text = passage.text
        subject = clause.subject
        if subject is not None:
            binds = subject.start in bound
            defines = bool(definitions) and any(d.definiens.until == passage.at + subject.end for d in definitions)
            if binds or defines or (subject.follow != "of" and not is_modifier(text, clause, subject)):
                role: MentionRole = "bearer"
                if not binds:
                    if self._liable[0] != (index, sentence.start):
                        found_words = _LIABLE.search(text, sentence.start, sentence.end)
                        self._liable = ((index, sentence.start), found_words is not None)
                    role = "offender" if self._liable[1] else "counterparty"
                self._draft(index, passage, subject, role, "subject", definitions, found)
        for party in clause.parties:
            role = role_of(party)
            if role != "enforcer" and party.noun.start in bound:
                role = "bearer"
            elif role == "bearer" and party.noun.start not in bound and party.anchor not in ("由", "交由", "应由"):
                role = "counterparty"
            if definitions and party.anchor not in _DOING and self._defines(passage, definitions, party.noun):
                continue
            self._draft(index, passage, party.noun, role, f"behind {party.anchor}", definitions, found)

    def _defines(self, passage: Passage, definitions: list[Definition], noun: Noun) -> bool:
        """Does the phrase only describe a defined thing (是指向…销售商品的经营者)? A defined actor is a mention even there."""
        at = passage.at + noun.start
        if not any(d.kind == "definition" and d.definiens.at <= at < d.definiens.until for d in definitions):
            return False
        return not any(term in passage.text[noun.start : noun.end] for term in self.register.defined)

    def _draft(
        self,
        index: int,
        passage: Passage,
        noun: Noun,
        role: MentionRole,
        rule: str,
        definitions: list[Definition],
        found: list[Draft],
    ) -> None:
        within = None
        for definition in definitions:
            if definition.definiens.at <= passage.at + noun.start and passage.at + noun.end <= definition.definiens.until:
                within = definition
                break
        phrase = phrase_of(passage.text, noun)
        start = noun.start
        known = self._known.get(phrase) if within is None else None
        if known is None:
            known = [
                (one.start, one.end, self.register.names(one.names, within), one.op, one.open_list)
                for one in named_words(*phrase)
                if one.end > one.start and one.names
            ]
            if within is None:
                self._known[phrase] = known
        drafts = [Draft(start + a, start + b, names, op, more, role, rule) for a, b, names, op, more in known]
        if within is not None and within.kind == "collective" and len(drafts) == 1 and len(drafts[0].names) == 1:
            whole = within.definiens.at == passage.at + drafts[0].start and within.definiens.until == passage.at + drafts[0].end
            if whole and within.term.text in self.register.defined:  # A、B等组织（以下称用人单位）
                drafts[0].names = (within.term.text,)
        found.extend(drafts)
        self.drafts[(index, noun.start)] = drafts
        for definition in definitions:
            if definition.kind == "collective" and definition.definiens.until == passage.at + noun.end:
                term = self.drafts.get((index, definition.term.at - passage.at))
                if term:
                    self.drafts[(index, noun.start)] = term

    def _term(self, index: int, passage: Passage, definition: Definition) -> Draft | None:
        """The term of a definition that names an actor is a mention of it."""
        term = definition.term.text
        if term not in self.register.defined or not is_actor(term):
            return None
        start = definition.term.at - passage.at
        draft = Draft(start, start + len(term), (term,), "and", False, "definition", definition.rule)
        self.drafts[(index, start)] = [draft]
        return draft

    def _number(self, passage: Passage, drafts: list[Draft]) -> None:
        for number, draft in enumerate(drafts, 1):
            draft.id = f"{passage.unit}#m{number}"
            quote = self.reading.quote(passage.at + draft.start, passage.at + draft.end)
            for name in draft.names:
                self.register.note(name, quote.text if len(draft.names) == 1 else name, quote, passage.unit, draft.rule)
            self.mentions.append(
                Mention(
                    id=draft.id,
                    unit=passage.unit,
                    quote=quote,
                    actors=draft.names,
                    role=draft.role,
                    op=draft.op,  # type: ignore[arg-type]
                    open_list=draft.open_list,
                    rule=draft.rule,
                )
            )

    def ids(self, where: int, agent: Agent) -> tuple[str, ...]:
        """The ids of an agent's mentions."""
        found: dict[str, None] = {}
        for noun in agent.nouns:
            for draft in self.drafts.get((where, noun.start), ()):
                if draft.id:
                    found[draft.id] = None
        return tuple(found)


def _maximal(drafts: list[Draft]) -> list[Draft]:
    """In text order, without phrases nested in longer ones."""
    end = 0
    for draft in drafts:
        if draft.start < end:
            break
        end = draft.end
    else:
        return drafts
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.start, -d.end)):
        if kept and draft.start < kept[-1].end and draft.role != "definition":
            if draft.end > kept[-1].end and kept[-1].role == "definition":
                kept.append(draft)
            continue
        kept.append(draft)
    return kept
