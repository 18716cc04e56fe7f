"""The five steps, as a child takes them."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.participation.child.conftest import Visitor, hidden, text_of
from weerklank.participation import tickets
from weerklank.participation.models import Contribution, EntryPoint, HelpLine, ReturnCode, SpentEntry, Vote

pytestmark = pytest.mark.django_db


def test_a_child_walks_all_five_steps_and_everything_is_stored(visitor: Visitor) -> None:
    begun = visitor.begin()
    assert (begun.status_code, begun["Location"]) == (302, visitor.address("idee/"))
    sent = visitor.send("De bus moet gratis zijn.")
    assert (sent.status_code, sent["Location"]) == (302, visitor.address("stellingen/"))
    assert visitor.get("stellingen/")["Location"] == visitor.address("stellingen/1/")
    visitor.vote(1, "agree", important="on")
    visitor.vote(2, "disagree")
    last = visitor.vote(3, "pass")
    assert last["Location"] == visitor.address("klaar/")
    contribution = Contribution.objects.get()
    assert (contribution.original, contribution.state, contribution.kind) == (
        "De bus moet gratis zijn.",
        "received",
        "individual",
    )
    assert sorted(Vote.objects.values_list("value", "important", "channel")) == [
        ("agree", True, "code"),
        ("disagree", False, "code"),
        ("pass", False, "code"),
    ]
    assert contribution.return_code == ReturnCode.objects.get()


def test_the_same_visit_sees_the_same_eight_pictures_as_often_as_it_asks(visitor: Visitor) -> None:
    visitor.begin()
    visitor.send("Iets.")
    visitor.post("klaar/", **hidden(visitor.get("klaar/")))
    first, second = (re.findall(r"</svg><span>(.*?)</span>", visitor.get("klaar/").content.decode()) for _ in range(2))
    assert (len(first), first) == (8, second)


def test_the_form_sent_three_times_is_one_contribution(visitor: Visitor) -> None:
    visitor.begin()
    form = hidden(visitor.get("idee/")) | {"text": "Drie keer."}
    assert [visitor.post("idee/", **form).status_code for _ in range(3)] == [302, 302, 302]
    assert Contribution.objects.count() == 1


def test_start_pressed_three_times_uses_one_place(visitor: Visitor, entry_point: EntryPoint) -> None:
    form = hidden(visitor.get())
    assert [visitor.post("", **form).status_code for _ in range(3)] == [302, 302, 302]
    entry_point.refresh_from_db()
    assert (entry_point.uses, SpentEntry.objects.count()) == (1, 1)


def test_another_text_is_another_idea_and_the_sixth_is_refused_with_its_text(visitor: Visitor) -> None:
    visitor.begin()
    for number in range(5):
        assert visitor.send(f"Idee {number}.").status_code == 302
    sixth = visitor.send("Idee zes blijft staan.")
    assert (sixth.status_code, Contribution.objects.count()) == (422, 5)
    assert "Idee zes blijft staan." in text_of(sixth)


def test_an_idea_after_the_pictures_hangs_on_the_same_pictures(visitor: Visitor) -> None:
    visitor.begin()
    visitor.send("Eerste.")
    visitor.post("klaar/", **hidden(visitor.get("klaar/")))
    visitor.send("Tweede.")
    assert set(Contribution.objects.values_list("return_code", flat=True)) == {ReturnCode.objects.get().pk}


def test_a_vote_can_be_changed_and_counts_once(visitor: Visitor) -> None:
    visitor.begin()
    visitor.vote(1, "agree")
    visitor.vote(1, "disagree")
    assert list(Vote.objects.values_list("value", flat=True)) == ["disagree"]


def test_everything_can_be_skipped_and_then_there_are_no_pictures(visitor: Visitor) -> None:
    visitor.begin()
    assert visitor.post("idee/", **(hidden(visitor.get("idee/")) | {"text": "", "skip": "1"})).status_code == 302
    for number in (1, 2, 3):
        assert visitor.vote(number, "", skip="1").status_code == 302
    page = visitor.get("klaar/")
    assert "Je schreef geen idee op." in text_of(page)
    assert (Vote.objects.count(), ReturnCode.objects.count()) == (0, 0)


def test_skipping_with_text_in_the_box_loses_nothing(visitor: Visitor) -> None:
    visitor.begin()
    page = visitor.send("Bijna weg.", skip="1")
    assert (page.status_code, Contribution.objects.count()) == (422, 0)
    assert "Bijna weg." in text_of(page)


@pytest.fixture
def one_sheet(entry_point: EntryPoint) -> None:
    EntryPoint.objects.filter(pk=entry_point.pk).update(mode="one_sheet")


def test_on_a_device_of_ones_own_nobody_is_a_group(visitor: Visitor) -> None:
    visitor.begin()
    assert "samen" not in text_of(visitor.get("idee/"))
    visitor.send("Ik alleen.", together="on", group_size="24")
    assert list(Contribution.objects.values_list("kind", "group_size")) == [("individual", None)]


@pytest.mark.usefixtures("one_sheet")
def test_a_group_sends_one_contribution_with_its_size(visitor: Visitor) -> None:
    visitor.begin()
    visitor.send("Wij samen.", together="on", group_size="24", wants_private="on")
    contribution = Contribution.objects.get()
    assert (contribution.kind, contribution.group_size, contribution.wants_private) == ("group", 24, True)


@pytest.mark.usefixtures("one_sheet")
@pytest.mark.parametrize("size", ["", "1", "61", "veel", "9" * 40, "-3", "²"])
def test_a_group_size_that_cannot_be_right_gets_a_sentence_and_keeps_the_text(visitor: Visitor, size: str) -> None:
    visitor.begin()
    page = visitor.send("Blijft staan.", together="on", group_size=size)
    assert (page.status_code, Contribution.objects.count()) == (422, 0)
    assert "Blijft staan." in text_of(page)


def test_the_next_child_starts_clean(visitor: Visitor) -> None:
    visitor.begin()
    visitor.send("Van de eerste.")
    first = visitor.ticket
    cleared = visitor.client.post("/doe-mee/volgende/")
    assert (cleared["Location"], cleared.cookies[tickets.COOKIE].value) == (visitor.address(), "")
    visitor.begin()
    assert visitor.ticket != first
    assert "Van de eerste." not in text_of(visitor.get("idee/"))


def test_stop_asks_once_and_then_forgets(visitor: Visitor) -> None:
    visitor.begin()
    assert "Wil je stoppen?" in text_of(visitor.client.get("/doe-mee/stop/"))
    stopped = visitor.client.post("/doe-mee/stop/")
    assert stopped.cookies[tickets.COOKIE].value == ""
    assert "Je bent gestopt" in text_of(visitor.client.get("/doe-mee/stop/"))


def test_leaving_at_once_goes_elsewhere_and_clears_this_site(visitor: Visitor) -> None:
    visitor.begin()
    left = visitor.client.get("/doe-mee/weg/")
    assert (left.status_code, left["Location"]) == (303, "https://nl.wikipedia.org/")
    assert left["Clear-Site-Data"] == '"cache", "storage"'
    assert left.cookies[tickets.COOKIE].value == ""


def test_what_others_said_is_shown_after_own_input_only(visitor: Visitor, consultation: object) -> None:
    rows = (
        ("published", "Gepubliceerd woord", False),
        ("received", "Ongelezen woord", False),
        ("published", "Besloten woord", True),
    )
    for number, (state, text, private) in enumerate(rows):
        Contribution.objects.create(
            consultation=consultation,
            original=text,
            received_on="2026-11-02",
            submission_key=str(number),
            state=state,
            wants_private=private,
        )
    visitor.begin()
    before = text_of(visitor.get("anderen/"))
    assert "Gepubliceerd woord" not in before
    skipped = text_of(visitor.post("anderen/", **hidden(visitor.get("anderen/"))))
    assert "Gepubliceerd woord" in skipped
    visitor.send("Mijn eigen woord")
    after = text_of(visitor.get("anderen/"))
    assert [
        word in after for word in ("Gepubliceerd woord", "Ongelezen woord", "Besloten woord", "Mijn eigen woord")
    ] == [
        True,
        False,
        False,
        False,
    ]


def test_the_open_link_needs_no_code_and_its_votes_stand_apart(open_link: EntryPoint, statements: list[object]) -> None:
    visitor = Visitor(open_link.consultation.slug)
    assert open_link.consultation.question in text_of(Client().get("/doe-mee/"))
    visitor.begin()
    visitor.vote(1, "agree")
    assert list(Vote.objects.values_list("channel", flat=True)) == ["open"]


def test_the_language_can_be_changed_while_the_text_stays(visitor: Visitor) -> None:
    visitor.begin()
    form = hidden(visitor.get("idee/")) | {"text": "Half af", "language": "ar"}
    page = visitor.client.post(f"/ar{visitor.address('idee/')}", form)
    assert (page.status_code, Contribution.objects.count()) == (200, 0)
    assert 'dir="rtl"' in page.content.decode()
    assert "Half af" in text_of(page)


def test_a_code_made_for_arabic_opens_in_arabic(entry_point: EntryPoint) -> None:
    entry_point.language = "ar"
    entry_point.save()
    assert Client().post("/doe-mee/", {"code": "bcd 234"})["Location"] == "/ar/doe-mee/BCD234/"


def test_what_is_not_translated_says_so_in_the_childs_language(visitor: Visitor) -> None:
    page = Visitor(visitor.code, prefix="/uk").get()
    assert "Це запитання ще не перекладено." in text_of(page)
    assert '<h1 tabindex="-1" data-arrive lang="nl" dir="auto">' in page.content.decode()


def test_the_original_language_is_kept(visitor: Visitor) -> None:
    child = Visitor(visitor.code, prefix="/ar")
    child.begin()
    child.send("الحافلة مجانية")
    assert list(Contribution.objects.values_list("original", "original_language")) == [("الحافلة مجانية", "ar")]


def test_ukrainian_counts_in_its_own_forms(visitor: Visitor) -> None:
    child = Visitor(visitor.code, prefix="/uk")
    child.begin()
    seen = []
    for number in range(5):
        child.send(f"Ідея {number}")
        seen.append(re.search(r"Від тебе (.*?)\.", text_of(child.get("idee/"))).group(1))
    assert seen == ["надійшла 1 ідея", "надійшли 2 ідеї", "надійшли 3 ідеї", "надійшли 4 ідеї", "надійшло 5 ідей"]


def test_a_cry_for_help_is_held_and_help_stands_on_the_next_page(visitor: Visitor, help_lines: list[HelpLine]) -> None:
    visitor.begin()
    visitor.send("mijn vader slaat me")
    assert Contribution.objects.get().state == "safety_hold"
    page = visitor.get("stellingen/1/")
    words = text_of(page)
    assert "Wij weten niet wie je bent. Daarom kunnen we niet naar je toe komen." in words
    assert re.findall(r'href="tel:(\d+)"', page.content.decode()) == ["08002", "08001"]
    assert page.content.decode().index("/doe-mee/weg/") < page.content.decode().index("<h1")


def test_help_stands_on_every_page_before_and_after_sending(visitor: Visitor, help_lines: list[HelpLine]) -> None:
    visitor.begin()
    pages = [visitor.client.get("/doe-mee/"), visitor.get(), visitor.get("idee/"), visitor.get("stellingen/1/")]
    visitor.send("Gewoon een idee.")
    pages += [visitor.get("klaar/"), visitor.get("anderen/"), visitor.client.get("/doe-mee/stop/")]
    assert [page.content.decode().count('href="tel:08001"') for page in pages] == [1] * 7


def test_a_sensitive_question_begins_with_the_way_out(visitor: Visitor, consultation: object) -> None:
    consultation.sensitive = True
    consultation.save()
    page = visitor.get().content.decode()
    assert page.index("/doe-mee/weg/") < page.index("<h1")


def test_help_is_given_per_part_of_the_kingdom_and_nothing_is_kept(help_lines: list[HelpLine]) -> None:
    client = Client()
    assert "Gecontroleerd op 1 november 2026" in text_of(client.get("/hulp/"))
    island = client.get("/hulp/?deel=AW")
    assert "Voor dit eiland hebben we nog geen nummer" in text_of(island)
    assert dict(client.cookies) == {}
    assert client.get("/hulp/?deel=%00").status_code == 200


def test_every_sentence_has_a_title_of_its_own_and_the_skip_link_leads_to_its_answers(visitor: Visitor) -> None:
    visitor.begin()
    pages = [visitor.get(f"stellingen/{number}/").content.decode() for number in (1, 2, 3)]
    titles = [re.findall(r"<title>(.*?)</title>", page)[0] for page in pages]
    assert titles == [f"Zin {number} van 3 – Doe mee" for number in (1, 2, 3)]
    assert ['class="skip" href="#id_value_0"' in page and 'id="id_value_0"' in page for page in pages] == [True] * 3
    refused = visitor.vote(2, "")
    assert "<title>Let op: Zin 2 van 3 – Doe mee</title>" in refused.content.decode()


@pytest.mark.usefixtures("one_sheet")
def test_who_leafs_back_on_a_shared_screen_finds_where_the_next_child_begins(visitor: Visitor) -> None:
    pages = [visitor.get(rest) for rest in ("idee/", "stellingen/1/", "klaar/")]
    assert [page.status_code for page in pages] == [200] * 3
    assert ["Dit scherm is leeg. Wie nu komt, kan beginnen." in text_of(page) for page in pages] == [True] * 3
    assert visitor.post("", **hidden(pages[0]))["Location"] == visitor.address("idee/")


def test_a_text_that_is_too_long_is_typed_in_full_and_says_how_much_too_long(visitor: Visitor) -> None:
    visitor.begin()
    box = visitor.get("idee/").content.decode()
    assert ("maxlength" in box, 'data-most="4000"' in box) == (False, True)
    page = visitor.send("x" * 4123)
    assert "x" * 4123 in page.content.decode()
    assert "het zijn 4123 tekens en er passen er 4000. Haal er 123 af." in text_of(page)


def test_the_page_of_the_question_goes_on_at_the_question_like_every_later_step(visitor: Visitor) -> None:
    assert re.findall(r"<h1 tabindex=\"-1\" data-arrive", visitor.get().content.decode()) != []


def test_the_languages_are_folded_where_a_child_is_writing_or_choosing(visitor: Visitor) -> None:
    visitor.begin()
    folded = [
        page.count('<details class="languages-folded">')
        for page in (visitor.get().content.decode(), visitor.get("idee/").content.decode())
    ]
    visitor.send("Iets.")
    assert [*folded, visitor.get("stellingen/1/").content.decode().count('class="languages-folded"')] == [0, 1, 1]


@pytest.mark.parametrize(("mode", "order"), [("shared_device", "after"), ("one_sheet", "before")])
def test_what_is_for_two_or_more_comes_after_the_button_where_children_answer_alone(
    mode: str, order: str, visitor: Visitor, entry_point: EntryPoint
) -> None:
    EntryPoint.objects.filter(pk=entry_point.pk).update(mode=mode)
    visitor.begin()
    page = visitor.get("idee/").content.decode()
    place = "before" if page.index('name="group_size"') < page.index('name="skip"') else "after"
    assert (place, "<details open>" in page) == (order, order == "before")
