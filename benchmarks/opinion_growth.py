"""How an analysis grows with votes, participants and statements; and what one more vote costs.

    PYTHONPATH=src python benchmarks/opinion_growth.py [--quick]

Medians over five turns, from columns in memory, linear algebra on one thread; each line in a process of its own.
"""

import argparse
import json
import sys
from collections.abc import Callable
from typing import Any

from opinion_analysis import child, line, made, timed

TURNS = 5
BATCH = 1_000
# participants, statements, votes each
SHAPES = {
    "participants": [(n, 300, 30) for n in (5_000, 10_000, 20_000, 40_000)],
    "statements": [(10_000, m, 30) for m in (100, 200, 400, 800)],
    "votes each": [(10_000, 400, d) for d in (15, 30, 60, 120)],
}
RUNNING = {(2_000, 900, 100): "0.5 ms and 20 ms", (100_000, 1_000, 30): "0.5 ms and 100 ms"}
BIODIVERSITY = (536, 314, 55)


def main() -> int:
    options = _options()
    if options.child:
        print(json.dumps(CHILDREN[options.child[0]](*options.child[1:])))
        return 0
    print("how CPU time grows (exact, numbers in memory):")
    for at, (what, shapes) in enumerate(SHAPES.items()):
        chosen = shapes[:2] if options.quick else shapes
        found = child("growth", json.dumps(chosen), script=__file__)["cpus"]
        steps = [f"{shape[at]:,}: {cpu * 1000:.0f} ms" for shape, cpu in zip(chosen, found, strict=True)]
        print(f"    {what:13}", "  ".join(steps), flush=True)
    print(f"\nwhat {BATCH:,} more votes cost, CPU:")
    for (people, statements, each), goal in list(RUNNING.items())[: 1 if options.quick else None]:
        found = child("running", people, statements, each, script=__file__)
        what = f"    {people:,} x {statements:,}, {each} votes each"
        print(
            f"{what:44} folded in {found['fold'] * 1000:.2f} ms; new map {found['map'] * 1000:.0f} ms; we aim for {goal}"
        )
    print(f"\nrecomputing at the size of biodiversity ({BIODIVERSITY[0]} x {BIODIVERSITY[1]}), one core:")
    for method in ("polis", "exact"):
        found = line(f"    votes in memory, {method}", child("recompute", method, script=__file__))
        print(f"        {60 / found['cpu']:,.0f} a minute and core; we aim for 3,000")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="the smaller half")
    parser.add_argument("--child", nargs="+", help=argparse.SUPPRESS)
    return parser.parse_args()


# What runs in a process of its own.


def growth(shapes: str) -> dict[str, Any]:
    from opinion import Engine, analyse, ballots_of

    cpus = []
    for people, statements, mean in json.loads(shapes):
        votes = made(people, statements, mean)
        work = lambda votes=votes: analyse(ballots_of(*votes, engine=Engine.NUMBA), stability_rounds=0)  # noqa: E731
        work()
        cpus.append(timed(work, TURNS)["cpu"])
    return {"cpus": cpus}


def running(people: str, statements: str, each: str) -> dict[str, Any]:
    from opinion import Engine, ballots_of
    from opinion.running import RunningVotes

    who, what, votes = made(int(people), int(statements), float(each))
    cut = len(who) - BATCH * (TURNS + 1)
    names = [str(number) for number in range(int(statements))]
    start = ballots_of(
        list(map(str, who[:cut].tolist())),
        [names[number] for number in what[:cut].tolist()],
        votes[:cut],
        known_statements=names,
        engine=Engine.NUMBA,
    )
    folding = RunningVotes(start.statements, start=start)
    late = zip(map(str, who[cut:].tolist()), (names[n] for n in what[cut:].tolist()), votes[cut:].tolist(), strict=True)
    rows = list(late)
    portions = iter([rows[at : at + BATCH] for at in range(0, len(rows), BATCH)])
    folding.fold(next(portions))
    fold = timed(lambda: folding.fold(next(portions)), TURNS)
    folding.analyse()
    return {"fold": fold["cpu"], "map": timed(folding.analyse, TURNS)["cpu"]}


def recompute(method: str) -> dict[str, Any]:
    from opinion import Engine, Method, analyse, ballots_of

    ballots = ballots_of(*made(*BIODIVERSITY), engine=Engine.NUMBA)

    def work() -> None:
        analyse(ballots, method=Method(method), engine=Engine.NUMBA, threads=1, stability_rounds=0)

    work()
    return timed(work, 50)


CHILDREN: dict[str, Callable[..., dict[str, Any]]] = {"growth": growth, "running": running, "recompute": recompute}


if __name__ == "__main__":
    sys.exit(main())
