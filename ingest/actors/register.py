"""The register of a statute's actors: names, aliases, members of collectives, wider actors."""

from __future__ import annotations

from ..facts import Actor, Definition
from ..reading import Quote
from .canonical import kind_of, level_of, symbolic, without_level
from .coordination import named
from .nouns import noun_at
from .words import words

_HEADS = ("主管部门", "行政主管部门", "行政部门", "监督管理部门", "管理部门")


class Register:
    """Collects the actors while the statute is read; ``actors()`` gives them in order of first mention."""

    def __init__(self, definitions: tuple[Definition, ...]) -> None:
        self.members: dict[str, tuple[str, ...]] = {}
        self.synonyms: dict[str, str] = {}
        self.defined: dict[str, Definition] = {}
        self._names: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._first: dict[str, tuple[Quote, str, str]] = {}
        self._aliases: dict[str, dict[str, None]] = {}
        for definition in definitions:
            self._define(definition)

    def _define(self, definition: Definition) -> None:
        term, body = definition.term.text, definition.definiens.text
        if definition.kind not in ("collective", "abbreviation") and definition.rule != "designation":
            return
        if not is_actor(term):
            return
        names = names_of(body)
        if not names:
            # A and B, each with a clause of its own: the names stay unread, but the term is an actor
            if definition.kind == "collective" and _ends_in_head(body):
                self.defined[term] = definition
            return
        self.defined[term] = definition
        if len(names) > 1:
            self.members[term] = tuple(f"{name}（狭义）" if name == term else name for name in names)
        elif names[0] != term and definition.kind != "collective":
            self.synonyms[names[0]] = term

    def name(self, name: str, definition: Definition | None = None) -> str:
        """The name an actor goes by in this statute. ``definition``: the one whose definiens the phrase stands in."""
        if definition is not None and name == definition.term.text and name in self.members:
            return f"{name}（狭义）"
        name = self.synonyms.get(name, name)
        if name not in self.members and name.endswith("部门"):
            for head in _HEADS:
                longer = name[:-2] + head
                if longer in self.members:
                    return longer
        return name

    def names(self, names: tuple[str, ...], definition: Definition | None = None) -> tuple[str, ...]:
        """The names several actors go by, each once."""
        if definition is not None:
            return tuple(dict.fromkeys(self.name(name, definition) for name in names))
        known = self._names.get(names)
        if known is None:
            known = self._names[names] = tuple(dict.fromkeys(self.name(name) for name in names))
        return known

    def note(self, name: str, surface: str, quote: Quote, unit: str, rule: str) -> None:
        """Record that ``name`` was mentioned by ``surface`` (an alias where the words differ)."""
        if name not in self._first:
            self._first[name] = (quote, unit, rule)
        if surface != name:
            self._aliases.setdefault(name, {})[surface] = None

    def actors(self) -> tuple[Actor, ...]:
        """Every actor that was mentioned; members of a collective are added with it."""
        for term, members in self.members.items():
            definition = self.defined[term]
            if term in self._first:
                for member in members:
                    self._first.setdefault(member, (definition.definiens, definition.unit, "member"))
        found = []
        for name, (quote, unit, rule) in self._first.items():
            definition_of = self.defined.get(name)
            found.append(
                Actor(
                    name=name,
                    kind=kind_of(name.removesuffix("（狭义）")),
                    first=quote,
                    unit=unit,
                    level=level_of(name),
                    aliases=tuple(self._aliases.get(name, ())),
                    members=self.members.get(name, ()),
                    broader=self._broader(name),
                    defined_in=definition_of.unit if definition_of else None,
                    scope=definition_of.scope if definition_of else None,
                    symbolic=symbolic(name),
                    rule=rule,
                )
            )
        return tuple(found)

    def _broader(self, name: str) -> str | None:
        """The wider actor, when the statute names it too (省网信主管部门 → 网信部门)."""
        rest = without_level(name)
        if rest is None:
            return None
        for candidate in (rest, *(rest.removesuffix(head) + "部门" for head in _HEADS if rest.endswith(head))):
            if candidate in self._first and candidate != name:
                return candidate
        return None


def is_actor(term: str) -> bool:
    """Does the term end in the head of an actor's name?"""
    ws = words(term, 0, len(term))
    return bool(ws) and ws[-1][0] in "Tt" and ws[-1][2] == len(term)


def _ends_in_head(phrase: str) -> bool:
    ws = words(phrase, 0, len(phrase))
    return bool(ws) and ws[-1][0] == "T" and ws[-1][2] == len(phrase)


def names_of(phrase: str) -> tuple[str, ...]:
    """The canonical names in a phrase that is one (coordinated) noun phrase; empty when it is none."""
    phrase = phrase.removesuffix("等")
    ws = words(phrase, 0, len(phrase))
    ws.append(("M", len(phrase), len(phrase)))  # the phrase ends here, as before a modal
    noun = noun_at(phrase, ws, 0, 0, len(phrase), True)
    if noun is None or noun.end < len(phrase):
        return ()
    return tuple(name for one in named(phrase, noun) for name in one.names)
