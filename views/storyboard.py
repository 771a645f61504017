"""故事板: the steps of a talk in order, with notes; saved, loaded, exported, presented."""

from __future__ import annotations

from datetime import date
from html import escape

import msgspec
import streamlit as st

from ingest.statute import Statute

from . import article_panel, statute_choice, stories
from .evidence import plain
from .exports.bundle import FORMATS, export, safe_name
from .language import language, t
from .story import (
    Difference,
    Step,
    Story,
    StoryError,
    changed,
    differences,
    duplicated,
    moved,
    new_story,
    open_story,
    save,
    text_of,
    without_step,
    word_changes,
)

_UNDO = "storyboard.undo"
MOST_DIFFERENCES = 40
"""Articles shown word by word; the rest are counted."""


def page() -> None:
    """The page."""
    statute = statute_choice.chosen()
    if statute is None:
        return
    story = _choice(statute)
    left, right = st.columns([0.68, 0.32], gap="large")
    with right:
        _files(statute, story)
    with left:
        if story is None:
            st.info(t("story.none"))
            return
        _changes(story, statute)
        _head(story)
        if not story.steps:
            st.info(t("story.empty"))
        for number, step in enumerate(story.steps):
            _step(story, step, number)


def _choice(statute: Statute) -> Story | None:
    mine = {key: story for key, story in stories.listed().items() if story.statute.id == statute.id}
    held = stories.current(statute)
    left, right = st.columns([0.68, 0.32], vertical_alignment="bottom")

    def picked() -> None:
        stories.choose(st.session_state["storyboard.which"])

    if mine:
        st.session_state["storyboard.which"] = held.id if held else next(iter(mine))
        left.selectbox(
            t("story.which"),
            list(mine),
            format_func=lambda key: f"{mine[key].title}（{len(mine[key].steps)}）",
            key="storyboard.which",
            on_change=picked,
        )
    if right.button(t("story.new"), icon=":material/add:", width="stretch"):
        stories.keep(new_story(statute, t("story.untitled", title=statute.title)))
        st.rerun()
    return held


def _keep(story: Story, before: Story) -> None:
    """Saves, remembering what to go back to."""
    st.session_state.setdefault(_UNDO, []).append(save(before))
    try:
        stories.keep(story)
    except OSError as error:
        st.error(t("story.not_saved", why=str(error)))
        return
    st.rerun()


def _head(story: Story) -> None:
    title, undo, present = st.columns([0.5, 0.22, 0.28], vertical_alignment="bottom")
    name = title.text_input(t("story.title"), story.title, key=f"storyboard.title.{story.id}", max_chars=120)
    if name.strip() and name != story.title:
        _keep(msgspec.structs.replace(story, title=name.strip()), story)
    held: list[bytes] = st.session_state.get(_UNDO, [])
    if undo.button(t("story.undo"), icon=":material/undo:", disabled=not held, width="stretch"):
        stories.keep(open_story(held.pop(), stories.known_pages()).story)
        st.rerun()
    if present.button(
        t("story.present"), icon=":material/slideshow:", type="primary", disabled=not story.steps, width="stretch"
    ):
        from .pages import go

        go("present", story=story.id)


def _step(story: Story, step: Step, number: int) -> None:
    with st.container(border=True):
        head, up, down, copy, away, show = st.columns([0.5, 0.1, 0.1, 0.1, 0.1, 0.1], vertical_alignment="center")
        title = head.text_input(
            t("story.step", n=number + 1, page=t(f"page.{step.page}")), step.title, key=f"step.title.{step.id}", max_chars=120
        )
        if title != step.title:
            _keep(changed(story, step.id, title=title), story)
        for place, icon, name, made in (
            (up, ":material/arrow_upward:", "up", moved(story, step.id, -1)),
            (down, ":material/arrow_downward:", "down", moved(story, step.id, 1)),
            (copy, ":material/content_copy:", "copy", duplicated(story, step.id)),
            (away, ":material/delete:", "delete", without_step(story, step.id)),
        ):
            if place.button("", icon=icon, key=f"step.{name}.{step.id}", help=t(f"story.{name}"), width="stretch"):
                _keep(made, story)
        if show.button("", icon=":material/visibility:", key=f"step.show.{step.id}", help=t("story.show"), width="stretch"):
            from .pages import go

            stories.look(step)
            go(step.page, **{name: list(values) for name, values in step.query.items()})
        notes = st.text_area(t("story.notes"), step.notes, key=f"step.notes.{step.id}", height=80)
        if notes != step.notes:
            _keep(changed(story, step.id, notes=notes), story)
        if step.page == "chains":
            build = st.toggle(t("story.build"), step.build, key=f"step.build.{step.id}")
            if build != step.build:
                _keep(changed(story, step.id, build=build), story)


