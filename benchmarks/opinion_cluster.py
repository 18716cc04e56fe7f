"""Ten million votes in parts on workers of dask: what it costs, and whether it equals one process to the last bit.

    PYTHONPATH=src python benchmarks/opinion_cluster.py [--quick]

The overhead is the CPU of the process that directs and of its workers together, against that of one process.
"""

import argparse
import json
import resource
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

from opinion_analysis import child, line, made, timed

PARTS = 8


def main() -> int:
    options = _options()
    if options.child:
        print(json.dumps(cluster(*options.child[1:])))
        return 0
    people, statements = (10_000, 200) if options.quick else (100_000, 1_000)
    for workers in (1, 2):
        figures = child("cluster", people, statements, workers, script=__file__)
        what = f"{people * statements // 10:,} votes, {workers} worker(s), {PARTS} parts"
        line(what, figures)
        print(
            f"    directing and workers {figures['together']:.2f} CPU s a run, one process {figures['alone']:.2f}; "
            f"starting them {figures['start']:.1f} s; equal to one process to the last bit: {figures['equal']}",
            flush=True,
        )
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="two hundred thousand votes")
    parser.add_argument("--child", nargs="+", help=argparse.SUPPRESS)
    return parser.parse_args()


def _cpu_of_this_process() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _cpu_of(executor: Any) -> float:
    """What all workers have used so far."""
    return sum(executor._client.run(_cpu_of_this_process).values())


def cluster(people: str, statements: str, workers: str) -> dict[str, Any]:
    import numpy as np
    import pyarrow as arrow
    from pyarrow import parquet

    from opinion import Engine, analyse, moments_of, read_ballots
    from opinion.cluster import dask
    from opinion.partitions import Parts, analyse_parts, parts_in

    with tempfile.TemporaryDirectory() as folder:
        who, what, votes = made(int(people), int(statements), int(statements) / 10)
        for part in range(PARTS):
            mine = who % PARTS == part
            table = arrow.table({"participant": who[mine], "statement": what[mine], "vote": votes[mine]})
            parquet.write_table(table, f"{folder}/{part}.parquet", compression="lz4")
        parquet.write_table(
            arrow.table({"participant": who, "statement": what, "vote": votes}), f"{folder}.parquet", compression="lz4"
        )
        paths, began = parts_in(Path(folder)), perf_counter()
        with dask(int(workers)) as executor:
            started = perf_counter() - began

            def work() -> None:
                analyse_parts(paths, executor=executor, stability_rounds=0)

            work()
            before = _cpu_of(executor)
            figures = timed(work, 5)
            after = _cpu_of(executor)
            spread = analyse_parts(paths, executor=executor, stability_rounds=0)
            moments = Parts(paths, executor, None).moments()
        whole = read_ballots(Path(f"{folder}.parquet"))
        here = analyse(whole, stability_rounds=0)
        alone = timed(
            lambda: analyse(read_ballots(Path(f"{folder}.parquet"), engine=Engine.NUMBA), stability_rounds=0), 5
        )
        Path(f"{folder}.parquet").unlink()
        one, other = np.argsort(here.ids), np.argsort(spread.ids)
        equal = (
            moments.same_as(moments_of(whole))
            and np.array_equal(here.places[one], spread.places[other])
            and np.array_equal(here.labels[one], spread.labels[other])
            and here.results == spread.results
            and here.groups == spread.groups
            and here.input_hash == spread.input_hash
        )
    together = figures["cpu"] + (after - before) / figures["turns"]
    return figures | {"start": started, "equal": bool(equal), "together": together, "alone": alone["cpu"]}


if __name__ == "__main__":
    sys.exit(main())
