"""What a file does wrong is reported, and nothing is numbered, moved or filled in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from weerklank.rights.reading import DocumentReading, Kind, Trouble, open_source

HEAD = "CRC/C/NLD/CO/98\n\n"


def read(path: Path, text: str) -> DocumentReading:
    path.write_text(text, encoding="utf-8")
    reading = open_source(path)
    assert isinstance(reading, DocumentReading)
    return reading


def pages(*contents: tuple[int, str]) -> str:
    parts = ["# CRC/C/NLD/CO/98, an invented document"]
    parts += [
        f"## page {page} — https://example.org/{page}\nCRC/C/NLD/CO/98\npage {page}\n{text}" for page, text in contents
    ]
    return "\n".join(parts)


def troubles(reading: DocumentReading) -> list[Trouble]:
    return [problem.trouble for problem in reading.problems]


def test_missing_pages_and_paragraphs_are_named(tmp_path: Path) -> None:
    text = pages((1, "1.\nThe Committee waved."), (4, "9.\nThe Committee is concerned about kites."))
    reading = read(tmp_path / "x.md", text)
    assert [problem.what for problem in reading.problems] == [
        "de bladzijden 2 tot en met 3 staan niet in dit bestand",
        "de alinea’s 2 tot en met 8 staan niet in dit bestand, of zonder nummer",
    ]
    assert [paragraph.source for paragraph in reading.paragraphs] == ["https://example.org/1", "https://example.org/4"]


def test_a_heading_is_not_carried_over_a_missing_page(tmp_path: Path) -> None:
    first = "3. Invented freedoms\nKites\n1.\nThe Committee waved."
    text = pages((1, first), (2, "2.\nThe Committee waved again."), (4, "3.\nThe Committee left."))
    paragraphs = read(tmp_path / "x.md", text).paragraphs
    assert [(p.cluster, p.heading) for p in paragraphs] == [
        ("3. Invented freedoms", "Kites"),
        ("3. Invented freedoms", "Kites"),
        (None, None),
    ]


def test_a_cut_text_is_kept_and_marked_incomplete(tmp_path: Path) -> None:
    text = pages((1, "1.\nThe Committee recommends:\n(a)\nFly the ki[cut off by the stored excerpt]"))
    reading = read(tmp_path / "x.md", text)
    limb = reading.paragraphs[0].limbs[0]
    assert (limb.text, limb.complete, reading.paragraphs[0].complete) == ("Fly the ki", False, False)
    assert troubles(reading) == [Trouble.CUT_OFF]


def test_a_cut_heading_is_reported_and_not_used(tmp_path: Path) -> None:
    text = pages((1, "8.\nThe Committee waved.\n2. Invented princ[cut off by the stored excerpt]"), (2, "9.\nIt left."))
    reading = read(tmp_path / "x.md", text)
    assert [paragraph.cluster for paragraph in reading.paragraphs] == [None, None]
    assert [p.kept_text for p in reading.problems if p.trouble is Trouble.CUT_OFF] == ["2. Invented princ"]


def test_swapped_lines_of_a_limb_stay_as_printed_and_are_doubtful(tmp_path: Path) -> None:
    reading = read(
        tmp_path / "x.txt",
        HEAD
        + "1.\nThe Committee is concerned that:\n(a)\nupon a hill;\nKites of every age may be flown\n(b)\nStrings are short.\n",
    )
    limbs = reading.paragraphs[0].limbs
    assert [(limb.letter, limb.doubtful) for limb in limbs] == [("a", True), ("b", False)]
    assert limbs[0].text == "upon a hill; Kites of every age may be flown"
    assert [(p.trouble, p.line, p.kept_text) for p in reading.problems] == [
        (Trouble.SWAPPED_LINES, 5, "upon a hill;\nKites of every age may be flown")
    ]


def test_a_number_between_a_letter_and_its_text_makes_both_doubtful(tmp_path: Path) -> None:
    reading = read(
        tmp_path / "x.txt",
        HEAD + "1.\nThe Committee is concerned that:\n(a)\nKites are few;\n(b)\n2.\nStrings are short.\n"
        "The Committee recommends that the State party:\n(a)\nBuy kites.\n",
    )
    first, second = reading.paragraphs
    assert [(limb.letter, limb.text, limb.doubtful) for limb in first.limbs] == [
        ("a", "Kites are few;", False),
        ("b", "", True),
    ]
    assert (second.number, second.doubtful, second.complete) == (2, True, False)
    assert second.text == "Strings are short. The Committee recommends that the State party:"
    assert troubles(reading) == [Trouble.SWAPPED_LINES]


def test_a_letter_that_skips_is_reported(tmp_path: Path) -> None:
    text = HEAD + "1.\nThe Committee recommends:\n(a)\nOne;\n(b)\nTwo;\n(d)\nFour.\n"
    reading = read(tmp_path / "x.txt", text)
    assert [limb.letter for limb in reading.paragraphs[0].limbs] == ["a", "b", "d"]
    assert reading.paragraphs[0].complete is False
    assert [problem.what for problem in reading.problems] == ["alinea 1 gaat van (b) naar (d): (c) niet gevonden"]


def test_a_number_printed_twice_keeps_both_paragraphs(tmp_path: Path) -> None:
    text = HEAD + "1.\nThe Committee waved.\n2.\nThe Committee is concerned.\n2.\nThe Committee recommends kites.\n"
    reading = read(tmp_path / "x.txt", text)
    assert [(p.number, p.doubtful) for p in reading.paragraphs] == [(1, False), (2, True), (2, True)]
    assert troubles(reading) == [Trouble.DUPLICATE_NUMBER]


def test_the_known_misprint_of_the_country_code_is_named(tmp_path: Path) -> None:
    reading = read(tmp_path / "x.txt", "CRC/C/NDL/CO/98\n\n1.\nThe Committee waved.\n")
    assert (reading.document.symbol, reading.document.printed_symbol) == ("CRC/C/NLD/CO/98", "CRC/C/NDL/CO/98")
    assert [(p.trouble, p.line) for p in reading.problems] == [(Trouble.MISPRINTED_SYMBOL, 1)]


def test_a_cut_list_of_urgent_areas_marks_nothing(tmp_path: Path) -> None:
    sentence = (
        "The Committee would like to draw the State party’s attention to the recommendations concerning the following "
        "areas, in respe"
    )
    data = {"symbol": "CRC/C/NLD/CO/98", "paragraphs": [{"paragraph": 1, "text": sentence, "complete": False}]}
    reading = read(tmp_path / "x.json", json.dumps(data))
    assert reading.paragraphs[0].kind is Kind.URGENT_AREAS
    assert [item for item in reading.paragraphs[0].derived if item.kind == "urgent_area"] == []
    assert troubles(reading) == [Trouble.INCOMPLETE_SOURCE, Trouble.CUT_OFF]


def test_unknown_numbers_and_letters_stay_unknown(tmp_path: Path) -> None:
    data = {
        "symbol": "CRC/C/NLD/CO/98",
        "paragraphs": [
            {"paragraph": 4, "text": "The Committee waved.", "complete": True},
            {
                "paragraph": None,
                "text": "The Committee recommends:",
                "complete": False,
                "letters": [{"letter": None, "text": "Kites.", "complete": True}],
            },
        ],
    }
    reading = read(tmp_path / "x.json", json.dumps(data))
    assert [paragraph.number for paragraph in reading.paragraphs] == [4, None]
    assert reading.paragraphs[1].limbs[0].letter is None
    assert troubles(reading) == [
        Trouble.MISSING_PARAGRAPHS,
        Trouble.UNKNOWN_NUMBER,
        Trouble.INCOMPLETE_SOURCE,
        Trouble.UNKNOWN_LETTER,
    ]


@pytest.mark.parametrize("value", ["22", True, "twenty", 0, -3, 10**30, [], {}])
def test_an_odd_paragraph_number_never_breaks_the_reading(tmp_path: Path, value: object) -> None:
    data = {"symbol": "CRC/C/NLD/CO/98", "paragraphs": [{"paragraph": value, "text": "The Committee waved."}, 7]}
    reading = read(tmp_path / "x.json", json.dumps(data))
    assert [paragraph.number for paragraph in reading.paragraphs] == [22 if value == "22" else None]
    assert Trouble.BAD_VALUE in troubles(reading)


def test_letters_that_start_late_are_reported(tmp_path: Path) -> None:
    reading = read(tmp_path / "x.txt", HEAD + "1.\nThe Committee recommends:\n(c)\nThree;\n(d)\nFour.\n")
    assert [limb.letter for limb in reading.paragraphs[0].limbs] == ["c", "d"]
    assert [problem.what for problem in reading.problems] == [
        "de letters van alinea 1 beginnen bij (c): (a), (b) niet gevonden"
    ]


def test_a_short_first_line_after_a_glued_number_is_no_heading(tmp_path: Path) -> None:
    text = HEAD + "1. In the light of kites and\nstrings, the Committee is concerned.\n2. The Committee waved\nonce.\n"
    assert [paragraph.text for paragraph in read(tmp_path / "x.txt", text).paragraphs] == [
        "In the light of kites and strings, the Committee is concerned.",
        "The Committee waved once.",
    ]


def test_a_heading_with_nothing_under_it_is_kept_as_a_problem(tmp_path: Path) -> None:
    reading = read(tmp_path / "x.txt", HEAD + "1.\nThe Committee waved.\nIV. Invented kites\nV. Invented strings\n")
    assert [(p.trouble, p.kept_text) for p in reading.problems] == [
        (Trouble.UNPLACED_TEXT, "IV. Invented kites"),
        (Trouble.UNPLACED_TEXT, "V. Invented strings"),
    ]
