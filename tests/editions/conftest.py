"""Themes to choose from, and a table that is all that a table must be."""

from __future__ import annotations

from datetime import date

import pytest

from weerklank.advices.models import Advice, ReadBack
from weerklank.editions.models import DayRegistration, Edition
from weerklank.rights.models import Theme, ThemeName


@pytest.fixture
def safety(db: None) -> Theme:
    theme = Theme.objects.create(slug="veiligheid", order=2)
    ThemeName.objects.create(theme=theme, name="Veiligheid")
    return theme


@pytest.fixture
def play(db: None) -> Theme:
    theme = Theme.objects.create(slug="spelen", order=3)
    ThemeName.objects.create(theme=theme, name="Spelen")
    return theme


@pytest.fixture
def previous(safety: Theme, play: Theme) -> Edition:
    """An edition of a real year, with two themes in its own words."""
    edition = Edition.objects.create(year=2025, slug="2025", title="Dialoog 2025", state="closed")
    edition.themes.create(theme=play, name="Tijd om te spelen", order=1, source_url="https://voorbeeld.example/2025")
    edition.themes.create(theme=safety, name="Veilig zijn", order=2)
    return edition


@pytest.fixture
def advice(edition, edition_theme, table) -> Advice:
    return Advice.objects.create(
        number="2026-ARM-01", edition=edition, edition_theme=edition_theme, table=table, title="Advies", state="draft"
    )


@pytest.fixture
def read_back(advice, now) -> ReadBack:
    return ReadBack.objects.create(advice=advice, seat=advice.table.seats.get(alias="Kind 1"), agrees=True, said_at=now)


DAY = date(2027, 5, 20)


@pytest.fixture
def day(edition: Edition) -> DayRegistration:
    """A day to which one child, two young people, two ministries and five organisations can come."""
    edition.date, edition.place, edition.state = date(2026, 12, 10), "Voorbeeldstad", "preparing"
    edition.save()
    registration = DayRegistration.objects.create(
        edition=edition, opens_on=date(2026, 11, 1), closes_on=date(2026, 11, 30), reach="dag@voorbeeld.example"
    )
    for role, places in (("child", 1), ("young_person", 2), ("organisation", 5), ("ministry", 2)):
        registration.places.create(role=role, places=places)
    return registration
