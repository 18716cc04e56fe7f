"""What organisers do with an edition: begin it, describe it, let it take its next step, and say who does what."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from itertools import count

from django.db import IntegrityError, transaction
from django.utils import timezone

from weerklank.accounts.models import EDITION_ROLES, Account, Organisation, OrganisationKind, Role
from weerklank.accounts.rules import is_admin
from weerklank.audit import actions as audit
from weerklank.editions import guards, taking_over, turns
from weerklank.editions.actions.locks import locked
from weerklank.editions.actions.telling import tell
from weerklank.editions.letters import TRUE_IN, Kind
from weerklank.editions.lifecycle import EDITION, AttendanceState, EditionState
from weerklank.editions.models import Attendee, Edition, EditionOrganiser, EditionRole
from weerklank.editions.rules import APART_FROM_MINISTRIES
from weerklank.moves import Refusal

ANSWERING = (Role.RESPONDENT, Role.APPROVER)
# from when children take part, the shape of the year stands
TAKING_OVER = (EditionState.DRAFT, EditionState.ANNOUNCED)
MOST_DAYS_AHEAD = 366


def _save_at_a_free_address(edition: Edition) -> None:
    """The year, and a number behind it where the year is taken; what is made up never takes a real year's address."""
    base = f"demonstratie-{edition.year}" if edition.is_demonstration else str(edition.year)
    for number in count(1):
        edition.slug = base if number == 1 else f"{base}-{number}"
        if Edition.objects.filter(slug=edition.slug).exists():
            continue
        try:
            with transaction.atomic():
                edition.save(force_insert=True)
        except IntegrityError:
            if not Edition.objects.filter(slug=edition.slug).exists():
                raise
            continue  # somebody else took this address in the same moment
        return


def refuse_what_cannot_begin(*, year: int, title: str, day: date | None, previous: Edition | None, by: Account) -> None:
    """What is wrong with a new edition, said before anybody looks at what it takes over."""
    if day and abs(day.year - year) > 1:
        raise Refusal(
            f"Deze datum ligt in {day.year}, maar de editie is van {year}. Pas een van beide aan.", field="day"
        )
    if previous and previous.year > year:
        raise Refusal(f"Deze editie is van {previous.year} en komt dus na {year}. Kies een eerdere.", field="previous")
    if previous and previous.is_demonstration != by.is_demonstration:
        raise Refusal("Een verzonnen editie en een echte volgen elkaar niet op. Kies een andere.", field="previous")
    same = Edition.objects.filter(year=year, title__iexact=title, is_demonstration=by.is_demonstration).first()
    if same:
        raise Refusal(
            f"Deze editie van {year} is er al, op /werk/edities/{same.slug}/. Geef de nieuwe een andere titel.",
            field="title",
        )


@transaction.atomic
def create_edition(
    *,
    year: int,
    title: str,
    day: date | None,
    place: str,
    answer_term_days: int,
    advice_word: str,
    organisation: Organisation,
    previous: Edition | None,
    beside: Sequence[Organisation] = (),
    taken: taking_over.Taken | None = None,
    by: Account,
    now: datetime,
) -> Edition:
    """A new dialogue begins as a draft; whoever makes it organises it. Of an earlier one it takes the shape, never people."""
    # the maker's own row is the lock: the second of two presses finds what the first one made
    Account.objects.select_for_update(no_key=True).get(pk=by.pk)
    refuse_what_cannot_begin(year=year, title=title, day=day, previous=previous, by=by)
    if taken and previous is None:
        raise Refusal("Kies van welke editie u iets overneemt, of haal de vinkjes weg.", field="previous")
    edition = Edition(
        year=year,
        title=title,
        date=day,
        place=place,
        answer_term_days=answer_term_days,
        advice_word=advice_word,
        previous=previous,
        is_demonstration=by.is_demonstration,
    )
    _save_at_a_free_address(edition)
    _organised_by(edition, [organisation, *beside])
    EditionRole.objects.create(edition=edition, account=by, role=Role.ORGANISER)
    names = ", ".join(dict.fromkeys(str(one) for one in [organisation, *beside]))
    audit.record(action="edition.created", obj=edition, by=by, now=now, note=f"Georganiseerd door {names}.")
    audit.record(action="role.given", obj=edition, by=by, now=now, note=f"{by} is nu {Role.ORGANISER.label}.")
    if previous and taken:
        shift = shift_of(previous=previous, year=year, day=day, by=by, today=timezone.localdate(now))
        _lay(shift, edition, taken, by=by, now=now)
    return edition


