"""故事板: the steps of a talk in order, with notes; saved, loaded, exported, presented."""

from __future__ import annotations

from datetime import date
from html import escape

import msgspec
import streamlit as st

from ingest.statute import Statute

from . import address, article_panel, shelf, statute_choice, stories, uploader
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
_SAID = "storyboard.said"
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
        _notices()
        if story is None:
            st.info(t("story.none"))
            _undo_button()
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
            format_func=_told_apart(mine).__getitem__,
            key="storyboard.which",
            on_change=picked,
        )
    right.button(
        t("story.new"),
        icon=":material/add:",
        width="stretch",
        on_click=_begin,
        args=(statute,),
    )
    return held


def _told_apart(held: dict[str, Story]) -> dict[str, str]:
    """Story id → what the choice calls it. No two alike: the browser answers with the words, not the id."""
    found: dict[str, str] = {}
    for key, story in held.items():
        name = words = f"{story.title}（{len(story.steps)}）"
        number = 1
        while words in found.values():
            number += 1
            words = f"{name} · {number}"
        found[key] = words
    return found


def _begin(statute: Statute) -> None:
    _written(new_story(statute, t("story.untitled", title=statute.title)))


def _notices() -> None:
    """What the last change or file had to say; once."""
    for kind, words in st.session_state.pop(_SAID, ()):
        {"error": st.error, "warning": st.warning}.get(kind, st.success)(words)


def _say(kind: str, words: str) -> None:
    st.session_state.setdefault(_SAID, []).append((kind, words))


def _written(story: Story) -> bool:
    try:
        stories.keep(story)
    except OSError as error:
        _say("error", t("story.not_saved", why=str(error)))
        return False
    return True


def _change(story: Story, made: Story) -> None:
    """Saves ``made``, remembering what to go back to. Runs before the page is drawn, so that no click is lost to a change of text."""
    if made != story and _written(made):
        st.session_state.setdefault(_UNDO, []).append(save(story))


def _undo() -> None:
    held: list[bytes] = st.session_state.get(_UNDO, [])
    if held:
        _written(open_story(held.pop(), stories.known_pages()).story)


def _undo_button() -> None:
    held = st.session_state.get(_UNDO, [])
    st.button(
        t("story.undo"), icon=":material/undo:", disabled=not held, width="stretch", on_click=_undo, key="storyboard.undo_it"
    )


def _head(story: Story) -> None:
    title, undo, present = st.columns([0.5, 0.22, 0.28], vertical_alignment="bottom")
    key = f"storyboard.title.{story.id}"

    def renamed() -> None:
        held = _latest(story)
        if name := st.session_state[key].strip():
            _change(held, msgspec.structs.replace(held, title=name))

    st.session_state[key] = story.title
    title.text_input(t("story.title"), key=key, max_chars=120, on_change=renamed)
    with undo:
        _undo_button()
    from .pages import go, link

    if present.button(
        t("story.present"), icon=":material/slideshow:", type="primary", disabled=not story.steps, width="stretch"
    ):
        go("present", story=story.id)
    if story.steps:
        present.link_button(
            t("present.speaker"), link("present", statute=story.statute.id, story=story.id, speaker="1"), width="stretch"
        )


def _latest(story: Story) -> Story:
    """The story as it is kept now; several fields may change in one run."""
    return stories.listed().get(story.id, story)


def _field(story: Story, step: Step, name: str, key: str) -> None:
    held = _latest(story)
    _change(held, changed(held, step.id, **{name: st.session_state[key]}))


