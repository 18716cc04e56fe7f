"""The words of messages about the day, made when they go: no child's words, no needs, nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import override

from weerklank.editions.door import said
from weerklank.editions.lifecycle import AttendanceState as A
from weerklank.editions.links import guardian_link, own_link
from weerklank.editions.models import Attendee, Choosing

CONSENT_HELD_DAYS = 7


class Kind:
    """The kinds of messages, as the database knows them."""

    INVITED = "invited"
    REGISTERED = "registered"
    CONFIRMED = "confirmed"
    WAITING = "waiting"
    CONSENT = "consent"
    PLACE_FREE = "place_free"
    NEEDS = "needs"
    CANCELLED = "cancelled"
    DAY_BEFORE = "day_before"
    MOVED = "moved"
    AGAIN = "again"


# a message that is no longer true when it goes does not go
TRUE_IN: dict[str, frozenset[str]] = {
    Kind.INVITED: frozenset({A.INVITED}),
    Kind.REGISTERED: frozenset({A.REGISTERED}),
    Kind.CONFIRMED: frozenset({A.CONFIRMED}),
    Kind.WAITING: frozenset({A.WAITING}),
    Kind.CONSENT: frozenset({A.CONSENT_PENDING}),
    Kind.PLACE_FREE: frozenset({A.CONFIRMED}),
    Kind.NEEDS: frozenset({A.REGISTERED, A.CONSENT_PENDING, A.WAITING, A.CONFIRMED}),
    Kind.CANCELLED: frozenset({A.CANCELLED}),
    Kind.DAY_BEFORE: frozenset({A.CONFIRMED}),
    Kind.MOVED: frozenset({A.INVITED, A.REGISTERED, A.CONSENT_PENDING, A.WAITING, A.CONFIRMED}),
    Kind.AGAIN: frozenset({A.REGISTERED, A.CONSENT_PENDING, A.WAITING, A.CONFIRMED}),
}


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    body: str


def letter(row: Attendee, kind: str) -> Letter:
    """What one message says, in the language that somebody chose. Under sixteen a guardian reads it."""
    with override(row.language):
        subject, said_first = _by_kind(row, kind)
        link = guardian_link(row) if row.is_under_16 and kind != Kind.INVITED else own_link(row)
        change = (
            _("Alles nakijken, of afmelden, kan met deze link. Geef hem aan niemand anders:\n{link}")
            if kind not in (Kind.CONSENT, Kind.INVITED)
            else _("Dat kan met deze link. Geef hem aan niemand anders:\n{link}")
        )
        parts = [_("Dag,"), *said_first, change.format(link=link), _last(row)]
        if row.edition.is_demonstration:
            parts.insert(0, _("Dit is een voorbeeld: deze dag is bedacht om te laten zien hoe Weerklank werkt."))
        return Letter(" ".join(subject.split()), "\n\n".join(parts) + "\n")


def _by_kind(row: Attendee, kind: str) -> tuple[str, list[str]]:
    day = _the_day(row)
    if row.is_under_16:
        return _to_guardian(kind, day, row)
    told = {
        Kind.INVITED: (
            _("Een uitnodiging voor de dialoogdag"),
            _("Er is een uitnodiging voor {day}. Zich aanmelden kan tot en met {closes}.").format(
                day=day, closes=said(row.registration.closes_on)
            ),
        ),
        Kind.REGISTERED: (
            _("De aanmelding is binnen"),
            _(
                "De aanmelding voor {day} is binnen. Wie er komt, wordt na {closes} geloot. Daarna volgt bericht."
            ).format(day=day, closes=said(row.registration.closes_on)),
        ),
        Kind.CONFIRMED: (_("Er is een plaats op de dialoogdag"), _("Er is een plaats voor {day}.").format(day=day)),
        Kind.WAITING: (
            _("Op de wachtlijst voor de dialoogdag"),
            _("Voor {day} zijn alle plaatsen bezet. Komt er een vrij, dan volgt bericht.").format(day=day),
        ),
        Kind.PLACE_FREE: (
            _("Er is een plaats vrijgekomen"),
            _("Er is alsnog een plaats voor {day}. Lukt komen niet? Meld u dan af, dan kan iemand anders.").format(
                day=day
            ),
        ),
        Kind.NEEDS: (
            _("Wat we regelen voor de dialoogdag"),
            _(
                "We hebben gekeken wat er nodig is om mee te doen aan {day}. Wat we regelen, staat achter de link."
            ).format(day=day),
        ),
        Kind.CANCELLED: (_("Afgemeld voor de dialoogdag"), _("De aanmelding voor {day} is weg.").format(day=day)),
        Kind.DAY_BEFORE: (
            _("Morgen is de dialoogdag"),
            _("Morgen is het zover: {day}. Lukt komen niet? Meld u dan af, dan kan iemand anders.").format(day=day),
        ),
        Kind.MOVED: (
            _("De dialoogdag is veranderd"),
            _("De dag of de plaats is veranderd. Het is nu: {day}. Lukt komen zo niet? Dan kan afmelden.").format(
                day=day
            ),
        ),
        Kind.AGAIN: (
            _("Deze aanmelding was er al"),
            _(
                "Iemand meldde zich nog een keer aan voor {day}, met dezelfde naam en dit adres. "
                "Beide aanmeldingen staan nu. Was dat niet de bedoeling? Meld er dan een af; van elke kreeg u een link."
            ).format(day=day),
        ),
    }
    subject, sentence = told[kind]
    return subject, [sentence]


def _to_guardian(kind: str, day: str, row: Attendee) -> tuple[str, list[str]]:
    told = {
        Kind.INVITED: (
            _("Een uitnodiging voor de dialoogdag"),
            _(
                "Uw kind is uitgenodigd voor {day}. Zich aanmelden kan tot en met {closes}. Wie jonger is dan zestien, "
                "komt alleen als een ouder of voogd ja zegt."
            ).format(day=day, closes=said(row.registration.closes_on)),
        ),
        Kind.CONSENT: (
            _("Mag uw kind naar de dialoogdag?"),
            _(
                "Iemand die jonger is dan zestien wil komen naar {day} en gaf dit adres als dat van een ouder of voogd. "
                "Zegt u ja of nee? {until} Kent u niemand die dit deed? Zeg dan nee; na de dag wissen we alles."
            ).format(day=day, until=_until(row)),
        ),
        Kind.REGISTERED: (
            _("De aanmelding is binnen"),
            _(
                "Dank u. De aanmelding van uw kind voor {day} is binnen. Wie er komt, wordt na {closes} geloot. "
                "Daarna volgt bericht."
            ).format(day=day, closes=said(row.registration.closes_on)),
        ),
        Kind.CONFIRMED: (
            _("Er is een plaats op de dialoogdag"),
            _("Er is een plaats voor uw kind voor {day}.").format(day=day),
        ),
        Kind.WAITING: (
            _("Op de wachtlijst voor de dialoogdag"),
            _(
                "Voor {day} zijn alle plaatsen bezet. Uw kind staat op de wachtlijst. Komt er een vrij, dan volgt bericht."
            ).format(day=day),
        ),
        Kind.PLACE_FREE: (
            _("Er is een plaats vrijgekomen"),
            _("Er is alsnog een plaats voor uw kind voor {day}. Lukt komen niet? Meld uw kind dan af.").format(day=day),
        ),
        Kind.NEEDS: (
            _("Wat we regelen voor de dialoogdag"),
            _(
                "We hebben gekeken wat uw kind nodig heeft om mee te doen aan {day}. Wat we regelen, staat achter de link."
            ).format(day=day),
        ),
        Kind.CANCELLED: (_("Afgemeld voor de dialoogdag"), _("Uw kind is afgemeld voor {day}.").format(day=day)),
        Kind.DAY_BEFORE: (
            _("Morgen is de dialoogdag"),
            _("Morgen is het zover voor uw kind: {day}. Lukt komen niet? Meld uw kind dan af.").format(day=day),
        ),
        Kind.MOVED: (
            _("De dialoogdag is veranderd"),
            _("De dag of de plaats is veranderd. Het is nu: {day}. Lukt komen zo niet? Meld uw kind dan af.").format(
                day=day
            ),
        ),
        Kind.AGAIN: (
            _("Deze aanmelding was er al"),
            _(
                "Iemand meldde uw kind nog een keer aan voor {day}, met dezelfde naam en dit adres. "
                "Beide aanmeldingen staan nu. Was dat niet de bedoeling? Meld er dan een af; van elke kreeg u een link."
            ).format(day=day),
        ),
    }
    subject, sentence = told[kind]
    return subject, [sentence]


def _until(row: Attendee) -> str:
    if row.registration.choosing == Choosing.LOTTERY:
        return _("Na {day} wordt geloot wie er komt.").format(day=said(row.registration.closes_on))
    return _("Tot en met {day} houden we de plek in de rij vast.").format(
        day=said(row.registered_on + timedelta(days=CONSENT_HELD_DAYS))
    )


def _the_day(row: Attendee) -> str:
    edition = row.edition
    day = f"{edition.title}, {said(edition.date)}" if edition.date else edition.title
    return f"{day}, {edition.place}" if edition.place else day


def _last(row: Attendee) -> str:
    until = row.registration.erase_after
    forgotten = (
        _("Na {day} wissen we alles wat over deze aanmelding bewaard is.").format(day=said(until)) if until else ""
    )
    return _("Vragen? {reach}").format(reach=row.registration.reach) + (f"\n{forgotten}" if forgotten else "")
