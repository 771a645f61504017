"""The graph schema as the editor's completion takes it: labels, types, properties with their names in the reader's language."""

from __future__ import annotations

from functools import cache
from typing import Any

from graph.schema import NODES, RELATIONS

from .catalogue import Language


@cache
def completion(language: Language) -> dict[str, list[dict[str, Any]]]:
    """Labels, relationship types and properties: ``label`` what is typed, ``detail`` its name, ``info`` its meaning."""
    labels = [
        {"label": n.label, "detail": n.name.text(language), "info": n.about.text(language), "type": "class"} for n in NODES
    ]
    types = [
        {"label": r.type, "detail": r.name.text(language), "info": r.about.text(language), "type": "class"} for r in RELATIONS
    ]
    properties: dict[str, dict[str, Any]] = {}
    for key, name in [("id", "编号" if language == "zh" else "id"), ("name", "名称" if language == "zh" else "name")]:
        properties[key] = {"label": key, "detail": name, "type": "property"}
    for one in (*(p for node in NODES for p in node.properties), *(p for relation in RELATIONS for p in relation.properties)):
        properties.setdefault(one.key, {"label": one.key, "detail": one.name.text(language), "type": "property"})
    return {"labels": labels, "types": types, "properties": list(properties.values())}
