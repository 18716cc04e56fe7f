"""Kills the server in the middle of contributions and votes, and counts what was lost and what is double.

    python tests/reliability/kill.py --kills 200
    python tests/reliability/kill.py --kills 20 --fault naive       (must be caught)
    python tests/reliability/kill.py --order 200                    (is every thank-you after an fsync?)

Clients do what a browser does: press, and when no answer comes press again with the same form. What was answered
with a redirect is acknowledged and must stand in the database exactly once afterwards.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[2]
CODE = "BCDFGH"
FAULTS = {
    "": "weerklank.config.wsgi:application",
    "naive": "tests.reliability.faulty:naive",
    "ack-first": "tests.reliability.faulty:ack_first",
}
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def _letters() -> str:
    """A word like no other, without a digit that could be taken for a citizen's number."""
    return uuid.uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))


@dataclass
class Ledger:
    """What the clients were promised."""

    ideas: set[str] = field(default_factory=set)
    votes: dict[tuple[str, int], str] = field(default_factory=dict)
    tried: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)
    pressing: threading.Event = field(default_factory=threading.Event)
    rounds: int = 0
    # how long a press takes on this machine now: kills are aimed within it and a little beyond
    usual: float = 0.04


class Server:
    """One server process of its own group, so that a kill leaves nobody behind."""

    def __init__(self, application: str, environment: dict[str, str]) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.application, self.environment = application, environment
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [
            sys.executable,
            "-m",
            "granian",
            self.application,
            "--interface",
            "wsgi",
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
        ]
        command += ["--workers", "1", "--blocking-threads", "4", "--log-level", "critical", "--no-ws"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, start_new_session=True)
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            try:
                if _ask(self.port, "GET", "/gezond/")[0] == 200:
                    return
            except OSError:
                time.sleep(0.02)
        raise RuntimeError("the server did not come up")

    def kill(self) -> None:
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def _ask(
    port: int, method: str, path: str, form: dict[str, Any] | None = None, cookie: str = "", *, as_json: bool = False
) -> tuple[int, str, str]:
    """One request on a connection of its own: status, body, and the cookie that came with it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        headers = {"Cookie": cookie} if cookie else {}
        body = None
        if form is not None:
            headers["Content-Type"] = "application/json" if as_json else "application/x-www-form-urlencoded"
            body = json.dumps(form) if as_json else urlencode(form)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        given = (answer.getheader("Set-Cookie") or "").partition(";")[0]
        return answer.status, answer.read().decode(), given
    except http.client.HTTPException as error:
        raise ConnectionError(str(error)) from error
    finally:
        connection.close()


class Child(threading.Thread):
    """Takes part again and again until told to stop, step by step or with a whole round kept on the device and sent at
    once, and presses again when no answer comes."""

    def __init__(
        self, port: int, ledger: Ledger, stop: threading.Event, statements: list[int], *, in_rounds: bool
    ) -> None:
        super().__init__(daemon=True)
        self.port, self.ledger, self.stop, self.statements = port, ledger, stop, statements
        self.ways = (self._visit, self._round) if in_rounds else (self._visit,)
        self.broken: str = ""

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                random.choice(self.ways)()
        except Exception as error:  # noqa: BLE001  (a thread's end must be told to the main one)
            self.broken = f"{type(error).__name__}: {error}"

    def _patiently(
        self, method: str, path: str, form: dict[str, Any] | None = None, cookie: str = "", *, as_json: bool = False
    ) -> tuple[int, str, str]:
        """Presses the same button until an answer comes."""
        while True:
            try:
                status, body, given = _ask(self.port, method, path, form, cookie, as_json=as_json)
                if status < 500:
                    return status, body, given
            except OSError:
                pass
            time.sleep(0.01)

    def _visit(self) -> None:
        door = f"/doe-mee/{CODE}/"
        _, body, _ = self._patiently("GET", door)
        _, _, cookie = self._patiently("POST", door, dict(_HIDDEN.findall(body)))
        words = f"proef {_letters()}"
        _, body, _ = self._patiently("GET", f"{door}idee/", cookie=cookie)
        with self.ledger.lock:
            self.ledger.tried[words] += 1
        self.ledger.pressing.set()
        began = time.monotonic()
        status, answer, _ = self._patiently(
            "POST", f"{door}idee/", dict(_HIDDEN.findall(body)) | {"text": words}, cookie
        )
        if status != 302:
            said = " ".join(re.findall(r'class="error[^>]*>([^<]+)', answer))
            raise RuntimeError(f"an idea was answered with {status}: {said}")
        with self.ledger.lock:
            self.ledger.ideas.add(words)
            self.ledger.usual = min(
                1.0, 0.8 * self.ledger.usual + 0.2 * min(time.monotonic() - began, 3 * self.ledger.usual)
            )
        for number in range(1, len(self.statements) + 1):
            if self.stop.is_set():
                return
            page = f"{door}stellingen/{number}/"
            _, body, _ = self._patiently("GET", page, cookie=cookie)
            hidden = dict(_HIDDEN.findall(body))
            value = random.choice(("agree", "disagree", "pass"))
            status, _, _ = self._patiently("POST", page, hidden | {"value": value}, cookie)
            if status == 302:
                with self.ledger.lock:
                    self.ledger.votes[cookie, int(hidden["statement"])] = value

    def _round(self) -> None:
        """What was written without a connection goes in with one press, pressed until it is answered."""
        door = f"/doe-mee/{CODE}/"
        _, body, _ = self._patiently("GET", door)
        words, began = f"proef {_letters()}", time.monotonic()
        values = {statement: random.choice(("agree", "disagree", "pass")) for statement in self.statements}
        # as the script of the page sends it: only that may open its own visit again after an answer got lost
        sent = dict(_HIDDEN.findall(body)) | {
            "ideas": [{"item": "idea", "text": words}],
            "votes": [{"item": str(one), "statement": one, "value": value} for one, value in values.items()],
        }
        with self.ledger.lock:
            self.ledger.tried[words] += 1
        self.ledger.pressing.set()
        status, said, cookie = self._patiently("POST", f"{door}ronde/", sent, as_json=True)
        if status != 200:
            raise RuntimeError(f"a round was answered with {status}: {said}")
        with self.ledger.lock:
            self.ledger.ideas.add(words)
            self.ledger.rounds += 1
            self.ledger.votes |= {(cookie, statement): value for statement, value in values.items()}
            self.ledger.usual = min(
                1.0, 0.8 * self.ledger.usual + 0.2 * min(time.monotonic() - began, 3 * self.ledger.usual)
            )


def prepare(home: Path) -> None:
    """An own database with one open question and a code that lets everybody in."""
    os.environ["WEERKLANK_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "weerklank.config.settings")
    # a database that was migrated once and never used: a run of many harnesses need not wait for it each time
    if template := os.environ.get("WEERKLANK_TEMPLATE"):
        shutil.copy(template, home / "weerklank.sqlite3")
    import django

    django.setup()
    from datetime import timedelta

    from django.core.management import call_command
    from django.db import connections
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    from weerklank.editions.models import Edition, EditionTheme
    from weerklank.participation.models import Consultation, EntryPoint, Statement
    from weerklank.rights.models import Theme

    today = timezone.localdate()
    edition = Edition.objects.create(
        year=today.year, slug="proef", title="Proef", state="collecting", is_demonstration=True
    )
    theme = EditionTheme.objects.create(edition=edition, theme=Theme.objects.create(slug="proef"), name="Proef")
    consultation = Consultation.objects.create(
        edition=edition, edition_theme=theme, slug="proef", question="Wat vind je?", can_change="iets", cannot_change="iets anders",
        who_decides="iemand", hear_by=today + timedelta(days=90), opens_on=today - timedelta(days=1), state="open",
    )  # fmt: skip
    for order in range(1, 4):
        Statement.objects.create(consultation=consultation, text=f"Stelling {order}", state="open", order=order)
    EntryPoint.objects.create(
        consultation=consultation, code=CODE, valid_from=today - timedelta(days=1), valid_to=today + timedelta(days=30), max_uses=1_000_000
    )  # fmt: skip
    connections.close_all()


def _statements() -> list[int]:
    from django.db import connections

    from weerklank.participation.models import Statement

    found = list(Statement.objects.order_by("order").values_list("pk", flat=True))
    connections.close_all()
    return found


def verify(ledger: Ledger) -> dict[str, int]:
    """What stands in the database against what was promised."""
    from weerklank.participation import tickets
    from weerklank.participation.models import Consultation, Contribution, EntryPoint, Vote

    stored = Counter(Contribution.objects.values_list("original", flat=True))
    consultation = Consultation.objects.get()
    votes = {
        (hash_, statement): value
        for hash_, statement, value in Vote.objects.values_list("voter_hash", "statement_id", "value")
    }
    lost_votes = wrong_votes = 0
    for (cookie, statement), value in ledger.votes.items():
        visit = tickets.unseal(cookie.partition("=")[2].strip('"'), purpose="cookie")
        if visit is None:
            raise RuntimeError("the visit's cookie could not be read")
        found = votes.get((tickets.voter_hash(visit.ticket, consultation.pk), statement))
        lost_votes += found is None
        wrong_votes += found not in (None, value)
    entry = EntryPoint.objects.get()
    return {
        "ideas acknowledged": len(ledger.ideas),
        "of those in a whole round": ledger.rounds,
        "ideas lost": sum(words not in stored for words in ledger.ideas),
        "ideas double": sum(count - 1 for count in stored.values()),
        "ideas never sent": sum(words not in ledger.tried for words in stored),
        "votes acknowledged": len(ledger.votes),
        "votes lost": lost_votes,
        "votes changed": wrong_votes,
        "places beyond visits": max(0, entry.uses - entry.spent_entries.count()),
    }


def _shows(ledger: Ledger) -> bool:
    """Whether something is lost or double by now; the server does not run."""
    from django.db import connections

    from weerklank.participation.models import Contribution

    stored = Counter(Contribution.objects.values_list("original", flat=True))
    connections.close_all()
    with ledger.lock:
        return any(count > 1 for count in stored.values()) or not ledger.ideas <= stored.keys()


def run_kills(kills: int, fault: str, home: Path, clients: int = 4, *, until_it_shows: bool = False) -> dict[str, Any]:
    prepare(home)
    asked = _statements()
    environment = dict(os.environ, WEERKLANK_HOME=str(home), PYTHONPATH=f"{ROOT}:{ROOT / 'src'}")
    server, ledger, stop = Server(FAULTS[fault], environment), Ledger(), threading.Event()
    server.start()
    # the server that says thank you first knows the steps only
    in_rounds = fault != "ack-first"
    children = [Child(server.port, ledger, stop, asked, in_rounds=in_rounds) for _ in range(clients)]
    for child in children:
        child.start()
    began = time.monotonic()
    try:
        for done in range(1, kills + 1):
            # aimed: somewhere in the life of one press, from before it is read until after it is answered
            ledger.pressing.clear()
            ledger.pressing.wait(timeout=30)
            time.sleep(random.uniform(0.0005, 1.4 * ledger.usual))
            server.kill()
            shows = until_it_shows and _shows(ledger)
            server.start()
            if shows:
                break
            if done % 25 == 0:
                print(
                    f"{done} kills, {len(ledger.ideas)} ideas and {len(ledger.votes)} votes acknowledged",
                    file=sys.stderr,
                    flush=True,
                )
        stop.set()
        for child in children:
            child.join(timeout=60)
    finally:
        stop.set()
        server.kill()
    broken = [child.broken for child in children if child.broken]
    if broken:
        raise RuntimeError("; ".join(broken))
    return {"kills": done, "fault": fault or "none", "seconds": round(time.monotonic() - began), **verify(ledger)}


def run_order(asks: int, home: Path, *, synchronous: str = "FULL") -> dict[str, Any] | None:
    """Whether an fsync lies between every press and its thank-you; None where no C compiler can build the witness."""
    compiler = next((path for name in ("cc", "gcc", "clang") if (path := shutil.which(name))), None)
    if compiler is None:
        return None
    prepare(home)
    witness, log = home / "sync_log.so", home / "sync.log"
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-o", str(witness), str(Path(__file__).with_name("sync_log.c")), "-ldl"],
        check=True,
    )
    application = FAULTS[""] if synchronous == "FULL" else "tests.reliability.unsynced:application"
    environment = dict(
        os.environ,
        WEERKLANK_HOME=str(home),
        PYTHONPATH=f"{ROOT}:{ROOT / 'src'}",
        LD_PRELOAD=str(witness),
        SYNC_LOG=str(log),
    )
    server = Server(application, environment)
    server.start()
    spans = []
    try:
        for _ in range(asks):
            door = f"/doe-mee/{CODE}/"
            _, body, _ = _ask(server.port, "GET", door)
            _, _, cookie = _ask(server.port, "POST", door, dict(_HIDDEN.findall(body)))
            _, body, _ = _ask(server.port, "GET", f"{door}idee/", cookie=cookie)
            form = dict(_HIDDEN.findall(body)) | {"text": f"proef {_letters()}"}
            before = time.monotonic_ns()
            status, _, _ = _ask(server.port, "POST", f"{door}idee/", form, cookie)
            if status != 302:
                raise RuntimeError(f"an idea was answered with {status}")
            spans.append((before, time.monotonic_ns()))
    finally:
        server.kill()
    synced = [int(line) for line in log.read_text().split()] if log.exists() else []
    unsynced = sum(not any(before < moment < after for moment in synced) for before, after in spans)
    return {"asked": asks, "synchronous": synchronous, "acknowledged before an fsync": unsynced}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--fault", choices=list(FAULTS), default="")
    parser.add_argument("--until-it-shows", action="store_true", help="no more kills than a planted fault needs")
    parser.add_argument("--order", type=int, default=0)
    parser.add_argument("--synchronous", choices=["FULL", "NORMAL"], default="FULL")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="weerklank-kill-") as home:
        if wanted.order:
            result: dict[str, Any] | None = run_order(wanted.order, Path(home), synchronous=wanted.synchronous)
        else:
            result = run_kills(wanted.kills or 200, wanted.fault, Path(home), until_it_shows=wanted.until_it_shows)
    print(json.dumps(result, indent=1))
    sound = result is not None and not any(
        result.get(key)
        for key in (
            "ideas lost",
            "ideas double",
            "ideas never sent",
            "votes lost",
            "votes changed",
            "acknowledged before an fsync",
        )
    )
    return 0 if sound else 1


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    sys.exit(main())
