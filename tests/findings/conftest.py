"""What children said and a moderator published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count

import pytest

from weerklank.participation.models import Contribution

Said = Callable[..., Contribution]


@pytest.fixture
def said(consultation) -> Said:
    numbers = count()

    def one(text: str = "De bus moet gratis zijn voor wie weinig geld heeft.", **more) -> Contribution:
        values = {"received_on": date(2026, 11, 18), "submission_key": f"k{next(numbers)}", "state": "published"} | more
        return Contribution.objects.create(consultation=consultation, original=text, **values)

    return one
