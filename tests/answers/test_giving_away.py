"""Whoever gave everything away too late stays late, and is asked for nothing more; what is offered is said while writing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests.answers.conftest import Asked, save
from tests.answers.test_passing_on import accept, offer
from tests.conftest import NOW, TODAY, Cast
from weerklank.accounts.models import Organisation
from weerklank.answers.draft import Draft
from weerklank.answers.lifecycle import AddresseeState
from weerklank.answers.models import Addressee, with_what_went_on
from weerklank.answers.queries import chasing, work

pytestmark = pytest.mark.django_db
LATE = 100


@pytest.fixture
def gave_all_late(asked: Asked, cast: Cast, other_ministry: Organisation) -> Asked:
    """Both parts were offered in time and taken over nine days after the term."""
    asked.other.delete()
    offers = [offer(asked, cast, other_ministry, part) for part in (0, 1)]
    for transfer in offers:
        accept(transfer, cast, days=LATE)
    asked.addressee.refresh_from_db()
    return asked


def test_the_day_of_giving_is_known_with_and_without_what_was_fetched_before(gave_all_late: Asked) -> None:
    fetched = with_what_went_on(Addressee.objects.all()).get(pk=gave_all_late.addressee.pk)
    day = TODAY + timedelta(days=LATE)
    assert {(one.gave_all_away_on(), one.gave_away_late()) for one in (fetched, gave_all_late.addressee)} == {(day, 9)}
    receiver = gave_all_late.advice.addressees.get(by_transfer=True)
    assert (receiver.gave_all_away_on(), receiver.gave_away_late()) == (None, 0)


def test_who_gave_one_part_of_two_still_has_to_write(asked: Asked, cast: Cast, other_ministry: Organisation) -> None:
    asked.other.delete()
    accept(offer(asked, cast, other_ministry), cast)
    assert (asked.addressee.gave_all_away_on(), work.stock_row(asked.addressee, TODAY).is_to_do) == (None, True)


def test_nothing_is_asked_any_more_of_who_gave_everything_away(gave_all_late: Asked, cast: Cast) -> None:
    later = TODAY + timedelta(days=LATE + 30)
    row = work.stock_row(gave_all_late.addressee, later)
    assert (row.is_to_do, row.overdue, row.days_left) == (False, 9, None)
    page = cast.client("respondent").get(f"/werk/antwoorden/{gave_all_late.addressee.pk}/").content.decode()
    assert ("Schrijf het antwoord" in page, "9 dagen te laat" in page) == (False, True)
    receiver = gave_all_late.advice.addressees.get(by_transfer=True)
    assert [one.organisation for one in chasing.chases(gave_all_late.advice.edition, receiver.term or TODAY)] == [
        receiver.organisation
    ]


def test_everybody_reads_that_it_was_given_away_and_how_late(
    gave_all_late: Asked, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=LATE + 30))
    page = client.get(f"/adviezen/{gave_all_late.advice.number}/").content.decode()
    assert "gaf alles door op 28 februari 2027, 9 dagen te laat." in page
    assert "had uiterlijk 19 februari 2027 moeten antwoorden" not in page


def test_who_writes_reads_what_is_still_offered_and_what_is_gone(
    asked: Asked, cast: Cast, other_ministry: Organisation, whole: Draft
) -> None:
    asked.other.delete()
    waits, _gone = offer(asked, cast, other_ministry, 0), accept(offer(asked, cast, other_ministry, 1), cast)
    save(asked, cast, whole)
    page = cast.client("respondent").get(f"/werk/antwoorden/{asked.addressee.pk}/schrijven/").content.decode()
    assert f'href="/werk/overnemen/{waits.pk}/"' in page
    assert ("dan vervalt dat aanbod" in page, f"Onderdeel 2 nam {other_ministry} over" in page) == (True, True)
    assert asked.addressee.state != AddresseeState.TRANSFERRED


def test_the_list_of_answers_says_it_too(gave_all_late: Asked, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=LATE + 30))
    edition, body = gave_all_late.advice.edition, gave_all_late.addressee.organisation
    page = client.get(f"/antwoorden/{body.slug}/?editie={edition.slug}&soort=advice").content.decode()
    assert "gaf alles door op 28 februari 2027, 9 dagen te laat." in page
    assert "wacht, termijn voorbij" not in page.partition('class="list wide"')[2].partition("</ul>")[0].lower()
