"""``python -m graph server``: the library's own Neo4j, by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..command_output import failing, megabytes, output, reported
from .bundle import bundle as write_bundle
from .bundle import install as install_bundle
from .folders import runtime_folder
from .lockfile import LOCK, resolve_lock, write_lock
from .process import start as start_server
from .process import stop as stop_server
from .status import status as server_status

app = typer.Typer(
    help="资料库自带的 Neo4j：启动、停止、状态、离线安装。数据在资料库文件夹里（FAMAI_HOME），只监听本机。",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_HEALTH = {"stopped": "未运行", "starting": "正在启动", "ready": "运行正常", "unresponsive": "没有应答"}


@app.command()
def start() -> None:
    """启动数据库并让它一直运行，直到 server stop。

    第一次会下载约 140 MB（可以随时中断，下次接着下载），以后离线启动。
    """
    with failing(), reported() as report:
        server = start_server(report=report, detached=True)
    output.print(f"数据库已在运行：bolt://127.0.0.1:{server.state.port}，用户 neo4j，密码见 {server.home / 'password'}")


@app.command()
def stop() -> None:
    """停止用 server start 启动的数据库。应用自己启动的数据库随应用关闭。"""
    with failing():
        stopped = stop_server()
    output.print("数据库已停止。" if stopped else "数据库没有在运行。")


@app.command()
def status() -> None:
    """版本、端口、大小、是否正常。没有运行时退出码为 3。"""
    with failing():
        found = server_status()
    output.print(f"状态　{_HEALTH[found.health]}")
    output.print(f"版本　Neo4j {found.version}")
    if found.port is not None:
        keeper = "一直运行（server start）" if found.detached else f"由应用启动（进程 {found.owner}）"
        output.print(f"地址　bolt://127.0.0.1:{found.port}　进程 {found.pid}　{keeper}")
    output.print(f"数据　{found.home}　{megabytes(found.size)}")
    if found.missing:
        output.print(f"组件　还缺 {found.missing} 个文件，下次启动时下载")
    if found.health == "stopped":
        raise typer.Exit(3)


@app.command(no_args_is_help=True)
def bundle(
    archive: Annotated[Path, typer.Argument(metavar="FILE.tar.gz", help="写到哪里")],
) -> None:
    """把 Java 运行时和数据库组件打成一个离线包，给没有网络的办公室。

    例：python -m graph server bundle famai-neo4j.tar.gz
    """
    with failing(), reported() as report:
        path = write_bundle(archive, runtime_folder(), report)
    output.print(f"已写出 {path}（{megabytes(path.stat().st_size)}）")


@app.command(no_args_is_help=True)
def install(archive: Annotated[Path, typer.Argument(metavar="BUNDLE", help="server bundle 做的离线包")]) -> None:
    """安装离线包。每个文件的校验值都与项目自带的锁定文件核对，不符就不安装。"""
    with failing():
        count = install_bundle(archive, runtime_folder())
    output.print(f"已安装 {count} 个组件到 {runtime_folder()}")


@app.command(hidden=True, no_args_is_help=True)
def lock(version: Annotated[str, typer.Argument(metavar="VERSION")], folder: Annotated[Path, typer.Option()]) -> None:
    """（维护者）换一个 Neo4j 版本：解析、下载、写出新的锁定文件。"""
    with failing():
        write_lock(resolve_lock(version, folder), LOCK)
    output.print(f"已写出 {LOCK}")
