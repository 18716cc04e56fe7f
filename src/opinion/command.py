"""`python -m opinion analyse votes.csv`: what people said, from a file."""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from opinion.agreement import Agreement, Results
from opinion.analysing import ROUNDS, analyse
from opinion.analysis import Analysis, Method
from opinion.ballots import Ballots
from opinion.cluster import dask
from opinion.explaining import explain, read_report
from opinion.manipulation import Difference, Sign, differences, signs
from opinion.partitions import Executor, OneAfterAnother, Parts, analyse_parts, holds_votes, not_read, parts_in
from opinion.publication import Published, PublishedShare, publish, publish_voters
from opinion.reading import InputProblem
from opinion.repeating import fetched, repeat
from opinion.report import published_report, report
from opinion.shares import Share, normal_quantile
from opinion.sources import Comment, read_ballots, read_comments
from opinion.terminal import shown
from opinion.votes import Channel

COUNTS = ("agree", "disagree", "passed", "answered", "seen")
IN_PARTS = "allowed: a folder of parts, each with all votes of its participants, read one at a time"
AS_WRITTEN = "allowed: as analyse --out writes it"
LONGEST_NUMBER = 9
MOST_WORKERS = 256
MOST_NAMES = 5
STOPPED = 130
DIFFERS = 3
SHARES = ("agree_of_answered", "disagree_of_answered", "agree_of_seen", "disagree_of_seen", "passed_of_seen")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when it answered, 1 when the file could not be used, 130 when it was stopped.

    Of `repeat` 0 says that an outcome is the same, and 3 that it is not.
    """
    options = _parser().parse_args(arguments)
    answer: int | None = 0
    try:
        answer = options.work(options)
        sys.stdout.flush()
    except InputProblem as problem:
        # it names what stands in somebody else's file
        sys.stderr.write(f"{shown(str(problem))}\n")
        return 1
    except MemoryError:
        sys.stderr.write(f"{options.file}: does not fit in memory; {IN_PARTS}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("stopped; nothing was written\n")
        return STOPPED
    except BrokenPipeError:
        # The reader (head, less) has gone; give the interpreter a place to flush to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return answer or 0


def _count_only(options: argparse.Namespace) -> None:
    results = _counted(options)
    rows: list[Agreement | Published] = [
        agreement if options.exact else publish(agreement, minimum=options.minimum) for agreement in results.agreements
    ]
    if options.exact:
        sys.stderr.write("These figures are exact and may point at single people: do not publish them.\n")
    sys.stdout.write(_json(results, rows, options) if options.json else _table(results, rows, options))


def _counted(options: argparse.Namespace) -> Results:
    """The counts alone, from everything that can be analysed."""
    comments = read_comments(options.comments) if options.comments else None
    if _in_parts(options):
        with _workers(options.cluster) as workers:
            parts = Parts(_parts(options.file), workers, comments)
            statements, totals, voters = parts.statements, parts.totals(), len(parts.ids())
    else:
        ballots = read_ballots(options.file, comments=comments)
        statements, totals, voters = ballots.statements, ballots.counts(), ballots.n_participants
    return Results(
        options.channel,
        voters,
        tuple(
            Agreement(name, options.channel, agree, disagree, passed, agree + disagree + passed, voters)
            for name, (disagree, passed, agree) in zip(statements, totals.tolist(), strict=True)
        ),
    )


def _analyse(options: argparse.Namespace) -> None:
    """Groups and patterns to a file; without --out only the counts, to the screen."""
    if options.out is None:
        _count_only(options)
        return
    _check_out(options)
    comments = read_comments(options.comments) if options.comments else None
    analysis, noticed, changed = _analysed(options, comments)
    if options.publish:
        made = published_report(analysis, comments=comments or (), minimum=options.minimum)
    else:
        made = report(analysis, comments=comments or (), signs=noticed, differences=changed)
        sys.stderr.write("This report is exact and may point at single people: do not publish it; use --publish.\n")
    _write(options.out, json.dumps(made, ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def _analysed(
    options: argparse.Namespace, comments: Sequence[Comment] | None
) -> tuple[Analysis, Sequence[Sign] | None, Sequence[Difference]]:
    """The signs are None where they were not looked for: in parts, as they need everybody's votes in one place, and
    for publication, which does not tell them.
    """
    chosen = {
        "method": options.method,
        "seed": options.seed,
        "stability_rounds": options.rounds,
        "channel": options.channel,
        "level": options.level,
    }
    if not _in_parts(options):
        ballots = read_ballots(options.file, comments=comments)
        noticed = None if options.publish else signs(ballots)
        return analyse(ballots, **chosen), noticed, _without_them(ballots, noticed or ())
    with _workers(options.cluster) as workers:
        return analyse_parts(_parts(options.file), comments=comments, executor=workers, **chosen), None, ()


def _without_them(ballots: Ballots, noticed: tuple[Sign, ...]) -> Sequence[Difference]:
    """What changes without the people of all signs; nothing where these are nobody, or everybody."""
    held = {person for sign in noticed for person in sign.participants}
    return differences(ballots, noticed) if 0 < len(held) < ballots.n_participants else ()


def _in_parts(options: argparse.Namespace) -> bool:
    return options.file.is_dir() or options.cluster is not None


def _parts(path: Path) -> Sequence[Path]:
    if not path.is_dir():
        return (path,)
    found, left = parts_in(path), not_read(path)
    if left:
        sys.stderr.write(f"{shown(str(path))}: not read, as these hold no votes: {_some(left)}\n")
    return found


def _some(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMES
    return ", ".join(map(shown, names[:MOST_NAMES])) + (f" and {more} more" if more > 0 else "")


@contextmanager
def _workers(where: int | str | None) -> Iterator[Executor]:
    """Who does the work. What goes wrong with workers, not with votes, is said in one sentence too."""
    if where is None:
        yield OneAfterAnother()
        return
    try:
        with dask(where) as workers:
            yield workers
    except InputProblem:
        raise
    except Exception as problem:
        if not isinstance(problem, OSError | ValueError) and not type(problem).__module__.startswith("distributed"):
            raise
        sentence = str(problem).partition("\n")[0]
        raise InputProblem(f"cluster is {where}: {sentence}") from problem


def _check_out(options: argparse.Namespace) -> None:
    """Before the work, not after it. What is read is never written over."""
    path: Path = options.out
    if path.is_dir():
        raise InputProblem(f"{path}: is a folder; allowed: the name of a file to write")
    if not path.parent.is_dir():
        raise InputProblem(f"{path}: cannot be written (No such file or directory)")
    read = [options.file, *([options.comments] if options.comments else [])]
    if options.file.is_dir():
        read += parts_in(options.file)
        if holds_votes(path) and path.parent.samefile(options.file):
            raise InputProblem(f"{path}: would be read as a part; allowed: a name that ends in .json")
    if path.exists() and any(one.exists() and path.samefile(one) for one in read):
        raise InputProblem(f"{path}: is read, and would be lost; allowed: the name of another file")
    beside = _beside(path)
    if beside.is_symlink() or beside.exists():
        raise InputProblem(f"{beside}: stands there already; allowed: take it away, or give --out another name")


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".part")


def _write(path: Path, text: str) -> None:
    """The whole file or none: a reader never finds half a report, and nothing that stood there is followed."""
    beside = _beside(path)
    try:
        with beside.open("x", encoding="utf-8") as file:
            try:
                file.write(text)
                file.close()
                beside.replace(path)
            except BaseException:
                beside.unlink(missing_ok=True)
                raise
    except OSError as problem:
        raise InputProblem(f"{path}: cannot be written ({problem.strerror})") from problem


def _explain(options: argparse.Namespace) -> None:
    made = read_report(options.file)
    try:
        said = explain(made)
    except (LookupError, TypeError, AttributeError, ValueError) as problem:
        kind = type(problem).__name__
        raise InputProblem(f"{options.file.name}: not a whole report ({kind}: {problem}); {AS_WRITTEN}") from problem
    sys.stdout.write(said)


def _repeat(options: argparse.Namespace) -> int:
    repetition = repeat(fetched(options.file))
    sys.stdout.write(repetition.told)
    return 0 if repetition.same else DIFFERS


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m opinion", description="Votes in, honest numbers out.")
    commands = parser.add_subparsers(required=True, metavar="command")
    analysing = commands.add_parser("analyse", help="count the votes in a file, or find who thinks alike (--out)")
    analysing.set_defaults(work=_analyse)
    analysing.add_argument(
        "file",
        metavar="votes",
        type=Path,
        help="CSV (our own; votes.csv or participants-votes.csv of Polis), Parquet, Arrow, or a folder of parts",
    )
    analysing.add_argument("--out", type=Path, help="write the whole analysis to this JSON file")
    analysing.add_argument("--comments", type=Path, help="the statements: their texts, and which were taken out")
    analysing.add_argument("--method", type=_method, default=Method.EXACT, help="exact (default) or polis")
    analysing.add_argument("--seed", type=_whole, default=0, help="decides every draw (default 0)")
    analysing.add_argument("--rounds", type=_whole, default=ROUNDS, help=f"of the stability test (default {ROUNDS})")
    analysing.add_argument(
        "--cluster", type=_cluster, help="on so many workers of this machine, or a dask scheduler (tcp://...)"
    )
    analysing.add_argument("--publish", action="store_true", help="protect small numbers in the JSON file too")
    analysing.add_argument("--json", action="store_true", help="for machines; a hidden figure is null")
    analysing.add_argument(
        "--channel",
        type=_channel,
        default=Channel.INDIVIDUAL,
        help="how the votes came in: individual (default) or open",
    )
    analysing.add_argument("--minimum", type=_minimum, default=10, help="hide figures about fewer people (default 10)")
    analysing.add_argument("--level", type=_level, default=0.95, help="confidence of the intervals (default 0.95)")
    analysing.add_argument("--exact", action="store_true", help="nothing hidden or rounded: never for publication")
    explaining = commands.add_parser("explain", help="say a report in sentences, small numbers left out")
    explaining.set_defaults(work=_explain)
    explaining.add_argument("file", metavar="report", type=Path, help="what analyse --out wrote")
    repeating = commands.add_parser("repeat", help="make a published outcome again from its own open counts")
    repeating.set_defaults(work=_repeat)
    repeating.add_argument("file", metavar="outcome", help="the file, or its address under /data/")
    return parser


def _method(text: str) -> Method:
    if text not in ("exact", "polis"):
        raise argparse.ArgumentTypeError(f"{text!r}; allowed: exact, polis")
    return Method(text)


def _cluster(text: str) -> int | str:
    if text.startswith(("tcp://", "tls://")):
        return text
    if not (text.isascii() and text.isdecimal() and 0 < int(text[:LONGEST_NUMBER]) <= MOST_WORKERS):
        raise argparse.ArgumentTypeError(f"{text!r}; allowed: 1 to {MOST_WORKERS} workers, or tcp://address:port")
    return int(text)


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER):
        raise argparse.ArgumentTypeError(f"{text!r}; allowed: 0, 1, 2 and so on")
    return int(text)


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
        (shown(row.statement), *(_count(getattr(row, name)) for name in COUNTS), _share(row, options.level))
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
