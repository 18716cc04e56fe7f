"""A report in sentences: what was asked, who thinks alike, what is shared and what is not, and how sure that is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from opinion.agreement import Agreement
from opinion.publication import Published, PublishedShare, publish, publish_voters
from opinion.reading import InputProblem
from opinion.report import FORMAT
from opinion.terminal import shown
from opinion.votes import Channel

MOST_OF_EACH = 5
STEADY, SHAKY = 0.75, 0.5
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

Json = Mapping[str, Any]


def read_report(path: Path) -> Json:
    """The report in a file. Raises InputProblem when it is not one."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise InputProblem(f"{path}: cannot be opened ({problem.strerror})") from problem
    except ValueError as problem:
        raise InputProblem(f"{path.name}: not a whole JSON file ({problem})") from problem
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        stated = found.get("format") if isinstance(found, dict) else None
        raise InputProblem(f"{path.name}: format is {stated!r}; allowed: {FORMAT}, as analyse --out writes it")
    return found


def explain(report: Json) -> str:
    """The report in sentences. Every figure is rounded and small numbers stay out, also of an exact report."""
    texts = {
        row["id"]: shown(row["text"]) if row["text"] else f"statement {shown(row['id'])}"
        for row in report["statements"]
    }
    rows = {row["id"]: row for row in report["statements"]}
    parts = [_who(report), _groups(report, texts), _bridges(report, rows, texts), _divides(report, rows, texts)]
    parts += [_minorities(report, rows, texts), _little(report, texts), _signs(report), _made(report)]
    return "\n\n".join("\n".join(part) for part in map(list, parts) if part) + "\n"


def _who(report: Json) -> Iterator[str]:
    people = report["input"]["participants"] or 0
    out = sum(row["moderated"] for row in report["statements"])
    yield f"{_at_least(people)} voted on {len(report['statements'])} statements."
    if out:
        yield f"Moderators took {out} of these out of the conversation; they are counted but not compared."
    yield "Shares are of who agreed or disagreed; who passed saw the statement but did not answer."


def _at_least(people: int) -> str:
    published = publish_voters(people)
    return "Fewer than ten people" if published is None else f"At least {published:,} people"


def _groups(report: Json, texts: Mapping[str, str]) -> Iterator[str]:
    if not report["groups"]:
        yield f"No groups were found: {report['map']['no_groups'] or 'too few people to tell'}."
        return
    yield f"There are {len(report['groups'])} groups of people who answered alike."
    for group in report["groups"]:
        steady = "" if group["stability"] is None else f" {_steadiness(group['stability'])}"
        yield f"Group {LETTERS[group['id'] % 26]}: {_at_least(group['size'] or 0).lower()}.{steady}"
        for told in group["representative"][:MOST_OF_EACH]:
            verb = "agrees" if told["direction"] == "agree" else "disagrees"
            yield f"  {verb}, more than others do: {texts[told['statement']]}"
    without = publish_voters(report["participants_without_group"] or 0)
    if without:
        yield f"At least {without:,} people answered too little to be put in a group."


def _steadiness(part: float) -> str:
    if part >= STEADY:
        return f"It is steady: with other people drawn from the same crowd, {part:.0%} of it returns."
    if part >= SHAKY:
        return f"It is only partly steady: with other people drawn from the same crowd, {part:.0%} of it returns."
    return f"It is not steady ({part:.0%} returns): do not build on it."


def _bridges(report: Json, rows: Mapping[str, Json], texts: Mapping[str, str]) -> Iterator[str]:
    found = [(row, _share(rows[row["statement"]], row["direction"])) for row in report["bridges"]]
    if any(share for _, share in found):
        yield "What all groups share:"
    for row, share in [pair for pair in found if pair[1]][:MOST_OF_EACH]:
        verb = "agree" if row["direction"] == "agree" else "disagree"
        yield f"  {share} {verb}: {texts[row['statement']]}"


