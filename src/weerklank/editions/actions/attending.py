"""What people who come to the day do themselves: sign up, let a guardian say yes, change it, stay away, come after all.

Nothing of this stands in the log: it has moments, and no moment of a child is kept.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from weerklank.editions.actions.line import held, is_drawn, last_in_line, next_in_line, was_drawn
from weerklank.editions.actions.telling import tell
from weerklank.editions.door import Door, door_of, may_still_change, taken_back, why
from weerklank.editions.letters import Kind
from weerklank.editions.lifecycle import ATTENDANCE
from weerklank.editions.lifecycle import AttendanceState as A
from weerklank.editions.links import digest_of, invited_by, own_secret, with_buddy_code
from weerklank.editions.models import YOUNG_ROLES, Attendee, Choosing, DayRegistration, EditionTheme
from weerklank.moves import Refusal

# a day for some hundreds does not get a thousand sign-ups between two nights from people
MOST_A_DAY = 500
# a class whose teacher is the guardian of nobody registers on paper; and no stranger fills somebody's mailbox
MOST_PER_ADDRESS = 8
MOST_CONSENT_MESSAGES = 3
ACTIVE = (A.REGISTERED, A.CONSENT_PENDING, A.WAITING, A.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody told on the form, as clean values."""

    name: str
    badge_name: str = ""
    email: str = ""
    phone: str = ""
    organisation_name: str = ""
    needs: str = ""
    photo_self: bool | None = None
    language: str = "nl"
    household: str = ""
    buddy_code: str = ""
    themes: tuple[int, ...] = ()
    traits: Mapping[int, int] = field(default_factory=dict)


def register(
    *,
    registration_id: int,
    role: str,
    is_under_16: bool,
    told: Told,
    request_key: str,
    now: datetime,
    invitation: str = "",
) -> Attendee:
    """A place for this role, or one in its line. The same form sent twice is one registration and the same answer.

    invitation: what stands in the link for a role, with which one comes to a day that is not open to everybody.
    """
    with transaction.atomic():
        registration = held(registration_id)
        # on a tablet that goes round, a form of the one before may come back: another person is another registration
        who = f"{role}:{told.name.casefold()}:{told.email.casefold()}"
        key = digest_of(f"{registration.pk}:{request_key}:{who}")
        if known := Attendee.objects.filter(request_key=key).first():
            return known
        _may_sign_up(registration, role, told, now, invitation)
        earlier = _same_person(registration, told)
        pk = uuid.uuid4()
        row = Attendee(
            pk=pk,
            registration=registration,
            role=role,
            is_under_16=is_under_16 and role in YOUNG_ROLES,
            email=told.email.lower(),
            request_key=key,
            secret_digest=digest_of(own_secret(pk)),
            place_in_line=last_in_line(registration),
            registered_on=timezone.localdate(now),
        )
        _write_down(row, told)
        row = _arrives(registration, row, now)
        if earlier:
            _tell_that_it_was_done_again(earlier, now)
        return row


def _may_sign_up(registration: DayRegistration, role: str, told: Told, now: datetime, invitation: str) -> None:
    today = timezone.localdate(now)
    if invitation:
        found = invited_by(registration, invitation)
        if found is None or not found.is_good or found.role != role:
            raise Refusal(taken_back(registration))
    door = door_of(registration, today, invited=bool(invitation))
    if door is not Door.OPEN:
        raise Refusal(why(door, registration))
    if not registration.places.filter(role=role).exists():
        raise Refusal(_("Zo kan niemand zich aanmelden voor deze dag. Kies hierboven als wie."))
    here = registration.attendees
    if (
        here.filter(registered_on=today).count() >= MOST_A_DAY
        or here.filter(email__iexact=told.email).exclude(state=A.CANCELLED).count() >= MOST_PER_ADDRESS
    ):
        raise Refusal(
            _(
                "Er kwamen zo veel aanmeldingen dat we eerst kijken of ze kloppen. Probeer het morgen weer, of vraag het: {reach}"
            ).format(reach=registration.reach)
        )


def _same_person(registration: DayRegistration, told: Told) -> Attendee | None:
    here = registration.attendees.filter(name__iexact=told.name, email__iexact=told.email, state__in=ACTIVE)
    return here.order_by("place_in_line").first()


def _tell_that_it_was_done_again(row: Attendee, now: datetime) -> None:
    """Who types a name and an address gets the same answer whether they were there or not; the owner hears it by mail."""
    if not row.messages.filter(kind=Kind.AGAIN, made_on=timezone.localdate(now)).exists():
        tell(attendee=row, kind=Kind.AGAIN, now=now)


