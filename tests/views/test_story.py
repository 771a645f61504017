"""Storyboards: saved, opened, changed; a damaged or foreign file says what is wrong and shows what it can."""

from __future__ import annotations

import json

import msgspec
import pytest

from ingest.reading import Reading
from ingest.units import Unit
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
    viewport_of,
    with_step,
    without_step,
    word_changes,
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


def _retold(text: str):
    """A small statute of articles, one line each."""
    statute = gold_statute()
    reading = Reading(text, text, text)
    units, at = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        end = at + len(line)
        units.append(Unit(f"a{number}", "article", str(number), None, None, None, at, end, at, end, at, end))
        at = end + 1
    return msgspec.structs.replace(statute, reading=reading, units=tuple(units))


def test_what_changed_is_told_in_words_and_a_new_number_is_no_change():
    before = _retold("第一条 网信部门应当检查。\n第二条 企业不得泄露数据。\n第三条 本条例自公布之日起施行。")
    after = _retold("第一条 网信部门可以检查。\n第二条 新的一条。\n第三条 企业不得泄露数据。")
    story = open_story(save(new_story(before, "故事")), PAGES).story
    told = differences(story, after)
    assert [(one.unit, one.before) for one in told if one.kind == "removed"] == [("a3", "第三条 本条例自公布之日起施行。")]
    found = {one.unit: one for one in told if one.kind != "removed"}
    assert {unit: one.kind for unit, one in found.items()} == {"a1": "changed", "a2": "added", "a3": "renumbered"}
    assert found["a3"].was == "a2"
    assert (found["a1"].before, found["a1"].after) == ("第一条 网信部门应当检查。", "第一条 网信部门可以检查。")
    pieces = word_changes(found["a1"].before, found["a1"].after)
    assert [text for kind, text in pieces if kind == "gone"] == ["应当"]
    assert [text for kind, text in pieces if kind == "new"] == ["可以"]
    assert "".join(text for kind, text in pieces if kind != "new") == found["a1"].before
    assert "".join(text for kind, text in pieces if kind != "gone") == found["a1"].after


def test_a_picture_keeps_its_place_and_nonsense_is_no_place():
    place = viewport_of({"zoom": 1.5, "x": -20, "y": 4.25, "width": 900, "height": 600})
    assert place is not None and (place.zoom, place.x, place.y, place.width) == (1.5, -20, 4.25, 900)
    story = with_step(_story(), new_step("chains", "图", {}, viewport=place))
    assert open_story(save(story), PAGES).story.steps[-1].viewport == place
    for nonsense in (
        None,
        "x",
        {"picture": False},
        {"zoom": 0, "x": 0, "y": 0},
        {"zoom": float("nan"), "x": 0, "y": 0},
        [1, 2],
    ):
        assert viewport_of(nonsense) is None


def test_stories_of_one_title_are_told_apart():
    from views.storyboard import _told_apart

    story = _story()
    names = _told_apart({"a": story, "b": story, "c": msgspec.structs.replace(story, title="另一个")})
    assert len(set(names.values())) == 3
    assert names["a"] == "故事（3）" and names["b"].startswith("故事（3）")
