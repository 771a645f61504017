"""法脉 Famai: what Streamlit runs. Page set-up and navigation, nothing else."""

from pathlib import Path

import streamlit as st

from views import address, frame, pages
from views.language import t

st.set_page_config(
    page_title=t("app.title"),
    page_icon=str(Path(__file__).parent / "views" / "components" / "icon.png"),
    layout="wide",
    initial_sidebar_state="collapsed",
)
page = st.navigation(pages.menu(), position="top")
address.enter(pages.current_id(page))
frame.show(page)