@transaction.atomic
def accept(*, attendee: Attendee, is_under_16: bool, told: Told, now: datetime) -> Attendee:
    """Whoever was invited says that they come; pressed twice it is said once."""
    registration, row = _both(attendee)
    if row.state != A.INVITED:
        return row
    door = door_of(registration, timezone.localdate(now), invited=True)
    if door is not Door.OPEN:
        raise Refusal(why(door, registration))
    row.state = ATTENDANCE.after(row.state, "register")
    row.is_under_16 = is_under_16 and row.role in YOUNG_ROLES
    row.email, row.registered_on = told.email.lower(), timezone.localdate(now)
    _write_down(row, told)
    return _arrives(registration, row, now)


def _both(attendee: Attendee) -> tuple[DayRegistration, Attendee]:
    """The registration and then the row, both held."""
    registration = held(attendee.registration_id)
    row = Attendee.objects.select_for_update(of=("self",)).filter(pk=attendee.pk).first()
    if row is None:
        raise Refusal(_("Deze aanmelding is er niet meer: wat we wisten is gewist."))
    row.registration = registration
    return registration, row


def _arrives(registration: DayRegistration, row: Attendee, now: datetime) -> Attendee:
    """Who is under sixteen waits for a guardian; everybody else gets a place or one in the line."""
    if row.is_under_16 and row.guardian_agreed_on is None:
        row.state = ATTENDANCE.after(row.state, "ask_consent")
        row.save(update_fields=["state"])
        tell(attendee=row, kind=Kind.CONSENT, now=now)
        return row
    return _gets_in_line(registration, row, now)


def _gets_in_line(registration: DayRegistration, row: Attendee, now: datetime) -> Attendee:
    if registration.choosing == Choosing.LOTTERY and not is_drawn(registration):
        tell(attendee=row, kind=Kind.REGISTERED, now=now)
        return row
    next_in_line(registration_id=registration.pk, role=row.role, now=now)
    row.refresh_from_db(fields=["state"])
    if row.state == A.REGISTERED:
        # drawn before the guardian answered: the place was kept
        move, kind = ("confirm", Kind.CONFIRMED) if was_drawn(row) else ("wait", Kind.WAITING)
        row.state = ATTENDANCE.after(row.state, move)
        row.save(update_fields=["state"])
        tell(attendee=row, kind=kind, now=now)
    return row


def _write_down(row: Attendee, told: Told) -> None:
    """Puts on the row what somebody told; other needs than were promised for must be looked at again."""
    if told.needs != row.needs:
        row.needs_confirmed_on = None
    row.name, row.badge_name, row.phone = told.name, told.badge_name, told.phone
    row.organisation_name, row.needs, row.photo_self = told.organisation_name, told.needs, told.photo_self
    row.language, row.household = told.language, told.household
    row.buddy = _buddy(row, told.buddy_code)
    row.save()
    row.theme_wishes.all().delete()
    offered = {theme.pk: theme for theme in EditionTheme.objects.filter(edition=row.edition, pk__in=told.themes)}
    for rank, pk in enumerate(dict.fromkeys(pk for pk in told.themes if pk in offered), start=1):
        row.theme_wishes.create(edition_theme=offered[pk], rank=rank)
    values = {value: trait for trait, value in told.traits.items()}
    row.traits.all().delete()
    for trait in row.registration.traits.prefetch_related("values"):
        for value in trait.values.all():
            if values.get(value.pk) == trait.pk:
                row.traits.create(trait=trait, value=value)


def _buddy(row: Attendee, code: str) -> Attendee | None:
    if not code:
        return None
    buddy = with_buddy_code(row.registration_id, code)
    if buddy is None:
        raise Refusal(
            _("Deze code kennen we niet. Kijk samen op de eigen bladzijde van de ander, of laat dit leeg."),
            field="buddy_code",
        )
    if buddy.pk == row.pk:
        raise Refusal(_("Dit is de eigen code. Vul de code van de ander in, of laat dit leeg."), field="buddy_code")
    return buddy


# --- The guardian ------------------------------------------------------------------------------------------------------


