"""What the pages say to people who come to the day: whether they can sign up, and how their own registration stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from weerklank.editions.actions.line import places_left
from weerklank.editions.door import Door, door_of, may_still_change, said, why
from weerklank.editions.letters import CONSENT_HELD_DAYS
from weerklank.editions.lifecycle import AttendanceState as A
from weerklank.editions.lifecycle import EditionState, RunState
from weerklank.editions.links import buddy_code
from weerklank.editions.models import (
    YOUNG_ROLES,
    Attendee,
    Choosing,
    DayRegistration,
    Edition,
    ParticipantRole,
    Sitting,
)

SMALLEST_TOTAL = 10


def edition_with_door(slug: str) -> Edition | None:
    """An edition that is announced; a draft is nobody's business yet."""
    return Edition.objects.filter(slug=slug).exclude(state=EditionState.DRAFT).first()


def registration_of(edition: Edition) -> DayRegistration | None:
    return DayRegistration.objects.select_related("edition").filter(edition=edition).first()


@dataclass(frozen=True, slots=True)
class Way:
    """One role as whom somebody can come, and how much room there is."""

    role: str
    label: str
    room: str


@dataclass(frozen=True, slots=True)
class Front:
    """The page where one signs up."""

    door: Door
    why: str
    ways: list[Way]
    drawn: bool
    closes: str
    erase: str
    reach: str
    came: str


def front(registration: DayRegistration | None, today: date, *, invited: bool = False) -> Front:
    """How the door stands today, as whom one can come, and when everything is forgotten."""
    door = door_of(registration, today, invited=invited)
    if registration is None:
        return Front(door, why(door, None), [], False, "", "", "", "")
    drawn = registration.choosing == Choosing.LOTTERY
    ways = [
        Way(row.role, called(row.role), "" if drawn else _room(places_left(registration, row.role)))
        for row in registration.places.all()
    ]
    order = {role.value: number for number, role in enumerate(ParticipantRole)}
    if door is Door.OPEN and not ways:
        door = Door.NOT_SET
    return Front(
        door=door,
        why=why(door, registration),
        ways=sorted(ways, key=lambda way: order[way.role]),
        drawn=drawn,
        closes=said(registration.closes_on),
        erase=said(registration.erase_after) if registration.erase_after else "",
        reach=registration.reach,
        came=_came(registration),
    )


def called(role: str) -> str:
    """As whom somebody comes, as a page asks it."""
    names = {
        ParticipantRole.CHILD: _("Een kind"),
        ParticipantRole.YOUNG_PERSON: _("Een jongere"),
        ParticipantRole.ORGANISATION: _("Iemand van een organisatie"),
        ParticipantRole.MINISTRY: _("Iemand van een ministerie"),
        ParticipantRole.PARLIAMENT: _("Een Kamerlid, of iemand die daarvoor werkt"),
        ParticipantRole.OTHER: _("Iemand anders"),
    }
    return names[ParticipantRole(role)]


def _room(left: int) -> str:
    # how many exactly says nothing to who comes, and few is soon wrong
    return _("er is plaats") if left else _("vol: er is een wachtlijst")


def _came(registration: DayRegistration) -> str:
    """After everybody was forgotten: how many there were, unless they were so few that it would say who."""
    report = registration.erasures.first()
    if report is None:
        return ""
    when = said(report.erased_on)
    if report.total < SMALLEST_TOTAL:
        return _("Wat we van de deelnemers wisten, is gewist op {day}.").format(day=when)
    return _("Er waren {count} aanmeldingen. Wat we van de deelnemers wisten, is gewist op {day}.").format(
        count=report.total, day=when
    )


@dataclass(frozen=True, slots=True)
class OwnPage:
    """How somebody's own registration stands, in words."""

    row: Attendee
    young: bool
    headline: str
    more: str
    ahead: str
    buddy_code: str
    needs_met: str
    needs_met_on: date | None
    needs_open: str
    may_change: bool
    may_cancel: bool
    may_come_back: bool
    asks_guardian: bool
    facts: list[tuple[str, str]]

    @property
    def has_place(self) -> bool:
        return self.row.state in (A.CONFIRMED, A.CHECKED_IN, A.ATTENDED)


