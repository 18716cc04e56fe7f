"""Are the numbers the same: as those of Polis' own engine, of the formulas, of red-dwarf; in parts, by threads; again.

    PYTHONPATH=src python benchmarks/opinion_identity.py [--quick]

Real conversations stand beside the checkout (../shared/data/polis); where they do not, that is said and only the
made-up ones are compared. Every figure is the largest difference found, "equal" means to the last bit or in order.
"""

import argparse
import csv
import gzip
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from opinion import Analysis, Ballots, Engine, Method, analyse, ballots_of, moments_of, read_ballots, read_comments
from opinion.axes import axes_of, extremities
from opinion.contrasts import consensus, group_aware_consensus, representatives
from opinion.engine import counter
from opinion.partitions import analyse_parts, parts_in
from opinion.stability import adjusted_rand
from opinion_analysis import POLIS, ROOT, child, made, peer_python

sys.path.insert(0, str(ROOT))

REFERENCE = {"brexit-consensus": "brexit", "vtaiwan.uberx": "vtaiwan"}
ROUNDS = 20


def main() -> int:
    options = _options()
    if options.child:
        print(json.dumps(red_dwarf(*options.child[1:])))
        return 0
    conversations = sorted(path.parent.name for path in POLIS.glob("*/votes.csv"))
    if not conversations:
        print("no real conversations beside the checkout (../shared/data/polis): only made-up ones are compared")
    for name in conversations:
        analysis = analyse(_ballots(name), method=Method.POLIS, stability_rounds=0)
        if name in REFERENCE:
            _line(f"{name}, Polis' own engine", _engine(analysis, REFERENCE[name]))
        _line(f"{name}, LAPACK on the dense matrix", _dense(analysis, name))
        _line(f"{name}, groups published by Polis", _published(analysis, name))
    python = peer_python()
    for name in conversations if python else ():
        found = child("red_dwarf", POLIS / name, python=python, script=__file__)
        _line(f"{name}, red-dwarf given its groups", _red_dwarf(name, found))
    _line("bits: parts, threads, order, engines", _bits(people=500 if options.quick else 2_000))
    for name in conversations:
        for method in Method:
            steady = analyse(_ballots(name), method=method, stability_rounds=3 if options.quick else ROUNDS).stability
            if steady:
                again, order = steady.resampled, steady.row_orders
                figures = f"other orders {order[0]:.2f}, {order[1]:.2f}; other draws {again[0]:.2f}, {again[1]:.2f}"
                print(f"{name + ', ' + method.value:52} {figures} (adjusted Rand index: median, least)", flush=True)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="fewer rounds of stability, smaller made-up votes")
    parser.add_argument("--child", nargs="+", help=argparse.SUPPRESS)
    return parser.parse_args()


def _line(what: str, figures: dict[str, Any]) -> None:
    told = [f"{name} {'equal' if value is True else value}" for name, value in figures.items()]
    print(f"{what:52} {'; '.join(told)}", flush=True)


def _ballots(name: str) -> Ballots:
    return read_ballots(POLIS / name / "votes.csv", comments=read_comments(POLIS / name / "comments.csv"))


def _angle(mine: np.ndarray, theirs: np.ndarray) -> str:
    """The largest angle between the two planes, in radians; by its sine, which small angles leave exact."""
    across, _ = np.linalg.qr(theirs.T)
    plane, _ = np.linalg.qr(mine.T)
    outside = plane - across @ (across.T @ plane)
    return f"{np.linalg.norm(outside, 2):.0e} rad"


def _apart(one: Sequence[float] | np.ndarray, other: Sequence[float] | np.ndarray) -> str:
    return f"{np.abs(np.asarray(one) - np.asarray(other)).max():.0e}"


