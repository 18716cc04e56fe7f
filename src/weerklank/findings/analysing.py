"""From the votes on a closed question to everything that a run keeps: each channel by itself, nobody in it by himself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from importlib import metadata
from typing import Any

import numpy as np
from django.db.models import Count
from django.utils.crypto import salted_hmac

import opinion
from opinion.outcome import nearly
from opinion.progress import UNWATCHED
from opinion.publication import ROUNDED_TO, SMALLEST_MINIMUM, publish_voters
from opinion.repeating import made
from weerklank.findings import counting
from weerklank.findings.counting import ON_MAP, CountChannel, CountRow
from weerklank.participation.lifecycle import StatementState
from weerklank.participation.models import Channel, Consultation, HandTally, Vote

Json = dict[str, Any]
# of what changes without some votes an analyst looks at the first ten
MOST_CHANGES = 10
# the part of the work that reads votes and looks for manipulation; the rest looks for groups, channel after channel
READ = 0.4


@dataclass(frozen=True, slots=True)
class Parameters:
    """Everything but the votes that decides what comes out."""

    method: opinion.Method = opinion.Method.EXACT
    seed: int = 0
    level: float = 0.95
    minimum: int = 10
    most_groups: int = 5
    stability_rounds: int = 20

    def as_data(self) -> Json:
        return {name: value for name, value in asdict(self).items() if name != "method"}


@dataclass(frozen=True, slots=True)
class Analysed:
    """What a run keeps, and by what it is known again."""

    votes: int
    input_hash: str
    key: str
    library_version: str
    program_version: str
    results: list[CountRow]
    channels: list[Json]
    outcome: Json
    analysis: Json
    left_out: list[Json]


@dataclass(slots=True)
class _Channel:
    """One channel on its way: its votes with and without what was left out."""

    channel: Channel
    everybody: opinion.Ballots
    counted: opinion.Ballots | None
    noticed: list[Json] = field(default_factory=list)
    left_out: list[Json] = field(default_factory=list)


def analyse(
    consultation: Consultation,
    *,
    parameters: Parameters,
    leave_out: Mapping[str, str],
    before: Mapping[str, Json],
    watch: opinion.Watch = UNWATCHED,
) -> Analysed | None:
    """Counts and analyses every channel; None where nobody voted and no hand was counted.

    leave_out  the signs whose votes do not count, with the reason
    before     the analysis of the run before, so that the map does not flip
    watch      is told how far it is, and may cancel
    """
    # before anything is read: what changes meanwhile makes a mark of before
    mark = lies_there(consultation)
    parts = list(_all_looked_at(consultation, leave_out, within(watch, 0.0, READ)))
    rows: list[CountRow] = []
    channels: list[Json] = []
    analysis: Json = {}
    for place, part in enumerate(parts):
        kept = part.counted
        own = counting.voted(kept, part.channel) if kept else []
        analysed = _analysed(
            consultation,
            kept,
            part.channel,
            parameters,
            before.get(part.channel.value, {}),
            within(watch, READ + (1 - READ) * place / len(parts), READ + (1 - READ) * (place + 1) / len(parts)),
        )
        rows += own
        channels.append(_open(part.channel.value, own, kept, analysed))
        about = {"signs": part.noticed, "voters": kept.n_participants if kept else 0, "lies_there": mark}
        analysis[part.channel.value] = about | (_for_analyst(analysed) if analysed else {})
    hands = counting.raised(consultation)
    for channel in (CountChannel.HANDS, CountChannel.SELF_MADE_HANDS):
        if own := [row for row in hands if row["channel"] == channel.value]:
            channels.append(_open(channel.value, own, None, None))
            raised = counting.hands_in(consultation, channel)
            analysis[channel.value] = {"signs": [], "voters": raised, "lies_there": mark}
    results = list(counting.in_order(consultation, [*rows, *hands]))
    if not results:
        return None
    input_hash = _input_hash(consultation, parts)
    version, program = opinion.__version__, program_version()
    left_out = [row for part in parts for row in part.left_out]
    # with why votes were left out, for everybody reads that: another reason is another run
    made_of = [input_hash, mark, parameters.method.value, parameters.as_data(), version, left_out]
    by_code = next((part.counted for part in parts if part.channel is Channel.CODE), None)
    return Analysed(
        votes=by_code.n_votes if by_code else 0,
        input_hash=input_hash,
        key=hashlib.sha256(json.dumps(made_of, sort_keys=True).encode()).hexdigest(),
        library_version=version,
        program_version=program,
        results=results,
        channels=channels,
        outcome=made(channels, parameters.level),
        analysis=analysis,
        left_out=left_out,
    )


def within(watch: opinion.Watch, start: float, end: float) -> opinion.Watch:
    """Looks on during one part of the work, and tells it as part of the whole."""
    return opinion.Watch(tell=lambda step, done: watch.tell(step, start + (end - start) * done), wanted=watch.wanted)


def program_version() -> str:
    try:
        return metadata.version("weerklank")
    except metadata.PackageNotFoundError:
        # started from the sources: the library carries the version of the project
        return opinion.__version__


# -- what looks like manipulation ----------------------------------------------------------------------------------


def _all_looked_at(
    consultation: Consultation, leave_out: Mapping[str, str], watch: opinion.Watch
) -> Iterator[_Channel]:
    for place, channel in enumerate(ON_MAP):
        watch.step("reading", place / len(ON_MAP))
        everybody = counting.ballots_of(consultation, channel, watch)
        if everybody is not None:
            watch.step("signs", (place + 0.5) / len(ON_MAP))
            yield _looked_at(consultation, channel, everybody, leave_out)


def _looked_at(
    consultation: Consultation, channel: Channel, everybody: opinion.Ballots, leave_out: Mapping[str, str]
) -> _Channel:
    part, away = _Channel(channel, everybody, everybody), np.zeros(everybody.n_participants, bool)
    for sign in opinion.signs(everybody):
        key = _sign_key(consultation, channel, sign, everybody)
        part.noticed.append(_noticed(key, sign, everybody, left_out=key in leave_out))
        if key in leave_out:
            away[list(sign.participants)] = True
            part.left_out.append(
                {
                    "sign": key,
                    "channel": channel.value,
                    "kind": sign.kind.value,
                    "statement": int(sign.statement) if sign.statement else None,
                    "at_least": publish_voters(len(sign.participants)),
                    "reason": leave_out[key],
                }
            )
    if away.any():
        part.counted = None if away.all() else everybody.only(~away)
    return part


def _sign_key(
    consultation: Consultation, channel: Channel, sign: opinion.manipulation.Sign, of: opinion.Ballots
) -> str:
    """What was noticed and among whom, so that a decision about it is known again; nobody can be read in it."""
    who = sorted(of.names[number] for number in sign.participants)
    said = "|".join((str(consultation.pk), channel.value, sign.kind.value, *who))
    return salted_hmac("weerklank.findings.sign", said, algorithm="sha256").hexdigest()


def _noticed(key: str, sign: opinion.manipulation.Sign, ballots: opinion.Ballots, *, left_out: bool) -> Json:
    people = len(sign.participants)
    changed = opinion.differences(ballots, (sign,)) if people < ballots.n_participants else ()
    return {
        "sign": key,
        "kind": sign.kind.value,
        "statement": int(sign.statement) if sign.statement else None,
        "people": people,
        "expected": round(sign.expected, 1),
        "log10_chance": round(sign.log10_chance, 1),
        "left_out": left_out,
        "changes": [_change(one) for one in changed[:MOST_CHANGES] if one.change],
    }


def _change(one: opinion.manipulation.Difference) -> Json:
    """With and without, as far as neither is of fewer than ten, nor the step between them: it would tell how those voted."""
    gone = one.answered_with - one.answered_without
    return {
        "statement": int(one.statement),
        "with": _of_enough(one.with_all, one.answered_with),
        "without": _of_enough(one.without, min(one.answered_without, gone)),
        "answered_with": _rounded(one.answered_with, one.answered_with),
        "answered_without": _rounded(one.answered_without, min(one.answered_without, gone)),
    }


def _of_enough(share: float | None, fewest: int) -> float | None:
    """A share of fewer than ten would be of them, also for who looks at manipulation."""
    return round(share, 2) if share is not None and fewest >= SMALLEST_MINIMUM else None


def _rounded(people: int, fewest: int) -> int | None:
    """As every count that leaves here: beside exact numbers a share would tell each single answer."""
    return ROUNDED_TO * round(people / ROUNDED_TO) if fewest >= SMALLEST_MINIMUM else None


# -- groups --------------------------------------------------------------------------------------------------------


def _analysed(
    consultation: Consultation,
    ballots: opinion.Ballots | None,
    channel: Channel,
    parameters: Parameters,
    before: Json,
    watch: opinion.Watch,
) -> opinion.Analysis | None:
    if ballots is None or ballots.n_participants < parameters.minimum:
        return None
    retired = consultation.statements.filter(state=StatementState.RETIRED).values_list("pk", flat=True)
    moderated = ballots.moderating({str(pk) for pk in retired} & set(ballots.statements))
    return opinion.analyse(
        moderated,
        method=parameters.method,
        seed=parameters.seed,
        most_groups=parameters.most_groups,
        stability_rounds=parameters.stability_rounds,
        channel=ON_MAP[channel],
        level=parameters.level,
        previous=_axes_before(before, ballots.statements),
        watch=watch,
    )


def _axes_before(before: Json, statements: Collection[str]) -> opinion.Axes | None:
    """The directions of an earlier run, on the statements of this one."""
    if not before.get("axes"):
        return None
    components = np.array([[axis.get(statement, 0.0) for statement in statements] for axis in before["axes"]])
    return opinion.Axes(np.zeros(len(statements)), components, (0.0, 0.0), 0.0)


def _for_analyst(analysis: opinion.Analysis) -> Json:
    """What the exact counts show, without the counts: which statements, which groups, and where groups stand."""
    directions = analysis.axes.components.round(4).tolist()
    return {
        "report": opinion.published_report(analysis),
        "axes": [dict(zip(analysis.statements, direction, strict=True)) for direction in directions],
        "map": list(_map(analysis)),
        "says": [
            # what fewer than ten say is of each of them
            [{"statement": one.statement, "direction": one.direction.value} for one in group.representative]
            if publish_voters(group.size)
            else []
            for group in analysis.groups
        ],
        "bridges": [{"statement": one.statement, "direction": one.direction.value} for one in analysis.bridges],
        "divides": [
            {"statement": one.statement, "agreeing": one.agreeing, "disagreeing": one.disagreeing}
            for one in analysis.divides
        ],
        "minority_positions": [
            {"statement": one.statement, "group": one.group, "direction": one.direction.value}
            for one in analysis.minority_positions
        ],
        "seen_too_little": [
            {"statement": one.statement, "groups": list(one.groups)} for one in analysis.seen_too_little
        ],
    }


def _map(analysis: opinion.Analysis) -> Iterator[Json]:
    """Where each group stands and how far it spreads; of fewer than ten not even where. Nobody is a dot."""
    for group in analysis.groups:
        people = publish_voters(group.size)
        if people is None:
            continue
        places = analysis.places[analysis.labels == group.number]
        spread = places.std(axis=0)
        yield {
            "group": group.number,
            "people_at_least": people,
            "x": round(float(group.centre[0]), 2),
            "y": round(float(group.centre[1]), 2),
            "rx": round(float(spread[0]), 2),
            "ry": round(float(spread[1]), 2),
            "stability": None if group.stability is None else round(group.stability, 2),
        }


# -- what everybody may have ---------------------------------------------------------------------------------------


def _open(
    channel: str, rows: list[CountRow], ballots: opinion.Ballots | None, analysis: opinion.Analysis | None
) -> Json:
    """The open counts of one channel; groups stand on the same statements, hidden ones as nothing but their number."""
    statements = [_open_row(row) for row in rows]
    return {
        "channel": channel,
        "voters_at_least": publish_voters(ballots.n_participants) if ballots else None,
        "statements": statements,
        "groups": list(_open_groups(analysis, [row["statement"] for row in statements])) if analysis else [],
    }


def _open_row(row: CountRow) -> Json:
    return {
        "statement": row["statement"],
        "agree": row["agree"],
        "disagree": row["disagree"],
        "pass": row["passed"],
        "answered": row["answered"],
        "seen": row["seen"],
        "nearly": row.get("nearly"),
    }


def _open_groups(analysis: opinion.Analysis, statements: list[int]) -> Iterator[Json]:
    shown = {int(row["id"]): row["by_group"] for row in opinion.published_report(analysis)["statements"]}
    exact = {int(one.agreement.statement): one.by_group for one in analysis.results}
    for group in analysis.groups:
        rows = [_group_row(pk, shown[pk][str(group.number)], exact[pk][group.number]) for pk in statements]
        yield {
            "group": group.number,
            "people_at_least": (people := publish_voters(group.size)),
            "stability": None if people is None or group.stability is None else round(group.stability, 1),
            "statements": rows,
        }


def _group_row(statement: int, shown: Json, exact: opinion.Agreement) -> Json:
    counts = {name: shown[name] for name in ("agree", "disagree", "pass", "answered", "seen")}
    # hidden beside a smaller group it says nothing, not even on which side it is
    side = nearly(exact, opinion.publish(exact)) if shown["answered"] is not None else None
    return {"statement": statement, **counts, "nearly": side if counts["agree"] is None else None}


# -- by what a run is known again ----------------------------------------------------------------------------------


def lies_there(consultation: Consultation) -> str:
    """A mark of what there is to count, known at once where reading every vote takes long: while it stays, so does a count."""
    votes = Vote.objects.filter(statement__consultation=consultation)
    kinds = votes.values("channel", "statement_id", "value").annotate(times=Count("pk"))
    ordered = kinds.order_by("channel", "statement_id", "value")
    return _keyed(
        "weerklank.findings.lies_there",
        [
            list(map(list, ordered.values_list("channel", "statement_id", "value", "times"))),
            *_hands_and_gone(consultation),
        ],
    )


def _input_hash(consultation: Consultation, parts: list[_Channel]) -> str:
    counted = [(part.channel.value, part.counted.fingerprint if part.counted else "") for part in parts]
    return _keyed("weerklank.findings.input", [counted, *_hands_and_gone(consultation)])


def _hands_and_gone(consultation: Consultation) -> list[list[object]]:
    """Every hand that was raised, and the statements that were taken away."""
    hands = HandTally.objects.filter(statement__consultation=consultation).order_by("statement_id", "entry_point_id")
    columns = ("statement_id", "entry_point_id", "entry_point__made_by", "agree", "disagree", "passed", "present")
    retired = consultation.statements.filter(state=StatementState.RETIRED).order_by("pk").values_list("pk", flat=True)
    return [[list(row) for row in hands.values_list(*columns)], list(retired)]


def _keyed(salt: str, said: list[Any]) -> str:
    """Keyed: of few raised hands a plain hash would tell the exact numbers to whoever tries them all."""
    return salted_hmac(salt, json.dumps(said), algorithm="sha256").hexdigest()
