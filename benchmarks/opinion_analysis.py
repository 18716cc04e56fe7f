"""What an analysis costs in time and memory, beside red-dwarf on the same votes in the same run.

    PYTHONPATH=src python benchmarks/opinion_analysis.py            0.1, 1, 10 and 100 million votes; some minutes
    PYTHONPATH=src python benchmarks/opinion_analysis.py --quick    up to a million, fewer turns
    PYTHONPATH=src python benchmarks/opinion_analysis.py --full     red-dwarf at 33,000 and 100,000 people too: half an hour

Each line is measured in a process of its own, so that its memory is its own; wall and CPU are medians over turns
(five, but for what takes long), with linear algebra on one thread. Ours reads a Parquet file each turn, and what
says "in memory" starts from columns of numbers; for red-dwarf making its list of votes is not counted. red-dwarf
is installed from its package into an environment of its own under .cache/; where that fails this is said and the
rest goes on. On a busy machine wall clocks say little: compare CPU seconds, and ratios within one run.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
ROOT = Path(__file__).parents[1]
POLIS = ROOT.parent / "shared" / "data" / "polis"
PEER = ROOT / ".cache" / "red-dwarf"
PEOPLE_AT_ONCE = 50_000
PARTS = 20


@dataclass(frozen=True)
class Size:
    """A made-up conversation, how often it is measured, and what we aim for in seconds (from memory, and of a file)."""

    people: int
    statements: int
    votes_each: float
    turns: int
    goal: str = ""
    peer_turns: int = 0


SIZES = {
    "0.1M": Size(2_000, 500, 50, 5, peer_turns=5),
    "2,000 x 900": Size(2_031, 896, 111, 5, "20 ms in memory", peer_turns=5),
    "1M": Size(20_000, 500, 50, 5, peer_turns=1),
    "33,000 x 783": Size(33_422, 783, 60, 5, "150 ms in memory", peer_turns=1),
    "100,000 people, 5M": Size(100_000, 500, 50, 5, peer_turns=1),
    "10M": Size(100_000, 1_000, 100, 5, "0.5 s"),
    "100M": Size(1_000_000, 1_000, 100, 1, "3 s, 0.6 GB"),
}
QUICK = ("0.1M", "2,000 x 900", "1M")
PEER_TAKES_LONG = ("33,000 x 783", "100,000 people, 5M")


def main() -> int:
    options = _options()
    if options.child:
        print(json.dumps(CHILDREN[options.child[0]](*options.child[1:])))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder)
        names = [name for name in options.only or SIZES if not options.quick or name in QUICK]
        print(f"{'what':46} {'wall s':>8} {'CPU s':>8} {'MB':>7}   turns; what we aim for")
        line("nothing but the interpreter and its libraries", child("nothing"))
        ours = _ours(files, names, quick=options.quick)
        _peers(files, ours, quick=options.quick, full=options.full)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="up to a million votes, at most three turns")
    parser.add_argument("--full", action="store_true", help="red-dwarf where it takes long, too")
    parser.add_argument("--only", nargs="+", choices=SIZES, help="these sizes")
    parser.add_argument("--child", nargs="+", help=argparse.SUPPRESS)
    return parser.parse_args()


def _ours(files: Path, names: list[str], *, quick: bool) -> dict[str, dict[str, float]]:
    found = {}
    for name in names:
        size = SIZES[name]
        turns = min(size.turns, 3) if quick else size.turns
        path = files / f"{name}.parquet"
        child("generate", size.people, size.statements, size.votes_each, path)
        for method in ("polis", "exact"):
            found[name, method] = line(f"{name}, {method}", child("analyse", path, method, turns), size.goal)
        if "memory" in size.goal:
            figures = child("in_memory", size.people, size.statements, size.votes_each, turns)
            line(f"{name}, polis, in memory", figures, size.goal)
        if name in ("0.1M", "1M", "10M"):
            line(f"{name}, exact, plain numpy", child("analyse", path, "exact", min(turns, 3), "numpy"))
        if name != "100M":
            line(f"{name}, its stability in 20 rounds", child("stability", path))
        else:
            line(f"{name}, exact, in {PARTS} parts one after another", child("parts", path))
            path.unlink()
    line("1,000,000 people with one vote each, exact", child("one_each", 1_000_000))
    for conversation in ("brexit-consensus", "vtaiwan.uberx"):
        path = files / f"{conversation}.parquet"
        if (POLIS / conversation).is_dir():
            child("convert", POLIS / conversation / "votes.csv", path)
            found[conversation, "polis"] = line(f"{conversation}, polis", child("analyse", path, "polis", 9))
    return {name: figures for (name, method), figures in found.items() if method == "polis"}


def _peers(files: Path, ours: dict[str, dict[str, float]], *, quick: bool, full: bool) -> None:
    python = peer_python()
    if python is None:
        print("red-dwarf could not be installed from its package here: not compared")
        return
    turns = {"brexit-consensus": 5, "vtaiwan.uberx": 5} | {name: size.peer_turns for name, size in SIZES.items()}
    for name in (name for name in turns if turns[name] and name in ours):
        if name in PEER_TAKES_LONG and not full:
            print(f"{name}, red-dwarf: only with --full")
            continue
        wanted = min(turns[name], 3) if quick else turns[name]
        figures = line(f"{name}, red-dwarf", child("peer", files / f"{name}.parquet", wanted, python=python))
        wall, cpu = figures["wall"] / ours[name]["wall"], figures["cpu"] / ours[name]["cpu"]
        print(f"    red-dwarf / ours (polis): wall {wall:.0f} x, CPU {cpu:.0f} x", flush=True)


def peer_python() -> Path | None:
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


def line(what: str, figures: dict[str, Any], goal: str = "") -> dict[str, Any]:
    megabytes, aim = f"{figures['memory'] / 1e6:7.0f}", f"; {goal}" if goal else ""
    print(f"{what:46} {figures['wall']:8.3f} {figures['cpu']:8.3f} {megabytes}   {figures['turns']}{aim}", flush=True)
    return figures


def child(what: str, *given: object, python: Path | str = sys.executable, script: str = __file__) -> dict[str, Any]:
    """One measurement in a process of its own: what it prints last."""
    command = [str(python), script, "--child", what, *map(str, given)]
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


def nothing() -> dict[str, Any]:
    import numpy  # noqa: F401  (the library without its extras stands on these two)
    import scipy.sparse.linalg  # noqa: F401

    return timed(lambda: None, 1)


def generate(people: str, statements: str, votes_each: str, path: str) -> dict[str, Any]:
    import pyarrow as arrow
    from pyarrow import parquet

    writer = None
    for first in range(0, int(people), PEOPLE_AT_ONCE):
        number = min(PEOPLE_AT_ONCE, int(people) - first)
        who, what, votes = made(number, int(statements), float(votes_each), seed=first + 1)
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


def in_memory(people: str, statements: str, votes_each: str, turns: str) -> dict[str, Any]:
    from opinion import Engine, Method, analyse, ballots_of

    _warm()
    votes = made(int(people), int(statements), float(votes_each))

    def work() -> None:
        analyse(ballots_of(*votes, engine=Engine.NUMBA), method=Method.POLIS, stability_rounds=0, engine=Engine.NUMBA)

    return timed(work, int(turns))


def one_each(people: str) -> dict[str, Any]:
    """As many participants as votes."""
    import numpy as np

    from opinion import Engine, analyse, ballots_of

    _warm()
    who = np.arange(int(people))
    return timed(lambda: analyse(ballots_of(who, who % 50, who % 3 - 1, engine=Engine.NUMBA), stability_rounds=0), 3)


def parts(path: str) -> dict[str, Any]:
    """The same votes in parts that are read one after another, as for votes that do not fit in memory."""
    from pyarrow import parquet

    with tempfile.TemporaryDirectory() as folder:
        with parquet.ParquetFile(path) as file:
            # each row group was written with people of its own
            each = -(-file.num_row_groups // PARTS)
            for part in range(0, file.num_row_groups, each):
                groups = list(range(part, min(part + each, file.num_row_groups)))
                parquet.write_table(file.read_row_groups(groups), f"{folder}/{part:03}.parquet", compression="lz4")
        return child("analyse_parts", folder)


def in_parts(folder: str) -> dict[str, Any]:
    from opinion.partitions import analyse_parts, parts_in

    _warm()
    return timed(lambda: analyse_parts(parts_in(Path(folder)), stability_rounds=0), 1)


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
    "nothing": nothing,
    "generate": generate,
    "convert": convert,
    "analyse": analyse_file,
    "in_memory": in_memory,
    "one_each": one_each,
    "parts": parts,
    "analyse_parts": in_parts,
    "stability": stability,
    "peer": peer,
}


if __name__ == "__main__":
    sys.exit(main())
