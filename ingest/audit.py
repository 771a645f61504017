"""A folder of statutes, file by file: what each stage took, what was found, what is doubtful. ``python -m ingest audit DIR``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter

import msgspec
from rich.markup import escape
from rich.table import Column, Table

from .batch import run_all
from .pipeline import statute_from
from .read import ReadError, read_file
from .structure import parse_structure

SUFFIXES = frozenset({".txt", ".md", ".markdown", ".docx", ".pdf", ".html", ".htm"})


class AuditRow(msgspec.Struct, frozen=True):
    """One file. Times are in seconds: reading, lines and structure, facts; ``codes`` counts the diagnostics by code.

    ``status``: ok (nothing to say), notes (only remarks), doubts (warnings), error (``error`` is one line for people).
    """

    path: str
    status: str
    characters: int = 0
    statutes: int = 0
    articles: int = 0
    read: float = 0.0
    structure: float = 0.0
    facts: float = 0.0
    codes: dict[str, int] = {}
    error: str | None = None

    @property
    def diagnostics(self) -> int:
        """How many diagnostics the file has."""
        return sum(self.codes.values())


def audit(folder: Path, jobs: int = 1, progress: Callable[[int, int], None] | None = None) -> list[AuditRow]:
    """A row for every statute file below ``folder``, by path. ``progress`` is told (files done, files in all).

    Raises NotADirectoryError for what is no folder.
    """
    if not folder.is_dir():
        raise NotADirectoryError(str(folder))
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    rows: dict[int, AuditRow] = {}
    for index, row in run_all(audit_file, paths, jobs):
        rows[index] = row
        if progress is not None:
            progress(len(rows), len(paths))
    return [rows[index] for index in sorted(rows)]


def audit_file(path: Path) -> AuditRow:
    """The row of one file. Never raises for a bad file: the row says what is wrong."""
    begin = perf_counter()
    try:
        raw = read_file(path)
        read = perf_counter()
        trees = parse_structure(raw)
        parsed = perf_counter()
        statutes = [statute_from(tree, raw) for tree in trees]
        done = perf_counter()
    except (ReadError, OSError) as error:
        return AuditRow(str(path), "error", error=" ".join(str(error).split()))
    except Exception as error:  # a defect of ours must not stop the other files
        return AuditRow(str(path), "error", error=" ".join(f"{type(error).__name__} {error}".split())[:300])
    found = [diagnostic for statute in statutes for diagnostic in statute.diagnostics]
    grave = any(diagnostic.severity != "info" for diagnostic in found)
    return AuditRow(
        path=str(path),
        status="doubts" if grave else "notes" if found else "ok",
        characters=len(raw.text),
        statutes=len(statutes),
        articles=sum(unit.kind == "article" for statute in statutes for unit in statute.units),
        read=read - begin,
        structure=parsed - read,
        facts=done - parsed,
        codes=dict(Counter(diagnostic.code for diagnostic in found).most_common()),
    )


_STATUS = {"ok": "正常", "notes": "有说明", "doubts": "有疑问", "error": "读不了"}


def audit_table(rows: Iterable[AuditRow], folder: Path | None = None) -> Table:
    """The rows as a table for the terminal; times in milliseconds. Paths are shown below ``folder``."""
    rows = list(rows)
    right = {"justify": "right", "no_wrap": True}
    table = Table(
        Column("文件", footer=f"{len(rows)} 个文件", overflow="fold"),
        Column("状态", no_wrap=True),
        Column("字数", footer=f"{sum(row.characters for row in rows):,}", **right),  # type: ignore[arg-type]
        Column("条", footer=f"{sum(row.articles for row in rows):,}", **right),  # type: ignore[arg-type]
        Column("读取 ms", footer=_total(row.read for row in rows), **right),  # type: ignore[arg-type]
        Column("结构 ms", footer=_total(row.structure for row in rows), **right),  # type: ignore[arg-type]
        Column("事实 ms", footer=_total(row.facts for row in rows), **right),  # type: ignore[arg-type]
        Column("提示", footer=f"{sum(row.diagnostics for row in rows):,}", overflow="fold"),
        show_footer=True,
    )
    for row in rows:
        path = Path(row.path)
        name = str(path.relative_to(folder)) if folder is not None and path.is_relative_to(folder) else row.path
        if row.error is not None:
            table.add_row(escape(name), _STATUS[row.status], "", "", "", "", "", escape(row.error))
            continue
        times = [f"{seconds * 1000:.1f}" for seconds in (row.read, row.structure, row.facts)]
        codes = "  ".join(f"{code} {count}" if count > 1 else code for code, count in row.codes.items())
        table.add_row(escape(name), _STATUS[row.status], f"{row.characters:,}", str(row.articles), *times, codes)
    return table


def _total(seconds: Iterable[float]) -> str:
    return f"{sum(seconds) * 1000:,.0f}"
