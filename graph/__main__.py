"""``python -m graph``: the graph database on the command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from ingest.pipeline import parse
from ingest.read import ReadError, read_file
from ingest.statute import Statute

from . import library as shelf
from .attach import attached
from .command_output import errors, fail, failing, output, reported
from .export import WRITERS, read_graph
from .gates import Gate, Limits
from .library import LibraryError
from .load import Change, loaded
from .load import load as load_statutes
from .load import rebuild as rebuild_graph
from .query import Format, read_parameters, show
from .questions import choices, question, questions
from .server.command_line import app as server_app
from .store import Store, uri_address

HELP = """把法规载入图数据库 Neo4j，查询和导出。

数据库由本程序自带（第一次使用时下载），也可以用环境变量 NEO4J_URI、NEO4J_USERNAME、NEO4J_PASSWORD、NEO4J_DATABASE 指定别的。

例：
  python -m graph load data/statutes
  python -m graph query "MATCH (a:Actor)-[:BEARS]->(n:Duty) RETURN a.name, count(n) ORDER BY count(n) DESC LIMIT 5"
  python -m graph server start

说明见 docs/neo4j.md；现成的问题见 docs/questions.md。"""

app = typer.Typer(
    help=HELP,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(server_app, name="server")

_SUFFIXES = (".txt", ".md", ".docx", ".pdf", ".html", ".htm")


@app.command(no_args_is_help=True)
def load(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE_OR_DIR...", help="法规文件，或者装有法规文件的文件夹")],
    keep: Annotated[bool, typer.Option("--keep/--graph-only", help="同时放进资料库（默认），或者只载入图")] = True,
) -> None:
    """解析法规并载入图。每部法规要么整部载入，要么图里仍是原来的；再载一次不会重复。

    用自带的数据库时也放进资料库，应用里就能看到；用 NEO4J_URI 指定的数据库时只载入图。
    有文件读不了时其余照常载入，退出码为 1。

    例：python -m graph load 条例.docx 法规文件夹
    """
    files = list(_files(paths))
    if not files:
        fail("没有法规文件（.txt .md .docx .pdf .html）：" + "、".join(map(str, paths)))
    into = keep and uri_address() is None
    bad = 0
    with failing(), reported() as report, attached(report) as store:
        held = shelf.open_library() if into else None
        for number, path in enumerate(files, 1):
            try:
                statutes: list[Statute] | tuple[Statute, ...]
                if held is not None:
                    statutes = shelf.load(held, shelf.add_file(held, path, replace=True))
                else:
                    statutes = parse(read_file(path))
            except (ReadError, LibraryError) as failure:
                bad += 1
                errors.print(f"错误：{failure.message('zh') if isinstance(failure, LibraryError) else failure}")
                continue
            load_statutes(store, statutes, lambda change, at=number: _say(change, at, len(files)))  # type: ignore[misc]
    if bad:
        raise typer.Exit(1)


@app.command(no_args_is_help=True)
def query(
    cypher: Annotated[str, typer.Argument(metavar="CYPHER", help="一条 Cypher 查询；- 表示从标准输入读")],
    param: Annotated[list[str] | None, typer.Option("--param", "-p", metavar="K=V", help="参数 $K 的值，可以重复")] = None,
    format: Annotated[str, typer.Option("--format", "-f", metavar="table|json|csv", help="输出格式")] = "table",
    rows: Annotated[int, typer.Option("--rows", metavar="N", min=1, help="最多返回的行数")] = 1_000,
    timeout: Annotated[float, typer.Option("--timeout", metavar="秒", min=0.1, help="最长时间")] = 20.0,
) -> None:
    """运行一条只读查询。EXPLAIN 开头只看查询计划，PROFILE 开头连结果带计划。

    例：python -m graph query 'MATCH (a:Article) WHERE a.text CONTAINS $词 RETURN a.label' --param 词=罚款 --format csv
    """
    if format not in ("table", "json", "csv"):
        fail(f"--format 应当是 table、json 或 csv，不是 {format}。")
    chosen: Format = format  # type: ignore[assignment]
    text = sys.stdin.read() if cypher == "-" else cypher
    limits = Limits(seconds=timeout, rows=rows)
    with failing():
        parameters = read_parameters(param or [])
        with reported() as report, attached(report) as store:
            _fill_empty(store)
            with Gate(store, limits) as gate:
                answer = gate.run(text, parameters)
    show(answer, chosen, output, errors)


@app.command()
def rebuild() -> None:
    """按资料库重新建图：载入其中每一部法规，去掉资料库里没有的。"""
    with failing(), reported() as report, attached(report) as store:
        held = shelf.open_library()
        total = sum(len(entry.statutes) for entry in shelf.entries(held))
        done = iter(range(1, sys.maxsize))
        changes = rebuild_graph(store, shelf.statutes(held), lambda change: _say(change, next(done), total))
    output.print(f"图里现在有 {total} 部法规，改动 {sum(change.total for change in changes)} 处。")


@app.command(no_args_is_help=True)
def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="写到哪个文件夹")],
    format: Annotated[list[str] | None, typer.Option("--format", "-f", metavar="bulk|cypher|graphml|json")] = None,
) -> None:
    """导出整个图：bulk（批量导入用的文件夹）、cypher（在空数据库上重建的脚本）、graphml、json。默认全部。

    例：python -m graph export out --format cypher
    """
    wanted = format or list(WRITERS)
    for name in wanted:
        if name not in WRITERS:
            fail(f"--format 应当是 {'、'.join(WRITERS)} 之一，不是 {name}。")
    with failing(), reported() as report, attached(report) as store:
        _fill_empty(store)
        graph = read_graph(store)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            written = [WRITERS[name](graph, folder) for name in wanted]
        except OSError as failure:
            fail(f"写不出 {folder}：{failure.strerror}")
    output.print(f"{len(graph.nodes)} 个节点，{len(graph.edges)} 条关系")
    for path in written:
        output.print(f"已写出 {path}")


@app.command()
def bench(
    statutes: Annotated[str, typer.Option("--statutes", metavar="N,N,...", help="在多大的图上测")] = "1,100,1000",
) -> None:
    """载入的速度（与普通 UNWIND 之比）和责任链查询的时间。用临时的数据库，不动资料库。

    例：python -m graph bench --statutes 1,100
    """
    from .bench import run

    try:
        sizes = tuple(sorted({int(one) for one in statutes.split(",")}))
    except ValueError:
        fail(f"--statutes 应当是用逗号隔开的数，不是 {statutes}。")
    with failing():
        run(sizes, output.print)


@app.command(no_args_is_help=False)
def ask(
    name: Annotated[str | None, typer.Argument(metavar="问题", help="问题的名字；不写则列出全部")] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="K=V", help="参数的值；不写则取第一个选项")
    ] = None,
    format: Annotated[str, typer.Option("--format", "-f", metavar="table|json|csv", help="输出格式")] = "table",
) -> None:
    """问一个现成的问题，不用写 Cypher。

    例：python -m graph ask duties-of-an-actor --param actor=省人民政府
    """
    if name is None:
        for one in questions():
            output.print(f"{one.name}　{one.title.zh}")
        return
    if format not in ("table", "json", "csv"):
        fail(f"--format 应当是 table、json 或 csv，不是 {format}。")
    chosen: Format = format  # type: ignore[assignment]
    with failing():
        asked = question(name)
        values = read_parameters(param or [])
        with reported() as report, attached(report) as store:
            _fill_empty(store)
            for parameter in asked.parameters:
                if parameter.name not in values:
                    offered = choices(store, parameter, values.get("statute"))
                    values[parameter.name] = None if parameter.optional else offered[0].value if offered else parameter.default
            errors.print(asked.sentence(values))
            with Gate(store) as gate:
                answer = gate.run(asked.cypher, values)
    show(answer, chosen, output, errors)


def _fill_empty(store: Store) -> None:
    """On the first use of our own server, the graph is made from the library."""
    if uri_address() is None and not loaded(store):
        errors.print("图是空的，先载入资料库…")
        load_statutes(store, shelf.statutes(shelf.open_library()))


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.rglob("*") if one.suffix.lower() in _SUFFIXES and one.is_file())
        else:
            yield path


def _say(change: Change, number: int, total: int) -> None:
    what = f"新增 {change.created}，修改 {change.updated}，删除 {change.deleted}" if change.total else "没有变化"
    output.print(f"[{number}/{total}] {change.statute}：{what}")


def main() -> None:
    """Run the command line; Ctrl-C and a closed pipe end quietly with the usual codes."""
    try:
        app(prog_name="python -m graph")
    except KeyboardInterrupt:
        errors.print("已中断。")
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()
