"""Tables, who sits there by alias, and every minimum that is not met."""

from __future__ import annotations

import csv
import io

import pytest
from django.urls import reverse

import seating
from weerklank.advices.models import TableRecord
from weerklank.audit.models import AuditEvent
from weerklank.editions import actions, queries
from weerklank.editions.balance import NOBODY, shortfalls
from weerklank.editions.choosing.gathering import offer_of
from weerklank.editions.models import Edition, EditionTheme, Seat, SeatKind, ThemeTable
from weerklank.moves import Refusal


@pytest.fixture
def list_page(edition):
    return reverse("editions-tables", args=[edition.slug])


@pytest.fixture
def empty(edition_theme):
    return ThemeTable.objects.create(edition_theme=edition_theme, number=7, place="Zaal 2")


def at(name, table, *more):
    return reverse(name, args=[table.edition.slug, table.pk, *more])


def seat(table, *kinds):
    for number, kind in enumerate(kinds):
        Seat.objects.create(table=table, kind=kind, alias=f"{kind} {number}")
    return table


def missing(table):
    return queries.table_row(table).shortfalls


def test_a_table_gets_the_next_number_of_the_day(edition, edition_theme, table, empty, cast, now):
    added = actions.add_table(
        edition_id=edition.pk, edition_theme_id=edition_theme.pk, number=None, place="", by=cast.organiser, now=now
    )
    assert (added.number, AuditEvent.objects.get().action) == (8, "table.added")


def test_a_day_has_a_table_of_a_number_once(edition, edition_theme, table, empty, cast, now):
    with pytest.raises(Refusal) as added:
        actions.add_table(
            edition_id=edition.pk, edition_theme_id=edition_theme.pk, number=1, place="", by=cast.organiser, now=now
        )
    with pytest.raises(Refusal) as changed:
        actions.change_table(table_id=empty.pk, number=1, place="", by=cast.organiser, now=now)
    assert (added.value.field, changed.value.field) == ("number", "number")
    assert added.value.sentence == "Tafel 1 is er al, bij ‘Armoede’. Kies een ander nummer; 8 is vrij."


def test_many_places_come_at_once_each_under_the_next_free_number(table, cast, now):
    counts = {SeatKind.CHILD: 2, SeatKind.MINISTRY: 1, SeatKind.OTHER: 0}
    added = actions.add_seats(table_id=table.pk, counts=counts, by=cast.organiser, now=now)
    assert [one.alias for one in added] == ["Kind 3", "Kind 4", "Ambtenaar 2"]
    assert AuditEvent.objects.get().note == "Erbij: 2 kinderen, 1 ministerie."


def test_a_number_that_somebody_else_has_is_skipped(empty, cast, now):
    Seat.objects.create(table=empty, kind="other", alias="kind 2")
    added = actions.add_seats(table_id=empty.pk, counts={SeatKind.CHILD: 2}, by=cast.organiser, now=now)
    assert [one.alias for one in added] == ["Kind 1", "Kind 3"]


def test_no_places_at_all_and_more_than_fit_are_refused(table, cast, now):
    for counts in ({SeatKind.CHILD: 0}, {SeatKind.CHILD: 20, SeatKind.OTHER: 6}):
        with pytest.raises(Refusal) as refused:
            actions.add_seats(table_id=table.pk, counts=counts, by=cast.organiser, now=now)
        assert refused.value.field == "child"
    assert table.seats.count() == 5


def test_an_alias_stands_at_a_table_once_and_never_in_the_log(table, cast, now):
    actions.add_seat(table_id=table.pk, kind=SeatKind.CHILD, alias="de Uil", by=cast.organiser, now=now)
    with pytest.raises(Refusal) as refused:
        actions.add_seat(table_id=table.pk, kind=SeatKind.OTHER, alias="De uil", by=cast.organiser, now=now)
    assert refused.value.field == "alias"
    event = AuditEvent.objects.get()
    assert ("Uil" in event.note + event.object_label, event.note) == (False, "Erbij: 1 kind.")


def test_a_place_goes_while_nobody_spoke_there(table, cast, now):
    one = table.seats.get(alias="Kind 2")
    actions.remove_seat(table_id=table.pk, seat_id=one.pk, by=cast.organiser, now=now)
    assert (table.seats.count(), AuditEvent.objects.get().note) == (4, "Weg: 1 kind.")
    with pytest.raises(Refusal) as refused:
        actions.remove_seat(table_id=table.pk, seat_id=one.pk, by=cast.organiser, now=now)
    assert refused.value.sentence == "Deze plaats is al weggehaald. Ververs de bladzijde."


