"""The whole chain of a theme, as a page, a document and a list."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from django.utils import translation
from docx import Document
from docx.oxml.ns import qn

from tests.briefings.conftest import DECLINED, PRIVATE, QUOTE, Round
from tests.conftest import TODAY
from weerklank.briefings.queries import chain_of
from weerklank.editions.models import Edition

pytestmark = pytest.mark.django_db


def test_the_chain_follows_the_order_of_the_loop(whole_round: Round) -> None:
    with translation.override("nl"):
        links = chain_of(whole_round.theme, TODAY).links
    assert [(link.stage, link.number, link.standing) for link in links] == [
        ("reported", "CRC/C/NLD/CO/5-6", "samenvatting, geen tekst van de VN"),
        ("figures", "telling", "definitief"),
        ("said", "2026-ARM-01", "een paar keer op een andere manier"),
        ("said", "2026-ARM-01", "taal: nl"),
        ("advised", "2026-ARM-01", "Ministerie A antwoordde op 20 augustus 2026: 1 overgenomen, 1 niet overgenomen."),
        ("answered", "2026-ARM-01, onderdeel 1", "overnemen"),
        ("answered", "2026-ARM-01, onderdeel 2", "afwijken"),
        ("advised", "2026-ARM-02", "Ministerie B had uiterlijk 10 november 2026 moeten antwoorden."),
        ("promised", "2026-ARM-01", "op schema, 19 dagen te laat"),
    ]


def test_an_empty_stage_stays_and_says_that_it_is_empty(whole_round: Round) -> None:
    stages = dict(chain_of(whole_round.theme, TODAY).stages())
    assert [title for title, links in stages.items() if not links] == ["Wat de VN vroeg", "Voortgang"]


def test_the_page_shows_the_chain_and_no_unpublished_word(whole_round: Round, client: Client) -> None:
    page = client.get("/rapportage/?thema=armoede").content.decode()
    assert QUOTE in page
    assert PRIVATE not in page
    assert DECLINED not in page


def test_the_page_searches_in_the_chain(whole_round: Round, client: Client) -> None:
    page = client.get("/rapportage/?thema=armoede&q=fiets").content.decode()
    assert ("Geef een fiets." in page, "Laat hulp stil zijn" in page) == (True, False)


def test_without_a_theme_the_page_offers_them(whole_round: Round, client: Client) -> None:
    assert 'href="?thema=armoede"' in client.get("/rapportage/").content.decode()
    assert "Dit thema kennen we niet." in client.get("/rapportage/?thema=onzin").content.decode()


def test_the_list_carries_permalink_day_and_licence(whole_round: Round, client: Client) -> None:
    text = client.get("/rapportage/armoede.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 9
    assert all(
        row["permalink"].startswith("http://testserver/") and row["licentie"] and row["stand_van"] for row in rows
    )
    assert [row["definitie"] for row in rows if row["schakel"] == "Cijfers"] == ["Wie geteld is. Alleen hier."]
    assert DECLINED not in text


def test_the_document_has_headings_header_rows_language_and_sources(whole_round: Round, client: Client) -> None:
    response = client.get("/rapportage/armoede.docx")
    document = Document(io.BytesIO(response.content))
    headings = [
        paragraph.text for paragraph in document.paragraphs if paragraph.style and paragraph.style.name == "Heading 1"
    ]
    assert headings[0] == "Wat de VN vroeg"
    assert len(headings) == 8
    assert document.core_properties.language == "nl-NL"
    assert [language.get(qn("w:val")) for language in document.styles["Normal"].element.iter(qn("w:lang"))] == ["nl-NL"]
    assert len(document.tables) == 6
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in document.tables)
    assert {cell.text for table in document.tables for cell in table.columns[5].cells} >= {
        "Bron",
        "https://tellers.example/1",
    }


def test_a_control_character_does_not_break_the_document(whole_round: Round, client: Client) -> None:
    type(whole_round.promise).objects.update(title="Vraag\x0bniets\x01meer")
    document = Document(io.BytesIO(client.get("/rapportage/armoede.docx").content))
    assert any("Vraagnietsmeer" in cell.text for table in document.tables for row in table.rows for cell in row.cells)


def test_a_formula_in_a_title_stays_text(whole_round: Round, client: Client) -> None:
    type(whole_round.promise).objects.update(title="=1+1")
    text = client.get("/rapportage/armoede.csv").content.decode("utf-8-sig")
    assert [row["wat"][:5] for row in csv.DictReader(io.StringIO(text)) if row["schakel"] == "Toezeggingen"] == [
        "'=1+1"
    ]


def test_made_up_advices_stand_only_in_the_demonstration(whole_round: Round, client: Client) -> None:
    Edition.objects.update(is_demonstration=True)
    assert "2026-ARM-01" not in client.get("/rapportage/armoede.csv").content.decode()
    assert "2026-ARM-02" in client.get("/rapportage/armoede.csv?demonstratie=1").content.decode()


def test_an_unknown_theme_is_not_found(client: Client) -> None:
    assert {client.get(f"/rapportage/onzin.{kind}").status_code for kind in ("csv", "docx")} == {404}
