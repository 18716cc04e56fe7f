"""A teacher makes a code without an account, and gets the only key to the group's page."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from tests.conftest import NOW, TODAY
from tests.participation.groups.conftest import Group
from weerklank.audit.models import AuditEvent
from weerklank.moves import Refusal
from weerklank.participation import addresses
from weerklank.participation.actions import groups
from weerklank.participation.models import Consultation, EntryPoint

pytestmark = pytest.mark.django_db


def made_by_teachers() -> list[EntryPoint]:
    return list(EntryPoint.objects.filter(made_by="teacher"))


def test_a_teacher_fills_in_five_things_and_gets_a_code_and_a_page(form: dict[str, str]) -> None:
    client = Client()
    answer = client.post("/groep/", form)
    (entry_point,) = made_by_teachers()
    assert (entry_point.place, entry_point.max_uses, entry_point.mode, entry_point.kind, entry_point.label) == (
        "primary", 24, "own_device", "group", "",
    )  # fmt: skip
    assert (entry_point.valid_from, entry_point.valid_to) == (TODAY, date(2027, 1, 31))
    page = client.get(answer.headers["Location"])
    assert (answer.status_code, page.status_code, client.cookies.keys()) == (302, 200, set())
    assert f"{entry_point.code[:3]} {entry_point.code[3:]}" in page.content.decode()


def test_the_address_is_kept_nowhere_but_as_a_keyed_hash(form: dict[str, str], tmp_path, caplog) -> None:
    answer = Client().post("/groep/", form)
    secret = addresses.read(answer.headers["Location"].partition("?")[0])
    (entry_point,) = made_by_teachers()
    assert secret is not None
    assert entry_point.page_hash == addresses.page_hash(secret)
    kept = "\n".join(str(row) for row in [*EntryPoint.objects.values(), *AuditEvent.objects.values()]) + caplog.text
    assert (secret in kept.upper(), addresses.written(secret) in kept) == (False, False)


def test_nothing_of_a_person_or_a_school_is_asked(consultation: Consultation) -> None:
    page = Client().get("/groep/").content.decode()
    names = {part.partition('"')[0] for part in page.split(' name="')[1:]} - {"viewport", "description", "color-scheme"}
    assert names == {"consultation", "place", "children", "mode", "language", "address"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("children", "2"),
        ("children", "36"),
        ("place", "kasteel"),
        ("mode", "post"),
        ("consultation", "9999999999999999999999"),
        ("language", "xx"),
        ("children", "²"),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_typed_stays(form: dict[str, str], name: str, value: str) -> None:
    answer = Client().post("/groep/", form | {name: value})
    assert (answer.status_code, list(answer.context["form"].errors), made_by_teachers()) == (422, [name], [])
    assert answer.context["form"]["children"].value() == (value if name == "children" else "24")


def test_a_question_that_closed_gives_no_code(form: dict[str, str], consultation: Consultation) -> None:
    Consultation.objects.filter(pk=consultation.pk).update(closes_on=TODAY - timedelta(days=1))
    answer = Client().post("/groep/", form)
    assert (answer.status_code, made_by_teachers()) == (422, [])
    with pytest.raises(Refusal, match="niet meer open"):
        groups.make_group(consultation_id=consultation.pk, place="primary", children=20, mode="hands", language="nl", now=NOW)  # fmt: skip


def test_teachers_make_so_many_codes_a_day_and_in_all(form: dict[str, str], settings) -> None:
    settings.GROUPS_A_DAY = 2
    answers = [Client().post("/groep/", form) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 422]
    EntryPoint.objects.update(valid_from=TODAY - timedelta(days=1))
    settings.GROUPS_IN_ALL = 3
    assert [Client().post("/groep/", form).status_code for _ in range(2)] == [302, 422]


def test_the_codes_of_the_organiser_are_not_counted_with_those_of_teachers(
    form: dict[str, str], entry_point: EntryPoint, settings
) -> None:
    settings.GROUPS_A_DAY = 1
    EntryPoint.objects.update(valid_from=TODAY)
    assert Client().post("/groep/", form).status_code == 302


def test_the_organiser_sees_what_teachers_made_and_can_end_it(group: Group, cast, consultation: Consultation) -> None:
    organiser = cast.client("organiser")
    page = organiser.get(f"/werk/raadplegingen/{consultation.slug}/toegangen/").content.decode()
    assert (group.entry_point.code in page, "basisschool, door een begeleider gemaakt" in page) == (True, True)
    organiser.post(f"/werk/toegangen/{group.entry_point.pk}/einde/")
    assert group.now().has_room is False


def test_the_organiser_gives_an_address_once_and_a_new_one_replaces_it(entry_point: EntryPoint, cast) -> None:
    organiser = cast.client("organiser")
    first = organiser.post(f"/werk/toegangen/{entry_point.pk}/adres/").context["address"]
    second = organiser.post(f"/werk/toegangen/{entry_point.pk}/adres/").context["address"]
    assert [Client().get(one.removeprefix("http://testserver")).status_code for one in (first, second)] == [404, 200]


def test_who_has_a_page_already_types_the_address_forgivingly(group: Group) -> None:
    typed = f" http://weerklank.example{group.address()} ".upper()
    answer = Client().post("/groep/", {"address": typed})
    assert answer.headers["Location"] == group.address()
    assert Client().post("/groep/", {"address": "bestaat-niet"}).status_code == 422


@pytest.mark.parametrize("typed", ["", "bcdf", "BCDFGHJKMNPQRST", "aaaaaaaaaaaa", "0O1IL0O1IL0O", "../../etc/passwd"])
def test_what_is_no_address_is_none(typed: str) -> None:
    assert addresses.read(typed) is None


def test_an_unknown_address_says_what_to_do_and_is_as_closed_as_a_known_one(group: Group) -> None:
    answer = Client().get("/groep/bcdf-ghjk-mnpq/")
    assert (answer.status_code, answer["Cache-Control"], answer["Referrer-Policy"]) == (404, "no-store", "no-referrer")


def test_every_page_of_a_group_is_kept_by_no_browser_and_found_by_no_search_engine(group: Group) -> None:
    pages = [
        "",
        "einde/",
        "handen/",
        "samen/",
        "plaatjes/",
        "blad/",
        "lesbrief/",
        "kaarten/",
        "blad.pdf",
        "lesbrief.pdf",
    ]
    for page in pages:
        answer = group.client.get(group.address(page))
        assert (page, answer.status_code, answer["Cache-Control"]) == (page, 200, "no-store")
        assert answer["X-Robots-Tag"] == "noindex, nofollow, noai, noimageai"
        if answer["Content-Type"].startswith("text/html"):
            title = answer.content.decode().partition("<title>")[2].partition("</title>")[0]
            assert addresses.written(group.secret) not in title
    assert group.client.cookies.keys() == set()


def test_a_database_that_is_held_says_so_and_logs_no_address(group: Group, monkeypatch, caplog) -> None:
    from django.db import OperationalError

    from weerklank.participation.queries import groups as queries

    def held(*_args: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(queries, "state_of", held)
    answer = group.client.get(group.address())
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert addresses.written(group.secret) not in caplog.text