def own_page(row: Attendee, today: date) -> OwnPage:
    """Only of this one person: others are a number at most."""
    open_still = may_still_change(row.registration, today)
    young = row.role in YOUNG_ROLES
    back = door_of(row.registration, today, invited=True) is Door.OPEN
    active = row.state in (A.REGISTERED, A.CONSENT_PENDING, A.WAITING, A.CONFIRMED)
    headline, _dot, more = _sentence(row, young).partition(". ")
    return OwnPage(
        row=row,
        young=young,
        headline=headline + _dot.strip(),
        more=more,
        ahead=_ahead(row, young),
        buddy_code=buddy_code(row.pk) if active else "",
        needs_met=row.needs_met if row.needs_confirmed_on else "",
        needs_met_on=row.needs_confirmed_on,
        needs_open=_needs_open(young) if active and row.needs and not row.needs_confirmed_on else "",
        may_change=active and open_still,
        may_cancel=active and open_still,
        may_come_back=row.state == A.CANCELLED and back,
        asks_guardian=row.state == A.CONSENT_PENDING and open_still,
        facts=_facts(row, young),
    )


def _sentence(row: Attendee, young: bool) -> str:
    closes, kept = said(row.registration.closes_on), said(row.registered_on + timedelta(days=CONSENT_HELD_DAYS))
    je = {
        A.INVITED: _("Je bent uitgenodigd. Kom je?"),
        A.REGISTERED: _("Je bent aangemeld. Na {closes} wordt er geloot. Daarna hoor je of er een plaats voor je is."),
        A.CONSENT_PENDING: _("We wachten op je ouder of voogd. Na {closes} wordt er geloot.")
        if row.registration.choosing == Choosing.LOTTERY
        else _("We wachten op je ouder of voogd. Tot en met {kept} houden we je plek in de rij vast."),
        A.WAITING: _("Je staat op de wachtlijst. Komt er een plaats vrij, dan hoor je het."),
        A.CONFIRMED: _("Je komt: er is een plaats voor je."),
        A.CHECKED_IN: _("Je bent binnen. Fijn dat je er bent."),
        A.ATTENDED: _("Je was erbij. Dank je wel."),
        A.NO_SHOW: _("De dag is geweest."),
        A.CANCELLED: _("Je bent afgemeld."),
    }
    u = {
        A.INVITED: _("U bent uitgenodigd. Komt u?"),
        A.REGISTERED: _("U bent aangemeld. Na {closes} wordt er geloot. Daarna hoort u of er een plaats voor u is."),
        A.WAITING: _("U staat op de wachtlijst. Komt er een plaats vrij, dan hoort u het."),
        A.CONFIRMED: _("U komt: er is een plaats voor u."),
        A.CHECKED_IN: _("U bent binnen. Fijn dat u er bent."),
        A.ATTENDED: _("U was erbij. Dank u wel."),
        A.CANCELLED: _("U bent afgemeld."),
    }
    state = A(row.state)
    return (je[state] if young else u.get(state, je[state])).format(closes=closes, kept=kept)


def _ahead(row: Attendee, young: bool) -> str:
    """How many wait before somebody in the line of the same role; after a lottery the draw says who is next."""
    if row.state != A.WAITING or row.registration.choosing == Choosing.LOTTERY:
        return ""
    count = row.registration.attendees.filter(
        role=row.role, state=A.WAITING, place_in_line__lt=row.place_in_line
    ).count()
    if count == 0:
        return _("Je bent als eerste aan de beurt.") if young else _("U bent als eerste aan de beurt.")
    return (_("Nog {count} voor je.") if young else _("Nog {count} voor u.")).format(count=count)


def _needs_open(young: bool) -> str:
    je, u = (
        _("We kijken nog wat we voor je regelen. Je krijgt bericht."),
        _("We kijken nog wat we regelen. U krijgt bericht."),
    )
    return je if young else u


