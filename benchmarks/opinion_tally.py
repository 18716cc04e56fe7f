"""CPU seconds for reading and counting real conversations, beside the floor of only reading their CSV.

    PYTHONPATH=src python benchmarks/opinion_tally.py [folder of Polis exports]

Both are measured in turns in one process. The figures are medians; compare the ratio between machines.
"""

import csv
import sys
from collections import deque
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

from opinion import Channel, read_votes, tally

EXPORTS = Path(__file__).parents[2] / "shared" / "data" / "polis"
TURNS = 9


def only_read(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        deque(csv.reader(file), maxlen=0)


def count(path: Path) -> None:
    tally(read_votes(path), channel=Channel.OPEN)


def seconds(work: Callable[[Path], None], path: Path) -> float:
    before = process_time()
    work(path)
    return process_time() - before


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else EXPORTS
    paths = sorted(folder.glob("*/votes.csv"))
    if not paths:
        print(f"{folder}: no votes.csv of a Polis export in any folder here", file=sys.stderr)
        return 1
    print(f"{'conversation':28} {'votes':>8} {'floor ms':>9} {'count ms':>9} {'ratio':>6}")
    for path in paths:
        turns = [(seconds(only_read, path), seconds(count, path)) for _ in range(TURNS)]
        floor, counted = (median(column) for column in zip(*turns, strict=True))
        votes = len(read_votes(path))
        times = f"{floor * 1000:9.1f} {counted * 1000:9.1f} {counted / floor:6.1f}"
        print(f"{path.parent.name:28} {votes:8} {times}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
