"""Tests on the real Neo4j and the real Chromium are given a second chance: a busy machine is no defect of the software.

The first failure stays in the report (``rerun``); a test that fails twice fails.
"""

from __future__ import annotations

import pytest

REAL = frozenset({"neo4j_server", "store", "app", "browser"})
"""Fixtures that stand for a real server or browser."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if REAL & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.flaky(reruns=1, reruns_delay=2))
