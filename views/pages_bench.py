"""How long the pages of a code of 1,260 articles take, in real Chromium: each opened once more, a save, ten thousand corrections."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from graph import library
from ingest.corrections.anchors import Finder
from ingest.corrections.events import Event
from ingest.corrections.log import append_all, new_event
from ingest.statute import Statute

from .driven import chromium, running_app
from .large_code import TITLE, large_code
from .pages import PAGES

NOT_OF_A_STATUTE = ("home", "folder", "schema", "accuracy", "cypher", "ask", "present")
CORRECTIONS = 10_000
_READY = """() => !document.querySelector('[data-testid=stSkeleton], [data-testid=stStatusWidgetRunningIcon]')
  && document.querySelector('[data-testid=stApp]')?.dataset.testScriptState !== 'running'
  && document.querySelectorAll('[data-testid=stElementContainer], iframe').length > 4"""


def measures() -> Iterator[tuple[str, float, str]]:
    """(what, value, unit) one after another. Raises :class:`views.driven.NotStarted`."""
    with tempfile.TemporaryDirectory(prefix="famai-bench-") as folder:
        home = Path(folder)
        os.environ["FAMAI_HOME"] = str(home / "library")
        held = library.open_library()
        key = library.add(held, large_code().encode(), f"{TITLE}.txt").statutes[0].id
        with running_app(database=False, home=home) as url, chromium() as page:
            for name in (entry.id for entry in PAGES if entry.id not in NOT_OF_A_STATUTE):
                _opened(page, url, name, key)
                yield f"1,260 articles: {name}, warm", _opened(page, url, name, key), "s"
            statute, path = library.statute(held, key), library.corrections_of(held, key)
            if statute is None or path is None:
                raise AssertionError("the library does not have what it was given")
            corrections = _corrections(statute)
            append_all(path, corrections[:1])
            yield "1,260 articles: a save shown", _saved(page, url, key), "s"
            for start in range(1, CORRECTIONS, 100):
                append_all(path, corrections[start : start + 100])
            yield f"{CORRECTIONS:,} corrections: review opened first", _opened(page, url, "review", key), "s"
            yield f"{CORRECTIONS:,} corrections: review, warm", _opened(page, url, "review", key), "s"
            yield f"{CORRECTIONS:,} corrections: a save shown", _saved(page, url, key), "s"


def _corrections(statute: Statute) -> list[Event]:
    """Ten thousand corrections of as many facts and fields as the statute has, then once more."""
    finder = Finder(statute)
    anchors = [finder.anchor(norm) for norm in statute.norms]
    found: list[Event] = []
    while len(found) < CORRECTIONS:
        for number, anchor in enumerate(anchors):
            modality = "power" if (number + len(found)) % 2 else "right"
            found.append(new_event("甲", "set", "norm", anchor, field="modality", value=modality))
            found.append(new_event("乙", "set", "norm", anchor, field="bearers", value=["某机关"]))
    return found[:CORRECTIONS]


def _opened(page: Any, url: str, name: str, key: str) -> float:
    started = time.monotonic()
    page.goto(f"{url}/{name}?{urlencode({'statute': key})}")
    page.wait_for_function(_READY)
    return time.monotonic() - started


def _saved(page: Any, url: str, key: str) -> float:
    """From the click on undo, which saves like every correction, to the page that shows it."""
    _opened(page, url, "review", key)
    button = page.locator(".st-key-curation-redo button")
    button.wait_for()
    started = time.monotonic()
    page.locator(".st-key-curation-undo button").first.click()
    page.wait_for_function("() => !document.querySelector('.st-key-curation-redo button').disabled")
    return time.monotonic() - started


def main() -> None:
    """Prints the measures."""
    for what, value, unit in measures():
        print(f"{what:48} {value:8.2f} {unit}", flush=True)


if __name__ == "__main__":
    main()