def test_a_place_that_spoke_stays(read_back, table, cast, now):
    with pytest.raises(Refusal) as refused:
        actions.remove_seat(table_id=table.pk, seat_id=read_back.seat_id, by=cast.organiser, now=now)
    assert refused.value.sentence.startswith("Kind 1 zei al of een advies klopt.")
    assert (table.seats.count(), AuditEvent.objects.count()) == (5, 0)


def test_a_child_that_must_still_be_heard_is_not_taken_from_the_table(advice, table, cast, now):
    type(advice).objects.update(state="read_back")
    silent = table.seats.get(alias="Kind 2")
    with pytest.raises(Refusal) as refused:
        actions.remove_seat(table_id=table.pk, seat_id=silent.pk, by=cast.organiser, now=now)
    assert refused.value.sentence.startswith("Advies 2026-ARM-01 wordt nu teruggelezen aan deze tafel.")


def test_a_table_goes_with_its_places_while_nothing_was_written_there(table, cast):
    response = cast.client("organiser").post(at("editions-table-remove", table))
    assert (response.status_code, ThemeTable.objects.count(), Seat.objects.count()) == (302, 0, 0)


def test_a_table_where_something_was_written_stays_and_says_what(advice, table, cast, now):
    TableRecord.objects.create(table=table)
    with pytest.raises(Refusal) as refused:
        actions.remove_table(table_id=table.pk, by=cast.organiser, now=now)
    assert refused.value.sentence == (
        "Aan Tafel 1 · Armoede is al gewerkt: er hangt 1 advies en 1 tafelverslag aan. Daarom blijft de tafel staan."
    )


def test_whoever_works_at_a_table_that_is_gone_hears_so(empty, cast, now):
    actions.remove_table(table_id=empty.pk, by=cast.organiser, now=now)
    with pytest.raises(Refusal) as refused:
        actions.add_seats(table_id=empty.pk, counts={SeatKind.CHILD: 1}, by=cast.organiser, now=now)
    assert refused.value.sentence == "Deze tafel is net weggehaald. Ga terug naar de lijst met tafels."


def test_the_tables_of_a_closed_edition_stay_as_they_were(edition, table, cast, now):
    Edition.objects.update(state="closed")
    with pytest.raises(Refusal):
        actions.change_table(table_id=table.pk, number=2, place="", by=cast.organiser, now=now)
    with pytest.raises(Refusal):
        actions.remove_seat(table_id=table.pk, seat_id=table.seats.first().pk, by=cast.organiser, now=now)


def test_a_balanced_table_lacks_nothing(table):
    assert missing(table) == ()


def test_an_empty_table_is_listed_and_not_passed_over(empty):
    assert missing(empty) == (NOBODY,)


def test_everything_that_is_not_met_is_listed_with_what_it_takes(empty):
    seat(empty, "child", "ministry", "ministry", "ministry", "ministry", "ministry")
    assert missing(empty) == (
        "Kinderen en jongeren aan deze tafel: 1. Minstens 3 zijn nodig: er moeten er nog 2 bij.",
        "Kinderen en jongeren zijn 1 van de 6 mensen; dat moet minstens een derde zijn. "
        "Zet er nog 2 bij, of haal anderen weg.",
        "child 0 zit hier als enige kind. Zet er een kind bij, of geef dit kind een andere tafel.",
        "Mensen van een organisatie aan deze tafel: geen. Minstens 1 is nodig: er moet er nog 1 bij.",
    )


@pytest.mark.parametrize(("adults", "more"), [(6, 0), (7, 1), (8, 1), (9, 2)])
def test_as_many_as_the_sentence_asks_are_enough(adults, more, empty):
    seat(empty, *["child"] * 3, "organisation", *["ministry"] * (adults - 1))
    asked = [sentence for sentence in missing(empty) if "van de" in sentence]
    assert bool(asked) == bool(more)
    if asked:
        assert f"Zet er nog {more} bij" in asked[0]
    for number in range(more):
        Seat.objects.create(table=empty, kind="young_person", alias=f"erbij {number}")
    assert missing(empty) == ()


def test_no_minimum_of_the_library_goes_without_a_sentence(table, empty):
    seat(empty, "child", *["other"] * 12)
    told = shortfalls(ThemeTable.objects.prefetch_related("seats"))
    people = tuple(seating.Person(str(one.pk), {"role": one.kind}) for one in Seat.objects.all())
    plan = seating.TablePlan(
        people,
        tuple(seating.Table(str(one.pk), 30) for one in ThemeTable.objects.all()),
        tuple(seating.Seat(str(one.pk), str(one.table_id)) for one in Seat.objects.all()),
    )
    found = seating.check(plan)
    assert sum(len(sentences) for sentences in told.values()) == len(found) == 5
    assert {sentence for sentences in told.values() for sentence in sentences} & {
        one.sentence for one in found
    } == set()