def _photo(row: Attendee) -> str:
    """Whether somebody will be photographed, and who said what: under sixteen both must say yes."""
    said_self = {True: _("ja"), False: _("nee"), None: _("nee, want er is niets gezegd")}[row.photo_self]
    if not row.is_under_16:
        return said_self
    if not row.photo_self:
        return said_self
    if row.photo_guardian is None:
        return _("nee: jij zegt ja, je ouder of voogd zei nog niets")
    return (
        _("ja: jij zegt ja, je ouder of voogd ook")
        if row.photo_guardian
        else _("nee: jij zegt ja, je ouder of voogd niet")
    )


def _facts(row: Attendee, young: bool) -> list[tuple[str, str]]:
    wishes = ", ".join(wish.edition_theme.name for wish in row.theme_wishes.select_related("edition_theme"))
    said_of = [
        (_("Naam"), row.name),
        (_("Op het naamkaartje"), row.called),
        (_("Als"), called(row.role)),
        (_("Namens"), row.organisation_name or (str(row.organisation) if row.organisation else "")),
        (_("Berichten gaan naar"), row.email),
        (_("Telefoonnummer"), row.phone),
        (_("Wat nodig is"), row.needs),
        (_("Op de foto"), _photo(row)),
        (_("Thema’s"), wishes),
        (_("Samen aan tafel met code"), buddy_code(row.buddy_id) if row.buddy_id else ""),
        (_("Woord van het gezin"), row.household),
        *((_("Tafel"), str(place)) for place in _places(row)),
        *((answer.trait.name, answer.value.name) for answer in row.traits.select_related("trait", "value")),
    ]
    return [(label, value) for label, value in said_of if value]


def _places(row: Attendee) -> list[Sitting]:
    """Where somebody sits, once the plan of the tables was decided and told."""
    told = row.sittings.filter(seating__state=RunState.APPROVED, seating__published_on__isnull=False)
    return list(told.select_related("table__edition_theme").order_by("round"))


@dataclass(frozen=True, slots=True)
class GuardianPage:
    """What a guardian reads before saying yes or no."""

    row: Attendee
    sentence: str
    agreed: bool
    photo_self: str
    may_answer: bool
    may_stop: bool
    needs_met: str
    erase: str
    reach: str


def guardian_page(row: Attendee, today: date) -> GuardianPage:
    """How the child's registration stands, for the guardian."""
    open_still = may_still_change(row.registration, today)
    active = row.state in (A.REGISTERED, A.CONSENT_PENDING, A.WAITING, A.CONFIRMED)
    sentences = {
        A.CONSENT_PENDING: _("Uw kind wil komen. Dat kan alleen als u ja zegt."),
        A.REGISTERED: _("Uw kind is aangemeld. Na {closes} wordt er geloot. Daarna krijgt u bericht."),
        A.WAITING: _("Uw kind staat op de wachtlijst. Komt er een plaats vrij, dan krijgt u bericht."),
        A.CONFIRMED: _("Uw kind komt: er is een plaats."),
        A.CHECKED_IN: _("Uw kind is binnen."),
        A.ATTENDED: _("Uw kind was erbij."),
        A.NO_SHOW: _("De dag is geweest."),
        A.CANCELLED: _("Uw kind is afgemeld. Wil het toch komen, dan kan het zich met de eigen link weer aanmelden."),
    }
    over = "" if open_still else _("De dag is geweest.")
    sentence = sentences.get(A(row.state), "").format(closes=said(row.registration.closes_on))
    return GuardianPage(
        row=row,
        sentence=over or sentence,
        agreed=row.guardian_agreed_on is not None,
        photo_self={True: _("ja"), False: _("nee"), None: _("niets")}[row.photo_self],
        may_answer=active and open_still,
        may_stop=active and open_still,
        needs_met=row.needs_met if row.needs_confirmed_on else "",
        erase=said(row.registration.erase_after) if row.registration.erase_after else "",
        reach=row.registration.reach,
    )
