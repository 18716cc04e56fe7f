"""Figures for these tests: one with a break and a revision, one with a claim, one that is old."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from weerklank.evidence.models import Indicator, IndicatorBreak, Observation, Source
from weerklank.rights.models import Territory, Theme


@pytest.fixture
def source(db: None) -> Source:
    return Source.objects.create(
        title="Een telling", publisher="De Tellers", url="https://tellers.example/1", published="2024-05"
    )


@pytest.fixture
def poverty(theme: Theme, source: Source) -> Indicator:
    place = Territory.objects.create(code="NL-Europe", slug="europees-nederland", name="Europees Nederland")
    indicator = Indicator.objects.create(
        code="armoede",
        title="Kinderen in armoede",
        theme=theme,
        territory=place,
        definition="Kinderen onder een grens.",
        scope="Alleen in Nederland.",
        unit="kinderen",
        producer="De Tellers",
        limits="Het zegt niets over wie er net boven zit.",
        order=1,
    )
    rows = (
        ("oud", "2020", 221000, "6.9", "eerste opgave"),
        ("oud", "2020", 218000, "6.8", "herziene opgave"),
        ("oud", "2021", 209000, "6.6", ""),
        ("nieuw", "2022", None, "4.0", ""),
        ("nieuw", "2023", 115000, "3.6", ""),
    )
    for version, year, value, share, vintage in rows:
        Observation.objects.create(
            indicator=indicator,
            definition_version=version,
            period=year,
            period_start=date(int(year), 1, 1),
            territory=place,
            value=value,
            share=Decimal(share),
            vintage=vintage,
            source=source,
        )
    IndicatorBreak.objects.create(
        indicator=indicator,
        between="2021 en 2022",
        after=date(2022, 1, 1),
        note="Er kwam een andere grens.",
        source=source,
    )
    return indicator


@pytest.fixture
def old(db: None, source: Source) -> Indicator:
    indicator = Indicator.objects.create(
        code="rechten-kennen",
        title="Jongeren die hun rechten kennen",
        definition="Wie zegt zijn rechten te kennen.",
        scope="Jongeren die meededen.",
        unit="procent van de jongeren",
        producer="Een ander",
        claim="Iedereen kent zijn rechten.",
        claim_source=source,
        check_note="Dat is niet wat er is gevraagd.",
        order=2,
    )
    Observation.objects.create(
        indicator=indicator, period="2012", period_start=date(2012, 1, 1), value=69, source=source
    )
    return indicator
