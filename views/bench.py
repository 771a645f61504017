"""How long people wait, in real Chromium: first picture of a cold app, click → marked words, large pictures, a statute of 1,260 articles."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

from graph import library
from graph.chains import chain_picture
from graph.network import Network, network_of_statute, nodes_with, out_edges

from .driven import card, chromium, running_app
from .large_code import TITLE, large_code
from .pictures import STATUTE

SIZES = (300, 1_000, 2_000)
"""Cards and lines of a picture."""


def measures() -> Iterator[tuple[str, float, str]]:
    """(what, value, unit) one after another. Raises :class:`views.driven.NotStarted`."""
    with tempfile.TemporaryDirectory(prefix="famai-bench-") as folder:
        code, graph = _prepared(Path(folder))
        with running_app(database=False, home=Path(folder)) as url, chromium() as page:
            yield "first picture of a cold app", _picture(page, url, "chains", {"statute": STATUTE}), "s"
            query: dict[str, Any] = {"statute": STATUTE, "open": f"{STATUTE}:c6"}
            yield "first picture, warm", _picture(page, url, "chains", query), "s"
            clicks = [_click(page) for _ in range(5)]
            yield "click to marked chain", median(chain for chain, _ in clicks), "s"
            yield "click to marked words, first", clicks[0][1], "s"
            yield "click to marked words, median of 5", median(words for _, words in clicks), "s"
            yield "1,260 articles: first picture", _picture(page, url, "chains", {"statute": code}), "s"
            yield "1,260 articles: text opened", _picture(page, url, "reader", {"statute": code}, ".reader[data-ready]"), "s"
            for size in SIZES:
                opened, elements = _opened(graph, size)
                yield f"{elements:,} elements: opened", _picture(page, url, "chains", {"statute": code, "open": opened}), "s"
                page.wait_for_timeout(1500)
                for what, turn in (("panning", PAN), ("zooming", ZOOM)):
                    yield f"{elements:,} elements: {what}", frames(page, turn), "frames/s"


def _prepared(home: Path) -> tuple[str, Network]:
    """Puts the made-up code into the library at ``home``; its id and graph."""
    os.environ["FAMAI_HOME"] = str(home / "library")
    held = library.open_library()
    entry = library.add(held, large_code().encode(), f"{TITLE}.txt")
    statute = library.statute(held, entry.statutes[0].id)
    if statute is None:
        raise AssertionError("the library does not have what it was given")
    return statute.id, network_of_statute(statute)


def _opened(graph: Network, size: int) -> tuple[list[str], int]:
    """The 编 and chapters to open for a picture of about ``size`` cards and lines, and how many it has."""
    opened, elements = list[str](), 0
    for part in nodes_with(graph, "Part"):
        for group in (part, *(chapter for chapter, _ in out_edges(graph, part, "HAS_PART"))):
            opened.append(group)
            picture = chain_picture(graph, expanded=opened)
            elements = len(picture.cards) + len(picture.wires)
            if elements >= size:
                return opened, elements
    return opened, elements


def _picture(page: Any, url: str, where: str, query: dict[str, Any], ready: str = ".canvas[data-ready]") -> float:
    started = time.monotonic()
    page.goto(f"{url}/{where}?{urlencode(query, doseq=True)}")
    page.locator(ready).wait_for()
    return time.monotonic() - started


_CLICKED = """([x, y]) => new Promise((done) => {
  const under = (root) => root.querySelector(".canvas") ?? [...root.querySelectorAll("*")].filter((e) => e.shadowRoot).map((e) => under(e.shadowRoot)).find(Boolean);
  const box = under(document);
  const place = box.querySelector(".box"), at = place.getBoundingClientRect(), start = performance.now(), found = {};
  const was = document.querySelector(".fm-where")?.textContent ?? "";
  const look = () => {
    const now = (performance.now() - start) / 1000;
    if (!found.chain && box.famai().marked.length) found.chain = now;
    const words = document.querySelector("mark"), where = document.querySelector(".fm-where")?.textContent ?? "";
    if (found.chain && words && where !== was) { found.words = now; return done([found.chain, found.words]); }
    if (now > 60) return done([60, 60]);
    requestAnimationFrame(look);
  };
  const send = (kind, type) => place.querySelector("canvas").dispatchEvent(new type(kind, { bubbles: true, composed: true, cancelable: true, clientX: at.left + x, clientY: at.top + y, button: 0, buttons: kind.endsWith("down") ? 1 : 0, view: window }));
  send("pointerdown", PointerEvent); send("mousedown", MouseEvent); send("pointerup", PointerEvent); send("mouseup", MouseEvent);
  look();
})"""


def _click(page: Any) -> tuple[float, float]:
    """Seconds from a click on a card not chosen yet to its marked chain and to the marked words beside it."""
    page.wait_for_timeout(1000)
    page.locator(".canvas .box").focus()
    page.keyboard.press("Escape")
    page.wait_for_timeout(1000)
    asked = page.evaluate("() => (window.famaiAsked = (window.famaiAsked ?? 0) + 1)")
    chain, words = page.evaluate(_CLICKED, list(card(page, "norm|", asked - 1)))
    return float(chain), float(words)


PAN = "{ deltaY: Math.floor(n / 20) % 2 ? -24 : 24 }"
ZOOM = "{ deltaY: Math.floor(n / 20) % 2 ? -12 : 12, ctrlKey: true }"
_FRAMES = """(box) => new Promise((done) => {
  const at = box.getBoundingClientRect(), start = performance.now();
  let n = 0;
  const turn = () => {
    const now = performance.now() - start;
    if (now > 3000) return done(n / now * 1000);
    box.dispatchEvent(new WheelEvent("wheel", { bubbles: true, cancelable: true, clientX: at.left + at.width / 2, clientY: at.top + at.height / 2, ...TURN }));
    n++;
    requestAnimationFrame(turn);
  };
  turn();
})"""


def frames(page: Any, turn: str) -> float:
    """Frames a second while the wheel turns for three seconds (``turn``: what each event asks for)."""
    return float(page.locator(".canvas .box").evaluate(_FRAMES.replace("TURN", turn)))
