"""What an analysis costs, beside red-dwarf on the same votes, and how that grows.

    PYTHONPATH=src python benchmarks/opinion_analysis.py            a few minutes: 0.1, 1 and 10 million votes
    PYTHONPATH=src python benchmarks/opinion_analysis.py --full     also 100 million, and red-dwarf at a million

Each line is measured in a process of its own, so that its memory is its own; wall and CPU are medians over turns
(five, but for what takes long), with linear algebra on one thread. Ours reads a Parquet file each turn; for
red-dwarf making its list of votes is not counted. red-dwarf is installed from its package into an environment
of its own under .cache/; where that fails this is said and the rest goes on.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
ROOT = Path(__file__).parents[1]
POLIS = ROOT.parent / "shared" / "data" / "polis"
PEER = ROOT / ".cache" / "red-dwarf"
SHARE = 0.1
PEOPLE_AT_ONCE = 50_000
# name: participants, statements, turns
SETS = {"0.1M": (2_000, 500, 5), "1M": (20_000, 500, 5), "10M": (100_000, 1_000, 5), "100M": (1_000_000, 1_000, 1)}
PARTS = 8


def main() -> int:
    options = _options()
    if options.child:
        print(json.dumps(CHILDREN[options.child[0]](*options.child[1:])))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder)
        names = [name for name in SETS if options.full or name != "100M"]
        print(f"{'what':44} {'wall s':>8} {'CPU s':>8} {'MB':>7}   turns")
        ours = _ours(files, names)
        _peers(files, ours, full=options.full)
        _running()
        _cluster(files)
        _growth()
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--full", action="store_true", help="also what takes long")
    parser.add_argument("--child", nargs="+", help=argparse.SUPPRESS)
    return parser.parse_args()


def _ours(files: Path, names: list[str]) -> dict[str, dict[str, float]]:
    found = {}
    for name in names:
        people, statements, turns = SETS[name]
        path = files / f"{name}.parquet"
        child("generate", people, statements, path)
        for method in ("polis", "exact"):
            found[name, method] = line(f"{name} votes, {method}", child("analyse", path, method, turns))
        if name in ("0.1M", "1M"):
            line(f"{name} votes, exact, plain numpy", child("analyse", path, "exact", 3, "numpy"))
        line(f"{name} votes, its stability in 20 rounds", child("stability", path))
    for conversation in ("brexit-consensus", "vtaiwan.uberx"):
        path = files / f"{conversation}.parquet"
        if (POLIS / conversation).is_dir():
            child("convert", POLIS / conversation / "votes.csv", path)
            found[conversation, "polis"] = line(f"{conversation}, polis", child("analyse", path, "polis", 9))
    return {name: figures for (name, method), figures in found.items() if method == "polis"}


def _peers(files: Path, ours: dict[str, dict[str, float]], *, full: bool) -> None:
    python = _peer()
    if python is None:
        print("red-dwarf could not be installed from its package here: not compared")
        return
    for name, turns in (("brexit-consensus", 5), ("vtaiwan.uberx", 5), ("0.1M", 5), *([("1M", 1)] if full else [])):
        if name in ours:
            figures = line(f"{name}, red-dwarf", child("peer", files / f"{name}.parquet", turns, python=python))
            wall, cpu = figures["wall"] / ours[name]["wall"], figures["cpu"] / ours[name]["cpu"]
            print(f"    red-dwarf / ours (polis): wall {wall:.0f} x, CPU {cpu:.0f} x")


def _peer() -> Path | None:
    """The python of an environment with red-dwarf, made on first use."""
    python = PEER / "bin" / "python"
    try:
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", PEER], check=True, capture_output=True)
        if subprocess.run([python, "-c", "import reddwarf, pyarrow"], capture_output=True).returncode:
            install = [python, "-m", "pip", "install", "-q", "red-dwarf==0.4.0", "pyarrow"]
            subprocess.run(install, check=True, capture_output=True, timeout=300)
    except (subprocess.SubprocessError, OSError):
        return None
    return python


def _running() -> None:
    figures = child("running", 2_000, 900)
    print(
        f"1,000 more votes folded in, 2,000 x 900: {figures['fold'] * 1000:.1f} ms; new map {figures['map'] * 1000:.0f} ms"
    )


def _cluster(files: Path) -> None:
    for workers in (1, 2):
        figures = child("cluster", files / "10M.parquet", workers)
        line(f"10M votes on dask, {workers} worker(s), {PARTS} parts", figures)
        print(f"    start {figures['start']:.1f} s; equal to one process to the last bit: {figures['equal']}")


def _growth() -> None:
    print("\nhow wall time grows (exact, numbers in memory):")
    for what, shapes in {
        "participants": [(n, 300, 30) for n in (5_000, 10_000, 20_000, 40_000)],
        "statements": [(10_000, m, 30) for m in (100, 200, 400, 800)],
        "votes each": [(10_000, 400, d) for d in (15, 30, 60, 120)],
    }.items():
        walls = child("growth", json.dumps(shapes))["walls"]
        at = {"participants": 0, "statements": 1, "votes each": 2}[what]
        print(f"    {what:13}", "  ".join(f"{s[at]:,}: {w * 1000:.0f} ms" for s, w in zip(shapes, walls, strict=True)))


def line(what: str, figures: dict[str, Any]) -> dict[str, Any]:
    megabytes = f"{figures['memory'] / 1e6:7.0f}"
    print(f"{what:44} {figures['wall']:8.3f} {figures['cpu']:8.3f} {megabytes}   {figures['turns']}", flush=True)
    return figures


def child(what: str, *given: object, python: Path | str = sys.executable) -> dict[str, Any]:
    command = [str(python), __file__, "--child", what, *map(str, given)]
    environment = os.environ | ONE_THREAD | {"PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def timed(work: Callable[[], object], turns: int) -> dict[str, Any]:
    walls, cpus = [], []
    for _ in range(turns):
        wall, cpu = perf_counter(), process_time()
        work()
        walls.append(perf_counter() - wall)
        cpus.append(process_time() - cpu)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"wall": median(walls), "cpu": median(cpus), "memory": peak, "turns": turns}


# What runs in a process of its own.


def made(people: int, statements: int, mean: float, seed: int = 1) -> tuple[Any, Any, Any]:
    """Three camps with tastes of their own; the votes in no order."""
    import numpy as np

    chance = np.random.Generator(np.random.PCG64(seed))
    tastes = np.random.Generator(np.random.PCG64(0)).normal(size=(3, statements))
    each = np.clip(chance.poisson(mean, people), 1, statements)
    who = np.repeat(np.arange(people, dtype=np.int32), each)
    chance.shuffle(who)
    what = chance.integers(0, statements, len(who), dtype=np.int32)
    liking = tastes[who % 3, what] + chance.normal(size=len(who))
    return who, what, np.where(liking > 0.4, 1, np.where(liking < -0.4, -1, 0)).astype(np.int8)


def generate(people: str, statements: str, path: str) -> dict[str, Any]:
    import pyarrow as arrow
    from pyarrow import parquet

    writer = None
    for first in range(0, int(people), PEOPLE_AT_ONCE):
        number = min(PEOPLE_AT_ONCE, int(people) - first)
        who, what, votes = made(number, int(statements), SHARE * int(statements), seed=first + 1)
        table = arrow.table({"participant": who + first, "statement": what, "vote": votes})
        writer = writer or parquet.ParquetWriter(path, table.schema, compression="lz4")
        writer.write_table(table)
    assert writer is not None
    writer.close()
    return {}


def convert(votes: str, path: str) -> dict[str, Any]:
    import pyarrow as arrow
    from pyarrow import parquet

    from opinion import Choice, read_votes

    values = {Choice.AGREE: 1, Choice.DISAGREE: -1, Choice.PASS: 0}
    rows = read_votes(Path(votes))
    columns = {
        "participant": [int(row.voter) for row in rows],
        "statement": [int(row.statement) for row in rows],
        "vote": [values[row.choice] for row in rows],
    }
    parquet.write_table(arrow.table(columns), path)
    return {}


def analyse_file(path: str, method: str, turns: str, engine: str = "numba") -> dict[str, Any]:
    from opinion import Engine, Method, analyse, read_ballots

    def work() -> None:
        ballots = read_ballots(Path(path), engine=Engine(engine))
        analyse(ballots, method=Method(method), stability_rounds=0, engine=Engine(engine))

    _warm()
    return timed(work, int(turns))


def stability(path: str) -> dict[str, Any]:
    from opinion import Engine, analyse, read_ballots

    _warm()
    ballots = read_ballots(Path(path))
    base = timed(lambda: analyse(ballots, stability_rounds=0, engine=Engine.NUMBA), 1)
    whole = timed(lambda: analyse(ballots, stability_rounds=20, engine=Engine.NUMBA), 1)
    return whole | {name: whole[name] - base[name] for name in ("wall", "cpu")}


def _warm() -> None:
    """Load the compiled loops, which a long-running process does once."""
    from opinion import Engine, analyse, ballots_of

    analyse(ballots_of(*made(300, 30, 10), engine=Engine.NUMBA), engine=Engine.NUMBA, stability_rounds=1)


def running(people: str, statements: str) -> dict[str, Any]:
    from opinion import ballots_of
    from opinion.running import RunningVotes

    _warm()
    who, what, votes = made(int(people), int(statements), SHARE * int(statements))
    names = [str(number) for number in what.tolist()]
    rows = list(zip(map(str, who.tolist()), names, votes.tolist(), strict=True))
    start = ballots_of(*zip(*rows[:-5_000], strict=True), known_statements=map(str, range(int(statements))))
    folding = RunningVotes(start.statements, start=start)
    portions = iter([rows[at : at + 1_000] for at in range(len(rows) - 5_000, len(rows), 1_000)])
    fold = timed(lambda: folding.fold(next(portions)), 5)
    return {"fold": fold["wall"], "map": timed(folding.analyse, 5)["wall"]}


def cluster(path: str, workers: str) -> dict[str, Any]:
    import numpy as np
    import pyarrow.compute as compute
    from pyarrow import parquet

    from opinion import analyse, moments_of, read_ballots
    from opinion.cluster import dask
    from opinion.partitions import Parts, analyse_parts, parts_in

    with tempfile.TemporaryDirectory() as folder:
        table = parquet.read_table(path)
        each = compute.max(table.column("participant")).as_py() // PARTS + 1
        for part in range(PARTS):
            mine = compute.equal(compute.divide(table.column("participant"), each), part)
            parquet.write_table(table.filter(mine), f"{folder}/{part}.parquet", compression="lz4")
        del table
        paths, began = parts_in(Path(folder)), perf_counter()
        with dask(int(workers)) as executor:
            started = perf_counter() - began
            analyse_parts(paths, executor=executor, stability_rounds=0)
            figures = timed(lambda: analyse_parts(paths, executor=executor, stability_rounds=0), 3)
            spread = analyse_parts(paths, executor=executor, stability_rounds=0)
            moments = Parts(paths, executor, None).moments()
        whole = read_ballots(Path(path))
        here = analyse(whole, stability_rounds=0)
        one, other = np.argsort(here.ids), np.argsort(spread.ids)
        equal = (
            moments.same_as(moments_of(whole))
            and np.array_equal(here.places[one], spread.places[other])
            and np.array_equal(here.labels[one], spread.labels[other])
            and here.input_hash == spread.input_hash
        )
    return figures | {"start": started, "equal": bool(equal)}


def growth(shapes: str) -> dict[str, Any]:
    from opinion import Engine, analyse, ballots_of

    _warm()
    walls = []
    for people, statements, mean in json.loads(shapes):
        votes = made(people, statements, mean)
        work = lambda votes=votes: analyse(ballots_of(*votes, engine=Engine.NUMBA), stability_rounds=0)  # noqa: E731
        walls.append(timed(work, 5)["wall"])
    return {"walls": walls}


def peer(path: str, turns: str) -> dict[str, Any]:
    from pyarrow import parquet
    from reddwarf.implementations.polis import run_pipeline

    columns = parquet.read_table(path).to_pydict()
    # it refuses a changed vote, so the last one is chosen for it
    last = {
        (who, what): vote
        for who, what, vote in zip(columns["participant"], columns["statement"], columns["vote"], strict=True)
    }
    votes = [{"participant_id": who, "statement_id": what, "vote": vote} for (who, what), vote in last.items()]
    return timed(lambda: run_pipeline(votes=votes, random_state=0), int(turns))


CHILDREN: dict[str, Callable[..., dict[str, Any]]] = {
    "generate": generate,
    "convert": convert,
    "analyse": analyse_file,
    "stability": stability,
    "running": running,
    "cluster": cluster,
    "growth": growth,
    "peer": peer,
}


if __name__ == "__main__":
    sys.exit(main())
