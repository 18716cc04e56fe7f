"""Organisations come, change their name, and end; their history keeps the name of its time."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import IntegrityError, models, transaction
from django.utils.formats import date_format
from django.utils.text import slugify

from weerklank.accounts.models import Account, Organisation, OrganisationKind
from weerklank.accounts.queries import pointing_to, predecessors
from weerklank.audit.actions import record
from weerklank.moves import Refusal

LEAST_REASON = 10
_LONGEST_SLUG = 60


def _locked(organisation_id: int) -> Organisation:
    found = Organisation.objects.select_for_update(of=("self",)).filter(pk=organisation_id).first()
    if found is None:
        raise Refusal("Deze organisatie staat er niet meer. Ga terug naar de lijst.")
    return found


def _event(organisation: Organisation, event: str, note: str, *, by: Account, now: datetime) -> None:
    record(
        action=f"organisation.{event}",
        obj=organisation,
        by=by,
        now=now,
        label=organisation.name,
        note=note,
        public=True,
    )


def _free_slug(name: str) -> str:
    stem = slugify(name)[:_LONGEST_SLUG].strip("-") or "organisatie"
    taken = {"nieuw", *Organisation.objects.filter(slug__startswith=stem).values_list("slug", flat=True)}
    numbered = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 2))
    return next(slug for slug in numbered if slug not in taken)


def _named(name: str, *, field: str = "name") -> str:
    said = " ".join(name.split())
    if not said:
        raise Refusal("Geef de organisatie een naam.", field=field)
    return said[:200]


def _unused(name: str, start: date | None, end: date | None, *, but: int | None = None, field: str = "name") -> None:
    """Two bodies of one name at one time cannot be told apart; one after the other they can."""
    same = Organisation.objects.filter(name__iexact=name)
    for other in same.exclude(pk=but) if but is not None else same:
        before = other.valid_to is not None and start is not None and other.valid_to < start
        after = other.valid_from is not None and end is not None and other.valid_from > end
        if not (before or after):
            raise Refusal(f"{other.name} staat er al. Gebruik die, of maak het verschil in de naam.", field=field)


def _kind(kind: str) -> str:
    if kind not in OrganisationKind.values:
        raise Refusal("Kies wat voor organisatie dit is.", field="kind")
    return kind


def _in_order(start: date | None, end: date | None) -> None:
    if start and end and end < start:
        raise Refusal("De einddatum ligt voor de begindatum.", field="valid_to")


def _fits_after(before: Organisation | None, organisation: Organisation | None, start: date | None) -> None:
    if before is None:
        return
    if organisation is not None and organisation.pk in {before.pk, *(one.pk for one in predecessors(before))}:
        raise Refusal("Zo volgt deze organisatie zichzelf op. Kies een andere voorganger.", field="predecessor")
    if start and before.valid_from and start < before.valid_from:
        raise Refusal(
            f"{before} begon pas op {date_format(before.valid_from, 'j F Y')}; deze begint eerder.",
            field="predecessor",
        )


# --- Coming and changing -----------------------------------------------------------------------------------------------


@transaction.atomic
def add_organisation(
    *,
    name: str,
    short_name: str,
    kind: str,
    about: str,
    valid_from: date | None,
    valid_to: date | None,
    predecessor: Organisation | None,
    source_url: str,
    by: Account,
    now: datetime,
) -> Organisation:
    """A body that can be asked, promise, act or speak."""
    said = _named(name)
    _in_order(valid_from, valid_to)
    _unused(said, valid_from, valid_to)
    _fits_after(predecessor, None, valid_from)
    made = Organisation.objects.create(
        slug=_free_slug(short_name.strip() or said),
        name=said,
        short_name=short_name.strip()[:60],
        kind=_kind(kind),
        about=about.strip(),
        valid_from=valid_from,
        valid_to=valid_to,
        predecessor=predecessor,
        source_url=source_url.strip(),
        verified_on=now.date() if source_url.strip() else None,
    )
    _event(made, "added", str(made.get_kind_display()), by=by, now=now)
    return made


@transaction.atomic
def edit_organisation(
    *,
    organisation_id: int,
    name: str,
    short_name: str,
    kind: str,
    about: str,
    valid_from: date | None,
    valid_to: date | None,
    predecessor: Organisation | None,
    source_url: str,
    by: Account,
    now: datetime,
) -> Organisation:
    """What was written down wrongly is mended; a new name from a day on is a successor instead."""
    organisation = _locked(organisation_id)
    said = _named(name)
    _in_order(valid_from, valid_to)
    _unused(said, valid_from, valid_to, but=organisation.pk)
    _fits_after(predecessor, organisation, valid_from)
    wanted = {
        "name": said,
        "short_name": short_name.strip()[:60],
        "kind": _kind(kind),
        "about": about.strip(),
        "valid_from": valid_from,
        "valid_to": valid_to,
        "predecessor": predecessor,
        "source_url": source_url.strip(),
    }
    changed = [field for field, value in wanted.items() if getattr(organisation, field) != value]
    if not changed:
        raise Refusal("Er is niets veranderd aan deze organisatie.")
    was = organisation.name
    for field in changed:
        setattr(organisation, field, wanted[field])
    organisation.verified_on = now.date()
    organisation.save(update_fields=[*changed, "verified_on"])
    words = ", ".join(_FIELDS[field] for field in changed)
    note = f"verbeterd: {words}" + (f" (was: {was})" if "name" in changed else "")
    _event(organisation, "edited", note, by=by, now=now)
    return organisation


_FIELDS = {
    "name": "naam",
    "short_name": "korte naam",
    "kind": "soort",
    "about": "omschrijving",
    "valid_from": "begin",
    "valid_to": "einde",
    "predecessor": "voorganger",
    "source_url": "bron",
}


@transaction.atomic
def rename_organisation(
    *,
    organisation_id: int,
    name: str,
    short_name: str,
    on: date,
    source_url: str,
    people_move: bool,
    by: Account,
    now: datetime,
) -> Organisation:
    """From a day on the body has another name: the old one ends the day before and everything it did stays with it."""
    old = _locked(organisation_id)
    said = _named(name)
    if said.casefold() == old.name.casefold():
        raise Refusal("Dit is de naam die er al staat.", field="name")
    if old.valid_to is not None:
        raise Refusal(f"{old} eindigde al op {date_format(old.valid_to, 'j F Y')}. Kies wie er nu is.", field="on")
    if old.valid_from and on <= old.valid_from:
        raise Refusal(f"{old} begon op {date_format(old.valid_from, 'j F Y')}. Kies een latere dag.", field="on")
    _unused(said, on, None, but=old.pk)
    old.valid_to = on - timedelta(days=1)
    old.save(update_fields=["valid_to"])
    new = Organisation.objects.create(
        slug=_free_slug(short_name.strip() or said),
        name=said,
        short_name=short_name.strip()[:60],
        kind=old.kind,
        about=old.about,
        predecessor=old,
        valid_from=on,
        source_url=source_url.strip(),
        verified_on=now.date(),
        is_demonstration=old.is_demonstration,
    )
    moved = old.people.update(organisation=new) if people_move else 0
    note = f"heet vanaf {date_format(on, 'j F Y')}: {new.name}"
    if moved:
        note += f"; {moved} {'account gaat' if moved == 1 else 'accounts gaan'} mee"
    _event(old, "renamed", note, by=by, now=now)
    _event(new, "added", f"opvolger van {old.name}", by=by, now=now)
    return new


# --- Ending ------------------------------------------------------------------------------------------------------------


@transaction.atomic
def end_organisation(*, organisation_id: int, on: date, reason: str, by: Account, now: datetime) -> Organisation:
    """The last day of a body that nobody follows under another name."""
    organisation = _locked(organisation_id)
    if organisation.valid_to is not None:
        raise Refusal(f"{organisation} eindigde al op {date_format(organisation.valid_to, 'j F Y')}.", field="on")
    if organisation.valid_from and on < organisation.valid_from:
        raise Refusal(f"{organisation} begon pas op {date_format(organisation.valid_from, 'j F Y')}.", field="on")
    why = reason.strip()
    if len(why) < LEAST_REASON:
        raise Refusal("Schrijf waarom deze organisatie eindigt, in een zin die een ander begrijpt.", field="reason")
    organisation.valid_to = on
    organisation.save(update_fields=["valid_to"])
    _event(organisation, "ended", f"laatste dag {date_format(on, 'j F Y')}: {why}", by=by, now=now)
    return organisation


@transaction.atomic
def delete_organisation(*, organisation_id: int, by: Account, now: datetime) -> str:
    """An entry that was a mistake goes; with anything pointing to it, it stays and says what."""
    organisation = _locked(organisation_id)
    name, points = organisation.name, pointing_to(organisation)
    if points:
        *most, last = [str(one) for one in points]
        words = f"{', '.join(most)} en {last}" if most else last
        raise Refusal(
            f"{name} blijft staan: hiernaar verwijzen {words}. Bestaat de organisatie niet meer, beëindig haar dan; "
            "heet zij anders, hernoem haar."
        )
    _event(organisation, "deleted", "stond er bij vergissing", by=by, now=now)
    try:
        with transaction.atomic():
            organisation.delete()
    except (models.ProtectedError, IntegrityError):
        # somebody pointed to it after the count
        raise Refusal(f"{name} blijft staan: er is net iets aan gehangen. Ververs de bladzijde.") from None
    return name
