"""Organisations come, change their name and end; what they did stays with the name of its time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.conftest import NOW, TODAY, Cast
from weerklank.accounts import actions, queries
from weerklank.accounts.models import Account, Organisation
from weerklank.audit.models import AuditEvent
from weerklank.moves import Refusal

pytestmark = pytest.mark.django_db
LIST = "/werk/organisaties/"


def _sentence(do: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as refusal:
        do()
    return refusal.value.sentence


def _values(**changes: object) -> dict[str, object]:
    return {
        "name": "Ministerie van Spel",
        "short_name": "Spel",
        "kind": "ministry",
        "about": "",
        "valid_from": date(2020, 1, 1),
        "valid_to": None,
        "predecessor": None,
        "source_url": "",
        **changes,
    }


def _add(by: Account, **changes: object) -> Organisation:
    return actions.add_organisation(**_values(**changes), by=by, now=NOW)


def _rename(one: Organisation, by: Account, name: str = "Ministerie van Rust", **changes: object) -> Organisation:
    values = {"short_name": "", "on": date(2026, 3, 1), "source_url": "", "people_move": False, **changes}
    return actions.rename_organisation(organisation_id=one.pk, name=name, by=by, now=NOW, **values)


# --- Coming and changing -----------------------------------------------------------------------------------------------


def test_an_organisation_is_added_once(cast: Cast) -> None:
    made = _add(cast.admin)
    assert (made.slug, made.name, made.exists_on(TODAY)) == ("spel", "Ministerie van Spel", True)
    assert _sentence(lambda: _add(cast.admin, name=" ministerie  van spel ")) == (
        "Ministerie van Spel staat er al. Gebruik die, of maak het verschil in de naam."
    )
    ended = _add(cast.admin, name="Ministerie van Zand", short_name="Spel", valid_to=date(2021, 1, 1))
    assert ended.slug == "spel-2"
    assert _add(cast.admin, name="Ministerie van Zand", valid_from=date(2022, 1, 1)).valid_to is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "  "}, "name"),
        ({"kind": "koninkrijk"}, "kind"),
        ({"valid_to": date(2019, 1, 1)}, "valid_to"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(cast: Cast, changes: dict[str, object], field: str) -> None:
    with pytest.raises(Refusal) as refusal:
        _add(cast.admin, **changes)
    assert refusal.value.field == field


def test_a_name_of_signs_alone_still_gets_an_address(cast: Cast) -> None:
    assert _add(cast.admin, name="日本", short_name="").slug == "organisatie"
    assert _add(cast.admin, name="Nieuw", short_name="").slug == "nieuw-2"


def test_what_was_written_wrongly_is_mended_and_the_old_words_stay_in_the_record(cast: Cast) -> None:
    made = _add(cast.admin)
    by = {"organisation_id": made.pk, "by": cast.editor, "now": NOW}
    actions.edit_organisation(**_values(name="Ministerie van het Spel"), **by)
    assert AuditEvent.objects.order_by("-id")[0].note == "verbeterd: naam (was: Ministerie van Spel)"
    assert _sentence(lambda: actions.edit_organisation(**_values(name="Ministerie van het Spel"), **by)) == (
        "Er is niets veranderd aan deze organisatie."
    )


def test_nobody_follows_itself(cast: Cast) -> None:
    first = _add(cast.admin)
    second = _rename(first, cast.admin)
    values = _values(predecessor=second, valid_to=date(2026, 2, 28))
    said = _sentence(lambda: actions.edit_organisation(organisation_id=first.pk, **values, by=cast.admin, now=NOW))
    assert said == "Zo volgt deze organisatie zichzelf op. Kies een andere voorganger."


def test_a_new_name_from_a_day_on_is_a_successor_and_the_old_one_keeps_its_history(cast: Cast) -> None:
    old = _add(cast.admin)
    new = _rename(old, cast.admin)
    old.refresh_from_db()
    assert (old.name, old.valid_to, new.valid_from, new.predecessor) == (
        "Ministerie van Spel",
        date(2026, 2, 28),
        date(2026, 3, 1),
        old,
    )
    third = _rename(new, cast.admin, "Ministerie van Slaap", on=date(2026, 9, 1))
    assert [one.name for one in queries.chain(new)] == [
        "Ministerie van Spel",
        "Ministerie van Rust",
        "Ministerie van Slaap",
    ]
    assert queries.chain(old) == queries.chain(third)


@pytest.mark.parametrize(
    ("name", "on", "said"),
    [
        ("ministerie van spel", date(2026, 3, 1), "Dit is de naam die er al staat."),
        ("Ministerie A", date(2026, 3, 1), "Ministerie A staat er al."),
        ("Ministerie van Rust", date(2019, 3, 1), "Spel begon op 1 januari 2020. Kies een latere dag."),
    ],
)
def test_a_rename_that_cannot_be_is_refused(cast: Cast, name: str, on: date, said: str) -> None:
    made = _add(cast.admin)
    assert _sentence(lambda: _rename(made, cast.admin, name, on=on)).startswith(said)
    made.refresh_from_db()
    assert made.valid_to is None


def test_an_ended_organisation_is_not_renamed_nor_ended_again(cast: Cast) -> None:
    made = _add(cast.admin)

    def end(reason: str = "Het ministerie ging op in een ander.") -> Organisation:
        return actions.end_organisation(organisation_id=made.pk, on=TODAY, reason=reason, by=cast.admin, now=NOW)

    assert _sentence(lambda: end("weg")).startswith("Schrijf waarom deze organisatie eindigt")
    assert end().valid_to == TODAY
    assert _sentence(end) == "Spel eindigde al op 20 november 2026."
    assert _sentence(lambda: _rename(made, cast.admin)).startswith("Spel eindigde al op 20 november 2026.")


def test_the_accounts_go_along_only_when_asked(cast: Cast, ministry: Organisation) -> None:
    people = ministry.people.count()
    new = _rename(ministry, cast.admin, people_move=True)
    assert (new.people.count(), ministry.people.count()) == (people, 0)
    assert AuditEvent.objects.filter(action="organisation.renamed").get().note.endswith(f"{people} accounts gaan mee")


def test_who_speaks_for_a_name_speaks_for_the_names_before_and_after_it(cast: Cast, ministry: Organisation) -> None:
    new = _rename(ministry, cast.admin)
    # the name it had is over: who stayed behind under it answers for no successor
    cast.contact.refresh_from_db()
    assert queries.spoken_for(cast.contact) == {ministry.pk}
    Account.objects.filter(pk=cast.contact.pk).update(organisation=new)
    cast.contact.refresh_from_db()
    assert queries.spoken_for(cast.contact) == {ministry.pk, new.pk}
    Organisation.objects.filter(pk=ministry.pk).update(valid_to=None)
    Account.objects.filter(pk=cast.contact.pk).update(organisation=ministry)
    cast.contact.refresh_from_db()
    assert queries.spoken_for(cast.contact) == {ministry.pk, new.pk}
    half = _add(cast.admin, name="Andere helft", predecessor=ministry, valid_from=date(2026, 3, 1))
    assert queries.spoken_for(cast.contact) == {ministry.pk}
    Organisation.objects.filter(pk=ministry.pk).update(predecessor=half)
    cast.contact.refresh_from_db()
    assert queries.spoken_for(cast.contact) == {ministry.pk, half.pk}
    cast.contact.organisation = None
    assert queries.spoken_for(cast.contact) == frozenset()


def test_no_half_of_a_body_that_was_split_inherits_its_duties(cast: Cast, ministry: Organisation) -> None:
    oldest = _add(cast.admin, name="Oudste naam")
    Organisation.objects.filter(pk=ministry.pk).update(predecessor=oldest)
    halves = [
        _add(cast.admin, name=name, short_name="", predecessor=ministry, valid_from=date(2026, 3, 1))
        for name in ("Ene helft", "Andere helft")
    ]
    for half in halves:
        Account.objects.filter(pk=cast.contact.pk).update(organisation=half)
        cast.contact.refresh_from_db()
        assert queries.spoken_for(cast.contact) == {half.pk}


# --- Going -------------------------------------------------------------------------------------------------------------


def test_what_nothing_points_to_can_go(cast: Cast) -> None:
    made = _add(cast.admin)
    assert actions.delete_organisation(organisation_id=made.pk, by=cast.admin, now=NOW) == "Ministerie van Spel"
    assert not Organisation.objects.filter(pk=made.pk).exists()
    assert _sentence(lambda: actions.delete_organisation(organisation_id=made.pk, by=cast.admin, now=NOW)) == (
        "Deze organisatie staat er niet meer. Ga terug naar de lijst."
    )


def test_a_ministry_with_a_history_stays_and_says_what_points_to_it(cast: Cast, ministry: Organisation) -> None:
    _rename(ministry, cast.admin)
    said = _sentence(lambda: actions.delete_organisation(organisation_id=ministry.pk, by=cast.admin, now=NOW))
    assert said == (
        f"Ministerie A blijft staan: hiernaar verwijzen {ministry.people.count()} accounts en 1 opvolger. "
        "Bestaat de organisatie niet meer, beëindig haar dan; heet zij anders, hernoem haar."
    )
    assert Organisation.objects.filter(pk=ministry.pk).exists()


def test_everything_that_can_point_to_an_organisation_has_a_word_for_people() -> None:
    pointing = {relation.related_model._meta.label_lower for relation in Organisation._meta.related_objects}
    assert pointing == set(queries.WORDS)


# --- The pages ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 4),
        ("soort=ministry", 3),
        ("bestaat=nu", 3),
        ("bestaat=voorbij", 1),
        ("bestaat=straks", 0),
        ("q=spel", 1),
        ("q=%25_'&soort=x&page=99999999999999999999", 0),
    ],
)
def test_the_list_is_filtered_and_goes_out_as_it_is(cast: Cast, query: str, found: int) -> None:
    _add(cast.admin, valid_to=date(2021, 1, 1))
    client = cast.client("editor")
    response = client.get(f"{LIST}?{query}")
    assert (response.status_code, response.context["page"].paginator.count) == (200, found)
    assert len(client.get(f"{LIST}lijst.csv?{query}").content.decode().splitlines()) == found + 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    cast: Cast, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        _add(cast.admin, name=f"Ministerie {number}", predecessor=cast.admin.organisation)
    client = cast.client("editor")
    with django_assert_num_queries(8):
        response = client.get(f"{LIST}?q=Ministerie")
    assert response.content.decode().count("volgt op Coalitie") == count


def test_the_whole_way_of_an_organisation_through_the_pages(cast: Cast) -> None:
    client = cast.client("admin")
    typed = {"name": "Ministerie van Spel", "kind": "ministry", "valid_from": "gisteren"}
    refused = client.post(f"{LIST}nieuw/", typed)
    assert (refused.status_code, "gisteren" in refused.content.decode()) == (422, True)
    assert (
        client.post(f"{LIST}nieuw/", {**typed, "valid_from": "2020-01-01"})["Location"] == f"{LIST}ministerie-van-spel/"
    )
    here = f"{LIST}ministerie-van-spel/"
    assert (
        client.post(f"{here}verbeteren/", {**typed, "valid_from": "2020-01-01", "about": "Speelt."}).status_code == 302
    )
    renamed = client.post(f"{here}hernoemen/", {"name": "Ministerie van Rust", "on": "2026-03-01"})
    assert renamed["Location"] == f"{LIST}ministerie-van-rust/"
    page = client.get(f"{LIST}ministerie-van-rust/").content.decode()
    assert "Ministerie van Spel</a>" in page
    assert "opvolger van Ministerie van Spel" in page
    assert "1 opvolger" in client.get(f"{here}verwijderen/").content.decode()
    assert client.post(f"{here}verwijderen/").status_code == 422
    ended = client.post(f"{LIST}ministerie-van-rust/beeindigen/", {"on": "2026-10-01", "reason": "Het werk is klaar."})
    assert ended.status_code == 302
    assert client.post(f"{LIST}ministerie-van-rust/verwijderen/")["Location"] == LIST


@pytest.mark.parametrize("deed", ["verbeteren", "hernoemen", "beeindigen"])
def test_an_empty_form_says_what_is_missing(cast: Cast, deed: str) -> None:
    response = cast.client("editor").post(f"{LIST}coalitie/{deed}/")
    assert (response.status_code, "Dit klopt nog niet" in response.content.decode()) == (422, True)


@pytest.mark.parametrize("name", ["contact", "organiser", "outsider"])
def test_other_roles_are_told_whose_page_it_is(cast: Cast, name: str) -> None:
    response = cast.client(name).get(LIST)
    assert response.status_code == 403
    assert "beheerders en redacteuren van de aanbevelingen" in response.content.decode()


@pytest.mark.parametrize("address", ["nergens/", "nergens/hernoemen/", "nergens/verwijderen/"])
def test_what_is_not_there_is_not_found(cast: Cast, address: str) -> None:
    assert cast.client("admin").get(f"{LIST}{address}").status_code == 404
