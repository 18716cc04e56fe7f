"""A day for who was invited: by name, or with a link for a role; and what somebody reads whose link is worth nothing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from tests.conftest import NOW, TODAY, Cast
from tests.editions.test_attending_pages import GIVEN, main_of, own
from weerklank.audit.models import AuditEvent
from weerklank.editions.actions import attending, inviting
from weerklank.editions.actions.attending import Told
from weerklank.editions.links import invited_by, role_link
from weerklank.editions.models import Attendee, DayRegistration
from weerklank.moves import Refusal

pytestmark = pytest.mark.django_db
INVITE = "/werk/edities/demonstratie/deelnemers/uitnodigen/"
BACK = "Deze uitnodiging geldt niet meer. Vraag een nieuwe: dag@voorbeeld.example"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture(autouse=True)
def _only_invited(day: DayRegistration) -> None:
    DayRegistration.objects.update(entrance="invitation")


def made(day: DayRegistration, cast: Cast, role: str = "ministry") -> str:
    places = inviting.invite_role(registration_id=day.pk, role=role, by=cast.organiser, now=NOW)
    return role_link(day, places).removeprefix("https://weerklank.example").partition("/dialoog/")[2]


def test_an_organiser_makes_a_link_shows_it_and_takes_it_back(day: DayRegistration, cast: Cast, client: Client) -> None:
    organiser = cast.client("organiser")
    assert "Er is nog geen link." in organiser.get(INVITE).content.decode()
    assert organiser.post(f"{INVITE}rol/", {"rol": "ministry", "doe": "maak"}).status_code == 302
    (link,) = re.findall(r"/dialoog/demonstratie/uitnodiging/[a-z2-7]{16}/", organiser.get(INVITE).content.decode())
    page = main_of(client.get(link))
    assert ("Iemand van een ministerie" in page, "Iets anders kiezen" in page) == (True, False)
    response = client.post(link, {**GIVEN, "organisation_name": "Ministerie A"}, follow=True)
    assert "U komt: er is een plaats voor u." in main_of(response)
    assert Attendee.objects.get().role == "ministry"
    organiser.post(f"{INVITE}rol/", {"rol": "ministry", "doe": "terug"})
    assert BACK in main_of(client.get(link))
    assert client.post(link, GIVEN).status_code == 409
    notes = list(AuditEvent.objects.filter(action__startswith="registration.link").values_list("note", flat=True))
    assert notes == ["Als ministerie, link 1."] * 2


def test_a_new_link_takes_the_place_of_the_old_one(day: DayRegistration, cast: Cast, client: Client) -> None:
    old, new = made(day, cast, "child"), made(day, cast, "child")
    assert BACK in main_of(client.get(f"/dialoog/{old}"))
    response = client.post(f"/dialoog/{new}", {**GIVEN, "sixteen": "no"}, follow=True)
    assert "We wachten op je ouder of voogd." in main_of(response)


def test_a_form_that_was_open_while_the_link_was_taken_back_is_refused(day: DayRegistration, cast: Cast) -> None:
    link = made(day, cast)
    secret = link.split("/")[2]
    inviting.take_back_link(registration_id=day.pk, role="ministry", by=cast.organiser, now=NOW)
    told = Told(name="Noor", email="noor@voorbeeld.example")
    for role, with_ in (("ministry", secret), ("ministry", "x" * 16), ("ministry", "")):
        with pytest.raises(Refusal, match="geldt niet meer|alleen voor wie een uitnodiging kreeg"):
            attending.register(
                registration_id=day.pk,
                role=role,
                is_under_16=False,
                told=told,
                request_key="k",
                now=NOW,
                invitation=with_,
            )
    assert not Attendee.objects.exists()


def test_a_link_for_one_role_lets_nobody_in_as_another(day: DayRegistration, cast: Cast) -> None:
    secret = made(day, cast).split("/")[2]
    told = Told(name="Noor", email="noor@voorbeeld.example")
    with pytest.raises(Refusal, match="geldt niet meer"):
        attending.register(
            registration_id=day.pk,
            role="child",
            is_under_16=False,
            told=told,
            request_key="k",
            now=NOW,
            invitation=secret,
        )


def test_a_link_after_the_last_day_says_until_when_it_worked(day: DayRegistration, cast: Cast, client: Client) -> None:
    link = made(day, cast)
    DayRegistration.objects.update(closes_on=TODAY - timedelta(days=1))
    response = client.get(f"/dialoog/{link}")
    assert ("Het kon tot en met 19 november 2026." in main_of(response), response.status_code) == (True, 200)
    with pytest.raises(Refusal, match="De aanmelding is gesloten, dus de link zou niet werken"):
        made(day, cast)


def test_a_link_that_nobody_made_is_not_found_and_says_what_to_do(
    day: DayRegistration, cast: Cast, client: Client
) -> None:
    made(day, cast)
    response = client.get("/dialoog/demonstratie/uitnodiging/aaaaaaaaaaaaaaaa/")
    assert (response.status_code, "vraag het aan wie hem gaf" in response.content.decode()) == (404, True)
    assert invited_by(day, "") is None


def test_no_link_for_a_role_without_places(day: DayRegistration, cast: Cast) -> None:
    day.places.filter(role="ministry").update(places=0)
    with pytest.raises(Refusal, match="zijn er geen plaatsen"):
        made(day, cast)
    assert cast.client("organiser").post(f"{INVITE}rol/", {"rol": "koning", "doe": "maak"}).status_code == 409


def test_who_is_invited_by_name_signs_up_with_the_link_of_the_message(
    day: DayRegistration, cast: Cast, client: Client
) -> None:
    sent = {
        "role": "young_person",
        "name": "Mila",
        "email": "mila@voorbeeld.example",
        "language": "nl",
        "request_key": "k" * 24,
    }
    page = cast.client("organiser").post(INVITE, sent).content.decode()
    row = Attendee.objects.get()
    assert (row.state, own(row) in page) == ("invited", True)
    response = client.post(own(row), {**GIVEN, "sixteen": "yes"}, follow=True)
    assert "Je komt: er is een plaats voor je." in main_of(response)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"closes_on": TODAY - timedelta(days=1)}, "Het kon tot en met 19 november 2026."),
        ({"opens_on": TODAY + timedelta(days=2)}, "Het kan vanaf 22 november 2026."),
    ],
)
def test_an_invitation_by_name_that_is_too_late_or_too_early_says_so(
    day: DayRegistration, cast: Cast, client: Client, change: dict[str, object], sentence: str
) -> None:
    sent = {
        "role": "young_person",
        "name": "Mila",
        "email": "mila@voorbeeld.example",
        "language": "nl",
        "request_key": "k" * 24,
    }
    cast.client("organiser").post(INVITE, sent)
    DayRegistration.objects.update(**change)
    row = Attendee.objects.get()
    assert sentence in main_of(client.get(own(row)))
    assert client.post(own(row), {**GIVEN, "sixteen": "yes"}).status_code == 422
    assert Attendee.objects.get().state == "invited"
    assert "Je bent afgemeld." in main_of(client.post(own(row, "afmelden/"), follow=True))
