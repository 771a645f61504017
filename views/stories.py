"""The storyboards people keep: files in the library folder, and the ready ones that come with the project."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from graph.durable import write_whole
from ingest.statute import Statute

from . import address, shelf
from .language import language
from .step_title import step_title
from .story import Step, Story, StoryError, Viewport, new_step, new_story, open_story, retold, save, with_step

READY = Path(__file__).parents[1] / "data" / "stories"
_CURRENT = "story.id"
_PLACED = "story.placed"


def known_pages() -> frozenset[str]:
    """The pages a step may show."""
    from .pages import PAGES

    return frozenset(entry.id for entry in PAGES)


def _folder() -> Path:
    path = shelf.folder().home / "stories"
    path.mkdir(exist_ok=True)
    return path


def listed() -> dict[str, Story]:
    """Story id → story: people's own first, then the ready ones they have not changed. Files that are none are left out."""
    found: dict[str, Story] = {}
    for folder in (_folder(), READY):
        for path in sorted(folder.glob("*.json")):
            try:
                story = open_story(path.read_bytes(), known_pages()).story
            except (StoryError, OSError):
                continue
            found.setdefault(story.id, story)
    return found


def at_home(story: Story, titles: Mapping[str, str]) -> Story:
    """The story told of the statute here: of the same id, else of the one statute with the same title (another version of it).

    Where there is none it is given back as it is.
    """
    there = story.statute.id
    if there in titles:
        return story
    same = [key for key, title in titles.items() if title == story.statute.title]
    return retold(story, same[0]) if len(same) == 1 else story


def keep(story: Story) -> None:
    """Writes a story, whole or not at all. Raises OSError."""
    write_whole(_folder() / f"{story.id}.json", save(story))
    st.session_state[_CURRENT] = story.id


def drop(story_id: str) -> None:
    """Takes a story of one's own away; a ready one comes back as it was."""
    (_folder() / f"{story_id}.json").unlink(missing_ok=True)
    st.session_state.pop(_CURRENT, None)


def current(statute: Statute) -> Story | None:
    """The story one is working on, else the first told of this statute."""
    stories = listed()
    held = stories.get(str(st.session_state.get(_CURRENT, "")))
    if held is not None and held.statute.id == statute.id:
        return held
    return next((story for story in stories.values() if story.statute.id == statute.id), None)


def choose(story_id: str) -> None:
    """Works on this story from now on."""
    st.session_state[_CURRENT] = story_id


def add_view(statute: Statute, page: str, new_title: str, viewport: Viewport | None = None) -> Story:
    """The view in the address becomes the last step of the current story (a new one, if there is none)."""
    story = current(statute) or new_story(statute, new_title)
    query = {name: tuple(st.query_params.get_all(name)) for name in st.query_params if name not in ("statute", "lang")}
    title = step_title(page, query, statute, shelf.network(statute), language())
    story = with_step(story, new_step(page, title, query, viewport=viewport))
    keep(story)
    return story


def look(step: Step) -> None:
    """The page of ``step`` opens next: only what the step says (nothing held from before), its picture where it stood."""
    address.forget(step.page)
    st.session_state[_PLACED] = (uuid.uuid4().hex, step.page, step.viewport)


def place_on(page: str) -> list[float | str] | None:
    """Where the canvas of ``page`` should stand, under a mark that changes with every step opened; None: as it is."""
    opened, wanted, viewport = st.session_state.get(_PLACED, ("", "", None))
    if wanted != page or viewport is None:
        return None
    return [opened, viewport.zoom, viewport.x, viewport.y, viewport.width, viewport.height]


def address_of(query: dict[str, tuple[str, ...]]) -> None:
    """Puts a step's values into the address."""
    for name, values in query.items():
        address.write(**{name: list(values)})
