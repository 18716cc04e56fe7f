"""What everybody may take home of a public outcome: the open counts, how they were made, and what follows from them.

No words of a statement: a child may take them back, and out of a file at somebody else's that cannot be done. What was
taken back since is not in the file any more either.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate

from opinion.publication import ROUNDED_TO
from opinion.repeating import FORMAT, made
from weerklank.findings.lifecycle import RunState
from weerklank.findings.models import Run
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


def public_runs() -> QuerySet[Run]:
    """Every outcome that is public, the newest first; earlier ones of the same question stay."""
    return (
        Run.objects.filter(state=RunState.PUBLIC)
        .select_related("consultation__edition", "count")
        .order_by("-published_on", "-pk")
    )


def document(run: Run) -> Json:
    """The file of one public outcome; `python -m opinion repeat` makes it again."""
    consultation = run.consultation
    edition = consultation.edition
    gone = set(
        Statement.objects.filter(consultation=consultation, state=StatementState.RETIRED).values_list("pk", flat=True)
    )
    channels = [_without(channel, gone) for channel in run.channels]
    taken_back = sum(len(one["statements"]) for one in run.channels) - sum(len(one["statements"]) for one in channels)
    return {
        "format": FORMAT,
        "licence": LICENCE,
        "made_up": edition.is_demonstration,
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
        "not_in_here": list(NOT_IN_HERE),
        "channels": channels,
        **_outcome(run, channels, bool(taken_back)),
    }


def _outcome(run: Run, channels: list[Json], fewer: bool) -> Json:
    """As it was said when it was published; only where something was taken back since, said again without it."""
    outcome: Json = made(channels, run.parameters["level"]) if fewer else run.outcome
    return outcome


def _without(channel: Json, gone: Collection[int]) -> Json:
    return channel | {
        "statements": _kept(channel["statements"], gone),
        "groups": [group | {"statements": _kept(group["statements"], gone)} for group in channel["groups"]],
    }


def _kept(rows: list[Json], gone: Collection[int]) -> list[Json]:
    return [row for row in rows if row["statement"] not in gone]
