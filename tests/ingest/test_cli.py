"""``python -m ingest`` as people and scripts call it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ingest.__main__ import app
from ingest.batch import run_all
from tests.ingest.files import STATUTE, docx, pdf

ROOT = Path(__file__).parents[2]
SEED = ROOT / "data" / "statutes" / "辽宁省大数据发展条例.txt"
run = CliRunner().invoke


def command(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """A real process, with the project on its path."""
    return subprocess.run(
        [sys.executable, "-m", "ingest", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_parse_writes_a_folder_for_every_file(tmp_path: Path) -> None:
    (tmp_path / "甲.docx").write_bytes(docx(*STATUTE))
    (tmp_path / "乙.txt").write_text("\n".join(STATUTE), encoding="gb18030")
    (tmp_path / "丙.pdf").write_bytes(pdf([[(90.0, 760.0 - 20 * row, line) for row, line in enumerate(STATUTE)]]))
    out = tmp_path / "out" / "deep"
    result = command("parse", *sorted(tmp_path.glob("*.*")), "--out", out, "--jobs", "2")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("已写出 3 部法规，9 条")
    assert sorted(path.name for path in out.iterdir()) == ["丙", "乙", "甲"]
    rows = {path.name: (path / "units.jsonl").read_text(encoding="utf-8").count('"kind":"article"') for path in out.iterdir()}
    assert rows == {"甲": 3, "乙": 3, "丙": 3}


def test_a_bad_file_is_one_clear_line_and_the_others_are_written(tmp_path: Path) -> None:
    (tmp_path / "leer.txt").write_bytes(b"")
    result = command("parse", tmp_path / "leer.txt", SEED, tmp_path / "none.txt", tmp_path, "--out", tmp_path / "out")
    assert result.returncode == 1
    lines = result.stderr.splitlines()
    assert len(lines) == 3 and all(line.startswith("错误：") for line in lines)
    assert "leer.txt" in lines[0] and "空" in lines[0] and "none.txt" in lines[1] and "文件夹" in lines[2]
    assert (tmp_path / "out" / SEED.stem / "source.txt").read_bytes() == SEED.read_bytes()


def test_two_files_of_one_name_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text("第一条 甲。", encoding="utf-8")
    result = run(app, ["parse", str(tmp_path / "a" / "x.txt"), str(tmp_path / "b" / "x.txt"), "--out", str(tmp_path / "out")])
    assert result.exit_code == 2 and "文件名相同" in result.stderr and not (tmp_path / "out").exists()


def test_several_statutes_in_one_file(tmp_path: Path) -> None:
    text = "\n".join((*STATUTE, STATUTE[0].replace("海东", "海西"), STATUTE[1].replace("海东", "海西"), *STATUTE[2:]))
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    result = run(app, ["parse", str(tmp_path / "x.txt"), "--out", str(tmp_path / "out")])
    assert result.exit_code == 0, result.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["x", "x~2"]
    sources = [(tmp_path / "out" / name / "source.txt").read_text(encoding="utf-8") for name in ("x", "x~2")]
    assert sources[1].startswith("海西省") and "".join(sources).replace("\n", "") == text.replace("\n", "")
    # the second one is gone from the file: so is its folder, but not one that another file wrote
    (tmp_path / "x~3.txt").write_text("第一条 甲。", encoding="utf-8")
    assert run(app, ["parse", str(tmp_path / "x~3.txt"), "--out", str(tmp_path / "out")]).exit_code == 0
    (tmp_path / "y").mkdir()
    (tmp_path / "y" / "x.txt").write_text("第一条 甲。", encoding="utf-8")
    assert run(app, ["parse", str(tmp_path / "y" / "x.txt"), "--out", str(tmp_path / "out")]).exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["x", "x~3"]
    # a file that would land in the second one's folder
    (tmp_path / "x~2.txt").write_text("第一条 甲。", encoding="utf-8")
    result = run(app, ["parse", str(tmp_path / "x.txt"), str(tmp_path / "x~2.txt"), "--out", str(tmp_path / "out2")])
    assert result.exit_code == 1 and "x~2" in result.stderr


def test_an_out_that_is_a_file_or_someone_elses_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run(app, ["parse", str(SEED), "--out", str(tmp_path / "file")])
    assert result.exit_code == 2 and "不是文件夹" in result.stderr
    (tmp_path / SEED.stem).mkdir()
    (tmp_path / SEED.stem / "mine").write_text("x")
    result = run(app, ["parse", str(SEED), "--out", str(tmp_path)])
    assert result.exit_code == 1 and "不会覆盖" in result.stderr
    assert (tmp_path / SEED.stem / "mine").read_text() == "x"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_out_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    result = run(app, ["parse", str(SEED), "--out", str(tmp_path / "out")])
    assert result.exit_code == 1 and "权限" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("parse", "x.txt"), "--out"),
        (("parse", "x.txt", "--out", "o", "--jobs", "0"), "--jobs"),
        (("parse", "x.txt", "--out", "o", "--wat"), "--wat"),
        (("wat",), "wat"),
    ],
)
def test_a_wrong_call_is_one_line(arguments: tuple[str, ...], words: str) -> None:
    result = command(*arguments)
    assert result.returncode == 2 and result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("错误：") and words in line and "--help" in line


def test_audit_shows_every_file_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "甲.txt").write_text("\n".join(STATUTE), encoding="utf-8")
    (tmp_path / "b.md").write_bytes(b"")
    (tmp_path / "other.bin").write_bytes(b"x")
    report = tmp_path / "audit.jsonl"
    result = run(app, ["audit", str(tmp_path), "--json", str(report)])
    assert result.exit_code == 1 and "空" in result.stdout and "2 个文件" in result.stdout
    rows = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
    assert [(Path(row["path"]).name, row["articles"], row["status"] == "error") for row in rows] == [
        ("甲.txt", 3, False),
        ("b.md", 0, True),
    ]
    (tmp_path / "b.md").unlink()
    assert run(app, ["audit", str(tmp_path)]).exit_code == 0
    assert run(app, ["audit", str(tmp_path / "none")]).exit_code == 2
    (tmp_path / "empty").mkdir()
    assert "没有法规文件" in run(app, ["audit", str(tmp_path / "empty")]).stderr


def test_help_teaches() -> None:
    whole = run(app, ["--help"])
    assert whole.exit_code == 0 and all(word in whole.stdout for word in ("parse", "audit", "bench", "例："))
    parse = run(app, ["parse", "--help"])
    assert parse.exit_code == 0 and all(word in parse.stdout for word in ("--out", "--jobs", "例：", ".docx"))


def test_runs_in_processes_keep_the_index_of_each_path(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(5)]
    for number, path in enumerate(paths):
        path.write_bytes(b"x" * number)
    assert sorted(run_all(os.path.getsize, paths, jobs=2)) == [(number, number) for number in range(5)]
    assert list(run_all(os.path.getsize, [], jobs=2)) == []


def test_bench_prints_every_stage() -> None:
    result = run(app, ["bench", "--size", "8000", "--no-flat"])
    assert result.exit_code == 0 and all(stage in result.stdout for stage in ("行＋结构", "责任链接", "jieba.cut", "正则切分"))
