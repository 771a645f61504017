"""The annotated statute as test data of the views."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from graph.network import Network, network_of_statute
from ingest.gold.as_statute import as_statute
from ingest.gold.folder import read_gold
from ingest.pipeline import parse
from ingest.read import read_file
from ingest.statute import Statute

ROOT = Path(__file__).parents[2]


@cache
def gold_statute() -> Statute:
    return as_statute(read_gold(ROOT / "data" / "gold" / "liaoning-bigdata-2022"))


@cache
def gold_network() -> Network:
    return network_of_statute(gold_statute())


@cache
def bundled_statute() -> Statute:
    return parse(read_file(ROOT / "data" / "statutes" / "辽宁省大数据发展条例.txt"))[0]
