"""A teacher makes a code without an account, and gets the only key to the group's page."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from tests.conftest import NOW, TODAY
from tests.participation.groups.conftest import Group
from tests.participation.misuse.conftest import solved
from weerklank.audit.models import AuditEvent
from weerklank.moves import Refusal
from weerklank.participation import addresses, proof
from weerklank.participation.actions import groups
from weerklank.participation.models import Consultation, EntryPoint

pytestmark = pytest.mark.django_db


def worked(consultation_id: int = proof.A_GROUP) -> dict[str, str]:
    """What the script of the form sends along. Little is enough here: the price is tried by itself."""
    puzzle = proof.puzzle(consultation_id, TODAY)
    return {"puzzle": puzzle, "work": solved(puzzle, 8)}


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    if "flood" not in request.node.name:
        monkeypatch.setattr(proof.OpenDoor, "bits", lambda _door, _now: 8)


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
    assert names == {"consultation", "place", "children", "mode", "language", "address", "puzzle", "work"}


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
    answers = [Client().post("/groep/", form | worked()) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 422]
    assert "Probeer het morgen" in answers[2].content.decode()
    # what was made before today and never used opened no door
    EntryPoint.objects.update(valid_from=TODAY - timedelta(days=1))
    EntryPoint.objects.filter(pk=made_by_teachers()[0].pk).update(uses=1)
    settings.GROUPS_IN_ALL = 2
    assert [Client().post("/groep/", form | worked()).status_code for _ in range(2)] == [302, 422]


def test_thirty_schools_behind_one_address_all_get_through_with_and_without_a_script(form: dict[str, str]) -> None:
    browsers = [Client().post("/groep/", form | work) for _ in range(30) for work in ({}, worked())]
    assert [answer.status_code for answer in browsers] == [302] * 60


def test_without_work_the_places_of_the_hour_run_out_and_who_works_still_gets_a_code(form: dict[str, str]) -> None:
    statuses = [Client().post("/groep/", form).status_code for _ in range(32)]
    assert statuses == [302] * 30 + [429] * 2
    refused = Client().post("/groep/", form)
    assert (refused["Retry-After"], "Zet JavaScript aan" in refused.content.decode()) == ("900", True)
    assert refused.context["form"]["children"].value() == "24"
    assert Client().post("/groep/", form | worked()).status_code == 302


def test_the_places_without_work_come_back(door: proof.OpenDoor) -> None:
    while door.takes_room_without_work(NOW):
        pass
    later = NOW + timedelta(hours=1)
    assert sum(door.takes_room_without_work(later) for _ in range(100)) == 30


def test_the_second_half_of_a_day_is_for_who_worked(form: dict[str, str], settings) -> None:
    settings.GROUPS_A_DAY = 4
    statuses = [Client().post("/groep/", form | work).status_code for work in ({}, {}, {}, worked())]
    assert statuses == [302, 302, 429, 302]


def test_work_for_a_code_counts_once_and_work_for_the_open_link_does_not_count(
    form: dict[str, str], consultation: Consultation, door: proof.OpenDoor
) -> None:
    while door.takes_room_without_work(NOW):
        pass
    work = worked()
    assert [Client().post("/groep/", form | work).status_code for _ in range(2)] == [302, 429]
    assert Client().post("/groep/", form | worked(consultation.pk)).status_code == 429


def test_each_code_of_a_flood_costs_more(door: proof.OpenDoor) -> None:
    asked = [door.bits(NOW)]
    for _ in range(400):
        door.enters(NOW)
    assert (asked, door.bits(NOW)) == ([15], 21)


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


def test_what_was_left_empty_is_told_in_a_sentence_a_title_and_where_the_focus_goes(form: dict[str, str]) -> None:
    answer = Client().post("/groep/", form | {"place": "", "children": ""})
    page = answer.content.decode()
    links = re.findall(r'<a href="#id_\w+">([^<]*)</a>', page)
    assert links == [
        "Wat voor plek is het? Kies wat voor plek het is.",
        "Hoeveel kinderen? Vul een getal in van 3 tot en met 35.",
    ]
    assert ("<title>Let op: Meedoen met een groep" in page, page.count(" autofocus"), answer.cookies) == (True, 1, {})


def test_a_wrong_address_is_told_to_a_grown_up() -> None:
    page = Client().post("/groep/", {"address": "bestaat-niet"}).content.decode()
    assert "Kijk of u alle twaalf tekens goed hebt overgetypt." in page
