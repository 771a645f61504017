"""The state of the database in a word, with what is happening and what to do behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from . import database, dialogs, warming
from .language import language, t

if TYPE_CHECKING:
    from graph.server.background import DatabaseState

_ICONS = {
    "absent": ":material/radio_button_unchecked:",
    "downloading": ":material/download:",
    "starting": ":material/hourglass_top:",
    "filling": ":material/hourglass_bottom:",
    "ready": ":material/check_circle:",
    "failed": ":material/error:",
}
_MOVING = ("downloading", "starting", "filling")


def badge() -> None:
    """The state, refreshed by itself while it is changing."""
    if not warming.done():
        _warming()
        return
    state = database.database().state
    if state.stage in _MOVING:
        _watched()
    else:
        _shown(state)


@st.fragment(run_every=1.0)
def _warming() -> None:
    if warming.done() and not dialogs.is_open():
        st.rerun()
    st.button(t("database.starting"), icon=_ICONS["starting"], width="stretch", type="tertiary", key="database.warming")


@st.fragment(run_every=1.5)
def _watched() -> None:
    state = database.database().state
    if state.stage not in _MOVING and not dialogs.is_open():
        st.rerun()
    _shown(state)


def words(state: DatabaseState) -> str:
    """The state in a few words."""
    if state.stage == "downloading" and state.total:
        return t("database.downloading", done=state.done // 1_000_000, total=state.total // 1_000_000)
    if state.stage == "downloading":
        return t("database.starting")
    return t(f"database.{state.stage}", done=state.done, total=state.total)


def _shown(state: DatabaseState) -> None:
    with st.popover(words(state), icon=_ICONS[state.stage], width="stretch", type="tertiary"):
        explained(state, "badge")


def explained(state: DatabaseState, where: str) -> None:
    """What the state means, and the buttons that go with it; ``where`` keeps the buttons of two places apart."""
    st.markdown(t(f"database.{state.stage}_about"))
    held = database.database()
    if state.stage in ("downloading", "filling") and state.total:
        st.progress(min(1.0, state.done / state.total))
    if state.failure is not None:
        st.error(state.failure.message(language()))
    if state.stage == "ready" and held.store is not None:
        st.caption(t("database.version", version=held.store.version, address=held.store.address.uri))
    if state.stage in _MOVING and st.button(t("database.cancel"), key=f"database.cancel.{where}"):
        held.stop()
        st.rerun()
    if state.stage in ("failed", "absent") and st.button(t("database.start"), key=f"database.start.{where}", type="primary"):
        held.start()
        st.rerun()
