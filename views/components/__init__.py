"""The browser components: canvas, Cypher editor, reader and search box. Each is a folder of plain HTML, CSS and JavaScript.

A component of several ES modules is joined into one: its folder's modules in the order their imports ask for, without the imports.
They are handed to Streamlit as text, so nothing depends on how the app is installed. A vendored library is its own component,
mounted once a page: its message never changes, so the browser keeps it and a rerun does not send it again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

_FOLDER = Path(__file__).parent
_mounts: dict[str, Callable[..., Any]] = {}


@cache
def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


_IMPORT = re.compile(r'^import \{[^}]*\} from "\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)


@cache
def script(name: str) -> str:
    """The JavaScript of the component ``name`` as one module. Its modules share one scope, so no two may use one name at the top."""
    joined: dict[str, str] = {}

    def join(module: str) -> None:
        if module in joined:
            return
        joined[module] = ""  # two modules that import each other end here
        source = _read(f"{name}/{module}.js")
        for wanted in _IMPORT.findall(source):
            join(wanted)
        text = _IMPORT.sub("", source)
        joined[module] = text if module == name else _EXPORT.sub("", text)
        order.append(module)

    order: list[str] = []
    join(name)
    return "\n".join(joined[module] for module in order)


def mount(name: str, key: str, data: dict[str, Any], **callbacks: Callable[[], None]) -> Any:
    """Mounts the component ``name`` (a folder here). Returns what it reports: one attribute for each ``on_<event>_change``."""
    if name not in _mounts:
        _mounts[name] = st.components.v2.component(
            f"famai_{name}", html=_read(f"{name}/{name}.html"), css=_read(f"{name}/{name}.css"), js=script(name)
        )
    return _mounts[name](key=key, data=data, **callbacks)


_LIBRARIES = {
    "cytoscape": ("canvas/vendor/cytoscape.esm.min.mjs", "famaiCytoscape", "famai-cytoscape"),
    "codemirror": ("editor/vendor/codemirror.esm.min.mjs", "famaiCodeMirror", "famai-codemirror"),
}
_EXPORTS = re.compile(r"export\s*\{([^{}]*)\};?\s*$")


@cache
def library_source(name: str) -> str:
    """The vendored ES module as a component that hands its exports to the page and announces them."""
    path, variable, event = _LIBRARIES[name]
    source = _read(path)
    found = _EXPORTS.search(source)
    if found is None:
        raise ValueError(f"{path} does not end with its exports")
    pairs = [part.strip().split(" as ") for part in found.group(1).split(",")]
    named = {pair[-1].strip(): pair[0].strip() for pair in pairs}
    whole = named["default"] if list(named) == ["default"] else "{" + ",".join(f"{k}:{v}" for k, v in named.items()) + "}"
    return (
        source[: found.start()]
        + f"\nif(!globalThis.{variable}){{globalThis.{variable}={whole};globalThis.dispatchEvent(new Event('{event}'));}}"
        + "\nexport default function(){}\n"
    )


def library(name: str) -> None:
    """Mounts the vendored library ``name`` (cytoscape, codemirror); once a page, after what needs it."""
    if name not in _mounts:
        _mounts[name] = st.components.v2.component(f"famai_{name}", html="<span></span>", js=library_source(name))
    _mounts[name](key=f"library-{name}")
