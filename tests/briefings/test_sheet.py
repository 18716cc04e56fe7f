"""One A4: tagged, in Dutch, with a title, and never two pages."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import translation
from pypdf import PdfReader

from tests.briefings.conftest import Round
from tests.conftest import NOW, TODAY
from weerklank.briefings.paper import sheet_of
from weerklank.briefings.queries import Dossier, Section, Sentence, SourceRef, dossier_of, themes_for_parliament
from weerklank.config.content import loading
from weerklank.rights.models import Theme

SITE = "https://weerklank.example/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _dutch() -> Iterator[None]:
    with translation.override("nl"):
        yield


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def longer(dossier: Dossier, times: int) -> Dossier:
    """The same dossier with a section that has far too much to say."""
    source = SourceRef("Bron", "https://bron.example/")
    many = tuple(
        Sentence(
            f"Zin {number} die op één bladzijde plaats vraagt, met nog wat woorden om haar langer te maken.",
            (source,),
            60 + number,
        )
        for number in range(times)
    )
    return replace(dossier, sections=(*dossier.sections, Section("veel", "Veel", many)))


def test_the_sheet_is_one_tagged_page_in_dutch_with_a_title(whole_round: Round) -> None:
    reader = read(sheet_of(dossier_of(whole_round.theme, TODAY), site=SITE).pdf)
    root = reader.trailer["/Root"]
    assert len(reader.pages) == 1
    assert root["/Lang"] == "nl"
    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/StructTreeRoot"]["/Type"] == "/StructTreeRoot"
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert (reader.metadata or {}).get("/Title") == "Armoede: dossier voor de Kamer – Weerklank"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_every_theme_of_the_content_fits_on_one_page(db: None) -> None:
    loading.load(now=NOW)
    pages = {
        theme.slug: len(read(sheet_of(dossier_of(theme, TODAY), site=SITE).pdf).pages)
        for theme in themes_for_parliament()
    }
    assert set(pages.values()) == {1}


def test_a_full_page_drops_the_least_pressing_and_says_where_they_are(whole_round: Round) -> None:
    dossier = longer(dossier_of(whole_round.theme, TODAY), 200)
    sheet = sheet_of(dossier, site=SITE)
    reader = read(sheet.pdf)
    words = " ".join(reader.pages[0].extract_text().split())
    assert len(reader.pages) == 1
    assert sheet.left_out > 100
    assert f"Nog {sheet.left_out} zinnen met bronnen op: weerklank.example/kamer/armoede/" in words
    assert "In één minuut" in words
    assert "Zin 199 " not in words


def test_nothing_is_left_out_where_everything_fits(whole_round: Round) -> None:
    sheet = sheet_of(dossier_of(whole_round.theme, TODAY), site=SITE)
    assert sheet.left_out == 0
    assert "zinnen met bronnen op" not in read(sheet.pdf).pages[0].extract_text()


def test_the_sheet_says_of_which_day_it_is(whole_round: Round) -> None:
    words = read(sheet_of(dossier_of(whole_round.theme, TODAY), site=SITE).pdf).pages[0].extract_text()
    assert "stand van 20 november 2026" in words


def test_sources_are_links_to_full_addresses(whole_round: Round) -> None:
    page = read(sheet_of(dossier_of(whole_round.theme, TODAY), site=SITE).pdf).pages[0]
    addresses = {link.get_object()["/A"]["/URI"] for link in page["/Annots"]}
    assert "https://weerklank.example/adviezen/2026-ARM-01/" in addresses
    assert all(address.startswith("https://") for address in addresses)


def test_the_same_dossier_gives_the_same_bytes(whole_round: Round) -> None:
    dossier = dossier_of(whole_round.theme, TODAY)
    assert sheet_of(dossier, site=SITE).pdf == sheet_of(dossier, site=SITE).pdf


def test_signs_of_the_typesetter_in_a_text_are_only_text(theme: Theme) -> None:
    nasty = '#panic("x") *vet* _schuin_ $1 @bron <label> \\ [haak] "aanhaling" מילה كلمة'
    section = Section("proef", "Proef", (Sentence(nasty, (SourceRef("#title", "https://bron.example/?a=1&b=#2"),)),))
    pdf = sheet_of(Dossier(theme, nasty, TODAY, (section,), False), site=SITE).pdf
    assert '#panic("x") *vet*' in read(pdf).pages[0].extract_text()


def test_the_sheet_opens_from_its_address(whole_round: Round, client: Client) -> None:
    response = client.get("/kamer/armoede.pdf")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert len(read(response.content).pages) == 1


def test_the_sheet_is_dutch_in_every_language(whole_round: Round, client: Client) -> None:
    assert read(client.get("/ar/kamer/armoede.pdf").content).trailer["/Root"]["/Lang"] == "nl"
