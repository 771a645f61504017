"""Tests on the real Neo4j and the real Chromium are given a second chance: a busy machine is no defect of the software.

The first failure stays in the report (``rerun``); a test that fails twice fails. When the tests are shared between processes
(``pytest -n``), those of one real thing stay together: one Chromium, one database.
"""

from __future__ import annotations

import pytest

REAL = frozenset({"neo4j_server", "store", "app", "browser"})
"""Fixtures that stand for a real server or browser."""


@pytest.hookimpl(tryfirst=True)  # before the groups are read
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if REAL & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.flaky(reruns=1, reruns_delay=2))
        if item.get_closest_marker("neo4j"):
            item.add_marker(pytest.mark.xdist_group("neo4j"))
