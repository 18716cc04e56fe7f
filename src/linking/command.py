"""`python -m linking suggest texts.csv targets.csv`: which targets the texts speak about, and why."""

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from linking.links import Passage, Suggestion, Target
from linking.reading import InputProblem, read_texts
from linking.suggesting import suggest_all

Suggestions = Mapping[str, Sequence[Suggestion]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when it answered, 1 when a file could not be used."""
    options = _parser().parse_args(arguments)
    try:
        passages = [Passage(key, text) for key, text in read_texts(options.texts).items()]
        targets = [Target(key, text) for key, text in read_texts(options.targets).items()]
        per_passage = suggest_all(passages, targets, limit=options.limit, minimum=options.minimum)
        found = {passage.id: best for passage, best in zip(passages, per_passage, strict=True)}
        sys.stdout.write(_json(found) if options.json else _sentences(found))
        sys.stdout.flush()
    except InputProblem as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    except BrokenPipeError:
        # The reader (head, less) has gone; give the interpreter a place to flush to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m linking", description="Texts in, suggested links out.")
    commands = parser.add_subparsers(required=True, metavar="command")
    command = commands.add_parser("suggest", help="suggest targets for each text, with reasons")
    command.add_argument("texts", type=Path, help="columns id, text: what may speak about a target")
    command.add_argument("targets", type=Path, help="columns id, text: what may be spoken about")
    command.add_argument("--limit", type=_limit, default=5, help="at most so many per text (default 5)")
    command.add_argument("--minimum", type=_minimum, default=0.05, help="lowest score, 0 to 1 (default 0.05)")
    command.add_argument("--json", action="store_true", help="for machines")
    return parser


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < len(text) <= 6 and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{text!r}; allowed: 1 or more")
    return int(text)


def _minimum(text: str) -> float:
    try:
        minimum = float(text)
    except ValueError:
        minimum = -1.0
    if not 0 <= minimum <= 1:
        raise argparse.ArgumentTypeError(f"{text!r}; allowed: 0 to 1")
    return minimum


def _json(found: Suggestions) -> str:
    answer = [
        {
            "text": passage,
            "suggestions": [
                {
                    "target": suggestion.target,
                    "score": suggestion.score,
                    "reasons": [
                        {
                            "word": reason.word,
                            "part": reason.part,
                            "in_targets": reason.in_targets,
                            "of_targets": reason.of_targets,
                        }
                        for reason in suggestion.reasons
                    ],
                }
                for suggestion in suggestions
            ],
        }
        for passage, suggestions in found.items()
    ]
    return json.dumps(answer, indent=1) + "\n"


def _sentences(found: Suggestions) -> str:
    lines = []
    for passage, suggestions in found.items():
        lines.append(f"{_shown(passage)}: {len(suggestions) or 'no'} suggestion{'' if len(suggestions) == 1 else 's'}")
        for suggestion in suggestions:
            lines.append(f"  {suggestion.score:.2f}  {_shown(suggestion.target)}")
            lines.extend(f"        {_shown(reason.sentence)}" for reason in suggestion.reasons)
    return "".join(f"{line}\n" for line in lines)


def _shown(text: str) -> str:
    """A name from a file must not steer the terminal, whatever it holds or can show."""
    printable = "".join(sign if sign.isprintable() else "?" for sign in text)
    encoding = sys.stdout.encoding or "utf-8"
    return printable.encode(encoding, "replace").decode(encoding)
