"""A day with made-up people: who signed up, what they said, and tables to seat them at."""

from __future__ import annotations

import hashlib
import uuid
from datetime import date
from typing import Any

from weerklank.editions.models import (
    Attendee,
    Bond,
    DayRegistration,
    Edition,
    ParticipantRole,
    RolePlaces,
    ThemeTable,
    Trait,
    TraitValue,
)

ROLES = ParticipantRole


def day_of(edition: Edition, **places: int) -> DayRegistration:
    """Signing up that is closed, with a lottery and so many places of each role."""
    registration = DayRegistration.objects.create(
        edition=edition,
        opens_on=date(2026, 10, 1),
        closes_on=date(2026, 11, 1),
        choosing="lottery",
        reach="dag@example.org",
    )
    for role, number in places.items():
        RolePlaces.objects.create(registration=registration, role=role, places=number)
    return registration


def trait_of(registration: DayRegistration, name: str, **quotas: tuple[int, int | None]) -> Trait:
    trait = Trait.objects.create(registration=registration, name=name, question=f"{name}?")
    for order, (value, (least, most)) in enumerate(quotas.items()):
        TraitValue.objects.create(trait=trait, name=value, order=order, minimum=least, maximum=most)
    return trait


def people(
    registration: DayRegistration, role: str, count: int, *, answers: dict[Trait, str] | None = None, **fields: Any
) -> list[Attendee]:
    """So many people of one role, each under a name of their own."""
    made = []
    for _ in range(count):
        number = Attendee.objects.filter(registration=registration).count() + 1
        # keys that a test always has the same: the order of a draw follows them
        key = hashlib.sha256(f"{role}:{number}".encode()).hexdigest()
        row = Attendee.objects.create(
            pk=uuid.UUID(key[:32]), registration=registration, role=role,
            **({"name": f"{role.capitalize()}naam{number} Voorbeeld"} | fields),
            registered_on=date(2026, 10, 2), place_in_line=number, secret_digest=key, request_key=key,
        )  # fmt: skip
        for trait, value in (answers or {}).items():
            row.traits.create(trait=trait, value=trait.values.get(name=value))
        made.append(row)
    return made


def seatable(registration: DayRegistration, *, tables: int = 2, children: int = 6) -> list[ThemeTable]:
    """People who come, enough for so many tables, and the tables."""
    people(registration, "child", children, state="confirmed")
    people(registration, "ministry", tables, state="confirmed")
    people(registration, "organisation", tables, state="confirmed")
    theme = registration.edition.themes.first()
    return [ThemeTable.objects.create(edition_theme=theme, number=number) for number in range(1, tables + 1)]


def bond(first: Attendee, second: Attendee, kind: str) -> Bond:
    return Bond.objects.create(first=first, second=second, kind=kind)
