"""How people sign up for the day: the organiser sets it, and what was promised to whoever signed up stays true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.formats import date_format

from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.editions.actions.line import SEATED, next_in_line
from weerklank.editions.lifecycle import AttendanceState as A
from weerklank.editions.lifecycle import EditionState
from weerklank.editions.models import (
    AttendeeTrait,
    Choosing,
    DayRegistration,
    Edition,
    Entrance,
    ParticipantRole,
    Trait,
)
from weerklank.moves import Refusal


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a trait, and how many of those who are chosen it must and may hold."""

    name: str
    minimum: int = 0
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One trait as the organiser wants it; ``pk`` where it exists, ``field`` where a refusal belongs."""

    pk: int | None
    name: str
    question: str
    answers: tuple[Answer, ...]
    field: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that the page of the registration says."""

    opens_on: date
    closes_on: date
    entrance: Entrance
    choosing: Choosing
    reach: str
    erase_after_days: int
    places: Mapping[ParticipantRole, int]
    traits: Sequence[Asked] = ()


def _said(day: date) -> str:
    return date_format(day, "j F Y")


@transaction.atomic
def set_registration(*, edition_id: int, wanted: Settings, by: Account, now: datetime) -> DayRegistration:
    """Says when, how and with how many places people sign up; who gains a place by it gets it at once."""
    # its key stays free, as everywhere: whoever adds a row to this edition holds the log for which we wait later
    edition = Edition.objects.select_for_update(no_key=True).get(pk=edition_id)
    registration = DayRegistration.objects.select_for_update(no_key=True).filter(edition=edition).first()
    _fits_the_day(edition, wanted)
    if registration:
        registration.edition = edition
        _keeps_its_word(registration, wanted, timezone.localdate(now))
    before = _as_words(registration) if registration else {}
    registration = registration or DayRegistration(edition=edition)
    for name in ("opens_on", "closes_on", "entrance", "choosing", "reach", "erase_after_days"):
        setattr(registration, name, getattr(wanted, name))
    registration.save()
    for role in ParticipantRole:
        places = wanted.places.get(role, 0)
        if places or registration.places.filter(role=role).exists():
            registration.places.update_or_create(role=role, defaults={"places": places})
    _set_traits(registration, wanted.traits)
    after = _as_words(registration)
    changed = [f"{name}: {words}" for name, words in after.items() if before.get(name) != words]
    changed += [f"{name}: weg" for name in before if name not in after]
    if changed:
        audit.record(
            action="registration.changed" if before else "registration.set",
            obj=registration,
            by=by,
            now=now,
            note="; ".join(changed)[:1000] + ".",
        )
    for role in ParticipantRole:
        next_in_line(registration_id=registration.pk, role=role, now=now)
    return registration


def _fits_the_day(edition: Edition, wanted: Settings) -> None:
    if edition.date is None:
        raise Refusal("Zet eerst de datum van de dialoogdag bij de gegevens van de editie.")
    if wanted.closes_on < wanted.opens_on:
        raise Refusal("De aanmelding sluit voordat zij opengaat. Pas een van beide aan.", field="closes_on")
    if wanted.closes_on > edition.date:
        raise Refusal(
            f"De dialoogdag is op {_said(edition.date)}. De aanmelding sluit uiterlijk op die dag.", field="closes_on"
        )
    if not any(wanted.places.values()):
        raise Refusal("Zeg bij minstens één rol hoeveel plaatsen er zijn.", field=f"places_{ParticipantRole.CHILD}")
    room = sum(wanted.places.values())
    for trait in wanted.traits:
        if sum(answer.minimum for answer in trait.answers) > room:
            raise Refusal(
                f"De minima bij ‘{trait.name}’ zijn samen meer dan de {room} plaatsen. Verlaag ze.", field=trait.field
            )


