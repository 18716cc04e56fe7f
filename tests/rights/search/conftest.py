"""Limbs to find: two made up ones, and the real ones where the texts of the UN lie beside the checkout."""

from __future__ import annotations

import pytest
from benchmarks.search_quality import FILES, REAL
from django.core.management import call_command

from tests.rights.limbs import article, document, limb
from weerklank.rights import search
from weerklank.rights.models import (
    Recommendation,
    RecommendationConcept,
    RecommendationText,
    RecommendationTheme,
    Theme,
    ThemeName,
)


@pytest.fixture
def care(db: None) -> Recommendation:
    """About youth care, in Dutch of our own and the Committee's English."""
    made = limb(
        22,
        of=document(2030),
        letter="b",
        text="Ensure that children in alternative care are heard, and that siblings are not separated.",
        plain="Kinderen in een pleeggezin worden gehoord. De jeugdbescherming houdt broers en zussen samen.",
        subject="Kinderen die niet thuis wonen",
    )
    made.number = "22(b)"
    made.save()
    made.paragraph.heading = "Children deprived of a family environment"
    made.paragraph.save()
    RecommendationText.objects.create(
        recommendation=made, register="child", text="Je broer of zus mag bij jou blijven.", state="published"
    )
    RecommendationConcept.objects.create(
        recommendation=made, concept=article("20", "Zorg buiten huis"), state="confirmed"
    )
    theme = Theme.objects.create(slug="jeugdhulp")
    ThemeName.objects.create(theme=theme, name="Jeugdhulp", child_name="Hulp als het thuis niet goed gaat")
    RecommendationTheme.objects.create(recommendation=made, theme=theme, state="confirmed")
    search.refresh([made.pk])
    return made


@pytest.fixture
def play(db: None) -> Recommendation:
    """About playing, of an earlier round."""
    made = limb(
        5,
        of=document(2024, "CRC/C/NLD/CO/8"),
        text="Taking note of target 4.2 of the Sustainable Development Goals, open every playground in Saba.",
        plain="Open elke speeltuin op Saba, ook ’s avonds. Curaçao doet dat al.",
        subject="Spelen",
    )
    search.refresh([made.pk])
    return made


@pytest.fixture
def real(db: None) -> None:
    """All that we hold of 2004, 2015 and 2022, with our own words beside it."""
    if not REAL.exists():
        pytest.skip("de teksten van de VN liggen niet naast deze map")
    call_command("content", verbosity=0)
    for name in FILES:
        call_command("import", "observations", str(REAL / name), "--rows", "none", verbosity=0)
    search.rebuild()
