"""What a child does wrong, twice, or in trouble: each gets a sentence, and nothing given is lost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.browsing import Visitor
from tests.journeys.child import Child
from tests.journeys.conftest import People, SignIn
from weerklank.editions.models import Edition, EditionTheme
from weerklank.participation.models import Consultation, EntryMode, EntryPoint, Statement
from weerklank.participation.pictures import reading

CODE, SHARED, EXPIRED, FULL = "BCDFGH", "CDFGHJ", "DFGHJK", "FGHJKM"
STATEMENTS = ("Niemand hoort te zien wie er geld krijgt.", "Sportclubs vragen te veel geld.")
IDEA = "De schoolreis moet gratis zijn."


@pytest.fixture(autouse=True)
def _an_open_question(edition: Edition, edition_theme: EditionTheme, help_lines: None) -> None:
    """A question that is open now, with a good code, one for a shared device, an expired one and a full one."""
    today = timezone.localdate()
    consultation = Consultation.objects.create(
        edition=edition,
        edition_theme=edition_theme,
        slug="meedoen-kost-geld",
        question="Wat moet er anders als meedoen geld kost?",
        can_change="Hoe school over geld praat.",
        cannot_change="Hoeveel geld ouders verdienen.",
        who_decides="De ministers van A en B",
        hear_by=today + timedelta(days=200),
        opens_on=today - timedelta(days=20),
        closes_on=today + timedelta(days=20),
        state="open",
    )
    for code, mode, ends, uses in (
        (CODE, EntryMode.OWN_DEVICE, 10, 0),
        (SHARED, EntryMode.SHARED_DEVICE, 10, 0),
        (EXPIRED, EntryMode.OWN_DEVICE, -1, 0),
        (FULL, EntryMode.OWN_DEVICE, 10, 5),
    ):
        EntryPoint.objects.create(
            consultation=consultation,
            code=code,
            mode=mode,
            valid_from=today - timedelta(days=10),
            valid_to=today + timedelta(days=ends),
            max_uses=30 if uses == 0 else uses,
            uses=uses,
        )
    for order, text in enumerate(STATEMENTS, start=1):
        Statement.objects.create(consultation=consultation, text=text, state="open", order=order)


@pytest.fixture
def child(people: People) -> Child:
    return Child(people.arrives())


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Typ de zes tekens die op het bord of op je kaart staan."),
        ("BCD", "Dit zijn te weinig tekens. Een code heeft er zes."),
        ("BCDFGHJK", "Dit zijn te veel tekens. Een code heeft er zes."),
        ("XWVTSR", "Deze code kennen we niet. Kijk of je hem goed hebt overgetypt."),
        ("BCDFGA", "Deze code kennen we niet. Het teken ‘A’ komt in geen enkele code voor."),
        (
            EXPIRED,
            "Meedoen met deze code kan nu niet meer. Vraag aan degene van wie je de code kreeg of er een nieuwe is.",
        ),
    ],
)
def test_a_code_that_does_not_open_says_what_to_do_and_stays_to_be_mended(
    people: People, child: Child, typed: str, sentence: str
) -> None:
    child.types_the_code(typed, status=422)
    child.visitor.reads(sentence)
    assert child.visitor.field("Wat is jouw code?").input_value() == typed
    child.visitor.fill("Wat is jouw code?", CODE)
    child.presses("Verder")
    assert child.visitor.path == f"/doe-mee/{CODE}/"
    assert people.faults() == []


def test_a_full_code_says_so_and_leads_on(people: People, child: Child) -> None:
    child.types_the_code(FULL, status=409)
    child.visitor.reads("Deze code is al zo vaak gebruikt als mocht.")
    child.visitor.fill("Heb je een andere code?", CODE)
    child.presses("Verder")
    assert child.visitor.path == f"/doe-mee/{CODE}/"
    assert people.faults() == []


def test_a_code_in_lower_case_with_spaces_opens_the_door(people: People, child: Child) -> None:
    child.types_the_code("  bcd fgh ")
    assert child.visitor.path == f"/doe-mee/{CODE}/"
    assert people.faults() == []


def test_the_return_code_is_read_in_every_way_a_child_may_type_it(people: People, child: Child) -> None:
    child.begins(CODE)
    child.writes(IDEA)
    child.votes("Eens", "Eens")
    words = child.pictures()
    child.visitor.language = "uk"
    child.visitor.open(f"/uk/doe-mee/{CODE}/klaar/")
    ukrainian = child.pictures()
    signs = [item.picture.sign for item in reading.read(", ".join(words), "nl").items if item.picture]
    assert (len(words), len(ukrainian), len(signs)) == (8, 8, 8)

    home = Child(people.arrives())
    for typed in (
        " ".join(words),
        f"   {words[0].upper()} ,,  {'   '.join(words[1:])}  ",
        "\n".join(words),
        ", ".join(ukrainian),
        "".join(signs),
    ):
        home.comes_back(typed)
        home.visitor.reads("Iemand van Weerklank leest je idee nog.")
    assert people.faults() == []


def test_one_wrong_picture_is_named_and_everything_typed_stands_there_still(people: People, child: Child) -> None:
    child.begins(CODE)
    child.writes(IDEA)
    child.votes("Eens", "Eens")
    words = child.pictures()

    misspelled = ", ".join([*words[:2], "xqzwk", *words[3:]])
    child.comes_back(misspelled, status=422)
    child.visitor.reads("Plaatje 3 kennen we niet: ‘xqzwk’.")
    assert child.visitor.field("Welke acht plaatjes kreeg je?").input_value() == misspelled

    seven = ", ".join(words[:7])
    child.comes_back(seven, status=422)
    child.visitor.reads("Er mist nog 1 plaatje.")

    swapped = ", ".join([words[1], words[0], *words[2:]]) if words[0] != words[1] else ", ".join([*words[:7], words[0]])
    child.comes_back(swapped, status=422)
    child.visitor.reads(
        "Bij deze plaatjes hoort geen idee. Kijk of alle acht kloppen en of ze in de goede volgorde staan."
    )
    assert people.faults() == []


def test_a_phone_number_is_not_public_before_somebody_took_it_out(people: People, child: Child, staff: SignIn) -> None:
    child.begins(CODE)
    child.writes("Ik wil een feest. Bel me: 06 12345678.")
    reader = Child(people.arrives())
    reader.begins(CODE)
    reader.writes(IDEA)
    reader.presses("Lees wat anderen zeiden")
    reader.visitor.reads("Er staat nog niets. Alles wat kinderen schrijven wordt eerst door iemand gelezen.")

    moderator = staff("moderator")
    moderator.open("/werk/moderatie/?q=feest").press(moderator.page.locator("ol.list a").first)
    assert "(telefoonnummer)" in moderator.page.locator("mark").inner_text()
    moderator.unfold("Aanpassen voor de veiligheid").fill("De tekst zoals iedereen haar mag lezen", "Ik wil een feest.")
    moderator.press("Publiceren met aanpassing")
    reader.visitor.open(f"/doe-mee/{CODE}/anderen/").reads("Ik wil een feest.").reads_not("06 12345678")
    assert people.faults() == []


def test_a_citizen_service_number_stays_out_and_the_rest_of_the_text_stays(people: People, child: Child) -> None:
    child.begins(CODE)
    child.writes("Mijn nummer is 111222333 en ik wil een feest.", status=422)
    child.visitor.reads("Dat is geheim en alleen van jou.")
    assert child.visitor.field("Wat vind jij?").input_value() == "Mijn nummer is 111222333 en ik wil een feest."
    assert people.faults() == []


def test_a_cry_for_help_gets_the_help_lines_at_once_and_is_public_nowhere(
    people: People, child: Child, staff: SignIn
) -> None:
    child.begins(CODE)
    child.writes("Mijn vader slaat me elke dag.")
    assert child.visitor.main.locator("section").first.get_attribute("id") == "hulp"
    child.visitor.reads("Gaat het niet goed met je?", "Het is niet jouw schuld.", "0800-0432")
    assert child.visitor.page.locator("#hulp a[href='tel:08000432']").count() == 1
    assert child.visitor.target("Snel weg hier").count() == 1

    reader = Child(people.arrives())
    reader.begins(CODE)
    reader.writes(IDEA)
    reader.visitor.open(f"/doe-mee/{CODE}/anderen/").reads_not("slaat")
    moderator = staff("moderator")
    moderator.open("/werk/moderatie/").reads("1 inbreng wacht op u")
    moderator.press(moderator.page.locator("ol.list a").first).reads(IDEA)
    officer = staff("safeguarding")
    officer.open("/werk/veiligheid/").reads("Gevonden door woorden").press(officer.page.locator("ol.list a").first)
    officer.press("Lees wat het kind schreef").reads("Mijn vader slaat me (geweld) elke dag.")
    assert people.faults() == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_same_form_sent_three_times_is_one_idea(people: People, staff: SignIn, scripts: bool) -> None:
    """A double click, and back and press again."""
    child = Child(people.arrives(scripts=scripts))
    child.begins(CODE)
    child.visitor.fill("Wat vind jij?", IDEA)
    # the second press ends the loading that the first began: what counts is where the child ends
    child.visitor.target("Verstuur").dblclick(no_wait_after=True)
    expect(child.visitor.page).to_have_url(re.compile(r"/stellingen/1/$"))
    child.visitor.page.wait_for_load_state()
    child.visitor.page.go_back()
    child.visitor.fill("Wat vind jij?", IDEA)
    child.presses("Verstuur")
    child.visitor.open(f"/doe-mee/{CODE}/idee/").reads("Er is 1 idee van je binnen.")
    staff("moderator").open("/werk/moderatie/").reads("1 inbreng wacht op u")
    assert people.faults() == []


def test_back_and_another_answer_changes_the_vote_and_keeps_the_text(people: People, child: Child) -> None:
    child.begins(CODE)
    child.writes(IDEA)
    child.votes("Eens")
    child.presses("Terug naar de vorige zin")
    assert child.visitor.page.get_by_role("radio", name="Eens", exact=True).is_checked()
    child.votes("Oneens", "Weet ik niet")
    assert len(child.pictures()) == 8
    assert people.faults() == []


def test_stop_and_away_leave_nothing_in_the_browser(people: People, child: Child) -> None:
    child.begins(CODE)
    child.writes(IDEA)
    child.presses("Stop")
    child.visitor.reads("Wil je stoppen?", "Wat je al verstuurde, is bij ons.")
    child.presses("Ja, stop")
    child.visitor.reads("Van jou staat er niets meer op dit apparaat.")
    assert child.visitor.cookies() == []
    child.visitor.open(f"/doe-mee/{CODE}/klaar/", status=409)

    other = Child(people.arrives())
    other.begins(CODE)
    other.writes("Mijn vader slaat me elke dag.")
    with other.visitor.page.expect_request("https://nl.wikipedia.org/"):
        other.visitor.target("Snel weg hier").click(no_wait_after=True)
    assert other.visitor.cookies() == []
    assert people.faults() == []


def test_the_next_child_on_the_same_device_starts_clean(people: People, child: Child) -> None:
    child.begins(SHARED)
    child.writes(IDEA)
    child.votes("Eens", "Eens")
    first = child.pictures()
    child.presses("Klaar. Volgende kind")
    assert (child.visitor.path, child.visitor.cookies()) == (f"/doe-mee/{SHARED}/", [])
    # leafing back on a shared screen ends where the next child begins
    child.visitor.open(f"/doe-mee/{SHARED}/klaar/").reads("Dit scherm is leeg.").reads_not(*first)
    child.begins(SHARED)
    assert child.visitor.field("Wat vind jij?").input_value() == ""
    child.visitor.reads_not("van je binnen")
    child.writes("Ik wil een klimrek.")
    assert not child.visitor.page.get_by_role("radio", name="Eens", exact=True).is_checked()
    child.votes("Oneens", "Oneens")
    assert child.pictures() != first
    assert people.faults() == []


def _tabs(visitor: Visitor, until: str) -> list[str]:
    """Presses Tab until the focus stands on these words; what it passed, in order."""
    passed: list[str] = []
    while until not in passed:
        assert len(passed) < 60, passed
        visitor.page.keyboard.press("Tab")
        passed.append(
            visitor.page.evaluate(
                "() => { const e = document.activeElement; const named = e.labels && e.labels.length ? e.labels[0] : e;"
                " return (named.innerText || e.getAttribute('aria-label') || e.tagName).trim().replace(/\\s+/g, ' '); }"
            )
        )
    return passed


LANGUAGES = ["Nederlands", "Makkelijk Nederlands", "English", "العربية", "Українська", "Papiamentu"]


def test_the_keyboard_alone_goes_through_all_steps_in_the_order_of_the_page(people: People, child: Child) -> None:
    visitor = child.visitor

    def enter() -> None:
        with visitor.page.expect_navigation():
            visitor.page.keyboard.press("Enter")
        visitor.examine()

    visitor.open("/doe-mee/")
    assert _tabs(visitor, "Wat is jouw code?") == ["Naar de vraag", *LANGUAGES, "Wat is jouw code?"]
    visitor.page.keyboard.type(CODE)
    assert _tabs(visitor, "Verder") == ["Verder"]
    enter()
    # from here on a page goes on at its question, not at its top
    assert _tabs(visitor, "Begin") == ["Begin"]
    enter()
    assert _tabs(visitor, "Wat vind jij?") == ["Wat vind jij?"]
    visitor.page.keyboard.type(IDEA)
    assert _tabs(visitor, "Sla over") == [
        "Niet laten zien, wel meetellen",
        "Verstuur",
        "Sla over",
    ]
    visitor.page.keyboard.press("Shift+Tab")
    enter()
    assert visitor.path == f"/doe-mee/{CODE}/stellingen/1/"
    for _statement in STATEMENTS:
        assert _tabs(visitor, "Eens") == ["Eens"]
        visitor.page.keyboard.press("ArrowDown")
        assert visitor.page.get_by_role("radio", name="Oneens", exact=True).is_checked()
        assert _tabs(visitor, "Volgende") == ["Dit vind ik belangrijk", "Volgende"]
        enter()
    assert len(child.pictures()) == 8
    order = _tabs(visitor, "Stop")
    assert set(LANGUAGES) & set(order) == set()
    assert order[-2:] == ["Hulp nodig?", "Stop"]
    assert people.faults() == []


@pytest.mark.parametrize("language", ["nl", "ar", "uk"])
def test_nothing_runs_off_a_narrow_screen_or_with_letters_twice_as_large(people: People, language: str) -> None:
    child = Child(people.arrives(size=(320, 640), language=language))
    child.types_the_code(CODE)
    pages = [
        "/doe-mee/",
        f"/doe-mee/{CODE}/",
        f"/doe-mee/{CODE}/idee/",
        f"/doe-mee/{CODE}/stellingen/1/",
        f"/doe-mee/{CODE}/klaar/",
        "/terug/",
        "/hulp/",
    ]
    child.presses("Begin")
    child.writes(IDEA)
    child.votes("Eens", "Eens")
    runs_off = {}
    for address in pages:
        child.visitor.open(child.prefix + address)
        child.visitor.page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
        sideways = child.visitor.page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if sideways > 0:
            runs_off[address] = sideways
    assert runs_off == {}
    assert people.faults() == []