def test_a_table_is_made_and_filled_on_its_pages(edition, edition_theme, cast, list_page):
    client = cast.client("organiser")
    made = client.post(list_page, {"edition_theme": edition_theme.pk, "number": "", "place": "Zaal 1"})
    table = ThemeTable.objects.get()
    assert made["Location"] == at("editions-table", table)
    client.post(
        at("editions-seats-add", table), {"child": "3", "young_person": "2", "ministry": "1", "organisation": "1"}
    )
    page = client.get(at("editions-table", table)).content.decode()
    assert "3 kinderen, 2 jongeren, 1 organisatie, 1 ministerie" in page
    assert "Deze tafel is compleet: aan elke regel is voldaan." in page
    assert "Nooit een echte naam, ook geen voornaam." in page


def test_what_a_table_lacks_stands_under_it_in_the_list_and_on_the_page_of_the_edition(edition, empty, cast, list_page):
    client = cast.client("organiser")
    assert f"<li>{NOBODY}</li>" in client.get(list_page).content.decode()
    assert "1 mist nog iemand" in client.get(reverse("editions-detail", args=[edition.slug])).content.decode()


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("", [1, 7, 1]),
        ("?stand=mist", [7, 1]),
        ("?stand=compleet", [1]),
        ("?q=zaal", [7]),
        ("?stand=onzin&thema=99999999999999999999", [1, 7, 1]),
        ("?page=99999999999999999999", [1, 7, 1]),
    ],
)
def test_the_list_is_searched_and_filtered(asked, numbers, edition, table, empty, safety, cast, list_page):
    other = EditionTheme.objects.create(edition=edition, theme=safety, name="Veiligheid", order=2)
    ThemeTable.objects.create(edition_theme=other, number=1)
    client = cast.client("organiser")
    assert [row.table.number for row in client.get(list_page + asked).context["page"]] == numbers
    assert [row.table.edition_theme for row in client.get(f"{list_page}?thema={other.pk}").context["page"]] == [other]


def test_nothing_found_is_something_else_than_nothing_there(edition, edition_theme, cast, list_page):
    client = cast.client("organiser")
    assert "Er is nog geen tafel. Maak hieronder de eerste." in client.get(list_page).content.decode()
    assert "Geen tafel gevonden bij deze zoekvraag." in client.get(f"{list_page}?q=x").content.decode()
    EditionTheme.objects.all().delete()
    assert "Kies eerst de thema’s" in client.get(list_page).content.decode()


def test_the_list_is_a_file_too_without_formulas(edition, empty, cast, list_page):
    ThemeTable.objects.filter(pk=empty.pk).update(place="=1+1")
    response = cast.client("organiser").get(f"{list_page}?csv")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows == [
        ["thema", "nummer", "plaats", "mensen", "wie", "wat mist"],
        ["Armoede", "7", "'=1+1", "0", "", NOBODY],
    ]


def test_a_long_list_comes_in_pages_of_twenty_five(edition_theme, cast, list_page):
    ThemeTable.objects.bulk_create(ThemeTable(edition_theme=edition_theme, number=number) for number in range(1, 31))
    client = cast.client("organiser")
    assert [len(client.get(f"{list_page}?page={page}").context["page"]) for page in (1, 2)] == [25, 5]


@pytest.mark.parametrize("number", [1, 12])
def test_the_list_asks_as_often_with_one_table_as_with_twelve(
    number, edition_theme, cast, list_page, django_assert_num_queries
):
    for one in range(1, number + 1):
        seat(ThemeTable.objects.create(edition_theme=edition_theme, number=one), "child", "ministry")
    client = cast.client("organiser")
    # session, account, gate, edition, organiser of it, three of the themes and their names, tables, seats, the plan, choices
    with django_assert_num_queries(13):
        client.get(list_page)


