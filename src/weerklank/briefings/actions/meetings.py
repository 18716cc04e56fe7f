"""Sign up for a meeting, and be forgotten after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.editions.lifecycle import REGISTRATION, RegistrationState
from weerklank.editions.models import MeetingRole, Registration, SideEvent
from weerklank.moves import Refusal

ERASE_AFTER_DAYS = 30
# a room of forty does not get hundreds of sign-ups a day from people
MOST_A_DAY = 200
SEATED = (RegistrationState.REGISTERED, RegistrationState.CONFIRMED)


@transaction.atomic
def register(*, event_id: int, name: str, role: str, email: str, needs: str, now: datetime) -> Registration:
    """A place at a meeting, or on its waiting list. The same address twice is one row and the same answer."""
    event = SideEvent.objects.select_for_update().get(pk=event_id)
    today = timezone.localdate(now)
    if not open_on(event, today):
        raise Refusal(closed_because(event, today))
    if not is_for(event, role):
        raise Refusal(not_for(event), field="role")
    known = event.registrations.filter(email=email.lower()).first()
    if known and known.state != RegistrationState.CANCELLED:
        return known
    if event.registrations.filter(registered_on=today).count() >= MOST_A_DAY:
        raise Refusal(
            "Vandaag kwamen er zo veel aanmeldingen binnen dat we eerst kijken of ze kloppen. "
            "Probeer het morgen weer, of mail de organisator."
        )
    state = RegistrationState.WAITING if places_left(event) <= 0 else RegistrationState.REGISTERED
    row = known or Registration(event=event, email=email.lower())
    row.name, row.role, row.needs, row.state, row.registered_on = name, role, needs, state, today
    row.erase_after = (event.date or today) + timedelta(days=ERASE_AFTER_DAYS)
    row.save()
    # the event, not the person: what is erased later must not live on in the log
    audit.record(action="meeting.registered", obj=event, by=None, now=now, label=event.title)
    return row


def is_for(event: SideEvent, role: str) -> bool:
    """Whether whoever comes as this may sign up; a meeting that names nobody is for all."""
    return not event.roles or role in event.roles


def not_for(event: SideEvent) -> str:
    """Why somebody cannot sign up as what they are, and where to go."""
    roles = [str(MeetingRole(role).label) for role in event.roles if role in MeetingRole.values]
    whom = event.audience or " of ".join(roles)
    elsewhere = (
        event.elsewhere or "Het programma dat voor iedereen is, staat op /dialoog/. De dossiers staan op /kamer/."
    )
    return f"Deze bijeenkomst is alleen voor: {whom}. {elsewhere}"


@transaction.atomic
def restrict(
    *, event_id: int, audience: str, roles: Sequence[str], elsewhere: str, by: Account, now: datetime
) -> SideEvent:
    """Says for whom a meeting is, and where anybody else can go. Whoever signed up before keeps their place."""
    event = SideEvent.objects.select_for_update().get(pk=event_id)
    unknown = [role for role in roles if role not in MeetingRole.values]
    if unknown:
        raise Refusal("Deze rol bestaat niet. Kies uit de lijst.", field="roles")
    if roles and not audience:
        raise Refusal("Schrijf op voor wie de bijeenkomst is: dat leest wie zich niet kan aanmelden.", field="audience")
    event.audience, event.elsewhere = audience, elsewhere
    event.roles = [role for role in MeetingRole.values if role in roles]
    event.save(update_fields=["audience", "roles", "elsewhere"])
    audit.record(
        action="meeting.audience",
        obj=event,
        by=by,
        now=now,
        label=event.title,
        note=audience or "voor iedereen",
        public=True,
    )
    return event


def places_left(event: SideEvent) -> int:
    return event.capacity - event.registrations.filter(state__in=SEATED).count()


def open_on(event: SideEvent, today: date) -> bool:
    return bool(event.date and event.date >= today) and not (
        event.registration_closes_on and event.registration_closes_on < today
    )


def closed_because(event: SideEvent, today: date) -> str:
    """Why nobody can sign up, in one sentence."""
    if event.date is None:
        return "Aanmelden kan nog niet: de dag is nog niet bekend."
    if event.date < today:
        return "Aanmelden kan niet meer: deze bijeenkomst is geweest."
    return "Aanmelden kan niet meer: de aanmelding is gesloten. Mail de organisator als u toch wilt komen."


@transaction.atomic
def move_registration(*, registration_id: int, move: str, by: Account, now: datetime) -> Registration:
    """The organiser confirms a place or notes that somebody does not come."""
    row = Registration.objects.select_for_update().select_related("event").filter(pk=registration_id).first()
    if row is None:
        raise Refusal("Deze aanmelding is er niet meer. Ververs de lijst.")
    if move == "confirm" and row.state == RegistrationState.WAITING and places_left(row.event) <= 0:
        raise Refusal("De zaal is vol. Meld eerst iemand af; dan komt er een plaats vrij.")
    row.state = REGISTRATION.after(row.state, move)
    row.save(update_fields=["state"])
    audit.record(action=f"meeting.{move}", obj=row.event, by=by, now=now, label=row.event.title)
    return row


@transaction.atomic
def erase_past_registrations(*, now: datetime) -> dict[str, int]:
    """Forgets who came once their day to be erased has passed; how many there were stays in the log."""
    due = Registration.objects.select_related("event").filter(erase_after__lt=timezone.localdate(now))
    counts = Counter(row.event for row in due)
    due.delete()
    for event, count in counts.items():
        audit.record(
            action="meeting.registrations_erased",
            obj=event,
            by=None,
            now=now,
            label=event.title,
            note=str(count),
            public=True,
        )
    return {event.title: count for event, count in counts.items()}
