"""The annotated bundled statute as a Statute: a graph whose answers a person wrote down."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from graph.network import Network, network_of_statute
from ingest.gold.as_statute import as_statute
from ingest.gold.folder import read_gold
from ingest.statute import Statute

FOLDER = Path(__file__).parents[2] / "data" / "gold" / "liaoning-bigdata-2022"


@cache
def gold_statute() -> Statute:
    return as_statute(read_gold(FOLDER))


@cache
def gold_network() -> Network:
    return network_of_statute(gold_statute())


def actor(name: str) -> str:
    return f"{gold_statute().id}:actor:{name}"
