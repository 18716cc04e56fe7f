"""A blind teenager takes part (D-4): by what a screen reader is told and by keys alone, from the language to taking back.

At every step are heard: the title, the headings, every name, what a live region says, and where the focus stands.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.answers.conftest import Asked, asked, frozen, published, whole  # noqa: F401  (an answer that stands)
from tests.answers.test_back import PICTURES, seal
from tests.journeys.browsing import PHONE
from tests.journeys.child import Child, said
from tests.journeys.conftest import People
from tests.journeys.listening import Listener
from tests.journeys.test_return_card import A_PHONE
from weerklank.answers.models import Answer, Appraisal
from weerklank.participation import words
from weerklank.participation.models import Consultation, Contribution, EntryPoint, Statement, Vote
from weerklank.participation.pictures import reading

QUESTION = "Wat moet er anders als meedoen geld kost?"
IDEA = "Een kaartje voor de film moet ook in braille."
FOUR_TIMES_LARGER = (320, 256)
"""What is left of a screen of 1280 by 1024 for somebody who makes everything four times as large."""
READ_ALOUD = ("button", "Lees voor")
ALWAYS = [("link", "Hulp nodig?"), ("link", "Stop"), ("link", "Nu weg")]
HELP = [("link", "0800-0432"), ("link", "112"), ("link", "Alle hulplijnen, ook op de eilanden (nieuw venster)")]
SUMMARY = "Dit klopt nog niet"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def code(entry_point: EntryPoint, consultation: Consultation, statements: list[Statement], help_lines: None) -> str:
    """A class code that is open today."""
    today = timezone.localdate()
    Consultation.objects.filter(pk=consultation.pk).update(opens_on=today, closes_on=None)
    EntryPoint.objects.filter(pk=entry_point.pk).update(valid_from=today, valid_to=today + timedelta(days=30))
    return str(entry_point.code)


@pytest.fixture(params=[(PHONE, True), ((1024, 768), False)], ids=["phone on slow 3G", "old tablet"])
def listener(request: pytest.FixtureRequest, people: People) -> Listener:
    size, slow = request.param
    visitor = people.arrives(size=size, slow=slow, axe=False, language="en")
    visitor.context.add_init_script(A_PHONE)
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return Listener(visitor)


def test_a_blind_teenager_goes_all_the_way_by_ear_and_by_keys(
    people: People, listener: Listener, code: str, statements: list[Statement]
) -> None:
    _chooses_a_language(listener)
    _types_a_code_wrong_and_right(listener, code)
    _hears_why(listener)
    _writes_too_much_and_then_enough(listener)
    _answers_the_sentences(listener, statements)
    pictures = _hears_the_eight_pictures(listener)
    _comes_back_and_takes_it_away(listener, pictures)
    assert Contribution.objects.get().state == "withdrawn"
    assert sorted(Vote.objects.values_list("value", "important")) == [
        ("agree", False), ("disagree", True), ("pass", False),
    ]  # fmt: skip
    assert people.faults() == []


def _chooses_a_language(listener: Listener) -> None:
    """The languages come right after the way past them, each by its own name."""
    listener.opens("/en/doe-mee/")
    assert listener.focus().role == "RootWebArea"
    passed = listener.tabs_to("link", "Nederlands")
    assert passed == [("link", said("en", "Naar de vraag")), ("link", "Nederlands")]
    listener.visitor.language = "nl"
    listener.enters()
    assert listener.titles[-1] == "Stap 1 van 5 – Doe mee"


def _types_a_code_wrong_and_right(listener: Listener, code: str) -> None:
    assert listener.headings() == [(1, "Doe mee"), (2, "Geen code?"), (2, "Hulp nodig?")]
    assert listener.tabs() == ("link", "Naar de vraag")
    listener.page.keyboard.press("Enter")
    assert listener.tabs() == READ_ALOUD
    assert listener.tabs() == ("textbox", "Wat is jouw code?")
    assert listener.focus().description == "Zes tekens. Ze staan op het bord of op je kaart."
    listener.types("XWVTSR")
    listener.presses("Verder", status=422)

    assert listener.titles[-1] == "Let op: Stap 1 van 5 – Doe mee"
    listener.is_at("alert", SUMMARY)
    wrong = "Deze code kennen we niet. Kijk of je hem goed hebt overgetypt."
    assert listener.tabs() == ("link", f"Code: {wrong}")
    listener.page.keyboard.press("Enter")
    field = listener.is_at("textbox", "Wat is jouw code?")
    assert field.is_wrong
    assert field.description.endswith(wrong)
    listener.types(code)
    listener.presses("Verder")


def _hears_why(listener: Listener) -> None:
    """Who asks, what can change and what cannot, before anything is asked."""
    assert listener.titles[-1] == "Stap 2 van 5 – Doe mee"
    assert listener.headings() == [(1, QUESTION), (2, "Hulp nodig?")]
    terms = [one.words for one in listener.tree() if one.role == "term"]
    assert terms == ["Dit kan veranderen", "Dit kan niet veranderen", "Wie beslist", "Wanneer je het hoort"]
    listener.is_at("heading", QUESTION)
    assert listener.all_stops() == [("button", "Begin"), *HELP, *ALWAYS]
    listener.presses("Begin")


def _writes_too_much_and_then_enough(listener: Listener) -> None:
    assert listener.titles[-1] == "Stap 3 van 5 – Doe mee"
    listener.is_at("heading", QUESTION)
    assert listener.tabs() == ("textbox", "Wat vind jij?")
    hint = "Alles mag. Schrijf niet hoe je heet, waar je woont of op welke school je zit."
    assert listener.focus().description == hint
    listener.types("a" * (words.MAX_SIGNS + 3))
    listener.waits_to_be_told("Dit is 3 tekens te lang. Maak het korter voordat je het verstuurt.")
    assert listener.tabs_to("button", "Verstuur") == [
        ("checkbox", "Niet laten zien, wel meetellen"), ("button", "Verstuur"),
    ]  # fmt: skip
    listener.enters(status=422)

    listener.is_at("alert", SUMMARY)
    role, name = listener.tabs()
    assert (role, name.startswith("Jouw idee: Dit is te lang:")) == ("link", True)
    listener.page.keyboard.press("Enter")
    field = listener.is_at("textbox", "Wat vind jij?")
    assert field.is_wrong
    assert field.description.startswith(f"{hint} ▲ Dit is te lang:")
    listener.types(IDEA)
    listener.presses("Verstuur")


def _answers_the_sentences(listener: Listener, statements: list[Statement]) -> None:
    """One sentence is one group of three; after each the focus is on the next one, and the title says which it is."""
    total = len(statements)
    for number, key in enumerate(("Space", "ArrowDown", "ArrowUp"), start=1):
        assert listener.titles[-1] == f"Zin {number} van {total} – Doe mee"
        (level, sentence), *_rest = listener.headings()
        assert level == 1
        listener.is_at("heading", sentence)
        listener.waits_to_be_told(f"Zin {number} van {total}")
        assert sentence in listener.hears("group")
        assert listener.hears("radio") == ["Eens", "Oneens", "Weet ik niet"]
        if number == 3:
            _answers_nothing(listener)
        assert listener.tabs() == ("radio", "Eens")
        listener.page.keyboard.press(key)
        assert listener.focus().is_checked
        assert listener.tabs() == ("checkbox", "Dit vind ik belangrijk")
        if number == 2:
            listener.page.keyboard.press("Space")
            assert listener.focus().is_checked
        assert listener.tabs() == ("button", "Volgende")
        listener.enters()


def _answers_nothing(listener: Listener) -> None:
    listener.presses("Volgende", status=422)
    listener.is_at("alert", SUMMARY)
    wrong = "Kies een van de drie antwoorden, of sla deze zin over."
    assert listener.tabs() == ("link", f"Jouw antwoord: {wrong}")
    listener.page.keyboard.press("Enter")
    assert listener.is_at("radio", "Eens").is_wrong
    assert [one.description for one in listener.tree() if one.role == "group" and one.description] == [f"▲ {wrong}"]
    listener.tabs("Shift+Tab")


def _hears_the_eight_pictures(listener: Listener) -> str:
    """Each by its name, one after the other; copying and speaking say that they were done."""
    assert listener.titles[-1] == "Stap 5 van 5 – Doe mee"
    listener.is_at("heading", "Klaar. Bewaar deze acht plaatjes")
    assert "Jouw plaatjes" in listener.hears("region")
    items = [one.words for one in listener.tree() if one.role == "listitem"]
    numbered = [found for item in items if (found := re.match(r"(\d) ?\. (.+)", item))]
    assert [one[1] for one in numbered] == list("12345678")
    pictures = [one[2] for one in numbered]
    assert reading.read(", ".join(pictures), "nl").outcome is reading.Outcome.COMPLETE
    assert listener.hears("image") == ["Een vierkantje om te scannen, met alleen deze acht woorden erin."]
    listener.tabs_to("button", "Kopieer de woorden")
    listener.page.keyboard.press("Enter")
    listener.waits_to_be_told("De acht woorden zijn gekopieerd.")
    listener.tabs_to("button", "Zeg de woorden één voor één")
    listener.page.keyboard.press("Enter")
    listener.page.keyboard.press("Enter")
    listener.waits_to_be_told(
        "De acht woorden zijn gekopieerd.", *(f"{place}. {pictures[place - 1]}" for place in (1, 2))
    )
    listener.presses("Ik ben klaar. Maak dit apparaat leeg")
    return ", ".join(pictures)


def _comes_back_and_takes_it_away(listener: Listener, pictures: str) -> None:
    listener.opens("/terug/")
    listener.tabs_to("textbox", "Welke acht plaatjes kreeg je?")
    listener.types(pictures.rsplit(", ", 1)[0])
    listener.presses("Laat het zien", status=422)
    listener.is_at("alert", SUMMARY)
    assert listener.tabs() == ("link", "Er mist nog 1 plaatje.")
    listener.page.keyboard.press("Enter")
    assert listener.is_at("textbox", "Welke acht plaatjes kreeg je?").is_wrong
    listener.types(pictures)
    listener.presses("Laat het zien")

    listener.is_at("heading", "Wat gebeurde er met mijn idee?")
    assert (2, QUESTION) in listener.headings()
    # the drawn line is a list of stations to whoever does not see it
    stations = [one.words for one in listener.tree() if one.role == "listitem" and one.words.startswith("Gezegd")]
    assert len(stations) == 1
    listener.presses("Haal mijn idee weg")
    listener.is_at("heading", "Wil je je idee weghalen?")
    assert listener.tabs() == ("button", "Nee, laat mijn idee staan")
    assert listener.tabs() == ("button", "Ja, haal mijn idee weg")
    listener.enters()
    assert listener.focus().role == "status"
    assert listener.focus().words.startswith("Je idee is weg. Wat je schreef hebben we gewist")


def test_the_answer_is_heard_and_judged_by_keys(people: People, asked: Asked, published: Answer) -> None:  # noqa: F811
    """Who answers, the answer in words for children, what was promised, and three ways to say what one thinks of it."""
    seal(asked.code)
    listener = Listener(people.arrives(axe=False))
    listener.opens("/terug/")
    listener.tabs_to("textbox", "Welke acht plaatjes kreeg je?")
    listener.types(PICTURES.text("nl"))
    listener.presses("Laat het zien")
    listener.is_at("heading", "Wat gebeurde er met mijn idee?")
    judged = "Wat vind je van dit antwoord?"
    assert listener.headings()[1:] == [
        (2, QUESTION), (3, f"Antwoord van {asked.addressee.organisation.name}"), (3, judged),
        (3, f"Antwoord van {asked.other.organisation.name}"),
    ]  # fmt: skip
    assert " ".join(published.child_version.split()) in [
        one.words for one in listener.tree() if one.role == "blockquote"
    ]
    assert judged in listener.hears("form")
    listener.tabs_to("button", "Dit is een antwoord")
    assert [listener.tabs() for _button in range(2)] == [
        ("button", "Ik snap het niet"), ("button", "Dit is geen antwoord"),
    ]  # fmt: skip
    listener.tabs("Shift+Tab")
    listener.enters(stays=True)
    assert listener.focus().role == "status"
    assert listener.focus().words == "Dank je. Wat jij vindt, telt mee. Je mag het later nog veranderen."
    assert Appraisal.objects.get().value == "unclear"
    assert people.faults() == []


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_four_times_as_large_nothing_runs_off_and_the_focus_is_never_behind_something(
    people: People, code: str, language: str
) -> None:
    """What runs off sideways, and a focus behind the line that always stands there, are faults of the walk."""
    visitor = people.arrives(size=FOUR_TIMES_LARGER, language=language, axe=False)
    child, listener = Child(visitor), Listener(visitor)
    child.types_the_code("XWVTSR", status=422)
    listener.all_stops()
    child.types_the_code(code)
    listener.all_stops()
    child.presses("Begin")
    child.writes("", status=422)
    listener.all_stops()
    child.writes(IDEA)
    listener.all_stops()
    child.votes("Eens", "Eens", "Eens")
    pictures = child.pictures()
    stops = listener.all_stops()
    assert stops[-1] == ("link", said(language, "Nu weg"))
    child.comes_back(pictures[0], status=422)
    listener.all_stops()
    child.comes_back(", ".join(pictures))
    listener.all_stops()
    assert people.faults() == []
