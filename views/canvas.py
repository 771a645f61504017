"""The canvas on a page: mounts the component, keeps the choice and the legend in the address."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

import streamlit as st

from . import address, components, stories
from .language import t
from .scene import Scene

HEIGHT = "max(430px, calc(100vh - 235px))"
"""CSS: what the window leaves under the head and one row of controls."""
_BUTTONS = ("in", "out", "fit", "all", "png", "clear", "full", "bar", "everything", "only", "legend")


def show_again() -> None:
    """The next canvas drawn brings the spot it is asked to show into sight, even if it was shown before."""
    st.session_state["canvas.shown"] = st.session_state.get("canvas.shown", 0) + 1


def _kept(key: str, event: str) -> object:
    return getattr(st.session_state.get(key), event, None)


def canvas(
    scene: Scene,
    *,
    key: str,
    name: str,
    height: str = HEIGHT,
    depths: bool = False,
    show: str = "",
    stamp: str = "",
    on_expand: Callable[[str], None] | None = None,
    on_depth: Callable[[int], None] | None = None,
) -> str:
    """Draws ``scene`` and returns the id of the chosen spot or line (from the address, ``sel``; empty if none).

    ``name`` is what a screen reader calls the picture; ``stamp`` is written under an exported picture; ``show`` (an id)
    brings a spot into sight, once for each value of the session's ``canvas.shown`` counter.
    """

    def chosen() -> None:
        value = _kept(key, "selected")
        address.write(sel=str(value) if value else None)

    def hidden() -> None:
        value = _kept(key, "hidden")
        address.write(hide=[str(one) for one in value] if isinstance(value, list | tuple) else None)

    def expanded() -> None:
        value = _kept(key, "expanded")
        if value and on_expand:
            on_expand(str(value))

    def depth() -> None:
        value = _kept(key, "depth")
        if isinstance(value, int | float) and on_depth:
            on_depth(int(value))

    selected = address.read("sel")
    drawn = {
        **scene.payload(),
        "depths": depths,
        "stamp": stamp,
        "file": f"{name}.png",
        "words": {**{act: t(f"canvas.{act}") for act in _BUTTONS}, "canvas": t("canvas.name", name=name)},
    }
    digest = hashlib.sha256(json.dumps(drawn).encode()).hexdigest()[:20]
    data = {
        "scene": digest,
        "height": height,
        "selected": selected or None,
        "hidden": address.read_all("hide"),
        "show": [show, f"{show} {st.session_state.get('canvas.shown', 0)}"] if show else None,
        "place": stories.place_on(key.partition(".")[0]),
    }
    components.mount(
        "canvas",
        key,
        data,
        on_selected_change=chosen,
        on_hidden_change=hidden,
        on_expanded_change=expanded,
        on_depth_change=depth,
    )
    # the drawing goes beside it: the browser keeps the message as long as the drawing is the same, so a click sends little
    components.mount("scene", f"{key}.scene", {"scene": digest, **drawn})
    return selected
