"""What pages about a draw ask: its runs, what came out, and what anybody may know of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from weerklank.accounts.duties import Duty
from weerklank.accounts.models import Account, Role
from weerklank.accounts.rules import is_admin
from weerklank.editions.actions.choosing import lacks_consent
from weerklank.editions.choosing import pool as pools
from weerklank.editions.lifecycle import AttendanceState, RunState
from weerklank.editions.models import DayRegistration, DrawNumber, Edition, Seating, Selecting

GOING_ON = (RunState.WAITING, RunState.RUNNING)
SAID_OFF = (AttendanceState.CANCELLED, AttendanceState.NO_SHOW)


def registration_of(edition: Edition) -> DayRegistration | None:
    return DayRegistration.objects.filter(edition=edition).select_related("edition").first()


def selections_of(registration: DayRegistration) -> QuerySet[Selecting]:
    return registration.selections.select_related("made_by", "approved_by").order_by("-number")


@dataclass(frozen=True, slots=True)
class NumberRow:
    """Somebody in a draw as the organiser sees them."""

    number: DrawNumber
    chance: float | None
    came_for: int | None
    replaced_by: int | None
    said_off: bool
    lacks_consent: bool
    beside: tuple[int, ...] = ()


def number_rows(selecting: Selecting, *, drawn: bool | None = None, search: str = "") -> tuple[NumberRow, ...]:
    """Everybody who took part, those who were drawn first; the names are only for who organises."""
    chances = selecting.result.get("published", {}).get("chances", {})
    numbers = selecting.numbers.select_related("attendee", "replaces").order_by("-is_drawn", "number")
    if drawn is not None:
        numbers = numbers.filter(is_drawn=drawn)
    if search:
        numbers = numbers.filter(attendee__name__icontains=search)
    replaced = dict(selecting.numbers.exclude(replaces=None).values_list("replaces", "number"))
    parties: dict[str, list[int]] = {}
    for party, number in selecting.numbers.exclude(party="").values_list("party", "number"):
        parties.setdefault(party, []).append(number)
    return tuple(
        NumberRow(
            one,
            chances.get(str(one.number)),
            one.replaces.number if one.replaces else None,
            replaced.get(one.pk),
            one.attendee.state in SAID_OFF,
            lacks_consent(one.attendee),
            tuple(other for other in parties.get(one.party, ()) if other != one.number),
        )
        for one in numbers
    )


def to_replace(selecting: Selecting) -> tuple[NumberRow, ...]:
    """Drawn people who said off and for whom nobody came yet."""
    if selecting.state != RunState.APPROVED:
        return ()
    return tuple(row for row in number_rows(selecting, drawn=True) if row.said_off and row.replaced_by is None)


def whole_file(selecting: Selecting) -> dict[str, Any]:
    """Everything with which somebody who was asked to check can do the draw again: people as numbers, without names."""
    asked = selecting.result.get("asked", {"size": 0, "quotas": []})
    pool = pools.pool_from(selecting.numbers.order_by("number"), asked)
    published = selecting.result.get("published", {})
    return {"seed": selecting.seed, "input": selecting.input_hash, "asked": pool.told(), "published": published}


def public_draws(edition: Edition) -> tuple[Selecting, ...]:
    """Every draw that was ever begun for this edition: nobody can try until the outcome pleases without it showing."""
    return tuple(
        Selecting.objects.filter(registration__edition=edition).exclude(numbers=None, result={}).order_by("-number")
    )


def public_file(selecting: Selecting) -> dict[str, Any] | None:
    """The file with which anybody can repeat the draw; before a second person approved it there is none."""
    if selecting.approved_on is None:
        return None
    return {
        "what": f"{selecting.edition}: {selecting}",
        "begun_on": selecting.made_on.isoformat(),
        "approved_on": selecting.approved_on.isoformat(),
        **selecting.result["published"],
        "replacements": selecting.result.get("replacements", []),
    }


def duties(account: Account) -> list[Duty]:
    """Draws and plans that wait for a second person: of one's own editions, or of all for a manager of the platform."""
    editions = (
        Edition.objects.all()
        if is_admin(account)
        else Edition.objects.filter(roles__account=account, roles__role=Role.ORGANISER)
    )
    kinds: tuple[tuple[type[Selecting | Seating], str, str], ...] = (
        (Selecting, "loting", "loting"),
        (Seating, "tafelindeling", "tafelplan"),
    )
    return [
        Duty(
            label=f"{run.edition}: {what} {run.number} wacht op een tweede persoon",
            href=f"/werk/edities/{run.edition.slug}/{where}/{run.number}/",
            count=1,
            due=run.edition.date,
            consequence="Tot iemand anders haar vaststelt, krijgt niemand bericht.",
        )
        for model, what, where in kinds
        for run in model.objects.filter(registration__edition__in=editions, state=RunState.DONE)
        .exclude(made_by=account)
        .select_related("registration__edition")
        .order_by("pk")
    ]


def own_numbers(attendee_id: Any) -> tuple[DrawNumber, ...]:
    """Under which number somebody takes part in each draw, for their own page."""
    return tuple(DrawNumber.objects.filter(attendee_id=attendee_id).select_related("selecting").order_by("-selecting"))
