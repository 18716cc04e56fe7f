"""A report in sentences: what was asked, who thinks alike, what is shared and what is not, and how sure that is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from opinion.agreement import Agreement
from opinion.publication import FIGURES, Published, PublishedShare, publish, publish_groups, publish_voters
from opinion.reading import InputProblem
from opinion.report import FORMAT, SHARES
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
    except RecursionError as problem:
        raise InputProblem(f"{path.name}: lists in lists without end") from problem
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        stated = found.get("format") if isinstance(found, dict) else None
        raise InputProblem(f"{path.name}: format is {stated!r}; allowed: {FORMAT}, as analyse --out writes it")
    return found


def explain(report: Json) -> str:
    """The report in sentences. Every figure is rounded and small numbers stay out, also of an exact report.

    Of fewer than ten people nothing is told: not of a file, and not of a group in it. A report may be of somebody
    else, so that no sign in it steers the terminal or begins a sentence of its own.
    """
    texts = {row["id"]: row["text"] or f"statement {row['id']}" for row in report["statements"]}
    rows = {row["id"]: _beside_the_total(row) for row in report["statements"]}
    parts = [_who(report)]
    if _enough(report["input"]["participants"]):
        parts += [_groups(report, rows, texts), _bridges(report, rows, texts), _divides(report, rows, texts)]
        parts += [_minorities(report, rows, texts), _little(report), _signs(report, texts)]
    parts += [_made(report)]
    return "\n\n".join("\n".join(map(shown, part)) for part in map(list, parts) if part) + "\n"


def _beside_the_total(row: Json) -> Json:
    """The same without the figures of groups that everybody's would give away; a protected report has none."""
    counted = [_counted(answers) for answers in (row, *row["by_group"].values())]
    everybody, *groups = counted
    known = [group for group in groups if group]
    if everybody is None or len(known) < len(groups):
        return row
    beside = publish_groups(everybody, known)
    if not groups or any(getattr(one, figure) is not None for one in beside for figure in FIGURES):
        return row
    nothing = dict.fromkeys(("agree", "disagree", "pass")) | {"shares": dict.fromkeys(SHARES)}
    return {**row, "by_group": dict.fromkeys(row["by_group"], nothing)}


def _counted(answers: Json) -> Agreement | None:
    """The exact counts of one row; None where they are hidden."""
    counts = [answers[name] for name in ("agree", "disagree", "pass")]
    if not all(isinstance(count, int) for count in counts):
        return None
    agree, disagree, passed = counts
    seen = agree + disagree + passed
    return Agreement("", Channel.OPEN, agree, disagree, passed, seen, seen)


def _who(report: Json) -> Iterator[str]:
    people = report["input"]["participants"]
    if not _enough(people):
        yield f"{_at_least(people)} voted. What so few said is not told: it would be of each of them."
        return
    out = sum(row["moderated"] for row in report["statements"])
    yield f"{_at_least(people)} voted on {_statements(len(report['statements']))}."
    if out:
        yield f"Moderators took {out} of these out of the conversation; they are counted but not compared."
    yield "Shares are of who agreed or disagreed; who passed saw the statement but did not answer."
    if _nearly_all_passed(report["statements"]):
        yield "Nearly everybody passed: to no statement ten people agreed or disagreed."


def _nearly_all_passed(rows: Sequence[Json]) -> bool:
    return any(_enough(row["seen"]) for row in rows) and not any(_enough(row["answered"]) for row in rows)


def _statements(number: int) -> str:
    return "1 statement" if number == 1 else f"{number} statements"


def _enough(people: int | None) -> bool:
    """Whether so many may be told at all; a hidden number may not."""
    return publish_voters(people or 0) is not None


def _at_least(people: int | None) -> str:
    published = publish_voters(people or 0)
    return "Fewer than ten people" if published is None else f"At least {published:,} people"


