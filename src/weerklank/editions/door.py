"""Whether one can sign up for the day of an edition, and if not, why: one sentence that says what can be done."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from weerklank.editions.models import DayRegistration, Entrance


class Door(Enum):
    OPEN = "open"
    INVITATION = "invitation"
    NOT_SET = "not_set"
    NO_DAY = "no_day"
    NOT_YET = "not_yet"
    CLOSED = "closed"
    PAST = "past"


def door_of(registration: DayRegistration | None, today: date, *, invited: bool = False) -> Door:
    """How the door stands for somebody who comes by now."""
    # whoever signs up must know whom to ask
    if registration is None or not registration.reach:
        return Door.NOT_SET
    day = registration.edition.date
    if day is None:
        return Door.NO_DAY
    if day < today:
        return Door.PAST
    if today < registration.opens_on:
        return Door.NOT_YET
    if today > registration.closes_on:
        return Door.CLOSED
    return Door.INVITATION if registration.entrance == Entrance.INVITATION and not invited else Door.OPEN


def why(door: Door, registration: DayRegistration | None) -> str:
    """The sentence for a door that is not open."""
    if registration is None or door is Door.NOT_SET:
        return _("Aanmelden kan nog niet. Kom later terug.")
    reach = registration.reach
    sentences = {
        Door.NO_DAY: _("Aanmelden kan nog niet: de dag is nog niet bekend."),
        Door.NOT_YET: _("Aanmelden kan nog niet. Het kan vanaf {day}.").format(day=said(registration.opens_on)),
        Door.CLOSED: _("Aanmelden kan niet meer. Het kon tot en met {day}. Toch nog een vraag? {reach}").format(
            day=said(registration.closes_on), reach=reach
        ),
        Door.PAST: _("Aanmelden kan niet meer: de dag is geweest."),
        Door.INVITATION: _(
            "Deze dag is alleen voor wie een uitnodiging kreeg. In de uitnodiging staat een link; daarmee kan het aanmelden. "
            "Geen link gekregen? {reach}"
        ).format(reach=reach),
    }
    return sentences.get(door, "")


def taken_back(registration: DayRegistration) -> str:
    """The sentence for a link that no longer lets anybody in."""
    return _("Deze uitnodiging geldt niet meer. Vraag een nieuwe: {reach}").format(reach=registration.reach)


def said(day: date) -> str:
    return date_format(day, "j F Y")


def may_still_change(registration: DayRegistration, today: date) -> bool:
    """Up to and on the day itself; who still has to decide may do so until the end."""
    return bool(registration.edition.date and registration.edition.date >= today)


def day_before(today: date) -> date:
    """Whose day it is tomorrow."""
    return today + timedelta(days=1)
