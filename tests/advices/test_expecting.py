"""What adults expect: written before the talk, read back by nobody else, and counted once for at least ten together."""

from __future__ import annotations

from datetime import date, timedelta

import hypothesis
import pytest
from django.db import IntegrityError, models, transaction
from django.db.utils import DatabaseError
from django.test import Client
from hypothesis import strategies as st

from tests.advices.stories import group_of, said
from tests.advices.test_voices import row
from tests.concurrently import at_once
from tests.conftest import NOW, TODAY, Cast
from weerklank.advices.actions import RecordText, save_record
from weerklank.advices.expecting import actions, queries
from weerklank.advices.expecting.counting import together
from weerklank.advices.expecting.models import Expectation, ExpectationCount, Guess
from weerklank.advices.expecting.people import Person, find, seat_secret
from weerklank.audit.models import AuditEvent
from weerklank.editions.actions import forgetting
from weerklank.editions.links import digest_of, own_secret
from weerklank.editions.models import (
    Attendee,
    DayRegistration,
    Edition,
    EditionTheme,
    Seat,
    Seating,
    Sitting,
    ThemeTable,
)
from weerklank.editions.models.attendance import ERASED
from weerklank.findings.models import OpinionRun
from weerklank.moves import Refusal
from weerklank.participation.models import Consultation, Statement
from weerklank.privacy import Kept
from weerklank.rights.models import Theme

pytestmark = pytest.mark.django_db
THOUGHT = "Ik denk dat zij over zakgeld beginnen"


@pytest.fixture
def registration(edition: Edition) -> DayRegistration:
    edition.date = date(2099, 1, 1)
    edition.save()
    return DayRegistration.objects.create(
        edition=edition, opens_on=TODAY, closes_on=TODAY, reach="dag@example.org", erase_after_days=30
    )


def adult(registration: DayRegistration, number: int = 1, **fields: object) -> Person:
    known: dict[str, object] = {"role": "ministry", "name": f"Ambtenaar {number}", "state": "confirmed"}
    attendee = Attendee(
        registration=registration,
        registered_on=TODAY,
        place_in_line=number,
        request_key=f"{number:064}",
        **(known | fields),
    )
    attendee.secret_digest = digest_of(own_secret(attendee.pk))
    attendee.save()
    return Person(registration.edition, attendee=attendee)


def address(person: Person, theme: EditionTheme | None = None) -> str:
    secret = own_secret(person.attendee.pk) if person.attendee else seat_secret(person.seat)
    return f"/dialoog/demonstratie/verwacht/{secret}/{f'{theme.pk}/' if theme else ''}"


def expects(person: Person, theme: EditionTheme, words: str = THOUGHT, **guesses: int) -> Expectation:
    numbers = {int(name[1:]): percent for name, percent in guesses.items()}
    return actions.expect(person=person, theme_id=theme.pk, words=words, guesses=numbers, now=NOW)


def begins(table: ThemeTable, cast: Cast) -> None:
    save_record(table_id=table.pk, text=RecordText(adult_expected_before="Zakgeld."), by=cast.facilitator, now=NOW)


def counted(consultation: Consultation, statement: Statement) -> None:
    OpinionRun.objects.create(
        consultation=consultation,
        made_at=NOW,
        library_version="1",
        votes=40,
        results=[row(statement, "code", 0.8), row(statement, "open", 0.3), row(statement, "hands", None)],
    )


