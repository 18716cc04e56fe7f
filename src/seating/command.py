"""`python -m seating check people.csv tables.csv`: which hard minimums a table plan does not meet."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from seating.checking import check
from seating.constraints import HARD_MINIMUMS, Unmet
from seating.plan import TablePlan
from seating.reading import InputProblem, read_people, read_plan


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when every minimum is met, 1 when one is not, 2 when a file could not be used."""
    options = _parser().parse_args(arguments)
    try:
        asked = read_people(options.people)
        plan = read_plan(options.tables, asked.people)
        unmet = check(plan, (*HARD_MINIMUMS, *asked.pairs))
        sys.stdout.write(_json(unmet) if options.json else _sentences(plan, unmet))
        sys.stdout.flush()
    except InputProblem as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    except BrokenPipeError:
        # The reader (head, less) has gone; give the interpreter a place to flush to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1 if unmet else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m seating", description="People in, balanced tables out.")
    commands = parser.add_subparsers(required=True, metavar="command")
    command = commands.add_parser("check", help="list every hard minimum that a table plan does not meet")
    command.add_argument("people", type=Path, help="columns person, role; also needs, together, apart (a|b)")
    command.add_argument("tables", type=Path, help="columns table, capacity, person; also round, features (a|b)")
    command.add_argument("--json", action="store_true", help="for machines")
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
    lines = [f"Round {one.round.number}: {_shown(one.sentence)}" for one in unmet]
    seats = f"{len(plan.people)} people, {len(plan.tables)} tables, {len(plan.rounds)} round(s)"
    lines.append(f"{seats}: {len(unmet) or 'nothing'} unmet.")
    return "\n".join(lines) + "\n"


def _shown(text: str) -> str:
    """A name from a file must not steer the terminal, whatever it holds or can show."""
    printable = "".join(sign if sign.isprintable() else "?" for sign in text)
    encoding = sys.stdout.encoding or "utf-8"
    return printable.encode(encoding, "replace").decode(encoding)