def _changes(story: Story, statute: Statute) -> None:
    """What differs between the text the story was made of and the one here."""
    found = differences(story, statute)
    if not found:
        return
    st.warning(t("story.differs", n=len(found)))
    with st.expander(t("story.what_differs")):
        cite = article_panel.citations(statute)
        for one in found[:MOST_DIFFERENCES]:
            here = one.kind != "removed"
            name = cite.of(one.unit) if here else one.before.split(None, 1)[0][:24] if one.before else one.unit
            old = t("story.was", number=one.before.split(None, 1)[0][:24]) if one.kind == "renumbered" else ""
            st.markdown(f"**{plain(name)}**　{t(f'story.{one.kind}')}　{plain(old)}")
            if one.kind != "renumbered":
                st.html(_compared(one))
        if len(found) > MOST_DIFFERENCES:
            st.caption(t("story.more_differ", n=len(found) - MOST_DIFFERENCES))
        if not text_of(story):
            st.caption(t("story.no_text"))


def _compared(one: Difference) -> str:
    """The words of an article before and now in one run: struck out, underlined."""
    tags = {"same": "span", "gone": "del", "new": "ins"}
    pieces = word_changes(one.before, one.after) if one.before else (("same", one.after),)
    inside = "".join(f"<{tags[kind]}>{escape(text)}</{tags[kind]}>" for kind, text in pieces)
    return f'<div class="fm-compared" lang="zh-CN">{inside}</div>'


def _files(statute: Statute, story: Story | None) -> None:
    if story is not None:
        st.markdown(f"**{t('story.take_away')}**")
        st.download_button(
            t("story.save"),
            save(story),
            f"{safe_name(story.title)}.json",
            "application/json",
            on_click="ignore",
            width="stretch",
        )
        wanted = st.multiselect(t("story.formats"), list(FORMATS), ["pptx"], key="storyboard.formats")
        if st.button(t("story.make"), disabled=not (wanted and story.steps), width="stretch"):
            _make(statute, story, wanted)
        for name, data in st.session_state.get("storyboard.made", ()):
            st.download_button(name, data, name, key=f"made.{name}", on_click="ignore", width="stretch")
    st.markdown(f"**{t('story.open')}**")
    given = st.file_uploader(t("story.file"), type=["json"], key="storyboard.file", label_visibility="collapsed")
    if given is not None and st.button(t("story.load"), width="stretch"):
        _load(given.getvalue())
    if story is not None and st.button(t("story.drop"), icon=":material/delete:", width="stretch"):
        st.session_state.setdefault(_UNDO, []).append(save(story))
        stories.drop(story.id)
        st.rerun()


def _make(statute: Statute, story: Story, wanted: list[str]) -> None:
    with st.status(t("story.making")) as state:
        made = []
        for one in wanted:
            state.update(label=t("story.making_one", format=one))
            made += [(file.name, file.data) for file in export(story, statute, [one], date.today().isoformat(), language())]
        state.update(label=t("story.made", n=len(made)), state="complete")
    st.session_state["storyboard.made"] = made


def _load(data: bytes) -> None:
    try:
        opened = open_story(data, stories.known_pages())
        stories.keep(opened.story)
    except StoryError as error:
        st.error(t(error.code, **error.values))
        return
    except OSError as error:
        st.error(t("story.not_saved", why=str(error)))
        return
    for problem in opened.problems:
        st.warning(t(problem.code, **problem.values))
    st.success(t("story.loaded", title=plain(opened.story.title), n=len(opened.story.steps)))
