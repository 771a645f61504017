"""How long people wait, in real Chromium: first picture of a cold app, click → marked words, pictures of many elements."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from .driven import card, chromium, running_app
from .pictures import STATUTE

SIZES = (300, 1_000, 2_000)


def measures() -> Iterator[tuple[str, float, str]]:
    """(what, value, unit) one after another. Raises :class:`views.driven.NotStarted`."""
    with running_app(database=False) as url, chromium() as page:
        yield "first picture of a cold app", _picture(page, url, {"statute": STATUTE}), "s"
        yield "first picture, warm", _picture(page, url, {"statute": STATUTE, "open": f"{STATUTE}:c6"}), "s"
        yield "click to marked words", _click(page), "s"
        for size in SIZES:
            yield f"{size} elements drawn", _drawn(page, size), "s"


def _picture(page: Any, url: str, query: dict[str, str]) -> float:
    started = time.monotonic()
    page.goto(f"{url}/chains?{urlencode(query)}")
    page.locator(".canvas[data-ready]").wait_for()
    return time.monotonic() - started


def _click(page: Any) -> float:
    page.wait_for_timeout(1000)
    x, y = card(page, "norm|")
    started = time.monotonic()
    page.locator(".canvas .box").click(position={"x": x, "y": y})
    page.locator("mark").first.wait_for()
    return time.monotonic() - started


_DRAW = """(size) => {
  const nodes = [], edges = [], half = Math.round(size / 2);
  for (let k = 0; k < half; k++) nodes.push({ group: "nodes", data: { id: `n${k}`, label: `第${k}条 数据` }, position: { x: (k % 5) * 240, y: Math.floor(k / 5) * 60 } });
  for (let k = 0; k < size - half; k++) edges.push({ group: "edges", data: { id: `e${k}`, source: `n${k % half}`, target: `n${(k * 7 + 1) % half}` } });
  const place = document.createElement("div");
  place.style.cssText = "position:fixed;inset:0;background:#fff;z-index:9999";
  document.body.append(place);
  const start = performance.now();
  const cy = globalThis.famaiCytoscape({ container: place, elements: [...nodes, ...edges], layout: { name: "preset" },
    style: [{ selector: "node", style: { shape: "round-rectangle", width: 200, height: 40, label: "data(label)", "text-valign": "center" } }, { selector: "edge", style: { "curve-style": "bezier", "target-arrow-shape": "triangle" } }] });
  return new Promise((done) => cy.one("render", () => requestAnimationFrame(() => { const took = (performance.now() - start) / 1000; cy.destroy(); place.remove(); done(took); })));
}"""


def _drawn(page: Any, size: int) -> float:
    return float(page.evaluate(_DRAW, size))