@transaction.atomic
def agree(
    *, attendee: Attendee, guardian_name: str, guardian_phone: str, photo: bool | None, now: datetime
) -> Attendee:
    """The guardian says yes; about photos apart from that. Said again it changes only who to call and the photos."""
    registration, row = _both(attendee)
    _not_over(registration, now)
    if row.state not in ACTIVE:
        raise Refusal(
            _("Deze aanmelding is er niet meer: er is afgemeld. Meld opnieuw aan als uw kind toch wil komen.")
        )
    row.guardian_name, row.guardian_phone, row.photo_guardian = guardian_name, guardian_phone, photo
    if row.guardian_agreed_on is None:
        row.guardian_agreed_on = timezone.localdate(now)
    row.save()
    if row.state == A.WAITING:
        # put in the line by the organiser while nobody had said yes yet
        next_in_line(registration_id=registration.pk, role=row.role, now=now)
        row.refresh_from_db(fields=["state"])
    if row.state != A.CONSENT_PENDING:
        return row
    row.state = ATTENDANCE.after(row.state, "agree")
    row.save(update_fields=["state"])
    return _gets_in_line(registration, row, now)


@transaction.atomic
def decline(*, attendee: Attendee, now: datetime) -> Attendee:
    """The guardian says no, or not any more: nobody comes without that yes."""
    row = cancel(attendee=attendee, now=now)
    _take_back(row)
    row.save(update_fields=["guardian_agreed_on", "photo_guardian", "consent_seen_by", "consent_seen_on"])
    return row


def _take_back(row: Attendee) -> None:
    """The guardian's yes no longer holds, however it was given."""
    row.guardian_agreed_on = row.photo_guardian = row.consent_seen_by = row.consent_seen_on = None


# --- Changing one's own ------------------------------------------------------------------------------------------------


def _not_over(registration: DayRegistration, now: datetime) -> None:
    if not may_still_change(registration, timezone.localdate(now)):
        raise Refusal(_("Dit kan niet meer: de dag is geweest."))


@transaction.atomic
def change(*, attendee: Attendee, told: Told, now: datetime) -> Attendee:
    """Another name on the badge, other needs, other wishes; as whom somebody comes stays."""
    registration, row = _both(attendee)
    _not_over(registration, now)
    if row.state not in ACTIVE:
        raise Refusal(_("Dit kan nu niet. Ververs de bladzijde om te zien wat er wel kan."))
    if not registration.runs_on(timezone.localdate(now)):
        # a draw that was made with these answers must stay true
        kept = {answer.trait_id: answer.value_id for answer in row.traits.all()}
        told = replace(told, traits=kept)
    _write_down(row, told)
    return row


@transaction.atomic
def ask_again(*, attendee: Attendee, email: str, now: datetime) -> Attendee:
    """A guardian's address that was wrong is put right, and the question goes once more; a few times at most."""
    registration, row = _both(attendee)
    _not_over(registration, now)
    if row.state != A.CONSENT_PENDING:
        raise Refusal(_("Dit hoeft niet meer: er is al antwoord."))
    if row.messages.filter(kind=Kind.CONSENT).count() >= MOST_CONSENT_MESSAGES:
        raise Refusal(_("We stuurden de vraag al een paar keer. Vraag het: {reach}").format(reach=registration.reach))
    # what still waited would go to an address that was wrong
    row.messages.filter(kind=Kind.CONSENT, sent_on=None).update(sent_on=timezone.localdate(now))
    row.email = email.lower()
    row.save(update_fields=["email"])
    tell(attendee=row, kind=Kind.CONSENT, now=now)
    return row


@transaction.atomic
def cancel(*, attendee: Attendee, now: datetime) -> Attendee:
    """Somebody does not come; the place goes to who is next in the line of this role. Pressed twice it is said once."""
    registration, row = _both(attendee)
    if row.state == A.CANCELLED:
        return row
    _not_over(registration, now)
    row.state = ATTENDANCE.after(row.state, "cancel")
    row.save(update_fields=["state"])
    tell(attendee=row, kind=Kind.CANCELLED, now=now)
    next_in_line(registration_id=registration.pk, role=row.role, now=now)
    return row


@transaction.atomic
def come_back(*, attendee: Attendee, now: datetime) -> Attendee:
    """Somebody comes after all, at the end of the line; a guardian says yes again."""
    registration, row = _both(attendee)
    if row.state in ACTIVE:
        return row
    today = timezone.localdate(now)
    door = door_of(registration, today, invited=True)
    if door is not Door.OPEN:
        raise Refusal(why(door, registration))
    row.state = ATTENDANCE.after(row.state, "come_back")
    row.place_in_line, row.registered_on = last_in_line(registration), today
    _take_back(row)
    row.save()
    return _arrives(registration, row, now)
