"""`python -m opinion analyse votes.csv`: what people said, from a file."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from opinion.agreement import Agreement, Results
from opinion.publication import Published, PublishedShare, publish, publish_voters
from opinion.reading import InputProblem, read_votes
from opinion.shares import Share, normal_quantile
from opinion.tallies import tally
from opinion.votes import Channel

COUNTS = ("agree", "disagree", "passed", "answered", "seen")
SHARES = ("agree_of_answered", "disagree_of_answered", "agree_of_seen", "disagree_of_seen", "passed_of_seen")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when it answered, 1 when the file could not be used."""
    options = _parser().parse_args(arguments)
    try:
        results = tally(read_votes(options.votes), channel=options.channel)
        rows: list[Agreement | Published] = [
            agreement if options.exact else publish(agreement, minimum=options.minimum)
            for agreement in results.agreements
        ]
        if options.exact:
            sys.stderr.write("These figures are exact and may point at single people: do not publish them.\n")
        sys.stdout.write(_json(results, rows, options) if options.json else _table(results, rows, options))
        sys.stdout.flush()
    except InputProblem as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    except BrokenPipeError:
        # The reader (head, less) has gone; give the interpreter a place to flush to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m opinion", description="Votes in, honest numbers out.")
    commands = parser.add_subparsers(required=True, metavar="command")
    analyse = commands.add_parser("analyse", help="count the votes in a CSV file")
    analyse.add_argument("votes", type=Path, help="voter, statement, choice; or the votes.csv of a Polis export")
    analyse.add_argument("--json", action="store_true", help="for machines; a hidden figure is null")
    analyse.add_argument(
        "--channel",
        type=_channel,
        default=Channel.INDIVIDUAL,
        help="how the votes came in: individual (default) or open",
    )
    analyse.add_argument("--minimum", type=_minimum, default=10, help="hide figures about fewer people (default 10)")
    analyse.add_argument("--level", type=_level, default=0.95, help="confidence of the intervals (default 0.95)")
    analyse.add_argument("--exact", action="store_true", help="nothing hidden or rounded: never for publication")
    return parser


def _channel(text: str) -> Channel:
    if text not in ("individual", "open"):
        raise argparse.ArgumentTypeError(f"{text!r}; allowed: individual, open")
    return Channel(text)


def _minimum(text: str) -> int:
    try:
        minimum = int(text)
        publish_voters(0, minimum=minimum)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(f"{text!r}; allowed: 10, 15, 20 and so on") from problem
    return minimum


def _level(text: str) -> float:
    try:
        level = float(text)
        normal_quantile(level)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(f"{text!r}; allowed: more than 0 and less than 1") from problem
    return level


def _json(results: Results, rows: Sequence[Agreement | Published], options: argparse.Namespace) -> str:
    answer = {
        "channel": results.channel.value,
        "voters" if options.exact else "voters_at_least": (
            results.voters if options.exact else publish_voters(results.voters, minimum=options.minimum)
        ),
        "minimum": None if options.exact else options.minimum,
        "level": options.level,
        "statements": [
            {"statement": row.statement}
            | {name: getattr(row, name) for name in COUNTS}
            | {name: _share_as_json(getattr(row, name), options.level) for name in SHARES}
            for row in rows
        ],
    }
    return json.dumps(answer, indent=1) + "\n"


def _share_as_json(share: Share | PublishedShare | None, level: float) -> dict[str, float] | None:
    if share is None:
        return None
    interval = share.interval(level=level)
    return {"value": share.value, "low": interval.low, "high": interval.high, "n": share.n}


def _table(results: Results, rows: Sequence[Agreement | Published], options: argparse.Namespace) -> str:
    header = ("statement", *COUNTS, f"agree, of who answered ({options.level:.0%} interval)")
    cells = [
        (_shown(row.statement), *(_count(getattr(row, name)) for name in COUNTS), _share(row, options.level))
        for row in rows
    ]
    widths = [max(map(len, column)) for column in zip(header, *cells, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in (header, *cells)
    ]
    if options.exact:
        voters = f"{results.voters} voters"
    else:
        voters = f"at least {publish_voters(results.voters, minimum=options.minimum) or 0} voters"
    rule = "exact figures" if options.exact else f"rounded to five; '.' is hidden (under {options.minimum} people)"
    return "\n".join((*lines, "", f"channel {results.channel.value}, {voters}; {rule}")) + "\n"


def _count(count: int | None) -> str:
    return "." if count is None else str(count)


def _share(row: Agreement | Published, level: float) -> str:
    share = row.agree_of_answered
    if share is None:
        return "."
    interval = share.interval(level=level)
    return f"{share.value:.0%} ({interval.low:.0%} to {interval.high:.0%})"


def _shown(text: str) -> str:
    """A name from a file must not steer the terminal, whatever it holds or can show."""
    printable = "".join(sign if sign.isprintable() else "?" for sign in text)
    encoding = sys.stdout.encoding or "utf-8"
    return printable.encode(encoding, "replace").decode(encoding)
