"""What children sent in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count

import pytest

from weerklank.participation.models import Contribution

Send = Callable[..., Contribution]


@pytest.fixture
def send(consultation) -> Send:
    numbers = count()

    def one(text: str = "Ik wil mee op schoolreis.", **more) -> Contribution:
        values = {"received_on": date(2026, 11, 18), "submission_key": f"k{next(numbers)}"} | more
        return Contribution.objects.create(consultation=consultation, original=text, **values)

    return one