def _groups(report: Json, rows: Mapping[str, Json], texts: Mapping[str, str]) -> Iterator[str]:
    if not report["groups"]:
        yield f"No groups were found: {report['map']['no_groups'] or 'too few people to tell'}."
        yield from _shared(report, rows, texts)
        return
    large = all(_enough(group["size"]) for group in report["groups"])
    held = (
        f", as far as a map shows that holds {sum(report['map']['explained']):.0%} of all differences" if large else ""
    )
    yield f"{_number_of_groups(len(report['groups']))} of people who answered alike{held}."
    for group in report["groups"]:
        if not _enough(group["size"]):
            yield f"Group {_letter(group['id'])}: fewer than ten people, so that nothing more is told of it."
            continue
        # as a protected report has it, so that both say the same
        steady = "" if group["stability"] is None else f" {_steadiness(round(group['stability'], 2))}"
        yield f"Group {_letter(group['id'])}: {_at_least(group['size']).lower()}.{steady}"
        for told in group["representative"][:MOST_OF_EACH]:
            yield _told(told, rows, texts, group["id"])
    without = publish_voters(report["participants_without_group"] or 0)
    if without:
        yield f"At least {without:,} people answered too little to be put in a group."


def _told(told: Json, rows: Mapping[str, Json], texts: Mapping[str, str], group: int) -> str:
    """Beside everybody's share only where it is lower: here passing counts, in a share of answers it does not."""
    statement, direction = told["statement"], told["direction"]
    mine, share = _figure(rows[statement]["by_group"][str(group)], direction)
    overall, everybody = _figure(rows[statement], direction)
    figures = f", {share} against {everybody} of everybody" if mine > overall > 0 else ""
    return f"  {'agrees' if direction == 'agree' else 'disagrees'}, more than others do{figures}: {texts[statement]}"


def _number_of_groups(number: int) -> str:
    return "There is 1 group" if number == 1 else f"There are {number} groups"


def _letter(group: int) -> str:
    return LETTERS[group % 26]


def _shared(report: Json, rows: Mapping[str, Json], texts: Mapping[str, str]) -> Iterator[str]:
    """What people together say; the answer that is left where there are no groups to compare."""
    found = [
        (_share(rows[row["statement"]], direction), direction, texts[row["statement"]])
        for direction in ("agree", "disagree")
        for row in report["consensus"][direction]
    ]
    if any(share for share, _, _ in found):
        yield "What most people say:"
    yield from (f"  {share} {direction}: {text}" for share, direction, text in found if share)


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
            one, other = _letter(row["agreeing"]), _letter(row["disagreeing"])
            sentences.append(f"  in group {one} {yes} agree, in group {other} {no} disagree: {texts[row['statement']]}")
    if sentences:
        yield "What divides:"
        yield from sentences[:MOST_OF_EACH]


def _minorities(report: Json, rows: Mapping[str, Json], texts: Mapping[str, str]) -> Iterator[str]:
    sentences = []
    for row in report["minority_positions"]:
        statement, direction = row["statement"], row["direction"]
        share = _share(rows[statement]["by_group"][str(row["group"])], direction)
        if share:
            opposite = "disagree" if direction == "agree" else "agree"
            overall = _share(rows[statement], opposite)
            most = f"{overall} of everybody {opposite}" if overall else f"most people {opposite}"
            sentences.append(
                f"  in group {_letter(row['group'])} {share} {direction}, while {most}: {texts[statement]}"
            )
    if sentences:
        yield "What the average hides:"
        yield from sentences[:MOST_OF_EACH]


def _share(answers: Json, direction: str) -> str:
    """ "62% (45% to 77%)", or nothing when the numbers are too small to be told."""
    return _figure(answers, direction)[1]


def _figure(answers: Json, direction: str) -> tuple[float, str]:
    """The share and how it is told; 0 and nothing when the numbers are too small."""
    if counted := _counted(answers):
        protected = publish(counted)
        found: PublishedShare | None = getattr(protected, f"{direction}_of_answered")
        if found is None:
            return _nearly_all(protected, counted.agree if direction == "agree" else counted.disagree)
        interval = found.interval()
        return found.value, _percent(found.value, interval.low, interval.high)
    share = answers["shares"][f"{direction}_of_answered"]
    return (0.0, "") if share is None else (share["value"], _percent(share["value"], share["low"], share["high"]))


