"""The organiser's pages about who comes: what they show, refuse, keep of what was typed, and give as a file."""

from __future__ import annotations

import io
import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from tests.conftest import Cast
from tests.editions.gathered import people, trait_of
from weerklank.editions.door_codes import code_of
from weerklank.editions.models import Attendee, Bond, DayRegistration, EditionTheme, Seating, ThemeTable

pytestmark = pytest.mark.django_db
HERE = "/werk/edities/demonstratie/deelnemers/"


@pytest.fixture
def client(cast: Cast) -> Client:
    return cast.client("organiser")


@pytest.fixture
def today(day: DayRegistration) -> DayRegistration:
    """A day that is today, so that pages which look at the clock find it open."""
    now = timezone.localdate()
    day.edition.date, day.opens_on, day.closes_on = now, now - timedelta(days=20), now
    day.edition.save()
    day.save()
    return day


def words(response) -> str:
    return " ".join(response.content.decode().split())


def test_before_there_is_a_registration_the_page_says_what_to_do(client: Client, edition) -> None:
    page = client.get(HERE)
    assert (page.status_code, "Zeg hoe mensen zich aanmelden" in words(page)) == (200, True)
    assert [client.get(HERE + where).status_code for where in ("uitnodigen/", "inlezen/", "badges.pdf", "deur/")] == [
        409
    ] * 4


def test_the_list_shows_25_and_its_file_shows_all_with_no_formula(client: Client, today: DayRegistration) -> None:
    trait = trait_of(today, "Provincie", Utrecht=(0, None))
    people(today, "ministry", 29)
    people(today, "ministry", 1, name="=2+5", answers={trait: "Utrecht"})
    assert words(client.get(HERE)).count('<th scope="row"><a href="/werk') == 25
    lines = client.get(HERE + "?csv&stand=registered").content.decode("utf-8-sig").splitlines()
    assert (len(lines), lines[0].split(",")[:2], lines[0].endswith(",provincie")) == (31, ["rij", "naam"], True)
    assert lines[-1].startswith("30,'=2+5,")
    assert "Niemand past bij deze vraag" in words(client.get(HERE + "?q=niemand"))


def test_a_column_that_is_sorted_says_so_and_turns_around(client: Client, today: DayRegistration) -> None:
    people(today, "ministry", 1)
    page = words(client.get(HERE + "?volgorde=naam&q=mini"))
    assert 'aria-sort="ascending"><a href="?volgorde=-naam&amp;q=mini">' in page


def test_one_person_is_shown_whole(client: Client, today: DayRegistration) -> None:
    one, other = people(today, "child", 2, is_under_16=True, guardian_name="Ouder Bakker", needs="Rust.")
    Bond.objects.create(
        first=min(one, other, key=lambda row: row.pk), second=max(one, other, key=lambda row: row.pk), kind="apart"
    )
    page = words(client.get(f"{HERE}{one.pk}/"))
    shown = ("Ouder Bakker", "Rust.", code_of(one.pk), "Niet samen aan tafel met", other.name, "nog niet")
    assert [part for part in shown if part not in page] == []


def test_taking_somebody_off_is_asked_first(client: Client, today: DayRegistration) -> None:
    (row,) = people(today, "ministry", 1)
    where = f"{HERE}{row.pk}/stap/cancel/"
    assert "De plaats gaat naar wie de volgende is" in words(client.get(where))
    assert (client.post(where).status_code, Attendee.objects.get().state) == (422, "registered")
    assert client.post(where, {"why": "asked"}).status_code == 302
    assert Attendee.objects.get().state == "cancelled"
    assert client.post(f"{HERE}{row.pk}/stap/come_back/", {}).status_code == 302
    assert client.post(where.replace("cancel", "agree"), {}).status_code == 409


