"""Streamlit's uploader speaks English only; this gives it words in the reader's language."""

from __future__ import annotations

import streamlit as st

_STYLE = """<style>
[data-testid="stFileUploaderDropzone"] button p{font-size:0}
[data-testid="stFileUploaderDropzone"] button p::after{content:"%s";font-size:1rem}
[data-testid="stFileUploaderDropzoneInstructions"] *{font-size:0!important}
[data-testid="stFileUploaderDropzoneInstructions"]::after{content:"%s";font-size:.9rem}
</style>"""


def speaks(button: str, kinds: str) -> None:
    """The uploaders of this page say ``button`` on their button and ``kinds`` (what they take) beside it."""
    st.html(_STYLE % (_css(button), _css(kinds)))


def _css(text: str) -> str:
    return "".join(f"\\{ord(char):x} " if char in '"\\<>\n' else char for char in text)
