"""How the browser tests use the app: open a page, find and click cards, read the panel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import Page

STATUTE = "辽宁省大数据发展条例@2022-05-31"


class App:
    """The running app: its address and its log."""

    def __init__(self, url: str, log: Path) -> None:
        self.url = url
        self.log = log

    def failures(self) -> str:
        """What the app logged about pages that failed."""
        text = self.log.read_text(encoding="utf-8", errors="replace")
        return text if "Traceback" in text else ""


class Visitor:
    """Someone in front of the app."""

    def __init__(self, app: App, page: Page) -> None:
        self.app = app
        self.page = page

    def open(self, page: str = "", **query: str | list[str]) -> None:
        """Opens a page of the app at an address."""
        tail = f"?{urlencode(query, doseq=True)}" if query else ""
        self.page.goto(f"{self.app.url}/{page}{tail}")
        self.page.get_by_placeholder("搜索").or_(self.page.get_by_placeholder("Search")).first.wait_for()

    def chains(self, **query: str | list[str]) -> None:
        """Opens the chain page and waits for the picture."""
        self.open("chains", **query)
        self.picture()

    def picture(self) -> dict[str, Any]:
        """The canvas as it is now: zoom, pan, rendered positions, boxes, marked ids."""
        self.page.locator(".canvas[data-ready]").wait_for()
        self.settled()
        return dict(self.page.locator(".canvas").evaluate("e => e.famai()"))

    def settled(self) -> None:
        """Waits until the app has nothing left to do."""
        self.page.wait_for_timeout(150)
        self.page.wait_for_function("() => !document.querySelector('[data-testid=stStatusWidgetRunningIcon]')")
        self.page.wait_for_timeout(250)

    def place(self, wanted: Callable[[str], bool]) -> tuple[str, float, float]:
        """Id and rendered centre of the first card whose id is ``wanted`` and whose centre can be clicked."""
        seen = self.picture()
        box = self.page.locator(".canvas .box").bounding_box()
        assert box is not None
        for card in seen["boxes"]:
            x = (card["x1"] + card["x2"]) / 2 * seen["zoom"] + seen["pan"]["x"]
            y = (card["y1"] + card["y2"]) / 2 * seen["zoom"] + seen["pan"]["y"]
            if wanted(card["id"]) and 5 < x < box["width"] - 5 and 5 < y < box["height"] - 5:
                return str(card["id"]), x, y
        raise AssertionError(f"no such card in sight among {[card['id'] for card in seen['boxes']][:40]}")

    def click_card(self, wanted: Callable[[str], bool]) -> str:
        """Clicks a card; its id."""
        card, x, y = self.place(wanted)
        self.page.locator(".canvas .box").click(position={"x": x, "y": y})
        self.settled()
        return card

    def address(self) -> dict[str, list[str]]:
        """The query of the address bar."""
        return parse_qs(urlsplit(self.page.url).query)

    def marked_words(self) -> list[str]:
        """The marked words of the panel or the reader."""
        self.page.locator("mark").first.wait_for()
        return list(self.page.locator("mark").all_text_contents())


def is_norm(card: str) -> bool:
    """Whether a card id is that of a duty (not of a group)."""
    return card.startswith("norm|") and "|group|" not in card


def is_group(card: str) -> bool:
    """Whether a card id is that of a group."""
    return "|group|" in card
