"""Signing up for a meeting: little is asked, it is forgotten in time, and nobody is counted twice."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client

from tests.conftest import NOW, TODAY, Cast
from weerklank.audit.models import AuditEvent
from weerklank.briefings import queries
from weerklank.briefings.actions import meetings as actions
from weerklank.editions.models import Edition, Registration, SideEvent
from weerklank.moves import Refusal

GIVEN = {"name": "Kim de Vries", "role": "member", "email": "kim@kamer.example", "needs": "een tolk"}
pytestmark = pytest.mark.django_db


def sign_up(event: SideEvent, **other: str) -> Registration:
    return actions.register(event_id=event.pk, now=NOW, **{**GIVEN, **other})


def test_signing_up_keeps_four_things_and_the_day_they_go(masterclass: SideEvent) -> None:
    row = sign_up(masterclass)
    assert (row.name, row.role, row.email, row.needs, row.state) == (
        "Kim de Vries",
        "member",
        "kim@kamer.example",
        "een tolk",
        "registered",
    )
    assert row.erase_after == date(2027, 1, 19)


def test_the_same_address_twice_is_one_row(masterclass: SideEvent) -> None:
    assert sign_up(masterclass).pk == sign_up(masterclass, email="KIM@kamer.example", name="Iemand anders").pk
    assert Registration.objects.get().name == "Kim de Vries"


def test_the_same_address_twice_reads_the_same_answer(
    client: Client, masterclass: SideEvent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("weerklank.briefings.views.meetings.timezone.now", lambda: NOW)
    first = client.post("/kamer/masterclass/avond/", GIVEN, follow=True)
    second = client.post("/kamer/masterclass/avond/", GIVEN, follow=True)
    assert first.redirect_chain == second.redirect_chain == [("/kamer/masterclass/avond/aangemeld/", 302)]
    assert first.content == second.content


def test_when_it_is_full_one_comes_on_the_waiting_list(masterclass: SideEvent) -> None:
    states = [sign_up(masterclass, email=f"{number}@kamer.example").state for number in range(3)]
    assert states == ["registered", "registered", "waiting"]


def test_a_place_that_comes_free_can_be_given(masterclass: SideEvent, cast: Cast) -> None:
    rows = [sign_up(masterclass, email=f"{number}@kamer.example") for number in range(3)]
    with pytest.raises(Refusal, match="De zaal is vol"):
        actions.move_registration(registration_id=rows[2].pk, move="confirm", by=cast.organiser, now=NOW)
    actions.move_registration(registration_id=rows[0].pk, move="cancel", by=cast.organiser, now=NOW)
    assert (
        actions.move_registration(registration_id=rows[2].pk, move="confirm", by=cast.organiser, now=NOW).state
        == "confirmed"
    )


def test_two_organisers_at_once_get_one_sentence(masterclass: SideEvent, cast: Cast) -> None:
    row = sign_up(masterclass)
    actions.move_registration(registration_id=row.pk, move="cancel", by=cast.organiser, now=NOW)
    with pytest.raises(Refusal, match="afgemeld"):
        actions.move_registration(registration_id=row.pk, move="cancel", by=cast.organiser, now=NOW)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"registration_closes_on": TODAY - timedelta(days=1)}, "de aanmelding is gesloten"),
        ({"date": TODAY - timedelta(days=1)}, "deze bijeenkomst is geweest"),
        ({"date": None}, "de dag is nog niet bekend"),
    ],
)
def test_what_is_closed_says_so_and_takes_nobody(
    masterclass: SideEvent, change: dict[str, date | None], words: str
) -> None:
    SideEvent.objects.update(**change)
    with pytest.raises(Refusal, match=words):
        sign_up(masterclass)
    assert Registration.objects.count() == 0


def test_a_closed_meeting_shows_no_form(client: Client, masterclass: SideEvent) -> None:
    SideEvent.objects.update(date=date(2020, 1, 1))
    page = client.get("/kamer/masterclass/avond/").content.decode()
    assert "Aanmelden kan niet meer: deze bijeenkomst is geweest." in page
    assert "<form" not in page


def test_a_mistake_keeps_what_was_typed(
    client: Client, masterclass: SideEvent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("weerklank.briefings.views.meetings.timezone.localdate", lambda: TODAY)
    response = client.post("/kamer/masterclass/avond/", {**GIVEN, "email": "geen adres"})
    page = response.content.decode()
    assert response.status_code == 422
    assert all(words in page for words in ("Dit klopt nog niet", "Kim de Vries", "geen adres", "een tolk"))


def test_a_flood_of_sign_ups_is_stopped_until_somebody_looked(
    masterclass: SideEvent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_A_DAY", 2)
    for name in ("a", "b"):
        sign_up(masterclass, email=f"{name}@example.org")
    with pytest.raises(Refusal, match="Probeer het morgen weer"):
        sign_up(masterclass, email="c@example.org")
    assert sign_up(masterclass, email="a@example.org").email == "a@example.org"


def test_who_signed_up_stands_in_no_log(masterclass: SideEvent) -> None:
    sign_up(masterclass)
    event = AuditEvent.objects.get()
    told = f"{event.actor} {event.object_label} {event.note}"
    assert all(word not in told for word in ("Kim", "kim@", "tolk"))


def test_after_their_day_registrations_are_gone_and_only_the_number_stays(
    masterclass: SideEvent, capsys: pytest.CaptureFixture[str]
) -> None:
    sign_up(masterclass)
    Registration.objects.update(erase_after=date(2020, 1, 1))
    call_command("erase")
    assert (Registration.objects.count(), capsys.readouterr().out) == (0, "Een avond: 1 aanmelding verwijderd.\n")
    assert AuditEvent.objects.get(action="meeting.registrations_erased").note == "1"


def test_on_their_last_day_registrations_are_still_there(masterclass: SideEvent) -> None:
    sign_up(masterclass)
    Registration.objects.update(erase_after=TODAY)
    assert actions.erase_past_registrations(now=NOW) == {}
    assert Registration.objects.count() == 1


def test_the_organiser_reads_who_comes_and_others_do_not(cast: Cast, masterclass: SideEvent) -> None:
    sign_up(masterclass)
    pages = {
        name: cast.client(name).get("/werk/masterclass/avond/").status_code
        for name in ("organiser", "admin", "moderator", "respondent")
    }
    assert pages == {"organiser": 200, "admin": 200, "moderator": 403, "respondent": 403}
    assert "kim@kamer.example" in cast.client("organiser").get("/werk/masterclass/avond/").content.decode()


def test_nobody_reads_who_comes_without_signing_in(client: Client, masterclass: SideEvent) -> None:
    assert client.get("/werk/masterclass/avond/").url == "/werk/aanmelden/?next=/werk/masterclass/avond/"
    assert client.get("/werk/masterclass/avond/lijst.csv").status_code == 302


def test_whoever_organises_a_made_up_edition_reads_no_real_people(cast: Cast, masterclass: SideEvent) -> None:
    SideEvent.objects.update(is_demonstration=False)
    assert cast.client("organiser").get("/werk/masterclass/avond/").status_code == 403
    assert cast.client("organiser").get("/werk/masterclass/avond/lijst.csv").status_code == 403
    Edition.objects.update(is_demonstration=False)
    assert cast.client("organiser").get("/werk/masterclass/avond/").status_code == 200


def test_the_list_is_searched_and_filtered(cast: Cast, masterclass: SideEvent) -> None:
    sign_up(masterclass)
    sign_up(masterclass, name="Robin", email="robin@kamer.example", role="staff")
    page = cast.client("organiser").get("/werk/masterclass/avond/?q=robin&rol=staff").content.decode()
    assert ("robin@kamer.example" in page, "kim@kamer.example" in page) == (True, False)


def test_the_file_for_the_door_starts_no_formula(cast: Cast, masterclass: SideEvent) -> None:
    sign_up(masterclass, name="=HYPERLINK(1)")
    text = cast.client("organiser").get("/werk/masterclass/avond/lijst.csv").content.decode("utf-8-sig")
    assert [row["naam"] for row in csv.DictReader(io.StringIO(text))] == ["'=HYPERLINK(1)"]


def test_an_organiser_confirms_from_the_list(cast: Cast, masterclass: SideEvent) -> None:
    row = sign_up(masterclass)
    address = f"/werk/masterclass/avond/{row.pk}/"
    client = cast.client("organiser")
    assert client.get(address).status_code == 405
    assert client.post(address, {"move": "confirm"}, follow=True).status_code == 200
    row.refresh_from_db()
    assert row.state == "confirmed"
    assert "Dit kan nu niet" in client.post(address, {"move": "onzin"}, follow=True).content.decode()


def test_a_number_that_no_database_has_is_not_found(cast: Cast, masterclass: SideEvent) -> None:
    assert cast.client("organiser").post(f"/werk/masterclass/avond/{10**30}/", {"move": "confirm"}).status_code == 404


def test_a_waiting_list_is_the_organisers_turn(cast: Cast, masterclass: SideEvent) -> None:
    for number in range(3):
        sign_up(masterclass, email=f"{number}@kamer.example")
    duty = queries.duties(cast.organiser, TODAY)[0]
    assert (duty.label, duty.count, duty.href, duty.due) == (
        "Wachtlijst: Een avond",
        1,
        "/werk/masterclass/avond/?stand=waiting",
        date(2026, 12, 20),
    )
    assert queries.duties(cast.moderator, TODAY) == []


# --- For whom it is ----------------------------------------------------------------------------------------------------

FOR_MEMBERS = {
    "audience": "leden van de Tweede Kamer",
    "roles": ["member"],
    "elsewhere": "Het verslag staat later op /nieuws/.",
}


def test_who_is_not_in_the_audience_reads_why_and_where_to_go_and_keeps_what_was_typed(
    client: Client, masterclass: SideEvent, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("weerklank.briefings.views.meetings.timezone.now", lambda: NOW)
    actions.restrict(event_id=masterclass.pk, by=cast.organiser, now=NOW, **FOR_MEMBERS)
    told = "Deze bijeenkomst is alleen voor: leden van de Tweede Kamer. Het verslag staat later op /nieuws/."
    assert told in client.get("/kamer/masterclass/avond/").content.decode()
    refused = client.post("/kamer/masterclass/avond/", GIVEN | {"role": "other"})
    assert (refused.status_code, refused.context["form"].errors["role"]) == (422, [told])
    assert 'value="Kim de Vries"' in refused.content.decode()
    assert client.post("/kamer/masterclass/avond/", GIVEN).status_code == 302
    assert list(Registration.objects.values_list("role", flat=True)) == ["member"]


def test_whoever_signed_up_before_it_was_restricted_keeps_their_place(masterclass: SideEvent, cast: Cast) -> None:
    sign_up(masterclass, role="other")
    actions.restrict(event_id=masterclass.pk, by=cast.organiser, now=NOW, **FOR_MEMBERS)
    assert Registration.objects.get().state == "registered"


def test_the_organiser_says_for_whom_it_is_and_that_stands_in_the_log(cast: Cast, masterclass: SideEvent) -> None:
    address, client = "/werk/masterclass/avond/voor-wie/", cast.client("organiser")
    refused = client.post(address, FOR_MEMBERS | {"audience": ""})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["audience"])
    assert client.post(address, FOR_MEMBERS | {"roles": ["koning"]}).status_code == 422
    assert client.post(address, FOR_MEMBERS)["Location"] == "/werk/masterclass/avond/"
    masterclass.refresh_from_db()
    assert (masterclass.roles, masterclass.elsewhere) == (["member"], FOR_MEMBERS["elsewhere"])
    assert AuditEvent.objects.get(action="meeting.audience").note == "leden van de Tweede Kamer"
    assert client.post(address, {"audience": "", "roles": [], "elsewhere": ""}).status_code == 302
    assert SideEvent.objects.get().roles == []
