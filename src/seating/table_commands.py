"""`python -m seating tables|reseat …`: a plan for several rounds, and the same plan after late arrivals and no-shows."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from seating.arrangement import Arrangement
from seating.arranging import arrange
from seating.impossible import NoPlan
from seating.json_rows import InputProblem
from seating.layout import Weights
from seating.progress import UNWATCHED, Watch
from seating.reading_tables import read_gathering, read_seats
from seating.reseating import Reseating, reseat
from seating.showing import as_csv, shown, some, write

PLAN_COLUMNS = ("round", "table", "capacity", "features", "theme", "languages", "person")
MOST_SHOWN = 20
MOST_WEIGHT = 1_000


def add_table_commands(commands: Any) -> None:
    """commands: what argparse gives for subcommands, a class without a public name."""
    command = commands.add_parser("tables", help="seat people at tables for several rounds")
    _files(command)
    command.add_argument("--rounds", type=int, default=1, help="how many times people sit down (1)")
    command.add_argument("--keep", type=Path, metavar="PLAN", help="a plan of which every seat stays as it is")
    command.add_argument("--effort", type=float, default=1.0, help="how long to look: 2 looks twice as long (1)")
    command.set_defaults(run=_tables)
    command = commands.add_parser("reseat", help="the plan for who is there now, with as few people moved as can be")
    _files(command)
    command.add_argument("plan", type=Path, help="the plan as it was; who is in it and not in people is absent")
    command.set_defaults(run=_reseat)


def _files(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "people",
        type=Path,
        help="columns person, role; also needs, together, apart; wishes, languages, likes, near, far (a|b)",
    )
    command.add_argument(
        "tables",
        type=Path,
        help="columns table, capacity; also features, languages (a|b), theme (one, or one per round)",
    )
    command.add_argument("--seed", required=True, help="any text; the same files and seed give the same plan")
    command.add_argument("--balance", action="append", default=[], metavar="COLUMN", help="each table its share (role)")
    command.add_argument("--wish", type=int, default=1, help="what one unit of an unmet wish costs (1)")
    command.add_argument("--again", type=int, default=1, help="what it costs that two people meet again (1)")
    command.add_argument("--off", type=int, default=4, help="what one person off balance at a table costs (4)")
    command.add_argument("--out", type=Path, help="the plan as CSV, which check and reseat read")
    command.add_argument("--json", action="store_true", help="for machines")
    command.add_argument("--progress", action="store_true", help="tell on the error output how far it is")


def _tables(options: argparse.Namespace) -> int:
    gathering = read_gathering(
        options.people,
        options.tables,
        rounds=options.rounds,
        balance=tuple(options.balance) or ("role",),
        keep=options.keep,
    )
    try:
        found = arrange(
            gathering, seed=options.seed, weights=_weights(options), effort=options.effort, watch=_watch(options)
        )
    except KeyboardInterrupt:
        sys.stderr.write("Stopped; nothing was made.\n")
        return 130
    except ValueError as problem:
        raise _known(problem) from problem
    _put(options, found)
    sys.stdout.write(as_json(found.published()) if options.json else told(found))
    return 1 if found.unmet else 0


def _reseat(options: argparse.Namespace) -> int:
    seats = read_seats(options.plan)
    rounds = max((seat.round.number for seat in seats), default=1)
    gathering = read_gathering(
        options.people, options.tables, rounds=rounds, balance=tuple(options.balance) or ("role",)
    )
    try:
        after = reseat(gathering, seats, seed=options.seed, weights=_weights(options), watch=_watch(options))
    except ValueError as problem:
        raise _known(problem) from problem
    _put(options, after.arrangement)
    sys.stdout.write(as_json(_published(after)) if options.json else _moved(after))
    return 1 if after.arrangement.unmet else 0


def _known(problem: ValueError) -> ValueError:
    """What is wrong with the input gets the same answer as a file that cannot be used."""
    return problem if isinstance(problem, NoPlan | InputProblem) else InputProblem(str(problem))


def _weights(options: argparse.Namespace) -> Weights:
    for name in ("wish", "again", "off"):
        if not 0 <= getattr(options, name) <= MOST_WEIGHT:
            raise InputProblem(f"--{name} is {getattr(options, name)}; allowed: 0 to {MOST_WEIGHT}")
    return Weights(options.wish, options.again, options.off)


def _watch(options: argparse.Namespace) -> Watch:
    def tell(step: str, done: float) -> None:
        sys.stderr.write(f"\r{done:4.0%} {step:12}" + ("\n" if done >= 1 else ""))

    return Watch(tell=tell) if options.progress else UNWATCHED


def as_json(told: dict[str, object]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _put(options: argparse.Namespace, found: Arrangement) -> None:
    if options.out:
        write(options.out, plan_csv(found))


def plan_csv(found: Arrangement) -> str:
    """A row per seat, with what the tables offer, so that `check` can read the plan alone."""
    tables = {table.id: table for table in found.plan.tables}
    rows = []
    for seat in found.plan.seats:
        table = tables[seat.table]
        offers = "|".join(sorted(table.features)), "|".join(table.themes), "|".join(sorted(table.languages))
        rows.append((seat.round.number, table.id, table.capacity, *offers, seat.person))
    return as_csv(PLAN_COLUMNS, rows)


def told(found: Arrangement) -> str:
    """A plan in words: who sits where, what it cost and how much better it could be, and what was not met."""
    lines = []
    for sitting in found.plan.sittings():
        theme = sitting.table.theme(sitting.round)
        people = ", ".join(shown(person.id) for person in sorted(sitting.people, key=lambda one: one.id))
        where = f"Round {sitting.round.number}, table {shown(sitting.table.id)}{f' ({shown(theme)})' if theme else ''}"
        lines.append(f"{where}: {people}")
    lines += [*_empty(found), *_figures(found), *_listed(found)]
    return "\n".join(lines) + "\n"


def _empty(found: Arrangement) -> list[str]:
    """Tables at which nobody sits, per round, and why."""
    lines = []
    for round_ in found.plan.rounds:
        used = {sitting.table.id for sitting in found.plan.sittings() if sitting.round == round_}
        empty = [table.id for table in found.plan.tables if table.id not in used]
        if empty:
            lines.append(
                f"Round {round_.number}: {len(empty)} of {len(found.plan.tables)} tables stay empty ({some(empty)}); "
                "no plan was found that uses more of them and keeps every hard minimum."
            )
    return lines


def _figures(found: Arrangement) -> list[str]:
    costs, bounds = found.costs, found.bounds
    best = "no plan can be better" if not found.gap else f"the best plan is at most {found.gap:g} better"
    return [
        f"Wishes cost {costs.wishes}; no plan at these tables can go under {bounds.wishes:g}.",
        f"Pairs that meet again: {costs.again}; no plan can go under {bounds.again}.",
        f"People off balance: {costs.balance}; no plan can go under {bounds.balance}.",
        f"Together {found.total}, and no plan can go under {bounds.total:g}: {best}.",
    ]


def _listed(found: Arrangement) -> list[str]:
    lines = [f"Not met in round {one.round.number}: {shown(one.sentence)}" for one in found.unmet]
    lines.append(f"Hard minimums that are not met: {len(found.unmet) or 'none'}.")
    if found.wishes:
        lines.append(f"Wishes that are not met: {len(found.wishes)}.")
    lines += [f"  Round {one.round.number}: {shown(one.sentence)}" for one in found.wishes[:MOST_SHOWN]]
    if len(found.wishes) > MOST_SHOWN:
        lines.append(f"  and {len(found.wishes) - MOST_SHOWN} more; --json lists them all.")
    return lines


def _moved(after: Reseating) -> str:
    lines = [
        f"Absent: {', '.join(map(shown, after.absent)) or 'nobody'}. Late: {', '.join(map(shown, after.late)) or 'nobody'}."
    ]
    lines += [
        f"Round {seat.round.number}: {shown(seat.person)} sits down at table {shown(seat.table)}."
        for seat in after.arrangement.plan.seats
        if seat.person in after.late
    ]
    lines += [
        f"Round {move.round.number}: {shown(move.person)} moves from table {shown(move.old)} to {shown(move.new)}."
        for move in after.moves
    ]
    if not after.moves:
        lines.append("Nobody else moves.")
    lines += _listed(after.arrangement)
    return "\n".join(lines) + "\n"


def _published(after: Reseating) -> dict[str, object]:
    moves = [{"person": one.person, "round": one.round.number, "from": one.old, "to": one.new} for one in after.moves]
    return {**after.arrangement.published(), "absent": list(after.absent), "late": list(after.late), "moves": moves}