def test_an_adult_writes_and_changes_it_until_the_talk_begins_and_then_reads_how_far_off_it_was(
    registration: DayRegistration,
    edition_theme: EditionTheme,
    table: ThemeTable,
    consultation: Consultation,
    statements: list[Statement],
    cast: Cast,
) -> None:
    person, client = adult(registration), Client()
    page = client.get(address(person))
    assert (page.status_code, page["Cache-Control"]) == (200, "no-store, private")
    here = address(person, edition_theme)
    name = f"zin_{statements[0].pk}"
    assert client.post(here, {"words": THOUGHT, name: "20"}).status_code == 302
    assert client.post(here, {"words": THOUGHT, name: "40"}).status_code == 302
    assert Guess.objects.get().percent == 40
    counted(consultation, statements[0])
    assert "van de honderd</strong>" not in client.get(here).text
    begins(table, cast)
    late = client.post(here, {"words": "Toch iets anders", name: "80"})
    assert (late.status_code, "Toch iets anders" in late.text, Guess.objects.get().percent) == (422, True, 40)
    after = client.get(here).text
    assert THOUGHT in after
    assert "Dat zijn er 40 meer dan u dacht." in after
    assert "Dat had u goed, binnen wat toeval kan doen." in after
    assert client.post(here, {"changed": "Schaamte is groter dan ik dacht."}).status_code == 302
    assert Expectation.objects.get().changed == "Schaamte is groter dan ik dacht."


def test_what_is_typed_wrongly_stays_on_the_page(
    registration: DayRegistration, edition_theme: EditionTheme, statements: list[Statement]
) -> None:
    person = adult(registration)
    sent = {"words": THOUGHT, f"zin_{statements[0].pk}": "101", f"zin_{statements[1].pk}": "half"}
    page = Client().post(address(person, edition_theme), sent)
    assert page.status_code == 422
    assert page.text.count("Typ een heel getal van 0 tot en met 100.") == 4
    assert (THOUGHT in page.text, 'value="101"' in page.text, 'value="half"' in page.text) == (True, True, True)
    empty = Client().post(address(person, edition_theme), {"words": " "})
    assert (empty.status_code, Expectation.objects.exists()) == (422, False)


def test_zero_is_a_guess_and_empty_is_none(
    registration: DayRegistration, edition_theme: EditionTheme, statements: list[Statement]
) -> None:
    person = adult(registration)
    Client().post(address(person, edition_theme), {f"zin_{statements[0].pk}": "0", f"zin_{statements[1].pk}": ""})
    assert list(Guess.objects.values_list("statement", "percent")) == [(statements[0].pk, 0)]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"role": "child"}, 404),
        ({"role": "young_person"}, 404),
        ({"state": "waiting"}, 404),
        ({"role": "parliament"}, 200),
    ],
    ids=["child", "young person", "without a place", "parliament"],
)
def test_only_an_adult_with_a_place_writes(
    registration: DayRegistration, edition_theme: EditionTheme, fields: dict[str, str], status: int
) -> None:
    assert Client().get(address(adult(registration, **fields), edition_theme)).status_code == status


def test_whoever_knows_their_table_writes_about_its_theme_and_no_other(
    registration: DayRegistration, edition: Edition, edition_theme: EditionTheme, table: ThemeTable, cast: Cast
) -> None:
    other = EditionTheme.objects.create(
        edition=edition, theme=Theme.objects.create(slug="wonen", order=2), name="Wonen", order=2
    )
    person = adult(registration)
    assert [one.theme for one in queries.themes_of(person, TODAY)] == [edition_theme, other]
    plan = Seating.objects.create(
        registration=registration, number=1, seed="zaad", state="approved", made_by=cast.organiser, made_on=TODAY,
        approved_by=cast.organiser, approved_on=TODAY, published_on=TODAY,
    )  # fmt: skip
    Sitting.objects.create(seating=plan, attendee=person.attendee, table=table, round=1)
    assert [one.theme for one in queries.themes_of(person, TODAY)] == [edition_theme]
    assert Client().get(address(person, other)).status_code == 404


def test_a_place_at_the_table_has_its_own_link_and_nobody_elses(table: ThemeTable, edition_theme: EditionTheme) -> None:
    official = table.seats.get(alias="Ambtenaar 1")
    secret = seat_secret(official)
    assert find(secret, "demonstratie") == Person(table.edition, seat=official)
    child = table.seats.get(alias="Kind 1")
    assert find(seat_secret(child), "demonstratie") is None
    assert find(f"{official.pk}-{'a' * 16}", "demonstratie") is None
    assert find(secret, "andere") is None
    page = Client().post(address(Person(table.edition, seat=official), edition_theme), {"words": THOUGHT})
    assert (page.status_code, Expectation.objects.get().seat) == (302, official)


