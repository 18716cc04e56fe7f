"""Tables against their bounds, reseating, and side by side with GroupSelect on its own example pools.

    python benchmarks/seating_tables.py [--peer PATH] [--small | --pools]

The gatherings are made up here, from a seed, in the shape of a dialogue day: no file of a real one is used. GroupSelect
is installed into an environment of its own that is thrown away; where no registry has it, --peer names a folder that
holds its package. CPU seconds, because a busy machine stretches the clock but not the work.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from itertools import combinations
from math import ceil
from pathlib import Path

# one thread, so that the processor's time is the work
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from seating import Gathering, Person, Table, Wishes, arrange, reseat  # noqa: E402
from seating.constraints import EveryoneSeated, WithinCapacity  # noqa: E402

DATA = ROOT.parent / "shared" / "data" / "seating" / "groupselect-lib_MIT"
PEER = "groupselect"
ROLES = {"child": 30, "young_person": 24, "organisation": 26, "ministry": 20, "parliament": 8, "other": 12}
POOLS = {
    "30i_4j_3k_3d_data.csv": ("gender", "age", "region"),
    "sf_f_40.csv": tuple("abcdefg"),
    "100i_4j_3k_3d_data.csv": ("gender", "age", "region", "nation", "media"),
    "philipps_example_data.csv": ("age", "gender", "education", "ethnicity", "region"),
}
# people at a table and rounds, as in the tests of GroupSelect
SETTINGS = ((6, 3), (8, 4))

# Made-up days; of the first the bound on wishes with even roles is 96, of the others 93 and 84.
DAYS = (2037, 2031, 2028)

PEER_PROGRAM = """
import json, sys, time
import numpy as np
from groupselect import FieldMode, allocate_numpy
told = json.load(open(sys.argv[1]))
settings = {"seed": told["seed"], **({"pareto_prob": 0.5} if told["method"] == "DREAM" else {})}
began = time.process_time()
result = allocate_numpy(
    participants=np.array(told["codes"]),
    fields={number: FieldMode.Diversify for number in range(len(told["codes"][0]))},
    n_part_per_group=[told["size"]] * told["rounds"],
    algorithm=told["method"],
    settings=settings,
)
spent = time.process_time() - began
print(json.dumps({"seconds": spent, "rounds": [[[int(p) for p in g] for g in r] for r in result.ensemble]}))
"""


def roles_of(many: int) -> list[str]:
    every = [role for role, count in ROLES.items() for _ in range(count)]
    return [every[number * len(every) // many] for number in range(many)]


def day(seed: int, *, named: int, asking: float) -> Gathering:
    """120 people, 8 tables, 2 rounds with other themes; who asks names so many themes per round, some more popular."""
    chance = random.Random(seed)
    people, wishes = [], {}
    for number, role in enumerate(roles_of(120)):
        people.append(Person(f"p{number}", {"role": role}))
        if chance.random() < asking:
            themes = []
            for round_ in range(2):
                left = list(range(8))
                for _ in range(named):
                    left.remove(one := chance.choices(left, [1 / (1 + 0.3 * table) for table in left])[0])
                    themes.append(f"t{one}.{round_}")
            wishes[f"p{number}"] = Wishes(tuple(themes))
    tables = tuple(Table(str(one), 15, themes=tuple(f"t{one}.{round_}" for round_ in range(2))) for one in range(8))
    return Gathering(tuple(people), tables, 2, wishes=wishes)


def crowd(seed: int) -> Gathering:
    """1,000 people, 80 tables, 3 rounds; role, gender, age and region are balanced at every table."""
    chance = random.Random(seed)
    attributes = {"gender": 3, "age": 4, "region": 5}
    people = tuple(
        Person(
            f"p{number}",
            {
                "role": role,
                **{
                    name: str(chance.choices(range(values), [1 / (1 + value) for value in range(values)])[0])
                    for name, values in attributes.items()
                },
            },
        )
        for number, role in enumerate(roles_of(1000))
    )
    return Gathering(people, tuple(Table(str(one), 13) for one in range(80)), 3, balance=("role", *attributes))


def timed(run):
    began, wall = time.process_time(), time.perf_counter()
    found = run()
    return found, time.process_time() - began, time.perf_counter() - wall


def against_bounds(label: str, gathering: Gathering) -> dict[str, object]:
    found, cpu, wall = timed(lambda: arrange(gathering, seed="bench"))
    costs, bounds = found.costs, found.bounds
    # with nothing off balance, what is left of the joint bound is that on wishes
    even = bounds.total - bounds.again if not costs.balance else bounds.wishes
    row = {
        "unmet": len(found.unmet), "wishes": costs.wishes, "wishes_bound": bounds.wishes, "wishes_bound_even": even,
        "again": costs.again, "again_bound": bounds.again, "balance": costs.balance, "balance_bound": bounds.balance,
        "total": found.total, "total_bound": bounds.total, "cpu": round(cpu, 2), "wall": round(wall, 2),
    }  # fmt: skip
    print(
        f"{label:34} unmet {row['unmet']} | wishes {costs.wishes} (bound {bounds.wishes:g}, with even roles {even:g}) | "
        f"again {costs.again} ({bounds.again}) | off balance {costs.balance} ({bounds.balance}) | "
        f"all {found.total} ({bounds.total:g}) | {cpu:.1f} s CPU, {wall:.1f} s",
        flush=True,
    )
    return row


def reseated(gathering: Gathering) -> dict[str, object]:
    before = arrange(gathering, seed="bench")
    chance = random.Random(1)
    absent = {person.id for person in chance.sample(gathering.people, 10)}
    late = tuple(Person(f"late-{one}", {"role": chance.choice(list(ROLES))}) for one in range(10))
    people = (*(person for person in gathering.people if person.id not in absent), *late)
    now = Gathering(people, gathering.tables, gathering.rounds, wishes={
        name: wishes for name, wishes in gathering.wishes.items() if name not in absent
    })  # fmt: skip
    after, cpu, wall = timed(lambda: reseat(now, before.plan.seats, seed="bench"))
    row = {
        "moves": len(after.moves),
        "unmet": len(after.arrangement.unmet),
        "cpu": round(cpu, 2),
        "wall": round(wall, 2),
    }
    print(
        f"{'ten late, ten absent':34} unmet {row['unmet']} | {len(after.moves)} moved for 20 changes in 2 rounds | "
        f"{cpu:.2f} s CPU, {wall:.2f} s",
        flush=True,
    )
    return row


def judged(rounds: list[list[list[int]]], codes: list[list[int]]) -> tuple[float, int]:
    """Diversity: how far the shares at a table lie from those of the pool, over fields, tables and rounds; 0 is best.

    And how many pairs have met: the more the better.
    """
    people = range(len(codes))
    whole = [Counter(codes[person][field] for person in people) for field in range(len(codes[0]))]
    apart = []
    for groups in rounds:
        for group in groups:
            total = 0.0
            for field, counts in enumerate(whole):
                here = Counter(codes[person][field] for person in group)
                total += sum(abs(here[value] / len(group) - count / len(codes)) for value, count in counts.items())
            apart.append(total)
    met = {tuple(sorted(pair)) for groups in rounds for group in groups for pair in combinations(group, 2)}
    return statistics.mean(apart), len(met)


def least_diversity(sizes: list[int], codes: list[list[int]]) -> float:
    """No plan with tables of these sizes has less: each value of each field rounded apart, one person at a time."""
    total = 0.0
    for field in range(len(codes[0])):
        for count in Counter(row[field] for row in codes).values():
            here = [0] * len(sizes)

            def apart(table: int, people: int, share: float = count / len(codes)) -> float:
                return abs(people / sizes[table] - share)

            for _ in range(count):
                best = min(range(len(sizes)), key=lambda t, here=here: apart(t, here[t] + 1) - apart(t, here[t]))
                here[best] += 1
            total += sum(apart(table, people) for table, people in enumerate(here))
    return total / len(sizes)


def peer_python(folder: Path, peer: Path | None) -> tuple[str, dict[str, str]] | None:
    if peer:
        return sys.executable, {**os.environ, "PYTHONPATH": str(peer)}
    python = folder / "venv" / "bin" / "python"
    made = subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=False, capture_output=True)
    if made.returncode:
        return None
    installed = subprocess.run([str(python), "-m", "pip", "install", "-q", PEER], check=False, capture_output=True)
    return None if installed.returncode else (str(python), dict(os.environ))


def side_by_side(folder: Path, python: tuple[str, dict[str, str]] | None) -> list[dict[str, object]]:
    rows = []
    for name, fields in POOLS.items():
        with (DATA / name).open(encoding="utf-8", newline="") as file:
            pool = list(csv.DictReader(file))
        values = {field: sorted({row[field] for row in pool}) for field in fields}
        codes = [[values[field].index(row[field]) for field in fields] for row in pool]
        people = tuple(
            Person(f"{number:03}", {field: row[field] for field in fields}) for number, row in enumerate(pool)
        )
        for size, rounds in SETTINGS:
            tables = tuple(Table(f"{one:02}", size) for one in range(ceil(len(people) / size)))
            gathering = Gathering(people, tables, rounds, (EveryoneSeated(), WithinCapacity()), balance=fields)
            found, cpu, _ = timed(lambda gathering=gathering: arrange(gathering, seed="bench"))
            mine = [[] for _ in range(rounds)]
            for sitting in found.plan.sittings():
                mine[sitting.round.number - 1].append([int(person.id) for person in sitting.people])
            diversity, met = judged(mine, codes)
            least = least_diversity([len(group) for group in mine[0]], codes)
            row = {"pool": name, "size": size, "rounds": rounds, "ours": [diversity, met, cpu], "least": least}
            told = f"{name:26} {size} a table, {rounds} rounds | ours {diversity:.4f} (bound {least:.4f}), {met} pairs, {cpu:.1f} s"
            for method in ("Legacy", "DREAM") if python else ():
                (folder / "pool.json").write_text(
                    json.dumps({"codes": codes, "size": size, "rounds": rounds, "method": method, "seed": 1})
                )
                (folder / "peer.py").write_text(PEER_PROGRAM)
                done = subprocess.run(
                    [python[0], str(folder / "peer.py"), str(folder / "pool.json")],
                    env=python[1], capture_output=True, text=True, check=False,
                )  # fmt: skip
                if done.returncode:
                    told += f" | {method}: {done.stderr.strip().splitlines()[-1][:60]}"
                    continue
                theirs = json.loads(done.stdout.strip().splitlines()[-1])
                other, other_met = judged(theirs["rounds"], codes)
                row[method] = [other, other_met, theirs["seconds"]]
                verdict = "better on both" if diversity < other - 1e-9 and met > other_met else "NOT better on both"
                if diversity <= least + 1e-9 and met > other_met and other <= least + 1e-9:
                    verdict = "better on pairs, both at the bound of diversity"
                told += f" | {method} {other:.4f}, {other_met} pairs, {theirs['seconds']:.1f} s: {verdict}"
            print(told, flush=True)
            rows.append(row)
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer", type=Path, help="a folder that holds the package groupselect")
    parser.add_argument("--pools", action="store_true", help="only side by side on the example pools")
    parser.add_argument("--small", action="store_true", help="without the 1,000 people")
    wanted = parser.parse_args()
    rows = {} if wanted.pools else against_all_bounds(small=wanted.small)
    with tempfile.TemporaryDirectory() as name:
        python = peer_python(Path(name), wanted.peer)
        if python is None:
            print(f"Note: {PEER} could not be installed here, so our own figures stand alone.")
        if DATA.exists():
            rows["side by side"] = side_by_side(Path(name), python)
        else:
            print("Note: the example pools are not beside this checkout, so GroupSelect is not compared.")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"Ours had {most} MB of memory at its most, Python and libraries included.")
    print(json.dumps(rows))
    return 0


def against_all_bounds(*, small: bool) -> dict[str, object]:
    rows: dict[str, object] = {
        f"day {seed}": against_bounds(f"120 x 8 x 2, a theme per round, {seed}", day(seed, named=1, asking=0.8))
        for seed in DAYS
    }
    rows["three themes"] = against_bounds("120 x 8 x 2, three ranked per round", day(DAYS[0], named=3, asking=0.8))
    if not small:
        rows["crowd"] = against_bounds("1,000 x 80 x 3, four attributes", crowd(2027))
    rows["reseated"] = reseated(day(DAYS[0], named=1, asking=0.8))
    return rows


if __name__ == "__main__":
    sys.exit(main())
