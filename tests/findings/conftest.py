"""What children said and a moderator published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count

import pytest

from weerklank.participation.models import Consultation, Contribution, Statement

Said = Callable[..., Contribution]


@pytest.fixture
def said(consultation) -> Said:
    numbers = count()

    def one(text: str = "De bus moet gratis zijn voor wie weinig geld heeft.", **more) -> Contribution:
        values = {"received_on": date(2026, 11, 18), "submission_key": f"k{next(numbers)}", "state": "published"} | more
        return Contribution.objects.create(consultation=consultation, original=text, **values)

    return one


@pytest.fixture
def closed(consultation: Consultation) -> Consultation:
    Consultation.objects.filter(pk=consultation.pk).update(state="closed")
    consultation.refresh_from_db()
    return consultation


@pytest.fixture
def eight(consultation: Consultation) -> list[Statement]:
    """As many statements as a campaign needs to be noticed."""
    return [
        Statement.objects.create(consultation=consultation, text=f"Stelling nummer {order}.", state="open", order=order)
        for order in range(1, 9)
    ]
