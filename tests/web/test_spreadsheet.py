"""A list that was downloaded opens as it is, and runs nothing."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from weerklank.web.spreadsheet import cell, csv_file


@given(st.text(alphabet=st.one_of(st.sampled_from("=+-@;\t\n\u200b ab'"), st.characters(codec="utf-8"))))
def test_no_cell_starts_a_formula_and_none_loses_its_words(text: str) -> None:
    shown = str(cell(text))
    for piece in re.split(r"[;\t\r\n]", shown):
        assert not piece.lstrip(" \u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff").startswith(tuple("=+-@＝＋－＠"))
    assert shown.replace("'", "") == text.replace("'", "")


class Named:
    def __str__(self) -> str:
        return '=HYPERLINK("https://voorbeeld.example")'


def test_a_thing_that_calls_itself_a_formula_is_guarded_as_its_words_are() -> None:
    assert (cell(Named()), cell(date(2026, 11, 22))) == (f"'{Named()}", date(2026, 11, 22))


def test_numbers_stay_numbers_and_nothing_stays_empty() -> None:
    assert [cell(value) for value in (-4, 3.5, None, "", "-4")] == [-4, 3.5, "", "", "'-4"]


def test_a_file_reads_back_as_it_was_written() -> None:
    response = csv_file("proef", ["naam", "zegt"], [["Ömer, de 2e", 'zei "ja"\nen nee'], ["سارة", "=1+1"]])
    text = response.content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [
        ["naam", "zegt"],
        ["Ömer, de 2e", 'zei "ja"\nen nee'],
        ["سارة", "'=1+1"],
    ]
    assert response["Content-Disposition"] == 'attachment; filename="weerklank-proef.csv"'


def test_a_number_has_no_more_places_than_it_says() -> None:
    assert [cell(Decimal(number)) for number in ("221000.000", "6.90", "-3.50")] == ["221000", "6.9", "-3.5"]
