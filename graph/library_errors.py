"""What can go wrong with the library, in words people can act on; and the one writer who meets it."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from .codes import Name

LOCK_SECONDS = 15

_MESSAGES: dict[str, Name] = {
    "library_busy": Name(
        "资料库 {path} 正被另一个程序修改，等了 {seconds} 秒仍未完成。请稍后再试，或关闭另一个窗口。",
        "Another program is changing the library {path}; it had not finished after {seconds} s. Try again, or close the other one.",
    ),
    "library_not_writable": Name(
        "不能写入资料库 {path}：{why}。请检查权限，或用 FAMAI_HOME 指定另一个文件夹。",
        "Cannot write to the library {path}: {why}. Check its permissions, or name another folder with FAMAI_HOME.",
    ),
    "library_disk_full": Name(
        "磁盘空间不足，资料库 {path} 没有改动。请腾出空间后重试。",
        "The disk is full; the library {path} was not changed. Free some space and try again.",
    ),
    "library_has_statute": Name(
        "资料库里已有《{title}》（{id}），来自 {file}。可以用新文件替换它。",
        "The library already has {title} ({id}), from {file}. It can be replaced by the new file.",
    ),
    "library_no_entry": Name(
        "资料库里没有这一项（{key}），可能已被删除。", "The library has no such entry ({key}); it may have been removed."
    ),
    "library_damaged": Name(
        "资料库中 {key} 的登记文件读不了，原文件仍在 {path}。可以重新导入它。",
        "The record of {key} in the library cannot be read; the source file is still in {path} and can be added again.",
    ),
    "library_no_name": Name("名称不能为空。", "The name must not be empty."),
    "library_not_restorable": Name("不能恢复：{why}。", "Cannot be restored: {why}."),
}


class LibraryError(Exception):
    """An expected failure: ``code`` names it, ``values`` fill its message in the reader's language. Nothing was changed."""

    def __init__(self, code: str, **values: str) -> None:
        self.code, self.values = code, values
        super().__init__(self.message())

    def message(self, language: str = "zh") -> str:
        """What happened and what to do, in ``language`` (``zh`` or ``en``)."""
        return _MESSAGES[self.code].text(language).format(**self.values)

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (self.code, self.values)


def _again(code: str, values: dict[str, str]) -> LibraryError:
    return LibraryError(code, **values)


@contextlib.contextmanager
def only_writer(home: Path) -> Iterator[None]:
    """The only writer of the library at ``home``, across processes and threads. Raises :class:`LibraryError`."""
    lock = FileLock(home / "library.lock", timeout=LOCK_SECONDS)
    try:
        with disk(home):
            lock.acquire()
    except Timeout:
        raise LibraryError("library_busy", path=str(home), seconds=str(LOCK_SECONDS)) from None
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def disk(home: Path) -> Iterator[None]:
    """What the disk refuses, as an error people can act on."""
    try:
        yield
    except Timeout:
        raise
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise LibraryError("library_disk_full", path=str(home)) from error
        raise LibraryError("library_not_writable", path=str(home), why=error.strerror or str(error)) from error