def _step(story: Story, step: Step, number: int) -> None:
    keys = {name: f"step.{name}.{step.id}" for name in ("title", "notes", "build")}
    for name, key in keys.items():
        st.session_state[key] = getattr(step, name)
    with st.container(border=True):
        head, up, down, copy, away, show = st.columns([0.5, 0.1, 0.1, 0.1, 0.1, 0.1], vertical_alignment="center")
        head.text_input(
            t("story.step", n=number + 1, page=t(f"page.{step.page}")),
            key=keys["title"],
            max_chars=120,
            on_change=_field,
            args=(story, step, "title", keys["title"]),
        )
        for place, icon, name, made in (
            (up, ":material/arrow_upward:", "up", lambda held: moved(held, step.id, -1)),
            (down, ":material/arrow_downward:", "down", lambda held: moved(held, step.id, 1)),
            (copy, ":material/content_copy:", "copy", lambda held: duplicated(held, step.id)),
            (away, ":material/delete:", "delete", lambda held: without_step(held, step.id)),
        ):
            place.button(
                "",
                icon=icon,
                key=f"step.{name}.{step.id}",
                help=t(f"story.{name}"),
                width="stretch",
                disabled=(name == "up" and number == 0) or (name == "down" and number == len(story.steps) - 1),
                on_click=lambda made=made: _change(held := _latest(story), made(held)),
            )
        if show.button("", icon=":material/visibility:", key=f"step.show.{step.id}", help=t("story.show"), width="stretch"):
            from .pages import go

            stories.look(step)
            go(step.page, **{name: list(values) for name, values in step.query.items()})
        st.text_area(
            t("story.notes"), key=keys["notes"], height=80, on_change=_field, args=(story, step, "notes", keys["notes"])
        )
        if step.page == "chains":
            st.toggle(t("story.build"), key=keys["build"], on_change=_field, args=(story, step, "build", keys["build"]))


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
        wanted = st.multiselect(
            t("story.formats"),
            list(FORMATS),
            ["pptx"],
            format_func=lambda one: t(f"exports.format.{one}"),
            key="storyboard.formats",
        )
        if st.button(t("story.make"), disabled=not (wanted and story.steps), width="stretch"):
            _make(statute, story, wanted)
        for name, data in st.session_state.get("storyboard.made", ()):
            st.download_button(name, data, name, key=f"made.{name}", on_click="ignore", width="stretch")
    st.markdown(f"**{t('story.open')}**")
    uploader.speaks(t("home.browse"), t("story.kind"))
    given = st.file_uploader(t("story.file"), type=["json"], key="storyboard.file", label_visibility="collapsed")
    if given is not None and st.button(t("story.load"), width="stretch"):
        _load(given.getvalue())
    if story is not None:
        st.button(
            t("story.drop"), icon=":material/delete:", width="stretch", key="storyboard.drop", on_click=_drop, args=(story,)
        )


def _drop(story: Story) -> None:
    st.session_state.setdefault(_UNDO, []).append(save(story))
    stories.drop(story.id)


def _make(statute: Statute, story: Story, wanted: list[str]) -> None:
    with st.status(t("story.making")) as state:
        made = []
        for one in wanted:
            state.update(label=t("story.making_one", format=t(f"exports.format.{one}")))
            made += [
                (file.name, file.data)
                for file in export(story, statute, [one], date.today().isoformat(), language(), shelf.statute)
            ]
        state.update(label=t("story.made", n=len(made)), state="complete")
    st.session_state["storyboard.made"] = made


def _load(data: bytes) -> None:
    """Opens a file: the story of a statute of the library is shown at once; what was left out, and what differs, is said."""
    try:
        opened = open_story(data, stories.known_pages())
    except StoryError as error:
        st.error(t(error.code, **error.values))
        return
    story = stories.at_home(opened.story, shelf.titles())
    here = story.statute.id in shelf.titles()
    if not _written(story):
        st.rerun()
    for problem in opened.problems:
        _say("warning", t(problem.code, **problem.values))
    if not here:
        _say("warning", t("story.statute_missing", title=plain(story.statute.title)))
    _say("success", t("story.loaded", title=plain(story.title), n=len(story.steps)))
    if here:
        address.write(statute=story.statute.id)
    st.rerun()
