"""The children's journeys on what children have: a phone of 360 pixels on slow 3G, and an old tablet without a mouse.

How long the first page takes is measured by ``benchmarks/slow_line.py``; here nothing is timed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.conftest import Cast
from tests.journeys.browsing import PHONE
from tests.journeys.child import Child
from tests.journeys.conftest import People
from tests.journeys.test_return_card import A_PHONE
from weerklank.moderation.actions import deciding, proposing
from weerklank.participation.models import (
    Consultation,
    ConsultationText,
    Contribution,
    EntryMode,
    EntryPoint,
    Place,
    Statement,
    StatementText,
    Vote,
)

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class Device:
    """What a child holds: how wide, and on which line."""

    name: str
    size: tuple[int, int]
    slow: bool

    def __str__(self) -> str:
        return self.name


DEVICES = (Device("phone on slow 3G", PHONE, True), Device("old tablet", (1024, 768), False))
on_both = pytest.mark.parametrize("device", DEVICES, ids=str)


def child_with(people: People, device: Device, language: str = "nl") -> Child:
    """What axe says of these pages does not depend on their width: the phone asks it."""
    return Child(people.arrives(size=device.size, touch=True, slow=device.slow, axe=device.slow, language=language))


@pytest.fixture
def question(consultation: Consultation, statements: list[Statement], help_lines: None) -> Consultation:
    """The question is open on the day on which the browser looks."""
    today = timezone.localdate()
    Consultation.objects.filter(pk=consultation.pk).update(opens_on=today, closes_on=None)
    consultation.refresh_from_db()
    return consultation


@pytest.fixture
def code(question: Consultation, entry_point: EntryPoint) -> str:
    today = timezone.localdate()
    EntryPoint.objects.filter(pk=entry_point.pk).update(valid_from=today, valid_to=today + timedelta(days=30))
    return str(entry_point.code)


@on_both
def test_a_nine_year_old_in_class_with_one_screen(people: People, code: str, device: Device) -> None:
    """D-1: the code from the board, an idea, the sentences, eight pictures; the next child finds nothing of it."""
    EntryPoint.objects.filter(code=code).update(mode=EntryMode.SHARED_DEVICE)
    child = child_with(people, device)
    assert child.visitor.page.evaluate("matchMedia('(hover: none) and (pointer: coarse)').matches")
    child.types_the_code(f" {code[:3].lower()} {code[3:].lower()}")
    child.reads("Dit kan veranderen", "Dit kan niet veranderen", "Wie beslist", "Wanneer je het hoort")
    child.reads("Je juf, meester of begeleider ziet niet wat jij schrijft.")
    child.presses("Begin")
    child.writes("Ik wil mee op schoolreis, ook als het geld op is.")
    child.visitor.tick("Dit vind ik belangrijk")
    child.votes("Eens", "Oneens", "Weet ik niet")
    assert len(child.pictures()) == 8
    child.presses("Klaar. Volgende kind")
    assert (child.visitor.path, child.visitor.cookies()) == (f"/doe-mee/{code}/", [])

    # the next one skips everything, and that is fine too
    child.presses("Begin")
    assert child.visitor.field("Wat vind jij?").input_value() == ""
    for _step in range(4):
        child.presses("Sla over")
    child.reads("Klaar", "Je schreef geen idee op.")
    child.presses("Klaar. Volgende kind")
    votes = list(Vote.objects.order_by("statement_id").values_list("value", "important"))
    assert votes == [("agree", True), ("disagree", False), ("pass", False)]
    assert Contribution.objects.count() == 1
    assert people.faults() == []


@on_both
def test_a_fifteen_year_old_comes_by_the_open_link(people: People, question: Consultation, device: Device) -> None:
    """D-2: the question first, three presses are one idea, what others said comes after, the pictures go along."""
    today = timezone.localdate()
    Consultation.objects.filter(pk=question.pk).update(sensitive=True)
    EntryPoint.objects.create(
        consultation=question, kind="open", valid_from=today, valid_to=today + timedelta(days=30), max_uses=1000
    )
    child = child_with(people, device)
    page = child.visitor.page
    child.visitor.context.add_init_script(A_PHONE)
    child.visitor.open(f"/doe-mee/{question.slug}/")
    assert (page.title(), child.visitor.cookies()) == ("Stap 2 van 5 – Doe mee", [])
    expect(child.visitor.target("Snel weg hier")).to_be_visible()
    # the work of the open door is done while the question is read
    child.presses("Begin")
    child.visitor.open(f"/doe-mee/{question.slug}/anderen/").reads("Eerst jouw eigen woorden")
    child.presses("Naar jouw idee")
    child.visitor.fill("Wat vind jij?", "De bus moet gratis zijn.")
    assert page.evaluate("Object.keys(localStorage).length") == 1
    _three_presses(child)
    child.votes("Eens", "Eens", "Oneens")
    child.presses("Lees wat anderen zeiden")
    child.reads("Er staat nog niets. Alles wat kinderen schrijven wordt eerst door iemand gelezen.")
    page.go_back()
    words = child.pictures()
    page.get_by_role("button", name="Stuur naar mezelf").tap()
    assert page.evaluate("window.shared") == [{"text": ", ".join(words)}]
    assert page.evaluate("Object.keys(localStorage)") == []
    assert (Contribution.objects.count(), Vote.objects.count()) == (1, 3)
    assert people.faults() == []


def _three_presses(child: Child) -> None:
    """On a slow line nothing seems to happen, so one presses again."""
    page = child.visitor.page
    page.evaluate(
        "() => { const go = document.querySelector('#idee .button-turn'); go.click(); go.click(); go.click(); }"
    )
    page.wait_for_url("**/stellingen/1/")
    page.wait_for_load_state()
    child.visitor.examine()


ARABIC = (
    "الحافلة رقم 12 مجانية (من 9 إلى 5)؟",
    "يجب أن تكون الرحلة المدرسية مجانية.",
    "يجب أن تكون الحافلة 12 مجانية.",
)
UKRAINIAN = (
    "Що має змінитися, коли участь коштує грошей?",
    "Екскурсія має бути безкоштовною.",
    "Автобус має бути безкоштовним.",
)
CHILDREN = (
    ("ar", "العربية", "أريد أن ألعب كرة القدم 3 مرات في نادي FC Oost."),
    ("uk", "Українська", "Я хочу грати у футбол 3 рази в клубі FC Oost."),
)


@pytest.fixture
def translated(question: Consultation, statements: list[Statement]) -> Consultation:
    """The question read by a person, the first sentence by nobody yet, the last one not translated."""
    for language, (asked, first, second) in (("ar", ARABIC), ("uk", UKRAINIAN)):
        ConsultationText.objects.create(
            consultation=question, language=language, question=asked, why=asked, can_change=asked, cannot_change=asked,
            who_decides=asked, made_by="person", checked=True, checked_by="Tolk", checked_on=timezone.localdate(),
        )  # fmt: skip
        StatementText.objects.create(statement=statements[0], language=language, text=first, made_by="machine")
        StatementText.objects.create(
            statement=statements[1], language=language, text=second, checked=True, checked_by="Tolk"
        )
    return question


@on_both
@pytest.mark.parametrize(("language", "own_name", "idea"), CHILDREN, ids=["Arabic", "Ukrainian"])
def test_a_child_in_reception_takes_part_in_its_own_language(
    people: People,
    translated: Consultation,
    code: str,
    device: Device,
    language: str,
    own_name: str,
    idea: str,
) -> None:
    """D-3: the language first, in its own script; nothing falls back to Dutch in silence; the answer speaks it too."""
    EntryPoint.objects.filter(code=code).update(place=Place.RECEPTION)
    child = child_with(people, device)
    visitor = child.visitor
    visitor.open("/doe-mee/")
    visitor.language = language
    visitor.press(own_name)
    assert visitor.path == f"/{language}/doe-mee/"
    child.types_the_code(code)
    asked = ARABIC if language == "ar" else UKRAINIAN
    visitor.reads(asked[0])
    child.reads(
        "Dit heeft niets te maken met je procedure. Ook niet met de vraag of je mag blijven.",
        "Vertaald, en nagelezen door een mens.",
    )
    child.presses("Begin")
    child.writes(idea)
    labels = (
        "Een computer vertaalde dit. Nog geen mens heeft het nagelezen.",
        "Vertaald, en nagelezen door een mens.",
        "Deze zin is nog niet vertaald. Je leest hem in het Nederlands.",
    )
    for label, answer in zip(labels, ("Eens", "Oneens", "Weet ik niet"), strict=True):
        child.reads(label)
        child.votes(answer)
    words = child.pictures()
    assert len(words) == 8
    kept = Contribution.objects.get()
    assert (kept.original, kept.original_language) == (idea, language)
    child.comes_back(", ".join(words))
    child.reads("Iemand van Weerklank leest je idee nog. Daarna komt het bij andere ideeën.")
    assert visitor.page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert people.faults() == []


@on_both
def test_a_child_in_trouble_finds_help_and_hears_why_it_is_not_shown(
    people: People, cast: Cast, code: str, device: Device
) -> None:
    """D-10 from the child's side: help before and after sending, a reason in words for it, and another look."""
    child = child_with(people, device)
    child.begins(code)
    page = child.visitor.page
    expect(page.locator("#hulp a[href='tel:08000432']")).to_be_visible()
    child.writes("Mijn vader slaat me elke dag.")
    child.reads("Gaat het niet goed met je?", "Het is niet jouw schuld.")
    expect(child.visitor.target("Snel weg hier")).to_be_visible()
    child.votes("Eens", "Eens", "Eens")
    child.reads("Hulp nodig?")
    expect(page.locator("#hulp a[href='tel:08000432']")).to_be_visible()

    other = child_with(people, device)
    other.begins(code)
    other.writes("Juf Anna is een sukkel.")
    other.votes("Eens", "Eens", "Eens")
    words = other.pictures()
    now = timezone.now()
    idea = Contribution.objects.get(original__contains="sukkel")
    deciding.open_item(contribution_id=idea.pk, by=cast.moderator, now=now)
    proposal = proposing.propose_decline(
        contribution_id=idea.pk, reason="hurtful", sentence="Je noemt iemand bij een lelijk woord.", by=cast.moderator,
        now=now,
    )  # fmt: skip
    proposing.confirm_proposal(proposal_id=proposal.pk, by=cast.second_moderator, now=now)
    other.comes_back(" ".join(words))
    other.reads("Je idee is gelezen, maar we laten het niet zien.")
    other.visitor.reads("Je noemt iemand bij een lelijk woord.")
    other.presses("Kijk nog een keer")
    other.reads("Iemand anders kijkt er nog een keer naar. Kom later terug.")
    assert people.faults() == []
