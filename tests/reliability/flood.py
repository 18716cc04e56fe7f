"""Automated posts flood the open link while a class takes part with its code; afterwards nothing unread may be reachable.

    python tests/reliability/flood.py                       (a hundred thousand posts)
    python tests/reliability/flood.py --posts 1500 --children 10 --lessons 1

The attackers know everything that is public: they fetch starts and puzzles, send without work, with work that is none,
with the same work again, do the work as fast as they can, and write, vote and send whole rounds with every entry they get.
They run on the same machine as the server and take their part of it; figures of the class are told beside the same class
in quiet, so that they can be compared elsewhere.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
MARK = "kwaakwoord"
PUBLISHED = "kwaakgelezen"
DOOR = "/doe-mee/proef-voor-iedereen/"
KINDS = ("nothing", "start", "false work", "idea without a visit", "round", "work")
HALF = "a press, half within ms"


# -- the attackers ------------------------------------------------------------------------------------------


def attack(port: int, posts: int, threads: int, seed: int, stop: Any, told: Any) -> None:
    """One process of attackers; tells how many posts got which answer."""
    with ThreadPoolExecutor(threads) as crowd:
        found = crowd.map(lambda one: _attacker(port, posts // threads, seed * 100 + one, stop), range(threads))
        told.put(sum(found, Counter()))


def _attacker(port: int, posts: int, seed: int, stop: Any) -> Counter[str]:
    from tests.reliability.visiting import Browser, hidden

    draw, answers = random.Random(seed), Counter[str]()
    browser = Browser(port, address=f"127.0.2.{seed % 250 + 1}", headers={"User-Agent": "overspoelen"})
    kept: dict[str, str] = {}
    done = 0
    while done < posts and not stop.is_set():
        browser.cookie = ""
        try:
            # a start that was used opens nothing more: a flood that wants to come in asks for new ones
            if not kept or draw.random() < 0.05:
                kept = hidden(browser.ask("GET", DOOR)[1])
            for kind, status in _tries(browser, draw, kept):
                answers[f"{kind}: {status}"] += 1
                done += 1
        except (OSError, ValueError, KeyError) as error:
            answers[f"no answer: {type(error).__name__}"] += 1
            done += 1
            browser.close()
    browser.close()
    return answers


def _tries(browser: Any, draw: random.Random, kept: dict[str, str]) -> Any:
    """A few posts of one kind."""
    [kind] = draw.choices(KINDS, (20, 20, 20, 20, 19, 1))
    words = f"{MARK} {draw.getrandbits(60):x} koop nu"
    if kind == "nothing":
        yield kind, browser.ask("POST", DOOR, {})[0]
    elif kind == "start":
        yield kind, browser.ask("POST", DOOR, {"start": kept["start"]})[0]
    elif kind == "false work":
        yield kind, browser.ask("POST", DOOR, kept | {"work": str(draw.getrandbits(40))})[0]
    elif kind == "idea without a visit":
        yield kind, browser.ask("POST", f"{DOOR}idee/", {"start": kept["start"], "text": words})[0]
    elif kind == "round":
        form = kept | {"text": words, "value-1": "agree", "value-2": "agree"}
        yield kind, browser.ask("POST", f"{DOOR}ronde/", form)[0]
    else:
        yield from _works(browser, words)


def _works(browser: Any, words: str) -> Any:
    """Does the work and uses the entry for as much as it is good for."""
    from tests.reliability.visiting import hidden

    _, page = browser.ask("GET", DOOR)
    form = hidden(page)
    bits = int(page.partition('data-bits="')[2].partition('"')[0] or 12)
    status = browser.ask("POST", DOOR, form | {"work": solve(form["puzzle"], bits)})[0]
    yield "work", status
    if status != 302:
        return
    own = hidden(browser.ask("GET", f"{DOOR}idee/")[1])
    for number in range(6):
        yield "idea after work", browser.ask("POST", f"{DOOR}idee/", own | {"text": f"{words} {number}"})[0]
    for number in (1, 2, 3):
        sentence = f"{DOOR}stellingen/{number}/"
        asked = hidden(browser.ask("GET", sentence)[1])
        yield "vote after work", browser.ask("POST", sentence, asked | {"value": "agree"})[0]


def solve(puzzle: str, bits: int) -> str:
    """As fast as this language can: the first block of the hash is made once."""
    import hashlib

    begun, number, limit = hashlib.sha256(f"{puzzle}.".encode()), 0, 1 << (64 - bits)
    while True:
        tried = begun.copy()
        tried.update(str(number).encode())
        if int.from_bytes(tried.digest()[:8]) < limit:
            return str(number)
        number += 1


# -- the class ----------------------------------------------------------------------------------------------


def lesson(port: int, code: str, children: int, at_once: int = 6) -> dict[str, Any]:
    """A class takes part, some at once: who got through all steps, and how long a press took."""
    from tests.reliability.visiting import Browser, letters, of_a_hundred

    def child(_number: int) -> tuple[bool, Any, str]:
        browser, words = Browser(port, address="127.0.1.1"), f"idee {letters()}"
        answers = [browser.begin(code), browser.write(code, words)]
        answers += [browser.vote(code, number, "disagree") for number in (1, 2, 3)]
        pictures = browser.pictures(code)
        browser.close()
        return answers == [302] * 5 and 'class="pictures' in pictures, browser, words

    with ThreadPoolExecutor(at_once) as threads:
        came = list(threads.map(child, range(children)))
    took = [took for _, browser, _ in came for _step, took in browser.took]
    return {
        "children": children, "all the way": sum(through for through, _, _ in came),
        "pressed again": sum(browser.pressed_again for _, browser, _ in came),
        "words": [words for _, _, words in came],
        HALF: of_a_hundred(took, 50), "a press, 95 of 100 within ms": of_a_hundred(took, 95),
        "slowest press ms": round(1000 * max(took), 1),
    }  # fmt: skip


# -- what may not be reachable -------------------------------------------------------------------------------


def reachable(port: int, code: str) -> dict[str, Any]:
    """Every public address that links, forms, feeds, the map of the site and the API lead to, read by somebody who took part."""
    import re

    from tests.reliability.visiting import Browser, letters

    browser = Browser(port)
    browser.begin(code)
    browser.write(code, f"lezer {letters()}")
    starts = ["/", "/sitemap.xml", "/robots.txt", "/data/", "/data/weerklank.zip", "/api/", "/api/v1/openapi.json"]
    starts += [f"/doe-mee/{code}/{rest}" for rest in ("", "idee/", "stellingen/1/", "anderen/", "klaar/")]
    starts += [f"{DOOR}{rest}" for rest in ("", "idee/", "stellingen/1/", "anderen/", "klaar/")]
    for words in (MARK, PUBLISHED):
        starts += [
            f"/zoeken/?q={words}",
            f"/aanbevelingen/?q={words}",
            f"/adviezen/?q={words}",
            f"/api/v1/recommendations?q={words}",
        ]
    waiting, seen, leaks, published = list(starts), set(starts), [], []
    while waiting and len(seen) < 4000:
        address = waiting.pop(0)
        body = _read(browser, address)
        # the page repeats what was asked; what it found is the question
        found = body.replace(f"q={MARK}", "").replace(f'value="{MARK}"', "").replace(f"‘{MARK}’", "")
        if re.search(f"{MARK} [0-9a-f]", found):
            leaks.append(address)
        if re.search(f"{PUBLISHED} [a-z]", body):
            published.append(address)
        for href in re.findall(r'(?:href|src|action|loc)[=>]"?([^"<\s]+)', body):
            link = href.replace("&amp;", "&").partition("#")[0]
            link = re.sub(r"^https?://(127\.0\.0\.1|localhost)(:\d+)?", "", link)
            if link.startswith("/") and not link.startswith(("//", "/werk/", "/static/")) and "/weg/" not in link:
                kind = re.sub(r"\d+", "0", link.partition("?")[0])
                if link not in seen and sum(one.startswith(kind) for one in seen) < 40:
                    seen.add(link)
                    waiting.append(link)
    browser.close()
    return {"addresses read": len(seen), "unread words found at": leaks, "read words found at": published}


def _read(browser: Any, address: str) -> str:
    import http.client
    import io
    import zipfile

    connection = http.client.HTTPConnection("127.0.0.1", browser.port, timeout=120)
    connection.request("GET", address.encode("utf-8").decode("latin-1"), headers={"Cookie": browser.cookie})
    body = connection.getresponse().read()
    connection.close()
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return body.decode("utf-8", "replace")


# -- all of it -----------------------------------------------------------------------------------------------


def run(posts: int, children: int, attackers: int, lessons: int, minutes: float, home: Path) -> dict[str, Any]:
    from tests.reliability import kill, visiting

    quiet_code, reader_code, *busy_codes = visiting.prepare(home, 2 + lessons, places=children + 5)
    _publish_one()
    environment = dict(os.environ, WEERKLANK_HOME=str(home), PYTHONPATH=f"{ROOT}:{ROOT / 'src'}")
    server = kill.Server(kill.FAULTS[""], environment)
    server.start()
    fork = multiprocessing.get_context("spawn")
    stop, told = fork.Event(), fork.Queue()
    flood = [
        fork.Process(target=attack, args=(server.port, posts // 2, attackers // 2, seed, stop, told)) for seed in (1, 2)
    ]
    # a slow machine ends with what it managed, and says how many that were
    enough = threading.Timer(60 * minutes, stop.set)
    enough.daemon = True
    try:
        quiet = lesson(server.port, quiet_code, children)
        enough.start()
        began = time.monotonic()
        for one in flood:
            one.start()
        _until_the_flood_is_there()
        busy = []
        for code in busy_codes:
            held = lesson(server.port, code, children)
            if all(one.is_alive() for one in flood) or not busy:
                busy.append(held)
        answers: Counter[str] = sum((told.get() for _ in flood), Counter())
        seconds = time.monotonic() - began
        read = reachable(server.port, reader_code)
    finally:
        enough.cancel()
        stop.set()
        for one in flood:
            one.join()
        server.kill()
    return _told(quiet, busy, answers, seconds) | read


def _until_the_flood_is_there() -> None:
    from django.db import connection

    from weerklank.participation.models import SpentEntry

    until = time.monotonic() + 120
    while time.monotonic() < until:
        if SpentEntry.objects.filter(entry_point__kind="open").count() >= 5:
            break
        connection.close()
        time.sleep(0.05)
    connection.close()


def _publish_one() -> None:
    """What a person did read and publish: the crawl that finds it could have found more."""
    from django.db import connections
    from django.utils import timezone

    from weerklank.participation.models import Consultation, Contribution

    Contribution.objects.create(
        consultation=Consultation.objects.get(), original=f"{PUBLISHED} door een mens", state="published",
        received_on=timezone.localdate(), submission_key="gelezen",
    )  # fmt: skip
    connections.close_all()


def _told(quiet: dict[str, Any], busy: list[dict[str, Any]], answers: Counter[str], seconds: float) -> dict[str, Any]:
    from weerklank.participation.models import Contribution, EntryPoint, SpentEntry, SpentProof, Vote

    written = quiet.pop("words") + [words for held in busy for words in held.pop("words")]
    of_classes = EntryPoint.objects.exclude(kind="open").exclude(uses=0)
    flooded = Contribution.objects.filter(original__startswith=MARK)
    statuses = Counter(key.rpartition(": ")[2] for key in answers.elements())
    slowest = max(busy, key=lambda held: held[HALF])
    return {
        "posts": sum(answers.values()), "seconds": round(seconds), "posts a second": round(sum(answers.values()) / seconds),
        "answers by kind": dict(sorted(answers.items())), "answers": dict(sorted(statuses.items())),
        "errors of ours (500)": statuses["500"], "a class in quiet": quiet, "lessons during the flood": len(busy),
        "children in them": sum(held["children"] for held in busy),
        "of whom all the way": sum(held["all the way"] for held in busy),
        "pressed again": sum(held["pressed again"] for held in busy), "the slowest lesson": slowest,
        "slower by": round(slowest[HALF] / max(0.1, quiet[HALF]), 1),
        "written by classes": len(written), "stored of those": Contribution.objects.filter(original__in=written).count(),
        "entries of the flood": SpentEntry.objects.filter(entry_point__kind="open").count(),
        "of those with work": SpentProof.objects.count(),
        "contributions of the flood": flooded.count(),
        "of those out of the unread state": flooded.exclude(state__in=["received", "safety_hold"]).count(),
        "votes of the flood in the count of codes": Vote.objects.filter(channel="code").exclude(value="disagree").count(),
        "votes of the flood in the open channel": Vote.objects.filter(channel="open").count(),
        "places of codes used": sum(of_classes.values_list("uses", flat=True)),
    }  # fmt: skip


def is_sound(found: dict[str, Any]) -> bool:
    """Everybody of the classes got through, nothing of the flood is readable or counted with theirs, and the crawl can find."""
    return (
        found["of whom all the way"] == found["children in them"]
        and found["stored of those"] == found["written by classes"]
        and not found["errors of ours (500)"]
        and not found["unread words found at"]
        and bool(found["read words found at"])
        and found["contributions of the flood"] > 0
        and found["of those out of the unread state"] == 0
        and found["votes of the flood in the count of codes"] == 0
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--children", type=int, default=30)
    parser.add_argument("--attackers", type=int, default=16)
    parser.add_argument("--lessons", type=int, default=5)
    parser.add_argument("--minutes", type=float, default=120, help="the flood ends then, however many posts it is at")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="weerklank-flood-") as home:
        found = run(wanted.posts, wanted.children, wanted.attackers, wanted.lessons, wanted.minutes, Path(home))
    sys.stdout.write(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    return 0 if is_sound(found) else 1


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    sys.exit(main())
