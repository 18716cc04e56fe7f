"""From my idea and from the page of my class to what all children said, as soon as there is something to read there."""

from __future__ import annotations

import random

import pytest
from django.test import Client

from tests.advices import stories
from tests.answers.test_back import PICTURES, opened, seal
from tests.conftest import NOW, Cast
from weerklank.participation import addresses
from weerklank.participation.actions import groups
from weerklank.participation.models import Consultation, EntryPoint

pytestmark = pytest.mark.django_db
LINK = 'href="/dialoog/demonstratie/opbrengst/meedoen-kost-geld/"'


def _pages(consultation: Consultation, entry_point: EntryPoint, cast: Cast) -> tuple[str, str]:
    made = groups.give_address(entry_point_id=entry_point.pk, by=cast.organiser, now=NOW, chance=random.Random(5))
    client = Client()
    own = opened(client, PICTURES.text("nl"))
    return own, client.get(f"/groep/{addresses.written(made.secret)}/terug/").content.decode()


@pytest.mark.parametrize(("state", "there"), [("open", False), ("closed", True), ("reported", True)])
def test_a_child_and_a_class_come_to_what_all_children_said(
    consultation: Consultation, entry_point: EntryPoint, cast: Cast, state: str, there: bool
) -> None:
    said = stories.said(consultation, "Gratis met de klas mee.", return_code=seal(stories.return_code()))
    stories.group_of(consultation, "De schoolreis gratis", said)
    Consultation.objects.update(state=state)
    own, of_class = _pages(consultation, entry_point, cast)
    assert (LINK in own, LINK in of_class) == (there, there)