def _nearly_all(protected: Published, count: int) -> tuple[float, str]:
    """Where the other side is too small to be told, only how large this one is at least."""
    if protected.answered is None or protected.answered < 20 or count < protected.answered - 10:
        return 0.0, ""
    least = (protected.answered - 10) / (protected.answered + 2)
    return least, f"at least {least:.0%}"


def _percent(value: float, low: float, high: float) -> str:
    return f"{value:.0%} ({low:.0%} to {high:.0%})"


def _little(report: Json) -> Iterator[str]:
    found: Sequence[Json] = report["seen_too_little"]
    if found and report["protected"]:
        yield f"Of {_statements(len(found))} too few answers may be shown, overall or in a group, to say much about."
    elif found:
        verb = "was" if len(found) == 1 else "were"
        yield (
            f"{_statements(len(found))} {verb} answered too seldom, overall or in a group, "
            "to say much about; ask them again before leaving them out."
        )


def _signs(report: Json, texts: Mapping[str, str]) -> Iterator[str]:
    words = {
        "copies": "voted exactly alike, more of them than chance makes",
        "near_copies": "voted alike but for one vote or two, more of them than chance makes",
        "passes": "passed on nearly everything, where others hardly do",
        "single_statement": "came for one statement only and voted alike",
    }
    if report["signs"] is None:
        yield "Signs of manipulation were not looked for: this is of votes in parts, or for publication."
        return
    if report["signs"]:
        yield "Look at these before building on the result; a sign is no proof:"
    for sign in report["signs"]:
        about = "" if sign["statement"] is None else f": {texts[sign['statement']]}"
        yield f"  {_at_least(len(sign['participants']))} {words[sign['kind']]}{about}."
    held = {person for sign in report["signs"] for person in sign["participants"]}
    if report["signs"] and len(held) == report["input"]["participants"]:
        yield "  Together these are everybody: there is no result without them."
    for difference in report["without_signs"][:3]:
        sentence = _without(difference, texts)
        if sentence:
            yield sentence


def _without(difference: Json, texts: Mapping[str, str]) -> str:
    """Nothing where few are left, or where few left: the two shares beside each other would tell their votes."""
    before, after = difference["with_all"], difference["without"]
    left, gone = difference["answered_without"], difference["answered_with"] - difference["answered_without"]
    if before is None or after is None or abs(before - after) < 0.01 or publish_voters(min(left, gone)) is None:
        return ""
    text = texts[difference["statement"]]
    return f"  Without them {after:.0%} instead of {before:.0%} of who answered agree: {text}"


def _made(report: Json) -> Iterator[str]:
    mark, order = report["input"]["fingerprint"], report["input"].get("order")
    of_votes = "" if mark is None else f", of votes with fingerprint {mark[:16]}"
    yield f"Made with method {report['method']}, seed {report['seed']}, version {report['version']}{of_votes}."
    if report["method"] == "polis":
        in_order = "" if order is None else f" (its fingerprint is {order[:16]})"
        yield f"Method polis depends on the order of the votes too{in_order}: in another order other groups come out."
    if report["stability"] and _enough(report["input"]["participants"]):
        steady = report["stability"]
        again, turned = steady["resampled"]["median"], steady["row_orders"]["median"]
        yield (
            f"Grouped again {_times(steady['rounds'])}: alike by {again:.2f} with other people drawn from the same crowd, "
            f"by {turned:.2f} with rows in another order (adjusted Rand index: 1 is the same, 0 is chance); "
            f"{steady['same_number_of_groups']:.0%} of the draws gave as many groups."
        )


def _times(rounds: int) -> str:
    return "once" if rounds == 1 else f"{rounds} times"
