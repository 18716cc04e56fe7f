"""Workers of dask: some on this machine, or a cluster that is already there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from opinion.partitions import OnDask


@contextmanager
def dask(where: int | str, *, processes: bool = True) -> Iterator[OnDask]:
    """An executor on so many workers of this machine, or on the cluster at this address (tcp://...).

    A worker has one thread: the loops hold no lock, but two parts at once need twice the memory. Without
    processes the workers are threads of this one, which starts sooner and shares its memory.

    Raises ValueError when dask is not installed.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError as problem:
        raise ValueError("cluster needs dask (pip install 'weerklank[cluster]')") from problem
    if isinstance(where, str):
        with distributed.Client(where) as client:
            yield OnDask(client)
        return
    if where < 1:
        raise ValueError(f"workers is {where}; allowed: 1 or more")
    with _local(distributed, where, processes) as cluster, distributed.Client(cluster) as client:
        yield OnDask(client)


def _local(distributed: Any, workers: int, processes: bool) -> Any:
    return distributed.LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=processes, dashboard_address="127.0.0.1:0", silence_logs=50
    )
