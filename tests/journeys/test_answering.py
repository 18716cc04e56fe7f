"""An official answers an advice: writes on the page, through the line in Word, and another person publishes it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import docx
from django.utils import timezone
from docx.document import Document
from playwright.sync_api import expect

from tests.advices import stories
from tests.conftest import Cast
from tests.journeys.browsing import DESK, PHONE, Visitor
from tests.journeys.conftest import People, SignIn
from weerklank.accounts.models import Organisation
from weerklank.answers.actions import handing_over, reminding
from weerklank.answers.draft import Draft
from weerklank.answers.models import Addressee, Answer
from weerklank.editions.models import Edition, ThemeTable
from weerklank.participation.models import Consultation

CHILD = "Je vroeg om een gratis schoolreis. Die komt er. De school ziet nog wie geld krijgt. Dat moet van de wet."
WHY = (
    "De wet op de inkomens zegt dat een school moet weten wie bijzondere hulp krijgt; anders kan zij die niet betalen."
)


def _handed_over(
    edition: Edition, table: ThemeTable, cast: Cast, consultation: Consultation, ministry: Organisation, now: datetime
) -> Addressee:
    """What came before: children spoke, a table advised, the organiser handed over two months ago."""
    group = stories.group_of(consultation, "Schoolreis", stories.said(consultation, "De schoolreis kost te veel geld"))
    Edition.objects.filter(pk=edition.pk).update(state="drafting_advice")
    advice = stories.frozen(table, cast, group, now=now)
    handing_over.choose_addressees(advice_id=advice.pk, lead_id=ministry.pk, other_ids=[], by=cast.organiser, now=now)
    handing_over.hand_over(
        edition_id=edition.pk, day=timezone.localdate(now), receiver_ids=[ministry.pk], by=cast.organiser, now=now
    )
    return advice.addressees.get()


def test_an_official_answers_through_the_line_and_another_publishes(
    people: People,
    staff: SignIn,
    cast: Cast,
    edition: Edition,
    table: ThemeTable,
    consultation: Consultation,
    ministry: Organisation,
    tmp_path: Path,
) -> None:
    began = timezone.now() - timedelta(days=60)
    asked = _handed_over(edition, table, cast, consultation, ministry, began)
    assert reminding.work(now=timezone.now()).sent == 2
    writer = staff("respondent", size=DESK)
    writer.open("/werk/antwoorden/").reads("nog 31 dagen").press("2026-ARM-01 Meedoen is voor iedereen")
    writer.reads("Behandelend ambtenaar: respondent.", "50 % van de termijn").press("Bevestig de ontvangst")
    writer.press("Schrijf het antwoord").reads("artikel 3:50 van de Algemene wet bestuursrecht")

    _it_keeps_itself(writer)
    file = _goes_out(writer, tmp_path)
    _a_colleague_adds_a_word(asked)
    _comes_back_with_a_part_missing(writer, file, tmp_path)
    _comes_back_whole(writer, file)
    _is_sent(writer)

    approver = staff("approver", size=PHONE, axe=False)
    approver.open("/werk/goedkeuren/").press("2026-ARM-01 Meedoen is voor iedereen").reads(WHY, CHILD)
    approver.press("Publiceer dit antwoord").reads("Het antwoord is gepubliceerd.")
    anybody = people.arrives(size=PHONE, axe=False).open("/adviezen/2026-ARM-01/")
    anybody.reads(WHY, "Een gratis schoolreis op elke school", "Dat kinderen zich schamen.")
    assert people.faults() == []


def _it_keeps_itself(writer: Visitor) -> None:
    """Nobody presses a button; the words stand there when the page is opened anew."""
    first = writer.page.locator("section").filter(has=writer.page.get_by_role("heading", name="Onderdeel 1"))
    writer.tick("overnemen", within=first).fill("Wat belooft u?", "Een gratis schoolreis op elke school", within=first)
    writer.fill("Wie doet het?", "Ministerie A", within=first).fill("Wanneer is het klaar?", _day(300), within=first)
    writer.fill("Hoe zien kinderen dat", "In elke schoolgids staat dat de reis niets kost.", within=first)
    expect(writer.page.locator("[data-kept]")).to_contain_text("Vanzelf bewaard om")
    writer.open(writer.path)
    assert writer.field("Wat belooft u?").first.input_value() == "Een gratis schoolreis op elke school"


def _day(ahead: int) -> str:
    return (timezone.localdate() + timedelta(days=ahead)).isoformat()


def _goes_out(writer: Visitor, folder: Path) -> Path:
    """Out to Word, where the line writes the second part and the texts of the whole."""
    writer.press("Eruit en terug als Word-bestand")
    with writer.page.expect_download() as download:
        writer.target("Haal het antwoord op als Word-bestand").click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    document = docx.Document(str(file))
    second, whole = document.tables[1], document.tables[2]
    for table, answers in (
        (second, {"Standpunt": "afwijken", "Wat voor reden is het?": "de wet laat het niet toe", "Leg uit waarom": WHY,
                  "Wat zou u van gedachten doen veranderen?": "Een besluit van de Kamer om de wet te veranderen."}),
        (whole, {"Samenvatting van het antwoord": "Wij nemen het eerste onderdeel over en wijken af van het tweede.",
                 "Het antwoord voor kinderen": CHILD,
                 "Wat in dit advies had u zelf niet bedacht?": "Dat kinderen zich schamen.",
                 "Wie tekent dit antwoord?": "de minister van A"}),
    ):  # fmt: skip
        for row in table.rows:
            if words := answers.get(row.cells[0].text):
                row.cells[1].paragraphs[-1].add_run(words)
    document.save(str(file))
    return file


def _a_colleague_adds_a_word(asked: Addressee) -> None:
    """Meanwhile somebody else saved: the file is older than what stands there."""
    answer = Answer.objects.get(addressee=asked)
    assert Draft.from_json(answer.draft).parts[0].position == "follow"
    Answer.objects.filter(pk=answer.pk).update(revision=answer.revision + 1)


def _comes_back_with_a_part_missing(writer: Visitor, file: Path, folder: Path) -> None:
    document: Document = docx.Document(str(file))
    heading = next(one for one in document.paragraphs if one.text == "Onderdeel 2")
    for element in (heading._p.getnext(), heading._p):
        element.getparent().remove(element)
    half = folder / "half.docx"
    document.save(str(half))
    writer.page.set_input_files("input[type=file]", half)
    writer.press("Kijk wat er verandert", status=422).reads("Er is niets veranderd", "Onderdeel 2 ontbreekt.")
    assert writer.target("Neem dit over in het concept").count() == 0


def _comes_back_whole(writer: Visitor, file: Path) -> None:
    writer.page.set_input_files("input[type=file]", file)
    writer.press("Kijk wat er verandert").reads(
        "8 antwoorden veranderen.", "is het antwoord in Weerklank nog bewaard", WHY
    )
    writer.press("Neem dit over in het concept").reads("Wat er in Word stond, staat nu in het concept.")


def _is_sent(writer: Visitor) -> None:
    """Even now a phrase that fits everything is none; then the reason goes back and it goes on."""
    second = writer.page.locator("section").filter(has=writer.page.get_by_role("heading", name="Onderdeel 2"))
    assert writer.field("Leg uit waarom", second).input_value() == WHY
    writer.fill("Leg uit waarom", "Dit heeft onze aandacht en wordt te zijner tijd nader bezien.", within=second)
    writer.press("Stuur naar de goedkeurder", status=422).reads("Dit is geen reden.")
    writer.fill("Leg uit waarom", WHY, within=second).press("Stuur naar de goedkeurder")
    writer.reads("Het antwoord ligt bij een tweede persoon van uw ministerie.")
