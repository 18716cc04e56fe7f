"""Which statement comes next: ours against random order and Polis' priorities, in a simulated conversation.

    PYTHONPATH=src python benchmarks/opinion_routing.py [--rounds 5] [--quick]

People come one by one, answer a dozen statements and leave. Statements are brought in along the way; one source
floods the conversation with fifty. Measured, as medians over rounds: which part of the statements of ordinary
people was shown to enough people at the end, how many visits passed before a new one was, how unequally showings
were divided (Gini), and which part of all showings the flood took. The flood is 50 of 110 statements.

Then a hundred people who come for one statement only, early on: they all agree with it, or all pass. Measured is how
often others are shown that statement in the hundred visits after, as a part of how often without them.
"""

import argparse
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from statistics import median

import numpy as np

from opinion.contrasts import priorities
from opinion.routing import Showing, chances, draw, people_needed

VISITS = 500
ORDINARY, FLOOD = 60, 50
FLOOD_AT = 100
PER_VISIT = 12
LAST_BROUGHT_IN = 350
CAMPAIGN, CAMPAIGN_AT, AFTERWARDS = 100, 40, 100
CHOSEN = 0
PASS, AGREE = 1, 2

Weigh = Callable[[list[Showing], np.ndarray, set[str]], Mapping[str, float]]


def at_random(showings: list[Showing], counts: np.ndarray, seen: set[str]) -> Mapping[str, float]:
    return {showing.statement: 1.0 for showing in showings if showing.statement not in seen}


def as_polis(showings: list[Showing], counts: np.ndarray, seen: set[str]) -> Mapping[str, float]:
    """Without a map of so few people the extremity is taken from how divided the statement is: 0 to 1."""
    rows = counts[[int(showing.statement) for showing in showings]]
    answered = np.maximum(rows[:, 0] + rows[:, 2], 1)
    extremity = 1 - np.abs(rows[:, 2] - rows[:, 0]) / answered
    found = priorities(rows[None, :, :], extremity)
    return {s.statement: float(w) for s, w in zip(showings, found, strict=True) if s.statement not in seen}


def as_ours(showings: list[Showing], counts: np.ndarray, seen: set[str]) -> Mapping[str, float]:
    return chances(showings, seen=seen)


@dataclass(frozen=True)
class Outcome:
    """What came of one simulated conversation; see above. `chosen` is how often the campaign's statement was shown."""

    enough: float
    wait: float
    unequal: float
    flood: float
    chosen: int


def simulate(weigh: Weigh, seed: int, *, visits: int = VISITS, campaign: int | None = None) -> Outcome:
    chance, enough, chosen = Random(seed), people_needed(), 0
    born = [0] * 20 + sorted(chance.randrange(LAST_BROUGHT_IN) for _ in range(ORDINARY - 20)) + [FLOOD_AT] * FLOOD
    source = [f"p{i}" for i in range(ORDINARY)] + ["flood"] * FLOOD
    taste = [(chance.uniform(0.2, 0.9), chance.uniform(0.05, 0.3)) for _ in born]
    counts, reached = np.zeros((len(born), 3), np.int64), [None] * len(born)
    for visit in range(visits):
        if visit == CAMPAIGN_AT and campaign is not None:
            counts[CHOSEN, campaign] += CAMPAIGN
        there = [i for i, at in enumerate(born) if at <= visit]
        seen: set[str] = set()
        for _ in range(max(1, round(chance.gauss(PER_VISIT, 4)))):
            showings = [Showing(str(i), source[i], int(counts[i].sum())) for i in there]
            name = draw(weigh(showings, counts, seen), chance=chance)
            if name is None:
                break
            i = int(name)
            seen.add(name)
            chosen += i == CHOSEN and CAMPAIGN_AT <= visit < CAMPAIGN_AT + AFTERWARDS
            agree, passes = taste[i]
            counts[i, 1 if chance.random() < passes else 2 if chance.random() < agree else 0] += 1
            if reached[i] is None and counts[i].sum() >= enough:
                reached[i] = visit - born[i]
    shown = counts.sum(axis=1)
    ordinary = shown[:ORDINARY]
    waits = [wait if wait is not None else VISITS for wait in reached[:ORDINARY]]
    return Outcome(
        float((ordinary >= enough).mean()),
        float(median(waits)),
        gini(ordinary),
        float(shown[ORDINARY:].sum() / shown.sum()),
        chosen,
    )


def gini(counts: np.ndarray) -> float:
    """0 when all are shown equally often, near 1 when one takes everything."""
    ordered, n = np.sort(counts), len(counts)
    return float((2 * np.arange(1, n + 1) - n - 1) @ ordered / (n * ordered.sum()))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="one round")
    options = parser.parse_args()
    seeds = range(1 if options.quick else options.rounds)
    print(f"{'order':8} {'shown enough':>13} {'visits to wait':>15} {'Gini':>6} {'flood takes':>12}", end="")
    print(f" {'all agree':>10} {'all pass':>9}")
    for name, weigh in (("random", at_random), ("Polis", as_polis), ("ours", as_ours)):
        found = [simulate(weigh, seed) for seed in seeds]
        enough, wait, unequal, flood = (
            median(getattr(one, figure) for one in found) for figure in ("enough", "wait", "unequal", "flood")
        )
        # one statement is drawn seldom: all rounds together
        before = sum(one.chosen for one in found)
        agree, passed = (
            sum(simulate(weigh, seed, visits=CAMPAIGN_AT + AFTERWARDS, campaign=choice).chosen for seed in seeds)
            / before
            for choice in (AGREE, PASS)
        )
        print(
            f"{name:8} {enough:13.0%} {wait:15.0f} {unequal:6.2f} {flood:12.0%} {agree:10.0%} {passed:9.0%}", flush=True
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
