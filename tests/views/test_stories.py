"""The ready stories that come with the project: every step draws something of the bundled statute."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.network import network_of_statute
from ingest.pipeline import parse
from ingest.read import read_file
from views.catalogue import entries
from views.exports.render import page_of
from views.pages import PAGES
from views.story import differences, open_story

ROOT = Path(__file__).parents[2]
STORIES = sorted((ROOT / "data" / "stories").glob("*.json"))


@pytest.fixture(scope="module")
def statutes():
    found = [statute for path in sorted((ROOT / "data" / "statutes").iterdir()) for statute in parse(read_file(path))]
    return {statute.id: statute for statute in found}


def test_there_is_a_ready_story():
    assert STORIES


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_ready_story_is_whole(path, statutes):
    opened = open_story(path.read_bytes(), frozenset(entry.id for entry in PAGES))
    story = opened.story
    assert opened.problems == ()
    statute = statutes[story.statute.id]
    assert differences(story, statute) == ()
    assert 8 <= len(story.steps) <= 12
    graph = network_of_statute(statute)
    for step in story.steps:
        page = page_of(step, statute, graph)
        assert page.scene is None or page.scene.spots, step.title
        assert page.scene is not None or page.rows or page.words, step.title
        assert step.notes and page.title
        for values in step.query.values():
            for value in values:
                node = value.partition(":")[2] if value.startswith(("actor:", "unit:", "sanction:", "norm:")) else value
                if node.startswith(statute.id):
                    assert node in graph, (step.title, node)


def test_the_catalogues_have_the_same_keys():
    assert set(entries("zh")) == set(entries("en"))
