"""The pages where people sign up for the day, with nothing but a browser: what they say, and what a press does."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.translation import override

from tests.conftest import NOW, TODAY
from weerklank.editions.actions import forgetting
from weerklank.editions.links import digest_of, guardian_secret, own_secret
from weerklank.editions.models import Attendee, DayRegistration, Edition, EditionTheme, Trait
from weerklank.editions.templatetags.reaching import reachable
from weerklank.rights.models import Theme, ThemeName
from weerklank.web import catalogues

pytestmark = pytest.mark.django_db
FRONT = "/dialoog/demonstratie/aanmelden/"
GIVEN = {"name": "Noor Bakker", "email": "noor@voorbeeld.example", "language": "nl"}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def main_of(response: object) -> str:
    text = re.search(r"<main.*</main>", response.content.decode(), re.S)
    assert text
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text.group()))


def own(row: Attendee, rest: str = "") -> str:
    return f"{FRONT}{own_secret(row.pk)}/{rest}"


def guardians(row: Attendee) -> str:
    return f"/dialoog/demonstratie/toestemming/{guardian_secret(row)}/"


def signs_up(client: Client, role: str = "ministry", **more: str) -> Attendee:
    response = client.post(f"{FRONT}?als={role}", {**GIVEN, **more})
    assert response.status_code == 302, main_of(response)
    return Attendee.objects.latest("place_in_line")


def a_child(client: Client, **more: str) -> Attendee:
    return signs_up(
        client, "child", **{"name": "Sem Visser", "email": "ouder@voorbeeld.example", "sixteen": "no"} | more
    )


def test_the_front_page_says_who_can_come_until_when_and_when_all_is_forgotten(
    client: Client, day: DayRegistration
) -> None:
    page = main_of(client.get(FRONT))
    for words in (
        "Een kind (er is plaats)",
        "Aanmelden kan tot en met 30 november 2026.",
        "Na 9 januari 2027 wissen we alles.",
        "dag@voorbeeld.example",
    ):
        assert words in page.replace("( ", "(").replace(" )", ")"), words
    assert "parlement" not in page and "Kamerlid" not in page


def test_the_form_fits_who_somebody_is(client: Client, day: DayRegistration) -> None:
    child, official = (main_of(client.get(f"{FRONT}?als={role}")) for role in ("child", "ministry"))
    assert ("Ben je 16 jaar of ouder?" in child, "Namens wie komt u?" in child) == (True, False)
    assert ("Ben je 16 jaar of ouder?" in official, "Namens wie komt u?" in official) == (False, True)


def test_a_role_that_does_not_exist_asks_again(client: Client, day: DayRegistration) -> None:
    assert "Verder" in main_of(client.get(f"{FRONT}?als=koning"))


def test_signing_up_ends_on_a_page_with_the_own_link(client: Client, day: DayRegistration) -> None:
    response = client.post(f"{FRONT}?als=ministry", {**GIVEN, "organisation_name": "Ministerie A"}, follow=True)
    row = Attendee.objects.get()
    page = main_of(response)
    assert response.redirect_chain == [(own(row, "bedankt/"), 302)]
    assert ("U komt: er is een plaats voor u." in page, f"http://testserver{own(row)}" in page) == (True, True)
    assert response["Cache-Control"] == "no-store, private"


def test_the_same_form_sent_twice_shows_the_same_page(client: Client, day: DayRegistration) -> None:
    key = re.search(r'name="request_key" value="([^"]+)"', client.get(f"{FRONT}?als=other").content.decode())
    assert key is None
    found = re.search(r'name="request_key" value="([^"]+)"', client.get(f"{FRONT}?als=ministry").content.decode())
    assert found
    sent = {**GIVEN, "organisation_name": "Ministerie A", "request_key": found.group(1)}
    first, second = (client.post(f"{FRONT}?als=ministry", sent) for _ in range(2))
    assert (first["Location"], Attendee.objects.count()) == (second["Location"], 1)


def test_a_mistake_keeps_what_was_typed_and_takes_nobody(client: Client, day: DayRegistration) -> None:
    response = client.post(f"{FRONT}?als=child", {**GIVEN, "email": "geen adres", "needs": "een tolk"})
    page = response.content.decode()
    assert (response.status_code, Attendee.objects.count()) == (422, 0)
    for words in ("Kies ja of nee.", "Noor Bakker", "geen adres", "een tolk", "#id_sixteen_0", "#id_email"):
        assert words in page, words


def test_a_theme_wished_twice_and_a_code_nobody_has_are_said_at_their_fields(
    client: Client, day: DayRegistration, edition_theme: EditionTheme
) -> None:
    other = Theme.objects.create(slug="veiligheid", order=2)
    ThemeName.objects.create(theme=other, name="Veiligheid")
    EditionTheme.objects.create(edition=day.edition, theme=other, name="Veilig zijn", order=2)
    wish = str(edition_theme.pk)
    sent = {**GIVEN, "organisation_name": "A", "wish_1": wish, "wish_2": wish}
    assert "Dit thema staat er al." in main_of(client.post(f"{FRONT}?als=ministry", sent))
    response = client.post(f"{FRONT}?als=ministry", {**sent, "wish_2": "", "buddy_code": "000-000"})
    assert (response.status_code, "#id_buddy_code" in response.content.decode()) == (422, True)


def test_traits_are_asked_of_everybody_where_a_lottery_needs_them(client: Client, day: DayRegistration) -> None:
    day.choosing = "lottery"
    day.save()
    trait = Trait.objects.create(registration=day, name="provincie", question="Waar woon je?")
    drenthe = trait.values.create(name="Drenthe")
    sent = {**GIVEN, "organisation_name": "A"}
    assert client.post(f"{FRONT}?als=ministry", sent).status_code == 422
    assert "Wordt er geloot, dan komen jullie allebei, of allebei niet." in main_of(client.get(f"{FRONT}?als=child"))
    row = signs_up(client, organisation_name="A", **{f"trait_{trait.pk}": str(drenthe.pk)})
    assert "wordt er geloot" in main_of(client.get(own(row)))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"opens_on": TODAY + timedelta(days=2)}, "Het kan vanaf 22 november 2026."),
        ({"closes_on": TODAY - timedelta(days=1)}, "Het kon tot en met 19 november 2026."),
        ({"entrance": "invitation"}, "alleen voor wie een uitnodiging kreeg"),
    ],
)
def test_a_door_that_is_not_open_is_a_clear_page_without_a_form(
    client: Client, day: DayRegistration, change: dict[str, object], words: str
) -> None:
    DayRegistration.objects.update(**change)
    for address in (FRONT, f"{FRONT}?als=child"):
        response = client.get(address)
        assert (response.status_code, words in main_of(response), "<form" in response.content.decode()) == (
            200,
            True,
            False,
        )
    assert (client.post(f"{FRONT}?als=child", GIVEN).status_code, Attendee.objects.count()) == (409, 0)


def test_without_a_day_or_without_registration_the_page_says_so(client: Client, edition: Edition) -> None:
    assert "Aanmelden kan nog niet. Kom later terug." in main_of(client.get(FRONT))
    DayRegistration.objects.create(edition=edition, opens_on=TODAY, closes_on=TODAY, reach="bel ons")
    assert "de dag is nog niet bekend" in main_of(client.get(FRONT))


def test_an_edition_that_is_unknown_or_a_draft_has_no_door(client: Client, day: DayRegistration) -> None:
    assert client.get("/dialoog/1990/aanmelden/").status_code == 404
    Edition.objects.update(state="draft")
    assert client.get(FRONT).status_code == 404


def test_the_edition_links_to_signing_up_where_that_is_set(client: Client, day: DayRegistration) -> None:
    assert f'href="{FRONT}"' in client.get("/dialoog/demonstratie/").content.decode()
    day.delete()
    assert f'href="{FRONT}"' not in client.get("/dialoog/demonstratie/").content.decode()


def test_who_waits_reads_how_many_come_first_and_nothing_else_of_them(client: Client, day: DayRegistration) -> None:
    rows = [
        signs_up(client, name=f"Persoon {sign}", email=f"{sign}@voorbeeld.example", organisation_name="A")
        for sign in "abcd"
    ]
    page = main_of(client.get(own(rows[3])))
    assert ("U staat op de wachtlijst." in page, "Nog 1 voor u." in page) == (True, True)
    assert [sign for sign in "abc" if f"Persoon {sign}" in page] == []
    assert "U bent als eerste aan de beurt." in main_of(client.get(own(rows[2])))


def test_a_guardian_says_yes_and_the_child_comes(client: Client, day: DayRegistration) -> None:
    row = a_child(client, photo="yes")
    assert "We wachten op je ouder of voogd." in main_of(client.get(own(row)))
    page = main_of(client.get(guardians(row)))
    assert ("Sem Visser" in page, "Uw kind wil komen." in page) == (True, True)
    assert client.post(guardians(row), {"guardian_name": "Jan", "guardian_phone": "12"}).status_code == 422
    said = client.post(
        guardians(row), {"guardian_name": "Jan", "guardian_phone": "0612345678", "photo": "no"}, follow=True
    )
    assert "Uw ja is bewaard." in main_of(said)
    row.refresh_from_db()
    assert (row.state, row.may_be_photographed, row.guardian_phone) == ("confirmed", False, "0612345678")
    assert "je ouder of voogd niet" in main_of(client.get(own(row)))


@pytest.mark.parametrize(
    ("child", "guardian", "told"),
    [
        (True, None, "nee: jij zegt ja, je ouder of voogd zei nog niets"),
        (True, False, "nee: jij zegt ja, je ouder of voogd niet"),
        (True, True, "ja: jij zegt ja, je ouder of voogd ook"),
        (None, True, "nee, want er is niets gezegd"),
    ],
)
def test_the_own_page_says_whether_a_photo_is_made_and_who_said_what(
    client: Client, day: DayRegistration, child: bool | None, guardian: bool | None, told: str
) -> None:
    row = a_child(client)
    Attendee.objects.update(photo_self=child, photo_guardian=guardian)
    row.refresh_from_db()
    assert told in main_of(client.get(own(row)))
    assert row.may_be_photographed == told.startswith("ja")
    own_words = {True: "ja", False: "nee", None: "niets"}[child]
    assert f"Wat uw kind zelf over foto’s zegt {own_words}" in main_of(client.get(guardians(row)))


def test_what_is_needed_is_answered_where_who_asked_reads_it(client: Client, day: DayRegistration) -> None:
    row = a_child(client, needs="een tolk")
    assert "We kijken nog wat we voor je regelen." in main_of(client.get(own(row)))
    Attendee.objects.update(needs_met="Er komt een tolk.", needs_confirmed_on=TODAY)
    page = main_of(client.get(own(row)))
    assert ("Er komt een tolk." in page, "Afgesproken op 20 november 2026" in page) == (True, True)
    assert "Er komt een tolk." in main_of(client.get(guardians(row)))


def test_a_guardian_says_no(client: Client, day: DayRegistration) -> None:
    row = a_child(client)
    assert client.get(f"{guardians(row)}nee/").status_code == 405
    page = main_of(client.post(f"{guardians(row)}nee/", follow=True))
    assert ("Uw nee is bewaard." in page, "Uw kind is afgemeld." in page) == (True, True)


def test_neither_link_opens_the_page_of_the_other(client: Client, day: DayRegistration) -> None:
    row = a_child(client)
    assert client.get(f"{FRONT}{guardian_secret(row)}/").status_code == 404
    assert client.get(f"/dialoog/demonstratie/toestemming/{own_secret(row.pk)}/").status_code == 404
    grown = signs_up(client, organisation_name="A")
    assert client.get(guardians(grown)).status_code == 404


def test_a_wrong_address_of_the_guardian_is_put_right_on_the_own_page(client: Client, day: DayRegistration) -> None:
    row = a_child(client)
    wrong = client.post(own(row, "adres/"), {"email": "fout"})
    assert (wrong.status_code, "fout" in wrong.content.decode()) == (422, True)
    page = main_of(client.post(own(row, "adres/"), {"email": "goed@voorbeeld.example"}, follow=True))
    assert ("nog een keer" in page, "goed@voorbeeld.example" in page) == (True, True)


def test_one_changes_what_was_told_and_reads_it_back(client: Client, day: DayRegistration) -> None:
    row = signs_up(client, organisation_name="Ministerie A", needs="een tolk")
    Attendee.objects.update(needs_met="Er is een tolk.", needs_confirmed_on=TODAY)
    assert "Er is een tolk." in main_of(client.get(own(row)))
    assert 'value="Ministerie A"' in client.get(own(row, "wijzigen/")).content.decode()
    sent = {**GIVEN, "organisation_name": "Ministerie B", "badge_name": "Noortje", "needs": "een rolstoelplek"}
    assert client.post(own(row, "wijzigen/"), {**sent, "name": ""}).status_code == 422
    page = main_of(client.post(own(row, "wijzigen/"), sent, follow=True))
    assert [words in page for words in ("Ministerie B", "Noortje", "Er is een tolk.")] == [True, True, False]


def test_signing_off_asks_first_and_can_be_taken_back(client: Client, day: DayRegistration) -> None:
    row = signs_up(client, organisation_name="A")
    assert "Wilt u zich afmelden?" in main_of(client.get(own(row, "afmelden/")))
    assert Attendee.objects.get().state == "confirmed"
    assert "U bent afgemeld." in main_of(client.post(own(row, "afmelden/"), follow=True))
    assert client.get(own(row, "wijzigen/"))["Location"] == own(row)
    assert "U komt: er is een plaats voor u." in main_of(client.post(own(row, "terug/"), follow=True))


def test_an_invitation_is_a_form_on_its_own_link(client: Client, day: DayRegistration) -> None:
    day.entrance = "invitation"
    day.save()
    row = Attendee(
        registration=day, role="young_person", name="Mila", state="invited", registered_on=TODAY, place_in_line=1
    )
    row.secret_digest, row.request_key = digest_of(own_secret(row.pk)), "k" * 64
    row.save()
    assert "Je bent uitgenodigd. Kom je?" in main_of(client.get(own(row)))
    assert client.post(own(row), GIVEN).status_code == 422
    page = main_of(client.post(own(row), {**GIVEN, "sixteen": "yes"}, follow=True))
    assert "Je komt: er is een plaats voor je." in page


@pytest.mark.parametrize("language", ["en", "ar", "nl-easy"])
def test_the_pages_open_in_other_languages_or_say_that_they_are_dutch(
    client: Client, day: DayRegistration, language: str
) -> None:
    row = a_child(client)
    with override(language):
        translated = catalogues.spoken("editions/templates/editions/attending/front.html") == language
    for address in (FRONT, f"{FRONT}?als=child", own(row), guardians(row)):
        page = client.get(f"/{language}{address}")
        assert (page.status_code, '<div lang="nl"' in page.content.decode()) == (200, not translated)


def test_after_the_day_the_number_stays_and_the_links_are_gone(client: Client, day: DayRegistration) -> None:
    row = signs_up(client, organisation_name="A")
    forgetting.erase(now=NOW + timedelta(days=60))
    gone = client.get(own(row))
    assert (gone.status_code, "Na de dag wissen we alles, en dan ook deze bladzijde." in main_of(gone)) == (404, True)
    page = main_of(client.get(FRONT))
    assert ("is gewist op 19 januari 2027" in page, "Er waren" in page) == (True, False)


def test_what_nobody_could_type_is_no_error_of_ours(client: Client, day: DayRegistration) -> None:
    odd = {
        "name": "\x00",
        "email": "a@b.example",
        "sixteen": "misschien",
        "wish_1": "²",
        "request_key": "x",
        "language": "xx",
    }
    assert client.post(f"{FRONT}?als=child", odd).status_code == 422
    assert client.post(f"{FRONT}?als=%00", odd).status_code == 409


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("dag@voorbeeld.example", '<a class="nowrap" href="mailto:dag@voorbeeld.example">dag@voorbeeld.example</a>'),
        ("Kim <b>, 06 1234 5678", 'Kim &lt;b&gt;, <a class="nowrap" href="tel:0612345678">06 1234 5678</a>'),
        ("bel ons", "bel ons"),
    ],
)
def test_where_to_ask_is_a_link_and_what_was_typed_stays_text(typed: str, shown: str) -> None:
    assert reachable(typed) == shown