def _divides(report: Json, rows: Mapping[str, Json], texts: Mapping[str, str]) -> Iterator[str]:
    sentences = []
    for row in report["divides"]:
        groups = rows[row["statement"]]["by_group"]
        yes = _share(groups[str(row["agreeing"])], "agree")
        no = _share(groups[str(row["disagreeing"])], "disagree")
        if yes and no:
            one, other = LETTERS[row["agreeing"] % 26], LETTERS[row["disagreeing"] % 26]
            sentences.append(f"  in group {one} {yes} agree, in group {other} {no} disagree: {texts[row['statement']]}")
    if sentences:
        yield "What divides:"
        yield from sentences[:MOST_OF_EACH]


def _minorities(report: Json, rows: Mapping[str, Json], texts: Mapping[str, str]) -> Iterator[str]:
    sentences = []
    for row in report["minority_positions"]:
        share = _share(rows[row["statement"]]["by_group"][str(row["group"])], row["direction"])
        if share:
            verb = "agree" if row["direction"] == "agree" else "disagree"
            letter = LETTERS[row["group"] % 26]
            sentences.append(
                f"  in group {letter} {share} {verb}, though most people do not: {texts[row['statement']]}"
            )
    if sentences:
        yield "What the average hides:"
        yield from sentences[:MOST_OF_EACH]


def _share(answers: Json, direction: str) -> str:
    """ "62% (45% to 77%)", or nothing when the numbers are too small to be told."""
    counts = [answers[name] for name in ("agree", "disagree", "pass")]
    if all(isinstance(count, int) for count in counts):
        agree, disagree, passed = counts
        seen = agree + disagree + passed
        protected: Published = publish(Agreement("", Channel.OPEN, agree, disagree, passed, seen, seen))
        found: PublishedShare | None = getattr(protected, f"{direction}_of_answered")
        if found is None:
            return _nearly_all(protected, agree if direction == "agree" else disagree)
        interval = found.interval()
        return _percent(found.value, interval.low, interval.high)
    share = answers["shares"][f"{direction}_of_answered"]
    return "" if share is None else _percent(share["value"], share["low"], share["high"])


def _nearly_all(protected: Published, count: int) -> str:
    """Where the other side is too small to be told, only how large this one is at least."""
    if protected.answered is None or protected.answered < 20 or count < protected.answered - 10:
        return ""
    return f"at least {(protected.answered - 10) / (protected.answered + 2):.0%}"


def _percent(value: float, low: float, high: float) -> str:
    return f"{value:.0%} ({low:.0%} to {high:.0%})"


def _little(report: Json, texts: Mapping[str, str]) -> Iterator[str]:
    found: Sequence[Json] = report["seen_too_little"]
    if found:
        yield f"{len(found)} statements were answered too seldom, overall or in a group, to say much about."


def _signs(report: Json) -> Iterator[str]:
    words = {
        "copies": "voted exactly alike, more of them than chance makes",
        "passes": "passed on nearly everything, where others hardly do",
        "single_statement": "came for one statement only and voted alike",
    }
    if report["signs"]:
        yield "Look at these before building on the result:"
    for sign in report["signs"]:
        yield f"  {len(sign['participants'])} participants {words[sign['kind']]}."
    for difference in report["without_signs"][:3]:
        if difference["with_all"] is not None and difference["without"] is not None:
            before, after = difference["with_all"], difference["without"]
            if abs(before - after) >= 0.01:
                yield f"  Without them {after:.0%} instead of {before:.0%} agree with statement {shown(difference['statement'])}."


def _made(report: Json) -> Iterator[str]:
    yield (
        f"Made with method {report['method']}, seed {report['seed']}, version {report['version']}, "
        f"of votes with fingerprint {report['input']['fingerprint'][:16]}."
    )
    if report["stability"]:
        steady = report["stability"]
        again, order = steady["resampled"]["median"], steady["row_orders"]["median"]
        yield (
            f"Tried again {steady['rounds']} times: agreement {again:.2f} with other people drawn, "
            f"{order:.2f} with rows in another order (1 is the same, 0 is chance)."
        )