def test_one_table_that_talks_closes_nothing_for_who_sits_at_another(
    edition_theme: EditionTheme, table: ThemeTable, cast: Cast
) -> None:
    second = ThemeTable.objects.create(edition_theme=edition_theme, number=2)
    there = Seat.objects.create(table=second, kind="organisation", alias="Organisatie 2")
    here = Person(table.edition, seat=table.seats.get(alias="Ambtenaar 1"))
    begins(table, cast)
    with pytest.raises(Refusal, match="is begonnen"):
        expects(here, edition_theme)
    assert expects(Person(table.edition, seat=there), edition_theme).words == THOUGHT


def test_nobody_reads_what_one_person_wrote(
    registration: DayRegistration, edition_theme: EditionTheme, table: ThemeTable, cast: Cast
) -> None:
    seated = Person(table.edition, seat=table.seats.get(alias="Ambtenaar 1"))
    expects(seated, edition_theme)
    expects(adult(registration), edition_theme)
    actions.close(theme_id=edition_theme.pk, by=cast.organiser, now=NOW)
    pages = {
        "/werk/edities/demonstratie/verwachtingen/": "organiser",
        f"/werk/tafels/{table.pk}/verwachtingen/": "facilitator",
        f"/werk/tafels/{table.pk}/": "facilitator",
        "/dialoog/demonstratie/opbrengst/": "outsider",
        "/themas/armoede/": "outsider",
    }
    for page, who in pages.items():
        answer = cast.client(who).get(page)
        assert (answer.status_code, THOUGHT in answer.text) == (200, False), page
    assert not AuditEvent.objects.filter(note__contains=THOUGHT).exists()


@pytest.mark.parametrize(("people", "shown"), [(9, 0), (10, 1), (14, 1)])
def test_fewer_than_ten_guesses_leave_no_number_behind(people: int, shown: int) -> None:
    found = together({7: [40] * people})
    assert [(one["people"], one["middle"]) for one in found] == [(10, 40)] * shown


def test_the_middle_of_all_guesses_is_rounded_so_that_it_is_nobodys_own() -> None:
    guesses = [3, 12, 18, 22, 31, 37, 43, 58, 62, 71, 88]
    assert together({7: guesses}) == [{"statement": 7, "people": 10, "middle": 35, "low": 20, "high": 60}]


@hypothesis.given(st.lists(st.integers(0, 100), min_size=10, max_size=40))
@hypothesis.settings(max_examples=60)
def test_whatever_was_guessed_the_three_numbers_are_round_and_in_their_order(guesses: list[int]) -> None:
    (one,) = together({7: guesses})
    assert 0 <= one["low"] <= one["middle"] <= one["high"] <= 100
    assert {one[name] % 5 for name in ("people", "low", "middle", "high")} == {0}
    assert one["people"] <= len(guesses)


def test_everybody_sees_the_picture_of_ten_adults_beside_what_children_said(
    registration: DayRegistration,
    edition_theme: EditionTheme,
    consultation: Consultation,
    statements: list[Statement],
    cast: Cast,
) -> None:
    Consultation.objects.filter(pk=consultation.pk).update(state="closed")
    counted(consultation, statements[0])
    for number in range(1, 11):
        few = {f"s{statements[1].pk}": 50} if number < 10 else {}
        expects(adult(registration, number), edition_theme, **{f"s{statements[0].pk}": 30}, **few)
    assert queries.expected_in(ExpectationCount.objects.all()) == ()
    actions.close(theme_id=edition_theme.pk, by=cast.organiser, now=NOW)
    (found,) = queries.expected_in(ExpectationCount.objects.all())
    (only,) = found.statements
    assert (only.text, only.adults["middle"], only.adults["people"]) == (statements[0].text, 30, 10)
    assert [(one.percent, one.points, one.more) for one in only.beside] == [(80, 50, True), (30, 0, False)]
    assert [one.share.percent for one in only.drawing.rows] == [30, 80, 30]
    for page in ("/dialoog/demonstratie/opbrengst/", "/themas/armoede/"):
        assert Client().get(page).text.count('<svg viewBox="0 0 640 226"') == 1, page
    assert 'href="/dialoog/demonstratie/opbrengst/#verwacht"' in Client().get("/dialoog/demonstratie/").text


