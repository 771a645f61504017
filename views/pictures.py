"""The pictures in ``docs/screenshots``, taken from the running app."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from PIL import Image

from .driven import card, chromium, running_app

STATUTE = "辽宁省大数据发展条例@2022-05-31"
FOLDER = Path(__file__).parents[1] / "docs" / "screenshots"
COLOURS = 128


def _small(png: bytes) -> bytes:
    """The picture with few colours: a third of the size, and nobody sees it."""
    out = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").quantize(
        COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
    ).save(out, "PNG", optimize=True)
    return out.getvalue()


def _chains(page: Any, url: str) -> None:
    page.goto(f"{url}/chains?{urlencode({'statute': STATUTE, 'focus': f'sanction:{STATUTE}:c8.a49.p1#s1'})}")
    page.locator(".canvas[data-ready]").wait_for()
    page.wait_for_timeout(800)
    x, y = card(page, "norm|")
    page.locator(".canvas .box").click(position={"x": x, "y": y})
    page.locator("mark").first.wait_for()
    page.mouse.move(1400, 300)


def _overview(page: Any, url: str) -> None:
    page.goto(f"{url}/chains?{urlencode({'statute': STATUTE})}")
    page.locator(".canvas[data-ready]").wait_for()


def _reader(page: Any, url: str) -> None:
    page.goto(f"{url}/reader?{urlencode({'statute': STATUTE, 'at': 'c3.a15'})}")
    page.locator(".reader[data-ready]").wait_for()


def _cypher(page: Any, url: str) -> None:
    query = {"statute": STATUTE, "q": "chains-of-an-actor", "p_actor": "大数据主管部门"}
    page.goto(f"{url}/cypher?{urlencode(query)}")
    page.get_by_role("button", name="提问").click()
    page.locator("[data-testid=stDataFrame]").wait_for()


def _present(page: Any, url: str) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(f"{url}/present?{urlencode({'statute': STATUTE, 'story': 'liaoningbigdata', 'step': '4'})}")
    page.locator(".stage .cited").filter(has_text="》").wait_for()
    for _ in range(4):  # its columns
        page.keyboard.press("ArrowRight")
    page.locator(".stage [data-card^='norm|']").nth(3).click()
    page.locator(".stage .words mark").wait_for()


VIEWS = {"chains": _chains, "overview": _overview, "reader": _reader, "present": _present, "cypher": _cypher}


def take(names: list[str], folder: Path = FOLDER) -> Iterator[tuple[Path, int]]:
    """Takes the named pictures; gives each file with its size in bytes. Raises :class:`views.driven.NotStarted`."""
    folder.mkdir(parents=True, exist_ok=True)
    with running_app(database="cypher" in names) as url, chromium() as page:
        for name in names:
            page.set_viewport_size({"width": 1440, "height": 900})
            VIEWS[name](page, url)
            page.wait_for_timeout(2500)
            data = _small(page.screenshot())
            (folder / f"{name}.png").write_bytes(data)
            yield folder / f"{name}.png", len(data)
