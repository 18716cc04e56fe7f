"""What files do wrong: a row in the report for each, and nothing half imported."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import NOW
from tests.rights.conftest import OBSERVATIONS
from tests.rights.reading.test_bad_input import bomb
from tests.rights.reading.test_uhri import raw
from weerklank.moves import Refusal
from weerklank.rights.actions.importing import import_observations
from weerklank.rights.models import ImportBatch, Recommendation, SourceDocument, SourceParagraph

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("territories")]


def _read(path: Path, text: str) -> ImportBatch:
    path.write_text(text)
    return import_observations(path=path, by=None, now=NOW)


def _said(batch: ImportBatch, outcome: str) -> list[tuple[str, str]]:
    return list(batch.rows.filter(outcome=outcome).values_list("locator", "message"))


def test_letters_that_skip_are_named_at_their_paragraph(tmp_path: Path) -> None:
    text = OBSERVATIONS.replace("(b) Ask", "(b) Sing;\n(d) Ask")
    batch = _read(tmp_path / "x.txt", text)
    assert list(Recommendation.objects.order_by("order").values_list("number", flat=True))[2:] == [
        "3(a)",
        "3(b)",
        "3(d)",
    ]
    assert any(
        place.endswith("§3") and "gaat van (b) naar (d): (c) niet gevonden" in why
        for place, why in _said(batch, "warning")
    )
    assert SourceParagraph.objects.get(number=3).complete is False


def test_of_two_paragraphs_with_one_number_the_second_is_refused_and_named(tmp_path: Path) -> None:
    text = OBSERVATIONS.replace("3. Taking", "2. The Committee also regrets that swings squeak.\n3. Taking")
    batch = _read(tmp_path / "x.txt", text)
    assert SourceParagraph.objects.filter(number=2).count() == 1
    assert _said(batch, "rejected") == [
        (
            "CRC/C/NLD/CO/9 §2",
            "Dit nummer komt twee keer voor in het bestand; de tweede is niet overgenomen. Kijk in de bron welke klopt.",
        )
    ]


def test_a_limb_over_two_pages_is_one_limb(tmp_path: Path) -> None:
    split = "(b) Ask children which swings\nGE.30-00001 (E)\n4\n\fCRC/C/NLD/CO/9\nthey want, in line with article 31"
    wrapped = OBSERVATIONS.replace("(b) Ask children which swings they want, in line with article 31", split)
    _read(tmp_path / "x.txt", wrapped)
    assert Recommendation.objects.get(number="3(b)").text == (
        "Ask children which swings they want, in line with article 31 of the Convention."
    )


@pytest.mark.parametrize("shape", ["text", "uhri"])
def test_a_misprinted_symbol_is_read_as_the_right_one_and_said(tmp_path: Path, shape: str) -> None:
    if shape == "text":
        batch = _read(tmp_path / "x.txt", OBSERVATIONS.replace("CRC/C/NLD/CO/9", "CRC/C/NDL/CO/4"))
    else:
        batch = _read(tmp_path / "x.json", json.dumps([raw(1, Symbol="CRC/C/NDL/CO/4")]))
    assert list(SourceDocument.objects.values_list("symbol", flat=True)) == ["CRC/C/NLD/CO/4"]
    assert sum("CRC/C/NDL/CO/4, een bekende drukfout" in why for _, why in _said(batch, "warning")) == 1


def test_a_serial_date_of_a_sheet_is_a_day(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(
        [
            "Text",
            "Countries Concerned",
            "Reccomending Body",
            "Document Symbol",
            "Document Publication Date",
            "OHCHR Annotation Id",
        ]
    )
    book.active.append(["1.The Committee waved.", "- Netherlands", "- CRC", "CRC/C/NLD/CO/9", 44621, "a-1"])
    book.active.append(["2.The Committee left.", "- Netherlands", "- CRC", "CRC/C/NLD/CO/9", "ooit", "a-2"])
    book.save(tmp_path / "x.xlsx")
    batch = import_observations(path=tmp_path / "x.xlsx", by=None, now=NOW)
    assert str(SourceDocument.objects.get().date) == "2022-03-01"
    assert [place for place, why in _said(batch, "warning") if "de datum “ooit” is niet te lezen" in why] == [
        "record 2"
    ]


def test_markup_in_a_text_leaves_words_only(tmp_path: Path) -> None:
    text = "<p>1.The&nbsp;Committee <b>waved</b>.</p><script>alert(1)</script><img src=x onerror=alert(2)>"
    _read(tmp_path / "x.json", json.dumps([raw(1, Text=text)]))
    assert Recommendation.objects.get().text == "The Committee waved."


def test_a_record_of_thirty_megabytes_costs_itself_and_no_other(tmp_path: Path) -> None:
    records = [raw(1), raw(2, Text="1.The Committee waved. " + "word " * 6_000_000), raw(3)]
    batch = _read(tmp_path / "x.json", json.dumps(records))
    assert (batch.created > 0, batch.rejected) == (True, 1)
    assert [place for place, why in _said(batch, "rejected") if "meer dan 200000" in why] == ["record 2"]


def test_a_zip_bomb_as_a_word_file_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="keer zo groot"):
        import_observations(path=bomb(tmp_path / "x.docx", "word/document.xml", "word/media/x.xml"), by=None, now=NOW)
    assert (ImportBatch.objects.count(), Recommendation.objects.count()) == (0, 0)


def test_a_zip_that_is_no_office_file_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.docx", "w") as archive:
        archive.writestr("niets.txt", "niets")
    with pytest.raises(Refusal, match="zonder Word-tekst"):
        import_observations(path=tmp_path / "x.docx", by=None, now=NOW)