def test_a_sentence_that_was_taken_away_is_in_no_picture(
    edition_theme: EditionTheme, statements: list[Statement]
) -> None:
    guesses = together({one.pk: [30] * 10 for one in statements})
    ExpectationCount.objects.create(edition_theme=edition_theme, closed_on=TODAY, results=guesses)
    Statement.objects.filter(pk=statements[0].pk).update(state="retired", retired_reason="Klopt niet.")
    (found,) = queries.expected_in(ExpectationCount.objects.all())
    assert [one.text for one in found.statements] == [one.text for one in statements[1:]]


def test_before_the_talk_the_own_page_holds_no_word_of_a_child_and_after_it_all_of_them(
    edition_theme: EditionTheme, table: ThemeTable, consultation: Consultation, cast: Cast
) -> None:
    group_of(consultation, "Mee op reis", said(consultation, "De reis is te duur."), said(consultation, "Ik wil mee."))
    person = Person(table.edition, seat=table.seats.get(alias="Ambtenaar 1"))
    here = address(person, edition_theme)
    before = Client().get(here).text
    begins(table, cast)
    after = Client().get(here).text
    assert ["De reis is te duur." in one for one in (before, after)] == [False, True]
    assert ["Mee op reis" in one for one in (before, after)] == [False, True]


def test_who_signed_off_does_not_count(
    registration: DayRegistration, edition_theme: EditionTheme, statements: list[Statement], cast: Cast
) -> None:
    people = [adult(registration, number) for number in range(1, 11)]
    for person in people:
        expects(person, edition_theme, **{f"s{statements[0].pk}": 30})
    Attendee.objects.filter(pk=people[0].attendee.pk).update(state="cancelled")
    assert actions.close(theme_id=edition_theme.pk, by=cast.organiser, now=NOW).results == []


