"""``python -m ingest``: statute files → contract files, on the command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from typing import Annotated, NoReturn, TypeVar

import msgspec
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Column, Table

HELP = """把中文法规文本变成结构化数据：编章节条款项、主体、规范、引用、罚则、责任链接。

例：python -m ingest parse data/statutes/*.txt --out out

输出格式见 docs/contract.md。"""

app = typer.Typer(
    help=HELP,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
errors = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
output = Console(soft_wrap=True, highlight=False, markup=False)

Result = TypeVar("Result")
_KILLED = "一个进程被系统中止（多半是内存不足）。请减少 --jobs 后重试。"
Jobs = Annotated[int, typer.Option("--jobs", "-j", metavar="N", min=1, help="同时使用的进程数")]


@app.command(no_args_is_help=True)
def parse(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="法规文件：.txt .md .docx .pdf .html")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="输出文件夹；每部法规一个子文件夹，以文件名命名")],
    jobs: Jobs = 1,
) -> None:
    """解析法规文件，写出 DIR/<文件名>/ 下的 source.txt、*.jsonl 和 statute.json。

    一个文件里有几部法规时，第二部写到 <文件名>~2/。已有的输出整体替换，不会留下一半新一半旧。
    有文件读不了时其余照常写出，退出码为 1。

    例：python -m ingest parse 条例.docx 办法.pdf --out out --jobs 4
    """
    from .batch import parse_to_folder

    stems: dict[str, Path] = {}
    for path in files:
        if (twin := stems.get(path.stem)) is not None:
            _fail(f"{path} 与 {twin} 的文件名相同（{path.stem}），会写到同一个文件夹。请改名或分两次解析。")
        stems[path.stem] = path
    if out.exists() and not out.is_dir():
        _fail(f"{out} 不是文件夹。请用 --out 指定一个文件夹。")
    outcomes = _with_progress(partial(parse_to_folder, out=out, taken=frozenset(stems)), files, jobs, "解析")
    for outcome in outcomes:
        if outcome.error:
            errors.print(f"错误：{outcome.error}")
    done = [outcome for outcome in outcomes if not outcome.error]
    if done:
        folders = [folder for outcome in done for folder in outcome.folders]
        output.print(
            f"已写出 {len(folders)} 部法规，{sum(o.articles for o in done)} 条，"
            f"{sum(o.doubts for o in done)} 条提示 → {folders[0] if len(folders) == 1 else out}"
        )
    if len(done) < len(outcomes):
        raise typer.Exit(1)


@app.command(no_args_is_help=True)
def audit(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="装有法规文件的文件夹（含子文件夹）")],
    jobs: Jobs = 1,
    report: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="另写一份 JSON Lines，每个文件一行")] = None,
) -> None:
    """检查一个文件夹：每个文件的状态、各阶段用时、条数和提示。

    有文件读不了时退出码为 1。提示代码的含义见 docs/diagnostics.md。

    例：python -m ingest audit ~/法规 --jobs 4 --json audit.jsonl
    """
    from .audit import audit as audit_folder
    from .audit import audit_table

    if not folder.is_dir():
        _fail(f"{folder} 不是文件夹。" if folder.exists() else f"找不到文件夹 {folder}。请检查路径。")
    with _progress() as progress:
        task = progress.add_task("检查", total=None)
        try:
            rows = audit_folder(folder, jobs, lambda done, total: progress.update(task, completed=done, total=total))
        except BrokenProcessPool:
            _fail(_KILLED)
    if not rows:
        _fail(f"{folder} 里没有法规文件（.txt .md .docx .pdf .html）。")
    output.print(audit_table(rows, folder))
    if report:
        encode = msgspec.json.Encoder().encode
        try:
            report.write_bytes(b"".join(encode(row) + b"\n" for row in rows))
        except OSError as error:
            _fail(f"{report}：写不出（{error.strerror}）。请检查磁盘空间和权限。")
    if any(row.error for row in rows):
        raise typer.Exit(1)


@app.command()
def bench(
    size: Annotated[int, typer.Option("--size", metavar="BYTES", min=2_000, help="各阶段测速所用文本的大小")] = 200_000,
    flat: Annotated[bool, typer.Option("--flat/--no-flat", help="是否测 5 kB 到 5 MB 的平直度")] = True,
    statutes: Annotated[
        Path | None, typer.Option("--statutes", metavar="DIR", help="另测的一批法规，各读一遍（默认随附的法规）", exists=True)
    ] = None,
) -> None:
    """在一个核上测各阶段的速度（字/秒），并与同一次运行里的 jieba.cut 和正则切分比较。

    例：python -m ingest bench --size 50000 --no-flat --statutes 法规文件夹
    """
    from .bench import STATUTES, distinct_rates, flatness, long_statute, stage_rates, yardsticks

    text = long_statute(size)
    output.print(f"文本：{len(text):,} 字（约 {size // 1000} kB），每项取最快一次")
    against = yardsticks(text)
    rates = stage_rates(text)
    table = Table("阶段", Column("万字/秒", justify="right"), *(Column(f"÷ {each.stage}", justify="right") for each in against))
    for rate in [*rates, *against]:
        table.add_row(
            rate.stage, f"{rate.per_second / 10_000:,.1f}", *(f"{rate.per_second / each.per_second:,.2f}" for each in against)
        )
    output.print(table)
    paths = sorted(path for path in (statutes or STATUTES).iterdir() if path.suffix == ".txt")
    if paths:
        whole, words = distinct_rates(paths)
        output.print(
            f"{len(paths)} 部不同的法规各读一遍（{whole.characters:,} 字）：{whole.stage} {whole.per_second / 10_000:,.1f} 万字/秒，"
            f"是 jieba.cut（{words.per_second / 10_000:,.1f} 万字/秒）的 {whole.per_second / words.per_second:,.2f} 倍"
        )
    if flat:
        table = Table("行＋结构", Column("字", justify="right"), Column("万字/秒", justify="right"))
        for rate in flatness():
            table.add_row(rate.stage, f"{rate.characters:,}", f"{rate.per_second / 10_000:,.1f}")
        output.print(table)


def _with_progress(work: Callable[[Path], Result], paths: list[Path], jobs: int, label: str) -> list[Result]:
    """``work`` done on every path, in the paths' order, with a progress bar on a terminal."""
    from .batch import run_all

    results: dict[int, Result] = {}
    with _progress() as progress:
        task = progress.add_task(label, total=len(paths))
        try:
            for index, result in run_all(work, paths, jobs):
                results[index] = result
                progress.advance(task)
        except BrokenProcessPool:
            _fail(_KILLED)
    return [results[index] for index in range(len(paths))]


def _progress() -> Progress:
    """A progress bar on standard error; silent where that is no terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=errors, disable=not sys.stderr.isatty(), transient=True)


def _fail(message: str) -> NoReturn:
    errors.print(f"错误：{message}")
    raise typer.Exit(2)


def main() -> None:
    """Run the command line. A wrong call is one line that says what is wrong; Ctrl-C and a closed pipe end quietly."""
    try:
        code = app(prog_name="python -m ingest", standalone_mode=False) or 0
        if code == 130:  # typer turns Ctrl-C into a code
            _interrupted()
        sys.exit(code)
    except KeyboardInterrupt:
        _interrupted()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:  # the parser's own errors; their classes differ between versions of typer
        if type(error).__name__ == "Abort":
            _interrupted()
        if not hasattr(error, "format_message"):
            raise
        called_bare = type(error).__name__ == "NoArgsIsHelpError"  # its message is the help
        errors.print(getattr(error, "message", "") if called_bare else f"错误：{_wrong_call(error)}")
        sys.exit(getattr(error, "exit_code", 2))


def _interrupted() -> NoReturn:
    errors.print("已中断。")
    sys.exit(130)


def _wrong_call(error: Exception) -> str:
    """A wrong call in one Chinese line, with where to read on."""
    context, parameter = getattr(error, "ctx", None), getattr(error, "param", None)
    name = "/".join(getattr(parameter, "opts", ())) or getattr(parameter, "metavar", None) or ""
    if parameter is not None and getattr(parameter, "param_type_name", "") == "argument":
        name = getattr(parameter, "metavar", None) or name
    told = {
        "MissingParameter": f"缺少参数 {name}。",
        "NoSuchOption": f"没有选项 {getattr(error, 'option_name', '')}。",
        "BadParameter": f"参数 {name} 的值不对：{getattr(error, 'message', '')}",
    }.get(type(error).__name__, getattr(error, "message", str(error)))
    return f"{told.rstrip('。.')}。用法见 {getattr(context, 'command_path', 'python -m ingest')} --help"


if __name__ == "__main__":
    main()