def test_two_rows_for_one_person_are_named_on_the_page_and_nothing_is_read_in(
    client: Client, today: DayRegistration
) -> None:
    text = "naam;rol;e-mail\nNoor Bakker;jongere;a@b.example\nnoor bakker;ministerie;A@b.example\nNoor Bakker;jongere;c@b.example\n"
    for deed in ("kijk", "lees"):
        page = client.post(f"{HERE}inlezen/", {"text": text, "doe": deed})
        assert (page.status_code, "Deze persoon staat ook op regel 2. Haal een van de twee weg." in words(page)) == (
            422,
            True,
        )
        assert "‘Noor Bakker’ staat op regel 2 en 4" in words(page)
    assert not Attendee.objects.exists()


def test_an_answer_of_nothing_keeps_the_page_and_says_why(client: Client, today: DayRegistration) -> None:
    (row,) = people(today, "ministry", 1, needs="Rust.")
    page = client.post(f"{HERE}{row.pk}/nodig/", {"needs_met": " "})
    assert (page.status_code, "Schrijf wat u regelt" in words(page)) == (422, True)
    assert client.post(f"{HERE}{row.pk}/nodig/", {"needs_met": "Een stille kamer."}).status_code == 302
    assert Attendee.objects.get().needs_met == "Een stille kamer."


def test_who_sits_together_is_typed_by_name_and_unclear_names_are_refused(client: Client, today) -> None:
    one, two, three = people(today, "ministry", 3, name="Noor Bakker")
    Attendee.objects.filter(pk=two.pk).update(name="Sem Mol")
    refused = client.post(f"{HERE}{one.pk}/samen/", {"band-who": "Karel", "band-kind": "apart"})
    assert (refused.status_code, "Niemand op de lijst van deze dag heet ‘Karel’" in words(refused)) == (422, True)
    client.post(f"{HERE}{one.pk}/samen/", {"band-who": "sem", "band-kind": "apart"})
    client.post(f"{HERE}{one.pk}/maatje/", {"maatje-who": code_of(three.pk)})
    assert (Bond.objects.get().kind, Attendee.objects.get(pk=one.pk).buddy) == ("apart", three)
    client.post(f"{HERE}{one.pk}/samen/{Bond.objects.get().pk}/weghalen/")
    client.post(f"{HERE}{one.pk}/maatje/", {"weg": "1"})
    assert (Bond.objects.count(), Attendee.objects.get(pk=one.pk).buddy) == (0, None)


def test_the_link_of_an_invitation_is_shown_once(client: Client, today: DayRegistration) -> None:
    typed = {"role": "ministry", "name": "Gast", "email": "g@b.example", "language": "nl", "request_key": "k" * 24}
    first, second = (words(client.post(HERE + "uitnodigen/", typed)) for _ in range(2))
    assert ("/aanmelden/" in first, "/aanmelden/" in second, Attendee.objects.count()) == (True, False, 1)
    assert client.post(HERE + "uitnodigen/", typed | {"email": "g"}).status_code == 422


def test_the_settings_are_kept_as_typed_when_they_are_refused(client: Client, today: DayRegistration) -> None:
    typed = {
        "opens_on": today.opens_on.isoformat(), "closes_on": (today.closes_on - timedelta(days=1)).isoformat(),
        "entrance": "open", "choosing": "order", "reach": "bel 123", "erase_after_days": "20",
        **{f"places_{role}": "3" for role in ("child", "young_person", "organisation", "ministry", "parliament", "other")},
        "trait_0_name": "Provincie", "trait_0_question": "Waar?", "trait_0_answers": "Utrecht; 1; 4\nFriesland",
    }  # fmt: skip
    refused = client.post(HERE + "instellingen/", typed)
    assert (refused.status_code, "Later mag, eerder niet" in words(refused), "bel 123" in words(refused)) == (
        422, True, True,
    )  # fmt: skip
    wrong = client.post(HERE + "instellingen/", typed | {"trait_0_answers": "a; 5; 2\na; 1"})
    assert "‘a’ staat er twee keer" in words(wrong)
    assert client.post(HERE + "instellingen/", typed | {"closes_on": today.closes_on.isoformat()}).status_code == 302
    value = today.traits.get().values.get(name="Utrecht")
    assert (value.minimum, value.maximum, today.places.get(role="other").places) == (1, 4, 3)


