"""A class whose teacher nobody knows."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest
from django.test import Client

from tests.conftest import NOW
from weerklank.participation import addresses, proof
from weerklank.participation.actions import groups
from weerklank.participation.models import Consultation, EntryPoint
from weerklank.participation.views import open_door, paper, printing, teacher, teacher_address


@pytest.fixture(autouse=True)
def _on_the_day_of_the_cast(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages look at the clock; here it is the morning of the cast."""

    class Clock:
        @staticmethod
        def now() -> datetime:
            return NOW

        @staticmethod
        def localdate(_now: datetime | None = None) -> object:
            return NOW.date()

    for views in (teacher, printing, paper, teacher_address, open_door):
        monkeypatch.setattr(views, "timezone", Clock)


@pytest.fixture(autouse=True)
def door() -> Iterator[proof.OpenDoor]:
    """A door that remembers nothing of the test before."""
    proof.GROUP_DOOR.empties()
    yield proof.GROUP_DOOR
    proof.GROUP_DOOR.empties()


@dataclass
class Group:
    """The page of one group, and its address."""

    entry_point: EntryPoint
    secret: str
    client: Client

    def address(self, page: str = "") -> str:
        return f"/groep/{addresses.written(self.secret)}/{page}"

    def now(self) -> EntryPoint:
        self.entry_point.refresh_from_db()
        return self.entry_point


@pytest.fixture
def group(consultation: Consultation) -> Group:
    made = groups.make_group(
        consultation_id=consultation.pk,
        place="primary",
        children=24,
        mode="hands",
        language="nl",
        now=NOW,
        chance=random.Random(7),
    )
    return Group(made.entry_point, made.secret, Client())


@pytest.fixture
def form(consultation: Consultation) -> dict[str, str]:
    return {
        "consultation": str(consultation.pk),
        "place": "primary",
        "children": "24",
        "mode": "own_device",
        "language": "nl",
    }
