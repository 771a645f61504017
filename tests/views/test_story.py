"""Storyboards: saved, opened, changed; a damaged or foreign file says what is wrong and shows what it can."""

from __future__ import annotations

import json

import msgspec
import pytest

from tests.graph.gold import gold_statute
from views.story import (
    StoryError,
    changed,
    differences,
    duplicated,
    moved,
    new_step,
    new_story,
    open_story,
    save,
    text_of,
    with_step,
    without_step,
)

PAGES = frozenset({"chains", "reader"})


def _story():
    story = new_story(gold_statute(), "故事")
    for number in range(3):
        story = with_step(story, new_step("chains", f"第{number}步", {"focus": ("statute:",)}, "备注"))
    return story


def test_a_story_is_the_same_after_saving_and_opening():
    story = _story()
    opened = open_story(save(story), PAGES)
    assert opened.story == story
    assert opened.problems == ()
    assert text_of(opened.story) == gold_statute().reading.text
    assert len(save(story)) < 60_000


def test_steps_are_moved_renamed_copied_and_removed():
    story = _story()
    first, second, third = (step.id for step in story.steps)
    assert [step.id for step in moved(story, third, -5).steps] == [third, first, second]
    assert [step.id for step in moved(story, first, 1).steps] == [second, first, third]
    assert changed(story, first, title="新").steps[0].title == "新"
    copy = duplicated(story, first)
    assert len(copy.steps) == 4 and copy.steps[1].title == story.steps[0].title and copy.steps[1].id != first
    assert [step.id for step in without_step(story, second).steps] == [first, third]
    assert moved(story, "nobody", 1) == story


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "story.not_json"),
        (b"\xff\xfe", "story.not_json"),
        (b"[1,2]", "story.not_a_story"),
        (b'{"steps": [], "statute": {}, "format": 99}', "story.newer"),
        (b'{"steps": [], "statute": {}, "format": 1}', "story.no_statute"),
        (b'{"steps": [], "statute": {}}', "story.not_a_story"),
        (b"[" * 200_000, "story.not_json"),
        (b"x" * 6_000_000, "story.too_large"),
    ],
)
def test_a_file_that_is_no_story_says_why(data, code):
    with pytest.raises(StoryError) as error:
        open_story(data, PAGES)
    assert error.value.code == code


def test_a_cut_file_is_refused_whole():
    data = save(_story())
    with pytest.raises(StoryError):
        open_story(data[: len(data) // 2], PAGES)


def test_what_can_be_shown_of_an_edited_file_is_shown():
    raw = json.loads(save(_story()))
    raw["steps"][0]["page"] = "nowhere"
    raw["steps"][1] = {"id": 5}
    raw["steps"][2]["notes"] = "<script>alert(1)</script>"
    raw["steps"].append(raw["steps"][2])
    opened = open_story(json.dumps(raw).encode(), PAGES)
    assert [problem.code for problem in opened.problems] == ["story.unknown_page", "story.bad_step"]
    assert len({step.id for step in opened.story.steps}) == len(opened.story.steps) == 2
    assert opened.story.steps[0].notes == "<script>alert(1)</script>"


def test_a_differing_text_is_told_article_by_article():
    statute = gold_statute()
    story = _story()
    assert differences(story, statute) == ()
    units = dict(story.statute.units)
    gone = units.pop("c1.a1")
    units["c1.a2"] = "other"
    units["c9.a99"] = gone
    told = msgspec.structs.replace(story.statute, units=units, text_hash="x")
    found = {(one.unit, one.kind) for one in differences(msgspec.structs.replace(story, statute=told), statute)}
    assert found == {("c1.a1", "added"), ("c1.a2", "changed"), ("c9.a99", "removed")}


def test_a_damaged_copy_of_the_text_is_empty():
    story = _story()
    bad = msgspec.structs.replace(story, statute=msgspec.structs.replace(story.statute, text="%%%"))
    assert text_of(bad) == ""
