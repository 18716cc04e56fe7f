"""Writing down what one expects, writing what changed, and counting it once when the talk begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from weerklank.accounts.models import Account
from weerklank.advices.expecting.counting import together
from weerklank.advices.expecting.models import Expectation, ExpectationCount, Guess
from weerklank.advices.expecting.people import WITH_A_PLACE, Person
from weerklank.advices.expecting.queries import is_open, of_person, statements_of
from weerklank.audit import actions as audit
from weerklank.editions.lifecycle import EditionState
from weerklank.editions.models import EditionTheme
from weerklank.moves import Refusal

TOO_LATE = "Het gesprek over dit thema is begonnen. Wat u eerder schreef, blijft staan zoals het was."
# where an edition has no registration of its own that says so
ERASE_AFTER_DAYS = 30


def _held(theme_id: int) -> EditionTheme:
    """The theme, kept still: nobody writes while it is counted."""
    EditionTheme.objects.select_for_update().get(pk=theme_id)
    return EditionTheme.objects.select_related("edition").get(pk=theme_id)


@transaction.atomic
def expect(*, person: Person, theme_id: int, words: str, guesses: Mapping[int, int], now: datetime) -> Expectation:
    """An adult writes, or writes anew, what the children will say; until the talk begins."""
    theme = _held(theme_id)
    if not person.has_place:
        raise Refusal("Dit kan zodra u een plaats heeft.")
    if not is_open(theme, timezone.localdate(now), seated_at=person.table_ids):
        raise Refusal(TOO_LATE)
    known = frozenset(one.pk for one in statements_of(theme))
    kept = {statement: percent for statement, percent in guesses.items() if statement in known}
    if not words.strip() and not kept:
        raise Refusal("Schrijf op wat u verwacht, of schat bij minstens één zin.", field="words")
    expectation, _ = Expectation.objects.update_or_create(
        edition_theme=theme, attendee=person.attendee, seat=person.seat, defaults={"words": words.strip()}
    )
    expectation.guesses.all().delete()
    Guess.objects.bulk_create(
        Guess(expectation=expectation, statement=statement, percent=percent) for statement, percent in kept.items()
    )
    return expectation


@transaction.atomic
def tell_what_changed(*, person: Person, theme_id: int, words: str, now: datetime) -> Expectation:
    """After the talk: what is different in the own view."""
    theme = _held(theme_id)
    if is_open(theme, timezone.localdate(now), seated_at=person.table_ids):
        raise Refusal("Dit kan na het gesprek. Tot dan kunt u uw verwachting nog veranderen.", field="changed")
    expectation = of_person(person).select_for_update().filter(edition_theme=theme).first()
    if expectation is None:
        raise Refusal("U schreef vooraf niets op. Zonder verwachting is er niets om mee te vergelijken.")
    expectation.changed = words.strip()
    expectation.save(update_fields=["changed"])
    return expectation


def _count(theme: EditionTheme, today: date) -> ExpectationCount:
    # somebody who signed off does not sit at the table and does not count
    there = Guess.objects.filter(expectation__edition_theme=theme).filter(
        Q(expectation__seat__isnull=False) | Q(expectation__attendee__state__in=WITH_A_PLACE)
    )
    guessed: dict[int, list[int]] = {}
    for statement, percent in there.values_list("statement", "percent"):
        guessed.setdefault(statement, []).append(percent)
    return ExpectationCount.objects.create(edition_theme=theme, closed_on=today, results=together(guessed))


def why_not_closed(theme: EditionTheme) -> str:
    """Why nobody can close this theme now, as a sentence; empty where somebody can."""
    if ExpectationCount.objects.filter(edition_theme=theme).exists():
        return f"De verwachtingen over {theme} zijn net al gesloten."
    if theme.edition.state == EditionState.DRAFT:
        return (
            f"{theme.edition} is nog een concept. Sluiten kan niet ongedaan worden gemaakt; het kan pas als de editie is "
            "aangekondigd en het gesprek begint."
        )
    if not theme.expectations.exists():
        return (
            f"Nog niemand schreef iets op over {theme}. Dan is er niets te tellen. Wacht tot volwassenen hebben "
            "geschreven; begint het gesprek, dan sluit het thema vanzelf."
        )
    return ""


@transaction.atomic
def close(*, theme_id: int, by: Account, now: datetime) -> ExpectationCount:
    """The organiser closes a theme: nobody writes any more, and what adults expected together is counted, once."""
    theme = _held(theme_id)
    if sentence := why_not_closed(theme):
        raise Refusal(sentence)
    count = _count(theme, timezone.localdate(now))
    audit.record(action="expectations.closed", obj=theme, by=by, now=now, label=str(theme))
    return count


@dataclass(frozen=True, slots=True)
class KeptUp:
    """What was done without anybody asking for it."""

    counted: int
    erased: int

    @property
    def told(self) -> str:
        said = ((self.counted, "thema’s geteld"), (self.erased, "verwachtingen van plaatsen gewist"))
        return ", ".join(f"{count} {what}" for count, what in said if count)


def keep_up(*, now: datetime) -> KeptUp:
    """Counts the themes at which everybody sits and talks, and forgets what was written at places; twice is once."""
    today = timezone.localdate(now)
    waiting = EditionTheme.objects.filter(expectations__isnull=False, expectation_count__isnull=True).distinct()
    counted = sum(_count_if_over(pk, now) for pk in waiting.values_list("pk", flat=True))
    return KeptUp(counted, _forget_places(today))


@transaction.atomic
def _count_if_over(theme_id: int, now: datetime) -> bool:
    theme = _held(theme_id)
    today = timezone.localdate(now)
    if ExpectationCount.objects.filter(edition_theme=theme).exists() or is_open(theme, today):
        return False
    _count(theme, today)
    audit.record(action="expectations.closed", obj=theme, by=None, now=now, label=str(theme))
    return True


def _forget_places(today: date) -> int:
    """What was written by somebody who registered goes with the registration; a place has none, and goes the same day."""
    at_places = Expectation.objects.filter(seat__isnull=False).select_related(
        "edition_theme__edition__day_registration"
    )
    over = [one.pk for one in at_places if _is_over(one, today)]
    Expectation.objects.filter(pk__in=over).delete()
    return len(over)


def _is_over(expectation: Expectation, today: date) -> bool:
    edition = expectation.edition
    registration = getattr(edition, "day_registration", None)
    last = registration.erase_after if registration else None
    if last is None and edition.date:
        last = edition.date + timedelta(days=ERASE_AFTER_DAYS)
    return edition.state == EditionState.CLOSED or (last is not None and last < today)
