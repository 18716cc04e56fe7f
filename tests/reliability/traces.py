"""Marked children take part; then every byte on disk is read for their addresses, browsers and return codes.

    python tests/reliability/traces.py                       (a thousand)
    python tests/reliability/traces.py --children 20 --fault access-log      (must be caught)

Each child has an address of its own on the loop and says others in the headers that proxies write, a browser of its own,
and a return code. Some of what they do goes wrong on purpose, so that errors are logged as well. Then the server is
killed in the middle of a press, the nightly jobs run, an open dump and a copy of the database are made, and everything
is read: database, journal, log, temporary files, mail, dump and copy.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import ipaddress
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("nl", "en", "ar", "uk")


@dataclass
class Marked:
    """What must be found nowhere, and what must be found: the words that were sent, or the reading is blind."""

    number: int
    agent: str
    words: str
    marks: list[bytes] = field(default_factory=list)

    @property
    def address(self) -> str:
        # never below 127.16: parts of versions and dates look like the low ones
        return f"127.{16 + self.number // 62_500}.{self.number // 250 % 250 + 3}.{self.number % 250 + 3}"

    @property
    def headers(self) -> dict[str, str]:
        far = f"203.0.113.{self.number % 250 + 3}"
        six = f"2001:db8:c0de:{self.number + 0x1000:x}::7"
        return {
            "User-Agent": self.agent,
            "X-Forwarded-For": f"{far}, {six}",
            "X-Real-IP": far,
            "Forwarded": f'for="[{six}]"',
            "Referer": f"https://school.example/{self.agent}",
        }

    def without(self) -> list[bytes]:
        """Every way in which the address and the browser could have been written down."""
        six = f"2001:db8:c0de:{self.number + 0x1000:x}::7"
        texts = (
            self.address,
            f"203.0.113.{self.number % 250 + 3},",
            six,
            ipaddress.ip_address(six).exploded,
            self.agent,
        )
        return [text.encode() for text in texts] + [ipaddress.ip_address(six).packed]


def take_part(port: int, code: str, child: Marked) -> str:
    """All the way, with something that goes wrong in between; gives the cookie of the visit."""
    from tests.reliability.visiting import Browser, hidden

    browser = Browser(port, child.address, child.headers)
    browser.begin(code)
    wrong = child.number % 5
    if wrong == 1:
        browser.ask("GET", f"/doe-mee/bestaat-niet-{child.agent}/{child.agent}/")
    elif wrong == 2:
        browser.ask("POST", f"/doe-mee/{code}/idee/", {"text": "x" * 1_100_000, "token": "?"})
    elif wrong == 3:
        form = hidden(browser.press("page", "GET", f"/doe-mee/{code}/idee/")[1])
        browser.ask("POST", f"/doe-mee/{code}/idee/", form | {"text": "mijn nummer is 111222333"})
    elif wrong == 4:
        _spoiled(port, child)
    status = browser.write(code, child.words)
    if status != 302:
        raise RuntimeError(f"an idea was answered with {status}")
    browser.vote(code, 1, "agree")
    browser.pictures(code)
    cookie = browser.cookie
    browser.close()
    return cookie


def _spoiled(port: int, child: Marked) -> None:
    """A request that the server cannot read."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60, source_address=(child.address, 0))
    with contextlib.suppress(OSError, http.client.HTTPException):
        connection.putrequest("POST", "/doe-mee/%ff%fe/", skip_host=True)
        connection.putheader("Host", f"{child.agent}.example")
        connection.putheader("User-Agent", child.agent)
        connection.putheader("Content-Type", "multipart/form-data; boundary=x")
        connection.putheader("Content-Length", "3")
        connection.endheaders(b"--y")
        connection.getresponse().read()
    connection.close()


def return_code_marks(cookie: str) -> list[bytes]:
    """The ticket and the return code of a visit, in every form in which they could stand somewhere."""
    from weerklank.participation import tickets
    from weerklank.participation.queries import child as queries

    visit = tickets.unseal(cookie.partition("=")[2].strip('"'), purpose="cookie")
    code = queries.code_of(visit.ticket) if visit else None
    if visit is None or code is None:
        raise RuntimeError("a child went home without pictures")
    marks = [visit.ticket.encode(), bytes.fromhex(visit.ticket)]
    for language in LANGUAGES:
        words = code.words(language)
        for between in (", ", " ", ",", "-", '", "'):
            line = between.join(words)
            marks += [line.encode(), quote(line).encode(), json.dumps(line)[1:-1].encode()]
    numbers = [str(index) for index in code.indexes]
    marks += [", ".join(numbers).encode(), ",".join(numbers).encode(), "-".join(numbers).encode()]
    marks += [b"".join(index.to_bytes(2, order) for index in code.indexes) for order in ("big", "little")]
    return list(dict.fromkeys(marks))


