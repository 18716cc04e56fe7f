"""A class takes part: the teacher has no account, the children have one screen, and what they said comes back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.answers.conftest import asked, frozen, published, whole  # noqa: F401  (an answer that stands)
from tests.conftest import NOW, Cast
from tests.journeys.browsing import PHONE, Visitor
from tests.journeys.child import Child
from tests.journeys.conftest import People, SignIn
from weerklank.answers.models import Answer
from weerklank.participation import addresses
from weerklank.participation.actions import groups, paper
from weerklank.participation.models import Consultation, Contribution, EntryPoint, HandTally, Statement, Vote

TABLET = (1024, 768)
IDEA = "Mijn kanarie wil gratis naar de zwemclub."
TOGETHER = "Wij willen dat de schoolreis voor iedereen gratis is."

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def today_open(consultation: Consultation, statements: list[Statement]) -> Consultation:
    """The question is open on the day on which the browser looks."""
    Consultation.objects.filter(pk=consultation.pk).update(
        opens_on=timezone.localdate(), closes_on=timezone.localdate() + timedelta(days=60)
    )
    return consultation


def makes_a_code(teacher: Visitor, mode: str) -> EntryPoint:
    teacher.open("/groep/").tick("Wat moet er anders als meedoen geld kost?")
    teacher.choose("Wat voor plek is het?", "basisschool").fill("Hoeveel kinderen?", "24").tick(mode)
    teacher.press("Code maken").reads(
        "De code is er.", "Er is nog niets binnengekomen.", "nog niemand, van 24 plaatsen"
    )
    return EntryPoint.objects.get(made_by="teacher")


def prints(teacher: Visitor, page: str) -> None:
    answer = teacher.context.request.get(page)
    assert (answer.status, answer.body()[:5]) == (200, b"%PDF-")


def test_a_class_with_one_screen_goes_through_a_whole_lesson(
    people: People, today_open: Consultation, help_lines: None
) -> None:
    teacher = people.arrives(size=TABLET)
    group = makes_a_code(teacher, "Om de beurt op één scherm, dat leeg is voor de volgende")
    home = teacher.path
    for page in ("blad.pdf", "lesbrief.pdf"):
        prints(teacher, f"{home}{page}")
    teacher.press("Blad om af te drukken").reads("Voor wie de groep begeleidt: houd deze kant bij u")
    teacher.open(home).press("Lesbrief").reads("In 15 minuten", "In 45 minuten", "meldcode")
    teacher.open(home).press("Groot op het bord")
    assert home not in teacher.page.content()

    screen = Child(people.arrives(size=TABLET))
    for idea in (IDEA, "Een tweede idee, van een ander kind."):
        screen.begins(str(group.code))
        screen.writes(idea)
        screen.votes("Eens", "Oneens", "Weet ik niet")
        assert len(screen.pictures()) == 8
        screen.presses("Klaar. Volgende kind")
        assert IDEA not in screen.visitor.page.content()

    teacher.open(home).reads("Er is iets binnengekomen.", "een paar, van 24 plaatsen")
    teacher.reads_not("kanarie")
    assert (Contribution.objects.count(), Vote.objects.count()) == (2, 6)

    _hands_are_counted_with_the_keyboard(teacher, home)
    _the_group_says_one_thing(teacher, home)
    teacher.open(f"{home}terug/").reads("Dit zeiden jullie", "Jullie handen", "Uiterlijk op 1 mei 2027")
    prints(teacher, f"{home}terug.pdf")

    teacher.open(home).press("Code stoppen").press("Ja, stoppen").reads("Met deze code kan niemand meer beginnen.")
    assert teacher.cookies() == []
    assert people.faults() == []


def _hands_are_counted_with_the_keyboard(teacher: Visitor, home: str) -> None:
    teacher.open(f"{home}handen/")
    page = teacher.page
    teacher.field("Hoeveel kinderen zijn er nu?").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Eén erbij: Eens, zin 1", exact=True)).to_be_focused()
    for _press in range(3):
        page.keyboard.press("Enter")
    expect(page.locator(".hand-agree input").first).to_have_value("3")
    expect(page.locator("[data-said]")).to_have_text("Eens: 3")
    assert HandTally.objects.count() == 0
    page.reload()
    expect(page.locator(".hand-agree input").first).to_have_value("3")
    teacher.reads("Nog niet bewaard.").press("Bewaren").reads("Bewaard. Handen staan altijd apart van stemmen.")
    assert HandTally.objects.get(agree=3).present == 24
    page.locator(".hand-agree input").first.fill("20")
    page.locator(".hand-disagree input").first.fill("5")
    teacher.press("Bewaren", status=422).reads("Zin 1, Eens: Er staan 25 handen, en er zijn 24 kinderen.")


def _the_group_says_one_thing(teacher: Visitor, home: str) -> None:
    teacher.open(f"{home}samen/").fill("Wat vindt de groep?", TOGETHER).fill("Met hoeveel kinderen zijn jullie?", "22")
    teacher.press("Versturen").reads("Wat de groep vindt, is binnen")
    assert teacher.page.locator(".group-pictures li").count() == 8
    assert Contribution.objects.get(kind="group").group_size == 22


def test_hands_are_counted_on_a_phone_without_scripts(people: People, today_open: Consultation) -> None:
    teacher = people.arrives(size=PHONE, scripts=False)
    makes_a_code(teacher, "Samen: handen opsteken en één antwoord van de groep")
    teacher.press("Handen tellen")
    for _press in range(2):
        teacher.press("Eén erbij: Oneens, zin 2")
    (tally,) = HandTally.objects.filter(disagree__gt=0)
    assert (tally.disagree, tally.present, Vote.objects.count()) == (2, 24, 0)
    assert people.faults() == []


def test_cards_come_back_on_paper_and_are_typed_in_by_keys(
    people: People, staff: SignIn, today_open: Consultation, statements: list[Statement]
) -> None:
    now = timezone.now()
    made = groups.make_group(
        consultation_id=today_open.pk, place="reception", children=20, mode="paper", language="nl", now=now
    )
    drawn = paper.draw_cards(entry_point_id=made.entry_point.pk, how_many=2, now=now)
    paper.keep_cards(entry_point_id=made.entry_point.pk, cards=drawn, now=now)

    moderator = staff("moderator", size=TABLET)
    moderator.open("/werk/papier/").press(f"Kaarten van {made.entry_point.code} invoeren")
    page = moderator.page
    for card in drawn:
        expect(moderator.field("Het nummer van de kaart")).to_be_focused()
        page.keyboard.type(card.number.lower())
        moderator.fill("Het idee, precies zoals het er staat", f"{IDEA} {card.code.finder}")
        page.locator(".answer-row input").first.focus()
        for key in "102":
            page.keyboard.press(key)
        expect(page.get_by_role("button", name="Volgende kaart")).to_be_focused()
        moderator.press("Volgende kaart").reads("De kaart is ingevoerd. Pak de volgende.")
    moderator.fill("Het nummer van de kaart", drawn[0].number).fill("Het idee", "Nog een keer.")
    moderator.press("Volgende kaart", status=422).reads("Deze kaart is al ingevoerd. Er is niets veranderd.")
    votes = sorted(Vote.objects.values_list("statement", "value"))
    assert votes == 2 * [(statements[0].pk, "agree")] + 2 * [(statements[2].pk, "disagree")]
    assert Contribution.objects.filter(form="transcript").count() == 2

    teacher = people.arrives(size=TABLET).open(f"/groep/{addresses.written(made.secret)}/")
    teacher.reads("Er is iets binnengekomen.", "een paar, van 20 plaatsen")
    assert people.faults() == []


@pytest.mark.parametrize(
    ("size", "language", "dark"), [(TABLET, "nl", False), (PHONE, "nl", True), (PHONE, "ar", False)]
)
def test_what_was_done_with_it_comes_back_to_the_class(
    people: People,
    cast: Cast,
    entry_point: EntryPoint,
    statements: list[Statement],
    published: Answer,  # noqa: F811
    size: tuple[int, int],
    language: str,
    dark: bool,
) -> None:
    made = groups.give_address(entry_point_id=entry_point.pk, by=cast.organiser, now=NOW)
    HandTally.objects.create(statement=statements[0], entry_point=entry_point, agree=14, disagree=4, present=20)
    prefix = "" if language == "nl" else f"/{language}"
    reader = people.arrives(size=size, language=language, dark=dark)
    reader.open(f"{prefix}/groep/{addresses.written(made.secret)}/terug/")
    reader.reads(published.addressee.advice.title, published.child_version, statements[0].text)
    prints(reader, f"{prefix}/groep/{addresses.written(made.secret)}/terug.pdf")
    assert people.faults() == []
