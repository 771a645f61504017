"""A gold folder: what a reader annotated in one statute, and the actor names behind its ids."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

Row = dict[str, Any]

KINDS = ("chapter", "article", "paragraph", "item")
EXPLICIT = ("internal_explicit", "external_law")
TARGETED = (*EXPLICIT, "internal_unit")


def squeeze(text: str | None) -> str:
    """The text without white space."""
    return "".join((text or "").split())


def short(unit: str | None) -> str:
    """A unit id from its 条 on (``c3.s2.a15.p1`` → ``a15.p1``); ids above the 条 or in an annex (``x1…``) stay whole."""
    parts = (unit or "").split(".")
    if not parts[0].startswith("x"):
        for index, part in enumerate(parts):
            if part[:1] == "a" and part[1:2].isdigit():
                return ".".join(parts[index:])
    return unit or ""


class Gold(msgspec.Struct, frozen=True):
    """The annotation of one statute. ``rows`` holds each layer in the form of predictions; ``raw`` the files as they are."""

    name: str
    text: str
    units: list[Row]
    actors: dict[str, Row]
    aliases: dict[str, list[str]]
    rows: dict[str, list[Row]]
    raw: dict[str, Any]

    def names(self, ids: Iterable[str]) -> list[str]:
        """The canonical names of actor ids."""
        return [self.actors[i]["name"] for i in ids]

    def resolve(self, names: Iterable[str] | None) -> frozenset[str]:
        """Names or ids → ids, collectives expanded to their members; an unknown name stays itself, marked ``?``."""
        found: set[str] = set()
        for name in names or ():
            key = squeeze(name)
            for actor in [key] if key in self.actors else self.aliases.get(key, ["?" + key]):
                found.update((self.actors[actor]["members"] or [actor]) if actor in self.actors else [actor])
        return frozenset(found)


def _layers(gold: Gold) -> dict[str, list[Row]]:
    raw, names = gold.raw, gold.names
    references = []
    for ref in raw["references"]["references"]:
        row = {key: ref[key] for key in ("unit", "start", "end", "surface", "kind")}
        target = ref["target"]
        if ref["kind"] in TARGETED:
            if target.get("law"):
                row["law"] = target["law"]
            else:
                row["target_units"] = target.get("units") or [target["unit"]]
        references.append(row)
    steps = []
    for sanction in raw["sanctions"]["sanctions"]:
        for step in sanction["steps"]:
            fine = step["fine"] or {}
            steps.append(
                {
                    **{key: step[key] for key in ("type", "start", "end", "text")},
                    "unit": sanction["unit"],
                    "enforcers": names(step["enforcers"]),
                    **{key: fine.get(key) for key in ("min", "max", "percent_max", "cap")},
                }
            )
    return {
        "units": [
            {key: unit[key] for key in ("id", "kind", "start", "end", "text", "heading")}
            for unit in gold.units
            if unit["kind"] in KINDS
        ],
        "mentions": [
            {**{key: m[key] for key in ("unit", "start", "end", "surface")}, "names": names(m["actors"])}
            for m in raw["actors"]["mentions"]
        ],
        "norms": [
            {
                "unit": norm["unit"],
                "modality": norm["modality"],
                "trigger": norm["trigger"]["text"],
                "trigger_start": norm["trigger"]["start"],
                "trigger_end": norm["trigger"]["end"],
                "bearers": None if norm["bearers"] is None else names(norm["bearers"]),
                "action": norm["action"]["text"],
                "action_start": norm["action"]["start"],
                "action_end": norm["action"]["end"],
            }
            for norm in raw["norms"]["norms"]
        ],
        "references": references,
        "definitions": [
            {
                "unit": d["unit"],
                "term": d["term"],
                "definition": d["definition"],
                "def_start": d["definition_span"][0],
                "def_end": d["definition_span"][1],
            }
            for d in raw["definitions"]["definitions"]
        ],
        "steps": steps,
        "links": [{key: link[key] for key in ("conduct_unit", "duty_unit", "strength")} for link in raw["sanctions"]["links"]],
    }


def read_gold(folder: Path) -> Gold:
    """The gold in ``folder``. Raises OSError or ValueError when a file is missing or no JSON."""
    raw: dict[str, Any] = {}
    for path in sorted(folder.glob("*.json")):
        raw[path.stem] = json.loads(path.read_text(encoding="utf-8"))
    structure, actors = raw["structure"], raw["actors"]
    gold = Gold(
        name=folder.name,
        text=structure["text"],
        units=structure["units"],
        actors={actor["id"]: actor for actor in actors["actors"]},
        aliases={squeeze(key): value for key, value in actors["alias_map"].items()},
        rows={},
        raw=raw,
    )
    gold.rows.update(_layers(gold))
    return gold
