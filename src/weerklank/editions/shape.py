"""What of an earlier edition its own app can take over: themes, phases, the day's programme, and how people sign up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from weerklank.accounts.models import Account
from weerklank.editions.lifecycle import EditionState
from weerklank.editions.models import (
    DayRegistration,
    Edition,
    EditionTheme,
    PhaseDate,
    ProgrammeDay,
    ProgrammeSession,
    RolePlaces,
    Trait,
    TraitValue,
)
from weerklank.editions.phases import PHASES as WORDS
from weerklank.editions.taking_over import THERE, Item, Piece, Shift, offer

_SETTINGS, _HOURS = "instellingen", "tijden"


def _there(yes: bool) -> str:
    return THERE if yes else ""


# -- themes -------------------------------------------------------------------------------------------------------


def _themes(shift: Shift) -> Iterable[Item]:
    known = set(shift.edition.themes.values_list("theme", flat=True)) if shift.edition else set()
    for theme in shift.previous.themes.order_by("order", "id"):
        yield Item(str(theme.theme_id), theme.name, blocked=_there(theme.theme_id in known))


def _lay_themes(shift: Shift, edition: Edition, keys: frozenset[str], by: Account, now: datetime) -> None:
    # its source told of the earlier edition, so that stays there
    last = edition.themes.count()
    wanted = [theme for theme in shift.previous.themes.order_by("order", "id") if str(theme.theme_id) in keys]
    EditionTheme.objects.bulk_create(
        EditionTheme(edition=edition, theme_id=kept.theme_id, name=kept.name, order=order)
        for order, kept in enumerate(wanted, start=last + 1)
    )


# -- the calendar -------------------------------------------------------------------------------------------------


def _phases(shift: Shift) -> Iterable[Item]:
    known = set(shift.edition.phase_dates.values_list("phase", flat=True)) if shift.edition else set()
    for kept in shift.previous.phase_dates.all():
        until = f" tot en met {shift.moved(kept.ends_on):%d-%m-%Y}" if kept.ends_on else ""
        becomes = f"vanaf {shift.moved(kept.begins_on):%d-%m-%Y}{until}"
        name = str(WORDS[EditionState(kept.phase)].name)
        yield Item(kept.phase, name, becomes, _there(kept.phase in known))


def _lay_phases(shift: Shift, edition: Edition, keys: frozenset[str], by: Account, now: datetime) -> None:
    PhaseDate.objects.bulk_create(
        PhaseDate(
            edition=edition,
            phase=kept.phase,
            begins_on=shift.moved(kept.begins_on),
            ends_on=shift.moved(kept.ends_on) if kept.ends_on else None,
            changed_on=timezone.localdate(now),
        )
        for kept in shift.previous.phase_dates.filter(phase__in=keys)
    )


# -- the day ------------------------------------------------------------------------------------------------------


def _key_of(session: ProgrammeSession) -> tuple[str, str]:
    return session.title, f"{session.begins or ''}"


def _programme(shift: Shift) -> Iterable[Item]:
    edition = shift.edition
    known = {_key_of(one) for one in edition.programme_sessions.all()} if edition else set()
    day = ProgrammeDay.objects.filter(edition=shift.previous).first()
    if day:
        there = edition is not None and ProgrammeDay.objects.filter(edition=edition).exists()
        yield Item(_HOURS, f"De dag duurt van {day.opens:%H:%M} tot {day.closes:%H:%M}", blocked=_there(there))
    for kept in shift.previous.programme_sessions.all():
        hours = f"{kept.begins:%H:%M} tot {kept.ends:%H:%M}" if kept.begins and kept.ends else "nog zonder tijd"
        yield Item(str(kept.pk), kept.title, hours, _there(_key_of(kept) in known))


def _lay_programme(shift: Shift, edition: Edition, keys: frozenset[str], by: Account, now: datetime) -> None:
    if _HOURS in keys:
        day = ProgrammeDay.objects.get(edition=shift.previous)
        ProgrammeDay.objects.create(edition=edition, opens=day.opens, closes=day.closes)
    ProgrammeSession.objects.bulk_create(
        ProgrammeSession(
            edition=edition, kind=kept.kind, title=kept.title, begins=kept.begins, ends=kept.ends,
            language=kept.language, audience=kept.audience,
        )
        for kept in shift.previous.programme_sessions.all()
        if str(kept.pk) in keys
    )  # fmt: skip


# -- who comes ----------------------------------------------------------------------------------------------------


def _quotas(trait: Trait) -> str:
    def one(value: TraitValue) -> str:
        most = f" tot {value.maximum}" if value.maximum is not None else " of meer"
        return f"{value.name} {value.minimum}{most}"

    return ", ".join(one(value) for value in trait.values.all())


def _days(shift: Shift, kept: DayRegistration) -> tuple[date, date]:
    """A first day that is past would say that people could sign up all that time."""
    opens = shift.moved_ahead(kept.opens_on)
    return opens, max(opens, shift.moved(kept.closes_on))


def _registration(shift: Shift) -> Iterable[Item]:
    kept = DayRegistration.objects.filter(edition=shift.previous).first()
    if kept is None:
        return
    own = DayRegistration.objects.filter(edition=shift.edition).first() if shift.edition else None
    roles = set(own.places.values_list("role", flat=True)) if own else set()
    names = set(own.traits.values_list("name", flat=True)) if own else set()
    opens, closes = _days(shift, kept)
    becomes = f"van {opens:%d-%m-%Y} tot en met {closes:%d-%m-%Y}"
    words = f"{kept.get_entrance_display().capitalize()}; {kept.get_choosing_display()}"
    yield Item(_SETTINGS, words, becomes, _there(own is not None))
    for place in kept.places.order_by("role"):
        words = f"Plaatsen voor {place.get_role_display()}: {place.places}"
        yield Item(f"rol-{place.role}", words, blocked=_there(place.role in roles))
    for trait in kept.traits.prefetch_related("values"):
        words = f"Vraag ‘{trait.name}’"
        yield Item(f"vraag-{trait.pk}", words, _quotas(trait), _there(trait.name in names))


def _lay_registration(shift: Shift, edition: Edition, keys: frozenset[str], by: Account, now: datetime) -> None:
    kept = DayRegistration.objects.get(edition=shift.previous)
    how = {"entrance": kept.entrance, "choosing": kept.choosing, "erase_after_days": kept.erase_after_days}
    opens, closes = _days(shift, kept)
    # who answered the telephone last year is somebody; whom to call now is asked before the edition is announced
    own, _ = DayRegistration.objects.get_or_create(
        edition=edition,
        defaults={"opens_on": opens, "closes_on": closes, "reach": "", **(how if _SETTINGS in keys else {})},
    )
    RolePlaces.objects.bulk_create(
        RolePlaces(registration=own, role=place.role, places=place.places)
        for place in kept.places.all()
        if f"rol-{place.role}" in keys
    )
    for trait in kept.traits.prefetch_related("values"):
        if f"vraag-{trait.pk}" not in keys:
            continue
        new = Trait.objects.create(registration=own, name=trait.name, question=trait.question, order=trait.order)
        TraitValue.objects.bulk_create(
            TraitValue(trait=new, name=value.name, order=value.order, minimum=value.minimum, maximum=value.maximum)
            for value in trait.values.all()
        )


offer(Piece("themas", "Thema’s", "In de woorden en de volgorde van toen.", _themes, _lay_themes, 10))
offer(Piece("fasen", "Kalender", "Elke fase schuift mee met de dag.", _phases, _lay_phases, 20))
offer(
    Piece(
        "programma",
        "Programma van de dag",
        "Tijden en onderdelen. Zalen, namen en wie iets leidt, blijven achter.",
        _programme,
        _lay_programme,
        50,
    )
)
offer(
    Piece(
        "aanmelden",
        "Aanmelden voor de dag",
        "Plaatsen per rol en waarop eerlijk wordt gekozen. Wie er kwam en wie te bellen was, blijft achter.",
        _registration,
        _lay_registration,
        60,
    )
)
