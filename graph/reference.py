"""The reference page of the schema, written from :mod:`graph.schema`: ``python -m graph.reference > docs/schema.md``."""

from __future__ import annotations

import sys

from .codes import FAMILIES
from .schema import COMMON, NODES, RELATIONS, VERSION, Property


def _table(properties: tuple[Property, ...]) -> list[str]:
    rows = ["| property | type | 中文 | English | codes |", "|---|---|---|---|---|"]
    return rows + [f"| `{p.key}` | {p.type} | {p.name.zh} | {p.name.en} | {p.codes or ''} |" for p in properties]


def reference() -> str:
    """The page, in Markdown."""
    lines = [
        "# Graph schema",
        "",
        f"Version {VERSION}. This page is written from `graph/schema.py` and `graph/codes.py`; a test keeps them equal.",
        "",
        "Every node carries:",
        "",
        *_table(COMMON),
        "",
        "## Nodes",
    ]
    for node in NODES:
        lines += [
            "",
            f"### {node.label}　{node.name.zh}",
            "",
            f"{node.about.zh}。{node.about.en[:1].upper()}{node.about.en[1:]}.",
            "",
        ]
        if node.properties:
            lines += _table(node.properties)
        else:
            lines.append("No properties of its own.")
    lines += ["", "## Relationships"]
    for relation in RELATIONS:
        ends = f"({' | '.join(relation.sources)}) → ({' | '.join(relation.targets)})"
        lines += [
            "",
            f"### {relation.type}　{relation.name.zh}",
            "",
            f"`{ends}`　{relation.about.zh}。{relation.about.en[:1].upper()}{relation.about.en[1:]}.",
            "",
        ]
        lines += _table(relation.properties)
    lines += ["", "## Codes"]
    for family, names in FAMILIES.items():
        lines += ["", f"### {family}", "", "| code | 中文 | English |", "|---|---|---|"]
        lines += [f"| `{code}` | {name.zh} | {name.en} |" for code, name in names.items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(reference())