def _organised_by(edition: Edition, organisations: Sequence[Organisation]) -> None:
    """In whose name the edition is; the first of them stands first on its page."""
    for one in organisations:
        EditionOrganiser.objects.get_or_create(edition=edition, organisation=one)


def shift_of(
    *,
    previous: Edition,
    year: int,
    day: date | None,
    by: Account,
    edition: Edition | None = None,
    today: date | None = None,
) -> taking_over.Shift:
    """What moves from an earlier edition; who worked on it sees also what was never public."""
    insider = is_admin(by) or previous.roles.filter(account=by, role=Role.ORGANISER).exists()
    return taking_over.Shift(previous, year, day, insider, edition, today)


def _lay(shift: taking_over.Shift, edition: Edition, taken: taking_over.Taken, *, by: Account, now: datetime) -> str:
    told = taking_over.lay(shift, edition, taken, by=by, now=now)
    if told:
        note = f"Van {shift.previous} ({shift.previous.year}): {told}."
        audit.record(action="edition.taken_over", obj=edition, by=by, now=now, note=note)
    return told


@transaction.atomic
def take_over(*, edition_id: int, taken: taking_over.Taken, by: Account, now: datetime) -> str:
    """Takes over more of the edition before; what is there already stays as it is, so twice is once."""
    edition = locked(edition_id)
    if edition.previous is None:
        raise Refusal("Deze editie volgt op geen andere. Er is niets om over te nemen.")
    if edition.state not in TAKING_OVER:
        raise Refusal("De editie is al begonnen. Overnemen kan tot kinderen meepraten.")
    shift = shift_of(
        previous=edition.previous, year=edition.year, day=edition.date, by=by, edition=edition,
        today=timezone.localdate(now),
    )  # fmt: skip
    return _lay(shift, edition, taken, by=by, now=now)


@transaction.atomic
def advance(
    *, edition_id: int, move: str, by: Account | None, now: datetime, seen: Collection[str] | None = None
) -> Edition:
    """The edition takes its next step, unless something stands in the way; some steps the programme takes itself.

    seen: the warnings that somebody ticked; where a step follows from another one, nobody was asked to.
    """
    edition = locked(edition_id)
    target = turns.after(EDITION, edition, move, state=edition.state, action=f"edition.{move}")
    causes = guards.blockers(edition, move)
    if causes:
        raise Refusal("Deze stap kan nog niet. " + " ".join(blocker.cause for blocker in causes))
    left = [warning.cause for warning in guards.warnings(edition, move)] if seen is not None else []
    if any(cause not in (seen or ()) for cause in left):
        raise Refusal("Lees wat u achterlaat en vink elk punt aan. Er is nog niets veranderd.", field="seen")
    edition.state = target
    edition.save(update_fields=["state"])
    ticked = f" Aangevinkt: {len(left)} {'ding bleef' if len(left) == 1 else 'dingen bleven'} liggen." if left else ""
    audit.record(
        action=f"edition.{move}",
        obj=edition,
        by=by,
        now=now,
        note=f"De editie staat nu op ‘{edition.get_state_display()}’.{ticked}",
        public=True,
    )
    return edition


