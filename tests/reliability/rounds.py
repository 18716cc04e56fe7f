"""Sends rounds as a bad connection does, double, cut off, in parts and all at once, and counts what is lost or double.

    python tests/reliability/rounds.py --sends 10000
    python tests/reliability/rounds.py --sends 2000 --kills 20     (the server is killed in the middle, too)

A client is a phone with a draft: it sends, hangs up before the answer, sends again from two places at once, and goes on until
the server has said of every item that it is stored. Only that counts as acknowledged.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[2])]

from tests.reliability.kill import CODE, FAULTS, ROOT, Server, _ask, _letters, prepare  # noqa: E402

ADDRESS = f"/doe-mee/{CODE}/ronde/"
_START = re.compile(r'name="start" value="([^"]+)"')
_STATEMENTS = 3


@dataclass
class Tally:
    """What was promised to the phones, and how it went."""

    ideas: set[str] = field(default_factory=set)
    votes: dict[tuple[str, int], str] = field(default_factory=dict)
    sends: int = 0
    hung_up: int = 0
    double: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)


def send(port: int, said: dict[str, Any], *, hangs_up: bool, tally: Tally) -> dict[str, Any] | None:
    """One send: the answer, or None where the phone hung up, the server died or it was too busy."""
    body = json.dumps(said).encode()
    if hangs_up:
        head = f"POST {ADDRESS} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
                with tally.lock:
                    tally.sends += 1
                    tally.hung_up += 1
                # somewhere in the request, or after all of it and before the answer
                whole = head.encode() + body
                line.sendall(whole[: random.choice((len(whole), len(whole), random.randint(1, len(whole))))])
                time.sleep(random.uniform(0, 0.02))
        except OSError:
            pass
        return None
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.connect()
        with tally.lock:
            tally.sends += 1
        connection.request("POST", ADDRESS, body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        with tally.lock:
            tally.statuses[answer.status] += 1
        return json.loads(answer.read()) if answer.status < 500 else None
    except (OSError, http.client.HTTPException, ValueError):
        return None
    finally:
        connection.close()


def one_phone(port: int, tally: Tally) -> None:
    """Opens the question, writes and answers, and sends until everything is acknowledged."""
    while True:
        try:
            found = _START.search(_ask(port, "GET", f"/doe-mee/{CODE}/")[1])
        except OSError:
            found = None
        if found:
            break
        time.sleep(0.02)
    start, text = found.group(1), f"proef {_letters()}"
    waits: dict[str, dict[str, Any]] = {"idea": {"item": "idea", "text": text}}
    for number in range(1, _STATEMENTS + 1):
        waits[f"s{number}"] = {
            "item": f"s{number}",
            "statement": number,
            "value": random.choice(("agree", "disagree", "pass")),
        }
    everything = dict(waits)
    while waits:
        some = random.sample(sorted(waits), random.randint(1, len(waits)))
        said = {
            "start": start,
            "ideas": [waits[one] for one in some if one == "idea"],
            "votes": [waits[one] for one in some if one != "idea"],
        }
        if random.random() < 0.5:
            send(port, said, hangs_up=True, tally=tally)
        twice = 2 if random.random() < 0.4 else 1
        with tally.lock:
            tally.double += twice - 1
        with ThreadPoolExecutor(twice) as places:
            sent = [places.submit(send, port, said, hangs_up=False, tally=tally) for _ in range(twice)]
        answers = [answer for one in sent if (answer := one.result())]
        if not answers:
            time.sleep(0.05)
        for answer in answers:
            if "sentence" in answer or answer["refused"]:
                raise RuntimeError(f"refused: {answer}")
            for item in answer["stored"]:
                waits.pop(item, None)
    with tally.lock:
        tally.ideas.add(text)
        for name, one in everything.items():
            if name != "idea":
                tally.votes[start, int(one["statement"])] = str(one["value"])


def run(sends: int, kills: int, home: Path, phones: int = 4) -> dict[str, Any]:
    prepare(home)
    environment = dict(os.environ, WEERKLANK_HOME=str(home), PYTHONPATH=f"{ROOT}:{ROOT / 'src'}")
    server, tally, broken = Server(FAULTS[""], environment), Tally(), []
    server.start()

    def goes_on() -> None:
        try:
            while tally.sends < sends:
                one_phone(server.port, tally)
        except Exception as error:  # noqa: BLE001  (a thread's end must be told to the main one)
            broken.append(f"{type(error).__name__}: {error}")

    began = time.monotonic()
    threads = [threading.Thread(target=goes_on, daemon=True) for _ in range(phones)]
    try:
        for thread in threads:
            thread.start()
        for done in range(kills):
            while tally.sends < sends * (done + 1) / (kills + 1) and any(thread.is_alive() for thread in threads):
                time.sleep(0.005)
            server.kill()
            server.start()
        for thread in threads:
            thread.join()
    finally:
        server.kill()
    if broken:
        raise RuntimeError("; ".join(broken))
    return {"seconds": round(time.monotonic() - began), "kills": kills, **verify(tally)}


def verify(tally: Tally) -> dict[str, Any]:
    """What stands in the database against what the phones were told."""
    from weerklank.participation import tickets
    from weerklank.participation.models import Consultation, Contribution, EntryPoint, SpentEntry, Vote

    stored = Counter(Contribution.objects.values_list("original", flat=True))
    consultation = Consultation.objects.get()
    votes = {
        (voter, number): value
        for voter, number, value in Vote.objects.values_list("voter_hash", "statement_id", "value")
    }
    asked = {}
    for (start, number), value in tally.votes.items():
        visit = tickets.unseal(start, purpose="start")
        if visit is None:
            raise RuntimeError("the start of a visit could not be read")
        asked[tickets.voter_hash(visit.ticket, consultation.pk), number] = value
    return {
        "sends": tally.sends,
        "hung up before the answer": tally.hung_up,
        "sent from two places at once": tally.double,
        "statuses": dict(sorted(tally.statuses.items())),
        "ideas acknowledged": len(tally.ideas),
        "ideas lost": sum(text not in stored for text in tally.ideas),
        "ideas double": sum(count - 1 for count in stored.values()),
        "votes acknowledged": len(asked),
        "votes lost": sum(key not in votes for key in asked),
        "votes changed": sum(votes.get(key, value) != value for key, value in asked.items()),
        "votes never sent": len(votes) - len(votes.keys() & asked.keys()),
        "places beyond visits": EntryPoint.objects.get().uses - SpentEntry.objects.count(),
    }


FAULTLESS = ("ideas lost", "ideas double", "votes lost", "votes changed", "places beyond visits")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sends", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--seed", type=int, default=None)
    arguments = parser.parse_args()
    random.seed(arguments.seed)
    with tempfile.TemporaryDirectory() as home:
        result = run(arguments.sends, arguments.kills, Path(home))
    sys.stdout.write(json.dumps(result, indent=2) + "\n")
    return 1 if any(result[name] for name in FAULTLESS) else 0


if __name__ == "__main__":
    sys.exit(main())