def test_it_is_counted_once_and_the_count_never_changes(
    registration: DayRegistration, edition_theme: EditionTheme, cast: Cast
) -> None:
    expects(adult(registration), edition_theme)
    count = actions.close(theme_id=edition_theme.pk, by=cast.organiser, now=NOW)
    with pytest.raises(Refusal, match="net al gesloten"):
        actions.close(theme_id=edition_theme.pk, by=cast.organiser, now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        ExpectationCount.objects.filter(pk=count.pk).update(closed_on=date(2026, 1, 1))


@pytest.mark.usefixtures("committed")
@pytest.mark.django_db(transaction=True)
def test_two_who_close_at_once_count_once(
    registration: DayRegistration, edition_theme: EditionTheme, cast: Cast
) -> None:
    expects(adult(registration), edition_theme)
    done = at_once(*(lambda: actions.close(theme_id=edition_theme.pk, by=cast.organiser, now=NOW) for _ in range(2)))
    assert sorted(type(one).__name__ for one in done) == ["ExpectationCount", "Refusal"]


def test_what_nobody_closed_is_counted_once_every_table_talks_or_the_day_is_over(
    registration: DayRegistration, edition_theme: EditionTheme, table: ThemeTable, cast: Cast
) -> None:
    expects(adult(registration), edition_theme)
    assert actions.keep_up(now=NOW) == actions.KeptUp(0, 0)
    begins(table, cast)
    assert actions.keep_up(now=NOW) == actions.KeptUp(1, 0)
    assert actions.keep_up(now=NOW) == actions.KeptUp(0, 0)


def test_everything_of_a_person_goes_with_the_registration_and_the_count_stays(
    registration: DayRegistration, edition_theme: EditionTheme, table: ThemeTable, statements: list[Statement]
) -> None:
    for number in range(1, 11):
        expects(adult(registration, number), edition_theme, **{f"s{statements[0].pk}": 30})
    expects(Person(table.edition, seat=table.seats.get(alias="Ambtenaar 1")), edition_theme)
    Edition.objects.update(date=TODAY)
    last = NOW + timedelta(days=30)
    assert actions.keep_up(now=last) == actions.KeptUp(1, 0)
    forgetting.erase(now=last)
    assert Expectation.objects.count() == 11
    after = last + timedelta(days=1)
    forgetting.erase(now=after)
    assert actions.keep_up(now=after) == actions.KeptUp(0, 1)
    assert (Expectation.objects.count(), Guess.objects.count()) == (0, 0)
    assert ExpectationCount.objects.get().results == [
        {"statement": statements[0].pk, "people": 10, "middle": 30, "low": 30, "high": 30}
    ]


def test_an_expectation_is_of_one_person_and_a_guess_is_a_share(
    registration: DayRegistration, edition_theme: EditionTheme
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Expectation.objects.create(edition_theme=edition_theme)
    expectation = expects(adult(registration), edition_theme)
    with pytest.raises(IntegrityError), transaction.atomic():
        Guess.objects.create(expectation=expectation, statement=1, percent=101)


def test_no_table_leads_from_who_comes_to_anything_that_children_said() -> None:
    pointed = {field.related_model for field in Guess._meta.get_fields() if field.is_relation}
    assert pointed == {Expectation}
    assert Statement not in {field.related_model for field in Expectation._meta.get_fields() if field.is_relation}


def test_the_organiser_closes_a_theme_and_reads_how_many_wrote(
    registration: DayRegistration, edition_theme: EditionTheme, cast: Cast
) -> None:
    expects(adult(registration), edition_theme)
    client = cast.client("organiser")
    here = "/werk/edities/demonstratie/verwachtingen/"
    assert 'data-label="Schreven iets op">1<' in client.get(here).text
    asked = client.get(f"{here}{edition_theme.pk}/").text
    assert "1 volwassene schreef iets op." in asked and "Dit kan niet ongedaan worden gemaakt." in asked
    assert not ExpectationCount.objects.exists()
    assert client.post(f"{here}{edition_theme.pk}/").status_code == 302
    assert "minder dan tien schatten iets, dus geen beeld" in client.get(here).text
    assert client.post(f"{here}{edition_theme.pk}/").status_code == 409
    assert client.get(f"{here}?csv").text.splitlines()[1].startswith("Armoede,1,0,0,")


def test_in_a_concept_or_without_anybody_who_wrote_nothing_closes_and_the_page_says_why(
    registration: DayRegistration, edition_theme: EditionTheme, cast: Cast
) -> None:
    client, here = cast.client("organiser"), f"/werk/edities/demonstratie/verwachtingen/{edition_theme.pk}/"
    nobody = client.get(here).text
    assert f"Nog niemand schreef iets op over {edition_theme}." in nobody and "<button" not in _main(nobody)
    expects(adult(registration), edition_theme)
    Edition.objects.update(state="draft")
    refused = client.post(here)
    assert (refused.status_code, "is nog een concept." in refused.text) == (409, True)
    assert not ExpectationCount.objects.exists()


def _main(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("model", [Expectation, Guess, ExpectationCount])
def test_every_field_of_an_expectation_says_why_it_is_kept(model: type[models.Model]) -> None:
    declared: dict[str, Kept] = getattr(model, "privacy", {})
    assert "*" in declared
    assert set(declared) - {"*"} <= {field.name for field in model._meta.fields}
    assert (declared["*"].until == ERASED) is (model is not ExpectationCount)


def test_the_privacy_page_says_who_reads_an_expectation_and_what_stays() -> None:
    section = Client().get("/over/privacy/").text.partition('id="verwachting"')[2].partition("</section>")[0]
    assert "Alleen wie het schreef leest het terug" in section
    assert "een telling van ten minste tien volwassenen samen" in section


def test_the_way_back_is_ones_own(table: ThemeTable, cast: Cast) -> None:
    ways = {"facilitator": f"/werk/tafels/{table.pk}/", "organiser": f"/werk/edities/demonstratie/tafels/{table.pk}/"}
    for who, back in ways.items():
        client = cast.client(who)
        assert f'href="{back}"' in client.get(f"/werk/tafels/{table.pk}/verwachtingen/").text
        assert client.get(back).status_code == 200
