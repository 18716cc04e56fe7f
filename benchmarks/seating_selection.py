"""Selection side by side: ours against sortition-algorithms, on the same pools, in one run.

    python benchmarks/seating_selection.py [--peer-seconds 60] [--small] [--tables [--peer PATH]]

The peer is installed into an environment of its own that is thrown away; its leximin needs a solver with a licence,
so where that cannot solve a pool its open method (maximin with HiGHS) stands in, and the table says so. Every pool is
drawn in a process of its own, whose memory at its most is told. CPU seconds, because a busy machine stretches the
clock but not the work. --tables goes on with the tables, beside GroupSelect (seating_tables.py).
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

# one thread, so that the processor's time is the work
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from seating import Attribute, Category, Person, read_pool, read_quotas, select  # noqa: E402

DATA = ROOT.parent / "shared" / "data" / "seating"
PEER = "sortition-algorithms"
REPEATS = 5

PEER_PROGRAM = """
import json, resource, sys, time
from sortition_algorithms import features, people, settings
from sortition_algorithms.committee_generation.leximin import find_distribution_leximin
from sortition_algorithms.committee_generation.maximin import find_distribution_maximin
told = json.load(open(sys.argv[1]))
asked, _, _ = features.read_in_features(["feature", "value", "min", "max"], told["quotas"], told["size"])
wanted = settings.Settings(id_column="id", columns_to_keep=[])
pool, _ = people.read_in_people(["id", *told["attributes"]], told["people"], asked, wanted)
method = {"leximin": find_distribution_leximin, "maximin": find_distribution_maximin}[sys.argv[2]]
began = time.process_time()
panels, chances, _ = method(asked, pool, told["size"], [])
spent = time.process_time() - began
share = dict.fromkeys((row["id"] for row in told["people"]), 0.0)
for panel, chance in zip(panels, chances):
    for person in panel:
        share[person] += chance
