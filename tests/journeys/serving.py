"""The program as an operator starts it: its own database, the example content, collected and compressed files."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

CLASS_CODE = "DMK246"


@dataclass(frozen=True, slots=True)
class Served:
    """A running Weerklank with the demonstration edition, and the one password of its made-up people."""

    url: str
    password: str


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@contextmanager
def _database(name: str) -> Iterator[dict[str, str]]:
    """A database of its own on the PostgreSQL of the tests; on SQLite the home folder holds it."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield {}
        return
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
        yield {"DATABASE_URL": urlunsplit(urlsplit(url)._replace(path=f"/{name}"))}
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def served(home: Path, worker: str) -> Iterator[Served]:
    """``weerklank run`` in a folder of its own, until the tests are done with it."""
    port = _free_port()
    with _database(f"weerklank_journeys_{worker}") as database, open(home / "log", "w+b") as log:
        environment = os.environ | {"WEERKLANK_HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)} | database
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        command = [sys.executable, "-m", "weerklank", "run", "--port", str(port)]
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            _until_it_answers(server, f"http://127.0.0.1:{port}/gezond/", Path(log.name))
            password = json.loads((home / "demonstration.json").read_text())["password"]
            yield Served(f"http://127.0.0.1:{port}", password)
        finally:
            server.terminate()
            server.wait(timeout=30)


def _until_it_answers(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            try:
                # the database and the content take a while; a server that gave up says why in its log
                server.wait(timeout=0.3)
            except subprocess.TimeoutExpired:
                continue
            raise AssertionError(log.read_text()[-3000:]) from None