@transaction.atomic
def describe_edition(
    *,
    edition_id: int,
    title: str,
    day: date | None,
    place: str,
    summary: str,
    answer_term_days: int,
    advice_word: str,
    organisations: Sequence[Organisation] | None = None,
    sources: Sequence[str] | None = None,
    tell_people: bool = False,
    by: Account,
    now: datetime,
) -> Edition:
    """Says when, where and by whom the edition is, where it can be read back, and how long ministries have to answer."""
    edition = locked(edition_id)
    if hasattr(edition, "handover") and edition.answer_term_days != answer_term_days:
        raise Refusal(
            "De adviezen zijn overhandigd: de termijn voor antwoord loopt al en verandert niet meer.",
            field="answer_term_days",
        )
    _people_are_still_forgotten(edition, day, timezone.localdate(now))
    moved = who_must_hear(edition) if day != edition.date or (edition.place and place != edition.place) else []
    if moved and not tell_people:
        raise Refusal(
            f"{_how_many(moved)} Verandert de dag of de plaats, dan moeten zij het horen. "
            "Vink aan dat zij bericht krijgen, of laat dag en plaats zoals ze zijn.",
            field="tell_people",
        )
    edition.title, edition.date, edition.place, edition.summary = title, day, place, summary
    edition.answer_term_days, edition.advice_word = answer_term_days, advice_word
    if sources is not None:
        edition.sources = list(dict.fromkeys(sources))
    edition.save(update_fields=["title", "date", "place", "summary", "answer_term_days", "advice_word", "sources"])
    if organisations is not None:
        if not organisations and edition.organisers.exists():
            raise Refusal("Kies minstens één organisatie: iemand nodigt kinderen uit.", field="organisations")
        edition.organisers.exclude(organisation__in=organisations).delete()
        _organised_by(edition, organisations)
    for row in moved:
        tell(attendee=row, kind=Kind.MOVED, now=now)
    told = f"Bericht van de nieuwe dag of plaats ligt klaar voor wie zich aanmeldde: {len(moved)}." if moved else ""
    audit.record(action="edition.described", obj=edition, by=by, now=now, note=told, public=True)
    return edition


def who_must_hear(edition: Edition) -> list[Attendee]:
    """Everybody who thinks of coming, and so must hear that the day is another one; with a place or in the line."""
    return list(Attendee.objects.filter(registration__edition=edition, state__in=TRUE_IN[Kind.MOVED]).order_by("pk"))


def _how_many(people: Sequence[Attendee]) -> str:
    placed = sum(one.state == AttendanceState.CONFIRMED for one in people)
    has = "mens heeft een plaats" if placed == 1 else "mensen hebben een plaats"
    rest = len(people) - placed
    more = f", {rest} {'staat' if rest == 1 else 'staan'} nog op de lijst" if rest else ""
    return f"{placed} {has}{more}."


def _people_are_still_forgotten(edition: Edition, day: date | None, today: date) -> None:
    """Everybody was told until when they are kept, counted from the day: it does not go away, nor far away."""
    if day == edition.date or not Attendee.objects.filter(registration__edition=edition).exists():
        return
    if day is None:
        raise Refusal(
            "Er staan mensen op de lijst, en wanneer hun gegevens worden gewist telt vanaf de dag. "
            "Laat de dag staan tot u weet welke nieuwe het wordt.",
            field="day",
        )
    if edition.date and edition.date < today and day > edition.date:
        raise Refusal(
            f"De dag is geweest, op {edition.date:%d-%m-%Y}. Wie er was, is beloofd wanneer alles wordt gewist; "
            "een latere dag zou dat uitstellen.",
            field="day",
        )
    last = today + timedelta(days=MOST_DAYS_AHEAD)
    if day > last:
        raise Refusal(
            f"Er staan mensen op de lijst. Kies een dag binnen een jaar, uiterlijk {last:%d-%m-%Y}.",
            field="day",
        )