def test_a_list_is_looked_at_first_and_then_read_in(client: Client, today: DayRegistration) -> None:
    text = "naam;rol;e-mail\nNoor;ministerie;n@b.example\nSam;koning;s@b.example\n"
    file = SimpleUploadedFile("lijst.csv", text.encode("utf-8-sig"))
    looked = client.post(HERE + "inlezen/", {"file": file, "doe": "kijk"})
    assert (looked.status_code, "De rol ‘koning’ kennen we niet" in words(looked)) == (422, True)
    assert client.post(HERE + "inlezen/", {"text": text, "doe": "lees"}).status_code == 422
    assert Attendee.objects.count() == 0
    good = text.replace("koning", "organisatie")
    assert "2 deelnemers inlezen" in words(client.post(HERE + "inlezen/", {"text": good, "doe": "kijk"}))
    assert client.post(HERE + "inlezen/", {"text": good, "doe": "lees"}).status_code == 302
    assert Attendee.objects.count() == 2
    assert "Iedereen op deze lijst staat er al" in words(client.post(HERE + "inlezen/", {"text": good, "doe": "kijk"}))
    assert client.post(HERE + "inlezen/", {"doe": "kijk"}).status_code == 422


def test_the_example_can_be_read_in_as_it_is(client: Client, today: DayRegistration) -> None:
    trait_of(today, "Provincie", Utrecht=(0, None))
    example = client.get(HERE + "inlezen/voorbeeld.csv").content.decode("utf-8-sig")
    assert client.post(HERE + "inlezen/", {"text": example, "doe": "lees"}).status_code == 302
    assert Attendee.objects.count() == 3


def test_badges_are_tagged_eight_a_page_with_names_in_every_script(
    client: Client, today: DayRegistration, edition_theme: EditionTheme, cast: Cast
) -> None:
    people(today, "ministry", 8, state="confirmed", organisation_name="Zeerecht")
    (girl,) = people(today, "child", 1, state="confirmed", name="سلمى #bold[x]", badge_name="سلمى", photo_self=True)
    people(today, "child", 1, state="registered", name="Wachtende")
    table = ThemeTable.objects.create(edition_theme=edition_theme, number=4)
    plan = Seating.objects.create(
        registration=today, number=1, state="approved", seed="1", made_by=cast.organiser, made_on=today.opens_on,
        approved_by=cast.second_editor, approved_on=today.opens_on,
    )  # fmt: skip
    plan.sittings.create(attendee=girl, table=table)
    reader = PdfReader(io.BytesIO(client.get(HERE + "badges.pdf").content))
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    root = reader.trailer["/Root"]
    assert (len(reader.pages), bool(root["/MarkInfo"]["/Marked"]), "/StructTreeRoot" in root) == (2, True, True)
    assert [part for part in ("Tafel 4 · Armoede", "Zeerecht", code_of(girl.pk)) if part not in text] == []
    assert "Wachtende" not in text
    one = PdfReader(io.BytesIO(client.get(f"{HERE}badges.pdf?een={girl.pk}").content))
    assert (len(one.pages), client.get(HERE + "badges.pdf?een=x").status_code) == (1, 409)


def test_a_name_with_a_sign_that_nobody_sees_stops_no_badge(client: Client, today: DayRegistration) -> None:
    people(
        today, "ministry", 1, state="confirmed", name="An\x07na\x1b de\x9f Wit\ufeff", organisation_name="Zee\x01recht"
    )
    answer = client.get(HERE + "badges.pdf")
    (page,) = PdfReader(io.BytesIO(answer.content)).pages
    text = " ".join(page.extract_text().split())
    assert (answer.status_code, [part for part in ("Anna Ministerie", "Zeerecht") if part not in text]) == (200, [])


