"""The audit of a folder: a row a file, whatever the file."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from ingest.audit import audit, audit_table

from .trees import FICTION


def test_a_row_for_every_file(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_bytes(FICTION.read_bytes())
    (tmp_path / "乙.txt").write_text("湖泊巡护办法\n第一条 巡护自愿。\n第三条 巡护无偿。", "utf-8")
    (tmp_path / "丙.txt").write_bytes(b"")
    (tmp_path / "丁.png").write_bytes(b"\x89PNG")
    seen: list[tuple[int, int]] = []
    rows = audit(tmp_path, progress=lambda done, of: seen.append((done, of)))
    assert seen == [(1, 3), (2, 3), (3, 3)]
    found = {Path(row.path).name: row for row in rows}
    assert [found[name].status for name in ("甲.txt", "乙.txt", "丙.txt")] == ["ok", "doubts", "error"]
    assert found["乙.txt"].codes["number_gap"] == 1
    assert found["甲.txt"].articles == 19
    assert found["甲.txt"].structure > 0
    assert found["丙.txt"].error


def test_the_table_names_files_below_the_folder_and_shows_markup_as_text(tmp_path: Path) -> None:
    (tmp_path / "[red]甲.txt").write_text("湖泊巡护办法\n第一条 巡护自愿。\n第三条 巡护无偿。", "utf-8")
    console = Console(width=200, record=True, file=io.StringIO())
    console.print(audit_table(audit(tmp_path), tmp_path))
    text = console.export_text()
    assert "[red]甲.txt" in text
    assert "number_gap" in text
    assert "1 个文件" in text


def test_what_is_no_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        audit(tmp_path / "nothing")
