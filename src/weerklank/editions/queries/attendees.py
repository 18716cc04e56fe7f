"""What the organiser's pages ask about who comes to the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from weerklank.accounts.duties import Duty
from weerklank.accounts.models import Account
from weerklank.audit import queries as audit
from weerklank.audit.models import AuditEvent
from weerklank.editions.door_codes import keys_of
from weerklank.editions.letters import Kind
from weerklank.editions.lifecycle import ATTENDANCE
from weerklank.editions.lifecycle import AttendanceState as A
from weerklank.editions.models import (
    YOUNG_ROLES,
    AttendanceMessage,
    Attendee,
    AttendeeTrait,
    Bond,
    DayRegistration,
    Edition,
    ParticipantRole,
)
from weerklank.editions.queries.edition import editions_of

SEATED = (A.CONFIRMED, A.CHECKED_IN, A.ATTENDED)
NO_LONGER = (A.CANCELLED, A.NO_SHOW, A.ATTENDED)
NEEDS_OPEN = ~Q(needs="") & Q(needs_confirmed_on=None) & ~Q(state__in=NO_LONGER)
CONSENT_OPEN = Q(is_under_16=True, guardian_agreed_on=None) & ~Q(state__in=[*NO_LONGER, A.INVITED])
LACKING = {"antwoord": NEEDS_OPEN, "toestemming": CONSENT_OPEN}
ORDERS = {
    "rij": ("place_in_line",),
    "naam": (Lower("name"), "place_in_line"),
    "rol": ("role", Lower("name")),
    "stand": ("state", Lower("name")),
    "organisatie": (Lower("organisation_name"), Lower("name")),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is asked for."""

    search: str = ""
    role: str = ""
    state: str = ""
    lacks: str = ""
    language: str = ""
    value: str = ""
    order: str = "rij"


def attendees_of(registration: DayRegistration, asked: Asked) -> QuerySet[Attendee]:
    """Who is on the list, as asked."""
    rows = registration.attendees.select_related("organisation", "registration__edition")
    if asked.search:
        words = Q()
        for word in asked.search.split():
            words &= (
                Q(name__icontains=word)
                | Q(badge_name__icontains=word)
                | Q(organisation_name__icontains=word)
                | Q(organisation__name__icontains=word)
            )
        keys = keys_of(asked.search)
        rows = rows.filter(words | Q(pk__range=keys) if keys else words)
    for name in ("role", "state", "language"):
        if getattr(asked, name):
            rows = rows.filter(**{name: getattr(asked, name)})
    if asked.lacks in LACKING:
        rows = rows.filter(LACKING[asked.lacks])
    if asked.value.isascii() and asked.value.isdecimal() and len(asked.value) < 10:
        rows = rows.filter(Exists(AttendeeTrait.objects.filter(attendee=OuterRef("pk"), value=int(asked.value))))
    order = ORDERS.get(asked.order.removeprefix("-"), ORDERS["rij"])
    first, *rest = order
    if not asked.order.startswith("-"):
        return rows.order_by(*order, "pk")
    return rows.order_by(first.desc() if isinstance(first, Lower) else f"-{first}", *rest, "pk")


@dataclass(frozen=True, slots=True)
class RoleCount:
    """One role: how many places, who comes, and who would like to."""

    role: ParticipantRole
    places: int
    coming: int
    registered: int
    waiting: int
    invited: int

    @property
    def free(self) -> int:
        return max(0, self.places - self.coming)


def counts(registration: DayRegistration) -> tuple[RoleCount, ...]:
    """Per role that has places or people."""
    places = dict(registration.places.values_list("role", "places"))
    found: dict[tuple[str, str], int] = {
        (role, state): count
        for role, state, count in registration.attendees.order_by()
        .values_list("role", "state")
        .annotate(count=Count("pk"))
    }

    def of(role: ParticipantRole, *states: A) -> int:
        return sum(found.get((role.value, state.value), 0) for state in states)

    return tuple(
        RoleCount(
            role=role,
            places=places.get(role, 0),
            coming=of(role, *SEATED),
            registered=of(role, A.REGISTERED, A.CONSENT_PENDING),
            waiting=of(role, A.WAITING),
            invited=of(role, A.INVITED),
        )
        for role in ParticipantRole
        if places.get(role) or any(one == role for one, _ in found)
    )


HERE = (A.REGISTERED, A.CONSENT_PENDING, A.WAITING, *SEATED)


def nobody_yet(registration: DayRegistration | None) -> str:
    """What has to be said where nobody, nobody young or no child wants to come; empty where children do."""
    if registration is None or registration.erasures.exists():
        return ""
    there = set(registration.attendees.filter(state__in=HERE).order_by().values_list("role", flat=True).distinct())
    if not there:
        return "Er heeft zich nog niemand aangemeld. Er valt dus nog niets te loten en niemand in te delen."
    if not there & set(YOUNG_ROLES):
        return (
            "Er heeft zich nog geen kind of jongere aangemeld. Zonder hen is er geen dialoog, en geen indeling: aan "
            "elke tafel zitten er minstens drie."
        )
    if ParticipantRole.CHILD not in there:
        return "Er heeft zich nog geen kind aangemeld, alleen jongeren."
    return ""


@dataclass(frozen=True, slots=True)
class Found:
    """Why nobody, or nobody alone, could be meant."""

    sentence: str