def test_no_name_comes_in_with_a_sign_that_nobody_sees(client: Client, today: DayRegistration) -> None:
    asked = {"role": "ministry", "email": "a@b.example", "language": "nl", "request_key": "k" * 32}
    page = client.post(HERE + "uitnodigen/", asked | {"name": "\x07\x1b"})
    assert (page.status_code, Attendee.objects.count()) == (422, 0)
    client.post(HERE + "uitnodigen/", asked | {"name": "An\x07na de Wit"})
    lists = "naam;e-mail;rol\nB\x07art;b@b.example;ministerie\n"
    client.post(HERE + "inlezen/", {"text": lists, "doe": "lees"})
    assert sorted(Attendee.objects.values_list("name", flat=True)) == ["Anna de Wit", "Bart"]


def test_the_door_works_without_javascript(client: Client, today: DayRegistration) -> None:
    (row,) = people(today, "ministry", 1, state="confirmed", name="Noor Bakker")
    code = code_of(row.pk)
    press = {"key": "k" * 32, "code": code, "q": "noor"}
    said = client.post(HERE + "deur/een/", press, follow=True)
    assert (said.redirect_chain, "Noor is binnen." in words(said)) == ([(HERE + "deur/?q=noor", 302)], True)
    assert "Noor was al doorgegeven." in words(client.post(HERE + "deur/een/", press, follow=True))
    client.post(HERE + "deur/een/", press | {"doe": "uit"})
    assert Attendee.objects.get().state == "confirmed"
    unknown = client.post(HERE + "deur/een/", press | {"code": "0"}, follow=True)
    assert "hoort bij niemand" in words(unknown)
    assert client.post(HERE + "deur/een/", {"code": code}).status_code == 409


def test_a_device_gets_no_more_than_a_door_needs_and_sends_what_it_pressed(client: Client, today) -> None:
    (row,) = people(today, "ministry", 1, state="confirmed", name="Noor Bakker", email="n@b.example", needs="Rust.")
    given = client.get(HERE + "deur/lijst/").json()
    assert given["people"] == [{"code": code_of(row.pk), "name": "Noor", "role": "ministerie", "is_in": False}]
    assert sorted(given) == ["day", "people", "roles", "today", "token"]

    def sends(body: object) -> tuple[int, dict]:
        answer = client.post(HERE + "deur/gedrukt/", json.dumps(body), content_type="application/json")
        return answer.status_code, answer.json()

    press = {"key": "a" * 30, "code": code_of(row.pk), "is_in": True}
    assert sends({"presses": [press]}) == (200, {"taken": [{"key": "a" * 30, "code": press["code"], "outcome": "in"}]})
    assert sends({"presses": [press]})[1]["taken"][0]["outcome"] == "known"
    for wrong in ({}, [], {"presses": [1]}, {"presses": [press | {"key": "?"}]}, {"presses": [{}]}):
        assert sends(wrong)[0] == 400


def test_the_worker_of_the_door_rules_over_the_door_alone(today: DayRegistration) -> None:
    answer = Client().get(HERE + "deur/werker.js")
    assert (answer.status_code, answer["Content-Type"], "Service-Worker-Allowed" in answer) == (
        200, "text/javascript", False,
    )  # fmt: skip


def test_only_the_page_of_the_door_may_look_through_a_camera(client: Client, today: DayRegistration) -> None:
    policies = [client.get(where)["Permissions-Policy"].split(",")[0] for where in (HERE, HERE + "deur/")]
    assert policies == ["camera=()", "camera=(self)"]


def test_somebody_of_another_edition_is_not_found_here(client: Client, today: DayRegistration, previous) -> None:
    other = DayRegistration.objects.create(
        edition=previous, opens_on=today.opens_on, closes_on=today.closes_on, reach="x"
    )
    (row,) = people(other, "ministry", 1)
    assert client.get(f"{HERE}{row.pk}/").status_code == 404
    assert client.get(f"/werk/edities/{previous.slug}/deelnemers/{row.pk}/").status_code == 403
