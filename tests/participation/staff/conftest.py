"""A question as an organiser fills it in."""

from __future__ import annotations

from datetime import date

import pytest

from weerklank.participation.actions.staff import Question
from weerklank.participation.models import Consultation


@pytest.fixture
def question() -> Question:
    return Question(
        question="Wat maakt school voor jou fijner?",
        why="Je zit er veel.",
        can_change="De regels op school.",
        cannot_change="Dat je naar school moet.",
        who_decides="De minister van A",
        hear_by=date(2027, 6, 1),
        opens_on=date(2026, 12, 1),
        closes_on=date(2027, 2, 1),
        panel_note="",
        sensitive=False,
    )


@pytest.fixture
def draft(edition, edition_theme) -> Consultation:
    return Consultation.objects.create(
        edition=edition, edition_theme=edition_theme, slug="concept", question="Een vraag in concept?"
    )
