"""A PostgreSQL of the tests' own: made in a folder, started on a free port, gone afterwards."""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl: the newest version that this machine has."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4].split(".")[0]))
    on_path = shutil.which("initdb")
    candidates = [Path(path) for path in reversed(found)] + ([Path(on_path).parent] if on_path else [])
    return next((path for path in candidates if (path / "initdb").exists() and (path / "pg_ctl").exists()), None)


def _as_other() -> dict[str, int]:
    """PostgreSQL refuses to run as root: then it runs as the user that Debian keeps for it, or as nobody."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid}
    return {}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def own_server() -> Iterator[str | None]:
    """Yields a DATABASE_URL, or None where this machine has no PostgreSQL binaries."""
    where = binaries()
    if where is None:
        yield None
        return
    other = _as_other()
    home = Path(tempfile.mkdtemp(prefix="weerklank-pg-", dir="/var/tmp"))
    if other:
        os.chown(home, other["user"], other["group"])
    data, port = home / "data", _free_port()

    def run(*command: str) -> None:
        done = subprocess.run(command, cwd=home, capture_output=True, text=True, check=False, **other)
        if done.returncode:
            raise RuntimeError(f"{command[0]}: {done.stderr or done.stdout}")

    try:
        run(str(where / "initdb"), "-D", str(data), "-U", "weerklank", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8")
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={home} -c fsync=off"
        # nothing here outlives the run: no commit waits for a disk, and short questions are not compiled first
        options += " -c synchronous_commit=off -c full_page_writes=off -c max_wal_size=2GB -c jit=off"
        # two tests that wait for each other become a failure that names them
        options += " -c lock_timeout=60s -c log_lock_waits=on"
        run(str(where / "pg_ctl"), "-D", str(data), "-w", "-l", str(home / "log"), "-o", options, "start")
        try:
            yield f"postgres://weerklank@127.0.0.1:{port}/postgres"
        finally:
            run(str(where / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)