def run(children: int, fault: str, home: Path) -> dict[str, Any]:
    from tests.reliability import kill, visiting

    [code] = visiting.prepare(home, 1, places=children + 10)
    (home / "tmp").mkdir()
    mail = home / "mail"
    environment = dict(
        os.environ, WEERKLANK_HOME=str(home), PYTHONPATH=f"{ROOT}:{ROOT / 'src'}", TMPDIR=str(home / "tmp"),
        PYTHONWARNINGS="ignore",
    )  # fmt: skip
    application = {"": kill.FAULTS[""], "access-log": "tests.reliability.faulty:noting"}[fault]
    server = kill.Server(application, environment | ({"NOTES": str(home / "access.log")} if fault else {}))
    marked = [
        Marked(number, f"Merk{visiting.letters(12)}/1.0", f"idee {visiting.letters()}") for number in range(children)
    ]
    with open(home / "server.log", "wb") as log:
        _says_to(log, server)
        try:
            with ThreadPoolExecutor(8) as threads:
                cookies = list(threads.map(lambda child: take_part(server.port, code, child), marked))
            _killed_in_a_press(server, code, visiting)
        finally:
            server.kill()
    for child, cookie in zip(marked, cookies, strict=True):
        child.marks = child.without() + return_code_marks(cookie)
    _nightly(home, environment, mail)
    return _read_all(home, marked)


def _says_to(log: Any, server: Any) -> None:
    """The server with everything it says written into a file of the folder that is read."""
    real = subprocess.Popen

    def spawned(*args: Any, **kwargs: Any) -> Any:
        return real(*args, **kwargs, stdout=log, stderr=log)

    subprocess.Popen = spawned
    try:
        server.start()
    finally:
        subprocess.Popen = real


def _killed_in_a_press(server: Any, code: str, visiting: Any) -> None:
    """What a server leaves that had no time to clean up: a journal, half a form."""
    browser = visiting.Browser(server.port)
    browser.begin(code)
    page = browser.press("page", "GET", f"/doe-mee/{code}/idee/")[1]

    def send() -> None:
        with contextlib.suppress(OSError, http.client.HTTPException):
            browser.ask("POST", f"/doe-mee/{code}/idee/", visiting.hidden(page) | {"text": "halverwege " * 50})

    press = threading.Thread(target=send, daemon=True)
    press.start()
    time.sleep(random.uniform(0.001, 0.02))
    server.kill()
    press.join(timeout=10)


def _nightly(home: Path, environment: dict[str, str], mail: Path) -> None:
    """The jobs of the night, the open dump, and a copy of the database as an operator makes it."""
    mail.mkdir()
    for command in (["erase"], ["tidy"], ["work", "--once"], ["export", "dump", str(home / "dump.zip")]):
        done = subprocess.run(
            [sys.executable, "-m", "weerklank", *command], cwd=ROOT, env=environment, capture_output=True, check=False
        )
        (mail / f"{command[0]}.txt").write_bytes(done.stdout + done.stderr)
        if done.returncode:
            raise RuntimeError(f"{command}: {done.stderr.decode()[-500:]}")
    source, copy = sqlite3.connect(home / "weerklank.sqlite3"), sqlite3.connect(home / "copy.sqlite3")
    with source, copy:
        source.backup(copy)
        (home / "copy.sql").write_text("\n".join(copy.iterdump()), encoding="utf-8", errors="surrogatepass")
    source.close()
    copy.close()


def files(home: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below the folder, packed ones unpacked."""
    for path in sorted(path for path in home.rglob("*") if path.is_file()):
        name = str(path.relative_to(home))
        yield name, path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                for inside in packed.namelist():
                    yield f"{name}/{inside}", packed.read(inside)


# how many bytes of a mark are looked up at every place of a file; marks are never shorter
BEGINNING = 6


def _read_all(home: Path, marked: list[Marked]) -> dict[str, Any]:
    """Each file once, whatever the number of marks: the first bytes at every place are looked up among those of the marks."""
    begins: dict[bytes, list[tuple[bytes, str]]] = {}
    for child in marked:
        agent = child.agent.encode()
        for mark in child.marks:
            begins.setdefault(mark[:BEGINNING], []).append((mark, "browser" if mark == agent else "address or code"))
    if any(len(begin) < BEGINNING for begin in begins):
        raise RuntimeError("a mark is too short to be looked for")
    found: Counter[str] = Counter()
    size = count = 0
    words: set[str] = set()
    for name, content in files(home):
        size, count = size + len(content), count + 1
        places = (at for at in range(len(content) - BEGINNING + 1) if content[at : at + BEGINNING] in begins)
        of_file = {
            (mark, kind)
            for at in places
            for mark, kind in begins[content[at : at + BEGINNING]]
            if content.startswith(mark, at)
        }
        found.update(f"{name}: {kind}" for _mark, kind in of_file)
        if name == "weerklank.sqlite3":
            words |= {child.words for child in marked if child.words.encode() in content}
    return {
        "children": len(marked), "marks for each": round(sum(len(child.marks) for child in marked) / len(marked)),
        "files read": count, "bytes read": size, "words found that were sent": len(words), "marks found": dict(found),
    }  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--children", type=int, default=1000)
    parser.add_argument("--fault", choices=["", "access-log"], default="")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="weerklank-traces-") as home:
        found = run(wanted.children, wanted.fault, Path(home))
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    return 0 if found["words found that were sent"] == wanted.children and not found["marks found"] else 1


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    sys.exit(main())