def _refuse_a_role_that_mixes(edition: Edition, account: Account, role: Role, by: Account) -> None:
    """Who gives, who guards what children confide, and who must answer are three different people."""
    organisation, label = account.organisation, role.label
    if account.pk == by.pk:
        raise Refusal(
            "U kunt uzelf geen rol geven. Vraag een andere organisator of een beheerder om dat te doen.",
            field="account",
        )
    if role == Role.SAFEGUARDING and not is_admin(by):
        raise Refusal(
            f"Alleen een beheerder wijst een {label} aan: die leest wat kinderen in vertrouwen zeggen. "
            "Vraag een beheerder om dit te doen.",
            field="role",
        )
    organises = edition.roles.filter(account=account, role=Role.ORGANISER).exists()
    if role == Role.SAFEGUARDING and (organises or is_admin(account)):
        does = "organiseert deze editie" if organises else "is beheerder"
        raise Refusal(f"{account} {does} en kan daarom geen {label} zijn. Kies iemand anders.", field="account")
    if role == Role.ORGANISER and edition.roles.filter(account=account, role=Role.SAFEGUARDING).exists():
        guards_children = Role.SAFEGUARDING.label
        raise Refusal(
            f"{account} is {guards_children} in deze editie en kan haar daarom niet ook organiseren. Kies iemand anders.",
            field="account",
        )
    is_ministry = organisation is not None and organisation.kind == OrganisationKind.MINISTRY
    if role in APART_FROM_MINISTRIES and is_ministry:
        raise Refusal(
            f"{account} werkt bij {organisation}. Wie voor een ministerie werkt, kan geen {label} zijn: "
            "het ministerie moet straks zelf antwoorden. Kies iemand van een andere organisatie.",
            field="role",
        )
    if role not in ANSWERING:
        return
    if organisation is None:
        raise Refusal(
            f"{account} hoort nog bij geen organisatie en kan dus niet namens een organisatie antwoorden. "
            "Vraag de beheerder om de organisatie erbij te zetten.",
            field="account",
        )
    if not is_ministry and not edition.advices.filter(addressees__organisation=organisation).exists():
        raise Refusal(
            f"{organisation} is geen ministerie en hoeft op geen advies van deze editie te antwoorden. "
            "Kies iemand van een organisatie die moet antwoorden, of kies eerst bij de overhandiging wie antwoordt.",
            field="account",
        )


@transaction.atomic
def give_role(*, edition_id: int, account_id: int, role: str, by: Account, now: datetime) -> EditionRole:
    """Somebody may do something within this edition."""
    edition = locked(edition_id)
    account = Account.objects.select_related("organisation").get(pk=account_id)
    if role not in [known.value for known in EDITION_ROLES]:
        raise Refusal("Deze rol bestaat niet. Kies een rol uit de lijst.", field="role")
    _refuse_a_role_that_mixes(edition, account, Role(role), by)
    label = Role(role).label
    given, new = EditionRole.objects.get_or_create(edition=edition, account=account, role=role)
    if not new:
        raise Refusal(f"{account} is al {label} in deze editie.", field="role")
    audit.record(action="role.given", obj=edition, by=by, now=now, note=f"{account} is nu {label}.")
    return given


@transaction.atomic
def withdraw_role(*, edition_id: int, role_id: int, by: Account, now: datetime) -> Edition:
    """Somebody may no longer do something within this edition."""
    edition = locked(edition_id)
    try:
        given = edition.roles.select_related("account").get(pk=role_id)
    except EditionRole.DoesNotExist:
        raise Refusal("Deze rol is al ingetrokken. Ververs de bladzijde.") from None
    if given.role == Role.ORGANISER and edition.roles.filter(role=Role.ORGANISER).count() == 1:
        raise Refusal(
            f"{given.account} is de enige organisator. Geef eerst iemand anders deze rol, "
            "anders kan niemand de editie verder brengen."
        )
    label = Role(given.role).label
    given.delete()
    audit.record(action="role.withdrawn", obj=edition, by=by, now=now, note=f"{given.account} is geen {label} meer.")
    return edition