@pytest.mark.parametrize(
    ("name", "typed", "field"),
    [
        ("editions-seats-add", {"child": "-1", "other": "2"}, "child"),
        ("editions-seats-add", {"child": "31", "other": "2"}, "child"),
        ("editions-seats-add", {"child": "drie", "other": "2"}, "child"),
        ("editions-seats-add", {"child": "9" * 40, "other": "2"}, "child"),
        ("editions-seats-add", {}, "child"),
        ("editions-seat-add", {"kind": "koning", "alias": "de Uil"}, "kind"),
        ("editions-seat-add", {"kind": "child", "alias": "   "}, "alias"),
        ("editions-seat-add", {"kind": "child", "alias": "k" * 41}, "alias"),
        ("editions-seat-add", {"kind": "child", "alias": "KIND 1"}, "alias"),
        ("editions-table", {"number": "0", "place": "Zaal 3"}, "number"),
        ("editions-table", {"number": "1000", "place": "Zaal 3"}, "number"),
        ("editions-table", {"number": "7", "place": "Zaal 3"}, "number"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_stays_typed(name, typed, field, table, empty, cast):
    response = cast.client("organiser").post(at(name, table), typed)
    form = response.context["form"]
    assert (response.status_code, list(form.errors), table.seats.count()) == (422, [field], 5)
    assert {key: form[key].value() for key in typed} == typed


@pytest.mark.parametrize("name", ["editions-seats-add", "editions-seat-add"])
def test_the_address_of_a_form_leads_back_to_its_table(name, table, cast):
    assert cast.client("organiser").get(at(name, table))["Location"] == at("editions-table", table)


def test_a_number_that_is_no_address_is_not_found(edition, table, cast):
    client = cast.client("organiser")
    for number in ("99999999999999999999", "0", "x"):
        assert client.get(f"/werk/edities/{edition.slug}/tafels/{number}/").status_code == 404


def test_a_table_answers_under_its_own_edition_only(edition, table, cast):
    Edition.objects.create(year=2027, slug="2027", title="2027")
    assert cast.client("organiser").get(f"/werk/edities/2027/tafels/{table.pk}/").status_code == 404


@pytest.mark.parametrize("who", ["admin", "editor", "moderator", "facilitator", "respondent", "outsider"])
def test_other_roles_do_not_touch_the_tables(who, table, cast, list_page):
    client, one = cast.client(who), table.seats.first()
    answers = [
        client.get(list_page),
        client.get(f"{list_page}?csv"),
        client.post(list_page, {"edition_theme": table.edition_theme_id}),
        client.get(at("editions-table", table)),
        client.post(at("editions-table", table), {"number": "3"}),
        client.post(at("editions-table-remove", table)),
        client.post(at("editions-seats-add", table), {"child": "1"}),
        client.post(at("editions-seat-add", table), {"kind": "child", "alias": "de Uil"}),
        client.post(at("editions-seat-remove", table, one.pk)),
    ]
    assert [answer.status_code for answer in answers] == [403] * 9
    assert (ThemeTable.objects.count(), table.seats.count()) == (1, 5)


@pytest.mark.parametrize(("state", "count"), [("draft", 0), ("announced", 1), ("preparing", 1), ("dialogue_day", 0)])
def test_a_table_that_lacks_somebody_is_a_duty_until_the_day_itself(state, count, edition, empty, cast, now):
    Edition.objects.update(state=state)
    found = [duty for duty in queries.duties(cast.organiser, now.date()) if "/tafels/" in duty.href]
    assert [(duty.label, duty.href) for duty in found] == [
        ("Demonstratie-editie: 1 tafel mist nog iemand", "/werk/edities/demonstratie/tafels/?stand=mist")
    ] * count


def test_tables_for_every_theme_are_numbered_on_and_the_plan_counts_on_their_places(
    edition, edition_theme, table, safety, play, cast, now
):
    for theme in (safety, play):
        actions.add_theme(edition_id=edition.pk, theme=theme, name="", by=cast.organiser, now=now)
    counts = {SeatKind.CHILD: 4, SeatKind.MINISTRY: 2}
    made = actions.set_out_tables(edition_id=edition.pk, counts=counts, by=cast.organiser, now=now)
    assert [str(one) for one in made] == ["Tafel 2 · Veiligheid", "Tafel 3 · Spelen"]
    assert [offer_of(one).places for one in made] == [6, 6]
    actions.add_seats(table_id=made[0].pk, counts={SeatKind.CHILD: 4}, by=cast.organiser, now=now)
    assert [offer_of(ThemeTable.objects.get(pk=one.pk)).places for one in made] == [10, 6]


def test_two_tables_that_had_one_number_can_still_be_moved(edition, table, safety, cast, now):
    theme = actions.add_theme(edition_id=edition.pk, theme=safety, name="", by=cast.organiser, now=now)
    other = ThemeTable.objects.create(edition_theme=theme, number=table.number)
    assert actions.change_table(table_id=other.pk, number=1, place="Hal", by=cast.organiser, now=now).place == "Hal"
