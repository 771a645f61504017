"""What everyone needs: names for screen readers, contrast, 200 % zoom, a dark room, and pictures that do not drift."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser

from .conftest import Fence, new_context
from .driving import STATUTE, App, Visitor, is_norm

GOLDEN = Path(__file__).parent / "golden"
TOLERANCE = 7.0
"""Mean difference of grey values (0–255) at 480 × 300; another font gives about 3, a lost column more than 12."""

_NAMELESS = """() => {
  const found = [];
  const name = (e) => (e.getAttribute("aria-label") || e.getAttribute("title") || e.textContent || e.getAttribute("placeholder") || "").trim()
    || (e.getAttribute("aria-labelledby") || "").split(" ").map((id) => e.getRootNode().getElementById?.(id)?.textContent ?? "").join("").trim()
    || [...(e.labels ?? [])].map((l) => l.textContent).join("").trim();
  const visit = (root) => {
    for (const e of root.querySelectorAll("*")) {
      if (e.shadowRoot) visit(e.shadowRoot);
      if (!e.matches("button, a[href], input:not([type=hidden]):not([type=file]), textarea, [role=button], [role=option], [role=application], [role=toolbar]")) continue;
      const box = e.getBoundingClientRect();
      if (box.width && box.height && !e.closest("[aria-hidden=true]") && !name(e)) found.push(e.outerHTML.slice(0, 160));
    }
  };
  visit(document);
  return found;
}"""

_FAINT = """() => {
  const found = [];
  const light = (c) => { const [r, g, b] = c.map((v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const read = (text) => { const m = text.match(/[\\d.]+/g)?.map(Number) ?? []; return { c: m.slice(0, 3), a: m.length > 3 ? m[3] : 1 }; };
  const ground = (e) => { for (let n = e; n; n = n.parentElement ?? n.getRootNode().host) { const g = read(getComputedStyle(n).backgroundColor); if (g.c.length === 3 && g.a > 0.95) return g.c; } return [255, 255, 255]; };
  const visit = (root) => {
    for (const e of root.querySelectorAll("*")) {
      if (e.shadowRoot) visit(e.shadowRoot);
      if (![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) continue;
      const style = getComputedStyle(e), box = e.getBoundingClientRect();
      if (!box.width || !box.height || style.visibility === "hidden" || e.closest(":disabled, [aria-hidden=true], .material-symbols-rounded")) continue;
      let opacity = 1;
      for (let n = e; n; n = n.parentElement ?? n.getRootNode().host) opacity *= Number(getComputedStyle(n).opacity);
      if (opacity < 0.05) continue;
      const paper = ground(e), ink = read(style.color), share = opacity * ink.a;
      const seen = ink.c.map((v, k) => v * share + paper[k] * (1 - share));
      const [a, b] = [light(seen), light(paper)].sort((x, y) => y - x);
      const ratio = (a + 0.05) / (b + 0.05);
      const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.6 && Number(style.fontWeight) >= 600);
      if (ratio < (large ? 3 : 4.5) - 0.05) found.push(`${ratio.toFixed(2)} ${e.tagName} ${e.className} ${e.textContent.trim().slice(0, 30)}`);
    }
  };
  visit(document);
  return found;
}"""

PLACES: dict[str, dict[str, str]] = {
    "": {},
    "chains": {"statute": STATUTE, "open": f"{STATUTE}:c6"},
    "reader": {"statute": STATUTE, "at": "c3.a15"},
    "accuracy": {},
}


def _settle(visitor: Visitor, place: str) -> None:
    if place == "chains":
        visitor.picture()
    if place == "reader":
        visitor.page.locator(".reader[data-ready]").wait_for()
    visitor.settled()


@pytest.mark.parametrize("place", PLACES)
def test_every_control_has_a_name_and_words_stand_out(visitor: Visitor, place: str):
    visitor.open(place, **PLACES[place])
    _settle(visitor, place)
    assert visitor.page.evaluate(_NAMELESS) == []
    assert visitor.page.evaluate(_FAINT) == []


@pytest.mark.parametrize("place", PLACES)
def test_a_dark_room(app: App, browser: Browser, place: str):
    fence = Fence()
    context = new_context(browser, fence, color_scheme="dark")
    try:
        visitor = Visitor(app, context.new_page())
        visitor.open(place, **PLACES[place])
        _settle(visitor, place)
        if place == "chains":
            visitor.click_card(is_norm)
            assert visitor.marked_words()
        assert visitor.page.evaluate(_FAINT) == []
        assert visitor.page.evaluate(_NAMELESS) == []
        assert fence.outside == []
    finally:
        context.close()


@pytest.mark.parametrize("size", [(720, 450), (683, 384), (1366, 768), (1920, 1080)])
def test_every_control_can_be_reached_at_200_percent_and_on_small_screens(app: App, browser: Browser, size: tuple[int, int]):
    fence = Fence()
    scale = 2 if size[0] < 1000 else 1
    context = new_context(browser, fence, viewport={"width": size[0], "height": size[1]}, device_scale_factor=scale)
    try:
        visitor = Visitor(app, context.new_page())
        visitor.chains(**PLACES["chains"])
        page = visitor.page
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth + 1")
        for control in (
            page.get_by_text("English", exact=True),
            page.locator(".canvas .bar button").last,
            page.locator(".canvas .head").last,
        ):
            control.scroll_into_view_if_needed()
            box = control.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= size[0] + 1
    finally:
        context.close()


def _grey(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("L").resize((480, 300), Image.Resampling.BOX)


@pytest.mark.parametrize("name", ["chains", "reader", "library"])
def test_pictures_look_as_they_did(visitor: Visitor, name: str):
    place = {"chains": "chains", "reader": "reader", "library": ""}[name]
    query: dict[str, Any] = {"statute": STATUTE} if name == "chains" else PLACES[place]
    visitor.open(place, **query)
    _settle(visitor, place)
    seen = _grey(visitor.page.screenshot(animations="disabled"))
    kept = GOLDEN / f"{name}.png"
    if not kept.exists():
        GOLDEN.mkdir(exist_ok=True)
        seen.quantize(32).save(kept, optimize=True)
        pytest.fail(f"{kept.name} did not exist; it has been made, look at it")
    difference = ImageStat.Stat(ImageChops.difference(seen, Image.open(kept).convert("L"))).mean[0]
    assert difference < TOLERANCE
