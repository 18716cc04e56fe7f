"""`python -m seating check|select|tables|reseat …`: a fair choice under quotas, and who sits at which table."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from seating.checking import check
from seating.clashes import NoPanel, why_never
from seating.constraints import HARD_MINIMUMS, Unmet
from seating.impossible import NoPlan
from seating.json_rows import InputProblem
from seating.plan import TablePlan
from seating.reading import read_people, read_plan, read_pool, read_quotas
from seating.selection import Selection, select
from seating.showing import shown, some, write
from seating.table_commands import add_table_commands

# Of so many people who cannot be chosen it is told why; the others stand in the file.
MOST_EXPLAINED = 5


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when every minimum is met, 1 when one is not, 2 when a file could not be used."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except (InputProblem, NoPanel, NoPlan) as problem:
        sys.stderr.write(f"{shown(str(problem))}\n")
        return 2
    except BrokenPipeError:
        # The reader (head, less) has gone; give the interpreter a place to flush to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status


def _check(options: argparse.Namespace) -> int:
    asked = read_people(options.people)
    plan = read_plan(options.tables, asked.people)
    unmet = check(plan, (*HARD_MINIMUMS, *asked.pairs))
    sys.stdout.write(_json(unmet) if options.json else _sentences(plan, unmet))
    return 1 if unmet else 0


def _select(options: argparse.Namespace) -> int:
    attributes = read_quotas(options.quotas)
    pool = read_pool(options.candidates, attributes)
    try:
        chosen = select(
            pool.people,
            attributes,
            options.size,
            seed=options.seed,
            households=pool.households,
            together=pool.together,
            must=options.must,
            must_not=options.must_not,
        )
    except NoPanel:
        raise
    except ValueError as problem:
        raise InputProblem(str(problem)) from problem
    told = _published(chosen)
    if options.out:
        write(options.out, told)
    sys.stdout.write(told if options.json else _chosen(chosen))
    return 0


def _published(chosen: Selection) -> str:
    """A line per name: with one per number the file of a large pool would be millions of lines."""
    rows = (
        f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in chosen.published().items()
    )
    return "{" + ",\n ".join(rows) + "}\n"


def _chosen(chosen: Selection) -> str:
    best = "no lottery can do better" if chosen.proved else f"no lottery can do better than {chosen.bound:.4%}"
    lines = [
        f"{len(chosen.panel.people)} chosen of {len(chosen.chances)}, with seed {shown(chosen.seed)!r}:",
        *(f"  {shown(person)}" for person in sorted(chosen.panel.people)),
        f"The smallest chance that anyone had is {chosen.smallest:.4%}; {best}. Gini {chosen.inequality:.3f}.",
    ]
    if chosen.excluded:
        lines.append(f"In no panel that meets the quotas: {some(chosen.excluded)}.")
        lines += [f"  {shown(one.sentence)}" for one in why_never(chosen.classes, chosen.excluded[:MOST_EXPLAINED])]
    return "\n".join(lines) + "\n"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m seating", description="People in, balanced tables out.")
    commands = parser.add_subparsers(required=True, metavar="command")
    command = commands.add_parser("check", help="list every hard minimum that a table plan does not meet")
    command.add_argument("people", type=Path, help="columns person, role; also needs, together, apart (a|b)")
    command.add_argument("tables", type=Path, help="columns table, capacity, person; also round, features (a|b)")
    command.add_argument("--json", action="store_true", help="for machines")
    command.set_defaults(run=_check)
    command = commands.add_parser(
        "select", help="draw a panel under quotas with the smallest chance as large as can be"
    )
    command.add_argument(
        "candidates", type=Path, help="a row per person, a column per attribute; also person, household, together (a|b)"
    )
    command.add_argument("quotas", type=Path, help="columns attribute, category, min, max")
    command.add_argument("--size", type=int, required=True, help="how many people are chosen")
    command.add_argument("--seed", required=True, help="any text that nobody could choose beforehand, published after")
    command.add_argument("--must", action="append", default=[], metavar="ID", help="in every panel")
    command.add_argument("--must-not", action="append", default=[], metavar="ID", help="in no panel")
    command.add_argument("--out", type=Path, help="the file with which anyone can repeat the draw")
    command.add_argument("--json", action="store_true", help="for machines")
    command.set_defaults(run=_select)
    add_table_commands(commands)
    return parser


def _json(unmet: Sequence[Unmet]) -> str:
    found = [
        {
            "constraint": type(one.constraint).__name__,
            "round": one.round.number,
            "table": one.table,
            "people": one.people,
            "sentence": one.sentence,
        }
        for one in unmet
    ]
    return json.dumps({"unmet": found}, indent=1) + "\n"


def _sentences(plan: TablePlan, unmet: Sequence[Unmet]) -> str:
    lines = [f"Round {one.round.number}: {shown(one.sentence)}" for one in unmet]
    seats = f"{len(plan.people)} people, {len(plan.tables)} tables, {len(plan.rounds)} round(s)"
    lines.append(f"{seats}: {len(unmet) or 'nothing'} unmet.")
    return "\n".join(lines) + "\n"
