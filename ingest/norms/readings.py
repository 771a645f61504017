"""The modality of a norm and its other accepted readings, from modal, bearer and act.

可以 is a power of public bodies, a right of private parties where it opens participation or remedy, else a permission; a bare
indicative is a responsibility of public bodies, an obligation of private parties, a declaration of the State (annotation guide 3, 8).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ..facts import Modality
from ..lexicon import alternation, lexicon
from ..triggers import Trigger

_words = lexicon("modality")
_verbs = lexicon("verbs")
_PUBLIC = re.compile(_words["public"]["pattern"])
_PRIVATE = re.compile(_words["public"]["private"])
_STATE = frozenset(_words["public"]["state"])
_RULES = re.compile(
    f"(?:另行|共同|自行|分别|联合|牵头|及时|会同[^，]*|组织|统一)*(?:{alternation(_verbs['rule_making'].split())})"
)
_REMEDY = re.compile(alternation(_verbs["remedy"].split()))
_CHOICE = re.compile("选择|决定|协商|约定|自主")
_IMPOSING = frozenset(("obligation", "power", "responsibility"))
_ADVERSE = re.compile(alternation(_words["adverse"]["words"]))

Reading = tuple[Modality, tuple[Modality, ...]]


def is_public(names: tuple[str, ...]) -> bool | None:
    """Are these actors public bodies? None for no names; a mixed group counts as public when its first actor is."""
    return _is_public(names[0]) if names else None


@lru_cache(maxsize=1024)
def _is_public(name: str) -> bool:
    return bool(_PUBLIC.search(name)) and not _PRIVATE.search(name)


def reading_of(trigger: Trigger, bearers: tuple[str, ...], action: str, near: tuple[str, ...]) -> Reading:
    """Modality and alternatives; ``near`` are the bearers of the norm before, for a 可以 without a subject."""
    modality, alternatives = _reading(trigger, bearers, action, near)
    if modality in _IMPOSING and _ADVERSE.search(action):
        return modality, _others(modality, (*alternatives, "sanction"))
    return modality, _others(modality, alternatives) if alternatives else ()


@cache
def _others(modality: Modality, kinds: tuple[Modality, ...]) -> tuple[Modality, ...]:
    """The readings beside ``modality``, each once."""
    return tuple(kind for kind in dict.fromkeys(kinds) if kind != modality)


def _reading(trigger: Trigger, bearers: tuple[str, ...], action: str, near: tuple[str, ...]) -> Reading:
    rule, modality = trigger.rule, trigger.modality
    public = is_public(bearers)
    if modality == "permission":
        if public is None:
            return ("power", ("permission",)) if is_public(near) else ("permission", ("power", "right"))
        if public:
            return "power", ("permission", "right")
        return ("right", ("permission",)) if _REMEDY.search(action[:24]) else ("permission", ("right",))
    if modality == "encouragement":
        if bearers:
            return "encouragement", ("declaration",)
        if trigger.word in ("倡导", "提倡"):
            return "declaration", ("encouragement",)
        return "encouragement", ("declaration",)
    if rule == "by":
        if _RULES.match(action):
            return "power", ("responsibility", "obligation")
        if public is False and _CHOICE.search(action[:12]):
            return "right", ("permission", "power")
        if public is False:
            return "obligation", ("responsibility", "declaration", "power")
        return "responsibility", ("obligation", "power", "declaration")
    if rule == "bare":
        if modality == "prohibition":
            return "prohibition", ("declaration",)
        if bearers and all(name in _STATE for name in bearers):
            return "declaration", ("responsibility", "obligation", "encouragement")
        if public is None:
            if trigger.start == trigger.clause or trigger.clause == trigger.sentence[0]:
                return (
                    ("declaration", ("responsibility", "obligation", "right"))
                    if _opening(trigger)
                    else (
                        "responsibility",
                        ("obligation", "declaration", "power"),
                    )
                )
            return "responsibility", ("obligation", "declaration", "power")
        if _RULES.match(action) and public:
            return "power", ("responsibility", "obligation", "declaration")
        if public:
            return "responsibility", ("obligation", "declaration", "power")
        if action.startswith("行使") and "职权" in action:
            return "power", ("responsibility", "obligation", "declaration")
        return "obligation", ("declaration", "responsibility")
    if rule == "thing":
        return "declaration", ("obligation",)
    if rule == "weak" and modality == "prohibition":
        return "prohibition", ("declaration", "responsibility", "obligation")
    if rule == "weak" and modality == "declaration":
        return "declaration", ("obligation", "responsibility")
    if modality == "right":
        return "right", ("power", "permission", "declaration")
    if rule == "holds":
        return modality, ("responsibility", "declaration")
    if trigger.word == "只能":
        return modality, ("prohibition", "permission", "declaration")
    return modality, ()


def _opening(trigger: Trigger) -> bool:
    """Does the verb open its sentence (依法保护…), with at most a few adverbs before it?"""
    return trigger.start - trigger.sentence[0] <= 4
