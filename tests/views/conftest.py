"""A library of its own for pages that draw themselves, with nothing kept from another test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def _fresh(home: Path) -> Iterator[None]:
    import streamlit as st

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAMAI_HOME", str(home))
        patch.setenv("FAMAI_DATABASE", "off")
        st.cache_resource.clear()
        st.cache_data.clear()
        yield
    st.cache_resource.clear()
    st.cache_data.clear()


@pytest.fixture
def own_library(tmp_path):
    """The bundled library for one test."""
    with _fresh(tmp_path):
        yield


@pytest.fixture(scope="module")
def module_library(tmp_path_factory):
    """The bundled library for all tests of a module."""
    with _fresh(tmp_path_factory.mktemp("home")):
        yield