most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps({"seconds": spent, "chances": share, "mb": most}))
"""


def file_pool(folder: str, candidates: str, quotas: str, size: int) -> tuple[list[Person], tuple[Attribute, ...], int]:
    asked = read_quotas(DATA / folder / quotas)
    return list(read_pool(DATA / folder / candidates, asked).people), asked, size


def made_up(many: int, size: int, attributes: int, seed: int) -> tuple[list[Person], tuple[Attribute, ...], int]:
    """A pool in the shape of a real one: whoever answers an invitation is not like the population."""
    chance = random.Random(seed)
    asked, shares = [], []
    for number in range(attributes):
        values = chance.randint(2, 6)
        target = [chance.uniform(0.5, 1.5) for _ in range(values)]
        total = sum(target)
        asked.append(
            Attribute(
                f"a{number}",
                tuple(
                    Category(f"v{value}", int(size * part / total * 0.85), int(size * part / total * 1.15) + 1)
                    for value, part in enumerate(target)
                ),
            )
        )
        shares.append([part * chance.uniform(0.4, 1.8) for part in target])
    people = [
        Person(
            str(one),
            {
                attribute.name: chance.choices([category.name for category in attribute.categories], share)[0]
                for attribute, share in zip(asked, shares, strict=True)
            },
        )
        for one in range(many)
    ]
    return people, tuple(asked), size


Pool = tuple[list[Person], tuple[Attribute, ...], int]
# pool, how often it is drawn, and what is to be reached; the seeds of the made-up ones give pools that can be drawn
POOLS: dict[str, tuple[Callable[[], Pool], int, str]] = {
    "nature2021 small": (
        lambda: file_pool("nature2021/example_small_20", "respondents.csv", "categories.csv", 20), 5, "0.05 s",
    ),
    "nature2021 large": (
        lambda: file_pool("nature2021/example_large_200", "respondents.csv", "categories.csv", 200), 5, "0.2 s",
    ),
    "opendlp": (lambda: file_pool("opendlp_fixtures_Apache2", "candidates.csv", "features.csv", 22), 5, "0.5 s"),
    "diversimax wide": (
        lambda: file_pool("diversimax_example_MIT", "participants_pool.csv", "categories_wide_ranges.csv", 60), 5, "1 s",
    ),
    "made up, 1,727 (a)": (lambda: made_up(1727, 110, 7, 99), 3, "10 s"),
    "made up, 1,727 (b)": (lambda: made_up(1727, 110, 7, 2027), 3, "10 s"),
    "made up, 100,000": (lambda: made_up(100_000, 500, 8, 2027), 1, "120 s, 2,000 MB, 1e-4"),
}  # fmt: skip
LARGE = "made up, 100,000"


def ours(people: list[Person], asked: tuple[Attribute, ...], size: int, repeats: int) -> dict[str, float]:
    """In this process: the middle of so many draws, and the most memory that any took, Python and libraries included."""
    spent, walls = [], []
    for _ in range(repeats):
        began, wall = time.process_time(), time.perf_counter()
        chosen = select(people, asked, size, seed="bench")
        spent.append(time.process_time() - began)
        walls.append(time.perf_counter() - wall)
    return {
        "seconds": statistics.median(spent),
        "wall": statistics.median(walls),
        "smallest": chosen.smallest,
        "bound": chosen.bound,
        "gini": chosen.inequality,
        "proved": chosen.proved,
        "excluded": len(chosen.excluded),
        "classes": len(chosen.classes.sizes),
        "panels": len(chosen.lots),
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def ours_apart(label: str) -> dict[str, float]:
    """The same in a process of its own, so that its memory is that of one pool."""
    done = subprocess.run([sys.executable, __file__, "--one", label], check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


@cache
def peer_python(folder: Path) -> Path | None:
    python = folder / "venv" / "bin" / "python"
    made = subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=False, capture_output=True)
    if made.returncode:
        return None
    installed = [
        subprocess.run([str(python), "-m", "pip", "install", "-q", what], check=False, capture_output=True).returncode
        for what in (PEER, "gurobipy")
    ]
    return python if installed[0] == 0 else None


def peer(
    python: Path, folder: Path, people: list[Person], asked: tuple[Attribute, ...], size: int, seconds: int
) -> tuple[str, dict[str, float] | None]:
    told = {
        "size": size,
        "attributes": [attribute.name for attribute in asked],
        "quotas": [
            {"feature": one.name, "value": category.name, "min": str(category.minimum), "max": str(category.maximum)}
            for one in asked
            for category in one.categories
        ],
        "people": [{"id": person.id, **person.attributes} for person in people],
    }
    (folder / "pool.json").write_text(json.dumps(told))
    (folder / "peer.py").write_text(PEER_PROGRAM)
    why = "not run"
    for method in ("leximin", "maximin"):
        done = subprocess.run(
            [str(python), str(folder / "peer.py"), str(folder / "pool.json"), method],
            check=False, capture_output=True, text=True, preexec_fn=lambda: limited(seconds),
        )  # fmt: skip
        if done.returncode == 0:
            found = json.loads(done.stdout.strip().splitlines()[-1])
            chances = sorted(found["chances"].values())
            return method, {"seconds": found["seconds"], "smallest": chances[0], "mb": found["mb"]}
        if done.returncode < 0:
            # it works on this pool and is stopped: its open method is for pools that it cannot do at all
            return f"{method}: not done in {seconds} s of CPU", None
        why = f"{method}: {done.stderr.strip().splitlines()[-1][:90]}"
    return why, None


def limited(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer-seconds", type=int, default=60, help="CPU seconds that the peer may take per pool")
    parser.add_argument("--small", action="store_true", help="without the pool of 100,000 people")
    parser.add_argument("--tables", action="store_true", help="the tables too, beside GroupSelect")
    parser.add_argument("--peer", type=Path, help="with --tables: a folder that holds the package groupselect")
    parser.add_argument("--one", choices=POOLS, help="draw one pool in this process and tell its figures as JSON")
    wanted = parser.parse_args()
    if wanted.one:
        pool, repeats, _ = POOLS[wanted.one]
        print(json.dumps(ours(*pool(), repeats)))
        return 0
    print(f"{machine()}; {PEER} may take {wanted.peer_seconds} s of CPU per pool")
    rows = [row for label in POOLS if label != LARGE or not wanted.small for row in side_by_side(label, wanted)]
    print(json.dumps(rows))
    return tables(wanted.peer) if wanted.tables else 0


def machine() -> str:
    """Which machine, and how much others had it do: a figure says little without."""
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return f"{datetime.datetime.now().astimezone():%Y-%m-%d %H:%M}, {os.cpu_count()} cores, Python {platform.python_version()}, load {load}"


def side_by_side(label: str, wanted: argparse.Namespace) -> list[dict[str, object]]:
    pool, _, goal = POOLS[label]
    people, asked, size = pool()
    mine = ours_apart(label)
    print(
        f"{label:18} {len(people)} to {size}, {mine['classes']} classes | smallest {mine['smallest']:.5%}, bound "
        f"{mine['bound']:.5%}, {'proved' if mine['proved'] else 'not proved'}, gini {mine['gini']:.3f} | "
        f"{mine['panels']} panels | {mine['seconds']:.3f} s CPU, {mine['wall']:.3f} s, {mine['mb']} MB (goal {goal})",
        flush=True,
    )
    if label.startswith("made up"):
        # larger than what the peer has ever been seen to end
        return [{"pool": label, "ours": mine}]
    with tempfile.TemporaryDirectory() as name:
        method, theirs = beside(Path(name), people, asked, size, wanted.peer_seconds)
    told = method if "not done" not in method else f"{method}: more than {wanted.peer_seconds / mine['seconds']:.0f} x"
    if theirs:
        ratio = theirs["seconds"] / mine["seconds"]
        told = f"{method}: smallest {theirs['smallest']:.5%}, {theirs['seconds']:.2f} s CPU, {theirs['mb']} MB: {ratio:.0f} x"
    print(f"{'':18} {PEER} {told}", flush=True)
    return [{"pool": label, "ours": mine, "peer": {"method": method, **(theirs or {})}}]


VENV = tempfile.TemporaryDirectory()


def beside(
    folder: Path, people: list[Person], asked: tuple[Attribute, ...], size: int, seconds: int
) -> tuple[str, dict[str, float] | None]:
    python = peer_python(Path(VENV.name))
    return peer(python, folder, people, asked, size, seconds) if python else ("could not be installed here", None)


def tables(groupselect: Path | None) -> int:
    """In the same run: who sits where, beside GroupSelect."""
    command = [sys.executable, str(Path(__file__).with_name("seating_tables.py"))]
    return subprocess.run([*command, *(["--peer", str(groupselect)] if groupselect else [])], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
