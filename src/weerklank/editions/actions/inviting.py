"""Links with which anybody of one role can sign up: made, made anew, and taken back by an organiser."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.editions.actions.line import held
from weerklank.editions.door import Door, door_of
from weerklank.editions.models import DayRegistration, RolePlaces
from weerklank.moves import Refusal

MOST = 99


def _places(registration: DayRegistration, role: str) -> RolePlaces:
    places = registration.places.filter(role=role).first()
    if places is None:
        raise Refusal("Voor deze rol is er niets ingesteld. Zeg eerst bij de instellingen hoeveel plaatsen er zijn.")
    return places


@transaction.atomic
def invite_role(*, registration_id: int, role: str, by: Account, now: datetime) -> RolePlaces:
    """A link for one role. Where there was one it works no longer: whoever has it reads that it was taken back."""
    registration = held(registration_id)
    places = _places(registration, role)
    if not places.places:
        raise Refusal("Voor deze rol zijn er geen plaatsen. Maak die eerst bij de instellingen.")
    if door_of(registration, timezone.localdate(now), invited=True) in (Door.NO_DAY, Door.CLOSED, Door.PAST):
        raise Refusal("De aanmelding is gesloten, dus de link zou niet werken. Verleng haar eerst bij de instellingen.")
    if places.invitation >= MOST:
        raise Refusal("Voor deze rol zijn al zo vaak links gemaakt dat het niet meer kan. Nodig mensen bij naam uit.")
    places.invitation, places.invites = places.invitation + 1, True
    places.save(update_fields=["invitation", "invites"])
    note = f"Als {places.get_role_display()}, link {places.invitation}."
    audit.record(action="registration.link_made", obj=registration, by=by, now=now, note=note)
    return places


@transaction.atomic
def take_back_link(*, registration_id: int, role: str, by: Account, now: datetime) -> RolePlaces:
    """Nobody signs up with the link any more; who already did stays. Pressed twice it is done once."""
    registration = held(registration_id)
    places = _places(registration, role)
    if places.invites:
        places.invites = False
        places.save(update_fields=["invites"])
        note = f"Als {places.get_role_display()}, link {places.invitation}."
        audit.record(action="registration.link_taken_back", obj=registration, by=by, now=now, note=note)
    return places