def _engine(analysis: Analysis, name: str) -> dict[str, Any]:
    with gzip.open(POLIS / "reference_polis" / f"{name}.json.gz") as file:
        theirs = json.load(file)
    columns = [analysis.statements.index(str(number)) for number in theirs["tids"]]
    places, base = np.array(theirs["proj"]), theirs["base"]
    sides = np.sign((analysis.places * places).sum(axis=0))
    ids = analysis.ids.astype(int)
    members = [
        sorted(who for cluster in group["members"] for who in base[cluster]["members"]) for group in theirs["groups"]
    ]
    mine = [sorted(ids[analysis.labels == group].tolist()) for group in range(analysis.grouping.n_groups)]
    clusters = [ids[analysis.grouping.base == number].tolist() for number in range(len(base))]
    told = [[[int(one.statement), one.direction.value] for one in group.representative] for group in analysis.groups]
    shared = [[int(one.statement) for one in side] for side in analysis.consensus]
    return {
        "centre": _apart(-analysis.axes.centre[columns], theirs["center"]),
        "axes": _angle(analysis.axes.components[:, columns], np.array(theirs["comps"])),
        "places": _apart(analysis.places * sides, places),
        "base clusters": clusters == [cluster["members"] for cluster in base],
        "groups": mine == members,
        "silhouettes": _apart(list(analysis.grouping.silhouettes.values()), list(theirs["sil"].values())),
        "representatives": told == list(theirs["repness"].values()),
        "consensus": shared == [theirs["consensus"]["agree"], theirs["consensus"]["disagree"]],
        "group-aware consensus": _apart(
            analysis.group_aware_consensus[columns], [theirs["gac"][str(number)] for number in theirs["tids"]]
        ),
    }


def _dense(analysis: Analysis, name: str) -> dict[str, Any]:
    """The votes as a dense matrix, decomposed by LAPACK; what the library never makes."""
    ballots = _ballots(name)
    votes = np.full((ballots.n_participants, ballots.n_statements), np.nan)
    rows = np.repeat(np.arange(ballots.n_participants), ballots.votes_per_participant)
    votes[rows, ballots.codes >> 2] = (ballots.codes & 3).astype(float) - 1
    votes[:, ballots.moderated] = 0
    centred = np.where(np.isnan(votes), 0.0, votes - np.nanmean(votes, axis=0))
    svd = np.linalg.svd(centred, full_matrices=False)[2][:2]
    exact = axes_of(moments_of(ballots), ~ballots.moderated, direct=True)
    return {"axes, polis": _angle(analysis.axes.components, svd), "axes, exact": _angle(exact.components, svd)}


def _published(analysis: Analysis, name: str) -> dict[str, Any]:
    with (POLIS / name / "participants-votes.csv").open(encoding="utf-8", newline="") as file:
        groups = {row["participant"]: int(row["group-id"]) for row in csv.DictReader(file) if row["group-id"]}
    ours = zip(map(str, analysis.ids.tolist()), analysis.labels.tolist(), strict=True)
    mine, theirs = np.array([(group, groups[who]) for who, group in ours if group >= 0 and who in groups]).T
    return {"adjusted Rand index": f"{adjusted_rand(mine, theirs):.3f}"}


def _red_dwarf(name: str, found: dict[str, Any]) -> dict[str, Any]:
    ballots = _ballots(name)
    analysis = analyse(ballots, method=Method.POLIS, stability_rounds=0)
    groups: dict[str, int] = found["groups"]
    labels = np.array([groups.get(who, -1) for who in ballots.names])
    by_group = np.stack([ballots.only(labels == group).counts() for group in range(labels.max() + 1)])
    told = representatives(by_group, analysis.statements, analysis.voted_order, analysis.moderated)
    agree, disagree = consensus(analysis.totals, analysis.statements, analysis.voted_order, analysis.moderated)
    places = np.array([found["places"][who] for who in ballots.names])
    sides = np.sign((analysis.places * places).sum(axis=0))
    gac = [found["gac"][statement] for statement in analysis.statements]
    far = [found["extremity"][statement] for statement in analysis.statements]
    inside = (labels >= 0) & (analysis.labels >= 0)
    return {
        "places": _apart(analysis.places * sides, places),
        "extremity": _apart(extremities(analysis.axes), far),
        "representatives": [[[one.statement, one.direction.value] for one in group] for group in told]
        == found["representatives"],
        "consensus": [[one.statement for one in side] for side in (agree, disagree)] == found["consensus"],
        "group-aware consensus": _apart(group_aware_consensus(by_group), gac),
        "its groups and ours": f"{adjusted_rand(labels[inside], analysis.labels[inside]):.2f}",
    }


