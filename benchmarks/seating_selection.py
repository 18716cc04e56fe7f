"""Selection side by side: ours against sortition-algorithms, on the same pools, in one run.

    python benchmarks/seating_selection.py [--peer-seconds 30] [--large]

The peer is installed into an environment of its own that is thrown away; its leximin needs a solver with a licence,
so where that cannot solve a pool its open method (maximin with HiGHS) stands in, and the table says so.
CPU seconds, because a busy machine stretches the clock but not the work.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from seating import Attribute, Category, Person, read_pool, read_quotas, select  # noqa: E402

DATA = ROOT.parent / "shared" / "data" / "seating"
PEER = "sortition-algorithms"
REPEATS = 5

PEER_PROGRAM = """
import json, sys, time
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
print(json.dumps({"seconds": spent, "chances": share}))
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


def ours(people: list[Person], asked: tuple[Attribute, ...], size: int, repeats: int) -> dict[str, float]:
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
    }


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
        try:
            done = subprocess.run(
                [str(python), str(folder / "peer.py"), str(folder / "pool.json"), method],
                check=False, capture_output=True, text=True, timeout=seconds,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            why = f"{method}: not done in {seconds} s"
            continue
        if done.returncode == 0:
            found = json.loads(done.stdout.strip().splitlines()[-1])
            chances = sorted(found["chances"].values())
            return method, {"seconds": found["seconds"], "smallest": chances[0]}
        why = f"{method}: {done.stderr.strip().splitlines()[-1][:90]}"
    return why, None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer-seconds", type=int, default=30, help="how long the peer may take per pool and method")
    parser.add_argument("--large", action="store_true", help="also the tight pool and the made-up one of 1,727 people")
    wanted = parser.parse_args()
    pools = {
        "nature2021 small": file_pool("nature2021/example_small_20", "respondents.csv", "categories.csv", 20),
        "nature2021 large": file_pool("nature2021/example_large_200", "respondents.csv", "categories.csv", 200),
        "opendlp": file_pool("opendlp_fixtures_Apache2", "candidates.csv", "features.csv", 22),
        "diversimax wide": file_pool(
            "diversimax_example_MIT", "participants_pool.csv", "categories_wide_ranges.csv", 60
        ),
    }
    if wanted.large:
        pools["diversimax exact"] = file_pool(
            "diversimax_example_MIT", "participants_pool.csv", "categories_exact_ranges.csv", 60
        )
        pools["made up, 1,727"] = made_up(1727, 110, 7, 2027)
    print(
        f"{'pool':18} {'people':>6} {'panel':>5} {'classes':>7} | {'smallest':>9} {'bound':>9} {'gini':>6} {'CPU s':>7} |",
        end="",
    )
    print(f" {PEER}: method, smallest, CPU s, ratio")
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python = peer_python(folder)
        if python is None:
            print(f"Note: {PEER} could not be installed here, so it is not in this table.")
        for label, (people, asked, size) in pools.items():
            mine = ours(people, asked, size, REPEATS if len(people) < 1000 or len(asked) < 3 else 1)
            method, theirs = (
                peer(python, folder, people, asked, size, wanted.peer_seconds) if python else ("not installed", None)
            )
            said = (
                f"{method}, {theirs['smallest']:.4%}, {theirs['seconds']:.2f}, {theirs['seconds'] / mine['seconds']:.0f} x"
                if theirs
                else method
            )
            print(
                f"{label:18} {len(people):6} {size:5} {mine['classes']:7} | {mine['smallest']:9.4%} {mine['bound']:9.4%} "
                f"{mine['gini']:6.3f} {mine['seconds']:7.3f} | {said}",
                flush=True,
            )
            rows.append({"pool": label, "ours": mine, "peer": {"method": method, **(theirs or {})}})
    print(json.dumps(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
