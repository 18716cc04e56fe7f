"""Twenty classes of thirty send within one minute, each class behind one address: all six hundred must get through.

    python tests/reliability/rush.py
    python tests/reliability/rush.py --classes 4 --children 15 --seconds 6

Entering comes before the minute, answering sentences and the pictures after it; what is sent in it is what each child wrote.
A press that gets no answer is pressed again, as a child or its browser does, and counted as such.
"""

from __future__ import annotations

import argparse
import json
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


def run(classes: int, children: int, seconds: float, home: Path) -> dict[str, Any]:
    from tests.reliability import kill, visiting

    codes = visiting.prepare(home, classes, places=children)
    environment = dict(os.environ, WEERKLANK_HOME=str(home), PYTHONPATH=f"{ROOT}:{ROOT / 'src'}")
    server = kill.Server(kill.FAULTS[""], environment)
    server.start()
    pupils = [
        (code, visiting.Browser(server.port, address=f"127.0.1.{place}"), f"idee {visiting.letters()}")
        for place, code in enumerate(codes, start=1)
        for _ in range(children)
    ]
    random.shuffle(pupils)
    try:
        with ThreadPoolExecutor(16) as threads:
            entered = Counter(threads.map(lambda one: one[1].begin(one[0]), pupils))
        written = _within(pupils, seconds)
        with ThreadPoolExecutor(16) as threads:
            voted = Counter(threads.map(lambda one: one[1].vote(one[0], 1, "agree"), pupils))
    finally:
        for _, browser, _ in pupils:
            browser.close()
        server.kill()
    return _found(pupils, entered, written, voted)


def _within(pupils: list[Any], seconds: float) -> Counter[int]:
    """Every child presses send at a moment of its own; a thread for each, as each has a device of its own."""
    answers: Counter[int] = Counter()
    lock = threading.Lock()

    def send(code: str, browser: Any, words: str, moment: float) -> None:
        time.sleep(moment)
        status = browser.write(code, words)
        with lock:
            answers[status] += 1

    threads = [
        threading.Thread(target=send, args=(*pupil, random.uniform(0, seconds)), daemon=True) for pupil in pupils
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _found(pupils: list[Any], entered: Counter[int], written: Counter[int], voted: Counter[int]) -> dict[str, Any]:
    from tests.reliability.visiting import of_a_hundred
    from weerklank.participation.models import Contribution, EntryPoint, Vote

    stored = Counter(Contribution.objects.values_list("original", flat=True))
    sends = [took for _, browser, _ in pupils for step, took in browser.took if step == "send"]
    return {
        "children": len(pupils), "entered": entered[302], "accepted": written[302], "voted": voted[302],
        "stored once": sum(stored[words] == 1 for _, _, words in pupils), "stored rows": sum(stored.values()),
        "votes stored": Vote.objects.count(),
        "places used": sum(EntryPoint.objects.exclude(kind="open").values_list("uses", flat=True)),
        "pressed again": sum(browser.pressed_again for _, browser, _ in pupils),
        "sent, half within ms": of_a_hundred(sends, 50), "sent, 95 of 100 within ms": of_a_hundred(sends, 95),
        "sent, slowest ms": round(1000 * max(sends), 1),
    }  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--classes", type=int, default=20)
    parser.add_argument("--children", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=60)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="weerklank-rush-") as home:
        found = run(wanted.classes, wanted.children, wanted.seconds, Path(home))
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    everybody = wanted.classes * wanted.children
    counted = ("children", "entered", "accepted", "voted", "stored once", "stored rows", "votes stored", "places used")
    return 0 if {found[name] for name in counted} == {everybody} else 1


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    sys.exit(main())
