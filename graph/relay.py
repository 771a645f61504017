"""A loopback relay before the server that cuts a connection when one answer grows too big or does not come.

A row limit cannot help against a single row of a hundred million numbers: the driver takes a row in whole before we see it. The
relay counts the bytes the server sends since the client last spoke, and hangs up in time. It passes bytes on as they are.
"""

from __future__ import annotations

import contextlib
import select
import socket
import threading
import time

_CHUNK = 1 << 16


class Relay:
    """Listens on a free port of 127.0.0.1 and passes on to ``host:port`` until closed."""

    def __init__(self, host: str, port: int, limit: int, seconds: float) -> None:
        """``limit``: bytes of one answer; ``seconds``: how long a connection may be silent. One that lies in the
        driver's pool ends too; the driver looks before it uses it again.

        ``cuts`` and ``silences`` count the connections ended for one reason and the other.
        """
        self.upstream = (host, port)
        self.limit = limit
        self.seconds = seconds
        self.cuts = 0
        self.silences = 0
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = int(self._listener.getsockname()[1])
        self._closed = False
        threading.Thread(target=self._accept, name="relay", daemon=True).start()

    def close(self) -> None:
        """Takes no more connections; those open end with their clients."""
        self._closed = True
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        while not self._closed:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), name="relay-connection", daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client:
            try:
                server = socket.create_connection(self.upstream, 5)
            except OSError:
                return
            with server, contextlib.suppress(OSError, ValueError):
                for end in (client, server):
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    end.settimeout(self.seconds)
                self._pass(client, server)

    def _pass(self, client: socket.socket, server: socket.socket) -> None:
        answered = 0
        last = time.monotonic()
        while True:
            ready, _, _ = select.select((client, server), (), (), 1.0)
            if client in ready:
                data = client.recv(_CHUNK)
                if not data:
                    return
                answered, last = 0, time.monotonic()
                server.sendall(data)
            if server in ready:
                data = server.recv(_CHUNK)
                if not data:
                    return
                answered += len(data)
                if answered > self.limit:
                    self.cuts += 1
                    return
                if data.strip(b"\0"):  # zeros only: the server says that it is still there, not that it has got on
                    last = time.monotonic()
                client.sendall(data)
            if time.monotonic() - last > self.seconds:
                self.silences += 1
                return
