"""The line between a browser and the server: every byte that comes over it is counted, and it can be cut."""

from __future__ import annotations

import contextlib
import socket
import threading
from urllib.parse import urlsplit


class Wire:
    """A door on this machine that passes everything on to a server, as long as it is not cut."""

    def __init__(self, server: str) -> None:
        there = urlsplit(server)
        self._there = (there.hostname or "127.0.0.1", there.port or 80)
        self._door = socket.create_server(("127.0.0.1", 0), backlog=128)
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._is_cut = False
        self.received = 0
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._welcome, daemon=True).start()

    def cut(self) -> None:
        """As in a tunnel: what is under way is lost, and nothing new gets through."""
        with self._lock:
            self._is_cut = True
            for one in self._open:
                _hang_up(one)
            self._open.clear()

    def mend(self) -> None:
        self._is_cut = False

    def close(self) -> None:
        self.cut()
        _hang_up(self._door)

    def _welcome(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                browser, _address = self._door.accept()
                threading.Thread(target=self._pass_on, args=(browser,), daemon=True).start()

    def _pass_on(self, browser: socket.socket) -> None:
        try:
            server = socket.create_connection(self._there, timeout=10)
        except OSError:
            return _hang_up(browser)
        server.settimeout(None)
        with self._lock:
            if self._is_cut:
                _hang_up(browser)
                return _hang_up(server)
            self._open |= {browser, server}
        threading.Thread(target=self._pump, args=(browser, server, False), daemon=True).start()
        return self._pump(server, browser, True)

    def _pump(self, source: socket.socket, sink: socket.socket, comes_in: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                if comes_in:
                    with self._lock:
                        self.received += len(data)
                sink.sendall(data)
        _hang_up(source)
        _hang_up(sink)


def _hang_up(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
