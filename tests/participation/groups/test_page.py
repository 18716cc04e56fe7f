"""What the page of a group shows and changes; never who wrote what."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import translation

from tests.conftest import NOW, Cast
from tests.participation.groups.conftest import Group
from weerklank.moves import Refusal
from weerklank.participation import squares, tickets
from weerklank.participation.actions import child
from weerklank.participation.models import Contribution, EntryPoint, HandTally, Statement
from weerklank.participation.queries.groups import in_words, state_of

pytestmark = pytest.mark.django_db
WORDS = "Kanarie: mijn idee is een gratis kano."


def child_says(entry_point: EntryPoint, text: str) -> None:
    visit = tickets.begin(entry_point.pk)
    child.enter(visit=visit, now=NOW)
    child.receive_contribution(visit=visit, text=text, language="nl", now=NOW)


def test_the_teacher_sees_that_something_arrived_and_not_what(group: Group) -> None:
    before = group.client.get(group.address()).content.decode()
    child_says(group.entry_point, WORDS)
    after = group.client.get(group.address()).content.decode()
    assert ("Er is nog niets binnengekomen." in before, "Er is iets binnengekomen." in after) == (True, True)
    for page in ("", "handen/", "samen/", "blad/"):
        assert "Kanarie" not in group.client.get(group.address(page)).content.decode()


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "nog niemand"), (1, "een paar"), (4, "een paar"), (5, "zeker 5"), (9, "zeker 5"), (24, "zeker 20")],
)
def test_a_count_does_not_tell_who_was_last(count: int, words: str) -> None:
    assert in_words(count) == words


def test_the_page_says_the_same_before_and_after_one_more_child(group: Group) -> None:
    child_says(group.entry_point, "Een eerste idee.")
    first = state_of(group.now(), NOW.date())
    child_says(group.entry_point, "Een tweede idee.")
    assert state_of(group.now(), NOW.date()) == first


def test_the_class_does_it_another_way(group: Group) -> None:
    answer = group.client.post(group.address("vorm/"), {"mode": "shared_device"})
    assert (answer.status_code, group.now().mode) == (302, "shared_device")
    assert group.client.post(group.address("vorm/"), {"mode": "post"}).status_code == 422


@pytest.mark.parametrize(
    ("typed", "status", "places"),
    [("30", 302, 30), ("70", 302, 70), ("71", 422, 24), ("24", 422, 24), ("", 422, 24), ("-1", 422, 24)],
)
def test_more_places_within_what_a_teacher_may_give(group: Group, typed: str, status: int, places: int) -> None:
    answer = group.client.post(group.address("plaatsen/"), {"places": typed})
    assert (answer.status_code, group.now().max_uses) == (status, places)


def test_a_code_is_ended_after_one_question_and_its_page_stays(group: Group) -> None:
    assert (group.client.get(group.address("einde/")).status_code, group.now().has_room) == (200, True)
    group.client.post(group.address("einde/"))
    assert (group.now().has_room, group.client.get(group.address()).status_code) == (False, 200)
    assert group.client.post(group.address("einde/")).status_code == 409


def test_a_stopped_code_opens_no_more_and_every_page_says_so(group: Group, statements: list[Statement]) -> None:
    child_says(group.entry_point, "Een idee.")
    group.client.post(group.address("einde/"))
    assert group.client.post(group.address("plaatsen/"), {"places": "40"}).status_code == 422
    assert group.client.post(group.address("kaarten/"), {"how_many": "1", "language": "nl"}).status_code == 422
    # how many places there are stays what it was: it says nothing of how many were used
    assert (group.now().ended, group.now().max_uses, group.now().uses) == (True, 24, 1)
    pages = [group.address(), group.address("blad/"), group.address("kaarten/"), group.address("einde/")]
    pages += [f"/bord/{group.entry_point.code}/", f"/doe-mee/{group.entry_point.code}/"]
    silent = [page for page in pages if "gestopt" not in group.client.get(page).content.decode()]
    assert silent == []
    page = group.client.get(group.address()).content.decode()
    assert ("een paar, van 24 plaatsen" in page, "Meer plaatsen" in page) == (True, False)


def test_a_child_with_a_stopped_code_is_told_the_truth_and_who_was_inside_finishes(group: Group) -> None:
    visit = tickets.begin(group.entry_point.pk)
    child.enter(visit=visit, now=NOW)
    group.client.post(group.address("einde/"))
    child.receive_contribution(visit=visit, text="Ik was al bezig.", language="nl", now=NOW)
    with pytest.raises(Refusal, match="Deze code is gestopt"):
        child.enter(visit=tickets.begin(group.entry_point.pk), now=NOW)
    closed = Client().get(f"/doe-mee/{group.entry_point.code}/")
    assert (closed.status_code, "al zo vaak gebruikt" in closed.content.decode()) == (410, False)


@pytest.mark.parametrize(
    ("place", "language", "told"),
    [("reception", "ar", True), ("reception", "nl", True), ("primary", "ar", False), ("primary", "pap", False)],
)
def test_only_a_group_in_reception_reads_that_this_is_apart_from_a_procedure(
    group: Group, place: str, language: str, told: bool
) -> None:
    EntryPoint.objects.filter(pk=group.entry_point.pk).update(place=place)
    prefix = "" if language == "nl" else f"/{language}"
    page = Client().get(f"{prefix}/doe-mee/{group.entry_point.code}/").content.decode()
    with translation.override(language):
        sentence = translation.gettext(
            "Dit heeft niets te maken met je procedure. Ook niet met de vraag of je mag blijven."
        )
    assert (sentence in page) is told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Hands have been counted for 3 sentences."),
        ("ar", "مجموعتكم"),
        ("uk", "Ваша група"),
        ("pap", "Boso grupo"),
    ],
)
def test_the_pages_of_a_group_speak_the_language_of_their_address(
    group: Group, statements: list[Statement], language: str, told: str
) -> None:
    for statement in statements:
        HandTally.objects.create(statement=statement, entry_point=group.entry_point, agree=3)
    for page in ("", "handen/", "samen/", "kaarten/", "lesbrief/", "blad/", "einde/"):
        text = Client().get(f"/{language}{group.address(page)}").content.decode()
        main = text.partition("<main")[2].partition("</main>")[0]
        dutch = [word for word in ("Handen tellen", "Deze code", "kinderen", "bladzijde") if word in main]
        assert (page, dutch, "alleen in het Nederlands" in text) == (page, [], False)
        if page == "":
            assert told in text


@pytest.mark.parametrize("language", ["ar", "uk", "pap"])
def test_the_papers_of_a_group_are_set_in_the_language_of_their_address(group: Group, language: str) -> None:
    for page in ("blad.pdf", "lesbrief.pdf"):
        assert Client().get(f"/{language}{group.address(page)}").content[:5] == b"%PDF-"


def test_the_board_speaks_the_language_of_the_group_and_has_no_menu(group: Group) -> None:
    EntryPoint.objects.filter(pk=group.entry_point.pk).update(language="ar")
    page = Client().get(f"/bord/{group.entry_point.code}/").content.decode()
    assert ('<html lang="ar" dir="rtl">' in page, "<nav" in page, "<a " in page) == (True, False, False)


def test_the_organiser_cannot_open_a_stopped_code_either(group: Group, cast: Cast) -> None:
    group.client.post(group.address("einde/"))
    cast.client("organiser").post(f"/werk/toegangen/{group.entry_point.pk}/meer/", {"max_uses": "60"})
    assert (group.now().ended, group.now().max_uses) == (True, 24)


def test_the_code_stands_large_on_a_board_without_the_secret_address(group: Group) -> None:
    page = group.client.get(f"/bord/{group.entry_point.code}/")
    # the open form is linked at the foot of every page; the address of this group is on none but its own
    assert (page.status_code, re.findall(r"groep/[^\"']", page.content.decode())) == (200, [])
    assert group.client.get("/bord/ZZZZZZ/").status_code == 404


def test_a_group_says_one_thing_with_its_size_however_often_it_is_sent(group: Group) -> None:
    said = {"text": "Wij willen dat de schoolreis gratis is.", "size": "22", "language": "nl"}
    answers = [group.client.post(group.address("samen/"), said) for _ in range(3)]
    (kept,) = Contribution.objects.all()
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert (kept.kind, kept.group_size, kept.entry_point, kept.state) == ("group", 22, group.entry_point, "received")
    assert group.now().uses == 0


def test_the_group_gets_eight_pictures_and_the_same_ones_again(group: Group) -> None:
    nothing = group.client.get(group.address("plaatjes/"))
    group.client.post(group.address("samen/"), {"text": "Wij willen zwemles.", "size": "22", "language": "nl"})
    first, second = (group.client.get(group.address("plaatjes/")).context["pictures"] for _ in range(2))
    assert (nothing.context["pictures"], len(first), first == second) == ((), 8, True)
    assert Contribution.objects.get().return_code is not None


@pytest.mark.parametrize(
    ("name", "value", "wrong"),
    [("text", "  ", "text"), ("size", "1", "size"), ("size", "600", "size"), ("language", "xx", "language")],
)
def test_what_the_group_typed_stays_when_something_is_wrong(group: Group, name: str, value: str, wrong: str) -> None:
    said = {"text": "Wij willen zwemles.", "size": "22", "language": "nl"} | {name: value}
    answer = group.client.post(group.address("samen/"), said)
    assert (answer.status_code, list(answer.context["form"].errors), Contribution.objects.count()) == (422, [wrong], 0)


def test_a_risk_word_of_a_group_is_held_as_a_childs_would_be(group: Group) -> None:
    group.client.post(
        group.address("samen/"), {"text": "Iemand slaat mij thuis elke dag.", "size": "22", "language": "nl"}
    )
    assert Contribution.objects.get().state == "safety_hold"


@pytest.mark.parametrize(("prefix", "page"), [("", "blad/"), ("/en", "blad/"), ("", "")])
def test_what_is_scanned_from_the_sheet_opens_in_the_language_of_the_group(
    group: Group, prefix: str, page: str
) -> None:
    EntryPoint.objects.filter(pk=group.entry_point.pk).update(language="ar", mode="shared_device")
    code = group.entry_point.code
    answer = group.client.get(f"{prefix}{group.address(page)}")
    if page:
        scanned = squares.of(f"http://testserver/ar/doe-mee/{code}/")
        assert (answer.context["squares"], scanned.path in answer.content.decode()) == (scanned, True)
    else:
        assert f'href="/ar/doe-mee/{code}/"' in answer.content.decode()


def test_what_is_scanned_from_the_board_opens_in_the_language_of_the_group(group: Group) -> None:
    EntryPoint.objects.filter(pk=group.entry_point.pk).update(language="uk")
    board = Client().get(f"/bord/{group.entry_point.code}/")
    assert board.context["squares"] == squares.of(f"http://testserver/uk/doe-mee/{group.entry_point.code}/")


@pytest.mark.parametrize(
    ("language", "prefix", "site", "status"),
    [
        ("ar", "", "none", 302),
        ("ar", "", "same-origin", 200),
        ("ar", "/en", "none", 200),
        ("nl", "", "none", 200),
    ],
)
def test_the_short_address_that_is_typed_leads_to_the_language_of_the_group_and_a_choice_stands(
    group: Group, language: str, prefix: str, site: str, status: int
) -> None:
    EntryPoint.objects.filter(pk=group.entry_point.pk).update(language=language)
    address = f"/doe-mee/{group.entry_point.code}/"
    answer = Client().get(prefix + address, headers={"Sec-Fetch-Site": site})
    assert (answer.status_code, answer.headers.get("Location")) == (status, f"/ar{address}" if status == 302 else None)


def test_a_board_of_a_stopped_code_says_where_there_is_a_new_one(group: Group) -> None:
    group.client.post(group.address("einde/"))
    page = Client().get(f"/bord/{group.entry_point.code}/").content.decode()
    assert "maakt een nieuwe code op testserver/groep/" in page


@pytest.mark.parametrize("said", ["", "  "])
def test_a_group_that_says_nothing_is_asked_to_write_and_not_to_skip(group: Group, said: str) -> None:
    answer = group.client.post(group.address("samen/"), {"text": said, "size": "22", "language": "nl"})
    assert (answer.status_code, answer.context["form"].errors["text"]) == (
        422, ["Er staat nog niets. Schrijf op wat de groep vindt."],
    )  # fmt: skip