def _keeps_its_word(registration: DayRegistration, wanted: Settings, today: date) -> None:
    """What people could read when they signed up does not change behind their backs."""
    # of a concept nobody could read any of it
    promised = registration.edition.state != EditionState.DRAFT
    if promised and registration.opens_on <= today and wanted.opens_on != registration.opens_on:
        raise Refusal(f"De aanmelding is al open sinds {_said(registration.opens_on)}.", field="opens_on")
    open_now = promised and registration.opens_on <= today <= registration.closes_on
    if open_now and wanted.closes_on < registration.closes_on:
        raise Refusal(
            f"Op de bladzijde staat dat aanmelden kan tot en met {_said(registration.closes_on)}. Later mag, eerder niet.",
            field="closes_on",
        )
    seated = dict(
        registration.attendees.filter(state__in=SEATED)
        .values_list("role")
        .annotate(Count("pk"))
        .values_list("role", "pk__count")
    )
    for role in ParticipantRole:
        if wanted.places.get(role, 0) < seated.get(role, 0):
            raise Refusal(
                f"Voor de rol ‘{role.label}’ hebben al {seated[role]} mensen een plaats. Minder plaatsen kan niet.",
                field=f"places_{role}",
            )
    if not registration.attendees.exclude(state=A.INVITED).exists():
        return
    if wanted.choosing != registration.choosing:
        raise Refusal(
            "Er zijn al mensen die zich aanmeldden. Hoe er wordt gekozen, verandert daarna niet meer.", field="choosing"
        )
    if wanted.erase_after_days > registration.erase_after_days:
        raise Refusal(
            f"We beloofden alles na {registration.erase_after_days} dagen te wissen. Eerder mag, later niet.",
            field="erase_after_days",
        )


def _set_traits(registration: DayRegistration, wanted: Sequence[Asked]) -> None:
    """Traits and their answers as asked; an answer that somebody gave stays."""
    kept = [one.pk for one in wanted if one.pk]
    for trait in registration.traits.exclude(pk__in=kept):
        if AttendeeTrait.objects.filter(trait=trait).exists():
            raise Refusal(f"Mensen hebben al geantwoord op ‘{trait}’. Die vraag blijft dus staan.")
        trait.delete()
    for order, one in enumerate(wanted, start=1):
        known = registration.traits.filter(pk=one.pk).first() if one.pk else None
        trait = known or Trait(registration=registration)
        same = registration.traits.filter(name__iexact=one.name).exclude(pk=trait.pk)
        if same.exists():
            raise Refusal(f"‘{one.name}’ staat er al. Kies een andere naam.", field=one.field)
        trait.name, trait.question, trait.order = one.name, one.question, order
        trait.save()
        _set_answers(trait, one)


def _set_answers(trait: Trait, wanted: Asked) -> None:
    names = {answer.name for answer in wanted.answers}
    for value in trait.values.exclude(name__in=names):
        if AttendeeTrait.objects.filter(value=value).exists():
            raise Refusal(f"Mensen hebben al ‘{value}’ geantwoord. Dat antwoord blijft dus staan.", field=wanted.field)
        value.delete()
    for order, answer in enumerate(wanted.answers, start=1):
        trait.values.update_or_create(
            name=answer.name, defaults={"order": order, "minimum": answer.minimum, "maximum": answer.maximum}
        )


def _as_words(registration: DayRegistration) -> dict[str, str]:
    """The settings as the log says them, to tell what changed."""
    words = {
        "opent": _said(registration.opens_on),
        "sluit": _said(registration.closes_on),
        "wie": str(Entrance(registration.entrance).label),
        "gekozen": str(Choosing(registration.choosing).label),
        "bereikbaar": registration.reach,
        "wissen na": f"{registration.erase_after_days} dagen",
    }
    for row in registration.places.order_by("role"):
        words[f"plaatsen {row.get_role_display()}"] = str(row.places)
    for trait in registration.traits.prefetch_related("values"):
        answers = (
            f"{value} {value.minimum}–{'' if value.maximum is None else value.maximum}" for value in trait.values.all()
        )
        words[f"vraag {trait}"] = f"{trait.question} ({', '.join(answers)})"
    return words
