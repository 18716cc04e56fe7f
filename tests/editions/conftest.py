"""Themes to choose from, and a table that is all that a table must be."""

from __future__ import annotations

from datetime import date

import pytest

from weerklank.advices.models import Advice, ReadBack
from weerklank.editions.models import Edition
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
