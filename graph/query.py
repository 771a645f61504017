"""Queries from the command line: parameters from ``k=v``, answers as table, JSON or CSV."""

from __future__ import annotations

import json
from typing import Any, Literal

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from .answer import Answer, cell_text
from .errors import GraphError
from .plans import in_words

Format = Literal["table", "json", "csv"]

CUT = {"rows": "只显示前 {n} 行，还有更多。", "bytes": "结果很大，只显示前 {n} 行，还有更多。"}


def read_parameters(given: list[str]) -> dict[str, Any]:
    """``["编号=a15", "n=3"]`` → values; what reads as JSON is JSON (numbers, true, lists), the rest is text."""
    found: dict[str, Any] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name.strip():
            raise GraphError("bad_parameter", name=one, why="k=v")
        try:
            found[name.strip().lstrip("$")] = json.loads(value)
        except json.JSONDecodeError:
            found[name.strip().lstrip("$")] = value
    return found


def table_of(answer: Answer) -> Table:
    """The rows as a table for a terminal."""
    table = Table(*(Column(Text(column)) for column in answer.columns))
    for row in answer.rows:
        table.add_row(*(Text(cell_text(value).replace("\n", " ")) for value in row))
    return table


def remark_of(answer: Answer) -> str | None:
    """What to say below the rows: that there is more, or how the query goes about it."""
    if answer.cut:
        return CUT[answer.cut].format(n=len(answer.rows))
    if answer.plan is not None:
        return "\n".join(f"{'！' if remark.slow else '　'}{remark.words.zh}" for remark in in_words(answer.plan))
    return None


def show(answer: Answer, format: Format, output: Console, notes: Console) -> None:
    """Prints the answer: rows to ``output``, remarks to ``notes``."""
    if format == "json":
        output.file.write(answer.json().decode() + "\n")
    elif format == "csv":
        output.file.write(answer.csv().decode())
    elif answer.columns:
        output.print(table_of(answer))
        output.print(f"{len(answer.rows)} 行，{answer.seconds:.2f} 秒")
    remark = remark_of(answer)
    if remark:
        notes.print(remark)
