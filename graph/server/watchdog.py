"""Runs the server as a child and ends it when the app is gone. A script of its own: started with ``python -I -S``, standard
library only, so that it costs little memory.

``watchdog.py LOG COMMAND...``: the app holds the other end of standard input; when that closes, however the app ended, the server
gets SIGTERM, and SIGKILL after half a minute. The server's process id goes to standard output.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable

_GRACE = 30


def end_with_parent() -> Callable[[], None] | None:
    """On Linux: also ends the server when this watchdog itself is killed. The kernel signals it on its parent's death."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        import ctypes

        prctl = ctypes.CDLL(None).prctl
    except (ImportError, OSError, AttributeError):
        return None
    pr_set_pdeathsig = 1
    return lambda: prctl(pr_set_pdeathsig, signal.SIGTERM, 0, 0, 0)


def main(log: str, command: list[str]) -> int:
    with open(log, "wb") as output:
        server = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, preexec_fn=end_with_parent()
        )
    stopping = threading.Event()

    def stop(*_: object) -> None:
        if not stopping.is_set():
            stopping.set()
            server.terminate()
            threading.Thread(target=kill_late, daemon=True).start()

    def kill_late() -> None:
        try:
            server.wait(_GRACE)
        except subprocess.TimeoutExpired:
            server.kill()

    def watch() -> None:
        sys.stdin.buffer.read()
        stop()

    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), stop)
    threading.Thread(target=watch, daemon=True).start()
    print(server.pid, flush=True)
    while True:
        try:
            return server.wait(1)
        except subprocess.TimeoutExpired:
            continue


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]) & 0xFF)
