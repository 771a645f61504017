"""What surrounds every page: the head with search, language and database state, and the promise that no stack trace is shown."""

from __future__ import annotations

import logging
from typing import Any

import streamlit as st

from . import address, components, language, pages, search, shelf, status, statute_choice, stories, warming
from .language import t
from .story import viewport_of

_LOG = logging.getLogger("famai")

STYLE = """<style>
.stMainBlockContainer{padding:4.1rem 1.5rem 1rem 1.5rem;max-width:none}
.fm-where{font-size:.95rem;line-height:1.5}.fm-where small{opacity:.75}
h1{font-size:1.55rem!important;padding:.1rem 0 .3rem!important}
h2{font-size:1.25rem!important}h3{font-size:1.08rem!important}
button:focus-visible,a:focus-visible,input:focus-visible{outline:3px solid var(--st-primary-color,#a8471a)!important;outline-offset:1px}
[data-testid="stButtonGroup"] button,.stTabs [role="tab"],.stTabs [role="tab"] p{color:inherit!important}
[data-testid="stCaptionContainer"],[data-testid="stCaptionContainer"] p{color:inherit!important}[data-testid="stCaptionContainer"]{opacity:.85}
@media (max-width:1100px){.st-key-head .stHorizontalBlock{flex-wrap:wrap}.st-key-head .stColumn{min-width:170px;flex:1 1 170px}}
@media (max-width:900px){:is(.st-key-chains-split,.st-key-home-split)>.stHorizontalBlock,:is(.st-key-chains-split,.st-key-home-split)>div>.stHorizontalBlock{flex-wrap:wrap}
:is(.st-key-chains-split,.st-key-home-split)>.stHorizontalBlock>.stColumn,:is(.st-key-chains-split,.st-key-home-split)>div>.stHorizontalBlock>.stColumn{min-width:100%}}
@media (max-width:760px){[class*="st-key-open-"] .stHorizontalBlock,.st-key-chains-row .stHorizontalBlock{flex-wrap:wrap}[class*="st-key-open-"] .stColumn,.st-key-chains-row .stColumn{min-width:130px;flex:1 1 130px}[class*="st-key-open-"] .stColumn:first-child{min-width:100%}}
.st-key-head{position:relative;z-index:60}
.stMainBlockContainer>div>.stVerticalBlock{gap:.55rem}
.fm-compared{line-height:1.8;padding:.2rem .6rem;border-left:3px solid #8b98aa;white-space:pre-wrap}
.fm-compared del{background:#f8d9d2;color:#7a1f10}.fm-compared ins{background:#d5ead6;color:#14491d;text-decoration-thickness:2px}
@page{size:A4 landscape;margin:10mm}
@media print{
header,[data-testid="stSidebar"],[data-testid="stToolbar"],.st-key-head,[data-testid="stStatusWidget"],.stButton,.stDownloadButton,.stPopover,.stFileUploader{display:none!important}
.stApp,.stMain,.stMainBlockContainer,[data-testid="stAppViewContainer"]{position:static!important;height:auto!important;overflow:visible!important;background:#fff!important}
.stMainBlockContainer{padding:0!important}
body,p,td,th,.fm-where{color:#000!important}
mark{background:none!important;color:#000!important;font-weight:700;text-decoration:underline 2px}
.fm-compared del{background:none;color:#000}.fm-compared ins{background:none;color:#000;font-weight:700}
.st-key-chains-panel,.stVerticalBlock{break-inside:auto}
}
</style>"""


def show(page: Any) -> None:
    """Runs the page under the head. What goes wrong is said in words; the details go to the log."""
    st.html(STYLE)
    state = _head(pages.current_id(page))
    try:
        page.run()
    except Exception:
        _LOG.exception("page %s", page.url_path)
        st.error(t("error.page"))
    warming.begin()
    with state:
        status.badge()
    for name in pages.entry_of(pages.current_id(page)).libraries:
        components.library(name)


def _head(page_id: str) -> st.delta_generator.DeltaGenerator:
    """Draws the head; gives the place of the database's state, which comes last: no picture waits for it."""
    with st.container(key="head"):
        statute, find, add, state, tongue = st.columns([2.6, 3.4, 1.1, 1.5, 1.1], vertical_alignment="center", gap="small")
        with statute:
            statute_choice.switch()
        with find:
            search.box(page_id)
        with add:
            _keep_view(page_id)
        with tongue:
            _language()
    return state


_NOT_KEPT = ("home", "folder", "storyboard", "present", "cypher", "review")


def _keep_view(page_id: str) -> None:
    """Adds what is seen to the storyboard."""
    if page_id in _NOT_KEPT or not address.read("statute"):
        return
    kept = components.mount("keep", "head.keep", {"label": t("story.add")}, on_kept_change=_nothing).kept
    if kept is None:
        return
    held = shelf.statute(address.read("statute"))
    if held is None:
        return
    story = stories.add_view(held, page_id, t("story.untitled", title=held.title), viewport_of(kept))
    st.toast(t("story.added_step", title=story.title, n=len(story.steps)), icon=":material/check:")


def _nothing() -> None:
    """The click is read from what the component returns."""


def _language() -> None:
    def changed() -> None:
        chosen = st.session_state.get("language.choice")
        if chosen:
            language.choose(chosen)

    st.session_state["language.choice"] = language.language()
    st.segmented_control(
        t("app.language"),
        ["zh", "en"],
        format_func={"zh": "中文", "en": "English"}.__getitem__,
        key="language.choice",
        on_change=changed,
        label_visibility="collapsed",
        width="content",
    )