def red_dwarf(folder: str) -> dict[str, Any]:
    """Runs in the environment of red-dwarf; it refuses a changed vote, so the last one is chosen for it."""
    from reddwarf.implementations.polis import run_pipeline

    with open(f"{folder}/votes.csv", encoding="utf-8", newline="") as file:
        log = sorted(csv.DictReader(file), key=lambda row: int(row["timestamp"]))
    with open(f"{folder}/comments.csv", encoding="utf-8", newline="") as file:
        out = [int(row["comment-id"]) for row in csv.DictReader(file) if row["moderated"] == "-1"]
    last = {(int(row["voter-id"]), int(row["comment-id"])): int(row["vote"]) for row in log}
    votes = [{"participant_id": who, "statement_id": what, "vote": vote} for (who, what), vote in last.items()]
    found = run_pipeline(votes=votes, random_state=0, mod_out_statement_ids=out)
    people, statements = found.participants_df, found.statements_df
    return {
        "places": {str(who): [float(row.x), float(row.y)] for who, row in people.iterrows()},
        "groups": {str(who): int(row.cluster_id) for who, row in people.iterrows() if row.to_cluster},
        "extremity": {str(what): float(row.extremity) for what, row in statements.iterrows()},
        "gac": {str(what): float(row["group-aware-consensus"]) for what, row in statements.iterrows()},
        "representatives": [
            [[str(one["tid"]), one["repful-for"]] for one in found.repness[group]] for group in sorted(found.repness)
        ],
        "consensus": [[str(one["tid"]) for one in found.consensus[side]] for side in ("agree", "disagree")],
    }


def _bits(people: int) -> dict[str, Any]:
    """Everything that must not matter, against the plain run."""
    who, what, votes = made(people, 200, 40)
    plain = analyse(ballots_of(who, what, votes, engine=Engine.NUMPY), engine=Engine.NUMPY, stability_rounds=2)
    same: dict[str, Any] = {}
    for threads in (1, 3, 8):
        other = analyse(ballots_of(who, what, votes), engine=Engine.NUMBA, threads=threads, stability_rounds=2)
        same[f"compiled, {threads} thread(s)"] = _same(plain, other)
    turn = np.random.Generator(np.random.PCG64(9)).permutation(len(who))
    # who voted twice on one statement must not change their mind by the turn
    last = np.unique(who.astype(np.int64) * 1_000 + what, return_index=True)[1]
    once = [column[last] for column in (who, what, votes)]
    turned = [column[turn[turn < len(last)]] for column in once]
    same["another order"] = _same(*(analyse(ballots_of(*columns), stability_rounds=2) for columns in (once, turned)))
    for parts in (1, 2, 8):
        with tempfile.TemporaryDirectory() as folder:
            _written(Path(folder), who, what, votes, parts)
            same[f"{parts} part(s)"] = _same(plain, analyse_parts(parts_in(Path(folder)), stability_rounds=2))
    loops = counter(len(who), engine=Engine.NUMBA)
    whole = ballots_of(who, what, votes)
    halves = [whole.only(np.arange(people // 2)), whole.only(np.arange(people // 2, whole.n_participants))]
    added = moments_of(halves[1], loops=loops) + moments_of(halves[0], loops=loops)
    same["moments of halves"] = added.same_as(moments_of(whole, loops=loops))
    return same


def _written(folder: Path, who: np.ndarray, what: np.ndarray, votes: np.ndarray, parts: int) -> None:
    import pyarrow as arrow
    from pyarrow import parquet

    for part in range(parts):
        mine = who % parts == part
        table = arrow.table({"participant": who[mine], "statement": what[mine], "vote": votes[mine]})
        parquet.write_table(table, folder / f"{part}.parquet")


def _same(one: Analysis, other: Analysis) -> bool:
    mine, theirs = np.argsort(one.ids), np.argsort(other.ids)
    return bool(
        np.array_equal(one.places[mine], other.places[theirs])
        and np.array_equal(one.labels[mine], other.labels[theirs])
        and one.results == other.results
        and one.groups == other.groups
        and one.stability == other.stability
        and one.input_hash == other.input_hash
    )


if __name__ == "__main__":
    sys.exit(main())
