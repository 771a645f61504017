"""How fast each stage is, on one core: characters per second of processor time, against jieba and a plain splitter in the same run."""

from __future__ import annotations

import logging
import re
import time
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from .actors import find_actors
from .definitions import find_definitions
from .liability import find_links
from .lines import logical_lines
from .metadata import metadata_of
from .norms import find_norms
from .passages import passages_of
from .pipeline import parse
from .read import RawText, read_bytes, read_file
from .read.docx.numbering import written
from .reading import Origin
from .references import find_references
from .sanctions import find_sanctions
from .structure import parse_structure
from .triggers import find_triggers

SEED = Path(__file__).parents[1] / "data" / "statutes" / "辽宁省大数据发展条例.txt"
STATUTES = SEED.parent
TOGETHER = "解析与抽取（不含链接）"
SIZES = (5_000, 50_000, 500_000, 5_000_000)
"""Bytes of UTF-8, a character being three."""
_SPLIT = re.compile(r"^\s*第[〇一二三四五六七八九十百千]+条", re.M)


class Rate(msgspec.Struct, frozen=True):
    """``stage`` took ``seconds`` of processor time (the best of its runs) over ``characters``."""

    stage: str
    characters: int
    seconds: float

    @property
    def per_second(self) -> float:
        """Characters per second."""
        return self.characters / self.seconds


def long_statute(size: int) -> str:
    """A statute of about ``size`` bytes: the bundled one's articles over and over, numbered on, one line a 款 or 项."""
    tree = parse_structure(read_file(SEED))[0]
    lines = tree.reading.text.splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith("第一条"))
    head = [line for line in lines[:start] if not re.match(r"第.{1,3}章", line)]
    body = [line for line in lines[start:] if line.strip() and not re.match(r"第.{1,3}章", line)]
    out, length, number = list(head), sum(map(len, head)) * 3, 0
    while True:
        for line in body:
            label = re.match(r"第[一二三四五六七八九十百]{1,5}条", line)
            if label:
                if length >= size:
                    return "\n".join(out) + "\n"
                number += 1
                line = f"第{written(number, 'chineseCounting')}条{line[label.end() :]}"
            out.append(line)
            length += 3 * len(line) + 1


def stage_rates(text: str, runs: int = 3) -> list[Rate]:
    """The rate of every stage on ``text``, in pipeline order."""
    data = text.encode()
    raw = read_bytes(data, "bench.txt")
    tree = parse_structure(raw)[0]
    reading, units = tree.reading, tree.units
    passages = passages_of(reading, units)
    definitions = find_definitions(reading, passages)
    references = find_references(reading, passages, units, definitions)
    triggers = find_triggers(passages)
    who = find_actors(reading, passages, triggers, definitions)
    sanctions = find_sanctions(reading, passages, who.mentions, references)
    norms = find_norms(reading, passages, triggers, who.subjects, who.mentions, references, sanctions)
    stages: dict[str, Callable[[], object]] = {
        "读取": lambda: read_bytes(data, "bench.txt"),
        "行": lambda: logical_lines(raw),
        "行＋结构": lambda: parse_structure(raw),
        "元数据": lambda: metadata_of(tree),
        "段": lambda: passages_of(reading, units),
        "定义": lambda: find_definitions(reading, passages),
        "引用": lambda: find_references(reading, passages, units, definitions),
        "规范词": lambda: find_triggers(passages),
        "主体": lambda: find_actors(reading, passages, triggers, definitions),
        "罚则": lambda: find_sanctions(reading, passages, who.mentions, references),
        "规范": lambda: find_norms(reading, passages, triggers, who.subjects, who.mentions, references, sanctions),
        TOGETHER: lambda: parse(raw, links=False),
        "责任链接": lambda: find_links(reading, passages, norms, sanctions, references, definitions, who.actors),
        "全部": lambda: parse(raw),
    }
    return [_rate(name, work, len(text), runs) for name, work in stages.items()]


def yardsticks(text: str, runs: int = 3) -> list[Rate]:
    """jieba.cut and a regular-expression splitter at 第X条 on the same text."""
    words = _jieba()
    return [
        _rate("jieba.cut", lambda: words.lcut(text), len(text), runs),
        _rate("正则切分", lambda: _SPLIT.split(text), len(text), runs),
    ]


def _jieba() -> Any:
    """A tokenizer of its own with the dictionary loaded."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.CRITICAL + 10)
    words = jieba.Tokenizer()
    words.initialize()
    return words


def distinct_rates(paths: list[Path]) -> list[Rate]:
    """Parsing and extraction, and jieba.cut, on the statutes of different files: each text once, as a reader meets it.

    A statute repeated to a length (:func:`stage_rates`) is kinder, since its words are known from the second time on. The bundled
    statute is read once before, so that no list of words is loaded on the way. Raises the errors of :func:`read_file`.
    """
    texts = [read_file(path) for path in paths]
    characters = sum(len(raw.text) for raw in texts)
    words = _jieba()
    parse(read_file(SEED), links=False)
    words.lcut("施行")
    return [
        _rate(TOGETHER, lambda: [parse(raw, links=False) for raw in texts], characters, 1),
        _rate("jieba.cut", lambda: [words.lcut(raw.text) for raw in texts], characters, 1),
    ]


def flatness(sizes: tuple[int, ...] = SIZES) -> list[Rate]:
    """Lines and structure at growing sizes: a flat rate is linear time."""
    rates = []
    for size in sizes:
        raw = RawText(long_statute(size), Origin("bench.txt"))
        rates.append(_rate(f"{size // 1000} kB", partial(parse_structure, raw), len(raw.text), 3 if size < 1_000_000 else 1))
    return rates


def _rate(stage: str, work: Callable[[], object], characters: int, runs: int) -> Rate:
    best = float("inf")
    for _ in range(runs):
        started = time.process_time()
        work()
        best = min(best, time.process_time() - started)
    return Rate(stage, characters, max(best, 1e-9))
