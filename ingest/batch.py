"""Many files, one after the other or in processes: file → contract folders, with one line for every failure."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from itertools import islice
from pathlib import Path
from typing import TypeVar

import msgspec

from .contract import WHOLE, ContractError, is_contract, write_contract
from .pipeline import parse
from .read import ReadError, read_file
from .reading import Origin

Result = TypeVar("Result")


class Outcome(msgspec.Struct, frozen=True):
    """What became of one file. ``error`` is one line for people; None when all its statutes are written."""

    path: str
    folders: tuple[str, ...] = ()
    articles: int = 0
    doubts: int = 0
    error: str | None = None


def parse_to_folder(path: Path, out: Path, taken: frozenset[str] = frozenset()) -> Outcome:
    """Parse the file and write its statutes below ``out``. Never raises for a bad file: the outcome says what is wrong.

    ``taken``: file stems of the whole batch; a second statute must not land in another file's folder.
    """
    try:
        statutes = parse(read_file(path))
    except ReadError as error:
        return Outcome(str(path), error=str(error))
    except MemoryError:
        return Outcome(str(path), error=f"{path}：内存不足。请减少 --jobs 或拆分文件。")
    except Exception as error:  # a defect of ours must not stop the other files
        return Outcome(str(path), error=f"{path}：程序出错（{_where(error)}）。请报告这个问题。")
    folders = []
    for number, statute in enumerate(statutes, 1):
        name = path.stem if number == 1 else f"{path.stem}~{number}"
        if number > 1 and name in taken:
            return Outcome(
                str(path), error=f"{path}：其中第 {number} 部法规要写到 {name}，与另一个输入文件重名。请分两次解析。"
            )
        try:
            write_contract(statute, out / name)
        except ContractError as error:
            return Outcome(str(path), error=str(error))
        except OSError as error:
            return Outcome(str(path), error=f"{out / name}：写不出结果（{error.strerror}）。请检查磁盘空间和权限。")
        folders.append(str(out / name))
    _drop_leftovers(path, out, len(statutes) + 1)
    return Outcome(
        str(path),
        tuple(folders),
        articles=sum(unit.kind == "article" for statute in statutes for unit in statute.units),
        doubts=sum(len(statute.diagnostics) for statute in statutes),
    )


class _Written(msgspec.Struct):
    """As much of a ``statute.json`` as says which file it came from."""

    origin: Origin


def _drop_leftovers(path: Path, out: Path, number: int) -> None:
    """Remove the folders of further statutes that an earlier version of this file had."""
    while is_contract(folder := out / f"{path.stem}~{number}"):
        try:
            written = msgspec.json.decode((folder / WHOLE).read_bytes(), type=_Written)
        except (OSError, msgspec.MsgspecError):
            return
        if written.origin.name != path.name:
            return
        shutil.rmtree(folder, ignore_errors=True)
        number += 1


def _where(error: Exception) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno} " if trace else ""
    return " ".join(f"{place}{type(error).__name__} {error}".split())[:300]


def run_all(work: Callable[[Path], Result], paths: Sequence[Path], jobs: int = 1) -> Iterator[tuple[int, Result]]:
    """(index, result) of ``work`` on every path, as they come. ``jobs`` > 1 uses that many processes.

    Only a few paths are handed out ahead, so memory follows the largest file. Raises BrokenProcessPool when the system kills
    a process; ``work`` must be importable by name.
    """
    jobs = min(jobs, len(paths), os.cpu_count() or 1)
    if jobs <= 1:
        yield from ((index, work(path)) for index, path in enumerate(paths))
        return
    # spawn: the progress bar has a thread, and the fork of a threaded process can hang; Ctrl-C is for this process to handle
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, spawn, signal.signal, (signal.SIGINT, signal.SIG_IGN)) as pool:
        queue = enumerate(paths)
        running: dict[Future[Result], int] = {}
        try:
            while True:
                for index, path in islice(queue, 2 * jobs - len(running)):
                    running[pool.submit(work, path)] = index
                if not running:
                    return
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    yield running.pop(future), future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
