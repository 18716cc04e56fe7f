"""What everybody may take home of a public outcome: the open counts, how they were made, and what follows from them.

No words of a statement: a child may take them back, and out of a file at somebody else's that cannot be done. What was
taken back since is not in the file any more either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate

from opinion.publication import ROUNDED_TO
from opinion.repeating import FORMAT, made
from weerklank.findings.lifecycle import RunState
from weerklank.findings.models import Run
from weerklank.findings.reading import address_of
from weerklank.findings.runs import METHODS
from weerklank.participation.lifecycle import StatementState
from weerklank.participation.models import Statement

Json = dict[str, Any]
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
NOT_IN_HERE = (
    "the votes of single children: who has somebody's votes may know who it is",
    "who is in which group, and so how the groups came about and the map",
    "signs of manipulation; what was left out because of them is in left_out",
    "the words of statements: they stand on the page, where a child can take them back",
)
GROUPS_STAND_EARLIER = (
    "groups, where an outcome that this one replaces gave its own: beside those they could tell one person apart"
)


def public_runs() -> QuerySet[Run]:
    """Every outcome that is public, the newest first; earlier ones of the same question stay, and are replaced."""
    return (
        Run.objects.filter(state=RunState.PUBLIC)
        .select_related("consultation__edition", "count")
        .order_by("-published_on", "-count_id")
    )


@dataclass(frozen=True, slots=True)
class Placed:
    """A public outcome among those of its question: the newest holds, the others are replaced."""

    run: Run
    replaces: Run | None
    replaced_by: Run | None

    @property
    def method(self) -> str:
        return METHODS[self.run.method]


def placed(runs: Iterable[Run]) -> list[Placed]:
    """Each of these public outcomes, with the one that it replaced and the one that holds in its place."""
    runs, lines = list(runs), defaultdict(list)
    same = Run.objects.filter(state=RunState.PUBLIC, consultation__in={run.consultation_id for run in runs})
    for one in same.only("number", "count_id", "consultation_id").order_by("count_id"):
        lines[one.consultation_id].append(one)
    return [_placed(run, lines[run.consultation_id]) for run in runs]


def _placed(run: Run, line: list[Run]) -> Placed:
    at = next(place for place, one in enumerate(line) if one.pk == run.pk)
    return Placed(run, line[at - 1] if at else None, line[-1] if at + 1 < len(line) else None)


def document(run: Run) -> Json:
    """The file of one public outcome; `python -m opinion repeat` makes it again."""
    consultation = run.consultation
    edition = consultation.edition
    gone = set(
        Statement.objects.filter(consultation=consultation, state=StatementState.RETIRED).values_list("pk", flat=True)
    )
    (place,) = placed([run])
    told = _with_groups_earlier(run)
    channels = [_without(channel, gone, grouped=channel["channel"] not in told) for channel in run.channels]
    taken_back = sum(len(one["statements"]) for one in run.channels) - sum(len(one["statements"]) for one in channels)
    hidden = [one for one in run.channels if one["channel"] in told and one["groups"]]
    return {
        "format": FORMAT,
        "licence": LICENCE,
        "made_up": edition.is_demonstration,
        "replaces": _address(place.replaces),
        "replaced_by": _address(place.replaced_by),
        "question": {
            "name": consultation.slug,
            "edition": edition.slug,
            "words": f"/dialoog/{edition.slug}/opbrengst/",
        },
        "run": {
            "number": run.number,
            "made_on": localdate(run.made_at).isoformat(),
            "published_on": run.published_on.isoformat() if run.published_on else None,
            "library": run.library_version,
            "weerklank": run.program_version,
            "method": run.method,
            **run.parameters,
            "rounded_to": ROUNDED_TO,
            "input": run.input_hash,
        },
        "left_out": [{name: value for name, value in one.items() if name != "sign"} for one in run.left_out],
        "taken_back": taken_back,
        "not_in_here": [*NOT_IN_HERE, *([GROUPS_STAND_EARLIER] if hidden else [])],
        "channels": channels,
        **_outcome(run, channels, fewer=bool(taken_back or hidden)),
    }


def _address(run: Run | None) -> str | None:
    return address_of(run.count) if run and run.count else None


def _with_groups_earlier(run: Run) -> set[str]:
    """The channels of which an earlier public outcome of this question told its groups.

    Nobody kept who was in them. Two that are one person apart would tell, side by side, how that person answered.
    """
    earlier = Run.objects.filter(state=RunState.PUBLIC, consultation=run.consultation_id, count__lt=run.count_id)
    return {one["channel"] for before in earlier for one in before.channels if one["groups"]}


def _outcome(run: Run, channels: list[Json], *, fewer: bool) -> Json:
    """As it was said when it was counted; only where something is not told any more, said again without it."""
    outcome: Json = made(channels, run.parameters["level"]) if fewer else run.outcome
    return outcome


def _without(channel: Json, gone: Collection[int], *, grouped: bool) -> Json:
    groups = channel["groups"] if grouped else []
    return channel | {
        "statements": _kept(channel["statements"], gone),
        "groups": [group | {"statements": _kept(group["statements"], gone)} for group in groups],
    }


def _kept(rows: list[Json], gone: Collection[int]) -> list[Json]:
    return [row for row in rows if row["statement"] not in gone]
