"""Kills the programme that counts at moments of chance, and compares what came out with what comes out of one breath.

    python tests/reliability/counted.py --kills 20

Every count is killed twice and then left alone; a third time the programme would rightly give it up. Between two counts
one vote goes, so that each is of other votes. Afterwards there must be one run for each count, the same to the last
figure as a count that nobody killed, and nothing that still waits.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
A_COUNT = 2  # kills of each count


def _vote(people: int, sentences: int) -> Any:
    """A closed question on which so many people voted, in three camps."""
    from weerklank.participation.models import Consultation, Statement, Vote

    chance = random.Random(3)
    consultation = Consultation.objects.get()
    statements = [
        Statement.objects.create(consultation=consultation, text=f"Zin {order}.", state="open", order=order)
        for order in range(sentences)
    ]
    Consultation.objects.update(state="closed")
    Vote.objects.bulk_create(
        (
            Vote(
                statement=statements[place],
                voter_hash=f"{person}",
                value="agree"
                if (place + person) % 3 and chance.random() < 0.7
                else chance.choice(["disagree", "pass"]),
                channel="code",
            )
            for person in range(people)
            for place in chance.sample(range(sentences), sentences // 2)
        ),
        batch_size=5_000,
    )
    return consultation


def _programme() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "weerklank", "runs"], stdout=subprocess.DEVNULL)


def run(kills: int, people: int, sentences: int) -> dict[str, Any]:
    from django.utils import timezone

    import opinion
    from opinion.progress import UNWATCHED
    from weerklank.accounts.models import Account
    from weerklank.audit.models import AuditEvent
    from weerklank.findings.actions import making
    from weerklank.findings.models import Making, Run
    from weerklank.participation.models import Vote

    consultation, analyst = _vote(people, sentences), Account.objects.create(email="a@proef.example", name="Analist")
    counts, killed, other = -(-kills // A_COUNT), {"running": 0, "done": 0}, 0
    for _ in range(counts):
        Vote.objects.first().delete()  # type: ignore[union-attr]
        began = time.monotonic()
        expected = making._counted(consultation.pk, opinion.Method.EXACT, UNWATCHED).found
        takes = time.monotonic() - began
        asked, _ = making.start_making(consultation_id=consultation.pk, by=analyst, now=timezone.now())
        for _ in range(A_COUNT):
            tries, programme = Making.objects.get(pk=asked.pk).tries, _programme()
            # a count that was killed stands as running until this programme begins anew with it
            while Making.objects.get(pk=asked.pk).tries == tries and programme.poll() is None:
                time.sleep(0.02)
            time.sleep(random.uniform(0, takes))
            programme.kill()
            programme.wait()
            killed[Making.objects.get(pk=asked.pk).state] += 1
        assert _programme().wait() == 0
        made = Making.objects.select_related("run").get(pk=asked.pk).run
        other += not made or (made.key, made.results, made.outcome) != (
            expected.key,
            json.loads(json.dumps(expected.results)),
            json.loads(json.dumps(expected.outcome)),
        )
    return {
        "counts": counts,
        "killed while it": killed,
        "runs": Run.objects.count(),
        "told once": AuditEvent.objects.filter(action="votes.counted").count(),
        "other than in one breath": other,
        "left": Making.objects.exclude(state="done").count(),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--people", type=int, default=4_000)
    parser.add_argument("--sentences", type=int, default=30)
    wanted = parser.parse_args()
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    with tempfile.TemporaryDirectory(prefix="weerklank-counted-") as home:
        os.environ |= {"WEERKLANK_HOME": home, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
        from tests.reliability import kill

        kill.prepare(Path(home))
        found = run(wanted.kills, wanted.people, wanted.sentences)
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    right = found["runs"] == found["told once"] == found["counts"] and not found["other than in one breath"]
    return 0 if right and not found["left"] else 1


if __name__ == "__main__":
    sys.exit(main())
