"""What the commands share: one line for an error, a bar for long work."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeElapsedColumn

from ingest.read import ReadError

from .errors import GraphError
from .library import LibraryError
from .server.provision import Progress as Step
from .server.provision import Report

errors = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
output = Console(soft_wrap=True, highlight=False, markup=False)

_STAGES = {"verifying": "核对组件", "downloading": "下载数据库组件", "starting": "启动数据库"}


def fail(message: str, status: int = 2) -> NoReturn:
    """Says what is wrong on one line of standard error and ends with ``status``."""
    errors.print("错误：" + " ".join(message.split()))
    raise typer.Exit(status)


@contextmanager
def failing() -> Iterator[None]:
    """Expected failures end the command with one line and exit code 2."""
    try:
        yield
    except GraphError as failure:
        fail(failure.message("zh"))
    except LibraryError as failure:
        fail(failure.message("zh"))
    except ReadError as failure:
        fail(str(failure))


@contextmanager
def reported() -> Iterator[Report]:
    """A progress bar for providing and starting the server; single lines where standard error is no terminal."""
    if not sys.stderr.isatty():
        said: set[str] = set()

        def line(step: Step) -> None:
            if step.stage not in said and step.stage != "verifying":
                said.add(step.stage)
                size = f"（{megabytes(step.total)}）" if step.total else ""
                errors.print(f"{_STAGES[step.stage]}{size}…")

        yield line
        return
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=True) as progress:
        task = progress.add_task("", total=None)

        def bar(step: Step) -> None:
            progress.update(task, description=_STAGES[step.stage], completed=step.done, total=step.total or None)

        yield bar


def megabytes(size: int) -> str:
    """A size in bytes for people, in MB."""
    return f"{size / 1_000_000:,.1f} MB"