def named(registration: DayRegistration, typed: str, *, apart_from: Attendee) -> Attendee | Found:
    """Whom somebody means by a name or a code; the sentence that helps where that is not one person."""
    others = registration.attendees.exclude(pk=apart_from.pk)
    keys = keys_of(typed)
    if keys and (one := others.filter(pk__range=keys).first()):
        return one
    words = " ".join(typed.split())
    exact = list(others.filter(Q(name__iexact=words) | Q(badge_name__iexact=words))[:2])
    found = exact or list(others.filter(name__icontains=words)[:2])
    if len(found) == 1:
        return found[0]
    if found:
        return Found(f"Meer dan één persoon heet ‘{words}’. Typ de hele naam, of de code van de badge.")
    return Found(f"Niemand op de lijst van deze dag heet ‘{words}’. Kijk hoe de naam in de lijst staat.")


def bonds_of(attendee: Attendee) -> list[tuple[Bond, Attendee]]:
    """With whom somebody sits, or just not."""
    rows = Bond.objects.filter(Q(first=attendee) | Q(second=attendee)).select_related("first", "second").order_by("pk")
    return [(bond, bond.second if bond.first_id == attendee.pk else bond.first) for bond in rows]


WHAT_HAPPENED = {
    "attendee.confirmed": "plaats gegeven",
    "attendee.cancelled": "afgemeld",
    "attendee.came_back": "komt toch",
    "attendee.needs_answered": "gezegd wat er wordt geregeld",
    "attendee.buddy_set": "maatje gezet",
    "attendee.buddy_cleared": "maatje weggehaald",
    "attendee.bound": "samen of niet samen gezet",
    "attendee.unbound": "samen of niet samen weggehaald",
    "attendee.invited": "uitgenodigd",
    "attendee.consent_seen": "toestemming op papier gezien",
    "attendee.corrected": "gegevens verbeterd",
}


def history_of(attendee: Attendee) -> list[tuple[str, AuditEvent]]:
    """What organisers did about this registration, newest first."""
    return [(WHAT_HAPPENED.get(event.action, event.action), event) for event in audit.history_of(attendee)[:50]]


WHAT_WAS_SENT = {
    Kind.INVITED: "uitnodiging",
    Kind.REGISTERED: "de aanmelding is binnen",
    Kind.CONFIRMED: "er is een plaats",
    Kind.WAITING: "op de wachtlijst",
    Kind.CONSENT: "vraag aan een ouder of voogd",
    Kind.PLACE_FREE: "er kwam een plaats vrij",
    Kind.NEEDS: "wat er wordt geregeld",
    Kind.CANCELLED: "afgemeld",
    Kind.DAY_BEFORE: "morgen is de dag",
    Kind.MOVED: "de dag of de plaats is veranderd",
    Kind.AGAIN: "nog een keer aangemeld",
}


def post_of(attendee: Attendee) -> list[tuple[str, AttendanceMessage]]:
    """The messages about the day to somebody, by what they say."""
    return [(WHAT_WAS_SENT.get(message.kind, message.kind), message) for message in attendee.messages.all()]


@dataclass(frozen=True, slots=True)
class Move:
    """A move that the organiser can make now."""

    name: str
    label: str
    consequence: str


_MOVES = {
    "confirm": Move("confirm", "Plaats geven", "Deze persoon krijgt een plaats en bericht daarvan."),
    "cancel": Move("cancel", "Afmelden", "Deze persoon krijgt bericht. De plaats gaat naar wie de volgende is."),
    "come_back": Move(
        "come_back", "Toch laten komen", "Deze persoon komt achteraan in de rij, en krijgt bericht hoe het staat."
    ),
}


def moves_of(attendee: Attendee, today: date) -> tuple[Move, ...]:
    """What the organiser can do with somebody's place, up to and on the day."""
    day = attendee.edition.date
    if day is None or day < today:
        return ()
    return tuple(move for name, move in _MOVES.items() if ATTENDANCE.allows(attendee.state, name))


def duties_of_days(account: Account, today: date) -> list[Duty]:
    """What waits for an organiser of who comes: an answer, a guardian's yes, a place that stays empty."""
    coming = DayRegistration.objects.filter(edition__in=editions_of(account), edition__date__gte=today)
    waiting = []
    for registration in coming.select_related("edition").order_by("edition__date"):
        edition = registration.edition
        list_href = f"/werk/edities/{edition.slug}/deelnemers/"
        needs = registration.attendees.filter(NEEDS_OPEN).count()
        if needs:
            waiting.append(
                Duty(
                    label=f"{edition.title}: {needs} {'deelnemer wacht' if needs == 1 else 'deelnemers wachten'} "
                    "op antwoord over wat nodig is",
                    href=f"{list_href}?mist=antwoord",
                    count=needs,
                    due=edition.date,
                    consequence="Anders weet wie iets nodig heeft niet of meedoen kan.",
                )
            )
        consents = registration.attendees.filter(CONSENT_OPEN).count()
        if consents:
            waiting.append(
                Duty(
                    label=f"{edition.title}: {consents} keer mist een ja van een ouder of voogd",
                    href=f"{list_href}?mist=toestemming",
                    count=consents,
                    due=edition.date,
                    consequence="Zonder dat ja komt een kind niet op de dag.",
                )
            )
        empty = sum(min(one.free, one.waiting) for one in counts(registration))
        if empty:
            waiting.append(
                Duty(
                    label=f"{edition.title}: {empty} {'plaats is' if empty == 1 else 'plaatsen zijn'} vrij terwijl er een wachtlijst is",
                    href=f"{list_href}?stand=waiting",
                    count=empty,
                    due=edition.date,
                    consequence="Anders blijft een stoel leeg terwijl iemand wil komen.",
                )
            )
    return waiting


def registration_of(edition: Edition) -> DayRegistration | None:
    return DayRegistration.objects.select_related("edition").filter(edition=edition).first()
