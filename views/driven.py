"""The app started on a free port of loopback and a Chromium in front of it: for pictures of the documentation and for measurements.

Playwright is needed (``requirements-dev.txt``) and the system's Chromium.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-sync"]


class NotStarted(Exception):
    """The app or the browser could not be started; the message says why."""


def chromium_path() -> str:
    """The system's Chromium, or the one named by ``CHROMIUM``. Raises :class:`NotStarted`."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found is None:
        raise NotStarted("没有找到 Chromium。请安装（apt-get install chromium），或用 CHROMIUM 指定它的路径。")
    return found


@contextmanager
def running_app(database: bool, home: Path | None = None) -> Iterator[str]:
    """The address of the app, its library in ``home``/library or a temporary folder; ``database``: with its own Neo4j."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="famai-", ignore_cleanup_errors=True) as folder:
        environment = {**os.environ, "FAMAI_HOME": str((home or Path(folder)) / "library")}
        if not database:
            environment["FAMAI_DATABASE"] = "off"
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.headless", "true"]
        with (Path(folder) / "app.log").open("wb") as log:
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise NotStarted("程序 90 秒内没有启动。")


@contextmanager
def chromium(**options: Any) -> Iterator[Any]:
    """A page of a new profile in Chromium without a window; ``options`` as of Playwright's ``new_context``."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise NotStarted("没有安装 playwright。请运行 pip install -r requirements-dev.txt。") from error
    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, "locale": "zh-CN", **options})
            context.set_default_timeout(120_000)
            yield context.new_page()
        finally:
            browser.close()


def card(page: Any, wanted: str, number: int = 0) -> tuple[float, float]:
    """The rendered centre of a card in sight whose id begins with ``wanted`` and is no group: the first, or ``number`` further on
    (beginning anew after the last)."""
    seen = page.locator(".canvas").evaluate("e => e.famai()")
    frame = page.locator(".canvas .box").bounding_box()
    found = []
    for box in seen["boxes"]:
        x = (box["x1"] + box["x2"]) / 2 * seen["zoom"] + seen["pan"]["x"]
        y = (box["y1"] + box["y2"]) / 2 * seen["zoom"] + seen["pan"]["y"]
        if box["id"].startswith(wanted) and "|group|" not in box["id"] and 0 < x < frame["width"] and 0 < y < frame["height"]:
            found.append((x, y))
    if not found:
        raise NotStarted(f"图上没有 {wanted} 开头的卡片。")
    return found[number % len(found)]
